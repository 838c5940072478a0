//! Finds the names in a report: tokens with features, candidates by grammar, decisions by evidence.
//!
//! Comes in: a report and its sentences. Goes out: [`Mention`]s in text order, each with its kind,
//! and the pairs of them that the report itself declares to be one ("Open Hand (OH)").

mod acronyms;
mod bodies;
mod candidate;
mod courts;
mod decide;
mod evidence;
mod foreign;
mod lists;
mod lower;
mod nicknames;
mod role;
mod runs;
mod scan;
mod tokens;

use super::lexicon::lexicon;
use super::{EntityKind, owner};
use crate::report::{Report, Span};
use candidate::Found;
use tokens::{Shape, Tokens};

/// A name at one place of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'t> {
    /// Where it stands, without title and article.
    pub span: Span,
    /// Its letters.
    pub text: &'t str,
    /// What it names.
    pub kind: EntityKind,
    /// The number of the well-known body it names.
    pub known: Option<u16>,
    /// Whether it is a head word alone ("the Commission"), which names nothing by itself.
    pub head_alone: bool,
    /// The other country whose body it is, where the word before says so.
    pub owner: Option<&'static str>,
    /// What the words around it say a person is.
    pub role: Option<role::Role>,
}

/// The names of a report.
#[derive(Clone, Debug, Default)]
pub struct Recognised<'t> {
    /// In text order, none overlapping another.
    pub mentions: Vec<Mention<'t>>,
    /// Pairs of indices of mentions that the report declares to be one.
    pub declared: Vec<(usize, usize)>,
}

/// Finds the names of `report`. Headings are read over: their capitals tell nothing.
pub fn names<'t>(report: &'t Report, sentences: &[Span]) -> Recognised<'t> {
    let mut leave_out: Vec<Span> = report
        .blocks
        .iter()
        .filter(|block| block.kind.is_heading())
        .map(|block| block.span)
        .chain(report.outline.iter().map(|section| section.heading))
        .collect();
    leave_out.sort_unstable_by_key(|span| (span.start, span.end));
    leave_out.dedup();
    let lexicon = lexicon();
    let tokens = Tokens::new(&report.text, sentences, &leave_out, lexicon);
    let mut candidates = scan::scan(&tokens, lexicon);
    let definitions = acronyms::find(&tokens, lexicon, &mut candidates);
    let decider = decide::Decider::new(&tokens, lexicon, &candidates, &definitions);
    let kinds = decider.decide(&candidates, &definitions);
    let mut found = Recognised::default();
    let mut places = vec![None; candidates.len()];
    for ((candidate, kind), place) in candidates.iter().zip(&kinds).zip(&mut places) {
        let head_alone =
            candidate.found == Found::Head && is_definite(&tokens, candidate.tokens.start);
        let Some(kind) = kind.or(head_alone.then_some(EntityKind::Organization)) else { continue };
        let span = candidate.span(&tokens);
        let known = match candidate.found {
            Found::Known(number) => Some(number),
            _ => lexicon.known_number(span.of(&report.text)),
        };
        let role = (kind == EntityKind::Person).then(|| role::of(&tokens, candidate)).flatten();
        *place = Some(found.mentions.len());
        found.mentions.push(Mention {
            span,
            text: span.of(&report.text),
            kind,
            known,
            head_alone,
            owner: if kind == EntityKind::Person { None } else { owner::foreign(report, span) },
            role,
        });
    }
    let at = |candidate: usize| places.get(candidate).copied().flatten();
    let nicknames = nicknames::find(&tokens, &candidates);
    found.declared = definitions
        .pairs
        .iter()
        .chain(nicknames.iter().flat_map(|nickname| &nickname.pairs))
        .filter_map(|(a, b)| Some((at(*a)?, at(*b)?)))
        .collect();
    lower::add(&tokens, lexicon, &mut found);
    found
}

/// "the Commission" inside a sentence.
fn is_definite(tokens: &Tokens<'_>, first: usize) -> bool {
    !tokens.at(first).is(Shape::STARTS) && matches!(tokens.word_before(first, 1), "the" | "The")
}

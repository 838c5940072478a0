//! Full names that a report writes in lower case: "the human rights ombudsman", "the trade
//! ministry" where it has "Trade Ministry" elsewhere.

use super::tokens::{Shape, Tokens};
use super::{Mention, Recognised};
use crate::entities::EntityKind;
use crate::entities::lexicon::{Flags, Lexicon};
use std::collections::HashMap;

/// A name in lower case, as words.
struct LowerName {
    words: Vec<String>,
    kind: EntityKind,
    /// Whether it may have capitals as well.
    any_case: bool,
}

/// Adds the mentions in lower case to `found`.
pub fn add<'t>(tokens: &Tokens<'t>, lexicon: &Lexicon, found: &mut Recognised<'t>) {
    let names = lower_names(lexicon, found);
    let mut starts: HashMap<&str, Vec<&LowerName>> = HashMap::new();
    for name in &names {
        if let Some(first) = name.words.first() {
            starts.entry(first).or_default().push(name);
        }
    }
    for list in starts.values_mut() {
        list.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    let mut more = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens.at(i);
        let first = if token.is_lower() {
            tokens.word(i).to_owned()
        } else {
            tokens.word(i).to_lowercase()
        };
        let name = (token.is_lower() || token.is(Shape::CAPITAL))
            .then(|| starts.get(first.as_str()))
            .flatten()
            .and_then(|list| list.iter().find(|name| stands_at(tokens, i, name)));
        let Some(name) = name else {
            i += 1;
            continue;
        };
        let end = i + name.words.len();
        if is_name_here(tokens, i, end) {
            more.push((tokens.span(i, end), tokens.phrase(i, end), name.kind));
        }
        i = end;
    }
    insert(found, more);
}

/// The names that may stand in lower case: those of ordinary words only, found in this report with
/// capitals, and the few that every report writes so.
fn lower_names(lexicon: &Lexicon, found: &Recognised<'_>) -> Vec<LowerName> {
    let mut names: Vec<LowerName> = lexicon
        .lower_names()
        .iter()
        .map(|words| LowerName {
            words: words.clone(),
            kind: EntityKind::Organization,
            any_case: true,
        })
        .collect();
    let mut seen = std::collections::HashSet::new();
    for mention in &found.mentions {
        if mention.kind == EntityKind::Person || mention.head_alone || !seen.insert(mention.text) {
            continue;
        }
        let words: Vec<String> = mention
            .text
            .split_whitespace()
            .map(|word| word.trim_end_matches("’s").trim_end_matches("'s").to_lowercase())
            .collect();
        let ordinary = words.iter().all(|word| {
            let flags = lexicon.flags(word);
            lexicon.is_common(word)
                && !flags.any(Flags::COUNTRY.with(Flags::PEOPLE).with(Flags::CITY))
        });
        let governs = words.last().is_some_and(|last| lexicon.flags(last).any(Flags::COURT))
            || GOVERNING.iter().any(|head| words.iter().any(|w| w == head));
        let chamber = words.len() == 1 && words.iter().all(|word| word == "senate");
        if let (true, Some(field)) = (ordinary, ministry_field(&words)) {
            let mut words = field;
            words.push("ministry".to_owned());
            names.push(LowerName { words, kind: mention.kind, any_case: false });
        }
        if ordinary && words.len() >= 3 && governs || chamber {
            names.push(LowerName { words, kind: mention.kind, any_case: false });
        }
    }
    names
}

/// The field of "Ministry of Trade" and "Trade Ministry": the report may go on with "the trade
/// ministry".
fn ministry_field(words: &[String]) -> Option<Vec<String>> {
    let field = match words {
        [head, of, field @ ..] if head == "ministry" && of == "of" => field,
        [field @ .., head] if head == "ministry" => field,
        _ => return None,
    };
    let field: Vec<String> = field.iter().filter(|word| *word != "the").cloned().collect();
    (!field.is_empty()).then_some(field)
}

/// Heads of bodies that a report may write in lower case without meaning just any.
const GOVERNING: &[&str] = &[
    "ministry",
    "commission",
    "commissions",
    "committee",
    "agency",
    "bureau",
    "office",
    "council",
    "department",
    "ombudsman",
    "secretariat",
    "police",
    "assembly",
    "service",
];

fn stands_at(tokens: &Tokens<'_>, i: usize, name: &LowerName) -> bool {
    name.words.iter().enumerate().all(|(n, word)| {
        let token = tokens.at(i + n);
        let any_case = token.is_lower() || name.any_case || n > 0 && token.is(Shape::ACRONYM);
        any_case && tokens.word(i + n).to_lowercase() == *word
    })
}

/// Not "a national bank", and not the beginning of other words ("federal police officers" is still
/// about the federal police).
fn is_name_here(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    let next = tokens.at(end);
    let title = tokens.at(first).is(Shape::CAPITAL)
        && next.is_name_word()
        && tokens.follows(end)
        && !next.any(Flags::COMMON);
    let before = tokens.before(first, 1);
    let goes_on =
        before.is(Shape::CAPITAL) && !before.any(Flags::FUNCTION) && tokens.follows(first);
    if title || goes_on && tokens.at(first).is(Shape::CAPITAL) {
        return false;
    }
    let article = tokens.word_before(first, 1);
    !matches!(article, "a" | "an" | "any" | "no" | "some" | "each") && !tokens.reads(end, "-")
}

/// Puts mentions where they belong in text order and moves the declared pairs along.
fn insert<'t>(found: &mut Recognised<'t>, more: Vec<(crate::report::Span, &'t str, EntityKind)>) {
    if more.is_empty() {
        return;
    }
    let old: Vec<Mention<'t>> = std::mem::take(&mut found.mentions);
    let mut all: Vec<(Option<usize>, Mention<'t>)> =
        old.into_iter().enumerate().map(|(n, mention)| (Some(n), mention)).collect();
    all.extend(more.into_iter().map(|(span, text, kind)| {
        (
            None,
            Mention { span, text, kind, known: None, head_alone: false, owner: None, role: None },
        )
    }));
    all.sort_by_key(|(_, mention)| mention.span.start);
    let mut moved = HashMap::new();
    let mut end = crate::report::Offset::default();
    for (old, mention) in all {
        if mention.span.start < end {
            continue;
        }
        end = mention.span.end;
        if let Some(old) = old {
            moved.insert(old, found.mentions.len());
        }
        found.mentions.push(mention);
    }
    let at = |old: usize| moved.get(&old).copied();
    found.declared = found.declared.iter().filter_map(|(a, b)| Some((at(*a)?, at(*b)?))).collect();
}

//! What a report says that it does not count.
//!
//! In come a report and its sentences, out come silences: a count told as none, that nothing was
//! reported, that no statistics were published. They are no figures: a table of figures would drown
//! in noughts, and "no reports of" is not a nought. A series asks them what a gap in it means.

mod counted;
mod lexicon;
#[cfg(test)]
mod tests;
mod zero;

use super::context::{Context, Sentence};
use super::passage::Passage;
use super::tokens::Tokens;
use super::{Cues, Figure, FigureKind, period, source};
use crate::entities::ReportEntity;
use crate::language;
use crate::report::{BlockKind, Report, Span};
use lexicon::LEXICON;
use serde::{Deserialize, Serialize};

/// What a report says of what it does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceKind {
    /// "No persons were recognized as refugees during the year": counted, and there were none.
    Zero,
    /// "There were no reports of …": nobody told of any. That is not a nought.
    NothingReported,
    /// "The ministry did not release statistics on …".
    NoStatistics,
}

/// A sentence that says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// What it says.
    pub kind: SilenceKind,
    /// What is not counted, as a figure would hold it: value 0, the sentence, period and source.
    pub figure: Figure,
}

/// Finds the silences of a report, in text order, with the words that their indicators are found by.
///
/// At most one a sentence. Linear in the text: only sentences with a word of denial are read.
pub fn silences(
    report: &Report,
    sentences: &[Span],
    entities: &[ReportEntity],
) -> Vec<(Silence, Cues)> {
    let mut found = Vec::new();
    let mut rest = sentences;
    for block in &report.blocks {
        let before = rest.partition_point(|sentence| sentence.end <= block.span.start);
        let inside = rest.partition_point(|sentence| sentence.start < block.span.end);
        let (done, after) = rest.split_at(inside);
        rest = after;
        if block.kind.is_heading() || block.kind == BlockKind::TableRow {
            continue;
        }
        let spans = done.get(before..).unwrap_or_default();
        of_paragraph(report, entities, spans, &mut found);
    }
    found
}

fn of_paragraph(
    report: &Report,
    entities: &[ReportEntity],
    spans: &[Span],
    found: &mut Vec<(Silence, Cues)>,
) {
    for (current, span) in spans.iter().enumerate() {
        if !may_deny(span.of(&report.text)) {
            continue;
        }
        let sentence = Sentence { span: *span, words: language::words(&report.text, *span) };
        let tokens = Tokens::new(&sentence);
        let Some(told) = told(&tokens) else { continue };
        let Some(raw) = tokens.span(told.at) else { continue };
        let mut figure = Figure {
            raw,
            sentence: *span,
            kind: FigureKind::Statistic,
            measure: told.counted.clone(),
            confidence: 1.0,
            ..Figure::default()
        };
        if told.kind == SilenceKind::Zero {
            place(report, entities, (spans, current), &told, &mut figure);
            if figure.period.start.or(figure.period.end).is_none() {
                continue;
            }
        }
        let cues = cues(report, *span, &told);
        found.push((Silence { kind: told.kind, figure }, cues));
    }
}

/// Whether a sentence has a word of denial: a quick look before its words are parted.
fn may_deny(sentence: &str) -> bool {
    ["No ", " no ", " not ", "unavailable", " none "].iter().any(|word| sentence.contains(word))
}

/// What a sentence says that it does not count.
struct Told {
    kind: SilenceKind,
    /// The index of the word that says so.
    at: usize,
    /// What is not counted, in lower case.
    counted: String,
}

fn told(tokens: &Tokens<'_>) -> Option<Told> {
    no_statistics(tokens).or_else(|| zero::nothing(tokens))
}

/// "no statistics were available on …", "did not release statistics on …", "statistics on … were
/// not published".
fn no_statistics(tokens: &Tokens<'_>) -> Option<Told> {
    let at = (0..tokens.len()).find(|at| {
        LEXICON.data.has(tokens.at(*at)) && (is_denied(tokens, *at) || is_withheld(tokens, *at))
    })?;
    let counted = counted::after(tokens, at + 1)?;
    let wide = LEXICON.wide.has(tokens.at(at));
    let of_number = tokens.any(at, at + 6, &["number", "numbers", "percentage"]);
    (!wide || of_number).then_some(Told { kind: SilenceKind::NoStatistics, at, counted })
}

/// "no official statistics", "did not release any statistics".
fn is_denied(tokens: &Tokens<'_>, at: usize) -> bool {
    let no = (1..=4).any(|back| tokens.before(at, back) == "no");
    let not = (1..=5).any(|back| {
        LEXICON.giving.has(tokens.before(at, back))
            && (1..=2).any(|more| tokens.before(at, back + more) == "not")
    });
    no || not
}

/// "statistics on … were not available", "figures … unavailable".
fn is_withheld(tokens: &Tokens<'_>, at: usize) -> bool {
    let end = (at..tokens.len().min(at + 16)).find(|i| matches!(tokens.at(*i), "," | ";" | "but"));
    let end = end.unwrap_or_else(|| tokens.len().min(at + 16));
    (at..end).any(|i| {
        let denied = (1..=2).any(|back| tokens.before(i, back) == "not");
        tokens.at(i) == "unavailable" || LEXICON.given.has(tokens.at(i)) && denied
    })
}

/// The words that decide the indicator, with `#` where a number would stand: those of what is not
/// counted and of the headings. The rest of the sentence may well speak of other things.
fn cues(report: &Report, at: Span, told: &Told) -> Cues {
    let path = report.section_path(at.start);
    let titles: Vec<String> = path.iter().map(|section| section.title.to_lowercase()).collect();
    let words = format!("# {}", told.counted);
    Cues {
        counted: told.counted.clone(),
        clause: words.clone(),
        sentence: words,
        headings: titles.join(" "),
        ..Cues::default()
    }
}

/// Gives a nought its period and source, by the rules that figures get theirs by.
fn place(
    report: &Report,
    entities: &[ReportEntity],
    (spans, current): (&[Span], usize),
    told: &Told,
    figure: &mut Figure,
) {
    let paragraph: Vec<Sentence<'_>> = spans
        .iter()
        .map(|span| Sentence { span: *span, words: language::words(&report.text, *span) })
        .collect();
    let names: Vec<Span> = Vec::new();
    let passage = Passage::read(&paragraph, &names);
    let before = figure.clone();
    let context = Context {
        report,
        entities,
        paragraph: &paragraph,
        passage: &passage,
        current,
        first_word: told.at,
        after_word: told.at + 1,
        figure: &before,
        earlier: &[],
    };
    figure.period = period::resolve(&context);
    figure.source = source::resolve(&context).source;
}

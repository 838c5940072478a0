//! The list of what changed, a row a change: for XLSX, CSV and JSON.

use super::words;
use super::{Asked, Side, joined};
use crate::citation::Citer;
use crate::compare::{Alignment, Change, ChangeKind, ChangeLine, changes, topics};
use crate::report::Span;
use serde_json::{Value, json};

/// The keys of a row, in the order of a table.
pub const CHANGE_COLUMNS: &[&str] = &[
    "from",
    "to",
    "topic",
    "change",
    "kinds",
    "before",
    "after",
    "words_before",
    "words_after",
    "numbers",
    "tense_only",
    "section_before",
    "section_after",
    "moved_from",
    "citation_before",
    "citation_after",
    "document_before",
    "document_after",
];

/// Every change from each side to the next, in reading order: objects with [`CHANGE_COLUMNS`].
pub fn change_list(
    sides: &[Side<'_>],
    alignments: &[&Alignment],
    asked: &Asked<'_>,
    citer: &Citer,
) -> Vec<Value> {
    let pairs = sides.iter().zip(sides.iter().skip(1)).zip(alignments);
    let of_pair = |((before, after), alignment): ((&Side<'_>, &Side<'_>), &&Alignment)| {
        let all = changes(before.edition, after.edition, alignment, asked.tense_counts);
        let topic = asked.topic;
        let wanted =
            move |one: &ChangeLine| topic.is_none_or(|topic| topics().belongs(one.topic, topic));
        let rows = all.into_iter().filter(wanted);
        rows.map(|one| row(before, after, &one, citer)).collect::<Vec<_>>()
    };
    pairs.flat_map(of_pair).collect()
}

fn row(before: &Side<'_>, after: &Side<'_>, line: &ChangeLine, citer: &Citer) -> Value {
    let step = &line.step;
    // What moved stands once, in the later edition; the words it had stand elsewhere in the earlier.
    let elsewhere = step.elsewhere.as_ref().filter(|_| line.before.is_none());
    let spans_before = line.before.as_ref().map(|cell| cell.spans.as_slice());
    let spans_before = spans_before.or(elsewhere.map(|other| other.spans.as_slice()));
    let spans_after = line.after.as_ref().map(|cell| cell.spans.as_slice());
    let words = |side: &Side<'_>, spans: Option<&[Span]>| {
        spans.map(|spans| joined(&side.report.text, spans))
    };
    let cited = |side: &Side<'_>, spans: Option<&[Span]>| {
        spans.and_then(<[Span]>::first).map(|span| citer.source(side.report, *span))
    };
    let differing = |side: &Side<'_>, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| joined(&side.report.text, &[*span])).collect()
    };
    let numbers: Vec<String> =
        step.changes.iter().filter_map(|change| number(change, [before, after])).collect();
    let section_before = line.before.as_ref().and_then(|cell| cell.section);
    let section_before = section_before.or(elsewhere.and_then(|other| other.section));
    let document = |side: &Side<'_>, there: bool| there.then(|| side.report.document.to_string());
    json!({
        "from": before.head,
        "to": after.head,
        "topic": topics().name(line.topic),
        "change": words::class(step.class).to_lowercase(),
        "kinds": words::kinds(&step.changes),
        "before": words(before, spans_before),
        "after": words(after, spans_after),
        "words_before": differing(before, &step.words_before),
        "words_after": differing(after, &step.words_after),
        "numbers": numbers,
        "tense_only": step.tense_only,
        "section_before": section(before, section_before),
        "section_after": section(after, line.after.as_ref().and_then(|cell| cell.section)),
        "moved_from": elsewhere.map(|other| topics().name(other.topic)),
        "citation_before": cited(before, spans_before),
        "citation_after": cited(after, spans_after),
        "document_before": document(before, spans_before.is_some()),
        "document_after": document(after, spans_after.is_some()),
    })
}

/// "25 → 27", "hundreds → 12": a number in the words of the reports, so that none is more exact than
/// they are. A side that tells none stays empty.
fn number(change: &Change, [before, after]: [&Side<'_>; 2]) -> Option<String> {
    let told = |side: &Side<'_>, span: Option<Span>| {
        span.map_or(String::new(), |span| joined(&side.report.text, &[span]))
    };
    let words = format!("{} → {}", told(before, change.before), told(after, change.after));
    (change.kind == ChangeKind::Number).then(|| words.trim().to_owned())
}

/// The words of a heading.
fn section(side: &Side<'_>, at: Option<usize>) -> Option<String> {
    let section = side.report.outline.get(at?)?;
    Some(section.title.trim_end_matches(':').to_owned())
}

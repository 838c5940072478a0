//! Which figure of the open reports a row is about.

use super::held::{Held, HeldReport, OpenReport};
use crate::project::Anchor;
use crate::report::Span;
use crate::series::FigureId;

/// The place that a row names by its words.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A figure stands there.
    Figure(FigureId),
    /// A number that is no figure yet.
    Free(Anchor),
}

/// The figure at an anchor. The report with the name `document` is looked at before others of the
/// same edition.
pub fn by_anchor(
    held: &Held,
    anchor: &Anchor,
    document: Option<&str>,
) -> Result<FigureId, &'static str> {
    let named = document.and_then(|name| held.document(name));
    let same_edition = |report: &&HeldReport| {
        report.edition() == anchor.edition && named.is_none_or(|named| named.index != report.index)
    };
    let reports: Vec<&HeldReport> =
        named.into_iter().chain(held.reports.iter().filter(same_edition)).collect();
    if reports.is_empty() {
        return Err("its report is not in this folder");
    }
    let first_that = |find: fn(&OpenReport, &Anchor) -> Option<Span>| {
        reports.iter().find_map(|report| {
            let open = held.report(report.index)?;
            let span = find(&open, anchor)?;
            Some((open, span))
        })
    };
    let found = first_that(exact).or_else(|| first_that(near));
    let (report, span) = found.ok_or("its sentence is not in the report any more")?;
    figure_at(&report, span).ok_or("no figure stands at its number any more")
}

fn exact(report: &OpenReport, anchor: &Anchor) -> Option<Span> {
    report.sentences().exact(anchor, &report.loaded.report.text, &report.analysis.sentences)
}

fn near(report: &OpenReport, anchor: &Anchor) -> Option<Span> {
    report.sentences().near(anchor, &report.loaded.report.text, &report.analysis.sentences)
}

fn figure_at(report: &OpenReport, span: Span) -> Option<FigureId> {
    let figures = &report.analysis.figures;
    let just = figures.iter().position(|figure| figure.raw == span);
    let at = just.or_else(|| figures.iter().position(|figure| figure.raw.overlaps(span)))?;
    Some(FigureId { report: report.index, figure: u32::try_from(at).ok()? })
}

/// The place of a number that stands once in a sentence that stands once in a report.
pub fn by_words(held: &Held, document: &str, sentence: &str, raw: &str) -> Result<Place, String> {
    let named = held.document(document).and_then(|named| held.report(named.index));
    let report = named.ok_or_else(|| format!("there is no report “{document}” in this folder"))?;
    let anchor = |repeat, occurrence| Anchor {
        edition: report.edition(),
        sentence: sentence.to_owned(),
        repeat,
        words: raw.to_owned(),
        occurrence,
    };
    let whole = Anchor { words: String::new(), ..anchor(1, 1) };
    let told = exact(&report, &whole).ok_or("its sentence does not stand so in the report")?;
    let not_there = || format!("“{raw}” does not stand in its sentence");
    let span = exact(&report, &anchor(1, 1)).filter(|span| told.contains(span.start));
    let span = span.filter(|_| raw.chars().any(char::is_alphanumeric)).ok_or_else(not_there)?;
    if exact(&report, &anchor(1, 2)) != Some(span) {
        return Err(format!("“{raw}” stands more than once in its sentence"));
    }
    if exact(&report, &anchor(2, 1)) != Some(span) {
        return Err("its sentence stands more than once in the report".to_owned());
    }
    if let Some(id) = figure_at(&report, span) {
        return Ok(Place::Figure(id));
    }
    report.anchor_of(span).map(Place::Free).ok_or_else(not_there)
}

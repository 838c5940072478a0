//! From a report's sentences to its figures.

use super::context::{Context, Sentence};
use super::{Figure, period, place, source};
use crate::entities::ReportEntity;
use crate::language::{self, Number};
use crate::report::{BlockKind, Report, Span};

/// Finds the figures of a report, in text order, without their indicators.
///
/// `sentences` are in text order; `entities` are the report's own, for naming sources.
pub fn extract(report: &Report, sentences: &[Span], entities: &[ReportEntity]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rest = sentences;
    for block in &report.blocks {
        let before = rest.partition_point(|sentence| sentence.end <= block.span.start);
        let inside = rest.partition_point(|sentence| sentence.start < block.span.end);
        let (done, after) = rest.split_at(inside);
        rest = after;
        if block.kind.is_heading() {
            continue;
        }
        let paragraph: Vec<Sentence<'_>> = done
            .iter()
            .skip(before)
            .map(|span| Sentence { span: *span, words: language::words(&report.text, *span) })
            .collect();
        of_paragraph(report, entities, block.kind, &paragraph, &mut found);
    }
    found
}

/// Adds the figures of one paragraph.
fn of_paragraph(
    report: &Report,
    entities: &[ReportEntity],
    block: BlockKind,
    paragraph: &[Sentence<'_>],
    found: &mut Vec<Figure>,
) {
    let first = found.len();
    for (current, sentence) in paragraph.iter().enumerate() {
        for number in language::numbers(&sentence.words) {
            let Some(mut figure) = draft(sentence, &number) else { continue };
            let context = Context {
                report,
                entities,
                block,
                paragraph,
                current,
                first_word: number.first,
                after_word: number.after,
                figure: &figure,
                earlier: found.get(first..).unwrap_or_default(),
            };
            let period = period::resolve(&context);
            let source = source::resolve(&context);
            let place = place::resolve(&context);
            figure.period = period;
            figure.source = source;
            figure.place = place;
            found.push(figure);
        }
    }
}

/// What the number alone says; nothing where it is a year.
fn draft(sentence: &Sentence<'_>, number: &Number) -> Option<Figure> {
    let year = (1000.0..2100.0).contains(&number.value) && !number.marked;
    (!year && number.prefix.is_none()).then(|| Figure {
        raw: number.span,
        sentence: sentence.span,
        value: number.value,
        confidence: 0.5,
        ..Figure::default()
    })
}

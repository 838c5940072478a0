//! From a report's sentences to its figures.

use super::context::{Context, Sentence};
use super::counted::counted;
use super::exclude::{View, excluded};
use super::passage::Passage;
use super::quantity::{Quantity, quantities};
use super::{
    Figure, FigureKind, Worded, flow, kind, period, place, respectively, scope, source, status,
    table,
};
use crate::entities::{EntityKind, ReportEntity};
use crate::language;
use crate::report::{BlockKind, Report, Span};

/// Finds the figures of a report, in text order, with the words that their indicators are found by.
///
/// `sentences` are in text order; `entities` are the report's own, for naming sources. Headings
/// tell no figures; rows of tables are read with their heads.
pub fn extract(report: &Report, sentences: &[Span], entities: &[ReportEntity]) -> Vec<Worded> {
    let mut found = Vec::new();
    let mut rest = sentences;
    let names = names(entities);
    for block in &report.blocks {
        let before = rest.partition_point(|sentence| sentence.end <= block.span.start);
        let inside = rest.partition_point(|sentence| sentence.start < block.span.end);
        let (done, after) = rest.split_at(inside);
        rest = after;
        let told = !block.kind.is_heading() && block.kind != BlockKind::TableRow;
        if !told {
            continue;
        }
        let paragraph = paragraph(report, done.get(before..).unwrap_or_default());
        let passage = Passage::read(&paragraph, &names);
        of_paragraph(report, entities, &paragraph, &passage, None, &mut found);
    }
    let told = found.len();
    found.extend(table::figures(report, entities));
    if found.len() > told {
        found.sort_by_key(|figure| figure.raw);
    }
    for figure in &mut found {
        define(figure, report);
    }
    found
}

/// Says how far what is counted has come, what widens or narrows it, and what its sentence says.
fn define(figure: &mut Worded, report: &Report) {
    let country = report.metadata.country();
    figure.wording = wording(figure, report);
    figure.words = language::word_bits(figure.sentence.of(&report.text));
    let (kind, unit) = (figure.kind, figure.unit);
    figure.status = status::status(&figure.cues, kind, unit);
    figure.scope = scope::scope(&figure.cues, kind, unit, country);
}

/// What the sentence of a figure says. A row of a table says nothing without its heads: the same
/// numbers below another year are told anew.
fn wording(figure: &Worded, report: &Report) -> u64 {
    let sentence = language::wording(figure.sentence.of(&report.text));
    let block = report.block_at(figure.sentence.start).and_then(|at| report.blocks.get(at));
    match block.map(|block| block.kind) {
        Some(BlockKind::TableRow) => {
            language::worded_with(sentence, language::wording(&figure.cues.sentence))
        }
        _ => sentence,
    }
}

/// What the program makes of the number at `words`, also where it would take it for none: what a
/// figure that the user adds begins with. Reads the one paragraph. Nothing where no number stands
/// there, or not in running text.
pub fn extract_at(
    report: &Report,
    sentences: &[Span],
    entities: &[ReportEntity],
    words: Span,
) -> Option<Worded> {
    let block = report.block_at(words.start).and_then(|at| report.blocks.get(at))?;
    if block.kind == BlockKind::TableRow {
        return None;
    }
    let before = sentences.partition_point(|sentence| sentence.end <= block.span.start);
    let inside = sentences.partition_point(|sentence| sentence.start < block.span.end);
    let paragraph = paragraph(report, sentences.get(before..inside)?);
    let passage = Passage::read(&paragraph, &names(entities));
    let mut found = Vec::new();
    of_paragraph(report, entities, &paragraph, &passage, Some(words), &mut found);
    let mut figure = found.into_iter().find(|figure| figure.raw.overlaps(words))?;
    define(&mut figure, report);
    Some(figure)
}

/// Where names stand, in text order.
fn names(entities: &[ReportEntity]) -> Vec<Span> {
    let mut names: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().copied()).collect();
    names.sort_unstable();
    names
}

/// The sentences of a paragraph with their words.
fn paragraph<'a>(report: &'a Report, sentences: &[Span]) -> Vec<Sentence<'a>> {
    let sentence =
        |span: &Span| Sentence { span: *span, words: language::words(&report.text, *span) };
    sentences.iter().map(sentence).collect()
}

/// Adds the figures of one paragraph; a number at `wanted` is one whatever speaks against it.
fn of_paragraph(
    report: &Report,
    entities: &[ReportEntity],
    paragraph: &[Sentence<'_>],
    passage: &Passage<'_>,
    wanted: Option<Span>,
    found: &mut Vec<Worded>,
) {
    let first = found.len();
    let unknown = Figure::default();
    let mut headings: Option<String> = None;
    for (current, (sentence, reading)) in paragraph.iter().zip(&passage.sentences).enumerate() {
        let tokens = &reading.tokens;
        let quantities = quantities(tokens);
        let partners = respectively::partners(tokens, &quantities);
        let person = names_person(entities, sentence.span);
        let mut last: Option<(&Quantity, Option<FigureKind>)> = None;
        for (index, quantity) in quantities.iter().enumerate() {
            let view = kind::view(tokens, quantity, quantities.get(index + 1), last, person);
            last = Some((quantity, None));
            let is_wanted = wanted.is_some_and(|wanted| quantity.raw.overlaps(wanted));
            if !is_wanted && excluded(&view).is_some() {
                continue;
            }
            let earlier = found.get(first..).unwrap_or_default();
            let mut figure = draft(report, &view, sentence.span, earlier);
            let heads = headings.get_or_insert_with(|| heads(report, sentence));
            figure.cues.headings.clone_from(heads);
            figure.cues.before.push_str(&before(report, paragraph, current));
            let context = Context {
                report,
                entities,
                paragraph,
                passage,
                current,
                first_word: quantity.first,
                after_word: quantity.after,
                figure: &unknown,
                earlier,
            };
            let told = source::resolve(&Context { figure: &figure, ..context });
            figure.source = told.source;
            figure.passed_on_by = told.passed_on_by;
            figure.period = period::resolve(&Context { figure: &figure, ..context });
            let place = place::resolve(&Context { figure: &figure, ..context }, figure.period);
            figure.place = place;
            if let Some((_, partner)) = partners.iter().find(|(at, _)| *at == index) {
                let earlier = found.get(first..).unwrap_or_default();
                respectively::settle(&mut figure, *partner, tokens, &report.text, earlier);
            }
            figure.flow = flow::flow(reading, quantity, &figure);
            figure.aggregation = flow::aggregation(reading, quantity, &figure);
            last = Some((quantity, Some(figure.kind)));
            found.push(figure);
        }
    }
}

/// Whether a person of the report is named in the sentence.
fn names_person(entities: &[ReportEntity], sentence: Span) -> bool {
    entities.iter().filter(|entity| entity.kind == EntityKind::Person).any(|entity| {
        let from = entity.mentions.partition_point(|mention| mention.start < sentence.start);
        entity.mentions.get(from).is_some_and(|mention| sentence.covers(*mention))
    })
}

/// What the sentence says of a quantity by itself.
fn draft(report: &Report, view: &View<'_>, sentence: Span, earlier: &[Worded]) -> Worded {
    let quantity = view.quantity;
    let (kind, clear) = kind::kind(view);
    let counted = counted(&report.text, view, sentence, earlier);
    let figure = Figure {
        raw: quantity.raw,
        sentence,
        value: quantity.value,
        value_high: quantity.value_high,
        qualifier: quantity.qualifier,
        unit: quantity.unit,
        currency: quantity.currency.clone(),
        kind,
        confidence: if counted.measure.is_empty() { clear * 0.6 } else { clear },
        measure: counted.measure,
        whole: counted.whole,
        ..Figure::default()
    };
    Worded { figure, cues: counted.cues }
}

/// The headings above a sentence, lower case, the outermost first.
fn heads(report: &Report, sentence: &Sentence<'_>) -> String {
    let path = report.section_path(sentence.span.start);
    let titles: Vec<String> = path.iter().map(|section| section.title.to_lowercase()).collect();
    titles.join(" ")
}

/// The sentence before in the paragraph, lower case.
fn before(report: &Report, paragraph: &[Sentence<'_>], current: usize) -> String {
    let sentence = current.checked_sub(1).and_then(|at| paragraph.get(at));
    sentence.map_or_else(String::new, |sentence| sentence.span.of(&report.text).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;
    use crate::report::{DocumentName, Guess};

    #[test]
    fn a_number_that_is_asked_for_is_read_whatever_speaks_against_it() {
        let text = "The ministry said that 40 men were held in 2019. See Section 7 of the act.";
        let name = DocumentName::new("a.txt");
        let mut report = crate::reading::read(text.as_bytes(), &name).unwrap();
        report.metadata.year = Some(Guess::new(2019, "a test"));
        let analysis = analysis::analyse(&report);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            let words = Span::new(start, start + words.len());
            let found = extract_at(&report, &analysis.sentences, &analysis.entities, words);
            found.map(|figure| figure.value)
        };
        assert!(!analysis.figures.iter().any(|figure| figure.raw.of(text) == "7"));
        assert_eq!(at("7"), Some(7.0));
        assert_eq!(at("40 men"), Some(40.0));
        assert_eq!(at("ministry"), None);
    }
}

//! From a report's sentences to its figures.

use super::context::{Context, Sentence};
use super::counted::counted;
use super::exclude::{View, excluded};
use super::passage::Passage;
use super::quantity::{Quantity, quantities};
use super::{
    Figure, FigureKind, flow, kind, period, place, respectively, scope, source, status, table,
};
use crate::entities::{EntityKind, ReportEntity};
use crate::language;
use crate::report::{BlockKind, Report, Span};

/// Finds the figures of a report, in text order, without their indicators.
///
/// `sentences` are in text order; `entities` are the report's own, for naming sources. Headings
/// tell no figures; rows of tables are read with their heads.
pub fn extract(report: &Report, sentences: &[Span], entities: &[ReportEntity]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rest = sentences;
    let mut names: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().copied()).collect();
    names.sort_unstable();
    for block in &report.blocks {
        let before = rest.partition_point(|sentence| sentence.end <= block.span.start);
        let inside = rest.partition_point(|sentence| sentence.start < block.span.end);
        let (done, after) = rest.split_at(inside);
        rest = after;
        let told = !block.kind.is_heading() && block.kind != BlockKind::TableRow;
        if !told {
            continue;
        }
        let paragraph: Vec<Sentence<'_>> = done
            .iter()
            .skip(before)
            .map(|span| Sentence { span: *span, words: language::words(&report.text, *span) })
            .collect();
        let passage = Passage::read(&paragraph, &names);
        of_paragraph(report, entities, &paragraph, &passage, &mut found);
    }
    let told = found.len();
    found.extend(table::figures(report, entities));
    if found.len() > told {
        found.sort_by_key(|figure| figure.raw);
    }
    for figure in &mut found {
        define(figure, report.metadata.country());
    }
    found
}

/// Says how far what is counted has come, and what widens or narrows it.
fn define(figure: &mut Figure, country: Option<&str>) {
    let (kind, unit) = (figure.kind, figure.unit);
    figure.status = status::status(&figure.cues, kind, unit);
    figure.scope = scope::scope(&figure.cues, kind, unit, country);
}

/// Adds the figures of one paragraph.
fn of_paragraph(
    report: &Report,
    entities: &[ReportEntity],
    paragraph: &[Sentence<'_>],
    passage: &Passage<'_>,
    found: &mut Vec<Figure>,
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
            if excluded(&view).is_some() {
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
fn draft(report: &Report, view: &View<'_>, sentence: Span, earlier: &[Figure]) -> Figure {
    let quantity = view.quantity;
    let (kind, clear) = kind::kind(view);
    let counted = counted(&report.text, view, sentence, earlier);
    Figure {
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
        cues: counted.cues,
        whole: counted.whole,
        ..Figure::default()
    }
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

//! Help for tests of period, source and place: figures of an invented paragraph.

use super::Figure;
use crate::analysis;
use crate::entities::{EntityKind, ReportEntity};
use crate::figures;
use crate::report::{
    Block, BlockKind, DocumentName, Format, Guess, Metadata, Origins, Report, Span,
};

/// A report of 2015 on Karvenia with this one paragraph.
pub fn report(text: &str) -> Report {
    let metadata = Metadata {
        country: Some(Guess::new("Karvenia".to_owned(), "test")),
        year: Some(Guess::new(2015, "test")),
        ..Metadata::default()
    };
    Report {
        document: DocumentName::new("test.txt"),
        format: Format::Text,
        metadata,
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
        outline: Vec::new(),
        tables: Vec::new(),
        volume: None,
        origins: Origins::default(),
        pages: None,
        notices: Vec::new(),
    }
}

/// An entity of the kind and all places of its forms in the text; the first form is its name.
pub fn entity(text: &str, kind: EntityKind, forms: &[&str]) -> ReportEntity {
    let mut mentions: Vec<Span> = forms
        .iter()
        .flat_map(|form| text.match_indices(form).map(|(at, _)| Span::new(at, at + form.len())))
        .collect();
    mentions.sort();
    ReportEntity {
        kind,
        name: forms.first().map_or_else(String::new, |form| (*form).to_owned()),
        role: None,
        roles: Vec::new(),
        mentions,
    }
}

/// The figures of the paragraph, with these entities.
pub fn figures_of(text: &str, entities: &[ReportEntity]) -> Vec<Figure> {
    let report = report(text);
    let sentences = analysis::analyse(&report).sentences;
    let found = figures::extract(&report, &sentences, entities);
    found.into_iter().map(|worded| worded.figure).collect()
}

/// What `field` says of each figure, as `number → …`.
pub fn told(text: &str, entities: &[ReportEntity], field: fn(&Figure) -> String) -> Vec<String> {
    let figures = figures_of(text, entities);
    figures.iter().map(|figure| format!("{} → {}", figure.raw.of(text), field(figure))).collect()
}

//! From a report to an analysed report: one pure function.

use crate::cases::{self, Event};
use crate::entities::{self, ReportEntity};
use crate::figures::rows::{Name, Row};
use crate::figures::{self, Catalogue, Cues, Figure, ReportCues, ReportRows, Silence};
use crate::language;
use crate::report::{Report, Span};
use serde::{Deserialize, Serialize};

/// The version of the analysis: raised when it finds other things in the same report.
pub const VERSION: u32 = 4;

/// What was found in a report. All spans are of the report's clean text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Sentences in text order; headings and table rows are each one sentence.
    pub sentences: Vec<Span>,
    /// People, courts and organizations.
    pub entities: Vec<ReportEntity>,
    /// Figures in text order, their indicators not yet assigned.
    pub figures: Vec<Figure>,
    /// What befell the people among the entities, in text order.
    pub events: Vec<Event>,
    /// What the report says that it does not count, in text order, their indicators not yet
    /// assigned.
    pub silences: Vec<Silence>,
}

impl Analysis {
    /// Gives each figure and each silence its indicator, or none, by the words that the analysis was
    /// made with; what was assigned before is replaced.
    pub fn assign(&mut self, cues: &ReportCues, catalogue: &Catalogue) {
        catalogue.assign(&mut self.figures, &cues.figures());
        for (silence, cues) in self.silences.iter_mut().zip(cues.silences()) {
            catalogue.assign(std::slice::from_mut(&mut silence.figure), &[cues]);
        }
    }
}

impl Analysis {
    /// The same with the indicators that these rows have.
    #[must_use]
    pub fn with_indicators(&self, rows: &ReportRows) -> Self {
        let slug = |row: Row<'_>| row.name(Name::Indicator).map(str::to_owned);
        let mut changed = self.clone();
        for (figure, row) in changed.figures.iter_mut().zip(rows.figures.iter()) {
            figure.indicator = slug(row);
        }
        for (silence, (_, row)) in changed.silences.iter_mut().zip(rows.silences()) {
            silence.figure.indicator = slug(row);
        }
        changed
    }
}

/// As [`analyse_with_cues`], for those who assign no indicators.
pub fn analyse(report: &Report) -> Analysis {
    analyse_with_cues(report).0
}

/// Finds sentences, entities, figures and events, and the words that decide the figures' indicators.
/// Of a report that is not in English only the sentences: the rules know English alone, and a wrong
/// name is worse than none.
pub fn analyse_with_cues(report: &Report) -> (Analysis, ReportCues) {
    let mut sentences = Vec::new();
    for block in &report.blocks {
        if block.kind.is_heading() || block.kind == crate::report::BlockKind::TableRow {
            sentences.push(block.span);
        } else {
            sentences.extend(language::sentences(&report.text, block.span));
        }
    }
    if !report.metadata.is_english() {
        return (Analysis { sentences, ..Analysis::default() }, ReportCues::default());
    }
    let entities = entities::recognise(report, &sentences);
    let worded = figures::extract(report, &sentences, &entities);
    let (silences, silent): (Vec<Silence>, Vec<Cues>) =
        figures::silences(report, &sentences, &entities).into_iter().unzip();
    let events = cases::find(report, &sentences, &entities);
    let cues = ReportCues::new(worded.iter().map(|one| &one.cues), &silent);
    let figures = worded.into_iter().map(|one| one.figure).collect();
    (Analysis { sentences, entities, figures, events, silences }, cues)
}

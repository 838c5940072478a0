//! From a report to an analysed report: one pure function.

use crate::cases::{self, Event};
use crate::entities::{self, ReportEntity};
use crate::figures::{self, Catalogue, Figure, Silence};
use crate::language;
use crate::report::{Report, Span};
use serde::{Deserialize, Serialize};

/// The version of the analysis: raised when it finds other things in the same report.
pub const VERSION: u32 = 3;

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
    /// Gives each figure and each silence its indicator, or none; what was assigned before is
    /// replaced.
    pub fn assign(&mut self, catalogue: &Catalogue) {
        catalogue.assign(&mut self.figures);
        for silence in &mut self.silences {
            catalogue.assign(std::slice::from_mut(&mut silence.figure));
        }
    }
}

/// Finds sentences, entities, figures and events. Of a report that is not in English only the sentences:
/// the rules know English alone, and a wrong name is worse than none.
pub fn analyse(report: &Report) -> Analysis {
    let mut sentences = Vec::new();
    for block in &report.blocks {
        if block.kind.is_heading() || block.kind == crate::report::BlockKind::TableRow {
            sentences.push(block.span);
        } else {
            sentences.extend(language::sentences(&report.text, block.span));
        }
    }
    if !report.metadata.is_english() {
        return Analysis { sentences, ..Analysis::default() };
    }
    let entities = entities::recognise(report, &sentences);
    let figures = figures::extract(report, &sentences, &entities);
    let silences = figures::silences(report, &sentences, &entities);
    let events = cases::find(report, &sentences, &entities);
    Analysis { sentences, entities, figures, events, silences }
}

//! What the program knows a row's figure again by: its place in the text, and what the row said
//! when it was written.
//!
//! Only what differs from that was changed by hand. So an old workbook takes back nothing that was
//! decided, or read better by a newer program, since it was written.

use super::held::OpenReport;
use super::sheet::fits;
use crate::figures::Review;
use crate::project::{Anchor, FigureEdit};
use serde::{Deserialize, Serialize};

/// The mark of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The number, in its sentence.
    pub at: Anchor,
    /// All fields as they were written.
    pub was: FigureEdit,
    /// The words of the state as it was written.
    pub state: String,
}

impl Mark {
    /// The mark of a figure as text; `None` where its sentence is too long for a cell.
    pub fn of(report: &OpenReport, figure: u32) -> Option<String> {
        let found = report.analysis.figures.get(figure as usize)?;
        let mark = Self {
            at: report.anchor_of(found.raw)?,
            was: FigureEdit::of(found),
            state: super::words::Fixed::words(found.review as Review).to_owned(),
        };
        serde_json::to_string(&mark).ok().filter(|text| fits(text))
    }

    /// Reads a mark; `None` where it is none or is damaged.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Whether a row with this sentence and this number as written can be the one that the mark
    /// was written in. It cannot where columns were sorted apart from each other.
    pub fn belongs_to(&self, sentence: Option<&str>, raw: Option<&str>) -> bool {
        let same = sentence.is_none_or(|sentence| plain(sentence) == plain(&self.at.sentence));
        same && raw.is_none_or(|raw| plain(&self.at.words).contains(&plain(raw)))
    }
}

/// Text without what programs change in it on the way.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('\u{ad}', "")
}

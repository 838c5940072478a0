//! What stays in memory of every report: what it is, how it is divided, how much was found in it.
//!
//! Comes in: a report as it was read, and what was found in it once it is analysed. Goes out: a
//! [`Head`], which is all that lists of reports, filters by country, year and publisher and the
//! comparison of editions need. The text and what was found stay on disk; see
//! [`Handle`](super::Handle).

use super::LoadedReport;
use super::cache::Key;
use super::likeness::Likeness;
use crate::analysis::Analysis;
use crate::figures::ReportRows;
use crate::report::{DocumentName, Format, Metadata, Notice, Report, Section, Volume};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// What is known of a report without its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its name inside the folder.
    pub document: DocumentName,
    /// What it was read from.
    pub format: Format,
    /// What it is.
    pub metadata: Metadata,
    /// The sections, in order.
    pub outline: Vec<Section>,
    /// The volume that it is a chapter of, if it is one.
    pub volume: Option<Volume>,
    /// How many pages the file has, where it has pages.
    pub pages: Option<u32>,
    /// What the reader should be told.
    pub notices: Vec<Notice>,
    /// What its text is compared with others by.
    pub likeness: Likeness,
    /// The length of its clean text, in bytes.
    pub text_bytes: usize,
    /// The words of its clean text.
    pub words: usize,
    /// What it is known by in the cache; nothing where it is not to be kept.
    #[serde(skip)]
    pub kept_as: Option<Key>,
    /// How much was found in it; nothing before it is analysed.
    pub found: Option<Findings>,
}

/// How much was found in a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// People, courts and organizations.
    pub entities: usize,
    /// Events that befell people.
    pub events: usize,
    /// The figures, and what the report says that it does not count.
    #[serde(with = "shared")]
    pub rows: Arc<ReportRows>,
}

impl Findings {
    /// Counts what was found in a report. Linear in the number of figures.
    pub fn of(report: &Report, analysis: &Analysis) -> Self {
        let rows = ReportRows::of(report, &analysis.figures, &analysis.silences);
        Self {
            entities: analysis.entities.len(),
            events: analysis.events.len(),
            rows: Arc::new(rows),
        }
    }

    /// How many figures there are.
    pub fn figures(&self) -> usize {
        self.rows.figures.len()
    }
}

/// Writes and reads what is shared as what it is.
mod shared {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::Arc;

    pub fn serialize<T: Serialize, S: Serializer>(
        value: &Arc<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().serialize(serializer)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(deserializer).map(Arc::new)
    }
}

impl Head {
    /// Its figures; none before it is analysed.
    pub fn rows(&self) -> &Arc<ReportRows> {
        static NONE: LazyLock<Arc<ReportRows>> = LazyLock::new(Arc::default);
        self.found.as_ref().map_or(&*NONE, |found| &found.rows)
    }

    /// The head of a report that is read. Linear in its text.
    pub fn of(loaded: &LoadedReport) -> Self {
        let report: &Report = &loaded.report;
        Self {
            document: report.document.clone(),
            format: report.format,
            metadata: report.metadata.clone(),
            outline: report.outline.clone(),
            volume: report.volume.clone(),
            pages: report.pages,
            notices: report.notices.clone(),
            likeness: loaded.likeness.clone(),
            text_bytes: report.text.len(),
            words: report.text.split_whitespace().count(),
            kept_as: loaded.kept_as,
            found: None,
        }
    }

    /// About how many bytes its text and what was found in it take in memory.
    pub fn body_bytes(&self) -> usize {
        let found = self.found.as_ref();
        let (figures, entities) = found.map_or((0, 0), |found| (found.figures(), found.entities));
        self.text_bytes * 3 + figures * FIGURE + entities * ENTITY
    }
}

/// About what a figure and an entity with its mentions take in memory, in bytes.
const FIGURE: usize = 800;
const ENTITY: usize = 300;

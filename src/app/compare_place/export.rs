//! Comparisons as files: what the view at hand shows, made in the background.

use super::shelf::Shelf;
use crate::analysis::Analysis;
use crate::app::citing::citer;
use crate::app::saving::{MakeFile, SaveRequest};
use crate::citation::Citer;
use crate::compare::export::{
    self, Asked, CHANGE_COLUMNS, Matrix, MatrixRow, Quote, Side, SideBySide,
};
use crate::compare::{Alignment, Edition, TopicId, align, topics};
use crate::entities::ReportIndex;
use crate::library::LoadedReport;
use crate::report::Report;
use crate::workbook::{RowFormat, Rows};
use crate::workspace::{Excerpts, Workspace};
use std::sync::Arc;

/// What is written of editions side by side, and of the list of their changes.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// One topic, or all.
    pub topic: Option<TopicId>,
    /// Whether a change of tense is a change.
    pub tense_counts: bool,
    /// Whether sentences that stayed the same are only counted.
    pub changes_only: bool,
}

/// One edition as a thread of its own may hold it.
struct Held {
    head: String,
    loaded: Arc<LoadedReport>,
    analysis: Arc<Analysis>,
}

/// Editions as a thread of its own may hold them.
struct Job {
    title: String,
    held: Vec<Held>,
    wish: Wish,
    citer: Citer,
}

impl Job {
    fn new(
        workspace: &Workspace,
        shelf: &Shelf,
        editions: &[ReportIndex],
        wish: Wish,
    ) -> Option<Self> {
        let held = |index: &ReportIndex| {
            let slot = workspace.slot(*index)?;
            let (loaded, analysis) = (Arc::clone(slot.loaded()?), Arc::clone(slot.analysis()?));
            Some(Held { head: shelf.head(editions, *index), loaded, analysis })
        };
        let held: Vec<Held> = editions.iter().map(held).collect::<Option<_>>()?;
        let title = title(shelf, editions, wish.topic);
        Some(Self { title, held, wish, citer: citer(workspace) })
    }

    /// Makes the editions ready and does something with them.
    fn with<R>(&self, make: impl FnOnce(&[Side<'_>], &[&Alignment], &Asked<'_>) -> R) -> R {
        let ready = |held: &Held| Edition::new(&held.loaded.report, &held.analysis);
        let editions: Vec<Edition> = self.held.iter().map(ready).collect();
        let pairs = editions.iter().zip(editions.iter().skip(1));
        let pairs: Vec<Alignment> = pairs.map(|(before, after)| align(before, after)).collect();
        let side = |(held, edition)| -> Side<'_> {
            let held: &Held = held;
            Side { head: &held.head, report: &held.loaded.report, edition }
        };
        let sides: Vec<Side<'_>> = self.held.iter().zip(&editions).map(side).collect();
        let pairs: Vec<&Alignment> = pairs.iter().collect();
        let Wish { topic, tense_counts, changes_only } = self.wish;
        let asked = Asked { title: &self.title, topic, tense_counts, changes_only };
        make(&sides, &pairs, &asked)
    }

    fn side_by_side(&self) -> SideBySide {
        self.with(|sides, pairs, asked| SideBySide::of(sides, pairs, asked, &self.citer))
    }

    fn changes(&self, format: RowFormat) -> Result<Vec<u8>, String> {
        self.with(|sides, pairs, asked| {
            let rows = export::change_list(sides, pairs, asked, &self.citer);
            Rows { name: "Changes", columns: CHANGE_COLUMNS, rows: &rows }.bytes(format)
        })
    }
}

/// "Karvenia 2019 and 2020: Torture and ill-treatment".
fn title(shelf: &Shelf, editions: &[ReportIndex], topic: Option<TopicId>) -> String {
    let heads: Vec<String> = editions.iter().map(|index| shelf.head(editions, *index)).collect();
    let country = |index: &ReportIndex| shelf.get(*index).and_then(|one| one.country.as_deref());
    let first = editions.first().and_then(country);
    let same = editions.iter().all(|index| country(index) == first);
    let about = first.filter(|_| same).map(|country| format!("{country} ")).unwrap_or_default();
    let named = match heads.as_slice() {
        [first, last] => format!("{about}{first} and {last}"),
        [first, .., last] if same => format!("{about}{first} to {last}"),
        _ => format!("{about}{}", heads.join(", ")),
    };
    match topic {
        Some(topic) => format!("{named}: {}", topics().name(topic)),
        None => named,
    }
}

/// A title as the name of a file.
fn file_name(title: &str, ending: &str) -> String {
    let plain = |letter: char| {
        if letter.is_alphanumeric() || " -,".contains(letter) { letter } else { ' ' }
    };
    let words: String = title.chars().map(plain).collect();
    format!("{}.{ending}", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What is to be done to save editions side by side.
pub fn side_by_side(
    workspace: &Workspace,
    shelf: &Shelf,
    editions: &[ReportIndex],
    wish: Wish,
) -> Option<SaveRequest> {
    let job = Arc::new(Job::new(workspace, shelf, editions, wish)?);
    let file_name = file_name(&job.title, "docx");
    let (html, pdf) = (Arc::clone(&job), Arc::clone(&job));
    Some(SaveRequest {
        what: "Comparison",
        file_name,
        make: Arc::new(move || export::docx(&job.side_by_side())),
        others: vec![
            ("html", Arc::new(move || Ok(export::html(&html.side_by_side()).into_bytes()))),
            ("pdf", Arc::new(move || export::pdf(&pdf.side_by_side()))),
        ],
    })
}

/// What is to be done to save the list of changes.
pub fn changes(
    workspace: &Workspace,
    shelf: &Shelf,
    editions: &[ReportIndex],
    wish: Wish,
) -> Option<SaveRequest> {
    let job = Arc::new(Job::new(workspace, shelf, editions, wish)?);
    let file_name = file_name(&format!("{}, changes", job.title), "xlsx");
    let made = |format| -> Arc<MakeFile> {
        let job = Arc::clone(&job);
        Arc::new(move || job.changes(format))
    };
    Some(SaveRequest {
        what: "Changes",
        file_name,
        make: made(RowFormat::Xlsx),
        others: vec![("csv", made(RowFormat::Csv)), ("json", made(RowFormat::Json))],
    })
}

/// What is to be done to save passages as they stand in their table: of one topic, or of all.
pub fn passages(
    workspace: &Workspace,
    shelf: &Shelf,
    excerpts: &Arc<Excerpts>,
    topic: Option<TopicId>,
    words: &str,
) -> SaveRequest {
    let about = title(shelf, &excerpts.reports, topic);
    let about = match words.trim() {
        "" => about,
        words => format!("{about}, “{words}”"),
    };
    let loaded = excerpts.reports.iter().filter_map(|index| {
        let loaded = Arc::clone(workspace.slot(*index)?.loaded()?);
        Some((shelf.head(&excerpts.reports, *index), loaded))
    });
    let loaded: Vec<(String, Arc<LoadedReport>)> = loaded.collect();
    let name = file_name(&format!("{about}, passages"), "xlsx");
    let (citer, excerpts) = (citer(workspace), Arc::clone(excerpts));
    let matrix = move || matrix(&about, &loaded, &excerpts, topic, &citer);
    let matrix = Arc::new(matrix);
    let (csv, docx) = (Arc::clone(&matrix), Arc::clone(&matrix));
    SaveRequest {
        what: "Passages",
        file_name: name,
        make: Arc::new(move || matrix().xlsx()),
        others: vec![
            ("csv", Arc::new(move || csv().csv().map(String::into_bytes))),
            ("docx", Arc::new(move || export::matrix_docx(&docx()))),
        ],
    }
}

fn matrix(
    title: &str,
    loaded: &[(String, Arc<LoadedReport>)],
    excerpts: &Excerpts,
    topic: Option<TopicId>,
    citer: &Citer,
) -> Matrix {
    let shown = excerpts.topics.iter().zip(&excerpts.cells);
    let shown: Vec<_> = shown.filter(|(one, _)| topic.is_none_or(|topic| topic == **one)).collect();
    let quote = |report: &Report, span: crate::report::Span| Quote {
        text: span.of(&report.text).split_whitespace().collect::<Vec<_>>().join(" "),
        citation: citer.source(report, span),
    };
    let row = |(at, (head, loaded)): (usize, &(String, Arc<LoadedReport>))| MatrixRow {
        head: head.clone(),
        cells: shown
            .iter()
            .map(|(_, cells)| {
                let cell = cells.get(at).map_or(&[][..], Vec::as_slice);
                cell.iter().map(|one| quote(&loaded.report, one.span)).collect()
            })
            .collect(),
    };
    Matrix {
        title: title.to_owned(),
        corner: "Edition".to_owned(),
        columns: shown.iter().map(|(topic, _)| topics().name(**topic).to_owned()).collect(),
        rows: loaded.iter().enumerate().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_what_it_holds() {
        assert_eq!(
            file_name("Karvenia 2029 and 2031: Torture/ill-treatment", "docx"),
            "Karvenia 2029 and 2031 Torture ill-treatment.docx"
        );
    }
}

//! How long the project takes: saving many decisions, and applying one in a large folder.
//!
//! The bars are 100 ms for saving 50,000 decisions and 16 ms for a decision on 7,000 reports.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use rapporteur::figures::Catalogue;
use rapporteur::library::Fingerprint;
use rapporteur::project::file::{self, Snapshot};
use rapporteur::project::store::disk::{Disk, RealDisk};
use rapporteur::project::{Anchor, Command, Edition, KnownReport, Project, Verdict};
use rapporteur::report::DocumentName;
use rapporteur::series::FigureId;
use rapporteur::workspace::Workspace;
use std::fmt::Write;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

fn main() {
    divan::main();
}

const DECISIONS: usize = 50_000;
const REPORTS: usize = 7_000;

fn edition(number: usize) -> Edition {
    let year = i16::try_from(1990 + number % 35).unwrap_or(1990);
    Edition {
        publisher: Some("US State Department".to_owned()),
        country: Some(format!("Country {}", number / 35)),
        year: Some(year),
        language: Some("en".to_owned()),
    }
}

/// A sentence of usual length.
fn sentence(number: usize) -> String {
    format!(
        "According to the office of the ombudsman of the republic, during the first ten months of \
         the year it received {number} complaints of torture or other ill treatment from persons \
         held in prisons and police stations, compared with {} in the year before.",
        number + 7
    )
}

fn project() -> Project {
    let mut project = Project::default();
    for number in 0..DECISIONS {
        let figure = Anchor {
            edition: edition(number % REPORTS),
            sentence: sentence(number),
            repeat: 1,
            words: number.to_string(),
            occurrence: 1,
        };
        let command = Command::JudgeFigure { figure, verdict: Some(Verdict::Accepted) };
        let _ = project.apply(&command, Timestamp::UNIX_EPOCH);
    }
    for number in 0..REPORTS {
        project.note_report(KnownReport {
            document: DocumentName::new(format!("country-{number:05}.html")),
            fingerprint: Fingerprint::of(&number.to_le_bytes()),
            edition: edition(number),
            analysis: 1,
        });
    }
    project
}

#[divan::bench(sample_count = 20)]
fn write_50_000_decisions(bencher: Bencher<'_, '_>) {
    let snapshot = Snapshot::of(&project());
    bencher.bench_local(|| file::write(black_box(&snapshot), 1).map(|bytes| bytes.len()));
}

/// As the saving thread does it, to the disk and until it is there.
#[divan::bench(sample_count = 20)]
fn save_50_000_decisions_to_disk(bencher: Bencher<'_, '_>) {
    let snapshot = Snapshot::of(&project());
    let folder = std::env::temp_dir().join("rapporteur-bench-project");
    let _ = std::fs::create_dir_all(&folder);
    let (unfinished, path) = (folder.join("unfinished.json"), folder.join("a.json"));
    bencher.bench_local(|| {
        let bytes = file::write(&snapshot, 1).unwrap_or_default();
        let _ = RealDisk.write(&unfinished, &bytes);
        let _ = RealDisk.rename(&unfinished, &path);
        let _ = RealDisk.settle(&folder);
    });
    let _ = std::fs::remove_dir_all(&folder);
}

#[divan::bench(sample_count = 10)]
fn read_50_000_decisions(bencher: Bencher<'_, '_>) {
    let bytes = file::write(&Snapshot::of(&project()), 1).unwrap_or_default();
    bencher.bench_local(|| file::read(black_box(&bytes)).is_ok());
}

/// What the drawing thread does for a decision while a save holds the one before.
#[divan::bench(sample_count = 50)]
fn decide_among_50_000(bencher: Bencher<'_, '_>) {
    let mut project = project();
    let mut number = 0;
    bencher.bench_local(|| {
        let held = Snapshot::of(&project);
        number += 1;
        let verdict = if number % 2 == 0 { Verdict::Accepted } else { Verdict::Rejected };
        let figure = Anchor {
            edition: edition(3),
            sentence: sentence(3),
            repeat: 1,
            words: "3".to_owned(),
            occurrence: 1,
        };
        let command = Command::JudgeFigure { figure, verdict: Some(verdict) };
        let _ = project.apply(&command, Timestamp::UNIX_EPOCH);
        held.decisions.len()
    });
}

/// A folder of reports with some figures each, open and read.
fn workspace() -> &'static Mutex<Workspace> {
    static OPEN: OnceLock<Mutex<Workspace>> = OnceLock::new();
    OPEN.get_or_init(|| {
        let folder = std::env::temp_dir().join("rapporteur-bench-folder");
        write_reports(&folder);
        let mut workspace = Workspace::new(Catalogue::built_in(), || {});
        workspace.open(&folder);
        workspace.wait();
        Mutex::new(workspace)
    })
}

fn write_reports(folder: &Path) {
    let _ = std::fs::create_dir_all(folder);
    for number in 0..REPORTS {
        let (year, place) = (1990 + number % 35, number / 35);
        let mut text = format!("KARVENIA {year} HUMAN RIGHTS REPORT\n\n");
        for paragraph in 0..20 {
            let _ = write!(text, "{}\n\n", sentence(100 + place * 20 + paragraph));
        }
        let _ = std::fs::write(folder.join(format!("karvenia-{year}-{place}.txt")), text);
    }
}

/// From the key to what the next frame shows: the decision, and the series that it changes.
#[divan::bench(sample_count = 20)]
fn decide_in_7_000_reports(bencher: Bencher<'_, '_>) {
    let Ok(mut workspace) = workspace().lock() else { return };
    let Some(id) = workspace.figures().get(1000).copied() else { return };
    let slug = workspace.figure(id).and_then(|figure| figure.indicator.clone());
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        decide(&mut workspace, id, number);
        slug.as_deref().map(|slug| workspace.series(slug).series.len())
    });
}

/// The decision alone.
#[divan::bench(sample_count = 20)]
fn apply_in_7_000_reports(bencher: Bencher<'_, '_>) {
    let Ok(mut workspace) = workspace().lock() else { return };
    let Some(id) = workspace.figures().get(1000).copied() else { return };
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        decide(&mut workspace, id, number);
    });
}

fn decide(workspace: &mut Workspace, id: FigureId, number: usize) {
    let Some(figure) = workspace.figure_anchor(id) else { return };
    let verdict = if number.is_multiple_of(2) { Verdict::Accepted } else { Verdict::Rejected };
    let _ = workspace.command(&Command::JudgeFigure { figure, verdict: Some(verdict) });
}

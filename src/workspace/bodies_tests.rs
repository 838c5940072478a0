//! A workspace whose reports are on disk shows the same as one that has them all in memory,
//! whatever happens to the disk meanwhile.

use super::*;
use crate::library::cache::MOST;
use crate::project::store::Keeping;
use crate::project::{Command, Correction, Note, Subject, Verdict};
use crate::workbook::{Held, figures_csv};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How the reports are held.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// Nothing is kept on disk.
    InMemory,
    /// All that is on disk is let go of each time.
    OnDisk,
}

/// The sample's reports in a folder of their own, written long enough ago to be known by their
/// times, with one that cannot be read and one that is there in two formats.
struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reports = folder.path().join("reports");
        fs::create_dir(&reports).unwrap();
        for file in fs::read_dir("assets/sample").unwrap().flatten() {
            fs::copy(file.path(), reports.join(file.file_name())).unwrap();
        }
        fs::write(reports.join("empty.txt"), "").unwrap();
        for file in fs::read_dir(&reports).unwrap().flatten() {
            let file = File::options().append(true).open(file.path()).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_mins(5)).unwrap();
        }
        Self { folder }
    }

    fn reports(&self) -> PathBuf {
        self.folder.path().join("reports")
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("kept")
    }

    fn open(&self, way: Way) -> Workspace {
        let keeping = Keeping { delay: Duration::from_millis(5), ..Keeping::default() };
        let workspace = Workspace::new(Catalogue::built_in(), || {}).keeping_projects(keeping);
        let mut workspace = match way {
            Way::InMemory => workspace,
            Way::OnDisk => {
                let cache = Arc::new(Cache::new(self.kept(), MOST));
                workspace.keeping_reports(Some(cache)).holding_at_most(0)
            }
        };
        workspace.open(&self.reports());
        workspace.wait();
        workspace
    }
}

/// All that panels and exports show, in words.
fn told(workspace: &mut Workspace) -> String {
    let mut told = String::new();
    let indices: Vec<ReportIndex> = workspace.slots().map(|(index, _)| index).collect();
    for index in &indices {
        workspace.poll(Duration::ZERO);
        let slot = workspace.slot(*index).unwrap();
        let head = slot.head().map(|head| Head { kept_as: None, ..head.clone() });
        let failure = match &slot.state {
            State::Failed(_, error) => Some(error),
            _ => None,
        };
        writeln!(told, "{} {:?} {failure:?} {head:?}", slot.document, slot.fingerprint).unwrap();
        writeln!(told, "{:?} {:?}", slot.report(), slot.analysis()).unwrap();
        let flags = workspace.flags(*index);
        let flags: Option<BTreeMap<_, _>> = flags.as_ref().map(|flags| flags.iter().collect());
        let corrected = (workspace.metadata_as_read(*index), workspace.correction(*index));
        let places: Vec<Span> =
            workspace.decisions_in(*index).into_iter().map(|(_, place)| place).collect();
        writeln!(told, "{flags:?} {corrected:?} {places:?}").unwrap();
    }
    let figures = workspace.figures();
    for id in &figures {
        let (figure, read) = (workspace.figure(*id), workspace.figure_as_read(*id));
        writeln!(told, "{figure:?} {read:?} {:?}", workspace.repeated_from(*id)).unwrap();
    }
    workspace.poll(Duration::ZERO);
    let merged = Arc::clone(workspace.merged());
    for (entity, summary) in merged.entities.iter().zip(merged.summaries().iter()) {
        writeln!(told, "{entity:?} {summary:?}").unwrap();
    }
    for entity in merged.entities.iter().take(8) {
        workspace.look_into(entity.members.first().copied());
        workspace.wait();
        writeln!(told, "{:?}", workspace.dossier(entity.members[0])).unwrap();
    }
    let slugs: Vec<String> =
        workspace.catalogue().indicators.iter().map(|one| one.slug.clone()).collect();
    for slug in slugs {
        writeln!(told, "{:?}", workspace.series(&slug)).unwrap();
        workspace.poll(Duration::ZERO);
    }
    workspace.search("prison");
    workspace.wait();
    let found = workspace.found();
    for at in 0..found.reports.len() {
        writeln!(told, "{:?} {:?}", found.reports[at].report, found.passages(at, 0..99)).unwrap();
    }
    let (first, last) = (indices[0], *indices.last().unwrap());
    workspace.collect_excerpts(&[first, last], "");
    workspace.wait();
    writeln!(told, "{:?}", workspace.excerpts(&[first, last], "")).unwrap();
    let held = Held::new(workspace);
    told += &figures_csv(&held, &figures).unwrap();
    told
}

/// Fails with the first line that differs, which a whole text would bury.
fn assert_same(now: &str, before: &str, what: &str) {
    for (now, before) in now.lines().zip(before.lines()) {
        assert_eq!(now, before, "{what}");
    }
    assert_eq!(now.lines().count(), before.lines().count(), "{what}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder.join("entries")).into_iter().flatten();
    files.filter(|file| file.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn reports_on_disk_show_the_same_as_reports_in_memory() {
    let folder = Folder::new();
    let fresh = told(&mut folder.open(Way::InMemory));
    assert!(fresh.contains("Some(Empty)"));
    for opening in ["first opening", "second opening", "third opening"] {
        let mut workspace = folder.open(Way::OnDisk);
        assert_same(&told(&mut workspace), &fresh, opening);
        workspace.poll(Duration::ZERO);
        for (_, slot) in workspace.slots() {
            assert!(slot.held().is_none(), "{opening}: {} was let go of", slot.document);
            let resident = |handle: &Handle| handle.text().is_resident();
            assert!(!slot.handle().is_some_and(resident), "{opening}: {}", slot.document);
        }
    }
}

#[test]
fn a_second_opening_has_no_body_in_memory() {
    let folder = Folder::new();
    folder.open(Way::OnDisk).wait_for_index();
    let workspace = folder.open(Way::OnDisk);
    let handles = workspace.handles();
    assert!(handles.len() > 3 && handles.iter().all(|(_, handle)| handle.is_analysed()));
    for (_, handle) in handles {
        assert!(handle.text().in_memory().is_none(), "{}", handle.head().document);
    }
}

#[test]
fn what_is_lost_while_the_folder_is_open_is_read_anew() {
    let folder = Folder::new();
    let mut workspace = folder.open(Way::OnDisk);
    let before = told(&mut workspace);
    // Every entry damaged at its end, where the last section stands.
    for path in files(&folder.kept()) {
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, bytes).unwrap();
    }
    ask_for_all(&mut workspace);
    assert_same(&told(&mut workspace), &before, "damaged");
    // Everything cleared, from here or by another program.
    workspace.cache().unwrap().clear().unwrap();
    ask_for_all(&mut workspace);
    assert_same(&told(&mut workspace), &before, "cleared");
    // Who goes over handles in the background needs no second look.
    workspace.cache().unwrap().clear().unwrap();
    workspace.poll(Duration::ZERO);
    for (_, handle) in workspace.handles() {
        assert!(handle.analysis().is_some() && handle.loaded().is_some());
    }
    // Nor does anything depend on its being kept at all.
    fs::remove_dir_all(folder.kept()).unwrap();
    fs::write(folder.kept(), "no folder").unwrap();
    ask_for_all(&mut workspace);
    assert_same(&told(&mut workspace), &before, "nothing can be kept");
}

/// Asks for every body once, and waits for those that the cache has lost.
fn ask_for_all(workspace: &mut Workspace) {
    workspace.poll(Duration::ZERO);
    for (_, slot) in workspace.slots() {
        let _ = (slot.report(), slot.analysis());
    }
    workspace.poll(Duration::ZERO);
    workspace.wait();
}

/// Judges a figure, corrects a report and notes a passage; then takes all back.
fn decide_and_undo(workspace: &mut Workspace) -> [String; 2] {
    let first = workspace.figures()[0];
    let figure = workspace.figure_anchor(first).unwrap();
    let judge = Command::JudgeFigure { figure, verdict: Some(Verdict::Rejected) };
    workspace.command(&judge).unwrap();
    workspace.wait();
    let last = workspace.figures().last().copied().unwrap();
    let span = workspace.figure(last).unwrap().sentence;
    let on = Subject::Passage(workspace.anchor(Passage { report: last.report, span }).unwrap());
    let note = Note { on, text: "Ask".to_owned(), tags: Vec::new(), highlight: None };
    workspace.command(&Command::AddNote(note)).unwrap();
    let reading = workspace.reading(last.report).unwrap();
    let correction = Correction { year: Some(Some(2031)), ..Correction::new(reading) };
    let correct = workspace.correct(last.report, correction).unwrap();
    workspace.command(&correct).unwrap();
    workspace.wait();
    let decided = told(workspace);
    assert!(decided.contains("Rejected"));
    while workspace.undo() {}
    workspace.wait();
    [decided, told(workspace)]
}

#[test]
fn decisions_take_effect_and_are_taken_back_on_disk_as_in_memory() {
    let folder = Folder::new();
    let in_memory = decide_and_undo(&mut folder.open(Way::InMemory));
    let _ = fs::remove_file(folder.open(Way::InMemory).project_file().unwrap());
    for opening in ["first opening", "second opening"] {
        let mut workspace = folder.open(Way::OnDisk);
        let on_disk = decide_and_undo(&mut workspace);
        let file = workspace.project_file().unwrap().to_owned();
        drop(workspace);
        let _ = fs::remove_file(file);
        assert_same(&on_disk[0], &in_memory[0], &format!("{opening}, decided"));
        assert_same(&on_disk[1], &in_memory[1], &format!("{opening}, taken back"));
    }
}

#[test]
fn what_is_locked_is_not_written_to_the_cache() {
    let folder = Folder::new();
    let name = "locked.pdf";
    fs::copy("tests/fixtures/locked-aes256.pdf", folder.reports().join(name)).unwrap();
    let mut workspace = folder.open(Way::OnDisk);
    let locked = workspace.find(&DocumentName::new(name)).unwrap();
    assert!(matches!(workspace.slot(locked).unwrap().state, State::Locked { refused: false }));
    let before = files(&folder.kept());
    workspace.unlock(locked, crate::library::Password::new("user-word"));
    workspace.wait();
    let slot = workspace.slot(locked).unwrap();
    assert!(slot.is_analysed() && slot.head().unwrap().kept_as.is_none());
    assert!(slot.handle().unwrap().text().is_resident());
    assert_eq!(files(&folder.kept()).len(), before.len(), "not even what was merged of it");
    let text = slot.report().unwrap().text.clone();
    workspace.poll(Duration::ZERO);
    assert_eq!(workspace.report(locked).unwrap().text, text, "it stays in memory");
}

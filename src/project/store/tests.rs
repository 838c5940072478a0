//! The store on disks that are well and on disks that are not.

use super::disk::Stamp;
use super::*;
use crate::project::file;
use crate::project::{Command, SavedSearch};
use jiff::Timestamp;
use std::io;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;

/// A disk that can be made to refuse.
#[derive(Default)]
struct Moody {
    disk: RealDisk,
    mood: AtomicU8,
}

const WELL: u8 = 0;
const FULL: u8 = 1;
const HELD: u8 = 2;

impl Moody {
    fn be(&self, mood: u8) {
        self.mood.store(mood, Ordering::Relaxed);
    }

    fn refuse(&self, mood: u8, kind: io::ErrorKind) -> io::Result<()> {
        if self.mood.load(Ordering::Relaxed) == mood { Err(kind.into()) } else { Ok(()) }
    }
}

impl Disk for Moody {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.refuse(HELD, io::ErrorKind::PermissionDenied)?;
        self.disk.read(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // A full disk takes a part of the file.
        if self.mood.load(Ordering::Relaxed) == FULL {
            self.disk.write(path, &bytes[..bytes.len() / 2])?;
        }
        self.refuse(FULL, io::ErrorKind::StorageFull)?;
        self.disk.write(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.refuse(HELD, io::ErrorKind::PermissionDenied)?;
        self.disk.rename(from, to)
    }
    fn keep(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.keep(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.list(folder)
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.make_folder(folder)
    }
    fn make_folders(&self, folder: &Path) -> io::Result<()> {
        self.disk.make_folders(folder)
    }
    fn settle(&self, folder: &Path) -> io::Result<()> {
        self.disk.settle(folder)
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        self.disk.stamp(path)
    }
}

fn soon() -> Keeping {
    Keeping { delay: Duration::from_millis(5), ..Keeping::default() }
}

/// Adds a search of this name and has it saved.
fn decide(opened: &mut Opened, name: &str) {
    let search = SavedSearch { name: name.to_owned(), typed: String::new() };
    opened.project.apply(&Command::AddSearch(search), Timestamp::now()).unwrap();
    opened.store.save(Snapshot::of(&opened.project));
}

fn names(project: &Project) -> Vec<String> {
    project.searches().map(|(_, search)| search.name.clone()).collect()
}

/// Waits until the store says so; fails after some seconds.
fn wait_until(store: &Store, wanted: impl Fn(&SaveState) -> bool) {
    let start = Instant::now();
    while !wanted(&store.state()) {
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", store.state());
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn wait_saved(store: &Store) {
    wait_until(store, |state| *state == SaveState::Saved);
}

/// A folder with a project in which these searches were saved in sessions of their own.
fn folder_with(sessions: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in sessions {
        let mut opened = open(folder.path(), soon());
        decide(&mut opened, name);
    }
    folder
}

#[test]
fn a_folder_in_which_nothing_is_decided_is_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path(), soon()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_was_decided_is_there_again_and_can_be_passed_on() {
    let folder = folder_with(&["one", "two"]);
    let opened = open(folder.path(), soon());
    assert_eq!(names(&opened.project), ["one", "two"]);
    assert_eq!(opened.store.read_only(), None);
    assert_eq!(opened.store.take_notices(), []);
    // The file alone, under whatever name a folder has elsewhere.
    let elsewhere = tempfile::tempdir().unwrap();
    let file = opened.store.file().to_owned();
    std::fs::copy(&file, elsewhere.path().join(file.file_name().unwrap())).unwrap();
    let mut passed_on = open(elsewhere.path(), soon());
    assert_eq!(names(&passed_on.project), ["one", "two"]);
    decide(&mut passed_on, "three");
    drop(passed_on);
    assert_eq!(names(&open(elsewhere.path(), soon()).project), ["one", "two", "three"]);
    let scan = crate::library::scan(elsewhere.path()).unwrap();
    assert!(scan.files.is_empty(), "{:?}", scan.files);
}

#[test]
fn a_second_window_is_told_and_changes_nothing() {
    let folder = folder_with(&["one"]);
    let mut first = open(folder.path(), soon());
    let mut second = open(folder.path(), soon());
    assert!(second.store.read_only().unwrap().contains("another window"));
    assert_eq!(names(&second.project), ["one"]);
    decide(&mut second, "lost");
    decide(&mut first, "two");
    drop((second, first));
    let again = open(folder.path(), soon());
    assert_eq!(again.store.read_only(), None);
    assert_eq!(names(&again.project), ["one", "two"]);
}

#[test]
fn a_damaged_file_is_set_aside_and_the_newest_sound_backup_opened() {
    let folder = folder_with(&["one", "two", "three"]);
    let file = open(folder.path(), soon()).store.file().to_owned();
    std::fs::write(&file, b"{ \"format\": \"rapporteur pro").unwrap();
    let backups = folder.path().join(".rapporteur/backups");
    let newest = backups::list(&RealDisk, &backups).pop().unwrap();
    std::fs::write(&newest.path, b"").unwrap();

    let opened = open(folder.path(), soon());
    assert_eq!(names(&opened.project), ["one"]);
    let notices = opened.store.take_notices();
    let [Notice::Damaged { aside: Some(aside), opened: Some(_), .. }] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert!(std::fs::read(aside).unwrap().starts_with(b"{ \"format\""));
    assert!(notices[0].to_string().contains("set aside as"), "{}", notices[0]);
    wait_saved(&opened.store);
    drop(opened);
    let again = open(folder.path(), soon());
    assert_eq!(
        (names(&again.project), again.store.take_notices()),
        (vec!["one".to_owned()], vec![])
    );
}

#[test]
fn an_older_file_is_kept_and_a_newer_one_is_only_looked_at() {
    let folder = folder_with(&["one"]);
    let file = open(folder.path(), soon()).store.file().to_owned();
    let this = std::fs::read_to_string(&file).unwrap();
    let newer = this.replace(&format!("\"version\": {}", file::VERSION), "\"version\": 77");
    std::fs::write(&file, &newer).unwrap();
    let mut opened = open(folder.path(), soon());
    assert_eq!(names(&opened.project), ["one"]);
    assert!(opened.store.read_only().unwrap().contains("newer program"));
    decide(&mut opened, "lost");
    drop(opened);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);

    let older = this.replace(&format!("\"version\": {}", file::VERSION), "\"version\": 0");
    std::fs::write(&file, &older).unwrap();
    let mut opened = open(folder.path(), soon());
    assert_eq!(opened.store.take_notices(), [Notice::Migrated { from: 0 }]);
    decide(&mut opened, "two");
    drop(opened);
    assert_eq!(names(&open(folder.path(), soon()).project), ["one", "two"]);
    let backups = backups::list(&RealDisk, &folder.path().join(".rapporteur/backups"));
    assert_eq!(std::fs::read_to_string(&backups.last().unwrap().path).unwrap(), older);
}

/// A disk that is full, or a file that another process holds: told, kept, and saved when it can be.
#[test]
fn what_cannot_be_saved_is_told_and_tried_again() {
    for (mood, told) in [(FULL, "disk is full"), (HELD, "cannot be written")] {
        let folder = folder_with(&["one"]);
        let moody = Arc::new(Moody::default());
        let disk: Arc<dyn Disk> = Arc::clone(&moody) as Arc<dyn Disk>;
        let mut opened = open(folder.path(), Keeping { disk, ..soon() });
        moody.be(mood);
        decide(&mut opened, "two");
        wait_until(
            &opened.store,
            |state| matches!(state, SaveState::Failing(why) if why.contains(told)),
        );
        decide(&mut opened, "three");
        let on_disk = std::fs::read(opened.store.file()).unwrap();
        assert_eq!(names(&file::read(&on_disk).unwrap().snapshot.project(0)), ["one"]);
        moody.be(WELL);
        wait_saved(&opened.store);
        drop(opened);
        assert_eq!(names(&open(folder.path(), soon()).project), ["one", "two", "three"]);
    }
}

#[test]
fn what_the_folder_does_not_take_at_the_end_is_found_again() {
    let folder = folder_with(&["one"]);
    let data = tempfile::tempdir().unwrap();
    let moody = Arc::new(Moody::default());
    let disk: Arc<dyn Disk> = Arc::clone(&moody) as Arc<dyn Disk>;
    let keeping = Keeping { data: Some(data.path().to_owned()), ..soon() };
    let mut opened = open(folder.path(), Keeping { disk, ..keeping.clone() });
    decide(&mut opened, "two");
    wait_saved(&opened.store);
    // Only the folder of the reports is out of reach.
    let file = opened.store.file().to_owned();
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    decide(&mut opened, "three");
    wait_until(&opened.store, |state| matches!(state, SaveState::Failing(_)));
    drop(opened);
    std::fs::remove_dir(&file).unwrap();
    let again = open(folder.path(), keeping.clone());
    assert_eq!(names(&again.project), ["one", "two", "three"]);
    assert!(matches!(again.store.take_notices().as_slice(), [Notice::Recovered(_)]));
    drop(again);
    assert_eq!(open(folder.path(), keeping).store.take_notices(), []);
}

#[test]
fn a_file_that_another_program_deletes_or_changes_is_not_lost() {
    let folder = folder_with(&["one"]);
    let mut opened = open(folder.path(), soon());
    std::fs::remove_file(opened.store.file()).unwrap();
    decide(&mut opened, "two");
    wait_saved(&opened.store);
    assert_eq!(opened.store.take_notices(), [Notice::Deleted]);

    std::fs::write(opened.store.file(), "not by this program").unwrap();
    decide(&mut opened, "three");
    wait_saved(&opened.store);
    let notices = opened.store.take_notices();
    let [Notice::ChangedByOther(kept)] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "not by this program");

    std::fs::remove_dir_all(folder.path().join(".rapporteur")).unwrap();
    decide(&mut opened, "four");
    drop(opened);
    assert_eq!(names(&open(folder.path(), soon()).project), ["one", "two", "three", "four"]);
}

/// The time of a file says whether it was changed, never which of two is the later.
#[test]
fn a_clock_that_is_set_back_loses_nothing() {
    let folder = folder_with(&["one", "two"]);
    let mut opened = open(folder.path(), soon());
    let future = std::time::SystemTime::now() + Duration::from_secs(400_000_000);
    let file = std::fs::File::options().append(true).open(opened.store.file()).unwrap();
    file.set_modified(future).unwrap();
    decide(&mut opened, "three");
    drop(opened);
    assert_eq!(names(&open(folder.path(), soon()).project), ["one", "two", "three"]);
}

/// A folder that cannot be written: where a folder should be made stands a file, which refuses
/// even a user who may do everything.
#[test]
fn a_folder_that_cannot_be_written_has_its_project_elsewhere() {
    let folder = folder_with(&["one"]);
    let data = tempfile::tempdir().unwrap();
    let own = folder.path().join(".rapporteur");
    std::fs::remove_dir_all(&own).unwrap();
    std::fs::write(&own, "").unwrap();
    let keeping = Keeping { data: Some(data.path().to_owned()), ..soon() };

    let mut opened = open(folder.path(), keeping.clone());
    assert_eq!(opened.store.read_only(), None);
    assert!(matches!(opened.store.take_notices().as_slice(), [Notice::KeptElsewhere(_)]));
    assert_eq!(names(&opened.project), ["one"]);
    decide(&mut opened, "two");
    assert!(open(folder.path(), keeping.clone()).store.read_only().is_some());
    drop(opened);
    assert_eq!(names(&open(folder.path(), keeping.clone()).project), ["one", "two"]);

    // Without a place anywhere it can be looked at.
    let nowhere = open(folder.path(), soon());
    assert!(nowhere.store.read_only().unwrap().contains("cannot be written"));
    assert_eq!(names(&nowhere.project), ["one"]);
    drop(nowhere);

    // Once the folder can be written, the later work goes back into it.
    std::fs::remove_file(&own).unwrap();
    let back = open(folder.path(), keeping);
    assert_eq!(names(&back.project), ["one", "two"]);
    wait_saved(&back.store);
    let on_disk = std::fs::read(back.store.file()).unwrap();
    assert_eq!(names(&file::read(&on_disk).unwrap().snapshot.project(0)), ["one", "two"]);
}

#[test]
fn a_moment_of_many_changes_is_one_save() {
    let folder = tempfile::tempdir().unwrap();
    let keeping = Keeping { delay: Duration::from_millis(200), ..Keeping::default() };
    let mut opened = open(folder.path(), keeping);
    for number in 0..50 {
        decide(&mut opened, &number.to_string());
    }
    wait_saved(&opened.store);
    let saves = file::read(&std::fs::read(opened.store.file()).unwrap()).unwrap().saves;
    assert!(saves <= 3, "{saves}");
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    assert!(open(&gone, soon()).store.read_only().is_some());
    assert!(!gone.exists());

    std::fs::create_dir(&gone).unwrap();
    let mut opened = open(&gone, soon());
    let elsewhere = folder.path().join("elsewhere");
    std::fs::rename(&gone, &elsewhere).unwrap();
    decide(&mut opened, "one");
    wait_until(&opened.store, |state| matches!(state, SaveState::Failing(_)));
    assert!(!gone.exists());
    std::fs::rename(&elsewhere, &gone).unwrap();
    wait_saved(&opened.store);
    drop(opened);
    assert_eq!(names(&open(&gone, soon()).project), ["one"]);
}

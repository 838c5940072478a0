//! Notices what happens to a folder while it is open: files that come, change, are renamed or go.
//!
//! A folder is looked through anew every few seconds while somebody looks at the window. That
//! reads names, sizes and times alone; contents are looked at only where one of these is new.

use super::{Fingerprint, FoundFile, Scan, scan};
use crate::report::DocumentName;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Looks through a folder again and again, on a thread of its own.
#[derive(Debug)]
pub struct Watcher {
    awake: Arc<AtomicBool>,
    pokes: Sender<()>,
    scans: Receiver<std::io::Result<Scan>>,
}

/// The time between two looks, at least.
const PAUSE: Duration = Duration::from_secs(2);

/// A folder that is slow to look through is looked through more seldom: a look takes this part of
/// the time at most.
const SHARE: u32 = 20;

impl Watcher {
    /// Looks through `folder`, and then waits to be [woken](Self::watch). `wake` is called from its
    /// thread when there is something to take.
    pub fn start(folder: PathBuf, wake: impl Fn() + Send + 'static) -> Option<Self> {
        let awake = Arc::new(AtomicBool::new(false));
        let (pokes, poked) = bounded(1);
        let (send, scans) = unbounded();
        let is_awake = Arc::clone(&awake);
        let watching = move || watch(&folder, &is_awake, &poked, &send, &wake);
        match std::thread::Builder::new().name("watcher".to_owned()).spawn(watching) {
            Ok(_) => Some(Self { awake, pokes, scans }),
            Err(error) => {
                tracing::error!(%error, "the folder cannot be watched");
                None
            }
        }
    }

    /// Whether to go on looking. Where that was not so before, there is a look at once.
    pub fn watch(&self, awake: bool) {
        if self.awake.swap(awake, Ordering::Relaxed) != awake && awake {
            self.look();
        }
    }

    /// Looks once, at once.
    pub fn look(&self) {
        // Full means that a look is due already.
        let _ = self.pokes.try_send(());
    }

    /// What the folder holds: first as it was found, and then whenever that is not as it was.
    pub fn take(&self) -> Option<std::io::Result<Scan>> {
        self.scans.try_recv().ok()
    }
}

fn watch(
    folder: &Path,
    awake: &AtomicBool,
    poked: &Receiver<()>,
    send: &Sender<std::io::Result<Scan>>,
    wake: &dyn Fn(),
) {
    let mut last: Option<Result<Scan, std::io::ErrorKind>> = None;
    loop {
        let begun = Instant::now();
        let found = scan(folder);
        let pause = PAUSE.max(begun.elapsed().saturating_mul(SHARE));
        let now = found.as_ref().map(Scan::clone).map_err(std::io::Error::kind);
        if last.as_ref() != Some(&now) {
            last = Some(now);
            if send.send(found).is_err() {
                return;
            }
            wake();
        }
        let next = if awake.load(Ordering::Relaxed) {
            poked.recv_timeout(pause)
        } else {
            poked.recv().map_err(RecvTimeoutError::from)
        };
        if next == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}

/// A file as it was when it was last looked at.
#[derive(Clone, Debug)]
pub struct Known {
    /// The file.
    pub file: FoundFile,
    /// What its contents were known by, if they were read.
    pub fingerprint: Option<Fingerprint>,
}

impl Known {
    /// Whether size and time are the same.
    fn looks_like(&self, found: &FoundFile) -> bool {
        self.file.bytes == found.bytes && self.file.modified == found.modified
    }
}

/// What has happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    Added(FoundFile),
    /// Its contents are others.
    Changed(FoundFile),
    /// It was written anew with the same contents.
    Touched(FoundFile),
    /// It has another name, and the same contents.
    Renamed {
        /// Its name before.
        from: DocumentName,
        /// What it is now.
        to: FoundFile,
    },
    /// It is no longer there.
    Gone(DocumentName),
}

/// What has happened between what was known and what was found. `fingerprint` looks into a file;
/// it is asked only where size or time are not as they were, and where a new file has the size of
/// one that is missing.
pub fn changes(
    known: &[Known],
    found: Vec<FoundFile>,
    fingerprint: impl Fn(&Path) -> Option<Fingerprint>,
) -> Vec<Change> {
    let mut found: HashMap<DocumentName, FoundFile> =
        found.into_iter().map(|file| (file.name.clone(), file)).collect();
    let mut changes = Vec::new();
    let mut missing: Vec<&Known> = Vec::new();
    for known in known {
        let Some(file) = found.remove(&known.file.name) else {
            missing.push(known);
            continue;
        };
        if known.looks_like(&file) {
            continue;
        }
        let same = known.fingerprint.is_some() && fingerprint(&file.path) == known.fingerprint;
        changes.push(if same { Change::Touched(file) } else { Change::Changed(file) });
    }
    let mut new: Vec<FoundFile> = found.into_values().collect();
    new.sort_by(|a, b| a.name.cmp(&b.name));
    for file in new {
        match take_renamed(&mut missing, &file, &fingerprint) {
            Some(from) => changes.push(Change::Renamed { from, to: file }),
            None => changes.push(Change::Added(file)),
        }
    }
    changes.extend(missing.into_iter().map(|known| Change::Gone(known.file.name.clone())));
    changes
}

/// Takes the missing file that a new one is, if any. One that was never read is known by size and
/// time.
fn take_renamed(
    missing: &mut Vec<&Known>,
    file: &FoundFile,
    fingerprint: &impl Fn(&Path) -> Option<Fingerprint>,
) -> Option<DocumentName> {
    if !missing.iter().any(|known| known.file.bytes == file.bytes) {
        return None;
    }
    let now = fingerprint(&file.path);
    let at = missing.iter().position(|known| match known.fingerprint {
        Some(before) => now == Some(before),
        None => known.looks_like(file) && file.modified.is_some(),
    })?;
    Some(missing.remove(at).file.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::time::SystemTime;

    fn file(name: &str, bytes: u64, second: u64) -> FoundFile {
        let modified = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(second));
        FoundFile { name: DocumentName::new(name), path: name.into(), bytes, modified }
    }

    fn known(name: &str, bytes: u64, contents: &[u8]) -> Known {
        Known { file: file(name, bytes, 1), fingerprint: Some(Fingerprint::of(contents)) }
    }

    #[test]
    fn each_change_is_told_and_contents_are_looked_at_only_where_they_must_be() {
        let before = [
            known("same", 1, b"s"),
            known("touched", 2, b"t"),
            known("changed", 3, b"c"),
            known("old name", 4, b"r"),
            known("gone", 5, b"g"),
        ];
        let now = vec![
            file("same", 1, 1),
            file("touched", 2, 9),
            file("changed", 3, 9),
            file("new name", 4, 1),
            file("added", 99, 9),
        ];
        let looks = Cell::new(0);
        let contents = |path: &Path| {
            looks.set(looks.get() + 1);
            let contents: &[u8] = match path.to_str().unwrap() {
                "touched" => b"t",
                "new name" => b"r",
                _ => b"other",
            };
            Some(Fingerprint::of(contents))
        };
        let told = changes(&before, now, contents);
        assert_eq!(
            told,
            [
                Change::Touched(file("touched", 2, 9)),
                Change::Changed(file("changed", 3, 9)),
                Change::Added(file("added", 99, 9)),
                Change::Renamed { from: DocumentName::new("old name"), to: file("new name", 4, 1) },
                Change::Gone(DocumentName::new("gone")),
            ]
        );
        assert_eq!(looks.get(), 3);
    }

    #[test]
    fn of_two_copies_one_is_the_renamed_and_one_is_new() {
        let before = [known("a", 4, b"same")];
        let now = vec![file("b", 4, 1), file("c", 4, 1)];
        let told = changes(&before, now, |_| Some(Fingerprint::of(b"same")));
        let from = DocumentName::new("a");
        assert_eq!(
            told,
            [Change::Renamed { from, to: file("b", 4, 1) }, Change::Added(file("c", 4, 1))]
        );
    }

    #[test]
    fn a_folder_is_told_once_and_again_when_it_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let (send, woken) = unbounded();
        let wake = move || send.send(()).unwrap();
        let watcher = Watcher::start(folder.path().to_owned(), wake).unwrap();
        let next = || {
            woken.recv_timeout(Duration::from_mins(1)).unwrap();
            watcher.take().unwrap()
        };
        assert_eq!(next().unwrap().files.len(), 0);
        std::fs::write(folder.path().join("a.txt"), "words").unwrap();
        watcher.watch(true);
        assert_eq!(next().unwrap().files.len(), 1);
        // Looked at again without a change, it is not told again; then it is gone.
        watcher.look();
        std::fs::remove_dir_all(folder.path()).unwrap();
        watcher.look();
        while next().is_ok() {}
        assert!(watcher.take().is_none());
    }
}

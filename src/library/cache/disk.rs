//! The cache's files: one an entry, in folders by the first two digits of its name.
//!
//! When an entry was last used stands in the time of its file, put right at most once a day.

use super::Key;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use walkdir::WalkDir;

/// The folder of the entries inside the cache, and that of files being written.
const ENTRIES: &str = "entries";
const UNFINISHED: &str = "unfinished";

/// The folder of the indexes of searches, and in it that of those that are written as now.
const INDEXES: &str = "indexes";
const INDEXES_NOW: &str = "1";

/// The file of an index whose time tells when the index was last opened.
const OPENED: &str = "opened";

/// Use is noted again after this time.
const NOTED: Duration = Duration::from_hours(24);

/// A file that has been unfinished for so long is of a program that was killed.
const ABANDONED: Duration = Duration::from_hours(1);

/// Names files being written apart from those of other threads.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The files.
#[derive(Debug)]
pub(super) struct Disk {
    folder: PathBuf,
}

impl Disk {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(super) fn path(&self, key: &Key) -> PathBuf {
        let name = key.name();
        let (first, rest) = name.split_at_checked(2).unwrap_or_default();
        self.folder.join(ENTRIES).join(first).join(rest)
    }

    /// Where the index that is kept under a key is; noted as opened now.
    pub(super) fn index(&self, key: &Key) -> PathBuf {
        let folder = self.folder.join(INDEXES).join(INDEXES_NOW).join(key.name());
        // Where nothing can be written, none is made either.
        let _ = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(OPENED), ""));
        folder.join("parts")
    }

    /// What is written under a key.
    pub(super) fn read(&self, key: &Key) -> Option<Vec<u8>> {
        fs::read(self.path(key)).ok()
    }

    /// Writes a file under its key, at once or not at all.
    pub(super) fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        let unfinished = self.folder.join(UNFINISHED);
        fs::create_dir_all(&unfinished)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let own = unfinished.join(format!("{}-{number}", std::process::id()));
        let written = fs::write(&own, bytes).and_then(|()| fs::rename(&own, &path));
        if written.is_err() {
            let _ = fs::remove_file(&own);
        }
        written
    }

    /// Removes what is written under a key.
    pub(super) fn remove(&self, key: &Key) {
        // Another program may have been first.
        let _ = fs::remove_file(self.path(key));
    }

    /// Notes that an entry was used, where that was last noted long ago.
    pub(super) fn note_use(&self, key: &Key) {
        let path = self.path(key);
        let now = SystemTime::now();
        let noted = fs::metadata(&path).and_then(|file| file.modified());
        if noted.is_ok_and(|noted| now.duration_since(noted).is_ok_and(|since| since > NOTED)) {
            // On a disk that cannot be written to, entries are only read.
            let _ = File::options().append(true).open(&path).map(|file| file.set_modified(now));
        }
    }

    /// The bytes of all files.
    pub(super) fn size(&self) -> u64 {
        let of = |folder| files(&self.folder.join(folder)).map(|file| file.bytes).sum::<u64>();
        of(ENTRIES) + of(INDEXES)
    }

    /// Removes everything.
    pub(super) fn clear(&self) -> io::Result<()> {
        for folder in [ENTRIES, UNFINISHED, INDEXES] {
            match fs::remove_dir_all(self.folder.join(folder)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes what programs that were killed have left, and the entries used longest ago until a
    /// tenth of `most` is free again, where they are more than that. Returns how many bytes stay.
    pub(super) fn trim(&self, most: u64) -> u64 {
        let now = SystemTime::now();
        for file in files(&self.folder.join(UNFINISHED)) {
            if now.duration_since(file.used).is_ok_and(|since| since > ABANDONED) {
                let _ = fs::remove_file(file.path);
            }
        }
        let mut entries: Vec<Found> = files(&self.folder.join(ENTRIES)).collect();
        entries.extend(self.indexes());
        let mut size: u64 = entries.iter().map(|file| file.bytes).sum();
        if size <= most {
            return size;
        }
        entries.sort_by_key(|file| file.used);
        for file in entries {
            if size <= most - most / 10 {
                break;
            }
            let removed = if file.path.is_dir() {
                fs::remove_dir_all(&file.path)
            } else {
                fs::remove_file(&file.path)
            };
            if removed.is_ok() {
                size -= file.bytes;
            }
        }
        size
    }
}

impl Disk {
    /// The indexes, each as one. What is left of those that were written otherwise is removed.
    fn indexes(&self) -> Vec<Found> {
        let all = self.folder.join(INDEXES);
        for other in fs::read_dir(&all).into_iter().flatten().flatten() {
            if other.file_name() != INDEXES_NOW {
                let _ = fs::remove_dir_all(other.path());
            }
        }
        let index = |path: PathBuf| {
            let opened = fs::metadata(path.join(OPENED)).and_then(|file| file.modified());
            let bytes = files(&path).map(|file| file.bytes).sum();
            Found { path, bytes, used: opened.unwrap_or(SystemTime::UNIX_EPOCH) }
        };
        let now = fs::read_dir(all.join(INDEXES_NOW)).into_iter().flatten().flatten();
        now.map(|folder| index(folder.path())).collect()
    }
}

struct Found {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

fn files(folder: &Path) -> impl Iterator<Item = Found> + use<> {
    WalkDir::new(folder).into_iter().flatten().filter_map(|entry| {
        let file = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        let used = file.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Some(Found { path: entry.into_path(), bytes: file.len(), used })
    })
}

//! What was read and found in files, kept on disk so that a folder opens at once the next time.
//!
//! An entry holds the reports of one file with what was found in them: their heads first, so that a
//! folder opens with a small read a file, and the rest in sections that are read when somebody asks
//! for them; see [`entry`]. Of a file that cannot be read it holds the reason. It is known by the file's
//! contents, by what else reading looks at (its name, the day it was saved) and by the version of
//! everything that reads and analyses ([`Key`]); so it is never out of date, only unused. Beside
//! the entries stands for each folder what its files were when they were last looked at
//! ([`Shelf`]): the same path, size and time mean the same contents, without a look at them.
//!
//! Nothing here is needed for being right. An entry that is damaged, cut off or of another program
//! is as one that is not there, and is written anew. Files are written under another name and
//! renamed, so that several programs may share a cache and each may be killed at any time. Files
//! locked with a password are not kept: their text would lie open here.

mod disk;
mod entry;
mod key;
mod piece;
mod shelf;

pub use entry::Section;
pub use key::Key;
pub use shelf::Shelf;

use super::Head;
use crate::analysis::Analysis;
use crate::figures::{Catalogue, ReportCues};
use crate::reading::ReadError;
use crate::report::Report;
use disk::Disk;
use entry::Open;
use piece::{read_piece, write_piece};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How much is kept, in bytes, if nothing else is said.
pub const MOST: u64 = 4 << 30;

/// After so many bytes more it is looked whether there are too many.
const OFTEN: u64 = 128 << 20;

/// A cache in a folder of its own.
#[derive(Debug)]
pub struct Cache {
    disk: Disk,
    most: u64,
    /// Bytes written since the size was last looked at; as many as that at the beginning.
    written: AtomicU64,
    /// The size when it was last looked at, and what was written since; nothing before the first
    /// look.
    known_size: Mutex<Option<u64>>,
}

/// A report as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What is known of it without its text.
    pub head: Head,
    /// The report.
    pub report: Report,
    /// What was found in it, its indicators assigned from the catalogue of [`Entry::assigned`], and
    /// the words that decide these; nothing where the analysis failed.
    pub found: Option<(Analysis, ReportCues)>,
}

impl Kept {
    fn written(&self) -> PartRef<'_> {
        let found = self.found.as_ref();
        PartRef {
            head: &self.head,
            report: &self.report,
            found: found.map(|(analysis, cues)| (analysis, cues)),
        }
    }
}

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The catalogue that indicators were assigned from; see [`catalogue_id`].
    pub assigned: [u8; 32],
    /// The file's reports.
    pub reports: Vec<Kept>,
}

impl Entry {
    /// The entry to be written, its indicators assigned from this catalogue.
    pub fn written(&self, assigned: [u8; 32]) -> EntryRef<'_> {
        EntryRef { assigned, reports: self.reports.iter().map(Kept::written).collect() }
    }
}

/// What is kept of a file, without texts and what was found in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Heads {
    /// The catalogue that indicators were assigned from.
    pub assigned: [u8; 32],
    /// The file's reports, or why it cannot be read.
    pub reports: Result<Vec<Head>, ReadError>,
}

/// What a catalogue is known by: all that assigning looks at.
pub fn catalogue_id(catalogue: &Catalogue) -> [u8; 32] {
    let written = postcard::to_stdvec(&catalogue.indicators).unwrap_or_default();
    *blake3::hash(&written).as_bytes()
}

impl Cache {
    /// The cache in `folder`, which is made when there is something to keep. It holds at most
    /// `most` bytes, give or take what is written between two looks at its size.
    pub fn new(folder: PathBuf, most: u64) -> Self {
        let written = AtomicU64::new(OFTEN);
        Self { disk: Disk::new(folder), most, written, known_size: Mutex::default() }
    }

    /// The cache in the user's own folder for such.
    pub fn of_user() -> Option<Self> {
        let own = directories::ProjectDirs::from("", "", "rapporteur")?;
        Some(Self::new(own.cache_dir().join("reports"), MOST))
    }

    /// The entry with this key, whole and undamaged, if there is one that holds reports.
    pub fn get(&self, key: &Key) -> Option<Entry> {
        self.opened(key, |open| open.all(key))
    }

    /// What the entry with this key begins with.
    pub fn heads(&self, key: &Key) -> Option<Heads> {
        let heads = self.opened(key, |open| Some(open.heads(key)));
        heads.inspect(|_| self.disk.note_use(key))
    }

    /// One section of one of the reports of an entry, with what its indicators were assigned from.
    /// An entry that is damaged there is removed.
    pub fn section<T: DeserializeOwned>(
        &self,
        key: &Key,
        part: usize,
        section: Section,
    ) -> Option<([u8; 32], T)> {
        self.opened(key, |mut open| {
            let there = open.has(part, section);
            let message = if there { Some(open.section(part, section)?) } else { None };
            Some((open.assigned(), message))
        })
        .and_then(|(assigned, message)| Some((assigned, message?)))
    }

    /// Looks into an entry, and removes it where that finds it damaged.
    fn opened<T>(&self, key: &Key, look: impl FnOnce(Open) -> Option<T>) -> Option<T> {
        let path = self.disk.path(key);
        let found = Open::new(&path, key).and_then(look);
        if found.is_none() {
            self.disk.remove(key);
        }
        found
    }

    /// Keeps an entry. What cannot be written is not kept; returns whether it is.
    pub fn put(&self, key: &Key, entry: &EntryRef<'_>) -> bool {
        self.write(key, entry::write(key, entry))
    }

    /// Keeps why a file cannot be read.
    pub fn put_failure(&self, key: &Key, error: &ReadError) -> bool {
        self.write(key, entry::write_failure(key, error))
    }

    /// Something else that is kept under this key: what was found in a report as it was corrected,
    /// what a merge found.
    pub fn message<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let bytes = self.disk.read(key)?;
        self.disk.note_use(key);
        read_piece(&mut bytes.strip_prefix(key.head().as_slice())?)
    }

    /// Keeps something else under this key.
    pub fn put_message(&self, key: &Key, message: &impl Serialize) {
        let mut bytes = key.head();
        let written = write_piece(&mut bytes, message).map(|()| bytes);
        let _ = self.write(key, written);
    }

    fn write(&self, key: &Key, bytes: io::Result<Vec<u8>>) -> bool {
        match bytes.and_then(|bytes| self.disk.write(key, &bytes).map(|()| bytes.len())) {
            Ok(bytes) => {
                self.written.fetch_add(bytes as u64, Ordering::Relaxed);
                if let Some(size) = &mut *self.known() {
                    *size += bytes as u64;
                }
                true
            }
            Err(error) => {
                tracing::warn!(%error, "nothing could be kept in the cache");
                false
            }
        }
    }

    /// How many bytes it holds. Looks at every entry.
    pub fn size(&self) -> u64 {
        let size = self.disk.size();
        *self.known() = Some(size);
        size
    }

    /// About how many bytes it holds, as far as that is known without a look.
    pub fn known_size(&self) -> Option<u64> {
        *self.known()
    }

    fn known(&self) -> MutexGuard<'_, Option<u64>> {
        self.known_size.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the index of the reports of `folder` is kept; it counts as part of the cache.
    pub fn index_of(&self, folder: &Path) -> PathBuf {
        self.disk.index(&Key::of_folder(&whole(folder)))
    }

    /// Removes all that it holds; returns how many bytes that were.
    pub fn clear(&self) -> io::Result<u64> {
        let size = self.size();
        self.disk.clear()?;
        *self.known() = Some(0);
        Ok(size)
    }

    /// Removes the entries that were not used for longest, where there are too many. Looks at them
    /// only now and then.
    pub fn trim(&self) {
        if self.written.load(Ordering::Relaxed) >= OFTEN {
            self.written.store(0, Ordering::Relaxed);
            let size = self.disk.trim(self.most);
            *self.known() = Some(size);
        }
    }
}

/// An entry to be written, of what others hold.
#[derive(Clone, Debug)]
pub struct EntryRef<'a> {
    /// The catalogue that indicators were assigned from.
    pub assigned: [u8; 32],
    /// The reports.
    pub reports: Vec<PartRef<'a>>,
}

/// A report to be written.
#[derive(Clone, Copy, Debug)]
pub struct PartRef<'a> {
    /// What is known of it without its text.
    pub head: &'a Head,
    /// The report.
    pub report: &'a Report,
    /// What was found in it, and the words that decide its indicators.
    pub found: Option<(&'a Analysis, &'a ReportCues)>,
}

/// A folder's whole path, as text.
fn whole(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;

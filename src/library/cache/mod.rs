//! What was read and found in files, kept on disk so that a folder opens at once the next time.
//!
//! An entry holds the reports of one file with what was found in them. It is known by the file's
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
mod key;
mod piece;
mod shelf;

pub use key::Key;
pub use shelf::Shelf;

use super::likeness::Likeness;
use crate::analysis::Analysis;
use crate::figures::Catalogue;
use crate::report::Report;
use disk::Disk;
use piece::{read_piece, write_piece};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
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
    /// The report.
    pub report: Report,
    /// What its text is compared with others by.
    pub likeness: Likeness,
    /// What was found in it, its indicators assigned from the catalogue of [`Entry::assigned`];
    /// nothing where the analysis failed.
    pub analysis: Option<Analysis>,
}

/// What is kept of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The catalogue that indicators were assigned from; see [`catalogue_id`].
    pub assigned: [u8; 32],
    /// The file's reports.
    pub reports: Vec<Kept>,
}

/// What a catalogue is known by: all that assigning looks at.
pub fn catalogue_id(catalogue: &Catalogue) -> [u8; 32] {
    let written = postcard::to_stdvec(&catalogue.indicators).unwrap_or_default();
    *blake3::hash(&written).as_bytes()
}

/// An entry's reports as they are written: the text first, what was found in it apart.
type Read<R, L> = Vec<(R, L)>;

/// What was found, with what its indicators are from.
#[derive(Serialize, Deserialize)]
struct Found<A> {
    assigned: [u8; 32],
    analyses: Vec<Option<A>>,
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

    /// The entry with this key, whole and undamaged, if there is one.
    pub fn get(&self, key: &Key) -> Option<Entry> {
        let bytes = self.disk.read(key)?;
        let entry = read_entry(&bytes, key);
        match entry {
            Some(_) => self.disk.note_use(key),
            None => self.disk.remove(key),
        }
        entry
    }

    /// Keeps an entry. What cannot be written is not kept.
    pub fn put(&self, key: &Key, entry: &EntryRef<'_>) {
        self.write(key, entry.written(key));
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
        self.write(key, written);
    }

    fn write(&self, key: &Key, bytes: io::Result<Vec<u8>>) {
        match bytes.and_then(|bytes| self.disk.write(key, &bytes).map(|()| bytes.len())) {
            Ok(bytes) => {
                self.written.fetch_add(bytes as u64, Ordering::Relaxed);
                if let Some(size) = &mut *self.known() {
                    *size += bytes as u64;
                }
            }
            Err(error) => tracing::warn!(%error, "nothing could be kept in the cache"),
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
    /// The reports, each with its sample and what was found in it.
    pub reports: Vec<(&'a Report, &'a Likeness, Option<&'a Analysis>)>,
}

impl EntryRef<'_> {
    fn written(&self, key: &Key) -> io::Result<Vec<u8>> {
        let read: Read<&Report, &Likeness> =
            self.reports.iter().map(|(r, l, _)| (*r, *l)).collect();
        let analyses = self.reports.iter().map(|(_, _, analysis)| *analysis).collect();
        let mut bytes = key.head();
        write_piece(&mut bytes, &read)?;
        write_piece(&mut bytes, &Found { assigned: self.assigned, analyses })?;
        Ok(bytes)
    }
}

fn read_entry(bytes: &[u8], key: &Key) -> Option<Entry> {
    let mut rest = bytes.strip_prefix(key.head().as_slice())?;
    let read: Read<Report, Likeness> = read_piece(&mut rest)?;
    let found: Found<Analysis> = read_piece(&mut rest)?;
    if !rest.is_empty() || found.analyses.len() != read.len() {
        return None;
    }
    let kept = |((report, likeness), analysis)| Kept { report, likeness, analysis };
    let reports = read.into_iter().zip(found.analyses).map(kept).collect();
    Some(Entry { assigned: found.assigned, reports })
}

/// A folder's whole path, as text.
fn whole(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;

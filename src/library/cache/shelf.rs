//! The cache as one folder's files see it: by path, size and time first, by contents second.

use super::piece::{read_piece, write_piece};
use super::{Cache, Heads, Key};
use crate::library::{Fingerprint, FoundFile};
use crate::report::DocumentName;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A file that was written less than this before it was looked at may have been written again
/// since within one tick of the disk's clock: its time proves nothing.
const TICK: Duration = Duration::from_secs(3);

/// A larger file is not looked up by its contents: it is none that is read at all.
const LARGEST: u64 = 1 << 30;

/// What a file was when its contents were last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    bytes: u64,
    modified: SystemTime,
    contents: Fingerprint,
}

/// All files of a folder, by name.
type Known = HashMap<DocumentName, Seen>;

/// What is kept of one folder.
#[derive(Debug)]
pub struct Shelf {
    cache: Arc<Cache>,
    key: Key,
    /// Nothing until it is first asked for.
    known: Mutex<Option<Known>>,
    changed: Mutex<bool>,
}

impl Shelf {
    /// The shelf of a folder. Nothing is read before the first file is looked up.
    pub fn new(cache: Arc<Cache>, folder: &Path) -> Self {
        let key = Key::of_folder(&super::whole(folder));
        Self { cache, key, known: Mutex::default(), changed: Mutex::default() }
    }

    /// The cache itself.
    pub fn cache(&self) -> &Arc<Cache> {
        &self.cache
    }

    /// What is kept of a file as it is now, with what its contents are known by.
    pub fn get(&self, file: &FoundFile) -> Option<(Fingerprint, Heads)> {
        if let Some(contents) = self.contents(file) {
            let heads = self.cache.heads(&Key::new(file, &contents))?;
            return Some((contents, heads));
        }
        let before = SystemTime::now();
        if file.bytes > LARGEST {
            return None;
        }
        let contents = Fingerprint::of_file(&file.path).ok()?;
        let heads = self.cache.heads(&Key::new(file, &contents))?;
        self.note(file, contents, before);
        Some((contents, heads))
    }

    /// Has something kept of a file, which was first looked at at that time, with `put`. Returns
    /// whether it is kept.
    pub fn put(
        &self,
        file: &FoundFile,
        contents: Fingerprint,
        looked_at: SystemTime,
        put: impl FnOnce(&Cache, &Key) -> bool,
    ) -> bool {
        let now = std::fs::metadata(&file.path);
        let same = |now: std::fs::Metadata| {
            now.len() == file.bytes && now.modified().ok() == file.modified
        };
        // One that was changed meanwhile is read again in a moment.
        let is_kept = now.is_ok_and(same) && put(&self.cache, &Key::new(file, &contents));
        if is_kept {
            self.note(file, contents, looked_at);
        }
        is_kept
    }

    /// To be called when there is nothing to do: writes down what is known of the files, and sees
    /// that the cache does not grow too large.
    pub fn rest(&self) {
        if std::mem::take(&mut *lock(&self.changed)) {
            let known = lock(&self.known).clone().unwrap_or_default();
            let mut bytes = self.key.head();
            let written = write_piece(&mut bytes, &known)
                .and_then(|()| self.cache.disk.write(&self.key, &bytes));
            if let Err(error) = written {
                tracing::warn!(%error, "what is known of the folder could not be kept");
            }
        }
        self.cache.trim();
    }

    /// What a file's contents are known by, as far as its size and time tell.
    fn contents(&self, file: &FoundFile) -> Option<Fingerprint> {
        let mut known = lock(&self.known);
        let known = known.get_or_insert_with(|| self.read().unwrap_or_default());
        let seen = known.get(&file.name)?;
        let same = seen.bytes == file.bytes && Some(seen.modified) == file.modified;
        same.then_some(seen.contents)
    }

    fn read(&self) -> Option<Known> {
        let bytes = self.cache.disk.read(&self.key)?;
        self.cache.disk.note_use(&self.key);
        read_piece(&mut bytes.strip_prefix(self.key.head().as_slice())?)
    }

    fn note(&self, file: &FoundFile, contents: Fingerprint, looked_at: SystemTime) {
        let Some(modified) = file.modified else { return };
        if looked_at.duration_since(modified).is_ok_and(|since| since > TICK) {
            let seen = Seen { bytes: file.bytes, modified, contents };
            let mut known = lock(&self.known);
            let known = known.get_or_insert_with(|| self.read().unwrap_or_default());
            if known.insert(file.name.clone(), seen) != Some(seen) {
                *lock(&self.changed) = true;
            }
        }
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.rest();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

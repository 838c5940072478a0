//! Keeps the project on the disk.
//!
//! [`open`] finds the project of a folder; from then on [`Store::save`] is given each new state and
//! returns at once. A thread of its own writes it a moment later: all changes of that moment at
//! once, into a new file that then takes the old one's place. So whenever the process is killed,
//! the file is whole, and what it lacks is younger than the moment. What cannot be written is kept
//! and tried again, and the user is told.

mod backups;
pub mod disk;
mod notice;
mod open;
mod place;
mod saver;
#[cfg(test)]
mod tests;

pub use notice::Notice;
pub use place::ENDING;

use super::Project;
use super::file::Snapshot;
use disk::{Disk, RealDisk};
use place::Lock;
use saver::{Saver, Shared};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// How the project stands between memory and disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// All is saved, or there is nothing to save.
    #[default]
    Saved,
    /// A change waits for its moment, or is being written.
    Saving,
    /// The latest attempt failed, for this reason. It is tried again.
    Failing(String),
}

/// Where and how projects are kept.
#[derive(Clone)]
pub struct Keeping {
    /// The user's data directory, for folders that cannot be written.
    pub data: Option<PathBuf>,
    /// How long after a change it is saved, so that a gesture is saved once.
    pub delay: Duration,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// Called from the saving thread when the state changes.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

/// The moment between a change and its save.
pub const DELAY: Duration = Duration::from_millis(300);

impl Default for Keeping {
    fn default() -> Self {
        Self { data: None, delay: DELAY, disk: Arc::new(RealDisk), wake: Arc::new(|| {}) }
    }
}

impl fmt::Debug for Keeping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeping").field("data", &self.data).finish_non_exhaustive()
    }
}

/// A project as it was found, and what keeps it.
#[derive(Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What keeps it.
    pub store: Store,
}

/// Keeps one folder's project. Dropping it saves what is still to be saved and gives the folder
/// free for other windows.
#[derive(Debug)]
pub struct Store {
    shared: Arc<Shared>,
    saver: Option<JoinHandle<()>>,
    read_only: Option<String>,
    file: PathBuf,
    /// Kept until the last save is done.
    _lock: Option<Lock>,
}

/// Opens the project of a folder. Reads from the disk: not for the drawing thread. Never fails:
/// what is wrong is told by [`Store::notices`] and [`Store::read_only`].
pub fn open(folder: &Path, keeping: Keeping) -> Opened {
    let mut found = open::open(keeping.disk.as_ref(), folder, keeping.data.as_deref());
    let project = found.read.snapshot.project(salt(folder));
    let file = found.place.as_ref().map(|place| place.file.clone()).unwrap_or_default();
    let shared = Arc::new(Shared::new(std::mem::take(&mut found.notices)));
    let saves = found.read.saves;
    let may_write = found.read_only.is_none() && found.lock.is_some();
    let saver = found.place.filter(|_| may_write).and_then(|place| {
        let last_resort = keeping.data.as_ref().map(|data| place::Place::in_data(data, folder));
        let last_resort = last_resort.filter(|resort| *resort != place);
        let saver = Saver::new(place, last_resort, saves, keeping);
        let shared = Arc::clone(&shared);
        let named = std::thread::Builder::new().name("project".to_owned());
        let started = named.spawn(move || saver.run(&shared));
        started.inspect_err(|error| tracing::error!(%error, "no thread to save on")).ok()
    });
    let read_only = found.read_only.or_else(|| {
        saver
            .is_none()
            .then(|| "The project cannot be saved: no thread could be started".to_owned())
    });
    let store = Store { shared, saver, read_only, file, _lock: found.lock };
    if found.unsaved {
        store.save(found.read.snapshot);
    }
    Opened { project, store }
}

/// Sixteen bits that differ between people and sessions.
fn salt(folder: &Path) -> u16 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&std::process::id().to_le_bytes());
    hasher.update(folder.as_os_str().as_encoded_bytes());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    hasher.update(&now.unwrap_or_default().as_nanos().to_le_bytes());
    let hash = hasher.finalize();
    let mut bytes = hash.as_bytes().iter().copied();
    u16::from_le_bytes([bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)])
}

impl Store {
    /// Has a new state saved. Returns at once.
    pub fn save(&self, snapshot: Snapshot) {
        if self.read_only.is_none() {
            self.shared.give(snapshot);
        }
    }

    /// How it stands with saving.
    pub fn state(&self) -> SaveState {
        self.shared.state()
    }

    /// What the user should be told, the oldest first; each is told once.
    pub fn take_notices(&self) -> Vec<Notice> {
        self.shared.take_notices()
    }

    /// Why the project cannot be changed, if it cannot.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// The project file, which need not be there yet.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.shared.close();
        if let Some(saver) = self.saver.take()
            && saver.join().is_err()
        {
            tracing::error!("saving the project ended in a panic");
        }
    }
}

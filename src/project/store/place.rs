//! Where a project is kept: in the folder of reports, or in the user's data directory.

use super::disk::Disk;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// How a project's file name ends. It is seen in the folder and can be passed on with it.
pub const ENDING: &str = ".rapporteur.json";

/// The folder for what only the program needs; hidden, so that no scan looks into it.
const OWN_FOLDER: &str = ".rapporteur";

/// A place for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The project file.
    pub(super) file: PathBuf,
    /// Where the lock, the file that is being written, and the backups are.
    pub(super) own: PathBuf,
    /// Whether it is in the user's data directory, where folders are made as they are needed. A
    /// folder of reports that is gone must not be made again.
    in_data: bool,
}

impl Place {
    /// The place in the folder of reports, and how many projects there are in it.
    pub(super) fn in_folder(disk: &dyn Disk, folder: &Path) -> (Self, usize) {
        let is_project = |path: &PathBuf| {
            let name = path.file_name().and_then(OsStr::to_str);
            name.is_some_and(|name| name.ends_with(ENDING) && !name.starts_with('.'))
        };
        let mut found: Vec<PathBuf> =
            disk.list(folder).unwrap_or_default().into_iter().filter(is_project).collect();
        found.sort_unstable();
        let usual = folder.join(format!("{}{ENDING}", name_of(folder)));
        // A project that was passed on may have the name of another folder.
        let file = match found.first() {
            Some(first) if !found.contains(&usual) => first.clone(),
            _ => usual,
        };
        (Self { file, own: folder.join(OWN_FOLDER), in_data: false }, found.len())
    }

    /// The place in the user's data directory for a folder that cannot be written.
    pub(super) fn in_data(data: &Path, folder: &Path) -> Self {
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let whole = whole.canonicalize().unwrap_or(whole);
        let hash = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
        let short = hash.get(..16).unwrap_or(&hash);
        let own = data.join("projects").join(short);
        Self { file: own.join(format!("{}{ENDING}", name_of(folder))), own, in_data: true }
    }

    /// Makes the folder for what only the program needs.
    pub(super) fn make(&self, disk: &dyn Disk) -> io::Result<()> {
        if self.in_data
            && let Some(projects) = self.own.parent()
        {
            disk.make_folders(projects)?;
        }
        disk.make_folder(&self.own)
    }

    pub(super) fn backups(&self) -> PathBuf {
        self.own.join("backups")
    }

    /// The file that is written before it takes the project's place: on the same disk.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.own.join("unfinished.json")
    }

    fn lock_file(&self) -> PathBuf {
        self.own.join("lock")
    }
}

/// The folder's own name, or "Reports" where it has none. A hidden folder's project is not hidden.
fn name_of(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "Reports".to_owned() } else { name.to_owned() }
}

/// The right to write at a place, as long as it is kept. The system takes it back when the process
/// ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
    place: Place,
}

/// How an attempt to lock a place ended.
#[derive(Debug)]
pub(super) enum Locking {
    /// The place is ours.
    Locked(Lock),
    /// It is another window's.
    Taken,
    /// Nothing can be written there.
    NotWritable(io::Error),
    /// The disk has no locks: the place is ours as far as can be told.
    NoLocks(Lock, io::Error),
}

/// How often locking is tried anew when the lock file was removed in between.
const ATTEMPTS: usize = 5;

/// Locks a place.
pub(super) fn lock(disk: &dyn Disk, place: &Place) -> Locking {
    let path = place.lock_file();
    let mut result = Locking::Taken;
    for _ in 0..ATTEMPTS {
        let opened = place
            .make(disk)
            .and_then(|()| OpenOptions::new().write(true).create(true).truncate(false).open(&path));
        let file = match opened {
            Ok(file) => file,
            Err(error) => return Locking::NotWritable(error),
        };
        result = match file.try_lock() {
            Ok(()) if is_still(&file, &path) => {
                return Locking::Locked(Lock { file: Some(file), place: place.clone() });
            }
            // The window that had it removed the file meanwhile: this one is no longer the lock.
            Ok(()) => continue,
            Err(TryLockError::WouldBlock) => Locking::Taken,
            Err(TryLockError::Error(error)) => {
                return Locking::NoLocks(Lock { file: None, place: place.clone() }, error);
            }
        };
        break;
    }
    result
}

/// Whether the file that is open is the one at the path.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    /// A folder in which nothing was decided is left as it was found.
    fn drop(&mut self) {
        if self.file.is_none() || self.place.file.exists() || self.place.backups().exists() {
            return;
        }
        // What cannot be removed does no harm.
        let _ = std::fs::remove_file(self.place.lock_file());
        let _ = std::fs::remove_dir(&self.place.own);
    }
}

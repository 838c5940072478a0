//! Opening the project of a folder.

use super::backups;
use super::disk::Disk;
use super::notice::Notice;
use super::place::{Lock, Locking, Place, lock};
use crate::project::file::{self, FileError, Read};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// A project file that was found and what is to be said about it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) read: Read,
    /// Where it is kept from now on.
    pub(super) place: Option<Place>,
    pub(super) lock: Option<Lock>,
    /// Why it cannot be changed, if it cannot.
    pub(super) read_only: Option<String>,
    pub(super) notices: Vec<Notice>,
    /// Whether what was read stands elsewhere than in the project file, and is to be saved there.
    pub(super) unsaved: bool,
}

/// Finds and reads the project of a folder. Never fails: what is wrong is said, and the project is
/// then empty or read-only.
pub(super) fn open(disk: &dyn Disk, folder: &Path, data: Option<&Path>) -> Found {
    let mut found = Found::default();
    let (in_folder, count) = Place::in_folder(disk, folder);
    let in_data = data.map(|data| Place::in_data(data, folder));
    if count > 1 {
        found.notices.push(Notice::Several(in_folder.file.clone()));
    }
    let place = take_place(disk, &mut found, &in_folder, in_data.as_ref());
    let other = match &in_data {
        Some(in_data) if place == in_folder => Some(in_data),
        Some(_) => Some(&in_folder),
        None => None,
    };
    let own = read_sound(disk, &place, &mut found);
    let elsewhere = other.and_then(|other| match read_file(disk, &other.file) {
        Ok(Some(read)) => Some((other, read)),
        _ => None,
    });
    let read = match (own, elsewhere) {
        // Work that could not be saved in the folder at the end of a session, or that was done
        // while the folder could not be written.
        (own, Some((other, later))) if own.as_ref().is_none_or(|own| own.saves < later.saves) => {
            if place == in_folder {
                found.notices.push(Notice::Recovered(other.file.clone()));
                found.unsaved = true;
            }
            Some(later)
        }
        (own, _) => own,
    };
    if let Some(read) = read {
        tell_version(&mut found, &read);
        found.read = read;
    } else if found.notices.iter().all(|notice| !matches!(notice, Notice::Damaged { .. }))
        && let Some(newest) = backups::list(disk, &place.backups()).pop()
    {
        found.notices.push(Notice::OnlyBackups(newest.path));
    }
    found.place = Some(place);
    found
}

/// Locks the folder, or where it cannot be written, the place in the user's data directory.
fn take_place(
    disk: &dyn Disk,
    found: &mut Found,
    in_folder: &Place,
    in_data: Option<&Place>,
) -> Place {
    let Some(refusal) = settle_lock(found, lock(disk, in_folder)) else {
        return in_folder.clone();
    };
    let Some(in_data) = in_data else {
        found.read_only = Some(format!("This folder cannot be written: {refusal}"));
        return in_folder.clone();
    };
    if let Some(refusal) = settle_lock(found, lock(disk, in_data)) {
        let message =
            format!("Neither this folder nor your data directory can be written: {refusal}");
        found.read_only = Some(message);
        return in_folder.clone();
    }
    if found.read_only.is_none() {
        found.notices.push(Notice::KeptElsewhere(in_data.file.clone()));
    }
    in_data.clone()
}

/// Takes what locking gave; returns why a place cannot be written, where it cannot.
fn settle_lock(found: &mut Found, locking: Locking) -> Option<std::io::Error> {
    match locking {
        Locking::Locked(lock) => found.lock = Some(lock),
        Locking::NoLocks(lock, error) => {
            found.lock = Some(lock);
            found.notices.push(Notice::NoLock(error.to_string()));
        }
        Locking::Taken => {
            let message = "This folder is open in another window. Close that one and open the \
                           folder again to change anything here.";
            found.read_only = Some(message.to_owned());
        }
        Locking::NotWritable(error) => return Some(error),
    }
    None
}

/// The project at a place; where it is damaged, its newest sound backup.
fn read_sound(disk: &dyn Disk, place: &Place, found: &mut Found) -> Option<Read> {
    match read_file(disk, &place.file) {
        Ok(read) => read,
        Err(Unread::Io(error)) => {
            // It may well be sound: it must not be written over.
            let file = place.file.display();
            found.read_only = Some(format!("The project {file} cannot be read: {error}"));
            None
        }
        Err(Unread::File(error)) => {
            let sound =
                backups::list(disk, &place.backups()).into_iter().rev().find_map(|backup| {
                    let read = read_file(disk, &backup.path).ok().flatten()?;
                    Some((backup.path, read))
                });
            let aside = found.read_only.is_none().then(|| set_aside(disk, &place.file)).flatten();
            let opened = sound.as_ref().map(|(path, _)| path.clone());
            found.notices.push(Notice::Damaged { aside, opened, reason: error.to_string() });
            found.unsaved = sound.is_some();
            sound.map(|(_, read)| read)
        }
    }
}

#[derive(Debug)]
enum Unread {
    Io(std::io::Error),
    File(FileError),
}

/// How often and after what pause a file that another process holds is tried again.
const ATTEMPTS: u32 = 4;
const PAUSE: Duration = Duration::from_millis(60);

/// A project file; nothing where there is none.
fn read_file(disk: &dyn Disk, path: &Path) -> Result<Option<Read>, Unread> {
    let mut attempt = 1;
    loop {
        match disk.read(path) {
            Ok(bytes) => return file::read(&bytes).map(Some).map_err(Unread::File),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if attempt == ATTEMPTS => return Err(Unread::Io(error)),
            Err(_) => std::thread::sleep(PAUSE),
        }
        attempt += 1;
    }
}

/// Moves a damaged file out of the way, under a name that is free.
fn set_aside(disk: &dyn Disk, file: &Path) -> Option<std::path::PathBuf> {
    let name = file.file_name()?.to_string_lossy().into_owned();
    let stem = name.strip_suffix(super::ENDING).unwrap_or(&name);
    let free = (1..1000)
        .map(|number| file.with_file_name(format!("{stem}.rapporteur-damaged-{number}.json")))
        .find(|path| disk.stamp(path).is_err())?;
    disk.rename(file, &free).ok().map(|()| free)
}

fn tell_version(found: &mut Found, read: &Read) {
    if read.version > file::VERSION {
        let more = match read.not_understood {
            0 => String::new(),
            count => format!(" {count} of its decisions are not understood here."),
        };
        found.read_only = Some(format!(
            "This project was made by a newer program (version {} of its file) and can only be \
             looked at.{more}",
            read.version
        ));
    } else if read.version < file::VERSION {
        found.notices.push(Notice::Migrated { from: read.version });
    }
}

//! What the user is told about the project file.

use std::fmt;
use std::path::PathBuf;

/// Something that happened to the project file and that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file was damaged and set aside; this is what is open instead.
    Damaged {
        /// Where the damaged file is now; `None` where it could not be moved and stays.
        aside: Option<PathBuf>,
        /// The backup that is open; `None` where none was sound.
        opened: Option<PathBuf>,
        /// What is wrong with it.
        reason: String,
    },
    /// The file was of an older version.
    Migrated {
        /// The version.
        from: u64,
    },
    /// The folder cannot be written: the project is kept here.
    KeptElsewhere(PathBuf),
    /// The folder holds several projects; this one is open.
    Several(PathBuf),
    /// There is no project, but there are backups of one, the newest here.
    OnlyBackups(PathBuf),
    /// A later state of the project, saved here when the folder could not be written, is open.
    Recovered(PathBuf),
    /// Somebody else changed the file; that state is kept here.
    ChangedByOther(PathBuf),
    /// Somebody else deleted the file; it has been written anew.
    Deleted,
    /// Other windows cannot be kept from changing the project.
    NoLock(String),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { aside, opened, reason } => {
                write!(f, "The project file could not be read ({reason}). ")?;
                match opened {
                    Some(backup) => write!(f, "The backup {} is open instead. ", backup.display())?,
                    None => write!(f, "There is no sound backup: the project is empty. ")?,
                }
                match aside {
                    Some(aside) => write!(f, "The file was set aside as {}.", aside.display()),
                    None => write!(f, "The file was left where it is."),
                }
            }
            Self::Migrated { from } => write!(
                f,
                "The project was made by an older program (version {from} of its file) and is \
                 saved in the new form from now on. The old file is kept among the backups."
            ),
            Self::KeptElsewhere(path) => write!(
                f,
                "This folder cannot be written. Your work on it is kept in {}.",
                path.display()
            ),
            Self::Several(path) => {
                write!(f, "This folder holds several projects. {} is open.", path.display())
            }
            Self::OnlyBackups(path) => write!(
                f,
                "This folder has no project file any more. Its newest backup is {}.",
                path.display()
            ),
            Self::Recovered(path) => {
                write!(f, "Later work on this folder was found in {} and is open.", path.display())
            }
            Self::ChangedByOther(path) => write!(
                f,
                "Another program changed the project file. What it wrote is kept as {}.",
                path.display()
            ),
            Self::Deleted => {
                write!(
                    f,
                    "The project file was deleted or moved by another program. It has been written anew."
                )
            }
            Self::NoLock(error) => write!(
                f,
                "This disk cannot tell whether the folder is open in another window ({error}). \
                 Work on it in one window only."
            ),
        }
    }
}

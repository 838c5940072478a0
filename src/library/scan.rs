//! Finds the files of a folder that may be reports.

use crate::reading::ENDINGS;
use crate::report::DocumentName;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::WalkDir;

/// A file that may be a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its name inside the folder.
    pub name: DocumentName,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last written, where the system tells.
    pub modified: Option<SystemTime>,
}

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The files, by name.
    pub files: Vec<FoundFile>,
    /// What could not be looked into, each with its reason.
    pub problems: Vec<String>,
}

/// Folders nested deeper than this are not looked into.
const MAX_DEPTH: usize = 32;

/// Lists the files of `folder` and its subfolders that have a report's ending. Hidden files and
/// folders are passed over. A link to a file is followed; one to a folder is followed unless it
/// leads to a folder that it lies in.
pub fn scan(folder: &Path) -> std::io::Result<Scan> {
    std::fs::read_dir(folder)?;
    let mut found = Scan::default();
    let walk = WalkDir::new(folder).follow_links(true).max_depth(MAX_DEPTH).sort_by_file_name();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in walk.into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path();
                let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
                if ending.is_none_or(|ending| !ENDINGS.contains(&ending.as_str())) {
                    continue;
                }
                let relative = path.strip_prefix(folder).unwrap_or(path);
                let parts: Vec<String> = relative
                    .components()
                    .map(|c| c.as_os_str().to_string_lossy().into_owned())
                    .collect();
                let metadata = entry.metadata().ok();
                found.files.push(FoundFile {
                    name: DocumentName::new(parts.join("/")),
                    path: path.to_path_buf(),
                    bytes: metadata.as_ref().map_or(0, std::fs::Metadata::len),
                    modified: metadata.and_then(|metadata| metadata.modified().ok()),
                });
            }
            Ok(_) => {}
            // A link to its own parent is no problem of the user's: the files are found already.
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => found.problems.push(error.to_string()),
        }
    }
    found.files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

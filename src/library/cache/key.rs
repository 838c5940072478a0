//! What an entry is known by.

use crate::analysis;
use crate::library::{Fingerprint, FoundFile};
use crate::report::Metadata;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// What the program's reading and analysing are known by: their sources, their data and the crates
/// they are built with, as they were when the program was built.
const PROGRAM: &str = env!("RAPPORTEUR_ANALYSIS");

/// What every entry begins with; the figure is that of the way it is written.
const MARK: &[u8] = b"rapporteur cache 1\n";

/// The hash of all that an entry depends on: the file's contents, its name (from which a report
/// takes its own, and sometimes country and year), the day it was saved (which a web page is cited
/// with), and the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of what is read of a file with these contents.
    pub fn new(file: &FoundFile, contents: &Fingerprint) -> Self {
        let day = file.modified.and_then(|time| Timestamp::try_from(time).ok());
        let day = day.map(|time| TimeZone::UTC.to_datetime(time).date().to_string());
        Self::of(&[
            PROGRAM,
            &analysis::VERSION.to_string(),
            &contents.to_string(),
            file.name.as_str(),
            &day.unwrap_or_default(),
        ])
    }

    /// What is known by this key, of one of the reports alone.
    #[must_use]
    pub fn part(&self, part: usize) -> Self {
        Self::of(&["part", &self.name(), &part.to_string()])
    }

    /// The key of what is found in the report of this key when its metadata are these.
    #[must_use]
    pub fn corrected(&self, metadata: &Metadata) -> Self {
        let metadata = serde_json::to_string(metadata).unwrap_or_default();
        Self::of(&["corrected", &self.name(), &metadata])
    }

    /// The key of what is made of several reports, told as all that this depends on.
    pub fn of_merge(reports: &[u8]) -> Self {
        Self::of(&["merge", PROGRAM, &blake3::hash(reports).to_hex()])
    }

    /// The key of something by all that it depends on.
    pub(super) fn of(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The key of what is kept of a folder.
    pub(super) fn of_folder(folder: &str) -> Self {
        Self::of(&["folder", folder])
    }

    /// The name of its file: 64 hexadecimal digits.
    pub(super) fn name(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// The key as bytes, for those that keep something under it elsewhere.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key with these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// What its file begins with.
    pub(super) fn head(&self) -> Vec<u8> {
        [MARK, self.0.as_slice()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::DocumentName;
    use std::time::{Duration, SystemTime};

    #[test]
    fn all_that_reading_looks_at_makes_another_key() {
        let file = |name: &str, days: u64| FoundFile {
            name: DocumentName::new(name),
            path: name.into(),
            bytes: 3,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_hours(24 * days)),
        };
        let (a, b) = (Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        let keys = [
            Key::new(&file("x.txt", 1), &a),
            Key::new(&file("x.txt", 1), &b),
            Key::new(&file("y.txt", 1), &a),
            Key::new(&file("x.txt", 2), &a),
            Key::of_folder("x.txt"),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{at}");
        }
        let elsewhere = FoundFile { path: "elsewhere/x.txt".into(), ..file("x.txt", 1) };
        assert_eq!(keys[0], Key::new(&elsewhere, &a), "a copy of the folder has the same keys");
    }
}

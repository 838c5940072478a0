//! The project as a file: JSON with a version, one decision a line.
//!
//! Decisions stand in the order in which they were made, each on a line of its own, so that a
//! change of one is a change of one line. In goes a [`Snapshot`], out come bytes; and the other way
//! round, older versions made new on the way ([`migrate`]) and newer ones read as far as they are
//! understood.

mod migrate;

use super::decision::Decision;
use super::{DecisionMap, KnownReport, Project};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use thiserror::Error;

/// The version of the form that this program writes.
pub const VERSION: u64 = 1;

/// What the file says it is.
const FORMAT: &str = "rapporteur project";

/// All of a project that is kept, as of one moment. Cheap to take: nothing is copied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The decisions.
    pub decisions: Arc<DecisionMap>,
    /// The reports that they were made on.
    pub reports: Arc<Vec<KnownReport>>,
}

impl Snapshot {
    /// What is to be kept of a project.
    pub fn of(project: &Project) -> Self {
        Self { decisions: Arc::clone(project.decisions()), reports: Arc::clone(project.reports()) }
    }

    /// The project that was kept.
    pub fn project(&self, salt: u16) -> Project {
        Project::new(self.decisions.values().cloned(), self.reports.as_ref().clone(), salt)
    }
}

/// A project file that was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What it holds.
    pub snapshot: Snapshot,
    /// How often it had been saved: of two files of one project the later has the greater number,
    /// whatever the clocks said.
    pub saves: u64,
    /// The version that it is written in.
    pub version: u64,
    /// Decisions of a newer version that could not be understood.
    pub not_understood: usize,
}

/// Why a file is no project that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// It is not JSON, or breaks off.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It is JSON of something else.
    #[error("it is no project of this program")]
    NotAProject,
}

impl From<serde_json::Error> for FileError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Writes a project that has been saved `saves` times, this time included.
pub fn write(snapshot: &Snapshot, saves: u64) -> Result<Vec<u8>, FileError> {
    let head = format!(
        "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n  \"saves\": {saves},\n"
    );
    let decisions: Vec<&Decision> = snapshot.decisions.values().map(Arc::as_ref).collect();
    let reports: Vec<&KnownReport> = snapshot.reports.iter().collect();
    let (reports, decisions) = (lines("reports", &reports)?, lines("decisions", &decisions)?);
    Ok([head.as_bytes(), &reports, b",\n", &decisions, b"\n}\n"].concat())
}

/// How many items one thread writes at a time.
const PORTION: usize = 1024;

/// A named list, each item on a line of its own.
fn lines<T: Serialize + Sync>(name: &str, items: &[T]) -> Result<Vec<u8>, FileError> {
    let portion = |items: &[T]| -> Result<Vec<u8>, FileError> {
        let mut out = Vec::with_capacity(items.len() * 512);
        for item in items {
            out.extend_from_slice(b"    ");
            serde_json::to_writer(&mut out, item)?;
            out.extend_from_slice(b",\n");
        }
        Ok(out)
    };
    let portions: Vec<Vec<u8>> =
        items.par_chunks(PORTION).map(portion).collect::<Result<_, _>>()?;
    let mut out = format!("  \"{name}\": [").into_bytes();
    if let Some((last, before)) = portions.split_last() {
        out.push(b'\n');
        for portion in before {
            out.extend_from_slice(portion);
        }
        let comma = b",\n".len();
        out.extend_from_slice(last.get(..last.len().saturating_sub(comma)).unwrap_or_default());
        out.extend_from_slice(b"\n  ");
    }
    out.push(b']');
    Ok(out)
}

/// Reads a project of this version, an older or a newer one.
pub fn read(bytes: &[u8]) -> Result<Read, FileError> {
    // An editor may have put a mark of the encoding before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut file: Value = serde_json::from_slice(bytes)?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(FileError::NotAProject);
    }
    let version = file.get("version").and_then(Value::as_u64).ok_or(FileError::NotAProject)?;
    migrate::migrate(&mut file, version);
    let saves = file.get("saves").and_then(Value::as_u64).unwrap_or(0);
    let newer = version > VERSION;
    let (reports, _) = list::<KnownReport>(&mut file, "reports", newer)?;
    let (decisions, not_understood) = list::<Decision>(&mut file, "decisions", newer)?;
    let decisions = decisions.into_iter().map(|decision| (decision.id, Arc::new(decision)));
    let snapshot =
        Snapshot { decisions: Arc::new(decisions.collect()), reports: Arc::new(reports) };
    Ok(Read { snapshot, saves, version, not_understood })
}

/// A named list of the file, and how many of its items were passed over. Only in a newer version's
/// file may there be items that are not understood.
fn list<T: DeserializeOwned + Send>(
    file: &mut Value,
    name: &str,
    newer: bool,
) -> Result<(Vec<T>, usize), FileError> {
    let items = match file.get_mut(name).map(Value::take) {
        Some(Value::Array(items)) => items,
        Some(_) if newer => Vec::new(),
        Some(_) => return Err(FileError::Damaged(format!("“{name}” is no list"))),
        None => Vec::new(),
    };
    let all = items.len();
    let read: Vec<Result<T, String>> = items
        .into_par_iter()
        .enumerate()
        .map(|(at, item)| {
            let told = |error| format!("entry {} of “{name}”: {error}", at + 1);
            serde_json::from_value(item).map_err(told)
        })
        .collect();
    let understood: Vec<T> = if newer {
        read.into_iter().filter_map(Result::ok).collect()
    } else {
        read.into_iter().collect::<Result<_, _>>().map_err(FileError::Damaged)?
    };
    let passed_over = all - understood.len();
    Ok((understood, passed_over))
}

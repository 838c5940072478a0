//! How an entry is written: what is always wanted first, so that it is one small read, and behind
//! it the rest in sections that are read apart.
//!
//! ```text
//! mark and key | directory: assigned, head and places of sections for each report | sections …
//! ```
//! The directory and each section are a piece with a checksum of its own. Places are counted from
//! the end of the directory.

use super::piece::{read_piece, whole_piece, write_piece};
use super::{Entry, EntryRef, Heads, Kept, Key, PartRef};
use crate::analysis::Analysis;
use crate::entities::Material;
use crate::figures::ReportCues;
use crate::library::Head;
use crate::reading::ReadError;
use crate::report::Report;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// So much is read of an entry at first: of nearly all its whole directory.
const FIRST_READ: usize = 16 << 10;

/// A part of what is kept of a report, which is read apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The report with its text.
    Text,
    /// What was found in it.
    Found,
    /// What merging needs of what was found in it.
    Material,
    /// The words that decide the indicators of what was found in it.
    Cues,
}

impl Section {
    /// Its place in the list of a report's sections.
    fn at(self) -> usize {
        match self {
            Self::Text => 0,
            Self::Found => 1,
            Self::Material => 2,
            Self::Cues => 3,
        }
    }
}

/// Where a section stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    start: u64,
    length: u64,
}

/// What an entry begins with.
#[derive(Serialize, Deserialize)]
enum Directory<H> {
    Reports {
        /// What indicators were assigned from.
        assigned: [u8; 32],
        /// For each report its head and the places of its sections.
        parts: Vec<(H, Vec<Option<Place>>)>,
        /// The length of all sections.
        length: u64,
    },
    /// Why the file cannot be read.
    Failed(ReadError),
}

/// A file that cannot be read, as an entry.
pub(super) fn write_failure(key: &Key, error: &ReadError) -> io::Result<Vec<u8>> {
    let mut bytes = key.head();
    write_piece(&mut bytes, &Directory::<Head>::Failed(error.clone()))?;
    Ok(bytes)
}

/// An entry's bytes.
pub(super) fn write(key: &Key, entry: &EntryRef<'_>) -> io::Result<Vec<u8>> {
    let mut sections: Vec<u8> = Vec::new();
    let mut parts = Vec::with_capacity(entry.reports.len());
    for PartRef { head, report, found } in &entry.reports {
        let mut places = vec![Some(add(&mut sections, report)?)];
        if let Some((analysis, cues)) = found {
            places.push(Some(add(&mut sections, analysis)?));
            places.push(Some(add(&mut sections, &Material::of(report, analysis))?));
            places.push(Some(add(&mut sections, cues)?));
        }
        parts.push((*head, places));
    }
    let length = sections.len() as u64;
    let mut bytes = key.head();
    write_piece(&mut bytes, &Directory::Reports { assigned: entry.assigned, parts, length })?;
    bytes.append(&mut sections);
    Ok(bytes)
}

fn add(sections: &mut Vec<u8>, message: &impl Serialize) -> io::Result<Place> {
    let start = sections.len() as u64;
    write_piece(sections, message)?;
    Ok(Place { start, length: sections.len() as u64 - start })
}

/// An entry that is open.
pub(super) struct Open {
    file: File,
    directory: Directory<Head>,
    /// Where the sections begin.
    start: u64,
}

impl Open {
    /// Opens the entry at `path` and reads what it begins with; nothing where that is not whole.
    pub(super) fn new(path: &Path, key: &Key) -> Option<Self> {
        let mut file = File::open(path).ok()?;
        let mut bytes = Vec::with_capacity(FIRST_READ);
        Read::by_ref(&mut file).take(FIRST_READ as u64).read_to_end(&mut bytes).ok()?;
        let head = key.head();
        let piece = whole_piece(bytes.strip_prefix(head.as_slice())?)?;
        let begun = head.len() + piece;
        if bytes.len() < begun {
            let rest = (begun - bytes.len()) as u64;
            Read::by_ref(&mut file).take(rest).read_to_end(&mut bytes).ok()?;
        }
        let directory = read_piece(&mut bytes.get(head.len()..begun)?)?;
        let start = begun as u64;
        let open = Self { file, directory, start };
        let sections = match &open.directory {
            Directory::Reports { length, .. } => *length,
            Directory::Failed(_) => 0,
        };
        let length = open.file.metadata().ok()?.len();
        (Some(length) == start.checked_add(sections)).then_some(open)
    }

    /// The heads of its reports, known by `key`, or why there are none.
    pub(super) fn heads(self, key: &Key) -> Heads {
        match self.directory {
            Directory::Reports { assigned, parts, .. } => {
                let named = |(part, (mut head, _)): (usize, (Head, _))| {
                    head.kept_as = Some(key.part(part));
                    head
                };
                let reports = Ok(parts.into_iter().enumerate().map(named).collect());
                Heads { assigned, reports }
            }
            Directory::Failed(error) => Heads { assigned: [0; 32], reports: Err(error) },
        }
    }

    /// What its indicators were assigned from.
    pub(super) fn assigned(&self) -> [u8; 32] {
        match &self.directory {
            Directory::Reports { assigned, .. } => *assigned,
            Directory::Failed(_) => [0; 32],
        }
    }

    /// Whether it has this section of one of its reports.
    pub(super) fn has(&self, part: usize, section: Section) -> bool {
        let Directory::Reports { parts, .. } = &self.directory else { return false };
        let places = parts.get(part).map(|(_, places)| places);
        places.and_then(|places| places.get(section.at())).is_some_and(Option::is_some)
    }

    /// One section of one of its reports; nothing where it is not there or damaged.
    pub(super) fn section<T: DeserializeOwned>(
        &mut self,
        part: usize,
        section: Section,
    ) -> Option<T> {
        let Directory::Reports { parts, .. } = &self.directory else { return None };
        let place = (*parts.get(part)?.1.get(section.at())?)?;
        self.file.seek(SeekFrom::Start(self.start.checked_add(place.start)?)).ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(place.length.min(1 << 24)).ok()?);
        Read::by_ref(&mut self.file).take(place.length).read_to_end(&mut bytes).ok()?;
        let mut rest = bytes.as_slice();
        read_piece(&mut rest).filter(|_| rest.is_empty())
    }

    /// The whole entry.
    pub(super) fn all(mut self, key: &Key) -> Option<Entry> {
        let assigned = self.assigned();
        let Directory::Reports { parts, .. } = &self.directory else { return None };
        let analysed: Vec<bool> = parts.iter().map(|(head, _)| head.found.is_some()).collect();
        let mut bodies: Vec<(Report, Option<(Analysis, ReportCues)>)> =
            Vec::with_capacity(analysed.len());
        for (part, analysed) in analysed.into_iter().enumerate() {
            let report = self.section(part, Section::Text)?;
            let found = if analysed {
                Some((self.section(part, Section::Found)?, self.section(part, Section::Cues)?))
            } else {
                None
            };
            bodies.push((report, found));
        }
        let heads = self.heads(key).reports.ok()?;
        let kept = |(head, (report, found))| Kept { head, report, found };
        Some(Entry { assigned, reports: heads.into_iter().zip(bodies).map(kept).collect() })
    }
}

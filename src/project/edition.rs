//! What decisions are kept under: the edition of a report, and one reading of it.

use crate::library::Fingerprint;
use crate::report::{DocumentName, Metadata};
use serde::{Deserialize, Serialize};

/// A report as a library would list it, whatever file or format it is read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edition {
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The country it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The year it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// Language of the text, ISO 639-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Edition {
    /// The edition that a report's metadata tell.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            publisher: metadata.publisher().map(str::to_owned),
            country: metadata.country().map(str::to_owned),
            year: metadata.year(),
            language: metadata.language.as_ref().map(|guess| guess.value.clone()),
        }
    }
}

/// One reading of a report, as the program read it before the user corrected anything.
///
/// A correction of metadata is kept under this and not under the edition, since it changes the
/// edition: what says "the year is 2019" must be found while the year still reads 2018.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    /// The name inside the folder; of a chapter `file.pdf#Country`.
    pub document: DocumentName,
    /// The contents of the file.
    pub fingerprint: Fingerprint,
    /// The edition as the program told it.
    pub edition: Edition,
}

impl Reading {
    /// The chapter of a volume that it is, if it is one.
    fn chapter(&self) -> Option<&str> {
        Some(self.document.as_str().rsplit_once('#')?.1)
    }

    /// Whether both are of the same report: the same contents under whatever name, or a file that
    /// has changed but kept its name and what it is taken for.
    pub fn is_same(&self, other: &Self) -> bool {
        let moved = self.fingerprint == other.fingerprint && self.chapter() == other.chapter();
        moved || self.document == other.document && self.edition == other.edition
    }
}

/// A report that decisions were made on, as it was when the latest of them was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownReport {
    /// The name inside the folder.
    pub document: DocumentName,
    /// The contents of its file.
    pub fingerprint: Fingerprint,
    /// The edition that its decisions are kept under, corrections included.
    pub edition: Edition,
    /// The version of the analysis that was shown.
    pub analysis: u32,
}

impl KnownReport {
    /// Whether this is the same report as one with this name and these contents.
    pub fn is_same(&self, document: &DocumentName, fingerprint: &Fingerprint) -> bool {
        let chapter =
            |name: &DocumentName| name.as_str().rsplit_once('#').map(|(_, c)| c.to_owned());
        self.fingerprint == *fingerprint && chapter(&self.document) == chapter(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(name: &str, contents: &str, year: i16) -> Reading {
        Reading {
            document: DocumentName::new(name),
            fingerprint: Fingerprint::of(contents.as_bytes()),
            edition: Edition { year: Some(year), ..Edition::default() },
        }
    }

    #[test]
    fn a_reading_is_known_again() {
        let known = reading("a.pdf#Karvenia", "one", 2019);
        let table = [
            (reading("a.pdf#Karvenia", "one", 2019), true, "unchanged"),
            (reading("b/new.pdf#Karvenia", "one", 2019), true, "moved"),
            (reading("a.pdf#Karvenia", "one", 2018), true, "read anew by another program"),
            (reading("a.pdf#Karvenia", "two", 2019), true, "contents changed"),
            (reading("a.pdf#Karvenia", "two", 2018), false, "another report under the name"),
            (reading("a.pdf#Orvany", "one", 2019), false, "another chapter"),
        ];
        for (other, same, what) in table {
            assert_eq!(known.is_same(&other), same, "{what}");
        }
    }
}

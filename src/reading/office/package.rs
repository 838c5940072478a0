//! The ZIP package of an office file: its parts, each read within a bound.

use crate::reading::ReadError;
use crate::report::Format;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that is read of one part, unpacked. A bomb unpacks to far more than any report.
const LARGEST_PART: u64 = 200 << 20;

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

/// Parts that tell what a package is.
const KINDS: &[(&str, &str)] = &[
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
];

/// OpenDocument kinds that are no texts, by their media type.
const OPEN_KINDS: &[(&str, &str)] = &[
    ("opendocument.spreadsheet", "a spreadsheet"),
    ("opendocument.presentation", "a presentation"),
    ("opendocument.graphics", "a drawing"),
];

impl<'b> Package<'b> {
    /// Opens a package.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            ReadError::Damaged(format!("its package cannot be opened ({error})"))
        })?;
        Ok(Self { archive })
    }

    /// Which format of report the package holds.
    pub fn format(&mut self) -> Result<Format, ReadError> {
        if self.has("word/") {
            return Ok(Format::Docx);
        }
        let mut kind = KINDS.iter().find(|(part, _)| self.has(part)).map(|(_, what)| *what);
        if kind.is_none() && self.has("content.xml") {
            let media = self.part("mimetype").ok().flatten().unwrap_or_default();
            let other = OPEN_KINDS.iter().find(|(name, _)| media.contains(name));
            kind = other.map(|(_, what)| *what);
            if kind.is_none() {
                return Ok(Format::Odt);
            }
        }
        Err(ReadError::NotAReport(kind.unwrap_or("a ZIP archive").to_owned()))
    }

    /// Whether a part's name starts so.
    pub fn has(&self, start: &str) -> bool {
        self.archive.file_names().any(|name| name.starts_with(start))
    }

    /// The names of its parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.archive.file_names()
    }

    /// The text of a part that must be there.
    pub fn required(&mut self, name: &str) -> Result<String, ReadError> {
        self.part(name)?.ok_or_else(|| ReadError::Damaged("its main text is missing".to_owned()))
    }

    /// The text of a part; nothing where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(message))
                if message == ZipError::PASSWORD_REQUIRED =>
            {
                return Err(ReadError::LockedOffice);
            }
            Err(error) => return Err(ReadError::Damaged(format!("{name}: {error}"))),
        };
        let mut bytes = Vec::new();
        let read = file.take(LARGEST_PART + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > LARGEST_PART {
            return Err(ReadError::TooLarge {
                size_mb: bytes.len() as u64 >> 20,
                limit_mb: LARGEST_PART >> 20,
            });
        }
        if let Err(error) = read
            && bytes.is_empty()
        {
            return Err(ReadError::Damaged(format!("{name}: {error}")));
        }
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

//! The ZIP package of a Word file: its parts, each read within a bound.

use crate::reading::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that is read of one part, unpacked. A bomb unpacks to far more than any report.
const LARGEST_PART: u64 = 200 << 20;

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a package and sees to it that a Word file is in it.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            ReadError::Damaged(format!("its package cannot be opened ({error})"))
        })?;
        let package = Self { archive };
        if package.has("word/") {
            return Ok(package);
        }
        let kinds = [
            ("xl/", "a spreadsheet"),
            ("ppt/", "a presentation"),
            ("content.xml", "an OpenDocument file; save it as .docx"),
            ("META-INF/container.xml", "an e-book"),
        ];
        let what = kinds.iter().find(|(part, _)| package.has(part));
        Err(ReadError::NotAReport(what.map_or("a ZIP archive", |(_, what)| what).to_owned()))
    }

    fn has(&self, start: &str) -> bool {
        self.archive.file_names().any(|name| name.starts_with(start))
    }

    /// The text of the main part.
    pub fn document(&mut self) -> Result<String, ReadError> {
        let other = || {
            let mut names = self.archive.file_names();
            names.find(|n| n.starts_with("word/document") && n.ends_with("xml")).map(str::to_owned)
        };
        let name = if self.has("word/document.xml") { None } else { other() };
        self.part(name.as_deref().unwrap_or("word/document.xml"))?
            .ok_or_else(|| ReadError::Damaged("its main text is missing".to_owned()))
    }

    /// The text of a part; nothing where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(message))
                if message == ZipError::PASSWORD_REQUIRED =>
            {
                return Err(ReadError::Encrypted);
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

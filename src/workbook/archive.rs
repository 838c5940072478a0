//! Whether a file may be opened as a workbook: how large it is, and how large it unpacks to.
//!
//! What the directory of a ZIP file says of sizes need not be true, so each part is unpacked once
//! and counted before anything is kept of it.

use super::read::WorkbookError;
use memchr::memmem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a workbook may have.
pub const LARGEST_FILE: u64 = 100 << 20;

/// The most that it may unpack to: the figures of all countries of a year take a third of it.
const LARGEST_UNPACKED: u64 = 400 << 20;

/// The most parts that it may have.
const MOST_PARTS: usize = 5_000;

/// The most tags that the part with the cells' texts may have: each text takes far more memory than
/// its tag takes in the file.
const MOST_TAGS: usize = 12_000_000;

/// What the name of the part with the cells' texts ends in.
const TEXTS: &str = "sharedstrings.xml";

/// Refuses what is no workbook, and what would take too much memory.
pub fn admit(bytes: &[u8]) -> Result<(), WorkbookError> {
    admit_within(bytes, LARGEST_UNPACKED, MOST_TAGS)
}

fn admit_within(bytes: &[u8], unpacked: u64, tags: usize) -> Result<(), WorkbookError> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(WorkbookError::TooLarge);
    }
    if !bytes.starts_with(b"PK") {
        return Err(WorkbookError::NoWorkbook);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| WorkbookError::Damaged(said(&error)))?;
    if archive.len() > MOST_PARTS {
        return Err(WorkbookError::TooLarge);
    }
    let mut room = unpacked;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| WorkbookError::Damaged(said(&error)))?;
        let mut texts = part.name().to_lowercase().ends_with(TEXTS).then(|| Texts::new(tags));
        count(part, &mut room, texts.as_mut())?;
    }
    Ok(())
}

fn said(error: &ZipError) -> String {
    error.to_string()
}

/// Takes what a part unpacks to from the room that is left.
fn count(
    mut part: impl Read,
    room: &mut u64,
    mut texts: Option<&mut Texts>,
) -> Result<(), WorkbookError> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read =
            part.read(&mut buffer).map_err(|error| WorkbookError::Damaged(error.to_string()))?;
        if read == 0 {
            return Ok(());
        }
        *room = room.checked_sub(read as u64).ok_or(WorkbookError::TooLarge)?;
        if let Some(texts) = &mut texts {
            texts.take(buffer.get(..read).unwrap_or_default())?;
        }
    }
}

/// Looks through the part with the cells' texts as it is unpacked.
struct Texts {
    tags: usize,
    left: usize,
    /// The end of the piece before, for what lies over the seam.
    end: Vec<u8>,
}

/// What says how many texts there are. Readers make room for that many before they read one.
const COUNT: &[u8] = b"uniqueCount";

/// As much after [`COUNT`] as a number with its marks can take.
const AFTER_COUNT: usize = 40;

impl Texts {
    fn new(tags: usize) -> Self {
        Self { tags, left: tags, end: Vec::new() }
    }

    fn take(&mut self, piece: &[u8]) -> Result<(), WorkbookError> {
        // In UTF-16, which has these, nothing of this would be seen.
        if memchr::memchr(0, piece).is_some() {
            return Err(WorkbookError::Damaged("its texts are no XML".to_owned()));
        }
        let found = memchr::memchr_iter(b'<', piece).count();
        self.left = self.left.checked_sub(found).ok_or(WorkbookError::TooLarge)?;
        self.end.extend_from_slice(piece);
        for at in memmem::find_iter(&self.end, COUNT) {
            let rest = self.end.get(at + COUNT.len()..).unwrap_or_default();
            let is_mark = |byte: &&u8| byte.is_ascii_whitespace() || b"='\"+".contains(byte);
            let rest = rest.iter().take(AFTER_COUNT).skip_while(is_mark);
            let digits = rest.take_while(|byte| byte.is_ascii_digit());
            let count = digits.fold(0_usize, |number, digit| {
                number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
            });
            if count > self.tags {
                return Err(WorkbookError::TooLarge);
            }
        }
        let seam = COUNT.len() + AFTER_COUNT;
        self.end.drain(..self.end.len().saturating_sub(seam));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = SimpleFileOptions::default();
            writer
                .start_file(*name, options.compression_method(zip::CompressionMethod::Deflated))
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_its_directory_says() {
        let mut bytes = zipped(&[("xl/workbook.xml", &vec![b' '; 1 << 20])]);
        assert!(admit_within(&bytes, 2 << 20, 10).is_ok());
        assert_eq!(admit_within(&bytes, 1 << 19, 10), Err(WorkbookError::TooLarge));
        // The directory now says that the part has one byte.
        let size = (1_u32 << 20).to_le_bytes();
        while let Some(at) = memmem::find(&bytes, &size) {
            bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        assert!(admit_within(&bytes, 1 << 19, 10).is_err());
    }

    #[test]
    fn a_workbook_of_too_many_texts_is_refused_however_it_counts_them() {
        let admitted = |name: &str, texts: &str| {
            admit_within(&zipped(&[(name, texts.as_bytes())]), 1 << 20, 100_000)
        };
        let texts = "xl/sharedStrings.xml";
        assert_eq!(admitted(texts, &"<si/>".repeat(100_000)), Ok(()));
        assert_eq!(admitted(texts, &"<x:si/>".repeat(100_001)), Err(WorkbookError::TooLarge));
        assert_eq!(admitted("xl/styles.xml", &"<b/>".repeat(100_001)), Ok(()));
        assert_eq!(admitted(texts, "<sst uniqueCount=\"3\">"), Ok(()));
        for count in ["\"9999999999\"", "'+100001'", "\"99999999999999999999999999\""] {
            let piece = format!("<sst uniqueCount = {count}>");
            assert_eq!(admitted("o/SharedStrings.xml", &piece), Err(WorkbookError::TooLarge));
            // Over the seam of two pieces.
            for before in (1 << 16) - 30..=1 << 16 {
                let text = format!("{}{piece}", " ".repeat(before));
                assert_eq!(admitted(texts, &text), Err(WorkbookError::TooLarge), "{before}");
            }
        }
        let wide: String = "<sst>".chars().flat_map(|c| [c, '\0']).collect();
        assert!(matches!(admitted(texts, &wide), Err(WorkbookError::Damaged(_))));
    }

    #[test]
    fn what_is_no_zip_file_is_told_from_what_is_damaged() {
        assert_eq!(admit(b"document,value\na.txt,3\n"), Err(WorkbookError::NoWorkbook));
        let whole = zipped(&[("xl/workbook.xml", b"<workbook/>")]);
        let half = &whole[..whole.len() / 2];
        assert!(matches!(admit(half), Err(WorkbookError::Damaged(_))));
    }
}

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

/// The most texts that its cells may share: each takes far more memory than the file does.
const MOST_TEXTS: usize = 3_000_000;

/// Refuses what is no workbook, and what would take too much memory.
pub fn admit(bytes: &[u8]) -> Result<(), WorkbookError> {
    admit_within(bytes, LARGEST_UNPACKED, MOST_TEXTS)
}

fn admit_within(bytes: &[u8], unpacked: u64, texts: usize) -> Result<(), WorkbookError> {
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
    let mut left = (unpacked, texts);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| WorkbookError::Damaged(said(&error)))?;
        count(part, &mut left)?;
    }
    Ok(())
}

fn said(error: &ZipError) -> String {
    error.to_string()
}

/// Takes what a part unpacks to from what is left.
fn count(mut part: impl Read, (bytes, texts): &mut (u64, usize)) -> Result<(), WorkbookError> {
    let mut buffer = vec![0; 1 << 16];
    let mut end = Vec::new();
    loop {
        let read =
            part.read(&mut buffer).map_err(|error| WorkbookError::Damaged(error.to_string()))?;
        if read == 0 {
            return Ok(());
        }
        let piece = buffer.get(..read).unwrap_or_default();
        // A mark that lies over the seam of two pieces is counted with the second.
        end.extend_from_slice(piece);
        let found = memmem::find_iter(&end, b"<si").count();
        end.drain(..end.len().saturating_sub(2));
        let (room, few) = (bytes.checked_sub(read as u64), texts.checked_sub(found));
        let (Some(room), Some(few)) = (room, few) else { return Err(WorkbookError::TooLarge) };
        (*bytes, *texts) = (room, few);
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
    fn a_workbook_of_too_many_texts_is_refused() {
        let bytes = zipped(&[("xl/sharedStrings.xml", "<si/>".repeat(100_000).as_bytes())]);
        assert!(admit_within(&bytes, 1 << 20, 100_000).is_ok());
        assert_eq!(admit_within(&bytes, 1 << 20, 99_999), Err(WorkbookError::TooLarge));
    }

    #[test]
    fn what_is_no_zip_file_is_told_from_what_is_damaged() {
        assert_eq!(admit(b"document,value\na.txt,3\n"), Err(WorkbookError::NoWorkbook));
        let whole = zipped(&[("xl/workbook.xml", b"<workbook/>")]);
        let half = &whole[..whole.len() / 2];
        assert!(matches!(admit(half), Err(WorkbookError::Damaged(_))));
    }
}

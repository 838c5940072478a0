//! PDF files, by their glyphs: lines and columns, then margins, then paragraphs.

mod blocks;
mod columns;
mod front;
mod glyphs;
mod grids;
mod labels;
mod lines;
mod loose;
mod margins;
mod marks;
mod measures;
mod notes;
mod paragraphs;
mod picture;
mod rows;
mod shapes;
mod tables;
mod weights;

pub use picture::{MOST_PIXELS, PagePicture, page_sizes, picture};

use super::metadata::Declared;
use super::{Draft, ReadError, encoding, finish};
use crate::report::{DocumentName, Format, Notice, Report};
use glyphs::PageGlyphs;
use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use shapes::Shapes;

/// The most pages that are read.
const MOST_PAGES: usize = 5_000;

/// Reads a PDF file with its password, which is empty for most.
pub fn read(bytes: &[u8], name: &DocumentName, password: &str) -> Result<Report, ReadError> {
    let pdf = open(bytes, password)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ReadError::Damaged("it has no pages".to_owned()));
    }
    let cache = InterpreterCache::new();
    let mut shapes = Shapes::default();
    let mut texts = Vec::new();
    let mut images = Vec::new();
    let (mut letters, mut unknown) = (0, 0);
    for (number, page) in (1_u32..).zip(pages.iter().take(MOST_PAGES)) {
        let drawn: PageGlyphs = glyphs::of_page(&pdf, page, &cache, &mut shapes);
        let drawn_letters = drawn.glyphs.iter().filter(|g| !g.text.trim().is_empty()).count();
        letters += drawn_letters;
        unknown += drawn.unknown;
        if is_image(drawn_letters, drawn.image) {
            images.push(number);
        }
        texts.push(lines::of_page(&drawn, number, &shapes));
    }
    let count = pages.len();
    if letters == 0 {
        return Err(ReadError::NoText(reason(images.len(), unknown)));
    }
    weights::weigh(&mut texts, &shapes);
    let margins = margins::remove(&mut texts);
    let blocks = paragraphs::paragraphs(&texts);
    let notices = notices(images, letters, unknown, count);
    let declared = Declared { margins: margins.lines, ..declared(&pdf) };
    let pages = u32::try_from(count).ok();
    let mut report = finish(Draft { format: Format::Pdf, blocks, declared, pages, notices }, name)?;
    report.origins.name_pages(labels::of_pages(&margins.numbers, &pdf));
    Ok(report)
}

/// Opens a PDF file with its password, which is empty for most.
pub fn open(bytes: &[u8], password: &str) -> Result<Pdf, ReadError> {
    Pdf::new_with_password(bytes.to_vec(), password)
        .map_err(|error| refused(error, bytes, !password.is_empty()))
}

/// Whether a page is only an image: a scan, at most with a page number or a stamp beside it.
fn is_image(letters: usize, image: f32) -> bool {
    letters == 0 && image > 0.0 || letters < 40 && image > 0.5
}

fn refused(error: LoadPdfError, bytes: &[u8], tried: bool) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if tried => {
            ReadError::WrongPassword
        }
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => {
            ReadError::Damaged("it is encrypted in a way that is not known".to_owned())
        }
        LoadPdfError::Invalid => {
            let end = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or_default();
            let whole = memchr::memmem::find(end, b"%%EOF").is_some();
            let why = if whole { "its structure cannot be read" } else { "its end is missing" };
            ReadError::Damaged(why.to_owned())
        }
    }
}

/// Why there is no text, for the user.
fn reason(images: usize, unknown: usize) -> String {
    match (images, unknown) {
        (_, 1..) => ": its letters carry no meaning, only shapes".to_owned(),
        (1.., _) => ": its pages are only images; it would need text recognition".to_owned(),
        _ => ": its pages hold no letters, only drawings at most".to_owned(),
    }
}

fn notices(images: Vec<u32>, letters: usize, unknown: usize, pages: usize) -> Vec<Notice> {
    let mut notices = Vec::new();
    if !images.is_empty() {
        notices.push(Notice::ImagePages(images));
    }
    if unknown * 20 > letters {
        let message = "a part of its letters carry no meaning, only shapes, and are missing";
        notices.push(Notice::Incomplete(message.to_owned()));
    }
    if pages > MOST_PAGES {
        let message = format!("only its first {MOST_PAGES} pages were read");
        notices.push(Notice::Incomplete(message));
    }
    notices
}

/// Title and date of the file's properties. Titles that programs make up of file names are left.
fn declared(pdf: &Pdf) -> Declared {
    let metadata = pdf.metadata();
    let title =
        metadata.title.as_deref().map(|bytes| encoding::decode(bytes, None).trim().to_owned());
    let title = title.filter(|title| {
        let lower = title.to_lowercase();
        let made_up = lower.starts_with("microsoft word")
            || [".doc", ".docx", ".indd", ".qxd", ".pdf"].iter().any(|end| lower.ends_with(end));
        title.len() > 5 && title.contains(' ') && !made_up
    });
    let published = metadata
        .creation_date
        .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    Declared { title, published, ..Declared::default() }
}

#[cfg(test)]
mod tests;

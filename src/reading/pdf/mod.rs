//! PDF files, by their glyphs: lines and columns, then margins, then paragraphs.

mod blocks;
mod columns;
mod front;
mod glyphs;
mod grids;
mod labels;
mod lines;
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
mod tests {
    use crate::reading::{ReadError, read, read_locked};
    use crate::report::{DocumentName, Span};

    const LOCKED: [(&str, &[u8]); 3] = [
        ("RC4", include_bytes!("../../../tests/fixtures/locked-rc4.pdf")),
        ("AES-128", include_bytes!("../../../tests/fixtures/locked-aes128.pdf")),
        ("AES-256", include_bytes!("../../../tests/fixtures/locked-aes256.pdf")),
    ];

    #[test]
    fn a_locked_file_asks_for_its_password() {
        let name = DocumentName::new("locked.pdf");
        for (kind, bytes) in LOCKED {
            assert_eq!(read(bytes, &name), Err(ReadError::Encrypted), "{kind}");
            let wrong = read_locked(bytes, &name, "user word");
            assert_eq!(wrong, Err(ReadError::WrongPassword), "{kind}");
            let report = read_locked(bytes, &name, "user-word").unwrap();
            assert!(report.text.starts_with("The warden of Ulmar"), "{kind}: {}", report.text);
        }
    }

    #[test]
    fn a_file_locked_against_changes_only_is_read() {
        let bytes = include_bytes!("../../../tests/fixtures/locked-for-changes.pdf");
        let report = read(bytes, &DocumentName::new("open.pdf")).unwrap();
        let text = &report.text;
        assert!(text.starts_with("The warden of Ulmar"), "{text}");
        // Each word is found where it is printed: Helvetica of 12 points at 72 points, on the
        // baseline 142 points below the upper edge.
        let warden = Span::new(4, 10);
        let rects = report.origins.rects_of(warden);
        let [(1, [left, top, right, bottom])] = rects[..] else { panic!("{rects:?}") };
        // The widths that Adobe published for the letters of Helvetica.
        assert!((left - 96.01).abs() < 0.05 && (right - 135.36).abs() < 0.05, "{rects:?}");
        assert!(top < 134.0 && bottom > 142.0 && bottom < 146.0, "{rects:?}");
        let found = report.origins.at_point(1, left + 2.0, 140.0);
        assert_eq!(found, Some(warden.start));
        let prisoners = text.find("prisoners").unwrap();
        let found = report.origins.at_point(1, 80.0, 153.0);
        assert_eq!(found.map(|at| at.get()), Some(prisoners));
    }
}

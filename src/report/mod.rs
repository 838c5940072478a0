//! The document model: one reading of one file.
//!
//! A [`Report`] holds the clean text once; everything else (blocks, outline, origins, and later
//! sentences, mentions, figures) points into it by [`Span`].

pub mod countries;
mod metadata;
mod origin;
mod span;
mod table;

pub use metadata::{Guess, Metadata};
pub use origin::{Origin, Origins};
pub use span::{CharIndex, Offset, Span};
pub use table::{Cell, Table};

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The name of a report inside its folder: the file's path relative to the folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentName(Arc<str>);

impl DocumentName {
    /// A name from a relative path that is already written with `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name without its folders.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of file a report was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Portable Document Format.
    Pdf,
    /// A Word file.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// Text with the marks of Markdown.
    Markdown,
}

/// What a paragraph of the clean text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The report's title.
    Title,
    /// A heading of its own line; 1 is the highest level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A row of a table, its cells parted by tabs.
    TableRow,
    /// A footnote or endnote.
    Footnote,
}

impl BlockKind {
    /// Whether the block is a title or a heading.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading(_))
    }
}

/// A paragraph of the clean text. Blocks are parted by one blank line (two line feeds), which
/// belongs to none of them; a block holds no line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// A section of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Depth, 1 the highest; a run-in head stands one below the heading above it.
    pub level: u8,
    /// Its number as printed, without the word "Section" and the dot: `1`, `c`.
    pub number: Option<String>,
    /// Its title without the number and, for a run-in head, without the colon.
    pub title: String,
    /// The words of the heading in the text. Its text runs to the next section's heading.
    pub heading: Span,
    /// Whether the head stands at the start of a paragraph ("Physical Conditions: Prisons …").
    pub run_in: bool,
}

/// Something the reader of a report should be told about how it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// These pages are only an image: their text could not be read.
    ImagePages(Vec<u32>),
    /// The text is not in English: it can be read and searched, nothing is extracted from it.
    NotEnglish(String),
    /// The file's end is missing or damaged; what could be read is here.
    Incomplete(String),
}

/// The volume that a report is a chapter of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    /// The volume's own name inside the folder: its file.
    pub document: DocumentName,
    /// Its title, where one was found.
    pub title: Option<String>,
    /// The place of the chapter among the volume's chapters, counted from 1.
    pub chapter: u32,
}

/// One reading of one file, or of one chapter of a volume.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its name inside the folder.
    pub document: DocumentName,
    /// What it was read from.
    pub format: Format,
    /// What it is.
    pub metadata: Metadata,
    /// The clean text, NFC: paragraphs in reading order, parted by one blank line.
    pub text: String,
    /// The paragraphs, in order.
    pub blocks: Vec<Block>,
    /// The sections, in order.
    pub outline: Vec<Section>,
    /// The tables, in order.
    pub tables: Vec<Table>,
    /// The volume that it is a chapter of, if it is one.
    pub volume: Option<Volume>,
    /// Where in the file the text came from.
    pub origins: Origins,
    /// How many pages the file has, where it has pages.
    pub pages: Option<u32>,
    /// What the reader should be told.
    pub notices: Vec<Notice>,
}

fn section_before(outline: &[Section], at: Offset) -> Option<usize> {
    outline.partition_point(|section| section.heading.start <= at).checked_sub(1)
}

/// The section of an outline that `at` lies in, the innermost one.
pub fn section_at(outline: &[Section], at: Offset) -> Option<&Section> {
    outline.get(section_before(outline, at)?)
}

impl Report {
    /// The index of the deepest section that `at` lies in.
    pub fn section_at(&self, at: Offset) -> Option<usize> {
        section_before(&self.outline, at)
    }

    /// The sections around `at`, the outermost first.
    pub fn section_path(&self, at: Offset) -> Vec<&Section> {
        let Some(deepest) = self.section_at(at) else { return Vec::new() };
        let mut path: Vec<&Section> = Vec::new();
        for section in self.outline.iter().take(deepest + 1).rev() {
            if path.last().is_none_or(|below| section.level < below.level) {
                path.push(section);
            }
        }
        path.reverse();
        path
    }

    /// The index of the block that `at` lies in, or of the last one before it.
    pub fn block_at(&self, at: Offset) -> Option<usize> {
        self.blocks.partition_point(|block| block.span.start <= at).checked_sub(1)
    }

    /// The page that `at` stands on, where the file has pages.
    pub fn page_at(&self, at: Offset) -> Option<u32> {
        self.origins.at(at)?.page
    }

    /// What the page that `at` stands on is quoted by, where the file has pages: see
    /// [`Origins::page_name`].
    pub fn page_name_at(&self, at: Offset) -> Option<Cow<'_, str>> {
        self.page_at(at).map(|page| self.origins.page_name(page))
    }
}

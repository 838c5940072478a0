//! Text with the marks of Markdown, by `pulldown-cmark`: headings, lists, tables, footnotes.
//!
//! A file is taken for one by its name, so a plain text that is called so loses nothing: what the
//! marks make of it is still all of its words.

use super::draft::{DraftBlock, Piece};
use super::metadata::Declared;
use super::office::text::{BodyBlock, with_notes};
use super::tables::{DraftCell, DraftRow};
use super::{Draft, ReadError, encoding, finish, outline};
use crate::report::{BlockKind, DocumentName, Format, Origin, Report};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads a Markdown file.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let text = encoding::decode(bytes, None);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (blocks, declared) = blocks(text);
    let mut blocks = with_notes(blocks);
    outline::promote_headings(&mut blocks);
    let (format, notices) = (Format::Markdown, Vec::new());
    finish(Draft { format, blocks, declared, pages: None, notices }, name)
}

fn blocks(text: &str) -> (Vec<BodyBlock>, Declared) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut flow = Flow { lines: Lines::of(text), ..Flow::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        flow.at = range.start;
        flow.event(event);
    }
    flow.flush();
    (flow.done, flow.declared)
}

/// From events to blocks.
#[derive(Default)]
struct Flow {
    done: Vec<BodyBlock>,
    open: Vec<Piece>,
    calls: Vec<String>,
    /// What the open block is, where it is more than a paragraph.
    kind: Option<BlockKind>,
    /// How deep the lists are nested.
    lists: usize,
    /// How many open marks set words off.
    strong: usize,
    /// How many open elements hide what they hold: pictures' words, the file's own data.
    hidden: usize,
    in_metadata: bool,
    /// Whether a remark of raw HTML is open.
    in_remark: bool,
    note: Option<String>,
    tables: u32,
    row: Option<DraftRow>,
    rows: u16,
    declared: Declared,
    lines: Lines,
    /// Where in the file the walk is.
    at: usize,
}

impl Flow {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_metadata => self.metadata(&words),
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::Html(words) => self.html(&words),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.words(" ");
            }
            Event::SoftBreak | Event::HardBreak => self.words("\n"),
            Event::FootnoteReference(key) => self.calls.push(key.into_string()),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(Some(BlockKind::Heading(depth(level)))),
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::Item => self.begin(None),
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
            }
            Tag::FootnoteDefinition(key) => {
                self.flush();
                self.note = Some(key.into_string());
            }
            Tag::Table(_) => {
                self.flush();
                self.rows = 0;
            }
            Tag::TableHead => self.begin_row(true),
            Tag::TableRow => self.begin_row(false),
            Tag::TableCell => self.begin_cell(),
            Tag::Emphasis | Tag::Strong => self.strong += 1,
            Tag::Strikethrough | Tag::Image { .. } => self.hidden += 1,
            Tag::MetadataBlock(_) => self.in_metadata = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::Table => self.tables += 1,
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Emphasis | TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough | TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            _ => {}
        }
    }

    fn begin(&mut self, kind: Option<BlockKind>) {
        self.flush();
        self.kind = kind;
    }

    fn begin_row(&mut self, head: bool) {
        self.flush();
        let row = DraftRow { table: self.tables, row: self.rows, head, cells: Vec::new() };
        self.row = Some(row);
        self.rows = self.rows.saturating_add(1);
    }

    fn begin_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        let column = u16::try_from(row.cells.len()).unwrap_or(u16::MAX);
        row.cells.push(DraftCell::at(column));
        if column > 0 {
            self.push("\t");
        }
    }

    fn end_row(&mut self) {
        let pieces = std::mem::take(&mut self.open);
        let calls = std::mem::take(&mut self.calls);
        if let Some(row) = self.row.take() {
            self.put(DraftBlock::row(pieces, row), calls);
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden == 0 {
            // Tabs part the cells of a row.
            self.push(&words.replace('\t', " "));
        }
    }

    fn push(&mut self, words: &str) {
        let strong = self.strong > 0;
        let line = self.lines.number(self.at);
        match self.open.last_mut() {
            Some(last) if last.strong == strong && last.origin.line == Some(line) => {
                last.text.push_str(words);
            }
            _ => {
                let origin = Origin { line: Some(line), ..Origin::default() };
                self.open.push(Piece { text: words.to_owned(), origin, strong, place: None });
            }
        }
    }

    /// The words of a line of raw HTML, without its tags and remarks.
    fn html(&mut self, line: &str) {
        let mut rest = line;
        loop {
            if self.in_remark {
                let Some((_, after)) = rest.split_once("-->") else { return };
                self.in_remark = false;
                rest = after;
            }
            let Some((words, tag)) = rest.split_once('<') else { break };
            self.words(words);
            if let Some(remark) = tag.strip_prefix("!--") {
                self.in_remark = true;
                rest = remark;
            } else {
                rest = tag.split_once('>').map_or("", |(_, after)| after);
            }
        }
        self.words(rest);
    }

    /// Title and date from the lines at the head of the file ("title: …").
    fn metadata(&mut self, lines: &str) {
        for (key, value) in lines.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim().trim_matches(['"', '\'']);
            let day = || value.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok());
            match key.trim() {
                "title" if !value.is_empty() => self.declared.title = Some(value.to_owned()),
                "date" => self.declared.published = day().map(str::to_owned),
                "lang" | "language" => self.declared.language = Some(value.to_owned()),
                _ => {}
            }
        }
    }

    fn flush(&mut self) {
        let kind = self.kind.take();
        let pieces = std::mem::take(&mut self.open);
        let calls = std::mem::take(&mut self.calls);
        let kind = match kind {
            _ if self.note.is_some() => BlockKind::Footnote,
            Some(kind) => kind,
            None if self.lists > 0 => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        self.put(DraftBlock::of(kind, pieces), calls);
    }

    fn put(&mut self, draft: DraftBlock, calls: Vec<String>) {
        if draft.pieces.iter().any(|piece| piece.text.chars().any(char::is_alphanumeric)) {
            self.done.push(BodyBlock { draft, calls, note: self.note.clone() });
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Where the lines of a file begin.
#[derive(Default)]
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        Self { starts: memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect() }
    }

    /// The number of the line that byte `at` stands in, counted from 1.
    fn number(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at) + 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_blocks() {
        use BlockKind::{Footnote, Heading, ListItem, Paragraph, TableRow, Title};
        let text = "---\ntitle: \"Orlania: boats\"\ndate: 2031-03-04\n---\n# Orlania\n\nThe *office* \
            of the\nriver wrote[^a] to `all`. ~~Gone.~~\n\n- one\n- two\n\n  more of two\n\n1. first\n\n\
            > Said twice.\n\n| Gate | Boats |\n|---|--:|\n| North | 1,400 |\n| **South** | |\n\n\
            [^a]: A letter.\n\n<div>Raw <b>words</b><!-- not\nthis --></div>\n\n![a picture](x.png)\n\n## Beds\n\n    indented words\n";
        let report = read(text.as_bytes(), &DocumentName::new("a.md")).unwrap();
        let seen: Vec<(BlockKind, &str)> =
            report.blocks.iter().map(|b| (b.kind, b.span.of(&report.text))).collect();
        let want = [
            (Title, "Orlania"),
            (Paragraph, "The office of the river wrote to all."),
            (Footnote, "A letter."),
            (ListItem, "one"),
            (ListItem, "two"),
            (ListItem, "more of two"),
            (ListItem, "first"),
            (Paragraph, "Said twice."),
            (TableRow, "Gate\tBoats"),
            (TableRow, "North\t1,400"),
            (TableRow, "South"),
            (Paragraph, "Raw words"),
            (Heading(1), "Beds"),
            (Paragraph, "indented words"),
        ];
        assert_eq!(seen, want);
        let table = &report.tables[0];
        assert_eq!((table.rows, table.columns, table.head_rows, table.head_columns), (3, 2, 1, 1));
        assert_eq!(report.origins.at(report.blocks[3].span.start).unwrap().line, Some(10));
    }
}

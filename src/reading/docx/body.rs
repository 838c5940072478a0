//! The text of a Word file's part: paragraphs, lists, tables, and the notes that they call.

use super::styles::Styles;
use super::xml::{attribute, is_on, referred};
use crate::reading::draft::{DraftBlock, Piece};
use crate::report::{BlockKind, Origin};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A paragraph or a table row.
#[derive(Debug)]
pub struct BodyBlock {
    /// Its words.
    pub draft: DraftBlock,
    /// The notes that it calls: `f` or `e` and the id.
    pub calls: Vec<String>,
    /// The note that it belongs to, where the part holds notes.
    pub note: Option<String>,
}

/// The paragraphs of a part.
pub fn read(xml: &str, styles: &Styles) -> Vec<BodyBlock> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body {
        styles,
        done: Vec::new(),
        paragraphs: Vec::new(),
        rows: Vec::new(),
        run: Run::default(),
        hidden: 0,
        in_text: false,
        note: None,
        count: 0,
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => body.start(&tag, false),
            Ok(Event::Empty(tag)) => body.start(&tag, true),
            Ok(Event::End(tag)) => body.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) if body.in_text => body.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) if body.in_text => {
                if let Some(c) = referred(&reference) {
                    body.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            // What is damaged ends the text; what came before it stays.
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    while !body.paragraphs.is_empty() {
        body.end("p");
    }
    body.done
}

/// A run of letters with one look.
#[derive(Default)]
struct Run {
    set_off: bool,
    raised: bool,
}

/// A paragraph that is being read; text boxes nest paragraphs in paragraphs.
#[derive(Default)]
struct Paragraph {
    pieces: Vec<Piece>,
    style: String,
    level: Option<u8>,
    list: bool,
    calls: Vec<String>,
    origin: Origin,
}

/// A table row that is being read.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    calls: Vec<String>,
    origin: Origin,
}

struct Body<'s> {
    styles: &'s Styles,
    done: Vec<BodyBlock>,
    paragraphs: Vec<Paragraph>,
    rows: Vec<Row>,
    run: Run,
    /// How many open elements hide what they hold.
    hidden: usize,
    in_text: bool,
    note: Option<String>,
    /// Paragraphs so far.
    count: u32,
}

/// Elements whose content is not the text: deletions, the second of two renderings, field codes.
fn hides(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "pict")
}

impl Body<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        if hides(name) {
            self.hidden += usize::from(!empty);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "p" => {
                self.count = self.count.saturating_add(1);
                let element = format!("p {}", self.count);
                let origin = Origin { element: Some(element.into()), ..Origin::default() };
                self.paragraphs.push(Paragraph { origin, ..Paragraph::default() });
                if empty {
                    self.end("p");
                }
            }
            "tr" => self.rows.push(Row::default()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(String::new());
                }
            }
            "r" => self.run = Run::default(),
            "t" => self.in_text = !empty,
            "tab" | "br" | "cr" | "ptab" => self.text(" "),
            "noBreakHyphen" => self.text("-"),
            "footnote" | "endnote" => self.note = note_key(tag, name),
            "footnoteReference" | "endnoteReference" => {
                if let (Some(key), Some(paragraph)) =
                    (note_key(tag, name), self.paragraphs.last_mut())
                {
                    paragraph.calls.push(key);
                }
            }
            _ => self.look(tag, name),
        }
    }

    /// Notes how the paragraph or the run looks.
    fn look(&mut self, tag: &BytesStart<'_>, name: &str) {
        let value = attribute(tag, "val");
        match name {
            "b" | "i" | "u" => self.run.set_off |= is_on(value.as_deref()),
            "vertAlign" => self.run.raised = value.as_deref() == Some("superscript"),
            _ => {}
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match (name, value) {
            ("pStyle", Some(style)) => paragraph.style = style,
            ("numPr", _) => paragraph.list = true,
            ("numId", Some(id)) if id == "0" => paragraph.list = false,
            ("outlineLvl", Some(level)) => {
                paragraph.level = level.parse::<u8>().ok().filter(|l| *l < 9).map(|l| l + 1);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if hides(name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        // A raised number typed by hand is a note's mark too.
        let mark = self.run.raised && words.trim().chars().all(|c| c.is_ascii_digit());
        if mark && !words.trim().is_empty() && follows_word(&paragraph.pieces) {
            return;
        }
        let strong = self.run.set_off || self.styles.is_bold(&paragraph.style);
        match paragraph.pieces.last_mut() {
            Some(last) if last.strong == strong => last.text.push_str(words),
            _ => paragraph.pieces.push(Piece {
                text: words.to_owned(),
                origin: paragraph.origin.clone(),
                strong,
                ..Piece::default()
            }),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(row) = self.rows.last_mut() {
            if let Some(cell) = row.cells.last_mut() {
                for piece in &paragraph.pieces {
                    cell.push_str(&piece.text);
                }
                cell.push(' ');
            }
            row.calls.append(&mut paragraph.calls);
            if row.origin == Origin::default() {
                row.origin = paragraph.origin;
            }
            return;
        }
        let kind = self.kind(&paragraph);
        self.push(kind, paragraph.pieces, paragraph.calls);
    }

    fn push(&mut self, kind: BlockKind, pieces: Vec<Piece>, calls: Vec<String>) {
        if pieces.iter().any(|piece| piece.text.chars().any(char::is_alphanumeric)) {
            let draft = DraftBlock { kind, pieces };
            self.done.push(BodyBlock { draft, calls, note: self.note.clone() });
        }
    }

    fn kind(&self, paragraph: &Paragraph) -> BlockKind {
        if self.note.is_some() {
            return BlockKind::Footnote;
        }
        if self.styles.is_title(&paragraph.style) {
            return BlockKind::Title;
        }
        match paragraph.level.or_else(|| self.styles.level(&paragraph.style)) {
            Some(level) => BlockKind::Heading(level),
            None if paragraph.list => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        }
    }

    /// A row of a table inside a cell becomes part of that cell; one with a single cell is a frame
    /// around a text.
    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let cells: Vec<String> =
            row.cells.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        if let Some(outer) = self.rows.last_mut() {
            if let Some(cell) = outer.cells.last_mut() {
                cell.push_str(&cells.join(" "));
                cell.push(' ');
            }
            return;
        }
        let kind = if cells.len() > 1 { BlockKind::TableRow } else { BlockKind::Paragraph };
        let pieces = vec![Piece { text: cells.join("\t"), origin: row.origin, ..Piece::default() }];
        self.push(kind, pieces, row.calls);
    }
}

fn note_key(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let first = name.get(..1)?;
    attribute(tag, "id").map(|id| format!("{first}{id}"))
}

/// Whether the words so far end in a word or a stop, and not in a unit that takes an exponent.
fn follows_word(pieces: &[Piece]) -> bool {
    let text = pieces.last().map_or("", |piece| piece.text.as_str());
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    word.chars().count() >= 4 || word.ends_with(['.', ',', ';', '”', '"', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_tables_and_notes_are_read() {
        let xml = r#"<w:document><w:body>
            <w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Beds</w:t></w:r></w:p>
            <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Care:</w:t></w:r><w:r><w:t xml:space="preserve"> A &amp; B</w:t></w:r>
              <w:r><w:footnoteReference w:id="2"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
            <w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc>
              <w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#;
        let styles = Styles::read(
            r#"<w:styles><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style></w:styles>"#,
        );
        let blocks = read(xml, &styles);
        let seen: Vec<(BlockKind, String)> =
            blocks.iter().map(|b| (b.draft.kind, b.draft.text())).collect();
        let want = [
            (BlockKind::Heading(2), "Beds"),
            (BlockKind::Paragraph, "Care: A & B"),
            (BlockKind::ListItem, "item"),
            (BlockKind::TableRow, "Year\t7"),
        ];
        assert_eq!(seen, want.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(blocks[1].calls, ["f2"]);
        assert!(blocks[1].draft.pieces[0].strong);
    }
}

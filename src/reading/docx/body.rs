//! The text of a Word file's part: paragraphs, lists, tables, and the notes that they call.

use super::styles::Styles;
use crate::reading::draft::Piece;
use crate::reading::office::table::{Cell, Row};
use crate::reading::office::text::{self, BodyBlock, Text, follows_word};
use crate::reading::office::xml::{self, Listener, attribute, is_on};
use crate::report::{BlockKind, Origin};
use quick_xml::events::BytesStart;

/// The paragraphs of a part.
pub fn read(text: &str, styles: &Styles) -> Vec<BodyBlock> {
    let mut body = Body {
        styles,
        text: Text::default(),
        paragraphs: Vec::new(),
        run: Run::default(),
        hidden: 0,
        in_text: false,
        count: 0,
    };
    xml::tell(text, &mut body);
    while !body.paragraphs.is_empty() {
        body.end_paragraph();
    }
    body.text.finish()
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

struct Body<'s> {
    styles: &'s Styles,
    text: Text,
    paragraphs: Vec<Paragraph>,
    run: Run,
    /// How many open elements hide what they hold.
    hidden: usize,
    in_text: bool,
    /// Paragraphs so far.
    count: u32,
}

/// Elements whose content is not the text: deletions, the second of two renderings, field codes.
fn hides(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "pict")
}

impl Listener for Body<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        self.start_element(tag, empty);
    }

    fn end(&mut self, name: &str) {
        self.end_element(name);
    }

    fn letters(&mut self, letters: &str) {
        if self.in_text {
            self.words(letters);
        }
    }
}

impl Body<'_> {
    fn start_element(&mut self, tag: &BytesStart<'_>, empty: bool) {
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
                    self.end_element("p");
                }
            }
            "tbl" if !empty => self.text.start_table(),
            "tr" => self.text.start_row(Row::default()),
            "tc" => self.text.start_cell(Cell::default()),
            "r" => self.run = Run::default(),
            "t" => self.in_text = !empty,
            "tab" | "br" | "cr" | "ptab" => self.words(" "),
            "noBreakHyphen" => self.words("-"),
            "footnote" | "endnote" => self.text.note = note_key(tag, name),
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
        if self.look_of_cell(name, value.as_deref()) {
            return;
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

    /// Notes how the open row or cell stands in its table; whether the element tells that.
    fn look_of_cell(&mut self, name: &str, value: Option<&str>) -> bool {
        let number = value.and_then(|value| value.parse().ok());
        match name {
            "tblHeader" => {
                if let Some(row) = self.text.row() {
                    row.head = is_on(value);
                }
            }
            "gridBefore" => {
                if let (Some(row), Some(number)) = (self.text.row(), number) {
                    row.before = number;
                }
            }
            "gridSpan" => {
                if let (Some(cell), Some(number)) = (self.text.cell(), number) {
                    cell.columns = number;
                }
            }
            "vMerge" => {
                if let Some(cell) = self.text.cell() {
                    cell.continues = value != Some("restart");
                }
            }
            _ => return false,
        }
        true
    }

    fn end_element(&mut self, name: &str) {
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
            "tbl" => self.text.end_table(),
            "footnote" | "endnote" => self.text.note = None,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
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
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if self.styles.is_contents(&paragraph.style) {
            return;
        }
        let kind = self.kind(&paragraph);
        let caption = self.styles.is_caption(&paragraph.style);
        let Paragraph { pieces, calls, origin, .. } = paragraph;
        self.text.paragraph(text::Paragraph { kind, pieces, calls, origin, caption });
    }

    fn kind(&self, paragraph: &Paragraph) -> BlockKind {
        if self.text.note.is_some() {
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
}

fn note_key(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let first = name.get(..1)?;
    attribute(tag, "id").map(|id| format!("{first}{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tables::{DraftCell, TablePart};

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

    fn cell(look: &str, words: &str) -> String {
        format!("<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn merged_cells_and_notes_are_placed() {
        let note = "<w:tc><w:p><w:r><w:t>7</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r></w:p></w:tc>";
        let xml = format!(
            "<w:body><w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>Boats by gate</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{note}</w:tr>\
             <w:tr>{}{}{}</w:tr></w:tbl></w:body>",
            cell("<w:vMerge w:val='restart'/>", "Gate"),
            cell("<w:gridSpan w:val='2'/>", "Boats"),
            cell("<w:vMerge/>", ""),
            cell("", "12"),
            cell("", "South"),
            cell("", "4"),
            cell("", "5"),
        );
        let styles =
            "<w:styles><w:style w:styleId='C'><w:name w:val='caption'/></w:style></w:styles>";
        let blocks = read(&xml, &Styles::read(styles));
        assert_eq!(blocks[0].draft.table, Some(TablePart::Caption(0)));
        let texts: Vec<String> = blocks.iter().map(|b| b.draft.text()).collect();
        assert_eq!(texts, ["Boats by gate", "Gate\tBoats", "12\t7", "South\t4\t5"]);
        // The note stands below the table, so that its rows stay together.
        let calls: Vec<usize> = blocks.iter().map(|b| b.calls.len()).collect();
        assert_eq!(calls, [0, 0, 0, 1]);
        let rows: Vec<_> = blocks
            .iter()
            .filter_map(|block| match &block.draft.table {
                Some(TablePart::Row(row)) => Some((row.row, row.head, row.cells.as_slice())),
                _ => None,
            })
            .collect();
        let gate = DraftCell { row_span: 2, ..DraftCell::at(0) };
        let boats = DraftCell { column_span: 2, ..DraftCell::at(1) };
        let [one, two] = [DraftCell::at(1), DraftCell::at(2)];
        assert_eq!(rows[0], (0, true, [gate, boats].as_slice()));
        assert_eq!(rows[1], (1, false, [one, two].as_slice()));
        assert_eq!(rows[2], (2, false, [DraftCell::at(0), one, two].as_slice()));
    }

    /// The end of a paragraph means nothing while a deletion around it is open.
    #[test]
    fn a_text_that_breaks_off_in_a_deletion_ends_there() {
        let kept = "<w:body><w:p><w:r><w:t>One boat came.</w:t></w:r><w:del><w:r>";
        for rest in ["", "<w:delText>Two", "<w:delText>Two</w:delText></w:r></w:p>", "</w:t>"] {
            let blocks = read(&format!("{kept}{rest}"), &Styles::default());
            let texts: Vec<String> = blocks.iter().map(|b| b.draft.text()).collect();
            assert_eq!(texts, ["One boat came."], "{rest:?}");
        }
    }

    #[test]
    fn a_frame_around_a_text_is_no_table() {
        let long = "Nobody at the gate knew whose boats they were. ".repeat(9);
        let xml = format!(
            "<w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.\
             </w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>\
             </w:body>",
            cell("", "Gate"),
            cell("", "Boats"),
            cell("", &long),
        );
        let blocks = read(&xml, &Styles::default());
        let kinds: Vec<BlockKind> = blocks.iter().map(|b| b.draft.kind).collect();
        let (text, row) = (BlockKind::Paragraph, BlockKind::TableRow);
        assert_eq!(kinds, [text, text, row, text]);
    }
}

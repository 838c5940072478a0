//! The text of an OpenDocument text's `content.xml`: paragraphs, lists, tables, notes.

use super::styles::Styles;
use crate::reading::draft::Piece;
use crate::reading::office::table::{Cell, Row};
use crate::reading::office::text::{self, BodyBlock, Text, follows_word};
use crate::reading::office::xml::{self, Listener, attribute};
use crate::report::{BlockKind, Origin};
use quick_xml::events::BytesStart;

/// The paragraphs of the text, notes among them with their keys.
pub fn read(text: &str, styles: &Styles) -> Vec<BodyBlock> {
    let mut body = Body {
        styles,
        text: Text::default(),
        paragraphs: Vec::new(),
        spans: Vec::new(),
        lists: 0,
        inside: false,
        hidden: 0,
        head_rows: false,
        columns: Vec::new(),
        notes: 0,
        count: 0,
    };
    xml::tell(text, &mut body);
    while !body.paragraphs.is_empty() {
        body.end_paragraph();
    }
    body.text.finish()
}

/// A paragraph that is being read; notes and text boxes nest paragraphs in paragraphs.
struct Paragraph {
    kind: BlockKind,
    pieces: Vec<Piece>,
    set_off: bool,
    caption: bool,
    calls: Vec<String>,
    origin: Origin,
    /// How many spans were open when it began.
    spans: usize,
}

/// Letters of a span of one look.
#[derive(Clone, Copy)]
struct Look {
    set_off: bool,
    raised: bool,
}

struct Body<'s> {
    styles: &'s Styles,
    text: Text,
    paragraphs: Vec<Paragraph>,
    spans: Vec<Look>,
    /// How deep the lists are nested.
    lists: usize,
    inside: bool,
    /// How many open elements hide what they hold.
    hidden: usize,
    /// Whether the rows being read are marked as heads.
    head_rows: bool,
    /// The next column of each open table's row.
    columns: Vec<u16>,
    /// Notes so far.
    notes: u32,
    /// Paragraphs so far.
    count: u32,
}

/// Elements whose content is not the text: what was deleted, remarks, a note's mark, the words for
/// those who do not see a picture, and lists of contents, which repeat the headings.
fn hides(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note-citation"
            | "title"
            | "desc"
            | "ruby-text"
            | "table-of-content"
            | "alphabetical-index"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "forms"
            | "sequence-decls"
    )
}

impl Listener for Body<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        self.start_element(tag, empty);
    }

    fn end(&mut self, name: &str) {
        self.end_element(name);
    }

    fn letters(&mut self, letters: &str) {
        self.words(letters);
    }
}

impl Body<'_> {
    fn start_element(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        self.inside |= name == "body";
        if !self.inside {
            return;
        }
        if hides(name) {
            self.hidden += usize::from(!empty);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "p" | "h" => {
                self.start_paragraph(tag, name);
                if empty {
                    self.end_paragraph();
                }
            }
            "span" if !empty => self.start_span(tag),
            "s" | "tab" | "line-break" => self.words(" "),
            "list" if !empty => self.lists += 1,
            "note" if !empty => self.start_note(),
            _ => self.start_of_table(tag, name, empty),
        }
    }

    fn start_of_table(&mut self, tag: &BytesStart<'_>, name: &str, empty: bool) {
        match name {
            "table" if !empty => {
                self.text.start_table();
                self.columns.push(0);
            }
            "table-header-rows" => self.head_rows = !empty,
            "table-row" => {
                self.text.start_row(Row { head: self.head_rows, ..Row::default() });
                if let Some(column) = self.columns.last_mut() {
                    *column = 0;
                }
            }
            "table-cell" | "covered-table-cell" => {
                let number = |of: &str| attribute(tag, of).and_then(|n| n.parse::<u16>().ok());
                let repeated = number("number-columns-repeated").unwrap_or(1);
                let Some(column) = self.columns.last_mut() else { return };
                if name == "table-cell" {
                    self.text.start_cell(Cell {
                        columns: number("number-columns-spanned").unwrap_or(1),
                        rows: number("number-rows-spanned").unwrap_or(1),
                        column: Some(*column),
                        ..Cell::default()
                    });
                }
                *column = column.saturating_add(repeated);
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, tag: &BytesStart<'_>, name: &str) {
        self.count = self.count.saturating_add(1);
        let style = attribute(tag, "style-name").unwrap_or_default();
        let element: std::sync::Arc<str> = format!("{name} {}", self.count).into();
        let level = attribute(tag, "outline-level").and_then(|level| level.parse().ok());
        let level = if name == "h" { level.or(Some(1)) } else { self.styles.level(&style) };
        let kind = match level {
            _ if self.text.note.is_some() => BlockKind::Footnote,
            _ if self.styles.is_called(&style, &["Title"]) => BlockKind::Title,
            Some(level) if level > 0 => BlockKind::Heading(level),
            _ if self.lists > 0 => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        self.paragraphs.push(Paragraph {
            kind,
            pieces: Vec::new(),
            set_off: self.styles.is_set_off(&style),
            caption: self.styles.is_called(&style, &["Table", "Caption"]),
            calls: Vec::new(),
            origin: Origin { element: Some(element), ..Origin::default() },
            spans: self.spans.len(),
        });
    }

    fn start_span(&mut self, tag: &BytesStart<'_>) {
        let style = attribute(tag, "style-name").unwrap_or_default();
        let raised = self.styles.is_raised(&style);
        self.spans.push(Look { set_off: self.styles.is_set_off(&style), raised });
    }

    fn start_note(&mut self) {
        self.notes = self.notes.saturating_add(1);
        let key = self.notes.to_string();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.calls.push(key.clone());
        }
        self.text.note = Some(key);
    }

    fn end_element(&mut self, name: &str) {
        if hides(name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 || !self.inside {
            return;
        }
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => {
                self.spans.pop();
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "note" => self.text.note = None,
            "table-header-rows" => self.head_rows = false,
            "table" => {
                self.columns.pop();
                self.text.end_table();
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let spans = self.spans.get(paragraph.spans..).unwrap_or_default();
        // A raised number typed by hand is a note's mark too.
        let digits = !words.trim().is_empty() && words.trim().bytes().all(|b| b.is_ascii_digit());
        if digits && spans.iter().any(|s| s.raised) && follows_word(&paragraph.pieces) {
            return;
        }
        let strong = spans.last().map_or(paragraph.set_off, |span| span.set_off);
        match paragraph.pieces.last_mut() {
            Some(last) if last.strong == strong => last.text.push_str(words),
            _ => paragraph.pieces.push(Piece {
                text: words.to_owned(),
                origin: paragraph.origin.clone(),
                strong,
                place: None,
            }),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let Paragraph { kind, pieces, caption, calls, origin, spans, .. } = paragraph;
        self.spans.truncate(spans);
        self.text.paragraph(text::Paragraph { kind, pieces, calls, origin, caption });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tables::TablePart;

    #[test]
    fn paragraphs_lists_tables_and_notes_are_read() {
        let xml = r#"<office:document-content><office:automatic-styles>
            <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
            <style:style style:name="P3" style:parent-style-name="Table"/>
            </office:automatic-styles><office:body><office:text>
            <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
            <text:h text:style-name="H" text:outline-level="2">Beds</text:h>
            <text:p><text:span text:style-name="T1">Care:</text:span> A &amp;<text:s/>B<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A letter.</text:p></text:note-body></text:note> went on.</text:p>
            <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
            <text:p text:style-name="P3">Boats by gate</text:p>
            <table:table><table:table-column/><table:table-header-rows><table:table-row>
            <table:table-cell><text:p>Gate</text:p></table:table-cell>
            <table:table-cell table:number-columns-spanned="2"><text:p>Boats</text:p></table:table-cell>
            <table:covered-table-cell/></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>
            <table:table-cell table:number-columns-repeated="1"/><table:table-cell><text:p>7</text:p></table:table-cell>
            </table:table-row></table:table></office:text></office:body></office:document-content>"#;
        let mut styles = Styles::default();
        styles.read(xml);
        let blocks = read(xml, &styles);
        let seen: Vec<(BlockKind, String, bool)> =
            blocks.iter().map(|b| (b.draft.kind, b.draft.text(), b.note.is_some())).collect();
        let want = [
            (BlockKind::Heading(2), "Beds", false),
            (BlockKind::Footnote, "A letter.", true),
            (BlockKind::Paragraph, "Care: A & B went on.", false),
            (BlockKind::ListItem, "item", false),
            (BlockKind::Paragraph, "Boats by gate", false),
            (BlockKind::TableRow, "Gate\tBoats", false),
            (BlockKind::TableRow, "North\t\t7", false),
        ];
        assert_eq!(seen, want.map(|(kind, text, note)| (kind, text.to_owned(), note)));
        assert!(blocks[2].draft.pieces[0].strong && !blocks[2].draft.pieces[1].strong);
        assert_eq!(blocks[2].calls, ["1"]);
        assert_eq!(blocks[4].draft.table, Some(TablePart::Caption(0)));
        let Some(TablePart::Row(row)) = &blocks[5].draft.table else { panic!("no row") };
        assert!(row.head);
        assert_eq!((row.cells[1].column, row.cells[1].column_span), (1, 2));
        let Some(TablePart::Row(row)) = &blocks[6].draft.table else { panic!("no row") };
        assert_eq!(row.cells.iter().map(|c| c.column).collect::<Vec<_>>(), [0, 1, 2]);
    }
}

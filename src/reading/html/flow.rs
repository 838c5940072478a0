//! From a part of a page's tree to paragraphs: headings, running text, list items, table rows,
//! footnotes, each piece with the element that it came from.

use super::dom::{Data, Dom, Element, Id};
use super::main_text::{MainText, is_inline};
use super::notes;
use super::table;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::tables::TablePart;
use crate::reading::web_chrome;
use crate::report::{BlockKind, Origin};
use std::sync::Arc;

/// A paragraph with what is known of its links.
#[derive(Debug)]
pub struct FlowBlock {
    /// The paragraph.
    pub draft: DraftBlock,
    /// Letters in links.
    pub link_letters: usize,
    /// How many links.
    pub links: usize,
    /// The footnotes that it calls, by id.
    pub calls: Vec<String>,
    /// The id of the footnote that it is.
    pub note: Option<String>,
}

/// Nesting at which the walk stops going deeper; pages nested deeper than this are refused before.
const DEEPEST: usize = 2_000;

/// The paragraphs of the main text.
pub fn blocks(dom: &Dom, main: &MainText) -> Vec<FlowBlock> {
    let mut flow = Flow { dom, main, done: Vec::new(), open: None, breaks: 0, tables: 0 };
    if let Some(title) = main.title {
        flow.walk(title, &Place::default(), 0);
        flow.flush();
        for block in &mut flow.done {
            block.draft.kind = BlockKind::Title;
        }
    }
    flow.walk(main.root, &Place::default(), 0);
    flow.flush();
    flow.notes_outside();
    flow.done
}

/// Where in the tree the walk is.
#[derive(Clone, Default)]
pub(super) struct Place {
    kind: Option<BlockKind>,
    block: Option<Id>,
    origin: Origin,
    strong: bool,
    link: bool,
    preformatted: bool,
    pub(super) note: Option<String>,
}

pub(super) struct Flow<'d> {
    pub(super) dom: &'d Dom,
    pub(super) main: &'d MainText,
    pub(super) done: Vec<FlowBlock>,
    pub(super) open: Option<FlowBlock>,
    /// Line breaks since the last word.
    breaks: u8,
    /// Tables so far.
    tables: u32,
}

impl Flow<'_> {
    pub(super) fn walk(&mut self, id: Id, place: &Place, depth: usize) {
        if self.main.skips(id) || depth > DEEPEST {
            return;
        }
        match self.dom.data(id) {
            Data::Text(text) => self.text(text, place),
            Data::Element(element) => self.element(id, element, place, depth),
            Data::Other => self.children(id, place, depth),
        }
    }

    fn children(&mut self, id: Id, place: &Place, depth: usize) {
        for child in self.dom.children(id) {
            self.walk(child, place, depth + 1);
        }
    }

    fn element(&mut self, id: Id, element: &Element, place: &Place, depth: usize) {
        let tag = element.tag.as_ref();
        match tag {
            "br" => return self.line_break(place),
            "hr" => return self.flush(),
            "table" if table::is_data(self.dom, id) => return self.table(id, place),
            "figcaption" if table::is_titled_by(self.dom, id) => return,
            _ => {}
        }
        if is_inline(tag) {
            if self.is_note_mark(id, element, place) {
                return;
            }
            let mut inner = place.clone();
            inner.strong |= matches!(tag, "b" | "strong" | "em" | "i" | "u");
            if tag == "a" && element.attribute("href").is_some() {
                inner.link = true;
                if let Some(open) = &mut self.open {
                    open.links += 1;
                }
            }
            return self.children(id, &inner, depth);
        }
        self.flush();
        let mut inner = place.clone();
        inner.block = Some(id);
        inner.strong = false;
        inner.origin = origin(element);
        inner.preformatted |= tag == "pre";
        if let Some(note) = notes::note_id(element).or_else(|| notes::led_by_mark(self.dom, id)) {
            inner.note = Some(note);
        }
        inner.kind = kind_of(tag).or(match place.kind {
            Some(BlockKind::ListItem) => Some(BlockKind::ListItem),
            _ => None,
        });
        self.children(id, &inner, depth);
        self.flush();
    }

    fn text(&mut self, text: &str, place: &Place) {
        if place.preformatted {
            for (index, part) in text.split("\n\n").enumerate() {
                if index > 0 {
                    self.flush();
                }
                self.words(part, place);
            }
        } else {
            self.words(text, place);
        }
    }

    fn words(&mut self, text: &str, place: &Place) {
        let blank = text.chars().all(char::is_whitespace);
        if blank && self.open.is_none() {
            return;
        }
        if !blank {
            self.breaks = 0;
        }
        let open = self.open.get_or_insert_with(|| FlowBlock {
            draft: DraftBlock::of(kind_at(place), Vec::new()),
            link_letters: 0,
            links: usize::from(place.link),
            calls: Vec::new(),
            note: place.note.clone(),
        });
        if place.link {
            open.link_letters += text.trim().len();
        }
        match open.draft.pieces.last_mut() {
            Some(last) if last.strong == place.strong && last.origin == place.origin => {
                last.text.push_str(text);
            }
            _ => open.draft.pieces.push(Piece {
                text: text.to_owned(),
                origin: place.origin.clone(),
                strong: place.strong,
                ..Piece::default()
            }),
        }
    }

    /// One line break is a space; two part paragraphs, as old pages do.
    fn line_break(&mut self, place: &Place) {
        self.breaks = self.breaks.saturating_add(1);
        if self.breaks >= 2 {
            self.flush();
        } else if self.open.is_some() {
            let breaks = self.breaks;
            self.words("\n", place);
            self.breaks = breaks;
        }
    }

    pub(super) fn flush(&mut self) {
        self.breaks = 0;
        let Some(block) = self.open.take() else { return };
        let words = block.draft.pieces.iter().any(|p| p.text.chars().any(char::is_alphanumeric));
        if words {
            self.done.push(block);
        }
    }

    fn table(&mut self, id: Id, place: &Place) {
        self.flush();
        let number = self.tables;
        self.tables += 1;
        if let Some((caption, words)) = table::caption(self.dom, id, self.main) {
            let origin = self.dom.element(caption).map(origin).unwrap_or_default();
            let mut draft = DraftBlock::new(BlockKind::Paragraph, words, origin);
            draft.table = Some(TablePart::Caption(number));
            self.push_made(draft, place);
        }
        let rows = table::rows(self.dom, id, self.main, number);
        if web_chrome::is_card(rows.iter().map(|row| row.words.split('\t').next().unwrap_or(""))) {
            return;
        }
        for row in rows {
            let origin = self.dom.element(row.element).map(origin).unwrap_or_default();
            let piece = Piece { text: row.words, origin, ..Piece::default() };
            self.push_made(DraftBlock::row(vec![piece], row.draft), place);
        }
    }

    fn push_made(&mut self, draft: DraftBlock, place: &Place) {
        let note = place.note.clone();
        self.done.push(FlowBlock { draft, link_letters: 0, links: 0, calls: Vec::new(), note });
    }
}

fn origin(element: &Element) -> Origin {
    let name: Arc<str> = format!("{} {}", element.tag, element.number).into();
    Origin { element: Some(name), ..Origin::default() }
}

fn kind_of(tag: &str) -> Option<BlockKind> {
    let level = match tag {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        "li" => return Some(BlockKind::ListItem),
        _ => return None,
    };
    Some(BlockKind::Heading(level))
}

fn kind_at(place: &Place) -> BlockKind {
    if place.note.is_some() {
        return BlockKind::Footnote;
    }
    place.kind.unwrap_or(BlockKind::Paragraph)
}

#[cfg(test)]
mod tests {
    use super::super::dom::Dom;
    use super::super::main_text;
    use super::*;

    fn flow(page: &str) -> Vec<(BlockKind, String)> {
        let dom = Dom::parse(page);
        let main = main_text::find(&dom);
        blocks(&dom, &main)
            .into_iter()
            .map(|b| {
                (b.draft.kind, b.draft.text().split_whitespace().collect::<Vec<_>>().join(" "))
            })
            .collect()
    }

    #[test]
    fn blocks_are_what_the_page_shows() {
        use BlockKind::{Heading, ListItem, Paragraph};
        let found = flow(
            "<body><h2>Beds</h2><p>One<br>two <b>three</b>.</p>four<br><br>five<ul><li>six</li>\
             <li><p>seven</p></li></ul><p>eight<sup>12</sup></p><p>It measured 9 m<sup>2</sup>.</p>",
        );
        let want = [
            (Heading(2), "Beds"),
            (Paragraph, "One two three."),
            (Paragraph, "four"),
            (Paragraph, "five"),
            (ListItem, "six"),
            (ListItem, "seven"),
            (Paragraph, "eight"),
            (Paragraph, "It measured 9 m2."),
        ];
        let found: Vec<(BlockKind, &str)> = found.iter().map(|(k, t)| (*k, t.as_str())).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn footnotes_and_their_marks_are_known() {
        let dom = Dom::parse(
            "<body><p>It was shut.<a href='#fn1'>[1]</a> Nobody came.</p>\
             <ol><li id='fn1'><p>Letter of the office. <a href='#fnref1'>↩</a></p></li></ol>",
        );
        let main = main_text::find(&dom);
        let found = blocks(&dom, &main);
        assert_eq!(found[0].draft.text(), "It was shut. Nobody came.");
        assert_eq!(found[0].calls, ["fn1"]);
        assert_eq!(found[1].draft.kind, BlockKind::Footnote);
        assert_eq!(found[1].note.as_deref(), Some("fn1"));
        assert_eq!(found[1].draft.text().trim(), "Letter of the office.");
    }
}

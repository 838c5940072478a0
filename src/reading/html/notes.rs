//! Footnotes of a page: the marks that call them, and the elements that hold them.

use super::dom::{DOCUMENT, Data, Dom, Element, Id};
use super::flow::{Flow, FlowBlock, Place};
use super::main_text::is_inline;
use std::collections::HashSet;

/// More letters than this, spaces with them, mark no footnote.
const LONGEST_MARK: usize = 40;

impl Flow<'_> {
    /// Whether an element is the mark of a footnote, which is then noted and left out: a raised or
    /// linked "12", "[12]", "*".
    pub(super) fn is_note_mark(&mut self, id: Id, element: &Element, place: &Place) -> bool {
        let tag = element.tag.as_ref();
        if !matches!(tag, "sup" | "a") {
            return false;
        }
        let Some(text) = self.dom.short_text(id, LONGEST_MARK) else { return false };
        let mark = text.trim().trim_matches(['[', ']', '(', ')', '.']);
        let symbol = !mark.is_empty()
            && mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '↩' | '↑' | '^' | '\u{fe0e}'));
        let number =
            mark.len() <= 3 && !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit());
        if !symbol && !number {
            return false;
        }
        let target = self.fragment(id, element);
        let raised = tag == "sup" && (target.is_some() || self.after_word(mark));
        // A note begins with its own mark, which leads back to the text.
        let own = place.note.is_some() && self.open.as_ref().is_none_or(is_blank);
        let linked = tag == "a"
            && target.is_some()
            && (symbol || text.trim().starts_with(['[', '(']) || place.note.is_none() || own);
        if !(raised || linked) {
            return false;
        }
        if let (Some(target), Some(open)) = (target, &mut self.open) {
            open.calls.push(target);
        }
        true
    }

    /// The place on this page that an element or a link in it leads to.
    fn fragment(&self, id: Id, element: &Element) -> Option<String> {
        let own = element.attribute("href");
        let below = || {
            let mut links = self.dom.below(id).filter_map(|below| self.dom.element(below));
            links.find_map(|link| link.attribute("href"))
        };
        let target = own.or_else(below)?.rsplit_once('#')?.1;
        (!target.is_empty()).then(|| key(target))
    }

    /// Whether the words so far end as they do before a note's mark: in a mark of punctuation or a
    /// word, and not in a unit or a figure that may carry an exponent ("10²", "m²").
    fn after_word(&self, mark: &str) -> bool {
        if mark.chars().any(|c| !c.is_ascii_digit()) {
            return true;
        }
        let last = self.open.as_ref().and_then(|open| open.draft.pieces.last());
        let text = last.map_or("", |piece| piece.text.as_str());
        let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.ends_with(['.', ',', ';', ':', '”', '"', '’', ')']) || letters >= 4
    }

    /// Walks the notes that stand outside of the main text and are called in it.
    pub(super) fn notes_outside(&mut self) {
        let called: HashSet<&String> = self.done.iter().flat_map(|block| &block.calls).collect();
        let held: HashSet<&String> = self.done.iter().filter_map(|b| b.note.as_ref()).collect();
        if called.iter().all(|note| held.contains(*note)) {
            return;
        }
        let outside: Vec<Id> = self
            .dom
            .below(DOCUMENT)
            .filter(|id| !self.main.skips(*id))
            .filter(|id| {
                let note = self.dom.element(*id).and_then(note_id);
                note.is_some_and(|note| called.contains(&note) && !held.contains(&note))
            })
            .collect();
        for id in outside {
            self.walk(id, &Place::default(), 0);
            self.flush();
        }
    }
}

fn is_blank(block: &FlowBlock) -> bool {
    block.draft.pieces.iter().all(|piece| piece.text.trim().is_empty())
}

/// The name of a note as its marks and its element share it: "_ftn3" and "ftn3" are one.
fn key(name: &str) -> String {
    name.trim_start_matches(['_', '-']).to_lowercase()
}

/// The key of the footnote that an element holds, by its id ("fn12", "_ftn3", "footnote-4"), not by
/// that of the mark that calls it ("fnref12", "_ftnref3").
pub(super) fn note_id(element: &Element) -> Option<String> {
    element.attribute("id").and_then(note_key)
}

fn note_key(id: &str) -> Option<String> {
    let name = key(id);
    let rest = ["footnote", "endnote", "cite_note", "ftn", "edn", "fn", "note"]
        .iter()
        .find_map(|known| name.strip_prefix(known))?;
    let rest = rest.trim_start_matches(['_', '-', ':']);
    let number = !rest.is_empty() && rest.len() <= 16 && rest.chars().any(|c| c.is_ascii_digit());
    (number && !rest.starts_with("ref")).then_some(name)
}

/// Nodes that are looked at for the mark at a paragraph's start.
const LEADING: usize = 6;

/// The key of the footnote that a paragraph is by the mark at its start: a link that is itself the
/// place which the text leads to ("<a name=_ftn3 href=#_ftnref3>[3]</a> …").
pub(super) fn led_by_mark(dom: &Dom, paragraph: Id) -> Option<String> {
    for id in dom.below(paragraph).take(LEADING) {
        match dom.data(id) {
            Data::Text(text) if text.trim().is_empty() => {}
            Data::Element(element) if &*element.tag == "a" => {
                let name = element.attribute("name").or_else(|| element.attribute("id"));
                let back = element.attribute("href").is_some_and(|href| href.starts_with('#'));
                return name.filter(|_| back).and_then(note_key);
            }
            Data::Element(element) if is_inline(element.tag.as_ref()) => {}
            _ => return None,
        }
    }
    None
}

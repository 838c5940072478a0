//! Selected text: a range of the report's own text, so that it outlives the type it is shown in.

use crate::report::{Offset, Report, Span};

/// Selected text, from where the pointer went down to where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: Offset,
    /// Where it was drawn to, before or after the anchor.
    pub head: Offset,
}

impl Selection {
    /// Nothing selected yet, at a place.
    pub fn at(at: Offset) -> Self {
        Self { anchor: at, head: at }
    }

    /// All of a range.
    pub fn of(span: Span) -> Self {
        Self { anchor: span.start, head: span.end }
    }

    /// The range, whichever way it was drawn.
    pub fn span(self) -> Span {
        Span { start: self.anchor.min(self.head), end: self.anchor.max(self.head) }
    }
}

/// The word around a place; what stands between words where the place is there.
pub fn word_at(report: &Report, at: Offset) -> Span {
    let block = report.block_at(at).and_then(|block| report.blocks.get(block));
    let Some(block) = block else { return Span { start: at, end: at } };
    let text = block.span.of(&report.text);
    let start = block.span.start.get();
    let here = at.get().clamp(start, block.span.end.get()) - start;
    let (before, after) = text.split_at_checked(here).unwrap_or((text, ""));
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let back: usize = before.chars().rev().take_while(|c| in_word(*c)).map(char::len_utf8).sum();
    let on: usize = after.chars().take_while(|c| in_word(*c)).map(char::len_utf8).sum();
    Span::new(start + here - back, start + here + on)
}

/// The paragraph around a place.
pub fn paragraph_at(report: &Report, at: Offset) -> Span {
    let block = report.block_at(at).and_then(|block| report.blocks.get(block));
    block.map_or(Span { start: at, end: at }, |block| block.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    #[test]
    fn a_double_click_takes_the_word_and_a_third_the_paragraph() {
        let text = "The court of Élan-sur-Mer sat.\n\nIt didn’t rise again before the morning.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let word = |needle: &str| {
            let at = report.text.find(needle).unwrap();
            word_at(&report, Offset::new(at)).of(&report.text).to_owned()
        };
        assert_eq!(word("ourt"), "court");
        assert_eq!(word("sur"), "Élan-sur-Mer");
        assert_eq!(word("’t"), "didn’t");
        let at = Offset::new(report.text.find("rise").unwrap());
        assert!(paragraph_at(&report, at).of(&report.text).starts_with("It didn’t"));
    }

    #[test]
    fn a_selection_drawn_backwards_is_the_same_range() {
        let selection = Selection { anchor: Offset::new(9), head: Offset::new(4) };
        assert_eq!(selection.span(), Span::new(4, 9));
    }
}

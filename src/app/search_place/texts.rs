//! The words of the hits in view: what a hit's line says.
//!
//! A list of thousands of reports asks for the few lines that are in view, for a short time in each
//! frame; a line that had to wait is there in the next. What was made is kept as long as the search.

use super::groups::Hit;
use crate::workspace::{Found, FoundPassage, Passage};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a hit's line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitText {
    /// The first words that were found; the whole passage where there are no words.
    pub at: Passage,
    /// The passage on one line.
    pub words: String,
    /// What was found in it.
    pub marks: Vec<Range<usize>>,
    /// Its section; empty where it is in none.
    pub section: String,
    /// Its page, where the file has pages.
    pub page: Option<String>,
}

impl HitText {
    /// What the line of a passage says.
    pub fn new(hit: Hit, found: FoundPassage) -> Self {
        let marks: Vec<Range<usize>> =
            found.marks.iter().map(|mark| mark.start.get()..mark.end.get()).collect();
        let first = found.marks.first().map(|mark| mark.shifted(found.span.start.get()));
        Self {
            at: Passage { report: hit.report, span: first.unwrap_or(found.span) },
            words: found.text.replace(['\t', '\n'], " "),
            marks,
            section: found.section.last().cloned().unwrap_or_default(),
            page: found.page,
        }
    }

    /// Where it stands: its section, and its page.
    pub fn place(&self) -> String {
        let page = self.page.as_ref().map(|page| format!("page {page}"));
        let section = (!self.section.is_empty()).then(|| self.section.clone());
        section.into_iter().chain(page).collect::<Vec<_>>().join(" · ")
    }

    /// The words around the first mark, about `letters` of them, cut at spaces, with the marks in
    /// them.
    pub fn cut(&self, letters: usize) -> (String, Vec<Range<usize>>) {
        let (words, all) = (&self.words, self.words.len());
        let first = self.marks.first().cloned().unwrap_or(0..0);
        // As many marks as there is room for, in the middle.
        let fitting = self.marks.iter().take_while(|mark| mark.end - first.start <= letters);
        let last = fitting.last().map_or(first.end, |mark| mark.end);
        let spare = letters.saturating_sub(last - first.start);
        let mut start = first.start.saturating_sub(spare / 2);
        let mut end = (start + letters).max(last).min(all);
        start = start.min(end.saturating_sub(letters));
        while start > 0 && !starts_word(words, start) {
            start -= 1;
        }
        while end < all && !starts_word(words, end + 1) {
            end += 1;
        }
        let before = if start > 0 { "… " } else { "" };
        let after = if end < all { " …" } else { "" };
        let middle = words.get(start..end).unwrap_or("").trim_end();
        let within = |mark: &&Range<usize>| mark.start >= start && mark.end <= start + middle.len();
        let shift = |mark: &Range<usize>| {
            mark.start - start + before.len()..mark.end - start + before.len()
        };
        let marks = self.marks.iter().filter(within).map(shift).collect();
        (format!("{before}{middle}{after}"), marks)
    }
}

/// Whether a word begins at byte `at`: the byte before it is a space.
fn starts_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    before.is_none_or(u8::is_ascii_whitespace) && text.is_char_boundary(at)
}

/// The texts of the hits that were in view.
#[derive(Debug, Default)]
pub struct HitTexts {
    kept: HashMap<Hit, Arc<HitText>>,
    /// Since when texts are looked up in this frame, and whether one had to wait.
    since: Option<Instant>,
    waits: bool,
}

/// So many texts are kept; when there are more, all are looked up anew as they come into view.
const KEPT: usize = 4_000;
/// So long texts are looked up in a frame.
const BUDGET: Duration = Duration::from_millis(4);

impl HitTexts {
    /// Forgets all: another search.
    pub fn clear(&mut self) {
        self.kept.clear();
    }

    /// Begins a frame. Returns whether a line of the last one had to wait.
    pub fn begin_frame(&mut self) -> bool {
        self.since = None;
        std::mem::take(&mut self.waits)
    }

    /// The text of a hit, if there is time for it in this frame.
    pub fn get(&mut self, found: &Found, place: usize, hit: Hit) -> Option<Arc<HitText>> {
        if let Some(known) = self.kept.get(&hit) {
            return Some(Arc::clone(known));
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        if since.elapsed() > BUDGET {
            self.waits = true;
            return None;
        }
        self.look_up(found, place, hit)
    }

    /// The text of a hit, now; `place` is where its report stands among those found.
    pub fn look_up(&mut self, found: &Found, place: usize, hit: Hit) -> Option<Arc<HitText>> {
        if let Some(known) = self.kept.get(&hit) {
            return Some(Arc::clone(known));
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let passages = found.passages(place, hit.number..hit.number + 1);
        let text = Arc::new(HitText::new(hit, passages.into_iter().next()?));
        self.kept.insert(hit, Arc::clone(&text));
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportIndex;
    use crate::report::Span;

    fn of(text: &str, marked: &[&str]) -> HitText {
        let mark = |words: &&str| {
            let at = text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let found = FoundPassage {
            span: Span::new(100, 100 + text.len()),
            text: text.to_owned(),
            marks: marked.iter().map(mark).collect(),
            section: vec!["1. Courts".to_owned(), "b. Judges".to_owned()],
            page: Some("12".to_owned()),
        };
        HitText::new(Hit { report: ReportIndex(0), number: 0 }, found)
    }

    fn marked(text: &HitText, letters: usize) -> (String, Vec<String>) {
        let (words, marks) = text.cut(letters);
        let marked = marks.into_iter().map(|mark| words[mark].to_owned()).collect();
        (words, marked)
    }

    #[test]
    fn a_line_holds_the_hit_and_what_else_was_found_near_it() {
        let text =
            "Élan before. The quick regional tribunal of Orvany sat for many days in spring.";
        let hit = of(text, &["tribunal", "Orvany"]);
        assert_eq!(marked(&hit, 500), (text.to_owned(), vec!["tribunal".into(), "Orvany".into()]));
        let (words, found) = marked(&hit, 30);
        assert!(words.starts_with("… ") && words.ends_with(" …"), "{words}");
        assert_eq!(found, ["tribunal", "Orvany"]);
        assert_eq!(marked(&hit, 8).1, ["tribunal"], "there is no room for both");
        assert_eq!(hit.place(), "b. Judges · page 12");
        assert_eq!(hit.at.span.start.get(), 100 + text.find("tribunal").unwrap());
    }

    #[test]
    fn paragraphs_of_any_length_and_script_are_cut_between_letters() {
        let long = "Сот ".repeat(400) + "tribunal " + &"ұзақ ".repeat(400);
        let hit = of(&long, &["tribunal"]);
        for letters in [0, 1, 7, 60, 5_000] {
            assert_eq!(marked(&hit, letters).1, ["tribunal"], "{letters}");
        }
        let unmarked = of(&long, &[]);
        assert!(
            marked(&unmarked, 60).0.starts_with("Сот"),
            "what only a field found begins at its head"
        );
    }
}

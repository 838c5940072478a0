//! The words of the hits in view: what a hit's line says, made away from the window's thread.
//!
//! A list of thousands of reports asks for the few lines that are in view; their reports' texts are
//! looked at in the background and let go of again. What was made is kept as long as the search.

use crate::app::background::{Ended, Job};
use crate::app::citing;
use crate::citation::Citer;
use crate::report::{Report, Span};
use crate::workspace::{Passage, Workspace};
use eframe::egui::Context;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What a hit's line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitText {
    /// The words of the paragraph around the hit, on one line.
    pub words: String,
    /// What was found in them.
    pub marks: Vec<Range<usize>>,
    /// Its section, and its page where the file has pages.
    pub place: String,
    /// Its source.
    pub citation: String,
}

/// How many bytes of a paragraph are kept on each side of a hit.
const AROUND: usize = 400;

impl HitText {
    /// What the line of the hit at `span` says; `marks` are all that was found around it.
    pub fn new(report: &Report, span: Span, marks: &[Span], citer: &Citer) -> Self {
        let block = report.block_at(span.start).and_then(|at| report.blocks.get(at));
        let limits = block.map_or(span, |block| block.span);
        let text = &report.text;
        let mut start = span.start.get().saturating_sub(AROUND).max(limits.start.get());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (span.start.get() + AROUND).min(limits.end.get()).max(span.start.get());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let within = |mark: &&Span| mark.start.get() >= start && mark.end.get() <= end;
        let shifted = |mark: &Span| mark.start.get() - start..mark.end.get() - start;
        Self {
            words: text.get(start..end).unwrap_or("").replace(['\t', '\n'], " "),
            marks: marks.iter().filter(within).map(shifted).collect(),
            place: whereabouts(report, span),
            citation: citer.source(report, span),
        }
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

/// Where a hit stands: its section, and its page where the file has pages.
fn whereabouts(report: &Report, hit: Span) -> String {
    let section = report.section_at(hit.start).and_then(|at| report.outline.get(at));
    let section = section.map(|section| match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => section.title.clone(),
    });
    let page = report.page_name_at(hit.start).map(|page| format!("page {page}"));
    let parts: Vec<String> = section.into_iter().chain(page).collect();
    parts.join(" · ")
}

/// The texts of the hits that were in view, and those that are wanted.
#[derive(Default)]
pub struct HitTexts {
    kept: HashMap<Passage, Arc<HitText>>,
    wanted: Vec<Passage>,
    coming: Job<Vec<(Passage, HitText)>>,
    /// Grows when all is forgotten: what is then still coming is of another search.
    round: u64,
    coming_of: u64,
}

/// So many texts are kept; when there are more, all are made anew as they come into view.
const KEPT: usize = 4_000;
/// So many are made at once: about two windows full of them.
const AT_ONCE: usize = 40;

impl HitTexts {
    /// Forgets all: another search.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.wanted.clear();
        self.round += 1;
    }

    /// Whether texts are being made.
    pub fn is_busy(&self) -> bool {
        self.coming.is_running() || !self.wanted.is_empty()
    }

    /// The text of a hit, once it is made.
    pub fn get(&mut self, hit: Passage) -> Option<Arc<HitText>> {
        let known = self.kept.get(&hit).cloned();
        if known.is_none() {
            self.wanted.push(hit);
        }
        known
    }

    /// Takes what was made, and has what came into view made.
    pub fn poll(&mut self, context: &Context, workspace: &Workspace) {
        match self.coming.take() {
            Some(Ended::Done(made)) if self.coming_of == self.round => {
                if self.kept.len() > KEPT {
                    self.kept.clear();
                }
                self.kept.extend(made.into_iter().map(|(hit, text)| (hit, Arc::new(text))));
            }
            _ => {}
        }
        let mut wanted = std::mem::take(&mut self.wanted);
        wanted.retain(|hit| !self.kept.contains_key(hit));
        if wanted.is_empty() || self.coming.is_running() {
            return;
        }
        wanted.truncate(AT_ONCE);
        let citer = citing::citer(workspace);
        let handle =
            |hit: &Passage| Some((*hit, Arc::clone(workspace.slot(hit.report)?.loaded()?)));
        let held: Vec<_> = wanted.iter().filter_map(handle).collect();
        self.coming_of = self.round;
        self.coming.start("hits", context, move || {
            let made = held.iter().map(|(hit, loaded)| {
                (*hit, HitText::new(&loaded.report, hit.span, &[hit.span], &citer))
            });
            made.collect()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::DocumentName;

    fn of(text: &str, marked: &[&str]) -> HitText {
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let mark = |words: &&str| {
            let at = report.text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let marks: Vec<Span> = marked.iter().map(mark).collect();
        HitText::new(&report, marks[0], &marks, &Citer::default())
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
        assert_eq!(hit.place, "");
    }

    #[test]
    fn paragraphs_of_any_length_and_script_are_cut_between_letters() {
        let long = "Сот ".repeat(400) + "tribunal " + &"ұзақ ".repeat(400);
        let hit = of(&long, &["tribunal"]);
        assert!(hit.words.len() <= 2 * AROUND + 8);
        for letters in [0, 1, 7, 60, 5_000] {
            assert_eq!(marked(&hit, letters).1, ["tribunal"], "{letters}");
        }
    }
}

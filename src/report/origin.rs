//! Where in its file a piece of clean text came from: its page, line or element, and on a printed
//! page the place of each word.

use super::span::{Offset, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A place in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Page, counted from 1 in the order of the file, where the file has pages. The page may be
    /// called otherwise in print: see [`Origins::page_name`].
    pub page: Option<u32>,
    /// Line of the file, counted from 1, in plain text.
    pub line: Option<u32>,
    /// Element of a marked-up file, as its tag and its number in document order (`p 214`).
    pub element: Option<Arc<str>>,
    /// Where on a printed page: left, top, right, bottom in points from the page's upper left.
    pub rect: Option<[f32; 4]>,
}

/// A word's place on the line that it is printed in. Words are many, so the place is kept in parts
/// of the line's width: exact to a hundredth of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Word {
    start: Offset,
    /// Its length in bytes.
    len: u16,
    /// Its left and right edge in parts of the line's width; the whole width is `u16::MAX`.
    from: u16,
    to: u16,
}

impl Word {
    fn end(self) -> Offset {
        Offset::new(self.start.get() + usize::from(self.len))
    }

    /// Its edges in points.
    fn edges(self, [left, _, right, _]: [f32; 4]) -> [f32; 2] {
        let place = |part: u16| left + (right - left) * f32::from(part) / f32::from(u16::MAX);
        [place(self.from), place(self.to)]
    }

    /// The edges of the part of it that lies in `span`, its letters taken as equally wide.
    fn edges_in(self, span: Span, rect: [f32; 4]) -> [f32; 2] {
        let [left, right] = self.edges(rect);
        let share = |at: Offset| {
            let into = at.get().saturating_sub(self.start.get());
            left + (right - left) * (into as f32 / f32::from(self.len.max(1))).min(1.0)
        };
        [share(span.start), share(span.end)]
    }
}

/// The origins of a whole text: each holds from its offset to the next one's. On printed pages an
/// origin is a line, or the part of it that belongs to one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origins {
    runs: Vec<(Offset, Origin)>,
    words: Vec<Word>,
    /// What the pages are called, where that is not their place in the file.
    names: Vec<Arc<str>>,
}

/// How far beside a line, in heights of the line, a point still belongs to it.
const NEAR: f32 = 1.0;

impl Origins {
    /// Records that the text from `start` on comes from `origin`. Calls come in order of `start`;
    /// one that repeats the origin before it is dropped.
    pub fn push(&mut self, start: usize, origin: Origin) {
        if self.runs.last().is_some_and(|(_, last)| *last == origin) {
            return;
        }
        self.runs.push((Offset::new(start), origin));
    }

    /// Records what the pages of the file are called, in order: "iv", "12". None, where all are
    /// called by their place.
    pub fn name_pages(&mut self, names: Vec<String>) {
        self.names = names.into_iter().map(Arc::from).collect();
    }

    /// What a page is called in print and is quoted by: the number printed on it, else the label
    /// that the file keeps, else its place in the file.
    pub fn page_name(&self, page: u32) -> Cow<'_, str> {
        let place = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
        match place.and_then(|place| self.names.get(place)).filter(|name| !name.is_empty()) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(page.to_string()),
        }
    }

    /// Records that the word at `span` stands between the points `x0` and `x1` of the line that
    /// was pushed last. Calls come in order of `span`.
    pub fn push_word(&mut self, span: Span, [x0, x1]: [f32; 2]) {
        let line = self.runs.last().and_then(|(_, origin)| origin.rect);
        let (Some([left, _, right, _]), Ok(len)) = (line, u16::try_from(span.len())) else {
            return;
        };
        let part = |x: f32| part_of(x - left, right - left);
        self.words.push(Word { start: span.start, len, from: part(x0), to: part(x1) });
    }

    /// Where the text at `at` comes from; nothing before the first origin.
    pub fn at(&self, at: Offset) -> Option<&Origin> {
        self.runs.get(self.run_at(at)?).map(|(_, origin)| origin)
    }

    fn run_at(&self, at: Offset) -> Option<usize> {
        self.runs.partition_point(|(start, _)| *start <= at).checked_sub(1)
    }

    /// All origins that a range of the text comes from, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Origin> {
        let first = self.run_at(span.start).unwrap_or(0);
        self.runs
            .iter()
            .skip(first)
            .take_while(move |(start, _)| *start < span.end || *start == span.start)
            .map(|(_, origin)| origin)
    }

    /// The words whose start lies in run `index`.
    fn words_of(&self, index: usize) -> &[Word] {
        let from = self.runs.get(index).map_or(Offset::default(), |(start, _)| *start);
        let first = self.words.partition_point(|word| word.start < from);
        let after = match self.runs.get(index + 1) {
            Some((next, _)) => self.words.partition_point(|word| word.start < *next),
            None => self.words.len(),
        };
        self.words.get(first..after).unwrap_or_default()
    }

    /// Where a range of the text is printed: for each line that it touches the page, counted from
    /// 1, and the left, top, right and bottom edge in points from the upper left of the page as it
    /// is shown (turned and cropped). Empty where the file has no pages.
    pub fn rects_of(&self, span: Span) -> Vec<(u32, [f32; 4])> {
        let Some(first) = self.run_at(span.start).or((!self.runs.is_empty()).then_some(0)) else {
            return Vec::new();
        };
        let runs = self.runs.iter().enumerate().skip(first);
        let runs = runs.take_while(|(_, (start, _))| *start < span.end);
        runs.filter_map(|(index, (_, origin))| {
            let (page, rect) = (origin.page?, origin.rect?);
            let words = self.words_of(index);
            if words.is_empty() {
                return Some((page, rect));
            }
            let touched =
                words.iter().filter(|word| word.start < span.end && word.end() > span.start);
            let edges = touched.map(|word| word.edges_in(span, rect));
            let [left, right] = edges.reduce(|[a, b], [c, d]| [a.min(c), b.max(d)])?;
            let [_, top, _, bottom] = rect;
            Some((page, [left, top, right, bottom]))
        })
        .collect()
    }

    /// The start of the word that is printed at a point of a page, or nearest to it on a line
    /// close by; the inverse of [`rects_of`](Self::rects_of).
    pub fn at_point(&self, page: u32, x: f32, y: f32) -> Option<Offset> {
        let lines = self.runs.iter().enumerate().filter_map(|(index, (_, origin))| {
            let rect = origin.rect.filter(|_| origin.page == Some(page))?;
            let [left, top, right, bottom] = rect;
            let beside = outside(x, left..right).hypot(outside(y, top..bottom));
            (beside <= NEAR * (bottom - top)).then_some((beside, index, rect))
        });
        let (_, index, rect) = lines.min_by(|a, b| a.0.total_cmp(&b.0))?;
        let distance = |word: &Word| {
            let [left, right] = word.edges(rect);
            outside(x, left..right)
        };
        let words = self.words_of(index).iter();
        let word = words.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        word.map(|word| word.start).or(self.runs.get(index).map(|(start, _)| *start))
    }

    /// Takes over the origins of a part of another text, which stands in this one at `to`; it comes
    /// behind all that this one has.
    pub fn append(&mut self, other: &Self, span: Span, to: usize) {
        let moved = |at: Offset| at.get().saturating_sub(span.start.get()) + to;
        if self.names.is_empty() {
            self.names.clone_from(&other.names);
        }
        let first = other.run_at(span.start).unwrap_or(0);
        let runs = other.runs.iter().skip(first).take_while(|(start, _)| *start < span.end);
        for (start, origin) in runs {
            self.push(moved(*start), origin.clone());
        }
        let from = other.words.partition_point(|word| word.start < span.start);
        let to = other.words.partition_point(|word| word.start < span.end);
        let words = other.words.get(from..to).unwrap_or_default().iter();
        self.words
            .extend(words.map(|word| Word { start: Offset::new(moved(word.start)), ..*word }));
    }
}

/// How far `at` lies outside a range.
fn outside(at: f32, range: Range<f32>) -> f32 {
    (range.start - at).max(at - range.end).max(0.0)
}

/// A length as a part of a width, in 65,535ths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what a u16 holds"
)]
fn part_of(length: f32, width: f32) -> u16 {
    let whole = f32::from(u16::MAX);
    (length / width.max(0.01) * whole).round().clamp(0.0, whole) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(line: u32) -> Origin {
        Origin { line: Some(line), ..Origin::default() }
    }

    /// "Two mills" on one line, "shut." on the next page, "A note" a line without words' places.
    fn printed() -> Origins {
        let place = |page, rect| Origin { page: Some(page), rect: Some(rect), ..Origin::default() };
        let mut origins = Origins::default();
        origins.push(0, place(1, [100.0, 50.0, 200.0, 60.0]));
        origins.push_word(Span::new(0, 3), [100.0, 130.0]);
        origins.push_word(Span::new(4, 9), [140.0, 200.0]);
        origins.push(10, place(2, [100.0, 80.0, 125.0, 90.0]));
        origins.push_word(Span::new(10, 14), [100.0, 120.0]);
        origins.push_word(Span::new(14, 15), [120.0, 125.0]);
        origins.push(17, place(2, [100.0, 700.0, 300.0, 710.0]));
        origins
    }

    fn rounded(rects: Vec<(u32, [f32; 4])>) -> Vec<(u32, [f32; 4])> {
        rects.into_iter().map(|(page, rect)| (page, rect.map(f32::round))).collect()
    }

    #[test]
    fn an_origin_holds_until_the_next() {
        let mut origins = Origins::default();
        origins.push(2, line(1));
        origins.push(5, line(1));
        origins.push(9, line(2));
        assert_eq!(origins.at(Offset::new(1)), None);
        assert_eq!(origins.at(Offset::new(8)), Some(&line(1)));
        assert_eq!(origins.at(Offset::new(9)), Some(&line(2)));
        assert_eq!(origins.within(Span::new(3, 12)).count(), 2);
        assert_eq!(origins.within(Span::new(3, 9)).count(), 1);
    }

    #[test]
    fn words_have_their_place_on_the_page() {
        let origins = printed();
        let table = [
            (Span::new(4, 9), vec![(1, [140.0, 50.0, 200.0, 60.0])]),
            (Span::new(0, 9), vec![(1, [100.0, 50.0, 200.0, 60.0])]),
            (
                Span::new(4, 14),
                vec![(1, [140.0, 50.0, 200.0, 60.0]), (2, [100.0, 80.0, 120.0, 90.0])],
            ),
            (Span::new(10, 12), vec![(2, [100.0, 80.0, 110.0, 90.0])]),
            (Span::new(17, 19), vec![(2, [100.0, 700.0, 300.0, 710.0])]),
            (Span::new(3, 4), vec![]),
        ];
        for (span, want) in table {
            assert_eq!(rounded(origins.rects_of(span)), want, "{span:?}");
        }
        assert_eq!(Origins::default().rects_of(Span::new(0, 4)), []);
    }

    #[test]
    fn a_point_of_a_page_finds_its_word() {
        let origins = printed();
        let table = [
            ((1, 150.0, 55.0), Some(4)),
            ((1, 133.0, 55.0), Some(0)),
            ((1, 205.0, 64.0), Some(4)),
            ((2, 122.0, 85.0), Some(14)),
            ((2, 150.0, 705.0), Some(17)),
            ((1, 150.0, 300.0), None),
            ((3, 150.0, 55.0), None),
        ];
        for ((page, x, y), want) in table {
            let found = origins.at_point(page, x, y).map(Offset::get);
            assert_eq!(found, want, "page {page}, {x} {y}");
        }
    }

    #[test]
    fn pages_are_called_as_they_are_printed() {
        let mut origins = Origins::default();
        assert_eq!(origins.page_name(3), "3");
        origins.name_pages(vec!["i".to_owned(), String::new(), "1".to_owned()]);
        let names: Vec<_> = (1..=4).map(|page| origins.page_name(page)).collect();
        assert_eq!(names, ["i", "2", "1", "4"]);
    }

    #[test]
    fn a_part_keeps_its_places() {
        let origins = printed();
        let mut part = Origins::default();
        part.append(&origins, Span::new(4, 15), 0);
        assert_eq!(part.rects_of(Span::new(0, 11)), origins.rects_of(Span::new(4, 15)));
        assert_eq!(part.at_point(2, 110.0, 85.0), Some(Offset::new(6)));
    }
}

//! The row of one figure, as it is read.

use super::packed::date;
use super::{FigureRow, FigureRows, Name, Rare};
use crate::figures::{Coverage, Figure, FigureKind, Flow, Period, Qualifier, Review, Status, Unit};
use crate::report::Span;
use std::borrow::Cow;

/// The row of one figure.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub(super) all: &'a FigureRows,
    pub(super) own: &'a FigureRow,
    pub(super) at: u32,
}

impl<'a> Row<'a> {
    /// Its place among the report's figures.
    pub fn at(self) -> u32 {
        self.at
    }

    /// The number, or the lower end of a range.
    pub fn value(self) -> f64 {
        self.own.value
    }

    /// What it is a number of.
    pub fn unit(self) -> Unit {
        self.own.marks.unit()
    }

    /// What role it plays.
    pub fn kind(self) -> FigureKind {
        self.own.marks.kind()
    }

    /// How the number bounds what it tells.
    pub fn qualifier(self) -> Qualifier {
        self.own.marks.qualifier()
    }

    /// How far what is counted has come before the authorities.
    pub fn status(self) -> Option<Status> {
        self.own.marks.status()
    }

    /// What the user has said of it.
    pub fn review(self) -> Review {
        self.own.marks.review()
    }

    /// Whether it tells what there was or what came.
    pub fn flow(self) -> Option<Flow> {
        self.own.marks.flow()
    }

    /// Whether its number does not agree with others.
    pub fn is_flagged(self) -> bool {
        self.own.marks.is_flagged()
    }

    /// How sure the extraction is, 0 to 1.
    pub fn confidence(self) -> f32 {
        self.own.confidence
    }

    /// What its sentence says; see [`Figure::wording`].
    pub fn wording(self) -> u64 {
        self.own.wording
    }

    /// The words of its sentence; see [`Figure::words`].
    pub fn words(self) -> u64 {
        self.own.words
    }

    /// The time that it covers.
    pub fn period(self) -> Period {
        let coverage: Coverage = self.own.marks.coverage();
        Period { start: date(self.own.start), end: date(self.own.end), coverage }
    }

    /// One of its names, if it has it.
    pub fn name(self, name: Name) -> Option<&'a str> {
        self.all.names.get(self.number(name)?)
    }

    /// The number of that name among the names of its report.
    pub fn number(self, name: Name) -> Option<u32> {
        self.own.names.get(name as usize)?.get()
    }

    /// The number as written.
    pub fn raw(self) -> Span {
        let end = self
            .rare()
            .map_or(self.own.raw.saturating_add(u32::from(self.own.raw_bytes)), |rare| {
                u32::try_from(rare.raw_end.get()).unwrap_or(u32::MAX)
            });
        Span::new(self.own.raw as usize, end as usize)
    }

    /// The sentence that it stands in.
    pub fn sentence(self) -> Span {
        let start = self.own.sentence as usize;
        let end = self.rare().map_or_else(
            || start + usize::from(self.own.sentence_bytes),
            |rare| rare.sentence_end.get(),
        );
        Span::new(start, end)
    }

    /// The page that it stands on, where the file has pages.
    pub fn page(self) -> Option<u32> {
        (self.own.page > 0).then_some(u32::from(self.own.page))
    }

    /// What that page is quoted by.
    pub fn page_name(self) -> Option<Cow<'a, str>> {
        let page = self.own.page;
        let place = self.all.pages.binary_search_by_key(&page, |(page, _)| *page).ok();
        let known = place.and_then(|at| self.all.pages.get(at));
        let name =
            known.map_or_else(|| Cow::Owned(page.to_string()), |(_, name)| Cow::Borrowed(&**name));
        (page > 0).then_some(name)
    }

    fn rare(self) -> Option<&'a Rare> {
        if !self.own.marks.is_rare() {
            return None;
        }
        let at = self.all.rare.binary_search_by_key(&self.at, |(at, _)| *at).ok()?;
        self.all.rare.get(at).map(|(_, rare)| rare)
    }

    /// The figure itself.
    pub fn figure(self) -> Figure {
        let marks = self.own.marks;
        let name = |name| self.name(name).map(str::to_owned);
        let rare = self.rare();
        Figure {
            raw: self.raw(),
            sentence: self.sentence(),
            value: self.own.value,
            value_high: rare.and_then(|rare| rare.value_high),
            qualifier: marks.qualifier(),
            unit: marks.unit(),
            currency: name(Name::Currency),
            kind: marks.kind(),
            measure: name(Name::Measure).unwrap_or_default(),
            indicator: name(Name::Indicator),
            source: name(Name::Source),
            place: name(Name::Place),
            period: self.period(),
            flow: marks.flow(),
            aggregation: marks.aggregation(),
            status: marks.status(),
            scope: name(Name::Scope),
            passed_on_by: name(Name::PassedOn),
            whole: rare.and_then(|rare| rare.whole),
            wording: self.own.wording,
            words: self.own.words,
            confidence: self.own.confidence,
            review: marks.review(),
        }
    }
}

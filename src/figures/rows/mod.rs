//! A report's figures as they stay in memory when the report does not: 72 bytes each, and each name
//! once.
//!
//! In come a report's figures with their indicators, out come rows that say the same. Tables, filters
//! and series read the rows as they are; a figure is made of its row where all of it is wanted. A folder
//! of seven thousand reports has nearly a million figures, which would take half a gigabyte.

mod packed;
mod report;
mod row;
#[cfg(test)]
mod tests;

pub use report::ReportRows;
pub use row::Row;

use super::Figure;
use super::check::{self, Flags};
use crate::report::{Offset, Report, Span};
use packed::{Marked, Marks, Small, day};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The figures of one report, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRows {
    rows: Box<[FigureRow]>,
    /// What does not fit into a row, by its number.
    rare: Box<[(u32, Rare)]>,
    names: Names,
    /// The slugs that occur, by their numbers among the names.
    indicators: Box<[u32]>,
    /// What pages are called, where that is not their place in the file.
    pages: Box<[(u16, Box<str>)]>,
}

/// What a name in a row is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// The slug of the indicator.
    Indicator,
    /// The body whose count it is.
    Source,
    /// The place that it is for.
    Place,
    /// What is counted.
    Measure,
    /// What widens or narrows what is counted.
    Scope,
    /// Who passes the count on.
    PassedOn,
    /// The currency of an amount of money.
    Currency,
}

/// How many names a row has.
const NAMES: usize = 7;

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct FigureRow {
    value: f64,
    wording: u64,
    words: u64,
    raw: u32,
    sentence: u32,
    confidence: f32,
    /// The page that it stands on; 0 where the file has none.
    page: u16,
    sentence_bytes: u16,
    raw_bytes: u8,
    start: Small,
    end: Small,
    names: [Small; NAMES],
    marks: Marks,
}

/// What few figures have.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Rare {
    value_high: Option<f64>,
    whole: Option<Span>,
    raw_end: Offset,
    sentence_end: Offset,
}

/// Names, each once, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Names {
    text: String,
    ends: Vec<u32>,
}

impl Names {
    fn get(&self, number: u32) -> Option<&str> {
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let at = number as usize;
        let start = at.checked_sub(1).map_or(Some(0), end)?;
        self.text.get(start..end(at)?)
    }

    fn push(&mut self, name: &str) -> u32 {
        self.text.push_str(name);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn find(&self, name: &str) -> Option<u32> {
        let mut start = 0;
        for (at, end) in (0..).zip(&self.ends) {
            let end = *end as usize;
            if end - start == name.len() && self.text.get(start..end) == Some(name) {
                return Some(at);
            }
            start = end;
        }
        None
    }
}

impl FigureRows {
    /// The rows of a report's figures, those flagged whose numbers do not agree with others.
    pub fn of(report: &Report, figures: &[Figure]) -> Self {
        Self::new(report, figures, &check::flags(&report.text, figures))
    }

    /// The rows of a report's figures, of which these are flagged.
    pub fn new(report: &Report, figures: &[Figure], flags: &Flags) -> Self {
        Self::made(Some(report), figures, flags)
    }

    /// The rows of figures for which no report is at hand: without pages and flags.
    pub fn plain(figures: &[Figure]) -> Self {
        Self::made(None, figures, &Flags::new())
    }

    fn made(report: Option<&Report>, figures: &[Figure], flags: &Flags) -> Self {
        let mut rows = Vec::with_capacity(figures.len());
        let mut rare = Vec::new();
        let mut names = Names::default();
        let mut pages: Vec<(u16, Box<str>)> = Vec::new();
        let mut known: HashMap<&str, u32> = HashMap::new();
        for (at, figure) in figures.iter().enumerate() {
            let mut number = |name| number(name, &mut names, &mut known);
            let numbers = named(figure).map(|name| name.map_or(Small::NONE, &mut number));
            let more = Rare::of(figure);
            let flagged = flags.contains_key(&at);
            let page = report.and_then(|report| report.page_at(figure.raw.start));
            let page = u16::try_from(page.unwrap_or_default()).unwrap_or(u16::MAX);
            rows.push(FigureRow::new(figure, numbers, page, (flagged, more.is_some())));
            rare.extend(more.map(|more| (u32::try_from(at).unwrap_or(u32::MAX), more)));
            if page > 0 && pages.last().is_none_or(|(last, _)| *last != page) {
                let name = report.and_then(|report| report.page_name_at(figure.raw.start));
                pages.extend(name.map(|name| (page, name.into())));
            }
        }
        pages.retain(|(page, name)| **name != page.to_string());
        pages.sort();
        pages.dedup();
        names.text.shrink_to_fit();
        names.ends.shrink_to_fit();
        let mut made = Self {
            rows: rows.into(),
            rare: rare.into(),
            names,
            indicators: Box::default(),
            pages: pages.into(),
        };
        made.note_indicators();
        made
    }

    fn note_indicators(&mut self) {
        let slug = |row: &FigureRow| row.names.first().and_then(|slug| slug.get());
        let mut slugs: Vec<u32> = self.rows.iter().filter_map(slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        self.indicators = slugs.into();
    }

    /// The same figures with these indicators, in their order, in place of their own.
    #[must_use]
    pub fn with_indicators<'a>(&self, slugs: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let mut changed = self.clone();
        let names = &mut changed.names;
        for (row, slug) in changed.rows.iter_mut().zip(slugs) {
            let number = slug.map(|slug| match names.find(slug) {
                Some(known) => known,
                None => names.push(slug),
            });
            if let Some(own) = row.names.first_mut() {
                *own = number.map_or(Small::NONE, Small::new);
            }
        }
        changed.note_indicators();
        changed
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        let pages: usize = self.pages.iter().map(|(_, name)| name.len() + size_of::<usize>()).sum();
        size_of_val(&*self.rows)
            + size_of_val(&*self.rare)
            + self.names.text.len()
            + size_of_val(self.names.ends.as_slice())
            + size_of_val(&*self.indicators)
            + pages
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One figure's row.
    pub fn get(&self, at: u32) -> Option<Row<'_>> {
        let own = self.rows.get(at as usize)?;
        Some(Row { all: self, own, at })
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        (0..).zip(&self.rows).map(|(at, own)| Row { all: self, own, at })
    }

    /// All figures, in order.
    pub fn figures(&self) -> Vec<Figure> {
        self.iter().map(Row::figure).collect()
    }

    /// The rows of the figures that have this indicator.
    pub fn of_indicator(&self, slug: &str) -> impl Iterator<Item = Row<'_>> {
        let mut known = self.indicators.iter().copied();
        let number = known.find(|number| self.names.get(*number) == Some(slug));
        let rows = number.map(|number| {
            self.iter().filter(move |row| row.number(Name::Indicator) == Some(number))
        });
        rows.into_iter().flatten()
    }
}

/// The number of a name, which is new where it was not known.
fn number<'a>(name: &'a str, names: &mut Names, known: &mut HashMap<&'a str, u32>) -> Small {
    Small::new(*known.entry(name).or_insert_with(|| names.push(name)))
}

/// The names of a figure, in the order of [`Name`].
fn named(figure: &Figure) -> [Option<&str>; NAMES] {
    [
        figure.indicator.as_deref(),
        figure.source.as_deref(),
        figure.place.as_deref(),
        Some(figure.measure.as_str()),
        figure.scope.as_deref(),
        figure.passed_on_by.as_deref(),
        figure.currency.as_deref(),
    ]
}

impl Rare {
    /// What of a figure does not fit into a row, if anything.
    fn of(figure: &Figure) -> Option<Self> {
        let (raw, sentence) = (figure.raw, figure.sentence);
        let fits = u8::try_from(raw.len()).is_ok() && u16::try_from(sentence.len()).is_ok();
        let usual = figure.value_high.is_none() && figure.whole.is_none() && fits;
        (!usual).then_some(Self {
            value_high: figure.value_high,
            whole: figure.whole,
            raw_end: raw.end,
            sentence_end: sentence.end,
        })
    }
}

impl FigureRow {
    fn new(
        figure: &Figure,
        names: [Small; NAMES],
        page: u16,
        (flagged, rare): (bool, bool),
    ) -> Self {
        let marks = Marks::new(&Marked {
            qualifier: figure.qualifier,
            unit: figure.unit,
            kind: figure.kind,
            flow: figure.flow,
            aggregation: figure.aggregation,
            status: figure.status,
            coverage: figure.period.coverage,
            review: figure.review,
            flagged,
            rare,
        });
        let place = |at: Offset| u32::try_from(at.get()).unwrap_or(u32::MAX);
        Self {
            value: figure.value,
            wording: figure.wording,
            words: figure.words,
            raw: place(figure.raw.start),
            sentence: place(figure.sentence.start),
            confidence: figure.confidence,
            page,
            sentence_bytes: u16::try_from(figure.sentence.len()).unwrap_or(u16::MAX),
            raw_bytes: u8::try_from(figure.raw.len()).unwrap_or(u8::MAX),
            start: day(figure.period.start),
            end: day(figure.period.end),
            names,
            marks,
        }
    }
}

//! Figures that the edition before told in nearly the same words.
//!
//! An editor drops the end of a sentence or the name of who told it, and leaves the old count of the
//! "first half of the year" standing. In come the figures of one edition, out goes for a figure of
//! the next the one that it repeats: the same number of the same thing, for the same part of another
//! year, in a sentence of which the shorter version has hardly a word that the longer has not, and no
//! other number.
//!
//! Where a sentence tells a year of its own, somebody has set that year, so it repeats nothing.
//! Small numbers come again by chance more often than large ones: theirs must be for a part of a
//! year, and nearly in the very words.

use crate::figures::rows::{Name, Row};
use crate::figures::{Coverage, FigureKind};
use crate::language::YEAR_BIT;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// A number from which on it seldom comes again by chance.
const SELDOM: f64 = 100.0;

/// How many figures of one number and indicator are looked at.
const LOOKED_AT: usize = 64;

/// What figures that repeat each other share: the number, and the indicator.
type Key<'a> = (u64, Option<&'a str>);

/// The figures of an edition.
#[derive(Default)]
pub(super) struct Before<'a> {
    year: i16,
    figures: HashMap<Key<'a>, Vec<Row<'a>>>,
    /// The numbers of each sentence, by its wording.
    numbers: HashMap<u64, HashSet<u64>>,
}

impl<'a> Before<'a> {
    /// The figures of the edition of that year.
    pub(super) fn of(year: i16, rows: impl Iterator<Item = Row<'a>>) -> Self {
        let mut made = Self { year, ..Self::default() };
        for figure in rows {
            let same = made.figures.entry(key(figure)).or_default();
            if same.len() < LOOKED_AT {
                same.push(figure);
            }
            let numbers = made.numbers.entry(figure.wording()).or_default();
            numbers.insert(figure.value().to_bits());
        }
        made
    }

    /// The figure that one of the edition `after` repeats in nearly the same words.
    pub(super) fn nearly(&self, after: &Self, figure: Row<'_>) -> Option<Row<'a>> {
        let same = self.figures.get(&key(figure))?;
        let years = after.year.checked_sub(self.year)?;
        let now = after.numbers.get(&figure.wording())?;
        same.iter().copied().find(|before| {
            let told = self.numbers.get(&before.wording());
            let kept = told.is_some_and(|told| told.is_subset(now) || now.is_subset(told));
            kept && repeats(*before, figure, years)
        })
    }
}

fn key(figure: Row<'_>) -> Key<'_> {
    (figure.value().to_bits(), figure.name(Name::Indicator))
}

fn repeats(before: Row<'_>, figure: Row<'_>, years: i16) -> bool {
    let alike = before.unit() == figure.unit()
        && before.kind() == figure.kind()
        && figure.kind() != FigureKind::Norm
        && before.qualifier() == figure.qualifier()
        && before.name(Name::Place) == figure.name(Name::Place);
    let large = figure.value() >= SELDOM;
    let parts = figure.period().coverage == Coverage::PartYear;
    let share = if large { (2, 3) } else { (19, 20) };
    alike
        && (large || parts)
        && is_moved(before, figure, years)
        && are_near(before.words(), figure.words(), share)
}

/// Whether the time of the later figure is that of the earlier one, so many years on.
fn is_moved(before: Row<'_>, figure: Row<'_>, years: i16) -> bool {
    let (before, after) = (before.period(), figure.period());
    let moved = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => {
            let ends = from == from.last_of_month() && to == to.last_of_month();
            to.year() - from.year() == years
                && from.month() == to.month()
                && (from.day() == to.day() || ends)
        }
        _ => false,
    };
    before.coverage == after.coverage
        && moved(before.start, after.start)
        && moved(before.end, after.end)
}

/// How many words a sentence must have for another to be nearly the same.
const FEWEST_WORDS: u32 = 4;

/// Whether at least `share` of the words of the shorter sentence stand in the longer, and neither
/// tells a year.
fn are_near(a: u64, b: u64, (of, out): (u32, u32)) -> bool {
    if (a | b) & YEAR_BIT != 0 {
        return false;
    }
    let shorter = a.count_ones().min(b.count_ones());
    shorter >= FEWEST_WORDS && (a & b).count_ones() * out >= shorter * of
}

#[cfg(test)]
mod tests {
    use super::super::repeated;
    use super::super::testing::{Made, inputs, period};
    use crate::figures::{Coverage, Figure};
    use jiff::civil::date;

    /// Whether the second sentence, in the edition of the year after, repeats the first; each with
    /// the last month of its time.
    fn repeats((first, until): (&str, i8), (second, to): (&str, i8)) -> bool {
        let part = |year: i16, month: i8| {
            move |figure: &mut Figure| {
                let (from, last) = (date(year, 1, 1), date(year, month, 1).last_of_month());
                let whole = month == 12;
                let coverage = if whole { Coverage::FullYear } else { Coverage::PartYear };
                period(figure, from, last, coverage);
            }
        };
        let reports = [
            Made::new(2019, "Office").sentence(first, part(2019, until)),
            Made::new(2020, "Office").sentence(second, part(2020, to)),
        ];
        !repeated(&inputs(&reports), |_| true).is_empty()
    }

    #[test]
    fn a_dropped_clause_or_teller_is_no_new_count() {
        let long = "The guild of millers (GM) indicated 4 large storms came in the first months.";
        let short = "Some 4 large storms came in the first months.";
        assert!(repeats((long, 10), (short, 10)));
        assert!(!repeats((long, 10), (short, 11)), "another part of the year");
        assert!(!repeats((long, 12), (short, 12)), "small, and of the whole year");
        assert!(!repeats((long, 10), (&short.replace('4', "5"), 10)));
    }

    #[test]
    fn a_large_number_may_stand_among_other_words() {
        let first = "As of June there were 12855 storm cellars operating in the plains.";
        let second = "As of June there were 12855 storm cellars and several guards.";
        assert!(repeats((first, 6), (second, 6)));
        let updated = "As of June there were 12855 storm cellars operating in the 40 plains.";
        let first_of_all = "As of June there were 12855 storm cellars operating in the 39 plains.";
        assert!(!repeats((first_of_all, 6), (updated, 6)), "another number beside it");
        let dated = "As of June 2020 there were 12855 storm cellars operating in the plains.";
        assert!(!repeats((first, 6), (dated, 6)), "a year of its own");
        let other = "By midsummer the harbours had weathered 12855 gales altogether.";
        assert!(!repeats((first, 6), (other, 6)));
    }
}

//! Figures that are told again and not anew.
//!
//! Reports are written on top of last year's. A sentence that stands there word for word, with a
//! time that is told by the report's own year ("in the first half of the year") or with none, would
//! make the old count a new one each year; so would one that lost or gained a few words (see
//! [`nearly`]). In come the reports, out goes for each such figure the
//! year of the report that told it first. A sentence whose time stays what it was is the same
//! telling once more, and no figure of it is named.
//!
//! Whether a time is told by the report's year is seen from what became of it: the same sentence
//! then tells another time in another report. So it does not matter whether the sentence itself, the
//! one before it or the head of a table told the time.

use super::nearly::Before;
use super::{FigureId, SeriesInput};
use crate::figures::rows::Row;
use crate::figures::{FigureKind, Review};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The figures that `wanted` picks and that only repeat the edition before, each with the year of
/// the first of the unbroken row of editions that tell it.
///
/// The edition before is the nearest earlier year of the same country and publisher. What the user
/// accepted or added stands, and is none. Linear in the number of figures, but for sorting.
pub fn repeated(
    inputs: &[SeriesInput<'_>],
    wanted: impl Fn(Row<'_>) -> bool,
) -> HashMap<FigureId, i16> {
    let picked = |row: &Row<'_>| row.wording() != 0 && wanted(*row);
    let rows = inputs.iter().flat_map(|input| input.rows.figures.iter());
    let sought: HashSet<u64> = rows.filter(picked).map(Row::wording).collect();
    let mut found = HashMap::new();
    if sought.is_empty() {
        return found;
    }
    for editions in by_publisher(inputs).into_values() {
        let mut before = Tellings::new();
        let mut figures = Before::default();
        for (year, reports) in editions {
            let mut now = Tellings::new();
            let told = || reports.iter().flat_map(|report| figures_of(report));
            let told = || told().filter(|(_, figure)| sought.contains(&figure.wording()));
            let read = Before::of(year, told().map(|(_, figure)| figure));
            for (id, figure) in told() {
                let same = before.get(&figure.wording());
                let nearly = || before.get(&figures.nearly(&read, figure)?.wording());
                let known = same.or_else(nearly);
                let first = known.map_or(year, |known| known.first);
                let repeats = known.is_some_and(|known| known.makes_repeated(figure));
                if repeats && figure.kind() != FigureKind::Norm && wanted(figure) {
                    found.insert(id, first);
                }
                let inherited = || known.cloned().unwrap_or(Telling { first, times: Vec::new() });
                let telling = now.entry(figure.wording()).or_insert_with(inherited);
                telling.times.extend(Time::of(figure).filter(|_| !repeats));
            }
            (before, figures) = (now, read);
        }
    }
    found
}

/// The reports of each country and publisher by year.
type Editions<'a> = BTreeMap<i16, Vec<&'a SeriesInput<'a>>>;

fn by_publisher<'a>(
    inputs: &'a [SeriesInput<'a>],
) -> BTreeMap<(Option<&'a str>, Option<&'a str>), Editions<'a>> {
    let mut found: BTreeMap<_, Editions<'a>> = BTreeMap::new();
    for input in inputs {
        let metadata = input.metadata;
        let Some(year) = metadata.year() else { continue };
        let editions = found.entry((metadata.country(), metadata.publisher())).or_default();
        editions.entry(year).or_default().push(input);
    }
    found
}

fn figures_of<'a>(input: &SeriesInput<'a>) -> impl Iterator<Item = (FigureId, Row<'a>)> {
    let report = input.index;
    input.rows.figures.iter().map(move |row| (FigureId { report, figure: row.at() }, row))
}

/// What an edition tells, by its wording.
type Tellings = HashMap<u64, Telling>;

/// A sentence of an edition.
#[derive(Clone, Debug)]
struct Telling {
    /// The year that it was first told in.
    first: i16,
    /// What it told for which time, since then, and that stands.
    times: Vec<Time>,
}

impl Telling {
    /// Whether a figure of the same sentence in the next edition tells nothing of its own: neither
    /// the time that was told before, nor one that the user let stand.
    fn makes_repeated(&self, figure: Row<'_>) -> bool {
        let same = Time::of(figure).is_some_and(|time| self.times.contains(&time));
        !same && !figure.review().is_checked()
    }
}

/// A value with a time that has both its ends. A time without an end is cut off by its report's
/// year, and is another in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Time {
    value: u64,
    start: Date,
    end: Date,
}

impl Time {
    fn of(figure: Row<'_>) -> Option<Self> {
        let period = figure.period();
        let (start, end) = (period.start?, period.end?);
        let stands = figure.review() != Review::Rejected;
        stands.then_some(Self { value: figure.value().to_bits(), start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Made, built, in_year, inputs, period};
    use super::*;
    use crate::figures::{Coverage, Figure, Flow, Period};
    use crate::series::{LeftOut, Series, SeriesSet};
    use jiff::civil::date;

    /// "in the first half of the year", as a report of that year is read.
    fn half(year: i16) -> impl Fn(&mut Figure) {
        move |figure| {
            period(figure, date(year, 1, 1), date(year, 6, 30), Coverage::PartYear);
        }
    }

    fn undated(figure: &mut Figure) {
        figure.period = Period::default();
    }

    fn values(set: &SeriesSet) -> Vec<(i16, f64)> {
        let points = set.series.iter().flat_map(|series: &Series| &series.points);
        points.map(|point| (point.year, point.value)).collect()
    }

    const HALF: &str = "In the first half of the year it counted 25 storms.";

    #[test]
    fn a_sentence_of_the_year_before_makes_no_new_point() {
        let reports = [
            Made::new(2016, "Office").sentence(HALF, half(2016)),
            Made::new(2017, "Office").sentence(HALF, half(2017)),
            Made::new(2019, "Office")
                .sentence("In the first half of the year it counts 25 storms.", half(2019)),
            Made::new(2020, "Office")
                .sentence("In the first half of the year it counted 27 storms.", half(2020)),
        ];
        let set = built(&reports, Flow::Flow);
        assert_eq!(values(&set), [(2016, 25.0), (2020, 27.0)]);
        let left: Vec<(u32, LeftOut)> =
            set.left_out.iter().map(|(id, why)| (id.report.0, *why)).collect();
        let from = LeftOut::Repeated { from: 2016 };
        assert_eq!(left, [(1, from), (2, from)], "from the first that tells it");
        let known: Vec<(u32, i16)> =
            set.series[0].repeated.iter().map(|one| (one.figure.report.0, one.from)).collect();
        assert_eq!(known, [(1, 2016), (2, 2016)]);
    }

    #[test]
    fn a_value_without_a_date_stands_once() {
        let sentence = "The office had 258 storms.";
        let reports = [2016, 2017, 2018].map(|year| {
            let report = Made::new(year, "Office");
            report.sentence(sentence, undated)
        });
        assert_eq!(values(&built(&reports, Flow::Flow)), [(2016, 258.0)]);
    }

    #[test]
    fn a_time_that_stays_is_the_same_telling_again() {
        let sentence = "In 2015 it counted 31 storms.";
        let told = |figure: &mut Figure| {
            in_year(2015)(figure);
            figure.indicator = figure.indicator.take().filter(|_| figure.value < 2000.0);
        };
        let reports =
            [2016, 2017, 2018].map(|year| Made::new(year, "Office").sentence(sentence, told));
        let set = built(&reports, Flow::Flow);
        assert_eq!(values(&set), [(2015, 31.0)]);
        assert_eq!(set.series[0].points[0].attestations.len(), 3);
        assert_eq!(set.left_out, []);
    }

    #[test]
    fn what_was_repeated_once_does_not_stand_a_year_later() {
        // The sentence before told the day first, then the month: the second time is no new event,
        // and its own repetition is none either.
        let on = |from, to| move |figure: &mut Figure| period(figure, from, to, Coverage::Event);
        let month = || on(date(2016, 6, 1), date(2016, 6, 30));
        let sentence = "The winner got 70 storms.";
        let reports = [
            Made::new(2016, "Office").sentence(sentence, on(date(2016, 6, 9), date(2016, 6, 9))),
            Made::new(2017, "Office").sentence(sentence, month()),
            Made::new(2018, "Office").sentence(sentence, month()),
        ];
        let set = built(&reports, Flow::Flow);
        assert_eq!(values(&set), [(2016, 70.0)]);
        assert_eq!(set.left_out.len(), 2);
    }

    #[test]
    fn a_time_without_an_end_moves_with_its_report() {
        let since = |figure: &mut Figure| {
            let start = Some(date(2014, 1, 1));
            figure.period = Period { start, end: None, coverage: Coverage::MultiYear };
        };
        let sentence = "Since that storm it has counted 90 storms.";
        let reports = [2016, 2017].map(|year| Made::new(year, "Office").sentence(sentence, since));
        assert_eq!(values(&built(&reports, Flow::Flow)), [(2016, 90.0)]);
    }

    #[test]
    fn another_publisher_and_a_reworded_sentence_tell_anew() {
        let reports = [
            Made::new(2016, "Office").sentence(HALF, half(2016)),
            Made::new(2017, "Lantern").sentence(HALF, half(2017)),
            Made::new(2018, "Office")
                .sentence("In the first half of the year, 25 storms came.", half(2018)),
            Made::new(2020, "Office").sentence(HALF, half(2020)),
        ];
        let set = built(&reports, Flow::Flow);
        let told: Vec<i16> = values(&set).into_iter().map(|(year, _)| year).collect();
        assert_eq!(told, [2016, 2017, 2018, 2020]);
        assert_eq!(set.left_out, [], "the edition before the last has other words");
    }

    #[test]
    fn what_the_user_accepted_stands_and_its_repetition_does_not() {
        let accepted = |figure: &mut Figure| {
            half(2017)(figure);
            figure.review = Review::Accepted;
        };
        let reports = [
            Made::new(2016, "Office").sentence(HALF, half(2016)),
            Made::new(2017, "Office").sentence(HALF, accepted),
            Made::new(2018, "Office").sentence(HALF, half(2018)),
        ];
        let set = built(&reports, Flow::Flow);
        assert_eq!(values(&set), [(2016, 25.0), (2017, 25.0)]);
        assert_eq!(set.left_out.len(), 1);
    }

    #[test]
    fn a_sentence_that_lost_a_few_words_tells_nothing_new() {
        let reports = [
            Made::new(2016, "Office")
                .sentence("From January to June guards met 1364 storms, such as hail.", half(2016)),
            Made::new(2017, "Office")
                .sentence("From January to June guards met 1364 storms.", half(2017)),
            Made::new(2018, "Office")
                .sentence("From January to June guards met 1364 storms.", half(2018)),
        ];
        let set = built(&reports, Flow::Flow);
        assert_eq!(values(&set), [(2016, 1364.0)]);
        let from = LeftOut::Repeated { from: 2016 };
        assert_eq!(set.left_out.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [from, from]);
    }

    #[test]
    fn limits_of_the_law_are_no_repeated_counts() {
        let norm = |figure: &mut Figure| figure.kind = FigureKind::Norm;
        let sentence = "The law allows 3 storms.";
        let reports = [2016, 2017].map(|year| Made::new(year, "Office").sentence(sentence, norm));
        let found = repeated(&inputs(&reports), |_| true);
        assert_eq!(found, HashMap::new());
    }
}

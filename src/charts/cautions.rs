//! The words for what keeps values from being compared: in a table, in a sentence, and in a note
//! below a chart. The reasons come from `series::comparability`.

use super::words;
use crate::series::{Caution, Difference, Reason, Series};
use std::collections::BTreeSet;

/// A reason in a word or two, for a table.
pub fn short(reason: Reason) -> &'static str {
    match reason {
        Reason::AnotherSource => "another source",
        Reason::AnotherScope => "another definition",
        Reason::StockBesideFlow => "state beside flow",
        Reason::PartOfYear => "part of a year",
        Reason::AboveItsYear => "above its year",
        Reason::CumulativeTotal => "several years",
        Reason::OneEvent => "one event",
        Reason::Average => "average",
        Reason::Undated => "no date given",
        Reason::Repeated => "perhaps repeated",
        Reason::OtherStatus => "another stage",
        Reason::Restated => "restated",
        Reason::TwoValues => "two values",
    }
}

/// A reason in a sentence.
pub fn sentence(reason: Reason) -> &'static str {
    match reason {
        Reason::AnotherSource => "Another body counts than in the first series.",
        Reason::AnotherScope => {
            "What is counted is wider or narrower than in the first series, by the words of the \
             reports."
        }
        Reason::StockBesideFlow => {
            "What there was on a day stands beside what came in a time: the two cannot be compared."
        }
        Reason::PartOfYear => "It covers only a part of its year.",
        Reason::AboveItsYear => {
            "For a part of the year it is more than what is told for the whole of it."
        }
        Reason::CumulativeTotal => "It is a total of more than one year.",
        Reason::OneEvent => "It counts one event, not a year.",
        Reason::Average => "It is an average over several periods.",
        Reason::Undated => "The text gives no date: it stands at its report's year.",
        Reason::Repeated => {
            "The report before told the same number, without a date too or for the same part of \
             its year: perhaps nobody counted anew."
        }
        Reason::OtherStatus => {
            "Its cases have come less far or farther than most of the others: allegations are not \
             registered cases, nor are these convictions."
        }
        Reason::Restated => "Reports of different years tell different values for this time.",
        Reason::TwoValues => "Another value is told for the same thing and the same time.",
    }
}

/// Which of a point's reasons is told where there is room for one: the gravest.
pub fn gravest(reasons: &[Reason]) -> Option<Reason> {
    let rank = |reason: &Reason| match reason {
        Reason::AboveItsYear => 0,
        Reason::TwoValues => 1,
        Reason::Restated => 2,
        Reason::StockBesideFlow => 3,
        Reason::CumulativeTotal => 4,
        Reason::Average => 5,
        Reason::OneEvent => 6,
        Reason::PartOfYear => 7,
        Reason::Repeated => 8,
        Reason::Undated => 9,
        Reason::OtherStatus => 10,
        Reason::AnotherScope => 11,
        Reason::AnotherSource => 12,
    };
    reasons.iter().min_by_key(|reason| rank(reason)).copied()
}

/// The notes below a chart of these series that no mark in it explains.
pub fn notes(series: &[&Series], cautions: &[Caution]) -> Vec<String> {
    let mut notes: Vec<String> = series.iter().filter_map(|one| joined(one)).collect();
    let has = |reason| cautions.iter().any(|caution| caution.reason == reason);
    // What is joined is named above, with how it differs.
    let beside =
        |reason| cautions.iter().any(|caution| caution.reason == reason && caution.point.is_none());
    let (source, scope) = (beside(Reason::AnotherSource), beside(Reason::AnotherScope));
    let careful: Vec<String> = [
        (source && scope, "different sources and definitions"),
        (source && !scope, "different sources"),
        (scope && !source, "different definitions"),
        (beside(Reason::StockBesideFlow), "what there was on a day beside what came in a time"),
        (has(Reason::OtherStatus), "cases at different stages, such as alleged and registered"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, words)| words.to_owned())
    .collect();
    if !careful.is_empty() {
        notes.push(format!("Compare with care: {}", words::listed(&careful)));
    }
    let times = |reason| {
        let points = cautions.iter().filter(move |caution| caution.reason == reason);
        let points = points.filter_map(|at| series.get(at.series)?.points.get(at.point?));
        points.map(|point| (point.year, words::period(&point.period))).collect::<BTreeSet<_>>()
    };
    let repeated: Vec<String> =
        times(Reason::Repeated).into_iter().map(|(year, _)| year.to_string()).collect();
    if !repeated.is_empty() {
        notes.push(format!("Same number as in the report before: {}", repeated.join(", ")));
    }
    let above: Vec<String> =
        times(Reason::AboveItsYear).into_iter().map(|(_, period)| period).collect();
    if !above.is_empty() {
        notes.push(format!("More than told for the whole year: {}", above.join(", ")));
    }
    notes
}

/// How the note on a joined series begins.
const JOINED: &str = "Joined by hand: ";

/// Whether a note tells what a joined series is made of, and so where its breaks are.
pub fn is_of_join(note: &str) -> bool {
    note.starts_with(JOINED)
}

/// "Joined by hand: Tidewatch to 2017, Stormwatch from 2019, which differ in who counts".
fn joined(series: &Series) -> Option<String> {
    if series.joined.is_empty() {
        return None;
    }
    let differ: BTreeSet<Difference> =
        series.joined.iter().flat_map(|other| series.key.differences(&other.key)).collect();
    let differ: Vec<String> = differ.into_iter().map(|one| difference(one).to_owned()).collect();
    let differ = words::listed(&differ);
    let breaks = series.breaks();
    if let ([only], [_]) = (breaks.as_slice(), series.joined.as_slice()) {
        let names = words::key_names(&[&only.from, &only.to]);
        if let [from, to] = names.as_slice() {
            let (after, before) = (only.after, only.before);
            return Some(format!(
                "{JOINED}{from} to {after}; {to} from {before}, which differ in {differ}"
            ));
        }
    }
    let names = words::key_names(&words::keys_of(series));
    let breaks = match breaks.iter().map(|one| one.before).collect::<BTreeSet<_>>() {
        years if years.is_empty() => String::new(),
        years => format!("; breaks before {}", words::year_list(&years)),
    };
    Some(format!("{JOINED}{}, which differ in {differ}{breaks}", names.join("; ")))
}

fn difference(difference: Difference) -> &'static str {
    match difference {
        Difference::Source => "who counts",
        Difference::Scope => "what is counted",
        Difference::Flow => "whether it was there or came",
        Difference::Aggregation => "how it sums up",
        Difference::Place => "the place",
        Difference::Part => "the part that is counted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::made::{half_year, series, whole};
    use crate::series::{SeriesSet, cautions};

    #[test]
    fn a_chart_says_how_its_series_differ() {
        let registry = series("Tidewatch", vec![whole(2018, 4.0)]);
        let mut other = series("Stormwatch", vec![half_year(2018, 9.0), whole(2018, 7.0)]);
        other.key.scope = Some("registered".to_owned());
        let all = [&registry, &other];
        assert_eq!(
            notes(&all, &cautions(&all)),
            [
                "Compare with care: different sources and definitions",
                "More than told for the whole year: Jan–Jun 2018"
            ]
        );
        let set =
            SeriesSet { series: vec![registry.clone(), other.clone()], ..SeriesSet::default() };
        let joined = set.joined(&[vec![registry.key, other.key]]);
        let all: Vec<&Series> = joined.series.iter().collect();
        let said = notes(&all, &[]);
        assert_eq!(
            said,
            ["Joined by hand: Tidewatch; Stormwatch, registered, which differ in who counts and \
              what is counted"]
        );
    }
}

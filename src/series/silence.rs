//! What a year without a value means.
//!
//! In come the reports with their figures and silences and the points that are shown, out comes,
//! for each year between the first and the last report without a point, which it is: no report on
//! that year, its section missing, read and nothing told, said to be unpublished, said to be none.

use super::{FigureId, Series, SeriesInput, SeriesSet};
use crate::entities::ReportIndex;
use crate::figures::SilenceKind;
use crate::figures::rows::Name;
use crate::report::{Section, Span, section_at};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Why a year has no value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum GapKind {
    /// The folder has no report on the year.
    NoEdition,
    /// The report on the year lacks the section in which others tell it.
    SectionMissing {
        /// Its heading in the others.
        section: String,
    },
    /// The report tells a value, but in a series that is not shown.
    ToldElsewhere {
        /// How many values.
        values: usize,
    },
    /// The report only repeats the value of an earlier one.
    Repeated {
        /// The year of that report.
        from: i16,
    },
    /// The user left out what is told of the year.
    TakenOut,
    /// The report was read and tells no number.
    NotTold,
    /// The report says what it does not count.
    Said {
        /// What it says.
        said: SilenceKind,
        /// The report.
        report: ReportIndex,
        /// The sentence.
        sentence: Span,
    },
}

/// A year without a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// The year.
    pub year: i16,
    /// Why.
    #[serde(flatten)]
    pub kind: GapKind,
}

/// The years without a value of an indicator in `country`, from the first to the last that a report
/// covers or a shown point stands at.
///
/// `shown` are the series that are looked at, `set` all of the indicator's. Linear in the figures
/// and sections of the country's reports.
pub fn gaps(
    inputs: &[SeriesInput<'_>],
    set: &SeriesSet,
    shown: &[&Series],
    (indicator, country): (&str, Option<&str>),
) -> Vec<Gap> {
    let mut reports: BTreeMap<i16, Vec<&SeriesInput<'_>>> = BTreeMap::new();
    for input in inputs.iter().filter(|input| input.metadata.country() == country) {
        if let Some(year) = input.metadata.year() {
            reports.entry(year).or_default().push(input);
        }
    }
    let told: BTreeSet<i16> = shown.iter().flat_map(|one| &one.points).map(|p| p.year).collect();
    let years = || reports.keys().chain(&told).copied();
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return Vec::new() };
    let elsewhere = elsewhere(set, country);
    let repeated = repeated(&reports, shown);
    let said = said(&reports, indicator);
    let sections = sections(inputs, set);
    let kind = |year: i16| -> GapKind {
        if let Some(values) = elsewhere.get(&year) {
            return GapKind::ToldElsewhere { values: *values };
        }
        if set.taken_out.iter().any(|(_, of)| *of == year) {
            return GapKind::TakenOut;
        }
        if let Some(said) = said.get(&year) {
            return said.clone();
        }
        if let Some(from) = repeated.get(&year) {
            return GapKind::Repeated { from: *from };
        }
        let Some(here) = reports.get(&year) else { return GapKind::NoEdition };
        let missing = sections.first().filter(|_| {
            let has = |input: &&SeriesInput<'_>| {
                let titles = titles(input.outline);
                sections.iter().any(|section| titles.contains(&folded(section)))
            };
            !here.iter().any(has)
        });
        missing.map_or(GapKind::NotTold, |section| GapKind::SectionMissing {
            section: section.clone(),
        })
    };
    let without = (first..=last).filter(|year| !told.contains(year));
    without.map(|year| Gap { year, kind: kind(year) }).collect()
}

/// How many values all series of the country tell of each year.
fn elsewhere(set: &SeriesSet, country: Option<&str>) -> BTreeMap<i16, usize> {
    let mut values = BTreeMap::new();
    let here = set.series.iter().filter(|one| one.key.country.as_deref() == country);
    for point in here.flat_map(|one| &one.points) {
        *values.entry(point.year).or_default() += 1;
    }
    values
}

/// The years whose reports only repeat a value of the shown series, and from which.
fn repeated(
    reports: &BTreeMap<i16, Vec<&SeriesInput<'_>>>,
    shown: &[&Series],
) -> BTreeMap<i16, i16> {
    let years: HashMap<ReportIndex, i16> = reports
        .iter()
        .flat_map(|(year, inputs)| inputs.iter().map(|input| (input.index, *year)))
        .collect();
    let all = shown.iter().flat_map(|one| &one.repeated);
    all.filter_map(|one| Some((*years.get(&one.figure.report)?, one.from))).collect()
}

/// What the reports say of each year that they do not count: of several the most certain, a nought
/// first.
fn said(reports: &BTreeMap<i16, Vec<&SeriesInput<'_>>>, indicator: &str) -> BTreeMap<i16, GapKind> {
    let mut of_year: BTreeMap<i16, (SilenceKind, ReportIndex, Span)> = BTreeMap::new();
    for (report_year, inputs) in reports {
        for input in inputs {
            let all = input.rows.silences();
            let own = all.filter(|(_, row)| row.name(Name::Indicator) == Some(indicator));
            for (kind, row) in own {
                let year = row.period().end.map_or(*report_year, Date::year);
                let new = (kind, input.index, row.sentence());
                let known = of_year.entry(year).or_insert(new);
                *known = (*known).min(new);
            }
        }
    }
    let said = of_year.into_iter();
    said.map(|(year, (said, report, sentence))| (year, GapKind::Said { said, report, sentence }))
        .collect()
}

/// A section is where an indicator is told if at least so large a part of its figures stand in it.
const USUAL: f64 = 0.3;

/// The headings under which most of the indicator's figures stand, the commonest first. Learned
/// from all reports of the folder.
fn sections(inputs: &[SeriesInput<'_>], set: &SeriesSet) -> Vec<String> {
    let by_index: HashMap<ReportIndex, &SeriesInput<'_>> =
        inputs.iter().map(|input| (input.index, input)).collect();
    let title = |id: &FigureId| {
        let input = by_index.get(&id.report)?;
        let at = input.rows.figures.get(id.figure)?.raw().start;
        Some(section_at(input.outline, at)?.title.clone())
    };
    let points = set.series.iter().flat_map(|one| &one.points);
    let told = points.flat_map(|point| &point.attestations);
    // What was taken out stands in a section all the same.
    let all = told.chain(set.taken_out.iter().map(|(figure, _)| figure));
    let titles: Vec<String> = all.filter_map(title).collect();
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for title in &titles {
        let entry = counts.entry(folded(title)).or_insert_with(|| (0, title.clone()));
        entry.0 += 1;
    }
    let least = USUAL * titles.len() as f64;
    let mut usual: Vec<(usize, String)> =
        counts.into_values().filter(|(count, _)| *count as f64 >= least && *count > 1).collect();
    usual.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    usual.into_iter().map(|(_, title)| title).collect()
}

fn titles(outline: &[Section]) -> BTreeSet<String> {
    outline.iter().map(|section| folded(&section.title)).collect()
}

/// A heading as it is compared: its words in lower case.
fn folded(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Figure, Flow, Silence};
    use crate::series::testing::{self as made, Made, built, in_year};

    fn with_section(mut made: Made, title: &str) -> Made {
        made.report.outline = vec![Section {
            level: 1,
            number: None,
            title: title.to_owned(),
            heading: Span::default(),
            run_in: false,
        }];
        made
    }

    #[test]
    fn each_year_without_a_value_says_why() {
        let told = |year| {
            let made = Made::new(year, "Office").sentence("It counted 5 storms.", in_year(year));
            with_section(made, "Storms")
        };
        let mut reports = [
            told(2014),
            with_section(
                Made::new(2015, "Office").sentence("It counted 6.", in_year(2015)),
                "Storms",
            ),
            with_section(Made::new(2016, "Office").sentence("Calm.", |_| {}), "storms:"),
            with_section(Made::new(2017, "Office").sentence("Calm.", |_| {}), "Floods"),
            with_section(Made::new(2019, "Office").sentence("No storms.", |_| {}), "Storms"),
        ];
        let mut zero = Figure { indicator: Some("storms".to_owned()), ..Figure::default() };
        in_year(2019)(&mut zero);
        reports[4].silences = vec![Silence { kind: SilenceKind::Zero, figure: zero }];
        let set = built(&reports, Flow::Flow);
        let inputs = made::inputs(&reports);
        let shown: Vec<&Series> = set.series.iter().collect();
        let found = gaps(&inputs, &set, &shown, ("storms", Some("Norland")));
        let said = GapKind::Said {
            said: SilenceKind::Zero,
            report: ReportIndex(4),
            sentence: Span::default(),
        };
        let want = [
            (2016, GapKind::NotTold),
            (2017, GapKind::SectionMissing { section: "Storms".to_owned() }),
            (2018, GapKind::NoEdition),
            (2019, said),
        ];
        assert_eq!(found, want.map(|(year, kind)| Gap { year, kind }));
        let hidden = gaps(&inputs, &set, &[], ("storms", Some("Norland")));
        assert_eq!(hidden[0].kind, GapKind::ToldElsewhere { values: 1 });

        // Who leaves a value out changes what is said of its year alone.
        let point = &set.series[0].points[0];
        let (year, figures) = (point.year, point.attestations.iter().copied().collect());
        let (less, _) = set.without(&figures, &inputs);
        let shown: Vec<&Series> = less.series.iter().collect();
        let after = gaps(&inputs, &less, &shown, ("storms", Some("Norland")));
        let others: Vec<&Gap> = after.iter().filter(|gap| gap.year != year).collect();
        assert_eq!(others, found.iter().collect::<Vec<_>>());
        let own = after.iter().find(|gap| gap.year == year).unwrap();
        assert_eq!(own.kind, GapKind::TakenOut);
    }

    #[test]
    fn a_year_whose_report_repeats_the_one_before_says_so() {
        let told = |year| Made::new(year, "Office").sentence("It counted 5 storms.", in_year(year));
        let reports = [told(2014), told(2015)];
        let set = built(&reports, Flow::Flow);
        let shown: Vec<&Series> = set.series.iter().collect();
        let inputs = made::inputs(&reports);
        let found = gaps(&inputs, &set, &shown, ("storms", Some("Norland")));
        assert_eq!(found, [Gap { year: 2015, kind: GapKind::Repeated { from: 2014 } }]);
    }
}

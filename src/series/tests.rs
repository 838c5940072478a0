//! Which figures meet in a series and a point, and which do not.

use super::testing::{Made, built, in_year, period};
use super::*;
use crate::figures::{Aggregation, Coverage, FigureKind};
use jiff::civil::date;

fn values(series: &Series) -> Vec<(i16, f64, Standing)> {
    series.points.iter().map(|point| (point.year, point.value, point.standing)).collect()
}

#[test]
fn one_value_told_by_two_reports_is_one_point_and_another_value_its_rival() {
    let reports = [
        Made::new(2020, "Lantern").sentence("Tidewatch counted 31 storms.", in_year(2019)),
        Made::new(2019, "Office").sentence("Tidewatch counted 31 storms.", in_year(2019)),
        Made::new(2021, "Lantern").sentence("Tidewatch now counts 35 storms.", in_year(2019)),
    ];
    let set = built(&reports, Flow::Flow);
    let points = &set.series[0].points;
    assert_eq!(
        values(&set.series[0]),
        [(2019, 31.0, Standing::Whole), (2019, 35.0, Standing::Whole)]
    );
    let told: Vec<u32> = points[0].attestations.iter().map(|id| id.report.0).collect();
    assert_eq!(told, [1, 0], "the earliest report first");
    assert!(points.iter().all(|point| point.contested));
}

#[test]
fn the_same_days_are_the_same_time_however_they_were_read() {
    let january = |coverage| {
        move |figure: &mut Figure| period(figure, date(2022, 1, 1), date(2022, 1, 31), coverage)
    };
    let reports = [
        Made::new(2022, "Office").sentence("It counted 18 gales.", january(Coverage::PartYear)),
        Made::new(2023, "Office").sentence("It counted 18 gales.", january(Coverage::Event)),
    ];
    let set = built(&reports, Flow::Flow);
    assert_eq!(values(&set.series[0]), [(2022, 18.0, Standing::PartYear)]);
    assert_eq!(set.series[0].points[0].attestations.len(), 2);
}

#[test]
fn what_is_not_a_whole_year_never_takes_a_years_place() {
    let report = Made::new(2020, "Office")
        .sentence("It counted 10 storms by June.", |figure| {
            period(figure, date(2020, 1, 1), date(2020, 6, 30), Coverage::PartYear);
        })
        .sentence("It counted 80 storms in six years.", |figure| {
            if figure.value > 50.0 {
                period(figure, date(2014, 1, 1), date(2019, 12, 31), Coverage::MultiYear);
            } else {
                figure.indicator = None;
            }
        })
        .sentence("The March gale broke 7 roofs.", |figure| {
            period(figure, date(2020, 3, 2), date(2020, 3, 4), Coverage::Event);
        })
        .sentence("There are 12 storms a year.", |figure| {
            figure.aggregation = Aggregation::Average;
        })
        .sentence("There have been 99 storms.", |figure| {
            figure.period.start = Some(date(2015, 1, 1));
            figure.period.coverage = Coverage::MultiYear;
            figure.aggregation = Aggregation::Cumulative;
        })
        .sentence("There were 11 storms.", |_| {});
    let set = built(&[report], Flow::Flow);
    let mut found: Vec<_> = set.series.iter().flat_map(values).collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    let want = [
        (2020, 7.0, Standing::Event),
        (2020, 10.0, Standing::PartYear),
        (2020, 11.0, Standing::Undated),
        (2020, 12.0, Standing::Average),
        (2019, 80.0, Standing::MultiYear),
        (2020, 99.0, Standing::MultiYear),
    ];
    assert_eq!(found, want);
    assert!(set.series.iter().flat_map(|one| &one.points).all(|point| !point.contested));
}

#[test]
fn a_state_on_a_day_stands_for_its_year_and_a_flow_on_a_day_is_an_event() {
    let report = || {
        Made::new(2020, "Office").sentence("On that day there were 40 of them.", |figure| {
            period(figure, date(2020, 7, 1), date(2020, 7, 1), Coverage::PointInTime);
        })
    };
    let standing = |flow| built(&[report()], flow).series[0].points[0].standing;
    assert_eq!(standing(Flow::Stock), Standing::Whole);
    assert_eq!(standing(Flow::Flow), Standing::Event);
}

#[test]
fn parts_stand_in_series_of_their_own() {
    let report = Made::new(2020, "Office")
        .sentence("It held 490 people, 39 of whom were minors.", |figure| {
            in_year(2020)(figure);
            let raw = figure.raw;
            figure.whole = (figure.value < 100.0).then_some(raw);
        })
        .sentence("It runs 25 shelters for women and 2 for men.", in_year(2018));
    let set = built(&[report], Flow::Stock);
    let keys: Vec<(Option<&str>, usize)> =
        set.series.iter().map(|one| (one.key.part.as_deref(), one.points.len())).collect();
    assert_eq!(keys, [(None, 2), (Some("for men"), 1), (Some("of whom were minors"), 1)]);
    let wholes: Vec<f64> = set.series[0].points.iter().map(|point| point.value).collect();
    assert_eq!(wholes, [25.0, 490.0]);
}

#[test]
fn an_undated_telling_of_a_dated_value_is_no_second_point() {
    let reports = [Made::new(2020, "Office")
        .sentence("Tidewatch counted 31 storms.", in_year(2020))
        .sentence("Tidewatch, with its 31 storms, asked for help.", |_| {})
        .sentence("Tidewatch once spoke of 30 storms.", |_| {})];
    let set = built(&reports, Flow::Flow);
    assert_eq!(
        values(&set.series[0]),
        [(2020, 30.0, Standing::Undated), (2020, 31.0, Standing::Whole)]
    );
    assert_eq!(set.series[0].points[1].attestations.len(), 2);
}

#[test]
fn sources_and_publishers_part_series_and_forms_of_a_name_do_not() {
    let named = |name: &'static str, year| {
        move |figure: &mut Figure| {
            in_year(year)(figure);
            figure.source = (!name.is_empty()).then(|| name.to_owned());
        }
    };
    let reports = [
        Made::new(2019, "Office")
            .sentence("The commissioner counted 5.", named("rights commissioner", 2019))
            .sentence("There were 6.", named("", 2019)),
        Made::new(2020, "Lantern")
            .sentence("She counted 7.", named("Office of the Rights Commissioner", 2020))
            .sentence("There were 8.", named("", 2020)),
    ];
    let set = built(&reports, Flow::Flow);
    let tellers: Vec<(&str, usize)> =
        set.series.iter().map(|one| (one.key.teller(), one.points.len())).collect();
    assert_eq!(tellers, [("Office of the Rights Commissioner", 2), ("Lantern", 1), ("Office", 1)]);
}

#[test]
fn nothing_is_dropped_in_silence() {
    let mut no_year = Made::new(2020, "Office").sentence("There were 11 storms.", |_| {});
    no_year.report.metadata.year = None;
    let incident = Made::new(2021, "Office")
        .sentence("A gale sank 3 boats.", |figure| figure.kind = FigureKind::Incident);
    let set = built(&[no_year, incident], Flow::Flow);
    assert!(set.series.is_empty());
    let why: Vec<LeftOut> = set.left_out.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [LeftOut::NoYear, LeftOut::NotAStatistic]);
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let report = |year: i16, publisher: &str| {
        Made::new(year, publisher)
            .sentence("Tidewatch counted 31 storms.", in_year(2019))
            .sentence("It counted 9 of which 4 were gales.", in_year(year))
    };
    let forth = [report(2019, "Office"), report(2020, "Lantern"), report(2020, "Office")];
    let back = [report(2020, "Office"), report(2020, "Lantern"), report(2019, "Office")];
    let plain = |set: SeriesSet| {
        let plain = set.series.into_iter().map(|one| (one.key.clone(), values(&one)));
        plain.collect::<Vec<_>>()
    };
    assert_eq!(plain(built(&forth, Flow::Flow)), plain(built(&back, Flow::Flow)));
}

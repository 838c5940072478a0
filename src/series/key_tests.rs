//! What parts series, and what must hold for any figures.

use super::testing::{Made, built, in_year, period};
use super::*;
use crate::figures::{Coverage, FigureKind};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn scope_parts_series_however_it_is_written() {
    let told = |scope: &'static str, year| {
        move |figure: &mut Figure| {
            in_year(year)(figure);
            figure.scope = (!scope.is_empty()).then(|| scope.to_owned());
        }
    };
    let reports = [Made::new(2020, "Office")
        .sentence("There were 60 boats.", told("registered", 2019))
        .sentence("There were 62 boats.", told("Registered", 2020))
        .sentence("There were 900 boats.", told("estimated", 2020))
        .sentence("There were 7 boats.", told("", 2020))];
    let set = built(&reports, Flow::Flow);
    let scopes: Vec<(Option<&str>, usize)> =
        set.series.iter().map(|one| (one.key.scope.as_deref(), one.points.len())).collect();
    assert_eq!(scopes, [(Some("registered"), 2), (None, 1), (Some("estimated"), 1)]);
}

#[test]
fn what_came_is_no_state_and_a_state_is_not_what_came() {
    let report = |flow| {
        Made::new(2020, "Office").sentence("It named 38 of them.", move |figure| {
            in_year(2020)(figure);
            figure.flow = flow;
        })
    };
    let key = |told, usual| built(&[report(told)], usual).series[0].key.other_flow;
    assert_eq!(key(Some(Flow::Flow), Flow::Stock), Some(Flow::Flow));
    assert_eq!(key(Some(Flow::Stock), Flow::Stock), None);
    assert_eq!(key(None, Flow::Stock), None);
    assert_eq!(key(Some(Flow::Stock), Flow::Flow), None, "of a year: it came in it");
    let on_a_day = Made::new(2020, "Office").sentence("There were 38 of them.", |figure| {
        period(figure, date(2020, 7, 1), date(2020, 7, 1), Coverage::PointInTime);
        figure.flow = Some(Flow::Stock);
    });
    let set = built(&[on_a_day], Flow::Flow);
    assert_eq!(set.series[0].key.other_flow, Some(Flow::Stock));
    assert_eq!(set.series[0].flow, Flow::Stock);
    assert_eq!(set.series[0].points[0].standing, Standing::Whole);
}

#[test]
fn averages_running_totals_and_events_have_series_of_their_own() {
    let report = Made::new(2020, "Office")
        .sentence("It counted 10 storms.", in_year(2020))
        .sentence("There are 12 storms a year.", |figure| {
            figure.aggregation = Aggregation::Average;
        })
        .sentence("There have been 99 storms.", |figure| {
            period(figure, date(2015, 1, 1), date(2019, 12, 31), Coverage::MultiYear);
        })
        .sentence("The March gale broke 7 roofs.", |figure| {
            period(figure, date(2020, 3, 2), date(2020, 3, 4), Coverage::Event);
        });
    let set = built(&[report], Flow::Flow);
    let kinds: Vec<(Aggregation, f64)> =
        set.series.iter().map(|one| (one.key.aggregation, one.points[0].value)).collect();
    assert_eq!(
        kinds,
        [
            (Aggregation::Total, 10.0),
            (Aggregation::Average, 12.0),
            (Aggregation::Cumulative, 99.0),
            (Aggregation::Event, 7.0)
        ]
    );
}

#[test]
fn what_is_not_comparable_is_said_at_the_series_and_at_the_point() {
    let told = |year, status, scope: &'static str| {
        move |figure: &mut Figure| {
            in_year(year)(figure);
            figure.status = status;
            figure.scope = (!scope.is_empty()).then(|| scope.to_owned());
        }
    };
    let alleged = Some(Status::Alleged);
    let reports = [
        Made::new(2018, "Office")
            .sentence("It counted 9.", told(2018, alleged, ""))
            .sentence("There are 40.", |_| {}),
        Made::new(2019, "Office")
            .sentence("It counted 8.", told(2018, alleged, ""))
            .sentence("It counted 5 by June.", |figure| {
                period(figure, date(2018, 1, 1), date(2018, 6, 30), Coverage::PartYear);
                figure.value = 50.0;
            })
            .sentence("It counted 4.", told(2017, Some(Status::Registered), ""))
            .sentence("It counted 6.", told(2016, alleged, "gales"))
            .sentence("There may be 40.", |_| {}),
    ];
    let set = built(&reports, Flow::Flow);
    let all: Vec<&Series> = set.series.iter().collect();
    let found: BTreeSet<(Option<(i16, String)>, Reason)> = cautions(&all)
        .into_iter()
        .map(|caution| {
            let point = caution.point.map(|at| &all[caution.series].points[at]);
            (point.map(|point| (point.year, point.value.to_string())), caution.reason)
        })
        .collect();
    let want = [
        (None, Reason::AnotherScope),
        (Some((2017, 4)), Reason::OtherStatus),
        (Some((2018, 8)), Reason::Restated),
        (Some((2018, 9)), Reason::Restated),
        (Some((2018, 40)), Reason::Undated),
        (Some((2018, 50)), Reason::PartOfYear),
        (Some((2018, 50)), Reason::AboveItsYear),
        (Some((2019, 40)), Reason::Undated),
        (Some((2019, 40)), Reason::Repeated),
    ];
    let named = |(point, reason): (Option<(i16, i32)>, Reason)| {
        (point.map(|(year, value)| (year, value.to_string())), reason)
    };
    assert_eq!(found, want.into_iter().map(named).collect());
}

#[test]
fn two_values_of_one_report_are_no_restatement() {
    let reports = [Made::new(2018, "Office")
        .sentence("It counted 9.", in_year(2018))
        .sentence("It counted 8.", in_year(2018))];
    let set = built(&reports, Flow::Flow);
    let reasons: Vec<Reason> =
        cautions(&[&set.series[0]]).into_iter().map(|caution| caution.reason).collect();
    assert_eq!(reasons, [Reason::TwoValues; 2]);
}

/// A figure of one of a few kinds, as a report would tell it.
fn any_figure() -> impl Strategy<Value = (u32, u8, u8, i16)> {
    (1_u32..40, 0_u8..6, 0_u8..8, 2014_i16..2021)
}

fn made(report: i16, told: &[(u32, u8, u8, i16)]) -> Made {
    let mut made = Made::new(report, "Office");
    for &(value, time, kind, year) in told {
        made = made.sentence(&format!("It counted {value} storms."), |figure| {
            match time {
                0 | 1 => in_year(year)(figure),
                2 => period(figure, date(year, 1, 1), date(year, 6, 30), Coverage::PartYear),
                3 => period(figure, date(year, 3, 2), date(year, 3, 2), Coverage::PointInTime),
                4 => period(figure, date(year - 3, 1, 1), date(year, 12, 31), Coverage::MultiYear),
                _ => {}
            }
            match kind {
                0 => figure.source = None,
                1 => figure.scope = Some("gales".to_owned()),
                2 => figure.aggregation = Aggregation::Average,
                3 => figure.kind = FigureKind::Incident,
                4 => figure.flow = Some(Flow::Stock),
                5 => figure.indicator = None,
                _ => {}
            }
        });
    }
    made
}

/// A point: its year, its time and value, how many tell it, whether it is contested.
type PlainPoint = (i16, String, usize, bool);

/// All that a set says, without the indices that depend on the order of the reports.
fn plain(set: &SeriesSet) -> Vec<(SeriesKey, Vec<PlainPoint>)> {
    let points = |one: &Series| {
        let plain = one.points.iter().map(|point| {
            let value = format!("{:?} {:?} {}", point.period, point.standing, point.value);
            (point.year, value, point.attestations.len(), point.contested)
        });
        plain.collect()
    };
    set.series.iter().map(|one| (one.key.clone(), points(one))).collect()
}

proptest! {
    #[test]
    fn every_figure_of_the_indicator_stands_somewhere_once(
        told in prop::collection::vec((2014_i16..2022, prop::collection::vec(any_figure(), 0..8)), 0..5),
        stock in any::<bool>(),
    ) {
        let flow = if stock { Flow::Stock } else { Flow::Flow };
        let reports: Vec<Made> = told.iter().map(|(year, told)| made(*year, told)).collect();
        let set = built(&reports, flow);
        let all = set.series.iter().flat_map(|one| &one.points);
        let mut standing: Vec<FigureId> = all.flat_map(|point| point.attestations.clone()).collect();
        standing.extend(set.left_out.iter().map(|(id, _)| *id));
        standing.sort_unstable();
        let of_indicator = |(report, made): (usize, &Made)| {
            let has = made.figures.iter().enumerate().filter(|(_, f)| f.indicator.is_some());
            has.map(|(at, _)| (report, at)).collect::<Vec<_>>()
        };
        let want: Vec<(usize, usize)> = reports.iter().enumerate().flat_map(of_indicator).collect();
        let got: Vec<(usize, usize)> =
            standing.iter().map(|id| (id.report.0 as usize, id.figure as usize)).collect();
        prop_assert_eq!(got, want);
        let keys: Vec<SeriesKey> = set.series.iter().map(|one| one.key.clone()).collect();
        let joined = set.joined(&[keys]);
        let count = |set: &SeriesSet| -> usize {
            set.series.iter().flat_map(|one| &one.points).map(|p| p.attestations.len()).sum()
        };
        prop_assert_eq!(count(&joined), count(&set), "joining loses nothing");
        for one in &set.series {
            for id in one.points.iter().flat_map(|point| &point.attestations) {
                let figure = &reports[id.report.0 as usize].figures[id.figure as usize];
                prop_assert_eq!(&one.key.scope, &figure.scope);
                prop_assert_eq!(&one.key.source, &figure.source);
            }
            if one.key.aggregation != Aggregation::Total {
                prop_assert!(one.points.iter().all(|point| !point.standing.joins()));
            }
        }
    }

    #[test]
    fn the_order_of_reports_changes_nothing(
        told in prop::collection::vec(prop::collection::vec(any_figure(), 0..8), 0..4),
    ) {
        let reports = || (2015_i16..).zip(&told).map(|(year, told)| made(year, told));
        let forth: Vec<Made> = reports().collect();
        let mut back: Vec<Made> = reports().collect();
        back.reverse();
        prop_assert_eq!(plain(&built(&forth, Flow::Flow)), plain(&built(&back, Flow::Flow)));
    }
}

#[test]
fn the_same_number_for_the_same_months_a_year_later_is_perhaps_no_new_count() {
    let half = |year| {
        move |figure: &mut Figure| {
            period(figure, date(year, 1, 1), date(year, 6, 30), Coverage::PartYear);
        }
    };
    let reports = [
        Made::new(2018, "Office").sentence("It counted 1900 gales.", half(2018)),
        Made::new(2019, "Office").sentence("It held 1900 against gales.", half(2019)),
        Made::new(2020, "Office").sentence("It counted 2 or so.", half(2020)),
        Made::new(2021, "Office").sentence("It counted 2.", half(2021)),
    ];
    let set = built(&reports, Flow::Flow);
    let careful = cautions(&[&set.series[0]]);
    let repeated = careful.iter().filter(|caution| caution.reason == Reason::Repeated);
    let years = repeated.map(|caution| set.series[0].points[caution.point.unwrap()].year);
    assert_eq!(years.collect::<Vec<_>>(), [2019], "small counts may well be the same");
}

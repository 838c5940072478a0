//! Figures of invented tables, read from Markdown as a user's file would be.

use crate::analysis::analyse_with_cues;
use crate::figures::{Aggregation, Catalogue, Coverage, Figure, Unit};
use crate::reading;
use crate::report::{DocumentName, Report};

fn report(text: &str) -> Report {
    let story = "The office of records wrote that it had seen what was shown to it in the year, and \
        that it had nothing to add to that.";
    let text = format!("# Norway: report of the office, 2030\n\n{story}\n\n{text}");
    reading::read(text.as_bytes(), &DocumentName::new("norway_2030.md")).unwrap()
}

/// The figures of the tables of a text.
fn figures(text: &str) -> (Report, Vec<Figure>) {
    let report = report(text);
    assert!(!report.tables.is_empty());
    let (mut analysis, cues) = analyse_with_cues(&report);
    analysis.assign(&cues, &Catalogue::built_in());
    (report, analysis.figures)
}

/// Each figure as "number measure year place".
fn told(text: &str) -> Vec<String> {
    let (report, figures) = figures(text);
    let line = |figure: &Figure| {
        let year = figure.period.start.map_or(0, jiff::civil::Date::year);
        let place = figure.place.as_deref().unwrap_or("-");
        format!("{} {}; {year}; {place}", figure.raw.of(&report.text), figure.measure)
    };
    figures.iter().map(line).collect()
}

#[test]
fn rows_name_what_is_counted_and_columns_the_year() {
    let text = "| | 2028 | 2029 |\n|--|--|--|\n| Complaints of torture | 1,400 | 12 |\n\
        | Convictions for torture | – | 3 |\n";
    let want = [
        "1,400 Complaints of torture; 2028; Norway",
        "12 Complaints of torture; 2029; Norway",
        "3 Convictions for torture; 2029; Norway",
    ];
    assert_eq!(told(text), want);
    let (report, figures) = figures(text);
    let slugs: Vec<_> = figures.iter().map(|figure| figure.indicator.as_deref()).collect();
    assert_eq!(
        slugs,
        [Some("torture_complaints"); 2]
            .into_iter()
            .chain([Some("torture_convictions")])
            .collect::<Vec<_>>()
    );
    assert_eq!(figures[0].sentence.of(&report.text), "Complaints of torture\t1,400\t12");
    assert!(figures.iter().all(|figure| figure.period.coverage == Coverage::FullYear));
}

#[test]
fn columns_name_what_is_counted_and_rows_the_year_or_the_place() {
    let text = "| Year | Complaints | Share upheld, % |\n|--|--|--|\n| 2028 | 40 | 12.5 |\n| 2029 | 50 | 20 |\n";
    let want = [
        "40 Complaints; 2028; Norway",
        "12.5 Share upheld; 2028; Norway",
        "50 Complaints; 2029; Norway",
        "20 Share upheld; 2029; Norway",
    ];
    assert_eq!(told(text), want);
    assert_eq!(figures(text).1[1].unit, Unit::Percent);

    let text = "Table 2. Fires by region, 2029\n\n| Region | Number |\n|--|--|\n| Sorn | 40 |\n| Vellen | 50 |\n| Total | 90 |\n";
    let want = ["40 Fires; 2029; Sorn", "50 Fires; 2029; Vellen", "90 Fires; 2029; Norway"];
    assert_eq!(told(text), want);
    assert!(figures(text).1.iter().all(|figure| figure.whole.is_none()));

    let text =
        "| Country of origin | Guests in 2029 |\n|--|--|\n| Orlania | 40 |\n| Vessen | 50 |\n";
    let want = ["40 Orlania: Guests; 2029; Norway", "50 Vessen: Guests; 2029; Norway"];
    assert_eq!(told(text), want);
}

#[test]
fn totals_are_the_wholes_of_their_parts() {
    let text = "Table 1: Prisoners held, 2029\n\n| | Prisoners |\n|--|--|\n| Men | 40 |\n| Women | 5 |\n| Total | 45 |\n";
    let (_, found) = figures(text);
    let total = found[2].raw;
    let wholes: Vec<_> = found.iter().map(|figure| figure.whole).collect();
    assert_eq!(wholes, [Some(total), Some(total), None]);
    assert_eq!(told(text)[2], "45 Prisoners; 2029; Norway");

    // Over years a total covers them all and has no parts.
    let text = "| | 2028 | 2029 | Total |\n|--|--|--|--|\n| Fires | 40 | 50 | 90 |\n| Floods | 4 | 5 | 9 |\n";
    let (_, found) = figures(text);
    assert!(found.iter().all(|figure| figure.whole.is_none()));
    assert_eq!(found[2].aggregation, Aggregation::Cumulative);
    assert_eq!(found[2].period.coverage, Coverage::MultiYear);
    assert_eq!(found[2].period.end.unwrap().year(), 2029);
}

#[test]
fn sections_scales_and_sources_are_read() {
    let text = "The office counted as follows in 2029:\n\n| | Men | Women |\n|--|--|--|\n| **North** | | |\n\
        | Cases | 4 | 5 |\n| **South** | | |\n| Cases | 6 | 7 |\n\nSource: Office of the Ombudsman.\n";
    let found = told(text);
    assert_eq!(found[0], "4 North: Cases: Men; 2029; Norway");
    assert_eq!(found[3], "7 South: Cases: Women; 2029; Norway");

    let text =
        "| Year | Debt of farms (US$ thousands) |\n|--|--|\n| 2028 | 40 |\n| 2029 | 50.5 |\n";
    let (_, found) = figures(text);
    assert_eq!((found[1].value, found[1].unit), (50_500.0, Unit::Money));
}

#[test]
fn plans_pages_dates_and_words_tell_no_figures() {
    let tables = [
        "| | 2030 planned |\n|--|--|\n| Visits | 40 |\n| Talks | 50 |\n",
        "| Part | Page |\n|--|--|\n| One | 4 |\n| Two | 50 |\n",
        "| Treaty | Ratified |\n|--|--|\n| On boats | 2004 |\n| On gates | 2011 |\n",
        "| Treaty | Signed |\n|--|--|\n| On boats | 5 May 2004 |\n| On gates | 7 May 2004 |\n",
        "| Body | Finding |\n|--|--|\n| Council | 12 gates were shut in the year |\n| Court | None |\n",
        "| 2028 | 2029 |\n|--|--|\n| 12 | 40 |\n| 14 | 50 |\n",
    ];
    for table in tables {
        assert_eq!(told(table), Vec::<String>::new(), "{table}");
    }
}

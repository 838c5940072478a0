//! What is a nought, what is none, and what is no silence at all.

use super::{SilenceKind, silences};
use crate::language;
use crate::report::DocumentName;

/// What the sentence of a report of 2019 says that it does not count.
fn told(text: &str) -> Option<(SilenceKind, String, Option<i16>)> {
    let page = format!("Karvenia 2019 Human Rights Report\n\n{text}\n");
    let report = crate::reading::read(page.as_bytes(), &DocumentName::new("a.txt")).unwrap();
    let sentences: Vec<_> = report
        .blocks
        .iter()
        .flat_map(|block| language::sentences(&report.text, block.span))
        .collect();
    let found = silences(&report, &sentences, &[]);
    assert!(found.len() < 2, "{found:?}");
    found.into_iter().next().map(|(silence, cues)| {
        let year = silence.figure.period.end.map(jiff::civil::Date::year);
        (silence.kind, cues.counted, year)
    })
}

#[test]
fn each_kind_of_silence_is_told() {
    use SilenceKind::{NoStatistics, NothingReported, Zero};
    let table = [
        (
            "No persons were recognized as refugees during the year.",
            Zero,
            "persons recognized refugees",
        ),
        ("There were no convictions for torture during the year.", Zero, "convictions for torture"),
        ("The office granted no asylum applications during the year.", Zero, "asylum applications"),
        ("No abuses were reported during the year.", NothingReported, "abuses reported"),
        ("There were no reports of political prisoners.", NothingReported, "political prisoners"),
        (
            "There were no confirmed disappearances during the year.",
            NothingReported,
            "confirmed disappearances",
        ),
        (
            "The ministry did not release statistics on suicides in custody.",
            NoStatistics,
            "suicides in custody",
        ),
        (
            "No statistics were available on the number of street children.",
            NoStatistics,
            "street children",
        ),
        ("Statistics on prisoner deaths were unavailable.", NoStatistics, "prisoner deaths"),
        (
            "The guards did not provide information on the number of detainees.",
            NoStatistics,
            "detainees",
        ),
    ];
    for (text, kind, counted) in table {
        let year = (kind == Zero).then_some(2019);
        let found =
            told(text).map(|(kind, counted, year)| (kind, counted, year.filter(|_| kind == Zero)));
        assert_eq!(found, Some((kind, counted.to_owned(), year)), "{text}");
    }
}

#[test]
fn other_denials_are_no_silence() {
    let table = [
        "There were no restrictions.",
        "No law prohibits hazing.",
        "There were no significant changes during the year.",
        "There were no convictions.",
        "The courts were not independent.",
        "Statistics on prisoners were published during the year.",
        "The ministry did not provide information on whether the mill reopened.",
        "Police received no training.",
    ];
    for text in table {
        assert_eq!(told(text), None, "{text}");
    }
}

//! What is told, and what rounding explains.

use super::check;
use crate::analysis::analyse_with_cues;
use crate::figures::Catalogue;
use crate::report::DocumentName;

/// The words of what does not agree in a report of these sentences.
fn told(text: &str) -> Vec<String> {
    let page = format!("Karvenia 2019 Human Rights Report\n\n{text}\n");
    let report = crate::reading::read(page.as_bytes(), &DocumentName::new("a.txt")).unwrap();
    let (mut analysis, cues) = analyse_with_cues(&report);
    analysis.assign(&cues, &Catalogue::built_in());
    check(&report.text, &analysis.figures).into_iter().map(|finding| finding.words).collect()
}

#[test]
fn what_does_not_agree_is_told() {
    let table = [
        (
            "Women held 12 of 40 seats, or 50 percent.",
            "the text says 50 percent; 12 of 40 is 30 percent",
        ),
        (
            "During the year 90 of the 300 mills (20 percent) closed.",
            "the text says 20 percent; 90 of 300 is 30 percent",
        ),
        (
            "The number of complaints dropped by 21 percent, from 315 to 219.",
            "the text says 21 percent less; 315 to 219 is 30 percent less",
        ),
        (
            "The office received 219 complaints, a 21 percent drop compared with 315 in 2018.",
            "the text says 21 percent less; 315 to 219 is 30 percent less",
        ),
        (
            "The office received 400 complaints, compared with 200 in 2018, a 50 percent decrease.",
            "the text says 50 percent less; 200 to 400 is 100 percent more",
        ),
        (
            "The ministry registered 340340 complaints during the year.",
            "“340340” is “340” written twice",
        ),
        (
            "The ministry registered 900 complaints of torture in the first half of the \
             year. The ministry registered 700 complaints of torture during the year.",
            "900 in a part of 2019 is more than 700 in all of it",
        ),
        (
            "The council looked at 40 mills, of which it closed 12 (50 percent).",
            "the text says 50 percent; 12 of 40 is 30 percent",
        ),
        (
            "Police detained 40 protesters, of whom 25 were men and 20 were women.",
            "25 and 20 are 45, told as parts of 40",
        ),
    ];
    for (text, want) in table {
        assert_eq!(told(text), [want], "{text}");
    }
}

#[test]
fn what_rounding_and_other_wholes_explain_is_not_told() {
    let table = [
        "Women held 13 of 40 seats, or 33 percent.",
        "Women held 13 of 40 seats, or 32 percent.",
        "Women held 28 of about 170 seats, or 15 percent.",
        "Fees fell to 102 from 125 on one day, while there was a 60 percent drop in prosecutions.",
        "There were six women in the 65-seat chamber, and four of whom 24 were guests.",
        "UNHCR counted 6,700 refugees from seven countries, of which 2,450 were from one.",
        "Checks found two boys of whom some were under 14 while 134 were older.",
        "The party won 12 of 40 seats, with 50 percent of the vote.",
        "Of these, 12 of 40 clubs had members, 50 percent of whom were women.",
        "The number of complaints dropped by 30 percent, from 315 to 219.",
        "The number of complaints dropped by more than 25 percent, from 315 to 219.",
        "The prison population rose by 15 percent, from fewer than 52,000 to more than 61,000.",
        "The office received 219 complaints, compared with 315 in 2018, and 20 percent were closed.",
        "Police detained 40 protesters, of whom 25 were men and 15 were women.",
        "Police detained 40 protesters, of whom 25 were fined and 20 were tried.",
        "The ministry registered 340,340 complaints during the year.",
        "The ministry registered 200200 complaints during the year.",
    ];
    for text in table {
        assert!(told(text).is_empty(), "{text}: {:?}", told(text));
    }
}

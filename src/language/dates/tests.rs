use super::*;
use crate::language::words;

/// Each expression as `words → link first..last`, where the passage speaks of 2015.
fn told(text: &str) -> Vec<String> {
    time_expressions(&words(text, Span::new(0, text.len())))
        .iter()
        .map(|found| {
            let meaning = match found.time {
                Time::Stretch(stretch) => match stretch.days(2015) {
                    Some((first, last)) => format!("{first}..{last}"),
                    None => "never".to_owned(),
                },
                other => format!("{other:?}"),
            };
            format!("{} → {:?} {meaning}", found.span.of(text), found.link)
        })
        .collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, want) in table {
        assert_eq!(&told(text), want, "{text}");
    }
}

#[test]
fn days_months_and_years() {
    check(&[
        ("He left on April 3.", &["on April 3 → Within 2015-04-03..2015-04-03"]),
        ("He left on April 3, 2012.", &["on April 3, 2012 → Within 2012-04-03..2012-04-03"]),
        ("She left on 3 April 2012.", &["on 3 April 2012 → Within 2012-04-03..2012-04-03"]),
        ("In July the court sat.", &["In July → Within 2015-07-01..2015-07-31"]),
        ("in February 2016 it sat", &["in February 2016 → Within 2016-02-01..2016-02-29"]),
        ("in July of that year", &["in July of that year → Within 2015-07-01..2015-07-31"]),
        ("In 2010 five fell.", &["In 2010 → Within 2010-01-01..2010-12-31"]),
        ("On Sept. 5 it rained.", &["On Sept. 5 → Within 2015-09-05..2015-09-05"]),
        ("As of early May, 3 remained.", &["As of early May → AsOf 2015-05-01..2015-05-01"]),
        ("May no one fall.", &[]),
        ("They may go; the march went on.", &[]),
        ("a 15-year term and 2,011 cases", &[]),
    ]);
}

#[test]
fn stretches() {
    check(&[
        ("on March 6 and 7", &["on March 6 and 7 → Within 2015-03-06..2015-03-07"]),
        ("March 6–9, 2014", &["March 6–9, 2014 → Bare 2014-03-06..2014-03-09"]),
        ("between March and May", &["between March and May → Bare 2015-03-01..2015-05-31"]),
        ("from 2010 to 2013", &["from 2010 to 2013 → Bare 2010-01-01..2013-12-31"]),
        ("in 2012-13", &["in 2012-13 → Within 2012-01-01..2013-12-31"]),
        (
            "from May 1, 2013, to June 3, 2014",
            &["from May 1, 2013, to June 3, 2014 → Bare 2013-05-01..2014-06-03"],
        ),
        (
            "between December 1, 2014, and May 3",
            &["between December 1, 2014, and May 3 → Bare 2014-12-01..2015-05-03"],
        ),
        (
            "in the 2012-13 school year",
            &["in the 2012-13 school year → Within 2012-01-01..2013-12-31"],
        ),
        ("January-June figures", &["January-June → Bare 2015-01-01..2015-06-30"]),
        (
            "from October 2011 through March 2012",
            &["from October 2011 through March 2012 → Bare 2011-10-01..2012-03-31"],
        ),
        (
            "from October to March 2012",
            &["from October to March 2012 → Bare 2011-10-01..2012-03-31"],
        ),
        (
            "from June 2012 through September",
            &["from June 2012 through September → Bare 2012-06-01..2015-09-30"],
        ),
    ]);
}

#[test]
fn parts_of_a_year() {
    check(&[
        (
            "in the first six months of the year",
            &["in the first six months of the year → Within 2015-01-01..2015-06-30"],
        ),
        (
            "During the first 10 months of 2013, 7 fell",
            &["During the first 10 months of 2013 → Within 2013-01-01..2013-10-31"],
        ),
        (
            "in the second half of 2014",
            &["in the second half of 2014 → Within 2014-07-01..2014-12-31"],
        ),
        (
            "the last quarter of the year",
            &["the last quarter of the year → Bare 2015-10-01..2015-12-31"],
        ),
        ("the first half of the match", &[]),
        ("in the first three weeks of his detention", &[]),
    ]);
}

#[test]
fn years_that_the_passage_fixes() {
    check(&[
        ("during the year", &["during the year → Within 2015-01-01..2015-12-31"]),
        ("for most of the year", &["of the year → Of 2015-01-01..2015-12-31"]),
        ("throughout the year", &["throughout the year → Within 2015-01-01..2015-12-31"]),
        (
            "over the course of the year",
            &["over the course of the year → Within 2015-01-01..2015-12-31"],
        ),
        ("46 the previous year", &["the previous year → Bare 2014-01-01..2014-12-31"]),
        ("46 a year earlier", &["a year earlier → Bare 2014-01-01..2014-12-31"]),
        ("by year’s end", &["by year’s end → Through 2015-12-31..2015-12-31"]),
        ("At the end of the year", &["At the end of the year → Within 2015-12-31..2015-12-31"]),
        ("by the end of August", &["by the end of August → Through 2015-08-31..2015-08-31"]),
        ("at year-end 2013", &["at year-end 2013 → Within 2013-12-31..2013-12-31"]),
        (
            "since the beginning of the year",
            &["since the beginning of the year → Since 2015-01-01..2015-01-01"],
        ),
        ("the same period in 2014", &["the same period in 2014 → Bare SamePart(Told(2014))"]),
        ("in that year", &["in that year → Within 2015-01-01..2015-12-31"]),
        ("a two-year term", &[]),
    ]);
}

#[test]
fn links() {
    check(&[
        ("As of July 1, 5 stood", &["As of July 1 → AsOf 2015-07-01..2015-07-01"]),
        ("through August", &["through August → Through 2015-08-01..2015-08-31"]),
        ("since 2009", &["since 2009 → Since 2009-01-01..2009-12-31"]),
        (
            "since its creation in 2011",
            &["since its creation in 2011 → Since 2011-01-01..2011-12-31"],
        ),
        ("since then", &["since then → Since Mentioned"]),
        ("after May 2009", &["after May 2009 → Beside 2009-05-01..2009-05-31"]),
        ("a 2013 survey", &["2013 → Bare 2013-01-01..2013-12-31"]),
    ]);
}

#[test]
fn times_without_a_date() {
    check(&[
        ("some 30 girls annually", &["annually → Bare Habit"]),
        ("600 complaints on average per year", &["per year → Bare Habit"]),
        ("12 women each day", &["each day → Bare Habit"]),
        ("600 complaints a year.", &["a year → Bare Habit"]),
        ("in the past seven years", &["in the past seven years → Within Spell"]),
        ("in two and a half years", &["in two and a half years → Within Spell"]),
        ("is currently 40", &["currently → Bare Now"]),
        ("at the time of the report", &["at the time of the report → Within Telling"]),
        ("the monthly minimum wage", &[]),
    ]);
}

#[test]
fn parts_of_years_and_years_that_end_within_one() {
    check(&[
        ("for the period 2013-14", &["for the period 2013-14 → Within 2013-01-01..2014-12-31"]),
        (
            "during the period from May to July",
            &["during the period from May to July → Within 2015-05-01..2015-07-31"],
        ),
        (
            "in the year ending June 30",
            &["in the year ending June 30 → Within 2014-07-01..2015-06-30"],
        ),
        (
            "in the 12 months to March 2013",
            &["in the 12 months to March 2013 → Within 2012-04-01..2013-03-31"],
        ),
        (
            "In the first quarter, 40 fell.",
            &["In the first quarter → Within 2015-01-01..2015-03-31"],
        ),
        ("the office’s first quarter survey", &["first quarter → Bare 2015-01-01..2015-03-31"]),
        (
            "in the second semester of 2013",
            &["in the second semester of 2013 → Within 2013-07-01..2013-12-31"],
        ),
        (
            "In the first half the office closed.",
            &["In the first half → Within 2015-01-01..2015-06-30"],
        ),
        ("the first half of the guests", &[]),
        (
            "in the first half of fiscal year 2013",
            &["in the first half of fiscal year 2013 → Within 2013-01-01..2013-06-30"],
        ),
        (
            "between May and the end of July",
            &["between May and the end of July → Bare 2015-05-01..2015-07-31"],
        ),
        (
            "at the end of the third quarter of 2013",
            &["at the end of the third quarter of 2013 → Within 2013-09-30..2013-09-30"],
        ),
        ("As of midyear 40 remained.", &["As of midyear → AsOf 2015-06-30..2015-06-30"]),
        ("during the year’s elections", &["during the year’s → Within 2015-01-01..2015-12-31"]),
        ("at the year’s end", &["at the year’s end → Within 2015-12-31..2015-12-31"]),
        ("To date 40 were freed.", &["To date → Bare Now"]),
        ("so far as we know", &[]),
        ("over the last year", &["over the last year → Within Spell"]),
    ]);
}

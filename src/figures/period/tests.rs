use crate::figures::passage_tests::told;

/// Each figure's period as `number → first..last`.
fn periods(text: &str) -> Vec<String> {
    told(text, &[], |figure| {
        let day = |date: Option<jiff::civil::Date>| date.map_or("-".to_owned(), |d| d.to_string());
        match (figure.period.start, figure.period.end) {
            (Some(start), Some(end))
                if start == start.first_of_year() && end == end.last_of_year() =>
            {
                if start.year() == end.year() {
                    start.year().to_string()
                } else {
                    format!("{}–{}", start.year(), end.year())
                }
            }
            (start, end) => format!("{}..{}", day(start), day(end)),
        }
    })
}

fn check(table: &[(&str, &[&str])]) {
    for (text, want) in table {
        assert_eq!(&periods(text), want, "{text}");
    }
}

#[test]
fn a_time_belongs_to_its_number() {
    check(&[
        ("The office received 96 complaints during the year.", &["96 → 2015"]),
        ("There were 40 deaths, compared with 31 in 2014.", &["40 → 2015", "31 → 2014"]),
        (
            "During the year it recorded 45 deaths, compared with 31 in 2010.",
            &["45 → 2015", "31 → 2010"],
        ),
        ("It recorded 45 deaths in 2013, up from 36 a year earlier.", &["45 → 2013", "36 → 2014"]),
        (
            "The number of orphans fell from 600 in 2012 to 400 during the year.",
            &["600 → 2012", "400 → 2015"],
        ),
        (
            "Police opened 229 cases against 386 inmates during the year; 47 were dropped.",
            &["229 → 2015", "386 → 2015", "47 → 2015"],
        ),
        (
            "In 2013 the office reported 136 complaints in the first six months of the year.",
            &["136 → 2013-01-01..2013-06-30"],
        ),
        (
            "It reported 93 deaths in the first nine months of 2014, and 18 in the first half of the year.",
            &["93 → 2014-01-01..2014-09-30", "18 → 2015-01-01..2015-06-30"],
        ),
        ("Through August authorities recorded 86 attacks.", &["86 → 2015-01-01..2015-08-31"]),
        (
            "It noted a fall between 2014 (90 complaints – 50 of theft and 40 of fraud for the \
             calendar year) and during the year (30 complaints – 20 of theft and 10 of fraud \
             between January 1 and May 15).",
            &[
                "90 → 2014",
                "50 → 2014",
                "40 → 2014",
                "30 → 2015-01-01..2015-05-15",
                "20 → 2015-01-01..2015-05-15",
                "10 → 2015-01-01..2015-05-15",
            ],
        ),
        ("It told of fires (40 in 2013 and 50 in 2014).", &["40 → 2013", "50 → 2014"]),
        (
            "The office reported during the year receiving 90 complaints of theft, fraud, and \
             other crimes in 2013.",
            &["90 → 2013"],
        ),
        (
            "The office reported during the year receiving 90 complaints of theft, fraud, and \
             other crimes.",
            &["90 → 2015"],
        ),
        (
            "In June the office reported that from January to May courts heard 40 cases.",
            &["40 → 2015-01-01..2015-05-31"],
        ),
        ("Some 40 women died annually.", &["40 → -..-"]),
        ("Since 2012 the office registered 300 refugees.", &["300 → 2012-01-01..-"]),
        ("More than 300 murders were committed in the past seven years.", &["300 → -..-"]),
    ]);
}

#[test]
fn a_state_is_of_a_day_and_a_flow_of_a_stretch() {
    check(&[
        ("As of July 1, 70 persons were held in the camp.", &["70 → 2015-07-01..2015-07-01"]),
        ("As of June there were 900 refugees.", &["900 → 2015-06-30..2015-06-30"]),
        ("As of June the commission registered 20 complaints.", &["20 → 2015-01-01..2015-06-30"]),
        ("At year’s end there were 90 registered parties.", &["90 → 2015-12-31..2015-12-31"]),
        ("By year’s end courts had tried 132 officers.", &["132 → 2015"]),
        ("In July the ministry dismissed 350 judges.", &["350 → 2015-07-01..2015-07-31"]),
        (
            "In May the office reported that there are 260 inspectors.",
            &["260 → 2015-05-31..2015-05-31"],
        ),
        ("In May the office stated that the police released 500 men.", &["500 → -..-"]),
        (
            "In May the office reported that 750 inspections took place during the year.",
            &["750 → 2015"],
        ),
    ]);
}

#[test]
fn surveys_and_events_lend_their_date() {
    check(&[
        ("According to a 2013 survey, 40 percent of women were ill.", &["40 → 2013"]),
        ("The April 3 election drew 90 percent of voters.", &["90 → 2015-04-03..2015-04-03"]),
        ("Courts freed 900 men following a widely noted 2008 accident.", &["900 → -..-"]),
        ("The union, established in 2008, had 900 members.", &["900 → -..-"]),
        (
            "Police attacked a crowd on May 6. They wounded 1,200 persons.",
            &["1,200 → 2015-05-06..2015-05-06"],
        ),
    ]);
}

#[test]
fn a_sentence_goes_on_from_the_one_before() {
    check(&[
        (
            "In 2013 police recorded 45 deaths, compared with 31 in 2012. They recorded 14 suicides.",
            &["45 → 2013", "31 → 2012", "14 → 2013"],
        ),
        ("In 2013 police recorded 45 deaths. There are 28 shelters.", &["45 → 2013", "28 → -..-"]),
        (
            "The cabinet was changed on May 6. The 29-member cabinet included three women.",
            &["29 → -..-", "three → -..-"],
        ),
        ("Deaths rose from the previous year. The army reported 40 deaths.", &["40 → 2015"]),
        (
            "In 2012 parliament passed a law. Since that time, 1,500 children were registered.",
            &["1,500 → 2012-01-01..-"],
        ),
    ]);
}

#[test]
fn a_study_is_of_the_year_in_which_it_came_out() {
    check(&[
        (
            "A study of wages, published in July 2013, estimated that 26 percent were poor.",
            &["26 → 2013"],
        ),
        ("In May a study by Lantern Watch found that 26 percent were poor.", &["26 → 2015"]),
        ("In the 2011 census, 26 percent were poor.", &["26 → 2011"]),
        (
            "In the office’s first quarter survey, 26 percent were poor.",
            &["26 → 2015-01-01..2015-03-31"],
        ),
    ]);
}

#[test]
fn a_time_that_limits_another_number_is_not_shared() {
    check(&[
        (
            "The town housed 900 families (former tenants who had been moved in 2004).",
            &["900 → -..-"],
        ),
        (
            "The law let 50 more pupils in beside the 126 enrolled in 2013.",
            &["50 → -..-", "126 → 2013"],
        ),
        (
            "In May 53 percent voted, a rise from the 36 percent who voted in 2010.",
            &["53 → 2015-05-01..2015-05-31", "36 → 2010"],
        ),
        (
            "From May through July it banned 36 books, compared with 90 magazines.",
            &["36 → 2015-05-01..2015-07-31", "90 → 2015-05-01..2015-07-31"],
        ),
        ("In June the office said it had held 90 men since May.", &["90 → 2015-05-01..2015-06-30"]),
        ("The hotline received 40 calls a month in 2013.", &["40 → 2013"]),
        ("Since February the camp took in 40 men.", &["40 → 2015-02-01..-"]),
        ("In May an estimated 90 families were housed in tents.", &["90 → 2015-05-31..2015-05-31"]),
        (
            "Some 33 percent of inmates waited for trial, three times the number in 2013.",
            &["33 → -..-", "three → -..-"],
        ),
        ("As of May the council undertook eight visits.", &["eight → 2015-01-01..2015-05-31"]),
        (
            "From May 2013 to July 2014 it froze 30 accounts, up from 20 in the previous year. It \
             made 910 arrests during the same period.",
            &["30 → 2013-05-01..2014-07-31", "20 → 2014", "910 → 2013-05-01..2014-07-31"],
        ),
        ("To date the office issued 90 permits.", &["90 → -..-"]),
        ("During the year’s elections four women won seats.", &["four → 2015"]),
        (
            "It recorded 34 assaults at the May 5 elections. The assaults included nine on women.",
            &["34 → 2015-05-05..2015-05-05", "nine → 2015-05-05..2015-05-05"],
        ),
        (
            "In 2013 it recorded 40 cases, down from 60 in 2010. Of these, 12 were closed.",
            &["40 → 2013", "60 → 2010", "12 → 2013"],
        ),
    ]);
}

#[test]
fn a_count_as_of_a_day_runs_from_the_years_start_unless_it_tells_a_state() {
    check(&[
        ("As of May 4, 90 employees filed complaints.", &["90 → 2015-01-01..2015-05-04"]),
        ("As of May the mayor removed 11 clerks.", &["11 → 2015-01-01..2015-05-31"]),
        (
            "As of May the office brought charges against 28 clerks.",
            &["28 → 2015-01-01..2015-05-31"],
        ),
        ("As of May the office had received 40 complaints.", &["40 → 2015-01-01..2015-05-31"]),
        ("As of May the office had registered 40 boats.", &["40 → 2015-05-31..2015-05-31"]),
        (
            "As of May clerks had opened 14 cases against 30 traders; the courts issued four fines.",
            &[
                "14 → 2015-01-01..2015-05-31",
                "30 → 2015-01-01..2015-05-31",
                "four → 2015-01-01..2015-05-31",
            ],
        ),
        (
            "As of May, 12 citizens applied for a permit, nine withdrew, and three disappeared.",
            &[
                "12 → 2015-01-01..2015-05-31",
                "nine → 2015-01-01..2015-05-31",
                "three → 2015-01-01..2015-05-31",
            ],
        ),
        ("As of May there were 60 drownings.", &["60 → 2015-05-31..2015-05-31"]),
        ("As of May there were 60 accidents at work.", &["60 → 2015-01-01..2015-05-31"]),
        ("As of May the army deployed 700 men.", &["700 → 2015-05-31..2015-05-31"]),
        ("As of May the number of licensed clinics was 98.", &["98 → 2015-05-31..2015-05-31"]),
        (
            "As of May the country’s 18 prisons held 900 men.",
            &["18 → 2015-05-31..2015-05-31", "900 → 2015-05-31..2015-05-31"],
        ),
        (
            "The state ran 900 homes in 2014. As of July 4, 40 of these homes were vacant.",
            &["900 → 2014", "40 → 2015-07-04..2015-07-04"],
        ),
        ("As of the beginning of May there were 40 clinics.", &["40 → 2015-05-01..2015-05-01"]),
    ]);
}

#[test]
fn surveys_elections_and_amounts_have_their_own_times() {
    check(&[
        ("According to the Town Survey 2013/2014, 31 percent were ill.", &["31 → 2013–2014"]),
        (
            "According to a 2013 study, 31 percent were poor at some time during the year.",
            &["31 → 2013"],
        ),
        ("An April survey found that 31 percent were ill.", &["31 → 2015"]),
        (
            "In May 2014 national elections were held. There were five ballots. Ana Belk won \
             with 52 percent of the vote.",
            &["five → 2014-05-01..2014-05-31", "52 → 2014-05-01..2014-05-31"],
        ),
        (
            "On April 1, police held 40 men for their part in the March 31 protests.",
            &["40 → 2015-04-01..2015-04-01"],
        ),
        (
            "The wage rose to 34 euros ($37) from 32 euros ($35) in 2014.",
            &["34 → 2015", "37 → 2015", "32 → 2014", "35 → 2014"],
        ),
        (
            "The May 2014 report put the number of open cases at 90.",
            &["90 → 2014-05-31..2014-05-31"],
        ),
        ("From July 2014 to July 9, the office moved 90 boats.", &["90 → 2014-07-01..2015-07-09"]),
    ]);
}

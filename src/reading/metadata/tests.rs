use super::*;
use crate::reading::draft::DraftBlock;
use crate::report::Origin;

fn guessed(blocks: &[(BlockKind, &str)], declared: &Declared, name: &str) -> Metadata {
    let drafts: Vec<DraftBlock> = blocks
        .iter()
        .map(|(kind, text)| DraftBlock::new(*kind, *text, Origin::default()))
        .collect();
    guess(&CleanText::assemble(&drafts), declared, &DocumentName::new(name))
}

#[test]
fn what_a_report_is_comes_with_a_reason() {
    let title = [(BlockKind::Title, "Norway 2031 Human Rights Report")];
    let found = guessed(&title, &Declared::default(), "a.txt");
    assert_eq!(found.country(), Some("Norway"));
    assert_eq!(found.year(), Some(2031));
    assert_eq!(found.publisher(), Some("US State Department"));
    assert_eq!(found.country.unwrap().why, "at the head of the text");

    let page = Declared {
        title: Some("World Report 2032: Norway".to_owned()),
        address: Some("https://www.hrw.org/world-report/2032/x".to_owned()),
        ..Declared::default()
    };
    let found = guessed(&[(BlockKind::Paragraph, "It rained.")], &page, "saved page.html");
    assert_eq!((found.country(), found.year()), (Some("Norway"), Some(2031)));
    assert_eq!(found.publisher(), Some("Human Rights Watch"));
}

#[test]
fn the_file_name_helps_and_nothing_is_made_up() {
    let text = [(BlockKind::Paragraph, "It rained and nobody counted anything.")];
    let found = guessed(&text, &Declared::default(), "sub/norway-2019-amnesty.txt");
    assert_eq!((found.country(), found.year()), (Some("Norway"), Some(2019)));
    assert_eq!(found.publisher(), Some("Amnesty International"));
    let found = guessed(&text, &Declared::default(), "notes.txt");
    assert_eq!((found.country(), found.year(), found.publisher()), (None, None, None));
}

#[test]
fn a_volume_is_about_no_single_country() {
    let names = ["Norway", "Chad", "Peru", "Fiji", "Oman", "Cuba", "Togo", "Mali", "Laos"];
    let blocks = names.map(|name| (BlockKind::Heading(1), name));
    assert_eq!(guessed(&blocks, &Declared::default(), "volume.pdf").country(), None);
}

/// A text whose first lines are these, headings marked with `#`, a title with `!`; what a web page
/// or a paper file says of itself before it, each in a line: `@address`, `@title`, `@site`, `@head`,
/// `@file`, `@published`.
fn guessed_of(lines: &str) -> Metadata {
    let mut declared = Declared::default();
    let mut file = "x.html".to_owned();
    let mut blocks = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.to_owned();
        match mark {
            "@address" => declared.address = Some(rest),
            "@title" => declared.title = Some(rest),
            "@site" => declared.site = Some(rest),
            "@head" => declared.margins.push(rest),
            "@file" => file = rest,
            "@published" => declared.published = Some(rest),
            "!" => blocks.push((BlockKind::Title, rest)),
            "#" => blocks.push((BlockKind::Heading(1), rest)),
            _ => blocks.push((BlockKind::Paragraph, line.to_owned())),
        }
    }
    let text = "The courts sat in 1999 and in 1999 and in 1999, and few of them were heard. ";
    blocks.push((BlockKind::Paragraph, text.repeat(8)));
    let blocks: Vec<_> = blocks.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    guessed(&blocks, &declared, &file)
}

/// Lines of a report's head; the country, the year and the publisher that they tell.
type Row<'a> = (&'a str, &'a str, i16, &'a str);

fn check(table: &[Row<'_>]) {
    for (lines, country, year, publisher) in table {
        let found = guessed_of(lines);
        let got = (found.country(), found.year(), found.publisher());
        let want = (
            (!country.is_empty()).then_some(*country),
            Some(*year),
            (!publisher.is_empty()).then_some(*publisher),
        );
        assert_eq!(got, want, "{lines}\n{found:#?}");
    }
}

#[test]
fn reports_of_the_state_department_are_known_by_all_their_names() {
    let state = "US State Department";
    check(&[
        (
            "! Norway\nCountry Reports on Human Rights Practices - 2003\nReleased by the Bureau of Democracy, Human Rights, and Labor\nFebruary 25, 2004",
            "Norway",
            2003,
            state,
        ),
        (
            "! 2009 Human Rights Report: Norway\nBureau of Democracy, Human Rights, and Labor\n2009 Country Reports on Human Rights Practices\nMarch 11, 2010",
            "Norway",
            2009,
            state,
        ),
        (
            "@head Country Reports on Human Rights Practices for 2012\n! NORWAY 2012 HUMAN RIGHTS REPORT\n# EXECUTIVE SUMMARY",
            "Norway",
            2012,
            state,
        ),
        (
            "@address https://www.state.gov/reports/2024-country-reports-on-human-rights-practices/norway\n@published 2025-08-12\n! 2024 Country Reports on Human Rights Practices: Norway",
            "Norway",
            2024,
            state,
        ),
        (
            "@address https://2009-2017.state.gov/j/drl/rls/irf/2013/eur/222249.htm\n! Norway\n2013 Report on International Religious Freedom\nReport\nJuly 28, 2014",
            "Norway",
            2013,
            state,
        ),
        ("! 2018 Trafficking in Persons Report: Norway", "Norway", 2018, state),
        ("@title Country Reports on Terrorism 2016 - Norway\n# Norway", "Norway", 2016, state),
        (
            "@file norway.txt\n! Norway\n# Section 1. Respect for the Integrity of the Person",
            "Norway",
            1999,
            state,
        ),
    ]);
}

#[test]
fn yearbooks_cover_the_year_before_the_one_in_their_name() {
    check(&[
        (
            "@address https://www.hrw.org/world-report/2032/country-chapters/norway\n@title World Report 2032: Norway | Human Rights Watch\n! Norway\nEvents of 2031",
            "Norway",
            2031,
            "Human Rights Watch",
        ),
        (
            "@head HUMAN RIGHTS WATCH\n@head WORLD REPORT 2032\n! Norway",
            "Norway",
            2031,
            "Human Rights Watch",
        ),
        (
            "@site Human Rights Watch\n! “Nobody Came”\nAbuses in the Prisons of Norway\nMay 2031",
            "Norway",
            2031,
            "Human Rights Watch",
        ),
        (
            "! Amnesty International Report 2008 - Norway\nPublisher: Amnesty International\n28 May 2008",
            "Norway",
            2007,
            "Amnesty International",
        ),
        (
            "@address https://www.amnesty.org/en/location/norway/report-norway/\n! Norway 2031/32",
            "Norway",
            2031,
            "Amnesty International",
        ),
        (
            "@head Amnesty International Report 2016/17\n! NORWAY\nKingdom of Norway",
            "Norway",
            2016,
            "Amnesty International",
        ),
        (
            "! NORWAY: PRISONERS WITHOUT TRIAL\nMarch 2031\nIndex: EUR 36/1234/2031\nAmnesty International Publications",
            "Norway",
            2031,
            "Amnesty International",
        ),
        (
            "@address https://freedomhouse.org/country/norway/freedom-world/2032\n@title Norway: Freedom in the World 2032 Country Report | Freedom House\n! Norway",
            "Norway",
            2031,
            "Freedom House",
        ),
        (
            "! Nations in Transit 2032 - Norway\nPublisher: Freedom House",
            "Norway",
            2031,
            "Freedom House",
        ),
        ("! Freedom on the Net 2031: Norway", "Norway", 2031, "Freedom House"),
    ]);
}

#[test]
fn papers_of_the_united_nations_are_known_by_their_masthead() {
    let council = "UN Human Rights Council";
    check(&[
        (
            "@head A/HRC/42/3\nGeneral Assembly\nDistr.: General\n2 July 2019\nOriginal: English\nHuman Rights Council\nForty-second session\n9–27 September 2019\nAgenda item 6\n! Report of the Working Group on the Universal Periodic Review\nNorway*",
            "Norway",
            2019,
            council,
        ),
        (
            "@head A/HRC/WG.6/33/NOR/1\nUnited Nations\nDistr.: General 15 February 2019\n! National report submitted in accordance with paragraph 5 of the annex to Human Rights Council resolution 16/21**\nNorway",
            "Norway",
            2019,
            council,
        ),
        (
            "United Nations A/HRC/WG.6/33/NOR/3\nGeneral Assembly Distr.: General\n1 March 2019\n! Summary of Stakeholders’ submissions\nReport of the Office of the United Nations High Commissioner for Human Rights",
            "Norway",
            2019,
            council,
        ),
        (
            "CCPR/C/NOR/CO/7\nInternational Covenant on Civil and Political Rights\nDistr.: General\n25 April 2018\nHuman Rights Committee\n! Concluding observations on the seventh periodic report*",
            "Norway",
            2018,
            "UN Human Rights Committee",
        ),
        (
            "@file CEDAW_C_NOR_10_E.pdf\n@head CEDAW/C/NOR/10\nDistr.: General\n9 June 2022\n! Tenth periodic report submitted by the State party under article 18 of the Convention, due in 2021",
            "Norway",
            2022,
            "UN Committee on the Elimination of Discrimination against Women",
        ),
        (
            "! Concluding observations on the report of Norway\nCAT/C/NOR/CO/8\n5 June 2018",
            "Norway",
            2018,
            "UN Committee against Torture",
        ),
        (
            "A/74/311\nGeneral Assembly\nSeventy-fourth session\n! Situation of human rights in Norway\nReport of the Secretary-General",
            "Norway",
            2019,
            "UN General Assembly",
        ),
        (
            "Eighty-fourth session\n! Proposed programme budget for 2030\nProgramme performance in 2028\n* A/84/50.",
            "",
            2029,
            "UN General Assembly",
        ),
    ]);
}

#[test]
fn a_paper_for_a_body_is_not_of_that_body() {
    check(&[
        (
            "! Norway: Submission to the United Nations Human Rights Committee\n131st session, March 2021\nSubmitted by Lantern Rights Watch",
            "Norway",
            2021,
            "Lantern Rights Watch",
        ),
        (
            "! Amnesty International submission to the UN Universal Periodic Review\nMay–June 2031\nNorway",
            "Norway",
            2031,
            "Amnesty International",
        ),
        (
            "! Alternative report on the rights of the child in Norway\nPrepared by: The Orvan Child Trust for the Committee on the Rights of the Child\nJune 2031",
            "Norway",
            2031,
            "Orvan Child Trust",
        ),
        (
            "! Stakeholder report on Norway\nInformation for the Universal Periodic Review\nJoint submission, 2031",
            "Norway",
            2031,
            "",
        ),
    ]);
}

#[test]
fn others_are_guessed_fairly() {
    check(&[
        (
            "@site Refworld\n@address https://www.refworld.org/docid/1.html\n! 2008 Country Reports on Human Rights Practices - Norway\nPublisher: United States Department of State\n25 February 2009",
            "Norway",
            2008,
            "US State Department",
        ),
        (
            "! Report to the Norwegian Government on the visit carried out by the European Committee for the Prevention of Torture from 28 May to 5 June 2018\nCPT/Inf (2019) 1\nStrasbourg, 17 January 2019",
            "Norway",
            2018,
            "Council of Europe",
        ),
        (
            "! Country Policy and Information Note\nNorway: Prison conditions\nVersion 2.0\nMay 2031",
            "Norway",
            2031,
            "UK Home Office",
        ),
        (
            "@site Lantern Rights Watch\n@published 2031-05-04\n! Prisons in Norway",
            "Norway",
            2031,
            "Lantern Rights Watch",
        ),
        (
            "@title Report on the observance of human rights in Norway, 2031\nPublished by: Office of the Ombudsman of Norway",
            "Norway",
            2031,
            "Office of the Ombudsman of Norway",
        ),
    ]);
}

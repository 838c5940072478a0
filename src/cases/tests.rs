use super::*;
use crate::analysis::{Analysis, analyse};
use crate::entities::{Material, Source, merge};
use crate::reading;
use crate::report::{DocumentName, Report};

/// An invented report on the year 2018.
fn read(text: &str) -> (Report, Analysis) {
    let name = DocumentName::new("karvenia-2018-civic-watch.txt");
    let report = reading::read(text.as_bytes(), &name).unwrap();
    let analysis = analyse(&report);
    (report, analysis)
}

/// Each event as "person: kind", in text order.
fn told(text: &str) -> Vec<String> {
    let (_, analysis) = read(text);
    let line = |event: &Event| {
        let person = analysis.entities.get(event.person).map_or("", |entity| &entity.name);
        let inferred = if event.inferred { " (inferred)" } else { "" };
        format!("{person}: {:?}{inferred}", event.kind)
    };
    analysis.events.iter().map(line).collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, want) in table {
        assert_eq!(&told(text), want, "{text}");
    }
}

#[test]
fn passives_have_their_subject() {
    check(&[
        ("On May 3 the activist Ilse Moravec was arrested in Velna.", &["Ilse Moravec: Detained"]),
        (
            "The poet Otto Vesely, head of a small union, was subsequently charged with libel.",
            &["Otto Vesely: Charged"],
        ),
        (
            "Journalists Ilse Moravec, Petr Lannic, and Otto Vesely were fined 200 crowns each.",
            &["Ilse Moravec: Fined", "Petr Lannic: Fined", "Otto Vesely: Fined"],
        ),
        (
            "The lawyer Petr Lannic was arrested, tried, and sentenced to two years in prison.",
            &["Petr Lannic: Detained", "Petr Lannic: Tried", "Petr Lannic: Sentenced"],
        ),
        ("The brother of activist Ilse Moravec was arrested.", &[]),
        ("Officers who beat activist Ilse Moravec were dismissed.", &["Ilse Moravec: Attacked"]),
        ("The activist Ilse Moravec was not arrested and could be charged.", &[]),
        (
            "Petra Lannic, the wife of poet and dissident Otto Vesely, and their child were detained.",
            &[],
        ),
        (
            "Petra Lannic, the wife of poet and political dissident Otto Vesely, and her small \
             daughter Ilse Lannic were abducted.",
            &["Petra Lannic: Disappeared", "Ilse Lannic: Disappeared"],
        ),
        (
            "After talks with Ilse Moravec, a foreign envoy, Petr Lannic and Otto Vesely were detained.",
            &["Petr Lannic: Detained", "Otto Vesely: Detained"],
        ),
        ("Several activists, including Ilse Moravec, were detained.", &["Ilse Moravec: Detained"]),
        (
            "Three activists were charged with libel, including Ilse Moravec and Petr Lannic.",
            &["Ilse Moravec: Charged", "Petr Lannic: Charged"],
        ),
        (
            "Nobody read the appeal of activist Ilse Moravec, sentenced in 2016 to a year in prison.",
            &["Ilse Moravec: Sentenced"],
        ),
        (
            "In the case of activist Ilse Moravec, who was arrested in May, nothing happened.",
            &["Ilse Moravec: Detained"],
        ),
        (
            "Ilse Moravec, a poet, had written letters and was detained.",
            &["Ilse Moravec: Detained"],
        ),
        (
            "The photographer Petr Lannic, while on leave in Velna, was beaten.",
            &["Petr Lannic: Attacked"],
        ),
    ]);
}

#[test]
fn actives_have_their_object() {
    check(&[
        (
            "Police detained the activist Ilse Moravec and beat her.",
            &["Ilse Moravec: Detained", "Ilse Moravec: Attacked"],
        ),
        (
            "The court found the lawyer Petr Lannic guilty of fraud and sentenced him to a year in prison.",
            &["Petr Lannic: Convicted", "Petr Lannic: Sentenced"],
        ),
        ("The activist Ilse Moravec attacked the new law.", &[]),
        ("Nobody dared to interview exiled opposition leader Ilse Moravec.", &[]),
        ("Two envoys visited jailed poet Otto Vesely.", &[]),
        ("The generals exiled opposition leader Otto Vesely.", &["Otto Vesely: Deported"]),
        (
            "Police detained the director of the agency, Petr Lannic, in May.",
            &["Petr Lannic: Detained"],
        ),
        ("The lawyer Petr Lannic tried to leave.", &[]),
        ("Guards removed the journalist Ilse Moravec from a mine.", &[]),
        ("The mayor dismissed teacher Ilse Moravec.", &["Ilse Moravec: Dismissed"]),
        ("The activist Ilse Moravec said police arrested her husband.", &[]),
        ("Prosecutors brought charges against the poet Otto Vesely.", &["Otto Vesely: Charged"]),
    ]);
}

#[test]
fn what_happens_and_nouns_count() {
    check(&[
        ("The poet Otto Vesely died in custody.", &["Otto Vesely: Died"]),
        ("In May the singer Petr Lannic disappeared in Velna.", &["Petr Lannic: Disappeared"]),
        ("The poet Otto Vesely went missing on June 2.", &["Otto Vesely: Disappeared"]),
        ("Nobody was tried for the killing of journalist Ilse Moravec.", &["Ilse Moravec: Killed"]),
        ("They called for the release of journalist Ilse Moravec.", &[]),
        ("A judge ordered the release of journalist Ilse Moravec on May 3.", &[]),
        ("Lawyers considered the poet Otto Vesely unjustly detained.", &[]),
        ("The union said that in August jailed poet Otto Vesely fell ill.", &[]),
        (
            "The arrest of journalist Ilse Moravec on May 3 drew protest.",
            &["Ilse Moravec: Detained"],
        ),
    ]);
}

#[test]
fn sentences_go_on_without_the_name() {
    check(&[
        (
            "On May 3 police arrested the activist Ilse Moravec. The court also denied her bail. On June \
             1 she was released.",
            &[
                "Ilse Moravec: Detained",
                "Ilse Moravec: RuledOn (inferred)",
                "Ilse Moravec: Released (inferred)",
            ],
        ),
        (
            "Police arrested the poet Otto Vesely. Later they asked her about Vesely and beat her.",
            &["Otto Vesely: Detained"],
        ),
        (
            "The square is named for Otto Vesely. According to Petr Lannic, guards beat him.",
            &["Petr Lannic: Attacked"],
        ),
        (
            "Police arrested the poet Otto Vesely. In May a man died after he was interrogated.",
            &["Otto Vesely: Detained"],
        ),
        (
            "The poet Otto Vesely died. A court convicted Petr Lannic, a guard in Vesely’s jail, and fined him.",
            &["Otto Vesely: Died", "Petr Lannic: Convicted", "Petr Lannic: Fined"],
        ),
        (
            "Police arrested activists Ilse Moravec and Petr Lannic. She was released.",
            &["Ilse Moravec: Detained", "Petr Lannic: Detained"],
        ),
        (
            "Police arrested the journalist Ilse Moravec. The journalist was released in May.",
            &["Ilse Moravec: Detained", "Ilse Moravec: Released (inferred)"],
        ),
    ]);
}

#[test]
fn details_are_told() {
    let text = "According to her lawyer, on May 3 the Velna district court sentenced the activist \
        Ilse Moravec, arrested in 2016, to two years and ten months in prison for libel. The poet \
        Otto Vesely was allegedly beaten, the union said.";
    let (report, analysis) = read(text);
    let [sentenced, detained, attacked] = analysis.events.as_slice() else {
        panic!("{:?}", analysis.events)
    };
    let words = |span: Option<Span>| span.map(|span| span.of(&report.text));
    assert_eq!(sentenced.kind, EventKind::Sentenced);
    assert_eq!(sentenced.date.map(|date| date.from.to_string()).as_deref(), Some("2018-05-03"));
    assert_eq!(words(sentenced.penalty), Some("two years and ten months in prison"));
    assert_eq!(words(sentenced.court.map(|court| court.words)), Some("Velna district court"));
    assert_eq!(words(sentenced.asserted_by), Some("her lawyer"));
    assert_eq!(detained.date.map(|date| date.to.to_string()).as_deref(), Some("2016-12-31"));
    assert_eq!(words(attacked.asserted_by), Some("union"));
    assert!(attacked.hedged);
}

#[test]
fn dates_are_shared_within_a_sentence_and_not_taken_from_claims() {
    let dates = |text: &str| -> Vec<String> {
        let (_, analysis) = read(text);
        let date =
            |event: &Event| event.date.map_or("none".to_owned(), |date| date.from.to_string());
        analysis.events.iter().map(date).collect()
    };
    let table: &[(&str, &[&str])] = &[
        (
            "In October the Velna district court found activist Ilse Moravec guilty and sentenced her to a year in prison.",
            &["2018-10-01", "2018-10-01"],
        ),
        ("On May 3 the poet Otto Vesely died after police arrested him.", &["2018-05-03", "none"]),
        (
            "In June activists claimed that police beat the poet Otto Vesely on May 3.",
            &["2018-05-03"],
        ),
        ("In May a judge opened an inquiry into the death of the poet Otto Vesely.", &["none"]),
        ("In March the union shut out the poet Otto Vesely after he was fined.", &["none"]),
        ("In June the poet Otto Vesely complained that he had been beaten.", &["none"]),
        ("Police had arrested the poet Otto Vesely in June.", &["2018-06-01"]),
        (
            "The poet Otto Vesely, who was sentenced to a year in prison in April 2017, was released in May.",
            &["2017-04-01", "2018-05-01"],
        ),
        (
            "The poet Otto Vesely was convicted and sentenced to two years in prison on May 3.",
            &["2018-05-03", "2018-05-03"],
        ),
        (
            "A court sentenced the guard Petr Lannic to ten years in prison for killings in 1999.",
            &["none"],
        ),
        ("Police arrested the poet Otto Vesely, who was in jail at year’s end.", &["none"]),
        (
            "The poet Otto Vesely was arrested on May 3 and charged with libel.",
            &["2018-05-03", "none"],
        ),
    ];
    for (text, want) in table {
        assert_eq!(&dates(text), want, "{text}");
    }
}

#[test]
fn one_event_told_twice_is_one_line_of_the_file() {
    let first = read(
        "On May 3 the Velna district court sentenced the activist Ilse Moravec to 27 months in \
         prison. She was released in August.",
    );
    let second = read(
        "In May 2018 a court sentenced activist Ilse Moravec to two years and ten months in prison. \
         Ilse Moravec was arrested.",
    );
    let materials = [&first, &second].map(|(report, analysis)| Material::of(report, analysis));
    let sources =
        materials.each_ref().map(|material| Source { material, country: None, year: None });
    let merged = merge(&sources).entities;
    let person = merged.iter().find(|entity| entity.name == "Ilse Moravec").unwrap();
    let read = [&first, &second];
    let file = case_file(person, |index| {
        let (report, analysis) = read.get(index.0 as usize)?;
        Some((report, analysis))
    });
    let lines: Vec<_> = file.iter().map(|line| (line.kind, line.tellings.len())).collect();
    assert_eq!(
        lines,
        [(EventKind::Sentenced, 2), (EventKind::Released, 1), (EventKind::Detained, 1)]
    );
    let sentenced = file.first().unwrap();
    assert_eq!(sentenced.date.map(|(from, _)| from.to_string()).as_deref(), Some("2018-05-03"));
    assert!(sentenced.disagreement.penalty && !sentenced.disagreement.court);
}

use crate::entities::EntityKind::{Organization, Person};
use crate::figures::passage_tests::{entity, told};

fn sources(text: &str, entities: &[crate::entities::ReportEntity]) -> Vec<String> {
    told(text, entities, |figure| figure.source.clone().unwrap_or_else(|| "-".to_owned()))
}

/// Sentences in which no entity is known.
#[test]
fn a_source_is_who_tells_counts_or_receives() {
    let table: &[(&str, &[&str])] = &[
        ("According to NGO estimates, 40 people disappeared.", &["40 → NGOs"]),
        ("According to official statistics, 40 people died.", &["40 → official statistics"]),
        ("According to media reports, of those held, 31 men died.", &["31 → media reports"]),
        (
            "The government reported 45 deaths, and Lantern Watch recorded 299.",
            &["45 → government", "299 → Lantern Watch"],
        ),
        ("There were 45 deaths, according to Lantern Watch.", &["45 → Lantern Watch"]),
        ("Police arrested 45 persons during the year.", &["45 → -"]),
        ("The Vellen Office received 156 complaints of abuse.", &["156 → Vellen Office"]),
        ("At least 40 officers received prison sentences.", &["40 → -"]),
        (
            "Human rights defenders estimated that 200 women died.",
            &["200 → human rights defenders"],
        ),
        ("By May, 70 persons were registered by the government as missing.", &["70 → government"]),
        ("Courts tried 229 reported cases of abuse.", &["229 → -"]),
        ("The local centre (LCX) recorded 115 attacks.", &["115 → local centre"]),
        (
            "Lantern Watch, which works in nine towns, recorded 19 attacks.",
            &["nine → Lantern Watch", "19 → Lantern Watch"],
        ),
        ("Newspapers cited police statistics that 93 women died.", &["93 → police statistics"]),
        (
            "According to data given by the government to the court, 90 men died.",
            &["90 → government"],
        ),
        ("According to a 2013 survey among workers, 40 percent were ill.", &["40 → 2013 survey"]),
    ];
    for (text, want) in table {
        assert_eq!(&sources(text, &[]), want, "{text}");
    }
}

#[test]
fn a_subject_is_what_names_the_body() {
    let table: &[(&str, &[&str])] = &[
        ("In many towns local monitors recorded 19 attacks.", &["19 → local monitors"]),
        (
            "As of March inspectors conducted 40 visits, detected 90 faults, and levied 12 fines.",
            &["40 → -", "90 → inspectors", "12 → inspectors"],
        ),
        (
            "Late or wrong information in a form, discovered during a check, is an offence with \
             fines of up to 90 crowns.",
            &["90 → -"],
        ),
        ("United for Morav recorded 19 attacks.", &["19 → United for Morav"]),
        ("The mills were few, estimated at 40 in all.", &["40 → -"]),
        ("Untidy information in a form showed 90 faults.", &["90 → untidy information"]),
        ("From May to July authorities registered 19 attacks.", &["19 → authorities"]),
        ("A monitoring body, Lantern Watch, registered 19 attacks.", &["19 → Lantern Watch"]),
        ("The roads minister, Ana Belk, said 19 men died.", &["19 → roads minister"]),
        ("The Roads Ministry’s Bridge Office recorded 19 falls.", &["19 → Bridge Office"]),
        ("The Bridge Office’s yearly audit of piers showed 19 faults.", &["19 → Bridge Office"]),
        ("A survey of wages by Lantern Watch found 19 faults.", &["19 → Lantern Watch"]),
        (
            "According to a 2013 report (the latest) by the Bridge Office, 9 percent were ill.",
            &["9 → Bridge Office"],
        ),
        ("A camera website received 76 complaints.", &["76 → camera website"]),
        ("According to its yearly report, Lantern Watch helped 19 men.", &["19 → Lantern Watch"]),
        ("Through May the Bridge Office was aware of 19 cases.", &["19 → Bridge Office"]),
        ("Official estimates for the north ranged from 19 to 25 cases.", &["19 to 25 → -"]),
        ("Norway registered 19 new cases.", &["19 → -"]),
        ("Once registered, 19 of the children went to school.", &["19 → -"]),
        ("As of May, about 2,100 owners had registered 90 boats.", &["2,100 → -", "90 → -"]),
        ("Some 40 clerks filed complaints with the Bridge Office.", &["40 → Bridge Office"]),
        (
            "The Bridge Office settled 40 of 52 complaints received from tenants.",
            &["40 → Bridge Office", "52 → Bridge Office"],
        ),
        ("The official estimate of the poverty line was 90 euros.", &["90 → official estimate"]),
        ("An office probing alleged thefts closed 40 cases.", &["40 → -"]),
        (
            "Some 40 complaints received by the ombudsman from tenants were closed.",
            &["40 → ombudsman"],
        ),
    ];
    for (text, want) in table {
        assert_eq!(&sources(text, &[]), want, "{text}");
    }
}

#[test]
fn who_repeats_a_count_is_not_its_source() {
    let table: &[(&str, &[&str])] = &[
        (
            "According to the daily Morav Post, the Roads Ministry registered 40 cases.",
            &["40 → Roads Ministry via Morav Post"],
        ),
        (
            "The Morav Post reported that the Roads Ministry had registered 40 cases.",
            &["40 → Roads Ministry via Morav Post"],
        ),
        (
            "Lantern Watch, citing the Roads Ministry, said 40 men died.",
            &["40 → Roads Ministry via Lantern Watch"],
        ),
        (
            "The Roads Ministry registered 40 cases, according to Lantern Watch.",
            &["40 → Roads Ministry via Lantern Watch"],
        ),
        (
            "Newspapers cited police statistics that 93 women died.",
            &["93 → police statistics via newspapers"],
        ),
        (
            "According to the Roads Ministry, authorities registered 40 cases.",
            &["40 → Roads Ministry"],
        ),
        ("Lantern Watch, citing safety concerns, said 40 men left.", &["40 → Lantern Watch"]),
        (
            "Lantern Watch reported 40 deaths, and the Morav Post counted 12.",
            &["40 → Lantern Watch", "12 → Morav Post"],
        ),
        (
            "According to the Morav Post, the Roads Ministry registered 40 cases. Of these, 12 were closed.",
            &["40 → Roads Ministry via Morav Post", "12 → Roads Ministry via Morav Post"],
        ),
    ];
    for (text, want) in table {
        let found = told(text, &[], |figure| match (&figure.source, &figure.passed_on_by) {
            (Some(source), Some(by)) => format!("{source} via {by}"),
            (source, _) => source.clone().unwrap_or_else(|| "-".to_owned()),
        });
        assert_eq!(&found, want, "{text}");
    }
}

#[test]
fn a_source_reaches_the_sentences_that_go_on_from_it() {
    let table: &[(&str, &[&str])] = &[
        (
            "The authorities reported two suicides. There were 17 in 2014.",
            &["two → authorities", "17 → authorities"],
        ),
        (
            "Lantern Watch reported 20 lawsuits. Only 17 cases were won.",
            &["20 → Lantern Watch", "17 → Lantern Watch"],
        ),
        (
            "Lantern Watch recorded 20 marches. Police broke up eight marches.",
            &["20 → Lantern Watch", "eight → -"],
        ),
        (
            "Lantern Watch kept a list of 20 names. By May the list held 23 names.",
            &["20 → Lantern Watch", "23 → Lantern Watch"],
        ),
        (
            "Lantern Watch recorded 20 assaults. The assaults included nine on women.",
            &["20 → Lantern Watch", "nine → Lantern Watch"],
        ),
        (
            "Lantern Watch said that hundreds of men fled. An estimated 90 of these men died.",
            &["hundreds → Lantern Watch", "90 → Lantern Watch"],
        ),
        (
            "Lantern Watch said that the trade grew. Some 12 percent of the town worked in it.",
            &["12 → -"],
        ),
        (
            "Lantern Watch recorded 20 marches. During the year 12 men were jailed.",
            &["20 → Lantern Watch", "12 → -"],
        ),
    ];
    for (text, want) in table {
        assert_eq!(&sources(text, &[]), want, "{text}");
    }
}

#[test]
fn a_source_has_its_fullest_name() {
    let text = "The Ministry of Roads (MOR) spoke. The MOR reported 40 deaths. The ministry also \
                reported 30 injuries. Minister Ana Belk stated that 12 persons were missing.";
    let entities = [
        entity(text, Organization, &["Ministry of Roads", "MOR"]),
        entity(text, Person, &["Ana Belk"]),
    ];
    assert_eq!(
        sources(text, &entities),
        ["40 → Ministry of Roads", "30 → Ministry of Roads", "12 → Ana Belk"]
    );
    let text = "The Office of the Prosecutor General was new. The prosecutor general reported 600 \
                complaints. Her office received 30 appeals.";
    let entities = [entity(text, Organization, &["Office of the Prosecutor General"])];
    assert_eq!(
        sources(text, &entities),
        ["600 → Office of the Prosecutor General", "30 → Office of the Prosecutor General"]
    );
}

#[test]
fn her_office_is_that_of_the_person_and_a_post_is_no_other_body() {
    let text = "The Roads Office was new. Rights Commissioner Ana Belk stated that her office \
                received 40 complaints.";
    let mut person = entity(text, Person, &["Ana Belk"]);
    let office = entity(text, Organization, &["Roads Office"]);
    let told = sources(text, &[office.clone(), person.clone()]);
    assert_eq!(told, ["40 → Ana Belk"], "of no known post, but not of the office named last");
    person.role = Some("Rights Commissioner".to_owned());
    assert_eq!(sources(text, &[office, person]), ["40 → rights commissioner"]);

    let text = "Lantern Watch recorded 20 cases. The ombudsman received 57 complaints.";
    assert_eq!(sources(text, &[]), ["20 → Lantern Watch", "57 → ombudsman"]);
}

#[test]
fn bodies_that_tell_together_and_pronouns_have_their_names() {
    let text = "According to the Ministry of Roads and the Bridge Office, 40 men fell.";
    let roads = entity(text, Organization, &["Ministry of Roads"]);
    let bridge = entity(text, Organization, &["Bridge Office"]);
    assert_eq!(sources(text, &[roads, bridge]), ["40 → Ministry of Roads and Bridge Office"]);
    let text = "The Bridge Office visited towns, and it found 40 faults.";
    let bridge = entity(text, Organization, &["Bridge Office"]);
    assert_eq!(sources(text, &[bridge]), ["40 → Bridge Office"]);
    let text = "The UN special rapporteur on rivers reported 40 floods.";
    let body = entity(text, Organization, &["UN"]);
    assert_eq!(sources(text, &[body]), ["40 → UN special rapporteur on rivers"]);
}

use super::*;
use crate::entities::tests::{merged as merge_all, report_on};

/// Merges invented reports, each of a file name and a text.
fn merged(texts: &[(&str, &str)]) -> Merge {
    let reports: Vec<_> = texts.iter().map(|(name, text)| report_on(name, text)).collect();
    merge_all(&reports.iter().collect::<Vec<_>>())
}

/// The reason and certainty of the only link of the entity called `name`.
fn link_of(merge: &Merge, name: &str) -> (Reason, Certainty) {
    let entity = merge.entities.iter().find(|entity| entity.name == name).expect(name);
    let [link] = entity.links else { panic!("{name}: {:?}", entity.links) };
    (link.reason, link.certainty)
}

const NAMES: (&str, &str) = (
    "one.txt",
    "The lawyer Petr Lannic met Ilse Moravec, head of the miners’ union. The Open Hand Network \
     (OHN) and the Ministry of Trade said nothing. Ana Maria Drumova, a journalist, fled. Police \
     detained the poet Otto Vesely.\n",
);

#[test]
fn every_merge_has_its_reason() {
    let merge = merged(&[
        NAMES,
        (
            "two.txt",
            "The lawyer Petr Lannik left. Union leader Moravec spoke. The OHN answered the Trade \
             Ministry. Police arrested Ana Drumova, an editor. Police beat the poet Otto Vesely.\n",
        ),
    ]);
    let table = [
        ("Petr Lannic", Reason::SpeltDifferently, Certainty::Likely),
        ("Ilse Moravec", Reason::RoleAndSurname, Certainty::Likely),
        ("Open Hand Network", Reason::AcronymAndName, Certainty::Likely),
        ("Ministry of Trade", Reason::SameWords, Certainty::Certain),
        ("Ana Maria Drumova", Reason::ShorterName, Certainty::Likely),
        ("Otto Vesely", Reason::SameName, Certainty::Certain),
    ];
    for (name, reason, certainty) in table {
        assert_eq!(link_of(&merge, name), (reason, certainty), "{name}");
    }
    assert_eq!(merge.suggestions, []);
}

#[test]
fn what_is_doubtful_is_offered_and_not_made() {
    let merge = merged(&[NAMES, ("two.txt", "Judge Moravec freed three poets.\n")]);
    let [offer] = merge.suggestions.as_slice() else { panic!("{:?}", merge.suggestions) };
    assert_eq!((offer.reason, offer.certainty), (Reason::Surname, Certainty::Doubtful));
    assert!(merge.entities.iter().all(|entity| entity.links.is_empty()));
}

#[test]
fn who_shares_a_surname_or_letters_stays_apart() {
    let merge = merged(&[
        NAMES,
        ("two.txt", "Ivo Moravec, a poet, fled. The Old Harbor Newspaper (OHN) was closed.\n"),
    ]);
    for name in ["Ilse Moravec", "Ivo Moravec"] {
        let entity = merge.entities.iter().find(|entity| entity.name == name).expect(name);
        assert_eq!(entity.members.len(), 1, "{name}");
    }
    let of_letters = merge.entities.iter().filter(|e| e.name.starts_with('O') && e.body.is_some());
    assert_eq!(of_letters.count(), 2, "{:?}", merge.entities);
}

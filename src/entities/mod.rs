//! People, courts and organizations: recognised and linked inside a report, merged across reports.

mod compare;
mod facts;
mod groups;
mod lexicon;
mod link;
mod list;
mod material;
mod merge;
mod owner;
mod recognise;
mod roles;

pub(crate) use compare::{fold, near_folded};
pub use facts::{BodyKind, CourtFacts, CourtLevel};
pub(crate) use lexicon::{Flags, lexicon};
pub use list::{Entities, Entity};
pub use material::{Material, Source, Told};
pub use merge::{Certainty, Link, Member, Merge, Reason};
pub use roles::{RoleTold, roles_over_time};

use crate::report::{Report, Span};
use serde::{Deserialize, Serialize};

/// Whether a word in lower case is one of ordinary English, and so no name by itself.
pub fn is_common_word(lower: &str) -> bool {
    lexicon().is_common(lower)
}

/// The kinds of entity that Rapporteur tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A named court.
    Court,
    /// A named body: state body, NGO, party, company, medium, union, international body.
    Organization,
}

/// An entity as one report knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntity {
    /// Its kind.
    pub kind: EntityKind,
    /// The fullest form in the report, without title or leading article.
    pub name: String,
    /// For persons, what the report says they are, in a few words.
    pub role: Option<String>,
    /// For persons, the words of every role or title the report gives them, in text order.
    pub roles: Vec<Span>,
    /// All its mentions, in text order, none of them overlapping. A mention's span has no title
    /// and no leading article.
    pub mentions: Vec<Span>,
}

/// The index of a report in the list that entities were merged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportIndex(pub u32);

/// Finds the people, courts and organizations of a report and links their mentions.
///
/// `sentences` are those of [`crate::analysis::Analysis::sentences`], in text order.
pub fn recognise(report: &Report, sentences: &[Span]) -> Vec<ReportEntity> {
    link::link(&recognise::names(report, sentences))
}

/// Whether `noun` says what a role says of somebody: "attorney" of "her lawyer".
pub fn share_role(role: &str, noun: &str) -> bool {
    merge::share_role(role, noun)
}

/// Merges the entities of several reports: what is the same body or person becomes one entity, what
/// only may be is offered.
///
/// The result is in order of kind and name and does not depend on the order of calls or threads.
pub fn merge(reports: &[Source<'_>]) -> Merge {
    merge::merge(reports)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::language;
    use crate::reading;
    use crate::report::DocumentName;

    /// What merging needs of reports with these entities.
    pub fn materials(reports: &[&(Report, Vec<ReportEntity>)]) -> Vec<Material> {
        let of = |(report, entities): &&(Report, Vec<ReportEntity>)| {
            let entities = entities.clone();
            Material::of(report, &Analysis { entities, ..Analysis::default() })
        };
        reports.iter().map(of).collect()
    }

    /// What is the same body or person in these reports.
    pub fn merged(reports: &[&(Report, Vec<ReportEntity>)]) -> Merge {
        let materials = materials(reports);
        let with = materials.iter().zip(reports);
        merge(&with.map(|(m, (report, _))| Source::of(m, &report.metadata)).collect::<Vec<_>>())
    }

    /// A report of this text with its entities.
    pub fn report_on(name: &str, text: &str) -> (Report, Vec<ReportEntity>) {
        let report = reading::read(text.as_bytes(), &DocumentName::new(name)).unwrap();
        let sentences: Vec<Span> = report
            .blocks
            .iter()
            .flat_map(|block| language::sentences(&report.text, block.span))
            .collect();
        let entities = recognise(&report, &sentences);
        (report, entities)
    }

    fn forms<'r>(report: &'r Report, entities: &[ReportEntity], name: &str) -> Vec<&'r str> {
        let entity = entities.iter().find(|entity| entity.name == name).expect(name);
        entity.mentions.iter().map(|span| span.of(&report.text)).collect()
    }

    const FIRST: &str = "On May 3 police detained the activist Ilse Moravec in Velna. The Harbor \
        Workers Union (HWU) protested. Moravec, head of the union, was sentenced by the Velna \
        district court. The HWU appealed to the Ministry of Trade and Fishing.\n\n\
        Later the Ruritanian commission and the Italian Ministry of Justice answered. The Ministry of \
        Justice said nothing, and the ministry of trade and fishing was silent. Petr Lannic, a \
        lawyer, fled. Judge Olga Drumova freed Moravec.\n";

    #[test]
    fn short_names_join_their_full_names() {
        let (report, entities) = report_on("one.txt", FIRST);
        let table: &[(&str, &[&str])] = &[
            ("Ilse Moravec", &["Ilse Moravec", "Moravec", "Moravec"]),
            ("Harbor Workers Union", &["Harbor Workers Union", "HWU", "HWU"]),
            ("Velna district court", &["Velna district court"]),
            (
                "Ministry of Trade and Fishing",
                &["Ministry of Trade and Fishing", "ministry of trade and fishing"],
            ),
            ("Petr Lannic", &["Petr Lannic"]),
        ];
        for (name, want) in table {
            assert_eq!(&forms(&report, &entities, name), want, "{name}");
        }
    }

    #[test]
    fn roles_are_told_and_other_countries_bodies_stay_apart() {
        let (_, entities) = report_on("one.txt", FIRST);
        let role = |name: &str| {
            entities
                .iter()
                .find(|entity| entity.name == name)
                .and_then(|entity| entity.role.clone())
        };
        assert_eq!(role("Ilse Moravec").as_deref(), Some("head of the union"));
        assert_eq!(role("Petr Lannic").as_deref(), Some("lawyer"));
        assert_eq!(role("Olga Drumova").as_deref(), Some("Judge"));
        let ministries = entities.iter().filter(|entity| entity.name == "Ministry of Justice");
        assert_eq!(ministries.count(), 2);
    }

    #[test]
    fn every_role_is_told_and_no_other_words() {
        let table: &[(&str, &[&str])] = &[
            (
                "The poet Otto Vesely, head of the harbor union, met Otto Vesely, the deputy mayor.",
                &["head of the harbor union", "deputy mayor"],
            ),
            (
                "Police beat the poet Otto Vesely, detained with two members of a band, on May 3.",
                &["poet"],
            ),
            ("The poet Otto Vesely, while serving as a member of the board, fell ill.", &["poet"]),
            ("They freed poet Otto Vesely, former minister Petr Lannic, and others.", &["poet"]),
            (
                "In the case of poet Otto Vesely, harbor officials did not let friends in.",
                &["poet"],
            ),
            (
                "Otto Vesely, Special Rapporteur on the Promotion and Protection of Rights, said no.",
                &["Special Rapporteur on the Promotion and Protection of Rights"],
            ),
        ];
        for (text, want) in table {
            let (report, entities) = report_on("one.txt", text);
            let told = entities.iter().find(|entity| entity.name == "Otto Vesely").expect(text);
            let roles: Vec<&str> = told.roles.iter().map(|role| role.of(&report.text)).collect();
            assert_eq!(&roles, want, "{text}");
        }
    }

    const SECOND: &str = "The Ministry of Trade and Crafts wrote to the Independent Harbor Election \
        Office. The Ministry of Trade and Fishing was silent, and so was the Ministry of Trade. The \
        Independent Harbor Electoral Office met the Harbor Rights Center of Velna (HRCV) and the \
        Harbor Rights Center (HRC). The trade ministry and Omar al-Qeshi spoke. Qeshi left.\n";

    #[test]
    fn forms_of_one_body_are_linked_and_two_bodies_are_not() {
        let (report, entities) = report_on("second.txt", SECOND);
        let of = |form: &str| {
            entities
                .iter()
                .position(|e| e.mentions.iter().any(|span| span.of(&report.text) == form))
                .expect(form)
        };
        assert_eq!(of("Ministry of Trade and Crafts"), of("Ministry of Trade and Fishing"));
        assert_eq!(of("Ministry of Trade"), of("trade ministry"));
        assert_eq!(
            of("Independent Harbor Election Office"),
            of("Independent Harbor Electoral Office")
        );
        assert_eq!(of("Qeshi"), of("Omar al-Qeshi"));
        assert_ne!(of("HRCV"), of("HRC"));
    }

    #[test]
    fn reports_are_merged_by_spelling_and_word_order() {
        let a = report_on("one.txt", FIRST);
        let b = report_on(
            "two.txt",
            "The Trade and Fishing Ministry met the lawyer Petr Lannik. Ivo Moravec, a poet, \
             spoke to the Harbor Workers Union.\n",
        );
        let merged = merged(&[&a, &b]).entities;
        let reports_of = |name: &str| {
            let entity = merged.iter().find(|entity| entity.name == name).expect(name);
            entity.members.len()
        };
        assert_eq!(reports_of("Harbor Workers Union"), 2);
        assert_eq!(reports_of("Ilse Moravec"), 1);
        assert_eq!(reports_of("Ivo Moravec"), 1);
        let ministry = merged.iter().find(|entity| entity.name.contains("Fishing")).unwrap();
        assert_eq!(ministry.members.len(), 2);
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let read = report_on("none.txt", "the rain went on. ( ( ( , , , “ ” /\n");
        assert!(read.1.is_empty(), "{:?}", read.1);
        assert_eq!(merged(&[&read]), Merge::default());
    }
}

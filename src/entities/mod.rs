//! People, courts and organizations: recognised and linked inside a report, merged across reports.

mod compare;
mod groups;
mod lexicon;
mod link;
mod merge;
mod owner;
mod recognise;

use crate::report::{Report, Span};
use serde::{Deserialize, Serialize};

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
    /// All its mentions, in text order, none of them overlapping. A mention's span has no title
    /// and no leading article.
    pub mentions: Vec<Span>,
}

/// The index of a report in the list that entities were merged over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportIndex(pub u32);

/// An entity over all reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its kind.
    pub kind: EntityKind,
    /// The fullest name any report gives it.
    pub name: String,
    /// For persons, what the latest report that says it calls them.
    pub role: Option<String>,
    /// Where it stands: the report and the index of the [`ReportEntity`] in that report.
    pub members: Vec<(ReportIndex, usize)>,
}

/// Finds the people, courts and organizations of a report and links their mentions.
///
/// `sentences` are those of [`crate::analysis::Analysis::sentences`], in text order.
pub fn recognise(report: &Report, sentences: &[Span]) -> Vec<ReportEntity> {
    link::link(&recognise::names(report, sentences))
}

/// Merges the entities of several reports: what is the same body or person becomes one entity.
///
/// The result is in order of kind and name and does not depend on the order of calls or threads.
pub fn merge(reports: &[(&Report, &[ReportEntity])]) -> Vec<Entity> {
    merge::merge(reports)
}

//! What a person is said to be, over the years.

use super::{Entity, ReportEntity, ReportIndex};
use crate::report::{Report, Span};
use std::collections::HashSet;

/// A role or title as one report says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleTold {
    /// The report.
    pub report: ReportIndex,
    /// The year the report is about.
    pub year: Option<i16>,
    /// In its words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// The roles of `entity`, those of the earliest report first; what one report says twice is there
/// once. `report` finds a report and its own entities.
pub fn roles_over_time<'a>(
    entity: &Entity,
    report: impl Fn(ReportIndex) -> Option<(&'a Report, &'a [ReportEntity])>,
) -> Vec<RoleTold> {
    let mut told = Vec::new();
    for (index, local) in &entity.members {
        let Some((report, entities)) = report(*index) else { continue };
        let Some(own) = entities.get(*local) else { continue };
        let mut said = HashSet::new();
        for span in &own.roles {
            let words = span.of(&report.text);
            if said.insert(words.to_lowercase()) {
                let year = report.metadata.year();
                told.push(RoleTold { report: *index, year, words: words.to_owned(), span: *span });
            }
        }
    }
    told.sort_by_key(|role| (role.year, role.report, role.span.start));
    told
}

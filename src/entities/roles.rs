//! What a person is said to be, over the years.

use super::ReportIndex;
use crate::report::Span;
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

/// The roles that reports give somebody, those of the earliest report first; what one report says
/// twice is there once. `told` are the reports with their years, the words of a role and where they
/// stand.
pub fn roles_over_time<'a>(
    told: impl IntoIterator<Item = (ReportIndex, Option<i16>, &'a str, Span)>,
) -> Vec<RoleTold> {
    let mut said = HashSet::new();
    let mut roles = Vec::new();
    for (report, year, words, span) in told {
        if said.insert((report, words.to_lowercase())) {
            roles.push(RoleTold { report, year, words: words.to_owned(), span });
        }
    }
    roles.sort_by_key(|role| (role.year, role.report, role.span.start));
    roles
}

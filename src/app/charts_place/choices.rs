//! What the user has chosen for the chart that is being made.

use super::building::{Asked, Built, Drawn, Picked};
use super::settings::Typed;
use crate::charts::{ChartKind, ChartSpec, Panels, TellingKey};
use crate::project::{DecisionId, SavedChart};
use crate::series::SeriesKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// So many countries have room in small charts, however few values they have.
const FEW: usize = 8;

/// A chart that is being made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The indicator that it is of; until one is chosen the fullest.
    pub indicator: Option<String>,
    /// Its series.
    pub picked: Picked,
    /// How it is drawn.
    pub spec: ChartSpec,
    /// Its words.
    pub typed: Typed,
    /// The saved chart that is open.
    pub saved: Option<DecisionId>,
}

impl Choices {
    /// What is asked for with the series of these indicators listed.
    pub fn asked(&self, opened: &BTreeSet<String>) -> Asked {
        let mut spec = self.spec.clone();
        self.typed.apply(&mut spec);
        let (indicator, opened) = (self.indicator.clone(), opened.clone());
        Asked { indicator, opened, picked: self.picked.clone(), spec }
    }

    /// Takes the indicator that the first chart is of; returns whether it was open until now. Where
    /// the reports are on many countries and none has more than a point, these are compared.
    pub fn begin_with(&mut self, built: &Built) -> bool {
        let is_open = self.indicator.is_none() && self.picked == Picked::First;
        if is_open && self.spec.only.is_empty() {
            self.indicator = built.drawn.indicators.first().cloned();
        }
        let begins = is_open && self.indicator.is_some();
        if begins && built.drawn.points.len() < 2 && built.across.len() > FEW {
            self.compare(&BTreeSet::new(), &built.across);
        }
        begins
    }

    /// Begins the chart of an indicator, with this series alone if one is named. The look stays.
    pub fn of_indicator(&mut self, indicator: &str, series: Option<SeriesKey>) {
        let spec = ChartSpec {
            size: self.spec.size,
            paper: self.spec.paper,
            theme: self.spec.theme,
            own_theme: self.spec.own_theme.clone(),
            hide_undated: self.spec.hide_undated,
            ..ChartSpec::default()
        };
        *self = Self {
            indicator: Some(indicator.to_owned()),
            picked: series.map_or(Picked::First, |key| Picked::These(vec![key])),
            spec,
            ..Self::default()
        };
    }

    /// Begins a chart without series.
    pub fn empty(&mut self) {
        let indicator = self.indicator.clone().unwrap_or_default();
        self.of_indicator(&indicator, None);
        self.picked = Picked::These(Vec::new());
    }

    /// Begins a chart of figures that were picked by hand.
    pub fn of_figures(&mut self, only: Vec<TellingKey>) {
        self.empty();
        (self.indicator, self.picked) = (None, Picked::First);
        self.spec.only = only;
    }

    /// Begins with a saved chart.
    pub fn of_saved(&mut self, id: DecisionId, saved: &SavedChart) {
        let keys = saved.chart.series.clone();
        let picked = if keys.is_empty() { Picked::First } else { Picked::These(keys) };
        *self = Self {
            indicator: Some(saved.indicator.clone()),
            picked,
            typed: Typed::of(&saved.chart),
            spec: ChartSpec { series: Vec::new(), ..saved.chart.clone() },
            saved: Some(id),
        };
    }

    /// The chart to be kept under a name.
    pub fn to_save(&self, name: String, drawn: &Drawn) -> SavedChart {
        let mut chart = self.spec.clone();
        self.typed.apply(&mut chart);
        if chart.only.is_empty() || self.picked != Picked::First {
            // What was picked stays picked, also where the reports that tell it are not chosen.
            chart.series = match &self.picked {
                Picked::These(keys) if !keys.is_empty() => keys.clone(),
                _ => drawn.keys.clone(),
            };
        }
        SavedChart { name, indicator: drawn.indicator().to_owned(), chart, rank: 0 }
    }

    /// Puts a series into the chart, or takes it out.
    pub fn toggle(&mut self, drawn: &Drawn, key: SeriesKey, on: bool) {
        let mut keys = match std::mem::take(&mut self.picked) {
            Picked::These(keys) => keys,
            Picked::First | Picked::EachCountry(_) => drawn.keys.clone(),
        };
        keys.retain(|other| *other != key);
        if on {
            keys.push(key);
            // Whole series from now on: those picked by hand would hide the new one.
            self.spec.only.clear();
        }
        self.picked = Picked::These(keys);
    }

    /// Shows all of the series that figures were picked from, as far as they have an indicator.
    pub fn whole_series(&mut self, built: Option<&Built>) {
        let Some(built) = built else { return };
        let is_known = |key: &&SeriesKey| built.listed.iter().any(|one| one.slug == key.indicator);
        let keys = built.drawn.keys.iter().filter(is_known).cloned().collect();
        self.picked = Picked::These(keys);
        self.spec.only.clear();
    }

    /// Compares countries, these or all where there are none: in small multiples, or by their
    /// latest values where hardly any of them has more than one.
    pub fn compare(&mut self, countries: &BTreeSet<String>, across: &[(String, usize)]) {
        self.picked = Picked::EachCountry(countries.iter().cloned().collect());
        let asked = |country: &String| countries.is_empty() || countries.contains(country);
        let points = across.iter().filter(|(country, _)| asked(country)).map(|(_, points)| *points);
        let (one, more): (Vec<usize>, Vec<usize>) = points.partition(|points| *points < 2);
        let sparse = one.len() > more.len() && one.len() + more.len() > FEW;
        self.spec.kind = if sparse { ChartKind::Latest } else { ChartKind::Auto };
        self.spec.panels = (!sparse).then_some(Panels::Country);
        self.spec.page = None;
        self.spec.joined.clear();
        self.spec.only.clear();
    }

    /// Goes on with another indicator: across the same countries, where these are compared.
    pub fn next_indicator(&mut self, indicator: &str) {
        let (picked, spec) = (self.picked.clone(), self.spec.clone());
        self.of_indicator(indicator, None);
        if matches!(picked, Picked::EachCountry(_)) {
            self.picked = picked;
            let ChartSpec { kind, panels, order, own_scales, .. } = spec;
            self.spec = ChartSpec { kind, panels, own_scales, order, ..self.spec.clone() };
        }
    }

    /// Leaves a telling out, or takes it in again.
    pub fn turn(&mut self, key: TellingKey) {
        let count = self.spec.left_out.len();
        self.spec.left_out.retain(|other| *other != key);
        if self.spec.left_out.len() == count {
            self.spec.left_out.push(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::ThemeName;

    #[test]
    fn another_indicator_keeps_the_look_alone() {
        let mut choices = Choices::default();
        choices.spec.theme = ThemeName::Dark;
        choices.spec.panels = Some(Panels::Source);
        choices.typed.title = "Mine".to_owned();
        choices.of_indicator("storms", None);
        assert_eq!(choices.spec.theme, ThemeName::Dark);
        assert_eq!((choices.spec.panels, choices.typed.title.as_str()), (None, ""));
        choices.empty();
        assert_eq!(choices.picked, Picked::These(Vec::new()));
    }

    #[test]
    fn countries_with_one_value_each_are_told_by_their_latest() {
        let mut choices = Choices::default();
        let across = |points: &[usize]| -> Vec<(String, usize)> {
            points.iter().map(|points| ("Karvenia".to_owned(), *points)).collect()
        };
        choices.compare(&BTreeSet::new(), &across(&[1; 9]));
        assert_eq!((choices.spec.kind, choices.spec.panels), (ChartKind::Latest, None));
        choices.next_indicator("gales");
        assert_eq!(choices.picked, Picked::EachCountry(Vec::new()));
        assert_eq!(choices.spec.kind, ChartKind::Latest, "the next indicator is compared too");
        choices.compare(&BTreeSet::new(), &across(&[1, 1, 3]));
        assert_eq!(choices.spec.panels, Some(Panels::Country));
        choices.of_indicator("gales", None);
        assert_eq!(choices.picked, Picked::First);
    }

    #[test]
    fn a_telling_is_left_out_and_taken_in_again() {
        let key = TellingKey {
            document: "a.txt".to_owned(),
            raw: "7".to_owned(),
            sentence: "x".to_owned(),
        };
        let mut choices = Choices::default();
        choices.turn(key.clone());
        assert_eq!(choices.spec.left_out, std::slice::from_ref(&key));
        choices.turn(key);
        assert!(choices.spec.left_out.is_empty());
    }
}

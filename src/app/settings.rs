//! What the window remembers from one start to the next: recent folders, colours, text size.

use super::figures_place::Columns;
use super::theme::size;
use super::{library_place, table_columns};
use crate::project::Highlight;
use crate::workspace::Selection;
use eframe::egui;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many folders are remembered.
const RECENT: usize = 8;

/// How many searches are remembered.
const SEARCHES: usize = 12;

/// Longer searches, in bytes, are not remembered.
const LONGEST: usize = 500;

/// Where the settings stand in eframe's storage.
const KEY: &str = "settings";

/// Which colours the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colours {
    /// As the system has them.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Colours {
    /// egui's word for it.
    pub fn preference(self) -> egui::ThemePreference {
        match self {
            Self::System => egui::ThemePreference::System,
            Self::Light => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        }
    }
}

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Folders that were open, the latest first.
    pub recent: Vec<PathBuf>,
    /// What was searched for, the latest first.
    pub searches: Vec<String>,
    /// Colours.
    pub colours: Colours,
    /// Size of the report's text in points.
    pub reading_size: f32,
    /// Whether library and contents are shown.
    pub library_open: bool,
    /// Whether people, courts and organizations are shown.
    pub entities_open: bool,
    /// The colour that was highlighted in last.
    pub highlight: Highlight,
    /// The columns of the table of figures.
    pub figure_columns: Columns,
    /// The reports that the panels speak of in each recent folder where these are not all.
    pub selections: Vec<(PathBuf, Selection)>,
    /// The charts that were being made in recent folders, as the charts' place writes them.
    pub charts: Vec<(PathBuf, String)>,
    /// The columns of the table of reports.
    pub library_columns: table_columns::Columns<library_place::Column>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            searches: Vec::new(),
            colours: Colours::System,
            reading_size: size::READING,
            library_open: true,
            entities_open: true,
            highlight: Highlight::Yellow,
            figure_columns: Columns::default(),
            selections: Vec::new(),
            charts: Vec::new(),
            library_columns: table_columns::Columns::default(),
        }
    }
}

impl Settings {
    /// What was stored, or the defaults where nothing was or it cannot be understood.
    pub fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        let stored = storage.and_then(|storage| storage.get_string(KEY));
        let mut settings: Self =
            stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        settings.resize_text(0.0);
        settings.recent.truncate(RECENT);
        settings.searches.truncate(SEARCHES);
        settings
    }

    /// Stores them.
    pub fn save(&self, storage: &mut dyn eframe::Storage) {
        match serde_json::to_string(self) {
            Ok(json) => storage.set_string(KEY, json),
            Err(error) => tracing::error!(%error, "settings could not be written"),
        }
    }

    /// Puts a folder at the head of the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.recent.retain(|other| *other != folder);
        self.recent.insert(0, folder);
        self.recent.truncate(RECENT);
    }

    /// Remembers which reports the panels speak of in a folder, the latest first.
    pub fn keep_selection(&mut self, folder: &Path, selection: &Selection) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.selections.retain(|(other, _)| *other != folder);
        if !selection.is_all() {
            self.selections.insert(0, (folder, selection.clone()));
        }
        self.selections.truncate(RECENT);
    }

    /// The reports that the panels spoke of in a folder; all where nothing is remembered.
    pub fn selection_of(&self, folder: &Path) -> Selection {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let known = self.selections.iter().find(|(other, _)| *other == folder);
        known.map(|(_, selection)| selection.clone()).unwrap_or_default()
    }

    /// Remembers the chart that is being made in a folder, the latest first.
    pub fn keep_chart(&mut self, folder: &Path, chart: Option<String>) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.charts.retain(|(other, _)| *other != folder);
        if let Some(chart) = chart {
            self.charts.insert(0, (folder, chart));
        }
        self.charts.truncate(RECENT);
    }

    /// The chart that was being made in a folder.
    pub fn chart_of(&self, folder: &Path) -> Option<&str> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let known = self.charts.iter().find(|(other, _)| *other == folder);
        known.map(|(_, chart)| chart.as_str())
    }

    /// Puts a search at the head of those that are remembered.
    pub fn remember_search(&mut self, typed: &str) {
        let typed = typed.trim();
        if typed.is_empty() || typed.len() > LONGEST {
            return;
        }
        self.searches.retain(|other| other != typed);
        self.searches.insert(0, typed.to_owned());
        self.searches.truncate(SEARCHES);
    }

    /// Makes the report's text larger or smaller by so many points, within what can be read.
    pub fn resize_text(&mut self, by: f32) {
        let size = self.reading_size + by;
        self.reading_size = if size.is_finite() { size.clamp(12.0, 28.0) } else { size::READING };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_opened_again_moves_to_the_head() {
        let mut settings = Settings::default();
        for folder in ["/a", "/b", "/c", "/a"] {
            settings.remember(Path::new(folder));
        }
        assert_eq!(settings.recent, [Path::new("/a"), Path::new("/c"), Path::new("/b")]);
        for number in 0..20 {
            settings.remember(Path::new(&format!("/{number}")));
        }
        assert_eq!(settings.recent.len(), RECENT);
    }

    #[test]
    fn a_folder_keeps_its_selection_until_all_is_shown() {
        let mut settings = Settings::default();
        let karvenia = Selection::of_country(Some("Karvenia"));
        settings.keep_selection(Path::new("/a"), &karvenia);
        let stored = serde_json::to_string(&settings).unwrap();
        let mut settings: Settings = serde_json::from_str(&stored).unwrap();
        assert_eq!(settings.selection_of(Path::new("/a")), karvenia);
        assert!(settings.selection_of(Path::new("/b")).is_all());
        settings.keep_selection(Path::new("/a"), &Selection::default());
        assert!(settings.selections.is_empty());
    }

    #[test]
    fn what_was_searched_is_remembered_once_and_the_latest_first() {
        let mut settings = Settings::default();
        for typed in ["prison", " court ", "prison", "", &"x".repeat(LONGEST + 1)] {
            settings.remember_search(typed);
        }
        assert_eq!(settings.searches, ["prison", "court"]);
        for number in 0..30 {
            settings.remember_search(&number.to_string());
        }
        assert_eq!(settings.searches.len(), SEARCHES);
        assert_eq!(settings.searches[0], "29");
    }

    #[test]
    fn settings_of_another_version_do_no_harm() {
        let odd: Settings = serde_json::from_str(r#"{"reading_size": 900, "new": 1}"#).unwrap();
        let mut odd = odd;
        odd.resize_text(1.0);
        assert_eq!(odd.reading_size, 28.0);
        assert!(odd.library_open);
    }
}

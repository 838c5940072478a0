//! Small multiples: which series stand together in a panel, and what they are called there.

use super::{Look, Shown};
use crate::charts::spec::Panels;
use crate::charts::words;
use crate::language::capitalised;
use crate::series::SeriesKey;

/// A chart among others on the same scales.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// The places of its series in the chart.
    pub members: Vec<usize>,
}

/// The most panels that anybody reads.
pub const MOST: usize = 24;

/// Groups the series. Panels of countries stand by name, for that is how one looks for them; others
/// in the order of their series.
pub fn group(shown: &[Shown<'_>], by: Panels) -> Vec<Panel> {
    let mut panels: Vec<Panel> = Vec::new();
    for (place, one) in shown.iter().enumerate() {
        let key = &one.series.key;
        let title = match by {
            Panels::Country => {
                key.country.clone().unwrap_or_else(|| "Country not known".to_owned())
            }
            Panels::Source => capitalised(key.teller()),
            Panels::Series => one.name.clone(),
        };
        let known = panels.iter_mut().find(|panel| panel.title == title);
        match known.filter(|_| by != Panels::Series) {
            Some(panel) => panel.members.push(place),
            None => panels.push(Panel { title, members: vec![place] }),
        }
    }
    if by == Panels::Country {
        panels.sort_by(|a, b| a.title.cmp(&b.title));
    }
    panels
}

/// The names that tell apart the series of one panel, for each series: what the panel's title says
/// is left out.
pub fn inside_names(shown: &[Shown<'_>], by: Panels) -> Vec<String> {
    let bare = |one: &Shown<'_>| {
        let key = one.series.key.clone();
        match by {
            Panels::Country => SeriesKey { country: None, ..key },
            Panels::Source => SeriesKey { source: None, as_told_by: None, ..key },
            Panels::Series => SeriesKey::default(),
        }
    };
    let keys: Vec<SeriesKey> = shown.iter().map(bare).collect();
    let names = words::key_names(&keys.iter().collect::<Vec<_>>());
    if by != Panels::Source {
        return names;
    }
    // The panels tell the sources, so that no name here needs one.
    let rest = |name: String| {
        let rest = name.strip_prefix("Source not named").unwrap_or(&name);
        match rest.trim_start_matches([',', ' ']) {
            "" => "In general".to_owned(),
            rest => capitalised(rest),
        }
    };
    names.into_iter().map(rest).collect()
}

/// Gives series of one name the same look in all panels. Where there are more names than a key has
/// room for, the first, second, … of each panel look the same instead.
///
/// Hands back the names for a key, in the order of their looks; none where one look is enough.
pub fn dress(shown: &mut [Shown<'_>], panels: &[Panel], by: Panels) -> Vec<String> {
    const MOST_NAMES: usize = 8;
    if panels.iter().all(|panel| panel.members.len() < 2) {
        for one in shown {
            one.look = Look::Own(0);
        }
        return Vec::new();
    }
    let inside = inside_names(shown, by);
    let mut names: Vec<String> = Vec::new();
    for name in &inside {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    if names.len() > MOST_NAMES {
        for panel in panels {
            for (at, place) in panel.members.iter().enumerate() {
                if let Some(one) = shown.get_mut(*place) {
                    one.look = Look::Own(at);
                }
            }
        }
        return Vec::new();
    }
    for (one, name) in shown.iter_mut().zip(&inside) {
        one.look = Look::Own(names.iter().position(|known| known == name).unwrap_or(0));
    }
    names
}

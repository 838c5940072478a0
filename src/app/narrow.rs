//! Choosing the reports that all panels speak of, by pointing at countries, years and publishers in
//! the library's tree and grid.

use super::holdings::coverage::Grid;
use super::holdings::tree::{By, Key};
use super::holdings::{Holdings, Row};
use crate::workspace::{Names, Selection, Years};
use std::ops::RangeInclusive;

/// What was held while something was clicked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// It is added to what is chosen, or taken off that.
    pub add: bool,
    /// It reaches from what was clicked last.
    pub extends: bool,
}

/// Whether anything is chosen of this side: some countries, years or publishers.
pub fn is_narrowed(selection: &Selection, by: By) -> bool {
    match by {
        By::Country => !selection.countries.is_all(),
        By::Publisher => !selection.publishers.is_all(),
        By::Year => !selection.years.is_all(),
    }
}

/// Whether just this is chosen, where not all is.
pub fn is_ticked(selection: &Selection, by: By, key: Key, holdings: &Holdings) -> bool {
    is_narrowed(selection, by)
        && match (by, key) {
            (By::Country, Key::Country(id)) => {
                selection.countries.is_ticked(Some(holdings.countries.text(id)))
            }
            (By::Country, _) => selection.countries.is_ticked(None),
            (By::Publisher, Key::Publisher(id)) => {
                selection.publishers.is_ticked(Some(holdings.publishers.text(id)))
            }
            (By::Publisher, _) => selection.publishers.is_ticked(None),
            (By::Year, Key::Year(year)) => selection.years.contains(Some(year)),
            (By::Year, _) => selection.years.contains(None),
        }
}

/// The selection with these alone of their side.
fn with_only(selection: &Selection, by: By, keys: &[Key], holdings: &Holdings) -> Selection {
    let mut selection = selection.clone();
    let names = |text: &dyn Fn(Key) -> Option<String>| {
        let mut names = Names::default();
        for key in keys {
            names.tick(text(*key).as_deref(), true);
        }
        names
    };
    match by {
        By::Country => selection.countries = names(&|key| country(key, holdings)),
        By::Publisher => selection.publishers = names(&|key| publisher(key, holdings)),
        By::Year => {
            let year = |key: &Key| if let Key::Year(year) = key { Some(*year) } else { None };
            selection.years = Years::of(keys.iter().filter_map(year));
            selection.years.undated = keys.contains(&Key::NotFound);
        }
    }
    selection
}

fn country(key: Key, holdings: &Holdings) -> Option<String> {
    if let Key::Country(id) = key { Some(holdings.countries.text(id).to_owned()) } else { None }
}

fn publisher(key: Key, holdings: &Holdings) -> Option<String> {
    if let Key::Publisher(id) = key { Some(holdings.publishers.text(id).to_owned()) } else { None }
}

/// The selection with this chosen too, or no longer.
pub fn ticked(selection: &Selection, by: By, key: Key, on: bool, holdings: &Holdings) -> Selection {
    let mut with = selection.clone();
    match by {
        By::Country => with.countries.tick(country(key, holdings).as_deref(), on),
        By::Publisher => with.publishers.tick(publisher(key, holdings).as_deref(), on),
        By::Year => {
            let years = holdings.years().into_iter().map(Key::Year).chain([Key::NotFound]);
            let was = |other: &Key| is_ticked(selection, by, *other, holdings);
            let keys: Vec<Key> =
                years.filter(|other| if *other == key { on } else { was(other) }).collect();
            return with_only(selection, by, &keys, holdings);
        }
    }
    with
}

/// The selection of this alone of its side; of all where it was chosen alone already.
pub fn only(selection: &Selection, by: By, key: Key, holdings: &Holdings) -> Selection {
    let alone = with_only(selection, by, &[key], holdings);
    if alone == *selection { with_only(selection, by, &[], holdings) } else { alone }
}

/// The selection of the countries and years of these rows, and of their publishers.
pub fn of_rows<'a>(rows: impl Iterator<Item = &'a Row>, holdings: &Holdings) -> Selection {
    let all = Selection::default();
    rows.fold(all, |selection, row| {
        let sides = [
            (By::Country, row.country().map(Key::Country)),
            (By::Publisher, row.publisher().map(Key::Publisher)),
            (By::Year, row.year().map(Key::Year)),
        ];
        sides.into_iter().fold(selection, |selection, (by, key)| {
            ticked(&selection, by, key.unwrap_or(Key::NotFound), true, holdings)
        })
    })
}

/// The selection after these lines, these columns, or both were picked in a grid.
pub fn picked(
    selection: &Selection,
    grid: &Grid,
    holdings: &Holdings,
    lines: Option<RangeInclusive<usize>>,
    columns: Option<RangeInclusive<usize>>,
    held: Held,
) -> Selection {
    let sides = [
        (lines, grid.sides.line_by(), &grid.lines),
        (columns, grid.sides.column_by(), &grid.columns),
    ];
    let mut selection = selection.clone();
    let both = sides.iter().all(|(range, ..)| range.is_some());
    for (range, by, heads) in sides {
        let Some(range) = range else { continue };
        let keys: Vec<Key> =
            heads.get(range).unwrap_or_default().iter().map(|head| head.key).collect();
        selection = match keys.as_slice() {
            [one] if held.add => {
                let on = !is_ticked(&selection, by, *one, holdings);
                ticked(&selection, by, *one, on, holdings)
            }
            [one] if !held.extends && !both => only(&selection, by, *one, holdings),
            keys if held.add => keys
                .iter()
                .fold(selection, |selection, key| ticked(&selection, by, *key, true, holdings)),
            keys => with_only(&selection, by, keys, holdings),
        };
    }
    selection
}

/// Which lines and columns of a grid are chosen.
#[derive(Debug)]
pub struct Ticked {
    lines: Option<Vec<bool>>,
    columns: Option<Vec<bool>>,
}

impl Ticked {
    /// What of a grid is chosen.
    pub fn of(selection: &Selection, grid: &Grid, holdings: &Holdings) -> Self {
        let side = |by, heads: &[super::holdings::coverage::Head]| {
            let ticked = |head: &super::holdings::coverage::Head| {
                is_ticked(selection, by, head.key, holdings)
            };
            is_narrowed(selection, by).then(|| heads.iter().map(ticked).collect())
        };
        Self {
            lines: side(grid.sides.line_by(), &grid.lines),
            columns: side(grid.sides.column_by(), &grid.columns),
        }
    }

    /// Whether a line is chosen; nothing where all are.
    pub fn line(&self, at: usize) -> Option<bool> {
        self.lines.as_ref().map(|lines| lines.get(at).copied().unwrap_or(false))
    }

    /// Whether a column is chosen; nothing where all are.
    pub fn column(&self, at: usize) -> Option<bool> {
        self.columns.as_ref().map(|columns| columns.get(at).copied().unwrap_or(false))
    }

    /// Whether a cell is outside of what is chosen.
    pub fn is_outside(&self, line: usize, column: usize) -> bool {
        self.line(line) == Some(false) || self.column(column) == Some(false)
    }
}

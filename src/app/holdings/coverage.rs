//! Which editions are here: a grid of countries, years and publishers.
//!
//! Between two editions of one publisher on one country every year that has none is told as not
//! here. Whether there ever was one is not known, and not said; before the first and after the last
//! edition nothing is told at all.

use super::tree::{By, Key};
use super::{Holdings, NameId, Row, Wanted};
use crate::entities::ReportIndex;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands against what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sides {
    /// A line for each country, a column for each year.
    #[default]
    CountriesYears,
    /// A line for each publisher, a column for each year.
    PublishersYears,
    /// A line for each country, a column for each publisher.
    CountriesPublishers,
}

impl Sides {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::CountriesYears, "Countries by year"),
        (Self::PublishersYears, "Publishers by year"),
        (Self::CountriesPublishers, "Countries by publisher"),
    ];

    /// What its lines are of.
    pub fn line_by(self) -> By {
        match self {
            Self::CountriesYears | Self::CountriesPublishers => By::Country,
            Self::PublishersYears => By::Publisher,
        }
    }

    /// What its columns are of.
    pub fn column_by(self) -> By {
        match self {
            Self::CountriesYears | Self::PublishersYears => By::Year,
            Self::CountriesPublishers => By::Publisher,
        }
    }

    /// What tells the reports of one cell from each other.
    pub fn cell_by(self) -> By {
        match self {
            Self::CountriesYears => By::Publisher,
            Self::PublishersYears => By::Country,
            Self::CountriesPublishers => By::Year,
        }
    }

    /// What one line is, in a word.
    pub fn line_name(self) -> &'static str {
        match self.line_by() {
            By::Publisher => "Publisher",
            By::Country | By::Year => "Country",
        }
    }

    /// What says most of these reports: on one country its publishers, of one year its countries.
    pub fn fitting(holdings: &Holdings) -> Self {
        let editions = || holdings.rows().iter().filter(|row| row.is_edition());
        let countries: BTreeSet<_> = editions().filter_map(Row::country).collect();
        let years: BTreeSet<_> = editions().filter_map(Row::year).collect();
        match (countries.len(), years.len()) {
            (0 | 1, 2..) => Self::PublishersYears,
            (2.., 0 | 1) => Self::CountriesPublishers,
            _ => Self::CountriesYears,
        }
    }
}

/// The head of a line or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it is of.
    pub key: Key,
    /// How many reports it holds.
    pub reports: usize,
    /// How many editions are not here between those that are.
    pub missing: usize,
}

/// A line and a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The reports that are here, by publisher.
    pub reports: Vec<ReportIndex>,
    /// Whose editions are not here, though they are for years before and after: the country and
    /// publisher of each.
    pub missing: Vec<(NameId, NameId)>,
}

/// The grid.
#[derive(Debug, Default)]
pub struct Grid {
    /// What stands against what.
    pub sides: Sides,
    /// The lines, in order.
    pub lines: Vec<Head>,
    /// The columns, in order.
    pub columns: Vec<Head>,
    /// By line and then by column.
    cells: Vec<Cell>,
    /// How many reports stand in it.
    pub reports: usize,
    /// How many editions are not here between those that are.
    pub missing: usize,
}

/// Years further apart than this are not all shown: one of them was read wrongly.
const SPAN: i16 = 80;

impl Grid {
    /// The grid of the editions that have the words typed, of one publisher or of all.
    pub fn of(
        holdings: &Holdings,
        sides: Sides,
        publisher: Option<NameId>,
        wanted: &Wanted,
    ) -> Self {
        let of_publisher = |row: &&Row| publisher.is_none() || row.publisher() == publisher;
        let all: Vec<&Row> =
            holdings.rows().iter().filter(|row| row.is_edition()).filter(of_publisher).collect();
        let shown: Vec<&Row> =
            all.iter().copied().filter(|row| wanted.fits(row, holdings)).collect();
        let (lines, line_at) = heads(shown.iter().map(|row| line_of(row, sides)), holdings);
        let (columns, column_at) = heads(columns(&shown, sides), holdings);
        let cells = vec![Cell::default(); lines.len() * columns.len()];
        let mut grid = Self { sides, lines, columns, cells, reports: 0, missing: 0 };
        let place = |line: Key, column: Key| Some((*line_at.get(&line)?, *column_at.get(&column)?));
        for row in shown {
            let Some((line, column)) = place(line_of(row, sides), column_of(row, sides)) else {
                continue;
            };
            grid.count(line, column, |head| head.reports += 1);
            grid.reports += 1;
            if let Some(cell) = grid.cell_mut(line, column) {
                cell.reports.push(row.index);
            }
        }
        if sides != Sides::CountriesPublishers {
            for (country, publisher, year) in missing(&all) {
                let line = match sides {
                    Sides::PublishersYears => Key::Publisher(publisher),
                    _ => Key::Country(country),
                };
                let Some((line, column)) = place(line, Key::Year(year)) else { continue };
                grid.count(line, column, |head| head.missing += 1);
                grid.missing += 1;
                if let Some(cell) = grid.cell_mut(line, column) {
                    cell.missing.push((country, publisher));
                }
            }
        }
        grid.order_cells(holdings);
        grid
    }

    /// One cell.
    pub fn cell(&self, line: usize, column: usize) -> Option<&Cell> {
        (column < self.columns.len()).then(|| self.cells.get(line * self.columns.len() + column))?
    }

    fn cell_mut(&mut self, line: usize, column: usize) -> Option<&mut Cell> {
        self.cells.get_mut(line * self.columns.len() + column)
    }

    fn count(&mut self, line: usize, column: usize, add: impl Fn(&mut Head)) {
        self.lines.get_mut(line).into_iter().for_each(&add);
        self.columns.get_mut(column).into_iter().for_each(&add);
    }

    fn order_cells(&mut self, holdings: &Holdings) {
        for cell in &mut self.cells {
            cell.reports.sort_by_key(|index| {
                let row = holdings.row(*index);
                let rank = |id: Option<NameId>, list: &super::NameList| {
                    id.map_or(u32::MAX, |id| list.rank_of(id))
                };
                let publisher = rank(row.and_then(Row::publisher), &holdings.publishers);
                let country = rank(row.and_then(Row::country), &holdings.countries);
                (publisher, country, holdings.place(*index))
            });
            cell.missing.sort_by_key(|(country, publisher)| {
                (holdings.publishers.rank_of(*publisher), holdings.countries.rank_of(*country))
            });
        }
    }
}

fn line_of(row: &Row, sides: Sides) -> Key {
    let key = match sides {
        Sides::PublishersYears => row.publisher().map(Key::Publisher),
        Sides::CountriesYears | Sides::CountriesPublishers => row.country().map(Key::Country),
    };
    key.unwrap_or(Key::NotFound)
}

fn column_of(row: &Row, sides: Sides) -> Key {
    let key = match sides {
        Sides::CountriesPublishers => row.publisher().map(Key::Publisher),
        Sides::CountriesYears | Sides::PublishersYears => row.year().map(Key::Year),
    };
    key.unwrap_or(Key::NotFound)
}

/// The columns of these reports; of years all from the first to the last.
fn columns(shown: &[&Row], sides: Sides) -> Vec<Key> {
    let mut keys: Vec<Key> = shown.iter().map(|row| column_of(row, sides)).collect();
    let years =
        || keys.iter().filter_map(|key| if let Key::Year(year) = key { Some(*year) } else { None });
    if let (Some(first), Some(last)) = (years().min(), years().max())
        && last.saturating_sub(first) <= SPAN
    {
        keys.extend((first..=last).map(Key::Year));
    }
    keys
}

/// Each key once and in order, what was not found last; and where each stands.
fn heads(
    keys: impl IntoIterator<Item = Key>,
    holdings: &Holdings,
) -> (Vec<Head>, HashMap<Key, usize>) {
    let rank = |key: Key| match key {
        Key::Country(id) => (0, holdings.countries.rank_of(id)),
        Key::Publisher(id) => (0, holdings.publishers.rank_of(id)),
        Key::Year(year) => (0, i32::from(i16::MIN).abs_diff(i32::from(year))),
        _ => (1, 0),
    };
    let ordered: BTreeMap<_, Key> = keys.into_iter().map(|key| (rank(key), key)).collect();
    let heads: Vec<Head> =
        ordered.into_values().map(|key| Head { key, reports: 0, missing: 0 }).collect();
    let places = heads.iter().enumerate().map(|(at, head)| (head.key, at)).collect();
    (heads, places)
}

/// The years between two editions of one publisher on one country that have none.
fn missing(editions: &[&Row]) -> Vec<(NameId, NameId, i16)> {
    let mut series: BTreeMap<(NameId, NameId), BTreeSet<i16>> = BTreeMap::new();
    for row in editions {
        if let (Some(country), Some(publisher), Some(year)) =
            (row.country(), row.publisher(), row.year())
        {
            series.entry((country, publisher)).or_default().insert(year);
        }
    }
    let mut missing = Vec::new();
    for ((country, publisher), years) in series {
        let (Some(first), Some(last)) = (years.first(), years.last()) else { continue };
        if last.saturating_sub(*first) > SPAN {
            continue;
        }
        let between = (*first..=*last).filter(|year| !years.contains(year));
        missing.extend(between.map(|year| (country, publisher, year)));
    }
    missing
}

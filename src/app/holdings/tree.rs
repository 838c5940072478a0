//! The reports as a tree: by country, by publisher or by year, then volumes, what it was not found
//! out of, what could not be read, and what still waits.
//!
//! A chapter stands under its country and under its volume. Of a report that is there in several
//! formats one has a place, the others stand below it. A large group is divided once more where
//! that makes it easier to look through.

use super::{Holdings, NameId, Row, Standing};
use std::cmp::Reverse;
use std::collections::HashSet;

/// What the tree is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Countries, in each the newest first; large ones by publisher.
    #[default]
    Country,
    /// Publishers, in each by country and year.
    Publisher,
    /// Years, the newest first, in each by country.
    Year,
}

impl By {
    /// All orders, with their names.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Country, "Country"), (Self::Publisher, "Publisher"), (Self::Year, "Year")];

    /// What large groups are divided by.
    pub fn within(self) -> Self {
        match self {
            Self::Country | Self::Year => Self::Publisher,
            Self::Publisher => Self::Country,
        }
    }
}

/// What a group is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Reports on this country.
    Country(NameId),
    /// Reports by this publisher.
    Publisher(NameId),
    /// Reports that cover this year.
    Year(i16),
    /// Volumes that hold others.
    Volumes,
    /// Reports of which it was not found.
    NotFound,
    /// Files that could not be read or ask for a password.
    Unread,
    /// Files that wait to be read.
    Waiting,
}

impl Key {
    /// Its words; `by` tells what was not found.
    pub fn words(self, by: By, holdings: &Holdings) -> String {
        match self {
            Self::Country(id) => holdings.countries.text(id).to_owned(),
            Self::Publisher(id) => holdings.publishers.text(id).to_owned(),
            Self::Year(year) => year.to_string(),
            Self::Volumes => "Volumes".to_owned(),
            Self::NotFound => match by {
                By::Country => "Country not found",
                By::Publisher => "Publisher not found",
                By::Year => "Year not found",
            }
            .to_owned(),
            Self::Unread => "Could not be read".to_owned(),
            Self::Waiting => "Waiting to be read".to_owned(),
        }
    }

    /// Whether it names what its reports have in common.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Country(_) | Self::Publisher(_) | Self::Year(_))
    }

    fn class(self) -> u8 {
        match self {
            Self::Country(_) | Self::Publisher(_) | Self::Year(_) => 0,
            Self::Volumes => 1,
            Self::NotFound => 2,
            Self::Unread => 3,
            Self::Waiting => 4,
        }
    }
}

/// A report in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its place among the rows.
    pub at: usize,
    /// Whether its title tells it from another of the same country, publisher and year.
    pub titled: bool,
}

/// Reports that belong together.
#[derive(Debug)]
pub struct Group {
    /// What they have in common.
    pub key: Key,
    /// Those that stand in no part of the group.
    pub items: Vec<Item>,
    /// The parts of a group that is divided.
    pub parts: Vec<(Key, Vec<Item>)>,
}

impl Group {
    /// All its reports.
    pub fn all(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().chain(self.parts.iter().flat_map(|(_, items)| items))
    }
}

/// The reports in groups.
#[derive(Debug, Default)]
pub struct Tree {
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// How many reports stand in it.
    pub count: usize,
}

/// A group of more reports than these may be divided.
const LARGE: usize = 12;

impl Tree {
    /// Orders the reports.
    pub fn of(holdings: &Holdings, by: By) -> Self {
        let rows = holdings.rows().iter().enumerate();
        let shown = rows.filter(|(_, row)| row.shown_for.is_none());
        let mut sorted: Vec<(Order, Key, usize)> =
            shown.map(|(at, row)| (order(row, by, holdings), group_of(row, by), at)).collect();
        sorted.sort_unstable_by_key(|(order, ..)| *order);
        let mut groups: Vec<Group> = Vec::new();
        for (_, key, at) in &sorted {
            let item = Item { at: *at, titled: false };
            match groups.last_mut().filter(|group| group.key == *key) {
                Some(group) => group.items.push(item),
                None => groups.push(Group { key: *key, items: vec![item], parts: Vec::new() }),
            }
        }
        for group in &mut groups {
            divide(group, by, holdings);
            tell_apart(&mut group.items, holdings);
            for (_, items) in &mut group.parts {
                tell_apart(items, holdings);
            }
        }
        Self { groups, count: sorted.len() }
    }
}

/// The group that a report belongs to.
pub fn group_of(row: &Row, by: By) -> Key {
    if row.chapters > 0 {
        return Key::Volumes;
    }
    match (&row.facts, row.standing) {
        (None, Standing::Waiting) => Key::Waiting,
        (None, _) => Key::Unread,
        (Some(_), _) => own_key(row, by),
    }
}

fn own_key(row: &Row, by: By) -> Key {
    let key = match by {
        By::Country => row.country().map(Key::Country),
        By::Publisher => row.publisher().map(Key::Publisher),
        By::Year => row.year().map(Key::Year),
    };
    key.unwrap_or(Key::NotFound)
}

/// What decides where a report stands: the class and rank of its group, then what orders its group,
/// at last its name.
type Order = (u8, u32, u32, u32, usize);

fn order(row: &Row, by: By, holdings: &Holdings) -> Order {
    let country = row.country().map_or(u32::MAX, |id| holdings.countries.rank_of(id));
    let publisher = row.publisher().map_or(u32::MAX, |id| holdings.publishers.rank_of(id));
    let year = row.year().map_or(u32::MAX, newest_first);
    let [a, b, c] = match by {
        By::Country => [country, year, publisher],
        By::Publisher => [publisher, country, year],
        By::Year => [year, country, publisher],
    };
    let class = group_of(row, by).class();
    // Those groups that are of nothing in common are in the order of names.
    let rank = if class == 0 { a } else { 0 };
    let (b, c) = if matches!(class, 0 | 2) { (b, c) } else { (0, 0) };
    let name = holdings.place(row.index).unwrap_or(usize::MAX);
    (class, rank, b, c, name)
}

fn newest_first(year: i16) -> u32 {
    i32::from(i16::MAX).abs_diff(i32::from(year))
}

/// Divides a large group into parts where they are fewer than its reports by far.
fn divide(group: &mut Group, by: By, holdings: &Holdings) {
    if by == By::Year || group.items.len() <= LARGE || !group.key.is_name() {
        return;
    }
    let within = by.within();
    let rows = holdings.rows();
    let key_of = |item: &Item| rows.get(item.at).map_or(Key::NotFound, |row| own_key(row, within));
    let keys: HashSet<Key> = group.items.iter().map(key_of).collect();
    if keys.len() < 2 || keys.len() * 2 > group.items.len() {
        return;
    }
    let mut items = std::mem::take(&mut group.items);
    items.sort_by_cached_key(|item| {
        let row = rows.get(item.at);
        let rank = row.map_or(u32::MAX, |row| match within {
            By::Publisher => row.publisher().map_or(u32::MAX, |id| holdings.publishers.rank_of(id)),
            _ => row.country().map_or(u32::MAX, |id| holdings.countries.rank_of(id)),
        });
        (rank, Reverse(row.and_then(Row::year)))
    });
    for item in items {
        let key = key_of(&item);
        match group.parts.last_mut().filter(|(last, _)| *last == key) {
            Some((_, part)) => part.push(item),
            None => group.parts.push((key, vec![item])),
        }
    }
}

/// Marks those whose neighbour is of the same country, publisher and year.
fn tell_apart(items: &mut [Item], holdings: &Holdings) {
    let edition =
        |at: usize| holdings.rows().get(at).map(|row| (row.country(), row.publisher(), row.year()));
    let mut before: Option<&mut Item> = None;
    for item in items {
        let same = before.as_ref().is_some_and(|before| edition(before.at) == edition(item.at));
        if same {
            item.titled = true;
            if let Some(before) = before {
                before.titled = true;
            }
        }
        before = Some(item);
    }
}

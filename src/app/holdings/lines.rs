//! The lines of the tree that are shown: what is unfolded and has the words that were typed.

use super::tree::{Item, Key, Tree};
use super::{Holdings, Wanted};
use crate::entities::ReportIndex;
use std::collections::HashMap;

/// A heading that folds: a group, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// The group.
    pub group: Key,
    /// Its part.
    pub part: Option<Key>,
}

/// Something that is folded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Folding {
    /// What stands below a heading.
    Heading(Heading),
    /// The chapters of a volume.
    Volume(ReportIndex),
}

/// What the user folded and unfolded.
#[derive(Debug, Default)]
pub struct Folds {
    /// Whether each is open, where the user said.
    said: HashMap<Folding, bool>,
    revision: u64,
}

/// In a tree of more reports than these the groups are folded at first.
const FEW: usize = 150;

impl Folds {
    /// Whether something is open in a tree.
    pub fn is_open(&self, folding: Folding, tree: &Tree) -> bool {
        let usual = match folding {
            Folding::Heading(heading) => heading.part.is_some() || tree.count <= FEW,
            Folding::Volume(_) => false,
        };
        self.said.get(&folding).copied().unwrap_or(usual)
    }

    /// Opens or folds.
    pub fn set(&mut self, folding: Folding, open: bool) {
        if self.said.insert(folding, open) != Some(open) {
            self.revision += 1;
        }
    }

    /// Opens or folds all groups of a tree.
    pub fn set_all(&mut self, tree: &Tree, open: bool) {
        for group in &tree.groups {
            self.set(Folding::Heading(Heading { group: group.key, part: None }), open);
        }
    }

    /// Grows with each change.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading, with how many reports stand below it.
    Heading {
        /// Which one.
        heading: Heading,
        /// Its reports that have the words typed.
        count: usize,
        /// Whether it is open.
        open: bool,
    },
    /// A report in its group.
    Report {
        /// Its place among the rows.
        at: usize,
        /// Whether its title tells it from another.
        titled: bool,
        /// What it stands below; of one alone in its group, the group that it stands for.
        heading: Heading,
        /// Whether it is alone in its group, which then has no line of its own.
        alone: bool,
    },
    /// A volume, which unfolds to its chapters.
    Volume {
        /// Its place among the rows.
        at: usize,
        /// Whether its chapters are shown.
        open: bool,
    },
    /// A chapter below its volume.
    Chapter(usize),
    /// The report above it in another format.
    Other(usize),
}

/// What a line is known by when the list changes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineId {
    /// A heading.
    Heading(Heading),
    /// A report's own line.
    Report(ReportIndex),
    /// A chapter's line below its volume, which is its second.
    Chapter(ReportIndex),
}

impl Line {
    /// What it is known by.
    pub fn id(&self, holdings: &Holdings) -> Option<LineId> {
        let index = |at: usize| holdings.rows().get(at).map(|row| row.index);
        match *self {
            Self::Heading { heading, .. } => Some(LineId::Heading(heading)),
            Self::Report { at, .. } | Self::Volume { at, .. } | Self::Other(at) => {
                index(at).map(LineId::Report)
            }
            Self::Chapter(at) => index(at).map(LineId::Chapter),
        }
    }

    /// The report that it is of.
    pub fn report(&self, holdings: &Holdings) -> Option<ReportIndex> {
        match self.id(holdings)? {
            LineId::Heading(_) => None,
            LineId::Report(index) | LineId::Chapter(index) => Some(index),
        }
    }

    /// What it folds.
    pub fn folding(&self, holdings: &Holdings) -> Option<Folding> {
        match *self {
            Self::Heading { heading, .. } => Some(Folding::Heading(heading)),
            Self::Volume { at, .. } => Some(Folding::Volume(holdings.rows().get(at)?.index)),
            _ => None,
        }
    }
}

/// The lines to show.
#[derive(Debug, Default)]
pub struct Lines {
    /// In order.
    pub all: Vec<Line>,
    /// How many reports have the words typed, whether unfolded or not.
    pub reports: usize,
}

impl Lines {
    /// The lines of a tree: of what is unfolded, or of all that has the words typed.
    pub fn of(tree: &Tree, holdings: &Holdings, wanted: &Wanted, folds: &Folds) -> Self {
        let own = holdings.rows().iter().map(|row| wanted.fits(row, holdings));
        let own: Vec<bool> = if wanted.is_all() { Vec::new() } else { own.collect() };
        let all = wanted.is_all();
        let mut maker = Maker { tree, holdings, all, own, folds, lines: Self::default() };
        for group in &tree.groups {
            let heading = Heading { group: group.key, part: None };
            let count = group.all().filter(|item| maker.fits(item)).count();
            if count == 0 {
                continue;
            }
            maker.lines.reports += count;
            if count == 1 && group.key.is_name() {
                let alone = group.all().find(|item| maker.fits(item)).copied();
                if let Some(item) = alone {
                    maker.push(item, heading, true);
                }
                continue;
            }
            if !maker.head(heading, count) {
                continue;
            }
            maker.push_all(&group.items, heading);
            for (part, items) in &group.parts {
                let below = Heading { group: group.key, part: Some(*part) };
                let count = items.iter().filter(|item| maker.fits(item)).count();
                if count > 0 && maker.head(below, count) {
                    maker.push_all(items, below);
                }
            }
        }
        maker.lines
    }

    /// Where a line stands.
    pub fn position(&self, id: LineId, holdings: &Holdings) -> Option<usize> {
        self.all.iter().position(|line| line.id(holdings) == Some(id))
    }
}

/// What lines are made with.
struct Maker<'a> {
    tree: &'a Tree,
    holdings: &'a Holdings,
    /// Whether no words were typed, and all fits.
    all: bool,
    /// Otherwise which rows have the words.
    own: Vec<bool>,
    folds: &'a Folds,
    lines: Lines,
}

impl Maker<'_> {
    fn has_words(&self, at: usize) -> bool {
        self.all || self.own.get(at).copied().unwrap_or(false)
    }

    /// Whether a report, or what stands below it, has the words typed.
    fn fits(&self, item: &Item) -> bool {
        if self.has_words(item.at) {
            return true;
        }
        let Some(row) = self.holdings.rows().get(item.at) else { return false };
        let below = self.holdings.others(row.index).iter();
        let mut below = below.chain(self.holdings.chapters(row.index));
        below.any(|index| self.holdings.place(*index).is_some_and(|at| self.has_words(at)))
    }

    /// A heading; returns whether it is open.
    fn head(&mut self, heading: Heading, count: usize) -> bool {
        let usual = self.folds.is_open(Folding::Heading(heading), self.tree);
        let open = !self.all || usual;
        self.lines.all.push(Line::Heading { heading, count, open });
        open
    }

    fn push_all(&mut self, items: &[Item], heading: Heading) {
        for item in items {
            if self.fits(item) {
                self.push(*item, heading, false);
            }
        }
    }

    fn push(&mut self, item: Item, heading: Heading, alone: bool) {
        let Some(row) = self.holdings.rows().get(item.at) else { return };
        let place = |index: &ReportIndex| self.holdings.place(*index);
        if row.chapters > 0 {
            let open = self.folds.is_open(Folding::Volume(row.index), self.tree);
            self.lines.all.push(Line::Volume { at: item.at, open });
            if open {
                let chapters = self.holdings.chapters(row.index).iter().filter_map(place);
                let fitting: Vec<usize> = chapters.filter(|at| self.has_words(*at)).collect();
                self.lines.all.extend(fitting.into_iter().map(Line::Chapter));
            }
        } else {
            let (at, titled) = (item.at, item.titled);
            self.lines.all.push(Line::Report { at, titled, heading, alone });
        }
        let others = self.holdings.others(row.index).iter();
        self.lines.all.extend(others.filter_map(place).map(Line::Other));
    }
}

//! Which rows the table shows, and in which order: made anew only when the reports, what was typed
//! or the order change.

use super::column::Sort;
use crate::app::holdings::{Holdings, Row, Standing, Wanted};
use crate::entities::ReportIndex;
use crate::workspace::Workspace;
use std::collections::HashMap;

/// Which reports are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Only {
    /// All files and chapters.
    #[default]
    All,
    /// Those that could not be read or ask for a password.
    Problems,
    /// Those of which country, year or publisher was not found.
    Incomplete,
    /// Those that are the same as another in another format.
    Others,
    /// Those that all panels speak of, where these are not all.
    Chosen,
}

impl Only {
    /// What can be listed alone, with its words.
    pub const PARTS: [(Self, &'static str); 4] = [
        (Self::Problems, "Could not be read"),
        (Self::Incomplete, "Not all found"),
        (Self::Others, "In another format"),
        (Self::Chosen, "Chosen"),
    ];

    /// Whether a report belongs to them.
    pub fn holds(self, row: &Row, workspace: &Workspace) -> bool {
        match self {
            Self::All => true,
            Self::Chosen => !workspace.selection().is_all() && workspace.selected(row.index),
            Self::Problems => row.standing.is_problem(),
            Self::Incomplete => row.is_incomplete(),
            Self::Others => row.shown_for.is_some(),
        }
    }
}

/// What rows are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    /// Those of the reports and of what is chosen.
    revisions: (u64, u64),
    typed: String,
    only: Only,
    sort: Sort,
}

/// The rows, and what they were made of.
#[derive(Debug, Default)]
pub struct Shown {
    of: Option<Of>,
    /// Places among the rows of the library, in order.
    pub places: Vec<usize>,
    positions: HashMap<ReportIndex, usize>,
    /// How many reports each part has.
    pub parts: [usize; 4],
    /// How many still wait to be read.
    pub waiting: usize,
}

impl Shown {
    /// Makes the rows anew where that is due; returns whether they are new.
    pub fn refresh(
        &mut self,
        workspace: &Workspace,
        holdings: &Holdings,
        typed: &str,
        only: Only,
        sort: Sort,
    ) -> bool {
        let revisions = (holdings.revision(), workspace.selection_revision());
        let of = Some(Of { revisions, typed: typed.to_owned(), only, sort });
        if self.of == of {
            return false;
        }
        self.of = of;
        let wanted = Wanted::new(typed);
        let rows = holdings.rows().iter().enumerate();
        let fits = |row: &Row| only.holds(row, workspace) && wanted.fits(row, holdings);
        self.places = rows.filter(|(_, row)| fits(row)).map(|(at, _)| at).collect();
        sort.sort(&mut self.places, holdings);
        let index = |at: &usize| holdings.rows().get(*at).map(|row| row.index);
        let positions = self.places.iter().filter_map(index).enumerate();
        self.positions = positions.map(|(position, index)| (index, position)).collect();
        self.parts = Only::PARTS.map(|(only, _)| {
            holdings.rows().iter().filter(|row| only.holds(row, workspace)).count()
        });
        let waits = |row: &&Row| row.standing == Standing::Waiting;
        self.waiting = holdings.rows().iter().filter(waits).count();
        true
    }

    /// Whether the rows were made of these words, this part and this order.
    pub fn is_of(&self, typed: &str, only: Only, sort: Sort) -> bool {
        let is_it = |of: &Of| (of.typed.as_str(), of.only, of.sort) == (typed, only, sort);
        self.of.as_ref().is_some_and(is_it)
    }

    /// Where a report stands among the rows.
    pub fn position(&self, index: ReportIndex) -> Option<usize> {
        self.positions.get(&index).copied()
    }

    /// The report at a position.
    pub fn at<'h>(&self, position: usize, holdings: &'h Holdings) -> Option<&'h Row> {
        holdings.rows().get(*self.places.get(position)?)
    }
}

//! The rows of the table, kept until what they are made of changes.

use super::choices::Choices;
use super::column::Sort;
use super::entry::entries;
use super::filter::{Filter, is_checked};
use super::select::select;
use crate::project::{DecisionId, What};
use crate::series::FigureId;
use crate::workspace::Workspace;
use std::path::PathBuf;

/// The rows, and what they were made of.
#[derive(Default)]
pub struct Shown {
    folder: Option<PathBuf>,
    revision: u64,
    decided: u64,
    filter: Filter,
    sort: Sort,
    /// When they were made, in seconds of the window's clock.
    at: f64,
    /// The rows, in order.
    pub ids: Vec<FigureId>,
    /// What the filters can be set to.
    pub choices: Choices,
    /// How many figures there are.
    pub all: usize,
    /// How many of the rows were checked.
    pub checked: usize,
    /// Decisions on figures whose words are in none of the reports.
    pub lost: Vec<DecisionId>,
}

/// How long rows may be out of date while reports still come in, in seconds.
pub const REFRESH: f64 = 0.5;

impl Shown {
    /// Makes the rows anew where that is due; returns whether they were.
    pub fn refresh(
        &mut self,
        workspace: &Workspace,
        filter: &Filter,
        sort: Sort,
        now: f64,
    ) -> bool {
        let other_folder = self.folder.as_deref() != workspace.folder();
        let decided = workspace.project().revision();
        let judged = self.decided != decided;
        let asked = self.filter != *filter || self.sort != sort || other_folder || judged;
        let grown = self.revision != workspace.revision();
        let due = workspace.progress().is_none() || now - self.at >= REFRESH;
        if !(asked || grown && due) {
            return false;
        }
        if grown || other_folder || judged {
            let entries = entries(workspace);
            self.choices = Choices::new(entries, workspace.catalogue());
            self.all = self.choices.kinds.iter().sum();
            self.lost = lost(workspace);
        }
        let entries = entries(workspace);
        self.ids = select(entries, filter, sort, workspace.catalogue());
        let is_checked =
            |id: &&FigureId| workspace.figure(**id).is_some_and(|figure| is_checked(figure.review));
        self.checked = self.ids.iter().filter(is_checked).count();
        self.folder = workspace.folder().map(std::path::Path::to_path_buf);
        self.revision = workspace.revision();
        self.decided = decided;
        self.filter = filter.clone();
        self.sort = sort;
        self.at = now;
        true
    }

    /// Whether the rows were made with this filter and order.
    pub fn is_of(&self, filter: &Filter, sort: Sort) -> bool {
        self.filter == *filter && self.sort == sort
    }

    /// Whether the rows are those of now.
    pub fn is_current(&self, workspace: &Workspace) -> bool {
        self.revision == workspace.revision()
    }

    /// Where a figure stands among the rows.
    pub fn position(&self, id: FigureId) -> Option<usize> {
        self.ids.iter().position(|shown| *shown == id)
    }

    /// The next row after `from` that is to be checked; after the last one from the first on.
    pub fn next_unchecked(
        &self,
        workspace: &Workspace,
        from: Option<FigureId>,
    ) -> Option<FigureId> {
        let at = from.and_then(|id| self.position(id)).map_or(0, |at| at + 1);
        let (before, after) = self.ids.split_at_checked(at)?;
        let open = |id: &&FigureId| {
            workspace.figure(**id).is_some_and(|figure| !is_checked(figure.review))
        };
        after.iter().chain(before).find(open).copied()
    }
}

/// The decisions on figures that have lost their place; none while reports still come in, when
/// most have none yet.
fn lost(workspace: &Workspace) -> Vec<DecisionId> {
    if workspace.progress().is_some() {
        return Vec::new();
    }
    let on_figures = |what: &What| matches!(what, What::Figure(_) | What::AddedFigure(_));
    let homeless = workspace.homeless().into_iter();
    homeless.filter(|decision| on_figures(&decision.what)).map(|decision| decision.id).collect()
}

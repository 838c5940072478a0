//! The rows of the table, kept until what they are made of changes.
//!
//! Few figures are listed at once; many are on a thread of its own, while the rows before stay.

use super::choices::Choices;
use super::column::Sort;
use super::entry::Held;
use super::filter::{Filter, is_checked};
use super::select::select;
use crate::figures::Catalogue;
use crate::project::{DecisionId, What};
use crate::series::FigureId;
use crate::workspace::Workspace;
use crossbeam_channel::{Receiver, TryRecvError};
use std::path::PathBuf;

/// The rows, and what they were made of.
#[derive(Default)]
pub struct Shown {
    of: Of,
    /// Rows that are being made, and of what.
    coming: Option<(Of, Receiver<Made>)>,
    /// When rows were last begun to be made, in seconds of the window's clock.
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

/// What rows are made of.
#[derive(Clone, Default, PartialEq)]
struct Of {
    folder: Option<PathBuf>,
    revision: u64,
    decided: u64,
    filter: Filter,
    sort: Sort,
}

impl Of {
    /// Whether the figures themselves may be others.
    fn has_other_figures(&self, than: &Self) -> bool {
        (&self.folder, self.revision, self.decided) != (&than.folder, than.revision, than.decided)
    }
}

/// What came of making rows.
struct Made {
    ids: Vec<FigureId>,
    checked: usize,
    /// What there is to choose from, where that was to be looked at too.
    choices: Option<Choices>,
}

/// How long rows may be out of date while reports still come in, in seconds.
pub const REFRESH: f64 = 0.5;

/// So many figures are listed at once, in a few milliseconds.
const AT_ONCE: usize = 10_000;

impl Shown {
    /// Makes the rows anew where that is due; returns whether there are new ones.
    pub fn refresh(
        &mut self,
        workspace: &Workspace,
        filter: &Filter,
        sort: Sort,
        now: f64,
    ) -> bool {
        self.refresh_within(AT_ONCE, workspace, filter, sort, now)
    }

    /// As [`Self::refresh`], with so many figures listed at once.
    fn refresh_within(
        &mut self,
        at_once: usize,
        workspace: &Workspace,
        filter: &Filter,
        sort: Sort,
        now: f64,
    ) -> bool {
        let came = self.take_coming(workspace);
        let of = Of {
            folder: workspace.folder().map(std::path::Path::to_path_buf),
            revision: workspace.selection_revision(),
            decided: workspace.project().revision(),
            filter: filter.clone(),
            sort,
        };
        let latest = self.coming.as_ref().map_or(&self.of, |(of, _)| of);
        let asked = Of { revision: latest.revision, ..of.clone() } != *latest;
        let grown = latest.revision != of.revision;
        let due = workspace.progress().is_none() || now - self.at >= REFRESH;
        // What is asked replaces what is being made; what only grew waits for it.
        if !(asked || grown && due && self.coming.is_none()) {
            return came;
        }
        self.at = now;
        let with_choices = of.has_other_figures(&self.of);
        let held = Held::new(workspace);
        if workspace.figures().len() <= at_once {
            let made = make(&held, &of, workspace.catalogue(), with_choices);
            self.coming = None;
            self.take(of, made, workspace);
            return true;
        }
        let (making, catalogue) = (of.clone(), workspace.catalogue().clone());
        let made = workspace
            .in_background("figures", move || make(&held, &making, &catalogue, with_choices));
        self.coming = made.map(|made| (of, made));
        came
    }

    /// Takes rows that are ready. Returns whether there were any.
    fn take_coming(&mut self, workspace: &Workspace) -> bool {
        let Some((of, coming)) = self.coming.take() else { return false };
        match coming.try_recv() {
            Ok(made) => {
                self.take(of, made, workspace);
                true
            }
            Err(TryRecvError::Empty) => {
                self.coming = Some((of, coming));
                false
            }
            Err(TryRecvError::Disconnected) => false,
        }
    }

    fn take(&mut self, of: Of, made: Made, workspace: &Workspace) {
        (self.ids, self.checked) = (made.ids, made.checked);
        if let Some(choices) = made.choices {
            self.all = choices.kinds.iter().sum();
            self.choices = choices;
            self.lost = lost(workspace);
        }
        self.of = of;
    }

    /// Whether rows are being made.
    pub fn is_busy(&self) -> bool {
        self.coming.is_some()
    }

    /// Whether the rows were made with this filter and order.
    pub fn is_of(&self, filter: &Filter, sort: Sort) -> bool {
        self.of.filter == *filter && self.of.sort == sort
    }

    /// Whether the rows are those of now.
    pub fn is_current(&self, workspace: &Workspace) -> bool {
        self.of.revision == workspace.selection_revision()
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

fn make(held: &Held, of: &Of, catalogue: &Catalogue, with_choices: bool) -> Made {
    let choices = with_choices.then(|| Choices::new(held.entries(), catalogue));
    let ids = select(held.entries(), &of.filter, of.sort, catalogue);
    let is_checked = |id: &&FigureId| held.figure(**id).is_some_and(|f| is_checked(f.review));
    let checked = ids.iter().filter(is_checked).count();
    Made { ids, checked, choices }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::FigureKind;

    #[test]
    fn many_figures_are_listed_beside_the_window_and_come_out_the_same() {
        let mut workspace = Workspace::new(Catalogue::built_in(), || {});
        workspace.open("assets/sample".as_ref());
        workspace.wait();
        let (mut at_once, mut beside) = (Shown::default(), Shown::default());
        let statistics = Filter { kind: Some(FigureKind::Statistic), ..Filter::default() };
        for filter in [Filter::default(), statistics] {
            assert!(at_once.refresh(&workspace, &filter, Sort::default(), 0.0));
            assert!(!at_once.refresh(&workspace, &filter, Sort::default(), 0.0));
            let before = beside.ids.clone();
            let refresh = |shown: &mut Shown| {
                shown.refresh_within(0, &workspace, &filter, Sort::default(), 0.0)
            };
            assert!(!refresh(&mut beside), "it is not waited for");
            assert!(beside.is_busy() && beside.ids == before, "what was there stays");
            while !refresh(&mut beside) {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            assert!(!refresh(&mut beside) && !beside.is_busy(), "it is done once");
            assert!(!beside.ids.is_empty());
            assert_eq!(beside.ids, at_once.ids);
            assert_eq!((beside.all, beside.checked), (at_once.all, at_once.checked));
            assert_eq!(beside.choices.indicators, at_once.choices.indicators);
        }
    }
}

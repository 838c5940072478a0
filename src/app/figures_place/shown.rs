//! The rows of the table, kept until what they are made of changes.
//!
//! Few figures are listed at once; many are on a thread of its own, while the rows before stay.

use super::choices::Choices;
use super::column::Sort;
use super::entry::Held;
use super::filter::{Filter, is_checked};
use super::picked::Picked;
use super::select::select;
use crate::figures::Catalogue;
use crate::project::{DecisionId, What};
use crate::series::FigureId;
use crate::workspace::Workspace;
use crossbeam_channel::{Receiver, TryRecvError};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The rows, and what they were made of.
#[derive(Default)]
pub struct Shown {
    of: Of,
    /// Rows that are being made.
    coming: Option<Coming>,
    /// When rows were last begun to be made, in seconds of the window's clock.
    at: f64,
    /// How long that took.
    took: Duration,
    /// The rows, in order.
    pub ids: Arc<Vec<FigureId>>,
    /// Rows that are chosen together.
    pub picked: Picked,
    /// What the filters can be set to.
    pub choices: Choices,
    /// How many figures there are.
    pub all: usize,
    /// How many of the rows were checked.
    pub checked: usize,
    /// Decisions on figures whose words are in none of the reports.
    pub lost: Vec<DecisionId>,
}

/// Rows that are being made, and of what.
struct Coming {
    of: Of,
    made: Receiver<Option<Made>>,
    /// The rows that were chosen together when that was begun.
    picked: Picked,
    /// Nobody waits for them any more.
    stop: Arc<AtomicBool>,
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
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
    /// Whether rows of this are among those of `than`, since more was typed of the same words.
    fn narrows(&self, than: &Self) -> bool {
        let typed = &than.filter.text;
        let same = Filter { text: typed.clone(), ..self.filter.clone() } == than.filter;
        !typed.trim().is_empty()
            && self.filter.text.starts_with(typed.as_str())
            && same
            && !self.has_other_figures(than)
    }

    /// Whether the figures themselves may be others.
    fn has_other_figures(&self, than: &Self) -> bool {
        (&self.folder, self.revision, self.decided) != (&than.folder, than.revision, than.decided)
    }
}

/// What came of making rows.
struct Made {
    ids: Arc<Vec<FigureId>>,
    checked: usize,
    /// The rows that are chosen together.
    picked: Picked,
    /// What there is to choose from, where that was to be looked at too.
    choices: Option<Choices>,
    took: Duration,
}

/// How long rows may be out of date while reports still come in, in seconds.
pub const REFRESH: f64 = 0.5;

/// So many figures are listed at once, in a few milliseconds.
const AT_ONCE: usize = 10_000;

impl Shown {
    /// Makes the rows anew where that is due; returns those that were there before where there are
    /// new ones.
    pub fn refresh(
        &mut self,
        workspace: &Workspace,
        filter: &Filter,
        sort: Sort,
        now: f64,
    ) -> Option<Arc<Vec<FigureId>>> {
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
    ) -> Option<Arc<Vec<FigureId>>> {
        let came = self.take_coming(workspace);
        let of = Of {
            folder: workspace.folder().map(std::path::Path::to_path_buf),
            revision: workspace.selection_revision(),
            decided: workspace.project().revision(),
            filter: filter.clone(),
            sort,
        };
        let latest = self.coming.as_ref().map_or(&self.of, |coming| &coming.of);
        let asked = Of { revision: latest.revision, ..of.clone() } != *latest;
        let grown = latest.revision != of.revision;
        let due = workspace.progress().is_none() || now - self.at >= self.rest();
        // What is asked replaces what is being made; what only grew waits for it.
        if !(asked || grown && due && self.coming.is_none()) {
            return came;
        }
        self.at = now;
        let with_choices = of.has_other_figures(&self.of);
        let mut held = Held::new(workspace);
        if of.narrows(&self.of) {
            held.keep_only(&self.ids);
        }
        let before = (Arc::clone(&self.ids), self.picked.clone());
        // Words are sought in texts, which may be on disk.
        let few = workspace.figure_count() <= at_once && of.filter.text.trim().is_empty();
        if few {
            let making = Making { held, of: of.clone(), before, with_choices };
            let made = making.make(workspace.catalogue(), &|| false);
            self.coming = None;
            return made.map(|made| self.take(of, made, workspace));
        }
        let stop = Arc::new(AtomicBool::new(false));
        let (making, catalogue) =
            (Making { held, of: of.clone(), before, with_choices }, workspace.shared_catalogue());
        let stopped = Arc::clone(&stop);
        let made = workspace.in_background("figures", move || {
            making.make(&catalogue, &|| stopped.load(Ordering::Relaxed))
        });
        let picked = self.picked.clone();
        self.coming = made.map(|made| Coming { of, made, picked, stop });
        came
    }

    /// How long rows may be out of date while reports still come in: making them is to take a small
    /// part of the time.
    pub fn rest(&self) -> f64 {
        REFRESH.max(4.0 * self.took.as_secs_f64())
    }

    /// Takes rows that are ready; returns those before them, if there were any.
    fn take_coming(&mut self, workspace: &Workspace) -> Option<Arc<Vec<FigureId>>> {
        match self.coming.as_ref()?.made.try_recv() {
            Ok(made) => {
                let coming = self.coming.take()?;
                let mut made = made?;
                if self.picked != coming.picked {
                    made.picked = self.picked.moved(&self.ids, &made.ids);
                }
                Some(self.take(coming.of.clone(), made, workspace))
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.coming = None;
                None
            }
        }
    }

    fn take(&mut self, of: Of, made: Made, workspace: &Workspace) -> Arc<Vec<FigureId>> {
        let before = std::mem::replace(&mut self.ids, made.ids);
        (self.picked, self.checked, self.took) = (made.picked, made.checked, made.took);
        if let Some(choices) = made.choices {
            self.all = choices.kinds.iter().sum();
            self.choices = choices;
            self.lost = lost(workspace);
        }
        self.of = of;
        before
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

    /// The rows that are chosen together.
    pub fn picked_ids(&self) -> Vec<FigureId> {
        self.picked.of(&self.ids).collect()
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
            workspace.figure_row(**id).is_some_and(|row| !is_checked(row.review()))
        };
        after.iter().chain(before).find(open).copied()
    }
}

/// All that rows are made of.
struct Making {
    held: Held,
    of: Of,
    /// The rows before, and which of them are chosen together.
    before: (Arc<Vec<FigureId>>, Picked),
    with_choices: bool,
}

impl Making {
    /// Makes the rows; nothing where `stop` says meanwhile that nobody waits for them.
    fn make(&self, catalogue: &Catalogue, stop: &dyn Fn() -> bool) -> Option<Made> {
        let begun = Instant::now();
        let Self { held, of, before: (before, picked), with_choices } = self;
        let ids = select(&held.reports, &of.filter, of.sort, catalogue, stop)?;
        let choices = with_choices.then(|| Choices::new(held.entries(), catalogue));
        Some(Made {
            checked: ids.iter().filter(|id| held.is_checked(**id)).count(),
            picked: picked.moved(before, &ids),
            ids: Arc::new(ids),
            choices,
            took: begun.elapsed(),
        })
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
            assert!(at_once.refresh(&workspace, &filter, Sort::default(), 0.0).is_some());
            assert!(at_once.refresh(&workspace, &filter, Sort::default(), 0.0).is_none());
            let before = beside.ids.clone();
            let refresh = |shown: &mut Shown| {
                shown.refresh_within(0, &workspace, &filter, Sort::default(), 0.0).is_some()
            };
            assert!(!refresh(&mut beside), "it is not waited for");
            assert!(beside.is_busy() && beside.ids == before, "what was there stays");
            while !refresh(&mut beside) {
                std::thread::sleep(Duration::from_millis(1));
            }
            assert!(!refresh(&mut beside) && !beside.is_busy(), "it is done once");
            assert!(!beside.ids.is_empty());
            assert_eq!(beside.ids, at_once.ids);
            assert_eq!((beside.all, beside.checked), (at_once.all, at_once.checked));
            assert_eq!(beside.choices.indicators, at_once.choices.indicators);
        }
    }

    #[test]
    fn more_of_the_same_words_is_sought_among_what_was_found() {
        let of = |text: &str, revision| Of {
            revision,
            filter: Filter { text: text.to_owned(), ..Filter::default() },
            ..Of::default()
        };
        assert!(of("tort", 1).narrows(&of("to", 1)));
        assert!(of("to x", 1).narrows(&of("to", 1)));
        assert!(!of("to", 1).narrows(&of("", 1)), "nothing was sought");
        assert!(!of("t", 1).narrows(&of("to", 1)));
        assert!(!of("tort", 2).narrows(&of("to", 1)), "there may be others by now");
        let kind = Filter { kind: Some(FigureKind::Norm), ..of("tort", 1).filter };
        assert!(!Of { filter: kind, ..of("tort", 1) }.narrows(&of("to", 1)));
        let mut workspace = Workspace::new(Catalogue::built_in(), || {});
        workspace.open("assets/sample".as_ref());
        workspace.wait();
        let found = |shown: &mut Shown, text: &str| {
            let filter = Filter { text: text.to_owned(), ..Filter::default() };
            while shown.refresh(&workspace, &filter, Sort::default(), 0.0).is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            Arc::clone(&shown.ids)
        };
        let (mut typing, mut anew) = (Shown::default(), Shown::default());
        for text in ["po", "pol", "police"] {
            found(&mut typing, text);
        }
        assert!(!typing.ids.is_empty());
        assert_eq!(typing.ids, found(&mut anew, "police"));
    }
}

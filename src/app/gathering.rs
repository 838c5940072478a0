//! What is done with many figures at once: what their reports say of them is gathered beside the window,
//! and then all of it is done in one step.

use super::App;
use super::background::{Ended, Job};
use super::command::Place;
use super::figure_changes::{self, FigureChange};
use super::toast::Message;
use super::words;
use crate::charts::TellingKey;
use crate::entities::ReportIndex;
use crate::series::FigureId;
use crate::workspace::{Anchors, Workspace};
use eframe::egui::Context;
use std::collections::HashSet;

/// What is being prepared, if anything is.
#[derive(Debug, Default)]
pub struct Gathering {
    job: Job<Gathered>,
    change: Option<(FigureChange, Vec<FigureId>)>,
}

/// What was gathered.
#[derive(Debug)]
enum Gathered {
    /// Where figures stand that are to be changed.
    Anchors(Anchors),
    /// What figures are known by that are to be charted.
    Keys(Vec<TellingKey>),
}

/// Figures of so many reports are gathered without a wait.
const AT_ONCE: usize = 4;

impl Gathering {
    /// Whether something is being prepared.
    pub fn is_busy(&self) -> bool {
        self.job.is_running()
    }
}

fn are_few(ids: &[FigureId]) -> bool {
    let reports: HashSet<ReportIndex> = ids.iter().map(|id| id.report).take(10_000).collect();
    reports.len() <= AT_ONCE && ids.len() < 10_000
}

impl App {
    /// Changes these figures: at once where they are of few reports.
    pub(super) fn change_figures(
        &mut self,
        context: &Context,
        change: FigureChange,
        ids: Vec<FigureId>,
    ) {
        let gather = self.workspace.anchors_of(&ids);
        if are_few(&ids) {
            return self.change_gathered(context, &change, &ids, &gather());
        }
        let count = words::counted(ids.len(), "figure");
        let gather = move || Gathered::Anchors(gather());
        if self.gather(context, &format!("Changing {count} …"), gather) {
            self.gathering.change = Some((change, ids));
        }
    }

    /// Begins a chart of these figures.
    pub(super) fn gather_for_chart(&mut self, context: &Context, ids: &[FigureId]) {
        let gather = telling_keys(&self.workspace, ids);
        if are_few(ids) {
            return self.chart_gathered(gather());
        }
        let count = words::counted(ids.len(), "figure");
        let gather = move || Gathered::Keys(gather());
        self.gather(context, &format!("Charting {count} …"), gather);
    }

    fn gather(
        &mut self,
        context: &Context,
        doing: &str,
        gather: impl FnOnce() -> Gathered + Send + 'static,
    ) -> bool {
        let started = self.gathering.job.start("gathering", context, gather);
        self.tell(context, if started { doing } else { "What was begun before is not done yet" });
        started
    }

    /// Goes on with what was prepared, once it is.
    pub(super) fn take_gathered(&mut self, context: &Context) {
        let Some(ended) = self.gathering.job.take() else { return };
        let change = self.gathering.change.take();
        match (ended, change) {
            (Ended::Done(Gathered::Anchors(anchors)), Some((change, ids))) => {
                self.change_gathered(context, &change, &ids, &anchors);
            }
            (Ended::Done(Gathered::Keys(keys)), _) => self.chart_gathered(keys),
            (Ended::Done(Gathered::Anchors(_)), None) => {}
            (Ended::Died, _) => {
                let text = "This was not done: an error inside the program.";
                self.toast.tell(context, Message::warning(text));
            }
        }
    }

    fn chart_gathered(&mut self, keys: Vec<TellingKey>) {
        self.leave_for(Place::Charts);
        self.charts.open_figures(keys);
    }

    fn change_gathered(
        &mut self,
        context: &Context,
        change: &FigureChange,
        ids: &[FigureId],
        anchors: &Anchors,
    ) {
        let command = figure_changes::change_all(&mut self.workspace, ids, change, anchors);
        let Some(command) = command else {
            return self.tell(context, "They all are so already");
        };
        let done = command.name(self.workspace.project());
        if self.decide(context, &command) {
            self.tell(context, &format!("Done: {done}"));
        }
    }
}

/// Tells what figures are known by in charts, in their order. What it returns may run on any thread.
fn telling_keys(
    workspace: &Workspace,
    ids: &[FigureId],
) -> impl FnOnce() -> Vec<TellingKey> + Send + 'static {
    let tellings = workspace.tellings();
    let ids = ids.to_vec();
    move || {
        let mut quotes = tellings.quotes(&ids);
        ids.iter().filter_map(|id| Some(quotes.remove(id)?.0)).collect()
    }
}

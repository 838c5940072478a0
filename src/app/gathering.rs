//! Many figures that are changed at once: where they stand is gathered from their reports beside the
//! window, and then all of them are changed in one step.

use super::App;
use super::background::{Ended, Job};
use super::figure_changes::{self, FigureChange};
use super::toast::Message;
use super::words;
use crate::series::FigureId;
use crate::workspace::Anchors;
use eframe::egui::Context;

/// The change that is being prepared, if one is.
#[derive(Debug, Default)]
pub struct Gathering {
    job: Job<Anchors>,
    change: Option<(FigureChange, Vec<FigureId>)>,
}

/// So many figures are changed without a wait.
const AT_ONCE: usize = 100;

impl Gathering {
    /// Whether a change is being prepared.
    pub fn is_busy(&self) -> bool {
        self.job.is_running()
    }
}

impl App {
    /// Changes these figures: at once where they are few.
    pub(super) fn change_figures(
        &mut self,
        context: &Context,
        change: FigureChange,
        ids: Vec<FigureId>,
    ) {
        if ids.len() <= AT_ONCE {
            self.change_gathered(context, &change, &ids, &Anchors::default());
            return;
        }
        let gather = self.workspace.anchors_of(&ids);
        if !self.gathering.job.start("gathering", context, gather) {
            return self.tell(context, "Another change is still being prepared");
        }
        self.tell(context, &format!("Changing {} …", words::counted(ids.len(), "figure")));
        self.gathering.change = Some((change, ids));
    }

    /// Carries out the change that was prepared, once it is.
    pub(super) fn take_gathered(&mut self, context: &Context) {
        let Some(ended) = self.gathering.job.take() else { return };
        let Some((change, ids)) = self.gathering.change.take() else { return };
        match ended {
            Ended::Done(anchors) => self.change_gathered(context, &change, &ids, &anchors),
            Ended::Died => {
                let text = "The figures were not changed: an error inside the program.";
                self.toast.tell(context, Message::warning(text));
            }
        }
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

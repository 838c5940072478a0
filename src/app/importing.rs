//! Evidence workbooks out of the window and edited ones back into it, off the drawing thread.
//!
//! Of an import one thread asks for the file and reads it; a second finds its figures among the reports that are
//! open then. The window carries out the command that comes of it and tells what it did.

use super::dialog::FolderPicker;
use super::toast::Message;
use super::{App, figures_place};
use crate::workbook::{Held, Import, Outcome, Table, import, read};
use crate::workspace::Workspace;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An import that may be under way.
pub struct Importer {
    context: Context,
    running: Option<Running>,
}

enum Running {
    /// The user is asked, or the file is read. A dialog that was closed comes to nothing.
    Reading(Receiver<Option<Result<Table, String>>>),
    /// The figures are sought.
    Finding(Receiver<Import>),
}

/// What has come of an import.
enum Came {
    /// What is to be done, and told.
    Import(Box<Import>),
    /// Why there is nothing to be done.
    Failed(String),
}

impl Importer {
    /// No import yet; the window is woken when one goes on.
    pub fn new(context: Context) -> Self {
        Self { context, running: None }
    }

    /// Whether an import is under way.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Asks for a workbook and reads it. While one is under way another is not begun.
    fn begin(&mut self, picker: Arc<dyn FolderPicker>, start: Option<PathBuf>) {
        if self.running.is_some() {
            return;
        }
        let ask = move || {
            let path = picker.pick_file("xlsx", start.as_deref())?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = name.unwrap_or_default();
            Some(read(&path).map_err(|error| format!("{name} was not imported: {error}.")))
        };
        self.running = self.start(ask).map(Running::Reading);
    }

    /// How the import stands; once it has come to something, that.
    fn poll(&mut self, workspace: &Workspace) -> Option<Came> {
        match self.running.take()? {
            Running::Reading(receiver) => match receiver.try_recv() {
                Ok(Some(Ok(table))) => {
                    let held = Held::new(workspace);
                    self.running = self.start(move || import(&held, &table)).map(Running::Finding);
                    None
                }
                Ok(Some(Err(why))) => Some(Came::Failed(why)),
                Ok(None) => None,
                Err(TryRecvError::Empty) => {
                    self.running = Some(Running::Reading(receiver));
                    None
                }
                Err(TryRecvError::Disconnected) => Some(broken()),
            },
            Running::Finding(receiver) => match receiver.try_recv() {
                Ok(import) => Some(Came::Import(Box::new(import))),
                Err(TryRecvError::Empty) => {
                    self.running = Some(Running::Finding(receiver));
                    None
                }
                Err(TryRecvError::Disconnected) => Some(broken()),
            },
        }
    }

    fn start<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Receiver<T>> {
        let (send, receive) = bounded(1);
        let context = self.context.clone();
        let started = std::thread::Builder::new().name("import".to_owned()).spawn(move || {
            // Nobody listens any more when the window has been closed meanwhile.
            let _ = send.send(work());
            context.request_repaint();
        });
        started
            .inspect_err(|error| tracing::error!(%error, "no thread to import on"))
            .ok()
            .map(|_| receive)
    }
}

fn broken() -> Came {
    Came::Failed("The workbook was not imported: an error inside the program.".to_owned())
}

impl App {
    /// Asks for a workbook to import, where there are figures that it may be about.
    pub(super) fn import_workbook(&mut self, context: &Context) {
        let waiting = match self.workspace.folder() {
            None => Some("Open the folder of the workbook's reports first"),
            Some(_) if self.workspace.is_busy() => {
                Some("The reports are still being read: import the workbook when they are done")
            }
            Some(_) => None,
        };
        if let Some(why) = waiting {
            self.toast.tell(context, Message::done(why));
            return;
        }
        let start = self.workspace.folder().map(Path::to_owned);
        self.importer.begin(self.dialog.picker(), start);
    }

    /// Asks where to save all figures as a workbook.
    pub(super) fn export_workbook(&mut self, context: &Context) {
        if self.workspace.figure_count() == 0 {
            self.toast.tell(context, Message::done("There are no figures to export yet"));
        } else {
            self.saver.save(figures_place::export::request_all(&self.workspace));
        }
    }

    /// Carries out an import that has come to its end, and tells what it did.
    pub(super) fn take_import(&mut self, context: &Context) {
        let message = match self.importer.poll(&self.workspace) {
            None => return,
            Some(Came::Failed(why)) => Message::warning(why),
            Some(Came::Import(import)) => {
                let command = import.command.as_ref();
                if command.is_some_and(|command| !self.decide(context, command)) {
                    return;
                }
                message(&import.outcome)
            }
        };
        self.toast.tell(context, message);
    }
}

/// So many rows that were not understood are named in the window.
const NAMED: usize = 5;

/// What an import did, for the foot of the window. Where rows were not understood it stays.
fn message(outcome: &Outcome) -> Message {
    let text = outcome.summary(NAMED);
    if outcome.problems.is_empty() { Message::done(text) } else { Message::warning(text) }
}

//! Indicators of the user's own as a file, to be shared: out of the window and in.

use super::App;
use super::saving::SaveRequest;
use super::toast::Message;
use crate::project::indicator_file;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;

/// A file of indicators that is asked for and read, away from the drawing thread.
#[derive(Debug, Default)]
pub struct Shared(Option<Receiver<Option<Result<String, String>>>>);

impl Shared {
    /// Whether a file is asked for or read.
    pub fn is_busy(&self) -> bool {
        self.0.is_some()
    }

    /// The text of the file, or why it could not be read, once that is known. A dialog that was
    /// closed comes to nothing.
    fn take(&mut self) -> Option<Result<String, String>> {
        match self.0.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Ok(read) => {
                self.0 = None;
                read
            }
            Err(TryRecvError::Disconnected) => {
                self.0 = None;
                None
            }
        }
    }
}

/// The text of a file of indicators.
fn read(path: &Path) -> Result<String, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let size = std::fs::metadata(path).map_err(|error| format!("{name}: {error}"))?.len();
    if size > indicator_file::LARGEST {
        return Err(format!("{name} is too large for a file of indicators"));
    }
    std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))
}

impl App {
    /// Asks where to save the user's own indicators.
    pub(super) fn export_indicators(&mut self, context: &Context) {
        let own: Vec<_> = self.workspace.project().indicators().cloned().collect();
        if own.is_empty() {
            return self.tell(context, "You have defined no indicators yet");
        }
        self.saver.save(SaveRequest {
            what: "Indicators",
            file_name: "indicators.toml".to_owned(),
            make: Arc::new(move || Ok(indicator_file::write(own.iter())?.into_bytes())),
            others: Vec::new(),
        });
    }

    /// Asks for a file of indicators.
    pub(super) fn import_indicators(&mut self, context: &Context) {
        if self.workspace.folder().is_none() {
            return self.tell(context, "Open a folder first: indicators are kept with it");
        }
        if self.shared.0.is_some() {
            return;
        }
        let (send, receive) = bounded(1);
        let (picker, wake) = (self.dialog.picker(), context.clone());
        let start = self.workspace.folder().map(Path::to_owned);
        let ask = move || {
            let path = picker.pick_file("toml", start.as_deref());
            // Nobody listens any more when the window has been closed meanwhile.
            let _ = send.send(path.map(|path| read(&path)));
            wake.request_repaint();
        };
        match std::thread::Builder::new().name("indicators".to_owned()).spawn(ask) {
            Ok(_) => self.shared.0 = Some(receive),
            Err(error) => tracing::error!(%error, "no thread to read indicators on"),
        }
    }

    /// Takes the indicators of a file that has been read, and tells what that did.
    pub(super) fn take_shared(&mut self, context: &Context) {
        let Some(read) = self.shared.take() else { return };
        let (built_in, project) = (self.workspace.built_in_catalogue(), self.workspace.project());
        let outcome = read.and_then(|text| {
            indicator_file::read(&text, built_in, project).map_err(|wrong| {
                let named = |wrong: &crate::figures::schema::Wrong| {
                    format!("Line {}: {}", wrong.line, wrong.what)
                };
                let mut lines: Vec<String> = wrong.iter().take(NAMED).map(named).collect();
                if wrong.len() > NAMED {
                    lines.push(format!("and {} more", wrong.len() - NAMED));
                }
                lines.join("\n")
            })
        });
        let message = match outcome {
            Err(why) => Message::warning(format!("The indicators were not imported.\n{why}")),
            Ok(outcome) => {
                let command = outcome.command.as_ref();
                if command.is_some_and(|command| !self.decide(context, command)) {
                    return;
                }
                Message::done(outcome.summary())
            }
        };
        self.toast.tell(context, message);
    }
}

/// So many faults of a file are named.
const NAMED: usize = 4;

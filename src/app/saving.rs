//! Writing files that the user asks for, off the drawing thread.
//!
//! A [`SaveRequest`] says what is to be written and how it is made; the [`Saver`] asks where to,
//! makes it, writes it, and tells how it went. One thread a request; the window only looks whether
//! it has ended.

use super::toast::Message;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::Context;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Asks the user where to save a file.
pub trait SaveDialog: Send + Sync {
    /// The file to write, or `None` if the user thinks better of it. May take as long as the user
    /// does: it is never called on the drawing thread.
    fn pick(&self, suggested: &str, folder: Option<&Path>) -> Option<PathBuf>;

    /// As [`pick`](Self::pick), where the file may have any of these endings.
    fn pick_among(
        &self,
        suggested: &str,
        _endings: &[&str],
        folder: Option<&Path>,
    ) -> Option<PathBuf> {
        self.pick(suggested, folder)
    }
}

/// The system's dialog.
#[derive(Debug, Default)]
pub struct SystemSaveDialog;

impl SaveDialog for SystemSaveDialog {
    fn pick(&self, suggested: &str, folder: Option<&Path>) -> Option<PathBuf> {
        let ending = ending_of(Path::new(suggested));
        let endings: Vec<&str> = ending.iter().map(String::as_str).collect();
        self.pick_among(suggested, &endings, folder)
    }

    fn pick_among(
        &self,
        suggested: &str,
        endings: &[&str],
        folder: Option<&Path>,
    ) -> Option<PathBuf> {
        let ending = ending_of(Path::new(suggested));
        let mut dialog = rfd::FileDialog::new().set_file_name(suggested);
        for ending in endings {
            dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
        }
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        // Some desktops leave the ending to the program.
        let path = super::dialog::shown(|| dialog.save_file())?;
        Some(match ending {
            Some(ending) if path.extension().is_none() => path.with_extension(ending),
            _ => path,
        })
    }
}

/// What a file's name ends in, lower case.
fn ending_of(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Makes the bytes of a file; called on a thread of its own.
pub type MakeFile = dyn Fn() -> Result<Vec<u8>, String> + Send + Sync;

/// A file that is to be written where the user says.
#[derive(Clone)]
pub struct SaveRequest {
    /// What it holds, for messages: "Chart", "Figures".
    pub what: &'static str,
    /// The name to suggest, with its ending.
    pub file_name: String,
    /// Makes its bytes.
    pub make: Arc<MakeFile>,
    /// Other endings that the user may choose, each with what makes the bytes then.
    pub others: Vec<(&'static str, Arc<MakeFile>)>,
}

impl fmt::Debug for SaveRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveRequest").field("file_name", &self.file_name).finish_non_exhaustive()
    }
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The file is written.
    Saved {
        /// What it holds.
        what: &'static str,
        /// Where it is.
        path: PathBuf,
    },
    /// It could not be made or written; the words say what and why.
    Failed(String),
    /// The user closed the dialog.
    Cancelled,
}

impl Outcome {
    /// The outcome in words, where there is anything to say.
    pub fn message(&self) -> Option<Message> {
        match self {
            Self::Saved { what, path } => {
                Some(Message::done(format!("{what} saved as {}", path.display())))
            }
            Self::Failed(reason) => Some(Message::warning(reason)),
            Self::Cancelled => None,
        }
    }
}

/// Carries out requests, one after another, and tells how the latest ended.
pub struct Saver {
    dialog: Arc<dyn SaveDialog>,
    /// Where the last file went: the next dialog begins there.
    folder: Option<PathBuf>,
    running: Option<Receiver<Outcome>>,
    context: Context,
}

impl Saver {
    /// A saver that asks by `dialog` and wakes the window when a request has ended.
    pub fn new(dialog: Arc<dyn SaveDialog>, context: Context) -> Self {
        Self { dialog, folder: None, running: None, context }
    }

    /// Begins a request. While one is under way, another is not begun: its dialog is still open.
    pub fn save(&mut self, request: SaveRequest) {
        if self.running.is_some() {
            return;
        }
        let (send, receive) = bounded(1);
        let (dialog, context) = (Arc::clone(&self.dialog), self.context.clone());
        let folder = self.folder.clone();
        let started = std::thread::Builder::new().name("saver".to_owned()).spawn(move || {
            // Nobody listens any more when the window has been closed meanwhile.
            let _ = send.send(carry_out(&request, dialog.as_ref(), folder.as_deref()));
            context.request_repaint();
        });
        match started {
            Ok(_) => self.running = Some(receive),
            Err(error) => tracing::error!(%error, "the saving thread could not be started"),
        }
    }

    /// Whether a request is under way.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// How the request under way ended, once it has.
    pub fn poll(&mut self) -> Option<Outcome> {
        let outcome = match self.running.as_ref()?.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => {
                Outcome::Failed("The file could not be made: an error inside the program.".into())
            }
        };
        self.running = None;
        if let Outcome::Saved { path, .. } = &outcome {
            self.folder = path.parent().map(Path::to_path_buf);
        }
        Some(outcome)
    }
}

fn carry_out(request: &SaveRequest, dialog: &dyn SaveDialog, folder: Option<&Path>) -> Outcome {
    let suggested = ending_of(Path::new(&request.file_name));
    let others = request.others.iter().map(|(ending, _)| *ending);
    let endings: Vec<&str> = suggested.as_deref().into_iter().chain(others).collect();
    let Some(path) = dialog.pick_among(&request.file_name, &endings, folder) else {
        return Outcome::Cancelled;
    };
    let ending = ending_of(&path);
    let other = request.others.iter().find(|(other, _)| ending.as_deref() == Some(*other));
    let make = other.map_or(&request.make, |(_, make)| make);
    let what = request.what;
    let bytes = match make() {
        Ok(bytes) => bytes,
        Err(reason) => return Outcome::Failed(format!("{what} could not be made: {reason}")),
    };
    match std::fs::write(&path, bytes) {
        Ok(()) => Outcome::Saved { what, path },
        Err(error) => {
            let path = path.display();
            Outcome::Failed(format!("{what} could not be saved as {path}: {error}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    struct Always(Option<PathBuf>);

    impl SaveDialog for Always {
        fn pick(&self, _suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
            self.0.clone()
        }
    }

    fn outcome_of(path: Option<PathBuf>, made: Result<Vec<u8>, String>) -> Outcome {
        let mut saver = Saver::new(Arc::new(Always(path)), Context::default());
        let make = Arc::new(move || made.clone());
        let file_name = "chart.svg".to_owned();
        let other: Arc<MakeFile> = Arc::new(|| Ok(b"another".to_vec()));
        saver.save(SaveRequest { what: "Chart", file_name, make, others: vec![("txt", other)] });
        for _ in 0..500 {
            if let Some(outcome) = saver.poll() {
                return outcome;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        panic!("the request did not end");
    }

    #[test]
    fn a_file_is_written_where_the_dialog_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.svg");
        let outcome = outcome_of(Some(path.clone()), Ok(b"<svg/>".to_vec()));
        assert_eq!(outcome, Outcome::Saved { what: "Chart", path: path.clone() });
        assert_eq!(std::fs::read(&path).unwrap(), b"<svg/>");
        assert!(outcome.message().unwrap().text.contains("chart.svg"));
    }

    #[test]
    fn the_ending_that_was_chosen_says_what_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chart.TXT");
        outcome_of(Some(path.clone()), Ok(b"<svg/>".to_vec()));
        assert_eq!(std::fs::read(&path).unwrap(), b"another");
    }

    #[test]
    fn what_goes_wrong_is_told_and_a_closed_dialog_is_not() {
        assert_eq!(outcome_of(None, Ok(Vec::new())), Outcome::Cancelled);
        let made = outcome_of(Some("x.svg".into()), Err("no values".to_owned()));
        assert_eq!(made, Outcome::Failed("Chart could not be made: no values".to_owned()));
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("missing/chart.svg");
        let Outcome::Failed(reason) = outcome_of(Some(nowhere), Ok(Vec::new())) else {
            panic!("written into a folder that is not there");
        };
        assert!(reason.contains("missing/chart.svg"), "{reason}");
    }
}

//! Asking for a folder or a file with the system's own dialog, away from the drawing thread.

use crossbeam_channel::{Receiver, TryRecvError, bounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Who asks the user for a folder. Tests answer themselves.
pub trait FolderPicker: Send + Sync {
    /// Waits until the user has chosen a folder, or none. `start` is where to begin.
    fn pick(&self, start: Option<&Path>) -> Option<PathBuf>;

    /// Waits until the user has chosen a file with this ending, or none. Who asks for folders alone
    /// has none.
    fn pick_file(&self, _ending: &str, _start: Option<&Path>) -> Option<PathBuf> {
        None
    }
}

/// The system's dialog.
#[derive(Debug, Default)]
pub struct SystemPicker;

impl FolderPicker for SystemPicker {
    fn pick(&self, start: Option<&Path>) -> Option<PathBuf> {
        let mut dialog = rfd::FileDialog::new().set_title("Open a folder of reports");
        if let Some(start) = start {
            dialog = dialog.set_directory(start);
        }
        shown(|| dialog.pick_folder())
    }

    fn pick_file(&self, ending: &str, start: Option<&Path>) -> Option<PathBuf> {
        let mut dialog = rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]);
        if let Some(start) = start {
            dialog = dialog.set_directory(start);
        }
        shown(|| dialog.pick_file())
    }
}

/// Whether a dialog of the system could not be shown, which nobody was told yet.
static NOT_SHOWN: AtomicBool = AtomicBool::new(false);

/// Nobody closes a dialog as soon as this: there was none.
const TOO_SOON: Duration = Duration::from_millis(150);

/// The answer of a dialog of the system. Where there is none on this machine it answers at once as
/// though the user had closed it; that is noted, to be told.
pub fn shown(ask: impl FnOnce() -> Option<PathBuf>) -> Option<PathBuf> {
    let begun = Instant::now();
    let answer = ask();
    if answer.is_none() && begun.elapsed() < TOO_SOON {
        NOT_SHOWN.store(true, Ordering::Relaxed);
    }
    answer
}

/// What is to be told where a dialog could not be shown, once.
pub fn take_not_shown() -> Option<&'static str> {
    NOT_SHOWN.swap(false, Ordering::Relaxed).then_some(
        "The system showed no file dialog. On Linux it takes xdg-desktop-portal or zenity; a folder \
         can be dropped on the window, and the command line writes files without a dialog.",
    )
}

/// A dialog that may be open.
pub struct FolderDialog {
    picker: Arc<dyn FolderPicker>,
    answer: Option<Receiver<Option<PathBuf>>>,
}

impl FolderDialog {
    /// No dialog yet.
    pub fn new(picker: Arc<dyn FolderPicker>) -> Self {
        Self { picker, answer: None }
    }

    /// Who asks the user.
    pub fn picker(&self) -> Arc<dyn FolderPicker> {
        Arc::clone(&self.picker)
    }

    /// Opens the dialog, unless it is open already. `wake` is called when the user has answered.
    pub fn open(&mut self, start: Option<PathBuf>, wake: impl FnOnce() + Send + 'static) {
        let picker = Arc::clone(&self.picker);
        self.ask(move || picker.pick(start.as_deref()), wake);
    }

    /// Waits for a folder from `find`, which runs on a thread of its own, unless one is waited for
    /// already.
    pub fn ask(
        &mut self,
        find: impl FnOnce() -> Option<PathBuf> + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) {
        if self.answer.is_some() {
            return;
        }
        let (send, receive) = bounded(1);
        let started =
            std::thread::Builder::new().name("folder dialog".to_owned()).spawn(move || {
                // Nobody listens when the window was closed meanwhile.
                let _ = send.send(find());
                wake();
            });
        match started {
            Ok(_) => self.answer = Some(receive),
            Err(error) => tracing::error!(%error, "the dialog's thread could not be started"),
        }
    }

    /// Whether an answer is waited for.
    pub fn is_open(&self) -> bool {
        self.answer.is_some()
    }

    /// The folder that was chosen, once.
    pub fn take(&mut self) -> Option<PathBuf> {
        match self.answer.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Ok(chosen) => {
                self.answer = None;
                chosen
            }
            Err(TryRecvError::Disconnected) => {
                self.answer = None;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_comes_at_once_is_told_as_no_dialog() {
        assert_eq!(shown(|| Some(PathBuf::from("reports"))), Some(PathBuf::from("reports")));
        assert_eq!(take_not_shown(), None);
        let slowly = || {
            std::thread::sleep(TOO_SOON * 2);
            None
        };
        assert_eq!((shown(slowly), take_not_shown()), (None, None), "somebody closed it");
        assert_eq!(shown(|| None), None);
        assert!(take_not_shown().is_some_and(|words| words.contains("zenity")));
        assert_eq!(take_not_shown(), None, "it is told once");
    }
}

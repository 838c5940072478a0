//! Asking for a folder or a file with the system's own dialog, away from the drawing thread.

use crossbeam_channel::{Receiver, TryRecvError, bounded};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        dialog.pick_folder()
    }

    fn pick_file(&self, ending: &str, start: Option<&Path>) -> Option<PathBuf> {
        let mut dialog = rfd::FileDialog::new().add_filter(ending.to_uppercase(), &[ending]);
        if let Some(start) = start {
            dialog = dialog.set_directory(start);
        }
        dialog.pick_file()
    }
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

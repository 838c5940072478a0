//! Work on a thread of its own, for a place of the window that looks each frame whether it is done.

use crossbeam_channel::{Receiver, TryRecvError, bounded};
use eframe::egui::Context;

/// Work that may be under way; one at a time.
#[derive(Debug)]
pub struct Job<T>(Option<Receiver<T>>);

impl<T> Default for Job<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// How work ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended<T> {
    /// With a result.
    Done(T),
    /// Without one: an error inside the program, which the diagnostics hold.
    Died,
}

impl<T: Send + 'static> Job<T> {
    /// Whether work is under way.
    pub fn is_running(&self) -> bool {
        self.0.is_some()
    }

    /// Starts `work` on a thread called `name`, unless work is under way; the window is woken when
    /// it has ended. Returns whether it was started.
    pub fn start(
        &mut self,
        name: &str,
        context: &Context,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> bool {
        if self.is_running() {
            return false;
        }
        let (send, receive) = bounded(1);
        let wake = Wake(context.clone());
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // Held until the end, so that the window learns of a panic too.
            let _wake = wake;
            // Nobody listens any more when the place has been left for another folder.
            let _ = send.send(work());
        });
        match started {
            Ok(_) => self.0 = Some(receive),
            Err(error) => tracing::error!(%error, name, "a thread could not be started"),
        }
        self.is_running()
    }

    /// How the work ended, once it has.
    pub fn take(&mut self) -> Option<Ended<T>> {
        let ended = match self.0.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Ok(result) => Ended::Done(result),
            Err(TryRecvError::Disconnected) => Ended::Died,
        };
        self.0 = None;
        Some(ended)
    }
}

/// Wakes the window when it is dropped.
struct Wake(Context);

impl Drop for Wake {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn end_of(work: impl FnOnce() -> u32 + Send + 'static) -> Ended<u32> {
        let mut job = Job::default();
        assert!(job.start("test", &Context::default(), work));
        assert!(!job.start("test", &Context::default(), || 0), "one at a time");
        for _ in 0..1000 {
            if let Some(ended) = job.take() {
                assert!(!job.is_running());
                return ended;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the work did not end");
    }

    #[test]
    fn work_ends_with_its_result_or_is_known_to_have_died() {
        assert_eq!(end_of(|| 7), Ended::Done(7));
        assert_eq!(end_of(|| panic!("on purpose")), Ended::Died);
    }
}

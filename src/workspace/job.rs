//! Work on a thread of its own whose one result is taken when it is there.

use crossbeam_channel::{Receiver, TryRecvError, bounded};
use std::sync::Arc;

/// Called from another thread when there is something to take.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// Starts `work` on a thread called `name`, which holds `held` until the result is there; nothing
/// where no thread could be started.
pub(super) fn start<T: Send + 'static>(
    name: &str,
    wake: Option<Wake>,
    held: Arc<()>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<Receiver<T>> {
    let (send, receive) = bounded(1);
    let named = std::thread::Builder::new().name(name.to_owned());
    let started = named.spawn(move || {
        // Nobody waits any more when another folder has been opened meanwhile.
        let _ = send.send(work());
        drop(held);
        if let Some(wake) = wake {
            wake();
        }
    });
    match started {
        Ok(_) => Some(receive),
        Err(error) => {
            tracing::error!(%error, name, "a thread could not be started");
            None
        }
    }
}

/// The result of a background job, when it is there; the job is then over.
pub(super) fn take<T>(job: &mut Option<Receiver<T>>) -> Option<T> {
    let result = job.as_ref()?.try_recv();
    match result {
        Err(TryRecvError::Empty) => None,
        Ok(result) => {
            *job = None;
            Some(result)
        }
        Err(TryRecvError::Disconnected) => {
            *job = None;
            None
        }
    }
}

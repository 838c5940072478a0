//! Room for the window: threads that work in the background step back behind it.

use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};

/// Of 100; what the system gives a thread by itself is 50.
const PRIORITY: u8 = 25;

/// Gives the thread that calls it, and the processes that it starts, a low priority: they get all
/// there is while nobody else wants it. Where the system refuses, it goes on as it is.
pub fn step_back() {
    let low = ThreadPriorityValue::try_from(PRIORITY).map(ThreadPriority::Crossplatform);
    let done = low.is_ok_and(|low| set_current_thread_priority(low).is_ok());
    if !done {
        tracing::debug!("a thread's priority could not be lowered");
    }
}

//! Room for others: threads that work in the background step back behind the window, and memory that
//! they have done with goes back to the system.

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

/// Gives memory that is free inside the program back to the system. Reading and analysing thousands
/// of reports leave holes in it that the allocator of the GNU C library keeps by itself (`man 3
/// malloc_trim`); elsewhere there is nothing to do.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    trim();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "there is no other way to this function of the C library")]
fn trim() {
    // SAFETY: it takes no pointer, looks at free memory alone, and may be called from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

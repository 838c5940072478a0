//! The index of a folder's reports, kept up to date in the background.
//!
//! One thread, at low priority, writes: reports are added as they are read, those that are gone are
//! removed, and now and then all is written so that it is found. Whoever searches takes what there
//! is at that time. Nothing here is needed for being right: what is not in the index is searched
//! text by text, and an index that is damaged is made anew.

use super::snapshot::Snapshot;
use super::writing::{Documents, Written};
use crate::library::cache::Key;
use crate::library::{Handle, background};
use crossbeam_channel::{Receiver, RecvTimeoutError, SendError, Sender, bounded, unbounded};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tantivy::TantivyError;

/// When nothing comes for so long, what was added is written.
const PAUSE: Duration = Duration::from_secs(1);

/// When nothing comes for so long, the index is tidied.
const LONG_PAUSE: Duration = Duration::from_secs(3);

/// All is written after this time, and then after twice the time, up to the last.
const SOONEST: Duration = Duration::from_millis(750);
const LATEST: Duration = Duration::from_secs(16);

/// After this time it is tried again whether another program writes.
const TRY_AGAIN: Duration = Duration::from_secs(2);

/// So long is waited for orders when there is nothing to do.
const FOREVER: Duration = Duration::from_hours(1);

/// When there are more parts than this, the index is tidied in any case.
const MOST_PARTS: usize = 40;

/// So often the index is made anew when it is damaged; then it is left alone.
const REMAKES: usize = 2;

/// The index of a folder's reports.
#[derive(Debug)]
pub struct Index {
    shared: Arc<Shared>,
    orders: Sender<Order>,
}

#[derive(Default)]
struct Shared {
    /// What is searched; nothing until the index is open.
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    /// Reports that wait or are added, and not found yet.
    coming: Mutex<HashSet<Key>>,
    /// Whether another program writes it.
    read_only: AtomicBool,
    /// Whether a search in it failed.
    damaged: AtomicBool,
    stopped: AtomicBool,
}

enum Order {
    /// Add these reports, whose texts are read one after another.
    Take(Vec<(Key, Handle)>),
    /// Remove all reports but these.
    KeepOnly(HashSet<Key>),
    /// Tell when all that was asked before is done and found.
    Tell(Sender<()>),
    /// Let go of all files, do this, and open the index again.
    LetGo(Box<dyn FnOnce() + Send>),
}

impl Index {
    /// The index in `folder`. It is opened in the background, or made.
    pub fn open(folder: PathBuf) -> Self {
        let shared = Arc::new(Shared::default());
        let (orders, ordered) = unbounded();
        let keeper = Keeper { shared: Arc::clone(&shared), folder, ordered };
        let thread = std::thread::Builder::new().name("index".to_owned());
        if let Err(error) = thread.spawn(move || keeper.keep()) {
            tracing::error!(%error, "the thread of the index could not be started");
        }
        Self { shared, orders }
    }

    /// Adds those of these reports that are not there, later. Their texts are asked for one after
    /// another.
    pub fn take(&self, reports: Vec<(Key, Handle)>) {
        let new: Vec<_> = reports.into_iter().filter(|(key, _)| self.shared.begin(*key)).collect();
        if !new.is_empty() {
            let _ = self.orders.send(Order::Take(new));
        }
    }

    /// Removes all reports but these, later.
    pub fn keep_only(&self, keys: HashSet<Key>) {
        let _ = self.orders.send(Order::KeepOnly(keys));
    }

    /// What can be searched now; nothing until the index is open.
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        self.shared.snapshot().clone()
    }

    /// To be called when a search in it failed: it is made anew.
    pub fn note_damage(&self) {
        self.shared.clear();
        self.shared.damaged.store(true, Ordering::Relaxed);
        // The thread may sleep.
        let _ = self.orders.send(Order::Tell(bounded(1).0));
    }

    /// Lets go of all files while something is done that may remove them; waits until it is done.
    /// Where the index has come to its end it is done at once.
    pub fn without<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let (tell, told) = bounded(1);
        let work = Box::new(move || drop(tell.send(work())));
        match self.orders.send(Order::LetGo(work)) {
            Ok(()) => {}
            Err(SendError(Order::LetGo(work))) => work(),
            Err(_) => return None,
        }
        told.recv().ok()
    }

    /// Waits until all that was asked for is done and found.
    pub fn wait(&self) {
        let (tell, told) = bounded(1);
        if self.orders.send(Order::Tell(tell)).is_ok() {
            let _ = told.recv();
        }
    }
}

impl Drop for Index {
    /// Lets the thread come to its end. What was added and is not written yet is forgotten.
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    fn snapshot(&self) -> MutexGuard<'_, Option<Arc<Snapshot>>> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn coming(&self) -> MutexGuard<'_, HashSet<Key>> {
        self.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a report is coming. Returns whether it is to be added.
    fn begin(&self, key: Key) -> bool {
        if self.read_only.load(Ordering::Relaxed) {
            return false;
        }
        let there = self.snapshot().as_ref().is_some_and(|snapshot| snapshot.holds(&key));
        !there && self.coming().insert(key)
    }

    /// What is in the index is to be searched from now on.
    fn publish(&self, written: &Written) {
        let snapshot = written.snapshot();
        self.coming().retain(|key| !snapshot.holds(key));
        self.read_only.store(!written.is_ours(), Ordering::Relaxed);
        *self.snapshot() = Some(Arc::clone(snapshot));
    }

    /// Nothing is in the index for now.
    fn clear(&self) {
        *self.snapshot() = None;
        self.coming().clear();
    }
}

/// What the thread works with.
struct Keeper {
    shared: Arc<Shared>,
    folder: PathBuf,
    ordered: Receiver<Order>,
}

/// How far the work has come.
struct Course {
    /// Since when something waits to be written.
    since: Option<Instant>,
    /// How long it may.
    patience: Duration,
    /// Whether the index may be untidy.
    untidy: bool,
    /// When it was last tried to write where another program does.
    tried: Instant,
}

impl Keeper {
    fn keep(&self) {
        background::step_back();
        for anew in 0..=REMAKES {
            // The engine may stumble over what is damaged.
            let done = catch_unwind(AssertUnwindSafe(|| self.work(anew > 0)));
            let damage = match done {
                Ok(Ok(())) => return,
                Ok(Err(error)) => error.to_string(),
                Err(_) => "it stumbled".to_owned(),
            };
            // Nobody wants it any more; another program may have it by now.
            if self.shared.stopped.load(Ordering::Relaxed) {
                return;
            }
            tracing::warn!(damage, "the index of the searches is damaged");
            self.shared.clear();
        }
    }

    /// Keeps the index until nobody wants it any more.
    fn work(&self, anew: bool) -> tantivy::Result<()> {
        let open = if anew { Written::make_anew } else { Written::open };
        let mut written = open(&self.folder)?;
        self.shared.publish(&written);
        let mut course =
            Course { since: None, patience: SOONEST, untidy: true, tried: Instant::now() };
        while !self.shared.stopped.load(Ordering::Relaxed) {
            if self.shared.damaged.swap(false, Ordering::Relaxed) {
                return Err(TantivyError::InternalError("a search failed".to_owned()));
            }
            let pause = if course.since.is_some() {
                PAUSE
            } else if !written.is_ours() {
                TRY_AGAIN
            } else if course.untidy {
                LONG_PAUSE
            } else {
                FOREVER
            };
            match self.ordered.recv_timeout(pause) {
                Ok(Order::LetGo(work)) => {
                    drop(written);
                    self.shared.clear();
                    work();
                    written = Written::open(&self.folder)?;
                    self.shared.publish(&written);
                    course.since = None;
                }
                Ok(order) => self.follow(&mut written, &mut course, order)?,
                Err(RecvTimeoutError::Timeout) => self.rest(&mut written, &mut course)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
        Ok(())
    }

    fn add(
        &self,
        written: &mut Written,
        course: &mut Course,
        report: Documents,
    ) -> tantivy::Result<()> {
        let full = written.add(report)?;
        let since = *course.since.get_or_insert_with(Instant::now);
        if full || since.elapsed() >= course.patience {
            course.patience = (course.patience * 2).min(LATEST);
            self.commit(written, course)?;
        }
        Ok(())
    }

    fn commit(&self, written: &mut Written, course: &mut Course) -> tantivy::Result<()> {
        written.commit()?;
        (course.since, course.untidy) = (None, true);
        self.shared.publish(written);
        if written.parts() > MOST_PARTS {
            self.tidy(written, course)?;
        }
        Ok(())
    }

    fn tidy(&self, written: &mut Written, course: &mut Course) -> tantivy::Result<()> {
        if written.tidy()? {
            self.shared.publish(written);
        }
        course.untidy = false;
        Ok(())
    }

    fn follow(
        &self,
        written: &mut Written,
        course: &mut Course,
        order: Order,
    ) -> tantivy::Result<()> {
        match order {
            Order::Take(reports) => {
                for (key, handle) in reports {
                    if self.shared.stopped.load(Ordering::Relaxed) {
                        break;
                    }
                    let text = if written.holds(&key) { None } else { handle.loaded() };
                    match text {
                        Some(text) => {
                            self.add(written, course, Documents::of(key, &text.report))?;
                        }
                        None => drop(self.shared.coming().remove(&key)),
                    }
                }
            }
            Order::KeepOnly(keys) => {
                if written.keep_only(&keys) {
                    self.commit(written, course)?;
                }
            }
            Order::Tell(tell) => {
                if course.since.is_some() {
                    self.commit(written, course)?;
                }
                // Nobody may wait any more.
                let _ = tell.send(());
            }
            Order::LetGo(work) => work(),
        }
        Ok(())
    }

    /// There is nothing to do for now.
    fn rest(&self, written: &mut Written, course: &mut Course) -> tantivy::Result<()> {
        if !written.is_ours() && course.tried.elapsed() >= TRY_AGAIN {
            course.tried = Instant::now();
            written.take_over()?;
            written.look()?;
            self.shared.publish(written);
        }
        if course.since.is_some() {
            course.patience = SOONEST;
            self.commit(written, course)?;
        } else if course.untidy {
            self.tidy(written, course)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

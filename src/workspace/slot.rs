//! One report of the workspace: waiting, read, analysed, failed or gone.

use crate::analysis::Analysis;
use crate::library::{Fingerprint, FoundFile, Handle, Head, Lazy, LoadedReport, Reach, Ticket};
use crate::reading::ReadError;
use crate::report::{DocumentName, Report};
use std::cell::{Cell, OnceCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A report's place in the workspace and how far it has come. A volume and each of its chapters
/// have a place of their own.
#[derive(Debug)]
pub struct Slot {
    /// Its file; of a chapter, that of its volume.
    pub file: FoundFile,
    /// Its own name: the file's, or `file.pdf#Chapter`.
    pub document: DocumentName,
    /// What the file's contents are known by, once they have been looked at.
    pub fingerprint: Option<Fingerprint>,
    /// How far it has come. While a file is read anew, what was known of it stays.
    pub state: State,
    /// The report as it was read, without the user's decisions.
    pub(super) read: Option<Handle>,
    /// The job that is under way on the file; kept at the file's own place, not at its chapters'.
    pub(super) job: Option<Ticket>,
    /// Its text and what was found in it, once somebody has asked for them: nothing where the cache
    /// has lost them.
    text: OnceCell<Option<Arc<LoadedReport>>>,
    found: OnceCell<Option<Arc<Analysis>>>,
    /// When they were last asked for.
    used: Cell<u64>,
    clock: Arc<Clock>,
}

/// Tells how often bodies of reports have been asked for, and whether any were loaded.
#[derive(Debug, Default)]
pub(super) struct Clock {
    time: AtomicU64,
    loaded: AtomicBool,
    /// Whether who asks waits until a file is read anew that the cache has lost.
    waits: AtomicBool,
}

impl Clock {
    /// Says whether who asks waits until a file is read anew that the cache has lost.
    pub(super) fn set_waits(&self, waits: bool) {
        self.waits.store(waits, Ordering::Relaxed);
    }

    /// Whether anything was loaded since this was last asked.
    pub(super) fn take_loaded(&self) -> bool {
        self.loaded.swap(false, Ordering::Relaxed)
    }
}

/// How far a report has come.
#[derive(Clone, Debug)]
pub enum State {
    /// It waits to be read.
    Waiting,
    /// It can be read; its analysis is still to come.
    Read(Handle),
    /// It is read and analysed.
    Analysed(Handle),
    /// It could not be read, or was read and could not be analysed.
    Failed(Option<Handle>, ReadError),
    /// It is locked with a password that is still to be given.
    Locked {
        /// Whether one was given that does not open it.
        refused: bool,
    },
    /// Its file is no longer in the folder, or no longer holds this chapter.
    Gone,
}

impl Slot {
    /// A place for a report of `file` that is still to be read.
    pub(super) fn waiting(file: FoundFile, document: DocumentName, clock: &Arc<Clock>) -> Self {
        Self {
            file,
            document,
            fingerprint: None,
            state: State::Waiting,
            read: None,
            job: None,
            text: OnceCell::new(),
            found: OnceCell::new(),
            used: Cell::new(0),
            clock: Arc::clone(clock),
        }
    }

    /// Puts another state in place of the one that it has.
    pub(super) fn set(&mut self, state: State) {
        let before = std::mem::replace(&mut self.state, state);
        let (before, now) = (handle_of(&before), self.handle());
        let text = |handle: Option<&Handle>| handle.map(|handle| handle.text().clone());
        let found = |handle: Option<&Handle>| handle.and_then(Handle::found).cloned();
        let same_text = text(before).zip(text(now)).is_some_and(|(a, b)| a.is_same(&b));
        let same_found = found(before).zip(found(now)).is_some_and(|(a, b)| a.is_same(&b));
        if self.handle().is_none() {
            self.read = None;
        }
        if !same_text {
            self.text.take();
        }
        if !same_found {
            self.found.take();
        }
    }

    /// The report, wherever its text is, once it is read.
    pub fn handle(&self) -> Option<&Handle> {
        handle_of(&self.state)
    }

    /// What is known of the report without its text, once it is read.
    pub fn head(&self) -> Option<&Head> {
        self.handle().map(|handle| handle.head().as_ref())
    }

    /// Whether it can be read.
    pub fn is_read(&self) -> bool {
        self.handle().is_some()
    }

    /// Whether it is analysed.
    pub fn is_analysed(&self) -> bool {
        matches!(self.state, State::Analysed(_))
    }

    /// The report, once it is read; loaded now where it is not in memory. Lists and loops over many
    /// reports ask for the [`head`](Self::head) or go over [handles](Self::handle) in the
    /// background.
    pub fn loaded(&self) -> Option<&Arc<LoadedReport>> {
        let handle = self.handle()?;
        self.note_use();
        self.text.get_or_init(|| self.load(handle.text())).as_ref()
    }

    /// The report, as [`loaded`](Self::loaded).
    pub fn report(&self) -> Option<&Report> {
        self.loaded().map(|loaded| &loaded.report)
    }

    /// The analysis, once it is made; as [`loaded`](Self::loaded).
    pub fn analysis(&self) -> Option<&Arc<Analysis>> {
        let found = self.handle().filter(|_| self.is_analysed())?.found()?;
        self.note_use();
        self.found.get_or_init(|| self.load(found)).as_ref()
    }

    fn note_use(&self) {
        self.used.set(self.clock.time.fetch_add(1, Ordering::Relaxed));
    }

    /// Looks in memory and in the cache alone, where nobody waits for more: what is not there any
    /// more is then read anew in the background.
    fn load<T>(&self, what: &Lazy<T>) -> Option<Arc<T>> {
        self.clock.loaded.store(true, Ordering::Relaxed);
        let waits = self.clock.waits.load(Ordering::Relaxed);
        what.within(if waits { Reach::File } else { Reach::Cache })
    }

    /// Whether the cache has lost what somebody asked for.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self.text.get(), Some(None)) || matches!(self.found.get(), Some(None))
    }

    /// What was loaded of it and could be loaded again, in bytes, and when it was last asked for.
    pub(super) fn held(&self) -> Option<(u64, usize)> {
        let handle = self.handle()?;
        let text = self.text.get().is_some() && !handle.text().is_resident();
        let can_go = |found: &Lazy<Analysis>| self.found.get().is_some() && !found.is_resident();
        let any = text || handle.found().is_some_and(can_go);
        any.then(|| (self.used.get(), handle.head().body_bytes()))
    }

    /// Lets go of what was loaded and can be loaded again.
    pub(super) fn let_go(&mut self) {
        let handle = handle_of(&self.state);
        let is_kept = |resident: Option<bool>| resident == Some(false);
        if is_kept(handle.map(|handle| handle.text().is_resident())) {
            self.text.take();
        }
        if is_kept(handle.and_then(Handle::found).map(Lazy::is_resident)) {
            self.found.take();
        }
    }

    /// Whether the report is no longer there.
    pub fn is_gone(&self) -> bool {
        matches!(self.state, State::Gone)
    }

    /// Whether it stands at its file's own place, and not at that of a chapter.
    pub fn is_whole_file(&self) -> bool {
        self.document == self.file.name
    }

    /// Whether reading and analysing have come to their end.
    pub(super) fn is_done(&self) -> bool {
        self.job.is_none() && !matches!(self.state, State::Waiting | State::Read(_))
    }
}

fn handle_of(state: &State) -> Option<&Handle> {
    match state {
        State::Waiting | State::Failed(None, _) | State::Locked { .. } | State::Gone => None,
        State::Read(handle) | State::Analysed(handle) | State::Failed(Some(handle), _) => {
            Some(handle)
        }
    }
}

//! The thread that writes the project.

use super::disk::{Disk, Stamp};
use super::notice::Notice;
use super::place::Place;
use super::{Keeping, SaveState, backups};
use crate::project::file::{self, Snapshot};
use std::io::{self, ErrorKind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long after a failure it is tried again, at first and at most.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LAST_RETRY: Duration = Duration::from_secs(5);

/// How often the last state is tried when the project is closed, and after what pause.
const CLOSING_ATTEMPTS: u32 = 3;
const CLOSING_PAUSE: Duration = Duration::from_millis(150);

/// How far apart backups of one session are, at least.
const BACKUP_EVERY: Duration = Duration::from_mins(5);

/// What the window's thread and the saving thread share.
#[derive(Debug)]
pub(super) struct Shared {
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    /// The newest state, until it is taken to be written.
    waiting: Option<Snapshot>,
    closing: bool,
    state: SaveState,
    notices: Vec<Notice>,
}

impl Shared {
    pub(super) fn new(notices: Vec<Notice>) -> Self {
        Self { inner: Mutex::new(Inner { notices, ..Inner::default() }), changed: Condvar::new() }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn give(&self, snapshot: Snapshot) {
        let mut inner = self.inner();
        inner.waiting = Some(snapshot);
        if inner.state == SaveState::Saved {
            inner.state = SaveState::Saving;
        }
        drop(inner);
        self.changed.notify_all();
    }

    pub(super) fn close(&self) {
        self.inner().closing = true;
        self.changed.notify_all();
    }

    pub(super) fn state(&self) -> SaveState {
        self.inner().state.clone()
    }

    pub(super) fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(&mut self.inner().notices)
    }

    /// Waits for a state to write; nothing when the project is closed and all is written.
    fn wait_for_work(&self) -> Option<()> {
        let mut inner = self.inner();
        while inner.waiting.is_none() {
            if inner.closing {
                return None;
            }
            inner = self.changed.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        Some(())
    }

    /// Waits for `time`, or until the project is closed; returns whether it is.
    fn pause(&self, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut inner = self.inner();
        while !inner.closing {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let waited = self.changed.wait_timeout(inner, left);
            inner = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        inner.closing
    }

    fn take(&self) -> Option<Snapshot> {
        self.inner().waiting.take()
    }

    /// Puts a state back that could not be written, unless there is a newer one.
    fn put_back(&self, snapshot: Snapshot, reason: String) {
        let mut inner = self.inner();
        inner.waiting.get_or_insert(snapshot);
        inner.state = SaveState::Failing(reason);
    }

    fn saved(&self) {
        let mut inner = self.inner();
        inner.state = if inner.waiting.is_some() { SaveState::Saving } else { SaveState::Saved };
    }

    fn tell(&self, notice: Notice) {
        self.inner().notices.push(notice);
    }
}

/// Writes states to their place.
pub(super) struct Saver {
    place: Place,
    /// Where the last state goes when its place cannot be written at the end.
    last_resort: Option<Place>,
    saves: u64,
    keeping: Keeping,
    /// The file as this program left it.
    known: Option<Stamp>,
    backed_up: Option<Instant>,
}

impl Saver {
    pub(super) fn new(
        place: Place,
        last_resort: Option<Place>,
        saves: u64,
        keeping: Keeping,
    ) -> Self {
        let known = keeping.disk.stamp(&place.file).ok();
        Self { place, last_resort, saves, keeping, known, backed_up: None }
    }

    /// Writes what comes, until the project is closed.
    pub(super) fn run(mut self, shared: &Shared) {
        let mut retry = FIRST_RETRY;
        while shared.wait_for_work().is_some() {
            let closing = shared.pause(self.keeping.delay);
            let Some(snapshot) = shared.take() else { continue };
            match self.save(&snapshot, shared) {
                Ok(()) => {
                    retry = FIRST_RETRY;
                    shared.saved();
                }
                Err(error) => {
                    tracing::warn!(%error, "the project was not saved");
                    shared.put_back(snapshot, reason(&error));
                    (self.keeping.wake)();
                    if closing || shared.pause(retry) {
                        self.close(shared);
                        return;
                    }
                    retry = (retry * 2).min(LAST_RETRY);
                }
            }
            (self.keeping.wake)();
        }
    }

    /// The last attempts to write the last state: at its place, then in the user's data directory.
    fn close(&mut self, shared: &Shared) {
        let Some(snapshot) = shared.take() else { return };
        for _ in 0..CLOSING_ATTEMPTS {
            if self.save(&snapshot, shared).is_ok() {
                return shared.saved();
            }
            std::thread::sleep(CLOSING_PAUSE);
        }
        let Some(place) = self.last_resort.take() else {
            return tracing::error!("the project was closed without its latest changes");
        };
        self.place = place;
        self.known = self.keeping.disk.stamp(&self.place.file).ok();
        match self.save(&snapshot, shared) {
            Ok(()) => shared.saved(),
            Err(error) => tracing::error!(%error, "the project's latest changes are lost"),
        }
    }

    fn save(&mut self, snapshot: &Snapshot, shared: &Shared) -> io::Result<()> {
        let disk = self.keeping.disk.clone();
        let bytes = file::write(snapshot, self.saves + 1).map_err(io::Error::other)?;
        self.place.make(disk.as_ref())?;
        let unfinished = self.place.unfinished();
        disk.write(&unfinished, &bytes)?;
        self.look_at_old(disk.as_ref(), shared)?;
        disk.rename(&unfinished, &self.place.file)?;
        self.saves += 1;
        self.known = disk.stamp(&self.place.file).ok();
        if let Some(folder) = self.place.file.parent() {
            disk.settle(folder)?;
        }
        Ok(())
    }

    /// Before a file is replaced: keeps what somebody else wrote into it, says where it has gone,
    /// and makes a backup of it when one is due.
    fn look_at_old(&mut self, disk: &dyn Disk, shared: &Shared) -> io::Result<()> {
        let now = match disk.stamp(&self.place.file) {
            Ok(stamp) => stamp,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if self.known.take().is_some() {
                    shared.tell(Notice::Deleted);
                }
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let foreign = self.known.is_some_and(|known| known != now);
        let due = self.backed_up.is_none_or(|last| last.elapsed() >= BACKUP_EVERY);
        if foreign || due {
            let kept = backups::add(disk, &self.place.backups(), &self.place.file)?;
            self.backed_up = Some(Instant::now());
            if foreign {
                self.known = Some(now);
                shared.tell(Notice::ChangedByOther(kept));
            }
        }
        Ok(())
    }
}

/// Why saving failed, for the user.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "the folder cannot be written".to_owned()
        }
        _ => error.to_string(),
    }
}

//! Reading in processes of their own, for formats whose readers can hang, crash or take all memory.
//!
//! A worker is the same program, started with [`ARGUMENT`]. It reads one file at a time and has a
//! limit of memory, the program that asks it one of time. A worker that is lost is replaced; the
//! file that it was lost on is refused with the reason, and the rest goes on.
//!
//! Workers write nothing, open no connection and end when the program does.

#[cfg(debug_assertions)]
mod misbehaviour;
mod pages;
mod process;
mod protocol;
mod serve;

pub use pages::PageWorker;
pub use serve::serve;

use super::FoundFile;
use super::read::ReadFile;
use crate::reading::ReadError;
use process::{Loss, Process};
use protocol::{Reply, Request};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The argument that makes the program a worker.
pub const ARGUMENT: &str = "--read-worker";

/// The most that a worker may allocate, in bytes.
pub const MEMORY: usize = 800 << 20;

/// A file of this size or more ends its worker, which may not have given its memory back.
const LARGE: u64 = 16 << 20;

/// What is started as a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The executable.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Program {
    /// This same program. To be called only by the program itself: what tests and benchmarks run
    /// in knows nothing of [`ARGUMENT`].
    pub fn own() -> Option<Self> {
        // On Linux this name stays right when the program's file is replaced by an update.
        let own = PathBuf::from("/proc/self/exe");
        let path = if own.exists() { Some(own) } else { std::env::current_exe().ok() };
        Some(Self { path: path?, arguments: vec![ARGUMENT.into()] })
    }
}

/// How long a file may be read: a base, and more for each megabyte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// For any file.
    pub base: Duration,
    /// For each megabyte of it.
    pub per_megabyte: Duration,
}

impl Default for TimeLimit {
    fn default() -> Self {
        // Some ten times what the slowest files need that are full of text.
        Self { base: Duration::from_mins(1), per_megabyte: Duration::from_secs(4) }
    }
}

/// The longest that any file is read.
const LONGEST: Duration = Duration::from_mins(6);

impl TimeLimit {
    fn of(&self, bytes: u64) -> Duration {
        let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        self.base.saturating_add(self.per_megabyte.saturating_mul(megabytes)).min(LONGEST)
    }
}

/// Workers that wait to be asked. Each that asks gets one of its own, so there are as many as
/// there are threads that ask.
#[derive(Debug)]
pub struct Workers {
    program: Program,
    time: TimeLimit,
    idle: Mutex<Vec<Process>>,
    /// Whether a worker could not be started. It is not tried again.
    unavailable: AtomicBool,
}

impl Workers {
    /// Workers of a program; they are started when they are needed.
    pub fn new(program: Program, time: TimeLimit) -> Self {
        Self { program, time, idle: Mutex::default(), unavailable: AtomicBool::new(false) }
    }

    /// Other workers of the same program.
    #[must_use]
    pub fn like(&self) -> Self {
        Self::new(self.program.clone(), self.time)
    }

    /// Reads a file in a worker; nothing where no worker can be started.
    pub(super) fn read(&self, file: &FoundFile, password: &str) -> Option<ReadFile> {
        let request = Request::Read {
            path: file.path.clone().into_os_string(),
            name: file.name.clone(),
            password: password.to_owned(),
        };
        let time = self.time.of(file.bytes);
        Some(match self.ask(&request, time, file.bytes >= LARGE)? {
            Ok(Reply::Read(read)) => read,
            Ok(_) => ReadFile::failed(ReadError::Internal),
            Err(error) => ReadFile::failed(error),
        })
    }

    /// Ends the workers that have nothing to do. They are started anew when they are needed.
    pub fn rest(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Process>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A worker that waits, or a new one.
    fn worker(&self) -> Option<Process> {
        let waiting = self.idle().pop();
        if waiting.is_some() || self.unavailable.load(Ordering::Relaxed) {
            return waiting;
        }
        match Process::start(&self.program) {
            Ok(process) => Some(process),
            Err(error) => {
                tracing::warn!(%error, "no worker could be started; files are read in the program");
                self.unavailable.store(true, Ordering::Relaxed);
                None
            }
        }
    }

    /// Asks a worker, and asks another one where the first had ended before it was asked.
    fn ask(
        &self,
        request: &Request,
        time: Duration,
        is_large: bool,
    ) -> Option<Result<Reply, ReadError>> {
        loop {
            let mut worker = self.worker()?;
            let loss = match worker.ask(request, time) {
                Ok(reply) => {
                    if let Some(place) = worker.complaint() {
                        tracing::error!(place, "reading failed inside a worker");
                    }
                    if !is_large {
                        self.idle().push(worker);
                    }
                    return Some(Ok(reply));
                }
                Err(loss) => loss,
            };
            tracing::error!(?loss, "a worker was lost");
            return Some(Err(match loss {
                Loss::WasGone => continue,
                Loss::Time => ReadError::TooSlow { seconds: time.as_secs() },
                Loss::Memory => ReadError::TooHungry { limit_mb: MEMORY >> 20 },
                Loss::Died(_) => ReadError::Internal,
            }));
        }
    }
}

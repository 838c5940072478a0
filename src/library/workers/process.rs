//! The program's side of one worker: starts it, asks it, and ends it when it takes too much.
//!
//! Two threads listen to a worker, one to its answers and one to its last words, so that waiting
//! for it can have an end.

use super::Program;
use super::protocol::{self, Greeting, Reply, Request};
use crossbeam_channel::{Receiver, RecvTimeoutError, bounded};
use std::io::{self, BufReader, Read};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

/// How long a worker may take to say that it is there.
const START: Duration = Duration::from_secs(10);

/// How much is kept of what a worker says on its standard error, in bytes from the end.
const LAST_WORDS: usize = 4 << 10;

/// Why a worker was lost.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// It took too long.
    Time,
    /// It needed more memory than it may.
    Memory,
    /// It ended, or said what cannot be understood. What is known of the reason, without words of
    /// the file.
    Died(String),
    /// It had ended before it was asked.
    WasGone,
}

/// A worker that waits to be asked.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    requests: ChildStdin,
    replies: Receiver<Vec<u8>>,
    last_words: Arc<Mutex<Vec<u8>>>,
}

impl Process {
    /// Starts a worker and waits for its greeting.
    pub(super) fn start(program: &Program) -> io::Result<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(requests), Some(answers), Some(errors)) = pipes else {
            return Err(io::Error::other("a worker without pipes"));
        };
        let last_words = Arc::default();
        let replies = listen(answers, errors, &last_words);
        // From here on a worker that is not wanted is ended by being dropped.
        let process = Self { child, requests, replies: replies?, last_words };
        let frame = process.replies.recv_timeout(START).map_err(io::Error::other)?;
        if protocol::message::<Greeting>(&frame)? == Greeting::of_this_program() {
            Ok(process)
        } else {
            Err(io::Error::other("another version of the program"))
        }
    }

    /// Asks for something and waits for the answer, at most for `time`. A worker that is lost is
    /// not to be asked again.
    pub(super) fn ask(&mut self, request: &Request, time: Duration) -> Result<Reply, Loss> {
        if protocol::write(&mut self.requests, request).is_err() {
            return Err(Loss::WasGone);
        }
        match self.replies.recv_timeout(time) {
            Ok(frame) => protocol::message(&frame)
                .map_err(|_| Loss::Died("its answer could not be understood".to_owned())),
            Err(RecvTimeoutError::Timeout) => Err(Loss::Time),
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
        }
    }

    /// What a worker that is still there has complained of, without words of the file: where in
    /// the program.
    pub(super) fn complaint(&self) -> Option<String> {
        let said =
            std::mem::take(&mut *self.last_words.lock().unwrap_or_else(PoisonError::into_inner));
        place_of_panic(&String::from_utf8_lossy(&said))
    }

    fn died(&mut self) -> Loss {
        let _ = self.child.kill();
        let status = self.child.wait().map(|status| status.to_string());
        // The listening threads end with the worker; its last words are there a moment later.
        for _ in 0..50 {
            if Arc::strong_count(&self.last_words) == 1 {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let said = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        cause(&String::from_utf8_lossy(&said), &status.unwrap_or_default())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts to listen to a worker. The receiver is disconnected when the worker has ended, or says
/// what is no frame.
fn listen(
    answers: ChildStdout,
    errors: ChildStderr,
    last_words: &Arc<Mutex<Vec<u8>>>,
) -> io::Result<Receiver<Vec<u8>>> {
    let (send, replies) = bounded(1);
    Builder::new().name("worker's answers".to_owned()).spawn(move || {
        let mut answers = BufReader::new(answers);
        while let Ok(Some(frame)) = protocol::read_frame(&mut answers) {
            if send.send(frame).is_err() {
                return;
            }
        }
    })?;
    let kept = Arc::clone(last_words);
    Builder::new().name("worker's errors".to_owned()).spawn(move || keep_last(errors, &kept))?;
    Ok(replies)
}

fn keep_last(mut errors: ChildStderr, kept: &Mutex<Vec<u8>>) {
    let mut piece = [0; 1024];
    while let Ok(read @ 1..) = errors.read(&mut piece) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(piece.get(..read).unwrap_or_default());
        let over = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..over);
    }
}

/// Why a worker has died, by its last words and how it ended.
fn cause(said: &str, status: &str) -> Loss {
    if said.contains("memory allocation of") && said.contains("failed") {
        return Loss::Memory;
    }
    if said.contains("has overflowed its stack") {
        return Loss::Died("its stack has overflowed".to_owned());
    }
    Loss::Died(place_of_panic(said).unwrap_or_else(|| status.to_owned()))
}

/// Where a panic was, by what was said of it. The rest of its message may hold words of the file.
fn place_of_panic(said: &str) -> Option<String> {
    let (_, place) = said.rsplit_once("panicked at ")?;
    let place = place.lines().next()?.trim_end_matches(':');
    Some(format!("a panic at {place}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_tell_the_cause_and_nothing_of_the_file() {
        let died = |what: &str| Loss::Died(what.to_owned());
        let table = [
            ("memory allocation of 99 bytes failed\n", Loss::Memory),
            ("\nthread 'x' has overflowed its stack\nfatal", died("its stack has overflowed")),
            (
                "thread 'x' panicked at src/a.rs:3:7:\na secret name\nnote: run with",
                died("a panic at src/a.rs:3:7"),
            ),
            ("", died("signal: 9 (SIGKILL)")),
        ];
        for (said, want) in table {
            assert_eq!(cause(said, "signal: 9 (SIGKILL)"), want, "{said}");
        }
    }

    #[test]
    fn a_program_that_is_none_of_ours_is_no_worker() {
        let missing = Program { path: "no/such/program".into(), arguments: Vec::new() };
        assert!(Process::start(&missing).is_err());
    }
}

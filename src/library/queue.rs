//! The jobs that wait for the loader's threads, and what the threads share.

use super::{FoundFile, Job, Ticket};
use crate::report::DocumentName;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Job>,
    stopped: bool,
}

/// What the threads share. No lock is held but for a moment: the window asks for them too.
#[derive(Debug, Default)]
pub(super) struct Shared {
    queue: Mutex<Queue>,
    /// Rung when there is a job more, or none will come.
    bell: Condvar,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.queue().stopped
    }

    /// Puts jobs behind those that wait.
    pub(super) fn add(&self, jobs: impl IntoIterator<Item = Job>) {
        self.queue().jobs.extend(jobs);
        self.bell.notify_all();
    }

    /// Takes all jobs off; no more are given out.
    pub(super) fn stop(&self) {
        let mut queue = self.queue();
        queue.stopped = true;
        queue.jobs.clear();
        drop(queue);
        self.bell.notify_all();
    }

    /// Puts the job on this file first, and behind it those on files of the same series, the
    /// nearest year first; the others stay in their order.
    pub(super) fn hurry(&self, ticket: Ticket, file: &FoundFile) {
        let (series, year) = series_of(&file.name);
        let distance = |job: &Job| {
            if job.ticket == ticket {
                return (0, 0);
            }
            let (its, at) = series_of(&job.file.name);
            if its == series { (1, at.abs_diff(year)) } else { (2, 0) }
        };
        let mut queue = self.queue();
        // Sorting keeps the order of what is equally far.
        queue.jobs.make_contiguous().sort_by_cached_key(distance);
    }

    /// The next job, waited for; nothing when the work is stopped. `rest` is called before the
    /// wait.
    pub(super) fn next(&self, rest: impl Fn()) -> Option<Job> {
        let mut has_rested = false;
        let mut queue = self.queue();
        loop {
            if queue.stopped {
                return None;
            }
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            if has_rested {
                queue = self.bell.wait(queue).unwrap_or_else(PoisonError::into_inner);
            } else {
                drop(queue);
                rest();
                has_rested = true;
                queue = self.queue();
            }
        }
    }
}

/// What the name of a file tells of what it stands beside: the name without its figures, which
/// editions of one report mostly have in common, and the last four figures in a row, mostly a year.
fn series_of(name: &DocumentName) -> (String, i32) {
    let series = name.as_str().chars().filter(|c| !c.is_ascii_digit()).collect();
    let mut numbers = name.as_str().split(|c: char| !c.is_ascii_digit());
    let year = numbers.rfind(|digits| digits.len() == 4);
    (series, year.and_then(|digits| digits.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job((ticket, name): (u64, &str)) -> Job {
        let (name, path) = (DocumentName::new(name), name.into());
        let file = FoundFile { name, path, bytes: 0, modified: None };
        Job { ticket: Ticket(ticket), file, password: None }
    }

    #[test]
    fn what_is_near_to_the_file_in_view_comes_after_it() {
        let names = ["a 2019.txt", "a 2021.txt", "a 2030.txt", "b 2020.txt", "a 2020.txt", "c.txt"];
        let shared = Shared::default();
        shared.add((0..).zip(names).map(job));
        shared.hurry(Ticket(4), &job((4, "a 2020.txt")).file);
        let next = || shared.next(|| {}).unwrap().ticket.0;
        assert_eq!([next(), next(), next(), next(), next(), next()], [4, 0, 1, 2, 3, 5]);
    }

    #[test]
    fn who_rests_holds_nobody_up() {
        let shared = Shared::default();
        let next = shared.next(|| shared.add([job((7, "a.txt"))]));
        assert_eq!(next.unwrap().ticket, Ticket(7), "jobs can be added meanwhile");
        assert!(shared.next(|| shared.stop()).is_none());
    }
}

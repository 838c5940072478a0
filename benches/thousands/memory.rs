//! How much memory this process and its workers have, watched while it works; and how much of the
//! processors' time they took.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks again and again, on a thread of its own.
pub struct Watch {
    peak: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Watch {
    /// Begins to look.
    pub fn start() -> Self {
        let (peak, stopped) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (seen, end) = (Arc::clone(&peak), Arc::clone(&stopped));
        let thread = std::thread::spawn(move || {
            while !end.load(Ordering::Relaxed) {
                seen.fetch_max(now(), Ordering::Relaxed);
                std::thread::sleep(PAUSE);
            }
        });
        Self { peak, stopped, thread }
    }

    /// Stops looking; returns the most that there was and what there is, in MB.
    pub fn stop(self) -> (usize, usize) {
        self.stopped.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
        (self.peak.load(Ordering::Relaxed) >> 10, now() >> 10)
    }
}

/// The memory of this process and of those that it started, in kB: what is theirs alone, and once
/// what they share, which is the program itself and files that are looked into.
fn now() -> usize {
    let own = std::process::id();
    let statuses = fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| {
        let id: u32 = entry.file_name().to_str()?.parse().ok()?;
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let is_ours = id == own || field(&status, "PPid:") == Some(own as usize);
        let of = |name| field(&status, name).unwrap_or(0);
        let shared = if id == own { of("RssFile:") } else { 0 };
        is_ours.then(|| of("RssAnon:") + of("RssShmem:") + shared)
    });
    statuses.sum()
}

/// The processors' time that this process and its workers that have ended took, in seconds. Unlike
/// the time on the clock it says the same while others use the computer.
pub fn processor_time() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    // User and system, own and children's, in hundredths of a second: fields 14 to 17.
    let ticks =
        fields.split_whitespace().skip(11).take(4).map(|ticks| ticks.parse().unwrap_or(0.0));
    ticks.sum::<f64>() / 100.0
}

fn field(status: &str, name: &str) -> Option<usize> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

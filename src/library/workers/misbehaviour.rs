//! What a reader must never do, done on purpose, so that tests can see that it is contained. Only
//! in builds for development, and only where the worker was started to do so.

use crate::report::DocumentName;
use std::io::Write;
use std::time::Duration;

/// The argument that makes a worker misbehave, with what it does after the `=`.
const ARGUMENT: &str = "--misbehave=";

/// What the name of a file must hold for it to be misread.
const MARK: &str = "hostile";

/// Misbehaves where that was asked for and the file is one to misbehave on.
#[expect(clippy::panic, reason = "what this is for")]
pub(super) fn misbehave(name: &DocumentName) {
    let how = std::env::args().find_map(|word| word.strip_prefix(ARGUMENT).map(str::to_owned));
    if !name.as_str().contains(MARK) {
        return;
    }
    match how.as_deref() {
        Some("hang") => std::thread::sleep(Duration::from_hours(1)),
        Some("die") => std::process::abort(),
        Some("panic") => panic!("on purpose"),
        Some("garbage") => {
            let _ = std::io::stdout().write_all(&[0xab; 4096]);
        }
        Some("eat") => eat(),
        Some("recur") => {
            recur(1);
        }
        _ => {}
    }
}

/// Takes memory until there is none.
fn eat() {
    let mut eaten: Vec<Vec<u8>> = Vec::new();
    loop {
        eaten.push(vec![1; 16 << 20]);
        std::hint::black_box(&eaten);
    }
}

/// Takes stack until there is none.
#[expect(unconditional_recursion, reason = "what this is for")]
fn recur(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 512]);
    recur(depth + 1) + room.iter().sum::<u64>()
}

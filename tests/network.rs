//! The program opens no connection: watched from outside, by the system calls that it makes.
//!
//! Needs `strace`, which `tools/setup-debian` installs; without it, or where tracing is not
//! allowed, the test says that it is skipped. `.ci/no-network` watches the window in the same way.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Set for the run of this test's own program that opens a socket to be seen.
const DIAL: &str = "RAPPORTEUR_TEST_DIALS";

/// The calls by which a process gets at a network: `io_uring` makes them without a call of their
/// own.
const CALLS: &str = "trace=socket,connect,io_uring_setup";

/// What a program and its children asked the system for; nothing where it cannot be watched.
fn watched(program: &mut Command, trace: &Path) -> Option<String> {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-e", CALLS, "-o"]).arg(trace).arg(program.get_program());
    strace.args(program.get_args());
    for (name, value) in program.get_envs() {
        strace.env(name, value.unwrap_or_default());
    }
    let ended = strace.stdout(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&ended.stderr);
    if said.contains("ptrace") {
        return None;
    }
    assert!(ended.status.success(), "{said}");
    Some(std::fs::read_to_string(trace).unwrap())
}

/// The calls that reach for a network.
fn dialled(trace: &str) -> Vec<&str> {
    trace.lines().filter(|line| line.contains("AF_INET") || line.contains("io_uring")).collect()
}

fn skip() {
    eprintln!("SKIPPED: strace is missing or may not trace; tools/setup-debian installs it");
}

#[test]
fn a_socket_that_is_opened_is_seen() {
    if std::env::var_os(DIAL).is_some() {
        // Bound to nobody but this machine.
        drop(std::net::UdpSocket::bind("127.0.0.1:0"));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut itself = Command::new(std::env::current_exe().unwrap());
    itself.args(["--exact", "a_socket_that_is_opened_is_seen"]).env(DIAL, "1");
    let Some(trace) = watched(&mut itself, &folder.path().join("trace")) else { return skip() };
    assert_eq!(dialled(&trace).len(), 1, "{trace}");
}

#[test]
fn reading_a_folder_opens_no_connection() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    let text = "In 2019 the registry of Karvenia counted 30 prisoners, said Olim Tarve.";
    std::fs::write(reports.join("a.txt"), text).unwrap();
    // A page that would like to fetch.
    let page = format!(
        "<html><head><link rel=stylesheet href='https://example.org/a.css'>\
         <script src='https://example.org/a.js'></script></head><body>\
         <img src='https://example.org/a.png'><p>{text}</p></body></html>"
    );
    std::fs::write(reports.join("b.html"), page).unwrap();
    let mut extract = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    extract.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    extract.arg("extract").arg(&reports);
    for kind in ["documents", "entities", "figures"] {
        extract.arg(format!("--{kind}")).arg(folder.path().join(format!("{kind}.json")));
    }
    let Some(trace) = watched(&mut extract, &folder.path().join("trace")) else { return skip() };
    assert!(folder.path().join("figures.json").exists(), "it did what it was asked");
    assert_eq!(dialled(&trace), Vec::<&str>::new());
}

//! The worker's side: reads files as it is asked, until nobody asks any more.

use super::MEMORY;
use super::protocol::{self, Drawn, Greeting, Reply, Request};
use crate::library::Password;
use crate::library::pictures::{InProcess, PageSource, PagedFile};
use crate::library::read::{ReadFile, read_file};
use crate::reading::ReadError;
use crossbeam_channel::bounded;
use std::ffi::OsString;
use std::io::{self, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::thread::Builder;

/// Room for readers that call themselves for what is nested, in bytes. Only what is used is taken.
const STACK: usize = 64 << 20;

/// Works as a worker until standard input ends. `limit` caps what the process may allocate, in
/// bytes; it can be given only by the program, which owns the allocator.
///
/// Files are read on a thread of their own: when the program that asked has ended, so does this
/// one, even in the midst of a file that never ends.
pub fn serve(limit: impl FnOnce(usize)) -> ExitCode {
    limit(MEMORY);
    let (send, requests) = bounded::<Request>(1);
    let reader = Builder::new().name("reader".to_owned()).stack_size(STACK);
    let answering = move || {
        let mut out = io::stdout().lock();
        let greeted = protocol::write(&mut out, &Greeting::of_this_program());
        let pages = InProcess::default();
        greeted.is_ok()
            && requests.iter().all(|request| {
                let reply = reply_to(request, &pages);
                protocol::write(&mut out, &reply).is_ok()
            })
    };
    if reader.spawn(answering).is_err() {
        return ExitCode::FAILURE;
    }
    let mut input = BufReader::new(io::stdin().lock());
    while let Ok(Some(frame)) = protocol::read_frame(&mut input) {
        let sent = protocol::message(&frame).is_ok_and(|request| send.send(request).is_ok());
        if !sent {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn reply_to(request: Request, pages: &InProcess) -> Reply {
    let file = |path: OsString, password: Option<String>| PagedFile {
        path: path.into(),
        password: password.map(Password::new),
    };
    match request {
        Request::Read { path, name, password } => {
            let read = || {
                #[cfg(debug_assertions)]
                super::misbehaviour::misbehave(&name);
                read_file(Path::new(&path), &name, &password)
            };
            let read = catch_unwind(AssertUnwindSafe(read));
            Reply::Read(read.unwrap_or_else(|_| ReadFile::failed(ReadError::Internal)))
        }
        Request::Sizes { path, password } => Reply::Sizes(pages.sizes(&file(path, password))),
        Request::Picture { path, password, page, scale } => {
            let picture = pages.picture(&file(path, password), page, scale);
            Reply::Picture(picture.map(Drawn::from))
        }
    }
}

//! Pages drawn in a worker, which keeps the file that it draws from.

use super::Workers;
use super::protocol::{Reply, Request};
use crate::library::Password;
use crate::library::pictures::{InProcess, PageSource, PagedFile};
use crate::reading::ReadError;
use crate::reading::pdf::PagePicture;
use std::time::Duration;

/// How long a page may take to be drawn, and a file to say how large its pages are.
const TIME: Duration = Duration::from_secs(30);

/// Draws pages in a worker, or where none can be started in this process.
#[derive(Debug)]
pub struct PageWorker {
    workers: Workers,
    here: InProcess,
}

impl PageWorker {
    /// Pages drawn by one of these workers. They should be asked nothing else: a worker keeps the
    /// file that it drew from last.
    pub fn new(workers: Workers) -> Self {
        Self { workers, here: InProcess::default() }
    }

    fn ask(&self, request: &Request) -> Option<Result<Reply, ReadError>> {
        self.workers.ask(request, TIME, false)
    }
}

fn opening(file: &PagedFile) -> (std::ffi::OsString, Option<String>) {
    let password = file.password.as_ref().map(|password| Password::reveal(password).to_owned());
    (file.path.clone().into_os_string(), password)
}

impl PageSource for PageWorker {
    fn sizes(&self, file: &PagedFile) -> Result<Vec<[f32; 2]>, ReadError> {
        let (path, password) = opening(file);
        match self.ask(&Request::Sizes { path, password }) {
            Some(Ok(Reply::Sizes(sizes))) => sizes,
            Some(Ok(_)) => Err(ReadError::Internal),
            Some(Err(error)) => Err(error),
            None => self.here.sizes(file),
        }
    }

    fn picture(&self, file: &PagedFile, page: u32, scale: f32) -> Result<PagePicture, ReadError> {
        let (path, password) = opening(file);
        match self.ask(&Request::Picture { path, password, page, scale }) {
            Some(Ok(Reply::Picture(picture))) => picture.map(PagePicture::from),
            Some(Ok(_)) => Err(ReadError::Internal),
            Some(Err(error)) => Err(error),
            None => self.here.picture(file, page, scale),
        }
    }
}

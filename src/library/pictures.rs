//! Pictures of pages, made in the background: what is in view is asked for, and comes when it is
//! drawn.
//!
//! How a picture is made is behind [`PageSource`]; asking, waiting and leaving out what is no
//! longer wanted are here. What is asked for replaces what still waits, so that scrolling through
//! a long file draws the pages where one stops and not all that flew by.

use super::Password;
use crate::reading::ReadError;
use crate::reading::pdf::{self, PagePicture};
use crossbeam_channel::{Receiver, Sender, bounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// A file with pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagedFile {
    /// Where it is.
    pub path: PathBuf,
    /// What opens it, where it is locked.
    pub password: Option<Password>,
}

/// What draws pages.
pub trait PageSource: Send + Sync {
    /// The width and height of every page of a file in points.
    fn sizes(&self, file: &PagedFile) -> Result<Vec<[f32; 2]>, ReadError>;

    /// A page, counted from 1, at so many pixels a point.
    fn picture(&self, file: &PagedFile, page: u32, scale: f32) -> Result<PagePicture, ReadError>;
}

/// What may be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The sizes of a file's pages.
    Sizes(Arc<PagedFile>),
    /// A page at so many pixels a point.
    Picture(Arc<PagedFile>, u32, f32),
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// The sizes of a file's pages.
    Sizes(Arc<PagedFile>, Result<Vec<[f32; 2]>, ReadError>),
    /// A page at the scale that was asked for.
    Picture(Arc<PagedFile>, u32, f32, Result<PagePicture, ReadError>),
}

/// The largest file that pages are drawn from in this process, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// How many pictures may wait to be taken before the next one is drawn.
const CHANNEL: usize = 4;

#[derive(Debug, Default)]
struct Queue {
    /// The next one last.
    waiting: Vec<Ask>,
    /// What is being made.
    in_hand: Option<Ask>,
    /// Nobody asks any more.
    over: bool,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    asked: Condvar,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for what is to be made next; nothing when nobody asks any more.
    fn next(&self) -> Option<Ask> {
        let mut queue = self.queue();
        queue.in_hand = None;
        loop {
            if queue.over {
                return None;
            }
            if let Some(next) = queue.waiting.pop() {
                queue.in_hand = Some(next.clone());
                return Some(next);
            }
            queue = self.asked.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The service: one thread that draws what is asked for.
#[derive(Debug)]
pub struct Pictures {
    shared: Arc<Shared>,
    made: Receiver<Made>,
}

impl Pictures {
    /// Starts it. `wake` is called from its thread after each picture.
    pub fn start(source: Arc<dyn PageSource>, wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let (send, made) = bounded(CHANNEL);
        let of_thread = Arc::clone(&shared);
        let named = std::thread::Builder::new().name("pictures".to_owned());
        let started = named.spawn(move || work(&of_thread, source.as_ref(), &send, &wake));
        if let Err(error) = started {
            tracing::error!(%error, "pages cannot be drawn");
        }
        Self { shared, made }
    }

    /// Asks for these, the most urgent first, in place of what still waits.
    pub fn ask(&self, asked: &[Ask]) {
        let mut queue = self.shared.queue();
        let in_hand = queue.in_hand.take();
        queue.waiting.clear();
        queue
            .waiting
            .extend(asked.iter().rev().filter(|ask| Some(*ask) != in_hand.as_ref()).cloned());
        queue.in_hand = in_hand;
        drop(queue);
        self.shared.asked.notify_one();
    }

    /// What has been made, if anything has.
    pub fn try_next(&self) -> Option<Made> {
        self.made.try_recv().ok()
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.shared.queue().over = true;
        self.shared.asked.notify_one();
    }
}

fn work(shared: &Shared, source: &dyn PageSource, send: &Sender<Made>, wake: &dyn Fn()) {
    while let Some(ask) = shared.next() {
        let made = match ask {
            Ask::Sizes(file) => {
                let sizes = source.sizes(&file);
                Made::Sizes(file, sizes)
            }
            Ask::Picture(file, page, scale) => {
                let picture = source.picture(&file, page, scale);
                Made::Picture(file, page, scale, picture)
            }
        };
        // Whoever takes it may ask for the same again at once.
        shared.queue().in_hand = None;
        if send.send(made).is_err() {
            return;
        }
        wake();
    }
}

/// Draws pages in this process. The file that was drawn from last is kept in memory until another
/// is asked for or it changes.
#[derive(Debug, Default)]
pub struct InProcess {
    kept: Mutex<Option<Kept>>,
}

#[derive(Clone, Debug)]
struct Kept {
    path: PathBuf,
    /// When the file was changed, and its length.
    state: (Option<SystemTime>, u64),
    bytes: Arc<Vec<u8>>,
}

impl InProcess {
    fn bytes(&self, path: &Path) -> Result<Arc<Vec<u8>>, ReadError> {
        let io = |error: std::io::Error| ReadError::Io(error.to_string());
        let about = std::fs::metadata(path).map_err(io)?;
        let state = (about.modified().ok(), about.len());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.path == path && kept.state == state) {
            return Ok(Arc::clone(&kept.bytes));
        }
        if about.len() > MOST_BYTES {
            let (size_mb, limit_mb) = (about.len() >> 20, MOST_BYTES >> 20);
            return Err(ReadError::TooLarge { size_mb, limit_mb });
        }
        let bytes = Arc::new(std::fs::read(path).map_err(io)?);
        *kept = Some(Kept { path: path.to_owned(), state, bytes: Arc::clone(&bytes) });
        Ok(bytes)
    }
}

impl PageSource for InProcess {
    fn sizes(&self, file: &PagedFile) -> Result<Vec<[f32; 2]>, ReadError> {
        let bytes = self.bytes(&file.path)?;
        contained(|| pdf::page_sizes(&bytes, file.password.as_ref().map(Password::reveal)))
    }

    fn picture(&self, file: &PagedFile, page: u32, scale: f32) -> Result<PagePicture, ReadError> {
        let bytes = self.bytes(&file.path)?;
        contained(|| {
            pdf::picture(&bytes, page, scale, file.password.as_ref().map(Password::reveal))
        })
    }
}

/// A panic while a page is drawn is that page's failure.
fn contained<T>(draw: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(draw)).unwrap_or(Err(ReadError::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// Draws pages as wide as their number, once it is let.
    struct Slow(Receiver<()>);

    impl PageSource for Slow {
        fn sizes(&self, _: &PagedFile) -> Result<Vec<[f32; 2]>, ReadError> {
            contained(|| panic!("a page that cannot be drawn"))
        }

        fn picture(&self, _: &PagedFile, page: u32, _: f32) -> Result<PagePicture, ReadError> {
            self.0.recv().unwrap();
            Ok(PagePicture { width: page, height: 1, rgba: Vec::new(), points: [1.0, 1.0] })
        }
    }

    fn file() -> Arc<PagedFile> {
        Arc::new(PagedFile { path: "report.pdf".into(), password: Some(Password::new("secret")) })
    }

    fn next(pictures: &Pictures) -> Made {
        pictures.made.recv_timeout(Duration::from_secs(20)).expect("something is made")
    }

    fn page(made: &Made) -> u32 {
        match made {
            Made::Picture(_, page, _, _) => *page,
            Made::Sizes(..) => 0,
        }
    }

    #[test]
    fn what_is_asked_for_replaces_what_waits_and_nothing_is_drawn_twice() {
        let (go, wait) = bounded(16);
        let pictures = Pictures::start(Arc::new(Slow(wait)), || {});
        let ask = |pages: &[u32]| {
            let asked: Vec<Ask> =
                pages.iter().map(|page| Ask::Picture(file(), *page, 1.0)).collect();
            pictures.ask(&asked);
        };
        ask(&[1, 2, 3]);
        while pictures.shared.queue().in_hand.is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        ask(&[8, 1, 9]);
        for _ in 0..3 {
            go.send(()).unwrap();
        }
        let drawn: Vec<u32> = (0..3).map(|_| page(&next(&pictures))).collect();
        assert_eq!(drawn, [1, 8, 9], "2 and 3 were scrolled past, and 1 was in hand");
    }

    #[test]
    fn a_panic_is_the_failure_of_what_was_asked_for() {
        let pictures = Pictures::start(Arc::new(Slow(bounded(0).1)), || {});
        for _ in 0..2 {
            pictures.ask(&[Ask::Sizes(file())]);
            let Made::Sizes(_, sizes) = next(&pictures) else { panic!("sizes were asked for") };
            assert_eq!(sizes, Err(ReadError::Internal));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_told_and_a_password_is_in_no_log() {
        let gone = InProcess::default().sizes(&file());
        assert!(matches!(gone, Err(ReadError::Io(_))), "{gone:?}");
        assert!(!format!("{:?}", file()).contains("secret"));
    }
}

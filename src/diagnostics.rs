//! What the program notes about itself: a bounded file in the user's data directory.
//!
//! Notes name what went wrong and where in the program; they never hold a report's text.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The most that the file grows to, in bytes. The run before is kept beside it.
const MAX_BYTES: u64 = 1 << 20;

/// How much of the file's end [`recent`] gives, in bytes.
const RECENT_BYTES: usize = 64 << 10;

static FILE: OnceLock<PathBuf> = OnceLock::new();

/// Begins to take notes in `directory`. Where that cannot be written, the program goes on without
/// notes. Does nothing when called again.
pub fn start(directory: &Path) {
    let path = directory.join("rapporteur.log");
    let Ok(notes) = Notes::open(&path) else { return };
    let filter =
        EnvFilter::try_from_env("RAPPORTEUR_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(notes)
        .finish();
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        // Set only here, after the one call that can succeed only once.
        let _ = FILE.set(path);
        tracing::info!(version = env!("RAPPORTEUR_VERSION"), os = std::env::consts::OS, "started");
    }
}

/// The latest notes, for the user to pass on.
pub fn recent() -> String {
    let notes = FILE.get().and_then(|path| std::fs::read(path).ok()).unwrap_or_default();
    let from = notes.len().saturating_sub(RECENT_BYTES);
    let end = String::from_utf8_lossy(notes.get(from..).unwrap_or_default());
    format!(
        "Rapporteur {} on {} {}\n{end}",
        env!("RAPPORTEUR_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}

/// A file that takes no more once it is full.
#[derive(Clone)]
struct Notes {
    file: Arc<File>,
    written: Arc<AtomicU64>,
}

impl Notes {
    fn open(path: &Path) -> io::Result<Self> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if path.exists() {
            std::fs::rename(path, path.with_extension("log.before"))?;
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { file: Arc::new(file), written: Arc::default() })
    }
}

impl Write for Notes {
    fn write(&mut self, note: &[u8]) -> io::Result<usize> {
        let before = self.written.fetch_add(note.len() as u64, Ordering::Relaxed);
        if before < MAX_BYTES {
            self.file.as_ref().write_all(note)?;
        }
        Ok(note.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_ref().flush()
    }
}

impl<'a> MakeWriter<'a> for Notes {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_bounded_and_the_run_before_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/notes.log");
        let mut notes = Notes::open(&path).unwrap();
        let line = vec![b'x'; 1 << 18];
        for _ in 0..10 {
            notes.write_all(&line).unwrap();
        }
        assert_eq!(std::fs::metadata(&path).unwrap().len(), MAX_BYTES);
        Notes::open(&path).unwrap();
        assert_eq!(std::fs::metadata(path.with_extension("log.before")).unwrap().len(), MAX_BYTES);
    }
}

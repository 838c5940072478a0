//! The folder that is open: looked through, read, and followed while it changes.

use super::search::Searching;
use super::{Workspace, job};
use crate::entities::ReportIndex;
use crate::library::cache::Shelf;
use crate::library::index::Index;
use crate::library::{self, Fingerprint, Job, Loader, Password, Scan, Watcher};
use std::io;
use std::path::Path;
use std::sync::Arc;

impl Workspace {
    /// Opens a folder in place of the one that is open. The folder is looked through, read and
    /// analysed in the background.
    pub fn open(&mut self, folder: &Path) {
        let (wake, revision, merges) = (self.wake.take(), self.revision + 1, self.merges);
        let (reader, cache) = (Arc::clone(&self.reader), self.cache.take());
        let (budget, waits) = (self.budget, self.waits);
        let shelf = cache.as_ref().map(|cache| Arc::new(Shelf::new(Arc::clone(cache), folder)));
        let index = cache.as_ref().map(|cache| Arc::new(Index::open(cache.index_of(folder))));
        let mut before = std::mem::take(&mut self.decisions);
        let decisions = before.for_next_folder(&self.catalogue);
        let catalogue = Arc::clone(decisions.built_in());
        let next = Self {
            catalogue,
            reader,
            cache,
            shelf,
            searching: Searching::in_index(index),
            revision,
            wake,
            merges,
            decisions,
            budget,
            waits,
            selecting: self.selecting.for_next_folder(),
            ..Self::default()
        };
        let left = std::mem::replace(self, next);
        self.slots.set_waits(waits);
        self.pace.began();
        // Many reports take their time to go.
        self.in_background("folder before", move || drop(left));
        self.folder = Some(folder.to_owned());
        self.open_project(folder, before);
        self.watcher = Watcher::start(folder.to_owned(), self.waker());
        if self.watcher.is_none() {
            self.problems = vec![format!("{} could not be looked through", folder.display())];
        }
    }

    /// Whether to notice what happens to the folder: to be told with each frame, true while
    /// somebody looks at the window.
    pub fn watch(&self, somebody_looks: bool) {
        if let Some(watcher) = &self.watcher {
            watcher.watch(somebody_looks);
        }
    }

    /// Looks through the folder anew, at once.
    pub fn look_again(&self) {
        if let Some(watcher) = &self.watcher {
            watcher.look();
        }
    }

    /// Whether the folder is still being looked through for the first time.
    pub fn is_scanning(&self) -> bool {
        self.watcher.is_some() && !self.scanned
    }

    /// Takes what was found in the folder and follows it. Returns whether anything changed.
    pub(super) fn follow_folder(&mut self) -> bool {
        let mut changed = false;
        while let Some(scan) = self.watcher.as_ref().and_then(Watcher::take) {
            changed = true;
            match scan {
                Ok(scan) => self.take_scan(scan),
                // What was read stays: a disk that is gone may come back.
                Err(error) => {
                    let folder = self.folder.as_deref().unwrap_or(Path::new("")).display();
                    self.problems = vec![format!("{folder} could not be opened: {error}")];
                    self.found_files = None;
                }
            }
            self.scanned = true;
        }
        if let Some(changes) = job::take(&mut self.comparing) {
            changed |= !changes.is_empty();
            let jobs = self.slots.follow(changes, !self.stopped);
            self.add_jobs(jobs);
        }
        if self.comparing.is_none()
            && let Some(scan) = self.found_files.take()
        {
            let known = self.slots.known();
            self.comparing = self.in_background("compare", move || {
                library::changes(&known, scan.files, |path| Fingerprint::of_file(path).ok())
            });
        }
        if changed {
            self.revision += 1;
        }
        changed
    }

    fn take_scan(&mut self, scan: Scan) {
        self.problems.clone_from(&scan.problems);
        if self.scanned {
            self.found_files = Some(scan);
        } else {
            self.slots.add(scan.files);
            self.load();
        }
    }

    /// Reads and analyses what is not done.
    fn load(&mut self) {
        if !self.stopped {
            let jobs = self.slots.jobs();
            self.add_jobs(jobs);
        }
    }

    pub(super) fn add_jobs(&mut self, jobs: Vec<Job>) {
        if jobs.is_empty() {
            return;
        }
        if self.loader.is_none() {
            let shelf = self.shelf.as_ref();
            self.in_use.set(Arc::clone(&self.catalogue));
            self.loader = Some(Loader::start(&self.reader, &self.in_use, shelf, self.waker()));
        }
        if let Some(loader) = &self.loader {
            loader.add(jobs);
        }
    }

    /// Calls whoever polls, from any thread.
    pub(super) fn waker(&self) -> impl Fn() + Send + Sync + 'static {
        let wake = self.wake.clone();
        move || {
            if let Some(wake) = &wake {
                wake();
            }
        }
    }

    /// Stops reading and analysing; what is done stays.
    pub fn stop(&mut self) {
        if let Some(loader) = &self.loader {
            loader.stop();
        }
        self.stopped = true;
    }

    /// Whether the user stopped the work before its end.
    pub fn is_stopped(&self) -> bool {
        self.stopped && self.progress().is_some()
    }

    /// Goes on with what a stop left undone.
    pub fn resume(&mut self) {
        self.stopped = false;
        self.loader = None;
        self.load();
    }

    /// Opens a locked file with a password, which is kept until another folder is opened.
    pub fn unlock(&mut self, index: ReportIndex, password: Password) {
        let Some(job) = self.slots.unlock(index, password) else { return };
        self.add_jobs(vec![job]);
        self.hurry(index);
        self.revision += 1;
    }

    /// Whether the file of this report is being read or analysed, or waits for that.
    pub fn is_reading(&self, index: ReportIndex) -> bool {
        self.slots.ticket(index).is_some()
    }

    /// Reads this report next.
    pub fn hurry(&self, index: ReportIndex) {
        let slot = self.slots.get(index);
        if let (Some(loader), Some(ticket), Some(slot)) =
            (&self.loader, self.slots.ticket(index), slot)
        {
            loader.hurry(ticket, &slot.file);
        }
    }

    /// Removes all that was kept of any folder, in the background; see [`Self::take_cleared`]. What
    /// is open stays.
    pub fn clear_cache(&mut self) {
        let Some(cache) = self.cache.clone() else { return };
        if self.clearing.is_none() {
            let index = self.searching.index();
            self.clearing = self.in_background("cache", move || match index {
                Some(index) => index.without(move || cache.clear()).unwrap_or(Ok(0)),
                None => cache.clear(),
            });
        }
    }

    /// How many bytes were removed, once they are, or why they could not be.
    pub fn take_cleared(&mut self) -> Option<io::Result<u64>> {
        job::take(&mut self.clearing)
    }

    /// The folder that is open.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What went wrong with the folder itself.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;
    use crate::report::DocumentName;
    use crate::workspace::State;
    use std::fs;
    use std::time::{Duration, Instant};

    /// Looks at the folder until `seen` holds, and then until all is read.
    fn look_until(workspace: &mut Workspace, seen: impl Fn(&Workspace) -> bool) {
        let begun = Instant::now();
        workspace.look_again();
        while !seen(workspace) || workspace.is_busy() {
            assert!(begun.elapsed() < Duration::from_mins(1), "not noticed");
            workspace.poll(Duration::from_millis(20));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn open(files: &[(&str, &str)]) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        (folder, workspace)
    }

    fn index(workspace: &Workspace, name: &str) -> Option<ReportIndex> {
        workspace.find(&DocumentName::new(name))
    }

    fn text(workspace: &Workspace, name: &str) -> Option<String> {
        Some(workspace.report(index(workspace, name)?)?.text.clone())
    }

    #[test]
    fn files_that_come_change_and_go_are_followed_and_the_rest_is_left_alone() {
        let (folder, mut workspace) =
            open(&[("a.txt", "The court sat."), ("b.txt", "A boat."), ("c.txt", "A house.")]);
        let at = |name: &str| folder.path().join(name);
        let left_alone = workspace.slot(ReportIndex(0)).unwrap().loaded().cloned().unwrap();
        fs::write(at("b.txt"), "Another boat.").unwrap();
        fs::write(at("0.txt"), "A new one.").unwrap();
        fs::remove_file(at("c.txt")).unwrap();
        look_until(&mut workspace, |w| text(w, "b.txt").as_deref() == Some("Another boat."));
        let names: Vec<_> = workspace.slots().map(|(_, slot)| slot.document.to_string()).collect();
        assert_eq!(names, ["0.txt", "a.txt", "b.txt"]);
        assert_eq!(index(&workspace, "a.txt"), Some(ReportIndex(0)));
        assert_eq!(index(&workspace, "b.txt"), Some(ReportIndex(1)));
        let still = workspace.slot(ReportIndex(0)).unwrap().loaded().unwrap();
        assert!(Arc::ptr_eq(&left_alone, still), "it was read again");
        assert!(workspace.slot(ReportIndex(2)).unwrap().is_gone());

        // It comes back to its place.
        fs::write(at("c.txt"), "A house again.").unwrap();
        look_until(&mut workspace, |w| text(w, "c.txt").is_some());
        assert_eq!(index(&workspace, "c.txt"), Some(ReportIndex(2)));
    }

    #[test]
    fn a_renamed_file_keeps_its_place() {
        let (folder, mut workspace) = open(&[("a.txt", "A boat."), ("b.txt", "The court sat.")]);
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::rename(folder.path().join("a.txt"), folder.path().join("deep/z.txt")).unwrap();
        look_until(&mut workspace, |w| index(w, "deep/z.txt").is_some());
        assert_eq!(index(&workspace, "deep/z.txt"), Some(ReportIndex(0)));
        assert_eq!(index(&workspace, "a.txt"), None);
        let report = workspace.report(ReportIndex(0)).unwrap();
        assert_eq!((report.document.as_str(), report.text.as_str()), ("deep/z.txt", "A boat."));
        assert_eq!(workspace.rank(ReportIndex(0)), 1);
    }

    #[test]
    fn a_folder_that_goes_takes_nothing_with_it() {
        let (folder, mut workspace) = open(&[("a.txt", "A boat.")]);
        let elsewhere = folder.path().with_extension("elsewhere");
        fs::rename(folder.path(), &elsewhere).unwrap();
        look_until(&mut workspace, |w| !w.problems().is_empty());
        assert_eq!(text(&workspace, "a.txt").as_deref(), Some("A boat."));
        fs::rename(&elsewhere, folder.path()).unwrap();
        look_until(&mut workspace, |w| w.problems().is_empty());
        assert_eq!(text(&workspace, "a.txt").as_deref(), Some("A boat."));
    }

    #[test]
    fn when_the_last_report_has_gone_nothing_is_left_of_it() {
        let (folder, mut workspace) = open(&[("a.txt", "Judge Elvira Tamm of the Court sat.")]);
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        look_until(&mut workspace, |w| w.slots().count() == 0);
        assert!(workspace.merged().entities.is_empty());
        assert!(workspace.figures().is_empty());
        assert_eq!(workspace.progress(), None);
    }

    #[test]
    fn a_locked_file_asks_for_its_password_until_it_is_right() {
        const PASSWORD: &str = "user-word";
        let folder = tempfile::tempdir().unwrap();
        let locked = "tests/fixtures/locked-aes256.pdf";
        fs::copy(locked, folder.path().join("a.pdf")).unwrap();
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let state = |workspace: &Workspace| workspace.slot(ReportIndex(0)).unwrap().state.clone();
        assert!(matches!(state(&workspace), State::Locked { refused: false }));
        workspace.unlock(ReportIndex(0), Password::new("wrong"));
        workspace.wait();
        assert!(matches!(state(&workspace), State::Locked { refused: true }));
        workspace.unlock(ReportIndex(0), Password::new(PASSWORD));
        workspace.wait();
        assert!(matches!(state(&workspace), State::Analysed(..)));
        // A changed or renamed file is opened with it again.
        fs::rename(folder.path().join("a.pdf"), folder.path().join("b.pdf")).unwrap();
        look_until(&mut workspace, |w| index(w, "b.pdf").is_some());
        assert!(matches!(state(&workspace), State::Analysed(..)));
        let shown = format!("{:?}", Password::new(PASSWORD));
        assert!(!shown.contains(PASSWORD), "{shown}");
    }
}

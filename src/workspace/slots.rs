//! The places of a folder's reports.
//!
//! A place is never given up or given to another report, so that an index kept anywhere stays
//! right while files come, change, are renamed and go: a report that goes leaves its place marked,
//! and takes it again when it comes back. A file may hold several reports, a volume and its
//! chapters; the job that reads it stands at the file's own place.

use super::slot::{Clock, Slot, State};
use crate::entities::ReportIndex;
use crate::library::{
    Change, Fingerprint, FoundFile, Handle, Job, Known, Loaded, Password, Ticket,
};
use crate::reading::ReadError;
use crate::report::DocumentName;
use std::collections::HashMap;
use std::sync::Arc;

/// All places, with the order that they are shown in.
#[derive(Debug, Default)]
pub(super) struct Slots {
    all: Vec<Slot>,
    /// Those of reports that are there, by name.
    order: Vec<ReportIndex>,
    /// Where in `order` each place stands; the last where it is gone.
    ranks: Vec<u32>,
    by_name: HashMap<DocumentName, ReportIndex>,
    /// Of the files that hold several reports: their places.
    parts: HashMap<ReportIndex, Vec<ReportIndex>>,
    /// The places that jobs under way fill: the file's own, and those of the reports that were
    /// read, in order.
    jobs: HashMap<Ticket, Pending>,
    next: u64,
    /// The places whose reports have come, changed or gone since this was last asked for.
    changed: Vec<ReportIndex>,
    /// What the user has typed to open files, for this session.
    passwords: HashMap<DocumentName, Password>,
    clock: Arc<Clock>,
}

#[derive(Debug)]
struct Pending {
    file: ReportIndex,
    parts: Vec<ReportIndex>,
    /// How many of the parts are still to be analysed.
    left: usize,
}

impl Slots {
    /// The reports that are there, by name.
    pub(super) fn present(&self) -> impl Iterator<Item = (ReportIndex, &Slot)> {
        self.order.iter().filter_map(|index| Some((*index, self.get(*index)?)))
    }

    /// One place, also where its report is gone.
    pub(super) fn get(&self, index: ReportIndex) -> Option<&Slot> {
        self.all.get(index.0 as usize)
    }

    fn get_mut(&mut self, index: ReportIndex) -> Option<&mut Slot> {
        self.all.get_mut(index.0 as usize)
    }

    /// The place of a report in the order of names; those that are gone stand last.
    pub(super) fn rank(&self, index: ReportIndex) -> u32 {
        self.ranks.get(index.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// The place of the report with this name, also where it is gone.
    pub(super) fn find(&self, document: &DocumentName) -> Option<ReportIndex> {
        self.by_name.get(document).copied()
    }

    /// How many reports are done, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        let done = self.present().filter(|(_, slot)| slot.is_done()).count();
        (done, self.order.len())
    }

    /// Gives files a place, or their old place anew. The jobs that read them are to be asked for
    /// with [`jobs`](Self::jobs).
    pub(super) fn add(&mut self, files: Vec<FoundFile>) {
        for file in files {
            let document = file.name.clone();
            self.place(file, document);
        }
        self.sort();
    }

    /// The place of a report, the one that it has or had, or a new one at the end; and whether the
    /// report was not there before.
    fn place(&mut self, file: FoundFile, document: DocumentName) -> (ReportIndex, bool) {
        if let Some(index) = self.find(&document) {
            let Some(slot) = self.get_mut(index) else { return (index, false) };
            slot.file = file;
            let was_gone = slot.is_gone();
            if was_gone {
                slot.set(State::Waiting);
            }
            return (index, was_gone);
        }
        let index = ReportIndex(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_name.insert(document.clone(), index);
        self.all.push(Slot::waiting(file, document, &self.clock));
        (index, true)
    }

    fn sort(&mut self) {
        let all = (0..).map(ReportIndex).zip(&self.all);
        let mut present: Vec<_> = all.filter(|(_, slot)| !slot.is_gone()).collect();
        present.sort_by(|(_, a), (_, b)| a.document.cmp(&b.document));
        self.order = present.into_iter().map(|(index, _)| index).collect();
        self.ranks = vec![u32::MAX; self.all.len()];
        for (rank, index) in (0..).zip(&self.order) {
            if let Some(place) = self.ranks.get_mut(index.0 as usize) {
                *place = rank;
            }
        }
    }

    /// The files of all reports that are there, as they were when they were last looked at.
    pub(super) fn known(&self) -> Vec<Known> {
        let files = self.present().filter_map(|(_, slot)| {
            let whole = self.get(self.find(&slot.file.name)?)?;
            Some(Known { file: whole.file.clone(), fingerprint: whole.fingerprint })
        });
        let mut files: Vec<Known> = files.collect();
        files.dedup_by(|a, b| a.file.name == b.file.name);
        files
    }

    /// Follows what has happened to the files. Returns the jobs that this makes; with `reading`
    /// off, what is to be read waits instead.
    pub(super) fn follow(&mut self, changes: Vec<Change>, reading: bool) -> Vec<Job> {
        let mut to_read = Vec::new();
        for change in changes {
            match change {
                Change::Added(file) => {
                    let document = file.name.clone();
                    to_read.push(self.place(file, document).0);
                }
                Change::Changed(file) => to_read.extend(self.put(&file.name.clone(), file)),
                Change::Touched(file) => {
                    self.put(&file.name.clone(), file);
                }
                Change::Renamed { from, to } => to_read.extend(self.put(&from, to)),
                Change::Gone(name) => self.remove(&name),
            }
        }
        self.sort();
        if reading {
            return to_read.into_iter().filter_map(|index| self.job(index)).collect();
        }
        for index in to_read {
            self.forget_job(index);
            if let Some(slot) = self.get_mut(index) {
                slot.set(State::Waiting);
                self.changed.push(index);
            }
        }
        Vec::new()
    }

    /// The places of a file's reports.
    fn parts(&self, file: ReportIndex) -> Vec<ReportIndex> {
        self.parts.get(&file).cloned().unwrap_or_else(|| vec![file])
    }

    /// Puts a file in the place of the one called `name`, its reports with it, under their new
    /// names. Returns its place.
    fn put(&mut self, name: &DocumentName, file: FoundFile) -> Option<ReportIndex> {
        let index = self.find(name)?;
        for part in self.parts(index) {
            let Some(slot) = self.all.get_mut(part.0 as usize) else { continue };
            slot.file = file.clone();
            let own = slot.document.as_str().strip_prefix(name.as_str()).unwrap_or_default();
            let document = DocumentName::new(format!("{}{own}", file.name));
            let before = std::mem::replace(&mut slot.document, document.clone());
            self.by_name.remove(&before);
            self.by_name.insert(document, part);
        }
        if let Some(password) = self.passwords.remove(name) {
            self.passwords.insert(file.name, password);
        }
        Some(index)
    }

    /// Marks all reports of a file as gone.
    fn remove(&mut self, name: &DocumentName) {
        let Some(index) = self.find(name) else { return };
        self.forget_job(index);
        for part in self.parts(index) {
            if let Some(slot) = self.get_mut(part) {
                slot.set(State::Gone);
                self.changed.push(part);
            }
        }
    }

    fn forget_job(&mut self, index: ReportIndex) {
        let ticket = self.get_mut(index).and_then(|slot| slot.job.take());
        if let Some(ticket) = ticket {
            self.jobs.remove(&ticket);
        }
    }

    /// Jobs for all files that are not done, in the order of names. Jobs of the same files that
    /// are under way are forgotten.
    pub(super) fn jobs(&mut self) -> Vec<Job> {
        let undone = |slot: &Slot| !slot.is_done();
        let mut files: Vec<ReportIndex> = self
            .present()
            .filter(|(_, slot)| undone(slot))
            .filter_map(|(_, slot)| self.find(&slot.file.name))
            .collect();
        files.dedup();
        files.into_iter().filter_map(|index| self.job(index)).collect()
    }

    /// A job that reads the file at `index`, in place of one under way.
    pub(super) fn job(&mut self, index: ReportIndex) -> Option<Job> {
        let ticket = Ticket(self.next);
        self.next += 1;
        let slot = self.all.get_mut(index.0 as usize)?;
        if let Some(before) = slot.job.replace(ticket) {
            self.jobs.remove(&before);
        }
        let file = slot.file.clone();
        self.jobs.insert(ticket, Pending { file: index, parts: Vec::new(), left: 0 });
        let password = self.passwords.get(&file.name).cloned();
        Some(Job { ticket, file, password })
    }

    /// Keeps the password of the file at `index` and makes a job that reads it with that.
    pub(super) fn unlock(&mut self, index: ReportIndex, password: Password) -> Option<Job> {
        let name = self.get(index)?.file.name.clone();
        self.passwords.insert(name, password);
        self.job(index)
    }

    /// The password that the user has given for a file.
    pub(super) fn password(&self, name: &DocumentName) -> Option<&Password> {
        self.passwords.get(name)
    }

    /// The job under way that will fill this place.
    pub(super) fn ticket(&self, index: ReportIndex) -> Option<Ticket> {
        let file = self.find(&self.get(index)?.file.name)?;
        self.get(file)?.job
    }

    /// The places whose reports have come, changed or gone since this was last asked for.
    pub(super) fn take_changed(&mut self) -> Vec<ReportIndex> {
        std::mem::take(&mut self.changed)
    }

    /// Puts a report under the user's decisions in the place of what was read.
    pub(super) fn set_state(&mut self, index: ReportIndex, state: State) {
        if let Some(slot) = self.get_mut(index) {
            slot.set(state);
        }
    }

    /// The place that a part of a job fills, once it is read.
    pub(super) fn part_of(&self, ticket: Ticket, part: usize) -> Option<ReportIndex> {
        self.jobs.get(&ticket)?.parts.get(part).copied()
    }

    /// Lets go of the texts and analyses that were asked for longest ago, where more than so many
    /// bytes are held that could be loaded again. Returns the places of files that the cache has
    /// lost what was asked for of, and whether anything was let go of.
    pub(super) fn let_go(&mut self, budget: usize) -> (Vec<ReportIndex>, bool) {
        if !self.clock.take_loaded() {
            return (Vec::new(), false);
        }
        let mut lost: Vec<ReportIndex> = Vec::new();
        let mut held: Vec<(u64, usize, usize)> = Vec::new();
        for (at, slot) in self.all.iter().enumerate() {
            if slot.is_lost() {
                lost.extend(self.find(&slot.file.name));
            }
            held.extend(slot.held().map(|(used, bytes)| (used, bytes, at)));
        }
        let mut all: usize = held.iter().map(|(_, bytes, _)| bytes).sum();
        let gone = all > budget;
        held.sort_unstable();
        for (_, bytes, at) in held {
            if all <= budget {
                break;
            }
            all -= bytes;
            if let Some(slot) = self.all.get_mut(at) {
                slot.let_go();
            }
        }
        lost.dedup();
        lost.retain(|file| self.get(*file).is_some_and(|slot| slot.job.is_none()));
        (lost, gone)
    }

    /// Takes what has come of a job. What has come of one that was replaced is dropped. Returns
    /// whether anything changed.
    pub(super) fn apply(&mut self, result: Loaded) -> bool {
        match result {
            Loaded::Read { ticket, fingerprint, reports } => {
                let Some(file) = self.jobs.get(&ticket).map(|job| job.file) else { return false };
                self.set_fingerprint(file, fingerprint);
                self.fill(ticket, file, reports);
            }
            Loaded::Analysed { ticket, part, report, catalogue: _ } => {
                let Some(job) = self.jobs.get_mut(&ticket) else { return false };
                job.left = job.left.saturating_sub(1);
                let (left, index) = (job.left, job.parts.get(part).copied());
                self.changed.extend(index);
                if let Some(slot) = index.and_then(|index| self.get_mut(index))
                    && let Some(before) = slot.handle().cloned()
                {
                    let metadata = &before.head().metadata;
                    slot.set(match &report {
                        Some(report) => State::Analysed(report.with_metadata(metadata)),
                        None => State::Failed(Some(before), ReadError::Internal),
                    });
                    slot.read = report.or(slot.read.take());
                }
                if left == 0 {
                    self.end(ticket);
                }
            }
            Loaded::Failed { ticket, fingerprint, error } => {
                let Some(file) = self.jobs.get(&ticket).map(|job| job.file) else { return false };
                self.set_fingerprint(file, fingerprint);
                let moved = self.keep_only(file, &[file]);
                self.changed.push(file);
                if let Some(slot) = self.get_mut(file) {
                    slot.set(match error {
                        ReadError::Encrypted => State::Locked { refused: false },
                        ReadError::WrongPassword => State::Locked { refused: true },
                        error => State::Failed(None, error),
                    });
                }
                if moved {
                    self.sort();
                }
                self.end(ticket);
            }
        }
        true
    }

    /// Puts what was read of a file into its places.
    fn fill(&mut self, ticket: Ticket, at: ReportIndex, reports: Vec<Handle>) {
        let Some(slot) = self.get(at) else { return };
        let (file, fingerprint) = (slot.file.clone(), slot.fingerprint);
        let (mut parts, mut moved) = (Vec::new(), false);
        for report in reports {
            let (index, is_new) = self.place(file.clone(), report.head().document.clone());
            if let Some(slot) = self.get_mut(index) {
                slot.read = Some(report.clone());
                slot.set(State::Read(report));
                slot.fingerprint = fingerprint;
            }
            moved |= is_new;
            self.changed.push(index);
            parts.push(index);
        }
        moved |= self.keep_only(at, &parts);
        if moved {
            self.sort();
        }
        if parts.is_empty() {
            self.end(ticket);
        } else if let Some(job) = self.jobs.get_mut(&ticket) {
            job.left = parts.len();
            job.parts = parts;
        }
    }

    /// Marks those reports of a file as gone that are no longer in it. Returns whether there were
    /// any.
    fn keep_only(&mut self, file: ReportIndex, parts: &[ReportIndex]) -> bool {
        let before = self.parts.remove(&file).unwrap_or_else(|| vec![file]);
        if parts != [file] {
            self.parts.insert(file, parts.to_vec());
        }
        let mut any = false;
        for index in before.into_iter().filter(|index| !parts.contains(index)) {
            if let Some(slot) = self.get_mut(index) {
                slot.set(State::Gone);
                self.changed.push(index);
                any = true;
            }
        }
        any
    }

    fn set_fingerprint(&mut self, at: ReportIndex, fingerprint: Option<Fingerprint>) {
        if let Some(slot) = self.get_mut(at) {
            slot.fingerprint = fingerprint;
        }
    }

    fn end(&mut self, ticket: Ticket) {
        if let Some(job) = self.jobs.remove(&ticket)
            && let Some(slot) = self.get_mut(job.file)
        {
            slot.job = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::LoadedReport;
    use crate::report::Report;
    use std::path::PathBuf;

    fn file(name: &str) -> FoundFile {
        let (name, path) = (DocumentName::new(name), PathBuf::from(name));
        FoundFile { name, path, bytes: 1, modified: None }
    }

    fn report(document: &str) -> Report {
        let read = crate::reading::read(b"Some words.", &DocumentName::new("a.txt"));
        Report { document: DocumentName::new(document), ..read.unwrap() }
    }

    fn read(slots: &mut Slots, job: &Job, documents: &[&str]) {
        let reports: Vec<_> = documents
            .iter()
            .map(|document| Arc::new(LoadedReport::new(report(document))))
            .map(|loaded| Handle::resident(loaded, None))
            .collect();
        let ticket = job.ticket;
        slots.apply(Loaded::Read { ticket, fingerprint: None, reports: reports.clone() });
        for (part, report) in reports.iter().enumerate() {
            let report = Some(report.with_resident(Arc::default()));
            slots.apply(Loaded::Analysed { ticket, part, report, catalogue: Arc::default() });
        }
    }

    fn names(slots: &Slots) -> Vec<&str> {
        slots.present().map(|(_, slot)| slot.document.as_str()).collect()
    }

    #[test]
    fn a_volume_makes_places_for_its_chapters_and_none_moves() {
        let mut slots = Slots::default();
        slots.add(vec![file("volume.pdf"), file("z.txt")]);
        let jobs = slots.jobs();
        read(&mut slots, &jobs[0], &["volume.pdf", "volume.pdf#Orvany", "volume.pdf#Karvenia"]);
        assert_eq!(
            names(&slots),
            ["volume.pdf", "volume.pdf#Karvenia", "volume.pdf#Orvany", "z.txt"]
        );
        assert_eq!(slots.find(&DocumentName::new("z.txt")), Some(ReportIndex(1)));
        assert_eq!(slots.progress(), (3, 4));
        let chapter = slots.find(&DocumentName::new("volume.pdf#Karvenia")).unwrap();
        assert_eq!(slots.rank(chapter), 1);

        // Read again, it has lost a chapter and found another.
        let again = slots.job(ReportIndex(0)).unwrap();
        read(&mut slots, &again, &["volume.pdf", "volume.pdf#Orvany", "volume.pdf#Lower Orvany"]);
        assert!(slots.get(chapter).unwrap().is_gone());
        assert_eq!(
            names(&slots),
            ["volume.pdf", "volume.pdf#Lower Orvany", "volume.pdf#Orvany", "z.txt"]
        );
        // The chapter comes back to its old place.
        let again = slots.job(ReportIndex(0)).unwrap();
        read(&mut slots, &again, &["volume.pdf", "volume.pdf#Karvenia"]);
        assert_eq!(names(&slots), ["volume.pdf", "volume.pdf#Karvenia", "z.txt"]);
        assert!(!slots.get(chapter).unwrap().is_gone());
    }

    #[test]
    fn what_comes_late_of_a_job_that_was_replaced_is_dropped() {
        let mut slots = Slots::default();
        slots.add(vec![file("a.txt")]);
        let first = slots.jobs().remove(0);
        let second = slots.job(ReportIndex(0)).unwrap();
        read(&mut slots, &first, &["a.txt"]);
        assert!(matches!(slots.get(ReportIndex(0)).unwrap().state, State::Waiting));
        read(&mut slots, &second, &["a.txt"]);
        assert_eq!(slots.progress(), (1, 1));
        assert!(slots.jobs().is_empty());
    }

    #[test]
    fn what_was_known_stays_while_a_file_is_read_anew() {
        let mut slots = Slots::default();
        slots.add(vec![file("a.txt")]);
        let job = slots.jobs().remove(0);
        read(&mut slots, &job, &["a.txt"]);
        let again = slots.job(ReportIndex(0)).unwrap();
        assert!(slots.get(ReportIndex(0)).unwrap().analysis().is_some());
        assert_eq!(slots.progress(), (0, 1));
        let (ticket, error) = (again.ticket, ReadError::Empty);
        slots.apply(Loaded::Failed { ticket, fingerprint: None, error });
        assert!(slots.get(ReportIndex(0)).unwrap().loaded().is_none());
        assert_eq!(slots.progress(), (1, 1));
    }
}

//! A report that may be in memory or on disk: its head at once, its text and what was found in it
//! when they are asked for.
//!
//! A [`Handle`] is cheap to clone and may go to any thread. What it loads it holds only as long as
//! somebody else does; what cannot be loaded again it holds for good. So a loop over thousands of
//! reports that lets go of each before it asks for the next takes no more memory than one.

use super::analyse;
use super::head::{Findings, Head};
use super::loader::LoadedReport;
use crate::analysis::Analysis;
use crate::entities::{Material, ReportIndex};
use crate::figures::ReportCues;
use crate::report::{Metadata, Report};
use crate::series::{Body, SeriesInput};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// How far one goes to have something again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To the cache: a matter of a moment.
    Cache,
    /// To the file itself, which is read and analysed anew where the cache has lost it.
    File,
}

/// Loads something again.
type Load<T> = Box<dyn Fn(Reach) -> Option<Arc<T>> + Send + Sync>;

/// Something that is in memory for good, or is loaded when it is asked for. Clones are one.
pub struct Lazy<T>(Arc<Inner<T>>);

struct Inner<T> {
    held: Mutex<Held<T>>,
    load: Option<Load<T>>,
}

struct Held<T> {
    /// Held for good, or until it can be loaded again.
    strong: Option<Arc<T>>,
    /// What was loaded last, as long as somebody holds it.
    weak: Weak<T>,
}

impl<T> Lazy<T> {
    /// Something that stays in memory.
    pub fn resident(value: Arc<T>) -> Self {
        Self::of(Some(value), None)
    }

    /// Something that `load` loads: it may be asked on any thread, by several at once. What is
    /// `there` already stays until it is [let go of](Self::let_go).
    pub fn new(
        there: Option<Arc<T>>,
        load: impl Fn(Reach) -> Option<Arc<T>> + Send + Sync + 'static,
    ) -> Self {
        Self::of(there, Some(Box::new(load)))
    }

    fn of(strong: Option<Arc<T>>, load: Option<Load<T>>) -> Self {
        let held = Mutex::new(Held { strong, weak: Weak::new() });
        Self(Arc::new(Inner { held, load }))
    }

    /// Holds it no longer than others do, where it can be loaded again.
    pub fn let_go(&self) {
        if self.0.load.is_some() {
            let mut held = self.held();
            if let Some(strong) = held.strong.take() {
                held.weak = Arc::downgrade(&strong);
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, Held<T>> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It itself: what is in memory, or loaded now. Nothing where it is nowhere any more.
    pub fn get(&self) -> Option<Arc<T>> {
        self.within(Reach::File)
    }

    /// It itself, where one need not go farther than `reach` for it.
    pub fn within(&self, reach: Reach) -> Option<Arc<T>> {
        if let Some(there) = self.in_memory() {
            return Some(there);
        }
        // No lock is held meanwhile: another thread may ask for what is in memory by then.
        let loaded = self.0.load.as_ref()?(reach)?;
        let mut held = self.held();
        if let Some(there) = held.weak.upgrade() {
            return Some(there);
        }
        held.weak = Arc::downgrade(&loaded);
        Some(loaded)
    }

    /// It itself, where it is in memory.
    pub fn in_memory(&self) -> Option<Arc<T>> {
        let held = self.held();
        held.strong.clone().or_else(|| held.weak.upgrade())
    }

    /// Whether it is in memory for good.
    pub fn is_resident(&self) -> bool {
        self.0.load.is_none()
    }

    /// Whether both are one and the same.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_resident() { "Lazy(for good)" } else { "Lazy(on disk)" })
    }
}

/// A report, wherever it is. Clones are one report.
#[derive(Clone, Debug)]
pub struct Handle {
    head: Arc<Head>,
    text: Lazy<LoadedReport>,
    found: Option<Lazy<Analysis>>,
    /// The words that decide the indicators of what was found, where they are at hand.
    cues: Option<Lazy<ReportCues>>,
    /// What merging needs of what was found, where that is at hand.
    material: Option<Lazy<Material>>,
}

impl Body for Handle {
    fn read(&self, look: &mut dyn FnMut(&Report)) {
        if let Some(loaded) = self.loaded() {
            look(&loaded.report);
        }
    }
}

impl Handle {
    /// The report as series are built from it.
    pub fn series_input(&self, index: ReportIndex) -> SeriesInput<'_> {
        let head = self.head();
        SeriesInput {
            index,
            document: &head.document,
            metadata: &head.metadata,
            outline: &head.outline,
            rows: head.rows(),
            body: self,
        }
    }

    /// A report that stays in memory, with what was found in it.
    pub fn resident(loaded: Arc<LoadedReport>, analysis: Option<Arc<Analysis>>) -> Self {
        let head = Arc::new(Head::of(&loaded));
        let handle = Self::new(head, Lazy::resident(loaded), None);
        match analysis {
            Some(analysis) => handle.with_resident(analysis),
            None => handle,
        }
    }

    /// The same text with an analysis that stays in memory.
    #[must_use]
    pub fn with_resident(&self, analysis: Arc<Analysis>) -> Self {
        let loaded = self.loaded();
        let findings = loaded.map(|loaded| Findings::of(&loaded.report, &analysis));
        self.with_found(findings.unwrap_or_default(), Lazy::resident(analysis))
    }

    /// A report of its parts.
    pub fn new(head: Arc<Head>, text: Lazy<LoadedReport>, found: Option<Lazy<Analysis>>) -> Self {
        Self { head, text, found, cues: None, material: None }
    }

    /// A report of its parts, what is made of what was found beside it.
    pub(super) fn kept(
        (head, text): (Arc<Head>, Lazy<LoadedReport>),
        found: Option<(Lazy<Analysis>, Lazy<ReportCues>, Lazy<Material>)>,
    ) -> Self {
        let mut report = Self::new(head, text, None);
        if let Some((found, cues, material)) = found {
            report.found = Some(found);
            report.cues = Some(cues);
            report.material = Some(material);
        }
        report
    }

    /// The same report with this text, which is its own, where there is one.
    #[must_use]
    pub(super) fn with_text(self, text: Option<Lazy<LoadedReport>>) -> Self {
        Self { text: text.unwrap_or(self.text), ..self }
    }

    /// Holds text and analysis no longer than others do, where they can be loaded again.
    pub fn let_go(&self) {
        self.text.let_go();
        self.found.iter().for_each(Lazy::let_go);
        self.cues.iter().for_each(Lazy::let_go);
    }

    /// The same text with this found in it.
    #[must_use]
    pub fn with_found(&self, findings: Findings, found: Lazy<Analysis>) -> Self {
        if self.found.as_ref().is_some_and(|own| own.is_same(&found)) {
            return self.clone();
        }
        let head = Head { found: Some(findings), ..self.head.as_ref().clone() };
        Self { head: Arc::new(head), found: Some(found), ..self.clone() }
    }

    /// The same report with these metadata in place of its own.
    #[must_use]
    pub fn with_metadata(&self, metadata: &Metadata) -> Self {
        if self.head.metadata == *metadata {
            return self.clone();
        }
        let head = Head { metadata: metadata.clone(), ..self.head.as_ref().clone() };
        let corrected = |loaded: &LoadedReport, metadata: &Metadata| {
            let mut report = loaded.report.clone();
            report.metadata = metadata.clone();
            let (chars, likeness) = (loaded.chars.clone(), loaded.likeness.clone());
            Arc::new(LoadedReport { report, chars, likeness, kept_as: loaded.kept_as })
        };
        let resident = self.text.is_resident().then(|| self.text.in_memory()).flatten();
        let text = if let Some(resident) = resident {
            Lazy::resident(corrected(&resident, metadata))
        } else {
            let (text, metadata) = (self.text.clone(), metadata.clone());
            let load = move |reach| Some(corrected(text.within(reach)?.as_ref(), &metadata));
            Lazy::new(None, load)
        };
        // What a number is told for, and what is a name, may depend on the report's country and year.
        Self { head: Arc::new(head), text, cues: None, material: None, ..self.clone() }
    }

    /// What is known of the report without its text.
    pub fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// The report with its text, loaded now where it is not in memory. To be asked away from the
    /// window's thread, but for the report that is shown.
    pub fn loaded(&self) -> Option<Arc<LoadedReport>> {
        self.text.get()
    }

    /// What was found in it, loaded now where it is not in memory; nothing before it is analysed.
    pub fn analysis(&self) -> Option<Arc<Analysis>> {
        self.found.as_ref()?.get()
    }

    /// What merging needs of it: what is kept of that, or made now of its text and what was found in
    /// it. Nothing before it is analysed.
    pub fn material(&self) -> Option<Arc<Material>> {
        if let Some(material) = self.material.as_ref().and_then(Lazy::get) {
            return Some(material);
        }
        let analysis = self.analysis()?;
        Some(Arc::new(Material::of(&self.loaded()?.report, &analysis)))
    }

    /// The same report with the words that decide its indicators.
    #[must_use]
    pub fn with_cues(self, cues: Arc<ReportCues>) -> Self {
        Self { cues: Some(Lazy::resident(cues)), ..self }
    }

    /// The words that decide the indicators of what was found in it. Where they are nowhere, the report
    /// is looked through again for them: to be asked away from the window's thread.
    pub fn cues(&self) -> Option<Arc<ReportCues>> {
        if let Some(cues) = self.cues.as_ref().and_then(Lazy::get) {
            return Some(cues);
        }
        let (_, cues) = analyse(&self.loaded()?.report)?;
        Some(Arc::new(cues))
    }

    /// Whether the report is analysed.
    pub fn is_analysed(&self) -> bool {
        self.found.is_some()
    }

    /// Where its text is.
    pub fn text(&self) -> &Lazy<LoadedReport> {
        &self.text
    }

    /// Where what was found in it is; nothing before it is analysed.
    pub fn found(&self) -> Option<&Lazy<Analysis>> {
        self.found.as_ref()
    }

    /// Whether text and analysis of both are one and the same.
    pub fn is_same(&self, other: &Self) -> bool {
        let same_found = match (&self.found, &other.found) {
            (Some(one), Some(other)) => one.is_same(other),
            (None, None) => true,
            _ => false,
        };
        same_found && self.text.is_same(&other.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::DocumentName;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_is_loaded_is_held_only_as_long_as_somebody_holds_it() {
        let times = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&times);
        let load = move |_| Some(Arc::new(counted.fetch_add(1, Ordering::Relaxed)));
        let lazy = Lazy::new(None, load);
        assert!(lazy.in_memory().is_none());
        let held = lazy.get().unwrap();
        assert!(Arc::ptr_eq(&held, &lazy.clone().get().unwrap()), "loaded once while it is held");
        drop(held);
        assert!(lazy.in_memory().is_none());
        assert_eq!(lazy.get().as_deref(), Some(&1));
        let there = Lazy::new(Some(Arc::new(7)), |_| Some(Arc::new(8)));
        assert_eq!(there.get().as_deref(), Some(&7));
        there.let_go();
        assert_eq!(there.get().as_deref(), Some(&8));
        let for_good = Lazy::resident(Arc::new(7));
        for_good.let_go();
        assert_eq!(for_good.within(Reach::Cache).as_deref(), Some(&7));
    }

    #[test]
    fn a_corrected_report_has_the_same_text_under_another_head() {
        let name = DocumentName::new("a.txt");
        let read = crate::reading::read(b"The court of Orvany sat.", &name).unwrap();
        let handle = Handle::resident(Arc::new(LoadedReport::new(read)), None);
        let mut metadata = handle.head().metadata.clone();
        metadata.address = Some("https://orvany.example".to_owned());
        let corrected = handle.with_metadata(&metadata);
        assert_eq!(corrected.head().metadata, metadata);
        assert_eq!(corrected.loaded().unwrap().report.metadata, metadata);
        assert_eq!(corrected.loaded().unwrap().report.text, handle.loaded().unwrap().report.text);
        assert!(!corrected.is_same(&handle));
        assert!(handle.with_metadata(&handle.head().metadata).is_same(&handle));
    }
}

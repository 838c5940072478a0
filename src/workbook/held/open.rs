//! A report with its text, as exports and imports look at it.

use super::{Held, HeldReport};
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::check::{self, Flags};
use crate::library::LoadedReport;
use crate::project::anchor::Sentences;
use crate::project::{Anchor, Decision, Edition, What};
use crate::report::{Offset, Report, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A report of [`Held`] with its text and what was found in it.
#[derive(Debug)]
pub struct OpenReport {
    /// Which one it is.
    pub index: ReportIndex,
    /// The report, corrections included.
    pub loaded: Arc<LoadedReport>,
    /// What was found in it, under the user's decisions.
    pub analysis: Arc<Analysis>,
    /// What was decided on its figures.
    decided: Arc<HashMap<u32, Arc<Decision>>>,
    sentences: OnceLock<Sentences>,
    flags: OnceLock<Flags>,
}

impl OpenReport {
    /// The report with its text, which is loaded for it; nothing where it can no longer be had.
    pub(super) fn of(held: &HeldReport) -> Option<Self> {
        Some(Self {
            index: held.index,
            loaded: held.handle.loaded()?,
            analysis: held.handle.analysis()?,
            decided: Arc::clone(&held.decided),
            sentences: OnceLock::new(),
            flags: OnceLock::new(),
        })
    }

    /// The report, corrections included.
    pub(in crate::workbook) fn report(&self) -> &Report {
        &self.loaded.report
    }

    /// An offset as a count of Unicode scalar values.
    pub(in crate::workbook) fn char_at(&self, offset: Offset) -> usize {
        self.loaded.chars.chars_before(&self.loaded.report.text, offset)
    }

    /// The words at a range of the clean text.
    pub(in crate::workbook) fn words(&self, span: Span) -> &str {
        span.of(&self.loaded.report.text)
    }

    /// The words at a range, with private persons' names as they may be handed on.
    pub(in crate::workbook) fn told<'a>(&'a self, held: &Held, span: Span) -> Cow<'a, str> {
        held.redactor.words(self.index, &self.loaded.report.text, span).text
    }

    /// The source of the words at a range, likewise.
    pub(in crate::workbook) fn cited(&self, held: &Held, span: Span) -> String {
        let source = held.citer.source(self.report(), span);
        held.redactor.text(self.index, &source).text.into_owned()
    }

    /// The edition that its decisions are kept under.
    pub(in crate::workbook) fn edition(&self) -> Edition {
        Edition::of(&self.loaded.report.metadata)
    }

    /// Its sentences by their wording.
    pub(in crate::workbook) fn sentences(&self) -> &Sentences {
        let text = &self.loaded.report.text;
        self.sentences.get_or_init(|| Sentences::new(text, &self.analysis.sentences))
    }

    /// What does not agree with other numbers at a figure, in words.
    pub(in crate::workbook) fn flags(&self, figure: u32) -> &[String] {
        let (text, figures) = (&self.loaded.report.text, &self.analysis.figures);
        let flags = self.flags.get_or_init(|| check::flags(text, figures));
        flags.get(&(figure as usize)).map_or(&[], Vec::as_slice)
    }

    /// What was decided on a figure.
    pub(in crate::workbook) fn decision(&self, figure: u32) -> Option<&Arc<Decision>> {
        self.decided.get(&figure)
    }

    /// What decisions on a figure are tied to: the anchor of the one there is, else its number as
    /// written.
    pub(in crate::workbook) fn anchor(&self, figure: u32) -> Option<Anchor> {
        match self.decision(figure).map(|decision| &decision.what) {
            Some(What::Figure(decision)) => return Some(decision.about.clone()),
            Some(What::AddedFigure(added)) => return Some(added.about.clone()),
            _ => {}
        }
        self.anchor_of(self.analysis.figures.get(figure as usize)?.raw)
    }

    /// The anchor of words.
    pub(in crate::workbook) fn anchor_of(&self, span: Span) -> Option<Anchor> {
        let (text, sentences) = (&self.loaded.report.text, &self.analysis.sentences);
        Anchor::new(self.edition(), text, sentences, self.sentences(), span)
    }
}

//! The reader: one report at a time, as clean text or as printed, with its search, its marks and
//! the way back.

mod at_hand;
mod cards;
mod find;
mod grid;
mod head;
mod layout;
mod locked;
mod marks;
mod note_marks;
mod notices;
mod page;
mod paint;
mod pointing;
mod printed;
mod selection;
mod sideways;
mod typeset;

pub use find::FindRequest;

use super::command::{Commands, HitStep, UiCommand};
use super::entity_index::EntityIndex;
use super::history::History;
use super::search_place::{HitMarks, Standing};
use super::target::{Target, sentence_of};
use super::theme::Theme;
use super::widgets::Empty;
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::language::is_right_to_left;
use crate::library::LoadedReport;
use crate::report::{Format, Offset, Report, Span};
use crate::workspace::{EntityId, Merged, Passage, Slot, State, Workspace};
use eframe::egui::Ui;
use find::Find;
use locked::{Lock, Locked};
use marks::Marks;
use page::{Aim, Marked, Page, Shown};
use printed::Printed;
use std::collections::HashMap;
use std::sync::Arc;

/// What the reader is shown with.
pub struct ReaderInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// Counts for the cards.
    pub index: &'a EntityIndex,
    /// The chosen entity.
    pub chosen: Option<EntityId>,
    /// The ways back and forward.
    pub history: &'a History,
    /// Size of the text in points.
    pub size: f32,
    /// Which hit of the search over all reports the user has come to, if one is under way.
    pub standing: Option<Standing>,
    /// Colours.
    pub theme: &'static Theme,
}

/// The reader.
#[derive(Debug, Default)]
pub struct Reader {
    page: Option<Page>,
    /// What the page's lines were made of.
    loaded: Option<Arc<LoadedReport>>,
    /// The analysis that the page's marks were made of, and the names as they were then.
    analysed: Option<(Arc<Analysis>, Arc<Merged>)>,
    /// Where reports that were open before were left.
    left_at: HashMap<ReportIndex, Offset>,
    find: Find,
    printed: Printed,
    views: Views,
    locked: Locked,
}

/// How reports with printed pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The text as it was read, in one column.
    #[default]
    Clean,
    /// The pages as they are printed.
    Printed,
}

/// How the user has chosen to see reports, for as long as the window is open. One choice for all,
/// but another for those written from right to left, whose clean text is shown in the wrong order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Views {
    usual: View,
    from_right: View,
}

impl Default for Views {
    fn default() -> Self {
        Self { usual: View::Clean, from_right: View::Printed }
    }
}

impl Reader {
    /// A reader of another folder, which shows reports in the way that was chosen.
    pub fn with_views(views: Views) -> Self {
        Self { views, ..Self::default() }
    }

    /// How the user has chosen to see reports.
    pub fn views(&self) -> Views {
        self.views
    }

    /// How the open report is shown; nothing for one that has no printed pages.
    pub fn view(&self, workspace: &Workspace) -> Option<View> {
        let report = workspace.report(self.report()?)?;
        (report.format == Format::Pdf).then(|| self.views.of(report))
    }

    /// Shows the open report in the other way, the passage in view where it was. What was pointed
    /// to is marked, so that the eye finds it.
    pub fn toggle_view(&mut self, workspace: &Workspace) {
        let Some(view) = self.view(workspace) else { return };
        let Some(page) = &mut self.page else { return };
        if let Some(report) = workspace.report(page.index) {
            let other = if view == View::Clean { View::Printed } else { View::Clean };
            self.views.set(report, other);
        }
        let Some(held) = page.held else { return };
        page.aim = Some(Aim::Below(held.at, held.down));
        if !held.meant && held.at == Offset::default() {
            page.aim = Some(Aim::Top(Offset::default()));
        }
        if held.meant && page.marked.is_none_or(|marked| !marked.sentence.contains(held.at)) {
            let span = Span::new(held.at.get(), held.at.get() + 1);
            let sentence = sentence_of(workspace, Passage { report: page.index, span }).span;
            page.marked = (sentence != span).then_some(Marked { words: sentence, sentence });
        }
    }

    /// Shows the printed pages larger or smaller; returns whether they are what is shown.
    pub fn zoom_page(&mut self, workspace: &Workspace, factor: f32) -> bool {
        let printed = self.view(workspace) == Some(View::Printed);
        if printed {
            self.printed.zoom_by(factor);
        }
        printed
    }

    /// The report that is open.
    pub fn report(&self) -> Option<ReportIndex> {
        self.page.as_ref().map(|page| page.index)
    }

    /// The first letter in view.
    pub fn top(&self) -> Offset {
        self.page.as_ref().map(|page| page.top).unwrap_or_default()
    }

    /// The words that were jumped to last.
    pub fn marked(&self) -> Option<Span> {
        self.page.as_ref()?.marked.map(|marked| marked.words)
    }

    /// What the user has at hand: selected words, the figure or name that is looked at, else the
    /// sentence that was jumped to.
    pub fn target(&self, workspace: &Workspace) -> Option<Target> {
        let page = self.page.as_ref()?;
        page.target(workspace)
    }

    /// The words that are selected.
    pub fn selected(&self) -> Option<Passage> {
        let page = self.page.as_ref()?;
        let span = page.selection?.span();
        (!span.is_empty()).then_some(Passage { report: page.index, span })
    }

    /// Takes the selection off, so that the colour below it is seen. Its words stay at hand, as if
    /// they had been jumped to.
    pub fn deselect(&mut self) {
        let words = self.selected().map(|passage| passage.span);
        let Some(page) = &mut self.page else { return };
        page.selection = None;
        page.marked = words.map(|words| Marked { words, sentence: words }).or(page.marked);
    }

    /// Opens a report where it was left.
    pub fn open(&mut self, index: ReportIndex) {
        if self.report() == Some(index) {
            return;
        }
        if let Some(page) = &self.page {
            self.left_at.insert(page.index, page.top);
        }
        self.page = Some(Page::new(index, self.left_at.get(&index).copied()));
        self.analysed = None;
        self.loaded = None;
    }

    /// Opens the report of a passage, brings the passage to the upper third and marks it.
    pub fn show_passage(&mut self, workspace: &Workspace, passage: Passage) {
        self.open(passage.report);
        let Some(page) = &mut self.page else { return };
        let sentence = sentence_of(workspace, passage).span;
        page.marked = Some(Marked { words: passage.span, sentence });
        page.aim = Some(Aim::Third(passage.span.start));
        if let Some(report) = workspace.report(passage.report) {
            self.find.refresh(passage.report, &report.text);
        }
        self.find.stand_at(passage.span);
    }

    /// Goes back to where one was: the same letter at the upper edge, the same words marked.
    pub fn return_to(
        &mut self,
        workspace: &Workspace,
        index: ReportIndex,
        top: Offset,
        marked: Option<Span>,
    ) {
        if let Some(span) = marked {
            self.show_passage(workspace, Passage { report: index, span });
        }
        self.open(index);
        if let Some(page) = &mut self.page {
            if marked.is_none() {
                page.marked = None;
            }
            page.aim = Some(Aim::Top(top));
        }
    }

    /// Scrolls to a heading, at the upper edge where the text below it is long enough, and marks it.
    pub fn go_to_section(&mut self, heading: Span) {
        if let Some(page) = &mut self.page {
            page.aim = Some(Aim::Top(heading.start));
            page.marked = Some(Marked { words: heading, sentence: heading });
        }
    }

    /// Opens the search in the report, with the selected words in it.
    pub fn start_find(&mut self, workspace: &Workspace) {
        let Some(page) = &self.page else { return };
        let report = workspace.report(page.index);
        self.find.start(report.and_then(|report| page.selected(report)));
    }

    /// Marks what a search over all reports found in the one that is shown.
    pub fn mark_everywhere(&mut self) {
        self.find.mark_everywhere();
    }

    /// Takes what a search over all reports found in the open one; nothing where none is under way.
    pub fn take_everywhere(&mut self, marks: Option<HitMarks>) {
        self.find.take_everywhere(marks);
    }

    /// Whether words are found in the open report alone.
    pub fn is_finding(&self) -> bool {
        self.find.open
    }

    /// Closes what is on top of the page; returns whether there was anything.
    pub fn close_top(&mut self) -> bool {
        if self.page.as_mut().is_some_and(Page::close_card) {
            return true;
        }
        if self.find.open {
            self.find.close();
            return true;
        }
        let Some(page) = &mut self.page else { return false };
        let had = page.marked.is_some() || page.selection.is_some();
        page.marked = None;
        page.selection = None;
        had
    }

    /// Moves to another hit of the search in the report.
    pub fn step(&mut self, workspace: &Workspace, request: FindRequest) {
        if request == FindRequest::Close {
            self.find.close();
            return;
        }
        let Some(page) = &mut self.page else { return };
        let Some(report) = workspace.report(page.index) else { return };
        self.find.refresh(page.index, &report.text);
        if let Some(hit) = self.find.step(request, page.top) {
            page.aim = Some(Aim::Third(hit.start));
        }
    }

    /// Shows the open report, or says why it cannot be shown.
    pub fn show(&mut self, ui: &mut Ui, input: &ReaderInput<'_>, commands: &mut Commands) {
        let theme = input.theme;
        let slot = self.report().and_then(|index| input.workspace.slot(index));
        let Some(slot) = slot else {
            let text = "Choose a report in the library, or search all of them.";
            Empty { title: "No report is open", text, action: None }.show(ui, theme);
            return;
        };
        head::show(ui, slot, self.view(input.workspace), input, commands);
        match (&slot.state, slot.report()) {
            (_, Some(report)) => self.show_report(ui, slot, report, input, commands),
            (State::Failed(_, error), None) => {
                let text = format!("{}: {error}.", slot.file.name);
                Empty { title: "This report could not be read", text: &text, action: None }
                    .show(ui, theme);
            }
            (State::Locked { refused }, None) => {
                let Some(index) = self.report() else { return };
                let opening = input.workspace.is_reading(index);
                let file = slot.file.name.file_name();
                let lock = Lock { index, file, refused: *refused, opening };
                self.locked.show(ui, &lock, theme, commands);
            }
            (State::Gone, None) => {
                let text = format!("{} is no longer in the folder.", slot.document);
                Empty { title: "This report is gone", text: &text, action: None }.show(ui, theme);
            }
            (_, None) => {
                let text = "It opens as soon as it is read.";
                Empty { title: "Waiting to be read", text, action: None }.show(ui, theme);
            }
        }
    }

    fn show_report(
        &mut self,
        ui: &mut Ui,
        slot: &Slot,
        report: &Report,
        input: &ReaderInput<'_>,
        commands: &mut Commands,
    ) {
        let Some(page) = &mut self.page else { return };
        if follow_text(&mut self.loaded, page, slot) {
            self.find.forget();
        }
        self.find.refresh(page.index, &report.text);
        let mut request = None;
        if self.find.open || self.find.is_marking() {
            let here = |one: &Standing| one.report == page.index;
            request = self.find.show(ui, input.standing.filter(here), input.theme);
        }
        for notice in notices::notices(slot, report, self.views.of(report)) {
            notices::show(ui, input.theme, &notice);
        }
        follow_analysis(&mut self.analysed, page, slot, input.workspace);
        page.notes.refresh(input.workspace, page.index);
        let shown = Shown {
            workspace: input.workspace,
            index: input.index,
            chosen: input.chosen,
            find: &self.find,
            size: input.size,
            theme: input.theme,
        };
        if report.format == Format::Pdf && self.views.of(report) == View::Printed {
            self.printed.show(ui, page, slot, &shown, commands);
        } else {
            page.show(ui, report, &shown, commands);
        }
        let by = match request {
            Some(FindRequest::Next) => 1,
            Some(FindRequest::Previous) => -1,
            _ => 0,
        };
        if by != 0 && input.standing.is_some() && !self.find.open {
            commands.push(UiCommand::Hit(HitStep::Show(by)));
        } else if let Some(request) = request {
            self.step(input.workspace, request);
            ui.ctx().request_repaint();
        }
    }
}

/// Lets go of what was made of a text that has been read anew. Returns whether that was so.
fn follow_text(loaded: &mut Option<Arc<LoadedReport>>, page: &mut Page, slot: &Slot) -> bool {
    let same = match (&*loaded, slot.loaded()) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        _ => false,
    };
    let before = if same { None } else { std::mem::replace(loaded, slot.loaded().cloned()) };
    if before.is_some() {
        page.text_changed();
    }
    before.is_some()
}

/// Gives the page its marks when the analysis has come or come anew, or the user has decided what
/// is a name and of which kind.
fn follow_analysis(
    analysed: &mut Option<(Arc<Analysis>, Arc<Merged>)>,
    page: &mut Page,
    slot: &Slot,
    workspace: &Workspace,
) {
    let (now, names) = (slot.analysis(), workspace.merged());
    let same = match (&*analysed, now) {
        (Some((before, names_before)), Some(now)) => {
            Arc::ptr_eq(before, now) && Arc::ptr_eq(names_before, names)
        }
        (None, None) => true,
        _ => false,
    };
    if !same {
        let kind = |local, read| names.kind_of(page.index, local, read);
        let marks = now.map(|analysis| Marks::new(analysis, kind)).unwrap_or_default();
        page.set_marks(Arc::new(marks));
        *analysed = now.map(|now| (Arc::clone(now), Arc::clone(names)));
    }
}

impl Views {
    fn of(self, report: &Report) -> View {
        if is_right_to_left(&report.text) { self.from_right } else { self.usual }
    }

    fn set(&mut self, report: &Report, view: View) {
        if is_right_to_left(&report.text) {
            self.from_right = view;
        } else {
            self.usual = view;
        }
    }
}

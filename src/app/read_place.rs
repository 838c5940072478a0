//! The place of reading: library and contents, the report, and the names in it.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::entity_index::EntityIndex;
use super::entity_panel::EntityPanel;
use super::history::History;
use super::holdings::Holdings;
use super::library_panel::{LibraryInput, LibraryPanel};
use super::outline_panel::OutlinePanel;
use super::reader::{FindRequest, Reader, ReaderInput};
use super::search_place::{self, SearchPlace};
use super::settings::Settings;
use super::target::Target;
use super::theme::Theme;
use super::widgets;
use crate::entities::{Member, ReportIndex};
use crate::report::{Offset, Span};
use crate::workspace::{EntityId, Passage, State, Workspace};
use eframe::egui::{CentralPanel, Frame, Panel, Ui};

/// What the place remembers.
#[derive(Default)]
pub struct ReadPlace {
    reader: Reader,
    library: LibraryPanel,
    outline: OutlinePanel,
    entities: EntityPanel,
    found: SearchPlace,
}

/// What the place is shown with.
pub struct ReadInput<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace,
    /// The reports as rows.
    pub holdings: &'a Holdings,
    /// Counts of entities.
    pub index: &'a EntityIndex,
    /// The ways back and forward.
    pub history: &'a History,
    /// Which panels are shown, and the size of the text.
    pub settings: &'a Settings,
    /// What stands in the field that searches all reports.
    pub search: &'a str,
    /// Colours.
    pub theme: &'static Theme,
}

impl ReadPlace {
    /// The place as it begins on another folder: what is chosen for the session stays.
    pub fn for_another_folder(&self) -> Self {
        Self { reader: Reader::with_views(self.reader.views()), ..Self::default() }
    }

    /// Shows the open report as clean text or as printed, whichever it is not.
    pub fn toggle_view(&mut self, workspace: &Workspace) {
        self.reader.toggle_view(workspace);
    }

    /// Shows the printed pages larger or smaller; returns whether they are what is shown.
    pub fn zoom_page(&mut self, workspace: &Workspace, factor: f32) -> bool {
        self.reader.zoom_page(workspace, factor)
    }

    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, input: &ReadInput<'_>, commands: &mut Commands) {
        let searching = !input.search.trim().is_empty();
        if searching {
            self.show_found(ui, input, commands);
        } else if input.settings.library_open {
            self.show_library(ui, input, commands);
        }
        if input.settings.entities_open {
            Panel::right("names")
                .frame(Frame::NONE.fill(input.theme.panel))
                .default_size(330.0)
                .size_range(260.0..=560.0)
                .show(ui, |ui| {
                    let (workspace, index) = (input.workspace, input.index);
                    self.entities.show(ui, workspace, index, input.theme, commands);
                });
        }
        let open = self.reader.report().filter(|_| searching);
        self.reader.take_everywhere(
            open.and_then(|open| self.found.marks(ui.ctx(), input.workspace, open)),
        );
        let page = Frame::NONE.fill(input.theme.page);
        CentralPanel::default().frame(page).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let reader = ReaderInput {
                workspace: input.workspace,
                index: input.index,
                chosen: self.entities.chosen(input.workspace),
                history: input.history,
                size: input.settings.reading_size,
                standing: if searching { self.found.standing() } else { None },
                theme: input.theme,
            };
            self.reader.show(ui, &reader, commands);
        });
    }

    fn show_found(&mut self, ui: &mut Ui, input: &ReadInput<'_>, commands: &mut Commands) {
        let panel = Panel::left("search results").frame(widgets::panel_frame(input.theme));
        panel.default_size(372.0).size_range(260.0..=680.0).show(ui, |ui| {
            let (found, typed) = (&mut self.found, input.search);
            search_place::show(ui, input.workspace, found, typed, input.theme, commands);
        });
    }

    fn show_library(&mut self, ui: &mut Ui, input: &ReadInput<'_>, commands: &mut Commands) {
        let theme = input.theme;
        Panel::left("library")
            .frame(Frame::NONE.fill(theme.panel))
            .default_size(264.0)
            .size_range(180.0..=420.0)
            .show(ui, |ui| {
                let height = ui.available_height();
                let open = self.reader.report();
                Panel::bottom("contents")
                    .resizable(true)
                    .default_size(380.0)
                    .size_range(120.0..=(height - 120.0).max(140.0))
                    .frame(widgets::panel_frame(theme))
                    .show(ui, |ui| {
                        let report = open.and_then(|index| input.workspace.report(index));
                        let top = self.reader.top();
                        if let Some(heading) = self.outline.show(ui, report, top, theme) {
                            commands.push(UiCommand::GoToSection(heading));
                        }
                    });
                let frame = widgets::panel_frame(theme);
                CentralPanel::default().frame(frame).show(ui, |ui| {
                    let (workspace, holdings) = (input.workspace, input.holdings);
                    let input = LibraryInput { workspace, holdings, open, theme };
                    self.library.show(ui, input, commands);
                });
            });
    }

    /// Whether something is under way that is waited for.
    pub fn is_busy(&self) -> bool {
        self.found.is_busy()
    }

    /// Whether words are found in the open report alone.
    pub fn is_finding(&self) -> bool {
        self.reader.is_finding()
    }

    /// The list of what was found in all reports.
    pub fn found(&mut self) -> &mut SearchPlace {
        &mut self.found
    }

    /// The report that is open.
    pub fn report(&self) -> Option<ReportIndex> {
        self.reader.report()
    }

    /// The first letter in view.
    pub fn top(&self) -> Offset {
        self.reader.top()
    }

    /// What the user has at hand in the report that is open.
    pub fn target(&self, workspace: &Workspace) -> Option<Target> {
        self.reader.target(workspace)
    }

    /// The words that are selected in the report that is open.
    pub fn selected(&self) -> Option<Passage> {
        self.reader.selected()
    }

    /// Takes the selection off; its words stay at hand.
    pub fn deselect(&mut self) {
        self.reader.deselect();
    }

    /// The words that were jumped to last.
    pub fn marked(&self) -> Option<Span> {
        self.reader.marked()
    }

    /// Opens the folder's first report as soon as it is read, when none is open: a page to read
    /// says more than an empty one.
    pub fn open_first(&mut self, workspace: &Workspace) {
        if self.reader.report().is_some() {
            return;
        }
        let cannot = |state: &State| matches!(state, State::Failed(None, _) | State::Locked { .. });
        let settled = workspace.slots().find(|(_, slot)| !cannot(&slot.state));
        if let Some((index, slot)) = settled
            && slot.is_read()
        {
            self.reader.open(index);
        }
    }

    /// Opens a report where it was left.
    pub fn open(&mut self, workspace: &Workspace, index: ReportIndex) {
        workspace.hurry(index);
        self.reader.open(index);
    }

    /// Shows a passage, with the words of the search marked where one is under way.
    pub fn show_passage(&mut self, workspace: &Workspace, passage: Passage, search: &str) {
        workspace.hurry(passage.report);
        if !search.trim().is_empty() {
            self.reader.mark_everywhere();
        }
        self.reader.show_passage(workspace, passage);
        self.entities.stand_at(workspace, passage);
    }

    /// Goes back to where one was.
    pub fn return_to(
        &mut self,
        workspace: &Workspace,
        index: ReportIndex,
        top: Offset,
        marked: Option<Span>,
    ) {
        self.reader.return_to(workspace, index, top, marked);
    }

    /// Scrolls to a heading.
    pub fn go_to_section(&mut self, heading: Span) {
        self.reader.go_to_section(heading);
    }

    /// Chooses an entity, or none.
    pub fn choose(&mut self, workspace: &Workspace, id: Option<EntityId>) {
        self.entities.choose(workspace, id);
    }

    /// The chosen entity.
    pub fn chosen(&self, workspace: &Workspace) -> Option<EntityId> {
        self.entities.chosen(workspace)
    }

    /// The chosen entity, as one of its members.
    pub fn chosen_member(&self) -> Option<Member> {
        self.entities.member()
    }

    /// Notes that the reports' entities were merged anew.
    pub fn merged_anew(&mut self) {
        self.entities.merged_anew();
    }

    /// The mention to step to from the one that was shown last.
    pub fn next_mention(&mut self, workspace: &Workspace, by: isize) -> Option<Passage> {
        let open = self.reader.report();
        self.entities.step(workspace, by, open)
    }

    /// Does what belongs to the report that is open.
    pub fn run(&mut self, workspace: &Workspace, action: Action) {
        match action {
            Action::Find => self.reader.start_find(workspace),
            Action::NextHit => self.reader.step(workspace, FindRequest::Next),
            Action::PreviousHit => self.reader.step(workspace, FindRequest::Previous),
            _ => {}
        }
    }

    /// Closes what is on top: the search in the report, a mark, the chosen entity's page.
    pub fn close_top(&mut self, workspace: &Workspace) {
        if !self.reader.close_top() && self.entities.chosen(workspace).is_some() {
            self.entities.choose(workspace, None);
        }
    }
}

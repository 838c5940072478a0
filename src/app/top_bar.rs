//! The bar at the window's head: what is open, the search over all reports, the places and the
//! menu.

use super::actions::Action;
use super::command::{Commands, Place, UiCommand};
use super::icons::{self, Icon};
use super::search_field::{FieldInput, SearchField};
use super::selecting;
use super::settings::{Colours, Settings};
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::workspace::Workspace;
use eframe::egui::{
    self, Align, Button, CursorIcon, Frame, Layout, Margin, Panel, Rect, Response, RichText, Sense,
    Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// Height of the bar.
const HEIGHT: f32 = 48.0;

/// What the tabs, the menu and a narrow search field need.
const TABS_AND_SEARCH: f32 = 632.0;
/// What the choice of reports needs.
const CHIP: f32 = 104.0;
/// What a short name of a folder needs.
const FOLDER: f32 = 64.0;

/// What the bar shows that is not in the workspace.
pub struct TopBar<'a> {
    /// The place that is shown.
    pub place: Place,
    /// What stands in the search field.
    pub search: &'a mut String,
    /// The search field.
    pub field: &'a mut SearchField,
    /// Whether the search field is to get the keyboard.
    pub focus_search: &'a mut bool,
    /// For the ticks in the menu.
    pub settings: &'a Settings,
}

impl TopBar<'_> {
    /// Shows the bar.
    pub fn show(self, ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
        let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(16, 0));
        Panel::top("top bar").exact_size(HEIGHT).frame(frame).show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                wordmark(ui, theme);
                ui.add_space(space::M);
                open_button(ui, commands);
                // Where it is narrow, what the panels speak of is told rather than where they lie,
                // and that they speak of all need not be told.
                let narrow = ui.available_width() - TABS_AND_SEARCH < CHIP + FOLDER;
                let all = workspace.selection().is_all();
                if all || !narrow {
                    folder_name(ui, workspace, theme);
                }
                if workspace.folder().is_some() && !(all && narrow) {
                    ui.add_space(space::S);
                    let most = (ui.available_width() - TABS_AND_SEARCH).clamp(CHIP, 320.0);
                    selecting::chip(ui, workspace, theme, most, commands);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    menu(ui, self.settings, workspace, theme, commands);
                    ui.add_space(space::S);
                    for place in Place::ALL.into_iter().rev() {
                        if tab(ui, theme, place, place == self.place).clicked() {
                            commands.push(UiCommand::GoTo(place));
                        }
                    }
                    ui.add_space(space::L);
                    if workspace.folder().is_some() {
                        let input =
                            FieldInput { workspace, recent: &self.settings.searches, theme };
                        let focus = self.focus_search;
                        self.field.show(ui, &input, self.search, focus, commands);
                    }
                });
            });
        });
    }
}

fn wordmark(ui: &mut Ui, theme: &Theme) {
    let font = theme::reading_bold_font(20.0);
    ui.label(RichText::new("Rapporteur").font(font).color(theme.text));
}

fn open_button(ui: &mut Ui, commands: &mut Commands) {
    let hint = Action::OpenFolder.tooltip(ui.ctx());
    if ui.add(Button::new(Action::OpenFolder.text())).on_hover_text(hint).clicked() {
        commands.push(UiCommand::Run(Action::OpenFolder));
    }
}

fn folder_name(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let Some(folder) = workspace.folder() else { return };
    let name = folder
        .file_name()
        .map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned());
    let words = RichText::new(name).font(theme::font(size::BODY)).color(theme.soft);
    let width = (ui.available_width() - TABS_AND_SEARCH - CHIP).clamp(FOLDER, 240.0);
    let label = egui::Label::new(words).truncate();
    ui.allocate_ui_with_layout(
        vec2(width, space::ROW),
        Layout::left_to_right(Align::Center),
        |ui| ui.add(label).on_hover_text(folder.display().to_string()),
    );
}

/// A place's name, underlined where it is the one that is shown.
fn tab(ui: &mut Ui, theme: &Theme, place: Place, shown: bool) -> Response {
    let (font, color) = if shown {
        (theme::strong_font(size::BODY), theme.text)
    } else {
        (theme::font(size::BODY), theme.soft)
    };
    // As wide as the bold word, so that nothing moves when another is chosen.
    let widest = ui.fonts_mut(|fonts| {
        let strong = theme::strong_font(size::BODY);
        fonts.layout_no_wrap(place.name().to_owned(), strong, color).size().x
    });
    let wanted = vec2(widest + 2.0 * space::M, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, shown, place.name()));
    let words = ui.fonts_mut(|fonts| fonts.layout_no_wrap(place.name().to_owned(), font, color));
    let color = if response.hovered() { theme.text } else { color };
    ui.painter().galley_with_override_text_color(rect.center() - words.size() / 2.0, words, color);
    if shown {
        let bar = Rect::from_min_max(
            pos2(rect.left() + space::S, rect.bottom() - 3.0),
            pos2(rect.right() - space::S, rect.bottom()),
        );
        ui.painter().rect_filled(bar, 0.0, theme.text);
    }
    widgets::focus_ring(ui, theme, &response, rect.shrink2(vec2(0.0, space::S)));
    let hint = Action::GoTo(place).tooltip(ui.ctx());
    response.on_hover_text(hint).on_hover_cursor(CursorIcon::PointingHand)
}

fn menu(
    ui: &mut Ui,
    settings: &Settings,
    workspace: &Workspace,
    theme: &Theme,
    commands: &mut Commands,
) {
    let button = widgets::icon_button(ui, theme, Icon::Menu, "Menu");
    let most = ui.ctx().content_rect().height() - HEIGHT - space::XL;
    egui::Popup::menu(&button).width(300.0).show(|ui| {
        egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
            let mut entry = |ui: &mut Ui, action: Action, on: Option<bool>| {
                if menu_entry(ui, theme, action, &action.label(workspace), on).clicked() {
                    commands.push(UiCommand::Run(action));
                    ui.close();
                }
            };
            entry(ui, Action::OpenFolder, None);
            entry(ui, Action::Palette, None);
            ui.separator();
            for action in
                [Action::FindInAll, Action::SaveSearch, Action::ExportHits, Action::SearchHelp]
            {
                entry(ui, action, None);
            }
            ui.separator();
            for action in [Action::Undo, Action::Redo, Action::History] {
                entry(ui, action, None);
            }
            ui.separator();
            for action in [
                Action::Quote,
                Action::AddNote,
                Action::Highlight,
                Action::ExportNotes,
                Action::ExportWorkbook,
                Action::ImportWorkbook,
                Action::CitationStyle,
                Action::CorrectReport,
                Action::AddFigure,
                Action::OwnIndicators,
            ] {
                entry(ui, action, None);
            }
            ui.separator();
            for action in
                [Action::Suggestions, Action::HiddenNames, Action::ExportNames, Action::ExportCases]
            {
                entry(ui, action, None);
            }
            ui.separator();
            entry(ui, Action::NewChart, None);
            entry(ui, Action::SaveChart, None);
            entry(ui, Action::CopyChart, None);
            entry(ui, Action::ExportSlides, None);
            ui.separator();
            for action in [Action::CompareBefore, Action::ComparePassage, Action::ExportComparison]
            {
                entry(ui, action, None);
            }
            ui.separator();
            for action in [Action::OnlyThisCountry, Action::ChooseReports, Action::AllReports] {
                entry(ui, action, None);
            }
            ui.separator();
            entry(ui, Action::ToggleLibrary, Some(settings.library_open));
            entry(ui, Action::ToggleEntities, Some(settings.entities_open));
            entry(ui, Action::ToggleView, None);
            ui.separator();
            for (action, colours) in [
                (Action::SystemTheme, Colours::System),
                (Action::LightTheme, Colours::Light),
                (Action::DarkTheme, Colours::Dark),
            ] {
                entry(ui, action, Some(settings.colours == colours));
            }
            ui.separator();
            for action in [Action::ZoomIn, Action::ZoomOut, Action::ZoomReset] {
                entry(ui, action, None);
            }
            ui.separator();
            if workspace.is_stopped() {
                entry(ui, Action::Resume, None);
            } else if workspace.progress().is_some() {
                entry(ui, Action::Stop, None);
            }
            entry(ui, Action::ClearCache, None);
            entry(ui, Action::CopyDiagnostics, None);
        });
    });
}

/// A line of the menu: what it does, its key, and a tick where it is on.
fn menu_entry(
    ui: &mut Ui,
    theme: &Theme,
    action: Action,
    words: &str,
    on: Option<bool>,
) -> Response {
    let response = widgets::list_row(ui, theme, space::ROW, false, words);
    let rect = response.rect;
    let font = theme::font(size::BODY);
    if on == Some(true) {
        let tick =
            Rect::from_center_size(pos2(rect.left() + space::M, rect.center().y), vec2(16.0, 16.0));
        icons::paint(ui.painter(), Icon::Tick, tick, theme.text);
    }
    let at = pos2(rect.left() + 28.0, rect.center().y);
    let mut room = rect.width() - 40.0;
    if let Some(keys) = action.keys(ui.ctx()) {
        let at = pos2(rect.right() - space::S, rect.center().y);
        room -= widgets::paint_line_right(ui, at, &keys, theme::font(size::SMALL), theme.faint);
    }
    widgets::paint_line(ui, at, room, words, font, theme.text);
    response.on_hover_text(action.hint())
}

//! The bar at the window's foot: what the folder holds, and what goes on.

use super::actions::Action;
use super::command::{Commands, UiCommand};
use super::entity_index::EntityIndex;
use super::icons::Icon;
use super::selecting;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::entities::EntityKind;
use crate::project::store::SaveState;
use crate::workspace::{Slot, State, Workspace};
use eframe::egui::{
    Align, Color32, CursorIcon, Frame, Label, Layout, Margin, Panel, Rect, RichText, Sense, Ui,
    WidgetInfo, accesskit::Role, vec2,
};

/// Shows the bar.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    entities: &EntityIndex,
    theme: &Theme,
    commands: &mut Commands,
) {
    let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("status bar").exact_size(30.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let text = |words: String| {
                RichText::new(words).font(theme::font(size::SMALL)).color(theme.soft)
            };
            if workspace.folder().is_none() {
                ui.label(text("No folder is open".to_owned()));
                return;
            }
            ui.label(text(summary(workspace, entities)));
            let failed = |count: usize| format!("{count} could not be read");
            let hint = "Shows the first of them, with the reason";
            way_to(ui, workspace, is_failed, failed, hint, theme.warning, commands);
            let locked = |count: usize| match count {
                1 => "1 asks for a password".to_owned(),
                _ => format!("{count} ask for a password"),
            };
            let hint = "Opens the first of them, to give it";
            way_to(ui, workspace, is_locked, locked, hint, theme.soft, commands);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                saving(ui, workspace, theme);
                progress(ui, workspace, theme, commands);
            });
        });
    });
}

/// Whether the user's decisions are safe on the disk.
fn saving(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let (words, hint, color) = match (workspace.read_only(), workspace.save_state()) {
        (Some(why), _) => ("Read-only".to_owned(), why.to_owned(), theme.warning),
        (None, SaveState::Failing(why)) => {
            let hint = "Your work is kept and saving is tried again. Free some room, or make the \
                        folder writable.";
            (format!("Could not save: {why} – trying again"), hint.to_owned(), theme.warning)
        }
        (None, _) if workspace.project().decisions().is_empty() => return,
        (None, SaveState::Saving) => ("Saving …".to_owned(), String::new(), theme.faint),
        (None, SaveState::Saved) => ("Saved".to_owned(), String::new(), theme.faint),
    };
    let file = workspace.project_file().map(|file| file.display().to_string());
    let hint = [hint, file.unwrap_or_default()].join("\n");
    let text = RichText::new(words).font(theme::font(size::SMALL)).color(color);
    ui.add(Label::new(text).truncate()).on_hover_text(hint.trim());
    ui.add_space(space::M);
}

fn is_locked(slot: &Slot) -> bool {
    matches!(slot.state, State::Locked { .. })
}

fn is_failed(slot: &Slot) -> bool {
    matches!(slot.state, State::Failed(..))
}

/// Tells how many reports are so, if any; a click leads to the first of them.
fn way_to(
    ui: &mut Ui,
    workspace: &Workspace,
    is_so: impl Fn(&Slot) -> bool,
    words: impl Fn(usize) -> String,
    hint: &str,
    color: Color32,
    commands: &mut Commands,
) {
    let mut so = workspace.slots().filter(|(_, slot)| is_so(slot));
    let Some((first, _)) = so.next() else { return };
    let words = RichText::new(words(1 + so.count())).font(theme::font(size::SMALL)).color(color);
    let label = ui.add(Label::new(words).sense(Sense::click()));
    let label = label.on_hover_text(hint).on_hover_cursor(CursorIcon::PointingHand);
    if label.clicked() {
        commands.push(UiCommand::OpenReport(first));
    }
}

fn summary(workspace: &Workspace, entities: &EntityIndex) -> String {
    let mut parts = vec![
        selecting::share(workspace)
            .unwrap_or_else(|| words::counted(workspace.slots().count(), "report")),
        words::counted(workspace.figure_count(), "figure"),
    ];
    let people = entities.count(EntityKind::Person);
    parts.push(if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{} people", words::count(people))
    });
    parts.push(words::counted(entities.count(EntityKind::Court), "court"));
    parts.push(words::counted(entities.count(EntityKind::Organization), "organization"));
    parts.join("  ·  ")
}

fn progress(ui: &mut Ui, workspace: &Workspace, theme: &Theme, commands: &mut Commands) {
    let text =
        |words: String| RichText::new(words).font(theme::font(size::SMALL)).color(theme.soft);
    if workspace.is_scanning() {
        ui.label(text("Looking through the folder …".to_owned()));
        return;
    }
    let Some(progress) = workspace.progress() else { return };
    let (action, icon) = if workspace.is_stopped() {
        (Action::Resume, Icon::Play)
    } else {
        (Action::Stop, Icon::Stop)
    };
    if widgets::icon_button(ui, theme, icon, action.text()).clicked() {
        commands.push(UiCommand::Run(action));
    }
    let share = progress.done as f32 / progress.total.max(1) as f32;
    let (rect, bar) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    let name = format!("{} of {} reports analysed", progress.done, progress.total);
    bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
    ui.painter().rect_filled(rect, 3.0, theme.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(done, 3.0, theme.accent);
    ui.add_space(space::XS);
    let verb = if workspace.is_stopped() { "Stopped at" } else { "Analysing" };
    let (done, total) = (words::count(progress.done), words::count(progress.total));
    ui.label(text(format!("{verb} {done} of {total}")));
}

//! Notes and highlights in a report's text: a colour behind the words, a sign in the margin.

use super::typeset::Laid;
use crate::app::command::{Commands, UiCommand};
use crate::app::deciding;
use crate::app::icons::{self, Icon};
use crate::app::note_editor::color_name;
use crate::app::theme::{self, Theme, size, space};
use crate::entities::ReportIndex;
use crate::project::{DecisionId, Highlight, Note};
use crate::report::{Report, Span};
use crate::workspace::Workspace;
use eframe::egui::{
    CursorIcon, Id, Label, Pos2, Rect, RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role, pos2,
};

/// A note that has its place in the report.
#[derive(Clone, Debug)]
struct NoteMark {
    id: DecisionId,
    span: Span,
    note: Note,
}

/// The notes of the open report, and what they were gathered from.
#[derive(Debug, Default)]
pub struct NoteMarks {
    marks: Vec<NoteMark>,
    of: Option<(ReportIndex, u64, u64)>,
}

/// Width of a sign with the space beside it.
const SIGN: f32 = 20.0;

impl NoteMarks {
    /// Gathers the notes of a report when they, or the report, have changed.
    pub fn refresh(&mut self, workspace: &Workspace, report: ReportIndex) {
        let now = Some((report, workspace.project().revision(), workspace.revision()));
        if self.of == now {
            return;
        }
        self.of = now;
        self.marks = deciding::notes_in(workspace, report)
            .map(|(id, span, note)| NoteMark { id, span, note: note.clone() })
            .collect();
    }

    fn within(&self, span: Span) -> impl Iterator<Item = &NoteMark> {
        self.marks.iter().filter(move |mark| mark.span.overlaps(span))
    }

    /// The highlighted ranges that reach into a range of the text.
    pub fn highlights(&self, span: Span) -> impl Iterator<Item = (Span, Highlight)> {
        self.within(span).filter_map(|mark| Some((mark.span, mark.note.highlight?)))
    }

    /// Shows the signs of the notes that begin in a block, in the margin beside it.
    pub fn show_signs(
        &self,
        ui: &Ui,
        report: &Report,
        laid: &Laid,
        right: Pos2,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        let mut taken: Vec<f32> = Vec::new();
        for mark in self.within(laid.span).filter(|mark| laid.span.contains(mark.span.start)) {
            let Some(first) = laid.boxes(&report.text, mark.span).first().copied() else {
                continue;
            };
            let y = right.y + first.rect.center().y;
            let before = taken.iter().filter(|other| (**other - y).abs() < SIGN).count();
            taken.push(y);
            let x = right.x + SIGN * (before as f32 + 0.6);
            show_sign(ui, mark, pos2(x, y), theme, commands);
        }
    }
}

fn show_sign(ui: &Ui, mark: &NoteMark, middle: Pos2, theme: &Theme, commands: &mut Commands) {
    let rect = Rect::from_center_size(middle, Vec2::splat(SIGN));
    let response = ui.interact(rect, Id::unique(("note", mark.id)), Sense::click());
    let name = words(&mark.note);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let color = mark.note.highlight.map_or(theme.soft, |color| theme.highlight(color).1);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, space::RADIUS, theme.hover);
    }
    match mark.note.highlight {
        Some(highlight) if mark.note.text.is_empty() && mark.note.tags.is_empty() => {
            icons::highlight_sign(ui.painter(), highlight, middle, color);
        }
        _ => icons::paint(ui.painter(), Icon::Note, rect, color),
    }
    if response.clicked() {
        commands.push(UiCommand::EditNote(mark.id));
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        let text = RichText::new(name.as_str()).font(theme::font(size::BODY)).color(theme.text);
        ui.add(Label::new(text).wrap());
    });
}

/// A note in words: what was written, else its colour, and its tags.
fn words(note: &Note) -> String {
    let head = match (note.text.is_empty(), note.highlight) {
        (false, _) => format!("Note: {}", note.text),
        (true, Some(color)) => format!("Highlighted in {}", color_name(color).to_lowercase()),
        (true, None) => "Tagged".to_owned(),
    };
    let tags: Vec<String> = note.tags.iter().map(|tag| format!("#{tag}")).collect();
    [head, tags.join(" ")].join("\n").trim().to_owned()
}

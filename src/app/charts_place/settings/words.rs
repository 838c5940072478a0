//! The words of a chart: what the user writes in place of what is proposed, and the notes that it
//! calls for by itself.

use super::{Subject, caption, removable};
use crate::app::theme::{self, Theme, size, space};
use crate::charts::ChartSpec;
use eframe::egui::{Button, Label, RichText, TextEdit, Ui, vec2};
use serde::{Deserialize, Serialize};

/// What is written in the fields for words; empty stands for what the program proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line that names the reports.
    pub source: String,
    /// Notes, one a line.
    pub notes: String,
    /// The chart in words.
    pub alternative: String,
}

impl Typed {
    /// The words of a chart that was kept.
    pub fn of(spec: &ChartSpec) -> Self {
        Self {
            title: spec.title.clone().unwrap_or_default(),
            subtitle: spec.subtitle.clone().unwrap_or_default(),
            source: spec.source_line.clone().unwrap_or_default(),
            notes: spec.notes.join("\n"),
            alternative: spec.alternative.clone().unwrap_or_default(),
        }
    }

    /// Puts the words into the chart's choices.
    pub fn apply(&self, spec: &mut ChartSpec) {
        let own = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        spec.title = own(&self.title);
        spec.subtitle = own(&self.subtitle);
        spec.source_line = own(&self.source);
        spec.notes = self.notes.lines().filter_map(own).collect();
        spec.alternative = own(&self.alternative);
    }
}

/// Shows the fields for words, with what is proposed in those that are empty.
pub fn show(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) {
    let typed = &mut *subject.typed;
    let proposed = subject.drawn.map(|drawn| &drawn.proposed);
    let or = |text: Option<&String>, other: &str| -> String {
        text.filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| other.to_owned())
    };
    let title = or(proposed.map(|it| &it.title), "Measure and place");
    field(ui, theme, "Title", &title, 2, &mut typed.title);
    let subtitle = or(proposed.map(|it| &it.subtitle), "Unit, period and who counted");
    field(ui, theme, "Subtitle", &subtitle, 2, &mut typed.subtitle);
    let source = or(proposed.map(|it| &it.source), "The reports that the values are from");
    field(ui, theme, "Source line", &source, 2, &mut typed.source);
    field(ui, theme, "Notes", "Notes of your own, one a line", 2, &mut typed.notes);
    let alternative = or(proposed.map(|it| &it.description), "The chart in words");
    field(ui, theme, "Alternative text", &alternative, 3, &mut typed.alternative);
}

fn field(ui: &mut Ui, theme: &Theme, name: &str, hint: &str, rows: usize, text: &mut String) {
    let label = RichText::new(name).font(theme::font(size::SMALL)).color(theme.faint);
    let label = ui.label(label);
    let edit = TextEdit::multiline(text)
        .hint_text(RichText::new(shortened(hint)).color(theme.faint))
        .desired_rows(rows)
        .desired_width(f32::INFINITY)
        .font(theme::font(size::BODY));
    ui.add(edit).labelled_by(label.id).on_hover_text(hint);
    ui.add_space(space::XS);
}

/// A proposal as far as there is room for it in its field.
fn shortened(hint: &str) -> String {
    const MOST: usize = 90;
    match hint.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", hint.get(..at).unwrap_or(hint).trim_end()),
        None => hint.to_owned(),
    }
}

/// Shows the notes that the chart calls for, each to be removed, and those that were.
pub fn notes(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) {
    let spec = &mut *subject.spec;
    let none = Vec::new();
    let called_for = subject.drawn.map_or(&none, |drawn| &drawn.proposed.automatic);
    let mut kept = called_for.iter().filter(|note| !spec.removed_notes.contains(note)).peekable();
    if kept.peek().is_none() {
        caption(ui, theme, "This chart calls for no note.");
    } else {
        caption(ui, theme, "What the points call for. Remove a note only if you know why.");
    }
    let mut removed = None;
    for note in kept {
        if removable(ui, theme, note, &format!("Remove note: {note}")).1 {
            removed = Some(note.clone());
        }
        ui.add_space(2.0);
    }
    spec.removed_notes.extend(removed);
    if spec.removed_notes.is_empty() {
        return;
    }
    ui.add_space(space::S);
    caption(ui, theme, "Removed by you");
    let mut restored = None;
    for (at, note) in spec.removed_notes.iter().enumerate() {
        ui.horizontal(|ui| {
            let width = ui.available_width() - 76.0;
            ui.allocate_ui(vec2(width.max(40.0), 0.0), |ui| {
                ui.set_min_width(width.max(40.0));
                let text = RichText::new(note).font(theme::font(size::SMALL)).strikethrough();
                ui.add(Label::new(text.color(theme.faint)).wrap());
            });
            let name = format!("Put back note: {note}");
            if ui.add(Button::new("Put back").small()).on_hover_text(name).clicked() {
                restored = Some(at);
            }
        });
    }
    if let Some(at) = restored {
        spec.removed_notes.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_leave_the_proposals() {
        let mut spec = ChartSpec { title: Some("old".to_owned()), ..ChartSpec::default() };
        Typed::default().apply(&mut spec);
        assert_eq!(spec, ChartSpec::default());
        let typed = Typed {
            title: " Mine ".to_owned(),
            subtitle: " ".to_owned(),
            notes: "One.\n\n  Two. ".to_owned(),
            source: "Own count".to_owned(),
            ..Typed::default()
        };
        typed.apply(&mut spec);
        assert_eq!(spec.title.as_deref(), Some("Mine"));
        assert_eq!(spec.subtitle, None);
        assert_eq!(spec.notes, ["One.", "Two."]);
        assert_eq!(Typed::of(&spec).source, "Own count");
    }

    #[test]
    fn a_long_proposal_ends_in_an_ellipsis() {
        assert_eq!(shortened("short"), "short");
        let long = shortened(&"слово ".repeat(40));
        assert!(long.ends_with('…') && long.chars().count() <= 91, "{long}");
    }
}

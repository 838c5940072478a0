//! The fields of a figure in a list, each edited in its place.
//!
//! Used beside the table, where an edit is a decision at once, and in the card of a figure that is
//! being added, where it is kept with the card.

mod field;
pub mod period;
mod pick;

pub use field::Field;
pub use pick::Pick;

use super::choose::{Choice, choose};
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::figures::{Catalogue, Coverage, Figure};
use crate::project::FigureEdit;
use eframe::egui::{
    self, CursorIcon, Id, Key, Label, Modifiers, Response, RichText, Sense, TextEdit, Ui,
    WidgetInfo, accesskit::Role, vec2,
};
use field::Way;
use period::Draft;

/// Width of the fields' names.
pub const NAME: f32 = 92.0;

/// The list, with the field that is being edited, if one is.
#[derive(Debug, Default)]
pub struct FieldList(Option<Editing>);

#[derive(Debug)]
struct Editing {
    field: Field,
    typed: String,
    period: Draft,
    pick: Pick,
    focused: bool,
    /// Whether it has been scrolled into view.
    seen: bool,
    wrong: Option<&'static str>,
}

/// What the list shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The figure as it is.
    pub figure: &'a Figure,
    /// The figure as the program read it, where it did.
    pub read: Option<&'a Figure>,
    /// What the user has set of it.
    pub edit: &'a FigureEdit,
    /// For the names of indicators.
    pub catalogue: &'a Catalogue,
    /// The bodies that the report names, to be offered as sources.
    pub bodies: &'a [String],
}

/// What the user did with the editor of a field.
enum Did {
    Keep,
    /// Keep it and go on to the next field, or the one before.
    Step(bool),
    Leave,
}

impl FieldList {
    /// Begins to edit a field.
    pub fn begin(&mut self, field: Field, figure: &Figure) {
        self.0 = Some(Editing {
            field,
            typed: field.content(figure),
            period: Draft::of(&figure.period),
            pick: Pick::default(),
            focused: false,
            seen: false,
            wrong: None,
        });
    }

    /// Leaves the field as it was; returns whether one was being edited.
    pub fn close(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Whether a field is being edited.
    pub fn is_editing(&self) -> bool {
        self.0.is_some()
    }

    /// Shows the fields; returns all that the user has set from now on, where that has changed.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, shown: &Shown<'_>) -> Option<FigureEdit> {
        let mut changed = None;
        for field in Field::ALL.into_iter().filter(|field| field.concerns(shown.figure)) {
            if self.0.as_ref().is_some_and(|editing| editing.field == field) {
                changed = self.edit(ui, theme, field, shown).or(changed);
            } else if line(ui, theme, field, shown).clicked() {
                self.begin(field, shown.figure);
            }
            if let Some(read) = shown.read {
                changed = as_read(ui, theme, field, shown, read).or(changed);
            }
        }
        changed
    }

    fn edit(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        field: Field,
        shown: &Shown<'_>,
    ) -> Option<FigureEdit> {
        let editing = self.0.as_mut()?;
        let begins = !std::mem::replace(&mut editing.seen, true);
        let row = ui.scope(|ui| {
            named(ui, theme, field.name(), |ui| {
                ui.vertical(|ui| editing.show(ui, theme, shown)).inner
            })
        });
        if begins {
            row.response.scroll_to_me(None);
        }
        let did = row.inner?;
        let next = match did {
            Did::Leave => {
                self.0 = None;
                return None;
            }
            Did::Keep => None,
            Did::Step(back) => stepped(field, back, shown.figure),
        };
        let content = editing.content();
        if content == field.content(shown.figure) {
            self.0 = None;
            if let Some(next) = next {
                self.begin(next, shown.figure);
            }
            return None;
        }
        match field.changed(&content, shown.edit, shown.read) {
            Ok(edit) => {
                self.0 = None;
                if let Some(next) = next {
                    self.begin(next, shown.figure);
                }
                Some(edit)
            }
            Err(wrong) => {
                editing.wrong = Some(wrong);
                editing.focused = false;
                None
            }
        }
    }
}

/// The field after or before one, of those that concern the figure.
fn stepped(field: Field, back: bool, figure: &Figure) -> Option<Field> {
    let concerned: Vec<Field> = Field::ALL.into_iter().filter(|f| f.concerns(figure)).collect();
    let at = concerned.iter().position(|other| *other == field)?;
    let to = if back { at.checked_sub(1)? } else { at + 1 };
    concerned.get(to).copied()
}

impl Editing {
    fn content(&self) -> String {
        match self.field.way() {
            Way::Period => {
                // What is wrong with it is told by reading it.
                self.period.period().map_or_else(|_| self.period.content(), |p| period::content(&p))
            }
            _ => self.typed.trim().to_owned(),
        }
    }

    fn show(&mut self, ui: &mut Ui, theme: &Theme, shown: &Shown<'_>) -> Option<Did> {
        // Taken before the field sees it, which would pass the keyboard on.
        let step = [(Modifiers::SHIFT, true), (Modifiers::NONE, false)]
            .into_iter()
            .find(|(with, _)| ui.input_mut(|input| input.consume_key(*with, Key::Tab)))
            .filter(|_| self.field.way() != Way::Period);
        let did = match self.field.way() {
            Way::Typed => self.typed(ui, theme),
            Way::Period => self.days(ui, theme),
            way => self.chosen(ui, theme, shown, way == Way::Offered),
        };
        if let Some(wrong) = self.wrong {
            let wrong = RichText::new(wrong).font(theme::font(size::SMALL)).color(theme.warning);
            ui.add(Label::new(wrong).wrap());
        }
        ui.add_space(space::XS);
        step.map(|(_, back)| Did::Step(back)).or(did)
    }

    fn typed(&mut self, ui: &mut Ui, theme: &Theme) -> Option<Did> {
        let field = text_field(ui, self.field.name(), &mut self.typed);
        self.focus(&field);
        hint(ui, theme, "Enter keeps, Tab goes on, Esc leaves");
        entered(ui, &field).then_some(Did::Keep)
    }

    fn focus(&mut self, field: &Response) {
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
    }

    fn chosen(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        shown: &Shown<'_>,
        offered: bool,
    ) -> Option<Did> {
        let mut choices = self.field.choices(shown.catalogue);
        if offered {
            choices.push(Choice::new(String::new(), "Not named"));
            choices.extend(shown.bodies.iter().map(|body| Choice::new(body.clone(), body.clone())));
        }
        let name = self.field.name();
        let picked = self.pick.show(ui, theme, name, &self.typed, &choices, offered)?;
        self.typed = picked;
        Some(Did::Keep)
    }

    fn days(&mut self, ui: &mut Ui, theme: &Theme) -> Option<Did> {
        let first = text_field(ui, "First day", &mut self.period.start);
        self.focus(&first);
        let last = text_field(ui, "Last day", &mut self.period.end);
        let covered = |coverage: Coverage| Choice::new(Some(coverage), words::coverage(coverage));
        let mut choices = vec![Choice::new(None, "As the days say")];
        choices.extend(period::COVERAGES.map(covered));
        let width = ui.available_width().min(220.0);
        let coverage = &self.period.coverage;
        if let Some(chosen) = choose(ui, theme, "Covers", width, coverage, &choices) {
            self.period.coverage = chosen;
        }
        match self.period.period() {
            Ok(period) => {
                self.wrong = None;
                let covers = words::coverage(period.coverage).to_lowercase();
                hint(ui, theme, &format!("Read as {}: {covers}", words::period(&period)));
            }
            Err(wrong) => self.wrong = Some(wrong),
        }
        let mut did = (entered(ui, &first) || entered(ui, &last)).then_some(Did::Keep);
        ui.horizontal(|ui| {
            if ui.button("Keep").clicked() {
                did = Some(Did::Keep);
            }
            if ui.button("Leave").clicked() {
                did = Some(Did::Leave);
            }
        });
        did
    }
}

fn entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn text_field(ui: &mut Ui, name: &str, typed: &mut String) -> Response {
    let edit = TextEdit::singleline(typed)
        .id(Id::unique(("figure field", name)))
        .hint_text(name)
        .desired_width(f32::INFINITY)
        .font(theme::font(size::BODY));
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    field
}

fn hint(ui: &mut Ui, theme: &Theme, text: &str) {
    let text = RichText::new(text).font(theme::font(size::SMALL)).color(theme.faint);
    ui.add(Label::new(text).wrap());
}

/// Something with a name before it; goes on below itself where it is long.
pub fn named<R>(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME, 17.0), Sense::hover());
        let font = theme::font(size::SMALL);
        widgets::paint_line(ui, rect.left_center(), NAME, name, font, theme.faint);
        add(ui)
    })
    .inner
}

/// A field as it is: a click begins to edit it.
fn line(ui: &mut Ui, theme: &Theme, field: Field, shown: &Shown<'_>) -> Response {
    let written = field.words(shown.figure, shown.catalogue);
    let (words, color) = if written.is_empty() {
        (empty(field).to_owned(), theme.faint)
    } else {
        (written, theme.text)
    };
    let behind = ui.painter().add(egui::Shape::Noop);
    let row = ui.scope(|ui| {
        named(ui, theme, field.name(), |ui| {
            let text = RichText::new(&words).font(theme::font(size::BODY)).color(color);
            ui.add(Label::new(text).wrap().selectable(false));
        });
    });
    let rect = row.response.rect.with_max_x(ui.max_rect().right()).expand2(vec2(4.0, 1.0));
    let id = ui.scope_id().with(("edit", field.name()));
    let response = ui.interact(rect, id, Sense::click());
    let name = format!("{}: {words}", field.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        let fill = egui::epaint::RectShape::filled(rect, space::RADIUS, theme.hover);
        ui.painter().set(behind, fill);
    }
    widgets::focus_ring(ui, theme, &response, rect);
    ui.add_space(1.0);
    response.on_hover_cursor(CursorIcon::Text).on_hover_text("Click to change")
}

/// What stands for a field that says nothing.
fn empty(field: Field) -> &'static str {
    match field {
        Field::Source | Field::Place => "not named",
        Field::PassedOn => "nobody",
        Field::Flow => "not said",
        _ => "none",
    }
}

/// Below a field that the user changed: how it was read, and a way back to it.
fn as_read(
    ui: &mut Ui,
    theme: &Theme,
    field: Field,
    shown: &Shown<'_>,
    read: &Figure,
) -> Option<FigureEdit> {
    if field.content(read) == field.content(shown.figure) {
        return None;
    }
    let was = field.words(read, shown.catalogue);
    let was = if was.is_empty() { empty(field).to_owned() } else { was };
    let mut edit = None;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(NAME + space::S);
        let text = RichText::new(format!("as read: {was}")).font(theme::font(size::SMALL));
        ui.label(text.color(theme.warning));
        let back = ui.small_button("Take back");
        let name = format!("Take back: {}", field.name());
        back.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if back.clicked() {
            let mut without = shown.edit.clone();
            field.unset(&mut without);
            edit = Some(without);
        }
    });
    ui.add_space(space::XS);
    edit
}

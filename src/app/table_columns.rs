//! Which columns a table shows and how wide they are, kept in the settings; and the button that
//! they are chosen with.

use super::target_menu::line;
use super::theme::{Theme, space};
use eframe::egui::{Checkbox, Popup, PopupCloseBehavior, Ui};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A column of a table.
pub trait TableColumn: Copy + PartialEq + 'static {
    /// All columns, from left to right.
    const ALL: &'static [Self];
    /// Those that are shown until the user chooses others.
    const USUAL: &'static [Self];

    /// Its name, by which it is kept.
    fn name(self) -> &'static str;

    /// Whether a table of this width has room for it, where the user has not chosen.
    fn fits(self, _room: f32) -> bool {
        true
    }
}

/// The user's choice of columns. Kept by name, so that one that another version does not know does
/// no harm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, bound = "")]
pub struct Columns<C> {
    /// The columns that are shown; none stands for the usual ones.
    shown: Vec<String>,
    /// The widths that the user gave columns, in points.
    widths: BTreeMap<String, f32>,
    /// How often the usual widths were gone back to: a table drawn before does not know them.
    #[serde(skip)]
    resets: u32,
    #[serde(skip)]
    of: PhantomData<C>,
}

impl<C> Default for Columns<C> {
    fn default() -> Self {
        Self { shown: Vec::new(), widths: BTreeMap::new(), resets: 0, of: PhantomData }
    }
}

impl<C: TableColumn> Columns<C> {
    /// The columns that a table of `room` shows, from left to right.
    pub fn shown(&self, room: f32) -> Vec<C> {
        if self.shown.is_empty() {
            let usual = C::USUAL.iter().copied();
            return usual.filter(|column| column.fits(room)).collect();
        }
        C::ALL.iter().copied().filter(|column| self.shows(*column)).collect()
    }

    /// Whether a column is shown where there is room.
    pub fn shows(&self, column: C) -> bool {
        if self.shown.is_empty() {
            return C::USUAL.contains(&column);
        }
        self.shown.iter().any(|name| name == column.name())
    }

    /// Shows a column, or hides it. One stays.
    pub fn turn(&mut self, column: C) {
        let others = |other: &C| *other != column && self.shows(*other);
        let mut shown: Vec<C> = C::ALL.iter().copied().filter(others).collect();
        if !self.shows(column) {
            shown.push(column);
        }
        if !shown.is_empty() {
            self.shown = shown.into_iter().map(|column| column.name().to_owned()).collect();
        }
    }

    /// Back to the usual columns in their usual widths.
    pub fn reset(&mut self) {
        self.shown.clear();
        self.widths.clear();
        self.resets += 1;
    }

    /// A number that changes where the table must forget the widths that it was drawn with.
    pub fn resets(&self) -> u32 {
        self.resets
    }

    /// Whether nothing was chosen.
    pub fn is_usual(&self) -> bool {
        self.shown.is_empty() && self.widths.is_empty()
    }

    /// The width that the user gave a column.
    pub fn width(&self, column: C) -> Option<f32> {
        self.widths.get(column.name()).copied().filter(|width| (20.0..=2_000.0).contains(width))
    }

    /// Keeps the width that the user gave a column.
    pub fn widen(&mut self, column: C, width: f32) {
        self.widths.insert(column.name().to_owned(), width);
    }
}

/// Follows the widths that the table is drawn with, to keep those that the user drags.
#[derive(Debug)]
pub struct Widths<C> {
    drawn: Vec<(C, f32)>,
    dragged: Option<(C, f32)>,
}

impl<C> Default for Widths<C> {
    fn default() -> Self {
        Self { drawn: Vec::new(), dragged: None }
    }
}

impl<C: TableColumn> Widths<C> {
    /// Takes note of the widths of this frame. One that changes while the button is held is being
    /// dragged; it is kept when the button is let go, since until then the table itself follows.
    pub fn follow(&mut self, ui: &Ui, drawn: Vec<(C, f32)>, columns: &mut Columns<C>) {
        let (held, released) =
            ui.input(|input| (input.pointer.any_down(), input.pointer.any_released()));
        let names = |all: &[(C, f32)]| all.iter().map(|(column, _)| *column).collect();
        let (before, now): (Vec<C>, Vec<C>) = (names(&self.drawn), names(&drawn));
        if held && before == now {
            let changed = self.drawn.iter().zip(&drawn).filter(|(a, b)| (a.1 - b.1).abs() > 0.5);
            let mut changed = changed.map(|(_, now)| *now);
            // More than one changes when the window does.
            if let (Some(one), None) = (changed.next(), changed.next()) {
                self.dragged = Some(one);
            }
        }
        self.drawn = drawn;
        if released && let Some((column, width)) = self.dragged.take() {
            columns.widen(column, width);
        }
    }
}

/// The button that columns are chosen with.
pub fn choose<C: TableColumn>(ui: &mut Ui, theme: &Theme, columns: &mut Columns<C>) {
    let button = ui.button("Columns").on_hover_text("Choose what the table shows");
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(200.0).show(
        |ui| {
            for column in C::ALL.iter().copied() {
                let mut on = columns.shows(column);
                if ui.add(Checkbox::new(&mut on, column.name())).changed() {
                    columns.turn(column);
                }
            }
            ui.add_space(space::XS);
            ui.separator();
            if line(ui, theme, "Usual columns and widths", None) && !columns.is_usual() {
                columns.reset();
            }
        },
    );
}

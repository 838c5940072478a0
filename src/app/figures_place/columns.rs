//! Which columns the table shows and how wide they are, kept in the settings.

use super::column::Column;
use eframe::egui::Ui;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The user's choice of columns. Kept by name, so that one that another version does not know does
/// no harm.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Columns {
    /// The columns that are shown; none stands for the usual ones.
    shown: Vec<String>,
    /// The widths that the user gave columns, in points.
    widths: BTreeMap<String, f32>,
    /// How often the usual widths were gone back to: a table drawn before does not know them.
    #[serde(skip)]
    resets: u32,
}

/// A table narrower than this leaves out the place, which mostly is the report's country and
/// stands in the details all the same; unless the user chose the columns.
const NARROW: f32 = 700.0;

impl Columns {
    /// The columns that a table of `room` shows, from left to right.
    pub fn shown(&self, room: f32) -> Vec<Column> {
        if self.shown.is_empty() {
            let usual = Column::USUAL.into_iter();
            return usual.filter(|column| room >= NARROW || *column != Column::Place).collect();
        }
        Column::ALL.into_iter().filter(|column| self.shows(*column)).collect()
    }

    /// Whether a column is shown where there is room.
    pub fn shows(&self, column: Column) -> bool {
        if self.shown.is_empty() {
            return Column::USUAL.contains(&column);
        }
        self.shown.iter().any(|name| name == column.name())
    }

    /// Shows a column, or hides it. One stays.
    pub fn turn(&mut self, column: Column) {
        let others = |other: &Column| *other != column && self.shows(*other);
        let mut shown: Vec<Column> = Column::ALL.into_iter().filter(others).collect();
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
    pub fn width(&self, column: Column) -> Option<f32> {
        self.widths.get(column.name()).copied().filter(|width| (20.0..=2_000.0).contains(width))
    }

    /// Keeps the width that the user gave a column.
    pub fn widen(&mut self, column: Column, width: f32) {
        self.widths.insert(column.name().to_owned(), width);
    }
}

/// Follows the widths that the table is drawn with, to keep those that the user drags.
#[derive(Debug, Default)]
pub struct Widths {
    drawn: Vec<(Column, f32)>,
    dragged: Option<(Column, f32)>,
}

impl Widths {
    /// Takes note of the widths of this frame. One that changes while the button is held is being
    /// dragged; it is kept when the button is let go, since until then the table itself follows.
    pub fn follow(&mut self, ui: &Ui, drawn: Vec<(Column, f32)>, columns: &mut Columns) {
        let (held, released) =
            ui.input(|input| (input.pointer.any_down(), input.pointer.any_released()));
        let names = |all: &[(Column, f32)]| all.iter().map(|(column, _)| *column).collect();
        let (before, now): (Vec<Column>, Vec<Column>) = (names(&self.drawn), names(&drawn));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_leaves_out_the_place_alone() {
        let columns = Columns::default();
        assert_eq!(columns.shown(1200.0), Column::USUAL);
        assert_eq!(columns.shown(580.0).len(), Column::USUAL.len() - 1);
        assert!(!columns.shown(580.0).contains(&Column::Place));
    }

    #[test]
    fn columns_are_shown_and_hidden_and_one_stays() {
        let mut columns = Columns::default();
        columns.turn(Column::Page);
        columns.turn(Column::Source);
        assert!(columns.shown(580.0).contains(&Column::Page));
        assert!(columns.shown(580.0).contains(&Column::Place), "it was chosen");
        assert!(!columns.shown(1200.0).contains(&Column::Source));
        for column in Column::ALL.into_iter().filter(|column| *column != Column::Value) {
            if columns.shows(column) {
                columns.turn(column);
            }
        }
        columns.turn(Column::Value);
        assert_eq!(columns.shown(1200.0), [Column::Value]);
    }

    #[test]
    fn columns_of_another_version_do_no_harm() {
        let kept = r#"{"shown": ["Value", "Zeppelins"], "widths": {"Value": -4}, "new": 1}"#;
        let columns: Columns = serde_json::from_str(kept).unwrap();
        assert_eq!(columns.shown(1200.0), [Column::Value]);
        assert_eq!(columns.width(Column::Value), None);
    }
}

//! The grid of editions on the screen: names of lines stay at the left and names of columns at the
//! head while the cells are scrolled, and only what is in view is laid out.
//!
//! A click on a cell opens its report, or lists them. A click on a name, with Ctrl and Shift as in
//! every list, or a stretch drawn over the cells, chooses the countries, years and publishers that
//! all panels speak of.

use super::PlaceInput;
use super::cells::{self, Drawn, HEAD, LINE, NAMES, Stretch};
use super::export;
use crate::app::choose::{Choice, choose};
use crate::app::command::{Commands, UiCommand};
use crate::app::holdings::coverage::{Grid, Sides};
use crate::app::holdings::{Holdings, NameId, Row, Standing, Wanted};
use crate::app::narrow::{self, Ticked};
use crate::app::theme::{self, Theme, size};
use crate::app::widgets::Empty;
use crate::app::words;
use eframe::egui::{
    Align, CentralPanel, Frame, Layout, Margin, Panel, Rect, RichText, ScrollArea, Ui, UiBuilder,
    Vec2, pos2, vec2,
};

/// What the grid remembers.
#[derive(Debug, Default)]
pub struct GridView {
    /// What stands against what, where the user said.
    sides: Option<Sides>,
    /// The publisher whose editions alone are shown.
    publisher: Option<NameId>,
    grid: Grid,
    made_of: Option<(u64, Sides, Option<NameId>, String)>,
    publishers: Vec<Choice<Option<NameId>>>,
    /// What is being drawn over.
    stretch: Option<Stretch>,
    /// How far the cells are scrolled.
    scrolled: Vec2,
    /// The line and the column of the last click on a name, from which Shift reaches.
    last: [Option<usize>; 2],
}

impl GridView {
    /// What is shown: what stands against what, and whose editions.
    pub fn choices(&mut self, ui: &mut Ui, input: PlaceInput<'_>) {
        let PlaceInput { holdings, theme, .. } = input;
        let sides = self.sides(holdings);
        let choices: Vec<Choice<Sides>> =
            Sides::ALL.iter().map(|(sides, name)| Choice::new(*sides, *name)).collect();
        let picked = choose(ui, theme, "What stands against what", 190.0, &sides, &choices);
        self.sides = picked.or(self.sides);
        if self.publishers.len() > 2 && sides == Sides::CountriesYears {
            let (name, all) = ("Whose editions", &self.publishers);
            let picked = choose(ui, theme, name, 220.0, &self.publisher, all);
            self.publisher = picked.unwrap_or(self.publisher);
        }
    }

    fn sides(&self, holdings: &Holdings) -> Sides {
        self.sides.unwrap_or_else(|| Sides::fitting(holdings))
    }

    fn refresh(&mut self, holdings: &Holdings, typed: &str) {
        let sides = self.sides(holdings);
        let publisher = self.publisher.filter(|_| sides == Sides::CountriesYears);
        let of = (holdings.revision(), sides, publisher, typed.to_owned());
        if self.made_of.as_ref() == Some(&of) {
            return;
        }
        if self.made_of.as_ref().is_none_or(|made| made.0 != of.0) {
            self.publishers = publishers(holdings);
        }
        self.grid = Grid::of(holdings, sides, publisher, &Wanted::new(typed));
        self.made_of = Some(of);
        (self.stretch, self.last) = (None, [None; 2]);
    }

    /// Shows the grid.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        input: PlaceInput<'_>,
        typed: &str,
        commands: &mut Commands,
    ) {
        let PlaceInput { holdings, theme, .. } = input;
        self.refresh(holdings, typed);
        let foot = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 6));
        Panel::bottom("editions foot")
            .frame(foot)
            .show(ui, |ui| self.foot(ui, holdings, theme, commands));
        let page = Frame::NONE.fill(theme.page).inner_margin(Margin::symmetric(12, 8));
        CentralPanel::no_frame().frame(page).show(ui, |ui| {
            if self.grid.lines.is_empty() {
                let (title, text) = if typed.trim().is_empty() {
                    ("No editions yet", "Reports stand here as soon as they are read.")
                } else {
                    ("No report fits", "No report has words that begin so.")
                };
                Empty { title, text, action: None }.show(ui, theme);
                return;
            }
            self.cells(ui, input, commands);
        });
    }

    /// The lines below the grid: what its signs mean, and what is in it.
    fn foot(&self, ui: &mut Ui, holdings: &Holdings, theme: &Theme, commands: &mut Commands) {
        ui.horizontal(|ui| {
            cells::legend(ui, theme, &self.grid);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let hint = "Save the grid as a workbook or CSV";
                if ui.button("Export").on_hover_text(hint).clicked() {
                    commands.push(UiCommand::Save(export::grid(holdings, &self.grid)));
                }
                let mut told = words::counted(self.grid.reports, "report");
                if self.grid.missing > 0 {
                    told = format!("{told}, {} not here", words::count(self.grid.missing));
                }
                // What is still to be read may be what is told as not here.
                let waits = |row: &&Row| row.standing == Standing::Waiting;
                let waiting = holdings.rows().iter().filter(waits).count();
                if waiting > 0 {
                    told = format!("{told}, {} still to be read", words::count(waiting));
                }
                ui.label(RichText::new(told).font(theme::font(size::SMALL)).color(theme.faint));
            });
        });
    }

    fn cells(&mut self, ui: &mut Ui, input: PlaceInput<'_>, commands: &mut Commands) {
        let PlaceInput { workspace, holdings, theme } = input;
        let outer = ui.available_rect_before_wrap();
        let ticked = Ticked::of(workspace.selection(), &self.grid, holdings);
        let width = cells::column_width(&self.grid, outer.width() - NAMES);
        let drawn = Drawn { grid: &self.grid, holdings, ticked: &ticked, width, theme };
        let body = Rect::from_min_max(outer.min + vec2(NAMES, HEAD), outer.max);
        let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt("editions"));
        let mut did = cells::Did::default();
        let area = ScrollArea::both().auto_shrink([false, false]);
        let stretch = self.stretch;
        let shown = area.show_viewport(&mut inner, |ui, view| {
            let wanted =
                vec2(width * self.grid.columns.len() as f32, LINE * self.grid.lines.len() as f32);
            ui.set_min_size(wanted);
            did = drawn.cells(ui, view, stretch, commands);
        });
        self.scrolled = shown.state.clamped_offset();
        let names = Rect::from_min_max(pos2(outer.left(), body.top()), body.left_bottom());
        let head = Rect::from_min_max(pos2(body.left(), outer.top()), body.right_top());
        let line = drawn.names(ui, names, self.scrolled.y);
        let column = drawn.heads(ui, head, self.scrolled.x);
        drawn.corner(ui, Rect::from_min_max(outer.min, body.min));
        ui.advance_cursor_after_rect(outer);
        let select = |lines, columns, held| {
            let (grid, selection) = (&self.grid, workspace.selection());
            narrow::picked(selection, grid, holdings, lines, columns, held)
        };
        if let Some((at, held)) = line {
            let (range, extends) = reach(self.last[0], at, held.shift);
            self.last[0] = Some(at);
            let held = narrow::Held { add: held.command, extends };
            commands.push(UiCommand::Narrow(select(Some(range), None, held)));
        }
        if let Some((at, held)) = column {
            let (range, extends) = reach(self.last[1], at, held.shift);
            self.last[1] = Some(at);
            let held = narrow::Held { add: held.command, extends };
            commands.push(UiCommand::Narrow(select(None, Some(range), held)));
        }
        self.stretch = did.stretch;
        if let Some((lines, columns)) = did.drawn {
            let held = narrow::Held::default();
            commands.push(UiCommand::Narrow(select(Some(lines), Some(columns), held)));
        }
    }
}

/// From the last one clicked to this one where Shift is held; and whether that is so.
fn reach(last: Option<usize>, at: usize, shift: bool) -> (std::ops::RangeInclusive<usize>, bool) {
    match last.filter(|_| shift) {
        Some(last) => (last.min(at)..=last.max(at), true),
        None => (at..=at, false),
    }
}

/// The publishers, those of most reports first.
fn publishers(holdings: &Holdings) -> Vec<Choice<Option<NameId>>> {
    let mut counts: std::collections::HashMap<NameId, usize> = std::collections::HashMap::new();
    for row in holdings.rows().iter().filter(|row| row.is_edition()) {
        if let Some(publisher) = row.publisher() {
            *counts.entry(publisher).or_default() += 1;
        }
    }
    let mut counts: Vec<(NameId, usize)> = counts.into_iter().collect();
    let rank = |id| holdings.publishers.rank_of(id);
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), rank(*id)));
    let all = Choice::new(None, "All publishers");
    let named = |(id, count)| Choice::new(Some(id), holdings.publishers.text(id)).counted(count);
    std::iter::once(all).chain(counts.into_iter().map(named)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_reaches_from_the_last_one_clicked() {
        assert_eq!(reach(None, 3, true), (3..=3, false));
        assert_eq!(reach(Some(5), 3, true), (3..=5, true));
        assert_eq!(reach(Some(5), 3, false), (3..=3, false));
    }
}

//! Where the list stands: it moves for what is to be brought into view, and else stays where it is
//! while lines come and go above it.

use crate::app::holdings::Holdings;
use crate::app::holdings::lines::{Line, LineId};
use crate::app::still::Held;
use crate::app::theme::space;
use eframe::egui::Ui;
use eframe::egui::scroll_area::ScrollAreaOutput;
use std::ops::Range;

/// Where the list stood in the last frame.
#[derive(Debug, Default)]
pub struct Still {
    /// The lines that were in view.
    in_view: Range<usize>,
    held: Option<Held<LineId>>,
    /// Height of the list.
    height: f32,
}

impl Still {
    /// The lines that were in view.
    pub fn in_view(&self) -> Range<usize> {
        self.in_view.clone()
    }

    /// How far the list is to be scrolled: for the line to `reveal` to stand in the middle, for the
    /// one that the keyboard `stepped` to be in view, or for the others to stay where they are when
    /// the lines have changed. Nothing where it is to stay as it is.
    pub fn offset(
        &self,
        ui: &Ui,
        reveal: Option<usize>,
        stepped: Option<usize>,
        lines: &[Line],
        holdings: &Holdings,
        changed: bool,
    ) -> Option<f32> {
        let height = if self.height > 0.0 { self.height } else { ui.available_height() };
        // The last line in view may be cut.
        let seen = self.in_view.start + 1..self.in_view.end.saturating_sub(1);
        if let Some(at) = reveal.filter(|at| !self.in_view.contains(at)) {
            return Some(((at as f32 + 0.5) * space::ROW - height / 2.0).max(0.0));
        }
        if let Some(at) = stepped.filter(|at| !seen.contains(at)) {
            let top = at as f32 * space::ROW;
            let bottom = (top + space::ROW - height).max(0.0);
            return Some(if at <= self.in_view.start { top } else { bottom });
        }
        let held = self.held.filter(|_| changed)?;
        let now = lines.iter().position(|line| line.id(holdings) == Some(held.id()))?;
        held.follow(space::ROW, now)
    }

    /// Takes note of how the list stands: `in_view` of its lines are.
    pub fn shown<R>(
        &mut self,
        ui: &Ui,
        in_view: Range<usize>,
        shown: &ScrollAreaOutput<R>,
        lines: &[Line],
        holdings: &Holdings,
    ) {
        let id = |at: usize| lines.get(at).and_then(|line| line.id(holdings));
        self.held = Held::of(ui, space::ROW, shown, lines.len(), id);
        self.height = shown.inner_rect.height();
        self.in_view = in_view;
    }
}

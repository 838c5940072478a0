//! A list that stays where it is: what the pointer is on, or what one has scrolled to, does not move
//! while lines come and go above it.

use crate::app::holdings::Holdings;
use crate::app::holdings::lines::{Line, LineId};
use crate::app::theme::space;
use eframe::egui::Ui;
use eframe::egui::scroll_area::ScrollAreaOutput;
use std::ops::Range;

/// Where the list stood in the last frame.
#[derive(Debug, Default)]
pub struct Still {
    /// The lines that were in view.
    in_view: Range<usize>,
    anchor: Option<Anchor>,
    /// Height of the list.
    height: f32,
}

/// A line that stays where it stands on the screen.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    line: LineId,
    /// Its place among the lines.
    at: usize,
    /// How far the list was scrolled, in points.
    scrolled: f32,
}

impl Anchor {
    /// How far the list is to be scrolled for the line to stay where it stood; nothing where that
    /// is so by itself.
    fn follow(self, lines: &[Line], holdings: &Holdings) -> Option<f32> {
        let now = lines.iter().position(|line| line.id(holdings) == Some(self.line))?;
        (now != self.at).then(|| {
            let moved = (now as f32 - self.at as f32) * space::ROW;
            (self.scrolled + moved).max(0.0)
        })
    }
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
        self.anchor.filter(|_| changed)?.follow(lines, holdings)
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
        let scrolled = shown.state.clamped_offset().y;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer = pointer.filter(|at| shown.inner_rect.contains(*at));
        // A list that nobody points at and that is not scrolled may grow at its head.
        let from = pointer.map_or(scrolled, |at| scrolled + at.y - shown.inner_rect.top());
        let above = |at: usize| (at as f32 + 1.0) * space::ROW <= from;
        let first = in_view.start;
        let mut below = lines.iter().enumerate().skip(first).skip_while(|(at, _)| above(*at));
        let held = below.find_map(|(at, line)| Some((at, line.id(holdings)?)));
        let held = held.filter(|_| pointer.is_some() || scrolled > 0.0);
        self.anchor = held.map(|(at, line)| Anchor { line, at, scrolled });
        self.height = shown.inner_rect.height();
        self.in_view = in_view;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::holdings::lines::Heading;
    use crate::app::holdings::tree::Key;

    #[test]
    fn a_line_stays_where_it_is_when_others_come_above_it() {
        let heading = |year| Heading { group: Key::Year(year), part: None };
        let line = |year| Line::Heading { heading: heading(year), count: 2, open: false };
        let holdings = Holdings::default();
        let anchor = Anchor { line: LineId::Heading(heading(7)), at: 2, scrolled: 30.0 };
        let follow = |years: &[i16]| {
            let lines: Vec<Line> = years.iter().copied().map(line).collect();
            anchor.follow(&lines, &holdings)
        };
        assert_eq!(follow(&[1, 2, 7]), None, "it has not moved");
        assert_eq!(follow(&[1, 5, 6, 2, 7]), Some(30.0 + 2.0 * space::ROW));
        assert_eq!(follow(&[7]), Some(0.0), "there is nothing above the head");
        assert_eq!(follow(&[1]), None, "it is gone");
    }
}

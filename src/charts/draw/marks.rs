//! The marks of points: columns, dots, ranges, and the arrows of bounds.

use super::Painter;
use crate::charts::canvas::{Frame, Pen, Spot};
use crate::charts::drawing::Color;
use crate::charts::labels::Obstacles;
use crate::charts::marks::{Filling, Form, Mark, hatching};
use crate::charts::place::{Placed, Size};

impl Painter<'_> {
    pub(super) fn marks(&self, placed: &[Placed<'_>], size: Size, obstacles: &mut Obstacles) {
        for one in placed {
            self.canvas.tag(Some(one.tag));
            let color = self.theme.series(one.place);
            let filling = Filling::from(one.point.standing);
            if let Some(column) = one.column {
                if filling == Filling::Solid {
                    self.canvas.fill(&column.corners(), color);
                } else {
                    self.column(column, color, filling == Filling::Half);
                }
            } else if let Some(high) = one.high {
                self.whisker(one, high, size);
            } else {
                self.mark(one.place, filling, one.low, size.radius).draw(&self.canvas);
            }
            if let Some((from, length)) = one.tick {
                self.tick(from, length, color);
            }
            self.canvas.tag(None);
            obstacles.add(one.frame);
        }
    }

    pub(super) fn mark(&self, place: usize, filling: Filling, center: Spot, radius: f64) -> Mark {
        Mark {
            form: Form::of_series(place),
            filling,
            center,
            radius,
            color: self.theme.series(place),
            background: self.theme.background,
        }
    }

    /// A range: a bar with the series' mark at both ends, and none between, where nothing is told.
    fn whisker(&self, one: &Placed<'_>, high: Spot, size: Size) {
        let color = self.theme.series(one.place);
        let pen = Pen { color, width: size.line, dash: None };
        self.canvas.line(&[one.low, high], pen);
        let filling = Filling::from(one.point.standing);
        for end in [one.low, high] {
            self.mark(one.place, filling, end, size.radius * 0.8).draw(&self.canvas);
        }
    }

    /// A column that is not a whole year's: its edge, hatched where it has no date.
    pub(super) fn column(&self, frame: Frame, color: Color, hatched: bool) {
        self.canvas.fill(&frame.corners(), self.theme.background);
        if hatched {
            let pen = Pen { color, width: 3.0, dash: None };
            let area = [frame.left, frame.top, frame.right, frame.bottom];
            for line in hatching(area, 14.0) {
                self.canvas.line(&line, pen);
            }
        }
        let inner = frame.grown(-2.0);
        if inner.left < inner.right && inner.top < inner.bottom {
            self.canvas.outline(&inner.corners(), color, 4.0);
        } else {
            self.canvas.outline(&frame.corners(), color, 2.0);
        }
    }

    /// An arrow from `from`, `length` downwards (upwards where negative).
    pub(super) fn tick(&self, [x, y]: Spot, length: f64, color: Color) {
        let pen = Pen { color, width: 4.5, dash: None };
        let (tip, head) = (y + length, -length.signum() * 9.0);
        self.canvas.line(&[[x, y], [x, tip]], pen);
        self.canvas.line(&[[x - 8.0, tip + head], [x, tip], [x + 8.0, tip + head]], pen);
    }
}

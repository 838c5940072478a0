//! The marks of points: columns, dots, ranges, and the arrows of bounds.

use super::Painter;
use crate::charts::canvas::{Frame, Pen, Spot};
use crate::charts::drawing::Color;
use crate::charts::labels::Obstacles;
use crate::charts::marks::{DOTTED, Filling, Form, Mark, hatching, pale};
use crate::charts::place::{Placed, Size};
use crate::charts::scene::Look;

/// Half the size of a grey mark.
const SMALL: f64 = 3.0;

impl Painter<'_> {
    pub(super) fn marks(&self, placed: &[Placed<'_>], size: Size, obstacles: &mut Obstacles) {
        for one in placed {
            self.canvas.tag(Some(one.tag));
            let look = self.scene.look(one.place);
            let color = self.color(one.place);
            let filling = Filling::from(one.point.standing);
            if let Some(column) = one.column {
                self.column(column, color, filling, self.looks_checked(one));
                if filling == Filling::Solid && self.scene.shown.len() > 1 {
                    self.pattern(column, look);
                }
            } else if look == Look::Among {
                self.small_mark(one, filling, color);
            } else if let Some(high) = one.high {
                self.whisker(one, high, size);
            } else {
                let mark = self.mark(look, filling, one.low, size.radius);
                Mark { checked: self.looks_checked(one), ..mark }.draw(self.canvas);
            }
            if let Some((from, length)) = one.tick.filter(|_| look != Look::Among) {
                self.tick(from, length, color);
            }
            self.canvas.tag(None);
            if look != Look::Among && one.column.is_none() {
                obstacles.add_mark(one.frame);
            } else if look != Look::Among {
                obstacles.add(one.frame);
            }
        }
    }

    fn looks_checked(&self, one: &Placed<'_>) -> bool {
        one.point.checked || !self.scene.checked_apart
    }

    pub(super) fn mark(&self, look: Look, filling: Filling, center: Spot, radius: f64) -> Mark {
        let (form, radius) = match look {
            Look::Own(at) => (Form::of_series(at), radius),
            Look::Among => (Form::Circle, radius * 0.6),
        };
        let (color, background) = (self.color_of(look), self.theme.background);
        Mark { form, filling, center, radius, color, background, checked: true }
    }

    /// A mark among many: enough to see that there is a value, and to point at.
    fn small_mark(&self, one: &Placed<'_>, filling: Filling, color: Color) {
        for at in [Some(one.low), one.high].into_iter().flatten() {
            if filling == Filling::Solid {
                self.canvas.disc(at, SMALL, color);
            } else {
                self.canvas.ring(at, SMALL, color, SMALL / 2.0);
            }
        }
        if let Some(high) = one.high {
            self.canvas.line(&[one.low, high], Pen { color, width: SMALL / 2.0, dash: None });
        }
    }

    /// A range: a bar with the series' mark at both ends, and none between, where nothing is told.
    fn whisker(&self, one: &Placed<'_>, high: Spot, size: Size) {
        let color = self.color(one.place);
        let pen = Pen { color, width: size.line, dash: None };
        self.canvas.line(&[one.low, high], pen);
        let filling = Filling::from(one.point.standing);
        for end in [one.low, high] {
            let mark = self.mark(self.scene.look(one.place), filling, end, size.radius * 0.8);
            Mark { checked: self.looks_checked(one), ..mark }.draw(self.canvas);
        }
    }

    /// A column: full for a whole year, else its edge, hatched where it has no date; pale with a
    /// dotted edge where nobody has checked it.
    pub(super) fn column(&self, frame: Frame, color: Color, filling: Filling, checked: bool) {
        if filling == Filling::Solid && checked {
            self.canvas.fill(&frame.corners(), color);
            return;
        }
        self.canvas.fill(&frame.corners(), self.theme.background);
        if filling == Filling::Solid {
            self.canvas.fill(&frame.corners(), pale(color));
        } else if filling == Filling::Half {
            let color = if checked { color } else { pale(color) };
            let pen = Pen { color, width: 3.0, dash: None };
            let area = [frame.left, frame.top, frame.right, frame.bottom];
            for line in hatching(area, 14.0) {
                self.canvas.line(&line, pen);
            }
        }
        let inner = frame.grown(-2.0);
        let (edge, width) = if inner.left < inner.right && inner.top < inner.bottom {
            (inner, 4.0)
        } else {
            (frame, 2.0)
        };
        let dash = (!checked).then_some(DOTTED);
        self.canvas.outline(&edge.corners(), Pen { color, width, dash });
    }

    /// An arrow from `from`, `length` downwards (upwards where negative).
    pub(super) fn tick(&self, [x, y]: Spot, length: f64, color: Color) {
        let pen = Pen { color, width: 4.5, dash: None };
        let (tip, head) = (y + length, -length.signum() * 9.0);
        self.canvas.line(&[[x, y], [x, tip]], pen);
        self.canvas.line(&[[x - 8.0, tip + head], [x, tip], [x + 8.0, tip + head]], pen);
    }
}

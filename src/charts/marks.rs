//! The marks that stand for points: a form for each series, a filling for each standing.

use super::canvas::{Canvas, Pen, Spot};
use super::drawing::Color;
use crate::series::Standing;
use std::f64::consts::{FRAC_PI_2, TAU};

/// The outline of a mark. Series differ by it as well as by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A disc.
    Circle,
    /// A square.
    Square,
    /// A triangle that points up.
    TriangleUp,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    TriangleDown,
    /// Five corners.
    Pentagon,
    /// A cross of two beams.
    Plus,
    /// Six corners.
    Hexagon,
}

impl Form {
    /// The form of the series that stands at `place` in the chart. The ninth series has the first
    /// colour again, but the second form.
    pub fn of_series(place: usize) -> Self {
        const FORMS: [Form; 8] = [
            Form::Circle,
            Form::Square,
            Form::TriangleUp,
            Form::Diamond,
            Form::TriangleDown,
            Form::Pentagon,
            Form::Plus,
            Form::Hexagon,
        ];
        let shifted = place + place / FORMS.len();
        FORMS.get(shifted % FORMS.len()).copied().unwrap_or(Self::Circle)
    }

    /// Its corners. All forms look equally large at the same radius.
    fn corners(self, [x, y]: Spot, radius: f64) -> Vec<Spot> {
        let around = |count: u32, size: f64, turn: f64| -> Vec<Spot> {
            let corner = |at: u32| {
                let angle = turn + TAU * f64::from(at) / f64::from(count);
                [x + size * radius * angle.cos(), y + size * radius * angle.sin()]
            };
            (0..count).map(corner).collect()
        };
        match self {
            Self::Circle => around(48, 1.0, -FRAC_PI_2),
            Self::Square => around(4, 1.25, FRAC_PI_2 / 2.0),
            Self::TriangleUp => around(3, 1.35, -FRAC_PI_2),
            Self::TriangleDown => around(3, 1.35, FRAC_PI_2),
            Self::Diamond => around(4, 1.3, 0.0),
            Self::Pentagon => around(5, 1.15, -FRAC_PI_2),
            Self::Hexagon => around(6, 1.12, 0.0),
            Self::Plus => {
                let (long, short) = (1.2 * radius, 0.45 * radius);
                let corner = |dx: f64, dy: f64| [x + dx, y + dy];
                vec![
                    corner(-short, -long),
                    corner(short, -long),
                    corner(short, -short),
                    corner(long, -short),
                    corner(long, short),
                    corner(short, short),
                    corner(short, long),
                    corner(-short, long),
                    corner(-short, short),
                    corner(-long, short),
                    corner(-long, -short),
                    corner(-short, -short),
                ]
            }
        }
    }
}

/// How a mark is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filling {
    /// Wholly: a whole year, or a state on a day.
    Solid,
    /// Not at all: less than a year.
    Hollow,
    /// Its left half: no date given.
    Half,
    /// A dot in the middle: one event, or several years.
    Dot,
    /// A beam across: an average.
    Beam,
}

impl From<Standing> for Filling {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Whole => Self::Solid,
            Standing::PartYear => Self::Hollow,
            Standing::Undated => Self::Half,
            Standing::Event | Standing::MultiYear => Self::Dot,
            Standing::Average => Self::Beam,
        }
    }
}

/// A mark to draw.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its outline.
    pub form: Form,
    /// Its filling.
    pub filling: Filling,
    /// Its middle.
    pub center: Spot,
    /// Half its size.
    pub radius: f64,
    /// Its colour.
    pub color: Color,
    /// The colour behind it.
    pub background: Color,
    /// Whether somebody has checked the value; else its edge is dotted and its filling pale.
    pub checked: bool,
}

/// Dash and gap of a dotted edge: dots as wide as the line, which has round ends.
pub const DOTTED: [f64; 2] = [0.5, 9.0];

/// A colour for what nobody has checked.
pub fn pale(color: Color) -> Color {
    Color { a: color.a / 3, ..color }
}

impl Mark {
    /// Draws it, with a rim in the colour of the background that parts it from what lies behind.
    pub fn draw(&self, canvas: &Canvas) {
        let edge = self.radius * 0.32;
        let rim = Self { color: self.background, radius: self.radius + edge * 0.9, ..*self };
        rim.fill(canvas, rim.color);
        let inside = if self.checked { self.color } else { pale(self.color) };
        if self.filling == Filling::Solid && self.checked {
            self.fill(canvas, inside);
            return;
        }
        self.fill(canvas, self.background);
        match self.filling {
            Filling::Half => {
                let left = left_half(&self.form.corners(self.center, self.radius), self.center[0]);
                canvas.fill(&left, inside);
            }
            Filling::Dot => canvas.disc(self.center, self.radius * 0.38, self.color),
            Filling::Beam => {
                let [x, y] = self.center;
                let reach = self.radius * 0.95;
                let pen = Pen { color: self.color, width: edge, dash: None };
                canvas.line(&[[x - reach, y], [x + reach, y]], pen);
            }
            Filling::Solid => self.fill(canvas, inside),
            Filling::Hollow => {}
        }
        if self.form == Form::Circle && self.checked {
            canvas.ring(self.center, self.radius - edge / 2.0, self.color, edge);
        } else {
            let width = if self.checked { edge } else { edge * 0.75 };
            let dash = (!self.checked).then_some([0.5, width * 2.1]);
            let corners = self.form.corners(self.center, self.radius - edge / 2.0);
            canvas.outline(&corners, Pen { color: self.color, width, dash });
        }
    }

    fn fill(&self, canvas: &Canvas, color: Color) {
        if self.form == Form::Circle {
            canvas.disc(self.center, self.radius, color);
        } else {
            canvas.fill(&self.form.corners(self.center, self.radius), color);
        }
    }
}

/// The part of an area that lies left of `edge` (Sutherland and Hodgman's clipping, one edge).
fn left_half(corners: &[Spot], edge: f64) -> Vec<Spot> {
    let mut kept = Vec::new();
    let next = corners.iter().cycle().skip(1);
    for (from, to) in corners.iter().zip(next) {
        if from[0] <= edge {
            kept.push(*from);
        }
        if (from[0] <= edge) != (to[0] <= edge) {
            let part = (edge - from[0]) / (to[0] - from[0]);
            kept.push([edge, from[1] + part * (to[1] - from[1])]);
        }
    }
    kept
}

/// The slanted lines that fill `[left, top, right, bottom]`, `gap` apart, as pairs of ends.
pub fn hatching([left, top, right, bottom]: [f64; 4], gap: f64) -> Vec<[Spot; 2]> {
    let (width, height) = (right - left, bottom - top);
    if width <= 0.0 || height <= 0.0 || gap <= 0.0 {
        return Vec::new();
    }
    // Lines x + y = c, from the upper left corner to the lower right one.
    let mut lines = Vec::new();
    let mut c = gap / 2.0;
    while c < width + height {
        let upper = [left + c.min(width), top + (c - width).max(0.0)];
        let lower = [left + (c - height).max(0.0), top + c.min(height)];
        lines.push([lower, upper]);
        c += gap;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_of_one_colour_have_different_forms() {
        for place in 0..24 {
            assert_ne!(Form::of_series(place), Form::of_series(place + 8), "{place}");
        }
    }

    #[test]
    fn half_a_square_is_its_left_half() {
        let square = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
        let half = left_half(&square, 1.0);
        assert_eq!(half, [[0.0, 0.0], [1.0, 0.0], [1.0, 4.0], [0.0, 4.0]]);
    }

    #[test]
    fn hatching_stays_inside() {
        let lines = hatching([10.0, 20.0, 40.0, 100.0], 12.0);
        assert!(lines.len() > 5);
        for [x, y] in lines.into_iter().flatten() {
            assert!((10.0..=40.0).contains(&x) && (20.0..=100.0).contains(&y), "{x} {y}");
        }
        assert!(hatching([0.0, 0.0, 0.0, 5.0], 1.0).is_empty());
    }
}

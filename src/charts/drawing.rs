//! The record of a drawn chart: primitives with exact coordinates, each tagged with what it shows.

use super::logo::Picture;
use super::typeface::{Typeface, Typefaces};
use serde::Serialize;

/// A colour with opacity, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity.
    pub a: u8,
}

/// Weight of the one typeface that charts are set in (Inter).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Semi-bold.
    SemiBold,
}

/// Which point of a text its position names; the vertical position is always the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// A shape in pixels of the drawing, from its upper left.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Shape {
    /// A line through points.
    Polyline {
        /// The points.
        points: Vec<[f32; 2]>,
        /// Colour of the line.
        color: Color,
        /// Width in pixels.
        width: f32,
        /// Lengths of dash and gap; `None` is a solid line.
        dash: Option<[f32; 2]>,
    },
    /// A closed area.
    Polygon {
        /// Its corners.
        points: Vec<[f32; 2]>,
        /// Colour inside, if any.
        fill: Option<Color>,
        /// Colour and width of its edge, if any.
        stroke: Option<(Color, f32)>,
    },
    /// A disc or a ring.
    Circle {
        /// Its middle.
        center: [f32; 2],
        /// Radius in pixels.
        radius: f32,
        /// Colour inside, if any.
        fill: Option<Color>,
        /// Colour and width of its edge, if any.
        stroke: Option<(Color, f32)>,
    },
    /// A line of text.
    Text {
        /// Where the baseline begins, is centred or ends, see `anchor`.
        position: [f32; 2],
        /// Which point of the text the position names.
        anchor: Anchor,
        /// The words.
        text: String,
        /// Size in pixels.
        size: f32,
        /// Weight.
        weight: Weight,
        /// Colour.
        color: Color,
        /// Measured box: left, top, right, bottom.
        bounds: [f32; 4],
    },
    /// A picture of dots: the logo of a theme.
    Image {
        /// The box that it fills: left, top, right, bottom.
        bounds: [f32; 4],
        /// What is in it.
        picture: Picture,
    },
}

/// A shape and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Primitive {
    /// The shape.
    pub shape: Shape,
    /// The point it shows: index of the series in the chart, index of the point in the series.
    pub point: Option<(usize, usize)>,
}

/// A drawn chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Everything drawn, the hindmost first.
    pub primitives: Vec<Primitive>,
    /// The chart in words, for those who cannot see it.
    pub description: String,
    /// Its title.
    pub title: String,
    /// Where each year's values stand, so that one can point at a year without any.
    pub years: Vec<YearBand>,
    /// The typeface that texts are set in which it has all letters of, see
    /// [`typeface`](Self::typeface); the others are set in Inter.
    #[serde(skip)]
    pub typefaces: Option<Typefaces>,
}

/// The part of a chart that a year's values stand in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearBand {
    /// The year.
    pub year: i16,
    /// Left, top, right, bottom in pixels of the drawing.
    pub bounds: [f32; 4],
}

impl Drawing {
    /// What `text` is set in: the theme's own typeface, or `None` for Inter.
    pub fn typeface(&self, text: &str, weight: Weight) -> Option<&Typeface> {
        self.typefaces.as_ref()?.of(text, weight)
    }

    /// The year whose values stand at `at`, where the chart has one.
    pub fn year_at(&self, [x, y]: [f32; 2]) -> Option<i16> {
        let inside = |[left, top, right, bottom]: [f32; 4]| {
            (left..right).contains(&x) && (top..=bottom).contains(&y)
        };
        self.years.iter().find(|band| inside(band.bounds)).map(|band| band.year)
    }

    /// The point whose mark is nearest to `at` (in pixels of the drawing), no farther than
    /// `radius`. Marks come before the labels and the lines that belong to a point.
    pub fn nearest(&self, at: [f32; 2], radius: f32) -> Option<(usize, usize)> {
        let near = |marks: bool| {
            let tagged = self.primitives.iter().rev().filter_map(|primitive| {
                let shape = &primitive.shape;
                (shape.is_mark() == marks).then_some((primitive.point?, shape.distance(at)))
            });
            // Of several at one distance the foremost, which comes first.
            tagged
                .filter(|(_, distance)| *distance <= radius)
                .min_by(|(_, a), (_, b)| a.total_cmp(b))
                .map(|(point, _)| point)
        };
        near(true).or_else(|| near(false))
    }
}

impl Shape {
    fn is_mark(&self) -> bool {
        matches!(self, Self::Polygon { .. } | Self::Circle { .. })
    }

    /// How far `at` is from the shape, 0 inside it.
    fn distance(&self, at: [f32; 2]) -> f32 {
        match self {
            Self::Circle { center, radius, .. } => (between(*center, at) - radius).max(0.0),
            Self::Polygon { points, .. } if holds(points, at) => 0.0,
            Self::Polygon { points, .. } => {
                let closing = points.last().zip(points.first());
                sides(points)
                    .chain(closing)
                    .map(|side| from_side(side, at))
                    .fold(f32::MAX, f32::min)
            }
            Self::Polyline { points, .. } => {
                sides(points).map(|side| from_side(side, at)).fold(f32::MAX, f32::min)
            }
            Self::Text { bounds: [left, top, right, bottom], .. }
            | Self::Image { bounds: [left, top, right, bottom], .. } => {
                let inside =
                    [at[0].clamp(*left, right.max(*left)), at[1].clamp(*top, bottom.max(*top))];
                between(inside, at)
            }
        }
    }
}

fn between(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

type Side<'a> = (&'a [f32; 2], &'a [f32; 2]);

fn sides(points: &[[f32; 2]]) -> impl Iterator<Item = Side<'_>> {
    points.iter().zip(points.iter().skip(1))
}

fn from_side((from, to): Side<'_>, at: [f32; 2]) -> f32 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx * dx + dy * dy;
    let along = (at[0] - from[0]) * dx + (at[1] - from[1]) * dy;
    let part = if length > 0.0 { (along / length).clamp(0.0, 1.0) } else { 0.0 };
    between([from[0] + part * dx, from[1] + part * dy], at)
}

/// Whether a closed area holds `at`: a ray to the right crosses its edge an odd number of times.
fn holds(points: &[[f32; 2]], at: [f32; 2]) -> bool {
    let closing = points.last().zip(points.first());
    let crossings = sides(points).chain(closing).filter(|(a, b)| {
        (a[1] > at[1]) != (b[1] > at[1])
            && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0]
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Color = Color { r: 0, g: 0, b: 0, a: 255 };

    fn disc(x: f32, point: (usize, usize)) -> Primitive {
        let shape = Shape::Circle { center: [x, 50.0], radius: 5.0, fill: Some(INK), stroke: None };
        Primitive { shape, point: Some(point) }
    }

    #[test]
    fn the_nearest_mark_is_found_before_labels_and_lines() {
        let square = vec![[100.0, 0.0], [140.0, 0.0], [140.0, 90.0], [100.0, 90.0]];
        let label = Shape::Text {
            position: [20.0, 30.0],
            anchor: Anchor::Start,
            text: "7".to_owned(),
            size: 10.0,
            weight: Weight::Regular,
            color: INK,
            bounds: [20.0, 20.0, 30.0, 30.0],
        };
        let drawing = Drawing {
            width: 200,
            height: 100,
            primitives: vec![
                disc(20.0, (0, 0)),
                disc(40.0, (0, 1)),
                Primitive {
                    shape: Shape::Polygon { points: square, fill: Some(INK), stroke: None },
                    point: Some((1, 0)),
                },
                Primitive { shape: label, point: Some((0, 9)) },
            ],
            description: String::new(),
            title: String::new(),
            years: Vec::new(),
            typefaces: None,
        };
        assert_eq!(drawing.nearest([28.0, 50.0], 10.0), Some((0, 0)));
        assert_eq!(drawing.nearest([33.0, 50.0], 10.0), Some((0, 1)));
        assert_eq!(drawing.nearest([120.0, 45.0], 1.0), Some((1, 0)), "inside a column");
        assert_eq!(drawing.nearest([25.0, 25.0], 2.0), Some((0, 9)), "a label alone");
        assert_eq!(drawing.nearest([70.0, 50.0], 10.0), None);
    }
}

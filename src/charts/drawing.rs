//! The record of a drawn chart: primitives with exact coordinates, each tagged with what it shows.

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
}

//! The canvas that plotters draws on: it paints nothing but records primitives.
//!
//! plotters speaks in whole pixels, so the canvas has sixteen of them to each pixel of a chart
//! whose shorter side is [`SHORT_SIDE`]. What is recorded is scaled to the size that was asked
//! for: a chart is the same picture at every size.

use super::drawing::{Anchor, Color, Primitive, Shape, Weight};
use super::logo::Picture;
use super::spec::Size;
use super::text;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Text};
use plotters::prelude::{Cartesian2d, DrawingArea, IntoDrawingArea, IntoFont, RGBAColor};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, FontTransform, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

/// The shorter side of the chart that a layout is made for, in its pixels.
pub const SHORT_SIDE: f64 = 1080.0;
/// plotters' pixels in one of the layout's.
const FINENESS: f64 = 16.0;
const FAMILY: &str = "Inter";

/// A place on the layout, in its pixels from the upper left.
pub type Spot = [f64; 2];

/// A point's indices: its series in the list drawn, and itself in the series.
pub type Tag = (usize, usize);

/// What is drawn, and how the next thing will be.
#[derive(Debug, Default)]
struct Record {
    primitives: Vec<Primitive>,
    tag: Option<Tag>,
    dash: Option<[f32; 2]>,
}

/// Something to draw on with plotters, from which the record is taken at the end.
pub struct Canvas {
    area: DrawingArea<Recorder, Shift>,
    record: Rc<RefCell<Record>>,
    size: Spot,
    scale: f64,
}

/// An area of the canvas with years across and values up.
pub type Plot = DrawingArea<Recorder, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: f64,
    /// Lengths of dash and gap.
    pub dash: Option<[f64; 2]>,
}

/// How a line of text is set.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// Weight.
    pub weight: Weight,
    /// Size.
    pub size: f64,
    /// Colour.
    pub color: Color,
    /// What the position names.
    pub anchor: Anchor,
}

/// The size of the layout for a picture of `size`.
pub fn layout_size(size: Size, density: f64) -> Spot {
    let scale = SHORT_SIDE * density / f64::from(size.width.min(size.height).max(1));
    [f64::from(size.width) * scale, f64::from(size.height) * scale]
}

impl Canvas {
    /// An empty canvas for a picture of `size`.
    pub fn new(size: Size, density: f64) -> Self {
        let layout = layout_size(size, density);
        let record = Rc::new(RefCell::new(Record::default()));
        let scale = f64::from(size.width.min(size.height)) / (SHORT_SIDE * density);
        let recorder = Recorder {
            fine: (fine(layout[0]).unsigned_abs(), fine(layout[1]).unsigned_abs()),
            scale: scale / FINENESS,
            record: Rc::clone(&record),
        };
        Self { area: recorder.into_drawing_area(), record, size: layout, scale }
    }

    /// Width and height of the layout.
    pub fn size(&self) -> Spot {
        self.size
    }

    /// Pixels of the picture in one of the layout.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// What was drawn, the hindmost first.
    pub fn finish(self) -> Vec<Primitive> {
        std::mem::take(&mut self.record.borrow_mut().primitives)
    }

    /// An area with coordinates: `years` across from `left` to `right`, `values` up from `bottom`
    /// to `top`.
    pub fn plot(&self, frame: &Frame, years: [f64; 2], values: [f64; 2]) -> Plot {
        let across = fine(frame.left)..fine(frame.right);
        // The lowest value stands at the lower edge, which has the greater coordinate.
        let up = fine(frame.bottom)..fine(frame.top);
        let coordinates = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            years[0]..years[1],
            values[0]..values[1],
            (across, up),
        );
        self.area.apply_coord_spec(coordinates)
    }

    /// Tags what is drawn from here on with a point.
    pub fn tag(&self, tag: Option<Tag>) {
        self.record.borrow_mut().tag = tag;
    }

    /// Draws a line in the coordinates of `plot`.
    pub fn line_in(&self, plot: &Plot, points: &[(f64, f64)], pen: Pen) {
        self.record.borrow_mut().dash = pen.dash.map(|dash| dash.map(narrow));
        put(plot, &PathElement::new(points.to_vec(), stroke(pen.color, pen.width)));
        self.record.borrow_mut().dash = None;
    }

    /// Draws a line.
    pub fn line(&self, points: &[Spot], pen: Pen) {
        self.record.borrow_mut().dash = pen.dash.map(|dash| dash.map(narrow));
        put(&self.area, &PathElement::new(all_fine(points), stroke(pen.color, pen.width)));
        self.record.borrow_mut().dash = None;
    }

    /// Fills an area.
    pub fn fill(&self, points: &[Spot], color: Color) {
        if color.a == 0 {
            return;
        }
        put(&self.area, &Polygon::new(all_fine(points), filled(color)));
    }

    /// Draws the edge of an area.
    pub fn outline(&self, points: &[Spot], pen: Pen) {
        let closed: Vec<Spot> = points.iter().chain(points.first()).copied().collect();
        self.line(&closed, pen);
    }

    /// Fills a disc.
    pub fn disc(&self, center: Spot, radius: f64, color: Color) {
        put(&self.area, &Circle::new(at(center), fine(radius), filled(color)));
    }

    /// Draws a ring.
    pub fn ring(&self, center: Spot, radius: f64, color: Color, width: f64) {
        put(&self.area, &Circle::new(at(center), fine(radius), stroke(color, width)));
    }

    /// Draws a picture of dots, which plotters knows nothing of.
    pub fn image(&self, frame: &Frame, picture: &Picture) {
        let shape = Shape::Image { bounds: frame.scaled(self.scale), picture: picture.clone() };
        self.record.borrow_mut().primitives.push(Primitive { shape, point: None });
    }

    /// Draws a line of text with its baseline at `position`.
    pub fn text(&self, words: &str, position: Spot, letters: Letters) {
        let style = match letters.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::SemiBold => FontStyle::Bold,
        };
        let h_pos = match letters.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle {
            font: (FAMILY, letters.size * FINENESS).into_font().style(style),
            color: backend_color(letters.color),
            pos: Pos::new(h_pos, VPos::Bottom),
        };
        put(&self.area, &Text::new(words, at(position), style));
    }
}

/// Where a place of `plot` lies on the layout.
pub fn spot(plot: &Plot, year: f64, value: f64) -> Spot {
    let (x, y) = plot.map_coordinate(&(year, value));
    [f64::from(x) / FINENESS, f64::from(y) / FINENESS]
}

/// The edges of an area of the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Frame {
    /// The frame around a line of text.
    pub fn of_text(words: &str, position: Spot, letters: Letters) -> Self {
        let extent = text::measure(words, letters.weight, letters.size);
        let left = match letters.anchor {
            Anchor::Start => position[0],
            Anchor::Middle => position[0] - extent.width / 2.0,
            Anchor::End => position[0] - extent.width,
        };
        Self {
            left,
            top: position[1] - extent.ascent,
            right: left + extent.width,
            bottom: position[1] + extent.descent,
        }
    }

    /// The frame with `by` added on every side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Its edges in pixels of a picture: left, top, right, bottom.
    pub fn scaled(&self, scale: f64) -> [f32; 4] {
        [self.left, self.top, self.right, self.bottom].map(|edge| narrow(edge * scale))
    }

    /// How far the two are apart; nothing where they touch.
    pub fn distance(&self, other: &Self) -> f64 {
        let across = (other.left - self.right).max(self.left - other.right).max(0.0);
        across.hypot((other.top - self.bottom).max(self.top - other.bottom).max(0.0))
    }

    /// Whether the two share an area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Its corners, clockwise from the upper left.
    pub fn corners(&self) -> [Spot; 4] {
        [
            [self.left, self.top],
            [self.right, self.top],
            [self.right, self.bottom],
            [self.left, self.bottom],
        ]
    }
}

/// Draws an element. Drawing into the record cannot fail; should plotters itself refuse, that is
/// told and the rest is drawn.
fn put<'a, CT, E, B>(area: &DrawingArea<Recorder, CT>, element: &'a E)
where
    CT: plotters::coord::CoordTranslate,
    &'a E: PointCollection<'a, CT::From, B>,
    E: Drawable<Recorder, B>,
    B: plotters::element::CoordMapper,
{
    if let Err(error) = area.draw(element) {
        tracing::error!("a part of the chart was not drawn: {error}");
    }
}

/// A length in sixteenths of a pixel, as plotters wants it.
#[expect(clippy::cast_possible_truncation, reason = "a cast saturates; no picture is that large")]
fn fine(length: f64) -> i32 {
    (length * FINENESS).round() as i32
}

/// A length as the record keeps it.
#[expect(clippy::cast_possible_truncation, reason = "the record keeps single precision")]
pub fn narrow(length: f64) -> f32 {
    length as f32
}

fn at(spot: Spot) -> BackendCoord {
    (fine(spot[0]), fine(spot[1]))
}

fn all_fine(points: &[Spot]) -> Vec<BackendCoord> {
    points.iter().copied().map(at).collect()
}

fn backend_color(color: Color) -> BackendColor {
    BackendColor { alpha: f64::from(color.a) / 255.0, rgb: (color.r, color.g, color.b) }
}

fn filled(color: Color) -> ShapeStyle {
    ShapeStyle { filled: true, ..stroke(color, 0.0) }
}

fn stroke(color: Color, width: f64) -> ShapeStyle {
    let color = RGBAColor(color.r, color.g, color.b, f64::from(color.a) / 255.0);
    ShapeStyle { color, filled: false, stroke_width: fine(width).unsigned_abs() }
}

/// plotters' way into the record.
pub struct Recorder {
    fine: (u32, u32),
    /// Pixels of the picture in one of plotters'.
    scale: f64,
    record: Rc<RefCell<Record>>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Recorder {
    fn pixel(&self, (x, y): BackendCoord) -> [f32; 2] {
        [narrow(f64::from(x) * self.scale), narrow(f64::from(y) * self.scale)]
    }

    fn length(&self, length: u32) -> f32 {
        narrow(f64::from(length) * self.scale)
    }

    fn keep(&self, shape: Shape) {
        let mut record = self.record.borrow_mut();
        let point = record.tag;
        record.primitives.push(Primitive { shape, point });
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "opacity lies between 0 and 1"
)]
fn color_of(color: BackendColor) -> Color {
    let (r, g, b) = color.rgb;
    Color { r, g, b, a: (color.alpha * 255.0).round() as u8 }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.fine
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let dash = self.record.borrow().dash;
        // A dash is told in the layout's pixels, of which each has sixteen of plotters'.
        let dash = dash.map(|dash| dash.map(|d| d * narrow(self.scale * FINENESS)));
        self.keep(Shape::Polyline {
            points: path.into_iter().map(|point| self.pixel(point)).collect(),
            color: color_of(style.color()),
            width: self.length(style.stroke_width()),
            dash,
        });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (upper_left, bottom_right);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            return self.fill_polygon(corners, style);
        }
        self.draw_path(corners.into_iter().chain([(left, top)]), style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let color = color_of(style.color());
        self.keep(Shape::Circle {
            center: self.pixel(center),
            radius: self.length(radius),
            fill: fill.then_some(color),
            stroke: (!fill).then(|| (color, self.length(style.stroke_width()))),
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.keep(Shape::Polygon {
            points: vert.into_iter().map(|point| self.pixel(point)).collect(),
            fill: Some(color_of(style.color())),
            stroke: None,
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Drawn {
        debug_assert!(matches!(style.transform(), FontTransform::None), "all text is level");
        let weight = match style.style() {
            FontStyle::Bold => Weight::SemiBold,
            _ => Weight::Regular,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let color = color_of(style.color());
        let size = style.size() * self.scale;
        let position = self.pixel(pos);
        let letters = Letters { weight, size, color, anchor };
        let frame = Frame::of_text(words, position.map(f64::from), letters);
        self.keep(Shape::Text {
            position,
            anchor,
            text: words.to_owned(),
            size: narrow(size),
            weight,
            color,
            bounds: [frame.left, frame.top, frame.right, frame.bottom].map(narrow),
        });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let extent = text::measure(words, Weight::Regular, style.size());
        let whole = |length: f64| fine(length / FINENESS).unsigned_abs();
        Ok((whole(extent.width), whole(extent.ascent + extent.descent)))
    }
}

//! Paints a chart's record in the window, as it will be exported: the same shapes at the same
//! places, in the same typeface, made smaller or larger as a whole.

use super::own_look;
use crate::app::theme;
use crate::charts::{Anchor, Color, Drawing, Shape as Drawn, Weight};
use eframe::egui::epaint::{PathStroke, TessellationOptions, Tessellator};
use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2};
use std::sync::Arc;

/// How a drawing's pixels lie on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Where the drawing lies.
    pub rect: Rect,
    /// Points of the screen a pixel of the drawing.
    pub scale: f32,
}

impl Fit {
    /// The largest picture of `drawing` in the middle of `room`.
    pub fn new(drawing: &Drawing, room: Rect) -> Self {
        let size = Vec2::new(drawing.width.max(1) as f32, drawing.height.max(1) as f32);
        let scale = (room.width() / size.x).min(room.height() / size.y).max(0.0);
        Self { rect: Rect::from_center_size(room.center(), size * scale), scale }
    }

    /// A place of the drawing on the screen.
    pub fn to_screen(self, [x, y]: [f32; 2]) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * self.scale
    }

    /// A place of the screen in the drawing.
    pub fn to_drawing(self, at: Pos2) -> [f32; 2] {
        let inside = (at - self.rect.min) / self.scale.max(f32::MIN_POSITIVE);
        [inside.x, inside.y]
    }
}

/// A drawing made ready for one place on the screen: its shapes as triangles, in runs between its
/// texts. Painting it again costs nothing that grows with its points.
#[derive(Default)]
pub struct Ready {
    of: Option<Key>,
    layers: Vec<Layer>,
}

/// What the triangles depend on.
struct Key {
    drawing: Arc<Drawing>,
    fit: Fit,
    pixels_per_point: f32,
}

enum Layer {
    Shapes(Arc<Mesh>),
    /// The place of a text or a picture among the drawing's primitives.
    Alone(usize),
}

impl Ready {
    /// Paints the drawing.
    pub fn paint(&mut self, painter: &Painter, drawing: &Arc<Drawing>, fit: Fit) {
        let pixels_per_point = painter.ctx().pixels_per_point();
        // The handle is compared and not what it holds.
        let is_same = self.of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.drawing, drawing)
                && of.fit == fit
                && of.pixels_per_point.to_bits() == pixels_per_point.to_bits()
        });
        if !is_same {
            self.layers = layers(painter, drawing, fit);
            self.of = Some(Key { drawing: Arc::clone(drawing), fit, pixels_per_point });
        }
        let painter = painter.with_clip_rect(painter.clip_rect().intersect(fit.rect));
        for layer in &self.layers {
            match layer {
                Layer::Shapes(mesh) => {
                    painter.add(Shape::Mesh(Arc::clone(mesh)));
                }
                Layer::Alone(at) => {
                    if let Some(primitive) = drawing.primitives.get(*at) {
                        alone(&painter, drawing, &primitive.shape, fit);
                    }
                }
            }
        }
    }
}

fn layers(painter: &Painter, drawing: &Drawing, fit: Fit) -> Vec<Layer> {
    // Discs of the font's picture would be lost when that is made anew.
    let options = painter.ctx().tessellation_options(|options| TessellationOptions {
        prerasterized_discs: false,
        ..*options
    });
    let pixels_per_point = painter.ctx().pixels_per_point();
    let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    let mut layers = Vec::new();
    let mut run = Mesh::default();
    for (at, primitive) in drawing.primitives.iter().enumerate() {
        if let Drawn::Text { .. } | Drawn::Image { .. } = &primitive.shape {
            if !run.is_empty() {
                layers.push(Layer::Shapes(Arc::new(std::mem::take(&mut run))));
            }
            layers.push(Layer::Alone(at));
        } else {
            for shape in shapes(&primitive.shape, fit) {
                tessellator.tessellate_shape(shape, &mut run);
            }
        }
    }
    if !run.is_empty() {
        layers.push(Layer::Shapes(Arc::new(run)));
    }
    layers
}

/// Paints what is no triangles of one colour: a text, a picture.
fn alone(painter: &Painter, drawing: &Drawing, shape: &Drawn, fit: Fit) {
    let (position, anchor, text, size, weight, color) = match shape {
        Drawn::Text { position, anchor, text, size, weight, color, .. } => {
            (position, anchor, text, size, weight, color)
        }
        Drawn::Image { bounds: [left, top, right, bottom], picture } => {
            let corners = [[*left, *top], [*right, *bottom]].map(|corner| fit.to_screen(corner));
            own_look::paint_picture(painter, picture, Rect::from_min_max(corners[0], corners[1]));
            return;
        }
        _ => return,
    };
    let points = size * fit.scale;
    let own = own_look::font(painter.ctx(), drawing, text, *weight, points);
    let font = own.unwrap_or_else(|| match weight {
        Weight::Regular => theme::font(points),
        Weight::SemiBold => theme::strong_font(points),
    });
    let color = color32(*color);
    let galley = painter.layout_no_wrap(text.clone(), font, color);
    let first = galley.rows.first();
    let baseline = first.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    let left = match anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => galley.size().x / 2.0,
        Anchor::End => galley.size().x,
    };
    let at = fit.to_screen(*position) - Vec2::new(left, baseline.unwrap_or(0.0));
    painter.galley(at, galley, color);
}

/// The box around the marks of a point, in the drawing: left, top, right, bottom.
pub fn mark_bounds(drawing: &Drawing, point: (usize, usize)) -> Option<[f32; 4]> {
    let of_point = drawing.primitives.iter().filter(|one| one.point == Some(point));
    of_point
        .filter_map(|primitive| match &primitive.shape {
            Drawn::Circle { center: [x, y], radius, .. } => {
                Some([x - radius, y - radius, x + radius, y + radius])
            }
            Drawn::Polygon { points, .. } => {
                points.iter().map(|[x, y]| [*x, *y, *x, *y]).reduce(around)
            }
            Drawn::Polyline { .. } | Drawn::Text { .. } | Drawn::Image { .. } => None,
        })
        .reduce(around)
}

fn around(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The screen's shapes for one of the drawing's; text is laid out elsewhere.
fn shapes(shape: &Drawn, fit: Fit) -> Vec<Shape> {
    let stroke = |(color, width): (Color, f32)| Stroke::new(width * fit.scale, color32(color));
    match shape {
        Drawn::Polyline { points, color, width, dash } => {
            let points: Vec<Pos2> = points.iter().map(|at| fit.to_screen(*at)).collect();
            let stroke = stroke((*color, *width));
            match dash {
                Some([dash, gap]) => {
                    Shape::dashed_line(&points, stroke, dash * fit.scale, gap * fit.scale)
                }
                None => vec![Shape::line(points, stroke)],
            }
        }
        Drawn::Polygon { points, fill, stroke: edge } => {
            let points: Vec<Pos2> = points.iter().map(|at| fit.to_screen(*at)).collect();
            let mut shapes = Vec::new();
            if let Some(fill) = fill {
                shapes.extend(filled(&points, color32(*fill)));
            }
            if let Some(edge) = edge {
                shapes.push(Shape::closed_line(points, PathStroke::from(stroke(*edge))));
            }
            shapes
        }
        Drawn::Circle { center, radius, fill, stroke: edge } => {
            let (center, radius) = (fit.to_screen(*center), radius * fit.scale);
            let fill = fill.map(|fill| Shape::circle_filled(center, radius, color32(fill)));
            let edge = edge.map(|edge| Shape::circle_stroke(center, radius, stroke(edge)));
            fill.into_iter().chain(edge).collect()
        }
        Drawn::Text { .. } | Drawn::Image { .. } => Vec::new(),
    }
}

/// An area: as one path where it is convex, which is all that egui fills, else as a fan around its
/// middle, which is right for every form that is seen whole from there (a cross, a star).
fn filled(points: &[Pos2], fill: Color32) -> Vec<Shape> {
    if points.len() < 3 {
        return Vec::new();
    }
    if is_convex(points) {
        return vec![Shape::convex_polygon(points.to_vec(), fill, Stroke::NONE)];
    }
    let sum = points.iter().fold(Vec2::ZERO, |sum, point| sum + point.to_vec2());
    let middle = (sum / points.len() as f32).to_pos2();
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, fill);
    for point in points {
        mesh.colored_vertex(*point, fill);
    }
    let count = u32::try_from(points.len()).unwrap_or(0);
    for at in 0..count {
        mesh.add_triangle(0, at + 1, (at + 1) % count + 1);
    }
    // The fan's own edge would be jagged: a hairline smooths it.
    let edge = Shape::closed_line(points.to_vec(), PathStroke::new(0.5, fill));
    vec![Shape::mesh(mesh), edge]
}

fn is_convex(points: &[Pos2]) -> bool {
    let next = points.iter().cycle().skip(1);
    let after = points.iter().cycle().skip(2);
    let turns: Vec<f32> = points
        .iter()
        .zip(next)
        .zip(after)
        .map(|((a, b), c)| {
            let (one, other) = (*b - *a, *c - *b);
            one.x * other.y - one.y * other.x
        })
        .collect();
    turns.iter().all(|turn| *turn >= -1e-3) || turns.iter().all(|turn| *turn <= 1e-3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Primitive;
    use eframe::egui::pos2;

    fn at(points: &[[f32; 2]]) -> Vec<Pos2> {
        points.iter().map(|[x, y]| pos2(*x, *y)).collect()
    }

    #[test]
    fn a_picture_fits_its_room_and_leads_back() {
        let drawing = Drawing {
            width: 1920,
            height: 1080,
            primitives: Vec::new(),
            description: String::new(),
            title: String::new(),
            years: Vec::new(),
            typefaces: None,
        };
        let room = Rect::from_min_size(pos2(100.0, 50.0), Vec2::new(960.0, 1000.0));
        let fit = Fit::new(&drawing, room);
        assert_eq!(fit.scale, 0.5);
        assert_eq!(fit.rect.size(), Vec2::new(960.0, 540.0));
        assert_eq!(fit.rect.center(), room.center());
        let there = fit.to_screen([300.0, 400.0]);
        assert_eq!(fit.to_drawing(there), [300.0, 400.0]);
    }

    #[test]
    fn a_points_marks_have_one_box() {
        let disc = |x: f32, point| Primitive {
            shape: Drawn::Circle { center: [x, 10.0], radius: 2.0, fill: None, stroke: None },
            point,
        };
        let drawing = Drawing {
            width: 100,
            height: 100,
            primitives: vec![disc(5.0, Some((0, 1))), disc(9.0, Some((0, 1))), disc(70.0, None)],
            description: String::new(),
            title: String::new(),
            years: Vec::new(),
            typefaces: None,
        };
        assert_eq!(mark_bounds(&drawing, (0, 1)), Some([3.0, 8.0, 11.0, 12.0]));
        assert_eq!(mark_bounds(&drawing, (0, 2)), None);
    }

    #[test]
    fn a_notched_form_is_filled_as_a_fan() {
        let square = at(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]);
        assert!(is_convex(&square));
        let notched = at(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 1.0], [0.0, 4.0]]);
        assert!(!is_convex(&notched));
        let [Shape::Mesh(mesh), Shape::Path(_)] = &filled(&notched, Color32::RED)[..] else {
            panic!("a notched form is a fan with an edge");
        };
        assert_eq!(mesh.indices.len(), 3 * notched.len());
        assert!(filled(&square[..2], Color32::RED).is_empty());
    }

    #[test]
    fn opacity_and_dashes_are_kept() {
        let fit = Fit { rect: Rect::from_min_size(Pos2::ZERO, Vec2::splat(100.0)), scale: 1.0 };
        let half = Color { r: 200, g: 0, b: 0, a: 128 };
        let line = Drawn::Polyline {
            points: vec![[0.0, 0.0], [20.0, 0.0]],
            color: half,
            width: 2.0,
            dash: Some([6.0, 4.0]),
        };
        let dashes = shapes(&line, fit);
        assert_eq!(dashes.len(), 2);
        for dash in dashes {
            let Shape::LineSegment { stroke, .. } = dash else { panic!("a dash is a segment") };
            assert_eq!(stroke.color, Color32::from_rgba_unmultiplied(200, 0, 0, 128));
            assert_eq!(stroke.width, 2.0);
        }
    }
}

//! Small line drawings for buttons, painted: no icon font to ship, sharp at every zoom.

use crate::project::Highlight;
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A magnifying glass: find.
    Search,
    /// A cross: close, clear.
    Close,
    /// An angle to the left: back.
    Back,
    /// An angle to the right: forward; something closed that can be opened.
    Forward,
    /// An angle downwards: something open.
    Down,
    /// An angle upwards.
    Up,
    /// Three lines: the menu.
    Menu,
    /// A folder.
    Folder,
    /// A square: stop.
    Stop,
    /// A triangle: go on.
    Play,
    /// A tick: on, done.
    Tick,
    /// A padlock: locked with a password.
    Lock,
    /// A sheet with lines: a note.
    Note,
    /// A pen: changed by the user.
    Pen,
    /// A plus: added by the user.
    Plus,
    /// A flag: to be looked at.
    Flag,
    /// A table: lines and columns.
    Table,
    /// An arrow that comes back: taken over from an earlier report.
    Repeat,
}

/// Paints `icon` in the middle of `area`, 16 points wide.
pub fn paint(painter: &Painter, icon: Icon, area: Rect, color: Color32) {
    let middle = area.center();
    let stroke = Stroke::new(1.4, color);
    let at = |x: f32, y: f32| pos2(middle.x + x, middle.y + y);
    let line = |points: &[Pos2]| {
        painter.add(Shape::line(points.to_vec(), stroke));
    };
    match icon {
        Icon::Search => {
            painter.circle_stroke(at(-1.0, -1.0), 4.0, stroke);
            line(&[at(2.0, 2.0), at(5.5, 5.5)]);
        }
        Icon::Lock => {
            let body = Rect::from_center_size(at(0.0, 2.5), vec2(8.0, 6.0));
            painter.rect_filled(body, 1.0, color);
            line(&[
                at(-2.5, 0.0),
                at(-2.5, -3.0),
                at(-1.0, -5.0),
                at(1.0, -5.0),
                at(2.5, -3.0),
                at(2.5, 0.0),
            ]);
        }
        Icon::Close => {
            line(&[at(-3.5, -3.5), at(3.5, 3.5)]);
            line(&[at(-3.5, 3.5), at(3.5, -3.5)]);
        }
        Icon::Back => line(&[at(2.0, -4.5), at(-2.5, 0.0), at(2.0, 4.5)]),
        Icon::Forward => line(&[at(-2.0, -4.5), at(2.5, 0.0), at(-2.0, 4.5)]),
        Icon::Down => line(&[at(-4.0, -2.0), at(0.0, 2.5), at(4.0, -2.0)]),
        Icon::Up => line(&[at(-4.0, 2.0), at(0.0, -2.5), at(4.0, 2.0)]),
        Icon::Menu => {
            for y in [-4.0, 0.0, 4.0] {
                line(&[at(-5.5, y), at(5.5, y)]);
            }
        }
        Icon::Folder => line(&[
            at(-6.0, 4.5),
            at(-6.0, -4.0),
            at(-2.0, -4.0),
            at(-0.5, -2.5),
            at(6.0, -2.5),
            at(6.0, 4.5),
            at(-6.0, 4.5),
        ]),
        Icon::Stop => {
            painter.rect_filled(Rect::from_min_max(at(-4.0, -4.0), at(4.0, 4.0)), 1.0, color);
        }
        Icon::Play => {
            let corners = vec![at(-3.0, -4.5), at(4.5, 0.0), at(-3.0, 4.5)];
            painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
        }
        Icon::Note => {
            line(&[at(-4.5, -5.5), at(4.5, -5.5), at(4.5, 2.0), at(1.0, 5.5), at(-4.5, 5.5)]);
            line(&[at(-4.5, 5.5), at(-4.5, -5.5)]);
            for y in [-2.5, 0.5] {
                line(&[at(-2.0, y), at(2.0, y)]);
            }
        }
        Icon::Pen => line(&[
            at(-4.5, 4.5),
            at(-3.8, 1.5),
            at(2.0, -4.3),
            at(4.3, -2.0),
            at(-1.5, 3.8),
            at(-4.5, 4.5),
        ]),
        Icon::Plus => {
            line(&[at(-4.5, 0.0), at(4.5, 0.0)]);
            line(&[at(0.0, -4.5), at(0.0, 4.5)]);
        }
        Icon::Flag => {
            line(&[at(-3.5, 5.5), at(-3.5, -5.0)]);
            let cloth = vec![at(-3.5, -5.0), at(4.5, -2.2), at(-3.5, 0.6)];
            painter.add(Shape::convex_polygon(cloth, color, Stroke::NONE));
        }
        Icon::Repeat => {
            line(&[at(4.5, -1.5), at(4.5, 3.0), at(-4.5, 3.0), at(-4.5, -2.5), at(2.0, -2.5)]);
            line(&[at(-0.5, -5.0), at(2.0, -2.5), at(-0.5, 0.0)]);
        }
        Icon::Table => {
            let frame = Rect::from_min_max(at(-5.5, -4.5), at(5.5, 4.5));
            painter.rect_stroke(frame, 1.0, stroke, StrokeKind::Middle);
            line(&[at(-5.5, -1.5), at(5.5, -1.5)]);
            line(&[at(-5.5, 1.5), at(5.5, 1.5)]);
            line(&[at(-1.5, -4.5), at(-1.5, 4.5)]);
        }
        Icon::Tick => line(&[at(-4.0, 0.5), at(-1.0, 3.5), at(4.5, -3.5)]),
    }
}

/// Paints the sign of a highlight's colour: a shape for each, so that colour alone tells nothing.
pub fn highlight_sign(painter: &Painter, highlight: Highlight, middle: Pos2, color: Color32) {
    let at = |x: f32, y: f32| pos2(middle.x + x, middle.y + y);
    let filled = |corners: Vec<Pos2>| {
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    };
    match highlight {
        Highlight::Yellow => {
            painter.circle_filled(middle, 4.0, color);
        }
        Highlight::Green => {
            painter.rect_filled(Rect::from_min_max(at(-3.5, -3.5), at(3.5, 3.5)), 0.0, color);
        }
        Highlight::Blue => filled(vec![at(0.0, -4.5), at(4.5, 3.5), at(-4.5, 3.5)]),
        Highlight::Pink => filled(vec![at(0.0, -4.8), at(4.8, 0.0), at(0.0, 4.8), at(-4.8, 0.0)]),
    }
}

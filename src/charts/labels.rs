//! Finding places for labels where they cover nothing.

use super::canvas::{Frame, Letters, Spot};
use super::drawing::Anchor;
use super::text;

/// What labels must keep clear of.
#[derive(Debug, Default)]
pub struct Obstacles {
    frames: Vec<Frame>,
    lines: Vec<[Spot; 2]>,
    marks: Vec<Frame>,
}

/// How many times as far as from its own mark a label is from every other, so that it is read as
/// the right one's.
const CLEARLY: f64 = 1.8;

impl Obstacles {
    /// Keeps an area clear.
    pub fn add(&mut self, frame: Frame) {
        self.frames.push(frame);
    }

    /// Keeps a mark clear, and labels of other marks away from it.
    pub fn add_mark(&mut self, frame: Frame) {
        self.frames.push(frame);
        self.marks.push(frame);
    }

    /// Whether words at `frame` would be read as those of another mark than `own`.
    fn misread(&self, frame: &Frame, own: &Frame) -> bool {
        let near = frame.distance(own);
        let others = self.marks.iter().filter(|mark| *mark != own);
        others.into_iter().any(|other| frame.distance(other) < near * CLEARLY)
    }

    /// Keeps a line clear.
    pub fn add_line(&mut self, from: Spot, to: Spot) {
        self.lines.push([from, to]);
    }

    /// Whether nothing is in the way at `frame`.
    fn clear(&self, frame: &Frame) -> bool {
        !self.frames.iter().any(|other| other.overlaps(frame))
            && !self.lines.iter().any(|[from, to]| crosses(frame, *from, *to))
    }
}

/// Whether a line passes through a frame (Liang and Barsky's clipping).
fn crosses(frame: &Frame, from: Spot, to: Spot) -> bool {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let edges = [
        (-dx, from[0] - frame.left),
        (dx, frame.right - from[0]),
        (-dy, from[1] - frame.top),
        (dy, frame.bottom - from[1]),
    ];
    for (speed, distance) in edges {
        if speed == 0.0 {
            if distance < 0.0 {
                return false;
            }
        } else if speed < 0.0 {
            enters = enters.max(distance / speed);
        } else {
            leaves = leaves.min(distance / speed);
        }
    }
    enters <= leaves
}

/// A side of a mark that its label may stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
    /// Right of it.
    Right,
    /// Left of it.
    Left,
    /// Above it, to the right.
    AboveRight,
    /// Above it, to the left.
    AboveLeft,
    /// Below it, to the right.
    BelowRight,
    /// Below it, to the left.
    BelowLeft,
    /// Above it, beginning with its left edge.
    AboveFrom,
    /// Above it, ending with its right edge.
    AboveTo,
}

/// All sides, the best first.
pub const SIDES: [Side; 8] = [
    Side::Above,
    Side::Right,
    Side::Below,
    Side::Left,
    Side::AboveRight,
    Side::BelowRight,
    Side::AboveLeft,
    Side::BelowLeft,
];

/// A label that has found its place: where its text is anchored.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Baseline position.
    pub position: Spot,
    /// How the text is set there.
    pub letters: Letters,
}

/// Finds a place beside `mark` for a label, within `area`, clear of all obstacles (the mark may be
/// one of them) and plainly nearer to it than to any other mark, and keeps it clear from then on.
pub fn find_place(
    words: &str,
    letters: Letters,
    mark: Frame,
    sides: &[Side],
    area: &Frame,
    obstacles: &mut Obstacles,
) -> Option<Found> {
    const GAP: f64 = 11.0;
    // Less than the air around it, so that it is clear of a column that is higher.
    const FLUSH: f64 = 4.0;
    let extent = text::measure(words, letters.weight, letters.size);
    let middle = f64::midpoint(mark.left, mark.right);
    // The baseline that sets the text's own middle at the mark's.
    let level = f64::midpoint(mark.top, mark.bottom) + (extent.ascent - extent.descent) / 2.0;
    let above = mark.top - GAP - extent.descent;
    let below = mark.bottom + GAP + extent.ascent;
    let (left, right) = (mark.left - GAP, mark.right + GAP);
    for side in sides {
        let (position, anchor) = match side {
            Side::Above => ([middle, above], Anchor::Middle),
            Side::Below => ([middle, below], Anchor::Middle),
            Side::Right => ([right, level], Anchor::Start),
            Side::Left => ([left, level], Anchor::End),
            Side::AboveRight => ([middle, above], Anchor::Start),
            Side::AboveLeft => ([middle, above], Anchor::End),
            Side::AboveFrom => ([mark.left + FLUSH, above], Anchor::Start),
            Side::AboveTo => ([mark.right - FLUSH, above], Anchor::End),
            Side::BelowRight => ([middle, below], Anchor::Start),
            Side::BelowLeft => ([middle, below], Anchor::End),
        };
        let letters = Letters { anchor, ..letters };
        let frame = Frame::of_text(words, position, letters);
        let with_air = frame.grown(GAP * 0.6);
        if area.covers(&frame) && obstacles.clear(&with_air) && !obstacles.misread(&frame, &mark) {
            obstacles.add(with_air);
            return Some(Found { position, letters });
        }
    }
    None
}

/// Moves blocks apart that want to stand at `wanted` (their middles), each `heights` tall, so that
/// none overlaps another and all lie between `top` and `bottom`. Hands back their middles, or
/// nothing where they are too tall together.
pub fn spread(wanted: &[f64], heights: &[f64], top: f64, bottom: f64) -> Option<Vec<f64>> {
    if heights.iter().sum::<f64>() > bottom - top {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len().min(heights.len())).collect();
    let key = |at: &usize| wanted.get(*at).copied().unwrap_or(0.0);
    order.sort_by(|a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
    let height = |at: usize| heights.get(at).copied().unwrap_or(0.0);
    // Downwards each block makes room for the one above, then upwards for the edge below.
    let mut middles = vec![0.0; order.len()];
    let mut free = top;
    for at in &order {
        let half = height(*at) / 2.0;
        let middle = key(at).max(free + half);
        free = middle + half;
        if let Some(slot) = middles.get_mut(*at) {
            *slot = middle;
        }
    }
    let mut free = bottom;
    for at in order.iter().rev() {
        let half = height(*at) / 2.0;
        if let Some(slot) = middles.get_mut(*at) {
            *slot = slot.min(free - half);
            free = *slot - half;
        }
    }
    Some(middles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_frame_or_passes_by() {
        let frame = Frame { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!(crosses(&frame, [0.0, 15.0], [30.0, 15.0]));
        assert!(crosses(&frame, [12.0, 12.0], [13.0, 13.0]), "inside");
        assert!(!crosses(&frame, [0.0, 0.0], [30.0, 5.0]));
        assert!(!crosses(&frame, [0.0, 15.0], [5.0, 15.0]), "ends before");
        assert!(crosses(&frame, [15.0, 0.0], [15.0, 30.0]), "upright");
    }

    #[test]
    fn a_label_stands_nearest_to_its_own_mark_or_nowhere() {
        let letters = Letters {
            weight: crate::charts::drawing::Weight::Regular,
            size: 20.0,
            color: crate::charts::drawing::Color { r: 0, g: 0, b: 0, a: 255 },
            anchor: Anchor::Start,
        };
        let area = Frame { left: 0.0, top: 0.0, right: 400.0, bottom: 400.0 };
        let mark = |x: f64, y: f64| Frame { left: x, top: y, right: x, bottom: y }.grown(10.0);
        let own = mark(200.0, 200.0);
        // Above and to the left of it would be beside the other.
        let mut obstacles = Obstacles::default();
        for one in [own, mark(222.0, 176.0)] {
            obstacles.add_mark(one);
        }
        let sides = [Side::AboveLeft, Side::Below];
        let found = find_place("106", letters, own, &sides, &area, &mut obstacles).unwrap();
        assert!(found.position[1] > own.bottom, "{found:?}");
        let mut obstacles = Obstacles::default();
        for one in [own, mark(222.0, 176.0)] {
            obstacles.add_mark(one);
        }
        let sides = [Side::AboveLeft];
        assert!(find_place("106", letters, own, &sides, &area, &mut obstacles).is_none());
    }

    #[test]
    fn blocks_move_apart_and_stay_inside() {
        let middles = spread(&[50.0, 52.0, 98.0], &[20.0; 3], 0.0, 100.0).unwrap();
        assert_eq!(middles, [50.0, 70.0, 90.0]);
        let middles = spread(&[95.0, 96.0], &[20.0; 2], 0.0, 100.0).unwrap();
        assert_eq!(middles, [70.0, 90.0]);
        assert_eq!(spread(&[1.0, 2.0], &[60.0; 2], 0.0, 100.0), None);
    }
}

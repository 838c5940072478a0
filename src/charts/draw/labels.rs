//! Values written beside their marks, and in the layers of a stack.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Tag};
use crate::charts::drawing::{Anchor, Color};
use crate::charts::labels::{Obstacles, SIDES, Side, find_place};
use crate::charts::numbers::{sum_label, value_label};
use crate::charts::place::{Layer, Placed};
use crate::charts::scene::{Kind, Look, Scene};
use crate::charts::text;

/// Which values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As many as find room: of a crowd the last, the highest and the first of each series, for the
    /// axis tells the rest.
    All,
    /// The same, but all inside the plot.
    Many,
    /// The last of each series, where there are few.
    Last,
}

impl Painter<'_> {
    /// Writes values beside their marks, as many as find room.
    pub(super) fn value_labels(
        &self,
        placed: &[Placed<'_>],
        written: Written,
        area: &Frame,
        obstacles: &mut Obstacles,
    ) {
        if self.scene.kind == Kind::Stacked {
            self.layer_labels(placed, obstacles);
            self.total_labels(placed, written, area, obstacles);
        }
        let chosen = match written {
            Written::All | Written::Many => labelled(placed, self.scene),
            Written::Last => last_of_few(placed, self.scene),
        };
        for one in chosen.into_iter().filter(|one| one.layer.is_none()) {
            let words = value_label(one.point, self.scene.unit);
            let sides = match (one.column, one.point.value < 0.0) {
                (Some(_), false) => above(one, placed),
                (Some(_), true) => &[Side::Below],
                _ => &SIDES,
            };
            self.label(&words, one.frame, sides, Some(one.tag), area, obstacles);
        }
    }

    /// Writes a label where there is a place beside `mark`.
    fn label(
        &self,
        words: &str,
        mark: Frame,
        sides: &[Side],
        tag: Option<Tag>,
        area: &Frame,
        obstacles: &mut Obstacles,
    ) {
        let letters = body(self.theme.ink);
        let Some(found) = find_place(words, letters, mark, sides, area, obstacles) else { return };
        // Nothing but gridlines can lie behind it; they would strike it through.
        let frame = Frame::of_text(words, found.position, found.letters).grown(3.0);
        self.canvas.fill(&frame.corners(), self.theme.background);
        self.canvas.tag(tag);
        self.canvas.text(words, found.position, found.letters);
        self.canvas.tag(None);
    }

    /// Writes values in the layers that have room for them.
    fn layer_labels(&self, placed: &[Placed<'_>], obstacles: &mut Obstacles) {
        const AIR: [f64; 2] = [8.0, 7.0];
        for one in placed.iter().filter(|one| one.layer.is_some()) {
            let Some(column) = one.column else { continue };
            let words = value_label(one.point, self.scene.unit);
            let pale = self.scene.checked_apart && !one.point.checked;
            let ink = self.color(one.place).readable();
            let color = if pale { self.theme.ink } else { ink };
            let letters = Letters { anchor: Anchor::Middle, ..body(color) };
            let extent = text::measure(&words, letters.weight, letters.size);
            let middle = f64::midpoint(column.top, column.bottom);
            let baseline = middle + (extent.ascent - extent.descent) / 2.0;
            let position = [f64::midpoint(column.left, column.right), baseline];
            let frame = Frame::of_text(&words, position, letters);
            let inside = Frame {
                left: column.left + AIR[0],
                top: column.top + AIR[1],
                right: column.right - AIR[0],
                bottom: column.bottom - AIR[1],
            };
            if inside.covers(&frame) {
                self.canvas.tag(Some(one.tag));
                self.canvas.text(&words, position, letters);
                self.canvas.tag(None);
                obstacles.add(frame);
            }
        }
    }

    /// Writes the sums of stacks in which no series is missing.
    fn total_labels(
        &self,
        placed: &[Placed<'_>],
        written: Written,
        area: &Frame,
        obstacles: &mut Obstacles,
    ) {
        let tops = || placed.iter().filter(|one| one.layer == Some(Layer::Top));
        let last = tops().map(|one| one.point.year).max();
        for top in tops() {
            let year = top.point.year;
            let layers: Vec<&Placed<'_>> =
                placed.iter().filter(|one| one.layer.is_some() && one.point.year == year).collect();
            let whole = layers.len() == self.scene.shown.len() && layers.len() > 1;
            if whole && (written != Written::Last || last == Some(year)) {
                let points: Vec<_> = layers.iter().map(|one| one.point).collect();
                let words = sum_label(&points, self.scene.unit);
                self.label(&words, top.frame, &[Side::Above], None, area, obstacles);
            }
        }
    }
}

impl Color {
    /// Black or white, whichever can be read on it.
    fn readable(self) -> Self {
        let part = |value: u8| (f64::from(value) / 255.0).powf(2.2);
        let light = 0.2126 * part(self.r) + 0.7152 * part(self.g) + 0.0722 * part(self.b);
        // Contrast with black and with white is the same here (WCAG's formula).
        let level = if light > 0.179 { 0 } else { 255 };
        Self { r: level, g: level, b: level, a: 255 }
    }
}

/// Where the label of a column may stand: those of two beside one another keep apart.
fn above(one: &Placed<'_>, placed: &[Placed<'_>]) -> &'static [Side] {
    let beside = |to: &dyn Fn(f64, f64) -> bool| {
        placed
            .iter()
            .filter(|other| other.column.is_some() && other.point.year == one.point.year)
            .any(|other| to(other.low[0], one.low[0]))
    };
    match (beside(&|other, own| other < own), beside(&|other, own| other > own)) {
        (false, true) => &[Side::AboveTo, Side::Above],
        (true, false) => &[Side::AboveFrom, Side::Above],
        _ => &[Side::Above],
    }
}

/// The most values that are all written: along lines, which tell their way themselves, fewer.
const MOST_LABELS: usize = 24;
const MOST_ON_LINES: usize = 10;

fn labelled<'p, 'a>(placed: &'p [Placed<'a>], scene: &Scene<'_>) -> Vec<&'p Placed<'a>> {
    let own = |one: &&Placed<'_>| scene.look(one.place) != Look::Among;
    let placed: Vec<&Placed<'_>> = placed.iter().filter(own).collect();
    let series = scene.shown.len() - scene.among();
    let most = if scene.kind == Kind::Line { MOST_ON_LINES } else { MOST_LABELS };
    if placed.len() <= most {
        return placed.into_iter().rev().collect();
    }
    let mut chosen: Vec<&Placed<'_>> = Vec::new();
    let of = |place: usize| placed.iter().copied().filter(move |one| one.place == place);
    let highest = |place: usize| of(place).max_by(|a, b| a.point.top().total_cmp(&b.point.top()));
    if series <= MOST_LABELS / 2 {
        let places = 0..scene.shown.len();
        chosen.extend(places.clone().filter_map(|place| of(place).next_back()));
        chosen.extend(places.clone().filter_map(highest));
        chosen.extend(places.filter_map(|place| of(place).next()));
    } else {
        chosen.extend(placed.iter().max_by(|a, b| a.point.top().total_cmp(&b.point.top())));
    }
    let mut known: Vec<Tag> = Vec::new();
    chosen.retain(|one| {
        let new = !known.contains(&one.tag);
        known.push(one.tag);
        new
    });
    chosen
}

/// The last value of each series in a panel, where these are not many.
fn last_of_few<'p, 'a>(placed: &'p [Placed<'a>], scene: &Scene<'_>) -> Vec<&'p Placed<'a>> {
    const FEW: usize = 3;
    if scene.shown.len() > FEW {
        return Vec::new();
    }
    (0..scene.shown.len())
        .filter_map(|place| placed.iter().rfind(|one| one.place == place))
        .collect()
}

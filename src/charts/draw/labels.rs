//! Values written beside their marks.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Tag};
use crate::charts::labels::{Obstacles, SIDES, Side, find_place};
use crate::charts::numbers::value_label;
use crate::charts::place::Placed;
use crate::charts::scene::{Kind, Scene};

impl Painter<'_> {
    /// Writes values beside their marks, as many as find room: of a crowd the last, the highest
    /// and the first of each series, for the axis tells the rest.
    pub(super) fn value_labels(
        &self,
        placed: &[Placed<'_>],
        area: &Frame,
        obstacles: &mut Obstacles,
    ) {
        let letters = body(self.theme.ink);
        for one in labelled(placed, &self.scene) {
            let words = value_label(one.point, self.scene.unit);
            let sides: &[Side] = match (one.column, one.point.value < 0.0) {
                (Some(_), false) => &[Side::Above],
                (Some(_), true) => &[Side::Below],
                _ => &SIDES,
            };
            // A column's own frame would be in the way of nothing but its label.
            let found = find_place(&words, letters, one.frame, sides, area, obstacles);
            if let Some(found) = found {
                // Nothing but gridlines can lie behind it; they would strike it through.
                let frame = Frame::of_text(&words, found.position, found.letters).grown(3.0);
                self.canvas.fill(&frame.corners(), self.theme.background);
                self.canvas.tag(Some(one.tag));
                self.canvas.text(&words, found.position, found.letters);
                self.canvas.tag(None);
            }
        }
    }
}

/// The most values that are all written: along lines, which tell their way themselves, fewer.
const MOST_LABELS: usize = 24;
const MOST_ON_LINES: usize = 10;

fn labelled<'p, 'a>(placed: &'p [Placed<'a>], scene: &Scene<'_>) -> Vec<&'p Placed<'a>> {
    let series = scene.shown.len();
    let most = if scene.kind == Kind::Line { MOST_ON_LINES } else { MOST_LABELS };
    if placed.len() <= most {
        return placed.iter().rev().collect();
    }
    let mut chosen: Vec<&Placed<'_>> = Vec::new();
    let of = |place: usize| placed.iter().filter(move |one| one.place == place);
    let highest = |place: usize| of(place).max_by(|a, b| a.point.top().total_cmp(&b.point.top()));
    if series <= MOST_LABELS / 2 {
        chosen.extend((0..series).filter_map(|place| of(place).next_back()));
        chosen.extend((0..series).filter_map(highest));
        chosen.extend((0..series).filter_map(|place| of(place).next()));
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

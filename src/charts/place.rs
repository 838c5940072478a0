//! Where each point's mark stands, so that marks of one year stand beside one another.

use super::canvas::{Frame, Plot, Spot, Tag, spot};
use super::scene::{Kind, Look, Scene, stack};
use crate::figures::Qualifier;
use crate::series::{Point, Standing};
use std::collections::HashMap;

/// How large marks and lines are, by how much room a year has.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Half the size of a mark.
    pub radius: f64,
    /// Width of a line.
    pub line: f64,
    /// Width that a year has.
    pub year: f64,
}

impl Size {
    /// Sizes for `scene` where each year has `year` pixels.
    pub fn new(scene: &Scene<'_>, year: f64) -> Self {
        let crowd = if scene.shown.len() > 4 { 13.0 } else { 15.0 };
        let radius = (year * 0.22).clamp(4.0, crowd);
        Self { radius, line: (radius * 0.42).clamp(2.5, 6.0), year }
    }
}

/// A point at its place.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// Its series in the list drawn, and itself in the series.
    pub tag: Tag,
    /// The place of its series in the chart.
    pub place: usize,
    /// The point.
    pub point: &'a Point,
    /// Where its value, or the lower end of its range, stands.
    pub low: Spot,
    /// Where the higher end of its range stands.
    pub high: Option<Spot>,
    /// Its column.
    pub column: Option<Frame>,
    /// The years it covers, where these are several.
    pub span: Option<[Spot; 2]>,
    /// The arrow of "at least" or "at most": where it begins, and how far down it goes.
    pub tick: Option<(Spot, f64)>,
    /// All that its mark takes up.
    pub frame: Frame,
    /// Where it lies in a stack.
    pub layer: Option<Layer>,
}

/// Where a column lies in a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Below another.
    Inner,
    /// On top.
    Top,
}

/// Length of the arrow of "at least" and "at most", beyond the mark.
const TICK: f64 = 26.0;

/// Places all points of `scene`.
pub fn place<'a>(scene: &Scene<'a>, plot: &Plot, size: Size) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> = scene
        .points()
        .filter_map(|(at, index, point)| {
            let tag = (scene.shown.get(at)?.index, index);
            let across = scene.across(point);
            let low = spot(plot, across, point.value);
            let high = point.value_high.map(|high| spot(plot, across, high));
            let spans = point.period.start.is_some()
                && matches!(point.standing, Standing::MultiYear | Standing::Average);
            let span = spans.then(|| {
                let (from, to) = scene.span(point);
                [spot(plot, from, point.value), spot(plot, to, point.value)]
            });
            let frame = Frame::default();
            let (column, tick, layer) = (None, None, None);
            Some(Placed { tag, place: at, point, low, high, column, span, tick, frame, layer })
        })
        .collect();
    match scene.kind {
        Kind::Columns => columns(&mut placed, plot, size),
        Kind::Stacked => {
            stacked(&mut placed, scene, plot, size);
            part(&mut placed, size);
        }
        Kind::Dots => part(&mut placed, size),
        Kind::Line | Kind::Table => {}
    }
    // What stands out is drawn over what is grey.
    placed.sort_by_key(|one| scene.look(one.place) != Look::Among);
    for one in &mut placed {
        one.frame = frame(one, size);
        one.tick = tick(one, size);
        if let Some(([_, y], length)) = one.tick {
            one.frame.top = one.frame.top.min(y + length);
            one.frame.bottom = one.frame.bottom.max(y + length);
        }
    }
    placed
}

fn frame(one: &Placed<'_>, size: Size) -> Frame {
    if let Some(column) = one.column {
        return column;
    }
    let [x, y] = one.low;
    let top = one.high.map_or(y, |high| high[1]);
    let around = Frame { left: x, top: top.min(y), right: x, bottom: y.max(top) };
    around.grown(size.radius * 1.1)
}

fn tick(one: &Placed<'_>, size: Size) -> Option<(Spot, f64)> {
    if one.point.value_high.is_some() || one.layer == Some(Layer::Inner) {
        return None;
    }
    let [x, y] = match one.column {
        Some(column) => [f64::midpoint(column.left, column.right), column.top],
        None => one.low,
    };
    let clear = if one.column.is_some() { 2.0 } else { size.radius };
    match one.point.qualifier {
        Qualifier::AtLeast => Some(([x, y - clear], -TICK)),
        Qualifier::AtMost => Some(([x, y + clear], TICK)),
        Qualifier::Exact | Qualifier::Approx | Qualifier::Range => None,
    }
}

/// Gives each point that fills its year's place a column from zero; those of one year stand side
/// by side.
fn columns(placed: &mut [Placed<'_>], plot: &Plot, size: Size) {
    let fills = |one: &Placed<'_>| one.point.standing.fills_year() && one.high.is_none();
    let mut order: Vec<usize> =
        (0..placed.len()).filter(|at| placed.get(*at).is_some_and(fills)).collect();
    let year = |placed: &[Placed<'_>], at: usize| placed.get(at).map_or(0, |one| one.point.year);
    order.sort_by_key(|at| (year(placed, *at), placed.get(*at).map(|one| (one.place, one.tag))));
    let groups: Vec<Vec<usize>> = order
        .chunk_by(|a, b| year(placed, *a) == year(placed, *b))
        .map(<[usize]>::to_vec)
        .collect();
    let lanes = groups.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let lane = (size.year * 0.8 / lanes).min(150.0);
    for group in groups {
        let count = group.len() as f64;
        for (at, index) in group.into_iter().enumerate() {
            let Some(one) = placed.get_mut(index) else { continue };
            let middle = one.low[0] + (at as f64 - (count - 1.0) / 2.0) * lane;
            let zero = spot(plot, f64::from(one.point.year), 0.0)[1];
            let half = lane * if lanes > 1.0 { 0.45 } else { 0.5 };
            let (top, bottom) = (one.low[1].min(zero), one.low[1].max(zero));
            one.low[0] = middle;
            one.column = Some(Frame { left: middle - half, top, right: middle + half, bottom });
        }
    }
}

/// Sets the values of a year on top of one another, in the order of the series; what cannot be added
/// stands to the right of them.
fn stacked(placed: &mut [Placed<'_>], scene: &Scene<'_>, plot: &Plot, size: Size) {
    const GAP: f64 = 2.0;
    let half = (size.year * 0.56).min(150.0) / 2.0;
    let places: HashMap<(usize, Tag), usize> =
        placed.iter().enumerate().map(|(at, one)| ((one.place, one.tag), at)).collect();
    let tag = |place: usize, index: usize| Some((scene.shown.get(place)?.index, index));
    let layers = stack::layers(scene);
    for (year, layer) in &layers {
        let mut base = 0.0;
        for (at, (place, index)) in layer.iter().enumerate() {
            let found = tag(*place, *index).and_then(|tag| places.get(&(*place, tag)));
            let Some(one) = found.and_then(|at| placed.get_mut(*at)) else { continue };
            let [x, bottom] = spot(plot, f64::from(*year), base);
            base += one.point.value;
            let [_, top] = spot(plot, f64::from(*year), base);
            // A line of the background between two layers, where these are thick enough.
            let gap = if at > 0 && bottom - top > 3.0 * GAP { GAP } else { 0.0 };
            let (left, right, bottom) = (x - half, x + half, bottom - gap);
            one.low = [x, top];
            one.column = Some(Frame { left, top, right, bottom });
            one.layer = Some(if at + 1 == layer.len() { Layer::Top } else { Layer::Inner });
        }
    }
    let beside =
        |one: &&mut Placed<'_>| one.layer.is_none() && layers.contains_key(&one.point.year);
    for one in placed.iter_mut().filter(beside) {
        let room = (size.year / 2.0 - half - size.radius).max(0.0);
        let shift = half + room.min(size.radius * 1.8);
        one.low[0] += shift;
        if let Some(high) = &mut one.high {
            high[0] += shift;
        }
    }
}

/// Parts marks of one year that would cover one another: side by side, around their year.
fn part(placed: &mut [Placed<'_>], size: Size) {
    let gap = size.radius * 0.4;
    let reach = |one: &Placed<'_>| {
        let y = one.low[1];
        let top = one.high.map_or(y, |high| high[1].min(y));
        (top - size.radius - gap, y + size.radius + gap)
    };
    let column = |one: &Placed<'_>| one.low[0].to_bits();
    let marks = |at: &usize| placed.get(*at).is_some_and(|one| one.column.is_none());
    let mut order: Vec<usize> = (0..placed.len()).filter(marks).collect();
    order.sort_by(|a, b| {
        let key = |at: &usize| placed.get(*at).map(|one| (column(one), reach(one).0));
        key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut clusters: Vec<(u64, f64, Vec<usize>)> = Vec::new();
    for at in order {
        let Some(one) = placed.get(at) else { continue };
        let (top, bottom) = reach(one);
        match clusters.last_mut() {
            Some((x, low, members)) if *x == column(one) && top < *low => {
                *low = low.max(bottom);
                members.push(at);
            }
            _ => clusters.push((column(one), bottom, vec![at])),
        }
    }
    for (_, _, mut members) in clusters.into_iter().filter(|(_, _, members)| members.len() > 1) {
        members.sort_by_key(|at| placed.get(*at).map(|one| (one.place, one.tag)));
        let count = members.len() as f64;
        let step = (size.radius * 2.6).min(size.year * 0.9 / count);
        for (at, index) in members.into_iter().enumerate() {
            if let Some(one) = placed.get_mut(index) {
                let shift = (at as f64 - (count - 1.0) / 2.0) * step;
                one.low[0] += shift;
                if let Some(high) = &mut one.high {
                    high[0] += shift;
                }
            }
        }
    }
}

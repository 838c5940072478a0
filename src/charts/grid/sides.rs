//! On which side of their marks values are written where another program draws these: it sets all
//! marks of a year above one another, so that what stands beside its mark on the picture would stand
//! on another there.

use super::{Axis, Column, LabelSide};

/// Marks that are nearer to one another than this part of the axis have no room for a label
/// between them.
const ROOM: f64 = 0.15;

/// Moves labels away from the other marks of their year, and leaves those out that have no place.
pub fn keep_to_their_marks(columns: &mut [Column], axis: Axis) {
    let span = axis.high - axis.low;
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    for row in 0..rows {
        let mut marks: Vec<(f64, usize)> = columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((column.cells.get(row)?.as_ref()?.value, at)))
            .collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut beside = f64::NEG_INFINITY;
        for (order, (value, at)) in marks.iter().enumerate() {
            let near = |other: Option<&(f64, usize)>| {
                other.is_some_and(|(other, _)| (other - value).abs() < span * ROOM)
            };
            let below = near(order.checked_sub(1).and_then(|before| marks.get(before)));
            let above = near(marks.get(order + 1));
            let cell = columns.get_mut(*at).and_then(|column| column.cells.get_mut(row)?.as_mut());
            let Some(cell) = cell.filter(|cell| cell.label.is_some()) else { continue };
            cell.label = match (below, above) {
                // Beside its mark it would run into the next year's.
                (false, false)
                    if matches!(cell.label, Some(LabelSide::Left | LabelSide::Right)) =>
                {
                    let lower = order.checked_sub(1).and_then(|before| marks.get(before));
                    let down = value - lower.map_or(axis.low, |(lower, _)| *lower);
                    let up = marks.get(order + 1).map_or(f64::INFINITY, |(high, _)| high - value);
                    Some(if up < down { LabelSide::Below } else { LabelSide::Above })
                }
                (false, false) => cell.label,
                (true, false) => Some(LabelSide::Above),
                (false, true) => Some(LabelSide::Below),
                (true, true) if value - beside < span * ROOM => None,
                (true, true) => {
                    beside = *value;
                    Some(LabelSide::Right)
                }
            };
        }
    }
}

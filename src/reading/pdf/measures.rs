//! What the lines of a document and of its columns measure.

use super::lines::Line;
use std::collections::HashMap;

/// The size of most letters of the document.
pub fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f32 {
    let mut letters: HashMap<u32, usize> = HashMap::new();
    for line in lines {
        *letters.entry(tenths(line.size)).or_default() += line.text.len();
    }
    let most = letters.into_iter().max_by_key(|(size, count)| (*count, *size));
    most.map_or(10.0, |(size, _)| f32::from(u16::try_from(size).unwrap_or(100)) / 10.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are small and positive"
)]
fn tenths(size: f32) -> u32 {
    (size.clamp(0.0, 6_000.0) * 10.0).round() as u32
}

/// What lines of each column measure.
pub struct Measures {
    columns: HashMap<u32, Column>,
}

#[derive(Clone, Copy)]
pub struct Column {
    pub left: f32,
    pub right: f32,
    /// Distance of baselines within a paragraph.
    pub pitch: f32,
}

impl Measures {
    pub fn of(lines: &[Line]) -> Self {
        let mut columns = HashMap::new();
        for same in lines.chunk_by(|a, b| a.column == b.column) {
            let Some(first) = same.first() else { continue };
            let mut gaps: Vec<f32> = same
                .iter()
                .zip(same.iter().skip(1))
                .map(|(a, b)| b.y - a.y)
                .filter(|gap| *gap > 0.0)
                .collect();
            gaps.sort_by(f32::total_cmp);
            let pitch = gaps.get(gaps.len() / 3).copied().unwrap_or(1.2 * first.size);
            let edge = |pick: fn(f32, f32) -> f32, start: f32, of: fn(&Line) -> f32| {
                same.iter().map(of).fold(start, pick)
            };
            let left = edge(f32::min, f32::MAX, |line| line.x0);
            let right = edge(f32::max, f32::MIN, |line| line.x1);
            columns.insert(first.column, Column { left, right, pitch });
        }
        Self { columns }
    }

    pub fn column(&self, line: &Line) -> Column {
        let fallback = Column { left: line.x0, right: line.x1, pitch: 1.2 * line.size };
        self.columns.get(&line.column).copied().unwrap_or(fallback)
    }
}

//! Lists whose lines differ in height: where each line stands, and which are in view.

/// Where lines of different heights stand, so that only those in view are laid out.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    /// The top of each line, and at the end the bottom of the last.
    tops: Vec<f32>,
}

impl Heights {
    /// Stacks lines of these heights.
    pub fn new(heights: impl Iterator<Item = f32>) -> Self {
        let mut bottom = 0.0;
        let mut tops = vec![0.0];
        tops.extend(heights.map(|height| {
            bottom += height;
            bottom
        }));
        Self { tops }
    }

    /// The height of all lines.
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The top of a line.
    pub fn top(&self, line: usize) -> f32 {
        self.tops.get(line).copied().unwrap_or(0.0)
    }

    /// The lines that touch the stretch from `top` to `bottom`.
    pub fn within(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let lines = self.tops.len().saturating_sub(1);
        let first = self.tops.partition_point(|start| *start <= top).saturating_sub(1);
        let last = self.tops.partition_point(|start| *start < bottom);
        first.min(lines)..last.min(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_in_view_are_found() {
        let heights = Heights::new([10.0, 20.0, 20.0, 10.0].into_iter());
        assert_eq!(heights.total(), 60.0);
        assert_eq!(heights.top(2), 30.0);
        assert_eq!(heights.within(0.0, 10.0), 0..1);
        assert_eq!(heights.within(12.0, 31.0), 1..3);
        assert_eq!(heights.within(45.0, 900.0), 2..4);
        assert_eq!(Heights::default().within(0.0, 10.0), 0..0);
    }
}

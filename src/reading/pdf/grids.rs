//! Tables drawn with lines: which ruled lines of a page make a grid, and which of its cells a place
//! lies in.

use super::glyphs::Rule;

/// A ruled grid on a page: at least two rows and two columns of cells.
#[derive(Debug)]
pub struct Grid {
    /// Where its columns are parted, from left to right, both edges with them.
    xs: Vec<f32>,
    /// Where its rows are parted, from the upper edge down.
    ys: Vec<f32>,
    /// For each row, at which of `xs` a line is drawn beside it.
    upright: Vec<Vec<bool>>,
    /// For each of `ys`, over which column a line is drawn along it.
    level: Vec<Vec<bool>>,
}

/// Where a cell of a grid stands; rows and columns are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the grid on its page.
    pub grid: u16,
    /// Its first row.
    pub row: u16,
    /// Its first column.
    pub column: u16,
    /// How many rows it covers.
    pub rows: u16,
    /// How many columns it covers.
    pub columns: u16,
}

/// Lines nearer to each other than this, in points, touch or are one.
const NEAR: f32 = 3.0;
/// Pages with more lines than this hold drawings; grids with more rows or columns are none.
const MOST_RULES: usize = 1_500;
const MOST_CELLS: usize = 400;

/// The grids that the ruled lines of a page make.
pub fn of_rules(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    groups(rules).iter().filter_map(|group| Grid::new(group)).collect()
}

/// Lines that touch each other, directly or by others.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let touch = |a: &Rule, b: &Rule| {
        a.x0 <= b.x1 + NEAR && b.x0 <= a.x1 + NEAR && a.y0 <= b.y1 + NEAR && b.y0 <= a.y1 + NEAR
    };
    let mut left: Vec<Rule> = rules.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while let Some(rule) = group.get(at).copied() {
            let (near, rest) = left.into_iter().partition(|other| touch(&rule, other));
            group.extend::<Vec<Rule>>(near);
            left = rest;
            at += 1;
        }
        groups.push(group);
    }
    groups
}

fn is_upright(rule: &Rule) -> bool {
    rule.y1 - rule.y0 > rule.x1 - rule.x0
}

fn middle(rule: &Rule) -> f32 {
    if is_upright(rule) { f32::midpoint(rule.x0, rule.x1) } else { f32::midpoint(rule.y0, rule.y1) }
}

/// Places that differ, from the least to the greatest.
fn places(rules: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = rules.collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|a, b| *a - *b < NEAR);
    all
}

/// The places between neighbours.
fn between(places: &[f32]) -> impl Iterator<Item = f32> {
    places.iter().zip(places.iter().skip(1)).map(|(a, b)| f32::midpoint(*a, *b))
}

impl Grid {
    fn new(rules: &[Rule]) -> Option<Self> {
        let xs = places(rules.iter().filter(|rule| is_upright(rule)).map(middle));
        let ys = places(rules.iter().filter(|rule| !is_upright(rule)).map(middle));
        let fits = |count: usize| (3..MOST_CELLS).contains(&count);
        if !fits(xs.len()) || !fits(ys.len()) {
            return None;
        }
        let drawn = |at: &f32, beside: f32, upright: bool| {
            rules.iter().filter(|rule| is_upright(rule) == upright).any(|rule| {
                let (from, to) = if upright { (rule.y0, rule.y1) } else { (rule.x0, rule.x1) };
                (middle(rule) - at).abs() < NEAR + 0.5 && from <= beside && beside <= to
            })
        };
        let upright =
            between(&ys).map(|y| xs.iter().map(|x| drawn(x, y, true)).collect()).collect();
        let level = ys.iter().map(|y| between(&xs).map(|x| drawn(y, x, false)).collect()).collect();
        Some(Self { xs, ys, upright, level })
    }

    /// Where its columns are parted.
    pub fn columns(&self) -> &[f32] {
        &self.xs
    }

    /// Whether a level line at `y` passes through it.
    pub fn crosses(&self, y: f32) -> bool {
        self.ys.first().is_some_and(|top| *top <= y) && self.ys.last().is_some_and(|end| y <= *end)
    }

    /// The cell that a point lies in. Where no line is drawn between two places of the grid, the
    /// cell covers both.
    pub fn cell(&self, grid: u16, x: f32, y: f32) -> Option<Place> {
        let index = |places: &[f32], at: f32| {
            let index = places.partition_point(|place| *place <= at).checked_sub(1)?;
            (index + 1 < places.len()).then_some(index)
        };
        let (mut column, mut row) = (index(&self.xs, x)?, index(&self.ys, y)?);
        let parted = |row: usize, x: usize| {
            self.upright.get(row).and_then(|row| row.get(x)).copied().unwrap_or(true)
        };
        let ruled = |y: usize, column: usize| {
            self.level.get(y).and_then(|y| y.get(column)).copied().unwrap_or(true)
        };
        let (mut right, mut below) = (column + 1, row + 1);
        while column > 0 && !parted(row, column) {
            column -= 1;
        }
        while right + 1 < self.xs.len() && !parted(row, right) {
            right += 1;
        }
        while row > 0 && !ruled(row, column) {
            row -= 1;
        }
        while below + 1 < self.ys.len() && !ruled(below, column) {
            below += 1;
        }
        let short = |count: usize| u16::try_from(count).ok();
        Some(Place {
            grid,
            row: short(row)?,
            column: short(column)?,
            rows: short(below - row)?,
            columns: short(right - column)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(x0: f32, y0: f32, x1: f32, y1: f32) -> Rule {
        Rule { x0, x1, y0, y1 }
    }

    /// Three columns and three rows; the first row is one cell over the last two columns, the
    /// first column one cell over the last two rows.
    fn grid() -> Vec<Rule> {
        let mut rules = vec![
            rule(100.0, 100.0, 400.0, 100.0),
            rule(100.0, 120.0, 400.0, 120.0),
            rule(200.0, 140.0, 400.0, 140.0),
            rule(100.0, 160.0, 400.0, 160.0),
            rule(300.0, 120.0, 300.0, 160.0),
        ];
        rules.extend([100.0, 200.0, 400.0].map(|x| rule(x, 100.0, x + 0.5, 160.0)));
        rules
    }

    #[test]
    fn cells_are_found_and_may_cover_several_places() {
        let mut rules = grid();
        rules.push(rule(50.0, 700.0, 550.0, 700.0));
        let grids = of_rules(&rules);
        let [grid] = &grids[..] else { panic!("{grids:?}") };
        let table = [
            ((150.0, 110.0), Some((0, 0, 1, 1))),
            ((350.0, 110.0), Some((0, 1, 1, 2))),
            ((150.0, 150.0), Some((1, 0, 2, 1))),
            ((350.0, 150.0), Some((2, 2, 1, 1))),
            ((90.0, 150.0), None),
            ((150.0, 170.0), None),
        ];
        for ((x, y), want) in table {
            let found = grid.cell(0, x, y).map(|p| (p.row, p.column, p.rows, p.columns));
            assert_eq!(found, want, "{x} {y}");
        }
    }

    #[test]
    fn frames_and_lines_apart_are_no_grids() {
        let frame = [
            rule(50.0, 50.0, 500.0, 50.0),
            rule(50.0, 800.0, 500.0, 800.0),
            rule(50.0, 50.0, 50.0, 800.0),
            rule(500.0, 50.0, 500.0, 800.0),
            rule(100.0, 300.0, 400.0, 300.0),
        ];
        assert!(of_rules(&frame).is_empty());
    }
}

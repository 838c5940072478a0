//! The lines of a series, and where what they join ceases to be the same.

use super::Shown;
use crate::series::{Point, Series};

/// A place where a joined series goes on with values of another source or definition.
#[derive(Clone, Copy, Debug)]
pub struct Break<'a> {
    /// The last value before it.
    pub from: &'a Point,
    /// The first value after it.
    pub to: &'a Point,
}

impl Break<'_> {
    /// Where it stands across, in years.
    pub fn across(&self) -> f64 {
        f64::midpoint(f64::from(self.from.year), f64::from(self.to.year))
    }
}

/// The lines of a series: runs of whole years on end. A year that is told twice breaks the line,
/// since nobody has said which is right, and so does a change of source or definition; of several
/// days of one year the last stands for it. Where no source is named there are none: the next
/// year's count may be another body's, unless the user joined what is there.
pub fn runs<'a>(shown: &Shown<'a>) -> Vec<Vec<&'a Point>> {
    if shown.series.key.source.is_none() && shown.series.joined.is_empty() {
        return Vec::new();
    }
    let mut runs: Vec<Vec<&Point>> = Vec::new();
    let one_value = |node: &&Point| !node.contested && node.value_high.is_none();
    for node in nodes(shown).into_iter().filter(one_value) {
        let goes_on =
            |last: &&Point| last.year + 1 == node.year && are_of_one_key(shown.series, last, node);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(goes_on) => run.push(node),
            _ => runs.push(vec![node]),
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
}

/// Where the values of a joined series begin to be of another source or definition.
pub fn breaks<'a>(shown: &Shown<'a>) -> Vec<Break<'a>> {
    if shown.series.joined.is_empty() {
        return Vec::new();
    }
    let nodes = nodes(shown);
    let pairs = nodes.windows(2).filter_map(|pair| match pair {
        [from, to] if from.year < to.year && !are_of_one_key(shown.series, from, to) => {
            Some(Break { from, to })
        }
        _ => None,
    });
    pairs.collect()
}

/// The values that a line may join, one for each year, but all of those that rival one another.
fn nodes<'a>(shown: &Shown<'a>) -> Vec<&'a Point> {
    let mut nodes: Vec<&Point> = Vec::new();
    for (_, point) in shown.points.iter().filter(|(_, point)| point.standing.joins()) {
        match nodes.last_mut() {
            Some(last) if last.year == point.year => {
                if !last.contested {
                    *last = point;
                }
            }
            _ => nodes.push(point),
        }
    }
    nodes
}

/// Whether some telling of both is of one key: always, but where the user joined series.
fn are_of_one_key(series: &Series, a: &Point, b: &Point) -> bool {
    series.joined.is_empty()
        || a.attestations.iter().any(|one| {
            let key = series.key_of(*one);
            b.attestations.iter().any(|other| series.key_of(*other) == key)
        })
}

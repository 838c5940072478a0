//! The lines of a series.

use super::Shown;
use crate::series::Point;

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
        let goes_on = |last: &&Point| last.year + 1 == node.year && shown.series.joins(last, node);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(goes_on) => run.push(node),
            _ => runs.push(vec![node]),
        }
    }
    runs.retain(|run| run.len() >= 2);
    runs
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

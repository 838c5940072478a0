//! Which kind of chart fits, and which of what was asked for cannot be.

use super::{Kind, Shown, runs, stack};
use crate::charts::spec::{ChartKind, ChartSpec, Panels};

/// The most columns that are chosen unasked.
const MOST_COLUMNS: usize = 10;
/// The most columns that have room beside one another.
const MOST_LANES: usize = 360;
/// The most series of one year that stand in a chart; more are a table.
const MOST_IN_ONE_YEAR: usize = 6;
/// The most series that each have a look of their own.
pub const MOST_LOOKS: usize = 12;

/// The kind that `spec` asks for, or the one that fits; and why it is another, where it is.
pub fn choose(spec: &ChartSpec, shown: &[Shown<'_>]) -> (Kind, Option<String>) {
    let side_by_side = |reason: Option<String>| {
        if too_many_lanes(shown, spec.panels) {
            let crowd = "Too many values for columns side by side: drawn as dots".to_owned();
            return (Kind::Dots, Some(crowd));
        }
        (Kind::Columns, reason)
    };
    match spec.kind {
        ChartKind::Line => (Kind::Line, None),
        ChartKind::Columns => side_by_side(None),
        ChartKind::Stacked => match stack::obstacle(shown) {
            None => (Kind::Stacked, None),
            // One series on its own looks the same.
            Some(_) if shown.len() < 2 => side_by_side(None),
            Some(why) => side_by_side(Some(format!("Not stacked: {why}"))),
        },
        ChartKind::Dots => (Kind::Dots, None),
        ChartKind::Table | ChartKind::Latest => (Kind::Table, None),
        ChartKind::Auto => (fitting(shown, spec.panels), None),
    }
}

fn too_many_lanes(shown: &[Shown<'_>], panels: Option<Panels>) -> bool {
    let years = super::year_range(shown);
    let span = usize::try_from(years.1 - years.0 + 1).unwrap_or(1);
    panels.is_none() && (shown.len() > MOST_LOOKS || span * shown.len() > MOST_LANES)
}

/// Columns for a few values of one series in years on end; lines where most values stand in whole
/// years on end; a table for many series of one year; else dots.
fn fitting(shown: &[Shown<'_>], panels: Option<Panels>) -> Kind {
    let (first, last) = super::year_range(shown);
    if first == last && shown.len() > MOST_IN_ONE_YEAR && panels.is_none() {
        return Kind::Table;
    }
    if let [one] = shown {
        let years: Vec<i16> = one.points.iter().map(|(_, point)| point.year).collect();
        let on_end = years.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
        let fill = one.points.iter().all(|(_, point)| {
            point.standing.fills_year() && point.value_high.is_none() && point.value >= 0.0
        });
        if on_end && fill && (2..=MOST_COLUMNS).contains(&years.len()) {
            return Kind::Columns;
        }
    }
    let has_run = shown.iter().any(|one| runs(one).iter().any(|run| run.len() >= 3));
    if has_run { Kind::Line } else { Kind::Dots }
}

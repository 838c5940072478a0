//! What about a figure asks to be looked at again, in words.

use crate::charts;
use crate::figures::rows::Name;
use crate::series::{self, FigureId};
use crate::workspace::Workspace;
use std::borrow::Cow;

/// Said where the text under a decision is another than it was.
pub const MOVED: &str =
    "The sentence has changed since you decided on this figure: see whether that is still right.";

/// All that asks to be looked at, each in a sentence.
pub fn flags(workspace: &Workspace, id: FigureId) -> Vec<Cow<'static, str>> {
    let moved = workspace.figure_has_moved(id).then_some(Cow::Borrowed(MOVED));
    let known = workspace.is_flagged(id).then(|| workspace.flags(id.report)).flatten();
    let numbers = known.as_ref().and_then(|flags| flags.get(&(id.figure as usize)));
    let words = numbers.into_iter().flatten();
    let numbers = words.map(|words| Cow::Owned(format!("Check the numbers: {words}.")));
    moved.into_iter().chain(numbers).collect()
}

/// What keeps the figure from being compared with the others of its series, each in a sentence.
pub fn cautions(workspace: &Workspace, id: FigureId) -> Vec<&'static str> {
    let slug = workspace.figure_row(id).and_then(|row| row.name(Name::Indicator));
    let set = slug.map(|slug| workspace.series_beside(slug, id.report));
    let Some(set) = set else { return Vec::new() };
    let place = |series: &series::Series| {
        series.points.iter().position(|point| point.attestations.contains(&id))
    };
    let found = set.series.iter().find_map(|series| Some((series, place(series)?)));
    let Some((series, point)) = found else { return Vec::new() };
    let cautions = series::cautions(&[series]);
    let here = cautions.iter().filter(|caution| caution.point == Some(point));
    here.map(|caution| charts::cautions::sentence(caution.reason)).collect()
}

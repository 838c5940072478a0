//! What a chart says where the user writes nothing, for the fields in which one could.

use super::describe;
use super::notes;
use super::scene::Scene;
use super::spec::{ChartSpec, Subject};
use super::words;
use crate::series::Series;

/// The words that a chart has by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposed {
    /// A plain statement of measure and place.
    pub title: String,
    /// Measure, unit and period.
    pub subtitle: String,
    /// The reports that the points are from.
    pub source_line: String,
    /// The values in words.
    pub alternative: String,
    /// The notes that the points call for, those that the user removed too.
    pub notes: Vec<String>,
}

/// The words that the chart of `spec` would have if the user had written none and removed none.
pub fn proposed(spec: &ChartSpec, series: &[Series], subject: &Subject<'_>) -> Proposed {
    let plain = ChartSpec {
        title: None,
        subtitle: None,
        source_line: None,
        alternative: None,
        notes: Vec::new(),
        removed_notes: Vec::new(),
        ..spec.clone()
    };
    let scene = Scene::new(&plain, series);
    let shown: Vec<&Series> = scene.shown.iter().map(|one| one.series).collect();
    let subtitle = words::subtitle(&plain, &shown);
    let source_line = words::source_line(&plain, &shown, subject);
    let notes = notes::notes(&scene, &[]);
    Proposed {
        title: words::title(&plain, &shown, subject),
        alternative: describe::describe(&scene, &[&subtitle, &source_line], &notes),
        subtitle,
        source_line,
        notes: notes.into_iter().map(|note| note.text).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{half_year, series, whole};
    use super::*;

    #[test]
    fn what_the_user_wrote_does_not_change_what_is_proposed() {
        let all = [series("Tidewatch", vec![whole(2018, 4.0), half_year(2019, 2.0)])];
        let plain = proposed(&ChartSpec::default(), &all, &Subject::default());
        assert!(plain.title.contains("Norland"), "{}", plain.title);
        let part = plain.notes.iter().find(|note| note.starts_with("Part of a year"));
        let spec = ChartSpec {
            title: Some("Mine".to_owned()),
            alternative: Some("Mine".to_owned()),
            removed_notes: part.cloned().into_iter().collect(),
            ..ChartSpec::default()
        };
        assert_eq!(spec.removed_notes.len(), 1);
        assert_eq!(proposed(&spec, &all, &Subject::default()), plain);
    }
}

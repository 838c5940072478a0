//! All words of a chart: those that the user gave, else those that what is shown calls for.

use super::notes::{self, Note};
use super::scene::Scene;
use super::spec::{ChartSpec, EventLine, HighlightedYears, Subject};
use super::{describe, words};
use crate::series::Series;

/// The words around a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line that names the reports.
    pub source: String,
    /// The notes below the chart, in their order.
    pub notes: Vec<String>,
    /// The notes that what is shown calls for, also those that the user removed.
    pub automatic: Vec<String>,
    /// The chart in words for those who cannot see it.
    pub description: String,
}

/// The words of the chart that [`super::draw`] draws of the same.
pub fn said(spec: &ChartSpec, series: &[Series], subject: &Subject<'_>) -> Said {
    let wording = Wording::new(spec, &Scene::new(spec, series), subject);
    Said {
        title: wording.title,
        subtitle: wording.subtitle,
        source: wording.source,
        notes: wording.notes.into_iter().map(|note| note.text).collect(),
        automatic: wording.automatic,
        description: wording.description,
    }
}

/// The words of a scene, with the signs that notes explain.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line that names the reports.
    pub source: String,
    /// The notes, the user's own last.
    pub notes: Vec<Note>,
    /// How many of the notes are the user's own.
    pub own_notes: usize,
    /// The words of the notes that what is shown calls for, also of those that were removed.
    pub automatic: Vec<String>,
    /// The chart in words.
    pub description: String,
}

impl Wording {
    /// Words `scene`.
    pub fn new(spec: &ChartSpec, scene: &Scene<'_>, subject: &Subject<'_>) -> Self {
        let shown: Vec<&Series> = scene.shown.iter().map(|one| one.series).collect();
        let title = words::title(spec, &shown, subject);
        let subtitle = words::subtitle(spec, scene, subject);
        let source = words::source_line(spec, scene, subject);
        let called_for = notes::called_for(scene, spec, subject);
        let automatic = called_for.iter().map(|note| note.text.clone()).collect();
        let removed = |text: &String| spec.removed_notes.contains(text);
        let own: Vec<&String> = spec.notes.iter().filter(|text| !removed(text)).collect();
        let own_notes = own.len();
        let mut notes = called_for;
        notes.retain(|note| !removed(&note.text));
        notes.extend(own.into_iter().map(|text| Note { sign: None, text: text.clone() }));
        let described = || {
            let marked = [subtitle.clone(), source.clone()].into_iter().chain(marked(spec, scene));
            describe::describe(scene, &marked.collect::<Vec<_>>(), &notes)
        };
        let description = spec.alternative.clone().unwrap_or_else(described);
        Self { title, subtitle, source, notes, own_notes, automatic, description }
    }
}

/// What the user marked and laid beside the reports' values, in words.
fn marked(spec: &ChartSpec, scene: &Scene<'_>) -> Vec<String> {
    let mut lines = set_off(spec, scene);
    lines.extend(spec.references.iter().map(|one| {
        let values = one.points.iter();
        let values: Vec<String> = values.map(|(year, value)| format!("{year}: {value}")).collect();
        format!("{}: {}", one.title(), values.join("; "))
    }));
    lines
}

/// The events and the periods that the user marked, in words.
pub fn set_off(spec: &ChartSpec, scene: &Scene<'_>) -> Vec<String> {
    let (first, last) = scene.years;
    let events = spec.events.iter().filter(|event| (first..=last).contains(&event.date.year()));
    let events: Vec<String> = events.map(event).collect();
    let highlights = spec.highlights.iter().filter(|one| one.from <= last && one.to >= first);
    let highlights: Vec<String> = highlights.map(highlight).collect();
    let lines = [("Marked", events), ("Set off", highlights)];
    let told = lines.into_iter().filter(|(_, told)| !told.is_empty());
    told.map(|(what, told)| format!("{what}: {}", told.join("; "))).collect()
}

/// `1 July 2013, the new code`: an event in words.
pub fn event(event: &EventLine) -> String {
    let when = words::event_date(event.date);
    if event.label.trim().is_empty() { when } else { format!("{when}, {}", event.label.trim()) }
}

/// `2014–2015, the drought`: years that are set off, in words.
pub fn highlight(one: &HighlightedYears) -> String {
    let years = if one.from == one.to {
        one.from.to_string()
    } else {
        format!("{}–{}", one.from, one.to)
    };
    if one.label.trim().is_empty() { years } else { format!("{years}, {}", one.label.trim()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Reference;
    use crate::charts::made::{half_year, series, whole};
    use jiff::civil::date;

    #[test]
    fn each_note_that_is_called_for_can_be_removed_by_its_words() {
        let mut points = vec![whole(2016, 5.0), half_year(2017, 3.0)];
        points[0].checked = false;
        let all = [series("Tidewatch", points)];
        let spec = ChartSpec { notes: vec!["My own".to_owned()], ..ChartSpec::default() };
        let before = said(&spec, &all, &Subject::default());
        assert_eq!(before.automatic, ["Part of a year: Jan–Jun 2017", "1 of 2 points not checked"]);
        assert_eq!(before.notes[2], "My own");
        let removed_notes = vec![before.automatic[0].clone(), "Words of another chart".to_owned()];
        let spec = ChartSpec { removed_notes, ..spec };
        let after = said(&spec, &all, &Subject::default());
        assert_eq!(after.notes, ["1 of 2 points not checked", "My own"]);
        assert_eq!(after.automatic, before.automatic, "it can be taken back");
    }

    #[test]
    fn the_description_tells_what_is_marked_unless_the_user_wrote_another() {
        let all = [series("Tidewatch", vec![whole(2012, 5.0), whole(2016, 5.0)])];
        let reference = Reference {
            name: "Census".to_owned(),
            file: "c.csv".to_owned(),
            points: vec![(2014, 7.0)],
        };
        let spec = ChartSpec {
            events: vec![
                EventLine { date: date(2013, 7, 1), label: "The new code".to_owned() },
                EventLine { date: date(1990, 7, 1), label: "Long ago".to_owned() },
            ],
            highlights: vec![HighlightedYears { from: 2014, to: 2015, label: String::new() }],
            references: vec![reference],
            ..ChartSpec::default()
        };
        let told = said(&spec, &all, &Subject::default()).description;
        let outside = "Not marked, outside these years: 1990, Long ago";
        for wanted in
            ["Marked: 2013, The new code.", "Set off: 2014–2015.", "c.csv): 2014: 7.", outside]
        {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        let spec = ChartSpec { alternative: Some("In short.".to_owned()), ..spec };
        assert_eq!(said(&spec, &all, &Subject::default()).description, "In short.");
    }
}

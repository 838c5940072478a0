//! What the user put beside the reports' values: events, periods set off, and values from elsewhere.

use super::in_year;
use crate::charts::canvas::Tag;
use crate::charts::said;
use crate::charts::spec::ChartSpec;

/// A line at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where it stands across, in years.
    pub across: f64,
    /// Its label.
    pub label: String,
}

/// Years set off by a band.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Where it begins and ends across, in years.
    pub span: [f64; 2],
    /// Its label; may be empty.
    pub label: String,
}

/// Values from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// Their name, with the file that they are from.
    pub name: String,
    /// Year and value, each with its tag, in order of years.
    pub points: Vec<(Tag, i16, f64)>,
}

/// All of it that the chart's years hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// By day.
    pub events: Vec<Event>,
    /// As the user gave them.
    pub bands: Vec<Band>,
    /// As the user gave them.
    pub overlays: Vec<Overlay>,
}

/// By how many years values from elsewhere may reach beyond those of the reports, on either side,
/// unless the user asks for more years: a table of a century would leave the reports a corner.
const REACH: i16 = 5;

impl Marked {
    /// What `spec` marks of a chart whose reports' values stand in `years`. The tags of values from
    /// elsewhere come after those of the `given` series.
    pub fn new(spec: &ChartSpec, years: (i16, i16), given: usize) -> Self {
        let wide = reached(spec, years);
        let overlays = spec.references.iter().enumerate().map(|(at, reference)| {
            let points = reference.points.iter().enumerate();
            let inside = points.filter(|(_, (year, _))| (wide.0..=wide.1).contains(year));
            Overlay {
                name: reference.title(),
                points: inside
                    .filter(|(_, (_, value))| value.is_finite())
                    .map(|(index, (year, value))| ((given + at, index), *year, *value))
                    .collect(),
            }
        });
        let overlays: Vec<Overlay> = overlays.filter(|one| !one.points.is_empty()).collect();
        Self { events: Vec::new(), bands: Vec::new(), overlays }
    }

    /// The years of a chart that holds the values from elsewhere too.
    pub fn years(&self, (first, last): (i16, i16)) -> (i16, i16) {
        let years = || self.overlays.iter().flat_map(|one| &one.points).map(|(_, year, _)| *year);
        (years().fold(first, i16::min), years().fold(last, i16::max))
    }

    /// Takes in the events and periods that these years hold.
    pub fn mark(&mut self, spec: &ChartSpec, (first, last): (i16, i16)) {
        let mut events: Vec<&crate::charts::EventLine> =
            spec.events.iter().filter(|one| (first..=last).contains(&one.date.year())).collect();
        events.sort_by_key(|one| one.date);
        let event = |one: &&crate::charts::EventLine| Event {
            across: in_year(one.date),
            label: said::event(one),
        };
        self.events = events.iter().map(event).collect();
        let held = spec
            .highlights
            .iter()
            .filter(|one| one.from <= one.to && one.from <= last && one.to >= first);
        let band = |one: &crate::charts::HighlightedYears| {
            let span = [one.from.max(first), one.to.min(last)].map(f64::from);
            Band { span: [span[0] - 0.5, span[1] + 0.5], label: one.label.trim().to_owned() }
        };
        self.bands = held.map(band).collect();
    }

    /// Whether there are neither events nor periods.
    pub fn is_unmarked(&self) -> bool {
        self.events.is_empty() && self.bands.is_empty()
    }

    /// The lowest and the highest value from elsewhere.
    pub fn values(&self) -> Option<(f64, f64)> {
        let values =
            || self.overlays.iter().flat_map(|one| &one.points).map(|(_, _, value)| *value);
        let low = values().reduce(f64::min)?;
        Some((low, values().reduce(f64::max)?))
    }
}

/// What the user marked beyond the chart's years, in words: who asked for it must not believe that it
/// is there.
pub fn outside(spec: &ChartSpec, (first, last): (i16, i16)) -> Option<String> {
    if (first, last) == (0, 0) {
        return None;
    }
    let events = spec.events.iter().filter(|one| !(first..=last).contains(&one.date.year()));
    let events = events.map(said::event);
    let held = |one: &&crate::charts::HighlightedYears| one.from > last || one.to < first;
    let bands = spec.highlights.iter().filter(held).map(said::highlight);
    let told: Vec<String> = events.chain(bands).collect();
    (!told.is_empty()).then(|| format!("Not marked, outside these years: {}", told.join("; ")))
}

/// The years that values from elsewhere may stand in.
fn reached(spec: &ChartSpec, (first, last): (i16, i16)) -> (i16, i16) {
    let from = spec.from.unwrap_or_else(|| first.saturating_sub(REACH));
    let to = spec.to.unwrap_or_else(|| last.saturating_add(REACH));
    (
        from.max(first.saturating_sub(super::MOST_YEARS)),
        to.min(last.saturating_add(super::MOST_YEARS)),
    )
}

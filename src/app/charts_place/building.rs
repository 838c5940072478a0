//! From what is asked for to a drawn chart, off the drawing thread.
//!
//! In come the choices and handles of all that is told, out comes a [`Drawn`]. One chart is made at
//! a time; when it is done, the latest that was asked for meanwhile is made next, and until then
//! the one before stays in view.

use super::choice::{self, Listed};
use super::evidence::{self, Telling};
use crate::app::background::{Ended, Job};
use crate::charts::{self, ChartSpec, Drawing, Facts, Said, Subject, TellingKey, draw};
use crate::series::{self, FigureId, Gap, Point, Reason, Series, SeriesKey, SeriesSet};
use crate::workspace::{Tellings, Workspace};
use eframe::egui::Context;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The series that a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Picked {
    /// Those that the indicator's chart begins with.
    #[default]
    First,
    /// The one of each of these countries that can stand beside the others’; of all where none is
    /// named.
    EachCountry(Vec<String>),
    /// These, ticked by the user.
    These(Vec<SeriesKey>),
}

/// What a chart is asked to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The indicator that it is of, as far as no series are picked.
    pub indicator: Option<String>,
    /// The indicators whose series are listed beside it.
    pub opened: BTreeSet<String>,
    /// The series that it shows.
    pub picked: Picked,
    /// How.
    pub spec: ChartSpec,
}

/// The series of each indicator that is in use, as they were built.
type Sets = BTreeMap<String, Arc<SeriesSet>>;

/// What is to choose from and the chart that is drawn.
pub struct Built {
    /// What it was asked to be.
    pub asked: Asked,
    /// What the reports were when it was made.
    pub revision: (u64, u64),
    /// The indicators that have figures.
    pub listed: Arc<Vec<Listed>>,
    /// The countries that the reports are on.
    pub countries: Arc<Vec<String>>,
    /// The countries whose own number the chart's indicator has, each with how many values.
    pub across: Vec<(String, usize)>,
    /// The series of the indicators that are open or shown.
    pub sets: Sets,
    /// The chart.
    pub drawn: Arc<Drawn>,
}

/// What keeps points from being compared, by place in the chart's set.
pub type Cautions = HashMap<(usize, usize), Vec<Reason>>;

/// A chart, and what it was drawn from.
pub struct Drawn {
    /// The indicators of the series that it shows, the first one's first.
    pub indicators: Vec<String>,
    /// All series of its indicators, those that the user joined made one, without what was left out.
    pub set: SeriesSet,
    /// The places in the set of the series that it shows.
    pub shown: Vec<usize>,
    /// Their keys, those of joined series too.
    pub keys: Vec<SeriesKey>,
    /// What it was drawn by: the choices with the series that follow from them.
    pub spec: ChartSpec,
    /// The sentences behind it, in order.
    pub told: Vec<Telling>,
    /// What keeps its points from being compared, by place in the set.
    pub cautions: Cautions,
    /// The years without a value, each with why.
    pub gaps: Vec<Gap>,
    /// The same in words, those of one reason together.
    pub gap_lines: Vec<String>,
    /// The points that it shows, in the order of the arrow keys.
    pub points: Vec<(usize, usize)>,
    /// Of each point that nobody has checked one figure.
    pub unchecked: Vec<FigureId>,
    /// How many points another value is told for.
    pub contested: usize,
    /// The first and the last year that its points stand at.
    pub years: Option<(i16, i16)>,
    /// The words that the program proposes.
    pub proposed: Said,
    /// What was found when its series were gathered.
    pub facts: Facts,
    /// The picture.
    pub drawing: Arc<Drawing>,
}

impl Drawn {
    /// The series that it shows.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.shown.iter().filter_map(|at| self.set.series.get(*at))
    }

    /// A point by its series and its place in it.
    pub fn point(&self, (series, point): (usize, usize)) -> Option<(&Series, &Point)> {
        let series = self.set.series.get(series)?;
        Some((series, series.points.get(point)?))
    }

    /// The slug of the indicator that it is of, for a file's name.
    pub fn indicator(&self) -> &str {
        self.indicators.first().map_or("chart", String::as_str)
    }
}

/// Makes charts in the background.
#[derive(Default)]
pub struct Builder {
    job: Job<Built>,
    /// What the chart under way is asked to be, and of which reports.
    making: Option<(Asked, (u64, u64))>,
    /// What could not be made: it is not tried again.
    failed: Option<(Asked, (u64, u64))>,
    built: Option<Built>,
}

impl Builder {
    /// What was made last.
    pub fn built(&self) -> Option<&Built> {
        self.built.as_ref()
    }

    /// Whether a chart is being made.
    pub fn is_busy(&self) -> bool {
        self.job.is_running()
    }

    /// Whether a chart could not be made, by an error inside the program.
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Takes a chart that is done; returns whether there was one.
    pub fn take(&mut self) -> bool {
        let Some(ended) = self.job.take() else { return false };
        let making = self.making.take();
        match ended {
            Ended::Done(built) => {
                self.built = Some(built);
                self.failed = None;
            }
            Ended::Died => self.failed = making,
        }
        true
    }

    /// Whether what was made last is what is asked for; `fresh` asks for the reports of now too.
    pub fn is_made(&self, asked: &Asked, revision: (u64, u64), fresh: bool) -> bool {
        let made = |built: &Built| built.asked == *asked && (!fresh || built.revision == revision);
        self.built.as_ref().is_some_and(made)
    }

    /// Begins to make what is asked for, unless something is being made: then the next call does.
    pub fn ask(&mut self, context: &Context, workspace: &Workspace, asked: &Asked) {
        let revision = workspace.series_revision();
        let is_wanted = |(known, at): &(Asked, (u64, u64))| known == asked && *at == revision;
        if self.job.is_running() || self.failed.as_ref().is_some_and(is_wanted) {
            return;
        }
        let before = self.built.as_ref().filter(|built| built.revision == revision);
        let known = before.map(Known::of);
        let tellings = workspace.tellings();
        let wanted = asked.clone();
        let make = move || build(&tellings, known.unwrap_or_default(), wanted, revision);
        if self.job.start("chart", context, make) {
            self.making = Some((asked.clone(), revision));
        }
    }
}

/// The indicators that have figures, and the countries that the reports are on.
type Indicators = Arc<Vec<Listed>>;
type Countries = Arc<Vec<String>>;

/// What was made of the same reports before.
#[derive(Default)]
struct Known {
    listed: Option<(Indicators, Countries)>,
    sets: Sets,
}

impl Known {
    fn of(built: &Built) -> Self {
        let listed = (Arc::clone(&built.listed), Arc::clone(&built.countries));
        Self { listed: Some(listed), sets: built.sets.clone() }
    }
}

fn build(tellings: &Tellings, known: Known, mut asked: Asked, revision: (u64, u64)) -> Built {
    let (listed, countries) = known.listed.unwrap_or_else(|| {
        (Arc::new(choice::listed(tellings)), Arc::new(choice::countries(tellings)))
    });
    let by_hand = !asked.spec.only.is_empty();
    let first_sight = asked.indicator.is_none() && asked.picked == Picked::First && !by_hand;
    let wished = asked.clone();
    if first_sight {
        // What most reports tell makes the best first sight: one report can tell a lot of one year.
        let fullest = listed.iter().max_by_key(|one| (one.reports, one.figures));
        asked.indicator = fullest.map(|one| one.slug.clone());
    }
    let mut sets = Sets::new();
    let picked = match &asked.picked {
        Picked::These(keys) => keys.as_slice(),
        Picked::First | Picked::EachCountry(_) => &[],
    };
    let used = asked.indicator.iter().chain(&asked.opened);
    for slug in used.chain(picked.iter().map(|key| &key.indicator)) {
        if !sets.contains_key(slug) {
            let set = known.sets.get(slug).cloned();
            let set = set.unwrap_or_else(|| Arc::new(tellings.series(slug)));
            sets.insert(slug.clone(), set);
        }
    }
    let drawn = Arc::new(drawn(tellings, &sets, &asked));
    let slug = drawn.indicator();
    let across = sets.get(slug).map(|set| charts::countries(set, tellings.catalogue().get(slug)));
    let across = across.unwrap_or_default();
    Built { asked: wished, revision, listed, countries, across, sets, drawn }
}

/// A chart by itself, built from nothing that was built before.
pub fn alone(tellings: &Tellings, asked: &Asked) -> Arc<Drawn> {
    build(tellings, Known::default(), asked.clone(), (0, 0)).drawn
}

/// The keys of the series that the chart shows, with notes on what it does not.
fn keys(tellings: &Tellings, sets: &Sets, asked: &Asked) -> (Vec<SeriesKey>, Vec<String>) {
    let indicator = asked.indicator.as_deref().unwrap_or_default();
    let known = tellings.catalogue().get(indicator);
    let none = SeriesSet::default();
    let set = sets.get(indicator).map_or(&none, Arc::as_ref);
    match &asked.picked {
        Picked::These(keys) => (keys.clone(), notes_on(tellings, sets, keys)),
        // All of those that were picked by hand.
        Picked::First if !asked.spec.only.is_empty() => Default::default(),
        // Until the user chooses, the chart is the one that the command line draws.
        Picked::First => {
            let first = charts::choose(set, known, charts::Filter::default());
            (first.series.into_iter().map(|series| series.key).collect(), first.notes)
        }
        Picked::EachCountry(named) => {
            let wanted = |country: &str| named.is_empty() || named.iter().any(|one| one == country);
            let across = charts::across(set, known, wanted);
            (across.keys, across.notes)
        }
    }
}

/// The notes of a chart of these series: where they are those that an indicator's chart begins
/// with, those of that chart, however the user came to it.
fn notes_on(tellings: &Tellings, sets: &Sets, keys: &[SeriesKey]) -> Vec<String> {
    let Some(slug) = keys.first().map(|key| key.indicator.as_str()) else { return Vec::new() };
    let Some(set) = sets.get(slug) else { return Vec::new() };
    let country = keys.first().and_then(|key| key.country.as_deref());
    let filter = charts::Filter { country, source: None };
    let first = charts::choose(set, tellings.catalogue().get(slug), filter);
    let same = first.series.len() == keys.len()
        && first.series.iter().all(|series| keys.contains(&series.key));
    if same { first.notes } else { Vec::new() }
}

fn drawn(tellings: &Tellings, sets: &Sets, asked: &Asked) -> Drawn {
    let (keys, notes) = keys(tellings, sets, asked);
    let nothing = keys.is_empty() && asked.spec.only.is_empty();
    let spec = ChartSpec { series: keys, ..asked.spec.clone() };
    let none = Arc::default();
    let series = |slug: &str| -> Arc<SeriesSet> { Arc::clone(sets.get(slug).unwrap_or(&none)) };
    // An indicator beside those of the keys would add series that nobody asked for.
    let beside = asked.indicator.as_deref().filter(|_| spec.series.is_empty());
    let mut gathered = tellings.gathered(&spec, beside, &series);
    gathered.facts.not_shown = notes;
    let places = |set: &SeriesSet| -> Vec<usize> {
        match (nothing, spec.series.is_empty()) {
            (true, _) => Vec::new(),
            (false, true) => (0..set.series.len()).collect(),
            (false, false) => series::places_of(&set.series, &spec.series),
        }
    };
    let shown = places(&gathered.set);
    let whole = if spec.left_out.is_empty() {
        None
    } else {
        let whole = ChartSpec { left_out: Vec::new(), ..spec.clone() };
        Some(tellings.gathered(&whole, beside, &series).set)
    };
    let whole = whole.as_ref().unwrap_or(&gathered.set);
    let all: Vec<&Series> =
        places(whole).into_iter().filter_map(|at| whole.series.get(at)).collect();
    let (told, keys, indicators) = (
        told(tellings, &all, (&gathered.set, &shown), &spec.left_out),
        keys_of(&all),
        indicators(&all, asked),
    );
    let set = gathered.set;
    let together: Vec<&Series> = shown.iter().filter_map(|at| set.series.get(*at)).collect();
    let reports = tellings.metadata();
    let catalogue = tellings.catalogue();
    let subject = Subject {
        indicator: indicators.first().and_then(|slug| catalogue.get(slug)),
        catalogue: Some(catalogue),
        reports: &reports,
        facts: Some(&gathered.facts),
    };
    let drawing = Arc::new(draw(&spec, &set.series, &subject));
    let proposed = proposed(&spec, &set.series, &subject);
    let gaps = match indicators.first() {
        Some(slug) => tellings.gaps(slug, &set, &together),
        None => Vec::new(),
    };
    let points = || together.iter().flat_map(|series| &series.points);
    let unchecked = points().filter(|point| !point.checked);
    let ids = |at: &usize| -> Vec<(usize, usize)> {
        let count = set.series.get(*at).map_or(0, |series| series.points.len());
        (0..count).map(|point| (*at, point)).collect()
    };
    let years = points().map(|point| point.year);
    Drawn {
        told,
        keys,
        indicators,
        cautions: cautions_of(&together, &shown),
        contested: points().filter(|point| point.contested).count(),
        unchecked: unchecked.filter_map(|point| point.attestations.first().copied()).collect(),
        points: shown.iter().flat_map(ids).collect(),
        years: years.clone().min().zip(years.max()),
        gap_lines: charts::gaps::lines(&gaps),
        gaps,
        proposed,
        drawing,
        spec,
        shown,
        facts: gathered.facts,
        set,
    }
}

/// The words that the chart would have if the user had written none and removed none.
fn proposed(spec: &ChartSpec, series: &[Series], of: &Subject<'_>) -> Said {
    let plain = ChartSpec {
        title: None,
        subtitle: None,
        source_line: None,
        alternative: None,
        notes: Vec::new(),
        removed_notes: Vec::new(),
        ..spec.clone()
    };
    charts::said(&plain, series, of)
}

/// The tellings of `all`, of which those of `drawn` are in the chart.
fn told(
    tellings: &Tellings,
    all: &[&Series],
    (set, shown): (&SeriesSet, &[usize]),
    left_out: &[TellingKey],
) -> Vec<Telling> {
    let points = all.iter().flat_map(|one| &one.points);
    let repeated = all.iter().flat_map(|one| &one.repeated).map(|one| one.figure);
    let ids = points.flat_map(|point| point.attestations.iter().copied()).chain(repeated);
    let quotes = tellings.quotes(&ids.collect::<Vec<_>>());
    let quote = |id: FigureId| quotes.get(&id).cloned();
    let drawn = shown.iter().filter_map(|at| Some((*at, set.series.get(*at)?)));
    evidence::tellings(all, &drawn.collect::<Vec<_>>(), &quote, left_out)
}

/// The keys of these series, those of joined ones too.
fn keys_of(series: &[&Series]) -> Vec<SeriesKey> {
    let joined = |one: &Series| one.joined.iter().map(|joined| joined.key.clone()).collect();
    series.iter().flat_map(|one| [vec![one.key.clone()], joined(one)].concat()).collect()
}

/// The indicators of these series, the first one's first; where there are none the one asked for.
fn indicators(series: &[&Series], asked: &Asked) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for series in series {
        if !slugs.contains(&series.key.indicator) {
            slugs.push(series.key.indicator.clone());
        }
    }
    if slugs.is_empty() {
        slugs.extend(asked.indicator.clone());
    }
    slugs
}

/// What keeps the points of the series at `shown` from being compared.
pub fn cautions_of(together: &[&Series], shown: &[usize]) -> Cautions {
    let mut of_points = Cautions::new();
    for caution in series::cautions(together) {
        if let (Some(series), Some(point)) = (shown.get(caution.series), caution.point) {
            of_points.entry((*series, point)).or_default().push(caution.reason);
        }
    }
    of_points
}

//! What an indicator would find before it is defined: tried on all figures in the background.

use super::Workspace;
use crate::entities::ReportIndex;
use crate::figures::rows::Name;
use crate::figures::{Catalogue, FigureRows, Indicator, ReportCues};
use crate::library::{Handle, background};
use crate::report::Span;
use crate::series::FigureId;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::BTreeMap;

/// So many figures are named as examples.
const EXAMPLES: usize = 8;

/// So many reports, spread over all, are looked at before the rest: what is typed wrong shows there.
const SAMPLE: usize = 100;

/// What was found so far is told after so many reports.
const OFTEN: usize = 50;

/// A figure that an indicator would have, with its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The figure.
    pub figure: FigureId,
    /// The sentence.
    pub sentence: String,
}

/// What an indicator would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// How many reports were looked at so far.
    pub looked: usize,
    /// How many there are to look at.
    pub reports: usize,
    /// How many figures it would have.
    pub figures: usize,
    /// How many of these in each report, in the reports' order.
    pub by_report: Vec<(ReportIndex, usize)>,
    /// The first of them, at most one a report until all reports have one.
    pub examples: Vec<Example>,
    /// Indicators that it would take figures from, by slug, with how many.
    pub taken: Vec<(String, usize)>,
    /// Indicators that figures with its words would stay with, with how many.
    pub kept: Vec<(String, usize)>,
}

impl Workspace {
    /// Tries an indicator on the figures of all reports, in place of the own one with its slug. The
    /// answer comes over the channel, first that of a sample, then more, until all are looked at; the
    /// window is woken for each. It ends when nobody listens any more.
    pub fn try_indicator(&self, indicator: &Indicator) -> Option<Receiver<Matches>> {
        let others = self.catalogue().indicators.iter().filter(|own| own.slug != indicator.slug);
        let mut all: Vec<Indicator> = others.cloned().collect();
        all.push(indicator.clone());
        let analysed = self.shown().filter(|(_, slot)| slot.is_analysed());
        let reports: Vec<(ReportIndex, Handle)> =
            analysed.filter_map(|(index, slot)| Some((index, slot.handle()?.clone()))).collect();
        let trial = Trial {
            alone: Catalogue::new(vec![indicator.clone()]),
            together: Catalogue::new(all),
            slug: indicator.slug.clone(),
        };
        let (send, receive) = unbounded();
        let wake = self.waker();
        self.in_background("trial", move || {
            background::step_back();
            trial.all(&reports, &send, &wake);
        })?;
        Some(receive)
    }
}

/// An indicator that is tried.
struct Trial {
    alone: Catalogue,
    together: Catalogue,
    slug: String,
}

/// What was found so far.
#[derive(Default)]
struct Tried {
    by_report: BTreeMap<usize, (ReportIndex, usize)>,
    examples: Vec<Example>,
    later: Vec<Example>,
    taken: BTreeMap<String, usize>,
    kept: BTreeMap<String, usize>,
}

impl Trial {
    /// Looks at all reports, a sample of them first.
    fn all(&self, reports: &[(ReportIndex, Handle)], send: &Sender<Matches>, wake: &dyn Fn()) {
        let step = (reports.len() / SAMPLE).max(1);
        let sample = (0..reports.len()).filter(|at| at % step == 0);
        let rest = (0..reports.len()).filter(|at| at % step != 0);
        let mut tried = Tried::default();
        for (looked, at) in (1..).zip(sample.chain(rest)) {
            if let Some((index, handle)) = reports.get(at)
                && let Some(cues) = handle.cues()
            {
                let sentence = |span: Span| {
                    let loaded = handle.loaded();
                    loaded.map(|loaded| span.of(&loaded.report.text).to_owned())
                };
                let place = (at, *index);
                self.look(place, &handle.head().rows().figures, &cues, &sentence, &mut tried);
            }
            if looked % OFTEN == 0 || looked == reports.len() {
                let found = Matches { looked, reports: reports.len(), ..tried.matches() };
                if send.send(found).is_err() {
                    return;
                }
                wake();
            }
        }
        if reports.is_empty() {
            let _ = send.send(Matches::default());
        }
    }

    /// Looks at one report, which stands there among all.
    fn look(
        &self,
        (place, report): (usize, ReportIndex),
        rows: &FigureRows,
        cues: &ReportCues,
        sentence: &dyn Fn(Span) -> Option<String>,
        tried: &mut Tried,
    ) {
        let (figures, cues) = (rows.figures(), cues.figures());
        let by_words = self.alone.fits(&figures, &cues);
        if by_words.iter().all(Option::is_none) {
            return;
        }
        let given = self.together.fits(&figures, &cues);
        let mut here = 0;
        for ((by_words, winner), row) in by_words.into_iter().zip(given).zip(rows.iter()) {
            let (Some(_), Some(winner)) = (by_words, winner) else { continue };
            if winner.slug != self.slug {
                *tried.kept.entry(winner.slug.clone()).or_default() += 1;
                continue;
            }
            if let Some(before) = row.name(Name::Indicator).filter(|slug| *slug != self.slug) {
                *tried.taken.entry(before.to_owned()).or_default() += 1;
            }
            let examples = if here == 0 { &mut tried.examples } else { &mut tried.later };
            if examples.len() < EXAMPLES {
                let figure = FigureId { report, figure: row.at() };
                let sentence = sentence(row.sentence()).unwrap_or_default();
                examples.push(Example { figure, sentence });
            }
            here += 1;
        }
        if here > 0 {
            tried.by_report.insert(place, (report, here));
        }
    }
}

impl Tried {
    fn matches(&self) -> Matches {
        let examples = self.examples.iter().chain(&self.later).cloned();
        let counts = |of: &BTreeMap<String, usize>| {
            of.iter().map(|(slug, count)| (slug.clone(), *count)).collect()
        };
        Matches {
            figures: self.by_report.values().map(|(_, count)| count).sum(),
            by_report: self.by_report.values().copied().collect(),
            examples: examples.take(EXAMPLES).collect(),
            taken: counts(&self.taken),
            kept: counts(&self.kept),
            ..Matches::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Cues, Figure, Flow, Unit, schema::Entry};

    fn indicator(slug: &str, counted: &[&str], bonus: u8) -> Indicator {
        let counted = counted.iter().map(|&list| list.to_owned()).collect();
        Indicator {
            slug: slug.to_owned(),
            name: "Name".to_owned(),
            description: "All of it.".to_owned(),
            units: vec![Unit::Count],
            flow: Flow::Flow,
            apart: Vec::new(),
            reporting: false,
            entries: vec![Entry { counted, bonus, ..Entry::default() }],
        }
    }

    #[test]
    fn a_trial_says_what_it_finds_takes_and_leaves() {
        let all = [
            ("red barges", Some("barges")),
            ("green barges", Some("barges")),
            ("green carts", None),
            ("wells", None),
        ];
        let cues = all.map(|(counted, _)| Cues { counted: counted.to_owned(), ..Cues::default() });
        let cues = ReportCues::new(&cues, []);
        let figures =
            all.map(|(_, slug)| Figure { indicator: slug.map(str::to_owned), ..Figure::default() });
        let rows = FigureRows::plain(&figures);
        let barges = indicator("barges", &["barges"], 1);
        let tried = |green: Indicator| {
            let trial = Trial {
                alone: Catalogue::new(vec![green.clone()]),
                together: Catalogue::new(vec![barges.clone(), green.clone()]),
                slug: green.slug,
            };
            let mut tried = Tried::default();
            trial.look((0, ReportIndex(3)), &rows, &cues, &|_| None, &mut tried);
            tried.matches()
        };
        let strong = tried(indicator("own_green", &["green"], 9));
        assert_eq!(strong.figures, 2);
        assert_eq!(strong.by_report, [(ReportIndex(3), 2)]);
        assert_eq!(strong.examples.iter().map(|one| one.figure.figure).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(strong.taken, [("barges".to_owned(), 1)]);
        let weak = tried(indicator("own_green", &["green"], 0));
        assert_eq!((weak.figures, weak.kept), (1, vec![("barges".to_owned(), 1)]));
    }
}

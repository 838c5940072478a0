//! What an indicator would find before it is defined: tried on all figures in the background.

use super::Workspace;
use crate::analysis::Analysis;
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Indicator, ReportCues};
use crate::series::FigureId;
use crossbeam_channel::Receiver;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many figures are named as examples.
const EXAMPLES: usize = 8;

/// What an indicator would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// How many figures it would have.
    pub figures: usize,
    /// How many of these in each report, in the reports' order.
    pub by_report: Vec<(ReportIndex, usize)>,
    /// The first of them, at most one a report until all reports have one.
    pub examples: Vec<FigureId>,
    /// Indicators that it would take figures from, by slug, with how many.
    pub taken: Vec<(String, usize)>,
    /// Indicators that figures with its words would stay with, with how many.
    pub kept: Vec<(String, usize)>,
}

impl Workspace {
    /// Tries an indicator on the figures of all reports, in place of the own one with its slug. The
    /// answer comes over the channel, and the window is woken for it.
    pub fn try_indicator(&self, indicator: &Indicator) -> Option<Receiver<Matches>> {
        let others = self.catalogue().indicators.iter().filter(|own| own.slug != indicator.slug);
        let mut all: Vec<Indicator> = others.cloned().collect();
        all.push(indicator.clone());
        let reports: Vec<(ReportIndex, Arc<Analysis>, Arc<ReportCues>)> = self
            .shown()
            .filter_map(|(index, slot)| Some((index, Arc::clone(slot.analysis()?), Arc::default())))
            .collect();
        let indicator = indicator.clone();
        self.in_background("trial", move || matches(&reports, &indicator, all))
    }
}

fn matches(
    reports: &[(ReportIndex, Arc<Analysis>, Arc<ReportCues>)],
    indicator: &Indicator,
    all: Vec<Indicator>,
) -> Matches {
    let alone = Catalogue::new(vec![indicator.clone()]);
    let together = Catalogue::new(all);
    let mut found = Matches::default();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let mut later = Vec::new();
    for (report, analysis, cues) in reports {
        let mut here = 0;
        let cues = cues.figures();
        let by_words = alone.fits(&analysis.figures, &cues);
        if by_words.iter().all(Option::is_none) {
            continue;
        }
        let given = together.fits(&analysis.figures, &cues);
        let both = by_words.into_iter().zip(given).zip(&analysis.figures);
        for (at, ((by_words, winner), figure)) in (0..).zip(both) {
            let (Some(_), Some(winner)) = (by_words, winner) else { continue };
            let winner = winner.slug.as_str();
            if winner != indicator.slug {
                *kept.entry(winner.to_owned()).or_default() += 1;
                continue;
            }
            let before = figure.indicator.as_ref().filter(|slug| **slug != indicator.slug);
            if let Some(before) = before {
                *taken.entry(before.clone()).or_default() += 1;
            }
            let id = FigureId { report: *report, figure: at };
            let examples = if here == 0 { &mut found.examples } else { &mut later };
            if examples.len() < EXAMPLES {
                examples.push(id);
            }
            here += 1;
        }
        if here > 0 {
            found.by_report.push((*report, here));
            found.figures += here;
        }
    }
    found.examples.extend(later);
    found.examples.truncate(EXAMPLES);
    found.taken = taken.into_iter().collect();
    found.kept = kept.into_iter().collect();
    found
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
        let figure = |_: &str, slug: Option<&str>| Figure {
            indicator: slug.map(str::to_owned),
            ..Figure::default()
        };
        let cues = ["red barges", "green barges", "green carts", "wells"]
            .map(|counted| Cues { counted: counted.to_owned(), ..Cues::default() });
        let cues = Arc::new(ReportCues::new(&cues, []));
        let figures = vec![
            figure("red barges", Some("barges")),
            figure("green barges", Some("barges")),
            figure("green carts", None),
            figure("wells", None),
        ];
        let report = (ReportIndex(3), Arc::new(Analysis { figures, ..Analysis::default() }), cues);
        let barges = indicator("barges", &["barges"], 1);
        let tried = |green: Indicator| {
            matches(std::slice::from_ref(&report), &green, vec![barges.clone(), green.clone()])
        };
        let strong = tried(indicator("own_green", &["green"], 9));
        assert_eq!(strong.figures, 2);
        assert_eq!(strong.by_report, [(ReportIndex(3), 2)]);
        assert_eq!(strong.examples.iter().map(|id| id.figure).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(strong.taken, [("barges".to_owned(), 1)]);
        let weak = tried(indicator("own_green", &["green"], 0));
        assert_eq!((weak.figures, weak.kept), (1, vec![("barges".to_owned(), 1)]));
    }
}

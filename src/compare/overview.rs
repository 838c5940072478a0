//! The overview of a country: topics × editions, how much of each is new.

use super::align::{Alignment, Class};
use super::edition::{Edition, SentenceIndex};
use super::sections::Counterpart;
use super::topics::{TopicId, topics};
use serde::Serialize;

/// Sentences by what became of them since the edition before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The same.
    pub same: usize,
    /// Written anew.
    pub reworded: usize,
    /// New.
    pub new: usize,
    /// Dropped: sentences of the edition before.
    pub dropped: usize,
    /// Moved here from another place.
    pub moved: usize,
    /// Of the same ones, those whose tense changed.
    pub tense_only: usize,
}

/// A topic in an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverviewCell {
    /// How the edition deals with it.
    pub counterpart: Counterpart,
    /// How many sentences it has.
    pub sentences: usize,
    /// How many words they have.
    pub words: usize,
    /// What changed since the edition before; `None` for the first.
    pub since: Option<Counts>,
}

/// A topic over all editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverviewRow {
    /// The topic.
    pub topic: TopicId,
    /// One for each edition.
    pub cells: Vec<OverviewCell>,
}

/// Topics × editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The topics that any edition has, in their order; those that are part of another topic are
    /// counted with it.
    pub rows: Vec<OverviewRow>,
}

/// Counts what changed. `alignments` are those of each edition with the next.
pub fn overview(editions: &[&Edition], alignments: &[&Alignment], tense_counts: bool) -> Overview {
    let rows = topics().main().map(|(topic, _)| {
        let cells = editions.iter().enumerate().map(|(place, edition)| {
            let before = place.checked_sub(1);
            let before = before.and_then(|at| Some((*editions.get(at)?, *alignments.get(at)?)));
            cell(topic, edition, before, tense_counts)
        });
        OverviewRow { topic, cells: cells.collect() }
    });
    let told = |row: &OverviewRow| row.cells.iter().any(|cell| cell.sentences > 0);
    Overview { rows: rows.filter(told).collect() }
}

fn cell(
    topic: TopicId,
    edition: &Edition,
    before: Option<(&Edition, &Alignment)>,
    tense_counts: bool,
) -> OverviewCell {
    let of_topic = |edition: &'_ Edition| -> Vec<SentenceIndex> {
        let all = edition.sentences().iter().enumerate();
        let own = all.filter(|(_, sentence)| topics().belongs(sentence.topic, topic));
        own.map(|(at, _)| SentenceIndex::new(at)).collect()
    };
    let own = of_topic(edition);
    let words =
        own.iter().filter_map(|at| edition.sentence(*at)).map(|sentence| sentence.tokens.len());
    let since = before.map(|(earlier, alignment)| {
        let mut counts = Counts::default();
        for at in &own {
            let found = alignment.of_after(*at);
            match found.map_or(Class::New, |found| found.class(tense_counts)) {
                Class::Same => counts.same += 1,
                Class::Reworded => counts.reworded += 1,
                Class::Moved => counts.moved += 1,
                Class::New | Class::Dropped => counts.new += 1,
            }
            let tense = found.is_some_and(|found| found.tense_only && !found.moved);
            counts.tense_only += usize::from(tense);
        }
        let dropped = of_topic(earlier);
        counts.dropped = dropped.iter().filter(|at| alignment.of_before(**at).is_none()).count();
        counts
    });
    OverviewCell {
        counterpart: edition.counterpart(topic),
        sentences: own.len(),
        words: words.sum(),
        since,
    }
}

//! A sample of aligned sentences, each judged by reading it, is aligned as it was judged.

use crate::material::{Read, read, shared};
use rapporteur::compare::{Alignment, Edition, Match, SentenceIndex, align};
use rapporteur::report::Span;
use std::collections::{BTreeMap, HashMap};

/// The share of sentences whose class must be right.
const MUST: f64 = 0.93;

/// The first sentence of an edition that lies in a stretch of its text, "from-to"; none for "-".
fn at(edition: &Edition, told: &str) -> Option<(SentenceIndex, Span)> {
    let (from, to) = told.split_once('-').filter(|(from, _)| !from.is_empty())?;
    let span = Span::new(from.parse().unwrap(), to.parse().unwrap());
    let place = edition.sentences().iter().position(|s| s.span.overlaps(span))?;
    Some((SentenceIndex(u32::try_from(place).unwrap()), span))
}

/// What the alignment makes of the sentences of a line.
fn class(alignment: &Alignment, before: &Read, after: &Read, fields: &[&str]) -> &'static str {
    let left = at(&before.edition, fields[2]);
    let right = at(&after.edition, fields[3]);
    let (found, later) = match (left, right) {
        (Some((place, _)), _) => (alignment.of_before(place), false),
        (None, Some((place, _))) => (alignment.of_after(place), true),
        (None, None) => return "lost",
    };
    let Some(found) = found else { return if later { "new" } else { "dropped" } };
    if let Some((_, span)) = right
        && !covers(found, &after.edition, span)
    {
        return "another";
    }
    match (found.moved, found.same, found.tense_only) {
        (true, _, _) => "moved",
        (false, true, true) => "tense",
        (false, true, false) => "same",
        (false, false, _) => "reworded",
    }
}

fn covers(found: &Match, after: &Edition, span: Span) -> bool {
    let mut sentences = found.after.clone().filter_map(|at| after.sentence(SentenceIndex(at)));
    sentences.any(|sentence| sentence.span.overlaps(span))
}

#[test]
fn sentences_are_classed_as_a_reader_classes_them() {
    let Some(shared) = shared() else { return };
    let table = include_str!("judged.tsv");
    let lines: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let mut reports: HashMap<&str, Read> = HashMap::new();
    for name in lines.iter().flat_map(|fields| &fields[..2]) {
        reports.entry(name).or_insert_with(|| read(&shared, name));
    }
    let mut alignments: HashMap<(&str, &str), Alignment> = HashMap::new();
    let mut right = 0;
    let mut tally: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fields in &lines {
        let (before, after) = (&reports[fields[0]], &reports[fields[1]]);
        let alignment = alignments
            .entry((fields[0], fields[1]))
            .or_insert_with(|| align(&before.edition, &after.edition));
        let is = class(alignment, before, after, fields);
        *tally.entry((fields[4], is)).or_default() += 1;
        right += usize::from(is == fields[4]);
    }
    for ((want, is), count) in &tally {
        println!("{want} taken for {is}: {count}");
    }
    let share = f64::from(u32::try_from(right).unwrap()) / lines.len() as f64;
    println!("{right} of {} sentences are classed right ({share:.3})", lines.len());
    assert!(share >= MUST, "{share:.3}");
}

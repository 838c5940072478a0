//! Sections of one topic find each other, over the years and across publishers.

use crate::material::{Read, read, shared};
use rapporteur::compare::{Counterpart, TopicId, topics};
use std::collections::{BTreeSet, HashMap};

/// The share of pairs of sections that must be aligned right.
const MUST: f64 = 0.97;

/// Pairs of reports whose sections are aligned, beside the neighbours among the nine editions.
const PAIRS: &[(&str, &str)] = &[
    (
        "corpus/kazakhstan-2011-us-state-department.txt",
        "corpus/kazakhstan-2016-us-state-department.txt",
    ),
    (
        "corpus/kazakhstan-2016-us-state-department.txt",
        "corpus/kazakhstan-2020-us-state-department.txt",
    ),
    (
        "corpus/kazakhstan-2020-us-state-department.txt",
        "corpus/kazakhstan-2023-us-state-department.txt",
    ),
    (
        "corpus/kazakhstan-2020-human-rights-watch.txt",
        "corpus/kazakhstan-2020-us-state-department.txt",
    ),
];

/// The headings that are on a topic, and those that may be.
#[derive(Debug, Default)]
struct Headings {
    on: BTreeSet<usize>,
    maybe: BTreeSet<usize>,
}

impl Headings {
    /// "4,6-8,9?"
    fn of(told: &str) -> Self {
        let mut headings = Self::default();
        for range in told.split(',').filter(|range| *range != "-") {
            let certain = !range.ends_with('?');
            let (from, to) = range.trim_end_matches('?').split_once('-').unwrap_or((range, range));
            let place = |text: &str| text.trim_end_matches('?').parse::<usize>().unwrap();
            let set = if certain { &mut headings.on } else { &mut headings.maybe };
            set.extend(place(from)..=place(to));
        }
        headings
    }
}

/// Whether the sections that an edition has on a topic are the right ones.
fn is_right(read: &Read, topic: TopicId, want: &Headings) -> bool {
    let parts = read.edition.parts().iter();
    let found: BTreeSet<usize> = parts
        .clone()
        .filter(|part| topics().belongs(part.topic, topic))
        .filter_map(|part| part.section)
        .collect();
    // A heading without text of its own has no part.
    let with_text: BTreeSet<usize> = parts.filter_map(|part| part.section).collect();
    let must: BTreeSet<usize> = want.on.intersection(&with_text).copied().collect();
    let may: BTreeSet<usize> = must.union(&want.maybe).copied().collect();
    let missing = read.edition.counterpart(topic) == Counterpart::Missing;
    let right = must.is_subset(&found) && found.is_subset(&may) && (found.is_empty() == missing);
    if !right {
        let name = &topics().get(topic).unwrap().slug;
        println!("{} {name}: found {found:?}, want {want:?}", read.report.document);
    }
    right
}

#[test]
fn sections_of_one_topic_are_aligned() {
    let Some(shared) = shared() else { return };
    let table = include_str!("topics.tsv");
    let mut right: HashMap<(String, String), bool> = HashMap::new();
    let mut editions: Vec<String> = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let report = read(&shared, fields[0]);
        editions.push(fields[0].to_owned());
        for told in fields[1..].chunks(2) {
            let topic = topics().by_slug(told[0]).unwrap();
            let is = is_right(&report, topic, &Headings::of(told[1]));
            right.insert((fields[0].to_owned(), told[0].to_owned()), is);
        }
    }
    let nine: Vec<&String> = editions.iter().filter(|name| name.starts_with("reports")).collect();
    let mut pairs: Vec<(&str, &str)> =
        nine.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    pairs.extend(PAIRS);
    let slugs: BTreeSet<&String> = right.keys().map(|(_, slug)| slug).collect();
    let all = pairs.iter().flat_map(|pair| slugs.iter().map(move |slug| (pair, *slug)));
    let is = |name: &str, slug: &String| right[&(name.to_owned(), slug.clone())];
    let results: Vec<bool> =
        all.map(|((before, after), slug)| is(before, slug) && is(after, slug)).collect();
    let good = results.iter().filter(|right| **right).count();
    let share = good as f64 / results.len() as f64;
    println!("{good} of {} pairs of sections are aligned right ({share:.3})", results.len());
    assert!(share >= MUST, "{share:.3}");
}

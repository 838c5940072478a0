//! Which courts and organizations of several reports are one.
//!
//! Bodies are one where their names come out alike in words, whatever the order, in reports on one
//! country; well-known international bodies are one everywhere. An acronym by itself belongs to the
//! one body that bears it; bodies with names of their own that only share letters stay apart.

use super::Node;
use super::joiner::Joiner;
use super::reason::{Certainty, Reason};
use crate::entities::EntityKind;
use crate::entities::compare;
use crate::entities::lexicon::{Flags, lexicon};
use crate::entities::link::{goes_on_in_complement, is_acronym, main_head, without_kind_word};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many names that begin alike are compared with each other.
const MOST_ALIKE: usize = 200;

/// Joins the courts and organizations among `nodes`.
pub fn join(nodes: &[Node<'_>], joiner: &mut Joiner) {
    let forms = distinct(nodes, joiner);
    join_by_keys(nodes, &forms, joiner);
    join_shortened(nodes, &forms, joiner);
    join_spellings(nodes, &forms, joiner);
    join_acronyms(nodes, joiner);
}

fn bodies<'n, 'a>(nodes: &'n [Node<'a>]) -> impl Iterator<Item = (usize, &'n Node<'a>)> {
    nodes.iter().enumerate().filter(|(_, node)| node.kind != EntityKind::Person)
}

/// The organizations among the distinct forms.
fn organizations<'n, 'a>(
    nodes: &'n [Node<'a>],
    forms: &[(usize, &'n str)],
) -> impl Iterator<Item = (usize, &'n Node<'a>, &'n str)> {
    let with_node = |(i, form): &(usize, &'n str)| Some((*i, nodes.get(*i)?, *form));
    let all = forms.iter().filter_map(with_node);
    all.filter(|(_, node, _)| node.kind == EntityKind::Organization)
}

/// The first body of each form, by kind, country and letters: everything else is asked of these
/// only. An acronym may stand for different names and waits for [`join_acronyms`].
fn distinct<'n>(nodes: &'n [Node<'_>], joiner: &mut Joiner) -> Vec<(usize, &'n str)> {
    let mut seen: HashMap<(EntityKind, &str, &str), usize> = HashMap::new();
    let mut found = Vec::new();
    for (i, node) in bodies(nodes) {
        for form in &node.forms {
            match seen.entry((node.kind, node.country, form)) {
                Entry::Vacant(entry) => {
                    entry.insert(i);
                    found.push((i, *form));
                }
                Entry::Occupied(first) if !is_acronym(form) => {
                    joiner.join(*first.get(), i, Reason::SameName, Certainty::Certain);
                }
                Entry::Occupied(first) if lexicon().known_number(form).is_some() => {
                    joiner.join(*first.get(), i, Reason::WellKnown, Certainty::Certain);
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    found
}

/// Joins the bodies whose forms come out alike: the surest keys of all forms before the next.
fn join_by_keys<'n>(nodes: &'n [Node<'_>], forms: &[(usize, &'n str)], joiner: &mut Joiner) {
    let mut seen: HashMap<String, (usize, &str)> = HashMap::new();
    for key_of in [known_key, words_key, squashed_key, plain_key] {
        for (i, form) in forms {
            let Some(node) = nodes.get(*i) else { continue };
            let Some((key, reason, certainty)) = key_of(node, form) else { continue };
            let (first, other) = *seen.entry(key).or_insert((*i, form));
            let same = other.to_lowercase() == form.to_lowercase();
            let (reason, certainty) = if same && reason != Reason::WellKnown {
                (Reason::SameName, Certainty::Certain)
            } else {
                (reason, certainty)
            };
            joiner.join(first, *i, reason, certainty);
        }
    }
}

type Key = Option<(String, Reason, Certainty)>;

/// Its number among well-known bodies.
fn known_key(_: &Node<'_>, form: &str) -> Key {
    let number = lexicon().known_number(form)?;
    Some((format!("known {number}"), Reason::WellKnown, Certainty::Certain))
}

fn scope(node: &Node<'_>) -> String {
    format!("{:?} {} ", node.kind, node.country)
}

/// Its words in any order. An acronym that stands for different names waits for
/// [`join_acronyms`].
fn words_key(node: &Node<'_>, form: &str) -> Key {
    if lexicon().known_number(form).is_some() || is_acronym(form) {
        return None;
    }
    let words: Vec<String> = compare::body_words(form).into_iter().collect();
    let key = format!("{}w {}", scope(node), words.join(" "));
    Some((key, Reason::SameWords, Certainty::Certain))
}

/// Its letters without blanks, where it is a proper name: "Velna Today" in one word.
fn squashed_key(node: &Node<'_>, form: &str) -> Key {
    let proper = form.split(' ').count() <= 2
        && main_head(form).is_none()
        && !is_acronym(form)
        && lexicon().known_number(form).is_none();
    let squashed = || compare::fold(&form.split_whitespace().collect::<String>());
    proper.then(|| {
        (format!("{}s {}", scope(node), squashed()), Reason::SpeltDifferently, Certainty::Likely)
    })
}

/// Its name without "Party".
fn plain_key(node: &Node<'_>, form: &str) -> Key {
    let plain = without_kind_word(form);
    let fits = node.kind == EntityKind::Organization
        && plain.split(' ').count() <= 3
        && !is_acronym(form)
        && lexicon().known_number(form).is_none();
    fits.then(|| (format!("{}p {plain}", scope(node)), Reason::KindWord, Certainty::Likely))
}

/// "Ministry of Labor" in one report belongs to the only "Ministry of Labor and …" of the country's
/// others.
fn join_shortened<'n>(nodes: &'n [Node<'_>], forms: &[(usize, &'n str)], joiner: &mut Joiner) {
    let mut by_head: BTreeMap<(&str, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for (i, node, form) in organizations(nodes, forms) {
        if let Some(head) = main_head(form) {
            by_head.entry((node.country, head)).or_default().entry(form).or_insert(i);
        }
    }
    for forms in by_head.values() {
        let words: Vec<(&str, usize, BTreeSet<String>)> =
            forms.iter().map(|(form, i)| (*form, *i, compare::body_words(form))).collect();
        for (short, i, short_words) in words.iter().filter(|(_, _, words)| words.len() >= 2) {
            // In order of the alphabet a form stands before those that it begins.
            let after = words.partition_point(|(form, _, _)| form <= short);
            let longer: Vec<usize> = words
                .iter()
                .skip(after)
                .take_while(|(form, _, _)| form.starts_with(short))
                .filter(|(form, _, long)| {
                    form.get(short.len()..).is_some_and(goes_on_in_complement)
                        && long.len() > short_words.len()
                })
                .map(|(_, j, _)| *j)
                .collect();
            if !longer.is_empty() {
                joiner.join_one(*i, &longer, Reason::ShorterName);
            }
        }
    }
}

/// Names of one or two strange words that differ in a letter or two: transliterations of a
/// company's or a paper's name.
fn join_spellings<'n>(nodes: &'n [Node<'_>], forms: &[(usize, &'n str)], joiner: &mut Joiner) {
    let mut blocks: BTreeMap<(&str, String), Vec<(String, usize)>> = BTreeMap::new();
    for (i, node, form) in organizations(nodes, forms) {
        let squashed = compare::fold(&form.split_whitespace().collect::<String>());
        let strange = form.split(' ').count() <= 2
            && main_head(form).is_none_or(|head| !lexicon().flags(&head).any(Flags::HEAD))
            && form.chars().any(char::is_lowercase);
        if !strange || squashed.len() < 9 || lexicon().known_number(form).is_some() {
            continue;
        }
        let start: String = squashed.chars().take(3).collect();
        let block = blocks.entry((node.country, start)).or_default();
        for (other, j) in block.iter().take(MOST_ALIKE) {
            if compare::near_folded(other, &squashed) {
                joiner.join(*j, i, Reason::SpeltDifferently, Certainty::Likely);
            }
        }
        if !block.iter().any(|(other, _)| *other == squashed) {
            block.push((squashed, i));
        }
    }
}

/// "OHN" is the one body of the country that bears these letters. Where two bodies with names of
/// their own do, they stay two, and a report that has the letters alone may mean either.
fn join_acronyms(nodes: &[Node<'_>], joiner: &mut Joiner) {
    let mut by_letters: BTreeMap<(EntityKind, &str, &str), Vec<usize>> = BTreeMap::new();
    for (i, node) in bodies(nodes) {
        for form in node.forms.iter().filter(|form| is_acronym(form)) {
            if lexicon().known_number(form).is_none() {
                let key = (node.kind, node.country, form.trim_end_matches('s'));
                by_letters.entry(key).or_default().push(i);
            }
        }
    }
    for bearers in by_letters.values() {
        let named = |i: &usize| nodes.get(*i).is_some_and(Node::has_full_name);
        let (full, alone): (Vec<usize>, Vec<usize>) = bearers.iter().partition(|i| named(i));
        let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
        for i in &full {
            groups.entry(joiner.find(*i)).or_insert(*i);
        }
        let names: Vec<usize> = groups.into_values().collect();
        for pair in names.windows(2) {
            if let [a, b] = pair {
                join_full_names(nodes, joiner, *a, *b);
            }
        }
        let Some(first) = alone.first() else { continue };
        for other in &alone {
            joiner.join(*first, *other, Reason::SameName, Certainty::Likely);
        }
        if !names.is_empty() {
            joiner.join_one(*first, &names, Reason::AcronymAndName);
        }
    }
}

/// Two full names with the same letters are one body's where they share a word that tells: another
/// wording or translation of the name.
fn join_full_names(nodes: &[Node<'_>], joiner: &mut Joiner, a: usize, b: usize) {
    let telling = |i: usize| -> BTreeSet<String> {
        let forms = nodes.get(i).map_or(&[][..], |node| node.forms.as_slice());
        let full = forms.iter().filter(|form| form.contains(' '));
        full.flat_map(|form| compare::body_words(form))
            .filter(|word| !lexicon().flags(word).any(Flags::HEAD.with(Flags::PEOPLE)))
            .collect()
    };
    let shared = telling(a).intersection(&telling(b)).next().is_some();
    let certainty = if shared { Certainty::Likely } else { Certainty::Doubtful };
    joiner.join(a, b, Reason::AcronymAndName, certainty);
}

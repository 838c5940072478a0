//! Which people of several reports are one.
//!
//! Full names first: the same, spelt differently, then shorter ones and initials where one person
//! alone fits. Then surnames by themselves. Two people who share a surname stay two, and what fits
//! several or contradicts itself is offered and not made.

use super::Node;
use super::joiner::Joiner;
use super::reason::{Certainty, Reason};
use super::roles;
use crate::entities::EntityKind;
use crate::entities::compare::{Likeness, PersonName};
use std::collections::HashMap;

/// A person of one report, by one of their names.
struct Person<'a> {
    node: usize,
    country: &'a str,
    roles: &'a [&'a str],
    name: PersonName,
}

/// So many people of one name in one country are compared with each other.
const MOST_NAMESAKES: usize = 200;

/// Joins the people among `nodes`.
pub fn join(nodes: &[Node<'_>], joiner: &mut Joiner) {
    let people = people(nodes, joiner);
    let mut blocks: HashMap<(&str, &str), Vec<&Person<'_>>> = HashMap::new();
    for person in &people {
        for key in person.name.skeletons() {
            blocks.entry((person.country, key)).or_default().push(person);
        }
    }
    let mut blocks: Vec<_> = blocks.into_iter().collect();
    blocks.sort_unstable_by_key(|(key, _)| *key);
    for (_, block) in &blocks {
        join_spellings(block, joiner);
    }
    for (_, block) in &blocks {
        join_shorter(block, joiner);
    }
    for (_, block) in &blocks {
        join_surnames(block, joiner);
    }
    join_countries(&people, joiner);
}

/// One person for each name that a node has; the same full name in one country is joined at once.
fn people<'a>(nodes: &'a [Node<'_>], joiner: &mut Joiner) -> Vec<Person<'a>> {
    let mut people = Vec::new();
    let mut same: HashMap<(&str, &str), (usize, bool)> = HashMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == EntityKind::Person) {
        for form in &node.forms {
            let known = same.get(&(node.country, *form)).copied();
            if let Some((first, true)) = known {
                joiner.join(first, i, Reason::SameName, Certainty::Certain);
                continue;
            }
            let name = PersonName::new(form);
            if known.is_none() {
                same.insert((node.country, form), (i, name.is_full()));
            }
            if name.is_full() || node.forms.len() == 1 {
                people.push(Person { node: i, country: node.country, roles: &node.roles, name });
            }
        }
    }
    people
}

fn full<'b, 'a>(block: &'b [&'b Person<'a>]) -> impl Iterator<Item = &'b Person<'a>> + Clone {
    block.iter().copied().filter(|person| person.name.is_full()).take(MOST_NAMESAKES)
}

/// "Petr Lannic" and "Petr Lannik".
fn join_spellings(block: &[&Person<'_>], joiner: &mut Joiner) {
    for (n, a) in full(block).enumerate() {
        for b in full(block).skip(n + 1) {
            let certainty = match a.name.likeness(&b.name) {
                Some(Likeness::Equal) => Certainty::Certain,
                Some(Likeness::Near(1)) => Certainty::Likely,
                Some(Likeness::Near(_)) if roles::share(a.roles, b.roles) => Certainty::Likely,
                Some(Likeness::Near(_)) => Certainty::Doubtful,
                _ => continue,
            };
            joiner.join(a.node, b.node, Reason::SpeltDifferently, certainty);
        }
    }
}

/// "P. Lannic" and "Petr Lannic", "Ana Lannic" and "Ana Maria Lannic": where one person fits.
fn join_shorter(block: &[&Person<'_>], joiner: &mut Joiner) {
    for wanted in [Likeness::Shorter, Likeness::Initials] {
        let reason =
            if wanted == Likeness::Shorter { Reason::ShorterName } else { Reason::Initials };
        for a in full(block) {
            let longer: Vec<usize> = full(block)
                .filter(|b| a.name.likeness(&b.name) == Some(wanted))
                .map(|b| b.node)
                .collect();
            if !longer.is_empty() {
                joiner.join_one(a.node, &longer, reason);
            }
        }
    }
}

/// "Lannic" and the one person of that surname, by the role where several bear it. A role that
/// contradicts makes it doubtful.
fn join_surnames(block: &[&Person<'_>], joiner: &mut Joiner) {
    let mut alone: HashMap<&PersonName, Vec<&Person<'_>>> = HashMap::new();
    for short in block.iter().filter(|person| !person.name.is_full()) {
        let others = alone.entry(&short.name).or_default();
        if let Some(other) = others.iter().find(|other| !contradict(other, short)) {
            // The surname by itself in two reports: one person as far as anyone can tell.
            joiner.join(other.node, short.node, Reason::SameName, Certainty::Likely);
            continue;
        }
        if let Some(other) = others.first() {
            joiner.join(other.node, short.node, Reason::SameName, Certainty::Doubtful);
        }
        if others.len() < MOST_ALONE {
            others.push(short);
        }
        join_surname(block, short, joiner);
    }
}

/// So many people of one surname whose roles contradict each other are told apart.
const MOST_ALONE: usize = 16;

/// Whether two people are said to be different things.
fn contradict(a: &Person<'_>, b: &Person<'_>) -> bool {
    !a.roles.is_empty() && !b.roles.is_empty() && !roles::share(a.roles, b.roles)
}

fn join_surname(block: &[&Person<'_>], short: &Person<'_>, joiner: &mut Joiner) {
    let bearers: Vec<&Person<'_>> =
        full(block).filter(|person| person.name.ends_in(&short.name)).collect();
    let nodes = |people: &[&Person<'_>]| people.iter().map(|p| p.node).collect::<Vec<_>>();
    let said = |bearer: &&Person<'_>| roles::share(bearer.roles, short.roles);
    let alike: Vec<&Person<'_>> = bearers.iter().copied().filter(said).collect();
    if !alike.is_empty() {
        joiner.join_one(short.node, &nodes(&alike), Reason::RoleAndSurname);
    } else if bearers.iter().all(|bearer| contradict(bearer, short)) {
        for bearer in bearers.iter().take(2) {
            joiner.join(bearer.node, short.node, Reason::Surname, Certainty::Doubtful);
        }
    } else {
        joiner.join_one(short.node, &nodes(&bearers), Reason::Surname);
    }
}

/// A full name in reports on two countries is one person's where the role is the same; else it is
/// offered.
fn join_countries(people: &[Person<'_>], joiner: &mut Joiner) {
    let mut by_name: HashMap<&PersonName, Vec<&Person<'_>>> = HashMap::new();
    let mut names: Vec<&PersonName> = Vec::new();
    for person in people.iter().filter(|person| person.name.is_full()) {
        let list = by_name.entry(&person.name).or_insert_with(|| {
            names.push(&person.name);
            Vec::new()
        });
        list.push(person);
    }
    for name in names {
        let bearers = by_name.get(name).map_or(&[][..], Vec::as_slice);
        for (n, a) in bearers.iter().enumerate().take(MOST_NAMESAKES) {
            for b in bearers.iter().skip(n + 1).take(MOST_NAMESAKES) {
                if a.country == b.country {
                    continue;
                }
                let shared = roles::share(a.roles, b.roles);
                let certainty = if shared { Certainty::Likely } else { Certainty::Doubtful };
                joiner.join(a.node, b.node, Reason::RoleAndName, certainty);
            }
        }
    }
}

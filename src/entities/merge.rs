//! Merges the entities of several reports into one list.
//!
//! Bodies are one where their names come out alike in words, whatever the order, in reports on one
//! country; well-known international bodies are one everywhere. People are one where full names
//! are spellings of each other, or where a surname alone fits one person only. What is doubtful
//! stays apart: a wrong merge hides more than a missing one.

use super::compare::{self, PersonName};
use super::groups::Groups;
use super::lexicon::lexicon;
use super::link::{goes_on_in_complement, main_head, without_kind_word};
use super::{Entity, EntityKind, ReportEntity, ReportIndex};
use crate::report::Report;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An entity of one report with its forms.
struct Node<'a> {
    report: ReportIndex,
    local: usize,
    entity: &'a ReportEntity,
    forms: Vec<&'a str>,
    country: &'a str,
    year: Option<i16>,
}

/// Merges the entities of `reports`; the result is in order of kind and name.
pub fn merge(reports: &[(&Report, &[ReportEntity])]) -> Vec<Entity> {
    let nodes = nodes(reports);
    let mut groups = Groups::new(nodes.len());
    join_bodies(&nodes, &mut groups);
    join_people(&nodes, &mut groups);
    let mut members: BTreeMap<usize, Vec<&Node<'_>>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        members.entry(groups.find(i)).or_default().push(node);
    }
    let mut entities: Vec<Entity> = members.into_values().map(|nodes| entity(&nodes)).collect();
    entities.sort_by(|a, b| (a.kind, &a.name, &a.members).cmp(&(b.kind, &b.name, &b.members)));
    entities
}

fn nodes<'a>(reports: &[(&'a Report, &'a [ReportEntity])]) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for (index, (report, entities)) in (0_u32..).zip(reports) {
        for (local, entity) in entities.iter().enumerate() {
            let forms: BTreeSet<&str> =
                entity.mentions.iter().map(|span| span.of(&report.text)).collect();
            nodes.push(Node {
                report: ReportIndex(index),
                local,
                entity,
                forms: forms.into_iter().collect(),
                country: report.metadata.country().unwrap_or(""),
                year: report.metadata.year(),
            });
        }
    }
    nodes
}

fn entity(nodes: &[&Node<'_>]) -> Entity {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for node in nodes {
        *counts.entry(&node.entity.name).or_default() += 1;
    }
    let name = counts
        .iter()
        .max_by_key(|(name, count)| {
            let full = name.contains(' ');
            let capital = name.starts_with(char::is_uppercase);
            (full, capital, **count, name.len(), std::cmp::Reverse(**name))
        })
        .map_or("", |(name, _)| *name);
    let role = nodes
        .iter()
        .filter_map(|node| Some((node.year, node.report, node.entity.role.as_ref()?)))
        .max_by_key(|(year, report, _)| (*year, *report))
        .map(|(_, _, role)| role.clone());
    Entity {
        kind: nodes.first().map_or(EntityKind::Organization, |node| node.entity.kind),
        name: name.to_owned(),
        role,
        members: nodes.iter().map(|node| (node.report, node.local)).collect(),
    }
}

/// Joins courts and organizations by what their forms are compared by.
fn join_bodies(nodes: &[Node<'_>], groups: &mut Groups) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (i, node) in
        nodes.iter().enumerate().filter(|(_, node)| node.entity.kind != EntityKind::Person)
    {
        for key in node.forms.iter().flat_map(|form| body_keys(node, form)) {
            let first = *seen.entry(key).or_insert(i);
            groups.join(first, i);
        }
    }
    join_shortened(nodes, groups);
}

/// What a form is compared by: its number among well-known bodies, its words in any order, its
/// letters without blanks, its name without "Party".
fn body_keys(node: &Node<'_>, form: &str) -> Vec<String> {
    if let Some(number) = lexicon().known_number(form) {
        return vec![format!("known {number}")];
    }
    let scope = format!("{:?} {} ", node.entity.kind, node.country);
    let words: Vec<String> = compare::body_words(form).into_iter().collect();
    let squashed = compare::fold(&form.split_whitespace().collect::<String>());
    let mut keys = vec![format!("{scope}w {}", words.join(" "))];
    if form.split(' ').count() <= 2 && main_head(form).is_none() {
        keys.push(format!("{scope}s {squashed}"));
    }
    let plain = without_kind_word(form);
    if node.entity.kind == EntityKind::Organization && plain.split(' ').count() <= 3 {
        keys.push(format!("{scope}p {plain}"));
    }
    keys
}

/// "Ministry of Labor" in one report belongs to the only "Ministry of Labor and …" of the country's
/// others.
fn join_shortened(nodes: &[Node<'_>], groups: &mut Groups) {
    let mut by_head: HashMap<(EntityKind, &str, String), BTreeMap<&str, usize>> = HashMap::new();
    for (i, node) in
        nodes.iter().enumerate().filter(|(_, node)| node.entity.kind == EntityKind::Organization)
    {
        for form in &node.forms {
            if let Some(head) = main_head(form) {
                by_head
                    .entry((node.entity.kind, node.country, head))
                    .or_default()
                    .entry(form)
                    .or_insert(i);
            }
        }
    }
    let mut lists: Vec<_> = by_head.into_values().collect();
    lists.sort();
    for forms in lists {
        let words: Vec<(&str, usize, BTreeSet<String>)> =
            forms.iter().map(|(form, i)| (*form, *i, compare::body_words(form))).collect();
        for (short, i, short_words) in words.iter().filter(|(_, _, words)| words.len() >= 2) {
            // In order of the alphabet a form stands before those that it begins.
            let after = words.partition_point(|(form, _, _)| form <= short);
            let mut longer: Vec<usize> = words
                .iter()
                .skip(after)
                .take_while(|(form, _, _)| form.starts_with(short))
                .filter(|(form, _, long)| {
                    form.get(short.len()..).is_some_and(goes_on_in_complement)
                        && long.len() > short_words.len()
                })
                .map(|(_, j, _)| groups.find(*j))
                .collect();
            longer.sort_unstable();
            longer.dedup();
            if let [one] = longer.as_slice() {
                groups.join(*one, *i);
            }
        }
    }
}

/// A person of one report, by their fullest name.
struct Person<'a> {
    node: usize,
    country: &'a str,
    name: PersonName,
}

/// Joins people: full names first, then surnames that only one person of the country bears.
fn join_people(nodes: &[Node<'_>], groups: &mut Groups) {
    let mut people: Vec<Person<'_>> = Vec::new();
    let mut same: HashMap<(&str, &str), usize> = HashMap::new();
    for (i, node) in
        nodes.iter().enumerate().filter(|(_, node)| node.entity.kind == EntityKind::Person)
    {
        for form in &node.forms {
            let name = PersonName::new(form);
            if let Some(first) = same.get(&(node.country, *form)).filter(|_| name.is_full()) {
                groups.join(*first, i);
                continue;
            }
            same.entry((node.country, form)).or_insert(i);
            if name.is_full() || node.forms.len() == 1 {
                people.push(Person { node: i, country: node.country, name });
            }
        }
    }
    let mut blocks: HashMap<(&str, &str), Vec<&Person<'_>>> = HashMap::new();
    for person in &people {
        for key in person.name.skeletons() {
            blocks.entry((person.country, key)).or_default().push(person);
        }
    }
    let mut keys: Vec<_> = blocks.keys().copied().collect();
    keys.sort_unstable();
    for key in &keys {
        let Some(block) = blocks.get(key) else { continue };
        let full: Vec<&&Person<'_>> =
            block.iter().filter(|p| p.name.is_full()).take(MOST_NAMESAKES).collect();
        for (n, a) in full.iter().enumerate() {
            for b in full.iter().skip(n + 1) {
                if a.name.may_be(&b.name) {
                    groups.join(a.node, b.node);
                }
            }
        }
    }
    for key in &keys {
        let Some(block) = blocks.get(key) else { continue };
        for short in block.iter().filter(|p| !p.name.is_full()) {
            let mut bearers: Vec<usize> = block
                .iter()
                .filter(|p| p.name.is_full() && p.name.ends_in(&short.name))
                .map(|p| groups.find(p.node))
                .collect();
            bearers.sort_unstable();
            bearers.dedup();
            match bearers.as_slice() {
                [one] => groups.join(*one, short.node),
                [] => {
                    for other in block.iter().filter(|p| !p.name.is_full() && p.name == short.name)
                    {
                        groups.join(other.node, short.node);
                    }
                }
                _ => {}
            }
        }
    }
}

/// So many people of one name in one country are compared with each other.
const MOST_NAMESAKES: usize = 200;

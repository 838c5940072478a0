//! Merges the entities of several reports into one list.
//!
//! Comes in: each report's entities. Goes out: [`Merge`], the entities over all reports, each with
//! the reason and the certainty of every link between its members, and the merges that are too
//! doubtful to make. A wrong merge hides more than a missing one. Names are compared only with
//! those that share a key, so time is near linear in their number.

mod bodies;
mod joiner;
mod people;
mod reason;
mod roles;

pub use reason::{Certainty, Link, Member, Merge, Reason};
pub(super) use roles::words as role_words;

use super::facts;
use super::material::{MENTIONS_LOOKED_AT, Source, Told};
use super::{BodyKind, Entities, Entity, EntityKind, ReportIndex};
use joiner::{Join, Joiner};
use std::collections::{BTreeSet, HashMap};

/// An entity of one report with its forms.
struct Node<'a> {
    report: ReportIndex,
    local: usize,
    told: Told<'a>,
    kind: EntityKind,
    /// Different ones, in order of the alphabet.
    forms: Vec<&'a str>,
    country: &'a str,
    year: Option<i16>,
    /// What a person is said to be, evened out, in order of the alphabet.
    roles: Vec<&'a str>,
}

impl Node<'_> {
    fn member(&self) -> Member {
        (self.report, self.local)
    }

    /// Whether a form is more than letters.
    fn has_full_name(&self) -> bool {
        self.forms.iter().any(|form| form.contains(' '))
    }
}

/// Whether two roles have a word in common that says what somebody is.
pub fn share_role(a: &str, b: &str) -> bool {
    let (a, b) = (roles::words(a), roles::words(b));
    a.intersection(&b).next().is_some()
}

/// Merges the entities of `reports`; the result is in order of kind and name.
pub fn merge(reports: &[Source<'_>]) -> Merge {
    let nodes = nodes(reports);
    let mut joiner = Joiner::new(nodes.len());
    bodies::join(&nodes, &mut joiner);
    people::join(&nodes, &mut joiner);
    let (mut groups, made, offered) = joiner.finish();
    let link = |join: &Join| {
        let member = |i: usize| nodes.get(i).map(Node::member);
        Some(Link {
            a: member(join.a)?,
            b: member(join.b)?,
            reason: join.reason,
            certainty: join.certainty,
        })
    };
    let mut of_group = |join: &Join| Some((groups.find(join.a), link(join)?));
    let mut links: Vec<(usize, Link)> = made.iter().filter_map(&mut of_group).collect();
    links.sort_by_key(|(group, _)| *group);
    let mut members: Vec<(usize, &Node<'_>)> =
        nodes.iter().enumerate().map(|(i, node)| (groups.find(i), node)).collect();
    members.sort_by_key(|(group, _)| *group);
    let entities = entities(&members, &links);
    let suggestions = offered.iter().filter_map(link).collect();
    Merge { entities, suggestions }
}

/// One entity of each group, in order of kind and name.
fn entities(nodes: &[(usize, &Node<'_>)], mut links: &[(usize, Link)]) -> Entities {
    let mut made: Vec<Group<'_>> = Vec::new();
    for nodes in nodes.chunk_by(|(a, _), (b, _)| a == b) {
        let group = nodes.first().map(|(group, _)| *group);
        let own = links.iter().take_while(|(of, _)| Some(*of) == group).count();
        let (own, rest) = links.split_at_checked(own).unwrap_or((links, &[]));
        links = rest;
        let nodes: Vec<&Node<'_>> = nodes.iter().map(|(_, node)| *node).collect();
        made.push(group_of(&nodes, own.iter().map(|(_, link)| *link).collect()));
    }
    made.sort_by(|a, b| (a.kind, a.name, &a.members).cmp(&(b.kind, b.name, &b.members)));
    let mut entities = Entities::default();
    for Group { kind, name, role, members, links, body } in &made {
        let (kind, name, role, body) = (*kind, *name, *role, *body);
        entities.push(Entity { kind, name, role, members, links, body }, &[]);
    }
    entities.settle();
    entities
}

fn nodes<'a>(reports: &[Source<'a>]) -> Vec<Node<'a>> {
    let mut nodes = Vec::with_capacity(reports.iter().map(|source| source.material.len()).sum());
    for (index, source) in (0_u32..).zip(reports) {
        let own = source.country.map(str::to_lowercase);
        for (local, told) in source.material.entities().enumerate() {
            let owner = told.owner().filter(|owner| own.as_deref() != Some(*owner));
            nodes.push(Node {
                report: ReportIndex(index),
                local,
                told,
                kind: told.kind(),
                forms: told.forms().map(|(form, _)| form).collect(),
                country: owner.or(source.country).unwrap_or(""),
                year: source.year,
                roles: told.said().collect(),
            });
        }
    }
    nodes
}

/// An entity on its way into the list.
struct Group<'a> {
    kind: EntityKind,
    name: &'a str,
    role: Option<&'a str>,
    members: Vec<Member>,
    links: Vec<Link>,
    body: Option<BodyKind>,
}

fn group_of<'a>(nodes: &[&Node<'a>], links: Vec<Link>) -> Group<'a> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for node in nodes {
        *counts.entry(node.told.name()).or_default() += 1;
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
        .filter_map(|node| Some((node.year, node.report, node.told.role()?)))
        .max_by_key(|(year, report, _)| (*year, *report))
        .map(|(_, _, role)| role);
    let kind = nodes.first().map_or(EntityKind::Organization, |node| node.kind);
    let body = || {
        let beside = || nodes.iter().take(MENTIONS_LOOKED_AT).find_map(|node| node.told.beside());
        let forms: BTreeSet<&str> =
            nodes.iter().flat_map(|node| node.forms.iter().copied()).collect();
        facts::body_kind(name, &forms).or_else(beside)
    };
    let body = (kind == EntityKind::Organization).then(body).flatten();
    Group {
        kind,
        name,
        role,
        members: nodes.iter().map(|node| node.member()).collect(),
        links,
        body,
    }
}

#[cfg(test)]
mod tests;

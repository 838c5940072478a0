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

use super::facts::BodyKind;
use super::{Entity, EntityKind, ReportEntity, ReportIndex, facts, owner};
use crate::report::Report;
use joiner::{Join, Joiner};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An entity of one report with its forms.
struct Node<'a> {
    report: ReportIndex,
    local: usize,
    entity: &'a ReportEntity,
    forms: Vec<&'a str>,
    country: &'a str,
    year: Option<i16>,
    /// What a person is said to be, evened out.
    roles: BTreeSet<String>,
    text: &'a str,
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
    roles::share(&roles::words(a), &roles::words(b))
}

/// Merges the entities of `reports`; the result is in order of kind and name.
pub fn merge(reports: &[(&Report, &[ReportEntity])]) -> Merge {
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
    let mut links: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
    for join in &made {
        links.entry(groups.find(join.a)).or_default().extend(link(join));
    }
    let mut members: BTreeMap<usize, Vec<&Node<'_>>> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        members.entry(groups.find(i)).or_default().push(node);
    }
    let whole = |(group, nodes): (usize, Vec<&Node<'_>>)| {
        entity(&nodes, links.remove(&group).unwrap_or_default())
    };
    let mut entities: Vec<Entity> = members.into_iter().map(whole).collect();
    entities.sort_by(|a, b| (a.kind, &a.name, &a.members).cmp(&(b.kind, &b.name, &b.members)));
    let suggestions = offered.iter().filter_map(link).collect();
    Merge { entities, suggestions }
}

fn nodes<'a>(reports: &[(&'a Report, &'a [ReportEntity])]) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for (index, (report, entities)) in (0_u32..).zip(reports) {
        for (local, entity) in entities.iter().enumerate() {
            let forms: BTreeSet<&str> =
                entity.mentions.iter().map(|span| span.of(&report.text)).collect();
            let said = entity.roles.iter().map(|role| role.of(&report.text));
            nodes.push(Node {
                report: ReportIndex(index),
                local,
                entity,
                forms: forms.into_iter().collect(),
                country: entity
                    .mentions
                    .first()
                    .filter(|_| entity.kind != EntityKind::Person)
                    .and_then(|span| owner::foreign(report, *span))
                    .or(report.metadata.country())
                    .unwrap_or(""),
                year: report.metadata.year(),
                roles: said.flat_map(roles::words).collect(),
                text: &report.text,
            });
        }
    }
    nodes
}

fn entity(nodes: &[&Node<'_>], links: Vec<Link>) -> Entity {
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
    let kind = nodes.first().map_or(EntityKind::Organization, |node| node.entity.kind);
    let forms: BTreeSet<&str> = nodes.iter().flat_map(|node| node.forms.iter().copied()).collect();
    Entity {
        kind,
        name: name.to_owned(),
        role,
        members: nodes.iter().map(|node| node.member()).collect(),
        links,
        court: (kind == EntityKind::Court).then(|| facts::court(name)),
        body: (kind == EntityKind::Organization)
            .then(|| facts::body_kind(name, &forms).or_else(|| kind_beside(nodes)))
            .flatten(),
    }
}

/// The kind that the nouns beside the first mentions tell: "the newspaper Aurora".
fn kind_beside(nodes: &[&Node<'_>]) -> Option<BodyKind> {
    let told = |node: &&Node<'_>| {
        node.entity.mentions.iter().take(MENTIONS_LOOKED_AT).find_map(|mention| {
            let before = node.text.get(..mention.start.get())?.split(' ').rev();
            let before = before.filter(|word| !word.is_empty()).take(1);
            let after = node.text.get(mention.end.get()..)?.split(' ').skip(1).take(2);
            before
                .chain(after)
                .find_map(|word| facts::beside(word.trim_matches(|c: char| !c.is_alphanumeric())))
        })
    };
    nodes.iter().take(MENTIONS_LOOKED_AT).find_map(told)
}

/// So many mentions are looked at for what stands beside a name.
const MENTIONS_LOOKED_AT: usize = 5;

#[cfg(test)]
mod tests;

//! Names and indicators in a query, as they are known in the open folder.

use crate::entities::{Entity, EntityKind, ReportIndex};
use crate::figures::Catalogue;
use crate::library::Handle;
use crate::library::index::query::{Form, Node, Words};
use crate::library::index::{Query, is_named, words_of};
use crate::report::Span;
use crate::workspace::{EntityId, Merged, TypedName};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// So many entities at most are meant by one name; those with the most mentions.
const ENTITIES: usize = 100;

/// What names and indicators are looked up in.
#[derive(Clone)]
pub(super) struct Names {
    pub(super) merged: Arc<Merged>,
    pub(super) catalogue: Arc<Catalogue>,
}

impl Names {
    /// The query with what the names and indicators in it stand for. What is not known is searched
    /// as words.
    pub(super) fn resolve(
        &self,
        query: &Query,
        reports: &[(ReportIndex, Handle)],
        complaints: &mut Vec<String>,
    ) -> Query {
        Query { node: query.node.as_ref().map(|node| self.node(node, reports, complaints)) }
    }

    fn node(
        &self,
        node: &Node,
        reports: &[(ReportIndex, Handle)],
        complaints: &mut Vec<String>,
    ) -> Node {
        let mut all = |nodes: &[Node]| -> Vec<Node> {
            nodes.iter().map(|node| self.node(node, reports, complaints)).collect()
        };
        match node {
            Node::And(nodes) => Node::And(all(nodes)),
            Node::Or(nodes) => Node::Or(all(nodes)),
            Node::Not(node) => Node::Not(Box::new(self.node(node, reports, complaints))),
            Node::Entity(name) => {
                let found = self.entity(name).map(|forms| Node::Forms(Arc::new(forms)));
                found.unwrap_or_else(|| {
                    complaints.push(format!(
                        "No person, court or organization is called “{name}”; it was searched as words."
                    ));
                    as_words(name)
                })
            }
            Node::Indicator(name) => {
                let found = self.indicator(name, reports);
                let found = found.map(|places| Node::Places(Arc::new(places)));
                found.unwrap_or_else(|| {
                    complaints.push(format!(
                        "No indicator is called “{name}”; it was searched as words."
                    ));
                    as_words(name)
                })
            }
            other => other.clone(),
        }
    }

    /// The forms of all entities that are called so.
    fn entity(&self, name: &str) -> Option<Vec<Form>> {
        let typed = TypedName::new(name);
        let words = words_of(name);
        let (mut exact, mut others) = (Vec::new(), Vec::new());
        let all = self.merged.entities.iter().zip(self.merged.summaries().iter());
        for (id, (entity, summary)) in (0..).map(EntityId).zip(all) {
            if self.merged.is_hidden(id) || !summary.matches(&typed) {
                continue;
            }
            let is_called_so = summary.forms().any(|form| words_of(form) == words);
            if is_called_so { &mut exact } else { &mut others }.push((entity, summary));
        }
        let mut meant = if exact.is_empty() { others } else { exact };
        meant.sort_by_key(|(_, summary)| Reverse(summary.mentions));
        let mut forms: HashMap<Words, HashSet<ReportIndex>> = HashMap::new();
        for (entity, summary) in meant.iter().take(ENTITIES) {
            for words in summary.forms().filter_map(words_of) {
                if tells_whose(entity, &words) {
                    let reports = entity.members.iter().map(|(report, _)| *report);
                    forms.entry(words).or_default().extend(reports);
                }
            }
        }
        let forms = forms.into_iter().map(|(words, reports)| Form { words, reports });
        (!meant.is_empty()).then(|| forms.collect())
    }

    /// Where figures of the indicators stand that are called so.
    fn indicator(
        &self,
        name: &str,
        reports: &[(ReportIndex, Handle)],
    ) -> Option<HashMap<ReportIndex, Vec<Span>>> {
        let slugs: Vec<&str> = self
            .catalogue
            .indicators
            .iter()
            .filter(|one| one.slug == name || is_named(&one.name, name))
            .map(|one| one.slug.as_str())
            .collect();
        if slugs.is_empty() {
            return None;
        }
        let of_report = |handle: &Handle| -> Vec<Span> {
            let figures = &handle.head().rows().figures;
            slugs
                .iter()
                .flat_map(|slug| figures.of_indicator(slug).map(crate::figures::rows::Row::raw))
                .collect()
        };
        let places = reports.iter().map(|(report, handle)| (*report, of_report(handle)));
        Some(places.filter(|(_, places)| !places.is_empty()).collect())
    }
}

/// Whether a form of a name tells by itself whose it is: "court" alone may be any court.
fn tells_whose(entity: &Entity<'_>, form: &Words) -> bool {
    let [only] = form.words.as_slice() else { return true };
    let name = words_of(entity.name).map(|name| name.words).unwrap_or_default();
    entity.kind == EntityKind::Person || name.len() == 1 || !name.contains(only)
}

/// A name that nobody has, as the words that it is.
fn as_words(name: &str) -> Node {
    words_of(name).map_or(Node::Or(Vec::new()), Node::Words)
}

//! What is known of one entity over all reports: its roles, its case file and who stands beside it.
//!
//! Put together on a thread of its own when the entity is chosen, and anew with each merge.

use super::decisions::Reports;
use super::{EntityId, Merged, Passage, Selector, Workspace, job};
use crate::cases::{CaseEvent, Telling, case_file};
use crate::entities::{Entity, Member, ReportIndex, RoleTold, roles_over_time};
use crate::report::Span;
use crossbeam_channel::Receiver;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of an entity over all reports.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Its roles, by the year of their report.
    pub roles: Vec<RoleTold>,
    /// For persons, what befell them.
    pub events: Vec<CaseEvent>,
    /// For courts, the events that they had a hand in, by report.
    pub rulings: Vec<Telling>,
    /// Who is named in one sentence with it, those most often first.
    pub companions: Vec<Companion>,
}

/// An entity that is named in one sentence with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// One of its members, which outlives a new merge.
    pub member: Member,
    /// Its mentions in those sentences, one of each sentence.
    pub mentions: Vec<Passage>,
}

/// What is put together, and of what.
#[derive(Default)]
pub(super) struct Dossiers {
    /// The entity, as one of its members, the merge, and the revision of the selection.
    asked: Option<(Member, u64, u64)>,
    coming: Option<Receiver<(Member, Dossier)>>,
    there: Option<(Member, Arc<Dossier>)>,
}

impl Dossiers {
    pub(super) fn is_busy(&self) -> bool {
        self.coming.is_some()
    }

    pub(super) fn poll(&mut self) -> bool {
        let came = job::take(&mut self.coming);
        let changed = came.is_some();
        if let Some((member, dossier)) = came {
            self.there = Some((member, Arc::new(dossier)));
        }
        changed
    }
}

impl Workspace {
    /// Has the dossier of an entity put together, told as one of its members; of none, lets go of
    /// the last. To be told with each frame: nothing is done twice.
    pub fn look_into(&mut self, member: Option<Member>) {
        let asked = member.map(|member| (member, self.merges, self.selecting.changes));
        if self.dossiers.asked == asked {
            return;
        }
        self.dossiers.asked = asked;
        self.dossiers.coming = None;
        let Some((member, ..)) = asked else {
            self.dossiers.there = None;
            return;
        };
        let (merged, selector) = (Arc::clone(self.merged()), self.selector());
        self.dossiers.coming = self.in_background("dossier", move || {
            let id = merged.id_of(member.0, member.1);
            (member, id.map(|id| Dossier::new(&merged, id, &selector)).unwrap_or_default())
        });
    }

    /// The dossier of the entity that this is a member of, once it is there.
    pub fn dossier(&self, member: Member) -> Option<&Arc<Dossier>> {
        self.dossiers.there.as_ref().filter(|(of, _)| *of == member).map(|(_, dossier)| dossier)
    }
}

impl Dossier {
    /// What the chosen reports tell of an entity.
    fn new(merged: &Merged, id: EntityId, chosen: &Selector) -> Self {
        let Some(entity) = merged.get(id) else { return Self::default() };
        let members = entity.members.iter().filter(|(report, _)| chosen.has(*report));
        let entity = &Entity { members: members.copied().collect(), ..entity.clone() };
        let reports = merged.reports();
        let roles = roles_over_time(entity, |index| {
            let (loaded, analysis) = reports.get(&index)?;
            Some((&loaded.report, analysis.entities.as_slice()))
        });
        let events = case_file(entity, |index| {
            reports.get(&index).map(|(loaded, analysis)| (&loaded.report, *analysis))
        });
        let companions = companions(merged, id, &entity.members, &reports);
        Self { roles, events, rulings: rulings(&entity.members, &reports), companions }
    }
}

/// The events that name one of `members` as their court.
fn rulings(members: &[Member], reports: &Reports<'_>) -> Vec<Telling> {
    let of_member = |(report, local): &Member| {
        let (report, local) = (*report, *local);
        let events = reports.get(&report).map(|(_, analysis)| analysis.events.as_slice());
        let named =
            events.unwrap_or_default().iter().enumerate().filter(move |(_, event)| {
                event.court.is_some_and(|court| court.entity == Some(local))
            });
        named.map(move |(event, _)| Telling { report, event })
    };
    let mut rulings: Vec<Telling> = members.iter().flat_map(of_member).collect();
    rulings.sort_unstable();
    rulings
}

fn companions(
    merged: &Merged,
    id: EntityId,
    members: &[Member],
    reports: &Reports<'_>,
) -> Vec<Companion> {
    let mut found: BTreeMap<EntityId, Companion> = BTreeMap::new();
    let shown: BTreeSet<ReportIndex> = members.iter().map(|(report, _)| *report).collect();
    for report in shown {
        let Some((_, analysis)) = reports.get(&report) else { continue };
        let sentence = |span: &Span| {
            let after = analysis.sentences.partition_point(|one| one.start <= span.start);
            after.checked_sub(1)
        };
        let own: BTreeSet<usize> = members
            .iter()
            .filter(|(index, _)| *index == report)
            .filter_map(|(_, local)| analysis.entities.get(*local))
            .flat_map(|own| own.mentions.iter().filter_map(sentence))
            .collect();
        for (local, other) in analysis.entities.iter().enumerate() {
            let Some(other_id) = merged.id_of(report, local) else { continue };
            if other_id == id || merged.is_hidden(other_id) {
                continue;
            }
            let mut last = None;
            for span in &other.mentions {
                let Some(at) = sentence(span).filter(|at| own.contains(at)) else { continue };
                if last.replace(at) != Some(at) {
                    let member = (report, local);
                    let companion = found
                        .entry(other_id)
                        .or_insert_with(|| Companion { member, mentions: Vec::new() });
                    companion.mentions.push(Passage { report, span: *span });
                }
            }
        }
    }
    let mut companions: Vec<Companion> = found.into_values().collect();
    companions.sort_by_key(|companion| (Reverse(companion.mentions.len()), companion.member));
    companions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;

    fn member(workspace: &Workspace, name: &str) -> Member {
        let entities = &workspace.merged().entities;
        entities.iter().find(|entity| entity.name == name).expect(name).members[0]
    }

    #[test]
    fn a_dossier_tells_who_stands_beside_and_what_befell() {
        let folder = tempfile::tempdir().unwrap();
        let text = |year: u16| {
            format!(
                "Karvenia {year} Human Rights Report\n\nOn May 3 police detained the activist Ilse \
                 Moravec in Velna. Ilse Moravec and the lawyer Petr Lannic went to the Supreme \
                 Court of Karvenia. Petr Lannic met Ilse Moravec. Petr Lannic met the minister.\n"
            )
        };
        for year in [2030, 2031] {
            std::fs::write(folder.path().join(format!("{year}.txt")), text(year)).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let moravec = member(&workspace, "Ilse Moravec");
        assert!(workspace.dossier(moravec).is_none());
        workspace.look_into(Some(moravec));
        workspace.wait();
        let dossier = Arc::clone(workspace.dossier(moravec).unwrap());
        let companions: Vec<(String, usize)> = dossier
            .companions
            .iter()
            .map(|one| {
                let (report, local) = one.member;
                let own = workspace.report_entity(report, local).unwrap();
                (own.name.clone(), one.mentions.len())
            })
            .collect();
        assert_eq!(companions[0], ("Petr Lannic".to_owned(), 4));
        assert_eq!(companions[1], ("Supreme Court of Karvenia".to_owned(), 2));
        assert_eq!(dossier.roles.len(), 2);
        assert!(!dossier.events.is_empty());
        workspace.look_into(None);
        assert!(workspace.dossier(moravec).is_none());
    }
}

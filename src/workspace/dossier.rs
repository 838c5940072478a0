//! What is known of one entity over all reports: its mentions, its roles, its case file and who
//! stands beside it.
//!
//! Put together on a thread of its own when the entity is chosen, and anew with each merge, from
//! the material of the reports that it stands in; only the reports that tell what befell it are
//! loaded whole. Of an entity in thousands of reports the first are told at once.

use super::sources::{Source, Sources};
use super::{EntityId, Merged, Passage, Workspace, job};
use crate::analysis::Analysis;
use crate::cases::{CaseEvent, Event, Telling, case_file};
use crate::entities::{Entity, Material, Member, ReportIndex, RoleTold, Told, roles_over_time};
use crate::library::LoadedReport;
use crate::library::search::{Snippet, snippet};
use crate::report::Span;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What is known of an entity over all reports.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// Its mentions, by report and place.
    pub mentions: Arc<Vec<Passage>>,
    /// The forms it is mentioned by, the most frequent first.
    pub forms: Vec<String>,
    /// Its roles, by the year of their report.
    pub roles: Vec<RoleTold>,
    /// For persons, what befell them.
    pub events: Vec<CaseEvent>,
    /// For courts, the events that they had a hand in, by report.
    pub rulings: Vec<Telling>,
    /// Who is named in one sentence with it, those most often first.
    pub companions: Vec<Companion>,
    /// Whether all reports that it stands in have been looked through.
    pub complete: bool,
    told: BTreeMap<Telling, ToldEvent>,
}

/// An event of a person's case file or of a court's, as a report tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldEvent {
    /// The event.
    pub event: Event,
    /// Its words with some around them.
    pub cut: Snippet,
    /// The words of the penalty.
    pub penalty: Option<String>,
    /// The words for the court.
    pub court: Option<String>,
    /// Who asserts it.
    pub asserted_by: Option<String>,
}

/// An entity that is named in one sentence with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// One of its members, which outlives a new merge.
    pub member: Member,
    /// Its mentions in those sentences, one of each sentence.
    pub mentions: Vec<Passage>,
}

/// So many reports are looked through before the first is told.
const FIRST: usize = 48;

/// How many bytes of context an event is told with on each side.
const AROUND: usize = 52;

/// What is put together, and of what.
#[derive(Default)]
pub(super) struct Dossiers {
    /// The entity, as one of its members, the merge, and the revision of the selection.
    asked: Option<(Member, u64, u64)>,
    /// What is known so far, and at last all.
    coming: Option<Receiver<Dossier>>,
    /// Over when all has come.
    working: Option<Receiver<()>>,
    there: Option<(Member, Arc<Dossier>)>,
}

impl Dossiers {
    pub(super) fn is_busy(&self) -> bool {
        self.working.is_some()
    }

    pub(super) fn poll(&mut self) -> bool {
        let is_over = job::take(&mut self.working).is_some();
        let newest = self.coming.as_ref().and_then(|coming| coming.try_iter().last());
        let Some((dossier, (member, ..))) = newest.zip(self.asked) else { return is_over };
        // What is there of the merge before is better than a part of what is coming.
        let better = self.there.as_ref().is_some_and(|(of, there)| *of == member && there.complete);
        if dossier.complete || !better {
            self.there = Some((member, Arc::new(dossier)));
        }
        true
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
        (self.dossiers.coming, self.dossiers.working) = (None, None);
        let Some((member, ..)) = asked else {
            self.dossiers.there = None;
            return;
        };
        let (merged, selector) = (Arc::clone(self.merged()), self.selector());
        let (send, coming) = unbounded();
        let wake = self.waker();
        self.dossiers.coming = Some(coming);
        self.dossiers.working = self.in_background("dossier", move || {
            let id = merged.id_of(member.0, member.1);
            let work = id.and_then(|id| Some((id, merged.get(id)?)));
            match work {
                Some((id, entity)) => {
                    let members = entity.members.iter().filter(|(report, _)| selector.has(*report));
                    let members: Vec<Member> = members.copied().collect();
                    let entity = Entity { members: &members, ..entity };
                    Gathered::new(&merged, id).all(entity, &send, &wake);
                }
                None => drop(send.send(Dossier { complete: true, ..Dossier::default() })),
            }
        });
    }

    /// The dossier of the entity that this is a member of, once it is there.
    pub fn dossier(&self, member: Member) -> Option<&Arc<Dossier>> {
        self.dossiers.there.as_ref().filter(|(of, _)| *of == member).map(|(_, dossier)| dossier)
    }
}

impl Dossier {
    /// How one of its events is told.
    pub fn told(&self, telling: Telling) -> Option<&ToldEvent> {
        self.told.get(&telling)
    }
}

/// What is gathered from one report after another.
struct Gathered<'a> {
    merged: &'a Merged,
    id: EntityId,
    mentions: Vec<Passage>,
    forms: HashMap<String, usize>,
    roles: Vec<(ReportIndex, Option<i16>, String, Span)>,
    tellings: Vec<Telling>,
    companions: BTreeMap<EntityId, Companion>,
}

impl<'a> Gathered<'a> {
    fn new(merged: &'a Merged, id: EntityId) -> Self {
        Self {
            merged,
            id,
            mentions: Vec::new(),
            forms: HashMap::new(),
            roles: Vec::new(),
            tellings: Vec::new(),
            companions: BTreeMap::new(),
        }
    }

    /// Looks through all reports that the entity stands in and sends what is found. Stops when
    /// nobody waits for it any more.
    fn all(mut self, entity: Entity<'_>, send: &Sender<Dossier>, wake: &dyn Fn()) {
        let sources: &Sources = &self.merged.base.sources;
        let mut by_report: BTreeMap<u32, (&Source, Vec<usize>)> = BTreeMap::new();
        for (index, local) in entity.members {
            let source = sources.place(*index).zip(sources.get(*index));
            let Some((place, source)) = source else { continue };
            by_report.entry(place).or_insert((source, Vec::new())).1.push(*local);
        }
        for (at, (source, locals)) in by_report.into_values().enumerate() {
            if at == FIRST {
                if send.send(self.dossier(false)).is_err() {
                    return;
                }
                wake();
            }
            if let Some(material) = source.material() {
                self.add(source, &material, &locals);
            }
        }
        let mut dossier = self.dossier(true);
        let tellings = self.tellings.iter().map(|telling| telling.report);
        let reports: BTreeSet<ReportIndex> = tellings.collect();
        dossier.add_events(entity, &self.tellings, &Bodies::load(sources, reports));
        // Nobody may wait for it any more.
        let _ = send.send(dossier);
    }

    fn add(&mut self, source: &Source, material: &Material, locals: &[usize]) {
        let (report, year) = (source.index, source.handle.head().metadata.year());
        let own: Vec<Told<'_>> = locals.iter().filter_map(|local| material.get(*local)).collect();
        let begin = self.mentions.len();
        let mut sentences: BTreeSet<usize> = BTreeSet::new();
        for told in &own {
            self.mentions.extend(told.mentions().map(|(span, _)| Passage { report, span }));
            sentences.extend(told.mentions().filter_map(|(_, sentence)| sentence));
            for (form, count) in told.forms() {
                *self.forms.entry(form.to_owned()).or_default() += count as usize;
            }
            let roles = told.roles();
            self.roles.extend(roles.map(|(words, span)| (report, year, words.to_owned(), span)));
            self.tellings.extend(told.events().map(|event| Telling { report, event }));
        }
        if let Some(here) = self.mentions.get_mut(begin..) {
            here.sort_by_key(|passage| passage.span);
        }
        self.add_companions(report, material, &sentences);
    }

    fn add_companions(
        &mut self,
        report: ReportIndex,
        material: &Material,
        sentences: &BTreeSet<usize>,
    ) {
        for (local, other) in material.entities().enumerate() {
            let mut last = None;
            for (span, sentence) in other.mentions() {
                let Some(at) = sentence.filter(|at| sentences.contains(at)) else { continue };
                if last.replace(at) == Some(at) {
                    continue;
                }
                let member = (report, local);
                let Some(id) = self.merged.id_of(report, local) else { break };
                if id == self.id || self.merged.is_hidden(id) {
                    break;
                }
                let new = || Companion { member, mentions: Vec::new() };
                let companion = self.companions.entry(id).or_insert_with(new);
                companion.mentions.push(Passage { report, span });
            }
        }
    }

    fn dossier(&self, complete: bool) -> Dossier {
        let mut forms: Vec<(&String, usize)> = self.forms.iter().map(|(f, n)| (f, *n)).collect();
        forms.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        let roles = self.roles.iter();
        let roles =
            roles.map(|(report, year, words, span)| (*report, *year, words.as_str(), *span));
        let mut companions: Vec<Companion> = self.companions.values().cloned().collect();
        companions.sort_by_key(|companion| (Reverse(companion.mentions.len()), companion.member));
        Dossier {
            mentions: Arc::new(self.mentions.clone()),
            forms: forms.into_iter().map(|(form, _)| form.clone()).collect(),
            roles: roles_over_time(roles),
            companions,
            complete,
            ..Dossier::default()
        }
    }
}

/// The reports that tell what befell somebody, whole.
struct Bodies(HashMap<ReportIndex, (Arc<LoadedReport>, Arc<Analysis>)>);

impl Bodies {
    fn load(sources: &Sources, reports: BTreeSet<ReportIndex>) -> Self {
        let body = |report: ReportIndex| {
            let handle = &sources.get(report)?.handle;
            Some((report, (handle.loaded()?, handle.analysis()?)))
        };
        Self(reports.into_iter().filter_map(body).collect())
    }
}

impl Dossier {
    fn add_events(&mut self, entity: Entity<'_>, tellings: &[Telling], bodies: &Bodies) {
        self.events = case_file(entity, |index| {
            bodies.0.get(&index).map(|(loaded, analysis)| (&loaded.report, analysis.as_ref()))
        });
        let own: BTreeSet<Member> = entity.members.iter().copied().collect();
        for telling in tellings {
            let Some((loaded, analysis)) = bodies.0.get(&telling.report) else { continue };
            let Some(event) = analysis.events.get(telling.event) else { continue };
            let court = event.court.and_then(|court| court.entity);
            if court.is_some_and(|court| own.contains(&(telling.report, court))) {
                self.rulings.push(*telling);
            }
            let words = |span: Span| span.of(&loaded.report.text).to_owned();
            let told = ToldEvent {
                cut: snippet(&loaded.report, event.words, AROUND),
                penalty: event.penalty.map(words),
                court: event.court.map(|court| words(court.words)),
                asserted_by: event.asserted_by.map(words),
                event: event.clone(),
            };
            self.told.insert(*telling, told);
        }
        self.rulings.sort_unstable();
        self.rulings.dedup();
    }
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
        assert_eq!(dossier.events.len(), 2);
        let told = dossier.told(dossier.events[0].tellings[0]).unwrap();
        assert!(told.cut.text.contains("detained the activist Ilse Moravec"), "{told:?}");
        assert_eq!(dossier.forms, ["Ilse Moravec"]);
        let reports: Vec<u32> = dossier.mentions.iter().map(|passage| passage.report.0).collect();
        assert_eq!(reports, [0, 0, 0, 1, 1, 1]);
        assert!(dossier.complete);
        workspace.look_into(None);
        assert!(workspace.dossier(moravec).is_none());
    }
}

//! All decisions of a project, found by name, by what they are on and by edition.

use super::decision::{Correction, Decision, What};
use super::what::Identity;
use super::{DecisionId, Edition, Reading};
use crate::figures::Indicator;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Decisions by name. Shared with the saving thread: changing one copies the map only while a save
/// holds it, and never a decision.
pub type DecisionMap = BTreeMap<DecisionId, Arc<Decision>>;

/// The decisions with what they are looked up by.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    all: Arc<DecisionMap>,
    by_identity: HashMap<Identity, DecisionId>,
    by_edition: HashMap<Edition, BTreeSet<DecisionId>>,
    /// Those that are few and asked for as a whole.
    corrections: BTreeSet<DecisionId>,
    entities: BTreeSet<DecisionId>,
    indicators: BTreeSet<DecisionId>,
}

impl Records {
    pub(super) fn new(decisions: impl IntoIterator<Item = Arc<Decision>>) -> Self {
        let mut records = Self::default();
        for decision in decisions {
            records.set(decision.id, Some(decision));
        }
        records
    }

    pub(super) fn all(&self) -> &Arc<DecisionMap> {
        &self.all
    }

    pub(super) fn get(&self, id: DecisionId) -> Option<&Arc<Decision>> {
        self.all.get(&id)
    }

    /// Puts a decision in place of the one with its name, or takes that away. Returns what stood
    /// there.
    pub(super) fn set(
        &mut self,
        id: DecisionId,
        after: Option<Arc<Decision>>,
    ) -> Option<Arc<Decision>> {
        let before = self.all.get(&id).cloned();
        if let Some(before) = &before {
            self.forget(before);
        }
        let all = Arc::make_mut(&mut self.all);
        match after {
            Some(after) => {
                all.insert(id, Arc::clone(&after));
                self.learn(&after);
            }
            None => {
                all.remove(&id);
            }
        }
        before
    }

    fn sort_of(&mut self, what: &What) -> Option<&mut BTreeSet<DecisionId>> {
        match what {
            What::Metadata(_) => Some(&mut self.corrections),
            What::Entity(_) => Some(&mut self.entities),
            What::Indicator(_) => Some(&mut self.indicators),
            _ => None,
        }
    }

    fn learn(&mut self, decision: &Decision) {
        let id = decision.id;
        if let Some(identity) = decision.what.identity() {
            self.by_identity.insert(identity, id);
        }
        for anchor in decision.what.anchors() {
            match self.by_edition.get_mut(&anchor.edition) {
                Some(ids) => {
                    ids.insert(id);
                }
                None => {
                    self.by_edition.insert(anchor.edition.clone(), BTreeSet::from([id]));
                }
            }
        }
        if let Some(sort) = self.sort_of(&decision.what) {
            sort.insert(id);
        }
    }

    fn forget(&mut self, decision: &Decision) {
        let id = decision.id;
        if let Some(identity) = decision.what.identity()
            && self.by_identity.get(&identity) == Some(&id)
        {
            self.by_identity.remove(&identity);
        }
        for anchor in decision.what.anchors() {
            if let Some(ids) = self.by_edition.get_mut(&anchor.edition) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.by_edition.remove(&anchor.edition);
                }
            }
        }
        if let Some(sort) = self.sort_of(&decision.what) {
            sort.remove(&id);
        }
    }

    /// The decision that is on the same thing, where there can be only one.
    pub(super) fn same_as(&self, what: &What) -> Option<&Arc<Decision>> {
        if let What::Metadata(correction) = what {
            return self.correction_record(&correction.of);
        }
        self.get(*self.by_identity.get(&what.identity()?)?)
    }

    /// The decisions with an anchor in an edition, by name.
    pub(super) fn of_edition(&self, edition: &Edition) -> impl Iterator<Item = &Arc<Decision>> {
        self.by_edition.get(edition).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    /// The correction of a reading: that of these contents before that of this name.
    fn correction_record(&self, of: &Reading) -> Option<&Arc<Decision>> {
        let fits = |id: &DecisionId| {
            let decision = self.get(*id)?;
            let What::Metadata(correction) = &decision.what else { return None };
            let contents = correction.of.fingerprint == of.fingerprint;
            correction.of.is_same(of).then_some((contents, decision))
        };
        let fitting = self.corrections.iter().filter_map(fits);
        fitting.max_by_key(|(contents, decision)| (*contents, decision.id)).map(|(_, d)| d)
    }

    pub(super) fn correction(&self, of: &Reading) -> Option<&Correction> {
        match &self.correction_record(of)?.what {
            What::Metadata(correction) => Some(correction),
            _ => None,
        }
    }

    pub(super) fn entities(&self) -> impl Iterator<Item = &Arc<Decision>> {
        self.entities.iter().filter_map(|id| self.get(*id))
    }

    pub(super) fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter_map(|id| match &self.get(*id)?.what {
            What::Indicator(indicator) => Some(indicator),
            _ => None,
        })
    }
}

#[cfg(test)]
impl Records {
    /// Whether what is looked up by agrees with the decisions.
    pub(super) fn is_sound(&self) -> bool {
        let anew = Self::new(self.all.values().cloned());
        anew.by_identity == self.by_identity
            && anew.by_edition == self.by_edition
            && anew.corrections == self.corrections
            && anew.entities == self.entities
            && anew.indicators == self.indicators
    }
}

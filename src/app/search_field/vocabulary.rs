//! The values that the fields of a search have in the open folder.
//!
//! Countries, years and publishers are counted once for each state of the folder; sections and names,
//! of which there may be hundreds of thousands, are looked through in the background.

use super::complete::{Field, OFFERED, values};
use crate::app::background::{Ended, Job};
use crate::entities::Entity;
use crate::workspace::{EntityId, Merged, TypedName, Workspace};
use eframe::egui::Context;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value and how often it occurs: in reports, of a name its mentions.
pub type Value = (String, usize);

/// The values that were counted or found last.
#[derive(Debug, Default)]
pub struct Vocabulary {
    counted: Counted,
    /// What was counted, and when, in seconds of the window's clock.
    counted_at: Option<(u64, f64)>,
    found: Option<(Key, Vec<Value>)>,
    coming: Job<(Key, Vec<Value>)>,
}

/// What is looked for among sections or names.
type Key = (Field, String);

#[derive(Debug, Default)]
struct Counted {
    countries: BTreeMap<String, usize>,
    years: BTreeMap<String, usize>,
    publishers: BTreeMap<String, usize>,
}

/// While reports come in, values are counted no more often than this, in seconds.
const PAUSE: f64 = 1.0;

impl Vocabulary {
    /// The values of a field that fit what is typed, the best first; those found last while others
    /// are looked for.
    pub fn values(
        &mut self,
        context: &Context,
        workspace: &Workspace,
        field: Field,
        typed: &str,
    ) -> Vec<Value> {
        match field {
            Field::Country | Field::Year | Field::Publisher => {
                self.count(context, workspace);
                let all = match field {
                    Field::Country => &self.counted.countries,
                    Field::Year => &self.counted.years,
                    _ => &self.counted.publishers,
                };
                values(typed, all.iter().map(|(name, count)| (name.clone(), *count)))
            }
            Field::Indicator => {
                let indicators = workspace.catalogue().indicators.iter();
                values(typed, indicators.map(|one| (one.name.clone(), 0)))
            }
            Field::Section | Field::Entity => {
                self.look(context, workspace, &(field, typed.trim().to_owned()))
            }
        }
    }

    fn count(&mut self, context: &Context, workspace: &Workspace) {
        let (now, revision) = (context.input(|input| input.time), workspace.selection_revision());
        let fresh = |(of, at): (u64, f64)| of == revision || now - at < PAUSE;
        if self.counted_at.is_some_and(fresh) {
            return;
        }
        self.counted_at = Some((revision, now));
        self.counted = Counted::default();
        for (_, slot) in workspace.in_selection() {
            let Some(known) = slot.head().map(|head| &head.metadata) else { continue };
            for (value, counts) in [
                (known.country().map(str::to_owned), &mut self.counted.countries),
                (known.year().map(|year| year.to_string()), &mut self.counted.years),
                (known.publisher().map(str::to_owned), &mut self.counted.publishers),
            ] {
                if let Some(value) = value {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
    }

    fn look(&mut self, context: &Context, workspace: &Workspace, key: &Key) -> Vec<Value> {
        if let Some(Ended::Done(found)) = self.coming.take() {
            self.found = Some(found);
        }
        let known = self.found.as_ref();
        if known.is_none_or(|(of, _)| of != key) {
            let (merged, key) = (Arc::clone(workspace.merged()), key.clone());
            self.coming.start("values", context, move || {
                let found = found(&merged, key.0, &key.1);
                (key, found)
            });
        }
        let of_field = known.filter(|((field, _), _)| *field == key.0);
        of_field.map(|(_, found)| found.clone()).unwrap_or_default()
    }
}

fn found(merged: &Merged, field: Field, typed: &str) -> Vec<Value> {
    if field == Field::Section {
        let mut reports: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, section) in merged.sections().all() {
            *reports.entry(section.title.as_str()).or_default() += section.reports;
        }
        return values(typed, reports.into_iter().map(|(name, count)| (name.to_owned(), count)));
    }
    let like = names_like(merged, typed, OFFERED).into_iter();
    like.map(|(entity, mentions)| (entity.name.to_owned(), mentions)).collect()
}

/// The entities that are called as typed, in any spelling, those mentioned most first, each with how
/// often it is. Looks through all: to be done in the background.
pub fn names_like<'m>(merged: &'m Merged, typed: &str, most: usize) -> Vec<(Entity<'m>, usize)> {
    let wanted = TypedName::new(typed);
    let all = (0..).map(EntityId).zip(merged.entities.iter().zip(merged.summaries().iter()));
    let mut fitting: Vec<(Entity<'_>, usize)> = all
        .filter(|(id, (_, summary))| {
            !merged.is_hidden(*id) && (typed.is_empty() || summary.matches(&wanted))
        })
        .map(|(_, (entity, summary))| (entity, summary.mentions))
        .collect();
    fitting.sort_unstable_by_key(|(entity, mentions)| (Reverse(*mentions), entity.name));
    fitting.truncate(most);
    fitting
}

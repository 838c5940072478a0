//! A sentence that was parted in two, or two that were joined, are one rewording.

use super::edition::Sentence;
use super::likeness::{Bag, Weights};
use super::topics::topics;
use std::ops::Range;

/// How much of a lone sentence its neighbour's counterpart must hold, beside what the neighbour has.
const HELD: f32 = 0.55;
/// How many sentences may be one.
const MOST: usize = 3;

/// Sentences of both sides that are one another: places in the two lists.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub before: Range<usize>,
    pub after: Range<usize>,
    /// Whether the words are the same, tense aside.
    pub same: bool,
    pub moved: bool,
}

/// Joins lone sentences to the groups of their neighbours. `own` are the sentences of the side that is
/// looked at, `theirs` of the other; `range` tells a group's place on the side looked at.
pub(super) fn join(
    groups: &mut [Group],
    own: &[Sentence],
    theirs: &[Sentence],
    weights: &Weights,
    side: Side,
) {
    let mut is_free = vec![true; own.len()];
    for group in groups.iter() {
        for at in side.own(group).clone() {
            if let Some(free) = is_free.get_mut(at) {
                *free = false;
            }
        }
    }
    for group in groups.iter_mut().filter(|group| !group.same && side.theirs(group).len() == 1) {
        let after: Vec<&Sentence> =
            theirs.get(side.theirs(group).clone()).into_iter().flatten().collect();
        let theirs = Bag::of(after, weights);
        loop {
            let range = side.own(group).clone();
            let neighbours = [range.start.checked_sub(1), Some(range.end)];
            let fits = |at: &usize| {
                is_free.get(*at).copied().unwrap_or(false)
                    && belongs(own, &range, *at, &theirs, weights)
            };
            let Some(at) = neighbours.into_iter().flatten().find(fits) else { break };
            *side.own_mut(group) = range.start.min(at)..range.end.max(at + 1);
            if let Some(free) = is_free.get_mut(at) {
                *free = false;
            }
        }
    }
}

/// Whether the sentence at `at` is a part of what `range` became: it holds words of it that `range`
/// does not, and both together are more like it.
fn belongs(
    own: &[Sentence],
    range: &Range<usize>,
    at: usize,
    theirs: &Bag,
    weights: &Weights,
) -> bool {
    let (Some(lone), Some(group)) = (own.get(at), own.get(range.clone())) else { return false };
    let near = group.first().is_some_and(|first| {
        first.block == lone.block && topics().lead(first.topic) == topics().lead(lone.topic)
    });
    if !near || range.len() >= MOST {
        return false;
    }
    let now = Bag::of(group, weights);
    let lone_bag = Bag::of([lone], weights);
    let both = Bag::of(group.iter().chain([lone]), weights);
    let held = theirs.without(&now).shared(&lone_bag);
    held >= HELD * lone_bag.total && both.alike(theirs) > now.alike(theirs)
}

/// Which side's sentences are joined.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Before,
    After,
}

impl Side {
    fn own(self, group: &Group) -> &Range<usize> {
        match self {
            Self::Before => &group.before,
            Self::After => &group.after,
        }
    }

    fn own_mut(self, group: &mut Group) -> &mut Range<usize> {
        match self {
            Self::Before => &mut group.before,
            Self::After => &mut group.after,
        }
    }

    fn theirs(self, group: &Group) -> &Range<usize> {
        match self {
            Self::Before => &group.after,
            Self::After => &group.before,
        }
    }
}

//! Keeps who is joined with whom, and why.

use super::reason::{Certainty, Reason};
use crate::entities::groups::Groups;

/// Two nodes and why they belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Join {
    pub a: usize,
    pub b: usize,
    pub reason: Reason,
    pub certainty: Certainty,
}

/// Groups of nodes with the joins that made them. Each join that is kept brought two groups
/// together, so a group of n nodes has n - 1 of them.
#[derive(Debug)]
pub struct Joiner {
    groups: Groups,
    made: Vec<Join>,
    doubtful: Vec<Join>,
}

impl Joiner {
    /// So many nodes, each by itself.
    pub fn new(nodes: usize) -> Self {
        Self { groups: Groups::new(nodes), made: Vec::new(), doubtful: Vec::new() }
    }

    /// Joins two nodes, or keeps in mind that they may be one where that is doubtful.
    pub fn join(&mut self, a: usize, b: usize, reason: Reason, certainty: Certainty) {
        if self.groups.same(a, b) {
            return;
        }
        let join = Join { a, b, reason, certainty };
        if certainty == Certainty::Doubtful {
            self.doubtful.push(join);
        } else {
            self.groups.join(a, b);
            self.made.push(join);
        }
    }

    /// Joins `node` to the one group that all of `others` are in; where they are of several, each
    /// of these may be meant.
    pub fn join_one(&mut self, node: usize, others: &[usize], reason: Reason) {
        let mut groups: Vec<(usize, usize)> =
            others.iter().map(|other| (self.find(*other), *other)).collect();
        groups.sort_unstable();
        groups.dedup_by_key(|(group, _)| *group);
        match groups.as_slice() {
            [(_, one)] => self.join(*one, node, reason, Certainty::Likely),
            several => {
                for (_, other) in several.iter().take(MOST_OFFERED) {
                    self.join(*other, node, reason, Certainty::Doubtful);
                }
            }
        }
    }

    /// The node that stands for the group of `node`.
    pub fn find(&mut self, node: usize) -> usize {
        self.groups.find(node)
    }

    /// The joins that were made, and those that stay doubtful: one for two groups.
    pub fn finish(mut self) -> (Groups, Vec<Join>, Vec<Join>) {
        let mut offered: Vec<((usize, usize), Join)> = Vec::new();
        for join in self.doubtful {
            let (a, b) = (self.groups.find(join.a), self.groups.find(join.b));
            if a != b {
                offered.push(((a.min(b), a.max(b)), join));
            }
        }
        offered.sort_unstable();
        offered.dedup_by_key(|(pair, _)| *pair);
        (self.groups, self.made, offered.into_iter().map(|(_, join)| join).collect())
    }
}

/// A name that fits more people than this is offered for none beyond them.
const MOST_OFFERED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_several_is_offered_and_not_made() {
        let mut joiner = Joiner::new(5);
        joiner.join(0, 1, Reason::SameName, Certainty::Certain);
        joiner.join_one(2, &[0, 1], Reason::Initials);
        joiner.join_one(4, &[0, 3, 1], Reason::Surname);
        let (mut groups, made, offered) = joiner.finish();
        assert!(groups.same(2, 0));
        assert!(!groups.same(4, 0) && !groups.same(4, 3));
        assert_eq!(made.len(), 2);
        assert_eq!(offered.iter().map(|join| join.a).collect::<Vec<_>>(), [0, 3]);
    }
}

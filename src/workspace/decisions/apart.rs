//! Where an entity is cut that holds two whom the user keeps apart.

use crate::entities::{Link, Member};
use std::collections::{BTreeSet, HashMap, VecDeque};

/// The members that stay with `one` when what joins it to `other` is cut where it is weakest: of
/// "Ilse Moravec", "Ilsa Moravec" and "Moravec" those on one side of the doubtful spelling. Links
/// are those that made the entity, so that one way at most leads from one member to another.
pub(super) fn side(links: &[Link], one: Member, other: Member) -> BTreeSet<Member> {
    let mut from: HashMap<Member, (Member, usize)> = HashMap::new();
    let beside = neighbours(links);
    reach(&beside, one, None, |member, came| {
        from.insert(member, came);
    });
    let mut weakest: Option<usize> = None;
    let mut at = other;
    while let Some((before, link)) = from.get(&at) {
        let certainty = |at: usize| links.get(at).map(|link| link.certainty);
        if weakest.is_none_or(|known| certainty(*link) <= certainty(known)) {
            weakest = Some(*link);
        }
        at = *before;
    }
    let mut side = BTreeSet::from([one]);
    reach(&beside, one, weakest, |member, _| {
        side.insert(member);
    });
    side
}

type Beside = HashMap<Member, Vec<(Member, usize)>>;

fn neighbours(links: &[Link]) -> Beside {
    let mut beside = Beside::new();
    for (at, link) in links.iter().enumerate() {
        beside.entry(link.a).or_default().push((link.b, at));
        beside.entry(link.b).or_default().push((link.a, at));
    }
    beside
}

/// Tells of each member that links lead to from `start`, but by the one that is `cut`, where it was
/// come to from.
fn reach(
    beside: &Beside,
    start: Member,
    cut: Option<usize>,
    mut tell: impl FnMut(Member, (Member, usize)),
) {
    let (mut seen, mut queue) = (BTreeSet::from([start]), VecDeque::from([start]));
    while let Some(member) = queue.pop_front() {
        for (next, link) in beside.get(&member).into_iter().flatten() {
            if Some(*link) != cut && seen.insert(*next) {
                tell(*next, (member, *link));
                queue.push_back(*next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{Certainty, Reason, ReportIndex};

    #[test]
    fn an_entity_is_cut_at_its_weakest_link() {
        let member = |report| (ReportIndex(report), 0);
        let link = |a, b, certainty| Link {
            a: member(a),
            b: member(b),
            reason: Reason::SameName,
            certainty,
        };
        let (sure, likely) = (Certainty::Certain, Certainty::Likely);
        // 1 – 2 ~ 3 – 4, and 5 by itself beside 2.
        let links = [link(2, 1, sure), link(2, 3, likely), link(4, 3, sure), link(5, 2, sure)];
        let side = |one, other| -> Vec<u32> {
            let side = side(&links, member(one), member(other));
            side.into_iter().map(|(report, _)| report.0).collect()
        };
        assert_eq!(side(1, 4), [1, 2, 5]);
        assert_eq!(side(4, 1), [3, 4]);
        assert_eq!(side(1, 2), [1]);
        assert_eq!(side(7, 1), [7], "what no link holds stands alone");
    }
}

//! The heaviest chain of pairs in which both sides go forward.
//!
//! The usual way to align texts by anchors: of all pairs that may be the same the subsequence is kept
//! that weighs most and crosses nowhere. A tree of prefix maxima (Fenwick 1994) finds it in
//! O(n log n).

/// A pair to choose from; which sides it joins, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub before: usize,
    pub after: usize,
    pub worth: f32,
}

/// The indices in `pairs` of the heaviest chain, in order.
pub(super) fn heaviest(pairs: &[Pair]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    // Pairs of one `before` are taken from the last `after` on, so that none follows another.
    order.sort_by_key(|at| pairs.get(*at).map(|pair| (pair.before, std::cmp::Reverse(pair.after))));
    let width = pairs.iter().map(|pair| pair.after + 1).max().unwrap_or(0);
    let mut best = Prefixes(vec![(0.0, None); width + 1]);
    let mut came_from: Vec<Option<usize>> = vec![None; pairs.len()];
    for at in order {
        let Some(pair) = pairs.get(at).filter(|pair| pair.worth > 0.0) else { continue };
        let (worth, before) = best.up_to(pair.after);
        if let Some(slot) = came_from.get_mut(at) {
            *slot = before;
        }
        best.raise(pair.after, (worth + f64::from(pair.worth), Some(at)));
    }
    let mut chain = Vec::new();
    let mut next = best.up_to(width).1;
    while let Some(at) = next {
        chain.push(at);
        next = came_from.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends before each place.
struct Prefixes(Vec<(f64, Option<usize>)>);

impl Prefixes {
    /// The heaviest chain that ends before `place`.
    fn up_to(&self, place: usize) -> (f64, Option<usize>) {
        let mut best = (0.0, None);
        let mut at = place;
        while at > 0 {
            if let Some(other) = self.0.get(at)
                && other.0 > best.0
            {
                best = *other;
            }
            at &= at - 1;
        }
        best
    }

    /// Enters a chain that ends at `place`.
    fn raise(&mut self, place: usize, chain: (f64, Option<usize>)) {
        let mut at = place + 1;
        while let Some(slot) = self.0.get_mut(at) {
            if chain.0 > slot.0 {
                *slot = chain;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(before: usize, after: usize, worth: f32) -> Pair {
        Pair { before, after, worth }
    }

    #[test]
    fn the_heavier_of_crossing_pairs_stays() {
        let pairs =
            [pair(0, 2, 1.0), pair(1, 0, 1.0), pair(2, 1, 1.5), pair(2, 2, 0.1), pair(3, 3, 1.0)];
        assert_eq!(heaviest(&pairs), [1, 2, 4]);
        assert_eq!(heaviest(&[]), [0_usize; 0]);
    }

    /// The heaviest chain by trying all.
    fn by_trying(pairs: &[Pair]) -> f32 {
        let mut sorted = pairs.to_vec();
        sorted.sort_by_key(|pair| (pair.before, pair.after));
        let mut best = vec![0.0_f32; sorted.len()];
        for at in 0..sorted.len() {
            let fits = |other: &usize| {
                sorted[*other].before < sorted[at].before && sorted[*other].after < sorted[at].after
            };
            let before = (0..at).filter(fits).map(|other| best[other]).fold(0.0, f32::max);
            best[at] = before + sorted[at].worth;
        }
        best.into_iter().fold(0.0, f32::max)
    }

    proptest! {
        #[test]
        fn no_chain_is_heavier(pairs in prop::collection::vec((0_usize..12, 0_usize..12, 1_u8..9), 0..40)) {
            let pairs: Vec<Pair> = pairs.into_iter().map(|(b, a, w)| pair(b, a, f32::from(w))).collect();
            let chain = heaviest(&pairs);
            for step in chain.windows(2) {
                prop_assert!(pairs[step[0]].before < pairs[step[1]].before);
                prop_assert!(pairs[step[0]].after < pairs[step[1]].after);
            }
            let worth: f32 = chain.iter().map(|at| pairs[*at].worth).sum();
            prop_assert_eq!(worth, by_trying(&pairs));
        }
    }
}

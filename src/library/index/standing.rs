//! How words stand to each other, told from the places where each of them stands.

use super::query::Near;

/// The places of words that stand together: for each time one place a word, in the words' order.
/// `places` holds for each word where it stands, counted in words from the passage's beginning and
/// in order. For words near each other, times that share a word count once.
pub fn times(places: &[Vec<u32>], near: Near) -> Vec<Vec<u32>> {
    let mut times = Vec::new();
    walk(places, near, &mut |time| {
        times.push(time.to_vec());
        true
    });
    times
}

/// Whether words stand together anywhere; see [`times`].
pub fn stand(places: &[Vec<u32>], near: Near) -> bool {
    let mut found = false;
    walk(places, near, &mut |_| {
        found = true;
        false
    });
    found
}

/// Calls `each` with each time, until it returns false.
fn walk(places: &[Vec<u32>], near: Near, each: &mut dyn FnMut(&[u32]) -> bool) {
    if places.is_empty() || places.iter().any(Vec::is_empty) {
        return;
    }
    match near {
        Near::Phrase => phrases(places, each),
        Near::Within(others) => nearby(places, others, each),
    }
}

fn phrases(places: &[Vec<u32>], each: &mut dyn FnMut(&[u32]) -> bool) {
    // The word that stands at the fewest places tells where to look.
    let rarest = places.iter().enumerate().min_by_key(|(_, places)| places.len());
    let Some((rarest, candidates)) = rarest else { return };
    let mut time = Vec::with_capacity(places.len());
    for &place in candidates {
        let Some(first) = u32::try_from(rarest).ok().and_then(|before| place.checked_sub(before))
        else {
            continue;
        };
        time.clear();
        time.extend((first..).take(places.len()));
        let all = time.iter().zip(places).all(|(at, places)| places.binary_search(at).is_ok());
        if all && !each(&time) {
            return;
        }
    }
}

/// A word's place, as one of the words that are looked for.
#[derive(Clone, Copy)]
struct Event {
    place: u32,
    word: usize,
}

fn nearby(places: &[Vec<u32>], others: u32, each: &mut dyn FnMut(&[u32]) -> bool) {
    let of_word = |(word, places): (usize, &Vec<u32>)| {
        places.iter().map(move |&place| Event { place, word }).collect::<Vec<_>>()
    };
    let mut events: Vec<Event> = places.iter().enumerate().flat_map(of_word).collect();
    events.sort_unstable_by_key(|event| (event.place, event.word));
    let width = u32::try_from(places.len()).unwrap_or(u32::MAX).saturating_add(others);
    let mut from = 0;
    while let Some(first) = events.get(from).map(|event| event.place) {
        let rest = events.get(from..).unwrap_or_default();
        let within = rest.partition_point(|event| event.place - first < width);
        let window = rest.get(..within).unwrap_or_default();
        let mut beyond = first.saturating_add(1);
        if let Some(time) = one_place_each(window, places.len()) {
            if !each(&time) {
                return;
            }
            beyond = time.iter().max().map_or(beyond, |last| last + 1);
        }
        from += rest.partition_point(|event| event.place < beyond);
    }
}

/// Gives each of `words` words a place of its own, as far to the left as may be; nothing where
/// there are too few places.
fn one_place_each(window: &[Event], words: usize) -> Option<Vec<u32>> {
    let mut taken: Vec<(u32, usize)> = Vec::with_capacity(words);
    for word in 0..words {
        let mut tried = Vec::new();
        if !place_word(window, word, &mut taken, &mut tried) {
            return None;
        }
    }
    let place = |word| taken.iter().find(|(_, by)| *by == word).map(|(place, _)| *place);
    (0..words).map(place).collect()
}

/// Finds a place for a word, moving others to another place of theirs where that helps. As deep as
/// there are words.
fn place_word(
    window: &[Event],
    word: usize,
    taken: &mut Vec<(u32, usize)>,
    tried: &mut Vec<u32>,
) -> bool {
    for event in window.iter().filter(|event| event.word == word) {
        if tried.contains(&event.place) {
            continue;
        }
        tried.push(event.place);
        let at = taken.iter().position(|(place, _)| *place == event.place);
        let Some(at) = at else {
            taken.push((event.place, word));
            return true;
        };
        let Some(other) = taken.get(at).map(|(_, by)| *by) else { continue };
        if place_word(window, other, taken, tried) {
            // The other word has a second entry now, at its new place.
            if let Some(entry) = taken.get_mut(at) {
                entry.1 = word;
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_phrase_is_one_word_after_the_other() {
        let places = [vec![1, 4, 9], vec![2, 3, 10], vec![3, 11]];
        assert_eq!(times(&places, Near::Phrase), [[1, 2, 3], [9, 10, 11]]);
        assert!(!stand(&[vec![0], vec![0]], Near::Phrase));
        assert!(!stand(&[vec![0], vec![]], Near::Phrase));
    }

    #[test]
    fn words_near_each_other_stand_in_any_order() {
        assert_eq!(times(&[vec![7], vec![5]], Near::Within(1)), [[7, 5]]);
        assert!(!stand(&[vec![8], vec![5]], Near::Within(1)));
        // The same word twice needs two places.
        assert!(!stand(&[vec![3], vec![3]], Near::Within(4)));
        assert!(stand(&[vec![3, 4], vec![3]], Near::Within(4)));
        assert_eq!(times(&[vec![1, 2, 8], vec![3, 9]], Near::Within(1)), [[1, 3], [8, 9]]);
    }

    fn all_ways(places: &[Vec<u32>], width: u32, chosen: &mut Vec<u32>) -> bool {
        let Some(next) = places.get(chosen.len()) else {
            let (min, max) = (chosen.iter().min(), chosen.iter().max());
            return max.unwrap() - min.unwrap() < width;
        };
        next.iter().any(|place| {
            if chosen.contains(place) {
                return false;
            }
            chosen.push(*place);
            let found = all_ways(places, width, chosen);
            chosen.pop();
            found
        })
    }

    proptest! {
        #[test]
        fn nearness_is_found_as_by_trying_all_ways(
            places in prop::collection::vec(prop::collection::btree_set(0_u32..14, 0..5), 1..5),
            others in 0_u32..4,
        ) {
            let places: Vec<Vec<u32>> =
                places.into_iter().map(|places| places.into_iter().collect()).collect();
            let width = u32::try_from(places.len()).unwrap() + others;
            let expected = all_ways(&places, width, &mut Vec::new());
            prop_assert_eq!(stand(&places, Near::Within(others)), expected);
        }
    }
}

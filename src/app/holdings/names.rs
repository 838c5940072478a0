//! The names that many reports share: countries and publishers, each kept once, with its place in
//! the order of the alphabet.

use crate::report::countries;
use std::collections::HashMap;
use std::sync::Arc;

/// A name of a [`NameList`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(u32);

/// Names, each once.
#[derive(Debug, Default)]
pub struct NameList {
    names: Vec<Name>,
    ids: HashMap<Arc<str>, NameId>,
}

#[derive(Debug)]
struct Name {
    text: Arc<str>,
    /// What it is found by: each word behind a blank, without accents, in lower case.
    words: String,
    rank: u32,
}

/// Text as it is searched: each word behind a blank, without accents, in lower case. What stands
/// behind an apostrophe is a part of its word, and a word of its own too.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 1);
    folded.push(' ');
    folded.push_str(countries::plain(text).trim_start());
    if text.contains(['\'', '’']) {
        folded.push(' ');
        folded.push_str(countries::plain(&text.replace(['\'', '’'], " ")).trim_start());
    }
    folded
}

impl NameList {
    /// The id of a name, which is taken up where it is new.
    pub fn id_of(&mut self, text: &str) -> NameId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = text.into();
        self.ids.insert(Arc::clone(&text), id);
        self.names.push(Name { words: words_of(&text), text, rank: 0 });
        id
    }

    /// Orders the names. To be called when names have been taken up.
    pub fn rank(&mut self) {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|at| self.names.get(*at).map(|name| (name.words.as_str(), &name.text)));
        for (rank, at) in (0..).zip(order) {
            if let Some(name) = self.names.get_mut(at) {
                name.rank = rank;
            }
        }
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    fn get(&self, id: NameId) -> Option<&Name> {
        self.names.get(id.0 as usize)
    }

    /// The name itself.
    pub fn text(&self, id: NameId) -> &str {
        self.get(id).map_or("", |name| &name.text)
    }

    /// Its place in the order of the alphabet.
    pub fn rank_of(&self, id: NameId) -> u32 {
        self.get(id).map_or(u32::MAX, |name| name.rank)
    }

    /// What it is found by.
    pub fn words(&self, id: NameId) -> &str {
        self.get(id).map_or("", |name| &name.words)
    }
}

/// The words of a name and its initials, of a country also its other names and its codes.
fn words_of(text: &str) -> String {
    let mut words = folded(text);
    let initials = text.split_whitespace().filter_map(|word| word.chars().next());
    let initials: String = initials.filter(|initial| initial.is_uppercase()).collect();
    if initials.chars().count() > 1 {
        words.push_str(&folded(&initials));
    }
    if let Some(country) = countries::named_by(text) {
        let others = country.names().filter(|name| *name != text);
        for other in others.chain([country.code.as_str(), country.code3.as_str()]) {
            words.push_str(&folded(other));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_once_and_ordered_without_regard_to_accents() {
        let mut list = NameList::default();
        let [zambia, ivory, chad] =
            ["Zambia", "Côte d'Ivoire", "Chad"].map(|name| list.id_of(name));
        assert_eq!(list.id_of("Chad"), chad);
        list.rank();
        assert_eq!([chad, ivory, zambia].map(|id| list.rank_of(id)), [0, 1, 2]);
        assert_eq!((list.text(ivory), list.len()), ("Côte d'Ivoire", 3));
        assert!(list.words(ivory).contains(" cote divoire"), "{}", list.words(ivory));
        assert!(list.words(ivory).contains(" ivoire"), "{}", list.words(ivory));
        assert!(list.words(ivory).contains(" civ"), "the code leads to it");
    }
}

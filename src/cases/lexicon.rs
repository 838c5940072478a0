//! The words of `assets/lexicon/cases.toml`.

use super::EventKind;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

type Lists<T> = BTreeMap<EventKind, T>;

#[derive(Debug, Default, Deserialize)]
struct File {
    verbs: Lists<String>,
    happens: Lists<String>,
    phrases: Lists<Vec<String>>,
    happening: Lists<Vec<String>>,
    nouns: Lists<String>,
    grammar: BTreeMap<String, String>,
}

/// A phrase of several words that tells an event.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub kind: EventKind,
    pub words: Vec<String>,
    /// Whether the person is the subject of an active verb.
    pub happening: bool,
}

/// The words, ready to be asked.
#[derive(Debug, Default)]
pub struct Lexicon {
    verbs: HashMap<String, EventKind>,
    happens: HashMap<String, EventKind>,
    nouns: HashMap<String, EventKind>,
    /// By their first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    grammar: HashMap<String, HashSet<String>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let text = include_str!("../../assets/lexicon/cases.toml");
    // A test reads the file; a fault in it cannot reach a user.
    Lexicon::new(toml::from_str(text).unwrap_or_default())
});

/// The words.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn kinds(lists: Lists<String>) -> HashMap<String, EventKind> {
    let one = |(kind, words): (EventKind, String)| {
        words.split_whitespace().map(|word| (word.to_owned(), kind)).collect::<Vec<_>>()
    };
    lists.into_iter().flat_map(one).collect()
}

impl Lexicon {
    fn new(file: File) -> Self {
        let mut lexicon = Self {
            verbs: kinds(file.verbs),
            happens: kinds(file.happens),
            nouns: kinds(file.nouns),
            ..Self::default()
        };
        for (happening, lists) in [(false, file.phrases), (true, file.happening)] {
            for (kind, phrases) in lists {
                for phrase in phrases {
                    let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                    let Some(first) = words.first().cloned() else { continue };
                    let list = lexicon.phrases.entry(first).or_default();
                    list.push(Phrase { kind, words, happening });
                }
            }
        }
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for (name, words) in file.grammar {
            let words = words.split_whitespace().map(str::to_owned).collect();
            lexicon.grammar.insert(name, words);
        }
        lexicon
    }

    /// What a past form or participle tells.
    pub fn verb(&self, word: &str) -> Option<EventKind> {
        self.verbs.get(word).copied()
    }

    /// What an active verb tells of its subject.
    pub fn happens(&self, word: &str) -> Option<EventKind> {
        self.happens.get(word).copied()
    }

    /// What a noun tells.
    pub fn noun(&self, word: &str) -> Option<EventKind> {
        self.nouns.get(word).copied()
    }

    /// The phrases that begin with a word.
    pub fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` is in the list `name` of the grammar.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.grammar.get(name).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read() {
        let lexicon = lexicon();
        assert_eq!(lexicon.verb("arrested"), Some(EventKind::Detained));
        assert_eq!(lexicon.happens("died"), Some(EventKind::Died));
        assert_eq!(lexicon.noun("killing"), Some(EventKind::Killed));
        assert_eq!(lexicon.phrases("found").len(), 4);
        assert!(lexicon.is("be", "was") && !lexicon.is("be", "had"));
    }
}

//! The word lists of `assets/lexicon/figures.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Declares the lists, each with its name in the file.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The lists as they stand in the file.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            $($name: Vec<String>,)*
        }

        /// All lists, ready to be asked.
        #[derive(Debug)]
        pub struct Lexicon {
            $($(#[$doc])* pub $name: Words,)*
        }

        impl From<File> for Lexicon {
            fn from(file: File) -> Self {
                Self { $($name: Words::new(file.$name),)* }
            }
        }
    };
}

lists! {
    /// "about".
    approx,
    /// "more than".
    at_least,
    /// "up to".
    at_most,
    /// "or more".
    after_at_least,
    /// "or fewer".
    after_at_most,
    /// "or so".
    after_approx,
    /// What may stand between a bound and its number.
    between,
    /// Units of time.
    time,
    /// Units of length, area, weight.
    measure,
    /// Names of months.
    months,
    /// What a label's number follows ("article").
    labels,
    /// Names of currencies.
    currencies,
    /// Signs before amounts.
    currency_marks,
    /// Codes before amounts.
    currency_codes,
    /// Abbreviations of currencies before a number ("Rs.").
    currency_abbreviations,
    /// Verbs and nouns of a change.
    change,
    /// What makes rules: law, code, constitution.
    law,
    /// What a law does: provides, requires, permits.
    ruling,
    /// Fines, terms, and what is punishable.
    penalty,
    /// Must, may, are required to.
    duty,
    /// Minimum, quota, threshold.
    threshold,
    /// A sentence that a court passed.
    passed,
    /// Who or what counts: reported, registered, statistics.
    counted_by,
    /// Words of a total: during the year, total, percent.
    aggregate,
    /// Verbs and nouns of a state on a day.
    state,
    /// Verbs and nouns of what came in a time.
    arrival,
    /// Finite verbs that end what is counted.
    finite,
    /// Events that many take part in.
    mass_event,
    /// Verbs of one told event: arrested, killed, sentenced.
    told,
    /// What tells that a thing was counted: reported, registered.
    telling,
    /// Groups whose size is fixed by law: provinces, senators.
    fixed_group,
    /// Nouns of one event: killing, disappearance.
    event,
    /// Must and shall.
    must,
    /// What a law does when it sets a number: requires, limits, reserves.
    setting,
    /// Words that stand between a number and its noun: the, its, other.
    determiners,
    /// Words that cannot end what is counted: of, for.
    dangling,
    /// Forms of to be and to have.
    copulas,
    /// Verbs after a number that stands for things told before: died, remained.
    going_on,
    /// What follows a number that names nothing of its own: in, during.
    tails,
    /// Verbs that a number completes: was, reached, stood.
    totals,
    /// What became of those counted: closed, sent, convicted.
    outcome,
    /// "compared with".
    compared,
    /// Nouns of what happened or was told, whatever it is.
    happened,
    /// Who or what was asked: interviewed, respondents.
    asked,
    /// Before the number of those asked: a survey of, interviews with.
    asking,
    /// Verbs of saying.
    said,
    /// What makes "one of the" a place or a member, not a count: to, in, was.
    placing,
    /// Wages that extra work is measured by.
    base_pay,
    /// Work that is paid beyond the usual.
    extra_work,
    /// To marry.
    marry,
    /// How an age that the law sets is named: minimum age, age of consent.
    age_set,
    /// How the members of a body come to it: elects, appoints, consists of.
    chosen,
    /// What laws set apart by size: companies, employers.
    firms,
    /// Links those to their size: with, that employ.
    firm_has,
    /// How a punishment is threatened to anybody: can be fined, penalties include.
    threat,
    /// What is done with a sum in one case: a bribe, a ransom, damages.
    sum_told,
    /// Bodies whose size is fixed by law: parliament, council.
    bodies_by_law,
    /// What hits a few at once: an accident, a fire.
    accident,
    /// How the make-up of a body is told: composed of.
    made_up,
    /// Those whom a body is made up of.
    members,
    /// What must be present in the parts of a country: branches, unions.
    present,
    /// Who tells of one event and does not count: media, witnesses.
    tellers,
    /// Words for what was counted before: whom, these.
    those,
}

/// Phrases of one list: a set of words, stems, and phrases of several words.
///
/// A report asks some fifty lists about each of its words, nearly always in vain: a word that begins
/// as none of the list does, or is as long as none, is refused without hashing it.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Words {
    single: HashSet<String>,
    single_shapes: Shapes,
    stems: Vec<String>,
    stem_shapes: Shapes,
    phrases: Vec<Vec<String>>,
    /// The shapes of the first words of the phrases.
    first_shapes: Shapes,
    /// The shapes of their last words.
    last_shapes: Shapes,
}

/// Which lengths the words have that begin with a byte.
#[derive(Debug, Default)]
struct Shapes(Vec<u32>);

impl Shapes {
    fn add(&mut self, word: &str) {
        self.0.resize(256, 0);
        if let Some(lengths) = word.bytes().next().and_then(|b| self.0.get_mut(usize::from(b))) {
            *lengths |= Self::bit(word);
        }
    }

    fn bit(word: &str) -> u32 {
        1 << word.len().min(31)
    }

    /// The lengths of the words that begin as `word` does.
    fn lengths(&self, word: &str) -> u32 {
        let first = word.bytes().next().and_then(|b| self.0.get(usize::from(b)));
        first.copied().unwrap_or(0)
    }

    /// Whether a word may begin and be as long as `word`.
    fn may_have(&self, word: &str) -> bool {
        self.lengths(word) & Self::bit(word) != 0
    }

    /// Whether a word may be the beginning of `word`.
    fn may_begin(&self, word: &str) -> bool {
        let lengths = self.lengths(word);
        lengths != 0 && lengths.trailing_zeros() <= Self::bit(word).trailing_zeros()
    }
}

impl From<Vec<String>> for Words {
    fn from(list: Vec<String>) -> Self {
        Self::new(list)
    }
}

impl Words {
    fn new(list: Vec<String>) -> Self {
        let mut words = Self::default();
        for entry in list {
            if let Some(stem) = entry.strip_suffix('*') {
                words.stem_shapes.add(stem);
                words.stems.push(stem.to_owned());
            } else if entry.contains(' ') {
                let phrase: Vec<String> = entry.split(' ').map(str::to_owned).collect();
                words.first_shapes.add(phrase.first().map_or("", String::as_str));
                words.last_shapes.add(phrase.last().map_or("", String::as_str));
                words.phrases.push(phrase);
            } else {
                words.single_shapes.add(&entry);
                words.single.insert(entry);
            }
        }
        words.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        words
    }

    /// Whether the lower-case `word` is in the list, by itself or by its stem.
    pub fn has(&self, word: &str) -> bool {
        self.single_shapes.may_have(word) && self.single.contains(word)
            || self.stem_shapes.may_begin(word)
                && self.stems.iter().any(|stem| word.starts_with(stem.as_str()))
    }

    /// How many of the words just before index `end` are one entry of the list, longest first.
    pub fn ending_at(&self, lower: &[String], end: usize) -> Option<usize> {
        let before = lower.get(..end)?;
        let last = before.last()?;
        if self.last_shapes.may_have(last)
            && let Some(phrase) = self.phrases.iter().find(|phrase| before.ends_with(phrase))
        {
            return Some(phrase.len());
        }
        self.has(last).then_some(1)
    }

    /// How many of the words from index `start` on are one entry of the list, longest first.
    pub fn starting_at(&self, lower: &[String], start: usize) -> Option<usize> {
        let after = lower.get(start..)?;
        let first = after.first()?;
        if self.first_shapes.may_have(first)
            && let Some(phrase) = self.phrases.iter().find(|phrase| after.starts_with(phrase))
        {
            return Some(phrase.len());
        }
        self.has(first).then_some(1)
    }

    /// The index of the last entry of the list in `lower[from..to]`.
    pub fn last_within(&self, lower: &[String], from: usize, to: usize) -> Option<usize> {
        (from..to.min(lower.len())).rev().find(|at| self.starting_at(lower, *at).is_some())
    }

    /// Whether an entry of the list stands in `lower[from..to]`.
    pub fn any_within(&self, lower: &[String], from: usize, to: usize) -> bool {
        (from..to.min(lower.len())).any(|at| self.starting_at(lower, at).is_some())
    }
}

/// The lists that come with the program.
pub static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::from(parse().unwrap_or_default()));

fn parse() -> Result<File, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/figures.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_file_of_lists_is_sound() {
        assert_eq!(parse().map(|_| ()), Ok(()));
    }

    #[test]
    fn entries_are_found_before_and_after_an_index() {
        let words = lower("no fewer than ten men or more fell");
        assert_eq!(LEXICON.at_least.ending_at(&words, 3), Some(3));
        assert_eq!(LEXICON.after_at_least.starting_at(&words, 5), Some(2));
        assert_eq!(LEXICON.at_least.ending_at(&words, 4), None);
    }
}

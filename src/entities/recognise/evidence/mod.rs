//! What speaks for a run of capitalised words being a person's name or a body's.
//!
//! Each rule is small, has a name, and weighs one kind of evidence; [`person`] and [`body`] add
//! them up. The weights were set by hand and by measurement; a sum of [`PERSON_ENOUGH`] says that
//! this one place is enough to take the words for a person.

mod body;
mod person;

use super::candidate::Candidate;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon};
use std::collections::HashSet;

/// A sum of this or more takes several words for a person's name.
pub const PERSON_ENOUGH: f32 = 1.4;
/// A sum of this or more takes a single word for a person's name.
pub const SINGLE_ENOUGH: f32 = 1.5;

/// Everything a rule may look at.
pub struct Scene<'a, 't> {
    /// The report's tokens.
    pub tokens: &'a Tokens<'t>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// The words that the report writes in lower case somewhere.
    pub lower_words: &'a HashSet<&'t str>,
    /// First token of the run.
    pub first: usize,
    /// The token after the run.
    pub end: usize,
    /// Whether a title stands before the run.
    pub titled: bool,
}

/// One rule: its name and what it adds.
type Rule = (&'static str, fn(&Scene<'_, '_>) -> f32);

/// The sum of the rules for a person.
pub fn person(scene: &Scene<'_, '_>) -> f32 {
    person::RULES.iter().map(|(_, rule)| rule(scene)).sum()
}

/// The sum of the rules for a body.
pub fn body(scene: &Scene<'_, '_>) -> f32 {
    body::RULES.iter().map(|(_, rule)| rule(scene)).sum()
}

impl Scene<'_, '_> {
    fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether the capitalised word at `i` is an ordinary one, here or elsewhere in the report.
    pub fn is_ordinary(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        if token.any(Flags::GIVEN.with(Flags::FAMILY)) && !token.any(Flags::PLACE_WORD) {
            return false;
        }
        token.any(Flags::COMMON) && !token.is(Shape::INITIAL)
            || self.lower_words.contains(self.tokens.word(i).to_lowercase().as_str())
                && !token.any(Flags::PARTICLE)
    }

    fn ordinary(&self) -> usize {
        (self.first..self.end)
            .filter(|i| self.tokens.at(*i).is(Shape::CAPITAL) && self.is_ordinary(*i))
            .filter(|i| !self.tokens.at(*i).is(Shape::ACRONYM))
            .count()
    }

    /// Where the words before the run end: before an opening quotation mark.
    fn left(&self) -> usize {
        let quoted = self.first > 0 && self.tokens.opens_quote(self.first - 1);
        if quoted { self.first - 1 } else { self.first }
    }

    /// Where the words after the run begin: after a closing quotation mark.
    fn right(&self) -> usize {
        let tokens = self.tokens;
        let comma = tokens.is_one_of(self.end, &[",", "."]) && tokens.closes_quote(self.end + 1);
        let bracket = tokens.reads(self.end, "(");
        if bracket && self.left() == self.first {
            // "Dawn (Open Hand) movement"
            let close = (self.end..self.end + 8).find(|i| tokens.reads(*i, ")"));
            return close.map_or(self.end, |close| close + 1);
        }
        if self.left() < self.first && comma {
            self.end + 2
        } else if self.left() < self.first && tokens.closes_quote(self.end) {
            self.end + 1
        } else {
            self.end
        }
    }

    fn is_quoted(&self) -> bool {
        self.left() < self.first && self.right() > self.end
    }
}

/// The scene of a candidate.
pub fn scene<'a, 't>(
    tokens: &'a Tokens<'t>,
    lexicon: &'a Lexicon,
    lower_words: &'a HashSet<&'t str>,
    candidate: &Candidate,
) -> Scene<'a, 't> {
    Scene {
        tokens,
        lexicon,
        lower_words,
        first: candidate.tokens.start,
        end: candidate.tokens.end,
        titled: candidate.title.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::entities::recognise::runs::RunGrammar;
    use crate::report::Span;

    /// Which rules fire for the run that begins with `word`.
    fn fired(text: &str, word: &str) -> Vec<&'static str> {
        let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
        let taken = vec![false; tokens.len()];
        let grammar = RunGrammar { tokens: &tokens, lexicon: lexicon(), taken: &taken };
        let first = (0..tokens.len()).find(|i| tokens.reads(*i, word)).unwrap();
        let candidate = grammar.parse(first).0.unwrap();
        let lower_words = HashSet::new();
        let scene = scene(&tokens, lexicon(), &lower_words, &candidate);
        person::RULES
            .iter()
            .chain(body::RULES)
            .filter(|(_, rule)| rule(&scene) != 0.0)
            .map(|(name, _)| *name)
            .collect()
    }

    #[test]
    fn each_rule_fires_on_its_shape() {
        let table: &[(&str, &str, &str)] = &[
            ("they met President Moravic there", "President", "title before"),
            ("the activist Ilse Moravic fled", "Ilse", "role before"),
            ("her friend Elena Moravic fled", "Elena", "given name first"),
            ("police beat Ilse Drumova there", "Ilse", "family name last"),
            ("police beat Zulfat Qeshi there", "Zulfat", "no ordinary words"),
            ("they joined Open Hand there", "Open", "ordinary words"),
            ("in May Zulfat Qeshi said so", "Zulfat", "acts as a person"),
            ("police beat Zulfat Qeshi, a lawyer, there", "Zulfat", "described after"),
            ("police beat Zulfat Qeshi, 34, there", "Zulfat", "age after"),
            ("the head of the union, Zulfat Qeshi, fled", "Zulfat", "office and comma before"),
            ("they beat Qeshi’s wife", "Qeshi", "kin of"),
            ("they heard Qeshi’s plea", "Qeshi", "kin of"),
            ("a court sentenced Zulfat Qeshi there", "Zulfat", "done to before"),
            (
                "the minister of inland fishing Zulfat Qeshi fled",
                "Zulfat",
                "office in lower case before",
            ),
            ("its head (prime minister) Zulfat Qeshi fled", "Zulfat", "role in brackets before"),
            ("two lawmakers–Zulfat Qeshi and others", "Zulfat", "example of a role"),
            ("activists, including Zulfat Qeshi, fled", "Zulfat", "example of a role"),
            ("they joined the Qeshi there", "Qeshi", "article before"),
            ("they sang “Qeshi” there", "Qeshi", "in quotation marks"),
            ("they lived in Qeshi then", "Qeshi", "place preposition before"),
            ("they saw Qeshi province then", "Qeshi", "place words inside"),
            ("they saw Omar bin Salim then", "Omar", "particle or initial inside"),
            ("the newspaper Qeshi closed", "Qeshi", "kind of body before"),
            ("the Qeshi party grew", "Qeshi", "kind of body after"),
            ("they sued Qeshi, a local NGO, then", "Qeshi", "described as a body"),
            ("they sued QeshiCom then", "QeshiCom", "mixed capitals"),
            ("they sued Qeshitelecom then", "Qeshitelecom", "company ending"),
            ("they sued Radio Qeshi then", "Radio", "broadcaster"),
            ("two Qeshi fighters fell", "Qeshi", "has members"),
        ];
        for (text, word, rule) in table {
            let fired = fired(text, word);
            assert!(fired.contains(rule), "{text}: {rule} not in {fired:?}");
        }
    }
}

//! A sentence as the rules look at it: its words, and the same words in lower case.

use super::context::Sentence;
use crate::language::{Word, is_number_word};
use crate::report::Span;

/// The words of a sentence with their lower-case forms, apostrophes made plain.
#[derive(Debug)]
pub struct Tokens<'a> {
    /// The words as written.
    pub words: &'a [Word<'a>],
    /// The words in lower case, index by index.
    pub lower: Vec<String>,
}

impl<'a> Tokens<'a> {
    /// The tokens of a sentence.
    pub fn new(sentence: &'a Sentence<'a>) -> Self {
        let lower = sentence
            .words
            .iter()
            .map(|word| {
                let lower = word.text.to_lowercase();
                if lower.is_ascii() { lower } else { lower.replace('’', "'").replace('‑', "-") }
            })
            .collect();
        Self { words: &sentence.words, lower }
    }

    /// The lower-case word at `at`; empty past the end.
    pub fn at(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The lower-case word `back` words before `at` (1 is the one just before); empty before the
    /// start.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |index| self.at(index))
    }

    /// Whether the word at `at` begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_capitalised)
    }

    /// Whether `left` and the word after it touch.
    pub fn touches_next(&self, left: usize) -> bool {
        match (self.words.get(left), self.words.get(left + 1)) {
            (Some(left), Some(right)) => left.span.end == right.span.start,
            _ => false,
        }
    }

    /// Whether the word at `at` is a number in digits or in words.
    pub fn is_number(&self, at: usize) -> bool {
        is_number_word(self.at(at).split('-').next().unwrap_or(""))
    }

    /// Where the word at `at` stands.
    pub fn span(&self, at: usize) -> Option<Span> {
        self.words.get(at).map(|word| word.span)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether one of `words` stands in `lower[from..to]`.
    pub fn any(&self, from: usize, to: usize, words: &[&str]) -> bool {
        let part = self.lower.get(from..to.min(self.lower.len())).unwrap_or_default();
        part.iter().any(|word| words.contains(&word.as_str()))
    }

    /// The index at which the clause around the word at `at` begins.
    ///
    /// A clause ends at a bracket, a colon, a semicolon or a dash, and at a comma that a conjunction,
    /// a relative pronoun or a number follows.
    pub fn clause_start(&self, at: usize) -> usize {
        (1..=at).rev().find(|index| self.parts(index - 1)).unwrap_or(0)
    }

    /// The index after the clause around the word at `at`.
    pub fn clause_end(&self, at: usize) -> usize {
        (at..self.len()).find(|index| self.parts(*index)).unwrap_or(self.len())
    }

    /// Whether the mark at `at` parts two clauses.
    fn parts(&self, at: usize) -> bool {
        match self.at(at) {
            ";" | ":" | "(" | ")" | "—" | "–" | "[" | "]" => true,
            "," => {
                let next = self.at(at + 1);
                next.starts_with(|c: char| c.is_ascii_digit())
                    || matches!(
                        next,
                        "and"
                            | "but"
                            | "while"
                            | "which"
                            | "who"
                            | "whom"
                            | "of"
                            | "compared"
                            | "including"
                            | "although"
                            | "whereas"
                            | "where"
                            | "up"
                            | "down"
                            | "resulting"
                            | "leaving"
                            | "with"
                            | "or"
                            | "a"
                            | "an"
                            | "followed"
                            | "most"
                            | "as"
                            | "two"
                            | "three"
                            | "four"
                            | "five"
                            | "six"
                            | "seven"
                            | "eight"
                            | "nine"
                            | "one"
                            | "far"
                            | "well"
                    )
            }
            _ => false,
        }
    }
}

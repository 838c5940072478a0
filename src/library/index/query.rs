//! What is searched for, as a tree.

use super::words as text;
use crate::entities::ReportIndex;
use crate::report::Span;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A search, understood. It holds for a passage (a paragraph, an item of a list, a row of a table)
/// or does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What a passage must be; nothing where nothing is searched for.
    pub node: Option<Node>,
}

impl Query {
    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.node.is_none()
    }
}

/// What a passage must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// It holds these words.
    Words(Words),
    /// The title of a section that it stands in holds these words.
    Section(Words),
    /// It stands in a report that is this.
    Report(OfReport),
    /// It holds a name of this entity, as typed; [`Node::Forms`] once it is known whose.
    Entity(String),
    /// It holds one of these forms of a name, in a report where that form is that name.
    Forms(Arc<Vec<Form>>),
    /// It tells a figure of this indicator, as typed; [`Node::Places`] once they are known.
    Indicator(String),
    /// It holds one of these places.
    Places(Arc<HashMap<ReportIndex, Vec<Span>>>),
}

/// What is known of a report as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfReport {
    /// Its country's name, as typed.
    Country(String),
    /// It covers a year from the first to the last, where they are told.
    Year(Option<i16>, Option<i16>),
    /// Its publisher's name, as typed.
    Publisher(String),
}

/// Words that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    /// The words, at least one.
    pub words: Vec<Word>,
    /// How they stand.
    pub near: Near,
}

/// How words stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Near {
    /// One directly after the other.
    Phrase,
    /// In any order, with at most so many other words between the first and the last.
    Within(u32),
}

/// A word that is searched for, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Its letters.
    pub letters: String,
    /// What else counts as this word.
    pub like: Like,
}

/// What counts as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Like {
    /// The word itself.
    Same,
    /// Any word that begins so.
    Prefix,
    /// Any word that differs in at most so many letters (one too many, one too few, another one,
    /// or two that changed places).
    Fuzzy(u8),
}

/// The words of a text as a phrase; nothing where it has none.
pub fn words_of(text: &str) -> Option<Words> {
    let words: Vec<Word> = text::Words::of(text)
        .map(|span| Word { letters: text::fold(span.of(text)), like: Like::Same })
        .filter(|word| !word.letters.is_empty())
        .collect();
    (!words.is_empty()).then_some(Words { words, near: Near::Phrase })
}

/// A form of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its words.
    pub words: Words,
    /// The reports where it is that name.
    pub reports: HashSet<ReportIndex>,
}

/// A query, with what could not be read as it was meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// What was read otherwise than it looks, in sentences for the user.
    pub complaints: Vec<String>,
}

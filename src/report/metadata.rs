//! What a report is: its title, country, year, publisher and language, each with the reason why.

use serde::{Deserialize, Serialize};

/// A value that was found rather than given, and why it is believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess<T> {
    /// What was found.
    pub value: T,
    /// Where it was found, in words for the user ("in the file name").
    pub why: String,
}

impl<T> Guess<T> {
    /// A guess with its reason.
    pub fn new(value: T, why: impl Into<String>) -> Self {
        Self { value, why: why.into() }
    }
}

/// What a report is. Nothing is made up: what was not found is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The report's own title.
    pub title: Option<Guess<String>>,
    /// The country it is about, by its usual English name.
    pub country: Option<Guess<String>>,
    /// The year it covers (not the year of printing).
    pub year: Option<Guess<i16>>,
    /// Who publishes it, by its usual English name.
    pub publisher: Option<Guess<String>>,
    /// Language of the text, ISO 639-1 (`en`), where it could be told.
    pub language: Option<Guess<String>>,
    /// The address a saved web page names as its own.
    pub address: Option<String>,
    /// Publication date as the file names it, ISO 8601.
    pub published: Option<String>,
    /// The day that a web page was saved, ISO 8601: as the page itself says, else as its file does.
    #[serde(default)]
    pub accessed: Option<String>,
}

impl Metadata {
    /// The title, or an empty string.
    pub fn title(&self) -> &str {
        self.title.as_ref().map_or("", |guess| guess.value.as_str())
    }

    /// The country, where one was found.
    pub fn country(&self) -> Option<&str> {
        self.country.as_ref().map(|guess| guess.value.as_str())
    }

    /// The year covered, where one was found.
    pub fn year(&self) -> Option<i16> {
        self.year.as_ref().map(|guess| guess.value)
    }

    /// The publisher, where one was found.
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_ref().map(|guess| guess.value.as_str())
    }

    /// Whether the text is, as far as can be told, in English.
    pub fn is_english(&self) -> bool {
        self.language.as_ref().is_none_or(|guess| guess.value == "en")
    }
}

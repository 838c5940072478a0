//! Numbers that are no figures: dates, ages, labels, names, durations, pronouns.
//!
//! Each rule is a small function that looks at one quantity in its sentence and is named for the
//! shape it is for. A number that a rule knows never comes out as a figure.

use super::FigureKind;
use super::quantity::Quantity;
use super::tokens::Tokens;

mod calendar;
mod labels;
mod people;

pub use calendar::is_duration;
use calendar::{is_date, is_part_of_time, is_time_before_now, is_time_of_day, is_year};
use labels::{is_in_address, is_label, is_list_mark, is_name, is_rank};
use people::{
    is_age, is_any_one, is_idle_multiple, is_known_few, is_measure, is_persons_age, is_pronoun,
};

/// A quantity in its sentence, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The sentence.
    pub tokens: &'a Tokens<'a>,
    /// The quantity.
    pub quantity: &'a Quantity,
    /// The quantity after it in the sentence.
    pub next: Option<&'a Quantity>,
    /// The quantity before it in the sentence, and what it was found to be; no kind if it is no
    /// figure.
    pub before: Option<(&'a Quantity, Option<FigureKind>)>,
    /// Whether the sentence sets a rule in which terms and ages are limits.
    pub norm: bool,
    /// Whether the sentence names a person.
    pub names_person: bool,
}

/// A rule and its name.
type Rule = (&'static str, fn(&View<'_>) -> bool);

/// The rules that hold for limits set by law too.
const ALWAYS: &[Rule] = &[
    ("year", is_year),
    ("date", is_date),
    ("time of day", is_time_of_day),
    ("label", is_label),
    ("name", is_name),
    ("address", is_in_address),
    ("list mark", is_list_mark),
    ("rank", is_rank),
    ("pronoun", is_pronoun),
    ("idle multiple", is_idle_multiple),
    ("time before now", is_time_before_now),
    ("person's age", is_persons_age),
];

/// The rules for numbers that are figures only as limits set by law.
const UNLESS_NORM: &[Rule] = &[
    ("age", is_age),
    ("duration", is_duration),
    ("measure", is_measure),
    ("half of a time", is_part_of_time),
    ("any one", is_any_one),
    ("known few", is_known_few),
];

/// The name of the rule that says that the quantity is no figure.
pub fn excluded(view: &View<'_>) -> Option<&'static str> {
    let holds = |(name, rule): &Rule| rule(view).then_some(*name);
    ALWAYS
        .iter()
        .find_map(holds)
        .or_else(|| if view.norm { None } else { UNLESS_NORM.iter().find_map(holds) })
}

/// Whether the number is a term or an age: "for five years", "a 10-day limit", "under age 16".
pub fn is_term_or_age(view: &View<'_>) -> bool {
    is_duration(view) || is_age(view)
}

impl View<'_> {
    fn low(&self, offset: usize) -> &str {
        self.tokens.at(self.quantity.after + offset)
    }
    fn back(&self, back: usize) -> &str {
        self.tokens.before(self.quantity.first, back)
    }
    fn capital_back(&self, back: usize) -> bool {
        self.quantity.first.checked_sub(back).is_some_and(|at| self.tokens.capital(at))
    }
    /// Whether a lower-case plural follows, within two words: something is counted.
    fn counts_plural(&self) -> bool {
        (0..3).map(|offset| self.low(offset)).take_while(|w| is_plain_word(w)).any(is_plural)
    }
}

fn is_plain_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && !matches!(
            word,
            "in" | "of"
                | "and"
                | "the"
                | "to"
                | "on"
                | "at"
                | "by"
                | "for"
                | "was"
                | "were"
                | "is"
                | "has"
                | "as"
                | "his"
                | "its"
        )
}

/// Whether a lower-case word looks like a plural noun.
pub fn is_plural(word: &str) -> bool {
    let s = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("'s")
        && !word.ends_with("ous");
    s || matches!(
        word,
        "people" | "men" | "women" | "children" | "police" | "percent" | "personnel" | "staff"
    )
}

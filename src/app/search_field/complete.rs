//! What may be meant by the word that is being typed into the search field: a field's name, or one
//! of the values that a field has in the open folder.
//!
//! In come what is typed and where the cursor stands; out comes the [`Asked`] word, which is matched
//! with names and values that are there. Nothing here knows the window.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A field that a search can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The country of the report.
    Country,
    /// The year that the report covers.
    Year,
    /// Who publishes it.
    Publisher,
    /// The section that the passage stands in.
    Section,
    /// A person, court or organization in all its forms.
    Entity,
    /// An indicator that a figure in the passage measures.
    Indicator,
}

impl Field {
    /// All fields, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Country, Self::Year, Self::Publisher, Self::Section, Self::Entity, Self::Indicator];

    /// Its name in the language of searches, with the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country:",
            Self::Year => "year:",
            Self::Publisher => "publisher:",
            Self::Section => "section:",
            Self::Entity => "entity:",
            Self::Indicator => "indicator:",
        }
    }

    /// What it narrows a search to.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Country => "Only reports on a country",
            Self::Year => "Only reports of a year, or of years: 2015..2019",
            Self::Publisher => "Only reports of a publisher",
            Self::Section => "Only passages of a section",
            Self::Entity => "A person, court or organization, in all spellings",
            Self::Indicator => "Only passages with a figure of an indicator",
        }
    }
}

/// The word that the cursor stands in or behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The field whose value is typed; none where the word may be a field's name.
    pub field: Option<Field>,
    /// What is typed of the value or name, without a quotation mark.
    pub value: String,
    /// What is replaced by a completion: the value, or the name.
    pub range: Range<usize>,
}

/// The word that the cursor stands in or behind, up to the cursor; none between words.
pub fn asked(typed: &str, cursor: usize) -> Option<Asked> {
    let before = typed.get(..cursor)?;
    let mut quoted = false;
    let mut start = 0;
    for (at, letter) in before.char_indices() {
        match letter {
            '"' | '“' | '”' => quoted = !quoted,
            '(' | ')' if !quoted => start = at + letter.len_utf8(),
            c if c.is_whitespace() && !quoted => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    let word = before.get(start..)?;
    let begins = start + word.len() - word.trim_start_matches(['-', '+']).len();
    let word = before.get(begins..)?;
    let named = |field: &Field| {
        let own = word.get(..field.name().len())?;
        own.eq_ignore_ascii_case(field.name()).then_some(*field)
    };
    let Some(field) = Field::ALL.iter().find_map(named) else {
        let plain = !word.is_empty() && word.chars().all(char::is_alphabetic);
        let (value, range) = (word.to_owned(), begins..cursor);
        return plain.then_some(Asked { field: None, value, range });
    };
    let from = begins + field.name().len();
    let value = before.get(from..)?.trim_start_matches(['"', '“', '”']);
    if quoted || !value.contains(['"', '“', '”']) {
        return Some(Asked { field: Some(field), value: value.to_owned(), range: from..cursor });
    }
    None
}

/// The fields whose name begins with what is typed, if enough is typed to mean one.
pub fn fields(asked: &Asked) -> Vec<Field> {
    if asked.field.is_some() || asked.value.len() < 3 {
        return Vec::new();
    }
    let typed = asked.value.to_lowercase();
    Field::ALL.into_iter().filter(|field| field.name().starts_with(&typed)).collect()
}

/// How many values are offered at once.
pub const OFFERED: usize = 8;

/// The values that begin with what is typed, then those of which another word does; among them the
/// most frequent first.
pub fn values(typed: &str, all: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let wanted = even(typed.trim());
    let rank = |name: &str| {
        let name = even(name);
        if name.starts_with(&wanted) {
            return Some(0);
        }
        let inner =
            name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&wanted));
        inner.then_some(1)
    };
    let mut found: Vec<(u8, (String, usize))> =
        all.filter_map(|one| Some((rank(&one.0)?, one))).collect();
    found.sort_by(|(a, (name_a, count_a)), (b, (name_b, count_b))| {
        a.cmp(b).then(count_b.cmp(count_a)).then_with(|| name_a.cmp(name_b))
    });
    found.truncate(OFFERED);
    found.into_iter().map(|(_, one)| one).collect()
}

/// Without case and accents.
fn even(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// What is typed with `value` in place of what was asked, and where the cursor then stands. A value
/// of several words is put in quotation marks.
pub fn completed(typed: &str, asked: &Asked, value: &str) -> (String, usize) {
    let (before, after) = (typed.get(..asked.range.start), typed.get(asked.range.end..));
    let mut text = before.unwrap_or_default().to_owned();
    if asked.field.is_some() && !value.chars().all(|c| c.is_alphanumeric() || c == '_') {
        text.push('"');
        text.push_str(&value.replace(['"', '“', '”'], " "));
        text.push('"');
    } else {
        text.push_str(value);
    }
    let after = after.unwrap_or_default();
    // A field's name is followed by its value at once.
    if asked.field.is_some() {
        text.push(' ');
    }
    let cursor = text.len();
    let rest = after.strip_prefix('"').unwrap_or(after);
    text.push_str(if asked.field.is_some() { rest.trim_start() } else { rest });
    (text, cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_end(typed: &str) -> Option<(Option<Field>, String)> {
        asked(typed, typed.len()).map(|asked| (asked.field, asked.value))
    }

    #[test]
    fn the_word_at_the_cursor_is_a_name_or_a_value() {
        assert_eq!(at_end("prison cou"), Some((None, "cou".to_owned())));
        assert_eq!(at_end("prison "), None);
        assert_eq!(at_end("Country:Kar"), Some((Some(Field::Country), "Kar".to_owned())));
        assert_eq!(at_end("(-country:"), Some((Some(Field::Country), String::new())));
        assert_eq!(at_end("country:\"New Ka"), Some((Some(Field::Country), "New Ka".to_owned())));
        assert_eq!(at_end("country:\"New Karvenia\""), None);
        assert_eq!(at_end("\"a phrase with country:x"), None);
        assert_eq!(at_end("c-section"), None);
        assert_eq!(asked("cou prison", 3).map(|asked| asked.range), Some(0..3));
        assert_eq!(asked("é", 1), None, "no letter is cut in two");
    }

    #[test]
    fn names_are_offered_once_they_can_be_told_from_words() {
        let offered = |typed: &str| fields(&asked(typed, typed.len()).unwrap());
        assert_eq!(offered("cou"), [Field::Country]);
        assert_eq!(offered("en"), []);
        assert_eq!(offered("court"), []);
        assert_eq!(offered("country:x"), []);
    }

    #[test]
    fn values_that_begin_as_typed_come_first_then_the_frequent_ones() {
        let all = [("South Brenmark", 9), ("Brenmark", 1), ("Brenland", 4), ("Orvany", 20)];
        let all = || all.iter().map(|(name, count)| ((*name).to_owned(), *count));
        let names = |typed: &str| -> Vec<String> {
            values(typed, all()).into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names("bren"), ["Brenland", "Brenmark", "South Brenmark"]);
        assert_eq!(names(""), ["Orvany", "South Brenmark", "Brenland", "Brenmark"]);
        assert_eq!(names("x"), [""; 0]);
    }

    #[test]
    fn a_value_takes_the_place_of_what_was_typed() {
        let full = |typed: &str, cursor: usize, value: &str| {
            completed(typed, &asked(typed, cursor).unwrap(), value)
        };
        assert_eq!(full("country:kar", 11, "Karvenia"), ("country:Karvenia ".to_owned(), 17));
        let (text, cursor) = full("country:so prison", 10, "South Brenmark");
        assert_eq!(text, "country:\"South Brenmark\" prison");
        assert_eq!(&text[cursor..], "prison");
        assert_eq!(full("a cou", 5, "country:"), ("a country:".to_owned(), 10));
        let (text, _) = full("country:\"so", 11, "South Brenmark");
        assert_eq!(text, "country:\"South Brenmark\" ");
    }
}

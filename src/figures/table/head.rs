//! What the head of a row or column, or the title of a table, says of its numbers.

use super::lexicon::WORDS;
use crate::figures::lexicon::LEXICON;
use crate::figures::{Period, Unit, period};
use crate::language;
use crate::report::{Span, countries};

/// What a head says.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The words that name what is counted, without the rest; empty where there are none.
    pub noun: String,
    /// All its words, lower case.
    pub all: String,
    /// The time that it names.
    pub period: Option<Period>,
    /// The unit that it names.
    pub unit: Option<Unit>,
    /// The currency that it names.
    pub currency: Option<String>,
    /// What its numbers are multiplied by.
    pub scale: f64,
    /// Whether it says that its numbers sum the others up.
    pub total: bool,
    /// Whether its numbers are plans.
    pub planned: bool,
    /// Whether its numbers only name something: pages, ranks, dates.
    pub label: bool,
    /// The country that it is, and nothing beside.
    pub country: Option<String>,
    /// Whether it says that the heads beside or below it are places.
    pub of_places: bool,
}

/// Reads a head; `year` is the report's, for "the first half of the year".
pub fn read(text: &str, year: Option<i16>) -> Head {
    let text = without_mark(text.trim());
    let words = language::words(text, Span::new(0, text.len()));
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    let at = |index: usize| lower.get(index).map_or("", String::as_str);
    let named = period::of_head(text, year);
    let timed = |span: Span| named.iter().any(|(_, time)| time.overlaps(span));
    let mut head = Head {
        noun: String::new(),
        all: lower.join(" "),
        period: named.as_ref().map(|(period, _)| *period),
        unit: None,
        currency: None,
        scale: 1.0,
        total: false,
        planned: false,
        label: false,
        country: countries::named_by(text).map(|country| country.name.clone()),
        of_places: false,
    };
    let mut noun: Vec<&str> = Vec::new();
    let mut labels = 0;
    let aside = counting_aside(&lower);
    for (index, word) in words.iter().enumerate() {
        if timed(word.span) || aside.contains(&index) {
            continue;
        }
        let (before, low) = (index.checked_sub(1).map_or("", at), at(index));
        if head.notes_unit(low, before, at(index + 1)) || word.is_mark() {
            continue;
        }
        head.total |= WORDS.total.has(low);
        head.planned |= WORDS.planned.has(low);
        if WORDS.generic.has(low) || WORDS.total.has(low) {
            continue;
        }
        labels += usize::from(WORDS.label.has(low));
        noun.push(word.text);
    }
    let link = |word: &&str| WORDS.link.has(&word.to_lowercase());
    let first = noun.iter().position(|word| !link(word)).unwrap_or(noun.len());
    let last = noun.iter().rposition(|word| !link(word)).map_or(0, |last| last + 1);
    let noun = noun.get(first..last).unwrap_or_default();
    head.label = !noun.is_empty() && labels == noun.len();
    // "Total complaints received in schools" names what is counted, "Total" only sums up.
    head.total &= noun.len() <= 3;
    let kind = |word: &String| WORDS.country.has(word) || super::super::place::is_kind(word);
    let elsewhere = lower.iter().any(|word| WORDS.elsewhere.has(word));
    head.of_places = lower.len() <= 3 && lower.iter().any(kind) && !elsewhere;
    head.noun = noun.join(" ");
    head
}

/// "Papers (number of pages)": the words that only say what one of them is.
fn counting_aside(lower: &[String]) -> std::ops::Range<usize> {
    let open =
        lower.windows(2).position(|pair| matches!(pair, [a, b] if a == "(" && b == "number"));
    let Some(open) = open.filter(|open| *open > 0) else { return 0..0 };
    let close = lower.iter().skip(open).position(|word| word == ")");
    open..close.map_or(lower.len(), |length| open + length + 1)
}

/// A head without the mark of a list before it: "3. Papers", "B. Papers", "(a) Papers".
fn without_mark(head: &str) -> &str {
    let Some((mark, rest)) = head.split_once(' ') else { return head };
    let bare = mark.trim_matches(['(', ')', '.']);
    let short = bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit())
        || bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_alphabetic());
    if short && mark.ends_with(['.', ')']) { rest.trim_start() } else { head }
}

impl Head {
    /// Takes a word that tells the unit or the scale; whether it was one.
    fn notes_unit(&mut self, word: &str, before: &str, after: &str) -> bool {
        let in_brackets = matches!(before, "(" | "in" | "'" | "’") || after == ")";
        if WORDS.percent.has(word) || word == "per" && after == "cent" {
            self.unit = Some(Unit::Percent);
        } else if word == "per" && after.starts_with(|c: char| c.is_ascii_digit()) {
            self.unit = Some(Unit::Rate);
        } else if before == "per" && word.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        } else if LEXICON.currency_marks.has(word)
            || in_brackets && (LEXICON.currencies.has(word) || LEXICON.currency_codes.has(word))
        {
            self.unit = Some(Unit::Money);
            self.currency = Some(word.to_uppercase());
        } else if in_brackets && WORDS.thousand.has(word) {
            self.scale = 1e3;
        } else if in_brackets && WORDS.million.has(word) {
            self.scale = 1e6;
        } else {
            return false;
        }
        true
    }
}

/// A table's title without "Table 3." before it and without what its rows are ("by region").
pub fn without_number(title: &str) -> &str {
    let Some(rest) = title.strip_prefix("Table ").or_else(|| title.strip_prefix("TABLE ")) else {
        return title;
    };
    let number = rest.split([' ', ':']).next().unwrap_or("");
    let rest = rest.get(number.len()..).unwrap_or("");
    rest.trim_start_matches([' ', ':', '.', '-', '–', '—'])
}

/// What a title counts: its words up to how the table divides them ("complaints by region").
pub fn counted_by(title: &str) -> &str {
    [" by ", " per ", ", ", ": ", " (", " disaggregated", " broken down"]
        .iter()
        .filter_map(|cut| title.find(cut))
        .filter(|at| *at > 3)
        .min()
        .and_then(|at| title.get(..at))
        .unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_taken_apart() {
        let noun = |text| read(text, Some(2030)).noun;
        assert_eq!(noun("Number of complaints (2029)"), "complaints");
        assert_eq!(noun("Share of women, %"), "Share of women");
        assert_eq!(noun("2029"), "");
        assert_eq!(noun("Total"), "");
        assert_eq!(noun("3. Papers (number of pages)"), "Papers");
        assert_eq!(noun("(b) Visits"), "Visits");
        assert_eq!(noun("Deaths per 100,000"), "Deaths");
        assert_eq!(noun("Budget (thousands)"), "Budget");
        let years = |text| {
            let period = read(text, Some(2030)).period?;
            Some((period.start?.year(), period.end?.year()))
        };
        assert_eq!(years("2029"), Some((2029, 2029)));
        assert_eq!(years("2028–2029"), Some((2028, 2029)));
        assert_eq!(years("2028/29"), Some((2028, 2029)));
        assert_eq!(years("Cases, 2027"), Some((2027, 2027)));
        assert_eq!(years("Jan–Jun 2029"), Some((2029, 2029)));
        assert_eq!(years("Cases"), None);
        let unit = |text| read(text, None).unit;
        assert_eq!(unit("Share, per cent"), Some(Unit::Percent));
        assert_eq!(unit("(%)"), Some(Unit::Percent));
        assert_eq!(unit("Deaths per 100,000"), Some(Unit::Rate));
        assert_eq!(unit("Fines (US$)"), Some(Unit::Money));
        assert!(read("Grand total", None).total && !read("Cases", None).total);
        assert!(read("2027 planned", None).planned && read("Page", None).label);
        assert!(read("Region", None).of_places && !read("Country of origin", None).of_places);
        assert_eq!(read("Norway", None).country.as_deref(), Some("Norway"));
    }

    #[test]
    fn a_title_says_what_is_counted() {
        let table = [
            ("Table 3. Complaints of fraud by gate, 2028–2030", "Complaints of fraud"),
            ("TABLE IV: Boats (thousands)", "Boats"),
            ("Boats seen", "Boats seen"),
            ("Table of boats", "boats"),
        ];
        for (title, want) in table.iter().take(3) {
            assert_eq!(counted_by(without_number(title)), *want);
        }
    }
}

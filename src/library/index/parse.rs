//! Reads what is typed as a query. Nothing that can be typed fails: what cannot be read as it looks
//! is searched as words, and that is told.
//!
//! Words that stand side by side must all be there; `OR`, `AND` and `NOT` are written large, `-` is
//! `NOT`; brackets group. `"…"` is a phrase, `"…"~5` are words near each other, `word*` begins so,
//! `word~` is spelt about so. A field is written before its words, as in `country:Karvenia`.

mod pieces;

use super::query::{Like, Near, Node, OfReport, Parsed, Query, Word, Words, words_of};
use super::words as cut;
use pieces::{About, Field, Piece, Quoted, pieces};

/// Brackets are followed so deep.
const DEEPEST: usize = 30;

/// So many words and signs are read.
const MOST: usize = 100;

/// So many letters a word must have before it is taken as the beginning of one while it is typed.
const BEGINNING: usize = 2;

/// So many words at most may stand between words near each other.
const FARTHEST: u32 = 200;

/// Reads a whole query: each word is meant as it stands.
pub fn parse(typed: &str) -> Parsed {
    read(typed, false)
}

/// Reads a query while it is typed: the last word, where nothing ends it, may be unfinished.
pub fn parse_typing(typed: &str) -> Parsed {
    read(typed, true)
}

/// The last word of what was typed where [`parse_typing`] takes it for the beginning of any word, and
/// the same query with the word as it stands.
pub fn beginning(typed: &str) -> Option<(&str, String)> {
    if parse_typing(typed).query == parse(typed).query {
        return None;
    }
    let last = cut::Words::of(typed).last()?;
    let word = last.of(typed);
    let before = typed.get(..last.start.get())?;
    let stands_alone =
        before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '('));
    let exact =
        if stands_alone { format!("{before}\"{word}\"") } else { format!("{} ", typed.trim_end()) };
    Some((word, exact))
}

fn read(typed: &str, typing: bool) -> Parsed {
    let mut pieces = pieces(typed);
    let mut complaints = Vec::new();
    if pieces.len() > MOST {
        pieces.truncate(MOST);
        complaints.push(format!("Only the first {MOST} words and signs were searched for."));
    }
    complaints.extend(pieces.iter().filter_map(no_field));
    let unfinished = typing && typed.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let mut reader = Reader { pieces: &pieces, at: 0, depth: 0, unfinished, complaints };
    let mut found = Vec::new();
    while reader.at < pieces.len() {
        found.extend(reader.either());
        // What stops a reader before the end is a bracket that nothing opened.
        if reader.take(&Piece::Close) {
            reader.complain("“)” has no “(” before it and was left out.");
        }
    }
    Parsed { query: Query { node: all(found) }, complaints: reader.complaints }
}

/// That something looks like a field, and is none.
fn no_field(piece: &Piece) -> Option<String> {
    let Piece::Words(quoted) = piece else { return None };
    let (name, value) = quoted.text.split_once(':').filter(|_| !quoted.in_quotes)?;
    let is_name = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    let has_value = value.starts_with(char::is_alphanumeric);
    (is_name && has_value).then(|| {
        let fields = "country, year, publisher, section, entity and indicator";
        format!("“{name}:” is no field and was searched as a word. Fields are {fields}.")
    })
}

struct Reader<'a> {
    pieces: &'a [Piece],
    at: usize,
    depth: usize,
    /// Whether the last word may be unfinished.
    unfinished: bool,
    complaints: Vec<String>,
}

impl Reader<'_> {
    fn complain(&mut self, complaint: &str) {
        if !self.complaints.iter().any(|known| known == complaint) {
            self.complaints.push(complaint.to_owned());
        }
    }

    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at)
    }

    fn take(&mut self, piece: &Piece) -> bool {
        let is_there = self.peek() == Some(piece);
        self.at += usize::from(is_there);
        is_there
    }

    /// Whether nothing follows the piece just taken.
    fn is_last(&self) -> bool {
        self.at >= self.pieces.len()
    }

    /// Parts joined by OR.
    fn either(&mut self) -> Option<Node> {
        let mut parts: Vec<Node> = self.both().into_iter().collect();
        while self.take(&Piece::Or) {
            if parts.is_empty() {
                // Nothing stands before it: it is a word.
                self.complain("“OR” joins two searches; here it was searched as a word.");
                let or = word("or", Like::Same);
                parts.extend(all(std::iter::once(or).chain(self.both()).collect()));
            } else {
                parts.extend(self.both());
            }
        }
        if parts.len() > 1 { Some(Node::Or(parts)) } else { parts.pop() }
    }

    /// Parts side by side, or joined by AND.
    fn both(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(Piece::Close | Piece::Or) => return all(parts),
                Some(Piece::And) => {
                    self.at += 1;
                    if parts.is_empty() && !self.is_last() {
                        self.complain("“AND” joins two searches; here it was searched as a word.");
                        parts.push(word("and", Like::Same));
                    }
                }
                Some(_) => parts.extend(self.one()),
            }
        }
    }

    /// One part, perhaps negated.
    fn one(&mut self) -> Option<Node> {
        let mut negated = false;
        while self.take(&Piece::Not) {
            negated = !negated;
        }
        let node = match self.peek()?.clone() {
            Piece::Open => {
                self.at += 1;
                self.bracketed()
            }
            Piece::Words(quoted) => {
                self.at += 1;
                let words = self.words(&quoted);
                words.map(Node::Words)
            }
            Piece::Field(field, quoted) => {
                self.at += 1;
                self.field(field, &quoted)
            }
            Piece::Close | Piece::And | Piece::Or | Piece::Not => None,
        }?;
        Some(if negated { Node::Not(Box::new(node)) } else { node })
    }

    fn bracketed(&mut self) -> Option<Node> {
        if self.depth >= DEEPEST {
            self.complain("Brackets inside so many others were left out.");
            return None;
        }
        self.depth += 1;
        let node = self.either();
        self.depth -= 1;
        self.take(&Piece::Close);
        node
    }

    fn words(&mut self, quoted: &Quoted) -> Option<Words> {
        let Words { mut words, .. } = words_of(&quoted.text)?;
        let unfinished = self.unfinished && self.is_last() && quoted.may_go_on;
        if let Some(last) = words.last_mut() {
            let letters = last.letters.chars().count();
            if quoted.star || unfinished && letters >= BEGINNING && quoted.about == About::No {
                last.like = Like::Prefix;
            } else if quoted.about != About::No && !quoted.in_quotes {
                last.like = fuzzy(quoted.about.number(), letters);
            }
        }
        let near = match quoted.about {
            About::No => Near::Phrase,
            about if quoted.in_quotes => Near::Within(about.number().unwrap_or(0).min(FARTHEST)),
            _ => Near::Phrase,
        };
        Some(Words { words, near })
    }

    fn field(&mut self, field: Field, quoted: &Quoted) -> Option<Node> {
        let text = quoted.text.trim();
        words_of(text)?;
        Some(match field {
            Field::Country => Node::Report(OfReport::Country(text.to_owned())),
            Field::Publisher => Node::Report(OfReport::Publisher(text.to_owned())),
            Field::Section => Node::Section(self.words(quoted)?),
            Field::Entity => Node::Entity(text.to_owned()),
            Field::Indicator => Node::Indicator(text.to_owned()),
            Field::Year => {
                let Some((first, last)) = years(text) else {
                    // A year of which three digits are typed is no mistake.
                    if self.unfinished && self.is_last() {
                        return None;
                    }
                    self.complain(&format!(
                        "“year:{text}” is no year, as 2017 or 2015..2019; it was searched as words."
                    ));
                    return self.words(quoted).map(Node::Words);
                };
                Node::Report(OfReport::Year(first, last))
            }
        })
    }
}

/// All of these, as one.
fn all(mut parts: Vec<Node>) -> Option<Node> {
    if parts.len() > 1 { Some(Node::And(parts)) } else { parts.pop() }
}

fn word(letters: &str, like: Like) -> Node {
    let words = vec![Word { letters: letters.to_owned(), like }];
    Node::Words(Words { words, near: Near::Phrase })
}

/// How many letters of a word may differ: as many as are asked for, otherwise by its length.
fn fuzzy(asked: Option<u32>, letters: usize) -> Like {
    let by_length = match letters {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    match asked.map_or(by_length, |asked| u8::try_from(asked.min(2)).unwrap_or(2)) {
        0 => Like::Same,
        most => Like::Fuzzy(most),
    }
}

/// A year, or the first and the last of several: `2017`, `2015..2019`, `2015..`, `..2019`.
fn years(text: &str) -> Option<(Option<i16>, Option<i16>)> {
    let year = |text: &str| -> Option<i16> {
        let text = text.trim();
        (text.len() == 4).then(|| text.parse().ok())?
    };
    let parted = ["..", "-", "–"].iter().find_map(|sign| text.split_once(sign));
    let Some((first, last)) = parted else {
        let only = year(text)?;
        return Some((Some(only), Some(only)));
    };
    let (first, last) = (first.trim(), last.trim_matches(['.', ' ']));
    match (first.is_empty(), last.is_empty()) {
        (true, true) => None,
        (true, false) => Some((None, Some(year(last)?))),
        (false, true) => Some((Some(year(first)?), None)),
        (false, false) => {
            let (first, last) = (year(first)?, year(last)?);
            Some((Some(first.min(last)), Some(first.max(last))))
        }
    }
}

#[cfg(test)]
mod tests;

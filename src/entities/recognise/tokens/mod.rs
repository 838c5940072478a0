//! Parts sentences into tokens and says of each what it may be.
//!
//! All sentences of a report stand in one list, parted by [`Token`]s that are [`Shape::EDGE`]; so
//! the rules can look left and right of a token without asking where its sentence ends.

mod shape;
mod word;

use crate::entities::lexicon::{Flags, Lexicon, Phrase, PhraseKind};
use crate::report::Span;

/// How a token is written, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u16);

impl Shape {
    /// Between two sentences; stands for no text.
    pub const EDGE: Self = Self(1);
    /// Begins with a capital, or with an article and a capital ("al-Masri").
    pub const CAPITAL: Self = Self(1 << 1);
    /// Two or more capitals and perhaps a plural s ("NGOs").
    pub const ACRONYM: Self = Self(1 << 2);
    /// Capitals and small letters mixed ("`OrVaCom`").
    pub const MIXED: Self = Self(1 << 3);
    /// Begins with a digit.
    pub const NUMBER: Self = Self(1 << 4);
    /// A mark of punctuation.
    pub const MARK: Self = Self(1 << 5);
    /// A single capital with its full stop.
    pub const INITIAL: Self = Self(1 << 6);
    /// A name of the Internet ("example.org").
    pub const DOMAIN: Self = Self(1 << 7);
    /// Begins the sentence, or what a colon or an opening quotation mark begins in it.
    pub const STARTS: Self = Self(1 << 8);
    /// Is followed by 's or by the apostrophe of a plural.
    pub const POSSESSIVE: Self = Self(1 << 9);
    /// One space parts it from the token before.
    pub const SPACED: Self = Self(1 << 10);
    /// Nothing parts it from the token before.
    pub const GLUED: Self = Self(1 << 11);

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// What it may be.
    pub flags: Flags,
    shape: Shape,
}

impl Token {
    /// Whether any of `shape`'s features holds.
    pub fn is(self, shape: Shape) -> bool {
        self.shape.0 & shape.0 != 0
    }

    /// Whether any of `flags` is set.
    pub fn any(self, flags: Flags) -> bool {
        self.flags.any(flags)
    }

    /// A capitalised word that may be part of a name.
    pub fn is_name_word(self) -> bool {
        self.is(Shape::CAPITAL) && !self.any(Flags::CALENDAR)
    }

    /// A word in lower case.
    pub fn is_lower(self) -> bool {
        self.shape.0
            & (Shape::CAPITAL.0 | Shape::MARK.0 | Shape::NUMBER.0 | Shape::EDGE.0 | Shape::DOMAIN.0)
            == 0
    }

    /// Whether it names a place of one word or a people.
    pub fn is_placelike(self) -> bool {
        self.any(Flags::COUNTRY.with(Flags::PEOPLE).with(Flags::CITY))
    }
}

/// The tokens of a report.
#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    all: Vec<Token>,
}

/// What stands between two sentences.
fn edge() -> Token {
    Token { span: Span::default(), flags: Flags::default(), shape: Shape::EDGE }
}

impl<'a> Tokens<'a> {
    /// Parts the sentences of `text`. Words inside one of `leave_out`, which are in order and
    /// overlap with nothing, are passed over.
    pub fn new(text: &'a str, sentences: &[Span], leave_out: &[Span], lexicon: &Lexicon) -> Self {
        let mut tokens = Self { text, all: Vec::with_capacity(text.len() / 5) };
        let mut lower = String::new();
        for sentence in sentences {
            let skip = leave_out.partition_point(|span| span.end <= sentence.start);
            let mut span = *sentence;
            if let Some(left_out) = leave_out.get(skip) {
                if left_out.covers(span) {
                    continue;
                }
                if left_out.start <= span.start {
                    span.start = left_out.end;
                }
            }
            tokens.all.push(edge());
            tokens.add_sentence(span, lexicon, &mut lower);
        }
        tokens.all.push(edge());
        tokens
    }

    fn add_sentence(&mut self, sentence: Span, lexicon: &Lexicon, lower: &mut String) {
        let first_token = self.all.len();
        let part = sentence.of(self.text);
        let base = sentence.start.get();
        let mut at = 0;
        let mut gap_from = 0;
        let mut starts = true;
        while let Some(first) = part.get(at..).and_then(|rest| rest.chars().next()) {
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let mut shape = Shape::default();
            match at - gap_from {
                0 => shape.add(Shape::GLUED),
                1 => shape.add(Shape::SPACED),
                _ => {}
            }
            let (end, next) = if first.is_alphanumeric() {
                word::word(part, at, &mut shape, lexicon, lower)
            } else {
                shape.add(Shape::MARK);
                let end = at + first.len_utf8();
                (end, end)
            };
            let mut flags = Flags::default();
            if shape.0 & Shape::MARK.0 == 0 {
                if starts {
                    shape.add(Shape::STARTS);
                }
                starts = false;
                let written = part.get(at..end).unwrap_or("");
                flags = shape::describe(written, &mut shape, lexicon, lower);
            } else if matches!(first, ':' | ';' | '•' | '“' | '"') {
                starts = starts || first != ';';
            }
            self.all.push(Token { span: Span::new(base + at, base + end), flags, shape });
            at = next;
            gap_from = next;
        }
        self.free_given_names(first_token);
    }

    /// "Jan Vannic": a month's name before a name is a given name.
    fn free_given_names(&mut self, from: usize) {
        for i in from..self.all.len() {
            let next = self.at(i + 1);
            let name_next = next.is(Shape::CAPITAL)
                && self.follows(i + 1)
                && !next.any(Flags::CALENDAR.with(Flags::COMMON).with(Flags::TITLE));
            let dated = matches!(
                self.word_before(i, 1),
                "in" | "In"
                    | "of"
                    | "since"
                    | "Since"
                    | "until"
                    | "by"
                    | "By"
                    | "early"
                    | "late"
                    | "from"
                    | "last"
                    | "through"
                    | "between"
                    | "and"
            );
            if let Some(token) = self.all.get_mut(i) {
                let month = token.any(Flags::CALENDAR) && token.any(Flags::GIVEN) && !dated;
                if month && name_next && !token.is(Shape::STARTS) {
                    token.flags = token.flags.without(Flags::CALENDAR);
                }
            }
        }
    }

    /// The token at `i`; an edge beyond the ends.
    pub fn at(&self, i: usize) -> Token {
        self.all.get(i).copied().unwrap_or_else(edge)
    }

    /// The token `back` places before `i`.
    pub fn before(&self, i: usize, back: usize) -> Token {
        i.checked_sub(back).map_or_else(edge, |at| self.at(at))
    }

    /// How many tokens there are, edges included.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The letters of the token at `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.at(i).span.of(self.text)
    }

    /// The letters of the token `back` places before `i`.
    pub fn word_before(&self, i: usize, back: usize) -> &'a str {
        self.before(i, back).span.of(self.text)
    }

    /// The place of the tokens from `first` to before `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        Span { start: self.at(first).span.start, end: self.before(end, 1).span.end }
    }

    /// The text of the tokens from `first` to before `end`.
    pub fn phrase(&self, first: usize, end: usize) -> &'a str {
        self.span(first, end).of(self.text)
    }

    /// Whether only a space parts the token at `i` from the one before it.
    pub fn follows(&self, i: usize) -> bool {
        let token = self.at(i);
        !token.is(Shape::EDGE) && token.is(Shape::SPACED)
    }

    /// Whether the token at `i` is the mark or the word `text`.
    pub fn reads(&self, i: usize, text: &str) -> bool {
        self.word(i) == text
    }

    /// Whether the token at `i` is one of `words`.
    pub fn is_one_of(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    /// Whether the token at `i` opens a quotation.
    pub fn opens_quote(&self, i: usize) -> bool {
        self.is_one_of(i, &["“", "\"", "«", "‘"])
    }

    /// Whether the token at `i` closes a quotation.
    pub fn closes_quote(&self, i: usize) -> bool {
        self.is_one_of(i, &["”", "\"", "»", "’"])
    }

    /// The longest known sequence of words that begins at `i`, with the index after its last.
    pub fn known_phrase<'l>(&self, i: usize, lexicon: &'l Lexicon) -> Option<(&'l Phrase, usize)> {
        let token = self.at(i);
        if !token.is(Shape::CAPITAL) || !token.any(Flags::BEGINS_PHRASE) {
            return None;
        }
        let lower = self.word(i).to_lowercase();
        lexicon.phrases(&lower).iter().find_map(|phrase| {
            let exact = matches!(phrase.kind, PhraseKind::Body(_));
            let same = |(at, word): (usize, &String)| {
                let written = self.word(at);
                if exact {
                    same_letters(written, word)
                        || at > i && is_small(word) && same_any_case(written, word)
                } else {
                    self.at(at).is(Shape::CAPITAL | Shape::GLUED) && same_any_case(written, word)
                        || !self.at(at).is(Shape::CAPITAL) && at > i && same_any_case(written, word)
                }
            };
            let end = i + phrase.words.len();
            (i..end).zip(&phrase.words).all(same).then_some((phrase, end))
        })
    }
}

impl std::ops::BitOr for Shape {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether two words are written the same but for the kind of apostrophe.
fn same_letters(a: &str, b: &str) -> bool {
    a == b || plain(a).eq(plain(b))
}

/// Words of names that are written with and without a capital: "Reporters without Borders".
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "Without" | "without" | "Against" | "against" | "Of" | "of" | "For" | "for" | "And" | "and"
    )
}

fn plain(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|c| if matches!(c, '’' | '‘') { '\'' } else { c })
}

fn same_any_case(a: &str, b: &str) -> bool {
    plain(a).flat_map(char::to_lowercase).eq(plain(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;

    fn tokens(text: &str) -> Tokens<'_> {
        Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon())
    }

    #[test]
    fn words_marks_and_names_are_parted() {
        let table: &[(&str, &[&str])] = &[
            ("The union’s head, J. Orlo.", &["The", "union", "head", ",", "J.", "Orlo", "."]),
            (
                "Lt. Gen. Vann of sunday.kz left.",
                &["Lt", "Gen", "Vann", "of", "sunday.kz", "left", "."],
            ),
            ("the U.S. envoy", &["the", "U.S.", "envoy"]),
            ("RFE/RL and MS-13", &["RFE", "/", "RL", "and", "MS-13"]),
            ("Jo al-Masri’s 3,500 men", &["Jo", "al-Masri", "3,500", "men"]),
            ("the workers’ fund", &["the", "workers", "fund"]),
        ];
        for (text, want) in table {
            let tokens = tokens(text);
            let found: Vec<&str> = (1..tokens.len() - 1).map(|i| tokens.word(i)).collect();
            assert_eq!(&found, want, "{text}");
        }
    }

    #[test]
    fn shapes_tell_acronyms_and_names() {
        let tokens = tokens("NGOs saw VelTransCom and McVann near al-Masri.");
        assert!(tokens.at(1).is(Shape::ACRONYM));
        assert!(tokens.at(3).is(Shape::MIXED));
        assert!(!tokens.at(5).is(Shape::MIXED));
        assert!(tokens.at(7).is(Shape::CAPITAL));
        assert!(tokens.at(1).is(Shape::STARTS) && !tokens.at(3).is(Shape::STARTS));
    }
}

//! Parts sentences into tokens and says of each what it may be.
//!
//! All sentences of a report stand in one list, parted by [`Token`]s that are [`Shape::EDGE`]; so
//! the rules can look left and right of a token without asking where its sentence ends.

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
    /// Capitals and small letters mixed ("KazTransCom").
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
                word(part, at, &mut shape, lexicon, lower)
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
                flags = describe(written, &mut shape, lexicon, lower);
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
            if let Some(token) = self.all.get_mut(i) {
                let month = token.any(Flags::CALENDAR) && token.any(Flags::GIVEN);
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
        if !token.is(Shape::CAPITAL) {
            return None;
        }
        let lower = self.word(i).to_lowercase();
        lexicon.phrases(&lower).iter().find_map(|phrase| {
            let exact = matches!(phrase.kind, PhraseKind::Body(_));
            let same = |(at, word): (usize, &String)| {
                let written = self.word(at);
                if exact {
                    same_letters(written, word)
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

fn plain(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|c| if matches!(c, '’' | '‘') { '\'' } else { c })
}

fn same_any_case(a: &str, b: &str) -> bool {
    plain(a).flat_map(char::to_lowercase).eq(plain(b))
}

/// Endings of Internet names.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "info", "kz", "ru", "uz", "kg", "tj", "tm", "media", "tv", "pub", "by",
    "ua", "az", "am", "ge", "md", "cn", "ir", "mx", "br", "in", "pk", "ng", "za", "ke", "id", "my",
    "vn", "kh", "int", "gov", "edu", "news", "press", "fm", "me", "eu", "uk", "fr", "de", "pl",
    "rs", "ba", "mk", "al", "ws", "cz", "sk", "hu", "ro", "bg", "tr", "il", "sa", "eg",
];

/// Finds the end of the word that begins at `start` and where the text after it goes on: a
/// possessive ending and the full stop of an abbreviation stand between the two.
fn word(
    part: &str,
    start: usize,
    shape: &mut Shape,
    lexicon: &Lexicon,
    lower: &mut String,
) -> (usize, usize) {
    let rest = part.get(start..).unwrap_or("");
    if let Some(length) = dotted_capitals(rest) {
        shape.add(if length > 2 { Shape::ACRONYM } else { Shape::INITIAL });
        return (start + length, start + length);
    }
    let length = word_length(rest);
    let after = rest.get(length..).unwrap_or("");
    if let Some(tail) = domain_tail(rest, length) {
        shape.add(Shape::DOMAIN);
        return (start + length + tail, start + length + tail);
    }
    let end = start + length;
    if let Some(ending) = possessive_ending(rest.get(..length).unwrap_or(""), after) {
        shape.add(Shape::POSSESSIVE);
        return (end, end + ending);
    }
    if after.starts_with('.') {
        lower.clear();
        lower.extend(rest.get(..length).unwrap_or("").chars().flat_map(char::to_lowercase));
        if lexicon.flags(lower).any(Flags::ABBREVIATION) {
            return (end, end + 1);
        }
    }
    (end, end)
}

/// "J." before a name is an initial, "U.S." an abbreviation: the length of either.
fn dotted_capitals(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    loop {
        let mut chars = rest.get(length..)?.chars();
        let letter = chars.next().filter(|c| c.is_uppercase());
        let (Some(letter), Some('.')) = (letter, chars.next()) else { break };
        length += letter.len_utf8() + 1;
        letters += 1;
    }
    let next = rest.get(length..)?.trim_start().chars().next();
    match letters {
        0 => None,
        1 => next.is_some_and(char::is_uppercase).then_some(length),
        _ => next
            .is_none_or(|c| {
                !c.is_alphanumeric() || rest.get(length..).is_some_and(|r| r.starts_with(' '))
            })
            .then_some(length),
    }
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut length = 0;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = c.is_alphanumeric()
            || ('\u{300}'..='\u{36f}').contains(&c)
            || match c {
                '-' | '‑' => next.is_some_and(char::is_alphanumeric),
                '\'' | '’' | '‘' | 'ʼ' => {
                    next.is_some_and(char::is_alphanumeric)
                        && !is_possessive(rest.get(at..).unwrap_or(""))
                }
                '.' | ',' => last.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
                _ => false,
            };
        if !goes_on {
            break;
        }
        length = at + c.len_utf8();
        last = c;
    }
    length
}

/// Whether `rest` begins with an apostrophe and an s that ends the word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('\'' | '’'))
        && chars.next() == Some('s')
        && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The length of the possessive ending of `word` that `after` begins with.
fn possessive_ending(word: &str, after: &str) -> Option<usize> {
    let apostrophe = after.chars().next().filter(|c| matches!(c, '\'' | '’'))?;
    if is_possessive(after) {
        return Some(apostrophe.len_utf8() + 1);
    }
    let rest = after.get(apostrophe.len_utf8()..)?;
    (word.ends_with('s') && rest.starts_with(' ')).then_some(apostrophe.len_utf8())
}

/// The length of what follows the first `length` bytes of `rest` in an Internet name.
fn domain_tail(rest: &str, length: usize) -> Option<usize> {
    let mut tail = 0;
    let mut ends_well = false;
    while let Some(after) = rest.get(length + tail..).and_then(|r| r.strip_prefix('.')) {
        let label: usize = after
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .map(char::len_utf8)
            .sum();
        let ending = after.get(..label).unwrap_or("");
        ends_well = DOMAINS.contains(&ending);
        if label == 0 {
            break;
        }
        tail += label + 1;
        if ends_well
            && !after.get(label..).is_some_and(|r| {
                r.starts_with('.')
                    && r.get(1..2).is_some_and(|c| c.chars().all(char::is_alphanumeric))
            })
        {
            break;
        }
    }
    (length > 1 && ends_well).then_some(tail)
}

/// Completes the shape of a word and tells what it may be.
fn describe(written: &str, shape: &mut Shape, lexicon: &Lexicon, lower: &mut String) -> Flags {
    lower.clear();
    lower.extend(
        written.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
    );
    let mut flags = lexicon.flags(lower);
    let Some(first) = written.chars().next() else { return flags };
    if first.is_numeric() {
        shape.add(Shape::NUMBER);
        return flags;
    }
    if first.is_uppercase() {
        if is_compound_adjective(written) {
            return flags;
        }
        shape.add(Shape::CAPITAL);
    } else if let Some((article, name)) = written.split_once(['-', '’', '\'']) {
        let particle = lexicon.flags(article).any(Flags::PARTICLE) || article.len() <= 2;
        if particle && name.chars().next().is_some_and(char::is_uppercase) {
            shape.add(Shape::CAPITAL);
        }
    }
    if shape.0 & Shape::CAPITAL.0 == 0 {
        return flags;
    }
    add_case_shape(written, shape);
    if lexicon.is_common(lower) {
        flags = flags.with(Flags::COMMON);
    }
    if lexicon.ends_like_family(lower) {
        flags = flags.with(Flags::FAMILY_ENDING);
    }
    flags
}

/// "Velna-based", "State-owned": adjectives, though they begin with a capital.
fn is_compound_adjective(written: &str) -> bool {
    const LAST: &[&str] = &[
        "based",
        "owned",
        "run",
        "language",
        "controlled",
        "affiliated",
        "backed",
        "led",
        "born",
        "related",
        "linked",
        "speaking",
        "style",
        "era",
        "wide",
        "sponsored",
        "funded",
        "registered",
        "educated",
        "appointed",
        "dominated",
        "occupied",
        "held",
        "administered",
        "majority",
        "country",
        "trained",
        "aligned",
        "supported",
        "inspired",
        "made",
    ];
    written.rsplit_once(['-', '‑']).is_some_and(|(_, last)| LAST.contains(&last))
}

/// Tells acronyms ("OSCE", "NGOs", "MS-13") and mixed words ("KazTransCom") from plain ones.
fn add_case_shape(written: &str, shape: &mut Shape) {
    if shape.0 & (Shape::DOMAIN.0 | Shape::INITIAL.0 | Shape::ACRONYM.0) != 0 {
        return;
    }
    let upper = written.chars().filter(|c| c.is_uppercase()).count();
    let lower = written.chars().filter(|c| c.is_lowercase()).count();
    let plural_s = written.ends_with('s') && lower == 1;
    if upper >= 2 && (lower == 0 || plural_s) && written.chars().count() <= 12 {
        shape.add(Shape::ACRONYM);
        return;
    }
    let mut last_lower = false;
    let mut inner = false;
    for c in written.chars() {
        inner |= last_lower && c.is_uppercase();
        last_lower = c.is_lowercase();
    }
    let prefixed =
        ["Mc", "Mac", "De", "Di", "O’", "O'", "Le", "La", "El", "Al", "Van"].iter().any(|p| {
            written.strip_prefix(p).is_some_and(|rest| {
                rest.chars().next().is_some_and(char::is_uppercase)
                    && rest.chars().skip(1).all(char::is_lowercase)
            })
        });
    let leading = written.chars().take_while(|c| c.is_uppercase()).count();
    if (inner || (leading >= 3 && lower >= 2)) && !prefixed && !written.contains(['-', '’', '\''])
    {
        shape.add(Shape::MIXED);
    }
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
        let tokens = tokens("NGOs saw KazTransCom and McVann near al-Masri.");
        assert!(tokens.at(1).is(Shape::ACRONYM));
        assert!(tokens.at(3).is(Shape::MIXED));
        assert!(!tokens.at(5).is(Shape::MIXED));
        assert!(tokens.at(7).is(Shape::CAPITAL));
        assert!(tokens.at(1).is(Shape::STARTS) && !tokens.at(3).is(Shape::STARTS));
    }
}

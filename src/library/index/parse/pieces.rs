//! What is typed, in pieces: words, phrases, fields, signs.

/// A piece of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(Quoted),
    Field(Field, Quoted),
}

/// What a field's words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Country,
    Year,
    Publisher,
    Section,
    Entity,
    Indicator,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_lowercase().as_str() {
            "country" => Self::Country,
            "year" => Self::Year,
            "publisher" => Self::Publisher,
            "section" => Self::Section,
            "entity" => Self::Entity,
            "indicator" => Self::Indicator,
            _ => return None,
        })
    }
}

/// Words, in quotation marks or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) text: String,
    pub(super) in_quotes: bool,
    /// Whether more letters may still be typed to the last word.
    pub(super) may_go_on: bool,
    /// Whether a star follows.
    pub(super) star: bool,
    /// What follows as "about".
    pub(super) about: About,
}

/// Whether `~` follows words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum About {
    /// It does not.
    #[default]
    No,
    /// It does.
    Yes,
    /// It does, with a number behind it.
    By(u32),
}

impl About {
    /// The number behind it, if any.
    pub(super) fn number(self) -> Option<u32> {
        match self {
            Self::No | Self::Yes => None,
            Self::By(number) => Some(number),
        }
    }
}

/// Parts what is typed into pieces.
pub(super) fn pieces(typed: &str) -> Vec<Piece> {
    let mut cutter = Cutter { rest: typed };
    let mut pieces = Vec::new();
    while let Some(piece) = cutter.next() {
        pieces.push(piece);
    }
    pieces
}

struct Cutter<'a> {
    rest: &'a str,
}

impl Cutter<'_> {
    fn next(&mut self) -> Option<Piece> {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next()?;
        let sign = match first {
            '(' => Some(Piece::Open),
            ')' => Some(Piece::Close),
            '-' if self.rest.chars().nth(1).is_some_and(|c| !c.is_whitespace()) => Some(Piece::Not),
            _ => None,
        };
        if let Some(sign) = sign {
            self.skip(first);
            return Some(sign);
        }
        if is_quote(first) {
            return Some(Piece::Words(self.quoted(first)));
        }
        Some(self.bare())
    }

    fn skip(&mut self, c: char) {
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or("");
    }

    /// Words in quotation marks, as far as the closing one or the end.
    fn quoted(&mut self, open: char) -> Quoted {
        self.skip(open);
        let end = self.rest.find(is_quote);
        let text = self.rest.get(..end.unwrap_or(self.rest.len())).unwrap_or("").to_owned();
        self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or("");
        let mut quoted =
            Quoted { text, in_quotes: true, may_go_on: end.is_none(), ..Quoted::default() };
        if quoted.text.ends_with('*') {
            quoted.star = true;
        }
        if let Some(close) = self.rest.chars().next() {
            self.skip(close);
            let (rest, about) = about(self.rest);
            (self.rest, quoted.about) = (rest, about);
            if let Some(rest) = self.rest.strip_prefix('*') {
                (self.rest, quoted.star) = (rest, true);
            }
        }
        quoted
    }

    /// Words up to the next space, bracket or quotation mark: a sign, a field or a word.
    fn bare(&mut self) -> Piece {
        let end = self.rest.find(|c: char| c.is_whitespace() || "()".contains(c) || is_quote(c));
        let (word, rest) =
            self.rest.split_at_checked(end.unwrap_or(self.rest.len())).unwrap_or(("", ""));
        let sign = match word {
            "AND" => Some(Piece::And),
            "OR" => Some(Piece::Or),
            "NOT" => Some(Piece::Not),
            _ => None,
        };
        if let Some(sign) = sign {
            self.rest = rest;
            return sign;
        }
        let field =
            word.split_once(':').and_then(|(name, value)| Some((Field::named(name)?, value)));
        self.rest = rest;
        let Some((field, value)) = field else { return Piece::Words(bare_word(word)) };
        let opens = self.rest.chars().next().filter(|c| is_quote(*c));
        let value = match opens {
            Some(open) if value.is_empty() => self.quoted(open),
            _ => bare_word(value),
        };
        Piece::Field(field, value)
    }
}

/// A word with the star or `~` behind it.
fn bare_word(word: &str) -> Quoted {
    let may_go_on = word.chars().next_back().is_some_and(char::is_alphanumeric);
    if let Some(word) = word.strip_suffix('*') {
        return Quoted { text: word.to_owned(), star: true, ..Quoted::default() };
    }
    if let Some((text, number)) = word.rsplit_once('~')
        && let ("", about @ (About::Yes | About::By(_))) =
            about(word.get(text.len()..).unwrap_or(number))
    {
        return Quoted { text: text.to_owned(), about, ..Quoted::default() };
    }
    Quoted { text: word.to_owned(), may_go_on, ..Quoted::default() }
}

/// Takes `~` and the number behind it.
fn about(rest: &str) -> (&str, About) {
    let Some(after) = rest.strip_prefix('~') else { return (rest, About::No) };
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (number, rest) = after.split_at_checked(end).unwrap_or((after, ""));
    // A number too long to be one is as large as any.
    let about = match number {
        "" => About::Yes,
        number => About::By(number.parse().unwrap_or(u32::MAX)),
    };
    (rest, about)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

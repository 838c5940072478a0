//! What a word, or its part between hyphens, is in a number: "seven", "hundred", "4,993", "million".

/// What a piece can be in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// Digits ("4,993"), and whether a separator or a scale marks them as no year.
    Digits { value: f64, marked: bool },
    /// One to nineteen.
    Unit(f64),
    /// Twenty, thirty.
    Tens(f64),
    /// "hundred".
    Hundred,
    /// "dozen".
    Dozen,
    /// Thousand, million.
    Scale(f64),
    /// "hundreds", "dozens".
    Plural(f64),
    /// "third", "quarters".
    Part { of: f64, plural: bool },
    /// "half".
    Half,
    /// "doubled", "threefold".
    Times(f64),
    /// "and".
    And,
    /// "a".
    Article,
    /// "several", "few".
    Several,
    /// No part of a number.
    Other,
}

/// Longest word in the lists of [`token`].
const LONGEST: usize = 11;

/// What a piece of a word is in a number.
pub fn token(text: &str) -> Token {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(text).unwrap_or(Token::Other);
    }
    if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
        return Token::Other;
    }
    word_token(&text.to_ascii_lowercase())
}

/// Whether a word begins with digits or is a number by itself ("seven", "dozens", "half"), in any
/// case; parts ("third") and multiples ("twice") are none.
pub fn is_number_word(word: &str) -> bool {
    use Token::{Dozen, Half, Hundred, Plural, Scale, Tens, Unit};
    let begins = word.starts_with(|c: char| c.is_ascii_digit());
    begins
        || matches!(token(word), Unit(_) | Tens(_) | Hundred | Dozen | Scale(_) | Plural(_) | Half)
}

fn word_token(word: &str) -> Token {
    use Token::{Dozen, Half, Hundred, Part, Plural, Scale, Tens, Times, Unit};
    match word {
        "zero" => Unit(0.0),
        "one" => Unit(1.0),
        "two" => Unit(2.0),
        "three" => Unit(3.0),
        "four" => Unit(4.0),
        "five" => Unit(5.0),
        "six" => Unit(6.0),
        "seven" => Unit(7.0),
        "eight" => Unit(8.0),
        "nine" => Unit(9.0),
        "ten" => Unit(10.0),
        "eleven" => Unit(11.0),
        "twelve" => Unit(12.0),
        "thirteen" => Unit(13.0),
        "fourteen" => Unit(14.0),
        "fifteen" => Unit(15.0),
        "sixteen" => Unit(16.0),
        "seventeen" => Unit(17.0),
        "eighteen" => Unit(18.0),
        "nineteen" => Unit(19.0),
        "twenty" => Tens(20.0),
        "thirty" => Tens(30.0),
        "forty" => Tens(40.0),
        "fifty" => Tens(50.0),
        "sixty" => Tens(60.0),
        "seventy" => Tens(70.0),
        "eighty" => Tens(80.0),
        "ninety" => Tens(90.0),
        "hundred" => Hundred,
        "dozen" => Dozen,
        "thousand" => Scale(1e3),
        "lakh" => Scale(1e5),
        "million" | "mln" => Scale(1e6),
        "crore" => Scale(1e7),
        "billion" | "bn" => Scale(1e9),
        "trillion" => Scale(1e12),
        "dozens" => Plural(12.0),
        "tens" => Plural(10.0),
        "hundreds" => Plural(1e2),
        "thousands" => Plural(1e3),
        "millions" => Plural(1e6),
        "billions" => Plural(1e9),
        "half" => Half,
        "third" => Part { of: 3.0, plural: false },
        "quarter" | "fourth" => Part { of: 4.0, plural: false },
        "fifth" => Part { of: 5.0, plural: false },
        "sixth" => Part { of: 6.0, plural: false },
        "eighth" => Part { of: 8.0, plural: false },
        "tenth" => Part { of: 10.0, plural: false },
        "thirds" => Part { of: 3.0, plural: true },
        "quarters" | "fourths" => Part { of: 4.0, plural: true },
        "fifths" => Part { of: 5.0, plural: true },
        "sixths" => Part { of: 6.0, plural: true },
        "sevenths" => Part { of: 7.0, plural: true },
        "eighths" => Part { of: 8.0, plural: true },
        "tenths" => Part { of: 10.0, plural: true },
        "twofold" | "doubled" | "doubling" | "double" | "twice" => Times(2.0),
        "threefold" | "tripled" | "tripling" | "triple" => Times(3.0),
        "fourfold" | "quadrupled" => Times(4.0),
        "fivefold" => Times(5.0),
        "sixfold" => Times(6.0),
        "tenfold" => Times(10.0),
        "and" => Token::And,
        "a" | "an" => Token::Article,
        "several" | "few" | "many" | "couple" => Token::Several,
        _ => Token::Other,
    }
}

/// "54", "4,993", "12.63", "1.234.567", "5m": what digits alone are worth. "21st", "1990s" and
/// "2a" are none.
fn digits(text: &str) -> Option<Token> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
    let (number, tail) = text.split_at(end.unwrap_or(text.len()));
    let scale = match tail {
        "" => 1.0,
        "bn" => 1e9,
        "m" | "mn" => 1e6,
        "k" => 1e3,
        _ => return None,
    };
    let separated = number.contains([',', '.']);
    let plain = plain_digits(number)?;
    let value: f64 = plain.parse().ok()?;
    Some(Token::Digits { value: value * scale, marked: separated || scale > 1.0 })
}

/// Digits without their thousands separators, with a point before decimals. More than fifteen
/// digits are no number that a text tells.
fn plain_digits(number: &str) -> Option<String> {
    if number.len() > 21 {
        return None;
    }
    let grouped_by = |mark: char| {
        let mut groups = number.split(mark);
        let first = groups.next().unwrap_or("");
        let mut rest = groups.peekable();
        (1..=3).contains(&first.len())
            && rest.peek().is_some()
            && rest.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
    };
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    match (commas, points) {
        (0, 0 | 1) => Some(number.to_owned()),
        (0, _) => grouped_by('.').then(|| number.replace('.', "")),
        (1, 0) if has_short_tail(number) => Some(number.replace(',', ".")),
        (_, 0 | 1) => Some(number.replace(',', "")),
        _ => None,
    }
}

/// "2,5": one digit after a comma is a decimal; "4,00" is a garbled 400.
fn has_short_tail(number: &str) -> bool {
    number.split(',').nth(1).is_some_and(|tail| tail.len() == 1)
}

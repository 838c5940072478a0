//! The number that a cell holds, if it holds one and nothing beside.

use crate::figures::context::Sentence;
use crate::figures::quantity::{Quantity, quantities};
use crate::figures::tokens::Tokens;
use crate::figures::{Qualifier, Unit};
use crate::language::{self, NumberForm};
use crate::report::Span;

/// A longer cell tells more than a number.
const LONGEST: usize = 60;

/// The number of the cell at `span`: "1,400", "35%", "$ 12", "120 (35%)", "7 *"; none of "5 May",
/// "12/30", "Article 7" or "−3".
pub fn number(text: &str, span: Span) -> Option<Quantity> {
    let words = span.of(text);
    if words.len() > LONGEST || words.starts_with(['-', '−', '–', '+']) {
        return None;
    }
    let sentence = Sentence { span, words: language::words(text, span) };
    let tokens = Tokens::new(&sentence);
    let mut found = quantities(&tokens);
    let (first, rest) = found.split_first()?;
    let shares = rest.iter().all(|more| more.unit == Unit::Percent);
    if first.form == NumberForm::Vague || rest.len() > 1 || !shares {
        return None;
    }
    let end = rest.first().map_or(tokens.len(), |more| more.first);
    let outside = (0..first.first).chain(first.noun..end);
    let others = outside.filter(|at| is_foreign(&tokens, *at)).count();
    let bound = first.qualifier != Qualifier::Exact || first.unit == Unit::Money;
    (others == 0 || bound && others <= 3).then(|| found.swap_remove(0))
}

/// Whether the word at `at` is more than a mark or the letter of a note; a dash or a stroke between
/// numbers makes them a date, a score, or a file's number.
fn is_foreign(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    word.chars().filter(|c| c.is_alphanumeric()).count() > 1
        || matches!(word, "/" | ":" | "-" | "–")
}

/// Whether the number is written with its scale ("12 million").
pub fn is_scaled(text: &str, number: &Quantity) -> bool {
    let raw = number.raw.of(text);
    raw.ends_with("illion") || raw.ends_with("thousand")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_a_number_and_nothing_beside() {
        let table = [
            ("1,400", Some((1400.0, Unit::Count))),
            ("35%", Some((35.0, Unit::Percent))),
            ("12.5 per cent", Some((12.5, Unit::Percent))),
            ("$3,000", Some((3000.0, Unit::Money))),
            ("120 (35%)", Some((120.0, Unit::Count))),
            ("7 *", Some((7.0, Unit::Count))),
            ("7 a", Some((7.0, Unit::Count))),
            ("over 40", Some((40.0, Unit::Count))),
            ("3 million", Some((3e6, Unit::Count))),
            ("5 May 2030", None),
            ("12/30", None),
            ("Article 7", None),
            ("−3", None),
            ("12 of 30", None),
            ("31/36", None),
            ("yes", None),
            ("", None),
        ];
        for (cell, want) in table {
            let found = number(cell, Span::new(0, cell.len())).map(|n| (n.value, n.unit));
            assert_eq!(found, want, "{cell}");
        }
    }
}

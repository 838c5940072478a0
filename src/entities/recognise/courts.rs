//! Courts, by the grammar of their names: a place or proper part, kinds, the head word, a tail.
//!
//! "Velna district court", "the Supreme Court", "Almaris Court of Appeals No. 2". A court with "a"
//! or "an" before it is none in particular and not taken for a name.

use super::candidate::{Candidate, Found};
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon};

/// The most words that stand before the head word.
const MOST_BEFORE: usize = 7;

/// All courts of the report, in order, and which tokens any court, named or not, is made of.
pub fn find(tokens: &Tokens<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    (0..tokens.len())
        .filter(|i| is_head(tokens, *i))
        .filter_map(|head| court_at(tokens, lexicon, head))
        .collect()
}

/// A head word in the singular. "court" in "courts" or "the court's" is told by its own token.
fn is_head(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.at(i).any(Flags::COURT) && !tokens.word(i).ends_with('s')
}

fn court_at(tokens: &Tokens<'_>, lexicon: &Lexicon, head: usize) -> Option<Candidate> {
    let capital = tokens.at(head).is(Shape::CAPITAL);
    let mut first = first_word(tokens, head);
    while first + 1 < head && drops_off(tokens, first) {
        first += 1;
    }
    let end = tail_end(tokens, lexicon, head, capital);
    let tail = end > head + 1;
    // A king's household is no court of law.
    if tokens.reads(head - 1, "Royal") {
        return None;
    }
    let article = tokens.word_before(first, 1).to_lowercase();
    if matches!(article.as_str(), "a" | "an" | "any" | "no" | "another" | "each") {
        return None;
    }
    let proper = (first..head).any(|i| is_proper(tokens, i));
    let kinds = (first..head).filter(|i| tokens.at(*i).any(Flags::COURT_KIND)).count();
    let named = if capital {
        head > first || tail
    } else if proper {
        let people = tokens.at(first).any(Flags::PEOPLE);
        !people && (kinds > 0 || tail) && tokens.at(first).is(Shape::CAPITAL)
    } else {
        kinds == 1
            && head - first == 1
            && article == "the"
            && lexicon.is_unique_court(&tokens.word(first).to_lowercase(), tokens.word(head))
    };
    named.then(|| Candidate::new(first..end, Found::Court))
}

/// Goes left from the head over kinds and capitalised words.
fn first_word(tokens: &Tokens<'_>, head: usize) -> usize {
    let mut first = head;
    while first > 0 && head - first < MOST_BEFORE && tokens.follows(first) {
        let before = tokens.before(first, 1);
        let kind = before.any(Flags::COURT_KIND);
        let word = tokens.word_before(first, 1);
        if before.is(Shape::POSSESSIVE) && !before.any(Flags::BEARER.with(Flags::COURT_KIND)) {
            break;
        }
        let joins = word == "and"
            && tokens.before(first, 2).any(Flags::COURT_KIND)
            && tokens.at(first).any(Flags::COURT_KIND);
        // "the Press and Publications Court"
        let fields = word == "and"
            && is_field(tokens, first)
            && first.checked_sub(2).is_some_and(|before| is_field(tokens, before));
        let joins = joins || fields;
        let proper = before.is_name_word()
            && !before.any(Flags::FUNCTION)
            && !before.is(Shape::ACRONYM)
            && (!before.any(Flags::TITLE) || before.any(Flags::WEAK_TITLE));
        if !(kind || joins || proper) {
            break;
        }
        first -= 1;
    }
    first
}

/// A capitalised ordinary word that names neither a court, a body, a post nor a place.
fn is_field(tokens: &Tokens<'_>, i: usize) -> bool {
    let token = tokens.at(i);
    let other = Flags::COURT_KIND.with(Flags::HEAD).with(Flags::TITLE).with(Flags::NOT_BODY);
    token.is(Shape::CAPITAL)
        && token.any(Flags::COMMON)
        && !token.any(other.with(Flags::FUNCTION).with(Flags::ALONE))
        && !token.is_placelike()
        && !token.is(Shape::ACRONYM)
}

/// Words that stand before a court's name without being part of it: the article of a sentence's
/// start, an ordinary adjective there, the country's or people's name before "Supreme Court".
fn drops_off(tokens: &Tokens<'_>, first: usize) -> bool {
    let token = tokens.at(first);
    // "federal Velna High Court"
    if token.is_lower() && tokens.at(first + 1).is(Shape::CAPITAL) {
        return true;
    }
    if token.any(Flags::FUNCTION) && !token.any(Flags::COURT_KIND) || tokens.reads(first, "and") {
        return true;
    }
    let unique = matches!(tokens.word(first + 1), "Supreme" | "Constitutional" | "High");
    if token.any(Flags::PEOPLE.with(Flags::COUNTRY)) && unique {
        return true;
    }
    token.is(Shape::STARTS)
        && token.any(Flags::COMMON)
        && !token.any(Flags::COURT_KIND)
        && !token.is_placelike()
}

fn is_proper(tokens: &Tokens<'_>, i: usize) -> bool {
    let token = tokens.at(i);
    token.is(Shape::CAPITAL) && !token.any(Flags::COURT_KIND)
}

/// Where the court's name ends: "of Appeals", "of First Instance", "for Eastern Velna", "No. 2".
fn tail_end(tokens: &Tokens<'_>, lexicon: &Lexicon, head: usize, capital: bool) -> usize {
    let mut end = head + 1;
    if tokens.at(head).is(Shape::POSSESSIVE) {
        return end;
    }
    if tokens.reads(end, "of") && tokens.follows(end) {
        let tail = lexicon.court_tails().iter().find(|tail| {
            tail.iter()
                .enumerate()
                .all(|(n, word)| tokens.word(end + 1 + n).to_lowercase() == *word)
        });
        if let Some(tail) = tail {
            end += 1 + tail.len();
        } else if capital {
            end = capital_tail(tokens, end).unwrap_or(end);
        }
    } else if capital && tokens.is_one_of(end, &["for", "on"]) && tokens.follows(end) {
        end = field_tail(tokens, end).unwrap_or(end);
    }
    if tokens.reads(end, "No") && tokens.at(end + 1).is(Shape::NUMBER) {
        end += 2;
    }
    end
}

/// Capitalised words after "of" that are no place: "Court of Land Affairs".
fn capital_tail(tokens: &Tokens<'_>, preposition: usize) -> Option<usize> {
    let mut end = preposition + 1;
    let place = tokens.at(end).is_placelike();
    while tokens.at(end).is_name_word() && tokens.follows(end) && end - preposition <= 4 {
        end += 1;
    }
    (end > preposition + 1 && !place).then_some(end)
}

/// What a court is for, with its small words: "for the Suppression of Piracy", "on Land and
/// Harbor Rights", "for Ruritania".
fn field_tail(tokens: &Tokens<'_>, preposition: usize) -> Option<usize> {
    let article = usize::from(tokens.reads(preposition + 1, "the"));
    let mut i = preposition + 1 + article;
    let mut end = None;
    while i - preposition <= LONGEST_FIELD && tokens.follows(i) {
        let small = end.is_some()
            && tokens.is_one_of(i, &["of", "and", "the"])
            && tokens.at(i + 1).is_name_word();
        let joins = small || tokens.is_one_of(i, &["of"]) && tokens.reads(i + 1, "the");
        if joins {
            i += 1;
            continue;
        }
        if !tokens.at(i).is_name_word() {
            break;
        }
        i += 1;
        end = Some(i);
        // "the Tribunal for Ruritania and the Union of Miners"
        if tokens.before(i, 1).is_placelike() && !tokens.at(i).is_name_word() {
            break;
        }
    }
    end
}

/// The most words of what a court is for.
const LONGEST_FIELD: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::report::Span;

    fn courts(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
        find(&tokens, lexicon()).iter().map(|c| c.span(&tokens).of(text)).collect()
    }

    #[test]
    fn named_courts_are_told_from_others() {
        let table: &[(&str, &[&str])] = &[
            ("On May 2 the Velna district court freed him.", &["Velna district court"]),
            ("The Old Quarter city court sat.", &["Old Quarter city court"]),
            ("A Velna city court sat.", &[]),
            ("A court in Velna sat, as did a Velna court.", &[]),
            (
                "The Supreme Court’s chair and the supreme court agreed.",
                &["Supreme Court", "supreme court"],
            ),
            ("Ruritania’s Constitutional Court ruled.", &["Constitutional Court"]),
            ("the Velna Court of Appeals No. 2", &["Velna Court of Appeals No. 2"]),
            ("the National Court of Land Affairs", &["National Court of Land Affairs"]),
            ("Military courts tried them.", &[]),
            ("Former Supreme Court judges", &["Supreme Court"]),
            ("Velna regional court of appeals", &["Velna regional court of appeals"]),
            (
                "the Court for the Suppression of Coastal Piracy sat",
                &["Court for the Suppression of Coastal Piracy"],
            ),
            ("the Special Tribunal for Nigeria sat", &["Special Tribunal for Nigeria"]),
            (
                "the Southern Court on Harbor and Peoples’ Rights sat",
                &["Southern Court on Harbor and Peoples’ Rights"],
            ),
            ("the king and the Royal Court denied it", &[]),
            ("the Press and Publications Court sat", &["Press and Publications Court"]),
            ("the Senate and Appeals Court met", &["Appeals Court"]),
            (
                "the Velna criminal and administrative court",
                &["Velna criminal and administrative court"],
            ),
        ];
        for (text, want) in table {
            assert_eq!(&courts(text), want, "{text}");
        }
    }
}

//! Bodies whose names stand in another language, by the head word that comes first: "Frente de la
//! Paz", "Ligue Velnaise", "Conselho dos Pescadores".
//!
//! Comes in: the tokens and where a name may begin. Goes out: where it ends. The words after the
//! head are no English ones; small words of those languages stand between them.

use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::Flags;

/// The most words of such a name.
const MOST_WORDS: usize = 12;

/// Where the foreign name that begins at `first` ends.
pub fn end(tokens: &Tokens<'_>, first: usize) -> Option<usize> {
    let head = tokens.at(first);
    if !head.is(Shape::CAPITAL) || !head.any(Flags::FOREIGN_HEAD) || head.is(Shape::POSSESSIVE) {
        return None;
    }
    let next = tokens.at(first + 1);
    // "Front Velnais", but not "Union Moravec" or "Forces Street".
    let name = Flags::GIVEN.with(Flags::FAMILY).with(Flags::PLACE_WORD);
    if head.any(Flags::COMMON) && next.is(Shape::CAPITAL) && (next.any(name) || next.is_placelike())
    {
        return None;
    }
    let mut end = first + 1;
    let mut i = end;
    while i < first + MOST_WORDS && tokens.follows(i) {
        let token = tokens.at(i);
        if token.is_lower() && token.any(Flags::PARTICLE) {
            i += 1;
            continue;
        }
        let english =
            token.any(Flags::COMMON) && !token.any(Flags::FOREIGN_HEAD.with(Flags::GIVEN));
        if !token.is_name_word() || english || token.is(Shape::ACRONYM) {
            break;
        }
        i += 1;
        end = i;
        if token.is(Shape::POSSESSIVE) {
            break;
        }
    }
    // "Canal Zone", "Banque Moravec": an English word after the head, or a person alone.
    (end > first + 1).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::report::Span;

    #[test]
    fn foreign_names_reach_over_their_small_words() {
        let table: &[(&str, Option<&str>)] = &[
            ("the Frente Velnense de la Paz won", Some("Frente Velnense de la Paz")),
            ("the Ligue Velnaise pour les Droits said", Some("Ligue Velnaise pour les Droits")),
            ("the Conselho dos Pescadores, a guild", Some("Conselho dos Pescadores")),
            ("in the Canal Zone they met", None),
            ("the Direction said so", None),
        ];
        for (text, want) in table {
            let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
            let first = (0..tokens.len()).find(|i| tokens.at(*i).is(Shape::CAPITAL)).unwrap();
            assert_eq!(&end(&tokens, first).map(|end| tokens.phrase(first, end)), want, "{text}");
        }
    }
}

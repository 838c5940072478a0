//! Nicknames in quotation marks, or in brackets, inside or after a person's name: "Ilse “Dawn” Moravec", "Omar
//! Qeshi “Harbor”".
//!
//! Comes in: the candidates in order. Goes out: which of them are parts of one person's name.

use super::candidate::{Candidate, Found};
use super::decide::Weight;
use super::evidence::PERSON_ENOUGH;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::Flags;

/// What the parts of a person's name add to each other.
const PART_OF_A_NAME: f32 = 3.5;

/// A nickname with the names around it, as indices of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nickname {
    /// The name before it and what belongs to that name.
    pub pairs: Vec<(usize, usize)>,
    /// Whether a name goes on after the nickname.
    goes_on: bool,
}

/// The nicknames of a report.
pub fn find(tokens: &Tokens<'_>, candidates: &[Candidate]) -> Vec<Nickname> {
    candidates
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| matches!(pair, [name, nick] if is_nickname(tokens, name, nick)))
        .map(|(i, _)| {
            let rest =
                candidates.get(i + 2).zip(candidates.get(i + 1)).is_some_and(|(rest, nick)| {
                    rest.tokens.start == nick.tokens.end + 1
                        && tokens.follows(rest.tokens.start)
                        && rest.found == Found::Run
                        && rest.title.is_none()
                });
            let quoted = candidates.get(i).is_some_and(|name| !tokens.reads(name.tokens.end, "("));
            let strange = rest && (i..i + 3).all(|part| is_strange(tokens, candidates, part));
            let rest = rest && (quoted || strange);
            let mut pairs = Vec::new();
            // What stands in brackets is a name only where the name goes on after it.
            if rest || quoted {
                pairs.push((i, i + 1));
            }
            pairs.extend(rest.then_some((i, i + 2)));
            Nickname { pairs, goes_on: rest }
        })
        .filter(|nickname| !nickname.pairs.is_empty())
        .collect()
}

/// Whether no word of the candidate is an ordinary one.
fn is_strange(tokens: &Tokens<'_>, candidates: &[Candidate], i: usize) -> bool {
    candidates.get(i).is_some_and(|candidate| {
        candidate.tokens.clone().all(|at| {
            let token = tokens.at(at);
            !token.any(Flags::COMMON) || token.any(Flags::GIVEN)
        })
    })
}

/// Whether `nick` stands in quotation marks right after `name`.
fn is_nickname(tokens: &Tokens<'_>, name: &Candidate, nick: &Candidate) -> bool {
    let open = name.tokens.end;
    name.found == Found::Run
        && nick.found == Found::Run
        && nick.title.is_none()
        && nick.len() <= 2
        && tokens.follows(open)
        && nick.tokens.start == open + 1
        && (tokens.opens_quote(open) && tokens.closes_quote(nick.tokens.end)
            || tokens.reads(open, "(") && tokens.reads(nick.tokens.end, ")"))
        && !tokens.before(open, 1).is(Shape::POSSESSIVE)
}

/// Lets the parts bear witness for each other: what goes on after a nickname is a person's name,
/// and so is the nickname after a person's name.
pub fn weigh(tokens: &Tokens<'_>, candidates: &[Candidate], weights: &mut [Weight]) {
    for nickname in find(tokens, candidates) {
        let Some((name, _)) = nickname.pairs.first().copied() else { continue };
        let known = weights.get(name).is_some_and(|weight| weight.person >= PERSON_ENOUGH);
        if !(known || nickname.goes_on) {
            continue;
        }
        for part in nickname.pairs.iter().flat_map(|(a, b)| [*a, *b]) {
            if let Some(weight) = weights.get_mut(part).filter(|w| w.person < PERSON_ENOUGH) {
                weight.person += PART_OF_A_NAME;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::entities::recognise::scan;
    use crate::report::Span;

    #[test]
    fn parts_around_a_nickname_are_one_name() {
        let table: &[(&str, &[(usize, usize)])] = &[
            ("they saw Zulfat “Harbor” Qeshi there", &[(0, 1), (0, 2)]),
            ("they saw Omar Qeshi “Dawn” there", &[(0, 1)]),
            ("they saw Zulfat (Velno) Qeshi there", &[(0, 1), (0, 2)]),
            ("they saw Zulfat Qeshi (Harbor) there", &[]),
            ("Omar Qeshi sang “Dawn” there", &[]),
        ];
        for (text, want) in table {
            let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
            let candidates = scan::scan(&tokens, lexicon());
            let found: Vec<(usize, usize)> =
                find(&tokens, &candidates).into_iter().flat_map(|n| n.pairs).collect();
            assert_eq!(&found, want, "{text}");
        }
    }
}

//! How far a name reaches that an acronym in brackets is given for.
//!
//! Comes in: the candidates in order. Goes out: the same, where the bracket shows that a name goes
//! on to the right ("Mission in Ruritania (MIR)") or that only its last part is meant ("Fishing
//! Division of the National Harbor Authority (NHA)").

use super::{Candidate, Flags, Found, Lexicon, Shape, Tokens};
use crate::entities::compare;

/// The most tokens between where the grammar ends a name and its bracket.
const LONGEST_REST: usize = 10;

/// Lets each name end at its bracket and begin where the letters do.
pub fn to_bracket(tokens: &Tokens<'_>, lexicon: &Lexicon, candidates: &mut Vec<Candidate>) {
    let mut found: Vec<Candidate> = Vec::with_capacity(candidates.len());
    let mut end = 0;
    for mut candidate in candidates.drain(..) {
        if candidate.tokens.start < end {
            continue;
        }
        if let Some(bracket) = bracket_right(tokens, lexicon, &candidate) {
            candidate.tokens.end = bracket;
        }
        let whole = candidate.tokens.clone();
        end = whole.end;
        if let Some((part_end, start)) = part_meant(tokens, &candidate) {
            found.push(Candidate { tokens: whole.start..part_end, ..candidate });
            found.push(Candidate::new(start..whole.end, Found::Body));
        } else {
            found.push(candidate);
        }
    }
    *candidates = found;
}

/// Where the bracket is that ends the name, if "of Ruritania", "in the Harbors" and the like go
/// on until there.
fn bracket_right(tokens: &Tokens<'_>, lexicon: &Lexicon, candidate: &Candidate) -> Option<usize> {
    let from = candidate.tokens.end;
    let bodylike = matches!(candidate.found, Found::Body | Found::Court | Found::Known(_));
    if !bodylike
        || tokens.before(from, 1).is(Shape::POSSESSIVE)
        || !tokens.is_one_of(from, &["of", "for", "in", "on", "against", "to"])
    {
        return None;
    }
    let mut i = from;
    while i < from + LONGEST_REST && tokens.follows(i) {
        let small =
            tokens.is_one_of(i, &["of", "for", "in", "on", "against", "to", "the", "and", "with"]);
        if !small && !tokens.at(i).is_name_word() {
            break;
        }
        i += 1;
    }
    let acronym = tokens.word(i + 1);
    let defined = tokens.reads(i, "(")
        && tokens.at(i + 1).is(Shape::ACRONYM)
        && tokens.is_one_of(i + 2, &[")", ",", ";"])
        && !lexicon.is_no_acronym(acronym);
    let last = tokens.before(i, 1);
    let other = last.any(Flags::NOT_BODY) && !last.any(Flags::MAY_END);
    if !defined || other || !last.is_name_word() {
        return None;
    }
    let long = tokens.phrase(candidate.tokens.start, i);
    // A translation's letters are others, but it is no list of names.
    let one = !(from..i).any(|at| tokens.reads(at, "and"))
        && !(from + 1..i).any(|at| tokens.at(at).any(Flags::HEAD));
    (compare::spells(long, acronym) || one && !tail_spells(tokens, from, i, acronym)).then_some(i)
}

/// Whether words between `from` and the bracket spell the acronym without those before.
fn tail_spells(tokens: &Tokens<'_>, from: usize, bracket: usize, acronym: &str) -> bool {
    (from + 1..bracket).any(|at| compare::spells(tokens.phrase(at, bracket), acronym))
}

/// "Fishing Division of the National Harbor Authority (NHA)": where the part ends and where the
/// name begins that the letters stand for.
fn part_meant(tokens: &Tokens<'_>, candidate: &Candidate) -> Option<(usize, usize)> {
    let range = &candidate.tokens;
    let acronym = tokens.word(range.end + 1);
    let bracket = tokens.reads(range.end, "(")
        && tokens.at(range.end + 1).is(Shape::ACRONYM)
        && candidate.found == Found::Body;
    if !bracket || compare::spells(tokens.phrase(range.start, range.end), acronym) {
        return None;
    }
    (range.start + 2..range.end.saturating_sub(1)).find_map(|of| {
        let start = of + 1 + usize::from(tokens.reads(of + 1, "the"));
        let spelled = tokens.is_one_of(of, &["of", "in"])
            && range.end >= start + 2
            && compare::spells(tokens.phrase(start, range.end), acronym);
        spelled.then_some((of, start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::entities::recognise::scan;
    use crate::report::Span;

    #[test]
    fn a_bracket_tells_how_far_a_name_reaches() {
        let table: &[(&str, &[&str])] = &[
            ("the Harbor Mission in Ruritania (HMR) left", &["Harbor Mission in Ruritania", "HMR"]),
            (
                "the Fishing Division of the National Harbor Authority (NHA) said",
                &["Fishing Division", "National Harbor Authority", "NHA"],
            ),
            ("the Ministry of Trade (MOT) said", &["Ministry of Trade", "MOT"]),
            ("the Harbor Union in Velna said", &["Harbor Union"]),
        ];
        for (text, want) in table {
            let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
            let mut candidates = scan::scan(&tokens, lexicon());
            to_bracket(&tokens, lexicon(), &mut candidates);
            let found: Vec<&str> = candidates
                .iter()
                .map(|c| tokens.phrase(c.tokens.start, c.tokens.end))
                .filter(|name| *name != "Velna")
                .collect();
            assert_eq!(&found, want, "{text}");
        }
    }
}

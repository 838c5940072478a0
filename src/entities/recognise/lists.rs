//! Names in lists stand beside their like: "activists Ilse Moravec, Drumov, and Petr Lann",
//! "the parties Dawn, Open Hand, and Union of Millers".

use super::candidate::{Candidate, Found};
use super::decide::Weight;
use super::evidence::{PERSON_ENOUGH, SINGLE_ENOUGH};
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon};
use std::ops::Range;

/// What standing in a list with a person adds.
const WITH_A_PERSON: f32 = 1.6;
/// What standing in a list with a body adds.
const WITH_A_BODY: f32 = 2.0;
/// What "parties", "newspapers" or the like before a list adds.
const AFTER_A_KIND: f32 = 4.0;

/// Lets the members of each list bear witness for each other.
pub fn weigh(tokens: &Tokens<'_>, lexicon: &Lexicon, candidates: &[Candidate], weights: &mut [Weight]) {
    for range in lists(tokens, candidates) {
        let (Some(members), Some(weights)) = (candidates.get(range.clone()), weights.get_mut(range)) else {
            continue;
        };
        let people = members.iter().zip(weights.iter()).filter(|(c, w)| is_person(c, **w)).count();
        let bodies = members.iter().zip(weights.iter()).filter(|(c, w)| is_body(c, **w)).count();
        let kind = members.first().is_some_and(|first| kind_before(tokens, lexicon, first));
        let place = members.first().is_some_and(|first| {
            let before = tokens.before(first.tokens.start, 1);
            before.is_lower() && before.any(Flags::PLACE_PREPOSITION)
        });
        let bare = |candidate: &Candidate| {
            matches!(candidate.found, Found::Run | Found::Acronym) && candidate.title.is_none()
        };
        for (candidate, weight) in members.iter().zip(weights.iter_mut()) {
            if kind && bare(candidate) {
                weight.body += AFTER_A_KIND;
            } else if people > 0 && people >= bodies && !kind {
                let likely = weight.person > -0.5 && candidate.found == Found::Run;
                if likely && !is_person(candidate, *weight) {
                    weight.person += WITH_A_PERSON;
                }
            } else if bodies > 0 && people == 0 && !place && members.len() >= 3 && bare(candidate) {
                weight.body += WITH_A_BODY;
            }
        }
    }
}

fn is_person(candidate: &Candidate, weight: Weight) -> bool {
    let enough = if candidate.len() > 1 { PERSON_ENOUGH } else { SINGLE_ENOUGH };
    candidate.found == Found::Run && weight.person >= enough && weight.person > weight.body
}

fn is_body(candidate: &Candidate, weight: Weight) -> bool {
    matches!(candidate.found, Found::Body | Found::Known(_) | Found::Domain) || weight.body >= 2.0
}

/// The lists of two and more candidates, as ranges of their indices.
fn lists(tokens: &Tokens<'_>, candidates: &[Candidate]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut first = 0;
    for (i, pair) in candidates.windows(2).enumerate() {
        let joined = matches!(pair, [a, b] if is_step(tokens, a, b));
        if !joined {
            found.push(first..i + 1);
            first = i + 1;
        }
    }
    found.push(first..candidates.len());
    found.retain(|range| range.len() >= 2);
    found
}

/// Whether only what parts the members of a list stands between two candidates: a comma, "and",
/// an article, a bracket ("Open Hand (OH), Dawn").
fn is_step(tokens: &Tokens<'_>, a: &Candidate, b: &Candidate) -> bool {
    let start = b.title.as_ref().map_or(b.tokens.start, |title| title.start);
    let mut i = a.tokens.end;
    if tokens.before(i, 1).is(Shape::POSSESSIVE) {
        return false;
    }
    if tokens.reads(i, "(") && start > i {
        let Some(close) = (i..(i + 12).min(start)).find(|at| tokens.reads(*at, ")")) else {
            return false;
        };
        i = close + 1;
    }
    let mut parted = false;
    while i < start {
        let separates = tokens.is_one_of(i, &[",", "and", "or", ";", "&"]);
        if !separates && !tokens.is_one_of(i, &["the", "“", "”", "\"", "both"]) {
            return false;
        }
        parted |= separates;
        i += 1;
    }
    parted
}

/// "parties", "the newspapers", "NGOs, including": a plural kind of body before the list.
fn kind_before(tokens: &Tokens<'_>, lexicon: &Lexicon, first: &Candidate) -> bool {
    let mut back = 1;
    while back < 6
        && matches!(
            tokens.word_before(first.tokens.start, back),
            "the" | "," | ":" | "including" | "“" | "\"" | "such" | "as" | "namely" | "–" | "—"
        )
    {
        back += 1;
    }
    let word = tokens.word_before(first.tokens.start, back).to_lowercase();
    let Some(one) = word.strip_suffix('s') else { return false };
    let singular = one.strip_suffix("ie").map(|stem| format!("{stem}y"));
    let is_kind = |word: &str| lexicon.flags(word).any(Flags::CUE_BEFORE);
    is_kind(one) || singular.is_some_and(|word| is_kind(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::entities::recognise::scan;
    use crate::report::Span;

    #[test]
    fn members_of_a_list_are_found() {
        let table: &[(&str, &[usize])] = &[
            ("they beat Ilse Drumova, Petr Lannic, and Zulfat Qeshi there", &[3]),
            ("the parties Dawn, Old Oak, and the Open Hand won", &[3]),
            ("Ilse Drumova met Petr Lannic then", &[]),
            ("Open Hand (OH), Dawn, and Old Oak", &[4]),
        ];
        for (text, want) in table {
            let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
            let candidates = scan::scan(&tokens, lexicon());
            let found: Vec<usize> = lists(&tokens, &candidates).iter().map(|r| r.len()).collect();
            if text.starts_with("Open") {
                assert!(!found.is_empty(), "{text}");
            } else {
                assert_eq!(&found, want, "{text}");
            }
        }
    }

    #[test]
    fn a_kind_in_the_plural_speaks_for_all() {
        for (text, want) in [
            ("the opposition parties Dawn and Oak won", true),
            ("NGOs, including Dawn and Oak, won", true),
            ("they saw Dawn and Oak", false),
        ] {
            let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
            let first = (0..tokens.len()).find(|i| tokens.reads(*i, "Dawn")).unwrap();
            let candidate = Candidate::new(first..first + 1, Found::Run);
            assert_eq!(kind_before(&tokens, lexicon(), &candidate), want, "{text}");
        }
    }
}

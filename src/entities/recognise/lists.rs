//! Names in lists stand beside their like: "activists Ilse Moravec, Drumov, and Petr Lann",
//! "the parties Dawn, Open Hand, and Union of Millers".

use super::candidate::{Candidate, Found};
use super::decide::Weight;
use super::evidence::{PERSON_ENOUGH, SINGLE_ENOUGH};
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon};

/// What standing in a list with a person adds.
const WITH_A_PERSON: f32 = 1.6;
/// What standing in a list with a body adds.
const WITH_A_BODY: f32 = 2.0;
/// What standing in a list of places takes away.
const PLACE_LIST: f32 = 3.0;
/// What "parties", "newspapers" or the like before a list adds.
const AFTER_A_KIND: f32 = 4.0;

/// Lets the members of each list bear witness for each other.
pub fn weigh(
    tokens: &Tokens<'_>,
    lexicon: &Lexicon,
    candidates: &[Candidate],
    weights: &mut [Weight],
) {
    for list in lists(tokens, candidates) {
        let members: Vec<(usize, &Candidate, Weight)> = list
            .iter()
            .filter_map(|i| Some((*i, candidates.get(*i)?, *weights.get(*i)?)))
            .collect();
        let people = members.iter().filter(|(_, c, w)| is_person(c, *w)).count();
        let acronyms = members.iter().filter(|(_, c, _)| is_acronym(lexicon, tokens, c)).count();
        let bodies = members.iter().filter(|(_, c, w)| is_body(c, *w)).count()
            + if acronyms >= 2 { acronyms } else { 0 };
        let Some((_, first, _)) = members.first() else { continue };
        let kind = 2 * people <= members.len() && kind_before(tokens, lexicon, first);
        let before = tokens.before(first.tokens.start, 1);
        let place = before.is_lower() && before.any(Flags::PLACE_PREPOSITION);
        let of_places = people == 0 && is_of_places(tokens, &members);
        let of_people = people > 0 && people >= bodies && !kind;
        let of_bodies = bodies > 0 && people == 0 && !place && members.len() >= 3;
        for (i, candidate, weight) in members {
            let Some(slot) = weights.get_mut(i) else { continue };
            let bare = matches!(candidate.found, Found::Run | Found::Acronym)
                && candidate.title.is_none()
                && !is_head_word(tokens, candidate)
                && !tokens
                    .before(candidate.tokens.end, 1)
                    .any(Flags::PLACE_WORD.with(Flags::NOT_BODY));
            if of_places
                && candidate.found == Found::Run
                && candidate.title.is_none()
                && weight.person < 2.5
            {
                slot.person -= PLACE_LIST;
                slot.place = true;
            } else if kind && bare && weight.person < 2.0 {
                slot.body += AFTER_A_KIND;
            } else if of_people && candidate.found == Found::Run {
                if is_of_an_office(tokens, candidate) {
                    continue;
                }
                if weight.person > -0.5 && !is_person(candidate, weight) {
                    slot.person += WITH_A_PERSON;
                }
            } else if of_bodies && bare && !weight.ordinary {
                slot.body += WITH_A_BODY;
            }
        }
    }
}

/// "the governor of Velna, Ilse Moravec": what is governed stands before the name of who does.
fn is_of_an_office(tokens: &Tokens<'_>, candidate: &Candidate) -> bool {
    let first = candidate.tokens.start;
    let office = tokens.before(first, 2);
    tokens.word_before(first, 1) == "of"
        && office.any(Flags::TITLE.with(Flags::ROLE))
        && tokens.is_one_of(candidate.tokens.end, &[",", ";"])
}

/// "the cities of Velna, Old Harbor, and Qeshi", "Velna, Old Harbor, and Qeshi districts", "in Velna
/// and Qeshi".
fn is_of_places(tokens: &Tokens<'_>, members: &[(usize, &Candidate, Weight)]) -> bool {
    let (Some((_, first, _)), Some((_, last, _))) = (members.first(), members.last()) else {
        return false;
    };
    let start = first.tokens.start;
    let before = tokens.before(start, 1);
    let preposition = before.is_lower() && before.any(Flags::PLACE_PREPOSITION);
    let of_places =
        tokens.word_before(start, 1) == "of" && tokens.before(start, 2).any(Flags::PLACE_WORD);
    let end = last.tokens.end;
    let after =
        tokens.at(end).any(Flags::PLACE_WORD) && tokens.at(end).is_lower() && tokens.follows(end);
    // "Velna and Qeshi Governorates"
    let plural = tokens.before(end, 1);
    let parts = last.len() >= 2
        && plural.any(Flags::PLACE_WORD)
        && tokens.word(end - 1).ends_with('s')
        && !plural.is(Shape::POSSESSIVE);
    preposition || of_places || parts || after && !tokens.before(end, 1).is(Shape::POSSESSIVE)
}

/// "Ltd" in "Dawn Trading, Ltd" is no name.
fn is_head_word(tokens: &Tokens<'_>, candidate: &Candidate) -> bool {
    let first = tokens.at(candidate.tokens.start);
    candidate.len() == 1 && first.any(Flags::HEAD.with(Flags::END_HEAD))
}

fn is_person(candidate: &Candidate, weight: Weight) -> bool {
    let enough = if candidate.len() > 1 { PERSON_ENOUGH } else { SINGLE_ENOUGH };
    candidate.found == Found::Run && weight.person >= enough && weight.person > weight.body
}

fn is_acronym(lexicon: &Lexicon, tokens: &Tokens<'_>, candidate: &Candidate) -> bool {
    candidate.found == Found::Acronym && !lexicon.is_no_acronym(tokens.word(candidate.tokens.start))
}

fn is_body(candidate: &Candidate, weight: Weight) -> bool {
    matches!(candidate.found, Found::Body | Found::Known(_) | Found::Domain) || weight.body >= 2.0
}

/// The lists of two and more candidates, as their indices. What stands in a bracket after a member
/// is no member: "Open Hand (formerly Dawn), Oak".
fn lists(tokens: &Tokens<'_>, candidates: &[Candidate]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut list: Vec<usize> = Vec::new();
    let mut bracket_end = 0;
    for (i, candidate) in candidates.iter().enumerate() {
        if candidate.tokens.start < bracket_end {
            continue;
        }
        let last = list.last().and_then(|last| candidates.get(*last));
        if last.is_none_or(|last| !is_step(tokens, last, candidate)) {
            found.push(std::mem::take(&mut list));
        }
        list.push(i);
        let end = candidate.tokens.end;
        if tokens.reads(end, "(") {
            let close = (end..end + LONGEST_BRACKET).find(|at| tokens.reads(*at, ")"));
            bracket_end = close.unwrap_or(bracket_end);
        }
    }
    found.push(list);
    found.retain(|list| list.len() >= 2);
    found
}

/// The longest bracket after a member of a list, in tokens.
const LONGEST_BRACKET: usize = 14;

/// Whether only what parts the members of a list stands between two candidates: a comma, "and",
/// an article, a bracket ("Open Hand (OH), Dawn").
fn is_step(tokens: &Tokens<'_>, a: &Candidate, b: &Candidate) -> bool {
    let start = b.title.as_ref().map_or(b.tokens.start, |title| title.start);
    let mut i = a.tokens.end;
    if tokens.before(i, 1).is(Shape::POSSESSIVE) {
        return false;
    }
    if tokens.reads(i, "(") && start > i {
        let Some(close) = (i..(i + LONGEST_BRACKET).min(start)).find(|at| tokens.reads(*at, ")"))
        else {
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
    let mut comma = false;
    let mut example = false;
    while back < 6
        && matches!(
            tokens.word_before(first.tokens.start, back),
            "the" | "," | ":" | "including" | "“" | "\"" | "such" | "as" | "namely" | "–" | "—"
        )
    {
        let word = tokens.word_before(first.tokens.start, back);
        comma |= word == ",";
        example |= matches!(word, "including" | "such" | "namely" | ":");
        back += 1;
    }
    if comma && !example {
        return false;
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
            let found: Vec<usize> = lists(&tokens, &candidates).iter().map(Vec::len).collect();
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

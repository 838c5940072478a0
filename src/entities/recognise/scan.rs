//! Reads a report's tokens once and lists everything that may name something.

use super::bodies::{BodyGrammar, Parsed};
use super::candidate::{Candidate, Found};
use super::courts;
use super::foreign;
use super::runs::RunGrammar;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon, PhraseKind};

/// The candidates of a report, in order, none overlapping another.
pub fn scan(tokens: &Tokens<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = courts::find(tokens, lexicon);
    let mut taken = vec![false; tokens.len()];
    for court in &found {
        for token in taken.iter_mut().take(court.tokens.end).skip(court.tokens.start) {
            *token = true;
        }
    }
    let scanner = Scanner {
        tokens,
        lexicon,
        bodies: BodyGrammar { tokens, lexicon, taken: &taken },
        runs: RunGrammar { tokens, lexicon, taken: &taken },
    };
    let mut i = 0;
    while i < tokens.len() {
        if taken.get(i) == Some(&true) {
            i += 1;
            continue;
        }
        let (candidate, next) = scanner.at(i);
        found.extend(candidate);
        i = next.max(i + 1);
    }
    found.sort_by_key(|candidate| candidate.tokens.start);
    let mut found = joined(tokens, lexicon, found);
    // A court's name may reach into a run that began before it.
    let mut end = 0;
    found.retain(|candidate| {
        let free = candidate.tokens.start >= end;
        if free {
            end = candidate.tokens.end;
        }
        free
    });
    found
}

/// Puts together what belongs to one name: the parts of "Dawn/Liberal Alliance", "party" after
/// "Dawn", the country after the name of a company or an NGO.
fn joined(tokens: &Tokens<'_>, lexicon: &Lexicon, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut joined: Vec<Candidate> = Vec::with_capacity(found.len());
    for mut candidate in found {
        extend(tokens, lexicon, &mut candidate);
        if let Some(last) = joined.last_mut() {
            let slash = last.tokens.end;
            let parts = tokens.reads(slash, "/")
                && candidate.tokens.start == slash + 1
                && tokens.at(slash).is(Shape::GLUED)
                && tokens.at(slash + 1).is(Shape::GLUED);
            let abbreviation =
                [slash - 1, slash + 1].iter().any(|i| lexicon.is_no_acronym(tokens.word(*i)));
            let bodies = [last.found, candidate.found]
                .iter()
                .any(|found| matches!(found, Found::Body | Found::Acronym | Found::Known(_)));
            let parent = last.found == Found::Acronym && candidate.len() > 2
                || matches!(last.found, Found::Known(_));
            if parts && !abbreviation && bodies && !parent && last.title.is_none() {
                last.tokens.end = candidate.tokens.end;
                last.found = Found::Body;
                continue;
            }
        }
        joined.push(candidate);
    }
    joined
}

fn extend(tokens: &Tokens<'_>, lexicon: &Lexicon, candidate: &mut Candidate) {
    let end = candidate.tokens.end;
    if !tokens.follows(end)
        || tokens.before(end, 1).is(Shape::POSSESSIVE)
        || candidate.title.is_some()
    {
        return;
    }
    let first = tokens.at(candidate.tokens.start);
    let named = candidate.tokens.clone().any(|i| !tokens.at(i).is_placelike())
        && !tokens.before(end, 1).any(Flags::PLACE_WORD);
    let vague = candidate.len() == 1 && first.any(Flags::COMMON) && first.is(Shape::STARTS);
    match candidate.found {
        Found::Run if tokens.reads(end, "party") && named && !vague => {
            candidate.tokens.end = end + 1;
            candidate.found = Found::Body;
        }
        Found::Body | Found::Acronym
            if tokens.reads(end, "party")
                && !candidate.tokens.clone().any(|i| tokens.reads(i, "Party")) =>
        {
            candidate.tokens.end = end + 1;
            candidate.found = Found::Body;
        }
        Found::Known(_)
            if candidate.len() > 1
                && tokens.at(end).any(Flags::COUNTRY)
                && tokens.at(end).is(Shape::CAPITAL)
                && !tokens.at(end).is(Shape::POSSESSIVE)
                && lexicon.is_country(&tokens.word(end).to_lowercase()) =>
        {
            candidate.tokens.end = end + 1;
            candidate.found = Found::Body;
        }
        _ => {}
    }
}

/// The most words of a name after "NGO".
const LONGEST_AFTER_NGO: usize = 10;

struct Scanner<'a, 't> {
    tokens: &'a Tokens<'t>,
    lexicon: &'a Lexicon,
    bodies: BodyGrammar<'a, 't>,
    runs: RunGrammar<'a, 't>,
}

impl Scanner<'_, '_> {
    /// What begins at `i`, and where to go on.
    fn at(&self, i: usize) -> (Option<Candidate>, usize) {
        let tokens = self.tokens;
        let token = tokens.at(i);
        if token.is(Shape::DOMAIN) {
            let site = (!self.is_address(i)).then(|| Candidate::new(i..i + 1, Found::Domain));
            return (site, i + 1);
        }
        if !token.is_name_word() {
            return (None, i + 1);
        }
        if tokens.is_one_of(i, &["NGO", "NGOs", "INGO", "INGOs"]) {
            return (None, i + 1);
        }
        let phrase = tokens.known_phrase(i, self.lexicon);
        let known = phrase.and_then(|(phrase, end)| match phrase.kind {
            PhraseKind::Body(number) => Some((number, end)),
            PhraseKind::Place | PhraseKind::Title => None,
        });
        if known.is_none()
            && let Some(end) = foreign::end(tokens, i)
        {
            return (Some(Candidate::new(i..end, Found::Body)), end);
        }
        let parsed = self.bodies.parse(i).filter(|parsed| !self.is_title(parsed));
        let reach = match &parsed {
            Some(Parsed::Body(range) | Parsed::Head(range)) => range.end,
            Some(Parsed::Other(_)) | None => 0,
        };
        if let Some((number, end)) = known
            && reach <= end
            && !self.is_inner(end)
        {
            return (Some(Candidate::new(i..end, Found::Known(number))), end);
        }
        match parsed {
            Some(Parsed::Body(range)) => {
                let end = range.end;
                return (Some(Candidate::new(range, Found::Body)), end);
            }
            _ if let Some(end) = self.after_ngo(i) => {
                return (Some(Candidate::new(i..end, Found::Body)), end);
            }
            Some(Parsed::Head(range)) => {
                let end = range.end;
                return (Some(Candidate::new(range, Found::Head)), end);
            }
            Some(Parsed::Other(end)) => return (None, end),
            None => {}
        }
        if let Some((place, end)) = phrase
            && place.kind == PhraseKind::Place
        {
            return (None, end);
        }
        if token.is(Shape::ACRONYM) {
            return (Some(Candidate::new(i..i + 1, Found::Acronym)), i + 1);
        }
        if token.any(Flags::FUNCTION)
            && (!token.any(Flags::GIVEN) || token.is(Shape::STARTS))
            && !self.is_short_surname(i)
        {
            return (None, i + 1);
        }
        self.runs.parse(i)
    }

    /// "He Velian", "Do Thi Ruri": a surname that is an English word as well, inside a sentence and
    /// before a word that is none.
    fn is_short_surname(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let next = tokens.at(i + 1);
        tokens.at(i).any(Flags::FAMILY)
            && !tokens.at(i).is(Shape::STARTS)
            && tokens.follows(i + 1)
            && next.is_name_word()
            && !next.is(Shape::ACRONYM)
            && !next.is_placelike()
            && (!next.any(Flags::COMMON) || next.any(Flags::GIVEN))
    }

    /// "the NGO United for Velna", "NGO Bridges to Justice": the end of the name after the kind.
    fn after_ngo(&self, i: usize) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.word_before(i, 1) != "NGO" || !tokens.follows(i) {
            return None;
        }
        let mut end = i;
        let mut joined = false;
        while end < i + LONGEST_AFTER_NGO && tokens.follows(end) {
            let small = end > i
                && tokens.is_one_of(end, &["for", "of", "against", "without", "to", "the", "in"])
                && (tokens.at(end + 1).is_name_word() || tokens.reads(end + 1, "the"));
            joined |= small;
            let token = tokens.at(end);
            if !small && (!token.is_name_word() || token.is(Shape::ACRONYM)) {
                break;
            }
            end += 1;
            if token.is(Shape::POSSESSIVE) {
                break;
            }
        }
        (joined && tokens.before(end, 1).is(Shape::CAPITAL)).then_some(end)
    }

    /// An address to look something up at, and no site that acts: "www.example.org/reports".
    fn is_address(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let glued = |at: usize| tokens.at(at).is(Shape::GLUED);
        let path = tokens.reads(i + 1, "/") && glued(i + 1);
        let scheme = glued(i) && matches!(tokens.word_before(i, 1), "/" | "@");
        path || scheme || tokens.word(i).starts_with("www.")
    }

    /// "Human Rights Ombudsman Ilse Moravec": the words are her title here and no body.
    fn is_title(&self, parsed: &Parsed) -> bool {
        let (Parsed::Body(range) | Parsed::Head(range)) = parsed else { return false };
        let tokens = self.tokens;
        let last = tokens.before(range.end, 1);
        let next = tokens.at(range.end);
        last.any(Flags::TITLE)
            && !last.is(Shape::POSSESSIVE)
            && tokens.follows(range.end)
            && next.is_name_word()
            && (!next.any(Flags::COMMON) || next.any(Flags::GIVEN))
    }

    /// Whether a longer capitalised name goes on after a known one: "Reuters Hall".
    fn is_inner(&self, end: usize) -> bool {
        let tokens = self.tokens;
        let next = tokens.at(end);
        tokens.follows(end)
            && next.is_name_word()
            && !tokens.before(end, 1).is(Shape::POSSESSIVE)
            && next.any(Flags::NOT_BODY)
            && !next.any(Flags::MAY_END)
            && !tokens.is_one_of(end, &["Report", "Reports", "Index", "Survey"])
    }
}

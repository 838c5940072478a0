//! Organizations, by the grammar of their names: modifiers, a head word, a complement.
//!
//! "Ministry of Trade and Fisheries", "National Harbor Authority", "Committee against Cruelty",
//! "Prosecutor General’s Office". The grammar reads from left to right, once.

mod complements;

use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon, PhraseKind};
use std::ops::Range;

/// What the grammar made of the words at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// The name of a body.
    Body(Range<usize>),
    /// A single head word ("the Commission").
    Head(Range<usize>),
    /// A name, but not of a body ("Fisheries Act"), up to here.
    Other(usize),
}

/// The most words before the head.
const MOST_BEFORE: usize = 8;

/// Reads names of bodies.
pub struct BodyGrammar<'a, 't> {
    /// The report's tokens.
    pub tokens: &'a Tokens<'t>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Which tokens belong to a court.
    pub taken: &'a [bool],
}

impl BodyGrammar<'_, '_> {
    /// Reads a body's name that begins at `first`.
    pub fn parse(&self, first: usize) -> Option<Parsed> {
        let begins = self.tokens.at(first);
        // "the All Velna Students' Union"
        let all = self.tokens.reads(first, "All") && !begins.is(Shape::STARTS);
        if begins.any(Flags::FUNCTION) && !all {
            return None;
        }
        if let Some(end) = self.people_for(first) {
            return Some(Parsed::Body(first..end));
        }
        let mut end = self.head(first)?;
        if self.tokens.before(end, 1).any(Flags::HEAD) || self.tokens.at(first).any(Flags::HEAD) {
            end = self.complements(first, end);
        }
        Some(self.judge(first, end))
    }

    fn free(&self, i: usize) -> bool {
        !self.taken.get(i).copied().unwrap_or(true)
    }

    /// A capitalised word of a name, apart from its predecessor by a space.
    fn goes_on(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        token.is_name_word()
            && self.free(i)
            && self.tokens.follows(i)
            && !token.is(Shape::INITIAL)
            && (!token.any(Flags::FUNCTION) || self.tokens.is_one_of(i, &["Other", "All"]))
    }

    fn is_head(&self, first: usize, i: usize) -> bool {
        let token = self.tokens.at(i);
        token.any(Flags::HEAD.with(Flags::ALONE)) || i > first && token.any(Flags::END_HEAD)
    }

    /// Goes over the words before the head and over all heads that follow each other; the index
    /// after the last head.
    fn head(&self, first: usize) -> Option<usize> {
        let tokens = self.tokens;
        let mut i = first;
        let mut end = None;
        loop {
            if i > first && !self.goes_on(i) {
                match self.joined(first, i, end.is_some()) {
                    Some(next) => {
                        i = next;
                        continue;
                    }
                    None => break,
                }
            }
            // "the Catholic NGOs Harbor Commission": the kind, then the name.
            let kind = end.is_none() && tokens.is_one_of(i, &["NGO", "NGOs"]);
            if end.is_none() && i - first > MOST_BEFORE || !self.free(i) || kind {
                break;
            }
            let token = tokens.at(i);
            // "Directorate General for Harbors"
            let general = end == Some(i) && tokens.reads(i, "General");
            if general && tokens.is_one_of(i + 1, &["of", "for"]) {
                end = Some(i + 1);
                break;
            }
            if end.is_some() && self.is_office(i) {
                break;
            }
            if self.is_head(first, i) {
                end = Some(i + 1);
            }
            if token.is(Shape::POSSESSIVE) && !self.owns(first, i) {
                break;
            }
            i += 1;
        }
        end
    }

    /// A title that follows a body: "Commission Chairman".
    fn is_office(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        token.any(Flags::TITLE)
            && !token.any(Flags::WEAK_TITLE)
            && !token.any(Flags::HEAD.with(Flags::END_HEAD))
            && !token.is(Shape::POSSESSIVE)
    }

    /// Whether the possessive at `i` is part of a name ("Journalists’ Union", "Mayor’s Office")
    /// rather than its owner ("Ruritania’s Interior Ministry").
    fn owns(&self, first: usize, i: usize) -> bool {
        let token = self.tokens.at(i);
        let next = self.tokens.at(i + 1);
        next.is(Shape::CAPITAL)
            && token.any(Flags::BEARER)
            && (!self.is_head(first, i) || token.any(Flags::BEARER))
    }

    /// "and" or "&" between modifiers before a head: "Labor and Fisheries Ministry".
    fn joined(&self, first: usize, i: usize, has_head: bool) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.reads(i, "&") && tokens.at(i + 1).is_name_word() {
            return Some(i + 1);
        }
        if !has_head && tokens.reads(i, ",") {
            return self.fields_before_head(first, i);
        }
        if has_head || !tokens.reads(i, "and") || !self.goes_on(i + 1) {
            return None;
        }
        let placed = tokens.at(first).is_placelike() && i - first >= 2;
        let common = (first + usize::from(placed)..i).all(|j| {
            let token = tokens.at(j);
            token.any(Flags::COMMON.with(Flags::END_HEAD)) && !token.is_placelike()
        });
        let starts = tokens.at(first).is(Shape::STARTS) && i - first == 1;
        let heads_soon =
            (i + 2..i + 6).take_while(|j| self.goes_on(*j)).any(|j| self.is_head(first, j));
        (common && !starts && heads_soon && tokens.at(i + 1).any(Flags::COMMON)).then_some(i + 1)
    }

    /// "Truth, Justice, and Fishing Commission": ordinary words parted by commas, the last with a
    /// head. Goes out: where that last field begins.
    fn fields_before_head(&self, first: usize, comma: usize) -> Option<usize> {
        let tokens = self.tokens;
        let ordinary = |i: usize| {
            let token = tokens.at(i);
            token.is_name_word()
                && token.any(Flags::COMMON)
                && !token.any(Flags::HEAD.with(Flags::END_HEAD).with(Flags::FUNCTION))
                && (!token.any(Flags::TITLE) || token.any(Flags::WEAK_TITLE))
                && !token.is(Shape::ACRONYM | Shape::POSSESSIVE | Shape::STARTS)
        };
        let begins = first + usize::from(tokens.at(first).is_placelike());
        if comma == begins || comma - begins > 2 || !(begins..comma).all(ordinary) {
            return None;
        }
        let mut i = comma;
        for _ in 0..4 {
            let and = usize::from(tokens.reads(i + 1, "and"));
            let start = i + 1 + and;
            let mut end = start;
            while end < start + 3 && ordinary(end) && !tokens.at(end).is_placelike() {
                end += 1;
            }
            if end == start {
                return None;
            }
            let headed = self.goes_on(end) && self.is_head(first, end);
            if and == 1 {
                return headed.then_some(start);
            }
            if headed || !tokens.reads(end, ",") {
                return None;
            }
            i = end;
        }
        None
    }

    /// Decides what the words from `first` to before `end` are.
    fn judge(&self, first: usize, end: usize) -> Parsed {
        let tokens = self.tokens;
        let last = tokens.before(end, 1);
        let complemented = (first..end).any(|i| !tokens.at(i).is(Shape::CAPITAL | Shape::MARK));
        let law = tokens.is_one_of(
            end - 1,
            &["Report", "Act", "Bill", "Convention", "Protocol", "Code", "Index", "Law"],
        ) && tokens.word_before(end - 1, 1) != "of";
        if last.any(Flags::NOT_BODY) && !last.any(Flags::MAY_END) && (!complemented || law) {
            return Parsed::Other(end);
        }
        let next = tokens.at(end);
        if self.goes_on(end) && !last.is(Shape::POSSESSIVE) {
            let names_other = next.any(Flags::NOT_BODY) && !next.any(Flags::MAY_END);
            let ordinary = next.any(Flags::COMMON)
                && !next.any(Flags::TITLE.with(Flags::ROLE).with(Flags::GIVEN))
                && !next.is(Shape::ACRONYM);
            if names_other || ordinary {
                return Parsed::Other(end + 1);
            }
        }
        let plural = tokens.word(end - 1).ends_with('s')
            && !tokens.is_one_of(
                end - 1,
                &["Services", "Forces", "Nations", "Affairs", "Corps", "Reporters"],
            );
        let two_at_once =
            plural && (first..end).any(|i| tokens.reads(i, "and")) && end - first <= 4;
        if tokens.is_one_of(first, &["Ministries", "Departments", "Offices"]) || two_at_once {
            return Parsed::Other(end);
        }
        if let Some((phrase, place_end)) = tokens.known_phrase(first, self.lexicon)
            && phrase.kind == PhraseKind::Place
            && place_end >= end
        {
            return Parsed::Other(end);
        }
        // "Velna Department", "Velna Division": parts of a country.
        let part = tokens.is_one_of(end - 1, &["Department", "Division", "Section"]);
        let strange =
            |i: usize| !tokens.at(i).any(Flags::COMMON) && !tokens.at(i).is(Shape::ACRONYM);
        if part && end - first >= 2 && (first..end - 1).all(strange) {
            return Parsed::Other(end);
        }
        // "Majlis al-Velna"
        let article = |i: usize| tokens.word(i).starts_with(char::is_lowercase);
        if end - first == 1
            && tokens.at(first).any(Flags::ALONE)
            && self.goes_on(end)
            && article(end)
        {
            return Parsed::Body(first..end + 1);
        }
        if end - first == 1 {
            return if tokens.at(first).any(Flags::ALONE) {
                Parsed::Body(first..end)
            } else {
                Parsed::Head(first..end)
            };
        }
        Parsed::Body(self.without_owner(first, end)..end)
    }

    /// A ministry or office stands without the people's name before it: "the Ruritanian Ministry
    /// of Trade".
    fn without_owner(&self, first: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut start = first;
        while start + 2 < end
            && tokens.at(start).any(Flags::PEOPLE.with(Flags::COUNTRY))
            && tokens.is_one_of(
                start + 1,
                &[
                    "Ministry",
                    "Department",
                    "Office",
                    "Parliament",
                    "Senate",
                    "National",
                    "Interior",
                    "Foreign",
                ],
            )
            && !tokens.at(start).is(Shape::ACRONYM)
        {
            start += 1;
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::report::Span;

    fn body(text: &str) -> Option<&str> {
        let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
        let taken = vec![false; tokens.len()];
        let grammar = BodyGrammar { tokens: &tokens, lexicon: lexicon(), taken: &taken };
        let first = (0..tokens.len())
            .find(|i| tokens.at(*i).is(Shape::CAPITAL) && !tokens.at(*i).any(Flags::FUNCTION))?;
        match grammar.parse(first)? {
            Parsed::Body(range) => Some(tokens.phrase(range.start, range.end)),
            Parsed::Head(_) | Parsed::Other(_) => None,
        }
    }

    #[test]
    fn names_of_bodies_end_where_they_should() {
        let table: &[(&str, Option<&str>)] = &[
            ("the Ministry of Trade and Fisheries said", Some("Ministry of Trade and Fisheries")),
            (
                "the Ministry of Trade, Crafts, and Inland Fishing said",
                Some("Ministry of Trade, Crafts, and Inland Fishing"),
            ),
            ("the Labor and Fisheries Ministry said", Some("Labor and Fisheries Ministry")),
            (
                "the Committee against Cruelty in Prisons",
                Some("Committee against Cruelty in Prisons"),
            ),
            ("the Prosecutor General’s Office asked", Some("Prosecutor General’s Office")),
            (
                "Office of the Water Commissioner for Farmers",
                Some("Office of the Water Commissioner for Farmers"),
            ),
            ("the Union of Miners and Harbor Authority met", Some("Union of Miners")),
            ("the Ministry of Trade Spokesman Ivo Lann", Some("Ministry of Trade")),
            ("the Fisheries Commission Act", None),
            ("the Ministries of Trade and Health", None),
            ("the West Bank", None),
            (
                "the Association of Weavers in Nigeria grew",
                Some("Association of Weavers in Nigeria"),
            ),
            ("the Nigerian Ministry of Health", Some("Ministry of Health")),
            ("Liberal Party of Nigeria Ivo Lann", Some("Liberal Party of Nigeria")),
            ("the Directorate General for Harbors said", Some("Directorate General for Harbors")),
            ("the Fishing Unit of the National Harbor Authority said", Some("Fishing Unit")),
            ("the Harbor Division of the NHA said", Some("Harbor Division")),
            (
                "the Authority for the Prevention of and Fight against Theft",
                Some("Authority for the Prevention of and Fight against Theft"),
            ),
            (
                "the Committee for Developing the Harbors and Enhancing Trade",
                Some("Committee for Developing the Harbors and Enhancing Trade"),
            ),
            ("the Lawyers for Justice and Peace met", Some("Lawyers for Justice and Peace")),
            ("they joined Action against Theft then", Some("Action against Theft")),
            ("women and Citizens in Nigeria met", None),
            (
                "the Association for Nigeria’s People Living with Asthma",
                Some("Association for Nigeria’s People Living with Asthma"),
            ),
            ("the Harbor Forces of Nigeria left", Some("Harbor Forces of Nigeria")),
            (
                "the Truth, Justice, and Fishing Commission met",
                Some("Truth, Justice, and Fishing Commission"),
            ),
            ("the Nigerian Lawyers for Justice met", Some("Nigerian Lawyers for Justice")),
        ];
        for (text, want) in table {
            assert_eq!(&body(text), want, "{text}");
        }
    }
}

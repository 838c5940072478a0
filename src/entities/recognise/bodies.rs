//! Organizations, by the grammar of their names: modifiers, a head word, a complement.
//!
//! "Ministry of Trade and Fisheries", "National Harbor Authority", "Committee against Cruelty",
//! "Prosecutor General’s Office". The grammar reads from left to right, once.

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

/// The most words of a name.
const MOST_WORDS: usize = 24;
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
        if self.tokens.at(first).any(Flags::FUNCTION) {
            return None;
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
            && (!token.any(Flags::FUNCTION) || self.tokens.reads(i, "Other"))
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
            if end.is_none() && i - first > MOST_BEFORE || !self.free(i) {
                break;
            }
            let token = tokens.at(i);
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
        if has_head || !tokens.reads(i, "and") || !self.goes_on(i + 1) {
            return None;
        }
        let placed = tokens.at(first).is_placelike() && i - first >= 2;
        let common = (first + usize::from(placed)..i)
            .all(|j| tokens.at(j).any(Flags::COMMON) && !tokens.at(j).is_placelike());
        let starts = tokens.at(first).is(Shape::STARTS) && i - first == 1;
        let heads_soon =
            (i + 2..i + 6).take_while(|j| self.goes_on(*j)).any(|j| self.is_head(first, j));
        (common && !starts && heads_soon && tokens.at(i + 1).any(Flags::COMMON)).then_some(i + 1)
    }

    /// Reads complements for as long as there are any: "of Labor and Trade", "for Refugees",
    /// "against Cruelty", "on the Rights of Farmers".
    fn complements(&self, first: usize, head_end: usize) -> usize {
        let mut end = head_end;
        while end - first < MOST_WORDS {
            let after = self.tokens.before(end, 1);
            if after.is(Shape::POSSESSIVE) {
                break;
            }
            let Some(next) = self.complement(first, head_end, end) else { break };
            end = next;
        }
        end
    }

    fn complement(&self, first: usize, head_end: usize, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        if !tokens.follows(at) && !tokens.reads(at, ",") || !self.free(at) {
            return None;
        }
        let inside = at > head_end;
        match tokens.word(at) {
            "of" | "for" | "against" | "Against" | "Of" | "For" | "without" | "Without" => {
                let deep = inside || at - first >= 2;
                self.noun_phrase(at + 1, deep)
            }
            "on" => self.noun_phrase(at + 1, inside),
            "to" if !tokens.reads(at + 1, "the") => {
                self.noun_phrase(at + 1, inside).filter(|_| tokens.at(at + 1).any(Flags::COMMON))
            }
            "with" if inside => {
                self.noun_phrase(at + 1, true).filter(|_| tokens.before(at, 1).any(Flags::COMMON))
            }
            "in" => self.in_phrase(head_end, at),
            "and" | "&" | "or" if inside => self.coordination(at),
            "," if inside => self.comma_list(first, at),
            // "Committee to Oversee the Harbor"
            "the" if inside && tokens.word_before(at, 2) == "to" => self.noun_phrase(at, true),
            _ => None,
        }
    }

    /// An optional article and capitalised words; the index after them.
    fn noun_phrase(&self, at: usize, inside: bool) -> Option<usize> {
        let tokens = self.tokens;
        if inside && self.is_parent(at) {
            return None;
        }
        let article = tokens.reads(at, "the") || tokens.reads(at, "The");
        let start = if article { at + 1 } else { at };
        if !self.goes_on(start) {
            return None;
        }
        if let Some((phrase, end)) = tokens.known_phrase(start, self.lexicon)
            && phrase.kind == PhraseKind::Place
        {
            return Some(end);
        }
        let mut end = start;
        while self.goes_on(end) && !(end > start && self.breaks(start, end, article)) {
            end += 1;
            let last = tokens.before(end, 1);
            if last.is(Shape::POSSESSIVE)
                && !(self.goes_on(end)
                    && (last.any(Flags::BEARER)
                        || last.any(Flags::COUNTRY) && !self.is_head(start, end)))
            {
                break;
            }
            if last.any(Flags::COUNTRY) && !self.is_head(start, end) {
                return Some(end + usize::from(self.is_own_name(end)));
            }
        }
        Some(end)
    }

    /// "Union of Miners of Ruritania Dawn": a single strange word after the country.
    fn is_own_name(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        self.goes_on(i)
            && !self.goes_on(i + 1)
            && !token.is(Shape::ACRONYM | Shape::POSSESSIVE)
            && !token.any(
                Flags::COMMON
                    .with(Flags::TITLE)
                    .with(Flags::GIVEN)
                    .with(Flags::HEAD)
                    .with(Flags::END_HEAD),
            )
    }

    /// "Harbor Committee of the Ministry of Trade": the ministry is a body of its own.
    fn is_parent(&self, at: usize) -> bool {
        let tokens = self.tokens;
        matches!(tokens.word_before(at, 1), "of" | "in")
            && tokens.reads(at, "the")
            && (at + 1..at + 7).take_while(|i| self.goes_on(*i) || tokens.reads(*i, "and")).any(
                |i| {
                    tokens.is_one_of(
                        i,
                        &[
                            "Ministry",
                            "Secretariat",
                            "Office",
                            "Government",
                            "Department",
                            "Parliament",
                            "Presidency",
                        ],
                    )
                },
            )
    }

    /// Whether the capitalised word at `i` belongs to what follows the name: an office
    /// ("Ministry of Trade Spokesman") or a person ("Union of Miners Ivo Lann").
    fn breaks(&self, start: usize, i: usize, article: bool) -> bool {
        let tokens = self.tokens;
        if self.is_office(i) && !article {
            return true;
        }
        let before = tokens.before(i, 1);
        let token = tokens.at(i);
        let person = token.any(Flags::GIVEN) && !token.any(Flags::COMMON) && self.goes_on(i + 1);
        i > start && before.any(Flags::COMMON) && person
    }

    /// "in" goes on with what a field is in ("Trafficking in Persons"), a continent, or the country
    /// of an association ("Union of Miners in Ruritania").
    fn in_phrase(&self, head_end: usize, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let article = tokens.reads(at + 1, "the")
            && self.goes_on(at + 2)
            && tokens.before(at, 1).any(Flags::COMMON);
        if at == head_end || !(self.goes_on(at + 1) || article) {
            return None;
        }
        let before = tokens.before(at, 1);
        let next = tokens.at(at + 1);
        let field = next.any(Flags::COMMON) && before.any(Flags::COMMON) && !next.is_placelike();
        let continent = tokens.is_one_of(at + 1, &["Europe", "Africa", "Asia"]);
        if article {
            return (!self.is_parent(at + 1)).then(|| self.noun_phrase(at + 1, true)).flatten();
        }
        let country = next.any(Flags::COUNTRY) && tokens.word_before(at, 1).ends_with('s');
        (field || continent || country).then(|| self.noun_phrase(at + 1, true)).flatten()
    }

    /// "and" inside a complement: what follows must not begin a name of its own.
    fn coordination(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let next = at + 1;
        let token = tokens.at(next);
        if !self.goes_on(next) || token.is(Shape::ACRONYM) || token.is_placelike() {
            return None;
        }
        if !token.any(Flags::COMMON) || tokens.before(at, 1).any(Flags::COUNTRY) {
            return None;
        }
        let own_head = (next..next + 5)
            .take_while(|i| *i == next || self.goes_on(*i))
            .any(|i| self.is_head(next, i) && !tokens.at(i).any(Flags::MAY_END));
        let of_head = token.any(Flags::HEAD) && tokens.is_one_of(next + 1, &["of", "for", "on"]);
        if own_head || of_head {
            // "Ministry of Health and Social Services" has its own head last, and is one name.
            let last_only = tokens.at(next).any(Flags::COMMON)
                && !tokens.word(next).ends_with('s')
                && self.noun_phrase(next, true).is_some_and(|end| {
                    tokens.is_one_of(
                        end - 1,
                        &["Services", "Service", "Administration", "Organizations", "Associations"],
                    )
                });
            if !last_only {
                return None;
            }
        }
        self.noun_phrase(next, true)
    }

    /// "Ministry of Trade, Crafts, and Fisheries": ordinary capitalised words parted by commas, the
    /// last with "and". Nothing else of this shape may be a list of names.
    fn comma_list(&self, first: usize, comma: usize) -> Option<usize> {
        let tokens = self.tokens;
        if !tokens.at(first).any(Flags::HEAD)
            && !tokens.at(first + 1).any(Flags::HEAD.with(Flags::END_HEAD))
            && !tokens.at(first + 2).any(Flags::HEAD)
        {
            return None;
        }
        let ministry = tokens.is_one_of(first, &["Ministry", "Department", "Secretariat"]);
        let mut i = comma;
        for step in 0..5 {
            // A rare word may end the list of a ministry's fields; a name may not.
            let lax = |at: usize| {
                ministry && step > 0 && !tokens.at(at).any(Flags::GIVEN) && !self.goes_on(at + 1)
            };
            let joins = tokens.is_one_of(i, &["and", "or"]);
            if !tokens.reads(i, ",") && !joins {
                return None;
            }
            let mut start = i + 1;
            let last = joins || tokens.is_one_of(start, &["and", "or"]);
            if last && !joins {
                start += 1;
            }
            let mut end = start;
            while self.goes_on(end)
                && (tokens.at(end).any(Flags::COMMON) || lax(end))
                && !tokens.at(end).is_placelike()
                && !tokens.at(end).any(Flags::HEAD)
            {
                end += 1;
            }
            if end == start {
                return None;
            }
            if last {
                return Some(end);
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
        ];
        for (text, want) in table {
            assert_eq!(&body(text), want, "{text}");
        }
    }
}

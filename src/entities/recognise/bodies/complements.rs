//! What may follow the head word of a body's name: "of Labor and Trade", "for Refugees", "against
//! Cruelty in Prisons", "to Protect Journalists".
//!
//! Comes in: where a name begins and where its head ends. Goes out: where the name ends.

use super::{BodyGrammar, Shape};
use crate::entities::lexicon::{Flags, PhraseKind};

/// The most words of a name.
const MOST_WORDS: usize = 24;

/// Words by which a body is known to be the one that others are part of.
const PARENTS: &[&str] =
    &["Ministry", "Secretariat", "Office", "Government", "Department", "Parliament", "Presidency"];

/// Words for parts of a greater body.
const PARTS: &[&str] = &[
    "Department",
    "Division",
    "Unit",
    "Directorate",
    "Section",
    "Bureau",
    "Branch",
    "Service",
    "Squad",
    "Subcommittee",
    "Secretariat",
];

impl BodyGrammar<'_, '_> {
    /// Reads complements for as long as there are any: "of Labor and Trade", "for Refugees",
    /// "against Cruelty", "on the Rights of Farmers".
    pub(super) fn complements(&self, first: usize, head_end: usize) -> usize {
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
            // "for the Prevention of and Fight against Abuse"
            "of" if inside && tokens.reads(at + 1, "and") => self.noun_phrase(at + 2, true),
            "of" | "for" | "against" | "Against" | "Of" | "For" | "without" | "Without" => {
                let deep = inside || at - first >= 2;
                self.noun_phrase(at + 1, deep)
            }
            "on" => self.noun_phrase(at + 1, inside),
            // "for Preventing the Abuse of Miners"
            "the" if inside && self.is_gerund(at - 1) => self.noun_phrase(at, true),
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
            let owns = last.is(Shape::POSSESSIVE) && self.goes_on(end);
            if last.any(Flags::COUNTRY) && !owns && !self.is_head(start, end) {
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

    /// "Harbor Committee of the Ministry of Trade", "Fishing Department of the Velna Harbor
    /// Authority", "Fishing Unit of the VHA": what follows is a body of its own.
    fn is_parent(&self, at: usize) -> bool {
        let tokens = self.tokens;
        if !matches!(tokens.word_before(at, 1), "of" | "in") || !tokens.reads(at, "the") {
            return false;
        }
        let words = || (at + 1..at + 7).take_while(|i| self.goes_on(*i) || tokens.reads(*i, "and"));
        let named = words().any(|i| tokens.is_one_of(i, PARENTS));
        let part = at.saturating_sub(2);
        let complete = tokens.is_one_of(part, PARTS) && tokens.before(part, 1).is_name_word();
        let last = words().last().unwrap_or(at);
        let own_head = last > at + 1
            && tokens.at(last).any(Flags::HEAD)
            && !tokens.is_one_of(last, &["Movement", "Nations"]);
        let acronym = last == at + 1 && tokens.at(last).is(Shape::ACRONYM);
        named || complete && (own_head || acronym)
    }

    /// "Lawyers for Justice and Peace", "Action against Cruelty": the index after it.
    pub(super) fn people_for(&self, first: usize) -> Option<usize> {
        let tokens = self.tokens;
        // "the Ruritanian Lawyers for Justice"
        let people = tokens.at(first).is_placelike() && tokens.follows(first + 1);
        let first = first + usize::from(people);
        let begins = tokens.at(first);
        let joins = tokens.is_one_of(
            first + 1,
            &["for", "against", "without", "in", "to", "For", "Against", "Without"],
        );
        let article = usize::from(tokens.reads(first + 2, "the"));
        let field = tokens.at(first + 2 + article);
        // "the Plan of Action for Harbors"
        let inner = tokens.word_before(first, 1) == "of" && tokens.follows(first);
        let named = begins.any(Flags::START_HEAD)
            && !inner
            && begins.is(Shape::CAPITAL)
            && joins
            && tokens.follows(first + 1)
            && field.is_name_word()
            && field.any(Flags::COMMON)
            && !field.is_placelike()
            && !field.is(Shape::ACRONYM);
        named.then(|| self.complements(first, first + 1)).filter(|end| *end > first + 2)
    }

    /// "Preventing"
    fn is_gerund(&self, i: usize) -> bool {
        self.tokens.at(i).is(Shape::CAPITAL) && self.tokens.word(i).ends_with("ing")
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
                // "the Ministry of Trade, and National Directorate": a name of its own.
                let goes_on = self.goes_on(end)
                    && tokens.at(end).any(Flags::HEAD.with(Flags::END_HEAD))
                    && !self.is_office(end);
                return (!goes_on || joins).then_some(end);
            }
            i = end;
        }
        None
    }
}

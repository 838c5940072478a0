//! Runs of capitalised words that no grammar of bodies or courts explains: names of people, of
//! places, of bodies that only the words around them tell. Titles are parted from the names.

use super::candidate::{Candidate, Found};
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon, PhraseKind};
use std::ops::Range;

/// The most words of a run.
const MOST_WORDS: usize = 12;

/// Reads runs.
pub struct RunGrammar<'a, 't> {
    /// The report's tokens.
    pub tokens: &'a Tokens<'t>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Which tokens belong to a court.
    pub taken: &'a [bool],
}

impl RunGrammar<'_, '_> {
    /// Reads the run that begins at `first`. Goes out: the candidate, where the run holds one, and
    /// the index after what was read.
    pub fn parse(&self, first: usize) -> (Option<Candidate>, usize) {
        let end = self.run_end(first);
        let name = self.after_title(first, end);
        if name >= end {
            return match self.office(first, end) {
                Some((name, end)) => (self.candidate(name, end, Some(first..name)), end),
                None => (None, end),
            };
        }
        if name > first {
            return (self.candidate(name, end, Some(first..name)), end);
        }
        let name = self.without_openers(first, end);
        (self.candidate(name, end, None), end)
    }

    fn candidate(
        &self,
        first: usize,
        end: usize,
        title: Option<Range<usize>>,
    ) -> Option<Candidate> {
        let tokens = self.tokens;
        let nothing = (first..end).all(|i| {
            let token = tokens.at(i);
            token.any(Flags::FUNCTION) && !token.any(Flags::GIVEN) || token.is(Shape::INITIAL)
        });
        let place = title.is_none() && (first..end).all(|i| tokens.at(i).is_placelike());
        let last = tokens.before(end, 1);
        let law = title.is_some()
            && last.any(Flags::NOT_BODY)
            && !last.any(Flags::GIVEN.with(Flags::FAMILY));
        // "King Omar Park": a place called after a ruler.
        let called_after = title.as_ref().is_some_and(|title| {
            tokens
                .is_one_of(title.start, &["King", "Queen", "Prince", "Princess", "Sheikh", "Saint"])
        }) && last.any(Flags::PLACE_WORD)
            && !last.is(Shape::POSSESSIVE);
        if first >= end || nothing || place || law || called_after {
            return None;
        }
        Some(Candidate { tokens: first..end, found: Found::Run, title })
    }

    /// The index after the last word of the run. Particles and initials stand inside names; a
    /// possessive, an acronym or a well-known name ends the run.
    fn run_end(&self, first: usize) -> usize {
        let tokens = self.tokens;
        let mut i = first;
        while i < first + MOST_WORDS {
            let token = tokens.at(i);
            if i > first && (!tokens.follows(i) || self.taken.get(i).copied().unwrap_or(true)) {
                break;
            }
            if self.is_particle(i) && i > first {
                i += 1;
                continue;
            }
            if i > first && self.is_numeral(i) {
                i += 1;
                continue;
            }
            let stops = !token.is_name_word()
                || token.is(Shape::ACRONYM | Shape::DOMAIN)
                || i > first
                    && token.any(Flags::FUNCTION)
                    && !token.any(Flags::GIVEN.with(Flags::FAMILY).with(Flags::PARTICLE))
                || i > first && self.known_begins(i);
            if stops {
                break;
            }
            i += 1;
            if token.is(Shape::POSSESSIVE) {
                break;
            }
        }
        while i > first + 1 && !tokens.before(i, 1).is(Shape::CAPITAL) {
            i -= 1;
        }
        i.max(first + 1)
    }

    /// The number of a ruler: "Hamad II", "Velna IV".
    fn is_numeral(&self, i: usize) -> bool {
        let before = self.tokens.before(i, 1);
        let numeral = self.tokens.word(i).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let name = before.any(Flags::GIVEN) || !before.any(Flags::COMMON.with(Flags::TITLE));
        self.tokens.at(i).is(Shape::ACRONYM) && numeral && name && !before.is(Shape::ACRONYM)
    }

    /// A small word inside a name, before a capitalised one: "Omar bin Salim", "Ana de la Vega".
    fn is_particle(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let token = tokens.at(i);
        let capital_next = |at: usize| tokens.follows(at) && tokens.at(at).is_name_word();
        token.is_lower()
            && token.any(Flags::PARTICLE)
            && (capital_next(i + 1)
                || tokens.at(i + 1).any(Flags::PARTICLE)
                    && tokens.follows(i + 1)
                    && capital_next(i + 2))
    }

    fn known_begins(&self, i: usize) -> bool {
        matches!(
            self.tokens.known_phrase(i, self.lexicon),
            Some((phrase, end)) if matches!(phrase.kind, PhraseKind::Body(_)) && end > i + 1
        )
    }

    /// The index after the last title in the run, or `first` where there is none: "Deputy Prime
    /// Minister Ilse Moravec", "Ruritanian President Moravec".
    fn after_title(&self, first: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut after = first;
        let mut i = first;
        while i < end {
            if let Some((phrase, phrase_end)) = tokens.known_phrase(i, self.lexicon)
                && phrase.kind == PhraseKind::Title
                && phrase_end <= end
            {
                after = phrase_end;
                i = phrase_end;
                continue;
            }
            let token = tokens.at(i);
            let strong = !token.any(Flags::WEAK_TITLE) || i == first || after == i;
            let inner = i > after + 1
                && (token.any(Flags::GIVEN)
                    || self.is_honorific(i) && self.is_personal(i - 1) && self.is_personal(i - 2));
            // "First Lady", "Private First Class"; but "First Instance" is nobody.
            let part = tokens.reads(i, "First")
                && (after != i || i == first)
                && !tokens.at(i + 1).any(Flags::TITLE);
            let strong = strong && !part;
            if token.any(Flags::TITLE) && strong && !inner && !self.is_given_here(i, first, end) {
                after = i + 1;
            }
            i += 1;
        }
        let possessive = tokens.before(after, 1).is(Shape::POSSESSIVE);
        if possessive && after >= end { end } else { after }
    }

    /// Titles that stand inside full names as well: "Omar Salim Sheikh Qeshi".
    fn is_honorific(&self, i: usize) -> bool {
        self.tokens
            .is_one_of(i, &["Sheikh", "Shaikh", "Haji", "Hajji", "Sayed", "Sayyid", "Mullah"])
    }

    /// "Sultan al-Qeshi": a title that is a given name where one name with an article follows.
    fn is_given_here(&self, i: usize, first: usize, end: usize) -> bool {
        let name = self.tokens.word(i + 1);
        i == first
            && end == i + 2
            && self.tokens.at(i).any(Flags::GIVEN)
            && name.starts_with(char::is_lowercase)
            && name.contains('-')
    }

    /// "Minister of Inland Fishing Ilse Moravec", "Deputy Director for Operations Moravec": after a
    /// title, the field in ordinary words, then the name in words that are not. Goes out: where
    /// the name begins and ends.
    fn office(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let tokens = self.tokens;
        if !tokens.before(end, 1).any(Flags::TITLE)
            || !tokens.is_one_of(end, &["of", "for", "on", "to"])
        {
            return None;
        }
        let mut i = end;
        let mut stop = end;
        while i < first + 2 * MOST_WORDS && (tokens.follows(i) || tokens.reads(i, ",")) {
            let token = tokens.at(i);
            // "Minister of Trade, Fishing, and Harbors Ilse Moravec"
            let next = tokens.at(i + 1);
            let field =
                next.is_name_word() && next.any(Flags::COMMON) || tokens.reads(i + 1, "and");
            let joins = tokens.is_one_of(i, &["of", "for", "and", "the", "on", "to", "in"])
                || tokens.reads(i, ",") && field;
            if joins
                && (tokens.at(i + 1).any(Flags::TITLE) || i > end + 1 && self.is_personal(i - 1))
            {
                break;
            }
            if token.is_name_word() && !token.is(Shape::ACRONYM) {
                stop = i + 1;
                if token.is(Shape::POSSESSIVE) {
                    break;
                }
            } else if !joins {
                break;
            }
            i += 1;
        }
        let mut name = stop;
        while name > end + 1 && self.is_personal(name - 1) {
            name -= 1;
        }
        let field = tokens.before(name, 1).is_name_word();
        (name < stop && stop - name <= 5 && field).then_some((name, stop))
    }

    fn is_personal(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        token.is_name_word()
            && !token.is_placelike()
            && !token.any(Flags::HEAD.with(Flags::END_HEAD))
            && (!token.any(Flags::COMMON) || token.any(Flags::GIVEN.with(Flags::FAMILY)))
    }

    /// Words before a name at the start of a sentence and the name of a people before a person's:
    /// "Although Moravec", "Ruritanian Ilse Moravec".
    fn without_openers(&self, first: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut name = first;
        while name + 1 < end {
            let token = tokens.at(name);
            let surname = token.any(Flags::FAMILY) && !token.is(Shape::STARTS);
            let opener = token.any(Flags::FUNCTION) && !surname
                || token.is(Shape::STARTS)
                    && !tokens.reads(name, "Radio")
                    && token.any(Flags::COMMON.with(Flags::OPENER))
                    && !token.any(Flags::GIVEN.with(Flags::FAMILY));
            let people = token.any(Flags::PEOPLE)
                && name + 2 < end
                && !tokens.at(name + 1).any(Flags::COMMON);
            if !(opener || people) {
                break;
            }
            name += 1;
        }
        self.tail_of_ordinary_words(name, end).unwrap_or(name)
    }

    /// "while Countering Harm Zulfat Qeshi said": a name after the ordinary words of an office.
    fn tail_of_ordinary_words(&self, first: usize, end: usize) -> Option<usize> {
        let ordinary = |i: usize| {
            let token = self.tokens.at(i);
            token.any(Flags::COMMON) && !token.any(Flags::GIVEN.with(Flags::FAMILY))
        };
        let name = (first..end).find(|i| !ordinary(*i))?;
        let all_names = (name..end).all(|i| !ordinary(i) && !self.tokens.at(i).is_placelike());
        let field = name > first + 1 || self.tokens.at(first).any(Flags::ROLE.with(Flags::PEOPLE));
        (name > first && field && end - name >= 2 && all_names).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::report::Span;

    /// The first run's title and name.
    fn run(text: &str) -> Option<(&str, &str)> {
        let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
        let taken = vec![false; tokens.len()];
        let grammar = RunGrammar { tokens: &tokens, lexicon: lexicon(), taken: &taken };
        let first = (0..tokens.len()).find(|i| tokens.at(*i).is(Shape::CAPITAL))?;
        let found = grammar.parse(first).0?;
        let title = found.title.clone().map_or("", |t| tokens.phrase(t.start, t.end));
        Some((title, tokens.phrase(found.tokens.start, found.tokens.end)))
    }

    #[test]
    fn titles_are_parted_from_names() {
        let table: &[(&str, Option<(&str, &str)>)] = &[
            ("they met President Moravec today", Some(("President", "Moravec"))),
            (
                "Deputy Prime Minister Ilse Moravec spoke",
                Some(("Deputy Prime Minister", "Ilse Moravec")),
            ),
            (
                "Minister of Inland Fishing Ilse Moravec spoke",
                Some(("Minister of Inland Fishing", "Ilse Moravec")),
            ),
            (
                "Deputy Director for Operations Drumov and others",
                Some(("Deputy Director for Operations", "Drumov")),
            ),
            ("Lt. Gen. Omar bin Salim of the navy", Some(("Lt. Gen", "Omar bin Salim"))),
            ("Ana de la Vega’s home", Some(("", "Ana de la Vega"))),
            ("Although Drumov fled", Some(("", "Drumov"))),
            ("the Minister of Justice said", None),
            ("J. R. Vannic left", Some(("", "J. R. Vannic"))),
            (
                "Minister of Trade, Fishing, and Harbors Ilse Moravec spoke",
                Some(("Minister of Trade, Fishing, and Harbors", "Ilse Moravec")),
            ),
            ("the Minister of Trade, and others", None),
            ("they met King Hamad VI today", Some(("King", "Hamad VI"))),
            ("they met King Hamad II bin Salim today", Some(("King", "Hamad II bin Salim"))),
            ("they saw Sultan al-Qeshi there", Some(("", "Sultan al-Qeshi"))),
            ("they elected Omar Salim Sheikh Qeshi then", Some(("", "Omar Salim Sheikh Qeshi"))),
            ("the camp of King Omar Park", None),
            ("they freed Tran Velu To there", Some(("", "Tran Velu To"))),
        ];
        for (text, want) in table {
            assert_eq!(&run(text), want, "{text}");
        }
    }
}

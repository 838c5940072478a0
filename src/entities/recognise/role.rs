//! What the words around a person's name say the person is.
//!
//! "Ilse Moravec, head of the miners’ union, said", "Minister of Trade Ilse Moravec", "the opposition activist
//! Ilse Moravec".

use super::candidate::Candidate;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::Flags;
use crate::report::Span;
use std::ops::Range;

/// What a person is said to be, and how plainly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// In the words of the report.
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// The greater, the plainer: 3 after the name, 2 a title, 1 a noun before it, 0 whose kin.
    pub plainness: u8,
}

/// The longest role after a name, in tokens.
const LONGEST: usize = 14;

/// The role that the place of `candidate` tells, where it tells one.
pub fn of(tokens: &Tokens<'_>, candidate: &Candidate) -> Option<Role> {
    let role = |first, end, plainness| Role {
        words: tokens.phrase(first, end).trim().to_owned(),
        span: tokens.span(first, end),
        plainness,
    };
    let title = || {
        let title = candidate.title.clone()?;
        let words = tokens.phrase(title.start, title.end).trim();
        let address = matches!(
            words,
            "Mr" | "Mrs" | "Ms" | "Dr" | "Sir" | "Daw" | "Ko" | "Ma" | "Lord" | "U" | "Saw"
        );
        (!address).then(|| role(body(tokens, title.start).unwrap_or(title.start), title.end, 2))
    };
    let before =
        || before(tokens, candidate.tokens.start).map(|words| role(words.start, words.end, 1));
    let office = || title().or_else(before);
    match after(tokens, candidate.tokens.end) {
        Some(words) if is_row(tokens, candidate.tokens.end, words.end) => {
            office().or_else(|| Some(role(words.start, words.end, 3)))
        }
        // Whose son somebody is says less than what they are.
        Some(words) if is_kin(tokens, &words) => {
            office().or_else(|| Some(role(words.start, words.end, 0)))
        }
        Some(words) => Some(role(words.start, words.end, 3)),
        None => office(),
    }
}

/// Where the body begins that a title is of: "HWU President Moravec", "Harbor Workers’ Union (HWU)
/// President Moravec". Without it the role reads like that of a head of state.
fn body(tokens: &Tokens<'_>, title: usize) -> Option<usize> {
    let is_short =
        |i: usize| tokens.at(i).is(Shape::ACRONYM) && !tokens.at(i).is(Shape::POSSESSIVE);
    let last = title.checked_sub(1).filter(|_| tokens.follows(title))?;
    if is_short(last) {
        return Some(last);
    }
    let open = title.checked_sub(3)?;
    if !(tokens.reads(open, "(") && is_short(open + 1) && tokens.reads(last, ")")) {
        return None;
    }
    let mut body = None;
    for i in (open.saturating_sub(LONGEST)..open).rev() {
        let joins = tokens.is_one_of(i, &["of", "for", "and", "the", "in", "on"]);
        let token = tokens.at(i);
        if token.is(Shape::CAPITAL) && !token.any(Flags::FUNCTION) {
            body = Some(i);
        } else if !joins {
            break;
        }
        if token.is(Shape::EDGE) {
            break;
        }
    }
    body
}

/// "President Moravec, the mayor, and the governor", "Minister Vesely, the speaker, the envoy, and": the
/// offices after the name are others in a row. `end` is behind the name, `stop` behind the first
/// office.
fn is_row(tokens: &Tokens<'_>, end: usize, stop: usize) -> bool {
    const ARTICLES: &[&str] = &["the", "a", "an", "its", "his", "her", "their"];
    let mut comma = stop;
    while tokens.is_one_of(end + 1, &["the"]) && tokens.reads(comma, ",") {
        let and = tokens.reads(comma + 1, "and");
        let first = comma + 1 + usize::from(and);
        if !tokens.is_one_of(first, ARTICLES) {
            return and && comma > stop;
        }
        let next = (first..first + LONGEST)
            .find(|i| tokens.at(*i).is(Shape::MARK | Shape::EDGE) || tokens.reads(*i, "and"));
        match next {
            _ if and => return true,
            Some(next) if tokens.reads(next, "and") => return true,
            Some(next) => comma = next,
            None => return false,
        }
    }
    false
}

/// Whether the first word of a role that says what somebody is says whose kin.
fn is_kin(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    let said = Flags::ROLE.with(Flags::TITLE);
    let first = words.clone().find(|i| tokens.at(*i).any(said));
    first.is_some_and(|i| tokens.at(i).any(Flags::KIN))
}

/// Words between the comma after a name and the next mark, if one of them is a role.
fn after(tokens: &Tokens<'_>, end: usize) -> Option<Range<usize>> {
    if !tokens.reads(end, ",") {
        return None;
    }
    let mut first = end + 1;
    while tokens.is_one_of(first, &["a", "an", "the", "as", "himself", "herself", "also"]) {
        first += 1;
    }
    if opens_no_noun(tokens, first) {
        return None;
    }
    let stop = (first..first + LONGEST).find(|i| {
        let token = tokens.at(*i);
        token.is(Shape::MARK | Shape::EDGE)
            || tokens.is_one_of(*i, &["who", "whose", "was", "which"])
            || tokens.reads(*i, "and") && !joins_names(tokens, *i)
    })?;
    let early = (first..stop.min(first + 5)).any(|i| {
        tokens.at(i).any(Flags::ROLE.with(Flags::TITLE)) && !tokens.at(i).is(Shape::POSSESSIVE)
    });
    // "authorities sentenced his killer"; but "a convicted murderer"
    let befell = |i: usize| tokens.at(i).any(Flags::SUFFERED) && !tokens.at(i + 1).any(Flags::ROLE);
    // "in the case of Ilse Moravec, prison officials did not answer": a clause goes on.
    let clause =
        |i: usize| tokens.is_one_of(i, &["did", "does", "do", "had", "has", "have", "were", "are"]);
    let verb = (first..stop).any(|i| {
        tokens.at(i).any(Flags::HUMAN_VERB.with(Flags::DOING_VERB)) || befell(i) || clause(i)
    });
    let closed = tokens.is_one_of(stop, &[",", ".", ";", ")", "who", "whose", "was", "and"]);
    (early && closed && !verb && stop > first && !names_another(tokens, first, stop))
        .then_some(first..stop)
}

/// Whether the words after a name begin with no noun phrase: "while speaking", "against the mayor",
/// "claiming that", "detained with".
fn opens_no_noun(tokens: &Tokens<'_>, first: usize) -> bool {
    const OPENERS: &[&str] = &[
        "while",
        "against",
        "for",
        "with",
        "in",
        "on",
        "at",
        "by",
        "from",
        "to",
        "of",
        "after",
        "before",
        "when",
        "where",
        "including",
        "such",
        "along",
        "during",
        "since",
        "although",
        "because",
        "but",
        "despite",
        "saying",
        "is",
        "had",
        "has",
        "not",
    ];
    const ADJECTIVES: &[&str] = &[
        "acting",
        "leading",
        "founding",
        "managing",
        "sitting",
        "outgoing",
        "ruling",
        "presiding",
        "commanding",
        "incoming",
        "practicing",
    ];
    let word = tokens.word(first);
    let participle = word.ends_with("ing") && !ADJECTIVES.contains(&word)
        || word.ends_with("ed")
            && tokens.is_one_of(first + 1, &["by", "with", "in", "on", "to", "for", "of"]);
    tokens.is_one_of(first, OPENERS) || tokens.at(first).is_lower() && participle
}

/// "the Promotion and Protection of Rights": names on both sides.
fn joins_names(tokens: &Tokens<'_>, and: usize) -> bool {
    tokens.before(and, 1).is(Shape::CAPITAL) && tokens.at(and + 1).is(Shape::CAPITAL)
}

/// "Moravec, former minister Otto Vesely, and others": a row, not a role.
fn names_another(tokens: &Tokens<'_>, first: usize, stop: usize) -> bool {
    let said = Flags::ROLE.with(Flags::TITLE);
    (first..stop.saturating_sub(1)).any(|i| {
        tokens.at(i).any(said)
            && (i + 1..stop).all(|i| {
                let token = tokens.at(i);
                token.is(Shape::CAPITAL) && !token.any(said.with(Flags::HEAD))
            })
    })
}

/// A role noun before the name with the words that belong to it.
fn before(tokens: &Tokens<'_>, start: usize) -> Option<Range<usize>> {
    let role = start.checked_sub(1)?;
    let token = tokens.at(role);
    if !token.is_lower() || !token.any(Flags::ROLE) || !tokens.follows(start) {
        return None;
    }
    let mut first = role;
    while first > 0 && role - first < 3 && tokens.follows(first) {
        let word = tokens.before(first, 1);
        let letters = tokens.word_before(first, 1);
        let belongs = word.is_lower()
            && !word.any(
                Flags::FUNCTION
                    .with(Flags::HUMAN_VERB)
                    .with(Flags::DOING_VERB)
                    .with(Flags::PARTICLE),
            )
            && !word.is(Shape::POSSESSIVE)
            && !letters.ends_with("ed")
            && !letters.ends_with("ing")
            || word.any(Flags::PEOPLE);
        if !belongs {
            break;
        }
        first -= 1;
    }
    Some(first..role + 1)
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::reading;
    use crate::report::DocumentName;

    /// The role that a text gives the person of this name.
    fn role(text: &str, name: &str) -> Option<String> {
        let report = reading::read(text.as_bytes(), &DocumentName::new("one.txt")).unwrap();
        let entities = analyse(&report).entities;
        let entity = entities.into_iter().find(|entity| entity.name == name);
        entity.unwrap_or_else(|| panic!("{name} is found in {text}")).role
    }

    #[test]
    fn the_office_of_the_next_in_a_row_is_not_of_the_first() {
        let table = [
            (
                "She wrote to President Otto Vesely, the general prosecutor, and the governor.",
                "President",
            ),
            (
                "They met Prime Minister Otto Vesely, the speaker of parliament, the special envoy, \
                 and two judges’ envoys, and the mayor.",
                "Prime Minister",
            ),
            (
                "President Otto Vesely, the leader of the Dawn Party, said so.",
                "leader of the Dawn Party",
            ),
            ("Otto Vesely, a lawyer, and the mayor were there.", "lawyer"),
            ("Otto Vesely, head of the miners’ union, was there.", "head of the miners’ union"),
        ];
        for (text, want) in table {
            assert_eq!(role(text, "Otto Vesely").as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn a_title_has_the_body_that_it_is_of() {
        let table = [
            ("On May 3 HWU President Otto Vesely was fined.", "HWU President"),
            (
                "The Harbor Workers’ Union (HWU) President Otto Vesely was fined.",
                "Harbor Workers’ Union (HWU) President",
            ),
            ("A poet met President Otto Vesely.", "President"),
        ];
        for (text, want) in table {
            assert_eq!(role(text, "Otto Vesely").as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn whose_kin_somebody_is_yields_to_an_office() {
        let text = "Mayor Otto Vesely, son of the former president, was fined.";
        assert_eq!(role(text, "Otto Vesely").as_deref(), Some("Mayor"));
        let text = "A court fined Otto Vesely, son of the former president, in May.";
        assert_eq!(role(text, "Otto Vesely").as_deref(), Some("son of the former president"));
    }

    #[test]
    fn a_court_of_first_instance_is_nobody() {
        let text =
            "The First Instance (i.e., Trial) Court for Serious Crimes of Velna fined a poet.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("one.txt")).unwrap();
        let people = analyse(&report).entities.into_iter();
        let people = people.filter(|one| one.kind == crate::entities::EntityKind::Person);
        assert_eq!(people.count(), 0);
    }
}

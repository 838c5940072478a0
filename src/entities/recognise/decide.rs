//! Decides which candidates are names, from the evidence of the whole report.
//!
//! A form that is strongly a person's or a body's name in one place is that name everywhere; a
//! surname or an acronym alone is believed where the report has its full name.

use super::acronyms::{self, Definitions};
use super::candidate::{Candidate, Found};
use super::evidence::{self, PERSON_ENOUGH, SINGLE_ENOUGH};
use super::tokens::{Shape, Tokens};
use crate::entities::EntityKind;
use crate::entities::compare;
use crate::entities::lexicon::{Flags, Lexicon};
use std::collections::{HashMap, HashSet};

/// What speaks for the readings of one form, over all its places.
#[derive(Clone, Debug, Default)]
struct Form {
    words: usize,
    person: f32,
    body: f32,
    places: u32,
    count: u32,
    with_article: u32,
    ordinary: bool,
    is_run: bool,
    is_court: bool,
}

/// Evidence and decisions of a report.
pub struct Decider<'a, 't> {
    tokens: &'a Tokens<'t>,
    lexicon: &'a Lexicon,
    lower_words: HashSet<&'t str>,
    forms: HashMap<&'t str, Form>,
}

impl<'a, 't> Decider<'a, 't> {
    /// Weighs the candidates, which are in order.
    pub fn new(
        tokens: &'a Tokens<'t>,
        lexicon: &'a Lexicon,
        candidates: &[Candidate],
        definitions: &Definitions,
    ) -> Self {
        let lower_words = (0..tokens.len())
            .filter(|i| tokens.at(*i).is_lower())
            .map(|i| tokens.word(i))
            .collect();
        let mut decider = Self { tokens, lexicon, lower_words, forms: HashMap::new() };
        decider.weigh_all(candidates);
        decider.weigh_definitions(candidates, definitions);
        decider
    }

    fn text(&self, candidate: &Candidate) -> &'t str {
        self.tokens.phrase(candidate.tokens.start, candidate.tokens.end)
    }

    fn weigh_all(&mut self, candidates: &[Candidate]) {
        let mut person_before: Option<usize> = None;
        for candidate in candidates {
            let text = self.text(candidate);
            let listed = person_before.is_some_and(|end| self.is_list_step(end, candidate));
            let scene =
                evidence::scene(self.tokens, self.lexicon, &self.lower_words, candidate, listed);
            let (person, body) = match candidate.found {
                Found::Run => (evidence::person(&scene), evidence::body(&scene)),
                Found::Known(_) => (0.0, 4.0),
                Found::Body | Found::Domain => (0.0, 2.5),
                Found::Court | Found::Head | Found::Acronym => (0.0, 0.0),
            };
            let ordinary = (candidate.tokens.clone()).all(|i| scene.is_ordinary(i));
            let article =
                matches!(self.tokens.word_before(candidate.tokens.start, 1), "the" | "The");
            let before = self.tokens.before(candidate.tokens.start, 1);
            let after = self.tokens.at(candidate.tokens.end);
            let enough = if candidate.len() > 1 { PERSON_ENOUGH } else { SINGLE_ENOUGH };
            person_before =
                (person >= enough && candidate.found == Found::Run).then_some(candidate.tokens.end);
            let form = self.forms.entry(text).or_default();
            form.words = candidate.len();
            form.person = form.person.max(person);
            form.body += body;
            form.count += 1;
            form.with_article += u32::from(article);
            form.ordinary |= ordinary;
            form.is_run |= candidate.found == Found::Run;
            form.is_court |= candidate.found == Found::Court;
            let in_place = before.is_lower()
                && before.any(Flags::PLACE_PREPOSITION)
                && candidate.title.is_none();
            form.places += u32::from(in_place || after.any(Flags::PLACE_WORD) && after.is_lower());
        }
    }

    /// Whether only a comma or "and" stands between `end` and the candidate.
    fn is_list_step(&self, end: usize, candidate: &Candidate) -> bool {
        let start = candidate.title.as_ref().map_or(candidate.tokens.start, |title| title.start);
        start > end
            && start - end <= 2
            && !self.tokens.before(end, 1).is(Shape::POSSESSIVE)
            && (end..start).all(|i| self.tokens.is_one_of(i, &[",", "and", "or", ";", "&"]))
    }

    /// A run that an acronym is given for is a body: "Open Hand (OH)".
    fn weigh_definitions(&mut self, candidates: &[Candidate], definitions: &Definitions) {
        for (long, short) in &definitions.pairs {
            let (Some(long), Some(short)) = (candidates.get(*long), candidates.get(*short)) else {
                continue;
            };
            let (long_text, short_text) = (self.text(long), self.text(short));
            let spelled = compare::spells(long_text, short_text);
            let bodylike =
                matches!(long.found, Found::Body | Found::Known(_) | Found::Court | Found::Domain);
            if long.found == Found::Run && spelled {
                if let Some(form) = self.forms.get_mut(long_text) {
                    form.body += 4.0;
                }
            }
            if bodylike || spelled {
                if let Some(form) = self.forms.get_mut(short_text) {
                    form.body += 3.0;
                }
            }
        }
    }

    /// What each candidate is, where it is a name.
    pub fn decide(
        &self,
        candidates: &[Candidate],
        definitions: &Definitions,
    ) -> Vec<Option<EntityKind>> {
        let kinds: HashMap<&str, EntityKind> = self
            .forms
            .iter()
            .filter_map(|(text, form)| Some((*text, self.kind(text, form, definitions)?)))
            .collect();
        let surnames = Surnames::new(&kinds);
        candidates
            .iter()
            .map(|candidate| {
                let text = self.text(candidate);
                if candidate.found == Found::Head {
                    return None;
                }
                if let Some(kind) = kinds.get(text) {
                    return Some(*kind);
                }
                let form = self.forms.get(text)?;
                (candidate.found == Found::Run
                    && self.is_short_name(text, form, &surnames, candidate))
                .then_some(EntityKind::Person)
            })
            .collect()
    }

    fn kind(&self, text: &str, form: &Form, definitions: &Definitions) -> Option<EntityKind> {
        if form.is_court {
            return Some(EntityKind::Court);
        }
        if form.body >= 2.0 && form.body >= form.person {
            return Some(EntityKind::Organization);
        }
        if form.is_run {
            let enough = if form.words > 1 { PERSON_ENOUGH } else { SINGLE_ENOUGH };
            let place = form.places >= 2 && form.person < 3.0
                || form.places * 2 > form.count && form.person < 2.5;
            return (form.person >= enough && !place).then_some(EntityKind::Person);
        }
        self.is_body_acronym(text, form, definitions).then_some(EntityKind::Organization)
    }

    /// Capital letters are a body's where the report treats them as a name: with the article, or
    /// again and again, and not as the abbreviation of something else.
    fn is_body_acronym(&self, text: &str, form: &Form, definitions: &Definitions) -> bool {
        let concept = definitions.concepts.iter().any(|c| c == acronyms::singular(text));
        if concept || self.lexicon.is_no_acronym(text) || form.words != 1 {
            return false;
        }
        let letters = text.chars().filter(|c| c.is_uppercase()).count();
        let vowels = text.chars().any(|c| "AEIOUY".contains(c));
        letters >= 3
            && letters <= 7
            && (form.with_article > 0 || form.count >= 2 || !vowels && form.count >= 2)
    }

    /// A surname alone, a given name alone, or a misspelt surname of someone whose full name the
    /// report has: "Moravec", "Ilse", "Moraveč".
    fn is_short_name(
        &self,
        text: &str,
        form: &Form,
        surnames: &Surnames<'_>,
        candidate: &Candidate,
    ) -> bool {
        let first = self.tokens.at(candidate.tokens.start);
        let place = form.places * 2 > form.count || first.is_placelike() && form.words == 1;
        let known = match form.words {
            1 => surnames.last.contains(text) || surnames.first.contains(text) && !form.ordinary,
            2..=4 => {
                text.rsplit(' ').next().is_some_and(|last| surnames.last.contains(last))
                    && form.person > 0.0
                    || surnames.contains_run(text)
            }
            _ => false,
        };
        let ordinary = form.ordinary && form.person < -1.0;
        if known && !place && !ordinary {
            return true;
        }
        form.words == 1
            && !form.ordinary
            && !place
            && !first.any(Flags::HEAD.with(Flags::END_HEAD))
            && surnames.has_near(text)
    }
}

/// The words of the names of people who are known by their full names.
struct Surnames<'a> {
    last: HashSet<&'a str>,
    first: HashSet<&'a str>,
    full: Vec<&'a str>,
    skeletons: HashMap<String, Vec<&'a str>>,
}

impl<'a> Surnames<'a> {
    fn new(kinds: &HashMap<&'a str, EntityKind>) -> Self {
        let mut surnames = Self {
            last: HashSet::new(),
            first: HashSet::new(),
            full: Vec::new(),
            skeletons: HashMap::new(),
        };
        for (text, _) in kinds.iter().filter(|(_, kind)| **kind == EntityKind::Person) {
            let mut words = text.split(' ');
            let Some(first) = words.next() else { continue };
            let rest: Vec<&str> = words.filter(|w| w.starts_with(char::is_uppercase)).collect();
            if rest.is_empty() {
                surnames.add_last(first);
            } else {
                surnames.first.insert(first);
                surnames.full.push(text);
            }
            for word in rest {
                surnames.add_last(word);
            }
        }
        surnames.full.sort_unstable();
        surnames
    }

    fn add_last(&mut self, word: &'a str) {
        self.last.insert(word);
        if word.chars().count() >= 6 {
            self.skeletons.entry(compare::skeleton(word)).or_default().push(word);
        }
    }

    /// Whether some full name holds `text` as words of its own.
    fn contains_run(&self, text: &str) -> bool {
        self.last.contains(text.rsplit(' ').next().unwrap_or(""))
            && self
                .full
                .iter()
                .any(|full| full.strip_suffix(text).is_some_and(|rest| rest.ends_with(' ')))
    }

    fn has_near(&self, text: &str) -> bool {
        text.chars().count() >= 6
            && self
                .skeletons
                .get(&compare::skeleton(text))
                .is_some_and(|words| words.iter().any(|word| compare::near_words(word, text)))
    }
}

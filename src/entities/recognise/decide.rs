//! Decides which candidates are names, from the evidence of the whole report.
//!
//! A form that is strongly a person's or a body's name in one place is that name everywhere; a
//! surname or an acronym alone is believed where the report has its full name.

use super::acronyms::{self, Definitions};
use super::candidate::{Candidate, Found};
use super::evidence::{self, PERSON_ENOUGH, SINGLE_ENOUGH};
use super::lists;
use super::nicknames;
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
    is_acronym: bool,
    /// In how many places a law or the like follows: "the XYZ Act".
    laws: u32,
}

/// What speaks for a person and for a body at one place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    /// For a person.
    pub person: f32,
    /// For a body.
    pub body: f32,
    /// Whether all its words are ordinary ones.
    pub ordinary: bool,
    /// Whether it stands in a list of places.
    pub place: bool,
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
        decider.weigh_parties();
        decider
    }

    fn text(&self, candidate: &Candidate) -> &'t str {
        self.tokens.phrase(candidate.tokens.start, candidate.tokens.end)
    }

    fn weigh_all(&mut self, candidates: &[Candidate]) {
        let mut weights: Vec<Weight> = candidates.iter().map(|c| self.weigh(c)).collect();
        for (pair, weight) in candidates.windows(2).zip(weights.iter_mut().skip(1)) {
            if let [before, candidate] = pair {
                weight.person += self.after_a_body(before, candidate);
            }
        }
        nicknames::weigh(self.tokens, candidates, &mut weights);
        lists::weigh(self.tokens, self.lexicon, candidates, &mut weights);
        for (candidate, weight) in candidates.iter().zip(weights) {
            self.add(candidate, weight);
        }
    }

    /// What the words around one candidate say.
    fn weigh(&self, candidate: &Candidate) -> Weight {
        let scene = evidence::scene(self.tokens, self.lexicon, &self.lower_words, candidate);
        let (person, body) = match candidate.found {
            Found::Run => (evidence::person(&scene), evidence::body(&scene)),
            Found::Known(_) => (0.0, 4.0),
            Found::Body | Found::Domain => (0.0, 2.5),
            Found::Court | Found::Head | Found::Acronym => (0.0, 0.0),
        };
        let ordinary = candidate.tokens.clone().all(|i| scene.is_ordinary(i));
        Weight { person, body, ordinary, place: false }
    }

    /// "the leader of the Harbor Party Ilse Moravec": a name right after a body's is a person's.
    fn after_a_body(&self, before: &Candidate, candidate: &Candidate) -> f32 {
        let follows = before.tokens.end == candidate.tokens.start
            && self.tokens.follows(candidate.tokens.start)
            && !self.tokens.before(before.tokens.end, 1).is(Shape::POSSESSIVE);
        if follows
            && before.found == Found::Body
            && candidate.found == Found::Run
            && candidate.len() > 1
        {
            1.2
        } else {
            0.0
        }
    }

    fn add(&mut self, candidate: &Candidate, weight: Weight) {
        let tokens = self.tokens;
        let before = tokens.before(candidate.tokens.start, 1);
        let after = tokens.at(candidate.tokens.end);
        let told = tokens.before(candidate.tokens.end, 1).is(Shape::POSSESSIVE)
            && after.any(Flags::FATE.with(Flags::KIN));
        let in_place = !told
            && before.is_lower()
            && before.any(Flags::PLACE_PREPOSITION)
            && candidate.title.is_none();
        // "the village of Old Harbor"
        let of_place = candidate.title.is_none()
            && tokens.word_before(candidate.tokens.start, 1) == "of"
            && tokens.before(candidate.tokens.start, 2).any(Flags::PLACE_WORD)
            && tokens.before(candidate.tokens.start, 2).is_lower();
        let in_place = in_place || of_place;
        let named_place = after.any(Flags::PLACE_WORD)
            && after.is_lower()
            && !tokens.before(candidate.tokens.end, 1).is(Shape::POSSESSIVE);
        let article = matches!(tokens.word_before(candidate.tokens.start, 1), "the" | "The");
        let text = self.text(candidate);
        let form = self.forms.entry(text).or_default();
        form.words = candidate.len();
        form.person = form.person.max(weight.person);
        form.body += weight.body;
        form.count += 1;
        form.with_article += u32::from(article);
        form.ordinary |= weight.ordinary;
        form.is_run |= candidate.found == Found::Run;
        form.is_acronym |= candidate.found == Found::Acronym;
        let law = tokens.is_one_of(
            candidate.tokens.end,
            &["law", "act", "bill", "Act", "Law", "Bill", "code", "tests", "test", "virus"],
        );
        form.laws += u32::from(law);
        form.is_court |= candidate.found == Found::Court;
        form.places += u32::from(in_place || named_place || weight.place);
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
            let other = long.found == Found::Run && self.names_other(long);
            if other {
                continue;
            }
            let hinted = compare::hints(long_text, short_text)
                && self.forms.get(long_text).is_some_and(|form| form.person < 2.5);
            let spelled = spelled || hinted;
            if long.found == Found::Run
                && spelled
                && let Some(form) = self.forms.get_mut(long_text)
            {
                form.body += 4.0;
            }
            if short.found != Found::Acronym {
                self.share(long_text, short_text);
            } else if (bodylike || spelled)
                && let Some(form) = self.forms.get_mut(short_text)
            {
                form.body += 3.0;
            }
        }
    }

    /// "Dawn (formerly Oak)": if one is a body, so is the other.
    fn share(&mut self, a: &str, b: &str) {
        let body = |text: &str| self.forms.get(text).is_some_and(|form| form.body >= 2.0);
        let weaker = match (body(a), body(b)) {
            (true, false) => b,
            (false, true) => a,
            _ => return,
        };
        if let Some(form) = self.forms.get_mut(weaker) {
            form.body += 3.0;
        }
    }

    /// "Fisheries Act", "Velna Autonomous Region": names, but of no body.
    fn names_other(&self, candidate: &Candidate) -> bool {
        let last = self.tokens.before(candidate.tokens.end, 1);
        let other = last.any(Flags::NOT_BODY.with(Flags::PLACE_WORD)) && !last.any(Flags::MAY_END);
        other || last.any(Flags::ROLE.with(Flags::TITLE)) && last.any(Flags::COMMON)
    }

    /// "Dawn" is a body where the report has "Dawn Party".
    fn weigh_parties(&mut self) {
        let named: Vec<&'t str> = self
            .forms
            .iter()
            .filter(|(_, form)| form.body >= 2.0)
            .filter_map(|(text, _)| {
                [" party", " Party", " Movement", " movement", " newspaper"]
                    .iter()
                    .find_map(|kind| text.strip_suffix(kind))
            })
            .collect();
        for name in named {
            if let Some(form) =
                self.forms.get_mut(name).filter(|form| form.is_run && !form.ordinary)
            {
                form.body += 5.0;
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
        if form.is_acronym && !self.may_be_body(text, definitions) {
            return None;
        }
        // Lists and cues err on places: "offices in Velna, Open Hand, and Qeshi".
        if form.is_run && form.places >= 2 && form.body < 5.0 {
            return None;
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
        if !form.is_acronym || !self.may_be_body(text, definitions) {
            return false;
        }
        if definitions.bodies.contains(text) {
            return true;
        }
        let letters = text.chars().filter(|c| c.is_uppercase()).count();
        let enough = form.with_article > 0 || form.count >= 2 || letters >= 4;
        (3..=8).contains(&letters) && enough && form.laws == 0
    }

    fn may_be_body(&self, text: &str, definitions: &Definitions) -> bool {
        let concept = definitions.concepts.contains(acronyms::singular(text));
        !concept && !self.lexicon.is_no_acronym(text)
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
    /// The ends of full names that have two words and more: "bin Salim" of "Omar bin Salim".
    ends: HashSet<&'a str>,
    skeletons: HashMap<String, Vec<&'a str>>,
}

impl<'a> Surnames<'a> {
    fn new(kinds: &HashMap<&'a str, EntityKind>) -> Self {
        let mut surnames = Self {
            last: HashSet::new(),
            first: HashSet::new(),
            ends: HashSet::new(),
            skeletons: HashMap::new(),
        };
        for (text, _) in kinds.iter().filter(|(_, kind)| **kind == EntityKind::Person) {
            let mut words = text.split(' ');
            let Some(first) = words.next() else { continue };
            let rest: Vec<&str> = words.filter(|w| w.chars().any(char::is_uppercase)).collect();
            if rest.is_empty() {
                surnames.add_last(first);
            } else {
                surnames.first.insert(first);
                let ends = text.match_indices(' ').filter_map(|(at, _)| text.get(at + 1..));
                surnames.ends.extend(ends);
            }
            for word in rest {
                surnames.add_last(word);
            }
        }
        surnames
    }

    fn add_last(&mut self, word: &'a str) {
        self.last.insert(word);
        self.last.insert(compare::without_article(word));
        if word.chars().count() >= 6 {
            self.skeletons.entry(compare::skeleton(word)).or_default().push(word);
        }
    }

    /// Whether some full name ends in `text`.
    fn contains_run(&self, text: &str) -> bool {
        self.ends.contains(text)
    }

    fn has_near(&self, text: &str) -> bool {
        text.chars().count() >= 6
            && self
                .skeletons
                .get(&compare::skeleton(text))
                .is_some_and(|words| words.iter().any(|word| compare::near_words(word, text)))
    }
}

//! What merging and the lists of names need of one report, without its text.
//!
//! Comes in: a report with what was found in it. Goes out: [`Material`], some thousand bytes where
//! the report has some hundred thousand, so that thousands of reports can be merged with none of
//! their texts at hand. Nothing in it depends on what the report is: its country, its year and its
//! publisher may be corrected by the user, and are told beside it ([`Source`]).

mod words;

use super::{BodyKind, EntityKind, ReportEntity, facts, merge, owner};
use crate::analysis::Analysis;
use crate::report::{Metadata, Report, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use words::{Collected, Words, WordsId};

/// What is needed of one report's entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    words: Words,
    /// The outline: level and title.
    titles: Vec<(u8, WordsId)>,
    rows: Vec<Row>,
    /// The forms of all entities in order, each with how often it stands there.
    forms: Vec<(WordsId, u32)>,
    /// What people are said to be, evened out; see [`super::share_role`].
    said: Vec<WordsId>,
    /// Where mentions stand in text order: the place in the outline counted from one, nothing
    /// before the first heading, and how many stand there one after another.
    stands: Vec<(u32, u32)>,
    /// The mentions in text order, each with the number of its sentence counted from one.
    mentions: Vec<(Span, u32)>,
    /// The words of roles and titles.
    roles: Vec<(Span, WordsId)>,
    /// The events that a person stands in or a court has a hand in, by their places among all.
    events: Vec<u32>,
}

/// One entity. What there is several of ends in the lists of all where it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    kind: EntityKind,
    name: WordsId,
    role: Option<WordsId>,
    /// The country that the word before the first mention names.
    owner: Option<WordsId>,
    beside: Option<BodyKind>,
    last_event: Option<(u32, Date)>,
    forms: u32,
    said: u32,
    stands: u32,
    mentions: u32,
    roles: u32,
    events: u32,
}

/// One report's material with what the report is.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What merging needs of it.
    pub material: &'a Material,
    /// The country that it is about.
    pub country: Option<&'a str>,
    /// The year that it is about.
    pub year: Option<i16>,
}

impl<'a> Source<'a> {
    /// The material of a report that is this.
    pub fn of(material: &'a Material, metadata: &'a Metadata) -> Self {
        Self { material, country: metadata.country(), year: metadata.year() }
    }
}

/// So many mentions are looked at for what stands beside a name.
pub(super) const MENTIONS_LOOKED_AT: usize = 5;

impl Material {
    /// What is needed of a report's entities. Linear in their mentions and the events.
    pub fn of(report: &Report, analysis: &Analysis) -> Self {
        let mut filling = Filling { events: events(analysis), ..Filling::default() };
        let titles = report.outline.iter();
        let titles = titles.map(|section| (section.level, filling.words.add(&section.title)));
        filling.made.titles = titles.collect();
        for (local, entity) in analysis.entities.iter().enumerate() {
            filling.add(report, &analysis.sentences, local, entity);
        }
        filling.finish()
    }

    /// How many entities the report has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The outline: the level and the title of each section.
    pub fn titles(&self) -> impl Iterator<Item = (u8, &str)> {
        self.titles.iter().map(|(level, title)| (*level, self.words.get(*title)))
    }

    /// One of the entities.
    pub fn get(&self, local: usize) -> Option<Told<'_>> {
        let row = self.rows.get(local)?;
        let before = local.checked_sub(1).and_then(|before| self.rows.get(before));
        Some(Told { material: self, row, before })
    }

    /// All of the entities, in their order.
    pub fn entities(&self) -> impl Iterator<Item = Told<'_>> {
        (0..self.rows.len()).filter_map(|local| self.get(local))
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.words.bytes()
            + size_of_val(self.titles.as_slice())
            + size_of_val(self.rows.as_slice())
            + size_of_val(self.forms.as_slice())
            + size_of_val(self.said.as_slice())
            + size_of_val(self.stands.as_slice())
            + size_of_val(self.mentions.as_slice())
            + size_of_val(self.roles.as_slice())
            + size_of_val(self.events.as_slice())
    }
}

/// One entity of a report, as its material tells it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    material: &'a Material,
    row: &'a Row,
    before: Option<&'a Row>,
}

impl<'a> Told<'a> {
    /// Its kind.
    pub fn kind(self) -> EntityKind {
        self.row.kind
    }

    /// The fullest form in the report.
    pub fn name(self) -> &'a str {
        self.material.words.get(self.row.name)
    }

    /// For persons, what the report says they are.
    pub fn role(self) -> Option<&'a str> {
        self.row.role.map(|role| self.material.words.get(role))
    }

    /// The words that it is mentioned by, in order of the alphabet, each with how often.
    pub fn forms(self) -> impl Iterator<Item = (&'a str, u32)> + Clone {
        let before = self.before.map_or(0, |row| row.forms);
        let own = part(&self.material.forms, before, self.row.forms);
        own.iter().map(move |(form, count)| (self.material.words.get(*form), *count))
    }

    /// What a person is said to be, evened out, in order of the alphabet.
    pub fn said(self) -> impl Iterator<Item = &'a str> {
        let before = self.before.map_or(0, |row| row.said);
        let own = part(&self.material.said, before, self.row.said);
        own.iter().map(move |word| self.material.words.get(*word))
    }

    /// The country that the word before the first mention of a court or an organization names, in
    /// lower case: whose it is, if that is not the one that the report is about.
    pub fn owner(self) -> Option<&'a str> {
        self.row.owner.map(|country| self.material.words.get(country))
    }

    /// The kind of body that the nouns beside its first mentions tell.
    pub fn beside(self) -> Option<BodyKind> {
        self.row.beside
    }

    /// Its mentions in text order, each with the number of its sentence.
    pub fn mentions(self) -> impl ExactSizeIterator<Item = (Span, Option<usize>)> + 'a {
        let before = self.before.map_or(0, |row| row.mentions);
        let own = part(&self.material.mentions, before, self.row.mentions);
        own.iter().map(|(span, sentence)| (*span, (*sentence as usize).checked_sub(1)))
    }

    /// The words of every role or title that a person is given, in text order, and where they
    /// stand.
    pub fn roles(self) -> impl Iterator<Item = (&'a str, Span)> {
        let before = self.before.map_or(0, |row| row.roles);
        let own = part(&self.material.roles, before, self.row.roles);
        own.iter().map(move |(span, words)| (self.material.words.get(*words), *span))
    }

    /// The events that a person stands in, or that a court has a hand in, by their places among the
    /// report's events.
    pub fn events(self) -> impl Iterator<Item = usize> + 'a {
        let before = self.before.map_or(0, |row| row.events);
        part(&self.material.events, before, self.row.events).iter().map(|event| *event as usize)
    }

    /// Where its mentions stand, in text order: the place in the outline, if any, and how many
    /// stand there one after another.
    pub fn stands(self) -> impl Iterator<Item = (Option<usize>, usize)> + 'a {
        let before = self.before.map_or(0, |row| row.stands);
        let own = part(&self.material.stands, before, self.row.stands);
        own.iter().map(|(at, count)| ((*at as usize).checked_sub(1), *count as usize))
    }

    /// For persons, the latest dated event that they stand in, by its place among the report's
    /// events, with its last day; of several on one day the first.
    pub fn last_event(self) -> Option<(usize, Date)> {
        self.row.last_event.map(|(event, day)| (event as usize, day))
    }
}

fn part<T>(all: &[T], from: u32, to: u32) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

/// Material while it is put together.
#[derive(Default)]
struct Filling {
    words: Collected,
    made: Material,
    events: HashMap<usize, Events>,
}

/// The events of one entity.
#[derive(Default)]
struct Events {
    all: Vec<u32>,
    last: Option<(u32, Date)>,
}

impl Filling {
    fn add(&mut self, report: &Report, sentences: &[Span], local: usize, entity: &ReportEntity) {
        self.add_forms(report, entity);
        self.add_stands(report, entity);
        let sentence = |span: &Span| sentences.partition_point(|one| one.start <= span.start);
        let mentions = entity.mentions.iter().map(|span| (*span, count(sentence(span))));
        self.made.mentions.extend(mentions);
        let roles = entity.roles.iter().map(|role| (*role, self.words.add(role.of(&report.text))));
        self.made.roles.extend(roles);
        let events = self.events.remove(&local).unwrap_or_default();
        self.made.events.extend(&events.all);
        let said = entity.roles.iter().flat_map(|role| merge::role_words(role.of(&report.text)));
        let said: BTreeSet<String> = said.collect();
        self.made.said.extend(said.iter().map(|word| self.words.add(word)));
        let first = entity.mentions.first().copied();
        let body = first.filter(|_| entity.kind != EntityKind::Person);
        let owner = body.and_then(|first| owner::named_before(&report.text, first));
        self.made.rows.push(Row {
            kind: entity.kind,
            name: self.words.add(&entity.name),
            role: entity.role.as_ref().map(|role| self.words.add(role)),
            owner: owner.map(|country| self.words.add(country)),
            beside: body.and_then(|_| beside(&report.text, &entity.mentions)),
            last_event: events.last,
            forms: count(self.made.forms.len()),
            said: count(self.made.said.len()),
            stands: count(self.made.stands.len()),
            mentions: count(self.made.mentions.len()),
            roles: count(self.made.roles.len()),
            events: count(self.made.events.len()),
        });
    }

    fn add_forms(&mut self, report: &Report, entity: &ReportEntity) {
        let mut forms: BTreeMap<&str, u32> = BTreeMap::new();
        for mention in &entity.mentions {
            *forms.entry(mention.of(&report.text)).or_default() += 1;
        }
        for (form, count) in forms {
            self.made.forms.push((self.words.add(form), count));
        }
    }

    fn add_stands(&mut self, report: &Report, entity: &ReportEntity) {
        let begin = self.made.stands.len();
        for mention in &entity.mentions {
            let at = report.section_at(mention.start).map_or(0, |at| count(at + 1));
            let own = self.made.stands.get_mut(begin..).and_then(<[_]>::last_mut);
            match own.filter(|(last, _)| *last == at) {
                Some((_, count)) => *count += 1,
                None => self.made.stands.push((at, 1)),
            }
        }
    }

    fn finish(self) -> Material {
        let mut made = self.made;
        made.words = self.words.finish();
        made.titles.shrink_to_fit();
        made.rows.shrink_to_fit();
        made.forms.shrink_to_fit();
        made.said.shrink_to_fit();
        made.stands.shrink_to_fit();
        made.mentions.shrink_to_fit();
        made.roles.shrink_to_fit();
        made.events.shrink_to_fit();
        made
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The events of each entity.
fn events(analysis: &Analysis) -> HashMap<usize, Events> {
    let mut all: HashMap<usize, Events> = HashMap::new();
    for (number, event) in (0..).zip(&analysis.events) {
        let own = all.entry(event.person).or_default();
        own.all.push(number);
        if let Some(date) = event.date
            && own.last.is_none_or(|(_, known)| known < date.to)
        {
            own.last = Some((number, date.to));
        }
        if let Some(court) = event.court.and_then(|court| court.entity) {
            all.entry(court).or_default().all.push(number);
        }
    }
    all
}

/// The kind that the nouns beside the first mentions tell: "the newspaper Aurora".
fn beside(text: &str, mentions: &[Span]) -> Option<BodyKind> {
    mentions.iter().take(MENTIONS_LOOKED_AT).find_map(|mention| {
        let before = text.get(..mention.start.get())?.split(' ').rev();
        let before = before.filter(|word| !word.is_empty()).take(1);
        let after = text.get(mention.end.get()..)?.split(' ').skip(1).take(2);
        before
            .chain(after)
            .find_map(|word| facts::beside(word.trim_matches(|c: char| !c.is_alphanumeric())))
    })
}

#[cfg(test)]
mod tests;

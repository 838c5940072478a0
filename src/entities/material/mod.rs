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
    first: Option<Span>,
    last_event: Option<(u32, Date)>,
    forms: u32,
    said: u32,
    stands: u32,
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
        let mut filling = Filling { last_events: last_events(analysis), ..Filling::default() };
        let titles = report.outline.iter();
        let titles = titles.map(|section| (section.level, filling.words.add(&section.title)));
        filling.made.titles = titles.collect();
        for (local, entity) in analysis.entities.iter().enumerate() {
            filling.add(report, local, entity);
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

    /// Its first mention.
    pub fn first(self) -> Option<Span> {
        self.row.first
    }

    /// How many mentions it has.
    pub fn mentions(self) -> usize {
        self.forms().map(|(_, count)| count as usize).sum()
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
    last_events: HashMap<usize, (u32, Date)>,
}

impl Filling {
    fn add(&mut self, report: &Report, local: usize, entity: &ReportEntity) {
        self.add_forms(report, entity);
        self.add_stands(report, entity);
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
            first,
            last_event: self.last_events.get(&local).copied(),
            forms: count(self.made.forms.len()),
            said: count(self.made.said.len()),
            stands: count(self.made.stands.len()),
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
        made
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn last_events(analysis: &Analysis) -> HashMap<usize, (u32, Date)> {
    let mut last: HashMap<usize, (u32, Date)> = HashMap::new();
    for (number, event) in (0..).zip(&analysis.events) {
        let Some(date) = event.date else { continue };
        let known = last.entry(event.person).or_insert((number, date.to));
        if known.1 < date.to {
            *known = (number, date.to);
        }
    }
    last
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

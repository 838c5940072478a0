//! Sentences without the names of private persons.

use super::Privacy;
use crate::entities::{EntityKind, ReportEntity, ReportIndex, is_common_word, lexicon};
use crate::report::{Report, Span};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What stands for a name that is left out.
const WITHHELD: &str = "[name withheld]";

/// A text that may be handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<'a> {
    /// Its words.
    pub text: Cow<'a, str>,
    /// The people whose names were changed in it, by their fullest names.
    pub changed: BTreeSet<String>,
}

impl<'a> Told<'a> {
    /// The same, held apart from the report.
    pub fn into_owned(self) -> Told<'static> {
        Told { text: Cow::Owned(self.text.into_owned()), changed: self.changed }
    }

    fn as_it_is(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), changed: BTreeSet::new() }
    }
}

/// Knows whose names are to be changed, and where they stand.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    how: Privacy,
    reports: HashMap<ReportIndex, Names>,
}

/// The names of one report.
#[derive(Clone, Debug, Default)]
struct Names {
    /// The fullest names of private persons.
    people: Vec<String>,
    /// Their places in the report's list of entities.
    private: HashSet<usize>,
    /// Every mention of anything, in text order; private persons' with their place in `people`.
    mentions: Vec<(Span, Option<usize>)>,
    /// Words that name a private person and nobody else, where no mention was found.
    words: HashMap<String, usize>,
    /// Words of other names.
    shared: HashSet<String>,
    /// The country that the report is on.
    country: Option<String>,
}

/// Takes over the surnames that other reports on the same country have: one that tells of somebody
/// without ever giving the whole name shows no person there.
fn share_surnames(reports: &mut HashMap<ReportIndex, Names>) {
    let mut known: HashMap<Option<String>, BTreeMap<String, String>> = HashMap::new();
    for names in reports.values() {
        let of_country = known.entry(names.country.clone()).or_default();
        for person in &names.people {
            let mut words = words_of(person);
            if let (Some(_), Some(last)) = (words.next(), words.last())
                && stands_for_a_name(last)
            {
                // The same whoever comes first.
                let name = of_country.entry(last.to_owned()).or_insert_with(|| person.clone());
                if person < name {
                    name.clone_from(person);
                }
            }
        }
    }
    for names in reports.values_mut() {
        for (surname, person) in known.get(&names.country).into_iter().flatten() {
            if !names.shared.contains(surname) && !names.words.contains_key(surname) {
                names.words.insert(surname.clone(), names.people.len());
                names.people.push(person.clone());
            }
        }
    }
}

impl Redactor {
    /// Changes names as `how` says, in these reports, each of which `open` shows with its entities.
    /// `is_private` tells of an entity of a report, by its place in
    /// its list, whether it is a private person.
    pub fn new(
        how: Privacy,
        reports: impl Iterator<Item = ReportIndex>,
        open: impl Fn(ReportIndex, &mut dyn FnMut(&Report, &[ReportEntity])),
        is_private: impl Fn(ReportIndex, usize) -> bool,
    ) -> Self {
        if how == Privacy::Names {
            return Self::default();
        }
        let mut names: HashMap<ReportIndex, Names> = HashMap::new();
        for index in reports {
            open(index, &mut |report, entities| {
                let own = Names::new(report, entities, |local| is_private(index, local));
                names.insert(index, own);
            });
        }
        let mut reports = names;
        share_surnames(&mut reports);
        Self { how, reports }
    }

    /// Whether names stay as they are.
    pub fn keeps_names(&self) -> bool {
        self.how == Privacy::Names
    }

    /// The words at `span` of a report's text.
    pub fn words<'a>(&self, report: ReportIndex, text: &'a str, span: Span) -> Told<'a> {
        let words = span.of(text);
        let Some(names) = self.reports.get(&report) else { return Told::as_it_is(words) };
        let first = names.mentions.partition_point(|(mention, _)| mention.end <= span.start);
        let inside = names.mentions.iter().skip(first);
        let inside = inside.take_while(|(mention, _)| mention.start < span.end);
        let mut pieces = Pieces::new(words, self.how, names);
        for (mention, person) in inside {
            let start = mention.start.get().saturating_sub(span.start.get());
            let end = mention.end.get().saturating_sub(span.start.get()).min(words.len());
            pieces.mention(start, end, *person);
        }
        pieces.finish()
    }

    /// The name of one of a report's entities, by its place in its list.
    pub fn name<'a>(&self, (report, local): (ReportIndex, usize), name: &'a str) -> Cow<'a, str> {
        let is_private = |names: &Names| names.private.contains(&local);
        match self.how {
            _ if !self.reports.get(&report).is_some_and(is_private) => Cow::Borrowed(name),
            Privacy::Names => Cow::Borrowed(name),
            Privacy::Initials => Cow::Owned(initials(name)),
            Privacy::LeftOut => Cow::Borrowed(WITHHELD),
        }
    }

    /// Words about a report that stand nowhere in its text as they are: what is counted, a scope.
    pub fn text<'a>(&self, report: ReportIndex, text: &'a str) -> Told<'a> {
        match self.reports.get(&report) {
            Some(names) => Pieces::new(text, self.how, names).finish(),
            None => Told::as_it_is(text),
        }
    }
}

impl Names {
    fn new(report: &Report, entities: &[ReportEntity], is_private: impl Fn(usize) -> bool) -> Self {
        let country = report.metadata.country().map(str::to_owned);
        let mut names = Self { country, ..Self::default() };
        for (local, entity) in entities.iter().enumerate() {
            let private = entity.kind == EntityKind::Person && is_private(local);
            let person = private.then_some(names.people.len());
            names.mentions.extend(entity.mentions.iter().map(|span| (*span, person)));
            let forms = || entity.mentions.iter().map(|span| span.of(&report.text));
            let words = || forms().chain([entity.name.as_str()]).flat_map(words_of);
            match person {
                Some(person) => {
                    names.people.push(entity.name.clone());
                    names.private.insert(local);
                    for word in words().filter(|word| stands_for_a_name(word)) {
                        names.words.entry(word.to_owned()).or_insert(person);
                    }
                }
                None => names.shared.extend(words().map(str::to_owned)),
            }
        }
        let shared = &names.shared;
        names.words.retain(|word, _| !shared.contains(word));
        names.mentions.sort_unstable();
        names
    }
}

/// Whether a word of a name tells who is meant wherever it stands: it is capitalised, no initial,
/// no word of ordinary English and no country.
fn stands_for_a_name(word: &str) -> bool {
    let long = word.chars().count() >= 3;
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let lower = word.to_lowercase();
    long && capital && !is_common_word(&lower) && !lexicon().is_country(&lower)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A text as it is put together.
struct Pieces<'a, 'n> {
    text: &'a str,
    how: Privacy,
    names: &'n Names,
    out: String,
    /// How far `text` is in `out`.
    done: usize,
    /// Whether `out` ends in initials, whose last dot may end the sentence too.
    dotted: bool,
    changed: BTreeSet<String>,
}

impl<'a, 'n> Pieces<'a, 'n> {
    fn new(text: &'a str, how: Privacy, names: &'n Names) -> Self {
        Self {
            text,
            how,
            names,
            out: String::new(),
            done: 0,
            dotted: false,
            changed: BTreeSet::new(),
        }
    }

    /// Takes what stands before a mention, and the mention.
    fn mention(&mut self, start: usize, end: usize, person: Option<usize>) {
        if start < self.done || end <= start {
            return;
        }
        self.plain(start);
        let form = self.text.get(start..end).unwrap_or_default();
        match person {
            Some(person) => self.instead_of(form, person),
            None => self.push(form),
        }
        self.done = end;
    }

    /// Takes the text up to `end`, in which no mention was found, and changes what names a private
    /// person all the same.
    fn plain(&mut self, end: usize) {
        let rest = self.text.get(self.done..end).unwrap_or_default();
        let mut kept = 0;
        let mut at = 0;
        for word in rest.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if let Some(person) = self.names.words.get(bare) {
                self.push(rest.get(kept..at).unwrap_or_default());
                self.instead_of(bare, *person);
                kept = at + bare.len();
            }
            at += word.len();
        }
        self.push(rest.get(kept..).unwrap_or_default());
        self.done = end;
    }

    fn push(&mut self, text: &str) {
        let text = if self.dotted { text.strip_prefix('.').unwrap_or(text) } else { text };
        self.dotted &= text.is_empty();
        self.out.push_str(text);
    }

    fn instead_of(&mut self, form: &str, person: usize) {
        match self.how {
            Privacy::Names => self.push(form),
            Privacy::Initials => {
                self.out.push_str(&initials(form));
                self.dotted = self.out.ends_with('.');
            }
            Privacy::LeftOut => {
                // A name of several words found one by one is withheld once.
                let before = self.out.trim_end();
                if before.ends_with(WITHHELD) {
                    self.out.truncate(before.len());
                } else {
                    self.out.push_str(WITHHELD);
                }
            }
        }
        self.changed.extend(self.names.people.get(person).cloned());
    }

    fn finish(mut self) -> Told<'a> {
        self.plain(self.text.len());
        if self.changed.is_empty() {
            return Told::as_it_is(self.text);
        }
        Told { text: Cow::Owned(self.out), changed: self.changed }
    }
}

/// The initials of a name: `I. M.` of `Ilse Moravec`. Particles in lower case have none.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    let capital = |letter: &char| !letter.is_lowercase();
    let letters: Vec<String> = words_of(name)
        .filter_map(first)
        .filter(capital)
        .map(|letter| format!("{letter}."))
        .collect();
    if letters.is_empty() { WITHHELD.to_owned() } else { letters.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities;
    use crate::language;
    use crate::reading;
    use crate::report::DocumentName;

    const TEXT: &str = "Police detained the activist Ilse Moravec in Velna. On May 3 Moravec met \
        President Otto Vesely and the sailor Petr Lannic. In 2019 the Harbor Workers Union told of \
        40 strikes, and Lannic of more.\n";

    fn told(how: Privacy) -> Vec<(String, Vec<String>)> {
        let report = reading::read(TEXT.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let sentences: Vec<Span> = report
            .blocks
            .iter()
            .flat_map(|block| language::sentences(&report.text, block.span))
            .collect();
        let found = entities::recognise(&report, &sentences);
        let private = |_, local: usize| {
            found.get(local).is_some_and(|one: &ReportEntity| {
                !one.roles.iter().any(|role| super::super::is_public(role.of(&report.text)))
            })
        };
        let index = ReportIndex(0);
        let open = |_, look: &mut dyn FnMut(&Report, &[ReportEntity])| look(&report, &found);
        let redactor = Redactor::new(how, [index].into_iter(), open, private);
        let one = |span: &Span| {
            let told = redactor.words(index, &report.text, *span);
            (told.text.into_owned(), told.changed.into_iter().collect())
        };
        sentences.iter().map(one).collect()
    }

    #[test]
    fn private_names_become_initials_and_public_ones_stay() {
        let told = told(Privacy::Initials);
        assert_eq!(told[0].0, "Police detained the activist I. M. in Velna.");
        assert_eq!(told[1].0, "On May 3 M. met President Otto Vesely and the sailor P. L.");
        assert_eq!(told[1].1, ["Ilse Moravec", "Petr Lannic"]);
        assert_eq!(
            told[2].0,
            "In 2019 the Harbor Workers Union told of 40 strikes, and L. of more."
        );
    }

    #[test]
    fn names_are_left_out_or_kept_whole() {
        let out = told(Privacy::LeftOut);
        assert_eq!(out[0].0, "Police detained the activist [name withheld] in Velna.");
        let kept = told(Privacy::Names);
        assert!(kept[1].0.contains("Moravec") && kept[1].1.is_empty());
    }

    #[test]
    fn a_name_that_no_mention_was_found_of_is_changed_too() {
        let names = Names {
            people: vec!["Ilse Moravec".to_owned()],
            private: HashSet::from([3]),
            mentions: Vec::new(),
            words: [("Ilse".to_owned(), 0), ("Moravec".to_owned(), 0)].into(),
            ..Names::default()
        };
        let beside = Names { shared: HashSet::from(["Moravec".to_owned()]), ..Names::default() };
        let mut reports: HashMap<ReportIndex, Names> =
            (0..).map(ReportIndex).zip([names, Names::default(), beside]).collect();
        share_surnames(&mut reports);
        let redactor = Redactor { how: Privacy::LeftOut, reports };
        let told = redactor.text(ReportIndex(0), "Letters of Ilse Moravec’s friends");
        assert_eq!(told.text, "Letters of [name withheld]’s friends");
        let other = redactor.text(ReportIndex(1), "said Moravec");
        assert_eq!(other.text, "said [name withheld]", "another report on the country");
        let other = redactor.text(ReportIndex(2), "said Moravec");
        assert_eq!(other.text, "said Moravec", "somebody or something else is called so there");
        assert_eq!(redactor.name((ReportIndex(0), 3), "Ilse Moravec"), WITHHELD);
        assert_eq!(redactor.name((ReportIndex(0), 4), "Otto Vesely"), "Otto Vesely");
    }
}

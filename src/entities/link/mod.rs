//! Links the mentions of one report: a surname to its full name, an acronym to what it stands for,
//! one word order of a ministry's name to the other.

mod people;

use super::compare;
use super::groups::Groups;
use super::lexicon::{Flags, lexicon};
use super::recognise::{Mention, Recognised};
use super::{EntityKind, ReportEntity};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The entities that the mentions of a report name, in order of their first mention.
pub fn link(recognised: &Recognised<'_>) -> Vec<ReportEntity> {
    let mentions = &recognised.mentions;
    let mut groups = Groups::new(mentions.len());
    people::join(recognised, &mut groups);
    for kind in [EntityKind::Court, EntityKind::Organization] {
        Bodies::new(mentions, kind).join(recognised, &mut groups);
    }
    let mut entities: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.iter().enumerate() {
        let group = groups.find(i);
        let alone = mention.head_alone && group == i;
        if !alone {
            entities.entry(group).or_default().push(i);
        }
    }
    entities
        .into_values()
        .map(|members| members.iter().filter_map(|i| mentions.get(*i)).collect::<Vec<_>>())
        .filter(|members| members.iter().any(|mention| !mention.head_alone))
        .map(|members| entity(&members))
        .collect()
}

fn entity(members: &[&Mention<'_>]) -> ReportEntity {
    let kind = members.iter().find(|m| !m.head_alone).map_or(EntityKind::Organization, |m| m.kind);
    let role = members
        .iter()
        .filter_map(|mention| mention.role.as_ref())
        .rev()
        .max_by_key(|role| role.plainness)
        .map(|role| role.words.clone());
    ReportEntity {
        kind,
        name: fullest(members).to_owned(),
        role,
        roles: members.iter().filter_map(|mention| Some(mention.role.as_ref()?.span)).collect(),
        mentions: members.iter().map(|mention| mention.span).collect(),
    }
}

/// The form with the most words, capitals before lower case, then the more frequent, then the
/// earlier one.
fn fullest<'t>(members: &[&Mention<'t>]) -> &'t str {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for mention in members {
        *counts.entry(mention.text).or_default() += 1;
    }
    members
        .iter()
        .rev()
        .max_by_key(|mention| {
            let words = mention.text.split(' ').count();
            let capital = mention.text.starts_with(char::is_uppercase);
            (words, capital, counts.get(mention.text).copied().unwrap_or(0))
        })
        .map_or("", |mention| mention.text)
}

/// The bodies of one kind in a report, by their forms.
struct Bodies<'a, 't> {
    /// Each form with its first mention and what it is compared by.
    forms: Vec<Form<'t>>,
    kind: EntityKind,
    mentions: &'a [Mention<'t>],
}

struct Form<'t> {
    text: &'t str,
    first: usize,
    known: Option<u16>,
    owner: Option<&'static str>,
    words: BTreeSet<String>,
    head: Option<String>,
}

impl<'a, 't> Bodies<'a, 't> {
    fn new(mentions: &'a [Mention<'t>], kind: EntityKind) -> Self {
        let mut seen: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        let mut forms: Vec<Form<'t>> = Vec::new();
        for (i, mention) in
            mentions.iter().enumerate().filter(|(_, m)| m.kind == kind && !m.head_alone)
        {
            seen.entry((mention.text, mention.owner)).or_insert_with(|| {
                forms.push(Form {
                    text: mention.text,
                    first: i,
                    known: mention.known,
                    owner: mention.owner,
                    words: compare::body_words(mention.text),
                    head: main_head(mention.text),
                });
                forms.len() - 1
            });
        }
        Self { forms, kind, mentions }
    }

    fn join(&self, recognised: &Recognised<'_>, groups: &mut Groups) {
        self.join_same_text(groups);
        for (a, b) in &recognised.declared {
            let kinds = [*a, *b].map(|i| self.mentions.get(i).map(|m| m.kind));
            if kinds == [Some(self.kind); 2] {
                groups.join(*a, *b);
            }
        }
        self.join_by_key(groups, |form| form.known.map(|number| number.to_string()));
        self.join_by_key(groups, |form| {
            Some(form.words.iter().cloned().collect::<Vec<_>>().join(" "))
                .filter(|key| !key.is_empty())
        });
        self.join_by_key(groups, |form| Some(without_kind_word(form.text)));
        self.join_spelled(recognised, groups);
        self.join_shortened(recognised, groups);
        self.join_alike(groups);
        self.join_heads(groups);
    }

    fn join_same_text(&self, groups: &mut Groups) {
        let first: HashMap<_, usize> =
            self.forms.iter().map(|f| ((f.text, f.owner), f.first)).collect();
        for (i, mention) in self.mentions.iter().enumerate() {
            if mention.kind == self.kind
                && !mention.head_alone
                && let Some(first) = first.get(&(mention.text, mention.owner))
            {
                groups.join(*first, i);
            }
        }
    }

    /// Forms with the same key are one.
    fn join_by_key(&self, groups: &mut Groups, key: impl Fn(&Form<'_>) -> Option<String>) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for form in &self.forms {
            if let Some(key) = key(form) {
                let key = format!("{} {key}", form.owner.unwrap_or(""));
                let first = *seen.entry(key).or_insert(form.first);
                groups.join(first, form.first);
            }
        }
    }

    /// An acronym that no bracket explains belongs to the one body whose initials it is.
    fn join_spelled(&self, recognised: &Recognised<'_>, groups: &mut Groups) {
        let declared: HashSet<&str> = recognised
            .declared
            .iter()
            .filter_map(|(_, short)| self.mentions.get(*short))
            .map(|mention| mention.text)
            .collect();
        let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
        for form in self.forms.iter().filter(|form| form.text.contains(' ')) {
            for initials in initials(form.text) {
                by_initials.entry(initials).or_default().push(form.first);
            }
        }
        for form in
            self.forms.iter().filter(|form| is_acronym(form.text) && !declared.contains(form.text))
        {
            let key = form.text.trim_end_matches('s').to_lowercase();
            let mut bodies: Vec<usize> =
                by_initials.get(&key).into_iter().flatten().map(|i| groups.find(*i)).collect();
            bodies.sort_unstable();
            bodies.dedup();
            if let [one] = bodies.as_slice() {
                groups.join(*one, form.first);
            }
        }
    }

    /// A shorter form belongs to the one longer form that begins with it ("Bureau for Trade" and
    /// "Bureau for Trade and Crafts") or has its words and its head ("Trade Bureau").
    fn join_shortened(&self, recognised: &Recognised<'_>, groups: &mut Groups) {
        let mut shorts = self.declared_shorts(recognised, groups);
        let mut by_head: HashMap<&str, Vec<&Form<'_>>> = HashMap::new();
        for form in &self.forms {
            let plain = form.owner.is_none() && !form.text.contains('/');
            if let Some(head) = form.head.as_ref().filter(|_| plain) {
                by_head.entry(head).or_default().push(form);
            }
        }
        for forms in by_head.values().filter(|forms| forms.len() <= MOST_OF_A_HEAD) {
            for short in forms {
                let longer = |test: &dyn Fn(&Form<'_>) -> bool, groups: &mut Groups| {
                    let mut found: Vec<usize> = forms
                        .iter()
                        .filter(|long| long.words.len() > short.words.len() && test(long))
                        .map(|long| groups.find(long.first))
                        .collect();
                    found.sort_unstable();
                    found.dedup();
                    found
                };
                let begins = |long: &Form<'_>| {
                    long.text.strip_prefix(short.text).is_some_and(goes_on_in_complement)
                };
                let covers = |long: &Form<'_>| {
                    long.words.is_superset(&short.words)
                        && compare::is_branch(long.text) == compare::is_branch(short.text)
                };
                let mut found = longer(&begins, groups);
                // A land has one "Ministry of Trade", whether "and Crafts" or "and Fishing" follows.
                let ministry = matches!(short.head.as_deref(), Some("ministry" | "secretariat"));
                if ministry && short.words.len() >= 2 {
                    for other in found.iter().skip(1) {
                        groups.join(*other, short.first);
                    }
                    found.truncate(1);
                }
                // "Ruritanian Harbor Guild" is the "Harbor Guild" where no other one is named.
                let adjective = |long: &Form<'_>| {
                    long.words.len() == short.words.len() + 1
                        && covers(long)
                        && long.words.difference(&short.words).all(|word| is_of_a_land(word))
                };
                if found.is_empty() && short.words.len() >= 2 {
                    found = longer(&adjective, groups);
                }
                // Parties differ by a word, and so do courts: "Liberal Party", "New Liberal Party".
                let alike = matches!(short.head.as_deref(), Some("party" | "court" | "movement"));
                if found.is_empty() && short.words.len() >= 3 && !alike {
                    found = longer(&covers, groups);
                }
                let own = groups.find(short.first);
                if let ([one], true) = (found.as_slice(), short.words.len() >= 2) {
                    let (a, b) = (shorts.get(one).copied(), shorts.get(&own).copied());
                    if a.is_some() && b.is_some() && a != b {
                        continue;
                    }
                    groups.join(*one, short.first);
                    if let Some(letters) = a.or(b) {
                        shorts.insert(groups.find(*one), letters);
                    }
                }
            }
        }
    }

    /// The short names that brackets give, by the groups they belong to: two bodies with short names
    /// of their own are two.
    fn declared_shorts(
        &self,
        recognised: &Recognised<'_>,
        groups: &mut Groups,
    ) -> HashMap<usize, &'t str> {
        let shorts = recognised.declared.iter().filter_map(|(_, short)| {
            let mention = self.mentions.get(*short)?;
            (mention.kind == self.kind && is_acronym(mention.text))
                .then_some((*short, mention.text))
        });
        shorts.map(|(short, text)| (groups.find(short), text)).collect()
    }

    /// Names of three words and more that differ in the ending of one word are one: "Independent
    /// Harbor Election Office" and "Independent Harbor Electoral Office".
    fn join_alike(&self, groups: &mut Groups) {
        let mut stems: HashMap<String, Vec<&Form<'_>>> = HashMap::new();
        for form in self.forms.iter().filter(|form| form.words.len() >= 3) {
            let key: Vec<&str> = form.words.iter().map(|word| stem(word)).collect();
            let key = format!("{} {}", form.owner.unwrap_or(""), key.join(" "));
            stems.entry(key).or_default().push(form);
        }
        for forms in stems.values() {
            for pair in forms.windows(2) {
                if let [a, b] = pair
                    && a.words.symmetric_difference(&b.words).count() == 2
                    && a.head == b.head
                {
                    groups.join(a.first, b.first);
                }
            }
        }
    }

    /// "the Commission" is certain only where one body alone has that head.
    fn join_heads(&self, groups: &mut Groups) {
        if self.kind != EntityKind::Organization {
            return;
        }
        for (i, mention) in self.mentions.iter().enumerate().filter(|(_, m)| m.head_alone) {
            let head = mention.text.to_lowercase();
            let mut bodies: Vec<usize> = self
                .forms
                .iter()
                .filter(|form| {
                    form.first < i
                        && form.head.as_deref() == Some(head.as_str())
                        && form.text.contains(' ')
                })
                .map(|form| groups.find(form.first))
                .collect();
            bodies.sort_unstable();
            bodies.dedup();
            if let [one] = bodies.as_slice() {
                groups.join(*one, i);
            }
        }
    }
}

/// Whether `rest` of a name begins with a preposition, "and" or a comma: "Bureau of Trade" begins
/// "Bureau of Trade and Crafts", and "Department of State" does not begin "Department of State Lands".
pub fn goes_on_in_complement(rest: &str) -> bool {
    rest.starts_with(',')
        || rest.strip_prefix(' ').is_some_and(|rest| {
            rest.starts_with(char::is_lowercase) && !compare::names_a_region(rest)
        })
}

/// "ruritanian", "ruritania"
fn is_of_a_land(word: &str) -> bool {
    lexicon().flags(word).any(Flags::PEOPLE.with(Flags::COUNTRY))
        && lexicon().country_of(word).is_some()
}

/// The beginning of a long word, which its other forms share.
fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// How many letters a stem has.
const STEM: usize = 5;

/// More forms than this with one head word are not compared with each other.
const MOST_OF_A_HEAD: usize = 200;

/// The last head word before the first preposition: "committee" in "Trade Committee of the Council".
pub fn main_head(name: &str) -> Option<String> {
    let lexicon = lexicon();
    let mut head = None;
    for word in name.split_whitespace() {
        let lower = word.to_lowercase();
        if compare::is_small(&lower) && lower != "and" && head.is_some() {
            break;
        }
        let flags = lexicon.flags(&lower);
        if flags.any(Flags::HEAD.with(Flags::END_HEAD).with(Flags::COURT)) {
            head = Some(lower);
        }
    }
    head
}

/// Capital letters alone: "OHN".
pub fn is_acronym(text: &str) -> bool {
    !text.contains(' ') && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// The initials of a name, with its small words and without.
fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
    let spell = |small: bool| -> String {
        words
            .iter()
            .filter(|word| small || !compare::is_small(word))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (all, capital) = (spell(true), spell(false));
    if all == capital { vec![all] } else { vec![all, capital] }
}

/// "Dawn Party", "Dawn party" and "Dawn" are one.
pub fn without_kind_word(text: &str) -> String {
    let lower = text.to_lowercase();
    for kind in [" party", " movement", " newspaper"] {
        if let Some(name) = lower.strip_suffix(kind) {
            return name.to_owned();
        }
    }
    lower
}

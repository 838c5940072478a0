//! Links the people of one report: spellings and parts of a full name, a surname or given name to
//! the person named last before it, and names that the report itself declares to be one.
//!
//! Comes in: the mentions and what is declared. Goes out: the groups, joined.

use super::super::EntityKind;
use super::super::compare;
use super::super::groups::Groups;
use super::super::recognise::{Mention, Recognised};
use std::collections::HashMap;

/// Joins the mentions of each person.
pub fn join(recognised: &Recognised<'_>, groups: &mut Groups) {
    join_full_names(&recognised.mentions, groups);
    join_declared(recognised, groups);
}

/// Full names that are spellings or parts of each other are one person; a name of one word belongs
/// to the person of that name who was named last before it.
fn join_full_names(mentions: &[Mention<'_>], groups: &mut Groups) {
    let people: Vec<usize> = (0..mentions.len())
        .filter(|i| mentions.get(*i).is_some_and(|m| m.kind == EntityKind::Person))
        .collect();
    let text = |i: usize| mentions.get(i).map_or("", |m| m.text);
    let words = |i: usize| compare::name_words(text(i)).len();
    let mut fullest: HashMap<usize, usize> = HashMap::new();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for &i in people.iter().filter(|i| compare::name_words(text(**i)).len() >= 2) {
        if let Some(first) = first_of.get(text(i)) {
            groups.join(*first, i);
            continue;
        }
        first_of.insert(text(i), i);
        for word in compare::name_words(text(i)) {
            let known = by_word.entry(compare::skeleton(word)).or_default();
            for other in known.iter().take(MOST_NAMESAKES) {
                // "Ilse Dru Moravec" and "Zulfat Dru Moravec" are two, though "Dru Moravec" is either.
                let known = groups.find(*other);
                let full = fullest.get(&known).copied().unwrap_or(*other);
                if compare::same_person(text(*other), text(i))
                    && compare::same_person(text(full), text(i))
                {
                    let own = groups.find(i);
                    let own = fullest.get(&own).copied().unwrap_or(i);
                    groups.join(*other, i);
                    let longest = if words(own) > words(full) { own } else { full };
                    fullest.insert(groups.find(i), longest);
                }
            }
            known.push(i);
        }
    }
    join_short_names(mentions, &people, groups);
}

/// "Ilse Moravec (also known as Dawn)", "Zulfat “Harbor” Qeshi": the report says that they are one,
/// and so is every other mention in the same letters.
fn join_declared(recognised: &Recognised<'_>, groups: &mut Groups) {
    let person =
        |i: usize| recognised.mentions.get(i).filter(|mention| mention.kind == EntityKind::Person);
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (a, b) in &recognised.declared {
        if let (Some(_), Some(other)) = (person(*a), person(*b)) {
            groups.join(*a, *b);
            named.entry(other.text).or_insert(*a);
        }
    }
    for (i, mention) in recognised.mentions.iter().enumerate() {
        if person(i).is_some()
            && let Some(known) = named.get(mention.text)
        {
            groups.join(*known, i);
        }
    }
}

/// So many people of one name are compared; beyond that a report is no report.
const MOST_NAMESAKES: usize = 64;

fn join_short_names(mentions: &[Mention<'_>], people: &[usize], groups: &mut Groups) {
    let mut named = HashMap::new();
    let mut waiting: Vec<usize> = Vec::new();
    for &i in people {
        let Some(mention) = mentions.get(i) else { continue };
        let words = compare::name_words(mention.text);
        let [word] = words.as_slice() else {
            remember(&mut named, &words, i, groups);
            continue;
        };
        match namesake(&named, word) {
            Some(full) => groups.join(full, i),
            None => waiting.push(i),
        }
    }
    // A surname may stand before its full name, in a summary; or alone in the whole report.
    let mut own: HashMap<String, usize> = HashMap::new();
    for i in waiting {
        let text = mentions.get(i).map_or("", |mention| mention.text);
        let word = compare::name_words(text).first().copied().unwrap_or(text);
        match namesake(&named, word) {
            Some(full) => groups.join(full, i),
            None => groups.join(*own.entry(compare::fold(word)).or_insert(i), i),
        }
    }
}

/// The people who were named in full so far: by the consonants of each word of their names.
type Named = HashMap<String, Vec<(usize, Place, String)>>;

/// Puts the person of mention `i` last in the order of naming.
fn remember(named: &mut Named, words: &[&str], i: usize, groups: &mut Groups) {
    for (at, word) in words.iter().enumerate() {
        let place = match at {
            0 => Place::First,
            at if at + 1 == words.len() => Place::Last,
            _ => Place::Middle,
        };
        let people = named.entry(compare::skeleton(word)).or_default();
        people.retain(|(other, _, _)| !groups.same(*other, i));
        people.push((i, place, (*word).to_owned()));
        if people.len() > MOST_NAMESAKES {
            people.remove(0);
        }
    }
}

fn namesake(named: &Named, word: &str) -> Option<usize> {
    named.get(&compare::skeleton(word)).and_then(|people| best_namesake(people, word))
}

/// Where a word stands in a full name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Middle,
    First,
    Last,
}

/// The person whom the single word names: spelled the same before spelled alike, by the last name
/// before the first, the one named most recently.
fn best_namesake(named: &[(usize, Place, String)], word: &str) -> Option<usize> {
    named
        .iter()
        .enumerate()
        .filter(|(_, (_, place, other))| {
            other == word || *place == Place::Last && compare::near_words(other, word)
        })
        .max_by_key(|(order, (_, place, other))| (other == word, *place, *order))
        .map(|(_, (i, _, _))| *i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;

    fn people(names: &[&'static str], declared: &[(usize, usize)]) -> Vec<usize> {
        let mentions: Vec<Mention<'static>> = names
            .iter()
            .enumerate()
            .map(|(i, text)| Mention {
                span: Span::new(i * 100, i * 100 + text.len()),
                text,
                kind: EntityKind::Person,
                known: None,
                head_alone: false,
                owner: None,
                role: None,
            })
            .collect();
        let mut groups = Groups::new(mentions.len());
        join(&Recognised { mentions, declared: declared.to_vec() }, &mut groups);
        (0..names.len()).map(|i| groups.find(i)).collect()
    }

    /// Names, which of them the report declares to be one, and the group of each.
    type Row = (&'static [&'static str], &'static [(usize, usize)], &'static [usize]);

    #[test]
    fn names_join_where_they_can_be_one() {
        let table: &[Row] = &[
            (&["Ilse Moravec", "Moravec", "Ilse"], &[], &[0, 0, 0]),
            (&["Omar al-Qeshi", "Qeshi", "al-Qeshi"], &[], &[0, 0, 0]),
            (&["Ilse Dru Moravec", "Dru Moravec", "Zulfat Dru Moravec"], &[], &[0, 0, 2]),
            (&["Ilse Moravec", "Dawn", "Dawn"], &[(0, 1)], &[0, 0, 0]),
            (&["Hamad VI", "Hamad"], &[], &[0, 0]),
            (&["Ilse Moravec", "Petr Lannic"], &[], &[0, 1]),
        ];
        for (names, declared, want) in table {
            assert_eq!(&people(names, declared), want, "{names:?}");
        }
    }
}

//! What a heading's words, or a paragraph's, tell of its topic.

use super::topics::{Phrase, Topic, TopicId, topics};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What a heading says of its topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The topic that it is of alone.
    pub alone: Option<TopicId>,
    /// The topics that it names, in the order of its words.
    pub among: Vec<TopicId>,
}

/// What a heading below one of `above` tells.
pub(super) fn heading(title: &str, above: Option<TopicId>) -> Told {
    let words = plain_words(title);
    let is_all = |phrase: &Phrase| phrase.0.len() == words.len() && phrase.begins(&words);
    let only = topics().all().find(|(_, topic)| topic.signs.only.iter().any(is_all));
    let below = topics().all().find(|(_, topic)| is_below(topic, above, &words));
    if let Some((id, _)) = only.or(below) {
        return Told { alone: Some(id), among: vec![id] };
    }
    let mut told = Told::default();
    let mut longest_taking = 0;
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((topic, length, takes)) = longest(rest) else {
            at += 1;
            continue;
        };
        if takes && length > longest_taking {
            longest_taking = length;
            told.alone = Some(topic);
        }
        if !told.among.contains(&topic) {
            told.among.push(topic);
        }
        at += length;
    }
    told
}

/// "Discrimination" is of another topic below "Worker rights" than below "Women".
fn is_below(topic: &Topic, above: Option<TopicId>, words: &[String]) -> bool {
    let Some(above) = above else { return false };
    let mut lists = topic.signs.below.iter().filter(|(id, _)| topics().belongs(above, *id));
    lists.any(|(_, phrases)| phrases.iter().any(|phrase| phrase.begins(words)))
}

/// The topic of the longest phrase that `words` begin with, its length, and whether it takes the
/// heading alone.
fn longest(words: &[String]) -> Option<(TopicId, usize, bool)> {
    let fits = |phrases: &[Phrase]| {
        phrases.iter().filter(|phrase| phrase.begins(words)).map(|phrase| phrase.0.len()).max()
    };
    let found = topics().all().filter_map(|(id, topic)| {
        let takes = fits(&topic.signs.takes).map(|length| (length, true));
        let head = fits(&topic.signs.heads).map(|length| (length, false));
        takes.max(head).map(|(length, takes)| (id, length, takes))
    });
    found.max_by_key(|(id, length, takes)| (*length, *takes, Reverse(*id)))
}

/// The words of `text` as phrases are matched against: lower case, without marks and note signs.
fn plain_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['’', '‘'], "'");
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// How a text speaks of topics.
#[derive(Debug, Default)]
struct Spoken {
    /// How often each topic's phrases stand in it; one phrase counts at most twice.
    hits: BTreeMap<TopicId, usize>,
    /// How many different phrases of each topic do.
    phrases: BTreeMap<TopicId, usize>,
}

impl Spoken {
    fn of(text: &str) -> Self {
        let words = plain_words(text);
        let mut counts: HashMap<(TopicId, usize), usize> = HashMap::new();
        for at in 0..words.len() {
            let Some(rest) = words.get(at..) else { break };
            let key = rest.first().map(|word| start_of(word)).unwrap_or_default();
            for (topic, place, phrase) in index().get(key.as_str()).into_iter().flatten() {
                if phrase.begins(rest) {
                    *counts.entry((*topic, *place)).or_default() += 1;
                }
            }
        }
        let mut spoken = Self::default();
        for ((topic, _), count) in counts {
            *spoken.hits.entry(topic).or_default() += count.min(2);
            *spoken.phrases.entry(topic).or_default() += 1;
        }
        spoken
    }

    fn hits(&self, topic: TopicId) -> usize {
        self.hits.get(&topic).copied().unwrap_or(0)
    }
}

/// The topic, of those that a heading names, that a paragraph below it speaks of; the first one
/// where another is not clearly more spoken of.
pub(super) fn among(text: &str, candidates: &[TopicId]) -> Option<TopicId> {
    let spoken = Spoken::of(text);
    let first = spoken.hits(*candidates.first()?);
    let others = candidates.iter().skip(1).map(|topic| (spoken.hits(*topic), *topic));
    let (most, topic) = others.max_by_key(|(hits, topic)| (*hits, Reverse(*topic)))?;
    (most > first && (most >= 2 || first == 0)).then_some(topic)
}

/// The topic that a paragraph under no known heading speaks of, if it leaves no doubt: several
/// words of one topic, and hardly any of another.
pub(super) fn spoken_of(text: &str) -> Option<TopicId> {
    let spoken = Spoken::of(text);
    let mut ranked: Vec<(usize, TopicId)> =
        spoken.hits.iter().map(|(topic, hits)| (*hits, *topic)).collect();
    ranked.sort_by_key(|(hits, topic)| (Reverse(*hits), *topic));
    let (most, topic) = *ranked.first()?;
    let lead = topics().lead(topic);
    let rival = ranked.iter().skip(1).find(|(_, other)| topics().lead(*other) != lead);
    let rival = rival.map_or(0, |(hits, _)| *hits);
    let phrases = spoken.phrases.get(&topic).copied().unwrap_or(0);
    (most >= 3 && phrases >= 2 && rival * 2 <= most).then_some(topic)
}

/// The first letters of a word, by which phrases are looked up.
fn start_of(word: &str) -> String {
    word.chars().take(3).collect()
}

type Index = HashMap<String, Vec<(TopicId, usize, &'static Phrase)>>;

/// The phrases of paragraphs by their first letters.
fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(|| {
        let mut index = Index::new();
        for (id, topic) in topics().all() {
            for (place, phrase) in topic.signs.words.iter().enumerate() {
                let Some(first) = phrase.0.first() else { continue };
                let key = start_of(first.trim_end_matches('*'));
                index.entry(key).or_default().push((id, place, phrase));
            }
        }
        index
    });
    &INDEX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_many_publishers_tell_their_topics() {
        let table: &[(&str, &[&str])] = &[
            ("Torture and other ill-treatment", &["torture"]),
            (
                "Freedom of expression, association and assembly",
                &["expression", "association", "assembly"],
            ),
            ("Rights of lesbian, gay, bisexual, transgender and intersex people", &["lgbt"]),
            ("Violence against Women and Girls", &["women"]),
            ("Women’s and girls’ rights", &["women"]),
            ("Refugees’ and migrants’ rights", &["refugees"]),
            ("Workers’ rights", &["workers"]),
            ("Indigenous Peoples’ rights", &["indigenous"]),
            ("Conduct of Security Forces", &["security-forces"]),
            ("Equality and non-discrimination", &["discrimination"]),
            (
                "Administration of justice, including impunity, and the rule of law",
                &["trial", "impunity"],
            ),
            ("Rights of the child", &["children"]),
            ("Liberty and security of person", &["arrest"]),
            ("Prison and Detention Center Conditions", &["prison"]),
            ("Participation of Women and Minorities", &["elections"]),
            ("Abuse of Migrants, Refugees, and Stateless Persons", &["refugees"]),
            ("Freedom of Association and the Right to Collective Bargaining", &["unions"]),
            ("Acts of Violence and Other Abuses Based on Sexual Orientation", &["lgbt"]),
            ("Covid-19", &["health"]),
            ("Key International Actors", &["international"]),
            ("Sexual and reproductive rights", &["women"]),
            ("Weather", &[]),
        ];
        for (title, want) in table {
            let told = heading(title, None);
            let ids = told.alone.map_or(told.among, |topic| vec![topic]);
            let slugs: Vec<&str> =
                ids.iter().map(|id| topics().get(*id).unwrap().slug.as_str()).collect();
            assert_eq!(&slugs, want, "{title}");
        }
    }
}

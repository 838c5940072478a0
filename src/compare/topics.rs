//! The topics that sections of reports are about: data of `assets/topics.toml`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Index of a topic in [`topics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TopicId(u16);

/// Of what part of human rights a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicGroup {
    /// What stands around the topics: summaries, what no topic fits.
    Frame,
    /// Integrity of the person.
    Integrity,
    /// Civil liberties.
    Liberties,
    /// Elections, corruption, attitude to those who investigate.
    Government,
    /// Groups of people and their treatment.
    Groups,
    /// Rights of workers.
    Workers,
    /// Economic and social rights.
    Social,
}

/// What a section of a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in addresses and on the command line.
    pub slug: String,
    /// Its name for the reader.
    pub name: String,
    /// Of what part of human rights it is.
    pub group: TopicGroup,
    /// The topic that it is shown with, where it is a part of one.
    pub within: Option<TopicId>,
    pub(super) signs: Signs,
}

/// How a topic is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Headings that are just this.
    pub only: Vec<Phrase>,
    /// Phrases that make a heading this topic's alone.
    pub takes: Vec<Phrase>,
    /// Phrases that make a heading this topic's, among others.
    pub heads: Vec<Phrase>,
    /// Phrases that make a heading this topic's below one of another topic.
    pub below: Vec<(TopicId, Vec<Phrase>)>,
    /// Phrases that a paragraph on it uses.
    pub words: Vec<Phrase>,
    /// Whether headings below one of this topic are of it too.
    pub keeps: bool,
}

/// A phrase as words in lower case; one that ends in `*` stands for all that begin so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase(pub Vec<String>);

impl Phrase {
    /// Whether `words` begin with the phrase.
    pub fn begins(&self, words: &[String]) -> bool {
        self.0.len() <= words.len()
            && self.0.iter().zip(words).all(|(want, word)| match want.strip_suffix('*') {
                Some(start) => word.starts_with(start),
                None => want == word,
            })
    }
}

impl Topic {
    /// Whether headings below one of this topic are of it too.
    pub(super) fn keeps(&self) -> bool {
        self.signs.keeps
    }
}

/// All topics, in the order in which they are shown.
#[derive(Debug)]
pub struct Topics {
    all: Vec<Topic>,
    other: TopicId,
    summary: TopicId,
}

impl Topics {
    /// The topic with this id.
    pub fn get(&self, id: TopicId) -> Option<&Topic> {
        self.all.get(usize::from(id.0))
    }

    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        (0..).map(TopicId).zip(&self.all)
    }

    /// The topics that are no part of another one, in order.
    pub fn main(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.all().filter(|(_, topic)| topic.within.is_none())
    }

    /// The topic with this slug.
    pub fn by_slug(&self, slug: &str) -> Option<TopicId> {
        self.all().find(|(_, topic)| topic.slug == slug).map(|(id, _)| id)
    }

    /// The name of a topic for the reader.
    pub fn name(&self, id: TopicId) -> &str {
        self.get(id).map_or("", |topic| topic.name.as_str())
    }

    /// The topic that this one is shown with: itself where it is no part of another.
    pub fn lead(&self, id: TopicId) -> TopicId {
        self.get(id).and_then(|topic| topic.within).unwrap_or(id)
    }

    /// Whether text on `topic` is shown where `chosen` was asked for: the same, or a part of it.
    pub fn belongs(&self, topic: TopicId, chosen: TopicId) -> bool {
        topic == chosen || self.lead(topic) == chosen
    }

    /// The topic of what no other fits.
    pub fn other(&self) -> TopicId {
        self.other
    }

    /// The topic of what stands before the first heading.
    pub fn summary(&self) -> TopicId {
        self.summary
    }

    fn of(file: File) -> Self {
        let slugs: Vec<String> = file.topic.iter().map(|entry| entry.slug.clone()).collect();
        let find = |slug: &str| {
            let at = slugs.iter().position(|known| known == slug)?;
            u16::try_from(at).ok().map(TopicId)
        };
        let other = find("other").unwrap_or(TopicId(0));
        let summary = find("summary").unwrap_or(TopicId(0));
        let all = file.topic.into_iter().map(|entry| {
            let within = entry.within.as_deref().and_then(find);
            let below =
                entry.below.iter().filter_map(|(above, p)| Some((find(above)?, phrases(p))));
            Topic {
                slug: entry.slug,
                name: entry.name,
                group: entry.group,
                within,
                signs: Signs {
                    only: phrases(&entry.only),
                    takes: phrases(&entry.takes),
                    below: below.collect(),
                    heads: phrases(&entry.heads),
                    words: phrases(&entry.words),
                    keeps: entry.keeps,
                },
            }
        });
        Self { all: all.collect(), other, summary }
    }
}

fn phrases(lines: &[String]) -> Vec<Phrase> {
    let phrase = |line: &String| Phrase(line.split_whitespace().map(str::to_owned).collect());
    lines.iter().map(phrase).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    slug: String,
    name: String,
    group: TopicGroup,
    within: Option<String>,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    takes: Vec<String>,
    #[serde(default)]
    below: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    heads: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    keeps: bool,
}

/// All topics.
pub fn topics() -> &'static Topics {
    static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
        // Checked when the program is built, and by a test.
        let file = toml::from_str(include_str!("../../assets/topics.toml"));
        Topics::of(file.unwrap_or_default())
    });
    &TOPICS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn the_file_is_sound() {
        let file: File = toml::from_str(include_str!("../../assets/topics.toml")).unwrap();
        let slugs: HashSet<&str> = file.topic.iter().map(|entry| entry.slug.as_str()).collect();
        assert_eq!(slugs.len(), file.topic.len(), "no slug stands twice");
        let mut heads: HashMap<&str, &str> = HashMap::new();
        for entry in &file.topic {
            let named = entry.within.iter().chain(entry.below.keys());
            assert!(named.clone().all(|slug| slugs.contains(slug.as_str())), "{}", entry.slug);
            let lists = [&entry.only, &entry.takes, &entry.heads];
            let mut own: Vec<&str> = lists.into_iter().flatten().map(String::as_str).collect();
            own.sort_unstable();
            own.dedup();
            for phrase in own {
                let other = heads.insert(phrase, &entry.slug);
                assert_eq!(other, None, "{phrase} is of two topics");
                assert_eq!(phrase, phrase.to_lowercase());
            }
        }
        for (_, topic) in topics().all() {
            let lead = topic.within.and_then(|lead| topics().get(lead));
            assert!(lead.is_none_or(|lead| lead.within.is_none()), "{} is two deep", topic.slug);
        }
        for slug in ["summary", "other"] {
            assert!(slugs.contains(slug));
        }
    }
}

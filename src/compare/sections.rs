//! Which part of a report is on which topic.
//!
//! A heading's own words tell, then those of the headings above it. Where a heading names several
//! topics, or none that is known, a paragraph's words tell, cautiously, and the result says so.

use super::topics::{Phrase, Topic, TopicId, topics};
use crate::report::{Report, Section, Span};
use serde::Serialize;

/// A stretch of a report on one topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicPart {
    /// The topic.
    pub topic: TopicId,
    /// The index in the outline of the deepest heading that it stands under; `None` before the first.
    pub section: Option<usize>,
    /// Its paragraphs, from the first to the last, without the heading.
    pub span: Span,
    /// Whether the words of the paragraphs told the topic, and not a heading alone.
    pub by_words: bool,
}

/// How an edition deals with a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counterpart {
    /// It has a section on it.
    Section,
    /// It has no section on it; only some paragraphs speak of it.
    Paragraphs,
    /// It has nothing on it.
    Missing,
}

/// The words of `text` as phrases are matched against: lower case, without marks and note signs.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['’', '‘'], "'");
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// What a heading says of its topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    whole: Option<TopicId>,
    heads: Vec<TopicId>,
}

/// The longest phrase of each place of a heading.
fn told(title: &str) -> Told {
    let words = plain_words(title);
    let mut told = Told::default();
    let mut longest_whole = 0;
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((topic, length, whole)) = longest(rest) else {
            at += 1;
            continue;
        };
        if whole && length > longest_whole {
            longest_whole = length;
            told.whole = Some(topic);
        }
        if !told.heads.contains(&topic) {
            told.heads.push(topic);
        }
        at += length;
    }
    told
}

fn longest(words: &[String]) -> Option<(TopicId, usize, bool)> {
    let fits = |phrases: &[Phrase]| {
        phrases.iter().filter(|phrase| phrase.begins(words)).map(|phrase| phrase.0.len()).max()
    };
    let found = topics().all().filter_map(|(id, topic)| {
        let whole = fits(&topic.signs.whole).map(|length| (length, true));
        let head = fits(&topic.signs.heads).map(|length| (length, false));
        whole.max(head).map(|(length, whole)| (id, length, whole))
    });
    found.max_by_key(|(id, length, whole)| (*length, *whole, std::cmp::Reverse(*id)))
}

/// The topics that each section of an outline may be on, the likeliest first; empty where nothing
/// tells.
fn section_topics(outline: &[Section]) -> Vec<Vec<TopicId>> {
    let mut above: Vec<(u8, Vec<TopicId>)> = Vec::new();
    let mut all = Vec::with_capacity(outline.len());
    for section in outline {
        while above.last().is_some_and(|(level, _)| *level >= section.level) {
            above.pop();
        }
        let parent = above.last().map(|(_, topics)| topics.clone()).unwrap_or_default();
        let told = told(&section.title);
        let keeps = parent.first().is_some_and(|id| get(*id).is_some_and(|t| t.signs.keeps));
        let own = match told.whole {
            Some(topic) => vec![topic],
            None if keeps || told.heads.is_empty() => parent,
            None => told.heads,
        };
        above.push((section.level, own.clone()));
        all.push(own);
    }
    all
}

fn get(id: TopicId) -> Option<&'static Topic> {
    topics().get(id)
}

/// The parts of a report by topic, in reading order; together they hold every paragraph that is no
/// heading.
pub(super) fn parts(report: &Report) -> Vec<TopicPart> {
    let by_section = section_topics(&report.outline);
    let mut parts: Vec<TopicPart> = Vec::new();
    for block in report.blocks.iter().filter(|block| !block.kind.is_heading()) {
        let mut start = block.span.start;
        // A paragraph may hold several run-in heads, each of which begins a part.
        while start < block.span.end {
            let section = report.section_at(start);
            let next = section.map_or(0, |at| at + 1);
            let next = report.outline.get(next).map(|s| s.heading.start);
            let end = next
                .filter(|next| *next > start)
                .map_or(block.span.end, |next| next.min(block.span.end));
            let span = Span { start, end };
            let candidates =
                section.and_then(|at| by_section.get(at)).map(Vec::as_slice).unwrap_or_default();
            let (topic, by_words) = paragraph_topic(span.of(&report.text), candidates);
            push(&mut parts, TopicPart { topic, section, span, by_words });
            start = end;
        }
    }
    parts
}

fn push(parts: &mut Vec<TopicPart>, part: TopicPart) {
    match parts.last_mut() {
        Some(last)
            if (last.topic, last.section, last.by_words)
                == (part.topic, part.section, part.by_words) =>
        {
            last.span.end = part.span.end;
        }
        _ => parts.push(part),
    }
}

/// The topic of a paragraph under a heading that may be on `candidates`, and whether its words told.
fn paragraph_topic(_text: &str, candidates: &[TopicId]) -> (TopicId, bool) {
    match candidates {
        [first, ..] => (*first, false),
        [] => (topics().other(), false),
    }
}

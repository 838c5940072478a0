//! Which part of a report is on which topic.
//!
//! A heading's own words tell, then those of the headings above it. Where a heading names several
//! topics, or none that is known, a paragraph's words tell, cautiously, and the result says so.

use super::told::{among, heading, spoken_of};
use super::topics::{Topic, TopicId, topics};
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
        let told = heading(&section.title, parent.first().copied());
        let keeps = parent.first().and_then(|id| topics().get(*id)).is_some_and(Topic::keeps);
        let own = match told.alone {
            Some(topic) => vec![topic],
            None if keeps || told.among.is_empty() => parent,
            None => told.among,
        };
        above.push((section.level, own.clone()));
        all.push(own);
    }
    all
}

/// The parts of a report by topic, in reading order; together they hold every paragraph that is no
/// heading.
pub(super) fn parts(report: &Report) -> Vec<TopicPart> {
    let by_section = section_topics(&report.outline);
    let front = [topics().summary()];
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
            let candidates = match section {
                Some(at) => by_section.get(at).map(Vec::as_slice).unwrap_or_default(),
                // Before the first heading; a report without headings is told by its words.
                None if report.outline.is_empty() => &[],
                None => &front,
            };
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
fn paragraph_topic(text: &str, candidates: &[TopicId]) -> (TopicId, bool) {
    match candidates {
        [only] => (*only, false),
        [first, ..] => match among(text, candidates) {
            Some(topic) => (topic, topic != *first),
            None => (*first, false),
        },
        [] => match spoken_of(text) {
            Some(topic) => (topic, true),
            None => (topics().other(), false),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::tests::edition;

    /// The slugs of the parts of a text in Markdown, each with a star where words told.
    fn slugs(text: &str) -> Vec<String> {
        let (_, edition) = edition(text);
        let slug = |part: &TopicPart| {
            let slug = topics().get(part.topic).map_or("", |topic| topic.slug.as_str());
            format!("{slug}{}", if part.by_words { "*" } else { "" })
        };
        edition.parts().iter().map(slug).collect()
    }

    #[test]
    fn a_heading_tells_and_else_the_heading_above() {
        let text = "# Karvenia\n\nIt rained.\n\n# Section 2. Liberties\n\n## d. Freedom of Movement, \
            Refugees, and Stateless Persons\n\nThe law lets everybody travel.\n\nThe agency gave \
            asylum to nine refugees.\n\n### Access to Asylum\n\nIt is slow.\n\n### Stateless \
            Persons\n\nNobody counts them.\n\n# Worker Rights\n\n## d. Discrimination\n\nIt is \
            banned.\n\n# Women\n\n### Discrimination\n\nIt is banned.\n\n# Weather\n\nIt rained.\n";
        let want = [
            "summary",
            "movement",
            "refugees*",
            "refugees",
            "stateless",
            "employment-discrimination",
            "women",
            "other",
        ];
        assert_eq!(slugs(text), want);
    }

    #[test]
    fn words_tell_only_where_they_leave_no_doubt() {
        let text = "# Karvenia\n\n## Weather\n\nGuards said the prison was overcrowded and that \
            inmates slept in turns.\n\nThe prison stands beside a school for children.\n";
        assert_eq!(slugs(text), ["prison*", "other"]);
    }
}

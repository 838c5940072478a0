//! The words of comparisons in files.

use crate::compare::{Change, ChangeKind, Class, Counterpart, Direction, Step, TopicId, topics};

/// What happened to a sentence, in a word.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Same => "Same",
        Class::Reworded => "Reworded",
        Class::New => "New",
        Class::Dropped => "Dropped",
        Class::Moved => "Moved",
    }
}

/// What kind of word changed, as the window calls it.
pub fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Number => "number",
        ChangeKind::Name => "name",
        ChangeKind::Hedge => "how sure",
        ChangeKind::Weight | ChangeKind::Quantity => "how much",
    }
}

/// Where a change leads.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Softened => "softened",
        Direction::Hardened => "hardened",
    }
}

/// "Reworded: number, how sure (softened)"; nothing where nothing happened. `topic` is the topic of
/// the sentence in the row, `to_later` whether it stands in the earlier edition and moved on.
pub fn caption(step: &Step, topic: Option<TopicId>, to_later: bool) -> Option<String> {
    let name = |topic: TopicId| topics().name(topic);
    let said = match step.class {
        Class::Same if step.tense_only => return Some("Another tense".to_owned()),
        Class::Same => return None,
        Class::Moved => {
            let there = step.elsewhere.as_ref().map(|other| name(other.topic));
            match there.filter(|there| !there.is_empty()) {
                Some(there) if topic.map(name) == Some(there) => {
                    "Moved within this topic".to_owned()
                }
                Some(there) if to_later => format!("Moved; now under {there}"),
                Some(there) => format!("Moved; before under {there}"),
                None => class(step.class).to_owned(),
            }
        }
        Class::Reworded | Class::New | Class::Dropped => class(step.class).to_owned(),
    };
    let kinds = kinds(&step.changes);
    Some(if kinds.is_empty() { said } else { format!("{said}: {}", kinds.join(", ")) })
}

/// The kinds of changes, each once, with where they lead.
pub fn kinds(changes: &[Change]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for change in changes {
        let words = match change.direction {
            Some(to) => format!("{} ({})", kind(change.kind), direction(to)),
            None => kind(change.kind).to_owned(),
        };
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

/// What an edition lacks on a topic.
pub fn counterpart(counterpart: Counterpart) -> Option<&'static str> {
    match counterpart {
        Counterpart::Section => None,
        Counterpart::Paragraphs => Some("No section of its own; told in paragraphs of others."),
        Counterpart::Missing => Some("Nothing on this topic."),
    }
}

/// "12 sentences are the same".
pub fn folded(count: usize) -> String {
    match count {
        1 => "1 sentence is the same".to_owned(),
        _ => format!("{count} sentences are the same"),
    }
}

/// How the marks of a file are to be read.
pub const LEGEND: &str = "Coloured words differ. Underlined bold words are numbers, names, and words \
     that say how sure the report is, and how much or how often. Words in brackets stand at another \
     place of their report.";

/// What stands above the sources.
pub const SOURCES: &str = "Sources";

/// The name of the program, as files give it.
pub const WRITTEN_BY: &str = concat!("Rapporteur ", env!("RAPPORTEUR_VERSION"));

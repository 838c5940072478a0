//! What the rows of a comparison tell: how each sentence changed, which of its words are brought
//! out, and the short tags that say what coders score.

use super::cell::Marks;
use super::lines::{Classes, Facts};
use crate::compare::{Change, ChangeKind, Class, Direction, Row, Step};
use crate::report::Span;

/// What changed in a row, over all its editions.
pub fn facts(row: &Row) -> Facts {
    let mut facts = Facts::default();
    for (at, step) in row.steps.iter().enumerate() {
        let Some(step) = step else { continue };
        // What moved is counted at its place in the later edition, with what changed in it.
        if step.class == Class::Moved && row.cells.get(at + 1).is_none_or(Option::is_none) {
            facts.classes = facts.classes.and(Classes::AWAY);
            continue;
        }
        facts.classes = facts.classes.and(class_of(step));
        for change in &step.changes {
            facts.marks = facts.marks.and(mark_of(change));
        }
    }
    facts
}

/// The class of a step; none for what stayed the same.
pub fn class_of(step: &Step) -> Classes {
    match step.class {
        Class::Same if step.tense_only => Classes::TENSE,
        Class::Same => Classes::default(),
        Class::Reworded => Classes::REWORDED,
        Class::New => Classes::NEW,
        Class::Dropped => Classes::DROPPED,
        Class::Moved => Classes::MOVED,
    }
}

/// What is brought out of a change.
pub fn mark_of(change: &Change) -> Marks {
    let kind = match change.kind {
        ChangeKind::Number => Marks::NUMBER,
        ChangeKind::Name => Marks::NAME,
        ChangeKind::Hedge => Marks::HEDGE,
        ChangeKind::Weight | ChangeKind::Quantity => Marks::WEIGHT,
    };
    kind.and(match change.direction {
        Some(Direction::Softened) => Marks::SOFTER,
        Some(Direction::Hardened) => Marks::HARDER,
        None => Marks::NONE,
    })
}

/// The words of an edition's sentence that are brought out: what it has and the edition before has
/// not, what it has and the edition after has not, and what coders score of these. Of a change of
/// tense alone only where tense counts.
pub fn marks(row: &Row, edition: usize, tense_counts: bool) -> Vec<(Span, Marks)> {
    let mut marks = Vec::new();
    let counts = |step: &&Step| step.class != Class::Same || tense_counts;
    let before = edition.checked_sub(1).and_then(|at| row.steps.get(at)?.as_ref()).filter(counts);
    let after = row.steps.get(edition).and_then(Option::as_ref).filter(counts);
    if let Some(step) = before {
        marks.extend(step.words_after.iter().map(|span| (*span, Marks::CAME)));
        let changes = step.changes.iter();
        marks.extend(changes.filter_map(|change| Some((change.after?, mark_of(change)))));
    }
    if let Some(step) = after {
        marks.extend(step.words_before.iter().map(|span| (*span, Marks::WENT)));
        let changes = step.changes.iter();
        marks.extend(changes.filter_map(|change| Some((change.before?, mark_of(change)))));
    }
    marks
}

/// Where an edition's sentence of a row stands: in the row, or elsewhere where it moved.
pub fn spans(row: &Row, edition: usize) -> Option<&[Span]> {
    if let Some(cell) = row.cells.get(edition)? {
        return Some(&cell.spans);
    }
    let step = |at: usize| row.steps.get(at).and_then(Option::as_ref);
    let both = [edition.checked_sub(1).and_then(step), step(edition)];
    let elsewhere = both.into_iter().flatten().find_map(|step| step.elsewhere.as_ref())?;
    Some(&elsewhere.spans)
}

/// How an edition's sentence stands in its row, against its neighbours.
pub fn class_in(row: &Row, edition: usize, tense_counts: bool) -> Classes {
    let is_there = |at: usize| row.cells.get(at).is_some_and(Option::is_some);
    let mut classes = Classes::default();
    let before = edition.checked_sub(1).and_then(|at| row.steps.get(at)?.as_ref());
    if let Some(step) = before {
        classes = classes.and(class_of(step));
    }
    // What the edition after does not have is told where the sentence still stands; a rewording is
    // told by the later one, and in the first column by itself.
    if let Some(step) = row.steps.get(edition).and_then(Option::as_ref) {
        let told_here = !is_there(edition + 1) || edition == 0;
        if told_here {
            classes = classes.and(class_of(step));
        }
    }
    if tense_counts { classes.with_tense_as_words() } else { classes.without_tense() }
}

/// A tag below a sentence: what is brought out and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is about.
    pub marks: Marks,
    /// "48 → 61", "softened: widespread → some".
    pub words: String,
}

/// So many tags stand below a sentence; more would bury it.
const MOST: usize = 5;

/// The tags below an edition's sentence: what of its words changed since the edition before. `before` and `after`
/// are the texts of the two reports.
pub fn tags(step: &Step, before: &str, after: &str) -> Vec<Tag> {
    // Of a sentence that stands in one edition only, its own words say all there is to say.
    if !matches!(step.class, Class::Reworded | Class::Moved) {
        return Vec::new();
    }
    let tag = |change: &Change| {
        let old = change.before.map(|span| plain(span.of(before)));
        let new = change.after.map(|span| plain(span.of(after)));
        let words = match (old, new) {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (Some(old), None) => format!("gone: {old}"),
            (None, Some(new)) => format!("new: {new}"),
            (None, None) => return None,
        };
        let words = match change.direction {
            Some(Direction::Softened) => format!("softened: {words}"),
            Some(Direction::Hardened) => format!("hardened: {words}"),
            None => words,
        };
        Some(Tag { marks: mark_of(change), words })
    };
    let mut tags: Vec<Tag> = step.changes.iter().filter_map(tag).collect();
    // What was softened or hardened is what one looks for first.
    let leads = Marks::SOFTER.and(Marks::HARDER);
    tags.sort_by_key(|tag| !tag.marks.has(leads));
    if tags.len() > MOST {
        let rest = tags.len() - (MOST - 1);
        tags.truncate(MOST - 1);
        tags.push(Tag { marks: Marks::NONE, words: format!("and {rest} more") });
    }
    tags
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, Elsewhere, SentenceIndex, topics};

    fn cell(from: usize, to: usize) -> Cell {
        Cell {
            sentences: vec![SentenceIndex(0)],
            spans: vec![Span::new(from, to)],
            section: None,
            topic: topics().other(),
        }
    }

    fn step(class: Class) -> Step {
        Step {
            class,
            tense_only: false,
            words_before: Vec::new(),
            words_after: Vec::new(),
            changes: Vec::new(),
            elsewhere: None,
        }
    }

    fn softened() -> Step {
        Step {
            words_before: vec![Span::new(0, 10)],
            words_after: vec![Span::new(0, 4)],
            changes: vec![
                Change {
                    kind: ChangeKind::Number,
                    before: None,
                    after: Some(Span::new(5, 7)),
                    direction: None,
                },
                Change {
                    kind: ChangeKind::Weight,
                    before: Some(Span::new(0, 10)),
                    after: Some(Span::new(0, 4)),
                    direction: Some(Direction::Softened),
                },
            ],
            ..step(Class::Reworded)
        }
    }

    #[test]
    fn a_rewording_is_marked_on_both_sides() {
        let row = Row {
            cells: vec![Some(cell(0, 20)), Some(cell(0, 14))],
            steps: vec![Some(softened())],
        };
        let facts = facts(&row);
        assert!(facts.classes.has(Classes::REWORDED));
        assert!(facts.marks.has(Marks::SOFTER) && facts.marks.has(Marks::NUMBER));
        let left = marks(&row, 0, false);
        assert!(left.contains(&(Span::new(0, 10), Marks::WENT)));
        let right = marks(&row, 1, false);
        assert!(right.contains(&(Span::new(0, 4), Marks::CAME)));
        assert!(right.contains(&(Span::new(5, 7), Marks::NUMBER)));
        assert!(class_in(&row, 0, false).has(Classes::REWORDED));
    }

    #[test]
    fn what_was_softened_is_told_first() {
        let tags = tags(&softened(), "widespread 12", "some 14");
        let words: Vec<&str> = tags.iter().map(|tag| tag.words.as_str()).collect();
        assert_eq!(words, ["softened: widespread → some", "new: 14"]);
        assert!(super::tags(&step(Class::Same), "", "").is_empty());
    }

    #[test]
    fn tense_alone_is_no_change_unless_it_counts() {
        let tense =
            Step { tense_only: true, words_after: vec![Span::new(2, 4)], ..step(Class::Same) };
        let row = Row { cells: vec![Some(cell(0, 9)), Some(cell(0, 9))], steps: vec![Some(tense)] };
        assert!(class_in(&row, 1, false).is_none());
        assert!(class_in(&row, 1, true).has(Classes::REWORDED));
        assert!(marks(&row, 1, false).is_empty());
        assert_eq!(marks(&row, 1, true).len(), 1);
    }

    #[test]
    fn what_came_and_went_is_told_where_it_stands() {
        let gone =
            Row { cells: vec![Some(cell(0, 9)), None], steps: vec![Some(step(Class::Dropped))] };
        assert!(class_in(&gone, 0, false).has(Classes::DROPPED));
    }

    #[test]
    fn what_changed_in_a_moved_sentence_is_marked_on_both_sides_and_counted_once() {
        let elsewhere =
            Elsewhere { spans: vec![Span::new(0, 14)], topic: topics().other(), section: None };
        let moved = Step { class: Class::Moved, elsewhere: Some(elsewhere), ..softened() };
        let came = Row { cells: vec![None, Some(cell(0, 14))], steps: vec![Some(moved.clone())] };
        assert!(marks(&came, 1, false).contains(&(Span::new(5, 7), Marks::NUMBER)));
        assert!(marks(&came, 0, false).contains(&(Span::new(0, 10), Marks::WENT)));
        assert_eq!(tags(&moved, "widespread 12", "some 14").len(), 2);
        assert!(facts(&came).classes.has(Classes::MOVED) && facts(&came).marks.has(Marks::NUMBER));
        let went = Row { cells: vec![Some(cell(0, 14)), None], steps: vec![Some(moved)] };
        assert_eq!(facts(&went), Facts { classes: Classes::AWAY, marks: Marks::NONE });
        assert!(class_in(&went, 0, false).has(Classes::MOVED), "it still has its sign");
    }
}

//! Which lines a comparison is shown as: the rows of its topics, those that did not change folded
//! into one line, those that the filters ask for left.

use super::cell::Marks;
use std::collections::HashSet;
use std::ops::Range;

/// How rows of a comparison are classed, as bits that may stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u8);

impl Classes {
    /// A sentence that the edition before does not have.
    pub const NEW: Self = Self(1);
    /// A sentence that the edition after does not have.
    pub const DROPPED: Self = Self(2);
    /// A sentence with other words.
    pub const REWORDED: Self = Self(4);
    /// A sentence that stands elsewhere.
    pub const MOVED: Self = Self(8);
    /// A sentence whose tense alone changed.
    pub const TENSE: Self = Self(16);
    /// A sentence that stands elsewhere in the later edition, where it is counted.
    pub const AWAY: Self = Self(32);

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of these is among them.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there are none.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// A change of tense taken for a change of words.
    #[must_use]
    pub const fn with_tense_as_words(self) -> Self {
        if self.has(Self::TENSE) { self.without_tense().and(Self::REWORDED) } else { self }
    }

    /// A change of tense taken for no change.
    #[must_use]
    pub const fn without_tense(self) -> Self {
        Self(self.0 & !Self::TENSE.0)
    }

    /// Without what is counted in another row.
    #[must_use]
    pub const fn counted(self) -> Self {
        Self(self.0 & !Self::AWAY.0)
    }

    /// With `other` where it is missing, without it where it is there.
    #[must_use]
    pub const fn turned(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }
}

/// What is known of a row before it is set in type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How it changed; none for one that did not.
    pub classes: Classes,
    /// What of it changed that coders score.
    pub marks: Marks,
}

/// Which rows are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The classes asked for; none for all.
    pub classes: Classes,
    /// Rows in which one of these changed; none for all.
    pub marks: Marks,
    /// Words that must stand in one of its sentences.
    pub words: String,
    /// Whether a change of tense alone counts as a change.
    pub tense_counts: bool,
    /// Whether unchanged rows are folded away.
    pub folds: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            classes: Classes::default(),
            marks: Marks::default(),
            words: String::new(),
            tense_counts: false,
            folds: true,
        }
    }
}

impl Filter {
    /// Whether the row changed.
    pub fn is_change(&self, facts: Facts) -> bool {
        let classes = facts.classes;
        !(if self.tense_counts { classes } else { classes.without_tense() }).is_none()
    }

    /// Whether the row is a change of its own: what moved is one change, and has two rows.
    pub fn is_counted(&self, facts: Facts) -> bool {
        self.is_change(Facts { classes: facts.classes.counted(), ..facts })
    }

    /// Takes off what narrows.
    pub fn clear(&mut self) {
        let (tense_counts, folds) = (self.tense_counts, self.folds);
        *self = Self { tense_counts, folds, ..Self::default() };
    }

    /// Whether anything narrows what is shown.
    pub fn narrows(&self) -> bool {
        !self.classes.is_none() || self.marks != Marks::default() || !self.words.trim().is_empty()
    }

    /// Whether the row is asked for, as far as its facts tell.
    pub fn asks_for(&self, facts: Facts) -> bool {
        let mut classes = self.classes;
        if self.tense_counts && classes.has(Classes::REWORDED) {
            classes = classes.and(Classes::TENSE);
        }
        (classes.is_none() || classes.has(facts.classes))
            && (self.marks == Marks::default() || self.marks.has(facts.marks))
    }
}

/// A line of the view.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// The head of a topic, by its place among those shown.
    Topic(usize),
    /// A row of a topic.
    Row(usize, usize),
    /// Rows of a topic that are folded away.
    Folded(usize, Range<usize>),
}

/// Runs of fewer rows are not folded: the line in their place would take as much room.
const FEWEST: usize = 2;

/// The lines of one topic after another. `rows` are each topic's, `has_words` tells whether the
/// words asked for stand in a row, `open` holds the folds that were opened, by their first row.
pub fn lines(
    topics: &[Vec<Facts>],
    filter: &Filter,
    only_changes: bool,
    has_words: &dyn Fn(usize, usize) -> bool,
    open: &HashSet<(usize, usize)>,
) -> Vec<Line> {
    let narrows = filter.narrows();
    let worded = !filter.words.trim().is_empty();
    let mut lines = Vec::new();
    for (topic, rows) in topics.iter().enumerate() {
        let mut shown = Vec::new();
        for (row, facts) in rows.iter().enumerate() {
            let wanted = if narrows || only_changes {
                (!only_changes && worded || filter.is_counted(*facts))
                    && filter.asks_for(*facts)
                    && (!worded || has_words(topic, row))
            } else {
                filter.is_change(*facts) || !filter.folds
            };
            if wanted {
                shown.push(row);
            }
        }
        if only_changes {
            if !shown.is_empty() {
                lines.push(Line::Topic(topic));
                lines.extend(shown.into_iter().map(|row| Line::Row(topic, row)));
            }
            continue;
        }
        lines.push(Line::Topic(topic));
        let mut next = 0;
        for row in shown.into_iter().map(Some).chain([None]) {
            let end = row.unwrap_or(rows.len());
            fold(&mut lines, topic, next..end, open);
            lines.extend(row.map(|row| Line::Row(topic, row)));
            next = end + 1;
        }
    }
    lines
}

/// Folds a run of rows, unless it is short or was opened.
fn fold(lines: &mut Vec<Line>, topic: usize, rows: Range<usize>, open: &HashSet<(usize, usize)>) {
    if rows.len() < FEWEST || open.contains(&(topic, rows.start)) {
        lines.extend(rows.map(|row| Line::Row(topic, row)));
    } else {
        lines.push(Line::Folded(topic, rows));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: Facts = Facts { classes: Classes(0), marks: Marks::NONE };

    fn of(classes: Classes) -> Facts {
        Facts { classes, ..SAME }
    }

    fn shown(topics: &[Vec<Facts>], filter: &Filter, only_changes: bool) -> Vec<Line> {
        lines(topics, filter, only_changes, &|_, row| row == 4, &HashSet::new())
    }

    fn one() -> Vec<Facts> {
        vec![SAME, SAME, of(Classes::NEW), SAME, of(Classes::TENSE), SAME]
    }

    #[test]
    fn unchanged_rows_are_folded_where_there_are_some_together() {
        let folded = shown(&[one()], &Filter::default(), false);
        let expected =
            [Line::Topic(0), Line::Folded(0, 0..2), Line::Row(0, 2), Line::Folded(0, 3..6)];
        assert_eq!(folded, expected);
        let counts = Filter { tense_counts: true, ..Filter::default() };
        let lines = shown(&[one()], &counts, false);
        assert_eq!(lines[3..], [Line::Row(0, 3), Line::Row(0, 4), Line::Row(0, 5)]);
        let all = Filter { folds: false, ..Filter::default() };
        assert_eq!(shown(&[one()], &all, false).len(), 7);
    }

    #[test]
    fn what_moved_is_listed_once() {
        let topics = [vec![of(Classes::AWAY), SAME, of(Classes::MOVED)]];
        let all = shown(&topics, &Filter::default(), false);
        assert_eq!(all, [Line::Topic(0), Line::Row(0, 0), Line::Row(0, 1), Line::Row(0, 2)]);
        assert_eq!(shown(&topics, &Filter::default(), true), [Line::Topic(0), Line::Row(0, 2)]);
        let filter = Filter { classes: Classes::MOVED, folds: true, ..Filter::default() };
        let rows = shown(&topics, &filter, false);
        assert!(rows.contains(&Line::Row(0, 2)) && !rows.contains(&Line::Row(0, 0)), "{rows:?}");
    }

    #[test]
    fn an_opened_fold_shows_its_rows() {
        let open = HashSet::from([(0, 3)]);
        let found = lines(&[one()], &Filter::default(), false, &|_, _| true, &open);
        assert_eq!(found.len(), 6);
        assert_eq!(found[5], Line::Row(0, 5));
    }

    #[test]
    fn the_list_has_what_changed_and_passes_the_filters() {
        let mut rows = one();
        rows[4] = Facts { classes: Classes::REWORDED, marks: Marks::NUMBER };
        let topics = [vec![SAME], rows];
        let found = shown(&topics, &Filter::default(), true);
        assert_eq!(found, [Line::Topic(1), Line::Row(1, 2), Line::Row(1, 4)]);
        let numbers = Filter { marks: Marks::NUMBER.and(Marks::NAME), ..Filter::default() };
        assert_eq!(shown(&topics, &numbers, true), [Line::Topic(1), Line::Row(1, 4)]);
        let new = Filter { classes: Classes::NEW, ..Filter::default() };
        assert_eq!(shown(&topics, &new, true), [Line::Topic(1), Line::Row(1, 2)]);
        let both = Filter { marks: Marks::NUMBER, classes: Classes::NEW, ..Filter::default() };
        assert!(shown(&topics, &both, true).is_empty());
        let worded = Filter { words: "held".to_owned(), ..Filter::default() };
        assert_eq!(shown(&topics, &worded, true), [Line::Topic(1), Line::Row(1, 4)]);
    }
}

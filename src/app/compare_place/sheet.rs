//! A comparison as it is shown: one column for each edition, one line for each row, topic or fold.
//!
//! What the lines are follows from the comparison, the chosen topics and the filter; where they
//! stand is measured as they come into view.

use super::cell::{self, Ink, LINE, Marks, TYPE};
use super::facts::{self, Tag};
use super::lines::{self, Classes, Facts, Filter, Line};
use super::scroller::Scroller;
use super::topic_list;
use crate::app::theme::Theme;
use crate::compare::{Cell, OverviewCell, Row, TopicId, topics};
use crate::entities::ReportIndex;
use crate::library::search::Query;
use crate::report::{Report, Span};
use crate::workspace::{Compared, Passage, Workspace};
use eframe::egui::{Galley, Ui};
use std::collections::HashSet;
use std::sync::Arc;

/// What a sheet is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The topic, or all.
    pub topic: Option<TopicId>,
    /// Which rows.
    pub filter: Filter,
    /// Whether rows that did not change are left out altogether.
    pub only_changes: bool,
}

/// A comparison laid out.
#[derive(Debug)]
pub struct Sheet {
    /// What is compared.
    pub compared: Arc<Compared>,
    wanted: Wanted,
    /// The topics that are shown, by their places in the comparison.
    shown: Vec<usize>,
    facts: Vec<Vec<Facts>>,
    lines: Vec<Line>,
    /// For each line and edition the section that begins there.
    heads: Vec<Vec<Option<usize>>>,
    open: HashSet<(usize, usize)>,
    /// Where the lines stand.
    pub scroller: Scroller,
    set: Option<Setting>,
    /// The change that was stepped to, as topic and row.
    current: Option<(usize, usize)>,
    /// Height of the view that it was shown in last.
    pub view: f32,
}

/// How the lines are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Width of a column in points.
    pub column: f32,
    /// Physical pixels of a point: type is set anew when it changes.
    pub pixels_per_point: f32,
}

/// Room at the left of a sentence for its sign.
pub const GUTTER: f32 = 26.0;
/// Room at the right of a sentence.
pub const RIGHT: f32 = 10.0;
/// Space above and below the words of a row.
pub const AIR: f32 = 6.0;
/// Height of a line that stands for folded rows.
pub const FOLD: f32 = 28.0;
/// Height of the head of a topic.
pub const TOPIC: f32 = 44.0;
/// Height of the head of a section above its first sentence.
pub const HEAD: f32 = 20.0;
/// Space between a sentence and its tags.
pub const TAGS: f32 = 3.0;

/// A cell of a row in type.
pub struct Set {
    /// The sentence.
    pub words: Arc<Galley>,
    /// Its tags, where it has any.
    pub tags: Option<Arc<Galley>>,
}

impl Set {
    /// Its height.
    pub fn height(&self) -> f32 {
        self.words.size().y + self.tags.as_ref().map_or(0.0, |tags| tags.size().y + TAGS)
    }
}

impl Sheet {
    /// Lays out a comparison. `before` is the sheet that is shown now: what is read stays in view.
    pub fn new(
        workspace: &Workspace,
        compared: &Arc<Compared>,
        wanted: Wanted,
        before: Option<&Self>,
    ) -> Self {
        let rows = &compared.overview.rows;
        let fits = |at: &usize| {
            wanted.topic.is_none_or(|topic| rows.get(*at).is_some_and(|row| row.topic == topic))
        };
        let order = topic_list::order(rows).into_iter().map(|(_, at)| at);
        let shown: Vec<usize> = order.filter(fits).collect();
        let of_topic = |at: &usize| -> Vec<Facts> {
            let rows = compared.topics.get(*at).map_or(&[][..], |topic| topic.rows.as_slice());
            rows.iter().map(facts::facts).collect()
        };
        let facts = shown.iter().map(of_topic).collect();
        let before = before.filter(|sheet| sheet.compared.reports == compared.reports);
        let same_topics = before.filter(|sheet| sheet.wanted.topic == wanted.topic);
        let open = same_topics.map(|sheet| sheet.open.clone()).unwrap_or_default();
        let current = same_topics.and_then(|sheet| sheet.current);
        let held = same_topics.and_then(Self::in_view);
        let mut sheet = Self {
            compared: Arc::clone(compared),
            wanted,
            shown,
            facts,
            lines: Vec::new(),
            heads: Vec::new(),
            open,
            scroller: Scroller::default(),
            set: None,
            current,
            view: before.map_or(0.0, |sheet| sheet.view),
        };
        sheet.line_up(workspace);
        if let Some((at, below)) = held.and_then(|(row, below)| Some((sheet.nearest(row)?, below)))
        {
            sheet.scroller.reveal(at, below);
        }
        sheet
    }

    /// Whether it is what is wanted.
    pub fn is(&self, compared: &Arc<Compared>, wanted: &Wanted) -> bool {
        Arc::ptr_eq(&self.compared, compared) && self.wanted == *wanted
    }

    /// The filter that it was laid out with.
    pub fn filter(&self) -> &Filter {
        &self.wanted.filter
    }

    fn line_up(&mut self, workspace: &Workspace) {
        let query = Query::new(&self.wanted.filter.words);
        let reports: Vec<Option<&Report>> =
            self.compared.reports.iter().map(|index| workspace.report(*index)).collect();
        let has_words = |topic: usize, row: usize| {
            let Some((row, query)) = self.row(topic, row).zip(query.as_ref()) else { return true };
            row.cells.iter().zip(&reports).any(|(cell, report)| {
                let Some((cell, report)) = cell.as_ref().zip(*report) else { return false };
                cell.spans.iter().any(|span| query.is_in(span.of(&report.text)))
            })
        };
        let (filter, only) = (&self.wanted.filter, self.wanted.only_changes);
        let mut lines = lines::lines(&self.facts, filter, only, &has_words, &self.open);
        if self.shown.len() == 1 && !only {
            lines.retain(|line| !matches!(line, Line::Topic(_)));
        }
        self.heads = self.section_heads(&lines);
        self.lines = lines;
        self.set = None;
    }

    /// For each line and edition the section that its sentence begins, against the sentence that is
    /// shown above it.
    fn section_heads(&self, lines: &[Line]) -> Vec<Vec<Option<usize>>> {
        let columns = self.compared.reports.len();
        let mut above: Vec<Option<usize>> = vec![None; columns];
        let mut heads = Vec::with_capacity(lines.len());
        for line in lines {
            let mut here = vec![None; columns];
            if let Line::Row(topic, row) = line
                && let Some(row) = self.row(*topic, *row)
            {
                for ((cell, above), head) in row.cells.iter().zip(&mut above).zip(&mut here) {
                    let section = cell.as_ref().and_then(|cell| cell.section);
                    if section.is_some() && section != *above {
                        *above = section;
                        *head = section;
                    }
                }
            }
            heads.push(here);
        }
        heads
    }

    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The topic at a place of those shown.
    pub fn topic(&self, topic: usize) -> Option<TopicId> {
        Some(self.compared.overview.rows.get(*self.shown.get(topic)?)?.topic)
    }

    /// Whether one topic is shown and no other.
    pub fn is_of_one(&self) -> bool {
        self.wanted.topic.is_some()
    }

    /// How an edition deals with a topic.
    pub fn overview_cell(&self, topic: usize, edition: usize) -> Option<&OverviewCell> {
        self.compared.overview.rows.get(*self.shown.get(topic)?)?.cells.get(edition)
    }

    /// The section that an edition's first sentence stands in.
    pub fn first_section(&self, edition: usize) -> Option<usize> {
        let mut rows = self.compared.topics.get(*self.shown.first()?)?.rows.iter();
        rows.find_map(|row| row.cells.get(edition)?.as_ref()?.section)
    }

    /// The name of that topic.
    pub fn topic_name(&self, topic: usize) -> &'static str {
        self.topic(topic).map_or("", |topic| topics().name(topic))
    }

    /// A row of a topic.
    pub fn row(&self, topic: usize, row: usize) -> Option<&Row> {
        self.compared.topics.get(*self.shown.get(topic)?)?.rows.get(row)
    }

    /// How many rows are shown, and how many there are.
    pub fn counts(&self) -> (usize, usize) {
        let shown = self.lines.iter().filter(|line| matches!(line, Line::Row(..))).count();
        (shown, self.facts.iter().map(Vec::len).sum())
    }

    /// How many rows of the chosen topics are of this class, or have this brought out, whatever the
    /// filter.
    pub fn count_of(&self, class: Classes, mark: Marks) -> usize {
        let counts = self.wanted.filter.tense_counts;
        let fits = |facts: &&Facts| {
            let classes = facts.classes;
            let classes =
                if counts { classes.with_tense_as_words() } else { classes.without_tense() };
            classes.has(class) || facts.marks.has(mark)
        };
        self.facts.iter().flatten().filter(fits).count()
    }

    /// How many of the rows that are shown changed.
    pub fn changes(&self) -> usize {
        self.lines.iter().filter(|line| self.is_change(line)).count()
    }

    /// Whether a line is a change that is asked for; what moved is one where it went to.
    fn is_change(&self, line: &Line) -> bool {
        let Line::Row(topic, row) = line else { return false };
        let facts = self.facts.get(*topic).and_then(|rows| rows.get(*row));
        let filter = &self.wanted.filter;
        facts.is_some_and(|facts| filter.is_counted(*facts) && filter.asks_for(*facts))
    }

    /// The section that begins with a line in an edition.
    pub fn head(&self, line: usize, edition: usize) -> Option<usize> {
        *self.heads.get(line)?.get(edition)?
    }

    /// Opens a fold.
    pub fn unfold(&mut self, workspace: &Workspace, topic: usize, first: usize) {
        let held = self.in_view();
        self.open.insert((topic, first));
        self.line_up(workspace);
        if let Some((at, below)) = held.and_then(|(row, below)| Some((self.nearest(row)?, below))) {
            self.scroller.reveal(at, below);
        }
    }

    /// The first row in view, and how far below the upper edge it stands.
    fn in_view(&self) -> Option<((usize, usize), f32)> {
        let offset = self.scroller.offset();
        let first = self.scroller.within(offset, offset + 1.0).start;
        let mut below = self.lines.iter().enumerate().skip(first);
        below.find_map(|(at, line)| match line {
            Line::Row(topic, row) => Some(((*topic, *row), self.scroller.top(at) - offset)),
            _ => None,
        })
    }

    /// The line of a row, or of what stands in its place.
    fn nearest(&self, (topic, row): (usize, usize)) -> Option<usize> {
        let reaches = |line: &Line| match line {
            Line::Row(t, r) => (*t, *r) >= (topic, row),
            Line::Folded(t, rows) => (*t, rows.end) > (topic, row),
            Line::Topic(t) => *t > topic,
        };
        self.lines.iter().position(reaches)
    }

    /// Puts the lines where they stand at this width, as far as can be guessed.
    pub fn set_at(&mut self, ui: &Ui, column: f32) {
        let setting = Setting { column, pixels_per_point: ui.ctx().pixels_per_point() };
        if self.set == Some(setting) {
            return;
        }
        let held = self.set.and_then(|_| self.in_view());
        let offset = self.scroller.offset();
        // A letter of running text is about half as wide as it is high.
        let letters = ((column - GUTTER - RIGHT) / (TYPE * 0.5)).max(8.0);
        let guess = |line: &Line| match line {
            Line::Topic(_) => TOPIC,
            Line::Folded(..) => FOLD,
            Line::Row(topic, row) => self.row(*topic, *row).map_or(LINE, |row| {
                let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
                let cells = row.cells.iter().flatten();
                let most = cells.map(|cell| length(&cell.spans)).max().unwrap_or(1);
                (most as f32 / letters).ceil() * LINE + 2.0 * AIR
            }),
        };
        let fresh = Scroller::new(self.lines.iter().map(guess));
        let revealed = std::mem::replace(&mut self.scroller, fresh).into_revealed();
        self.set = Some(setting);
        if let Some((line, below)) = revealed {
            self.scroller.reveal(line, below);
        } else if let Some((at, below)) =
            held.and_then(|(row, below)| Some((self.nearest(row)?, below)))
        {
            self.scroller.reveal(at, below);
        } else {
            self.scroller.scrolled_to(offset);
        }
    }

    /// The height of a line at the width that was set.
    pub fn height_of(&self, ui: &Ui, workspace: &Workspace, line: usize, theme: &Theme) -> f32 {
        let column = self.set.map_or(300.0, |set| set.column);
        match self.lines.get(line) {
            Some(Line::Topic(_)) => TOPIC,
            Some(Line::Folded(..)) => FOLD,
            Some(Line::Row(topic, row)) => {
                let cells = 0..self.compared.reports.len();
                let heights = cells.filter_map(|edition| {
                    let set = self.cell(ui, workspace, (*topic, *row), edition, column, theme)?;
                    let above = if self.is_there((*topic, *row), edition) { 0.0 } else { LINE };
                    let head = self.head(line, edition).map_or(0.0, |_| HEAD);
                    Some(set.height() + head + above)
                });
                heights.fold(LINE, f32::max) + 2.0 * AIR
            }
            None => 0.0,
        }
    }

    /// Whether an edition has a sentence in a row.
    fn is_there(&self, (topic, at): (usize, usize), edition: usize) -> bool {
        let cells = self.row(topic, at).map(|row| &row.cells);
        cells.and_then(|cells| cells.get(edition)).is_some_and(Option::is_some)
    }

    /// A cell in type: the sentence that the edition has in the row, or where that moved, the one
    /// elsewhere that it is in this edition; nothing where it has none.
    pub fn cell(
        &self,
        ui: &Ui,
        workspace: &Workspace,
        (topic, at): (usize, usize),
        edition: usize,
        column: f32,
        theme: &Theme,
    ) -> Option<Set> {
        let row = self.row(topic, at)?;
        let spans = facts::spans(row, edition)?;
        let report = workspace.report(*self.compared.reports.get(edition)?)?;
        let filter = self.filter();
        let mut marks = facts::marks(row, edition, filter.tense_counts);
        if let Some(query) = Query::new(&filter.words) {
            for span in spans {
                let hits = query.find(span.of(&report.text)).into_iter();
                marks.extend(hits.map(|hit| (hit.shifted(span.start.get()), Marks::HIT)));
            }
        }
        let here = self.is_there((topic, at), edition);
        let changed = here && !self.class_in(topic, at, edition).is_none();
        let ink = if changed { Ink::Full } else { Ink::Faint };
        let width = column - GUTTER - RIGHT;
        let words = cell::job(&report.text, spans, &marks, ink, theme, width);
        let tags = if here { self.tags(workspace, row, edition) } else { Vec::new() };
        let tags = (!tags.is_empty()).then(|| cell::tags_job(&tags, theme, width));
        ui.fonts_mut(|fonts| {
            let words = fonts.layout_job(words);
            Some(Set { words, tags: tags.map(|tags| fonts.layout_job(tags)) })
        })
    }

    /// How an edition's sentence stands in its row.
    pub fn class_in(&self, topic: usize, row: usize, edition: usize) -> Classes {
        let counts = self.filter().tense_counts;
        let row = self.row(topic, row);
        row.map_or(Classes::default(), |row| facts::class_in(row, edition, counts))
    }

    fn tags(&self, workspace: &Workspace, row: &Row, edition: usize) -> Vec<Tag> {
        let step = edition.checked_sub(1).and_then(|at| row.steps.get(at)?.as_ref());
        let text = |edition: usize| {
            let index = self.compared.reports.get(edition)?;
            Some(workspace.report(*index)?.text.as_str())
        };
        let texts = edition.checked_sub(1).and_then(text).zip(text(edition));
        step.zip(texts)
            .map(|(step, (before, after))| facts::tags(step, before, after))
            .unwrap_or_default()
    }

    /// The change that was stepped to.
    pub fn current(&self) -> Option<(usize, usize)> {
        self.current
    }

    /// The newest sentence of the change that was stepped to.
    pub fn current_passage(&self) -> Option<Passage> {
        let (topic, row) = self.current?;
        let mut cells = self.row(topic, row)?.cells.iter().zip(&self.compared.reports).rev();
        let told = |(cell, index): (&Option<Cell>, &ReportIndex)| {
            Some(Passage { report: *index, span: whole(cell.as_ref()?) })
        };
        cells.find_map(told)
    }

    /// Goes to the next change (or the one before), from the one that was stepped to, else from
    /// what is in view. Returns whether there is one.
    pub fn step(&mut self, by: isize) -> bool {
        let changes: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.lines.get(*at).is_some_and(|line| self.is_change(line)))
            .collect();
        let offset = self.scroller.offset();
        let in_view = self.scroller.within(offset, offset + self.view);
        let here = self.current.and_then(|row| self.nearest(row));
        // Who has scrolled away goes on from there.
        let here = here.filter(|line| in_view.contains(line));
        let top = self.scroller.within(offset, offset + 1.0).start;
        let to = match (here, by > 0) {
            (Some(here), true) => changes.iter().find(|at| **at > here),
            (Some(here), false) => changes.iter().rev().find(|at| **at < here),
            (None, true) => changes.iter().find(|at| **at >= top),
            (None, false) => changes.iter().rev().find(|at| **at < top),
        };
        let Some(to) = to.copied() else { return false };
        self.go_to(to);
        true
    }

    fn go_to(&mut self, line: usize) {
        if let Some(Line::Row(topic, row)) = self.lines.get(line) {
            self.current = Some((*topic, *row));
            self.scroller.reveal(line, 90.0);
        }
    }

    /// Goes to the row that holds this place of an edition, if one does.
    pub fn show_passage(
        &mut self,
        workspace: &Workspace,
        edition: ReportIndex,
        span: Span,
    ) -> bool {
        let column = self.compared.reports.iter().position(|index| *index == edition);
        let Some(column) = column else { return false };
        let holds = |row: &Row| {
            let cell = row.cells.get(column).and_then(Option::as_ref);
            cell.is_some_and(|cell| cell.spans.iter().any(|own| own.overlaps(span)))
        };
        let found = self.facts.iter().enumerate().find_map(|(topic, rows)| {
            let row = (0..rows.len()).find(|row| self.row(topic, *row).is_some_and(holds))?;
            Some((topic, row))
        });
        let Some((topic, row)) = found else { return false };
        let folded = self.lines.iter().find_map(|line| match line {
            Line::Folded(t, rows) if *t == topic && rows.contains(&row) => Some(rows.start),
            _ => None,
        });
        if let Some(first) = folded {
            self.unfold(workspace, topic, first);
        }
        if let Some(line) = self.nearest((topic, row)) {
            self.go_to(line);
        }
        true
    }
}

/// All of a cell's sentences.
pub fn whole(cell: &Cell) -> Span {
    let first = cell.spans.first().copied().unwrap_or_default();
    Span { end: cell.spans.last().map_or(first.end, |last| last.end), ..first }
}

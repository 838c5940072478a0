//! Comparing editions: side by side, over the years, as a list of changes, and passage by passage.
//!
//! What is compared is worked out in the background; the place asks for it with each frame and
//! shows what is there. All views lead to the sentences in their reports.

mod bar;
mod bars;
mod cell;
mod export;
mod facts;
mod filters;
mod lines;
mod matrix;
mod overview;
mod passages;
mod scroller;
mod sheet;
mod shelf;
mod side;
mod topic_list;
mod views;

pub use views::show;

use super::saving::SaveRequest;
use super::target::Target;
use crate::compare::TopicId;
use crate::entities::ReportIndex;
use crate::workspace::{Passage, Selection, Workspace};
use bar::Choices;
use lines::Filter;
use overview::OverviewView;
use passages::PassagesView;
use sheet::Sheet;
use shelf::Shelf;
use std::sync::Arc;

/// How many editions stand beside each other at most.
const MOST: usize = 4;

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Sentence beside sentence.
    #[default]
    Side,
    /// Topics by years.
    Years,
    /// All that changed, in one list.
    Changes,
    /// Passages by topic.
    Passages,
}

impl View {
    /// All views with their names and what they show.
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Side, "Side by side", "The editions beside each other, sentence by sentence"),
        (Self::Years, "What changed", "How much of each topic changed from year to year"),
        (Self::Changes, "List of changes", "Everything that is new, reworded, dropped or moved"),
        (Self::Passages, "Passages", "What the editions say on each topic, in one table"),
    ];
}

/// The topic of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    /// Whichever changed first.
    First,
    All,
    One(TopicId),
}

/// What the user has set in the place.
#[derive(Debug)]
pub struct ComparePlace {
    view: View,
    /// The editions, in the order in which they are compared; none before any was chosen.
    editions: Vec<ReportIndex>,
    /// Whether the user has begun to work with these: until then newer ones take their place while
    /// reports come in.
    settled: bool,
    shelf: Shelf,
    /// The revision that the shelf is of, and when it was looked through.
    shelved: Option<(u64, f64)>,
    /// The selection that the editions were chosen under.
    selection: Arc<Selection>,
    choices: Choices,
    topic: Chosen,
    listed_topic: Option<TopicId>,
    filter: Filter,
    listed_filter: Filter,
    sheet: Option<Sheet>,
    list: Option<Sheet>,
    /// A sentence that is to be shown as soon as its comparison is there.
    awaited: Option<Passage>,
    reveal: bool,
    years: OverviewView,
    passages: PassagesView,
    hovered: Option<Passage>,
}

impl Default for ComparePlace {
    fn default() -> Self {
        Self {
            view: View::default(),
            editions: Vec::new(),
            settled: false,
            shelf: Shelf::default(),
            shelved: None,
            selection: Arc::default(),
            choices: Choices::default(),
            topic: Chosen::First,
            listed_topic: None,
            filter: Filter::default(),
            listed_filter: Filter::default(),
            sheet: None,
            list: None,
            awaited: None,
            reveal: false,
            years: OverviewView::default(),
            passages: PassagesView::default(),
            hovered: None,
        }
    }
}

/// How long the shelf may be out of date while reports still come in, in seconds.
const REFRESH: f64 = 0.5;

impl ComparePlace {
    /// Looks through the reports and asks for what is to be shown. `at_hand` is the report that is
    /// read: its country is compared first.
    pub fn ask(&mut self, workspace: &mut Workspace, at_hand: Option<ReportIndex>, now: f64) {
        self.follow_selection(workspace);
        let revision = workspace.selection_revision();
        let due = workspace.progress().is_none()
            || self.shelved.is_none_or(|(_, at)| now - at >= REFRESH);
        if due && self.shelved.is_none_or(|(of, _)| of != revision) {
            let already: &[ReportIndex] = if self.settled { &self.editions } else { &[] };
            self.shelf = Shelf::of(workspace, already);
            self.shelved = Some((revision, now));
            self.editions.retain(|index| self.shelf.get(*index).is_some());
        }
        if self.editions.len() < 2 || !self.settled {
            let first = if self.settled { self.editions.first().copied() } else { None };
            self.editions = self.shelf.newest(first.or(at_hand));
        }
        match self.view {
            View::Side | View::Changes if self.editions.len() > 1 => {
                workspace.compare_editions(&self.editions);
            }
            View::Years => {
                let line = self.line();
                if line.len() > 1 {
                    workspace.compare_years(&line);
                }
            }
            View::Passages => self.passages.ask(workspace, &self.shelf, &self.editions),
            View::Side | View::Changes => {}
        }
    }

    /// Where other reports are chosen, those of the others are no longer compared.
    fn follow_selection(&mut self, workspace: &Workspace) {
        if Arc::ptr_eq(&self.selection, workspace.selection()) {
            return;
        }
        self.selection = Arc::clone(workspace.selection());
        let count = self.editions.len();
        self.editions.retain(|index| workspace.selected(*index));
        self.settled &= self.editions.len() == count;
        self.shelved = None;
    }

    /// Compares a report with the edition before it, be it chosen or not; returns whether there is
    /// one.
    pub fn compare_before(&mut self, workspace: &Workspace, index: ReportIndex) -> bool {
        self.follow_selection(workspace);
        let Some(before) = Shelf::of_all(workspace).neighbour(index, -1) else { return false };
        self.shelf = Shelf::of(workspace, &[before, index]);
        self.view = View::Side;
        self.choose(vec![before, index]);
        true
    }

    /// Shows a passage beside what the edition before says there; returns whether there is one.
    pub fn compare_passage(&mut self, workspace: &Workspace, passage: Passage) -> bool {
        if !self.compare_before(workspace, passage.report) {
            return false;
        }
        self.filter = Filter { tense_counts: self.filter.tense_counts, ..Filter::default() };
        self.awaited = Some(passage);
        true
    }

    fn choose(&mut self, editions: Vec<ReportIndex>) {
        self.settled = true;
        if self.editions != editions {
            self.editions = editions;
            self.editions.truncate(MOST);
            self.hovered = None;
        }
    }

    /// The sentence at hand: under the pointer, else of the change that was stepped to.
    pub fn target(&self) -> Option<Target> {
        let sheet = match self.view {
            View::Side => self.sheet.as_ref(),
            View::Changes => self.list.as_ref(),
            View::Years | View::Passages => None,
        };
        let current = || sheet.and_then(Sheet::current_passage);
        self.hovered.or_else(current).map(Target::Passage)
    }

    /// Goes to the next change, or the one before.
    pub fn step(&mut self, by: isize) {
        let sheet = match self.view {
            View::Side => self.sheet.as_mut(),
            View::Changes => self.list.as_mut(),
            View::Years | View::Passages => None,
        };
        if let Some(sheet) = sheet {
            self.settled = true;
            sheet.step(by);
        }
    }

    /// What is to be done to save what is shown; nothing where there is nothing that could be saved.
    pub fn export_request(&self, workspace: &Workspace) -> Option<SaveRequest> {
        let filter = self.filter_of_view();
        let wish = export::Wish {
            topic: self.shown_topic(),
            tense_counts: filter.tense_counts,
            changes_only: filter.folds,
        };
        let together = self.editions.len() > 1;
        match self.view {
            View::Side if together => {
                export::side_by_side(workspace, &self.shelf, &self.editions, wish)
            }
            View::Changes if together => {
                export::changes(workspace, &self.shelf, &self.editions, wish)
            }
            View::Passages => self.passages.export_request(workspace, &self.shelf),
            View::Side | View::Changes | View::Years => None,
        }
    }

    /// Esc: takes off filters; returns whether any was on.
    pub fn close_top(&mut self) -> bool {
        let filter = match self.view {
            View::Side => &mut self.filter,
            View::Changes => &mut self.listed_filter,
            View::Years | View::Passages => return false,
        };
        let narrowed = filter.narrows();
        if narrowed {
            filter.clear();
        }
        narrowed
    }

    /// The country that all editions are on.
    fn country(&self) -> Option<String> {
        let mut countries =
            self.editions.iter().map(|index| self.shelf.get(*index)?.country.clone());
        let first = countries.next().flatten()?;
        countries.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }

    /// All editions of the publisher of the last one, on its country.
    fn line(&self) -> Vec<ReportIndex> {
        self.editions.last().map(|index| self.shelf.line(*index)).unwrap_or_default()
    }

    /// The words for the editions: "2019 and 2020".
    fn names(&self) -> String {
        let name = |index: &ReportIndex| {
            let edition = self.shelf.get(*index)?;
            Some(edition.year.map_or_else(|| edition.name.clone(), |year| year.to_string()))
        };
        let names: Vec<String> = self.editions.iter().filter_map(name).collect();
        names.join(" and ")
    }
}

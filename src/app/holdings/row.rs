//! One report of the library, with all that lists of reports show and sort by, and nothing of its
//! text.

use super::names::{NameId, NameList, folded};
use crate::entities::ReportIndex;
use crate::library::Head;
use crate::report::{DocumentName, Metadata};
use crate::workspace::{Slot, State, Workspace};
use std::sync::Arc;
use std::time::SystemTime;

/// How far a report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It could not be read.
    Unreadable,
    /// It asks for a password.
    Locked,
    /// It can be read, but its analysis failed.
    NotAnalysed,
    /// It waits to be read.
    Waiting,
    /// It can be read; its analysis is still to come.
    Read,
    /// It is read and analysed.
    Analysed,
}

impl Standing {
    /// How far the report of a slot has come.
    pub fn of(state: &State) -> Self {
        match state {
            State::Waiting | State::Gone => Self::Waiting,
            State::Read(_) => Self::Read,
            State::Analysed(..) => Self::Analysed,
            State::Failed(None, _) => Self::Unreadable,
            State::Failed(Some(_), _) => Self::NotAnalysed,
            State::Locked { .. } => Self::Locked,
        }
    }

    /// Whether the user may have to do something for it to be read.
    pub fn is_problem(self) -> bool {
        matches!(self, Self::Unreadable | Self::Locked | Self::NotAnalysed)
    }
}

/// What is known of a report that is read.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The country it is about.
    pub country: Option<NameId>,
    /// Who publishes it.
    pub publisher: Option<NameId>,
    /// All that is known of it without its text.
    pub head: Arc<Head>,
}

/// A report of the library.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which one it is.
    pub index: ReportIndex,
    /// Its own name inside the folder.
    pub document: DocumentName,
    /// How far it has come.
    pub standing: Standing,
    /// What is known of it, once it is read.
    pub facts: Option<Facts>,
    /// When its file was last written.
    pub saved: Option<SystemTime>,
    /// The report that is shown for it, where it is the same one in another format.
    pub shown_for: Option<ReportIndex>,
    /// How many chapters it has, if it is a volume.
    pub chapters: usize,
    /// How many of its figures the user has decided on.
    pub checked: usize,
    /// What it is found by, beside the names that it shares with others.
    words: String,
}

impl Row {
    /// The row of a slot, with the names that it shares taken up in the lists.
    pub fn of(
        index: ReportIndex,
        slot: &Slot,
        countries: &mut NameList,
        publishers: &mut NameList,
    ) -> Self {
        let facts = slot.handle().map(|handle| {
            let metadata = &handle.head().metadata;
            Facts {
                country: metadata.country().map(|name| countries.id_of(name)),
                publisher: metadata.publisher().map(|name| publishers.id_of(name)),
                head: Arc::clone(handle.head()),
            }
        });
        let metadata = facts.as_ref().map(|facts| &facts.head.metadata);
        let year = metadata.and_then(Metadata::year);
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let title = metadata.map_or("", Metadata::title);
        let words = folded(&format!("{year} {title} {}", slot.document));
        Self {
            index,
            document: slot.document.clone(),
            standing: Standing::of(&slot.state),
            facts,
            saved: slot.file.modified,
            shown_for: None,
            chapters: 0,
            checked: 0,
            words,
        }
    }

    /// Whether the row still tells what the slot is.
    pub fn is_of(&self, slot: &Slot) -> bool {
        let same_facts = match (slot.handle(), &self.facts) {
            (Some(handle), Some(facts)) => Arc::ptr_eq(handle.head(), &facts.head),
            (None, None) => true,
            _ => false,
        };
        same_facts
            && self.document == slot.document
            && self.standing == Standing::of(&slot.state)
            && self.saved == slot.file.modified
    }

    /// All that is known of it without its text, once it is read.
    pub fn head(&self) -> Option<&Head> {
        self.facts.as_ref().map(|facts| facts.head.as_ref())
    }

    /// The country it is about.
    pub fn country(&self) -> Option<NameId> {
        self.facts.as_ref()?.country
    }

    /// The year it covers.
    pub fn year(&self) -> Option<i16> {
        self.head()?.metadata.year()
    }

    /// Who publishes it.
    pub fn publisher(&self) -> Option<NameId> {
        self.facts.as_ref()?.publisher
    }

    /// Its title, else its file's name.
    pub fn name(&self) -> &str {
        let title = self.head().map(|head| head.metadata.title());
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| self.document.file_name())
    }

    /// Whether there is any text in it.
    pub fn has_words(&self) -> bool {
        self.head().is_some_and(|head| head.words > 0)
    }

    /// Whether it stands for an edition: it is read, no volume that holds others, and not the same
    /// as another in another format.
    pub fn is_edition(&self) -> bool {
        self.facts.is_some() && self.chapters == 0 && self.shown_for.is_none()
    }

    /// Whether what it is was not all found: country, year or publisher.
    pub fn is_incomplete(&self) -> bool {
        let all = self.country().is_some() && self.publisher().is_some() && self.year().is_some();
        self.is_edition() && !all
    }

    /// What it is found by, beside the names that it shares with others.
    pub fn words(&self) -> &str {
        &self.words
    }
}

/// How many figures of each edition the user has decided on: by publisher, country and year.
pub type Checked = std::collections::HashMap<(Option<String>, Option<String>, Option<i16>), usize>;

/// Counts what was decided on figures, by edition.
pub fn checked(workspace: &Workspace) -> Checked {
    let mut checked = Checked::new();
    for decision in workspace.project().decisions().values() {
        let crate::project::What::Figure(figure) = &decision.what else { continue };
        let edition = &figure.about.edition;
        let key = (edition.publisher.clone(), edition.country.clone(), edition.year);
        *checked.entry(key).or_default() += 1;
    }
    checked
}

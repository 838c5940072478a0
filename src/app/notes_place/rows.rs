//! The notes as rows of a list, and which of them are shown.

use crate::app::deciding;
use crate::app::words;
use crate::entities::ReportIndex;
use crate::library::search::Query;
use crate::project::{Anchor, DecisionId, Highlight, Subject};
use crate::workspace::{Passage, Workspace};
use std::borrow::Cow;

/// What a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of a report.
    Passage,
    /// A figure.
    Figure,
    /// A person, court or organization.
    Name,
}

/// A note as the list shows it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The note.
    pub id: DecisionId,
    /// What it is on.
    pub kind: Kind,
    /// Where its words stand; `None` where they are in none of the open reports.
    pub place: Option<Passage>,
    /// Whether the sentence has changed since.
    pub moved: bool,
    /// The quoted words: a figure's sentence, a name, else the words themselves.
    pub quote: String,
    /// What the user wrote.
    pub text: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its colour.
    pub highlight: Option<Highlight>,
    /// The report's name; where it has no place, that of the edition.
    pub report: String,
    /// The page, where the file has pages.
    pub page: Option<String>,
}

/// All notes: by report and place, those without a place last.
pub fn rows(workspace: &Workspace) -> Vec<Row> {
    let row = |(id, note): (DecisionId, &crate::project::Note)| {
        let anchor = deciding::anchor_of(&note.on);
        let standing = workspace.standing(id);
        let place = standing.map(|standing| standing.passage);
        let report = place.and_then(|place| workspace.report(place.report));
        let (kind, quote) = match &note.on {
            Subject::Passage(anchor) => (Kind::Passage, in_sentence(anchor)),
            Subject::Figure(anchor) => (Kind::Figure, anchor.sentence.clone()),
            Subject::Entity(entity) => (Kind::Name, entity.name.clone()),
        };
        Row {
            id,
            kind,
            place,
            moved: standing.is_some_and(|standing| standing.moved),
            quote,
            text: note.text.clone(),
            tags: note.tags.clone(),
            highlight: note.highlight,
            report: report.map_or_else(|| deciding::edition_words(anchor), words::report),
            page: report
                .zip(place)
                .and_then(|(report, at)| report.page_name_at(at.span.start).map(Cow::into_owned)),
        }
    };
    let mut rows: Vec<Row> = workspace.project().notes().map(row).collect();
    rows.sort_by_key(|row| {
        let place = row.place.map(|place| (place.report, place.span));
        (place.is_none(), place, row.id)
    });
    rows
}

/// The words of a passage; a word or two, which say little, with their sentence.
fn in_sentence(anchor: &Anchor) -> String {
    let few = anchor.words.split_whitespace().count() < 4;
    if few && anchor.sentence.len() > anchor.words.len() {
        format!("{} · {}", anchor.words, anchor.sentence)
    } else {
        anchor.words.clone()
    }
}

/// What sort of note is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// All of them.
    #[default]
    All,
    /// Those with words of the user's.
    Written,
    /// Those with a colour.
    Highlighted,
    /// Those on figures.
    Figures,
    /// Those on names.
    Names,
    /// Those whose words are in none of the open reports.
    Homeless,
}

impl Sort {
    /// All sorts with their words.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::All, "All"),
        (Self::Written, "Notes"),
        (Self::Highlighted, "Highlights"),
        (Self::Figures, "On figures"),
        (Self::Names, "On names"),
        (Self::Homeless, "Without a place"),
    ];

    /// Whether a note is of the sort.
    pub fn holds(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Written => !row.text.is_empty(),
            Self::Highlighted => row.highlight.is_some(),
            Self::Figures => row.kind == Kind::Figure,
            Self::Names => row.kind == Kind::Name,
            Self::Homeless => row.place.is_none(),
        }
    }
}

/// What a note must be to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words each of which must stand in it, its quote, its tags or its report's name.
    pub text: String,
    /// A tag that it must have.
    pub tag: Option<String>,
    /// The report that it must be in.
    pub report: Option<ReportIndex>,
    /// Its sort.
    pub sort: Sort,
}

impl Filter {
    /// Whether the note passes.
    pub fn passes(&self, row: &Row) -> bool {
        let said = |word: &str| {
            let Some(word) = Query::new(word) else { return true };
            let fields = [&row.text, &row.quote, &row.report];
            fields.into_iter().chain(&row.tags).any(|field| word.is_in(field))
        };
        self.sort.holds(row)
            && self.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
            && self.report.is_none_or(|report| row.place.is_some_and(|p| p.report == report))
            && self.text.split_whitespace().all(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;

    fn row(text: &str, tags: &[&str], place: Option<u32>) -> Row {
        Row {
            id: DecisionId::new(1),
            kind: Kind::Passage,
            place: place.map(|at| Passage { report: ReportIndex(at), span: Span::new(0, 1) }),
            moved: false,
            quote: "The court of Orvany sat.".to_owned(),
            text: text.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            highlight: text.is_empty().then_some(Highlight::Blue),
            report: "Orvany 2019".to_owned(),
            page: None,
        }
    }

    #[test]
    fn filters_narrow_together() {
        let rows = [
            row("Check the date", &["court"], Some(0)),
            row("", &["court", "to do"], Some(1)),
            row("Lost", &[], None),
        ];
        let shown = |filter: Filter| -> Vec<usize> {
            let passing = rows.iter().enumerate().filter(|(_, row)| filter.passes(row));
            passing.map(|(at, _)| at).collect()
        };
        let plain = Filter::default;
        assert_eq!(shown(plain()), [0, 1, 2]);
        assert_eq!(shown(Filter { text: "orvany DATE".to_owned(), ..plain() }), [0]);
        assert_eq!(shown(Filter { text: "do".to_owned(), ..plain() }), [1]);
        assert_eq!(shown(Filter { tag: Some("court".to_owned()), ..plain() }), [0, 1]);
        assert_eq!(shown(Filter { report: Some(ReportIndex(1)), ..plain() }), [1]);
        assert_eq!(shown(Filter { sort: Sort::Written, ..plain() }), [0, 2]);
        assert_eq!(shown(Filter { sort: Sort::Highlighted, ..plain() }), [1]);
        assert_eq!(shown(Filter { sort: Sort::Homeless, ..plain() }), [2]);
        assert_eq!(shown(Filter { sort: Sort::Figures, ..plain() }), [0_usize; 0]);
    }
}

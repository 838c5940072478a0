//! What decisions have in common: the places they are about, what makes two of them one, whether
//! they say anything, and their words.

use super::decision::{
    AddedFigure, Correction, EntityChange, EntityDecision, FigureDecision, Note, Subject, What,
};
use super::{Anchor, EntityRef, anchor};
use crate::figures::Indicator;

/// What a decision is on, in as much as there can be only one of its sort.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity([u8; 16]);

/// Hashes parts of an identity, each with its length, so that none runs into the next.
#[derive(Default)]
struct Identifier(blake3::Hasher);

impl Identifier {
    fn new(sort: &str) -> Self {
        Self::default().text(sort)
    }

    fn text(mut self, text: &str) -> Self {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes);
        self
    }

    fn optional(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text("some").text(text),
            None => self.text("none"),
        }
    }

    fn number(mut self, number: u64) -> Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    fn anchor(self, anchor: &Anchor) -> Self {
        let edition = &anchor.edition;
        self.optional(edition.publisher.as_deref())
            .optional(edition.country.as_deref())
            .optional(edition.year.map(|year| year.to_string()).as_deref())
            .optional(edition.language.as_deref())
            .number(anchor::key(&anchor.sentence))
            .number(u64::from(anchor.repeat))
            .number(anchor::key(&anchor.words))
            .number(u64::from(anchor.occurrence))
    }

    fn entity(self, entity: &EntityRef) -> Self {
        self.text(&format!("{:?}", entity.kind)).text(&entity.name).anchor(&entity.at)
    }

    fn finish(&self) -> Identity {
        let mut identity = [0; 16];
        self.0.finalize_xof().fill(&mut identity);
        Identity(identity)
    }
}

impl What {
    /// What makes it one with another decision; `None` where any number may stand side by side.
    pub(super) fn identity(&self) -> Option<Identity> {
        let identifier = match self {
            Self::Figure(figure) => Identifier::new("figure").anchor(&figure.about),
            Self::Entity(EntityDecision { about, change }) => change.identifier(about),
            Self::Metadata(Correction { of, .. }) => {
                let chapter = of.document.as_str().rsplit_once('#').map(|(_, chapter)| chapter);
                Identifier::new("metadata").text(&of.fingerprint.to_string()).optional(chapter)
            }
            Self::Indicator(indicator) => Identifier::new("indicator").text(&indicator.slug),
            Self::CitationStyle(_) => Identifier::new("citation style"),
            Self::AddedFigure(_) | Self::Note(_) | Self::Chart(_) | Self::Search(_) => return None,
        };
        Some(identifier.finish())
    }

    /// The place that it is about, where it is about one.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Figure(FigureDecision { about, .. })
            | Self::AddedFigure(AddedFigure { about, .. })
            | Self::Note(Note { on: Subject::Passage(about) | Subject::Figure(about), .. }) => {
                Some(about)
            }
            Self::Entity(EntityDecision { about, .. })
            | Self::Note(Note { on: Subject::Entity(about), .. }) => Some(&about.at),
            Self::Metadata(_)
            | Self::Indicator(_)
            | Self::Chart(_)
            | Self::Search(_)
            | Self::CitationStyle(_) => None,
        }
    }

    /// The entities that it is about, the one that it changes first.
    pub fn entities(&self) -> Vec<&EntityRef> {
        match self {
            Self::Entity(EntityDecision { about, change }) => {
                let others: &[EntityRef] = match change {
                    EntityChange::Merge { into: other } | EntityChange::Apart { from: other } => {
                        std::slice::from_ref(other)
                    }
                    EntityChange::Split { off } => off,
                    _ => &[],
                };
                std::iter::once(about).chain(others).collect()
            }
            Self::Note(Note { on: Subject::Entity(about), .. }) => vec![about],
            _ => Vec::new(),
        }
    }

    /// All anchors in it, to be changed.
    pub(super) fn anchors_mut(&mut self) -> Vec<&mut Anchor> {
        match self {
            Self::Figure(FigureDecision { about, .. })
            | Self::AddedFigure(AddedFigure { about, .. })
            | Self::Note(Note { on: Subject::Passage(about) | Subject::Figure(about), .. }) => {
                vec![about]
            }
            Self::Note(Note { on: Subject::Entity(about), .. }) => vec![&mut about.at],
            Self::Entity(EntityDecision { about, change }) => {
                let mut anchors = vec![&mut about.at];
                match change {
                    EntityChange::Merge { into: other } | EntityChange::Apart { from: other } => {
                        anchors.push(&mut other.at);
                    }
                    EntityChange::Split { off } => {
                        anchors.extend(off.iter_mut().map(|entity| &mut entity.at));
                    }
                    _ => {}
                }
                anchors
            }
            _ => Vec::new(),
        }
    }

    /// All anchors in it.
    pub(super) fn anchors(&self) -> Vec<&Anchor> {
        match self.entities() {
            entities if entities.is_empty() => self.anchor().into_iter().collect(),
            entities => entities.into_iter().map(|entity| &entity.at).collect(),
        }
    }

    /// Whether it decides nothing, so that it need not be kept.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Figure(FigureDecision { verdict, edit, .. }) => {
                verdict.is_none() && edit.is_empty()
            }
            Self::Metadata(correction) => correction.is_empty(),
            Self::Note(note) => note.is_empty(),
            Self::Entity(EntityDecision { change: EntityChange::Split { off }, .. }) => {
                off.is_empty()
            }
            _ => false,
        }
    }

    /// What it is called in the history, after a verb: "note on “a few words”".
    pub(super) fn title(&self) -> String {
        match self {
            Self::Figure(FigureDecision { about, .. }) => {
                format!("figure {}", quoted(&about.words))
            }
            Self::AddedFigure(AddedFigure { about, .. }) => {
                format!("added figure {}", quoted(&about.words))
            }
            Self::Entity(EntityDecision { about, .. }) => {
                format!("decision on {}", quoted(&about.name))
            }
            Self::Metadata(correction) => {
                format!("correction of {}", quoted(correction.of.document.file_name()))
            }
            Self::Indicator(Indicator { name, .. }) => format!("indicator {}", quoted(name)),
            Self::Note(note) => note.title(),
            Self::Chart(chart) => format!("chart {}", quoted(&chart.name)),
            Self::Search(search) => format!("search {}", quoted(&search.name)),
            Self::CitationStyle(_) => "citation style".to_owned(),
        }
    }
}

impl EntityChange {
    /// What makes a change of `about` one with another.
    fn identifier(&self, about: &EntityRef) -> Identifier {
        let identifier = Identifier::new(self.sort());
        match self {
            // Several parts may be split off one entity, each by itself.
            Self::Split { off } => off.iter().fold(identifier, Identifier::entity),
            // That two are not one says the same of both.
            Self::Apart { from } => {
                let sides = [about, from].map(|side| Identifier::default().entity(side).finish().0);
                let sides = [sides.iter().min(), sides.iter().max()].into_iter().flatten();
                sides.fold(identifier, |identifier, side| identifier.bytes(side))
            }
            _ => identifier.entity(about),
        }
    }

    /// What tells its sort of change from the others.
    fn sort(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Apart { .. } => "apart",
            Self::Rename { .. } => "rename",
            Self::Kind { .. } => "kind",
            Self::Hide => "hide",
            Self::NotAnEntity => "not an entity",
        }
    }
}

impl EntityDecision {
    /// What it does, for the history: "Merge “A” into “B”".
    pub(super) fn name(&self) -> String {
        let about = quoted(&self.about.name);
        match &self.change {
            EntityChange::Merge { into } => format!("Merge {about} into {}", quoted(&into.name)),
            EntityChange::Split { .. } => format!("Split {about}"),
            EntityChange::Apart { from } => {
                format!("Keep {about} and {} apart", quoted(&from.name))
            }
            EntityChange::Rename { name } => format!("Rename {about} to {}", quoted(name)),
            EntityChange::Kind { kind } => {
                let kind = match kind {
                    crate::entities::EntityKind::Person => "a person",
                    crate::entities::EntityKind::Court => "a court",
                    crate::entities::EntityKind::Organization => "an organization",
                };
                format!("Make {about} {kind}")
            }
            EntityChange::Hide => format!("Hide {about}"),
            EntityChange::NotAnEntity => format!("Mark {about} as not a name"),
        }
    }
}

impl Note {
    fn title(&self) -> String {
        let on = match &self.on {
            Subject::Passage(anchor) | Subject::Figure(anchor) => quoted(&anchor.words),
            Subject::Entity(entity) => quoted(&entity.name),
        };
        let sort = if !self.text.is_empty() {
            "note on"
        } else if self.tags.is_empty() {
            "highlight of"
        } else {
            "tag on"
        };
        format!("{sort} {on}")
    }
}

/// The most letters of a quotation in the history.
const MOST_QUOTED: usize = 40;

/// Words in quotation marks, cut at a word where they are long.
pub(super) fn quoted(words: &str) -> String {
    if words.chars().count() <= MOST_QUOTED {
        return format!("“{words}”");
    }
    let start: String = words.chars().take(MOST_QUOTED).collect();
    let start = start.rsplit_once(' ').map_or(start.as_str(), |(start, _)| start);
    format!("“{start}…”")
}

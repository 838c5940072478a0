//! What the user can decide, as it is kept in the project file.

use super::{Anchor, DecisionId, Reading};
use crate::charts::ChartSpec;
pub use crate::citation::Style as CitationStyle;
use crate::entities::EntityKind;
use crate::figures::{
    Aggregation, Figure, FigureKind, Flow, Indicator, Period, Qualifier, Status, Unit,
};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

/// One thing that the user has decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its name, the same for as long as it is kept.
    pub id: DecisionId,
    /// When it was made or last changed, by the clock of that machine.
    pub made: Timestamp,
    /// What it says.
    pub what: What,
}

/// What a decision says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A figure is right, wrong, or told differently.
    Figure(FigureDecision),
    /// A number that was overlooked is a figure.
    AddedFigure(AddedFigure),
    /// Names are one or are not, or are called or counted differently.
    Entity(EntityDecision),
    /// A report is another than it was taken for.
    Metadata(Correction),
    /// An indicator of the user's own.
    Indicator(Indicator),
    /// A note, tags or a highlight.
    Note(Note),
    /// A chart under a name.
    Chart(SavedChart),
    /// A search under a name.
    Search(SavedSearch),
    /// How quotations are cited.
    CitationStyle(CitationStyle),
}

/// Whether a figure was read rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It may be used.
    Accepted,
    /// It may not.
    Rejected,
}

/// What was decided on a figure. There is one for each figure at most.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureDecision {
    /// The number as written, in its sentence.
    pub about: Anchor,
    /// Whether it is right; `None` where only its fields were changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The fields that the user set.
    #[serde(default, skip_serializing_if = "FigureEdit::is_empty")]
    pub edit: FigureEdit,
}

/// A figure that the user made of a number in the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddedFigure {
    /// The number as written, in its sentence.
    pub about: Anchor,
    /// Its fields.
    pub fields: FigureEdit,
}

/// Reads a field that is there, `null` included; one that is not there stays `None`.
#[expect(clippy::option_option, reason = "not set, emptied and set are three things")]
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Fields of a figure that the user set, in place of those that were read. What is `None` stays as
/// it was read; a field that may be empty is `Some(None)` where the user emptied it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureEdit {
    /// The number, or the lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The higher end of a range.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub value_high: Option<Option<f64>>,
    /// How the number bounds what it tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// What it is a number of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// The currency of an amount of money.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub currency: Option<Option<String>>,
    /// What role it plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<FigureKind>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Slug of its indicator.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub indicator: Option<Option<String>>,
    /// The body whose count it is.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub source: Option<Option<String>>,
    /// The place that it is for.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub place: Option<Option<String>>,
    /// The time that it covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Whether it tells what there was or what came.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub flow: Option<Option<Flow>>,
    /// How it sums up what it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregation: Option<Aggregation>,
    /// How far what is counted has come before the authorities.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub status: Option<Option<Status>>,
    /// The words that widen or narrow what is counted.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub scope: Option<Option<String>>,
    /// Who passes the source's count on.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub passed_on_by: Option<Option<String>>,
}

/// Puts a value in place of another, where there is one.
fn set<T: Clone>(field: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}

impl FigureEdit {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether every number in it is one that a file can hold.
    pub fn is_finite(&self) -> bool {
        let finite = |value: Option<f64>| value.is_none_or(f64::is_finite);
        finite(self.value) && finite(self.value_high.flatten())
    }

    /// All fields as they are in a figure.
    pub fn of(figure: &Figure) -> Self {
        Self {
            value: Some(figure.value),
            value_high: Some(figure.value_high),
            qualifier: Some(figure.qualifier),
            unit: Some(figure.unit),
            currency: Some(figure.currency.clone()),
            kind: Some(figure.kind),
            measure: Some(figure.measure.clone()),
            indicator: Some(figure.indicator.clone()),
            source: Some(figure.source.clone()),
            place: Some(figure.place.clone()),
            period: Some(figure.period),
            flow: Some(figure.flow),
            aggregation: Some(figure.aggregation),
            status: Some(figure.status),
            scope: Some(figure.scope.clone()),
            passed_on_by: Some(figure.passed_on_by.clone()),
        }
    }

    /// Puts what is set in place of what was read.
    pub fn apply(&self, figure: &mut Figure) {
        set(&mut figure.value, self.value.as_ref());
        set(&mut figure.value_high, self.value_high.as_ref());
        set(&mut figure.qualifier, self.qualifier.as_ref());
        set(&mut figure.unit, self.unit.as_ref());
        set(&mut figure.currency, self.currency.as_ref());
        set(&mut figure.kind, self.kind.as_ref());
        set(&mut figure.measure, self.measure.as_ref());
        set(&mut figure.indicator, self.indicator.as_ref());
        set(&mut figure.source, self.source.as_ref());
        set(&mut figure.place, self.place.as_ref());
        set(&mut figure.period, self.period.as_ref());
        set(&mut figure.flow, self.flow.as_ref());
        set(&mut figure.aggregation, self.aggregation.as_ref());
        set(&mut figure.status, self.status.as_ref());
        set(&mut figure.scope, self.scope.as_ref());
        set(&mut figure.passed_on_by, self.passed_on_by.as_ref());
    }
}

/// An entity, told by one of its mentions and, where that is gone, by its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntityRef {
    /// Its kind when the decision was made.
    pub kind: EntityKind,
    /// Its name when the decision was made.
    pub name: String,
    /// One of its mentions.
    pub at: Anchor,
}

/// What was decided on an entity. Of each sort of change there is one for each entity at most; of
/// what is told apart from it, one for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityDecision {
    /// The entity.
    pub about: EntityRef,
    /// What it is from now on.
    pub change: EntityChange,
}

/// What an entity is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityChange {
    /// The same as another, under the other's name.
    Merge {
        /// The other.
        into: EntityRef,
    },
    /// Another than these, each of which tells what one report calls by the name.
    Split {
        /// What is no longer part of it; together they are an entity of their own.
        off: Vec<EntityRef>,
    },
    /// Called so.
    Rename {
        /// Its name from now on.
        name: String,
    },
    /// Another than this one, whatever speaks for their being the same.
    Apart {
        /// The other.
        from: EntityRef,
    },
    /// Of this kind.
    Kind {
        /// Its kind from now on.
        kind: EntityKind,
    },
    /// Left out of lists; its mentions stay marked.
    Hide,
    /// No name at all: neither listed nor marked.
    NotAnEntity,
}

/// What a report is, where the user knows better than the program. Each field that is `None` stays
/// as it was read; one that is `Some(None)` is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The reading that was corrected.
    pub of: Reading,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub title: Option<Option<String>>,
    /// The country it is about.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub country: Option<Option<String>>,
    /// The year it covers.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub year: Option<Option<i16>>,
    /// Who publishes it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub publisher: Option<Option<String>>,
    /// Language of the text, ISO 639-1.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    pub language: Option<Option<String>>,
}

/// What a note, its tags or its highlight are on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Words of a report.
    Passage(Anchor),
    /// A figure, by its number as written.
    Figure(Anchor),
    /// A person, court or organization.
    Entity(EntityRef),
}

/// A colour that a passage is marked with. The window says what each looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Highlight {
    /// The first that is offered.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Pink.
    Pink,
}

impl Highlight {
    /// All colours, as they are offered.
    pub const ALL: [Self; 4] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink];
}

/// A note, tags or a highlight: any of them may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is on.
    pub on: Subject,
    /// What the user wrote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The colour that the passage is marked with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highlight: Option<Highlight>,
}

impl Note {
    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.tags.is_empty() && self.highlight.is_none()
    }
}

/// A chart under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedChart {
    /// Its name in the list.
    pub name: String,
    /// Slug of the indicator that it is of.
    pub indicator: String,
    /// Its choices.
    pub chart: ChartSpec,
    /// Its place in the order of the slides, among others of the same place by name.
    #[serde(default, skip_serializing_if = "is_first")]
    pub rank: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_first(rank: &u32) -> bool {
    *rank == 0
}

/// A search under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its name in the list.
    pub name: String,
    /// What was typed.
    pub typed: String,
}

//! The fields of a figure as the user edits them: how each is written, read back, and taken back.

use super::period;
use crate::app::choose::Choice;
use crate::app::words;
use crate::figures::{Aggregation, Catalogue, Figure, FigureKind, Flow, Qualifier, Status, Unit};
use crate::language;
use crate::project::FigureEdit;
use crate::report::Span;

/// A field of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The number, or the lower end of a range.
    Value,
    /// The higher end of a range.
    High,
    /// How it bounds what it tells.
    Bound,
    /// What it is a number of.
    Unit,
    /// The currency of money.
    Currency,
    /// What is counted.
    What,
    /// The indicator.
    Indicator,
    /// What role it plays.
    Kind,
    /// The time it covers.
    Period,
    /// The body whose count it is.
    Source,
    /// Who passes the count on.
    PassedOn,
    /// The place it is for.
    Place,
    /// What there was or what came.
    Flow,
    /// How it sums up.
    Aggregation,
    /// How far it has come before the authorities.
    Status,
    /// The words that widen or narrow what is counted.
    Scope,
}

/// How a field is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By typing.
    Typed,
    /// By choosing from a list.
    Chosen,
    /// By choosing from a list or typing what is not in it.
    Offered,
    /// By two days and how they are covered.
    Period,
}

/// What stands for "nothing" in a list.
const NONE: &str = "";

impl Field {
    /// All fields, in the order that they are shown.
    pub const ALL: [Self; 16] = [
        Self::Value,
        Self::High,
        Self::Bound,
        Self::Unit,
        Self::Currency,
        Self::What,
        Self::Indicator,
        Self::Kind,
        Self::Period,
        Self::Source,
        Self::PassedOn,
        Self::Place,
        Self::Flow,
        Self::Aggregation,
        Self::Status,
        Self::Scope,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "Value",
            Self::High => "High value",
            Self::Bound => "Bound",
            Self::Unit => "Unit",
            Self::Currency => "Currency",
            Self::What => "What",
            Self::Indicator => "Indicator",
            Self::Kind => "Kind",
            Self::Period => "Period",
            Self::Source => "Source",
            Self::PassedOn => "Passed on by",
            Self::Place => "Place",
            Self::Flow => "Tells",
            Self::Aggregation => "Sums up as",
            Self::Status => "Status",
            Self::Scope => "Scope",
        }
    }

    /// How it is edited.
    pub fn way(self) -> Way {
        match self {
            Self::Value | Self::High | Self::Currency | Self::What | Self::Place | Self::Scope => {
                Way::Typed
            }
            Self::Source | Self::PassedOn => Way::Offered,
            Self::Period => Way::Period,
            Self::Bound
            | Self::Unit
            | Self::Indicator
            | Self::Kind
            | Self::Flow
            | Self::Aggregation
            | Self::Status => Way::Chosen,
        }
    }

    /// Whether it says anything of this figure: a currency only of money, a higher end only of a
    /// range.
    pub fn concerns(self, figure: &Figure) -> bool {
        match self {
            Self::Currency => figure.unit == Unit::Money,
            Self::High => figure.value_high.is_some() || figure.qualifier == Qualifier::Range,
            _ => true,
        }
    }

    /// Its content as it is edited and compared; what is chosen, by its key.
    pub fn content(self, figure: &Figure) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Value => words::number(figure.value),
            Self::High => figure.value_high.map(words::number).unwrap_or_default(),
            Self::Bound => words::qualifier(figure.qualifier).to_owned(),
            Self::Unit => words::unit(figure.unit).to_owned(),
            Self::Currency => text(&figure.currency),
            Self::What => figure.measure.clone(),
            Self::Indicator => text(&figure.indicator),
            Self::Kind => words::figure_kind(figure.kind).to_owned(),
            Self::Period => period::content(&figure.period),
            Self::Source => text(&figure.source),
            Self::PassedOn => text(&figure.passed_on_by),
            Self::Place => text(&figure.place),
            Self::Flow => figure.flow.map(words::flow).unwrap_or_default().to_owned(),
            Self::Aggregation => words::aggregation(figure.aggregation).to_owned(),
            Self::Status => figure.status.map(words::status).unwrap_or_default().to_owned(),
            Self::Scope => text(&figure.scope),
        }
    }

    /// Its content as it is shown; empty where there is none.
    pub fn words(self, figure: &Figure, catalogue: &Catalogue) -> String {
        match self {
            Self::Period => words::period(&figure.period),
            Self::Indicator => {
                let slug = figure.indicator.as_deref().unwrap_or_default();
                catalogue.get(slug).map_or(slug, |found| found.name.as_str()).to_owned()
            }
            _ => self.content(figure),
        }
    }

    /// What can be chosen, the words of "nothing" first where it may be left out. Sources are
    /// offered by who knows the report.
    pub fn choices(self, catalogue: &Catalogue) -> Vec<Choice<String>> {
        let of = |names: Vec<&'static str>| -> Vec<Choice<String>> {
            names.into_iter().map(|name| Choice::new(name.to_owned(), name)).collect()
        };
        let none = |words: &str| vec![Choice::new(NONE.to_owned(), words)];
        match self {
            Self::Bound => of(BOUNDS.map(words::qualifier).to_vec()),
            Self::Unit => of(UNITS.map(words::unit).to_vec()),
            Self::Kind => of(KINDS.map(words::figure_kind).to_vec()),
            Self::Aggregation => of(AGGREGATIONS.map(words::aggregation).to_vec()),
            Self::Flow => [none("Not said"), of(FLOWS.map(words::flow).to_vec())].concat(),
            Self::Status => [none("None"), of(STATUSES.map(words::status).to_vec())].concat(),
            Self::Indicator => {
                let named = catalogue.indicators.iter();
                let mut named: Vec<Choice<String>> = named
                    .map(|found| Choice::new(found.slug.clone(), found.name.clone()))
                    .collect();
                named.sort_by(|a, b| a.text.cmp(&b.text));
                [none("No indicator"), named].concat()
            }
            _ => Vec::new(),
        }
    }

    /// Puts what was typed or chosen into `edit`; says what is wrong with it otherwise.
    pub fn set(self, content: &str, edit: &mut FigureEdit) -> Result<(), &'static str> {
        let content = content.trim();
        let text = || Some((!content.is_empty()).then(|| content.to_owned()));
        match self {
            Self::Value => edit.value = Some(number(content).ok_or(NOT_A_NUMBER)?),
            Self::High if content.is_empty() => edit.value_high = Some(None),
            Self::High => edit.value_high = Some(Some(number(content).ok_or(NOT_A_NUMBER)?)),
            Self::Bound => edit.qualifier = Some(named(BOUNDS, words::qualifier, content)?),
            Self::Unit => edit.unit = Some(named(UNITS, words::unit, content)?),
            Self::Currency => edit.currency = text(),
            Self::What => edit.measure = Some(content.to_owned()),
            Self::Indicator => edit.indicator = text(),
            Self::Kind => edit.kind = Some(named(KINDS, words::figure_kind, content)?),
            Self::Period => edit.period = Some(period::read(content)?),
            Self::Source => edit.source = text(),
            Self::PassedOn => edit.passed_on_by = text(),
            Self::Place => edit.place = text(),
            Self::Flow => edit.flow = Some(optional(FLOWS, words::flow, content)?),
            Self::Aggregation => {
                edit.aggregation = Some(named(AGGREGATIONS, words::aggregation, content)?);
            }
            Self::Status => edit.status = Some(optional(STATUSES, words::status, content)?),
            Self::Scope => edit.scope = text(),
        }
        Ok(())
    }

    /// Takes back what was set: the field is as it was read again.
    pub fn unset(self, edit: &mut FigureEdit) {
        match self {
            Self::Value => edit.value = None,
            Self::High => edit.value_high = None,
            Self::Bound => edit.qualifier = None,
            Self::Unit => edit.unit = None,
            Self::Currency => edit.currency = None,
            Self::What => edit.measure = None,
            Self::Indicator => edit.indicator = None,
            Self::Kind => edit.kind = None,
            Self::Period => edit.period = None,
            Self::Source => edit.source = None,
            Self::PassedOn => edit.passed_on_by = None,
            Self::Place => edit.place = None,
            Self::Flow => edit.flow = None,
            Self::Aggregation => edit.aggregation = None,
            Self::Status => edit.status = None,
            Self::Scope => edit.scope = None,
        }
    }

    /// The edit with this field set so; where that is how it was read, with the field untouched.
    pub fn changed(
        self,
        content: &str,
        edit: &FigureEdit,
        read: Option<&Figure>,
    ) -> Result<FigureEdit, &'static str> {
        let mut edit = edit.clone();
        self.set(content, &mut edit)?;
        // A range has two ends, and what has two ends is a range.
        if self == Self::High {
            edit.qualifier = match edit.value_high {
                Some(Some(_)) => Some(Qualifier::Range),
                _ => Some(Qualifier::Exact),
            };
        }
        if let Some(read) = read {
            let mut figure = read.clone();
            edit.apply(&mut figure);
            for field in [self, Self::Bound] {
                if field.content(&figure) == field.content(read) {
                    field.unset(&mut edit);
                }
            }
        }
        Ok(edit)
    }
}

const BOUNDS: [Qualifier; 5] =
    [Qualifier::Exact, Qualifier::Approx, Qualifier::AtLeast, Qualifier::AtMost, Qualifier::Range];
const UNITS: [Unit; 4] = [Unit::Count, Unit::Percent, Unit::Rate, Unit::Money];
const KINDS: [FigureKind; 3] = [FigureKind::Statistic, FigureKind::Incident, FigureKind::Norm];
const FLOWS: [Flow; 2] = [Flow::Stock, Flow::Flow];
const AGGREGATIONS: [Aggregation; 4] =
    [Aggregation::Total, Aggregation::Average, Aggregation::Cumulative, Aggregation::Event];
const STATUSES: [Status; 6] = [
    Status::Alleged,
    Status::Registered,
    Status::Investigated,
    Status::Charged,
    Status::Convicted,
    Status::Dismissed,
];

const NOT_A_NUMBER: &str = "Write a number such as 1,250 or 12.6 million.";
const NOT_OFFERED: &str = "Choose one of the list.";

fn named<T: Copy, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    content: &str,
) -> Result<T, &'static str> {
    all.into_iter().find(|one| name(*one) == content).ok_or(NOT_OFFERED)
}

fn optional<T: Copy, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    content: &str,
) -> Result<Option<T>, &'static str> {
    if content.is_empty() { Ok(None) } else { named(all, name, content).map(Some) }
}

/// A number as people type it: `1,250`, `1 250`, `12.6 million`, `two dozen`.
pub fn number(typed: &str) -> Option<f64> {
    let typed = typed.trim();
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let digits = plain.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let parsed = plain.parse::<f64>().ok().filter(|number| digits && number.is_finite());
    parsed.or_else(|| {
        let words = language::words(typed, Span::new(0, typed.len()));
        match language::numbers(&words).as_slice() {
            [only] if only.span.len() == typed.len() => Some(only.value),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let table = [
            ("1,250", Some(1_250.0)),
            ("1 250", Some(1_250.0)),
            ("3.5", Some(3.5)),
            ("−4", Some(-4.0)),
            ("12.6 million", Some(12_600_000.0)),
            ("two dozen", Some(24.0)),
            ("about ten", None),
            ("", None),
            ("inf", None),
        ];
        for (typed, want) in table {
            assert_eq!(number(typed), want, "{typed}");
        }
    }

    #[test]
    fn what_is_edited_can_be_read_back() {
        let figure = Figure {
            value: 17_000.0,
            value_high: Some(18_000.0),
            qualifier: Qualifier::Range,
            unit: Unit::Money,
            currency: Some("crowns".to_owned()),
            kind: FigureKind::Incident,
            measure: "fines".to_owned(),
            indicator: Some("prisoners".to_owned()),
            source: Some("Orvany Bureau".to_owned()),
            place: Some("Marn".to_owned()),
            flow: Some(Flow::Stock),
            aggregation: Aggregation::Average,
            status: Some(Status::Charged),
            scope: Some("registered".to_owned()),
            passed_on_by: Some("Morning Ledger".to_owned()),
            ..Figure::default()
        };
        let mut edit = FigureEdit::default();
        for field in Field::ALL {
            field.set(&field.content(&figure), &mut edit).unwrap();
        }
        let mut built = Figure::default();
        edit.apply(&mut built);
        assert_eq!(built, figure);
    }

    #[test]
    fn a_field_set_to_what_was_read_is_no_change() {
        let read = Figure { value: 40.0, ..Figure::default() };
        let edit = Field::Value.changed("41", &FigureEdit::default(), Some(&read)).unwrap();
        assert_eq!(edit.value, Some(41.0));
        let back = Field::Value.changed("40", &edit, Some(&read)).unwrap();
        assert!(back.is_empty());
        let range = Field::High.changed("50", &back, Some(&read)).unwrap();
        assert_eq!(range.qualifier, Some(Qualifier::Range));
        assert!(Field::High.changed("", &range, Some(&read)).unwrap().is_empty());
    }
}

//! The fields of a figure between its row and a decision on it.

use super::read::{Row, Table};
use super::values::{Edge, Value};
use super::words::Fixed;
use crate::figures::{Coverage, Period, Qualifier};
use crate::project::FigureEdit;

/// Where two differ, the first: what was changed from `was` to `now`.
pub fn changed(now: FigureEdit, was: &FigureEdit) -> FigureEdit {
    FigureEdit {
        value: now.value.filter(|now| !was.value.is_some_and(|was| same(*now, was))),
        value_high: differing(now.value_high, was.value_high.as_ref()),
        qualifier: differing(now.qualifier, was.qualifier.as_ref()),
        unit: differing(now.unit, was.unit.as_ref()),
        currency: differing(now.currency, was.currency.as_ref()),
        kind: differing(now.kind, was.kind.as_ref()),
        measure: differing(now.measure, was.measure.as_ref()),
        indicator: differing(now.indicator, was.indicator.as_ref()),
        source: differing(now.source, was.source.as_ref()),
        place: differing(now.place, was.place.as_ref()),
        period: differing(now.period, was.period.as_ref()),
        flow: differing(now.flow, was.flow.as_ref()),
        aggregation: differing(now.aggregation, was.aggregation.as_ref()),
        status: differing(now.status, was.status.as_ref()),
        scope: differing(now.scope, was.scope.as_ref()),
        passed_on_by: differing(now.passed_on_by, was.passed_on_by.as_ref()),
    }
}

/// Programs keep fifteen digits of a number.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

fn differing<T: PartialEq>(now: Option<T>, was: Option<&T>) -> Option<T> {
    now.filter(|now| was != Some(now))
}

/// Both together; where both set a field, the second.
pub fn with(first: FigureEdit, second: FigureEdit) -> FigureEdit {
    FigureEdit {
        value: second.value.or(first.value),
        value_high: second.value_high.or(first.value_high),
        qualifier: second.qualifier.or(first.qualifier),
        unit: second.unit.or(first.unit),
        currency: second.currency.or(first.currency),
        kind: second.kind.or(first.kind),
        measure: second.measure.or(first.measure),
        indicator: second.indicator.or(first.indicator),
        source: second.source.or(first.source),
        place: second.place.or(first.place),
        period: second.period.or(first.period),
        flow: second.flow.or(first.flow),
        aggregation: second.aggregation.or(first.aggregation),
        status: second.status.or(first.status),
        scope: second.scope.or(first.scope),
        passed_on_by: second.passed_on_by.or(first.passed_on_by),
    }
}

/// Reads the fields of a row.
pub struct Reading<'a> {
    /// The columns that there are.
    pub table: &'a Table,
    /// The row.
    pub row: &'a Row,
    /// Slug and name of each indicator.
    pub indicators: &'a [(String, String)],
    /// The figure's fields before: what columns that are not there leave as it is.
    pub was: &'a FigureEdit,
    /// Whether an empty cell empties its field. In a row that a person has begun it only means
    /// that nothing was said.
    pub empties: bool,
}

impl Reading<'_> {
    /// All fields that the row sets, whether they changed or not; or what cannot be understood.
    pub fn fields(&self) -> Result<FigureEdit, String> {
        let mut read = FigureEdit {
            value: self.number("value", "value")?,
            value_high: self.optional("value_high", |value| {
                value.number().ok_or_else(|| not("the higher end", value, "a number"))
            })?,
            qualifier: self.fixed("qualifier", "bound")?,
            unit: self.fixed("unit", "unit")?,
            currency: self.words("currency")?,
            kind: self.fixed("kind", "kind")?,
            measure: self.words("measure")?.map(Option::unwrap_or_default),
            indicator: self.optional("indicator", |value| self.indicator(value))?,
            source: self.words("source")?,
            place: self.words("place")?,
            period: self.period()?,
            flow: self.optional("flow", |value| typed(value, "stock or flow"))?,
            aggregation: self.fixed("aggregation", "sum")?,
            status: self.optional("status", |value| typed(value, "status"))?,
            scope: self.words("scope")?,
            passed_on_by: self.words("passed_on_by")?,
        };
        self.settle_range(&mut read)?;
        Ok(read)
    }

    fn has(&self, key: &str) -> bool {
        self.table.columns.contains(key)
    }

    /// A field that may be empty.
    #[expect(clippy::option_option, reason = "not set, emptied and set are three things")]
    fn optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Result<Option<Option<T>>, String> {
        match self.row.get(key) {
            Some(value) => read(value).map(|value| Some(Some(value))),
            None => Ok((self.has(key) && self.empties).then_some(None)),
        }
    }

    #[expect(clippy::option_option, reason = "not set, emptied and set are three things")]
    fn words(&self, key: &str) -> Result<Option<Option<String>>, String> {
        self.optional(key, |value| match value {
            Value::Wrong(error) => Err(format!("a cell holds the error {error}")),
            value => Ok(value.words()),
        })
    }

    /// A field that is never empty.
    fn required<T>(
        &self,
        key: &str,
        name: &str,
        read: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        match self.optional(key, read)? {
            Some(None) => Err(format!("the {name} is missing")),
            other => Ok(other.flatten()),
        }
    }

    fn number(&self, key: &str, name: &str) -> Result<Option<f64>, String> {
        self.required(key, name, |value| {
            value.number().ok_or_else(|| not(&format!("the {name}"), value, "a number"))
        })
    }

    fn fixed<T: Fixed>(&self, key: &str, name: &str) -> Result<Option<T>, String> {
        self.required(key, name, |value| typed(value, name))
    }

    /// The slug of an indicator that was given by slug or by name.
    fn indicator(&self, value: &Value) -> Result<String, String> {
        let typed = value.words().trim().to_lowercase();
        let slug = self.indicators.iter().find(|(slug, _)| *slug == typed);
        let known =
            slug.or_else(|| self.indicators.iter().find(|(_, name)| name.to_lowercase() == typed));
        known
            .map(|(slug, _)| slug.clone())
            .ok_or_else(|| format!("there is no indicator “{}”", short(value)))
    }

    fn period(&self) -> Result<Option<Period>, String> {
        let day = |key, edge, name| {
            self.optional(key, |value| value.day(edge).ok_or_else(|| not(name, value, "a day")))
        };
        let start = day("start", Edge::First, "the first day")?;
        let end = day("end", Edge::Last, "the last day")?;
        let coverage: Option<Coverage> = self.fixed("coverage", "coverage")?;
        if start.is_none() && end.is_none() && coverage.is_none() {
            return Ok(None);
        }
        let was = self.was.period.unwrap_or_default();
        let mut period = Period {
            start: start.unwrap_or(was.start),
            end: end.unwrap_or(was.end),
            coverage: coverage.unwrap_or(was.coverage),
        };
        if let (Some(start), Some(end)) = (period.start, period.end) {
            if end < start {
                return Err("the last day is before the first".to_owned());
            }
            // Days were filled in where there were none, and nothing was said of what they cover.
            if period.coverage == Coverage::Undated && was.coverage == Coverage::Undated {
                period.coverage = covered(start, end);
            }
        }
        Ok(Some(period))
    }

    /// Keeps bound and higher end together: a range is what has one.
    fn settle_range(&self, read: &mut FigureEdit) -> Result<(), String> {
        let high = read.value_high.or(self.was.value_high).flatten();
        let value = read.value.or(self.was.value);
        if high.zip(value).is_some_and(|(high, value)| high < value) {
            return Err("the higher end is below the value".to_owned());
        }
        let untouched = read.qualifier.is_none() || read.qualifier == self.was.qualifier;
        let bound = read.qualifier.or(self.was.qualifier).unwrap_or_default();
        let turned = self.was.value_high.flatten().is_some() != high.is_some();
        if untouched && turned {
            match (high, bound) {
                (Some(_), _) => read.qualifier = Some(Qualifier::Range),
                (None, Qualifier::Range) => read.qualifier = Some(Qualifier::Exact),
                (None, _) => {}
            }
        }
        Ok(())
    }
}

/// How these days cover the calendar.
fn covered(start: jiff::civil::Date, end: jiff::civil::Date) -> Coverage {
    if start == end {
        Coverage::PointInTime
    } else if start.year() != end.year() {
        Coverage::MultiYear
    } else if start == start.first_of_year() && end == end.last_of_year() {
        Coverage::FullYear
    } else {
        Coverage::PartYear
    }
}

fn typed<T: Fixed>(value: &Value, name: &str) -> Result<T, String> {
    T::typed(&value.words())
        .ok_or_else(|| format!("{name} “{}” is none of: {}", short(value), T::list().join(", ")))
}

fn not(name: &str, value: &Value, what: &str) -> String {
    format!("{name} “{}” is not {what}", short(value))
}

/// The beginning of what stands in a cell.
fn short(value: &Value) -> String {
    const LONGEST: usize = 40;
    let words = value.words();
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words,
    }
}

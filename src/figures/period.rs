//! The time that a figure covers.

use super::context::Context;
use super::{Coverage, Period};
use jiff::civil::Date;

/// The time that the figure covers. "During the year" is the report's year.
pub fn resolve(context: &Context<'_>) -> Period {
    let Some(sentence) = context.sentence() else { return Period::default() };
    let text = sentence.span.of(&context.report.text);
    let year = context.report.metadata.year().filter(|_| text.contains("during the year"));
    year.map_or_else(Period::default, |year| Period {
        start: Date::new(year, 1, 1).ok(),
        end: Date::new(year, 12, 31).ok(),
        coverage: Coverage::FullYear,
    })
}

//! The country, or the place within it, that a figure is for.

use super::context::Context;

/// The report's country.
pub fn resolve(context: &Context<'_>) -> Option<String> {
    context.report.metadata.country().map(str::to_owned)
}

//! The data behind a chart as CSV: one row for each telling of each value, with its sentence.

use crate::entities::ReportIndex;
use crate::figures::{Coverage, Qualifier, Unit};
use crate::report::Report;
use crate::series::{FigureId, Point, Series, SeriesInput};
use jiff::civil::Date;
use std::collections::HashMap;

const COLUMNS: [&str; 19] = [
    "series",
    "indicator",
    "country",
    "place",
    "source",
    "part",
    "year",
    "period_start",
    "period_end",
    "coverage",
    "value",
    "value_high",
    "qualifier",
    "unit",
    "standing",
    "contested",
    "document",
    "section",
    "page",
];

/// Writes the data of `series`, in their order; `inputs` are what they were built from.
///
/// UTF-8, commas, CRLF as RFC 4180 has it. A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
pub fn csv(series: &[Series], inputs: &[SeriesInput<'_>]) -> Result<String, csv::Error> {
    let inputs: HashMap<ReportIndex, &SeriesInput<'_>> =
        inputs.iter().map(|input| (input.index, input)).collect();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(&["sentence"]))?;
    let names = super::words::series_names(&series.iter().collect::<Vec<_>>());
    for (one, name) in series.iter().zip(&names) {
        for point in &one.points {
            for id in &point.attestations {
                writer.write_record(row(one, name, point, *id, &inputs))?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn row(
    series: &Series,
    name: &str,
    point: &Point,
    id: FigureId,
    inputs: &HashMap<ReportIndex, &SeriesInput<'_>>,
) -> Vec<String> {
    let told = inputs.get(&id.report).and_then(|input| {
        let figure = usize::try_from(id.figure).ok().and_then(|at| input.figures.get(at))?;
        Some((input.report, figure))
    });
    let text = |value: &Option<String>| guarded(value.as_deref().unwrap_or(""));
    let date = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let key = &series.key;
    // What a figure itself says comes before what its point says: tellings of one value may bound
    // it differently.
    let period = told.map_or(point.period, |(_, figure)| figure.period);
    let qualifier = told.map_or(point.qualifier, |(_, figure)| figure.qualifier);
    let section = |report: &Report, at| {
        let section = report.section_at(at).and_then(|index| report.outline.get(index));
        section.map_or(String::new(), |section| guarded(&section.title))
    };
    vec![
        guarded(name),
        guarded(&key.indicator),
        text(&key.country),
        text(&key.place),
        text(&key.source),
        text(&key.part),
        point.year.to_string(),
        date(period.start),
        date(period.end),
        coverage(period.coverage).to_owned(),
        point.value.to_string(),
        point.value_high.map_or(String::new(), |high| high.to_string()),
        qualifier_name(qualifier).to_owned(),
        unit(key.unit).to_owned(),
        point.standing.slug().to_owned(),
        point.contested.to_string(),
        told.map_or(String::new(), |(report, _)| guarded(report.document.as_str())),
        told.map_or(String::new(), |(report, figure)| section(report, figure.raw.start)),
        told.and_then(|(report, figure)| report.page_at(figure.raw.start))
            .map_or(String::new(), |page| page.to_string()),
        told.map_or(String::new(), |(report, figure)| guarded(figure.sentence.of(&report.text))),
    ]
}

/// A cell that no spreadsheet runs as a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::FullYear => "full_year",
        Coverage::PartYear => "part_year",
        Coverage::MultiYear => "multi_year",
        Coverage::PointInTime => "point_in_time",
        Coverage::Event => "event",
        Coverage::Undated => "undated",
    }
}

fn qualifier_name(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Approx => "approx",
        Qualifier::AtLeast => "at_least",
        Qualifier::AtMost => "at_most",
        Qualifier::Range => "range",
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Percent => "percent",
        Unit::Rate => "rate",
        Unit::Money => "money",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_run_as_formulas_are_guarded() {
        for (cell, want) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("@name", "'@name"),
            ("+7", "'+7"),
            ("plain = text", "plain = text"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), want);
        }
    }
}

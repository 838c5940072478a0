//! The data behind a chart as CSV: one row for each telling of each value, with its sentence.

use super::json::Told;
use super::reference::Reference;
use crate::entities::ReportIndex;
use crate::report::{Section, section_at};
use crate::series::{FigureId, Point, Series, SeriesInput};
use crate::spreadsheet::as_text;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

const COLUMNS: [&str; 24] = [
    "chart",
    "series",
    "indicator",
    "country",
    "place",
    "source",
    "part",
    "scope",
    "flow",
    "aggregation",
    "year",
    "period_start",
    "period_end",
    "coverage",
    "value",
    "value_high",
    "qualifier",
    "unit",
    "currency",
    "standing",
    "contested",
    "document",
    "section",
    "page",
];

/// Writes the data of charts, in their order: the series', then what was laid beside them.
///
/// UTF-8, commas, the first line names the columns. A cell that a spreadsheet would take for a
/// formula begins with an apostrophe.
pub fn csv(charts: &[Told<'_>]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(&["citation", "sentence"]))?;
    for told in charts {
        let inputs: HashMap<ReportIndex, &SeriesInput<'_>> =
            told.inputs.iter().map(|input| (input.index, input)).collect();
        let names = super::words::series_names(&told.series.iter().collect::<Vec<_>>());
        for (one, name) in told.series.iter().zip(&names) {
            for point in &one.points {
                for id in &point.attestations {
                    writer.write_record(row(told, (one, name), point, *id, &inputs))?;
                }
            }
        }
        for reference in told.references {
            for (year, value) in &reference.points {
                writer.write_record(reference_row(told.name, reference, *year, *value))?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A value from elsewhere: no report tells it.
fn reference_row(chart: &str, reference: &Reference, year: i16, value: f64) -> Vec<String> {
    let filled = |column: &&str| match *column {
        "chart" => guarded(chart),
        "series" => guarded(&reference.name),
        "year" => year.to_string(),
        "value" => value.to_string(),
        "standing" => "reference".to_owned(),
        "document" => guarded(&reference.file),
        _ => String::new(),
    };
    COLUMNS.iter().chain(&["citation", "sentence"]).map(filled).collect()
}

fn row(
    chart: &Told<'_>,
    (series, name): (&Series, &str),
    point: &Point,
    id: FigureId,
    inputs: &HashMap<ReportIndex, &SeriesInput<'_>>,
) -> Vec<String> {
    let may_tell = |words: &str| guarded(&chart.redactor.text(id.report, words).text);
    let input = inputs.get(&id.report);
    let told = input.and_then(|input| Some((input, input.rows.figures.get(id.figure)?)));
    let quoted = told.and_then(|(input, row)| {
        input.read(|report| {
            let source = chart.citer.source(report, row.sentence());
            let sentence = chart.redactor.words(id.report, &report.text, row.sentence());
            [may_tell(&source), guarded(&sentence.text)]
        })
    });
    let [source, sentence] = quoted.unwrap_or_default();
    let text = |value: &Option<String>| guarded(value.as_deref().unwrap_or(""));
    let date = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let key = series.key_of(id);
    // What a figure itself says comes before what its point says: tellings of one value may bound
    // it differently.
    let period = told.map_or(point.period, |(_, row)| row.period());
    let qualifier = told.map_or(point.qualifier, |(_, row)| row.qualifier());
    let section = |outline: &[Section], at| {
        section_at(outline, at).map_or(String::new(), |section| may_tell(&section.title))
    };
    vec![
        guarded(chart.name),
        guarded(name),
        guarded(&key.indicator),
        text(&key.country),
        text(&key.place),
        text(&key.source),
        text(&key.part),
        text(&key.scope),
        name_of(key.other_flow.unwrap_or(series.flow)),
        name_of(key.aggregation),
        point.year.to_string(),
        date(period.start),
        date(period.end),
        name_of(period.coverage),
        point.value.to_string(),
        point.value_high.map_or(String::new(), |high| high.to_string()),
        name_of(qualifier),
        name_of(key.unit),
        text(&key.currency),
        name_of(point.standing),
        point.contested.to_string(),
        told.map_or(String::new(), |(input, _)| guarded(input.document.as_str())),
        told.map_or(String::new(), |(input, row)| section(input.outline, row.raw().start)),
        told.and_then(|(_, row)| row.page_name()).map_or(String::new(), |page| guarded(&page)),
        source,
        sentence,
    ]
}

fn guarded(cell: &str) -> String {
    as_text(cell).into_owned()
}

/// The name of a choice in files, as serde writes it.
fn name_of(choice: impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::made::{series, undated, whole};
    use crate::citation::Citer;
    use crate::privacy::Redactor;

    #[test]
    fn each_telling_of_each_value_is_a_row() {
        let mut twice = whole(2011, 1234.0);
        twice.attestations.push(FigureId { report: ReportIndex(1), figure: 3 });
        let mut range = undated(2012, 5.5);
        range.value_high = Some(7.0);
        let all = [series("=Tidewatch", vec![twice, range])];
        let references = [Reference {
            name: "Gauges".to_owned(),
            file: "gauges.csv".to_owned(),
            points: vec![(2013, 4.5)],
        }];
        let (citer, redactor) = (Citer::default(), Redactor::default());
        let told = Told {
            name: "storms",
            series: &all,
            inputs: &[],
            gaps: &[],
            left_out: &[],
            notes: &[],
            references: &references,
            citer: &citer,
            redactor: &redactor,
        };
        let written = csv(&[told]).unwrap();
        let mut rows = ::csv::Reader::from_reader(written.as_bytes());
        let headers = rows.headers().unwrap().clone();
        assert_eq!(headers.iter().next_back(), Some("sentence"));
        let cell = |row: &::csv::StringRecord, name: &str| {
            let at = headers.iter().position(|header| header == name);
            row[at.unwrap()].to_owned()
        };
        let rows: Vec<::csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 4);
        assert_eq!(cell(&rows[0], "chart"), "storms");
        assert_eq!(cell(&rows[0], "source"), "'=Tidewatch", "no formula");
        assert_eq!(cell(&rows[0], "value"), "1234");
        assert_eq!(cell(&rows[1], "period_end"), "2011-12-31");
        assert_eq!(cell(&rows[2], "value_high"), "7");
        assert_eq!(cell(&rows[2], "standing"), "undated");
        assert_eq!(cell(&rows[3], "series"), "Gauges");
        assert_eq!(cell(&rows[3], "value"), "4.5");
        assert_eq!(cell(&rows[3], "standing"), "reference");
    }
}

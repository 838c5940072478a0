//! The shown figures as a CSV file, one row a figure.
//!
//! The rows are gathered from handles that any thread may hold, so that the file is made in the
//! background.

use super::entry::Entry;
use crate::analysis::Analysis;
use crate::app::citing::citer;
use crate::app::words;
use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::figures::Catalogue;
use crate::figures::Review;
use crate::library::LoadedReport;
use crate::series::FigureId;
use crate::workspace::Workspace;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Figures in the order they are shown, and all that their rows are made of.
pub struct ShownFigures {
    ids: Vec<FigureId>,
    reports: HashMap<ReportIndex, (Arc<LoadedReport>, Arc<Analysis>)>,
    names: HashMap<String, String>,
    citer: Citer,
}

impl ShownFigures {
    /// Takes hold of what the figures' rows are made of.
    pub fn new(workspace: &Workspace, ids: &[FigureId]) -> Self {
        let of_slot = |id: &FigureId| {
            let slot = workspace.slot(id.report)?;
            Some((id.report, (Arc::clone(slot.loaded()?), Arc::clone(slot.analysis()?))))
        };
        Self {
            ids: ids.to_vec(),
            reports: ids.iter().filter_map(of_slot).collect(),
            names: names(workspace.catalogue()),
            citer: citer(workspace),
        }
    }

    /// The file: comma-separated, UTF-8, with a head.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for id in &self.ids {
            let Some((loaded, analysis)) = self.reports.get(&id.report) else { continue };
            let Some(figure) = analysis.figures.get(id.figure as usize) else { continue };
            let entry = Entry { id: *id, figure, report: &loaded.report, flagged: false };
            writer
                .serialize(Row::new(&entry, &self.names, &self.citer))
                .map_err(|error| error.to_string())?;
        }
        writer.into_inner().map_err(|error| error.to_string())
    }
}

fn names(catalogue: &Catalogue) -> HashMap<String, String> {
    let both =
        |indicator: &crate::figures::Indicator| (indicator.slug.clone(), indicator.name.clone());
    catalogue.indicators.iter().map(both).collect()
}

#[derive(Serialize)]
struct Row<'a> {
    document: &'a str,
    country: String,
    year: Option<i16>,
    publisher: String,
    as_written: String,
    value: f64,
    value_high: Option<f64>,
    currency: &'a str,
    qualifier: crate::figures::Qualifier,
    unit: crate::figures::Unit,
    kind: crate::figures::FigureKind,
    measure: String,
    indicator: &'a str,
    indicator_name: String,
    period: String,
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
    coverage: crate::figures::Coverage,
    source: String,
    place: String,
    section: String,
    page: String,
    sentence: String,
    confidence: f32,
    citation: String,
    status: &'static str,
    scope: String,
    passed_on_by: String,
    state: &'static str,
}

impl<'a> Row<'a> {
    fn new(entry: &Entry<'a>, names: &HashMap<String, String>, citer: &Citer) -> Self {
        let (figure, report) = (entry.figure, entry.report);
        let metadata = &report.metadata;
        let indicator = figure.indicator.as_deref().unwrap_or("");
        let section = report.section_path(figure.raw.start);
        let titles: Vec<&str> = section.iter().map(|section| section.title.as_str()).collect();
        Self {
            document: report.document.as_str(),
            country: plain(metadata.country()),
            year: metadata.year(),
            publisher: plain(metadata.publisher()),
            as_written: plain(Some(figure.raw.of(&report.text))),
            value: figure.value,
            value_high: figure.value_high,
            currency: figure.currency.as_deref().unwrap_or(""),
            qualifier: figure.qualifier,
            unit: figure.unit,
            kind: figure.kind,
            measure: plain(Some(&figure.measure)),
            indicator,
            indicator_name: plain(names.get(indicator).map(String::as_str)),
            period: words::period(&figure.period),
            start: figure.period.start,
            end: figure.period.end,
            coverage: figure.period.coverage,
            source: plain(figure.source.as_deref()),
            place: plain(figure.place.as_deref()),
            section: plain(Some(&titles.join(" › "))),
            page: plain(report.page_name_at(figure.raw.start).as_deref()),
            sentence: plain(Some(figure.sentence.of(&report.text))),
            confidence: figure.confidence,
            citation: plain(Some(&citer.source(report, figure.sentence))),
            status: figure.status.map(words::status).unwrap_or_default(),
            scope: plain(figure.scope.as_deref()),
            passed_on_by: plain(figure.passed_on_by.as_deref()),
            state: match figure.review {
                Review::Unchecked => "",
                review => words::review(review),
            },
        }
    }
}

fn plain(text: Option<&str>) -> String {
    crate::spreadsheet::as_text(text.unwrap_or("")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figure;
    use crate::report::{DocumentName, Span};

    #[test]
    fn rows_hold_the_sentence_and_no_formula() {
        let text = "=1 and 30 people were held, \"all told\".";
        let report = crate::reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let figure = Figure {
            raw: Span::new(7, 9),
            sentence: Span::new(0, text.len()),
            value: 30.0,
            qualifier: crate::figures::Qualifier::AtLeast,
            measure: "people held".to_owned(),
            indicator: Some("prisoners".to_owned()),
            place: Some("Orvany".to_owned()),
            confidence: 0.5,
            review: Review::Accepted,
            ..Figure::default()
        };
        let analysis = Analysis { figures: vec![figure], ..Analysis::default() };
        let id = FigureId { report: ReportIndex(0), figure: 0 };
        let shown = ShownFigures {
            ids: vec![id],
            reports: HashMap::from([(
                ReportIndex(0),
                (Arc::new(LoadedReport::new(report)), Arc::new(analysis)),
            )]),
            names: HashMap::from([("prisoners".to_owned(), "Prisoners".to_owned())]),
            citer: Citer::default(),
        };
        let csv = String::from_utf8(shown.csv().unwrap()).unwrap();
        let mut lines = csv.lines();
        assert!(lines.next().unwrap().starts_with("document,country,year,publisher,as_written,"));
        let row = lines.next().unwrap();
        assert!(
            row.starts_with("a.txt,,,,30,30.0,,,at_least,count,statistic,people held,"),
            "{row}"
        );
        assert!(row.contains("\"'=1 and 30 people were held, \"\"all told\"\".\""), "{row}");
        assert!(row.ends_with(",a.txt,,,,Accepted"), "the source is cited: {row}");
        assert!(lines.next().is_none());
    }
}

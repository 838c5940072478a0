//! One figure as a row: the fields of every export.

use super::held::{Held, OpenReport};
use super::words::Fixed;
use crate::charts;
use crate::figures::{
    Aggregation, Coverage, Figure, FigureKind, Flow, Qualifier, Review, Status, Unit,
};
use crate::report::Report;
use crate::series::FigureId;
use jiff::civil::Date;
use serde::Serialize;
use std::borrow::Cow;

/// A figure with its sentence and all that is known of it. The names of the fields are those of
/// JSON and CSV.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRow<'a> {
    /// The report's name inside the folder.
    pub document: &'a str,
    /// The country that the report is about.
    pub country: Option<&'a str>,
    /// The year that the report covers.
    pub year: Option<i16>,
    /// Who publishes the report.
    pub publisher: Option<&'a str>,
    /// The title of the section.
    pub section: Option<Cow<'a, str>>,
    /// The titles of all sections around it, the outermost first.
    pub section_path: String,
    /// The page, as it is quoted.
    pub page: Option<String>,
    /// The sentence.
    pub sentence: Cow<'a, str>,
    /// The number as written.
    pub raw: &'a str,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The higher end of a range.
    pub value_high: Option<f64>,
    /// How the number bounds what it tells.
    pub qualifier: Qualifier,
    /// What it is a number of.
    pub unit: Unit,
    /// The currency of an amount of money.
    pub currency: Option<&'a str>,
    /// What role it plays.
    pub kind: FigureKind,
    /// What is counted.
    pub measure: Cow<'a, str>,
    /// Slug of the indicator.
    pub indicator: Option<&'a str>,
    /// Name of the indicator.
    pub indicator_name: Option<&'a str>,
    /// Stock or flow.
    pub flow: Option<Flow>,
    /// How it sums up what it counts.
    pub aggregation: Aggregation,
    /// How far what is counted has come before the authorities.
    pub status: Option<Status>,
    /// What widens or narrows what is counted.
    pub scope: Option<Cow<'a, str>>,
    /// The number that it is a part of, as written.
    pub part_of: Option<&'a str>,
    /// The period in words.
    pub period: String,
    /// First day of the period.
    pub start: Option<Date>,
    /// Last day of the period.
    pub end: Option<Date>,
    /// How the period covers the calendar.
    pub coverage: Coverage,
    /// The place that the figure is for.
    pub place: Option<&'a str>,
    /// The body whose count it is.
    pub source: Option<Cow<'a, str>>,
    /// Who passes the source's count on.
    pub passed_on_by: Option<Cow<'a, str>>,
    /// How sure the extraction is, 0 to 1.
    pub confidence: f32,
    /// What does not agree with other numbers of the report.
    pub flags: &'a [String],
    /// The year of the report that it only repeats, word for word or nearly, where it is no count of its own.
    pub repeated_from: Option<i16>,
    /// What the user has said of it.
    pub state: &'static str,
    /// The source of the sentence.
    pub citation: String,
    /// Where the number begins in the clean text, in characters.
    pub start_char: usize,
    /// Where it ends.
    pub end_char: usize,
    /// Whether all of it is as the report has it: no name was left out or shortened.
    #[serde(skip)]
    pub is_whole: bool,
}

impl<'a> FigureRow<'a> {
    /// The names of the fields, in the order of a table: those that make a figure first.
    pub const COLUMNS: &'static [&'static str] = &[
        "document",
        "sentence",
        "raw",
        "value",
        "value_high",
        "qualifier",
        "unit",
        "currency",
        "kind",
        "measure",
        "indicator",
        "indicator_name",
        "flow",
        "aggregation",
        "status",
        "scope",
        "part_of",
        "source",
        "passed_on_by",
        "place",
        "start",
        "end",
        "coverage",
        "period",
        "section",
        "section_path",
        "page",
        "country",
        "year",
        "publisher",
        "start_char",
        "end_char",
        "confidence",
        "flags",
        "repeated_from",
        "state",
        "citation",
    ];

    /// The row of one figure of a report, with private persons' names as they may be handed on.
    pub fn of(held: &'a Held, report: &'a OpenReport, id: FigureId) -> Option<Self> {
        let figure = report.analysis.figures.get(id.figure as usize)?;
        let row = Self::new(held, report, figure, report.flags(id.figure));
        Some(Self { repeated_from: held.repeated_from(id), ..row })
    }

    fn new(held: &'a Held, of: &'a OpenReport, figure: &'a Figure, flags: &'a [String]) -> Self {
        let report = &of.loaded.report;
        let metadata = &report.metadata;
        let path = report.section_path(figure.raw.start);
        let titles: Vec<&str> =
            path.iter().map(|section| section.title.trim_end_matches(':')).collect();
        let section = report.section_at(figure.raw.start).and_then(|at| report.outline.get(at));
        let chars = |at| of.loaded.chars.chars_before(&report.text, at);
        let told = |text: &'a str| held.redactor().text(of.index, text).text;
        let citation = held.citer.source(report, figure.sentence);
        let section_path = titles.join(" › ");
        Self {
            document: report.document.as_str(),
            country: metadata.country(),
            year: metadata.year(),
            publisher: metadata.publisher(),
            section: section.map(|section| told(&section.title)),
            section_path: held.redactor().text(of.index, &section_path).text.into_owned(),
            page: report.page_name_at(figure.raw.start).map(Cow::into_owned),
            sentence: held.redactor().words(of.index, &report.text, figure.sentence).text,
            raw: figure.raw.of(&report.text),
            value: figure.value,
            value_high: figure.value_high,
            qualifier: figure.qualifier,
            unit: figure.unit,
            currency: figure.currency.as_deref(),
            kind: figure.kind,
            measure: told(&figure.measure),
            indicator: figure.indicator.as_deref(),
            indicator_name: figure.indicator.as_deref().and_then(|slug| held.indicator_name(slug)),
            flow: figure.flow,
            aggregation: figure.aggregation,
            status: figure.status,
            scope: figure.scope.as_deref().map(told),
            part_of: figure.whole.map(|whole| whole.of(&report.text)),
            period: charts::period_words(&figure.period),
            start: figure.period.start,
            end: figure.period.end,
            coverage: figure.period.coverage,
            place: figure.place.as_deref(),
            source: figure.source.as_deref().map(told),
            passed_on_by: figure.passed_on_by.as_deref().map(told),
            confidence: figure.confidence,
            flags,
            repeated_from: None,
            state: Review::words(figure.review),
            citation: held.redactor().text(of.index, &citation).text.into_owned(),
            start_char: chars(figure.raw.start),
            end_char: chars(figure.raw.end),
            is_whole: true,
        }
        .settled(report, figure)
    }

    /// The same, knowing whether a name was changed in it.
    fn settled(mut self, report: &Report, figure: &Figure) -> Self {
        let same =
            |now: &Option<Cow<'_, str>>, was: &Option<String>| now.as_deref() == was.as_deref();
        self.is_whole = self.sentence == figure.sentence.of(&report.text)
            && self.measure == figure.measure
            && same(&self.scope, &figure.scope)
            && same(&self.source, &figure.source)
            && same(&self.passed_on_by, &figure.passed_on_by);
        self
    }
}

//! Reports with figures made up for tests of series.

use super::{Bodies, SeriesInput, SeriesSet, build};
use crate::entities::ReportIndex;
use crate::figures::{
    Catalogue, Coverage, Figure, FigureKind, Flow, Indicator, Period, ReportRows,
};
use crate::figures::{Silence, Unit};
use crate::language;
use crate::report::{DocumentName, Format, Guess, Metadata, Origins, Report, Span};
use jiff::civil::{Date, date};

/// A report on Norland of that year with its figures, made sentence by sentence.
pub struct Made {
    pub report: Report,
    pub figures: Vec<Figure>,
    pub silences: Vec<Silence>,
}

impl Made {
    pub fn new(year: i16, publisher: &str) -> Self {
        let guess = |value: &str| Some(Guess::new(value.to_owned(), "made"));
        let metadata = Metadata {
            country: guess("Norland"),
            year: Some(Guess::new(year, "made")),
            publisher: guess(publisher),
            ..Metadata::default()
        };
        let report = Report {
            document: DocumentName::new(format!("{year}-{publisher}.txt")),
            format: Format::Text,
            metadata,
            text: String::new(),
            blocks: Vec::new(),
            outline: Vec::new(),
            tables: Vec::new(),
            volume: None,
            origins: Origins::default(),
            pages: None,
            notices: Vec::new(),
        };
        Self { report, figures: Vec::new(), silences: Vec::new() }
    }

    /// The report as it is now, at this place. Its rows are held until the tests end.
    pub fn input(&self, at: u32) -> SeriesInput<'_> {
        let rows = ReportRows::of(&self.report, &self.figures, &self.silences);
        SeriesInput::of(ReportIndex(at), &self.report, Box::leak(Box::new(rows)))
    }

    /// Adds a sentence; its numbers become figures, each as `change` makes it.
    pub fn sentence(mut self, sentence: &str, change: impl Fn(&mut Figure)) -> Self {
        let base = self.report.text.len();
        self.report.text.push_str(sentence);
        self.report.text.push(' ');
        let digits = sentence.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
        let mut from = 0;
        for word in digits {
            let at = from + sentence[from..].find(word).unwrap();
            from = at + word.len();
            let mut figure = Figure {
                raw: Span::new(at, from).shifted(base),
                sentence: Span::new(0, sentence.len()).shifted(base),
                wording: language::wording(sentence),
                words: language::word_bits(sentence),
                value: word.parse().unwrap(),
                kind: FigureKind::Statistic,
                measure: sentence[from..].split(['.', ',']).next().unwrap().trim().to_owned(),
                indicator: Some("storms".to_owned()),
                source: Some("Tidewatch".to_owned()),
                place: Some("Norland".to_owned()),
                ..Figure::default()
            };
            change(&mut figure);
            self.figures.push(figure);
        }
        self
    }
}

pub fn built(reports: &[Made], flow: Flow) -> SeriesSet {
    let catalogue = Catalogue::new(vec![Indicator {
        slug: "storms".to_owned(),
        name: "Storms".to_owned(),
        description: String::new(),
        units: vec![Unit::Count],
        flow,
        apart: Vec::new(),
        reporting: false,
        entries: Vec::new(),
    }]);
    build(&inputs(reports), &Bodies::default(), "storms", &catalogue)
}

pub fn inputs(reports: &[Made]) -> Vec<SeriesInput<'_>> {
    reports.iter().zip(0..).map(|(made, at)| made.input(at)).collect()
}

pub fn period(figure: &mut Figure, start: Date, end: Date, coverage: Coverage) {
    figure.period = Period { start: Some(start), end: Some(end), coverage };
}

pub fn in_year(year: i16) -> impl Fn(&mut Figure) {
    move |figure| period(figure, date(year, 1, 1), date(year, 12, 31), Coverage::FullYear)
}

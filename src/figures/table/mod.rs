//! Figures told in the cells of tables: a number with the heads of its row and column.
//!
//! In: a report's tables. Out: figures whose sentence is the row and whose number is the cell. Only
//! tables of data are read, and only cells whose heads say what is counted; plans and numbers that
//! name (pages, ranks, dates) tell no figure.

mod head;
mod lexicon;
mod number;
mod shape;

use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::{Aggregation, Coverage, Cues, Figure, FigureKind, Flow, Period, Unit, Worded};
use crate::entities::{EntityKind, ReportEntity};
use crate::report::{BlockKind, Report, Span, Table};
use head::Head;
use number::is_scaled;
use shape::Shape;

/// The figures of all tables of a report, in text order, without their indicators.
pub fn figures(report: &Report, entities: &[ReportEntity]) -> Vec<Worded> {
    let mut found = Vec::new();
    for table in &report.tables {
        if let Some(shape) = Shape::of(report, table) {
            let about = About::of(report, table, entities);
            found.extend(of_table(report, &shape, &about));
        }
    }
    found
}

/// What holds for all cells of a table.
struct About {
    title: Head,
    /// What the title counts.
    counted: String,
    /// The paragraph that leads to the table ("The office counted as follows:"), lower case.
    before: String,
    /// The time that title or lead name.
    period: Option<Period>,
    /// The body that the line below the table names as its source.
    source: Option<String>,
    headings: String,
}

impl About {
    fn of(report: &Report, table: &Table, entities: &[ReportEntity]) -> Self {
        let year = report.metadata.year();
        let title = table.caption.map_or("", |caption| caption.of(&report.text));
        let title = head::without_number(title);
        let lead = lead(report, table);
        let read = head::read(title, year);
        let counted = head::read(head::counted_by(title), year).noun;
        let start = report.blocks.get(table.first_block as usize).map(|block| block.span.start);
        let path = start.map(|start| report.section_path(start)).unwrap_or_default();
        let headings: Vec<String> = path.iter().map(|s| s.title.to_lowercase()).collect();
        Self {
            counted,
            before: lead.to_lowercase(),
            period: read.period.or_else(|| head::read(lead, year).period),
            source: source(report, table, entities),
            headings: headings.join(" "),
            title: read,
        }
    }
}

/// A longer paragraph before a table does more than lead to it.
const LONGEST_LEAD: usize = 400;

/// The paragraph above a table that ends in a colon, if one does.
fn lead<'r>(report: &'r Report, table: &Table) -> &'r str {
    let first = table.first_block as usize;
    let above = first.saturating_sub(2)..first;
    let blocks = report.blocks.get(above).unwrap_or_default();
    let texts = blocks.iter().rev().map(|block| block.span.of(&report.text));
    texts.filter(|text| text.len() <= LONGEST_LEAD).find(|text| text.ends_with(':')).unwrap_or("")
}

/// "Source: Office of Records" below a table: the body, where the report names it elsewhere too or
/// knows it by its words.
fn source(report: &Report, table: &Table, entities: &[ReportEntity]) -> Option<String> {
    let after = table.first_block as usize + usize::from(table.rows);
    let below = report
        .blocks
        .get(after)
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Footnote))?;
    let words = below.span.of(&report.text);
    let rest = words.strip_prefix("Source:").or_else(|| words.strip_prefix("Sources:"))?;
    let end = rest.find(['.', ';', '\n']).unwrap_or(rest.len());
    let start = below.span.end.get() - rest.len();
    let span = Span::new(start, start + end);
    let named = entities.iter().filter(|entity| entity.kind != EntityKind::Person);
    let first = |entity: &ReportEntity| {
        let from = entity.mentions.partition_point(|mention| mention.start < span.start);
        entity.mentions.get(from).filter(|mention| span.covers(**mention)).map(|m| m.start)
    };
    named
        .filter_map(|entity| Some((first(entity)?, entity)))
        .min_by_key(|(at, _)| *at)
        .map(|(_, entity)| entity.name.clone())
}

/// A cell that became a figure, with where it stands.
struct Made {
    figure: Worded,
    row: u16,
    column: u16,
}

fn of_table(report: &Report, shape: &Shape<'_>, about: &About) -> Vec<Worded> {
    let mut made = Vec::new();
    for (cell, number) in &shape.numbers {
        let heads = Heads {
            row: shape.row_head(cell.row),
            section: shape.section(cell.row),
            column: shape.column_head(cell.column),
            places: shape.rows_are_places,
        };
        let Some(sentence) = shape.row_span(report, cell.row) else { continue };
        if let Some(figure) = heads.figure(report, about, number, sentence) {
            made.push(Made { figure, row: cell.row, column: cell.column });
        }
    }
    sum_up(shape, &mut made);
    made.into_iter().map(|made| made.figure).collect()
}

/// More words than this name a paper or tell a story, and no kind of thing that is counted.
const LONGEST_COUNTED: usize = 14;

/// The heads of one cell.
struct Heads<'s> {
    row: &'s Head,
    section: Option<&'s Head>,
    column: &'s Head,
    /// Whether the heads of rows are places.
    places: bool,
}

impl Heads<'_> {
    fn all(&self) -> impl Iterator<Item = &Head> {
        [Some(self.column), Some(self.row), self.section].into_iter().flatten()
    }

    fn figure(
        &self,
        report: &Report,
        about: &About,
        number: &Quantity,
        sentence: Span,
    ) -> Option<Worded> {
        if self.all().any(|head| head.planned) || self.column.label {
            return None;
        }
        let counted = self.counted(about);
        let words = counted.split(' ').count();
        if !counted.chars().any(char::is_alphabetic) || words > LONGEST_COUNTED {
            return None;
        }
        let unit = self.unit(about, number);
        let period = self.all().find_map(|head| head.period).or(about.period).unwrap_or_default();
        let cues = self.cues(about, &counted);
        let scale = self.all().chain([&about.title]).map(|head| head.scale).find(|s| *s > 1.0);
        let scale = scale
            .filter(|_| unit != Unit::Percent && !is_scaled(&report.text, number))
            .unwrap_or(1.0);
        let currency = || self.all().chain([&about.title]).find_map(|head| head.currency.clone());
        let several = period.coverage == Coverage::MultiYear;
        let figure = Figure {
            raw: number.raw,
            sentence,
            value: number.value * scale,
            value_high: number.value_high.map(|value| value * scale),
            qualifier: number.qualifier,
            unit,
            currency: number.currency.clone().or_else(currency).filter(|_| unit == Unit::Money),
            kind: FigureKind::Statistic,
            measure: self.measure(&counted),
            flow: flow(&cues),
            source: about.source.clone(),
            place: self.place(report),
            period,
            aggregation: if several { Aggregation::Cumulative } else { Aggregation::Total },
            confidence: 0.7,
            ..Figure::default()
        };
        Some(Worded { figure, cues })
    }

    /// The nouns of column and row; a place or a total names nothing that is counted.
    fn nouns(&self) -> (&str, &str) {
        let row = Some(&self.row.noun).filter(|_| !self.row_is_place() && !self.row.total);
        let column = Some(&self.column.noun).filter(|_| self.column.country.is_none());
        (column.map_or("", String::as_str), row.map_or("", String::as_str))
    }

    /// What is counted: the column's noun, of what the row names ("complaints of fraud"); what the
    /// title counts where heads name only times, places and totals.
    fn counted(&self, about: &About) -> String {
        let section = self.section.filter(|head| head.country.is_none());
        match self.nouns() {
            ("", "") if !about.counted.is_empty() => about.counted.clone(),
            ("", "") => section.map_or_else(String::new, |section| section.noun.clone()),
            ("", noun) | (noun, "") => noun.to_owned(),
            (column, row) => format!("{column} of {row}"),
        }
    }

    /// What is counted as the window shows it: "North: fraud: complaints".
    fn measure(&self, counted: &str) -> String {
        let section = self.section.map_or("", |section| section.noun.as_str());
        let (column, row) = self.nouns();
        let path = if column.is_empty() || row.is_empty() {
            counted.to_owned()
        } else {
            format!("{row}: {column}")
        };
        if section.is_empty() || section == counted { path } else { format!("{section}: {path}") }
    }

    fn unit(&self, about: &About, number: &Quantity) -> Unit {
        let told = self.all().chain([&about.title]).find_map(|head| head.unit);
        if number.unit == Unit::Count { told.unwrap_or_default() } else { number.unit }
    }

    fn row_is_place(&self) -> bool {
        self.places || self.row.country.is_some()
    }

    /// The place that the row, the column or the section is; else the report's country.
    fn place(&self, report: &Report) -> Option<String> {
        let row = || {
            let named = self.places && !self.row.total && !self.row.noun.is_empty();
            self.row.country.clone().or_else(|| named.then(|| self.row.noun.clone()))
        };
        let section = || self.section.and_then(|head| head.country.clone());
        let country = || report.metadata.country().map(str::to_owned);
        row().or_else(|| self.column.country.clone()).or_else(section).or_else(country)
    }

    fn cues(&self, about: &About, counted: &str) -> Cues {
        let heads: Vec<&str> =
            [Some(&about.title), self.section, Some(self.row), Some(self.column)]
                .into_iter()
                .flatten()
                .map(|head| head.all.as_str())
                .filter(|words| !words.is_empty())
                .collect();
        Cues {
            counted: counted.to_lowercase(),
            clause: format!("{} {} #", about.counted.to_lowercase(), counted.to_lowercase()),
            sentence: format!("{} #", heads.join(" ")),
            before: about.before.clone(),
            headings: about.headings.clone(),
            ..Cues::default()
        }
    }
}

/// Whether heads and title speak of a state or of what came in a time.
fn flow(cues: &Cues) -> Option<Flow> {
    let words: Vec<String> = cues.sentence.split(' ').map(str::to_owned).collect();
    if LEXICON.arrival.any_within(&words, 0, words.len()) {
        Some(Flow::Flow)
    } else if LEXICON.state.any_within(&words, 0, words.len()) {
        Some(Flow::Stock)
    } else {
        None
    }
}

/// Links parts to the totals that the table marks: the cell of the row "Total" is the whole of its
/// column's others, the cell of the column "Total" that of its row's. Years and places are no parts:
/// over years a total covers them all, and a place has a series of its own.
fn sum_up(shape: &Shape<'_>, made: &mut [Made]) {
    let total_row = |made: &Made| shape.row_head(made.row).total;
    let total_column = |made: &Made| shape.column_head(made.column).total;
    let rows_divide = !shape.rows_are_places && !shape.rows_are_times;
    let columns_divide = !shape.columns_are_times;
    for (over_rows, divides) in [(true, rows_divide), (false, columns_divide)] {
        let wholes: Vec<(u16, usize, Span)> = made
            .iter()
            .filter(|made| if over_rows { total_row(made) } else { total_column(made) })
            .map(|made| {
                let line = if over_rows { made.column } else { made.row };
                (line, shape.section_number(made.row), made.figure.raw)
            })
            .collect();
        let mut wholes = wholes;
        wholes.sort_by_key(|(line, section, raw)| (*line, *section, raw.start));
        for part in made.iter_mut() {
            let is_whole = if over_rows { total_row(part) } else { total_column(part) };
            let line = if over_rows { part.column } else { part.row };
            let key = (line, shape.section_number(part.row));
            let at = wholes.partition_point(|(line, section, _)| (*line, *section) < key);
            let whole = wholes.get(at).filter(|(line, section, _)| (*line, *section) == key);
            let Some((_, _, whole)) = whole else { continue };
            if is_whole || !divides || part.figure.whole.is_some() {
                continue;
            }
            part.figure.whole = Some(*whole);
        }
    }
    over_years(shape, made);
}

/// A total over rows or columns of years covers all of them.
fn over_years(shape: &Shape<'_>, made: &mut [Made]) {
    let rows = shape.rows_are_times.then(|| shape.years_of_rows()).flatten();
    let columns = shape.columns_are_times.then(|| shape.years_of_columns()).flatten();
    for made in made.iter_mut() {
        let row = rows.filter(|_| shape.row_head(made.row).total);
        let column = columns.filter(|_| shape.column_head(made.column).total);
        if let Some(period) = row.or(column) {
            made.figure.period = period;
            made.figure.aggregation = Aggregation::Cumulative;
        }
    }
}

#[cfg(test)]
mod tests;

//! What a chart shows as numbers: for slides and sheets whose own programs draw it, so that a
//! colleague can change it there.
//!
//! The rows are years, every one from the first to the last, so that a year without a value stays a
//! gap. What is no whole year stands in a column of its own, with words for that in its name: it
//! is not taken for one in a table either.

mod sides;

use super::drawing::{Color, Drawing, Shape};
use super::logo::Logo;
use super::numbers::{Ticks, value_label};
use super::said::{self, Wording};
use super::scene::{Kind, Look, Overlay, Scene, Shown, runs};
use super::spec::{ChartSpec, Size, Subject, ThemeName};
use super::theme::Theme;
use super::words;
use crate::figures::{Qualifier, Unit};
use crate::series::{Point, Series, Standing};
use std::collections::HashMap;

/// How another program is to draw the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridKind {
    /// Lines where the points may be joined, marks otherwise.
    Line,
    /// Columns side by side.
    Columns,
    /// Columns on top of one another.
    Stacked,
    /// Marks.
    Dots,
    /// No picture: the numbers themselves.
    Table,
}

/// A chart as numbers, with its words.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// The line that names the reports.
    pub source: String,
    /// The notes; first what the picture marks on its years.
    pub notes: Vec<String>,
    /// The chart in words, for those who cannot see it.
    pub description: String,
    /// How it is drawn.
    pub kind: GridKind,
    /// Whether it is the latest value of each series.
    pub is_latest: bool,
    /// What the values are.
    pub unit: Unit,
    /// The axis of the values.
    pub axis: Axis,
    /// Its colours.
    pub theme: Theme,
    /// The logo of its theme.
    pub logo: Option<Logo>,
    /// The typeface of its theme, by name.
    pub family: Option<String>,
    /// Width and height of the picture that it is one with.
    pub size: Size,
    /// The parts that are drawn beside one another; one where the chart is whole.
    pub panels: Vec<Panel>,
}

/// An axis of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// From one gridline to the next.
    pub step: f64,
}

/// A chart, or one of small multiples.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What it is for; empty where there is one.
    pub name: String,
    /// The years, without holes.
    pub years: Vec<i16>,
    /// The columns, those of one series side by side.
    pub columns: Vec<Column>,
}

/// The values of a series that stand for the same kind of time.
#[derive(Clone, Debug)]
pub struct Column {
    /// The series' name, with what its values are where they are not whole years.
    pub name: String,
    /// The series' name alone.
    pub series: String,
    /// What its mark goes by; `None` where it is one of many in grey.
    pub place: Option<usize>,
    /// Its colour.
    pub color: Color,
    /// Which of the chart's lines is its own: what its dashes go by.
    pub line: usize,
    /// Whether its values are from elsewhere than the reports.
    pub is_reference: bool,
    /// How its values stand on a yearly axis.
    pub standing: Standing,
    /// Which end of ranges its values are.
    pub end: Option<End>,
    /// A cell a year.
    pub cells: Vec<Option<Cell>>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The lower one.
    Low,
    /// The higher one.
    High,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The value.
    pub value: f64,
    /// The lower end of the range that `value` is the higher end of.
    pub low: Option<f64>,
    /// How it bounds what it tells.
    pub qualifier: Qualifier,
    /// How it stands on a yearly axis.
    pub standing: Standing,
    /// Whether a line runs to it from the year before.
    pub joined: bool,
    /// On which side of its mark the chart writes its value, where it does.
    pub label: Option<LabelSide>,
    /// The value in words.
    pub words: String,
    /// What it covers, in words.
    pub period: String,
    /// Whether it looks like what nobody has checked.
    pub is_pale: bool,
    /// The point: index of the series in the list that was drawn, index of the point in it.
    pub point: (usize, usize),
}

/// Where a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSide {
    /// Above its mark.
    Above,
    /// Below.
    Below,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Grid {
    /// The numbers of the chart that [`super::draw`] makes `drawing` of.
    pub fn new(
        spec: &ChartSpec,
        series: &[Series],
        subject: &Subject<'_>,
        drawing: &Drawing,
    ) -> Self {
        let scene = Scene::new(spec, series);
        let wording = Wording::new(spec, &scene, subject);
        let labels = labels_of(drawing);
        let axis = axis_of(&scene);
        let years: Vec<i16> = (scene.years.0..=scene.years.1).collect();
        let names = scene.panels.iter().map(|panel| panel.title.clone());
        let names = names.chain([String::new()]);
        let panels = scene.parts().into_iter().zip(names).map(|(part, name)| {
            let making = Making { scene: &part, labels: &labels, years: &years, spec };
            let own = part.shown.iter().flat_map(|shown| making.columns(shown));
            let mut columns: Vec<Column> = own.chain(making.elsewhere()).collect();
            if matches!(part.kind, Kind::Line | Kind::Dots) {
                sides::keep_to_their_marks(&mut columns, axis);
            }
            Panel { name, years: years.clone(), columns }
        });
        let own = spec.own_theme.as_ref().filter(|_| spec.theme == ThemeName::Own);
        let typefaces = own.and_then(|own| own.typefaces.as_ref());
        Self {
            kind: kind_of(&scene),
            is_latest: scene.is_latest,
            unit: scene.unit,
            axis,
            theme: Theme::chosen(spec),
            logo: own.and_then(|own| own.logo.clone()),
            family: typefaces.map(|faces| faces.regular.family().to_owned()),
            size: spec.size,
            panels: panels.collect(),
            title: wording.title,
            subtitle: wording.subtitle,
            source: wording.source,
            notes: said::set_off(spec, &scene)
                .into_iter()
                .chain(wording.notes.into_iter().map(|note| note.text))
                .collect(),
            description: wording.description,
        }
    }

    /// All values, by year, then in the order of the columns; of a range one.
    pub fn cells(&self) -> Vec<(i16, &Column, &Cell)> {
        let mut all: Vec<(i16, &Column, &Cell)> = Vec::new();
        for panel in &self.panels {
            for column in panel.columns.iter().filter(|column| column.end != Some(End::Low)) {
                let cells = panel.years.iter().zip(&column.cells);
                all.extend(cells.filter_map(|(year, cell)| Some((*year, column, cell.as_ref()?))));
            }
        }
        all.sort_by_key(|(year, _, _)| *year);
        all
    }
}

fn axis_of(scene: &Scene<'_>) -> Axis {
    let (low, high) = scene.values();
    let ticks = Ticks::new(low, high, scene.unit, 5);
    let steps = ticks.values.len().saturating_sub(1).max(1) as f64;
    let (low, high) = (ticks.low(), ticks.high());
    Axis { low, high, step: (high - low) / steps }
}

fn kind_of(scene: &Scene<'_>) -> GridKind {
    match scene.kind {
        Kind::Line => GridKind::Line,
        Kind::Columns => GridKind::Columns,
        Kind::Stacked => GridKind::Stacked,
        Kind::Dots => GridKind::Dots,
        Kind::Table => GridKind::Table,
    }
}

type Labels = HashMap<(usize, usize), LabelSide>;

/// The points whose values the drawing writes, and where.
fn labels_of(drawing: &Drawing) -> Labels {
    let mut marks: HashMap<(usize, usize), [f32; 2]> = HashMap::new();
    let mut labels = Labels::new();
    for primitive in &drawing.primitives {
        let Some(point) = primitive.point else { continue };
        match &primitive.shape {
            Shape::Circle { center, .. } => {
                marks.insert(point, *center);
            }
            Shape::Polygon { points, .. } => {
                let count = points.len().max(1) as f32;
                let sum =
                    points.iter().fold([0.0, 0.0], |sum, at| [sum[0] + at[0], sum[1] + at[1]]);
                marks.insert(point, [sum[0] / count, sum[1] / count]);
            }
            Shape::Text { bounds: [left, top, right, bottom], .. } => {
                let middle = [f32::midpoint(*left, *right), f32::midpoint(*top, *bottom)];
                let mark = marks.get(&point).copied().unwrap_or([middle[0], *bottom]);
                let side = match () {
                    () if *left > mark[0] => LabelSide::Right,
                    () if *right < mark[0] => LabelSide::Left,
                    () if middle[1] > mark[1] => LabelSide::Below,
                    () => LabelSide::Above,
                };
                labels.insert(point, side);
            }
            Shape::Polyline { .. } | Shape::Image { .. } => {}
        }
    }
    labels
}

/// What the columns of a series are made with.
struct Making<'m, 'a> {
    scene: &'m Scene<'a>,
    labels: &'m Labels,
    years: &'m [i16],
    spec: &'m ChartSpec,
}

impl Making<'_, '_> {
    fn columns(&self, shown: &Shown<'_>) -> Vec<Column> {
        let joined = if self.scene.kind == Kind::Line { runs(shown) } else { Vec::new() };
        let mut columns: Vec<Column> = Vec::new();
        for (index, point) in &shown.points {
            let first = self.years.first().copied().unwrap_or(point.year);
            let Ok(row) = usize::try_from(i32::from(point.year) - i32::from(first)) else {
                continue;
            };
            if row >= self.years.len() {
                continue;
            }
            let cell = Cell {
                value: point.value,
                low: None,
                qualifier: point.qualifier,
                standing: point.standing,
                joined: is_joined(&joined, point),
                label: self.labels.get(&(shown.index, *index)).copied(),
                words: value_label(point, self.scene.unit),
                period: period_of(point),
                is_pale: self.scene.checked_apart && !point.checked,
                point: (shown.index, *index),
            };
            let standing = self.standing_of(point);
            match point.value_high {
                None => self.put(&mut columns, shown, (standing, None), row, cell),
                Some(high) => {
                    // The label of the higher end tells both.
                    let low = Cell { label: None, ..cell.clone() };
                    let high = Cell { value: high, low: Some(cell.value), ..cell };
                    self.put(&mut columns, shown, (standing, Some(End::Low)), row, low);
                    self.put(&mut columns, shown, (standing, Some(End::High)), row, high);
                }
            }
        }
        // Whole years first, then what is none, each with the other end of its ranges beside it.
        columns.sort_by_key(|column| column.standing);
        columns
    }

    /// The column that a point stands in. Columns of several series stand side by side: one more
    /// for each kind of time would leave a hole in every year that has none of it.
    fn standing_of(&self, point: &Point) -> Standing {
        let beside = self.scene.kind == Kind::Columns && self.scene.shown.len() > 1;
        match point.standing {
            standing if beside && standing.fills_year() => Standing::Whole,
            standing => standing,
        }
    }

    /// Puts a value into the first column of its kind that has room for it.
    fn put(
        &self,
        columns: &mut Vec<Column>,
        shown: &Shown<'_>,
        (standing, end): (Standing, Option<End>),
        row: usize,
        cell: Cell,
    ) {
        let is_free = |column: &&mut Column| {
            let same = column.standing == standing && column.end == end;
            same && column.cells.get(row).is_some_and(Option::is_none)
        };
        let free = columns.iter_mut().find(is_free);
        if let Some(slot) = free.and_then(|column| column.cells.get_mut(row)) {
            *slot = Some(cell);
            return;
        }
        let told = columns.iter().filter(|one| one.standing == standing && one.end == end).count();
        let mut name = shown.name.clone();
        let parts = [standing_words(standing), end.map(end_words)];
        for part in parts.into_iter().flatten().chain((told > 0).then_some("also told")) {
            // A series of averages is called so already.
            if !name.ends_with(part) {
                name = format!("{name}, {part}");
            }
        }
        let mut cells: Vec<Option<Cell>> = vec![None; self.years.len()];
        if let Some(slot) = cells.get_mut(row) {
            *slot = Some(cell);
        }
        let theme = Theme::chosen(self.spec);
        let (place, color) = match shown.look {
            Look::Own(place) => (Some(place), theme.series(place)),
            Look::Among => (None, theme.axis),
        };
        let series = shown.name.clone();
        let line = self.scene.line_number(shown.look);
        let is_reference = false;
        columns.push(Column {
            name,
            series,
            place,
            color,
            line,
            is_reference,
            standing,
            end,
            cells,
        });
    }

    /// The columns of values from elsewhere.
    fn elsewhere(&self) -> Vec<Column> {
        let column = |(at, overlay): (usize, &Overlay)| {
            let mut cells: Vec<Option<Cell>> = vec![None; self.years.len()];
            let mut before = None;
            for (tag, year, value) in &overlay.points {
                let row = self.years.iter().position(|known| known == year);
                if let Some(slot) = row.and_then(|row| cells.get_mut(row)) {
                    *slot = Some(Cell {
                        value: *value,
                        low: None,
                        qualifier: Qualifier::Exact,
                        standing: Standing::Whole,
                        joined: before.is_some_and(|before: i16| before + 1 == *year),
                        label: None,
                        words: value.to_string(),
                        period: year.to_string(),
                        is_pale: false,
                        point: *tag,
                    });
                }
                before = Some(*year);
            }
            Column {
                name: overlay.name.clone(),
                series: overlay.name.clone(),
                place: None,
                color: Theme::chosen(self.spec).muted,
                line: 1 + at % 3,
                is_reference: true,
                standing: Standing::Whole,
                end: None,
                cells,
            }
        };
        self.scene.marked.overlays.iter().enumerate().map(column).collect()
    }
}

/// What values that are no whole year's are.
fn standing_words(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Whole => None,
        Standing::PartYear => Some("part of a year"),
        Standing::Undated => Some("no date given"),
        Standing::Event => Some("one event"),
        Standing::MultiYear => Some("several years together"),
        Standing::Average => Some("average"),
    }
}

fn end_words(end: End) -> &'static str {
    match end {
        End::Low => "lower end",
        End::High => "higher end",
    }
}

fn period_of(point: &Point) -> String {
    match point.standing {
        Standing::Undated => format!("no date given, {} report", point.year),
        _ => words::period(&point.period),
    }
}

/// Whether one of the lines runs to a point from the one before it.
fn is_joined(runs: &[Vec<&Point>], point: &Point) -> bool {
    runs.iter().any(|run| run.iter().skip(1).any(|other| std::ptr::eq(*other, point)))
}

#[cfg(test)]
mod tests;

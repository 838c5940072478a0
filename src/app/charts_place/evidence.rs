//! What stands behind a chart: every figure that tells one of its points, in order, with what
//! limits its comparison.

use crate::app::tables::{ROW_SENSE, fit_of, head_line, row_keys, stepped, table_style};
use crate::app::theme::{self, Theme, size, space};
use crate::app::words;
use crate::charts::cautions;
use crate::series::{Caution, FigureId, LeftOut, Point, Reason, SeriesSet, Standing};
use crate::workspace::{Passage, Workspace};
use eframe::egui::{self, Align, Color32, Label, Layout, RichText, Ui};
use egui_extras::{Column as Width, TableBuilder, TableRow};

/// One telling of one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Index of the series in the set, index of the point in the series.
    pub point: (usize, usize),
    /// The figure.
    pub figure: FigureId,
}

/// All tellings of the series at `shown`, series by series, each by year.
pub fn tellings(set: &SeriesSet, shown: &[usize]) -> Vec<Telling> {
    let mut told = Vec::new();
    for at in shown {
        let Some(series) = set.series.get(*at) else { continue };
        for (index, point) in series.points.iter().enumerate() {
            for figure in &point.attestations {
                told.push(Telling { point: (*at, index), figure: *figure });
            }
        }
    }
    told
}

/// What the user should know before comparing a point with others, the gravest first.
pub fn warnings(cautions: &[Caution], point: (usize, usize)) -> Vec<Reason> {
    let of_point = cautions
        .iter()
        .filter(|caution| (caution.series, caution.point) == (point.0, Some(point.1)));
    let mut reasons: Vec<Reason> = of_point.map(|caution| caution.reason).collect();
    if let Some(gravest) = cautions::gravest(&reasons) {
        reasons.sort_by_key(|reason| *reason != gravest);
    }
    reasons
}

/// A point's time: its period, or the year of the report that tells it without a date.
pub fn time(point: &Point) -> String {
    match point.standing {
        Standing::Undated => format!("{}, {} report", words::period(&point.period), point.year),
        _ => words::period(&point.period),
    }
}

/// Why a figure of the indicator stands in no series, in words.
pub fn left_out(why: LeftOut) -> String {
    let words = match why {
        LeftOut::NotAStatistic => "told of one case or set by law, not a total",
        LeftOut::NoYear => "neither the text nor its report gives a year",
        LeftOut::Rejected => "you rejected it",
        LeftOut::Repeated { from } => {
            return format!("repeated from the {from} report; accept the figure to let it stand");
        }
    };
    words.to_owned()
}

/// What the user did to the list.
#[derive(Default)]
pub struct Did {
    /// The sentence to open.
    pub opened: Option<Passage>,
    /// The point whose row is under the pointer.
    pub hovered: Option<(usize, usize)>,
}

/// A list narrower than this leaves out the source.
const NARROW: f32 = 620.0;

/// What the list shows.
pub struct Evidence<'a> {
    /// The series of the indicator.
    pub set: &'a SeriesSet,
    /// The rows.
    pub told: &'a [Telling],
    /// What keeps its points from being compared, by place in the set.
    pub cautions: &'a [Caution],
    /// The point that is under the pointer.
    pub hovered: Option<(usize, usize)>,
}

/// Shows the list: one row a telling. `chosen` is the row that the arrow keys step from.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    evidence: &Evidence<'_>,
    chosen: &mut Option<usize>,
    theme: &Theme,
) -> Did {
    let Evidence { set, told, cautions, hovered } = *evidence;
    let mut did = Did::default();
    let open = |telling: &Telling| {
        let span = workspace.figure(telling.figure)?.sentence;
        Some(Passage { report: telling.figure.report, span })
    };
    let (by, enter) = row_keys(ui);
    if by != 0 && !told.is_empty() {
        *chosen = Some(stepped(*chosen, by, told.len()));
    }
    let row = chosen.and_then(|at| told.get(at));
    if enter {
        did.opened = row.and_then(open);
    }
    table_style(ui, theme);
    let room = ui.available_width() - space::M * 6.0;
    let part = |part: f32, least: f32| Width::initial((room * part).max(least)).at_least(56.0);
    let all = [
        ("Period", part(0.13, 92.0)),
        ("Value", part(0.10, 64.0)),
        ("Source", part(0.15, 90.0)),
        ("Report", part(0.15, 90.0)),
        ("Note", part(0.12, 98.0)),
        ("Sentence", Width::remainder().at_least(120.0)),
    ];
    // In a narrow window the sentence needs the room more; the chart names the sources.
    let narrow = room < NARROW;
    let columns = all.into_iter().filter(|(name, _)| !narrow || *name != "Source");
    let (names, widths): (Vec<&str>, Vec<Width>) = columns.unzip();
    let (painter, ui_rect) = (ui.painter().clone(), ui.available_rect_before_wrap());
    let mut table = TableBuilder::new(ui)
        .id_salt(("evidence", fit_of(room)))
        .sense(ROW_SENSE)
        .resizable(true)
        .auto_shrink([false, false])
        .cell_layout(Layout::left_to_right(Align::Center));
    for width in widths {
        table = table.column(width.clip(true));
    }
    if by != 0
        && let Some(at) = *chosen
    {
        table = table.scroll_to_row(at, None);
    }
    head_line(ui_rect, &painter, theme);
    let headed = table.header(space::ROW, |mut row| {
        for name in names {
            row.col(|ui| {
                let name = RichText::new(name).font(theme::strong_font(size::SMALL));
                ui.label(name.color(theme.faint));
            });
        }
    });
    headed.body(|body| {
        body.rows(space::ROW, told.len(), |mut row| {
            let Some(telling) = told.get(row.index()) else { return };
            row.set_selected(hovered == Some(telling.point) || *chosen == Some(row.index()));
            if cells(&mut row, workspace, (set, cautions), telling, narrow, theme).is_none() {
                return;
            }
            let response = row.response().on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.hovered() {
                did.hovered = Some(telling.point);
            }
            if response.clicked()
                && let Some(figure) = workspace.figure(telling.figure)
            {
                did.opened = Some(Passage { report: telling.figure.report, span: figure.sentence });
            }
        });
    });
    did
}

fn cells(
    row: &mut TableRow<'_, '_>,
    workspace: &Workspace,
    (set, cautions): (&SeriesSet, &[Caution]),
    telling: &Telling,
    narrow: bool,
    theme: &Theme,
) -> Option<()> {
    let series = set.series.get(telling.point.0)?;
    let point = series.points.get(telling.point.1)?;
    let figure = workspace.figure(telling.figure)?;
    let report = workspace.report(telling.figure.report)?;
    row.col(|ui| cell(ui, &time(point), theme.text));
    row.col(|ui| {
        let strong = theme::strong_font(size::BODY);
        let value = RichText::new(words::value(figure)).font(strong).color(theme.figure);
        ui.add(Label::new(value).truncate().selectable(false));
    });
    if !narrow {
        row.col(|ui| cell(ui, series.key_of(telling.figure).teller(), theme.soft));
    }
    row.col(|ui| cell(ui, &words::report(report), theme.soft));
    row.col(|ui| {
        let (short, whole) = note(workspace, cautions, telling);
        if !short.is_empty() {
            let short = RichText::new(short).font(theme::font(size::BODY));
            let label = Label::new(short.color(theme.warning)).truncate().selectable(false);
            ui.add(label).on_hover_text(whole);
        }
    });
    row.col(|ui| cell(ui, &figure.sentence.of(&report.text).replace('\t', " "), theme.soft));
    Some(())
}

/// What is to be known of a telling, in a few words and in sentences: what does not agree in its
/// report, and what keeps its point from being compared.
fn note(workspace: &Workspace, cautions: &[Caution], telling: &Telling) -> (String, String) {
    let flags = workspace.flags(telling.figure.report);
    let numbers = flags.as_ref().and_then(|flags| flags.get(&(telling.figure.figure as usize)));
    let numbers = numbers.map_or(&[][..], Vec::as_slice);
    let reasons = warnings(cautions, telling.point);
    let check = (!numbers.is_empty()).then_some("check the numbers");
    let short = check.into_iter().chain(reasons.iter().map(|why| cautions::short(*why)));
    let sentences = reasons.iter().map(|why| cautions::sentence(*why).to_owned());
    let whole = numbers.iter().cloned().chain(sentences);
    (short.collect::<Vec<_>>().join(", "), whole.collect::<Vec<_>>().join("\n"))
}

fn cell(ui: &mut Ui, text: &str, color: Color32) {
    if !text.is_empty() {
        let text = RichText::new(text).font(theme::font(size::BODY)).color(color);
        ui.add(Label::new(text).truncate().selectable(false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportIndex;
    use crate::figures::{Flow, Period, Qualifier};
    use crate::series::{self, Series, SeriesKey};

    fn point(year: i16, figures: &[u32], standing: Standing) -> Point {
        let id = |figure: &u32| FigureId { report: ReportIndex(0), figure: *figure };
        Point {
            year,
            period: Period::default(),
            value: 1.0,
            value_high: None,
            attestations: figures.iter().map(id).collect(),
            standing,
            qualifier: Qualifier::Exact,
            contested: year == 2020,
            status: None,
            first_told: None,
            checked: true,
        }
    }

    #[test]
    fn each_telling_has_a_row_in_order() {
        let key = SeriesKey { indicator: "prisoners".to_owned(), ..SeriesKey::default() };
        let series = |points| Series {
            key: key.clone(),
            flow: Flow::Stock,
            points,
            joined: Vec::new(),
            repeated: Vec::new(),
        };
        let set = SeriesSet {
            series: vec![
                series(vec![point(2011, &[4], Standing::Whole)]),
                series(vec![
                    point(2019, &[0, 3], Standing::PartYear),
                    point(2020, &[1], Standing::Whole),
                ]),
            ],
            left_out: Vec::new(),
        };
        let rows: Vec<_> =
            tellings(&set, &[1, 7]).into_iter().map(|t| (t.point, t.figure.figure)).collect();
        assert_eq!(rows, [((1, 0), 0), ((1, 0), 3), ((1, 1), 1)]);
        let cautions = series::cautions(&set.series.iter().collect::<Vec<_>>());
        assert!(warnings(&cautions, (0, 0)).is_empty());
        assert_eq!(warnings(&cautions, (1, 0)), [Reason::PartOfYear]);
        assert_eq!(warnings(&cautions, (1, 1)), [Reason::TwoValues]);
        let undated = point(2019, &[0], Standing::Undated);
        assert_eq!(time(&undated), "no date given, 2019 report");
    }
}

//! What stands behind a chart: every figure that tells one of its points, in order, with a box to
//! leave it out, what the user said of it, and what limits its comparison.

use super::building::Cautions;
use crate::app::icons::{self, Icon};
use crate::app::tables::{ROW_SENSE, fit_of, head_line, row_keys, stepped, table_style};
use crate::app::theme::{self, Theme, size, space};
use crate::app::words;
use crate::charts::{TellingKey, cautions};
use crate::figures::Review;
use crate::series::{FigureId, LeftOut, Point, Reason, Series, Standing};
use crate::workspace::{Passage, Quote, Workspace};
use eframe::egui::{
    self, Align, Checkbox, Color32, Label, Layout, RichText, Sense, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use std::collections::HashMap;

/// One telling of one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Index of the series in the chart's set and of the point in the series; none where nothing
    /// of the point is left in the chart.
    pub point: Option<(usize, usize)>,
    /// The figure.
    pub figure: FigureId,
    /// Its time, in words.
    pub time: String,
    /// Who counted.
    pub source: String,
    /// What it is left out by, where its report can tell.
    pub key: Option<TellingKey>,
    /// Its sentence.
    pub sentence: String,
    /// Whether the user left it out.
    pub left_out: bool,
    /// The year of the report that it only repeats, for which it is not drawn.
    pub repeated: Option<i16>,
}

/// All tellings of these series, series by series, each by year. `drawn` are the same as far as
/// they are drawn, each with its place in the chart's set; `quote` tells what a figure's report says.
/// What only repeats an earlier report stands last in its series: it is not drawn, and nobody has to
/// wonder where it went.
pub fn tellings(
    shown: &[&Series],
    drawn: &[(usize, &Series)],
    quote: &dyn Fn(FigureId) -> Option<Quote>,
    left_out: &[TellingKey],
) -> Vec<Telling> {
    let mut places: HashMap<FigureId, (usize, usize)> = HashMap::new();
    for (at, series) in drawn {
        for (index, point) in series.points.iter().enumerate() {
            places.extend(point.attestations.iter().map(|figure| (*figure, (*at, index))));
        }
    }
    let mut told = Vec::new();
    for series in shown {
        for point in &series.points {
            for figure in &point.attestations {
                let (key, sentence) = quote(*figure).unzip();
                told.push(Telling {
                    point: places.get(figure).copied(),
                    figure: *figure,
                    time: time(point),
                    source: series.key_of(*figure).teller().to_owned(),
                    left_out: key.as_ref().is_some_and(|key| left_out.contains(key)),
                    key,
                    sentence: sentence.unwrap_or_default(),
                    repeated: None,
                });
            }
        }
        told.extend(series.repeated.iter().map(|one| Telling {
            point: None,
            figure: one.figure,
            time: String::new(),
            source: series.key_of(one.figure).teller().to_owned(),
            key: None,
            sentence: quote(one.figure).map(|(_, sentence)| sentence).unwrap_or_default(),
            left_out: false,
            repeated: Some(one.from),
        }));
    }
    told
}

/// What the user should know before comparing a point with others, the gravest first.
pub fn warnings(cautions: &Cautions, point: (usize, usize)) -> Vec<Reason> {
    let mut reasons = cautions.get(&point).cloned().unwrap_or_default();
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
    /// The telling to leave out, or to take in again.
    pub turned: Option<TellingKey>,
}

/// A list narrower than this leaves out the source.
const NARROW: f32 = 620.0;

/// What the list shows.
pub struct Evidence<'a> {
    /// The rows.
    pub told: &'a [Telling],
    /// What keeps its points from being compared.
    pub cautions: &'a Cautions,
    /// The point that is under the pointer, or that the keys have stepped to.
    pub pointed: Option<(usize, usize)>,
}

/// Shows the list: one row a telling. `chosen` is the row that the arrow keys step from.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    evidence: &Evidence<'_>,
    chosen: &mut Option<usize>,
    theme: &Theme,
) -> Did {
    let told = evidence.told;
    let mut did = Did::default();
    let open = |telling: &Telling| {
        let span = workspace.figure_row(telling.figure)?.sentence();
        Some(Passage { report: telling.figure.report, span })
    };
    let (by, enter) = row_keys(ui);
    if by != 0 && !told.is_empty() {
        *chosen = Some(stepped(*chosen, by, told.len()));
    }
    if enter {
        did.opened = chosen.and_then(|at| told.get(at)).and_then(open);
    }
    table_style(ui, theme);
    let room = ui.available_width() - space::M * 7.0;
    let part = |part: f32, least: f32| Width::initial((room * part).max(least)).at_least(56.0);
    let all = [
        ("", Width::exact(48.0)),
        ("Period", part(0.13, 92.0)),
        ("Value", part(0.13, 84.0)),
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
        .min_scrolled_height(3.0 * space::ROW)
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
            let pointed = evidence.pointed.is_some() && evidence.pointed == telling.point;
            row.set_selected(pointed || *chosen == Some(row.index()));
            let Some(turned) = cells(&mut row, workspace, evidence, telling, narrow, theme) else {
                return;
            };
            let response = row.response().on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.hovered() {
                did.hovered = telling.point;
            }
            if turned {
                did.turned.clone_from(&telling.key);
            } else if response.clicked() {
                did.opened = open(telling);
            }
        });
    });
    did
}

/// Shows a row; returns whether its box was clicked.
fn cells(
    row: &mut TableRow<'_, '_>,
    workspace: &Workspace,
    evidence: &Evidence<'_>,
    telling: &Telling,
    narrow: bool,
    theme: &Theme,
) -> Option<bool> {
    let figure = workspace.figure_row(telling.figure)?.figure();
    let head = workspace.slot(telling.figure.report)?.head()?;
    let value = words::value(&figure);
    let is_out = telling.left_out || telling.repeated.is_some();
    let faded = |color: Color32| if is_out { theme.faint } else { color };
    let undrawn = telling.repeated.map(|_| words::period(&figure.period));
    let time = undrawn.as_deref().unwrap_or(&telling.time);
    let mut turned = false;
    row.col(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        turned = tick(ui, telling, &value);
        state(ui, figure.review, theme);
    });
    row.col(|ui| cell(ui, time, faded(theme.text)));
    row.col(|ui| {
        let strong = theme::strong_font(size::BODY);
        let mut value = RichText::new(value).font(strong).color(faded(theme.figure));
        if telling.left_out {
            value = value.strikethrough();
        }
        ui.add(Label::new(value).truncate().selectable(false));
    });
    if !narrow {
        row.col(|ui| cell(ui, &telling.source, faded(theme.soft)));
    }
    row.col(|ui| cell(ui, &words::edition(&head.metadata, &head.document), faded(theme.soft)));
    row.col(|ui| {
        let (short, whole) = note(workspace, evidence.cautions, telling);
        if !short.is_empty() {
            let short = RichText::new(short).font(theme::font(size::BODY));
            let label = Label::new(short.color(faded(theme.warning))).truncate().selectable(false);
            ui.add(label).on_hover_text(whole);
        }
    });
    let sentence = telling.sentence.replace('\t', " ");
    row.col(|ui| cell(ui, &sentence, faded(theme.soft)));
    Some(turned)
}

/// The box by which a telling is left out; returns whether it was clicked.
fn tick(ui: &mut Ui, telling: &Telling, value: &str) -> bool {
    let is_shown = !telling.left_out && telling.repeated.is_none();
    let mut shown = is_shown;
    let name = format!("In the chart: {value} ({})", telling.time);
    let hint = if telling.left_out {
        "Left out by you; the chart says so. Tick to take it in again."
    } else {
        "Untick to leave this value out; the chart will say so."
    };
    let tick = ui.add_enabled(telling.key.is_some(), Checkbox::without_text(&mut shown));
    tick.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, telling.key.is_some(), is_shown, &name)
    });
    let why =
        telling.repeated.map_or_else(String::new, |from| left_out(LeftOut::Repeated { from }));
    let tick = if why.is_empty() { tick } else { tick.on_disabled_hover_text(why) };
    tick.on_hover_text(hint).clicked()
}

/// The sign for what the user said of a figure.
fn state(ui: &mut Ui, review: Review, theme: &Theme) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
    let sign = match review {
        Review::Unchecked => None,
        Review::Accepted => Some((Icon::Tick, theme.organization)),
        Review::Changed => Some((Icon::Pen, theme.person)),
        Review::Added => Some((Icon::Plus, theme.person)),
        Review::Rejected => Some((Icon::Close, theme.warning)),
    };
    if let Some((icon, color)) = sign {
        icons::paint(ui.painter(), icon, rect, color);
    } else {
        // What nobody has checked is an empty ring.
        let stroke = egui::Stroke::new(1.2, theme.faint);
        ui.painter().circle_stroke(rect.center(), 3.5, stroke);
    }
    response.on_hover_text(words::review(review));
}

/// What is to be known of a telling, in a few words and in sentences: what does not agree in its
/// report, and what keeps its point from being compared.
fn note(workspace: &Workspace, cautions: &Cautions, telling: &Telling) -> (String, String) {
    if telling.left_out {
        return ("left out".to_owned(), "You left it out; a note in the chart says so.".to_owned());
    }
    if let Some(from) = telling.repeated {
        let whole = format!("Not drawn: {}", left_out(LeftOut::Repeated { from }));
        return (format!("repeated from {from}"), whole);
    }
    let flagged = workspace.is_flagged(telling.figure);
    let flags = flagged.then(|| workspace.flags(telling.figure.report)).flatten();
    let numbers = flags.as_ref().and_then(|flags| flags.get(&(telling.figure.figure as usize)));
    let numbers = numbers.map_or(&[][..], Vec::as_slice);
    let reasons = telling.point.map_or_else(Vec::new, |point| warnings(cautions, point));
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
    use super::super::building::cautions_of;
    use super::*;
    use crate::entities::ReportIndex;
    use crate::figures::{Flow, Period, Qualifier};
    use crate::series::{Repeated, SeriesKey, SeriesSet};

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
        let mut set = SeriesSet {
            series: vec![
                series(vec![point(2011, &[4], Standing::Whole)]),
                series(vec![
                    point(2019, &[0, 3], Standing::PartYear),
                    point(2020, &[1], Standing::Whole),
                ]),
            ],
            ..SeriesSet::default()
        };
        let figure = FigureId { report: ReportIndex(0), figure: 7 };
        set.series[1].repeated.push(Repeated { figure, from: 2018 });
        let (other, whole) = (&set.series[0], &set.series[1]);
        let key = |raw: &str| TellingKey {
            document: "a.txt".to_owned(),
            raw: raw.to_owned(),
            sentence: String::new(),
        };
        let drawn = Series { points: vec![whole.points[0].clone()], ..whole.clone() };
        let rows = tellings(
            &[whole],
            &[(0, other), (1, &drawn)],
            &|figure| Some((key(&figure.figure.to_string()), String::new())),
            &[key("1")],
        );
        let repeated: Vec<_> = rows.iter().map(|telling| telling.repeated).collect();
        assert_eq!(repeated, [None, None, None, Some(2018)], "told last, and why it is not drawn");
        let rows: Vec<_> =
            rows.into_iter().map(|t| (t.point, t.figure.figure, t.left_out)).collect();
        let first = Some((1, 0));
        assert_eq!(rows, [(first, 0, false), (first, 3, false), (None, 1, true), (None, 7, false)]);
        let shown: Vec<&Series> = set.series.iter().collect();
        let cautions = cautions_of(&shown, &[0, 1]);
        assert!(warnings(&cautions, (0, 0)).is_empty());
        assert_eq!(warnings(&cautions, (1, 0)), [Reason::PartOfYear]);
        assert_eq!(warnings(&cautions, (1, 1)), [Reason::TwoValues]);
        let undated = point(2019, &[0], Standing::Undated);
        assert_eq!(time(&undated), "no date given, 2019 report");
    }
}

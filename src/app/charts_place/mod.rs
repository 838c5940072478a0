//! Charts: an indicator's series to choose from, the chart as it will be exported, its settings,
//! and every sentence behind it.
//!
//! The chart is drawn anew only when its series or its choices change; what is painted is the
//! record that the exports are written from.

mod choice;
mod evidence;
mod export;
mod own_look;
mod picture;
mod saved;
mod settings;

use super::actions::Action;
use super::citing::citer;
use super::command::{Commands, UiCommand};
use super::target::Target;
use super::theme::{self, Theme, size, space};
use super::widgets::{self, Empty};
use super::words;
use crate::charts::{self, ChartSpec, Drawing, Subject, draw};
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::series::{self, Caution, Gap, Point, Reason, Series, SeriesKey, SeriesSet};
use crate::workspace::{Passage, Workspace};
use choice::Listed;
use eframe::egui::{
    self, Align, CentralPanel, CursorIcon, Frame, Label, Layout, Margin, Panel, Rect, Response,
    RichText, Sense, Stroke, Tooltip, Ui, WidgetInfo, accesskit::Role,
};
use evidence::{Evidence, Telling};
use picture::Fit;
use saved::Naming;
use settings::{Asked, Typed};
use std::sync::Arc;
use std::time::Duration;

/// What the user has set in the charts' place.
#[derive(Default)]
pub struct ChartsPlace {
    indicator: Option<String>,
    narrow: String,
    /// The series that the user chose; until then those that the chart begins with.
    picked: Option<Vec<SeriesKey>>,
    spec: ChartSpec,
    typed: Typed,
    /// Whether the chosen indicator is to be scrolled into view.
    reveal: bool,
    /// The point under the pointer, in the chart or in the list.
    hovered: Option<(usize, usize)>,
    /// The row of the evidence that the arrow keys step from.
    row: Option<usize>,
    /// The name that is being given to a chart.
    naming: Option<Naming>,
    listed: Option<(u64, Vec<Listed>)>,
    drawn: Option<Drawn>,
    /// When the reports were looked at last, in seconds of the window's clock.
    refreshed: f64,
}

/// How long a chart may be out of date while reports still come in, in seconds.
const REFRESH: f64 = 0.5;

/// A chart, and what it was drawn from.
struct Drawn {
    revision: (u64, u64),
    indicator: String,
    picked: Option<Vec<SeriesKey>>,
    spec: ChartSpec,
    /// The series as they were built, to choose from.
    offered: Arc<SeriesSet>,
    /// The same with those that the user joined made one.
    set: Arc<SeriesSet>,
    /// What keeps the shown series from being compared, by place in the set.
    cautions: Vec<Caution>,
    /// The places in the set of the series that the chart shows.
    shown: Vec<usize>,
    told: Vec<Telling>,
    /// The years without a value, each with why.
    gaps: Vec<Gap>,
    drawing: Arc<Drawing>,
}

impl ChartsPlace {
    /// Opens the chart of an indicator, with this series alone if one is named.
    pub fn open(&mut self, indicator: &str, series: Option<SeriesKey>) {
        if self.indicator.as_deref() != Some(indicator) {
            self.typed = Typed::default();
            self.spec.joined.clear();
        }
        self.indicator = Some(indicator.to_owned());
        self.picked = series.map(|key| vec![key]);
        self.narrow.clear();
        self.reveal = true;
    }

    /// The figure of the point under the pointer, else of the row that was stepped to.
    pub fn target(&self) -> Option<Target> {
        let drawn = self.drawn.as_ref()?;
        let hovered = self.hovered.and_then(|point| drawn.point(point));
        let hovered = hovered.and_then(|(_, point)| point.attestations.first());
        let row = || self.row.and_then(|at| drawn.told.get(at)).map(|telling| &telling.figure);
        hovered.or_else(row).copied().map(Target::Figure)
    }

    fn refresh(&mut self, ui: &Ui, workspace: &Workspace) {
        let now = ui.input(|input| input.time);
        // While reports still come in, what follows from them may be somewhat out of date.
        let due = workspace.progress().is_none() || now - self.refreshed >= REFRESH;
        let revision = workspace.revision();
        if self.listed.as_ref().is_none_or(|(at, _)| *at != revision && due) {
            self.listed = Some((revision, choice::listed(workspace)));
            self.refreshed = now;
        }
        let listed = self.listed.as_ref().map_or(&[][..], |(_, listed)| listed.as_slice());
        if self.indicator.is_none() {
            // The fullest indicator makes the best first sight.
            let fullest = listed.iter().max_by_key(|one| one.figures);
            self.indicator = fullest.map(|one| one.slug.clone());
            self.reveal = true;
        }
        let Some(indicator) = self.indicator.clone() else { return };
        let mut spec = self.spec.clone();
        self.typed.apply(&mut spec);
        let asked = self.drawn.as_ref().is_none_or(|drawn| {
            drawn.indicator != indicator || drawn.picked != self.picked || drawn.spec != spec
        });
        let revision = workspace.series_revision();
        let grown = self.drawn.as_ref().is_some_and(|drawn| drawn.revision != revision);
        if asked || grown && due {
            if self.drawn.as_ref().is_none_or(|drawn| drawn.indicator != indicator) {
                self.row = None;
            }
            self.drawn = Some(Drawn::new(workspace, indicator, self.picked.clone(), spec));
            self.hovered = None;
            self.refreshed = now;
        } else if grown {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(REFRESH));
        }
    }

    /// Puts a series into the chart, or takes it out.
    fn toggle(&mut self, key: SeriesKey, on: bool) {
        let shown = self.drawn.as_ref().map(Drawn::keys);
        let picked = self.picked.get_or_insert_with(|| shown.unwrap_or_default());
        picked.retain(|other| *other != key);
        if on {
            picked.push(key);
        }
    }
}

impl Drawn {
    fn new(
        workspace: &Workspace,
        indicator: String,
        picked: Option<Vec<SeriesKey>>,
        spec: ChartSpec,
    ) -> Self {
        let offered = workspace.series(&indicator);
        let known = workspace.catalogue().get(&indicator);
        // Until the user chooses, the chart is the one that the command line draws.
        let (keys, mut notes) = if let Some(keys) = &picked {
            (keys.clone(), Vec::new())
        } else {
            let first = charts::choose(&offered, known, charts::Filter::default());
            let keys = first.series.into_iter().map(|series| series.key).collect();
            (keys, first.notes)
        };
        notes.extend(spec.notes.iter().cloned());
        let set = if spec.joined.is_empty() {
            Arc::clone(&offered)
        } else {
            Arc::new(offered.joined(&spec.joined))
        };
        let shown = series::places_of(&set.series, &keys);
        let reports: Vec<(ReportIndex, &Metadata)> = workspace
            .slots()
            .filter_map(|(index, slot)| Some((index, &slot.report()?.metadata)))
            .collect();
        let subject = Subject { indicator: known, reports: &reports, ..Subject::default() };
        let asked = ChartSpec { series: keys, notes, ..spec.clone() };
        let drawing = Arc::new(draw(&asked, &set.series, &subject));
        let told = evidence::tellings(&set, &shown);
        let cautions = cautions(&set, &shown);
        let together: Vec<&Series> = shown.iter().filter_map(|at| set.series.get(*at)).collect();
        let gaps = workspace.gaps(&indicator, &set, &together);
        Self {
            revision: workspace.series_revision(),
            indicator,
            picked,
            spec,
            offered,
            set,
            cautions,
            shown,
            told,
            gaps,
            drawing,
        }
    }

    fn series(&self) -> impl Iterator<Item = &Series> {
        self.shown.iter().filter_map(|at| self.set.series.get(*at))
    }

    /// The keys of what the chart shows, those of joined series too.
    fn keys(&self) -> Vec<SeriesKey> {
        let joined = |series: &Series| series.joined.iter().map(|one| one.key.clone()).collect();
        self.series()
            .flat_map(|series| [vec![series.key.clone()], joined(series)].concat())
            .collect()
    }

    fn point(&self, (series, point): (usize, usize)) -> Option<(&Series, &Point)> {
        let series = self.set.series.get(series)?;
        Some((series, series.points.get(point)?))
    }
}

/// What keeps the series at `shown` from being compared, by their places in the set.
fn cautions(set: &SeriesSet, shown: &[usize]) -> Vec<Caution> {
    let together: Vec<&Series> = shown.iter().filter_map(|at| set.series.get(*at)).collect();
    let in_set =
        |caution: Caution| Some(Caution { series: *shown.get(caution.series)?, ..caution });
    series::cautions(&together).into_iter().filter_map(in_set).collect()
}

/// Shows the place.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    place: &mut ChartsPlace,
    theme: &Theme,
    commands: &mut Commands,
) {
    place.refresh(ui, workspace);
    if place.listed.as_ref().is_none_or(|(_, listed)| listed.is_empty()) {
        nothing(ui, workspace, theme);
        return;
    }
    let width = ui.available_width();
    Panel::left("chart choice")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.21).clamp(210.0, 290.0))
        .size_range(200.0..=440.0)
        .show(ui, |ui| {
            place.show_saved(ui, workspace, theme, commands);
            choose(ui, place, theme);
        });
    place.show_naming(&ui.ctx().clone(), workspace, theme, commands);
    Panel::right("chart settings")
        .frame(widgets::panel_frame(theme))
        .default_size((width * 0.18).clamp(206.0, 260.0))
        .size_range(200.0..=360.0)
        .show(ui, |ui| {
            let proposed = place.drawn.as_ref().map_or("", |drawn| drawn.drawing.title.as_str());
            let (spec, typed) = (&mut place.spec, &mut place.typed);
            let shown = place.drawn.as_ref().map_or(0, |drawn| drawn.shown.len());
            let asked = settings::show(ui, theme, spec, typed, (proposed, shown));
            if asked == Some(Asked::Join) {
                let keys = place.drawn.as_ref().map(Drawn::keys).unwrap_or_default();
                place.picked = Some(keys.clone());
                place.spec.joined = vec![keys];
            }
            if asked == Some(Asked::Keep) {
                commands.push(UiCommand::Run(Action::SaveChart));
            }
            let format = match asked {
                Some(Asked::Export(format)) => Some(format),
                _ => None,
            };
            if let (Some(format), Some(drawn)) = (format, &place.drawn) {
                let shown = drawn.series().cloned().collect();
                let (name, drawing) = (&drawn.indicator, &drawn.drawing);
                let request =
                    export::request(workspace, name, drawing, shown, format, citer(workspace));
                commands.push(UiCommand::Save(request));
            }
        });
    let Some(drawn) = &place.drawn else { return };
    let mut hovered = None;
    let below = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    Panel::bottom("chart evidence").frame(below).resizable(true).default_size(210.0).show(
        ui,
        |ui| {
            evidence_head(ui, drawn, theme);
            gap_lines(ui, drawn, theme);
            let evidence = Evidence {
                set: &drawn.set,
                told: &drawn.told,
                cautions: &drawn.cautions,
                hovered: place.hovered,
            };
            let did = evidence::show(ui, workspace, &evidence, &mut place.row, theme);
            hovered = did.hovered;
            if let Some(passage) = did.opened {
                commands.push(UiCommand::ShowPassage(passage));
            }
        },
    );
    let page = Frame::NONE.fill(theme.page).inner_margin(Margin::same(16));
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if drawn.shown.is_empty() {
            let text = "Tick a series on the left to see it drawn.";
            Empty { title: "No series chosen", text, action: None }.show(ui, theme);
            return;
        }
        hovered = chart(ui, workspace, drawn, place.hovered, theme, commands).or(hovered);
    });
    place.hovered = hovered;
}

fn choose(ui: &mut Ui, place: &mut ChartsPlace, theme: &Theme) {
    let listed = place.listed.as_ref().map_or(&[][..], |(_, listed)| listed.as_slice());
    let keys = place.drawn.as_ref().map(Drawn::keys).unwrap_or_default();
    let open = place
        .drawn
        .as_ref()
        .map(|drawn| (drawn.indicator.as_str(), drawn.offered.as_ref(), keys.as_slice()));
    let reveal = std::mem::take(&mut place.reveal);
    match choice::show(ui, theme, &mut place.narrow, listed, open, reveal) {
        Some(choice::Did::Indicator(slug)) => {
            let narrow = std::mem::take(&mut place.narrow);
            place.open(&slug, None);
            place.narrow = narrow;
            place.reveal = false;
        }
        Some(choice::Did::Series(key, on)) => place.toggle(key, on),
        None => {}
    }
}

/// Paints the chart; returns the point under the pointer.
fn chart(
    ui: &mut Ui,
    workspace: &Workspace,
    drawn: &Drawn,
    hovered: Option<(usize, usize)>,
    theme: &Theme,
    commands: &mut Commands,
) -> Option<(usize, usize)> {
    let room = ui.available_rect_before_wrap();
    let fit = Fit::new(&drawn.drawing, room);
    let response = ui.allocate_rect(fit.rect, Sense::click());
    let words = format!("Chart: {}", drawn.drawing.description);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    picture::paint(ui.painter(), &drawn.drawing, fit);
    let frame = Stroke::new(1.0, theme.line);
    ui.painter().rect_stroke(fit.rect, 0.0, frame, egui::StrokeKind::Outside);
    if let Some(point) = hovered {
        ring(ui, drawn, point, fit, theme);
    }
    // So near to a mark counts as on it, whatever the scale.
    let radius = 14.0 / fit.scale.max(f32::MIN_POSITIVE);
    let at = response.hover_pos().map(|at| fit.to_drawing(at));
    let at = at?;
    let Some(point) = drawn.drawing.nearest(at, radius) else {
        say_gap(&response, drawn, at, theme);
        return None;
    };
    let (series, told) = drawn.point(point)?;
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    Tooltip::for_widget(&response).at_pointer().show(|ui| {
        card(ui, workspace, series, told, &evidence::warnings(&drawn.cautions, point), theme);
    });
    if response.clicked()
        && let Some(first) = told.attestations.first()
        && let Some(figure) = workspace.figure(*first)
    {
        let passage = Passage { report: first.report, span: figure.sentence };
        commands.push(UiCommand::ShowPassage(passage));
    }
    Some(point)
}

/// Says at the pointer why the year under it has no value.
fn say_gap(response: &Response, drawn: &Drawn, at: [f32; 2], theme: &Theme) {
    let year = drawn.drawing.year_at(at);
    let Some(gap) = drawn.gaps.iter().find(|gap| Some(gap.year) == year) else { return };
    Tooltip::for_widget(response).at_pointer().show(|ui| {
        ui.set_max_width(320.0);
        let words = format!("{}: {}", gap.year, charts::gaps::why(&gap.kind));
        ui.label(RichText::new(words).font(theme::font(size::SMALL)).color(theme.soft));
    });
}

/// The years without a value, those of one reason together.
fn gap_lines(ui: &mut Ui, drawn: &Drawn, theme: &Theme) {
    let lines = charts::gaps::lines(&drawn.gaps);
    if lines.is_empty() {
        return;
    }
    let words = RichText::new(format!("No value: {}", lines.join("; ")));
    let label = Label::new(words.font(theme::font(size::SMALL)).color(theme.faint)).truncate();
    ui.add(label).on_hover_text(lines.join("\n"));
    ui.add_space(space::XS);
}

/// A ring around the marks of a point.
fn ring(ui: &Ui, drawn: &Drawn, point: (usize, usize), fit: Fit, theme: &Theme) {
    let Some(bounds) = picture::mark_bounds(&drawn.drawing, point) else { return };
    let [left, top, right, bottom] = bounds;
    let rect = Rect::from_two_pos(fit.to_screen([left, top]), fit.to_screen([right, bottom]));
    let stroke = Stroke::new(2.0, theme.figure);
    ui.painter().rect_stroke(rect.expand(2.0), 4.0, stroke, egui::StrokeKind::Outside);
}

/// What a point tells: value, period, who counted, the report and the sentence.
fn card(
    ui: &mut Ui,
    workspace: &Workspace,
    series: &Series,
    point: &Point,
    reasons: &[Reason],
    theme: &Theme,
) {
    ui.set_max_width(360.0);
    let line = |ui: &mut Ui, text: String, color| {
        let text = RichText::new(text).font(theme::font(size::SMALL)).color(color);
        ui.add(Label::new(text).wrap());
    };
    let Some(first) = point.attestations.first() else { return };
    let (Some(figure), Some(report)) = (workspace.figure(*first), workspace.report(first.report))
    else {
        return;
    };
    ui.horizontal(|ui| {
        let value = RichText::new(words::value(figure));
        ui.label(value.font(theme::strong_font(size::LARGE)).color(theme.figure));
        let period = RichText::new(evidence::time(point));
        ui.label(period.font(theme::font(size::BODY)).color(theme.text));
    });
    line(ui, series.key_of(*first).teller().to_owned(), theme.soft);
    for reason in reasons {
        line(ui, charts::cautions::sentence(*reason).to_owned(), theme.warning);
    }
    ui.add_space(space::XS);
    let sentence = figure.sentence.of(&report.text).replace('\t', " ");
    let sentence = RichText::new(sentence).font(theme::reading_font(size::BODY));
    ui.add(Label::new(sentence.color(theme.text)).wrap());
    ui.add_space(space::XS);
    let others = match point.attestations.len() {
        0 | 1 => String::new(),
        several => format!(" and {} more", words::counted(several - 1, "telling")),
    };
    line(ui, format!("{}{others}", words::report(report)), theme.faint);
}

/// The line above the evidence: how much there is, and what is left out.
fn evidence_head(ui: &mut Ui, drawn: &Drawn, theme: &Theme) {
    ui.horizontal(|ui| {
        widgets::section_header(ui, theme, "EVIDENCE", None);
        let points: usize = drawn.series().map(|series| series.points.len()).sum();
        let told = words::counted(drawn.told.len(), "sentence");
        let small = |text: String| RichText::new(text).font(theme::font(size::SMALL));
        let summary = format!("{} from {told}", words::counted(points, "point"));
        ui.label(small(summary).color(theme.faint));
        let contested =
            drawn.series().flat_map(|series| &series.points).filter(|p| p.contested).count();
        if contested > 0 {
            let text = format!("{} with another value told", words::counted(contested, "point"));
            ui.label(small(text).color(theme.warning));
        }
        let left = &drawn.set.left_out;
        if !left.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = format!("{} of this indicator in no series", words::count(left.len()));
                let mut reasons: Vec<String> =
                    left.iter().map(|(_, why)| evidence::left_out(*why)).collect();
                reasons.sort_unstable();
                reasons.dedup();
                ui.label(small(text).color(theme.faint)).on_hover_text(reasons.join("; "));
            });
        }
    });
}

/// What is said while no figure has an indicator.
fn nothing(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let busy = workspace.is_scanning() || workspace.progress().is_some();
    let text = if workspace.folder().is_none() {
        "Open a folder of reports: what they count can be drawn here."
    } else if busy && !workspace.is_stopped() {
        "The reports are still being analysed. Charts can be drawn as soon as a figure fits an \
         indicator."
    } else if workspace.figures().is_empty() {
        "No number that counts something was found in these reports."
    } else {
        "None of the figures found fits an indicator of the catalogue. The table of figures shows \
         them all."
    };
    CentralPanel::no_frame().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| {
        let empty = Empty { title: "No figures with an indicator yet", text, action: None };
        empty.show(ui, theme);
    });
}

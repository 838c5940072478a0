//! What the chart answers: under the pointer and to the arrow keys every point tells its value, who
//! counted and its sentence, and a year without a value tells why.

use super::building::Drawn;
use super::evidence;
use super::picture::{self, Fit, Ready};
use crate::app::command::{Commands, UiCommand};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::charts::{self, ThemeName};
use crate::series::{Point, Reason, Series};
use crate::workspace::{Passage, Workspace};
use eframe::egui::{
    self, Color32, CursorIcon, EventFilter, Id, Key, Label, Modifiers, Rect, Response, RichText,
    Sense, Stroke, Tooltip, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// A point by its series in the chart's set and its place in the series.
pub type PointId = (usize, usize);

/// What is pointed at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointed {
    /// The point under the pointer, in the chart or in the list.
    pub hovered: Option<PointId>,
    /// The point that the arrow keys have stepped to.
    pub stepped: Option<PointId>,
}

/// So near to a mark counts as on it, in points of the screen.
const NEAR: f32 = 14.0;

/// Paints the chart in what is left of `ui`; returns the point under the pointer.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    drawn: &Drawn,
    ready: &mut Ready,
    pointed: &mut Pointed,
    theme: &Theme,
    commands: &mut Commands,
) -> Option<PointId> {
    let room = ui.available_rect_before_wrap();
    let fit = Fit::new(&drawn.drawing, room);
    let id = Id::unique("the chart");
    ui.advance_cursor_after_rect(fit.rect);
    let response = ui.interact(fit.rect, id, Sense::click());
    let words = format!("Chart: {}", drawn.drawing.description);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    if drawn.spec.theme == ThemeName::Transparent {
        checks(ui, fit.rect);
    }
    ready.paint(ui.painter(), &drawn.drawing, fit);
    let frame = Stroke::new(1.0, theme.line);
    ui.painter().rect_stroke(fit.rect, 0.0, frame, egui::StrokeKind::Outside);
    widgets::focus_ring(ui, theme, &response, fit.rect.expand(3.0));
    keys(ui, workspace, drawn, &response, pointed, commands);
    for point in [pointed.hovered, pointed.stepped].into_iter().flatten() {
        ring(ui, drawn, point, fit, theme);
    }
    let place = |at| fit.to_drawing(at);
    let Some(at) = response.hover_pos().map(place) else {
        stepped_card(ui, workspace, drawn, &response, pointed.stepped, fit, theme);
        return None;
    };
    let radius = NEAR / fit.scale.max(f32::MIN_POSITIVE);
    let Some(point) = drawn.drawing.nearest(at, radius) else {
        say_gap(&response, drawn, at, theme);
        return None;
    };
    let (series, told) = drawn.point(point)?;
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    Tooltip::for_widget(&response).at_pointer().show(|ui| {
        card(ui, workspace, series, told, &evidence::warnings(&drawn.cautions, point), theme);
    });
    if response.clicked() {
        pointed.stepped = None;
        commands.extend(sentence(workspace, told));
    }
    Some(point)
}

/// The way to the sentence that tells a point.
fn sentence(workspace: &Workspace, point: &Point) -> Option<UiCommand> {
    let first = point.attestations.first()?;
    let span = workspace.figure_row(*first)?.sentence();
    Some(UiCommand::ShowPassage(Passage { report: first.report, span }))
}

/// Steps from point to point while the chart has the keyboard: left and right along a series, up
/// and down to the next one.
fn keys(
    ui: &Ui,
    workspace: &Workspace,
    drawn: &Drawn,
    response: &Response,
    pointed: &mut Pointed,
    commands: &mut Commands,
) {
    if !response.has_focus() {
        pointed.stepped = None;
        return;
    }
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let along = isize::from(pressed(Key::ArrowRight)) - isize::from(pressed(Key::ArrowLeft));
    let across = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
    if along != 0 || across != 0 {
        pointed.stepped = stepped(drawn, pointed.stepped, along, across);
    }
    if pressed(Key::Enter)
        && let Some((_, point)) = pointed.stepped.and_then(|point| drawn.point(point))
    {
        commands.extend(sentence(workspace, point));
    }
}

/// The point that the arrow keys lead to: the first one where none was reached yet.
fn stepped(drawn: &Drawn, from: Option<PointId>, along: isize, across: isize) -> Option<PointId> {
    let first = drawn.points.first().copied();
    let Some(from) = from.filter(|point| drawn.point(*point).is_some()) else { return first };
    if along != 0 {
        let at = drawn.points.iter().position(|point| *point == from)?;
        let last = drawn.points.len().saturating_sub(1);
        return drawn.points.get(at.saturating_add_signed(along).min(last)).copied();
    }
    let row = drawn.shown.iter().position(|at| *at == from.0)?;
    let last = drawn.shown.len().saturating_sub(1);
    let next = drawn.shown.get(row.saturating_add_signed(across).min(last))?;
    let (_, here) = drawn.point(from)?;
    let series = drawn.set.series.get(*next)?;
    let points = series.points.iter().enumerate();
    let nearest = points.min_by_key(|(_, point)| (point.year - here.year).abs());
    nearest.map(|(at, _)| (*next, at)).or(Some(from))
}

/// The card of the point that the keys have stepped to, beside its mark.
fn stepped_card(
    ui: &Ui,
    workspace: &Workspace,
    drawn: &Drawn,
    response: &Response,
    stepped: Option<PointId>,
    fit: Fit,
    theme: &Theme,
) {
    let Some(point) = stepped else { return };
    let Some((series, told)) = drawn.point(point) else { return };
    let bounds = picture::mark_bounds(&drawn.drawing, point);
    let mark = bounds.map_or(fit.rect, |bounds| on_screen(bounds, fit));
    let id = response.id.with("stepped");
    let tip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, mark.expand(6.0));
    tip.show(|ui| {
        card(ui, workspace, series, told, &evidence::warnings(&drawn.cautions, point), theme);
    });
}

/// Says at the pointer why the year under it has no value, and what is told of it elsewhere.
fn say_gap(response: &Response, drawn: &Drawn, at: [f32; 2], theme: &Theme) {
    let Some(year) = drawn.drawing.year_at(at) else { return };
    let gap = drawn.gaps.iter().find(|gap| gap.year == year);
    let gap = gap.map(|gap| format!("{year}: {}", charts::gaps::why(&gap.kind)));
    let elsewhere = drawn.spec.references.iter().flat_map(|reference| {
        let values = reference.points.iter().filter(|(at, _)| *at == year);
        values.map(|(_, value)| format!("{} {year}: {}", reference.title(), words::number(*value)))
    });
    let lines: Vec<String> = gap.into_iter().chain(elsewhere).collect();
    if lines.is_empty() {
        return;
    }
    Tooltip::for_widget(response).at_pointer().show(|ui| {
        ui.set_max_width(320.0);
        for line in lines {
            let line = RichText::new(line).font(theme::font(size::SMALL)).color(theme.soft);
            ui.add(Label::new(line).wrap());
        }
    });
}

fn on_screen([left, top, right, bottom]: [f32; 4], fit: Fit) -> Rect {
    Rect::from_two_pos(fit.to_screen([left, top]), fit.to_screen([right, bottom]))
}

/// A ring around the marks of a point.
fn ring(ui: &Ui, drawn: &Drawn, point: PointId, fit: Fit, theme: &Theme) {
    let Some(bounds) = picture::mark_bounds(&drawn.drawing, point) else { return };
    let stroke = Stroke::new(2.0, theme.figure);
    let rect = on_screen(bounds, fit).expand(2.0);
    ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Outside);
}

/// The checks that stand for nothing behind a picture without a ground of its own. They are pale in
/// every theme of the window: such a picture is dark, for pale paper.
fn checks(ui: &Ui, rect: Rect) {
    const SIDE: f32 = 10.0;
    ui.painter().rect_filled(rect, 0.0, Color32::WHITE);
    let mut mesh = egui::Mesh::default();
    let (mut y, mut odd) = (rect.top(), false);
    while y < rect.bottom() {
        let mut x = rect.left() + if odd { SIDE } else { 0.0 };
        while x < rect.right() {
            let cell = Rect::from_min_size(pos2(x, y), vec2(SIDE, SIDE)).intersect(rect);
            mesh.add_colored_rect(cell, Color32::from_gray(0xF0));
            x += 2.0 * SIDE;
        }
        y += SIDE;
        odd = !odd;
    }
    ui.painter().add(egui::Shape::mesh(mesh));
}

/// What a point tells: value, period, who counted, the report and the sentence.
pub fn card(
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
    let key = series.key_of(*first);
    let of = [key.country.as_deref(), key.place.as_deref(), key.part.as_deref()];
    let of: Vec<&str> = std::iter::once(key.teller()).chain(of.into_iter().flatten()).collect();
    line(ui, of.join(" · "), theme.soft);
    for reason in reasons {
        line(ui, charts::cautions::sentence(*reason).to_owned(), theme.warning);
    }
    if !point.checked {
        line(ui, "Nobody has checked it yet.".to_owned(), theme.faint);
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

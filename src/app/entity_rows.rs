//! How the lines of an entity's page are painted, each in the rectangle that its `Ui` was given; and
//! the rows of the list of names.

use super::command::{Commands, UiCommand};
use super::cuts::Cut;
use super::entity_lines::{ApartLine, EventLine, RoleLine, TellingLine};
use super::entity_words;
use super::entity_years::paint_years;
use super::icons::Icon;
use super::theme::{self, Theme, size, space};
use super::{widgets, words};
use crate::entities::{Entity, EntityKind, ReportIndex};
use crate::library::search::Snippet;
use crate::workspace::{Companion, EntitySummary, Passage, Workspace};
use eframe::egui::{
    Align2, Color32, FontId, Rect, Response, Stroke, TextFormat, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, pos2, text::LayoutJob, vec2,
};

/// Where the words of an event begin, after its date.
const DATE: f32 = 92.0;

/// How far tellings stand in from their event.
const INSET: f32 = 12.0;

fn small() -> FontId {
    theme::font(size::SMALL)
}

/// A role; returns whether it was clicked.
pub fn role(ui: &mut Ui, theme: &Theme, role: &RoleLine, chosen: bool) -> bool {
    let name = format!("{} {}", role.years, role.words);
    let row = widgets::list_row(ui, theme, ui.max_rect().height(), chosen, name.trim());
    let (left, y) = (row.rect.left() + space::XS, row.rect.center().y);
    widgets::paint_line(ui, pos2(left, y), DATE, &role.years, small(), theme.faint);
    let at = left + if role.years.is_empty() { 0.0 } else { 76.0 };
    let font = theme::font(size::BODY);
    widgets::paint_line(ui, pos2(at, y), row.rect.right() - at, &role.words, font, theme.text);
    row.on_hover_text(&role.words).clicked()
}

/// An event: its date, what it was, and its court below.
pub fn event(ui: &mut Ui, theme: &Theme, event: &EventLine) {
    let rect = ui.max_rect();
    let left = rect.left() + space::XS;
    let y = rect.top() + 16.0;
    let date = theme::strong_font(size::SMALL);
    let used = widgets::paint_line(ui, pos2(left, y), rect.width(), &event.date, date, theme.soft);
    let at = left + used.max(DATE - space::S) + space::S;
    let font = theme::strong_font(size::BODY);
    let used =
        widgets::paint_line(ui, pos2(at, y), rect.right() - at, &event.what, font, theme.text);
    if let Some(detail) = &event.detail {
        let at = at + used + space::S;
        let font = theme::font(size::BODY);
        widgets::paint_line(ui, pos2(at, y), rect.right() - at, detail, font, theme.text);
    }
    if let Some(court) = &event.court {
        let y = rect.top() + 35.0;
        let at = left + DATE;
        widgets::paint_line(ui, pos2(at, y), rect.right() - at, court, small(), theme.court);
    }
    let whole = [Some(&event.date), Some(&event.what), event.detail.as_ref(), event.court.as_ref()];
    let whole: Vec<&str> = whole.into_iter().flatten().map(String::as_str).collect();
    named(ui, rect, &whole.join(" "));
}

/// Gives what is only painted a name for screen readers, and the whole of it on hover.
fn named(ui: &Ui, rect: Rect, words: &str) {
    let response = ui.interact(rect, ui.scope_id().with("words"), eframe::egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response.on_hover_text(words);
}

/// Tellings that contradict each other, side by side.
pub fn apart(ui: &mut Ui, theme: &Theme, apart: &ApartLine) {
    let rect = ui.max_rect();
    let left = rect.left() + INSET;
    let head = format!("{}: the reports differ", apart.what);
    let at = pos2(left, rect.top() + 9.0);
    widgets::paint_line(ui, at, rect.width(), &head, small(), theme.warning);
    let count = apart.sides.len().clamp(1, 3);
    let width = (rect.right() - left) / count as f32;
    for (place, (said, reports)) in apart.sides.iter().take(count).enumerate() {
        let x = left + place as f32 * width;
        if place > 0 {
            let stroke = Stroke::new(1.0, theme.line);
            ui.painter().vline(x - space::S, rect.top() + 19.0..=rect.bottom() - 4.0, stroke);
        }
        let room = width - 2.0 * space::S;
        let font = theme::strong_font(size::BODY);
        widgets::paint_line(ui, pos2(x, rect.top() + 27.0), room, said, font, theme.text);
        widgets::paint_line(ui, pos2(x, rect.top() + 44.0), room, reports, small(), theme.faint);
    }
    let sides: Vec<String> =
        apart.sides.iter().map(|(said, reports)| format!("{said} ({reports})")).collect();
    named(ui, rect, &format!("{head}: {}", sides.join("; ")));
}

/// A telling: its words, and below them its report and who asserts it. Returns whether it was
/// clicked.
pub fn telling(ui: &mut Ui, theme: &Theme, telling: &TellingLine, chosen: bool) -> bool {
    let rect = ui.max_rect();
    let inner = Rect::from_min_max(pos2(rect.left() + INSET, rect.top()), rect.max);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(inner));
    let row = widgets::list_row(&mut inner, theme, rect.height(), chosen, &telling.cut.text);
    let bar = Stroke::new(2.0, theme.line);
    ui.painter().vline(row.rect.left() + 1.0, row.rect.y_range().shrink(4.0), bar);
    let words = row.rect.shrink2(vec2(space::S, 4.0));
    let galley = laid(ui, &telling.cut, theme.text, (words.width(), 3), theme);
    ui.painter().with_clip_rect(row.rect).galley(words.min, galley, theme.soft);
    let y = row.rect.bottom() - 11.0;
    let mut width = words.width();
    let inferred = "inferred";
    if telling.inferred {
        let right = pos2(words.right(), y);
        width -= widgets::paint_line_right(ui, right, inferred, small(), theme.warning) + space::S;
    }
    let at = pos2(words.left(), y);
    widgets::paint_line(ui, at, width, &telling.source, small(), theme.faint);
    let mut hover = telling.source.clone();
    if telling.inferred {
        hover.push_str(
            "\nInferred: this sentence does not name the person; it goes on from one that does.",
        );
    }
    row.on_hover_text(hover).clicked()
}

/// Somebody named in one sentence with the entity. A click shows such a sentence, the next click
/// the next one; the button leads to their page.
pub fn companion(
    ui: &mut Ui,
    workspace: &Workspace,
    companion: &Companion,
    shown: Option<Passage>,
    theme: &Theme,
    commands: &mut Commands,
) {
    let (report, local) = companion.member;
    let Some(id) = workspace.merged().id_of(report, local) else { return };
    let Some(entity) = workspace.merged().get(id) else { return };
    let rect = ui.max_rect();
    let button = Rect::from_min_max(pos2(rect.right() - rect.height(), rect.top()), rect.max);
    let rest = Rect::from_min_max(rect.min, pos2(button.left(), rect.bottom()));
    let at = shown.and_then(|shown| companion.mentions.iter().position(|one| *one == shown));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rest).id_salt("together"));
    let name =
        format!("{}, together {}", entity.name, words::counted(companion.mentions.len(), "time"));
    let row = widgets::list_row(&mut inner, theme, rest.height(), at.is_some(), &name);
    let y = rest.center().y;
    let count = match at {
        Some(at) => format!("{} of {}", at + 1, words::count(companion.mentions.len())),
        None => words::count(companion.mentions.len()),
    };
    let used = widgets::paint_line_right(ui, pos2(rest.right(), y), &count, small(), theme.soft);
    let left = rest.left() + space::XS;
    let width = rest.width() - used - 2.0 * space::S;
    let font = theme::font(size::BODY);
    let color = theme.kind(entity.kind);
    widgets::paint_line(ui, pos2(left, y), width, entity.name, font, color);
    if row.on_hover_text("Show a sentence with both").clicked() {
        let next = at.map_or(0, |at| (at + 1) % companion.mentions.len().max(1));
        commands.extend(companion.mentions.get(next).copied().map(UiCommand::ShowPassage));
    }
    let mut beside = ui.new_child(UiBuilder::new().max_rect(button).id_salt("page"));
    let open = format!("Open the page of {}", entity.name);
    if widgets::icon_button(&mut beside, theme, Icon::Forward, &open).clicked() {
        commands.push(UiCommand::SelectEntity(id));
    }
}

/// A line that asks for the companions that are not listed; returns whether it was clicked.
pub fn more(ui: &mut Ui, theme: &Theme, count: usize) -> bool {
    let words = format!("Show {} more", words::count(count));
    let row = widgets::list_row(ui, theme, ui.max_rect().height(), false, &words);
    let at = pos2(row.rect.left() + space::XS, row.rect.center().y);
    widgets::paint_line(ui, at, row.rect.width(), &words, small(), theme.accent);
    row.clicked()
}

/// The head of a report's mentions.
pub fn report(ui: &Ui, workspace: &Workspace, index: ReportIndex, count: usize, theme: &Theme) {
    let Some(slot) = workspace.slot(index) else { return };
    let file = slot.file.name.file_name();
    let name = slot.head().map_or_else(|| file.to_owned(), words::head);
    let rect = ui.max_rect();
    let y = rect.bottom() - 11.0;
    let right = pos2(rect.right() - space::S, y);
    let count = words::count(count);
    let used = widgets::paint_line_right(ui, right, &count, small(), theme.faint);
    let width = rect.width() - used - 2.0 * space::S;
    let font = theme::strong_font(size::SMALL);
    widgets::paint_line(ui, pos2(rect.left() + space::XS, y), width, &name, font, theme.soft);
}

/// A mention in its context, once that is there; returns whether it was clicked.
pub fn mention(
    ui: &mut Ui,
    cut: Option<&Cut>,
    kind: EntityKind,
    chosen: bool,
    theme: &Theme,
) -> bool {
    let words = cut.map_or("", |cut| cut.words.text.as_str());
    let row = widgets::list_row(ui, theme, ui.max_rect().height(), chosen, words);
    let Some(Cut { words: cut, .. }) = cut else { return row.clicked() };
    let rect = row.rect.shrink2(vec2(space::S, 2.0));
    let galley = laid(ui, cut, theme.kind(kind), (rect.width(), 2), theme);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().with_clip_rect(row.rect).galley(at.min, galley, theme.soft);
    row.clicked()
}

/// Words in their context, in so many lines at most, the words themselves in `color`.
pub fn laid(
    ui: &Ui,
    cut: &Snippet,
    color: Color32,
    (width, rows): (f32, usize),
    theme: &Theme,
) -> std::sync::Arc<eframe::egui::Galley> {
    let plain = TextFormat::simple(theme::reading_font(size::SMALL + 0.5), theme.soft);
    let strong = TextFormat::simple(theme::reading_bold_font(size::SMALL + 0.5), color);
    let mut job = LayoutJob::default();
    for (part, format) in [
        (cut.text.get(..cut.hit.start), &plain),
        (cut.text.get(cut.hit.clone()), &strong),
        (cut.text.get(cut.hit.end..), &plain),
    ] {
        job.append(part.unwrap_or(""), 0.0, format.clone());
    }
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Height of a name's row.
pub const ROW: f32 = 44.0;

/// A name in the list, with its count, its years and what is known of it in a line.
pub fn entity(
    ui: &mut Ui,
    theme: &Theme,
    (entity, summary): (Entity<'_>, &EntitySummary<'_>),
    mentions: usize,
    years: Option<(i16, i16)>,
    chosen: bool,
) -> Response {
    let row = widgets::list_row(ui, theme, ROW, chosen, entity.name);
    let rect = row.rect;
    let (upper, lower) = (rect.top() + 14.0, rect.top() + 31.0);
    let right = rect.right() - space::S;
    let count = words::count(mentions);
    let font = theme::font(size::BODY);
    widgets::paint_line_right(ui, pos2(right, upper), &count, font, theme.soft);
    let bars = Rect::from_min_max(
        pos2(right - 36.0 - BARS, rect.top() + 6.0),
        pos2(right - 36.0, rect.top() + 21.0),
    );
    paint_years(ui, bars, summary, years, theme);
    let left = rect.left() + space::S;
    let width = bars.left() - left - space::S;
    let font = theme::strong_font(size::BODY);
    let color = theme.kind(entity.kind);
    widgets::paint_line(ui, pos2(left, upper), width, entity.name, font, color);
    let reports = words::counted(summary.reports, "report");
    let small = theme::font(size::SMALL);
    let spread = pos2(right, lower);
    let used = widgets::paint_line_right(ui, spread, &reports, small.clone(), theme.faint);
    let about = entity.role.map(str::to_owned).or_else(|| entity_words::facts(entity));
    let about = about.unwrap_or_default();
    let width = right - left - used - space::S;
    widgets::paint_line(ui, pos2(left, lower), width, &about, small, theme.faint);
    row.on_hover_text(format!("{}\n{about}", entity.name).trim_end())
}

/// Width of the small bars of mentions by year.
const BARS: f32 = 48.0;

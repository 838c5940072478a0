//! Editions side by side: a column for each, locked in scrolling, the sentences of a row beside
//! each other, each with a sign that says how it stands against its neighbours.

use super::cell::{LINE, Marks};
use super::lines::{Classes, Line};
use super::sheet::{AIR, GUTTER, HEAD, RIGHT, Set, Sheet, TAGS, whole};
use super::shelf::Shelf;
use crate::app::command::{Commands, UiCommand};
use crate::app::icons::{self, Icon};
use crate::app::target::Target;
use crate::app::target_menu;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::compare::{Cell, Counterpart, Step, TopicId, topics};
use crate::entities::ReportIndex;
use crate::report::Report;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{
    self, CursorIcon, Rect, Response, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use std::time::{Duration, Instant};

/// How long lines out of view are measured in one frame.
const MEASURING: Duration = Duration::from_millis(3);

/// What the user did to the sheet.
#[derive(Default)]
pub struct Did {
    /// The fold to open.
    pub unfold: Option<(usize, usize)>,
    /// The sentence under the pointer.
    pub hovered: Option<Passage>,
    /// Whether the list was scrolled.
    pub scrolled: bool,
}

/// Shows the sheet with its columns' heads above it.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    shelf: &Shelf,
    sheet: &mut Sheet,
    theme: &Theme,
    commands: &mut Commands,
) -> Did {
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = sheet.compared.reports.len().max(1) as f32;
    let column = (ui.available_width() / count).floor();
    heads(ui, workspace, shelf, sheet, column, theme);
    sheet.set_at(ui, column);
    sheet.view = ui.available_height();
    measure(ui, workspace, sheet, theme);
    let mut did = Did::default();
    let area = ScrollArea::vertical()
        .id_salt("side by side")
        .auto_shrink([false, false])
        .vertical_scroll_offset(sheet.scroller.offset());
    let shown = area.show_viewport(ui, |ui, view| {
        ui.set_height(sheet.scroller.total());
        let corner = ui.max_rect().min;
        for at in sheet.scroller.within(view.top(), view.bottom()) {
            let top = corner.y + sheet.scroller.top(at);
            let height = sheet.scroller.height(at);
            let rect = Rect::from_min_size(pos2(corner.x, top), vec2(column * count, height));
            match sheet.lines().get(at) {
                Some(Line::Topic(topic)) => topic_head(ui, sheet.topic_name(*topic), rect, theme),
                Some(Line::Folded(topic, rows))
                    if fold(ui, (*topic, rows.start), &folded(sheet, rows.len()), rect, theme) =>
                {
                    did.unfold = Some((*topic, rows.start));
                }
                Some(Line::Row(topic, row)) => {
                    let line = LineShown { at, topic: *topic, row: *row, rect, column };
                    let hovered = row_cells(ui, (workspace, shelf), sheet, &line, theme, commands);
                    did.hovered = did.hovered.or(hovered);
                }
                Some(Line::Folded(..)) | None => {}
            }
        }
        columns_parted(ui, count, column, theme);
    });
    did.scrolled = shown.state.clamped_offset().y > 0.0;
    sheet.scroller.scrolled_to(shown.state.clamped_offset().y);
    did
}

/// Measures what is near the view, and some of the rest.
fn measure(ui: &Ui, workspace: &Workspace, sheet: &mut Sheet, theme: &Theme) {
    let mut scroller = std::mem::take(&mut sheet.scroller);
    let begun = Instant::now();
    scroller.measure(
        sheet.view,
        |line| sheet.height_of(ui, workspace, line, theme),
        || begun.elapsed() < MEASURING,
    );
    if !scroller.is_measured() {
        ui.ctx().request_repaint();
    }
    sheet.scroller = scroller;
}

/// The hairlines between columns, as far as the view reaches.
fn columns_parted(ui: &Ui, count: f32, column: f32, theme: &Theme) {
    let clip = ui.clip_rect();
    let mut x = ui.max_rect().left() + column;
    while x < ui.max_rect().left() + column * count - 1.0 {
        ui.painter().vline(x, clip.y_range(), Stroke::new(1.0, theme.line));
        x += column;
    }
}

/// The head of each column: its edition, and where it deals with the topic.
fn heads(
    ui: &mut Ui,
    workspace: &Workspace,
    shelf: &Shelf,
    sheet: &Sheet,
    column: f32,
    theme: &Theme,
) {
    let single = sheet.is_of_one();
    let height = if single { 46.0 } else { 30.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    for (at, index) in sheet.compared.reports.iter().enumerate() {
        let left = rect.left() + column * at as f32;
        let room = column - GUTTER - RIGHT;
        let name = shelf.get(*index).map(|one| one.name.clone());
        let name = name.or_else(|| workspace.head(*index).map(words::head)).unwrap_or_default();
        let place = pos2(left + GUTTER, rect.top() + 15.0);
        let strong = theme::strong_font(size::BODY);
        widgets::paint_line(ui, place, room, &name, strong, theme.text);
        let (told, color) = if single {
            where_told(workspace, sheet, at, theme)
        } else {
            (String::new(), theme.faint)
        };
        let place = pos2(left + GUTTER, rect.top() + 33.0);
        let small = theme::font(size::SMALL);
        widgets::paint_line(ui, place, room, &told, small, color);
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(column, rect.height()));
        let hover = ui.interact(cell, ui.scope_id().with(("column", at)), Sense::hover());
        hover.widget_info(|| {
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("{name}. {told}"))
        });
        if !told.is_empty() {
            hover.on_hover_text(format!("{name}\n{told}"));
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
}

/// Where an edition deals with the chosen topic, or that it does not.
fn where_told(
    workspace: &Workspace,
    sheet: &Sheet,
    edition: usize,
    theme: &Theme,
) -> (String, egui::Color32) {
    let cell = sheet.overview_cell(0, edition);
    let Some(cell) = cell else { return (String::new(), theme.faint) };
    let counts = format!(
        "{}, {}",
        words::counted(cell.sentences, "sentence"),
        words::counted(cell.words, "word")
    );
    match cell.counterpart {
        Counterpart::Missing => ("This edition has nothing on the topic".to_owned(), theme.warning),
        Counterpart::Paragraphs => {
            (format!("No section of its own; told from its words · {counts}"), theme.warning)
        }
        Counterpart::Section => {
            let index = sheet.compared.reports.get(edition).copied();
            let report = index.and_then(|index| workspace.report(index));
            let section = sheet.first_section(edition);
            let title = report.zip(section).and_then(|(report, at)| section_title(report, at));
            let told = title.map_or_else(|| counts.clone(), |title| format!("{counts} · {title}"));
            (told, theme.faint)
        }
    }
}

/// A section's number and title.
fn section_title(report: &Report, section: usize) -> Option<String> {
    let section = report.outline.get(section)?;
    Some(match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => section.title.clone(),
    })
}

fn topic_head(ui: &Ui, name: &str, rect: Rect, theme: &Theme) {
    let at = pos2(rect.left() + GUTTER, rect.bottom() - 16.0);
    let font = theme::strong_font(size::LARGE);
    widgets::paint_line(ui, at, rect.width() - 2.0 * GUTTER, name, font, theme.text);
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, theme.edge));
}

/// What is folded away: what did not change, or whatever the filters do not ask for.
fn folded(sheet: &Sheet, count: usize) -> String {
    let what = if sheet.filter().narrows() { "other" } else { "unchanged" };
    format!("{} {what} {}", words::count(count), plural(count))
}

/// The line that stands for folded rows; returns whether it was clicked.
fn fold(ui: &Ui, id: (usize, usize), words: &str, rect: Rect, theme: &Theme) -> bool {
    let response = ui.interact(rect, ui.scope_id().with(("fold", id)), Sense::click());
    let name = format!("Show {words}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let inner = rect.shrink2(vec2(space::S, 3.0));
    let fill = widgets::row_fill(theme, &response, false).unwrap_or(theme.panel);
    ui.painter().rect_filled(inner, space::RADIUS, fill);
    widgets::focus_ring(ui, theme, &response, inner);
    let arrow = Rect::from_center_size(
        pos2(rect.left() + GUTTER - 6.0, rect.center().y),
        Vec2::splat(14.0),
    );
    icons::paint(ui.painter(), Icon::Forward, arrow, theme.faint);
    let at = pos2(rect.left() + GUTTER + 6.0, rect.center().y);
    widgets::paint_line(ui, at, rect.width(), words, theme::font(size::SMALL), theme.faint);
    response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "sentence" } else { "sentences" }
}

/// A row of the sheet as it stands on the screen.
struct LineShown {
    at: usize,
    topic: usize,
    row: usize,
    rect: Rect,
    column: f32,
}

/// Shows the sentences of a row; returns the one under the pointer.
fn row_cells(
    ui: &Ui,
    (workspace, shelf): (&Workspace, &Shelf),
    sheet: &Sheet,
    line: &LineShown,
    theme: &Theme,
    commands: &mut Commands,
) -> Option<Passage> {
    let row = sheet.row(line.topic, line.row)?;
    let mut hovered = None;
    if sheet.current() == Some((line.topic, line.row)) {
        ui.painter().rect_filled(line.rect, 0.0, theme.mark);
    }
    for (edition, index) in sheet.compared.reports.iter().enumerate() {
        let left = line.rect.left() + line.column * edition as f32;
        let rect =
            Rect::from_min_size(pos2(left, line.rect.top()), vec2(line.column, line.rect.height()));
        let Some(report) = workspace.report(*index) else { continue };
        let mut top = rect.top() + AIR;
        if let Some(section) = sheet.head(line.at, edition) {
            let title = section_title(report, section).unwrap_or_default();
            let at = pos2(left + GUTTER, top + HEAD / 2.0 - 3.0);
            let strong = theme::strong_font(size::SMALL);
            widgets::paint_line(ui, at, line.column - GUTTER - RIGHT, &title, strong, theme.faint);
            top += HEAD;
        }
        let place = (line.topic, line.row);
        let classes = sheet.class_in(line.topic, line.row, edition);
        let Some(cell) = row.cells.get(edition).and_then(Option::as_ref) else {
            let step = |at: usize| row.steps.get(at).and_then(Option::as_ref);
            let before = edition.checked_sub(1).and_then(step);
            let step = before.or_else(|| step(edition));
            let topic = row.cells.iter().flatten().next().map(|cell| cell.topic);
            let gone = Gone { workspace, index: *index, step, topic, after: before.is_some() };
            absent(ui, &gone, rect, place, theme, commands);
            if let Some(set) = sheet.cell(ui, workspace, place, edition, line.column, theme) {
                paint_set(ui, set, pos2(left + GUTTER, top + LINE), theme);
            }
            continue;
        };
        let Some(set) = sheet.cell(ui, workspace, place, edition, line.column, theme) else {
            continue;
        };
        let span = whole(cell);
        let passage = Passage { report: *index, span };
        let response = ui.interact(rect, ui.scope_id().with((place, edition)), Sense::click());
        let name = spoken(&shelf.head(&sheet.compared.reports, *index), classes, report, cell);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        if response.hovered() {
            hovered = Some(passage);
            ui.painter().rect_filled(rect.shrink(1.0), space::RADIUS, theme.hover);
        }
        widgets::focus_ring(ui, theme, &response, rect.shrink(1.0));
        paint_sign(ui, classes, rect, top, theme);
        let at = pos2(left + GUTTER, top);
        paint_set(ui, set, at, theme);
        act(&response, workspace, passage, theme, commands);
    }
    hovered
}

fn act(
    response: &Response,
    workspace: &Workspace,
    passage: Passage,
    theme: &Theme,
    commands: &mut Commands,
) {
    target_menu::attach(response, workspace, || Some(Target::Passage(passage)), theme, commands);
    let response = response.clone().on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(UiCommand::ShowPassage(passage));
    }
}

fn paint_set(ui: &Ui, set: Set, at: egui::Pos2, theme: &Theme) {
    let below = at + vec2(0.0, set.words.size().y + TAGS);
    ui.painter().galley(at, set.words, theme.text);
    if let Some(tags) = set.tags {
        ui.painter().galley(below, tags, theme.text);
    }
}

/// What a screen reader says of a sentence.
fn spoken(edition: &str, classes: Classes, report: &Report, cell: &Cell) -> String {
    let words: Vec<&str> = cell.spans.iter().map(|span| span.of(&report.text)).collect();
    format!("{edition}, {}: {}", class_words(classes), words.join(" "))
}

/// The classes of a sentence in words.
pub fn class_words(classes: Classes) -> String {
    let all: Vec<&str> =
        SIGNS.iter().filter(|(class, ..)| classes.has(*class)).map(|(_, _, name)| *name).collect();
    if all.is_empty() { "unchanged".to_owned() } else { all.join(", ") }
}

/// The signs of classes, and their names.
pub const SIGNS: [(Classes, &str, &str); 4] = [
    (Classes::NEW, "+", "new"),
    (Classes::DROPPED, "−", "dropped"),
    (Classes::REWORDED, "≈", "reworded"),
    (Classes::MOVED, "→", "moved"),
];

/// The colour of a class; its sign tells it too.
pub fn class_color(class: Classes, theme: &Theme) -> egui::Color32 {
    let [_, (_, green), (_, blue), (_, pink)] = theme.highlights;
    if class.has(Classes::NEW) {
        green
    } else if class.has(Classes::DROPPED) {
        pink
    } else if class.has(Classes::MOVED) {
        blue
    } else {
        theme.soft
    }
}

/// The bar and the sign at the left of a sentence that changed.
fn paint_sign(ui: &Ui, classes: Classes, rect: Rect, top: f32, theme: &Theme) {
    if classes.is_none() {
        return;
    }
    let mut middle = pos2(rect.left() + 14.0, top + LINE / 2.0);
    let first = SIGNS.iter().find(|(class, ..)| classes.has(*class));
    if let Some((class, ..)) = first {
        let bar = Rect::from_min_max(
            pos2(rect.left() + 2.0, top),
            pos2(rect.left() + 5.0, rect.bottom() - AIR),
        );
        ui.painter().rect_filled(bar, 1.0, class_color(*class, theme));
    }
    for (class, sign, _) in SIGNS.iter().filter(|(class, ..)| classes.has(*class)) {
        let font = theme::strong_font(size::LARGE);
        let color = class_color(*class, theme);
        ui.painter().text(middle, egui::Align2::CENTER_CENTER, sign, font, color);
        middle.y += 16.0;
    }
}

/// A sentence that an edition does not have in a row.
struct Gone<'a> {
    workspace: &'a Workspace,
    index: ReportIndex,
    /// What happened to it.
    step: Option<&'a Step>,
    /// Its topic in the edition that has it.
    topic: Option<TopicId>,
    /// Whether the edition that has it is the earlier one.
    after: bool,
}

/// Shows what stands where an edition has no sentence: that it is not there, or where it went. A
/// click on the latter opens it.
fn absent(
    ui: &Ui,
    gone: &Gone<'_>,
    rect: Rect,
    place: (usize, usize),
    theme: &Theme,
    commands: &mut Commands,
) {
    let Gone { workspace, index, step, topic, after } = *gone;
    let at = pos2(rect.left() + GUTTER, rect.top() + AIR + LINE / 2.0);
    let small = theme::font(size::SMALL);
    let room = rect.width() - GUTTER - RIGHT;
    let Some(elsewhere) = step.and_then(|step| step.elsewhere.as_ref()) else {
        widgets::paint_line(ui, at, room, "–", small, theme.faint);
        return;
    };
    let words = match (Some(elsewhere.topic) == topic, after) {
        (true, _) => "→ stands elsewhere in this section".to_owned(),
        (false, true) => format!("→ moved to {}", topics().name(elsewhere.topic)),
        (false, false) => format!("→ was in {}", topics().name(elsewhere.topic)),
    };
    let target = Rect::from_min_max(
        pos2(rect.left(), rect.top()),
        pos2(rect.right(), rect.top() + LINE + 2.0 * AIR),
    );
    let response =
        ui.interact(target, ui.scope_id().with(("elsewhere", place, index)), Sense::click());
    let color = if response.hovered() { theme.text } else { theme.accent };
    widgets::paint_line(ui, at, room, &words, small, color);
    let span = elsewhere.spans.first().copied().unwrap_or_default();
    let told = workspace.report(index).map_or("", |report| span.of(&report.text));
    let name = format!("{words}: {told}");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    widgets::focus_ring(ui, theme, &response, target);
    let passage = Passage { report: index, span };
    act(&response, workspace, passage, theme, commands);
    response.on_hover_text(told);
}

/// The legend of signs and marks.
pub fn legend(ui: &mut Ui, theme: &Theme) {
    let mut job = egui::text::LayoutJob::default();
    let mut add = |words: &str, format: egui::TextFormat| job.append(words, space::M, format);
    for (class, sign, name) in SIGNS {
        let color = class_color(class, theme);
        let format = egui::TextFormat::simple(theme::strong_font(size::SMALL), color);
        add(&format!("{sign} {name}"), format);
    }
    for (marks, name) in [
        (Marks::WENT, "words that went"),
        (Marks::CAME, "words that came"),
        (Marks::NUMBER, "number"),
        (Marks::NAME, "name"),
        (Marks::HEDGE, "how sure"),
        (Marks::WEIGHT, "how much"),
    ] {
        let mut format = super::cell::format(marks, super::cell::Ink::Full, theme);
        format.font_id.size = size::SMALL;
        format.line_height = None;
        add(name, format);
    }
    let words = "Signs: new, dropped, reworded, moved. Marks: words that went are struck through, \
                 words that came are underlined; numbers, names, hedges and weights stand out.";
    let response = ui.add(egui::Label::new(job).wrap().selectable(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

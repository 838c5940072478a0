//! The lines of the list of hits: a report's head, a hit with the words around it, and what shows
//! the rest of a report's hits.

use super::groups::Hit;
use super::texts::HitText;
use crate::app::icons::{self, Icon};
use crate::app::tables::ROW_SENSE;
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::entities::ReportIndex;
use crate::workspace::{Slot, Workspace};
use eframe::egui::{
    self, Color32, CursorIcon, Rect, Response, TextFormat, Ui, WidgetInfo, accesskit::Role, pos2,
    text::LayoutJob, vec2,
};

/// Height of a report's line.
pub const HEAD: f32 = 36.0;
/// Height of a hit's line: two lines of words and one that tells where they stand.
pub const HIT: f32 = 66.0;
/// Height of the line that shows the rest.
pub const MORE: f32 = 28.0;
/// Width of a letter of running text, on average, as part of its size.
const LETTER: f32 = 0.52;

/// A report's line: its edition, its count and whether its hits are shown. Returns whether it was
/// clicked.
pub fn report(
    ui: &Ui,
    workspace: &Workspace,
    index: ReportIndex,
    count: usize,
    open: bool,
    rect: Rect,
    theme: &Theme,
) -> bool {
    let Some(head) = workspace.slot(index).and_then(Slot::head) else { return false };
    let response = ui.interact(rect, ui.scope_id().with(("report", index)), ROW_SENSE);
    let name = words::edition(&head.metadata, &head.document);
    let counted = words::count(count);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, open, format!("{name}, {counted}"))
    });
    if let Some(fill) = widgets::row_fill(theme, &response, false) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    let icon = if open { Icon::Down } else { Icon::Forward };
    let arrow = Rect::from_center_size(pos2(rect.left() + 10.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), icon, arrow, theme.faint);
    let right = pos2(rect.right() - space::S, rect.center().y);
    let small = theme::font(size::SMALL);
    let used = widgets::paint_line_right(ui, right, &counted, small, theme.faint);
    let at = pos2(rect.left() + 22.0, rect.center().y);
    let room = right.x - used - space::S - at.x;
    widgets::paint_line(ui, at, room, &name, theme::strong_font(size::BODY), theme.text);
    let file = head.document.as_str();
    response.on_hover_text(file).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// A hit's line: the words around it, and where they stand; a pale line where these are still to
/// come.
pub fn hit(
    ui: &Ui,
    hit: Hit,
    text: Option<&HitText>,
    chosen: bool,
    rect: Rect,
    theme: &Theme,
) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(hit), ROW_SENSE);
    let inner = Rect::from_min_max(
        pos2(rect.left() + 22.0, rect.top() + space::XS),
        pos2(rect.right() - space::S, rect.bottom()),
    );
    if let Some(fill) = widgets::row_fill(theme, &response, chosen) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    let Some(text) = text else {
        let line = Rect::from_min_size(inner.min + vec2(0.0, 6.0), vec2(inner.width() * 0.8, 6.0));
        ui.painter().rect_filled(line, 3.0, theme.line);
        return response;
    };
    let (job, words) = hit_words(text, inner.width(), theme);
    response.widget_info(|| WidgetInfo::selected(Role::Link, true, chosen, &words));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(inner.min, galley, theme.text);
    let at = pos2(inner.left(), rect.top() + 46.0);
    let small = theme::font(size::SMALL);
    widgets::paint_line(ui, at, inner.width(), &text.place(), small, theme.faint);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The line that shows the rest of a report's hits; returns whether it was clicked.
pub fn more(ui: &Ui, index: ReportIndex, count: usize, rect: Rect, theme: &Theme) -> bool {
    let response = ui.interact(rect, ui.scope_id().with(("more", index)), ROW_SENSE);
    let text = format!("{} more in this report", words::count(count));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    if let Some(fill) = widgets::row_fill(theme, &response, false) {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    let at = pos2(rect.left() + 22.0, rect.center().y);
    let small = theme::font(size::SMALL);
    widgets::paint_line(ui, at, rect.width() - 30.0, &text, small, theme.accent);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// The words around a hit in two lines at most, what was found marked.
fn hit_words(text: &HitText, width: f32, theme: &Theme) -> (LayoutJob, String) {
    // What fits two lines.
    let letters = (2.0 * 0.93 * width / (LETTER * size::BODY)).clamp(40.0, 400.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "40 to 400")]
    let (words, marks) = text.cut(letters as usize);
    let mut job = LayoutJob::default();
    let mut add = |words: Option<&str>, color: Color32, behind: Color32| {
        let mut format = TextFormat::simple(theme::font(size::BODY), color);
        format.background = behind;
        job.append(words.unwrap_or(""), 0.0, format);
    };
    let mut at = 0;
    for mark in marks {
        add(words.get(at..mark.start), theme.soft, Color32::TRANSPARENT);
        at = mark.end;
        add(words.get(mark), theme.text, theme.hit);
    }
    add(words.get(at..), theme.soft, Color32::TRANSPARENT);
    job.wrap = egui::text::TextWrapping { max_width: width, max_rows: 2, ..Default::default() };
    (job, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;
    use crate::workspace::Passage;

    #[test]
    fn what_was_found_is_marked() {
        let words = "The registry of Orvany was opened to all in the spring.".to_owned();
        let at = Passage { report: ReportIndex(0), span: Span::new(4, 12) };
        let (marks, section) = (vec![4..12, 16..22], String::new());
        let text = HitText { at, words: words.clone(), marks, section, page: None };
        let (job, shown) = hit_words(&text, 300.0, &theme::LIGHT);
        let marked: Vec<_> = job
            .sections
            .iter()
            .filter(|section| section.format.background == theme::LIGHT.hit)
            .map(|section| &job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(marked, ["registry", "Orvany"]);
        assert_eq!(shown, words);
    }
}

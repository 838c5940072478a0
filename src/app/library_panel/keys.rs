//! The keys of the library's list: arrows step and fold, Enter opens, the
//! space bar chooses. Arrow down and Enter lead
//! there from the field that narrows it.

use crate::app::tables::stepped;
use eframe::egui::{EventFilter, Id, Key, Modifiers, Sense, Ui, WidgetInfo, accesskit::Role};

/// What the keyboard asks of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// Whether it was pressed in the field above the list.
    pub in_field: bool,
    /// Lines down.
    by: isize,
    /// Pages down.
    pages: isize,
    /// To the first or the last line.
    end: Option<bool>,
    /// Open the report, or fold and unfold.
    pub open: bool,
    /// Fold, or go to the heading.
    pub fold: bool,
    /// Unfold.
    pub unfold: bool,
    /// Choose what the heading is of, or no longer.
    pub tick: bool,
}

impl Pressed {
    /// The keys that lead from the field with this id into the list.
    pub fn in_field(ui: &Ui, field: Id) -> Self {
        if !ui.memory(|memory| memory.has_focus(field)) {
            return Self::default();
        }
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let (down, open) = (pressed(Key::ArrowDown), pressed(Key::Enter));
            let end = down.then_some(false);
            Self { in_field: down || open, end, open, ..Self::default() }
        })
    }

    fn in_list(ui: &Ui) -> Self {
        ui.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key).cast_signed();
            let by = count(Key::ArrowDown) - count(Key::ArrowUp);
            let pages = count(Key::PageDown) - count(Key::PageUp);
            let (home, end) = (count(Key::Home) > 0, count(Key::End) > 0);
            Self {
                in_field: false,
                by,
                pages,
                end: (home || end).then_some(end),
                open: count(Key::Enter) > 0,
                fold: count(Key::ArrowLeft) > 0,
                unfold: count(Key::ArrowRight) > 0,
                tick: count(Key::Space) > 0,
            }
        })
    }

    /// The line that the keys lead to from the line `at`, of `count`; nothing where they lead
    /// nowhere.
    pub fn stepped(self, at: Option<usize>, page: usize, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        if let Some(end) = self.end {
            return Some(if end { last } else { 0 });
        }
        let by = self.by + self.pages * page.cast_signed();
        (by != 0).then(|| stepped(at, by, count))
    }
}

/// Makes the list one thing that Tab leads to, and takes the keys while it has the keyboard. Returns
/// whether it has.
pub fn take(ui: &Ui, id: Id, field: Pressed) -> (bool, Pressed) {
    let rect = ui.available_rect_before_wrap();
    let list = ui.interact(rect, id, Sense::focusable_noninteractive());
    list.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Reports"));
    if field.end.is_some() {
        list.request_focus();
        return (true, field);
    }
    if field.open || !list.has_focus() {
        return (list.has_focus(), field);
    }
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    (true, Pressed::in_list(ui))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_step_by_lines_pages_and_to_the_ends() {
        let by = |by, pages| Pressed { by, pages, ..Pressed::default() };
        assert_eq!(by(1, 0).stepped(Some(3), 10, 50), Some(4));
        assert_eq!(by(0, 1).stepped(Some(3), 10, 50), Some(13));
        assert_eq!(by(0, -1).stepped(Some(3), 10, 50), Some(0));
        assert_eq!(by(1, 0).stepped(None, 10, 50), Some(0));
        assert_eq!(by(0, 0).stepped(Some(3), 10, 50), None);
        let end = Pressed { end: Some(true), ..Pressed::default() };
        assert_eq!(end.stepped(Some(3), 10, 50), Some(49));
        assert_eq!(end.stepped(None, 10, 0), None);
    }
}

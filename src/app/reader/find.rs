//! Finding words in the open report.

use crate::app::actions::Action;
use crate::app::icons::Icon;
use crate::app::search_place::{HitMarks, Standing};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::entities::ReportIndex;
use crate::library::search::{MAX_HITS, Query};
use crate::report::{Offset, Span};
use eframe::egui::{Align, Frame, Id, Label, Layout, Margin, RichText, Ui, vec2};

/// The search in the open report: for words that are typed into its bar, or what a search over all
/// reports found in it.
#[derive(Debug, Default)]
pub struct Find {
    /// Whether its bar is shown for words that are typed into it.
    pub open: bool,
    typed: String,
    focus: bool,
    /// What was looked for, and in which report.
    of: Option<(ReportIndex, String)>,
    /// What a search over all reports found in the open one.
    everywhere: Option<HitMarks>,
    /// Whether the user does not want to see that.
    unmarked: bool,
    hits: Vec<Span>,
    current: Option<usize>,
    /// The hit to stand at, once it is marked.
    stand: Option<Span>,
}

/// What the user asked the bar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindRequest {
    /// Go to the hit at or after what is in view: the words were changed.
    Nearest,
    /// Go to the next hit.
    Next,
    /// Go to the one before.
    Previous,
    /// Put the bar away.
    Close,
}

impl Find {
    /// Shows the bar and gives it the keyboard; `selected` stands in it where something is
    /// selected.
    pub fn start(&mut self, selected: Option<&str>) {
        self.open = true;
        self.focus = true;
        self.forget();
        if let Some(selected) = selected.filter(|text| !text.is_empty() && text.len() < 200) {
            selected.clone_into(&mut self.typed);
        }
    }

    /// Puts the bar away and unmarks its hits.
    pub fn close(&mut self) {
        self.unmarked = !self.open;
        self.open = false;
        self.forget();
    }

    /// Looks for what is typed, or takes what a search over all reports found, if that or the report
    /// has changed.
    pub fn refresh(&mut self, report: ReportIndex, text: &str) {
        let everywhere = self.everywhere.as_ref().filter(|_| self.is_marking());
        let wanted = match everywhere.filter(|marks| marks.report == report) {
            Some(marks) => (report, marks.typed.clone()),
            None if self.open => (report, self.typed.clone()),
            None => return self.forget(),
        };
        if self.of.as_ref() == Some(&wanted) {
            return;
        }
        self.hits = match everywhere {
            Some(marks) => marks.spans.as_ref().clone(),
            None => Query::new(&self.typed).map(|query| query.find(text)).unwrap_or_default(),
        };
        self.of = Some(wanted);
        self.current = None;
        if let Some(stand) = self.stand.take() {
            self.stand_at(stand);
        }
    }

    /// Forgets the hits in a text that is another one now; they are looked for anew.
    pub fn forget(&mut self) {
        self.hits.clear();
        self.of = None;
        self.current = None;
    }

    /// Takes what a search over all reports found in the open one; nothing where none is under way.
    pub fn take_everywhere(&mut self, marks: Option<HitMarks>) {
        let same = match (&self.everywhere, &marks) {
            (Some(before), Some(now)) => before.is_same(now),
            (None, None) => true,
            _ => false,
        };
        if same {
            return;
        }
        if !self.open {
            self.forget();
        }
        let typed = |marks: &Option<HitMarks>| marks.as_ref().map(|marks| marks.typed.clone());
        self.unmarked &= typed(&self.everywhere) == typed(&marks);
        self.everywhere = marks;
    }

    /// Marks what a search over all reports found, in place of what is found in this one alone.
    pub fn mark_everywhere(&mut self) {
        self.unmarked = false;
        self.open = false;
    }

    /// Whether what a search over all reports found is marked.
    pub fn is_marking(&self) -> bool {
        let any = |marks: &HitMarks| !marks.spans.is_empty();
        !self.open && !self.unmarked && self.everywhere.as_ref().is_some_and(any)
    }

    /// The hits that begin in a range, each with whether it is the current one.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (Span, bool)> {
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let hits = self.hits.iter().enumerate().skip(from);
        hits.take_while(move |(_, hit)| hit.start < span.end)
            .map(|(at, hit)| (*hit, self.current == Some(at)))
    }

    /// Moves to another hit and returns it. `top` is the first letter in view.
    pub fn step(&mut self, request: FindRequest, top: Offset) -> Option<Span> {
        let count = self.hits.len();
        let nearest = || self.hits.partition_point(|hit| hit.start < top) % count.max(1);
        let to = match (request, self.current) {
            (FindRequest::Close, _) => return None,
            (FindRequest::Next, Some(at)) => (at + 1) % count.max(1),
            (FindRequest::Previous, Some(at)) => (at + count.max(1) - 1) % count.max(1),
            _ => nearest(),
        };
        self.current = (to < count).then_some(to);
        self.hits.get(to).copied()
    }

    /// Makes a hit the current one, if it is one.
    pub fn stand_at(&mut self, span: Span) {
        match self.hits.binary_search(&span) {
            Ok(at) => self.current = Some(at),
            Err(_) => self.stand = Some(span),
        }
    }

    fn count(&self) -> String {
        let many = if self.hits.len() >= MAX_HITS { "+" } else { "" };
        match (self.typed.trim().is_empty(), self.hits.len(), self.current) {
            (true, ..) => String::new(),
            (_, 0, _) => "Not found".to_owned(),
            (_, count, Some(at)) => format!("{} of {count}{many}", at + 1),
            (_, count, None) => format!("{count}{many} found"),
        }
    }

    /// Shows the bar; returns what was asked of it. `standing` tells which hit of the search over all
    /// reports the user has come to.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        standing: Option<Standing>,
        theme: &Theme,
    ) -> Option<FindRequest> {
        let mut request = None;
        let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(16, 4));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let marks = self.everywhere.as_ref().filter(|_| self.is_marking());
                let is_own = marks.is_none();
                let count = if let Some(marks) = marks {
                    show_words(ui, &marks.typed, theme);
                    let here = || format!("{} in this report", words::count(self.hits.len()));
                    standing.map_or_else(here, standing_words)
                } else {
                    request = self.show_field(ui, theme);
                    self.count()
                };
                let count = RichText::new(count).font(theme::font(size::SMALL));
                ui.label(count.color(theme.faint));
                for (icon, action, asked) in [
                    (Icon::Up, Action::PreviousHit, FindRequest::Previous),
                    (Icon::Down, Action::NextHit, FindRequest::Next),
                ] {
                    if widgets::icon_button(ui, theme, icon, action.text()).clicked() {
                        request = Some(asked);
                    }
                }
                let close = if is_own { "Close the search" } else { "Unmark the hits" };
                if widgets::icon_button(ui, theme, Icon::Close, close).clicked() {
                    request = Some(FindRequest::Close);
                }
            });
        });
        request
    }

    /// Shows the field that words are typed into.
    fn show_field(&mut self, ui: &mut Ui, theme: &Theme) -> Option<FindRequest> {
        let room = vec2(280.0_f32.min(ui.available_width() - 180.0), space::ROW);
        let id = Id::unique("find in report");
        let (name, hint) = ("Words to find", Action::Find.text());
        let shown = ui.allocate_ui(room, |ui| {
            widgets::filter_field(ui, theme, id, &mut self.typed, name, hint)
        });
        let field = shown.inner;
        if std::mem::take(&mut self.focus) {
            field.request_focus();
        }
        if field.changed() {
            return Some(FindRequest::Nearest);
        }
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
        enter.then(|| {
            field.request_focus();
            let back = ui.input(|input| input.modifiers.shift);
            if back { FindRequest::Previous } else { FindRequest::Next }
        })
    }
}

/// The words of a search over all reports, cut where there is no room for them.
fn show_words(ui: &mut Ui, words: &str, theme: &Theme) {
    let room = vec2(280.0_f32.min(ui.available_width() - 240.0), space::ROW);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        let text = RichText::new(format!("“{}”", words.trim())).font(theme::font(size::BODY));
        ui.add(Label::new(text.color(theme.text)).truncate());
    });
}

/// Which hit of how many: "2 of 5 in this report, 340 in all".
fn standing_words(standing: Standing) -> String {
    let Standing { at, of, all, .. } = standing;
    let here = format!("{} of {} in this report", words::count(at), words::count(of));
    if all > of { format!("{here}, {} in all", words::count(all)) } else { here }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str, text: &str) -> Find {
        let mut find = Find { open: true, typed: typed.to_owned(), ..Find::default() };
        find.refresh(ReportIndex(0), text);
        find
    }

    #[test]
    fn steps_go_round_and_begin_at_what_is_in_view() {
        let mut find = find("court", "court one, Court two, the COURT");
        let top = Offset::new(6);
        assert_eq!(find.step(FindRequest::Next, top), Some(Span::new(11, 16)));
        assert_eq!(find.count(), "2 of 3");
        assert_eq!(find.step(FindRequest::Next, top), Some(Span::new(26, 31)));
        assert_eq!(find.step(FindRequest::Next, top), Some(Span::new(0, 5)));
        assert_eq!(find.step(FindRequest::Previous, top), Some(Span::new(26, 31)));
        assert_eq!(find.within(Span::new(12, 27)).count(), 2, "a hit that reaches in counts");
    }

    #[test]
    fn nothing_found_is_said_and_no_step_is_made() {
        let mut find = find("tribunal", "court");
        assert_eq!(find.count(), "Not found");
        assert_eq!(find.step(FindRequest::Next, Offset::new(0)), None);
    }
}

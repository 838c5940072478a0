//! The list below the search field.

use super::complete::{Asked, Field, fields};
use super::counts::Counts;
use super::vocabulary::Value;
use crate::app::icons::{self, Icon};
use crate::app::theme::{self, Theme, size, space};
use crate::app::{widgets, words};
use crate::project::DecisionId;
use crate::workspace::Workspace;
use eframe::egui::{
    Align2, Area, Context, Frame, Id, Margin, Order, Pos2, Rect, Ui, Vec2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A word that completes what is typed.
    Word {
        /// What it takes the place of.
        asked: Asked,
        /// The word.
        value: String,
        /// What is said of it at the right: a count, or what a field is for.
        note: String,
    },
    /// A saved search.
    Saved {
        /// Which one.
        id: DecisionId,
        /// Its name.
        name: String,
        /// Its words.
        typed: String,
        /// How many hits it has, once they are counted.
        count: Option<usize>,
    },
    /// Something that was searched for lately.
    Recent(String),
    /// How to search.
    Help,
}

/// What is offered below the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    entries: Vec<Entry>,
    takes_arrows: bool,
}

/// How many of the recent searches are listed.
const RECENT: usize = 6;
/// How many of the saved searches are listed; the palette has them all.
const SAVED: usize = 10;

impl Offer {
    /// What is offered while nothing is typed.
    pub fn of_searches(workspace: &Workspace, recent: &[String], counts: &Counts) -> Self {
        let saved = workspace.project().searches().map(|(id, search)| Entry::Saved {
            id,
            name: search.name.clone(),
            typed: search.typed.clone(),
            count: counts.get(&search.typed),
        });
        let mut entries: Vec<Entry> = saved.take(SAVED).collect();
        let is_saved = |typed: &String| {
            entries
                .iter()
                .any(|entry| matches!(entry, Entry::Saved { typed: own, .. } if own == typed))
        };
        let recent: Vec<Entry> = recent
            .iter()
            .filter(|typed| !is_saved(typed))
            .take(RECENT)
            .map(|typed| Entry::Recent(typed.clone()))
            .collect();
        entries.extend(recent);
        entries.push(Entry::Help);
        Self { entries, takes_arrows: true }
    }

    /// What may be meant by a word: names of fields, or values of a field.
    pub fn of_word(asked: &Asked, values: impl FnOnce(Field) -> Vec<Value>) -> Self {
        let word = |value: String, note: String| Entry::Word { asked: asked.clone(), value, note };
        let Some(field) = asked.field else {
            let named = |field: Field| word(field.name().to_owned(), field.hint().to_owned());
            return Self {
                entries: fields(asked).into_iter().map(named).collect(),
                takes_arrows: false,
            };
        };
        let noted = |count: usize| if count == 0 { String::new() } else { words::count(count) };
        let entries = values(field).into_iter().map(|(value, count)| word(value, noted(count)));
        Self { entries: entries.collect(), takes_arrows: true }
    }

    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// One of its lines.
    pub fn get(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// Whether its lines complete the word that is typed.
    pub fn completes(&self) -> bool {
        matches!(self.entries.first(), Some(Entry::Word { .. }))
    }

    /// Whether the arrow keys go through it. They do not where only the name of a field is offered:
    /// most who type such a word mean the word.
    pub fn takes_arrows(&self) -> bool {
        self.takes_arrows
    }

    /// Shows the list below `field`; returns where. A line that is clicked is `picked`.
    pub fn show(
        &self,
        context: &Context,
        field: Rect,
        chosen: Option<usize>,
        theme: &Theme,
        picked: &mut Option<Entry>,
    ) -> Rect {
        let width = field.width().max(320.0) - 2.0 * space::S;
        let area = Area::new(Id::unique("search offers")).order(Order::Foreground);
        let area = area.pivot(Align2::RIGHT_TOP).fixed_pos(field.right_bottom() + vec2(0.0, 2.0));
        let shown = area.show(context, |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(8)).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut head = "";
                for (at, entry) in self.entries.iter().enumerate() {
                    let own = entry.head();
                    if own != head && !own.is_empty() {
                        ui.add_space(if at > 0 { space::S } else { 0.0 });
                        widgets::section_header(ui, theme, own, None);
                    }
                    head = own;
                    if entry.show(ui, theme, chosen == Some(at)) {
                        *picked = Some(entry.clone());
                    }
                }
            });
        });
        shown.response.rect
    }
}

impl Entry {
    fn head(&self) -> &'static str {
        match self {
            Self::Saved { .. } => "SAVED SEARCHES",
            Self::Recent(_) => "RECENT SEARCHES",
            Self::Word { .. } | Self::Help => "",
        }
    }

    /// What is said of a saved search beside its name: its words, and how many hits it has.
    fn told(&self) -> String {
        let Self::Saved { name, typed, count, .. } = self else { return String::new() };
        let words = (name != typed).then(|| typed.clone());
        let count = count.map(|count| words::counted(count, "hit"));
        words.into_iter().chain(count).collect::<Vec<_>>().join(" · ")
    }

    /// Shows the line; returns whether it was clicked.
    fn show(&self, ui: &mut Ui, theme: &Theme, chosen: bool) -> bool {
        let (text, note) = match self {
            Self::Word { value, note, .. } => (value.as_str(), note.clone()),
            Self::Saved { name, .. } => (name.as_str(), self.told()),
            Self::Recent(typed) => (typed.as_str(), String::new()),
            Self::Help => ("How to search", String::new()),
        };
        let name = if note.is_empty() { text.to_owned() } else { format!("{text}, {note}") };
        let row = widgets::list_row(ui, theme, space::ROW, chosen, &name);
        let rect = row.rect.shrink2(vec2(space::S, 0.0));
        let mut left = rect.left_center();
        if *self == Self::Help {
            let icon = Rect::from_center_size(left + vec2(8.0, 0.0), Vec2::splat(16.0));
            icons::paint(ui.painter(), Icon::Search, icon, theme.faint);
            left.x += 22.0;
        }
        let room = rect.right() - left.x;
        // How often a word is there is told however long the word is.
        let kept =
            if matches!(self, Self::Word { .. }) { note_width(ui, &note, theme) } else { 0.0 };
        let most = if kept < room / 4.0 { room - kept - space::L } else { room };
        let used = widgets::paint_line(ui, left, most, text, theme::font(size::BODY), theme.text);
        let rest = room - used - space::L;
        if (rest > 40.0 || rest >= kept) && !note.is_empty() {
            paint_note(ui, rect.right_center(), rest, &note, theme);
        }
        row.clicked()
    }
}

fn note_job(text: &str, theme: &Theme) -> LayoutJob {
    LayoutJob::simple_singleline(text.to_owned(), theme::font(size::SMALL), theme.faint)
}

/// How wide what is said of a line is, rounded up.
fn note_width(ui: &Ui, text: &str, theme: &Theme) -> f32 {
    ui.fonts_mut(|fonts| fonts.layout_job(note_job(text, theme))).size().x.ceil()
}

/// What is said of a line, at its right end; cut where there is no room for all of it.
fn paint_note(ui: &Ui, right: Pos2, width: f32, text: &str, theme: &Theme) {
    let mut job = note_job(text, theme);
    job.wrap = TextWrapping::truncate_at_width(width);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size();
    ui.painter().galley(right - vec2(size.x, size.y / 2.0), galley, theme.faint);
}

//! The topics of a comparison, with how much changed in each.

use super::bars::Tally;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::compare::{Counterpart, OverviewRow, TopicGroup, TopicId, topics};
use crate::workspace::Compared;
use eframe::egui::{ScrollArea, Ui, pos2};

/// The name of a group of topics.
pub fn group_name(group: TopicGroup) -> &'static str {
    match group {
        TopicGroup::Frame => "In general",
        TopicGroup::Integrity => "Integrity of the person",
        TopicGroup::Liberties => "Civil liberties",
        TopicGroup::Government => "Government",
        TopicGroup::Groups => "Groups of people",
        TopicGroup::Workers => "Workers",
        TopicGroup::Social => "Social rights",
    }
}

/// What changed in a topic over all editions compared.
pub fn tally(row: &OverviewRow, tense_counts: bool) -> Tally {
    let mut all = Tally::default();
    for counts in row.cells.iter().filter_map(|cell| cell.since) {
        let one = Tally::of(counts, tense_counts);
        all.same += one.same;
        all.reworded += one.reworded;
        all.new += one.new;
        all.dropped += one.dropped;
    }
    all
}

/// The topics of an overview in the order in which they are listed.
pub fn order(rows: &[OverviewRow]) -> Vec<(Option<TopicGroup>, usize)> {
    order_of(rows.iter().map(|row| row.topic))
}

/// The places of topics in the order in which they are listed: by group, each with its heading, what
/// is general last.
pub fn order_of(all: impl Iterator<Item = TopicId>) -> Vec<(Option<TopicGroup>, usize)> {
    let mut order = Vec::new();
    let mut last = None;
    let mut places: Vec<(TopicGroup, usize)> =
        all.enumerate().filter_map(|(at, topic)| Some((topics().get(topic)?.group, at))).collect();
    let rank = |group: TopicGroup| match group {
        TopicGroup::Integrity => 0,
        TopicGroup::Liberties => 1,
        TopicGroup::Government => 2,
        TopicGroup::Groups => 3,
        TopicGroup::Workers => 4,
        TopicGroup::Social => 5,
        TopicGroup::Frame => 6,
    };
    places.sort_by_key(|(group, at)| (rank(*group), *at));
    for (group, at) in places {
        let head = (last.replace(group) != Some(group)).then_some(group);
        order.push((head, at));
    }
    order
}

/// Shows the list; `chosen` is a topic or all. Returns what was clicked.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    compared: &Compared,
    chosen: Option<TopicId>,
    tense_counts: bool,
    reveal: bool,
) -> Option<Option<TopicId>> {
    let rows = &compared.overview.rows;
    widgets::section_header(ui, theme, "TOPICS", Some(rows.len()));
    let mut picked = None;
    ScrollArea::vertical().id_salt("compared topics").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let all = rows.iter().fold(Tally::default(), |mut all, row| {
            let one = tally(row, tense_counts);
            all.new += one.new;
            all.dropped += one.dropped;
            all.reworded += one.reworded;
            all
        });
        if row(ui, theme, "All topics", all, false, chosen.is_none(), reveal) {
            picked = Some(None);
        }
        for (head, at) in order(rows) {
            if let Some(group) = head {
                ui.add_space(space::S);
                widgets::section_header(ui, theme, &group_name(group).to_uppercase(), None);
            }
            let Some(topic) = rows.get(at) else { continue };
            let name = topics().name(topic.topic);
            let missing = topic.cells.iter().any(|cell| cell.counterpart == Counterpart::Missing);
            let on = chosen == Some(topic.topic);
            if row(ui, theme, name, tally(topic, tense_counts), missing, on, reveal) {
                picked = Some(Some(topic.topic));
            }
        }
    });
    picked
}

/// A topic's row; returns whether it was clicked.
fn row(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    tally: Tally,
    missing: bool,
    chosen: bool,
    reveal: bool,
) -> bool {
    let told = tally.words();
    let lacks = if missing { ", not in every edition" } else { "" };
    let row = widgets::list_row(ui, theme, space::ROW, chosen, &format!("{name}: {told}{lacks}"));
    if chosen && reveal {
        row.scroll_to_me(None);
    }
    let rect = row.rect;
    let right = pos2(rect.right() - space::S, rect.center().y);
    let small = theme::font(size::SMALL);
    let counts = if missing { format!("{} ∅", tally.signs()) } else { tally.signs() };
    let used = widgets::paint_line_right(ui, right, counts.trim(), small, theme.faint);
    let at = pos2(rect.left() + space::S, rect.center().y);
    let room = right.x - used - space::S - at.x;
    let font = if chosen { theme::strong_font(size::BODY) } else { theme::font(size::BODY) };
    let color = if tally.changed() == 0 { theme.faint } else { theme.text };
    widgets::paint_line(ui, at, room, name, font, color);
    row.on_hover_text(format!("{name}\n{told}{lacks}")).clicked()
}

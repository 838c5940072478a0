//! How to search: the language of the search field on a small card, with examples to click.
//!
//! Examples that need a country or a year take one that is there.

use crate::app::command::{Commands, UiCommand};
use crate::app::note_editor::card;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::entities::Entity;
use crate::workspace::{EntitySummary, Workspace};
use eframe::egui::{Context, RichText, Ui, vec2};
use std::collections::BTreeMap;

/// The card, open or not.
#[derive(Debug, Default)]
pub struct HelpCard {
    /// The examples, each with what it finds, while the card is open.
    open: Option<Vec<(String, &'static str)>>,
}

/// Width of the card.
const WIDTH: f32 = 520.0;
/// Width of the examples in it.
const EXAMPLE: f32 = 240.0;

impl HelpCard {
    /// Opens the card.
    pub fn open(&mut self, workspace: &Workspace) {
        self.open = Some(examples(workspace));
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Shows the card over the window, if it is open.
    pub fn show(&mut self, context: &Context, theme: &Theme, commands: &mut Commands) {
        let Some(examples) = &self.open else { return };
        let mut picked = None;
        let closed = card(context, "How to search", WIDTH, |ui| {
            let text = "Words are looked for in any case, with or without accents. All of them have \
                        to stand in one paragraph, or in one row of a table.";
            ui.label(RichText::new(text).font(theme::font(size::BODY)).color(theme.soft));
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (example, finds) in examples {
                if line(ui, example, finds, theme) {
                    picked = Some(example.clone());
                }
            }
            ui.add_space(space::S);
            ui.button("Close").clicked()
        });
        if picked.is_some() || closed == Some(true) {
            self.open = None;
        }
        commands.extend(picked.map(UiCommand::Search));
    }
}

/// An example and what it finds; returns whether it was clicked.
fn line(ui: &mut Ui, example: &str, finds: &str, theme: &Theme) -> bool {
    let row = widgets::list_row(ui, theme, space::ROW, false, &format!("{example}: {finds}"));
    let rect = row.rect.shrink2(vec2(space::S, 0.0));
    let left = rect.left_center();
    let strong = theme::strong_font(size::BODY);
    widgets::paint_line(ui, left, EXAMPLE - space::S, example, strong, theme.accent);
    let at = left + vec2(EXAMPLE, 0.0);
    let font = theme::font(size::BODY);
    widgets::paint_line(ui, at, rect.right() - at.x, finds, font, theme.soft);
    row.on_hover_text("Search for this").clicked()
}

fn examples(workspace: &Workspace) -> Vec<(String, &'static str)> {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    let mut publishers: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, slot) in workspace.shown() {
        let Some(known) = slot.head().map(|head| &head.metadata) else { continue };
        if let Some(country) = known.country() {
            *countries.entry(country).or_default() += 1;
        }
        if let Some(publisher) = known.publisher() {
            *publishers.entry(publisher).or_default() += 1;
        }
        if let Some(year) = known.year() {
            *years.entry(year).or_default() += 1;
        }
    }
    let quoted = |name: &str| {
        if name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() }
    };
    let mut examples = vec![
        ("prison water".to_owned(), "both words, in any order"),
        ("\"solitary confinement\"".to_owned(), "the words as a phrase"),
        ("prison OR jail".to_owned(), "one word or the other"),
        ("court -supreme".to_owned(), "without a word"),
        ("tortur*".to_owned(), "all words that begin so"),
        ("goverment~".to_owned(), "words spelt nearly so"),
        ("\"police beaten\"~8".to_owned(), "words near each other"),
    ];
    if let Some((country, _)) = countries.iter().max_by_key(|(_, count)| **count) {
        examples.push((format!("bail country:{}", quoted(country)), "only on a country"));
    }
    if let (Some(first), Some(last)) = (years.keys().next(), years.keys().next_back()) {
        let range = if first == last { first.to_string() } else { format!("{first}..{last}") };
        examples.push((format!("bail year:{range}"), "only of these years"));
    }
    examples.push(("bribe section:corruption".to_owned(), "only in sections of this title"));
    if let Some((publisher, _)) = publishers.iter().max_by_key(|(_, count)| **count) {
        examples.push((format!("bail publisher:{}", quoted(publisher)), "only by a publisher"));
    }
    let merged = workspace.merged();
    let mentions = |(_, summary): &(Entity<'_>, EntitySummary<'_>)| summary.mentions;
    let named = merged.entities.iter().zip(merged.summaries().iter()).max_by_key(mentions);
    if let Some((entity, _)) = named {
        examples.push((format!("entity:{}", quoted(entity.name)), "a name in all its spellings"));
    }
    examples.push(("indicator:prisoners".to_owned(), "where such figures are told"));
    examples
}

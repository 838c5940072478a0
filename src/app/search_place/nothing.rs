//! What is said where a search found nothing: what was searched, and what else can be tried.

use super::head;
use crate::app::command::{Commands, UiCommand};
use crate::app::selecting;
use crate::app::theme::{Theme, space};
use crate::app::widgets::Empty;
use crate::app::words;
use crate::workspace::{Found, Selection, Workspace};
use eframe::egui::Ui;

/// Says that nothing was found.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    found: &Found,
    theme: &Theme,
    commands: &mut Commands,
) {
    let typed = found.typed.trim();
    if found.query.is_empty() {
        let title = "Nothing to search for yet";
        let text = "Type a word, or the value of a field.";
        Empty { title, text, action: None }.show(ui, theme);
        return;
    }
    let reading = workspace.progress().is_some();
    let what = format!("“{typed}”");
    if !reading && selecting::nothing(ui, workspace, &what, theme, commands) {
        return;
    }
    let title = format!("Nothing found for “{typed}”");
    let read = workspace.in_selection().filter(|(_, slot)| slot.is_read()).count();
    let searched = head::so_far(workspace).unwrap_or_else(|| {
        let verb = if read == 1 { "was" } else { "were" };
        format!("{} {verb} searched.", words::counted(read, "report"))
    });
    let nearly = nearly(typed);
    let advice = match &nearly {
        Some(_) => "All words have to stand in one paragraph. They may be spelt otherwise:",
        None => "All parts of the search have to fit one paragraph: leave one out, or write OR.",
    };
    let text = format!("{searched} {advice}");
    let action = nearly.as_ref().map(|_| "Search similar words");
    let clicked = Empty { title: &title, text: &text, action }.show(ui, theme);
    commands.extend(nearly.filter(|_| clicked).map(UiCommand::Search));
    if let Some(share) = workspace.selected_share() {
        ui.vertical_centered(|ui| {
            ui.add_space(space::S);
            let text = format!("Search all {}", words::counted(share.all, "report"));
            let hint = "Takes the choice of countries, years and publishers back";
            if ui.button(text).on_hover_text(hint).clicked() {
                commands.push(UiCommand::Narrow(Selection::default()));
            }
        });
    }
}

/// The same words, each spelt nearly so; nothing where there is more than words.
fn nearly(typed: &str) -> Option<String> {
    let plain = |word: &str| {
        let joins = matches!(word, "AND" | "OR" | "NOT");
        !joins && !word.starts_with('-') && word.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let words: Vec<&str> = typed.split_whitespace().collect();
    let all = !words.is_empty() && words.iter().all(|word| plain(word));
    all.then(|| words.iter().map(|word| format!("{word}~")).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alone_can_be_searched_as_similar_ones() {
        assert_eq!(nearly("goverment prisons").as_deref(), Some("goverment~ prisons~"));
        for typed in ["", "a OR b", "year:2019", "word~", "\"a b\"", "a -b"] {
            assert_eq!(nearly(typed), None, "{typed}");
        }
    }
}

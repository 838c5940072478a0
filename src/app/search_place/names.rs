//! Names that may be meant by what is typed: a click searches one in all its spellings.

use crate::app::background::{Ended, Job};
use crate::app::choose::control_row;
use crate::app::command::{Commands, UiCommand};
use crate::app::search_field::names_like;
use crate::app::theme::{self, Theme, size, space};
use crate::app::widgets;
use crate::entities::EntityKind;
use crate::workspace::{Merged, Workspace};
use eframe::egui::{RichText, Ui};
use std::sync::{Arc, Weak};

/// A name, and of which kind it is.
type Name = (EntityKind, String);

/// The names that were found last, and what for.
#[derive(Debug, Default)]
pub struct Names {
    found: Option<(String, Weak<Merged>, Vec<Name>)>,
    coming: Job<(String, Weak<Merged>, Vec<Name>)>,
}

/// So many names are offered.
const OFFERED: usize = 3;
/// So many are looked at for those.
const LOOKED_AT: usize = 12;
/// Fewer letters mean too many names.
const LEAST: usize = 4;

impl Names {
    /// Shows the names as chips, where there are any.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        typed: &str,
        theme: &Theme,
        commands: &mut Commands,
    ) {
        if let Some(Ended::Done(found)) = self.coming.take() {
            self.found = Some(found);
        }
        let typed = typed.trim();
        if !is_plain(typed) {
            return;
        }
        let merged = workspace.merged();
        let known = |(of, at, _): &(String, Weak<Merged>, Vec<Name>)| {
            of == typed && at.as_ptr() == Arc::as_ptr(merged)
        };
        if !self.found.as_ref().is_some_and(known) {
            let (typed, merged) = (typed.to_owned(), Arc::clone(merged));
            self.coming.start("names", ui.ctx(), move || {
                let found = names_like(&merged, &typed, LOOKED_AT).into_iter();
                let found = found.filter(|(one, _)| is_meant(one.kind, one.name, &typed));
                let found = found.map(|(one, _)| (one.kind, one.name.to_owned())).take(OFFERED);
                let found: Vec<Name> = found.collect();
                (typed, Arc::downgrade(&merged), found)
            });
        }
        // Those of an earlier word would mislead, those of an earlier merge do not.
        let Some((_, _, names)) = self.found.as_ref().filter(|(of, ..)| of == typed) else {
            return;
        };
        if names.is_empty() {
            return;
        }
        control_row(ui, |ui| {
            let text = RichText::new("All spellings of").font(theme::font(size::SMALL));
            ui.label(text.color(theme.faint));
            for (kind, name) in names {
                let chip = widgets::chip(ui, theme, name, theme.kind(*kind), false);
                let chip =
                    chip.on_hover_text("Search this name in every form that reports give it");
                if chip.clicked() {
                    commands.push(UiCommand::Search(format!("entity:\"{name}\" ")));
                }
            }
        });
        ui.add_space(space::S);
    }
}

/// Whether a name may be meant: a person in any form, others where their own name begins so. What a
/// body is called elsewhere is too often a plain word.
fn is_meant(kind: EntityKind, name: &str, typed: &str) -> bool {
    kind == EntityKind::Person || name.to_lowercase().starts_with(&typed.to_lowercase())
}

/// Whether words are typed and nothing else: a name may be meant.
fn is_plain(typed: &str) -> bool {
    let word = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '’' | '.');
    let joins = |word: &str| matches!(word, "AND" | "OR" | "NOT");
    typed.chars().filter(|c| c.is_alphabetic()).count() >= LEAST
        && typed.chars().all(|c| word(c) || c == '-')
        && !typed.split_whitespace().any(|word| joins(word) || word.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_may_be_a_name() {
        for typed in ["Ermesh", "Talvi Ermesh-Oru", "d’Orvan"] {
            assert!(is_plain(typed), "{typed}");
        }
        for typed in ["", "Erm", "court OR jail", "court -jail", "ermesh*", "entity:ermesh"] {
            assert!(!is_plain(typed), "{typed}");
        }
    }

    #[test]
    fn a_body_is_meant_by_the_beginning_of_its_own_name() {
        assert!(is_meant(EntityKind::Person, "Talvi Ermesh", "ombudsman"));
        assert!(is_meant(EntityKind::Organization, "Open Gate Foundation", "open ga"));
        assert!(!is_meant(EntityKind::Organization, "Gate of Prisons", "prison"));
    }
}

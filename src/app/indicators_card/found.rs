//! What an indicator that is being filled in finds, looked for in the background.

use crate::app::theme::{self, Theme, size, space};
use crate::app::words;
use crate::figures::Indicator;
use crate::workspace::{Example, Matches, Workspace};
use crossbeam_channel::{Receiver, TryRecvError};
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

/// Height of what was found.
const HEIGHT: f32 = 168.0;

/// The look for it, of which the latest alone goes on.
#[derive(Debug, Default)]
pub struct Trial {
    /// What the latest look is for, and the reports that it was begun with.
    asked: Option<(Indicator, u64)>,
    looking: Option<Receiver<Matches>>,
    found: Option<Matches>,
}

impl Trial {
    /// Looks for what the indicator finds, where that is not known yet; for nothing where there is
    /// none.
    pub fn follow(&mut self, workspace: &Workspace, indicator: Option<&Indicator>) {
        while let Some(looking) = &self.looking {
            match looking.try_recv() {
                Ok(matches) => self.found = Some(matches),
                Err(TryRecvError::Disconnected) => self.looking = None,
                Err(TryRecvError::Empty) => break,
            }
        }
        let Some(indicator) = indicator else {
            *self = Self::default();
            return;
        };
        let revision = workspace.revision();
        // A name says nothing of what is found.
        let same = self.asked.as_ref().is_some_and(|(asked, at)| {
            asked.entries == indicator.entries && asked.units == indicator.units && *at == revision
        });
        // A look whose answer nobody waits for any more comes to its end.
        if !same {
            self.asked = Some((indicator.clone(), revision));
            self.looking = workspace.try_indicator(indicator);
        }
    }

    /// Shows what was found.
    pub fn show(&self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
        let frame = Frame::NONE.fill(theme.page).inner_margin(Margin::same(8));
        frame.corner_radius(space::RADIUS).show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Always as high: nothing below moves when an answer comes.
            let area = ScrollArea::vertical().id_salt("found").max_height(HEIGHT);
            area.min_scrolled_height(HEIGHT).auto_shrink([false, false]).show(ui, |ui| match &self
                .found
            {
                Some(found) => matches(ui, workspace, found, theme),
                None if self.looking.is_some() => line(ui, theme.faint, "Looking …"),
                None => line(ui, theme.faint, "What it finds is shown here while you type."),
            });
        });
    }
}

fn line(ui: &mut Ui, color: eframe::egui::Color32, text: &str) {
    let text = RichText::new(text).font(theme::font(size::BODY)).color(color);
    ui.add(Label::new(text).wrap());
}

/// So many reports are named with their counts.
const REPORTS: usize = 6;

fn matches(ui: &mut Ui, workspace: &Workspace, found: &Matches, theme: &Theme) {
    let figures = words::counted(found.figures, "figure");
    let reports = words::counted(found.by_report.len(), "report");
    let head = match found.figures {
        0 => "No figure has these words.".to_owned(),
        _ => format!("{figures} in {reports}"),
    };
    let head = match found.looked {
        looked if looked < found.reports => {
            let all = words::counted(found.reports, "report");
            format!("{head} So far {} of {all} looked through …", words::count(looked))
        }
        _ => head,
    };
    ui.label(RichText::new(head).font(theme::strong_font(size::BODY)).color(theme.figure));
    let named = |slug: &str| {
        let found = workspace.catalogue().get(slug);
        found.map_or_else(|| slug.to_owned(), |indicator| indicator.name.clone())
    };
    let small = |ui: &mut Ui, text: String| {
        let text = RichText::new(text).font(theme::font(size::SMALL)).color(theme.soft);
        ui.add(Label::new(text).wrap());
    };
    for (slug, count) in &found.taken {
        small(ui, format!("{} of them from “{}”", words::count(*count), named(slug)));
    }
    for (slug, count) in &found.kept {
        small(ui, format!("{} more stay with “{}”", words::count(*count), named(slug)));
    }
    let by_report: Vec<String> = found
        .by_report
        .iter()
        .take(REPORTS)
        .filter_map(|(report, count)| {
            let head = workspace.slot(*report)?.head()?;
            let name = words::edition(&head.metadata, &head.document);
            Some(format!("{name}: {}", words::count(*count)))
        })
        .collect();
    let rest = found.by_report.len().saturating_sub(REPORTS);
    let rest = (rest > 0).then(|| format!("and {} more", words::counted(rest, "report")));
    let listed: Vec<String> = by_report.into_iter().chain(rest).collect();
    if !listed.is_empty() {
        small(ui, listed.join("; "));
    }
    for one in &found.examples {
        example(ui, workspace, one, theme);
    }
}

/// A figure's sentence, its number first.
fn example(ui: &mut Ui, workspace: &Workspace, example: &Example, theme: &Theme) {
    let Some(row) = workspace.figure_row(example.figure) else { return };
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        let value = RichText::new(words::value(&row.figure())).font(theme::strong_font(size::BODY));
        ui.label(value.color(theme.figure));
        let sentence = RichText::new(&example.sentence).font(theme::reading_font(size::BODY));
        ui.add(Label::new(sentence.color(theme.soft)).truncate());
    });
}

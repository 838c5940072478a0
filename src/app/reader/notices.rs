//! What is to be known of a report before it is read: pages without text, another language, the
//! direction of its script.

use super::View;
use crate::app::theme::{self, Theme, size};
use crate::language::is_right_to_left;
use crate::report::{Format, Notice, Report};
use crate::workspace::{Slot, State};
use eframe::egui::{Frame, Margin, RichText, Ui};

/// What the reader of this report should be told.
pub fn notices(slot: &Slot, report: &Report, view: View) -> Vec<String> {
    let mut told: Vec<String> = report
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::ImagePages(pages) => {
                let name = |page: &u32| report.origins.page_name(*page);
                let pages: Vec<_> = pages.iter().take(12).map(name).collect();
                format!("Only pictures, no text, on page {}", pages.join(", "))
            }
            Notice::NotEnglish(_) => "This report is not in English. It can be read and searched; \
                                      names and figures are found in English reports only."
                .to_owned(),
            Notice::Incomplete(why) => format!("Part of the file could not be read: {why}"),
        })
        .collect();
    if is_right_to_left(&report.text) {
        let printed = report.format == Format::Pdf;
        told.push(match (printed, view) {
            (true, View::Printed) => {
                "It is written from right to left: it is shown as printed, as \
                                      the clean text would have its words in the wrong order."
                    .to_owned()
            }
            _ => "It is written from right to left: the words of each line are shown in the wrong \
                  order."
                .to_owned(),
        });
    }
    if let State::Failed(Some(_), error) = &slot.state {
        told.push(format!("It can be read; names and figures could not be found: {error}"));
    }
    told
}

/// Shows a notice above the text.
pub fn show(ui: &mut Ui, theme: &Theme, notice: &str) {
    let frame = Frame::NONE.fill(theme.mark).inner_margin(Margin::symmetric(16, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(notice).font(theme::font(size::BODY)).color(theme.text));
    });
}

//! Choosing how citations are written: one of the program's styles, or a template of one's own.

use super::command::{Commands, UiCommand};
use super::note_editor::card;
use super::theme::{self, Theme, size, space};
use super::widgets;
use crate::citation::{Citer, Field, Fields, Style, Template, built_in};
use crate::project::Command;
use crate::workspace::{Passage, Workspace};
use eframe::egui::{
    Context, Frame, Label, RadioButton, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role,
};

/// The card, open or not.
#[derive(Debug, Default)]
pub struct CitationCard(Option<Choosing>);

#[derive(Debug)]
struct Choosing {
    /// Whether the own template is chosen; otherwise the style with this slug.
    own: bool,
    slug: String,
    template: String,
    /// What the preview cites.
    sample: Fields,
}

/// Width of the card.
const WIDTH: f32 = 520.0;

impl CitationCard {
    /// Opens the card; `sample` are words to show the styles with.
    pub fn open(&mut self, workspace: &Workspace, sample: Option<Passage>) {
        let style = workspace.project().citation_style().cloned().unwrap_or_default();
        let (own, slug, template) = match style {
            Style::Named(slug) => (false, slug, String::new()),
            Style::Template(template) => (true, String::new(), template),
        };
        let sample = sample.and_then(|at| Some(Fields::of(workspace.report(at.report)?, at.span)));
        let sample = sample.unwrap_or_else(invented);
        self.0 = Some(Choosing { own, slug, template, sample });
    }

    /// Closes the card; returns whether it was open.
    pub fn close(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// Shows the card over the window, if it is open.
    pub fn show(&mut self, context: &Context, theme: &Theme, commands: &mut Commands) {
        let Some(choosing) = &mut self.0 else { return };
        match card(context, "Citation style", WIDTH, |ui| choosing.show(ui, theme)).flatten() {
            Some(true) => {
                let command = Command::CiteAs(Some(choosing.style()));
                commands.push(UiCommand::Decide(Box::new(command)));
                self.0 = None;
            }
            Some(false) => self.0 = None,
            None => {}
        }
    }
}

impl Choosing {
    fn style(&self) -> Style {
        if self.own {
            Style::Template(self.template.clone())
        } else {
            Style::Named(self.slug.clone())
        }
    }

    /// Shows the choices; returns whether to keep what was chosen, once that is said.
    fn show(&mut self, ui: &mut Ui, theme: &Theme) -> Option<bool> {
        for style in built_in() {
            let on = !self.own && self.slug == style.slug;
            let radio = ui.add(RadioButton::new(on, style.name.as_str()));
            if radio.on_hover_text(&style.description).clicked() {
                (self.own, self.slug) = (false, style.slug.clone());
            }
        }
        if ui.add(RadioButton::new(self.own, "A template of your own")).clicked() {
            self.own = true;
            if self.template.is_empty() {
                let first = "[“{quote}” ]{publisher}, {title}[ ({year})][, p. {page}]";
                first.clone_into(&mut self.template);
            }
        }
        let wrong = if self.own { self.show_template(ui, theme) } else { None };
        ui.add_space(space::S);
        widgets::section_header(ui, theme, "EXAMPLE", None);
        let frame = Frame::NONE.fill(theme.page).inner_margin(8).corner_radius(space::RADIUS);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let (text, color) = match &wrong {
                Some(wrong) => (wrong.clone(), theme.warning),
                None => (Citer::new(&self.style()).write(&self.sample), theme.text),
            };
            let text = RichText::new(text).font(theme::reading_font(size::BODY)).color(color);
            ui.add(Label::new(text).wrap());
        });
        ui.add_space(space::M);
        let mut keep = None;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(wrong.is_none(), |ui| {
                if widgets::primary_button(ui, theme, "Use this style").clicked() {
                    keep = Some(true);
                }
            });
            if ui.button("Cancel").clicked() {
                keep = Some(false);
            }
        });
        keep
    }

    /// Shows the template; returns what is wrong in it.
    fn show_template(&mut self, ui: &mut Ui, theme: &Theme) -> Option<String> {
        let edit = TextEdit::multiline(&mut self.template)
            .desired_rows(2)
            .desired_width(f32::INFINITY)
            .font(theme::font(size::BODY));
        let field = ui.add(edit);
        field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, "Template"));
        let names: Vec<String> =
            Field::ALL.iter().map(|field| format!("{{{}}}", field.name())).collect();
        let hint = format!(
            "Fields: {}. A part in [square brackets] is left out when a field in it is not known.",
            names.join(" ")
        );
        let hint = RichText::new(hint).font(theme::font(size::SMALL)).color(theme.faint);
        ui.add(Label::new(hint).wrap());
        Template::parse(&self.template).err().map(|error| error.to_string())
    }
}

/// A passage that does not exist, to show a style with while no report is open.
fn invented() -> Fields {
    let text = |text: &str| text.to_owned();
    Fields {
        quote: text("The ombudsman received 40 complaints in May."),
        publisher: text("Tidewatch"),
        title: text("Karvenia Behind Bars"),
        country: text("Karvenia"),
        year: text("2019"),
        section: text("2.a. Prisons"),
        page: text("12"),
        volume: String::new(),
        published: text("11 March 2020"),
        address: text("https://example.org/karvenia"),
        accessed: text("3 February 2021"),
        file: text("karvenia.html"),
    }
}

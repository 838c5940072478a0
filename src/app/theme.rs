//! The look of the window: one set of tokens for colours, type and space, light and dark.
//!
//! [`install`] gives egui the fonts and both styles once; panels ask [`Theme::of`] for the tokens
//! of the theme that is shown and never name a colour or a font size of their own.

use crate::entities::EntityKind;
use crate::project::Highlight;
use eframe::egui::{
    self, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    Stroke, TextStyle, Vec2, Visuals, epaint::Shadow, style::WidgetVisuals,
};
use std::sync::Arc;

/// Steps of the 4-pixel grid.
pub mod space {
    /// 4 px: between an icon and its word.
    pub const XS: f32 = 4.0;
    /// 8 px: between things that belong together.
    pub const S: f32 = 8.0;
    /// 12 px: the inner margin of panels.
    pub const M: f32 = 12.0;
    /// 16 px: between groups.
    pub const L: f32 = 16.0;
    /// 24 px: around what stands alone.
    pub const XL: f32 = 24.0;
    /// Height of a row in a list.
    pub const ROW: f32 = 28.0;
    /// Radius of the corners of fields, buttons and cards.
    pub const RADIUS: u8 = 4;
}

/// The type scale, in points.
pub mod size {
    /// Counts, hints, captions.
    pub const SMALL: f32 = 12.0;
    /// The interface.
    pub const BODY: f32 = 13.5;
    /// Names at the head of a panel or card.
    pub const LARGE: f32 = 16.0;
    /// The report's text, before the reader makes it larger or smaller.
    pub const READING: f32 = 16.5;
    /// The head of an empty window.
    pub const DISPLAY: f32 = 26.0;
}

const SEMI_BOLD: &str = "interface semi-bold";
const SERIF: &str = "reading";
const SERIF_BOLD: &str = "reading bold";

/// The interface's typeface at a size of the scale.
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The interface's typeface, semi-bold.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMI_BOLD.into()))
}

/// The typeface that reports are read in.
pub fn reading_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// The typeface that reports are read in, bold.
pub fn reading_bold_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_BOLD.into()))
}

/// The colours of one theme. Every text colour reaches 4.5:1 on every surface.
#[derive(Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Where reports are read and tables stand.
    pub page: Color32,
    /// Panels and bars around the page.
    pub panel: Color32,
    /// Cards, menus, hover cards.
    pub raised: Color32,
    /// Fields for typing.
    pub field: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Chosen.
    pub chosen: Color32,
    /// Hairlines between panels and around fields.
    pub line: Color32,
    /// Edges that must be seen: fields, buttons.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Text that comes second.
    pub soft: Color32,
    /// Captions, counts, hints.
    pub faint: Color32,
    /// People.
    pub person: Color32,
    /// Courts.
    pub court: Color32,
    /// Organizations.
    pub organization: Color32,
    /// Figures.
    pub figure: Color32,
    /// Warnings and failures.
    pub warning: Color32,
    /// What can be acted on: links, focus.
    pub accent: Color32,
    /// Words on `accent`.
    pub on_accent: Color32,
    /// Behind the sentence that was jumped to.
    pub mark: Color32,
    /// Behind what a search found.
    pub hit: Color32,
    /// Behind the hit that is stepped to.
    pub hit_current: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind highlighted text, and the sign in the margin: yellow, green, blue, pink.
    pub highlights: [(Color32, Color32); 4],
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Ink on warm paper.
pub static LIGHT: Theme = Theme {
    dark: false,
    page: rgb(0xFD_FC_F9),
    panel: rgb(0xF5_F3_EE),
    raised: rgb(0xFF_FF_FF),
    field: rgb(0xFF_FF_FF),
    hover: rgb(0xEC_E9_E1),
    chosen: rgb(0xE3_DF_D4),
    line: rgb(0xE2_DE_D4),
    edge: rgb(0xC9_C3_B6),
    text: rgb(0x1E_1C_19),
    soft: rgb(0x4A_46_3F),
    faint: rgb(0x5F_5A_51),
    person: rgb(0x1B_56_9E),
    court: rgb(0x6B_3C_AE),
    organization: rgb(0x0B_61_5D),
    figure: rgb(0x7D_4E_00),
    warning: rgb(0xA3_3B_08),
    accent: rgb(0x2B_4A_66),
    on_accent: rgb(0xFF_FF_FF),
    mark: rgb(0xFB_F0_C9),
    hit: rgb(0xFC_E5_9A),
    hit_current: rgb(0xF9_C5_5A),
    selection: rgb(0xC9_DD_F2),
    highlights: [
        (rgb(0xFF_EF_9E), rgb(0x8A_6A_00)),
        (rgb(0xCB_EB_B8), rgb(0x3B_75_1F)),
        (rgb(0xBD_EC_F2), rgb(0x0B_68_7A)),
        (rgb(0xF9_CF_E3), rgb(0xA3_2A_66)),
    ],
};

/// Pale ink on charcoal.
pub static DARK: Theme = Theme {
    dark: true,
    page: rgb(0x1A_1A_1B),
    panel: rgb(0x22_22_24),
    raised: rgb(0x2A_2A_2D),
    field: rgb(0x17_17_18),
    hover: rgb(0x2E_2E_31),
    chosen: rgb(0x3A_3A_3E),
    line: rgb(0x35_35_38),
    edge: rgb(0x52_52_57),
    text: rgb(0xE9_E5_DC),
    soft: rgb(0xC4_BF_B5),
    faint: rgb(0xAC_A7_9E),
    person: rgb(0x8A_BA_F5),
    court: rgb(0xC6_A8_F7),
    organization: rgb(0x66_CC_BF),
    figure: rgb(0xE8_B4_4C),
    warning: rgb(0xF5_9A_62),
    accent: rgb(0xA8_C4_DE),
    on_accent: rgb(0x15_1B_22),
    mark: rgb(0x3B_34_1C),
    hit: rgb(0x52_42_10),
    hit_current: rgb(0x6E_51_06),
    selection: rgb(0x2B_45_60),
    highlights: [
        (rgb(0x53_49_0C), rgb(0xE8_CE_4A)),
        (rgb(0x25_4A_1C), rgb(0x8F_D4_78)),
        (rgb(0x0C_48_54), rgb(0x6F_D3_E6)),
        (rgb(0x5E_22_42), rgb(0xF2_96_C4)),
    ],
};

impl Theme {
    /// The tokens of the theme that is shown.
    pub fn of(context: &Context) -> &'static Self {
        match context.theme() {
            egui::Theme::Dark => &DARK,
            egui::Theme::Light => &LIGHT,
        }
    }

    /// The colour of a kind of entity.
    pub fn kind(&self, kind: EntityKind) -> Color32 {
        match kind {
            EntityKind::Person => self.person,
            EntityKind::Court => self.court,
            EntityKind::Organization => self.organization,
        }
    }

    /// What lies behind text highlighted in a colour, and the colour of its sign.
    pub fn highlight(&self, color: Highlight) -> (Color32, Color32) {
        let [yellow, green, blue, pink] = self.highlights;
        match color {
            Highlight::Yellow => yellow,
            Highlight::Green => green,
            Highlight::Blue => blue,
            Highlight::Pink => pink,
        }
    }

    fn visuals(&self) -> Visuals {
        let radius = CornerRadius::same(space::RADIUS);
        let widget = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, edge),
            corner_radius: radius,
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        let base = if self.dark { Visuals::dark() } else { Visuals::light() };
        let mut visuals = base;
        visuals.widgets.noninteractive = widget(self.panel, self.line, self.text);
        visuals.widgets.inactive = widget(self.raised, self.edge, self.text);
        visuals.widgets.hovered = widget(self.hover, self.edge, self.text);
        visuals.widgets.active = widget(self.chosen, self.accent, self.text);
        visuals.widgets.open = widget(self.chosen, self.edge, self.text);
        visuals.weak_text_color = Some(self.faint);
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(1.0, self.text);
        visuals.hyperlink_color = self.accent;
        visuals.faint_bg_color = self.hover;
        visuals.extreme_bg_color = self.field;
        visuals.text_edit_bg_color = Some(self.field);
        visuals.code_bg_color = self.hover;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.warning;
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.raised;
        visuals.window_stroke = Stroke::new(1.0, self.edge);
        visuals.window_corner_radius = CornerRadius::same(space::RADIUS + 2);
        visuals.menu_corner_radius = CornerRadius::same(space::RADIUS);
        let shadow = Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 110 } else { 36 }),
        };
        visuals.window_shadow = shadow;
        visuals.popup_shadow = shadow;
        visuals.text_cursor.stroke = Stroke::new(1.5, self.accent);
        visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
        visuals
    }
}

/// Gives egui the fonts and the two themes. Called once, when the window is made.
pub fn install(context: &Context) {
    context.set_fonts(fonts());
    for (of, theme) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        context.style_mut_of(of, |style| {
            style.visuals = theme.visuals();
            style.text_styles = [
                (TextStyle::Small, font(size::SMALL)),
                (TextStyle::Body, font(size::BODY)),
                (TextStyle::Button, font(size::BODY)),
                (TextStyle::Heading, strong_font(size::LARGE)),
                (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
            ]
            .into();
            style.animation_time = 0.1;
            style.interaction.tooltip_delay = 0.35;
            style.interaction.selectable_labels = false;
            let spacing = &mut style.spacing;
            spacing.item_spacing = Vec2::new(space::S, space::XS);
            spacing.button_padding = Vec2::new(10.0, 5.0);
            spacing.interact_size.y = space::ROW;
            spacing.menu_margin = Margin::same(6);
            spacing.window_margin = Margin::same(12);
            spacing.tooltip_width = 360.0;
            spacing.scroll.bar_width = 8.0;
            spacing.scroll.floating_width = 5.0;
            spacing.scroll.handle_min_length = 36.0;
            spacing.scroll.foreground_color = false;
            spacing.scroll.floating = true;
            // A list that has just become longer, or is another one than before, is put where it is
            // to stand: egui would take it for one that was pulled beyond its end, and let it
            // spring back.
            spacing.scroll.kinetic.rubber_band = false;
            // A track over the ends of rows and fields looks like a fault in them.
            spacing.scroll.active_background_opacity = 0.0;
            // Text that fades at an edge looks cut off rather than scrolled.
            spacing.scroll.fade.strength = 0.0;
            spacing.scroll.floating_allocated_width = 0.0;
        });
    }
    context.options_mut(|options| options.fallback_theme = egui::Theme::Light);
}

/// The fonts that come with the program, each with the others behind it for the letters it lacks,
/// and egui's own for signs.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let shipped: [(&str, &'static [u8]); 4] = [
        ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
        ("Inter semi-bold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
        ("Noto Serif", include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf")),
        ("Noto Serif bold", include_bytes!("../../assets/fonts/NotoSerif-Bold.ttf")),
    ];
    for (name, bytes) in shipped {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let signs = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut family = |family: FontFamily, names: [&str; 2]| {
        let mut list: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        list.extend(signs.iter().cloned());
        fonts.families.insert(family, list);
    };
    family(FontFamily::Proportional, ["Inter", "Noto Serif"]);
    family(FontFamily::Name(SEMI_BOLD.into()), ["Inter semi-bold", "Noto Serif bold"]);
    family(FontFamily::Name(SERIF.into()), ["Noto Serif", "Inter"]);
    family(FontFamily::Name(SERIF_BOLD.into()), ["Noto Serif bold", "Inter semi-bold"]);
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn luminance(color: Color32) -> f64 {
        let channel = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_is_legible_on_every_surface() {
        for theme in [&LIGHT, &DARK] {
            let texts = [
                ("text", theme.text),
                ("soft", theme.soft),
                ("faint", theme.faint),
                ("person", theme.person),
                ("court", theme.court),
                ("organization", theme.organization),
                ("figure", theme.figure),
                ("warning", theme.warning),
                ("accent", theme.accent),
            ];
            let surfaces = [
                ("page", theme.page),
                ("panel", theme.panel),
                ("raised", theme.raised),
                ("field", theme.field),
                ("hover", theme.hover),
                ("chosen", theme.chosen),
                ("mark", theme.mark),
            ];
            for (text, color) in texts {
                for (surface, behind) in surfaces {
                    let contrast = contrast(color, behind);
                    let dark = theme.dark;
                    assert!(contrast >= 4.5, "{text} on {surface}, dark {dark}: {contrast:.2}");
                }
            }
            for behind in [theme.hit, theme.hit_current, theme.selection] {
                assert!(contrast(theme.text, behind) >= 4.5);
            }
            for (behind, sign) in theme.highlights {
                assert!(contrast(theme.text, behind) >= 4.5);
                // What is no text must reach 3:1 (WCAG 2.2, 1.4.11).
                assert!(contrast(sign, behind) >= 3.0 && contrast(sign, theme.page) >= 3.0);
            }
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
        }
    }

    #[test]
    fn the_fonts_hold_the_letters_that_reports_use() {
        let mut fonts =
            egui::epaint::text::Fonts::new(egui::epaint::text::TextOptions::default(), fonts());
        for font in [font(14.0), strong_font(14.0), reading_font(16.0), reading_bold_font(16.0)] {
            for letter in "ệőşЖқұәӨΩά’“”–—…•≈≥".chars() {
                assert!(fonts.has_glyph(&font, letter), "{letter} is missing in {font:?}");
            }
        }
    }
}

//! A theme of the user's own: colours, typeface and logo from a file.
//!
//! In comes a TOML file with what it names beside it, out comes an [`OwnTheme`] that holds all of
//! it, so that a chart saved with it is the same where the files are not. What is wrong is an
//! error in plain words; what is merely hard to read is a warning.

use super::drawing::Color;
use super::logo::{Corner, Logo, Picture, PictureProblem};
use super::theme::{self, MOST_COLORS, Palette, Theme, contrast};
use super::typeface::{self, Typeface, TypefaceError, Typefaces};
use serde::{Deserialize, Serialize};
use std::path::{Component, Path};
use thiserror::Error;

/// The largest theme file that is read.
const MOST_BYTES: u64 = 64 * 1024;

/// A theme of the user's own, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct OwnTheme {
    /// Its name, for menus.
    pub name: String,
    /// Its typefaces, if any.
    pub typefaces: Option<Typefaces>,
    /// Its logo, if any.
    pub logo: Option<Logo>,
    colors: Theme,
}

/// Why a theme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ThemeError {
    /// A file could not be read.
    #[error("{file} could not be read: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The theme file is too large.
    #[error("{0} is too large for a theme file (64 kB at most)")]
    TooLarge(String),
    /// It is not in the form of a theme file.
    #[error("line {line} of the theme file: {what}")]
    Wrong {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A colour is not written as one.
    #[error("“{value}” ({field}) is no colour: write it as #1a2b3c")]
    Color {
        /// Where it stands.
        field: String,
        /// What stands there.
        value: String,
    },
    /// The palette has no colour, or too many.
    #[error("a palette has 1 to {MOST_COLORS} colours, not {0}")]
    Palette(usize),
    /// A file is named by a way that leaves the theme's folder.
    #[error("{0} must stand beside the theme file or in a folder there")]
    Elsewhere(String),
    /// A font cannot be used.
    #[error("the font {file} cannot be used: {why}")]
    Font {
        /// The file.
        file: String,
        /// Why.
        why: TypefaceError,
    },
    /// A logo cannot be used.
    #[error("the logo {file} cannot be used: {why}")]
    Logo {
        /// The file.
        file: String,
        /// Why.
        why: PictureProblem,
    },
    /// The logo's height is out of reason.
    #[error("the logo's height is told in percent of the picture's, 2 to 20, not {0}")]
    Height(String),
}

/// The form of a theme file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<String>,
    #[serde(default)]
    colors: Colors,
    font: Option<Font>,
    logo: Option<LogoFile>,
}

/// Colours as they are written; what is left out follows from the background.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Colors {
    background: Option<String>,
    ink: Option<String>,
    muted: Option<String>,
    grid: Option<String>,
    axis: Option<String>,
    palette: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Font {
    regular: String,
    bold: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogoFile {
    file: String,
    #[serde(default)]
    corner: Corner,
    height: Option<f64>,
}

/// Reads a file that a theme file names, of at most so many bytes.
pub type ReadBeside<'a> = dyn Fn(&str, usize) -> Result<Vec<u8>, ThemeError> + 'a;

/// The height of a logo unless the file tells one, in percent.
const LOGO_HEIGHT: f64 = 7.0;

impl OwnTheme {
    /// Reads a theme file and the files that it names, which stand in its folder. With it come
    /// warnings about what will be hard to read.
    pub fn load(path: &Path) -> Result<(Self, Vec<String>), ThemeError> {
        let name = |path: &Path| path.display().to_string();
        let unreadable = |path: &Path, error: &std::io::Error| ThemeError::Unreadable {
            file: name(path),
            why: error.to_string(),
        };
        let size = |path: &Path| {
            let found = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
            Ok::<u64, ThemeError>(found.len())
        };
        if size(path)? > MOST_BYTES {
            return Err(ThemeError::TooLarge(name(path)));
        }
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let beside = |file: &str, most: usize| {
            let path = folder.join(file);
            // What is too large is not read at all; its reader says so.
            if size(&path)? > u64::try_from(most).unwrap_or(u64::MAX) {
                return Ok(vec![0; most + 1]);
            }
            std::fs::read(&path).map_err(|error| unreadable(&path, &error))
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Self::parse(&text, &stem.unwrap_or_default(), &beside)
    }

    /// Makes a theme of the words of a theme file. `name` is its name unless it tells one;
    /// `beside` reads a file of its folder of at most so many bytes.
    pub fn parse(
        text: &str,
        name: &str,
        beside: &ReadBeside<'_>,
    ) -> Result<(Self, Vec<String>), ThemeError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            ThemeError::Wrong { line, what: error.message().to_owned() }
        })?;
        let colors = colors(&file.colors)?;
        let read = |file: &str, most: usize| {
            let inside = Path::new(file).components();
            if !inside.into_iter().all(|part| matches!(part, Component::Normal(_))) {
                return Err(ThemeError::Elsewhere(file.to_owned()));
            }
            beside(file, most)
        };
        let typefaces = file.font.map(|font| typefaces(&font, &read)).transpose()?;
        let logo = file.logo.map(|logo| logo_of(&logo, &read)).transpose()?;
        let told = file.name.filter(|name| !name.trim().is_empty());
        let name = told.as_deref().unwrap_or(name).chars().take(60).collect();
        let own = Self { name, typefaces, logo, colors };
        let warnings = own.warnings();
        Ok((own, warnings))
    }

    /// Its colours.
    pub fn theme(&self) -> Theme {
        self.colors
    }

    /// What will be hard to read: text below 4.5:1 and marks below 3:1, as WCAG 2.2 asks.
    pub fn warnings(&self) -> Vec<String> {
        let colors = &self.colors;
        let weak = |color: Color, least: f64| {
            let told = contrast(color, colors.background);
            (told < least).then_some(told)
        };
        let texts = [
            (colors.ink, "Titles and labels (ink)"),
            (colors.muted, "Notes and axis labels (muted)"),
        ];
        let texts = texts.into_iter().filter_map(|(color, what)| {
            let told = weak(color, 4.5)?;
            Some(format!("{what} will be hard to read: contrast {told:.1}:1, 4.5:1 is needed"))
        });
        let marks = (1..).zip(colors.palette.iter()).filter_map(|(at, color)| {
            let told = weak(*color, 3.0)?;
            Some(format!(
                "Colour {at} of the palette is faint: contrast {told:.1}:1, 3:1 is needed"
            ))
        });
        texts.chain(marks).collect()
    }
}

fn typefaces(font: &Font, read: &ReadBeside<'_>) -> Result<Typefaces, ThemeError> {
    let face = |file: &str| {
        let bytes = read(file, typeface::MOST_BYTES)?;
        Typeface::new(bytes).map_err(|why| ThemeError::Font { file: file.to_owned(), why })
    };
    let bold = font.bold.as_deref().map(face).transpose()?;
    Ok(Typefaces { regular: face(&font.regular)?, bold })
}

fn logo_of(logo: &LogoFile, read: &ReadBeside<'_>) -> Result<Logo, ThemeError> {
    let percent = logo.height.unwrap_or(LOGO_HEIGHT);
    if !(2.0..=20.0).contains(&percent) {
        return Err(ThemeError::Height(percent.to_string()));
    }
    let bytes = read(&logo.file, super::logo::MOST_BYTES)?;
    let picture =
        Picture::new(bytes).map_err(|why| ThemeError::Logo { file: logo.file.clone(), why })?;
    Ok(Logo { picture, corner: logo.corner, height: percent / 100.0 })
}

/// The colours of a file, what is left out as the light or the dark theme has it, whichever suits
/// the background.
fn colors(written: &Colors) -> Result<Theme, ThemeError> {
    let read = |field: &str, value: &str| {
        color(value)
            .ok_or_else(|| ThemeError::Color { field: field.to_owned(), value: value.to_owned() })
    };
    let or = |field: &str, value: &Option<String>, usual: Color| {
        value.as_deref().map_or(Ok(usual), |value| read(field, value))
    };
    let background = or("background", &written.background, theme::light().background)?;
    let usual =
        if contrast(background, theme::rgb(0)) < 4.5 { theme::dark() } else { theme::light() };
    let palette = match &written.palette {
        None => usual.palette,
        Some(colors) if !(1..=MOST_COLORS).contains(&colors.len()) => {
            return Err(ThemeError::Palette(colors.len()));
        }
        Some(colors) => {
            let colors: Result<Vec<Color>, ThemeError> =
                colors.iter().map(|color| read("palette", color)).collect();
            Palette::new(&colors?)
        }
    };
    Ok(Theme {
        background,
        ink: or("ink", &written.ink, usual.ink)?,
        muted: or("muted", &written.muted, usual.muted)?,
        grid: or("grid", &written.grid, usual.grid)?,
        axis: or("axis", &written.axis, usual.axis)?,
        palette,
        patterned: palette.len() == 1,
    })
}

/// Reads `#1a2b3c`.
fn color(written: &str) -> Option<Color> {
    let digits = written.trim().strip_prefix('#')?;
    let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok().map(theme::rgb))?
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

/// A theme as it is kept with a chart: all in one, the files as base 64.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    name: String,
    colors: Colors,
    #[serde(skip_serializing_if = "Option::is_none")]
    font: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bold: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
    corner: Corner,
    height: f64,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            name: String::new(),
            colors: Colors::default(),
            font: None,
            bold: None,
            logo: None,
            corner: Corner::default(),
            height: LOGO_HEIGHT / 100.0,
        }
    }
}

impl From<OwnTheme> for Kept {
    fn from(own: OwnTheme) -> Self {
        let colors = &own.colors;
        let fonts = own.typefaces.as_ref();
        Self {
            colors: Colors {
                background: Some(hex(colors.background)),
                ink: Some(hex(colors.ink)),
                muted: Some(hex(colors.muted)),
                grid: Some(hex(colors.grid)),
                axis: Some(hex(colors.axis)),
                palette: Some(colors.palette.iter().copied().map(hex).collect()),
            },
            font: fonts.map(|fonts| typeface::written(fonts.regular.bytes())),
            bold: fonts.and_then(|f| f.bold.as_ref()).map(|face| typeface::written(face.bytes())),
            logo: own.logo.as_ref().map(|logo| typeface::written(logo.picture.png())),
            corner: own.logo.as_ref().map_or_else(Corner::default, |logo| logo.corner),
            height: own.logo.as_ref().map_or(LOGO_HEIGHT / 100.0, |logo| logo.height),
            name: own.name,
        }
    }
}

/// What is damaged is left out: a chart must open also where its theme does not.
impl From<Kept> for OwnTheme {
    fn from(kept: Kept) -> Self {
        let face = |written: &Option<String>| {
            written.as_deref().and_then(typeface::read).and_then(|bytes| Typeface::new(bytes).ok())
        };
        let picture = kept.logo.as_deref().and_then(typeface::read);
        let picture = picture.and_then(|bytes| Picture::new(bytes).ok());
        let height = if kept.height.is_finite() { kept.height.clamp(0.02, 0.2) } else { 0.07 };
        Self {
            typefaces: face(&kept.font)
                .map(|regular| Typefaces { regular, bold: face(&kept.bold) }),
            logo: picture.map(|picture| Logo { picture, corner: kept.corner, height }),
            colors: colors(&kept.colors).unwrap_or_else(|_| theme::light()),
            name: kept.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::logo::tests::dots;

    const SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");

    fn parsed(text: &str) -> Result<(OwnTheme, Vec<String>), ThemeError> {
        OwnTheme::parse(text, "house", &|file, _| match file {
            "serif.ttf" => Ok(SERIF.to_vec()),
            "logo.png" => Ok(dots(40, 20)),
            _ => Ok(b"something else".to_vec()),
        })
    }

    #[test]
    fn the_theme_that_is_shipped_as_a_pattern_is_one() {
        let text = include_str!("../../assets/sample-theme.toml");
        let (own, warnings) = parsed(text).unwrap();
        assert_eq!(own.name, "Harbour");
        assert!(warnings.is_empty(), "{warnings:?}");
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .fold(String::new(), |all, line| all + line + "\n")
            .replace("our-font-regular.ttf", "serif.ttf")
            .replace("our-font-bold.ttf", "serif.ttf")
            .replace("our-logo.png", "logo.png");
        let (own, _) = parsed(&all).unwrap();
        assert!(own.typefaces.is_some() && own.logo.is_some(), "what stands in comments holds too");
    }

    #[test]
    fn what_is_left_out_suits_the_background() {
        let (own, _) = parsed("[colors]\nbackground = \"#101418\"").unwrap();
        assert_eq!(own.name, "house");
        assert_eq!(own.theme().ink, theme::dark().ink);
        let (own, _) = parsed("[colors]\npalette = [\"#aa0000\"]").unwrap();
        assert_eq!(own.theme().ink, theme::light().ink);
        assert!(own.theme().patterned, "one colour tells no two series apart");
    }

    #[test]
    fn what_is_wrong_is_told_in_plain_words() {
        let said = |text: &str| parsed(text).unwrap_err().to_string();
        let cases = [
            ("[colors]\nink = \"black\"", "“black” (ink) is no colour: write it as #1a2b3c"),
            ("[colors]\npalette = []", "a palette has 1 to 12 colours, not 0"),
            ("[colors]\n\nshade = \"#000000\"", "line 3 of the theme file: unknown field `shade`"),
            ("[font]\nregular = \"../a.ttf\"", "../a.ttf must stand beside the theme file"),
            ("[font]\nregular = \"a.ttf\"", "the font a.ttf cannot be used: it is not a TrueType"),
            ("[logo]\nfile = \"a.gif\"", "the logo a.gif cannot be used: it is not a PNG picture"),
            ("[logo]\nfile = \"logo.png\"\nheight = 90", "2 to 20, not 90"),
        ];
        for (text, wanted) in cases {
            assert!(said(text).contains(wanted), "{text}: {}", said(text));
        }
    }

    #[test]
    fn faint_colours_are_warned_of_and_not_refused() {
        let (own, warnings) =
            parsed("[colors]\nink = \"#bbbbbb\"\npalette = [\"#004488\", \"#eeeeee\"]").unwrap();
        assert_eq!(own.theme().ink, theme::rgb(0x00bb_bbbb));
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].starts_with("Titles and labels (ink) will be hard to read"));
        assert!(warnings[1].starts_with("Colour 2 of the palette is faint"));
    }

    #[test]
    fn a_theme_is_kept_whole_and_a_damaged_one_still_opens() {
        let text = "name = \"Lantern\"\n[colors]\nink = \"#102030\"\n[font]\nregular = \
                    \"serif.ttf\"\n[logo]\nfile = \"logo.png\"\ncorner = \"bottom-right\"";
        let (own, _) = parsed(text).unwrap();
        let kept = serde_json::to_string(&own).unwrap();
        let back: OwnTheme = serde_json::from_str(&kept).unwrap();
        assert_eq!(back, own);
        let damaged = r#"{"name": "x", "colors": {"ink": "red"}, "font": "%%", "logo": "AAAA"}"#;
        let back: OwnTheme = serde_json::from_str(damaged).unwrap();
        assert!(back.typefaces.is_none() && back.logo.is_none());
        assert_eq!(back.theme(), theme::light());
    }

    #[test]
    fn a_theme_is_read_from_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lantern.toml");
        std::fs::write(folder.path().join("serif.ttf"), SERIF).unwrap();
        std::fs::write(&file, "[font]\nregular = \"serif.ttf\"").unwrap();
        let (own, _) = OwnTheme::load(&file).unwrap();
        assert_eq!(own.name, "lantern");
        assert_eq!(own.typefaces.unwrap().regular.family(), "Noto Serif");
        std::fs::write(&file, "[font]\nregular = \"gone.ttf\"").unwrap();
        let error = OwnTheme::load(&file).unwrap_err().to_string();
        assert!(error.contains("gone.ttf could not be read"), "{error}");
    }
}

//! What is typed after the options of `rapporteur chart`: sizes, days, years.

use crate::charts::{EventLine, Size, ThemeName};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};

/// Colours that were asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartTheme {
    /// Those of the program.
    Named(ThemeName),
    /// The user's own.
    File(PathBuf),
}

/// Reads `dark` or `ours.toml`.
pub fn theme(argument: &str) -> Result<ChartTheme, String> {
    let named = match argument {
        "light" => ThemeName::Light,
        "dark" => ThemeName::Dark,
        "transparent" => ThemeName::Transparent,
        "monochrome" => ThemeName::Monochrome,
        file => {
            let path = Path::new(file);
            let is_theme = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
            return is_theme.then(|| ChartTheme::File(path.to_owned())).ok_or_else(|| {
                "give light, dark, transparent, monochrome, or a theme file (.toml)".to_owned()
            });
        }
    };
    Ok(ChartTheme::Named(named))
}

/// Reads `1920x1080`.
pub fn size(argument: &str) -> Result<Size, String> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let sides = argument.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(width, height)| Some((number(width)?, number(height)?)));
    sides.and_then(|(width, height)| Size::new(width, height)).ok_or_else(|| {
        "give width and height in pixels, as in 1920x1080; each between 64 and 16384, and neither \
         more than four times the other"
            .to_owned()
    })
}

/// Reads `16x9cm` or `160x90mm` as millimetres.
pub fn paper(argument: &str) -> Result<[u32; 2], String> {
    let typed = argument.trim().to_lowercase();
    let (sides, unit) = match (typed.strip_suffix("cm"), typed.strip_suffix("mm")) {
        (Some(sides), _) => (sides, 10.0),
        (_, Some(sides)) => (sides, 1.0),
        _ => (typed.as_str(), 0.0),
    };
    let side = |text: &str| {
        let number: f64 = text.trim().replace(',', ".").parse().ok()?;
        let millimetres = (number * unit).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the bounds before it"
        )]
        (10.0..=2_000.0).contains(&millimetres).then_some(millimetres as u32)
    };
    let read = sides.split_once(['x', '×']);
    let read = read.and_then(|(width, height)| Some([side(width)?, side(height)?]));
    read.filter(|[width, height]| width <= &(height * 4) && height <= &(width * 4)).ok_or_else(|| {
        "give width and height on paper, as in 16x9cm or 160x90mm; each between 1 cm and 2 m, and \
         neither more than four times the other"
            .to_owned()
    })
}

/// Reads `2013-05-01=what happened`; a month is its first day, a year its first of July.
pub fn event(argument: &str) -> Result<EventLine, String> {
    let read = argument.split_once('=');
    let read = read.and_then(|(day, label)| {
        let label = label.trim().trim_matches('"').to_owned();
        Some(EventLine { date: typed_day(day)?, label })
    });
    read.filter(|event| !event.label.is_empty()).ok_or_else(|| {
        "give a day, a month or a year and what happened, as in 2013-05=\"New law\"".to_owned()
    })
}

fn typed_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    let mut number = || -> Option<Option<i8>> {
        parts.next().map_or(Some(None), |part| part.parse().ok().map(Some))
    };
    match (number()?, number()?) {
        (None, _) => Some(date(year, 7, 1)),
        (Some(month), day) => Date::new(year, month, day.unwrap_or(1)).ok(),
    }
}

/// Reads how many pixels a PNG has for one of the chart's, each way.
pub fn scale(argument: &str) -> Result<f64, String> {
    let read = argument.trim().trim_end_matches(['x', '×']).parse::<f64>().ok();
    read.filter(|scale| (0.1..=16.0).contains(scale))
        .ok_or_else(|| "give a number between 0.1 and 16, as in 2".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_bounded() {
        assert_eq!(size("1280x720"), Ok(Size { width: 1280, height: 720 }));
        for wrong in ["1280", "0x0", "10x10", "99999x1080", "4000x100", "axb", "-1x5"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn paper_is_read_in_centimetres_and_millimetres() {
        assert_eq!(paper("16x9cm"), Ok([160, 90]));
        assert_eq!(paper("16,5 x 9 cm"), Ok([165, 90]));
        assert_eq!(paper("210x297mm"), Ok([210, 297]));
        for wrong in ["16x9", "0x9cm", "16cm", "axbcm", "900x1cm", "9000x9000cm"] {
            assert!(paper(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn events_have_a_time_and_words() {
        let read = |text| event(text).map(|event| (event.date, event.label));
        let law = || "New law".to_owned();
        assert_eq!(read("2013-05-09=New law"), Ok((date(2013, 5, 9), law())));
        assert_eq!(read("2013-05=\"New law\""), Ok((date(2013, 5, 1), law())));
        assert_eq!(read("2013=New law"), Ok((date(2013, 7, 1), law())));
        for wrong in ["2013", "2013-13=x", "2013-02-30=x", "soon=x", "2013=", "13=x"] {
            assert!(event(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_theme_is_a_name_or_a_file() {
        assert_eq!(theme("dark"), Ok(ChartTheme::Named(ThemeName::Dark)));
        assert_eq!(theme("a/ours.TOML"), Ok(ChartTheme::File("a/ours.TOML".into())));
        assert!(theme("purple").is_err());
    }

    #[test]
    fn scales_are_bounded() {
        assert_eq!([scale("2"), scale("4x"), scale("1.5")], [Ok(2.0), Ok(4.0), Ok(1.5)]);
        assert!(scale("0").is_err() && scale("99").is_err() && scale("big").is_err());
    }
}

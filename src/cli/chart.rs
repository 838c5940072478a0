//! `rapporteur chart`: the chart of one indicator as a picture, or the data behind it.

use super::folder::{self, FolderArguments};
use super::{CliError, ThemeArgument, complain, output};
use crate::charts::{self, ChartSpec, Choice, Filter, Size, Subject, ThemeName};
use crate::entities::ReportIndex;
use crate::figures::{Catalogue, Indicator};
use crate::report::Metadata;
use crate::series::{Series, SeriesInput, SeriesSet};
use clap::Args;
use std::path::{Path, PathBuf};

/// Which chart is drawn, and how.
#[derive(Debug, Args)]
pub struct ChartArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// What is charted; `rapporteur indicators` lists the slugs.
    #[arg(long, value_name = "SLUG")]
    indicator: String,
    /// The country, where the reports are on several; otherwise the one with most values.
    #[arg(long, value_name = "NAME")]
    country: Option<String>,
    /// Only the values that this body tells: its name or a part of it.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Leave out values that the text gives no date for; a note counts them.
    #[arg(long)]
    no_undated: bool,
    /// Draw the chosen series as one; a note says how they differ.
    #[arg(long)]
    join: bool,
    /// The file to write; its ending picks picture (.png, .svg) or data (.csv, or .json with what
    /// keeps values from being compared and why years have none).
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Width and height of the picture in pixels.
    #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = size)]
    size: Size,
    /// The picture's colours.
    #[arg(long, default_value = "light")]
    theme: ThemeArgument,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Png,
    Svg,
    Csv,
    Json,
}

/// Reads the folder, draws the chart and writes it.
pub fn run(arguments: &ChartArguments) -> Result<(), CliError> {
    let format = format_of(&arguments.output)?;
    // Asked before all reports are read, which may take long.
    let mut known = Catalogue::built_in().indicators;
    known.extend(arguments.folder.project().indicators().cloned());
    let indicator =
        known.iter().find(|known| known.slug == arguments.indicator).ok_or_else(|| {
            let slugs = known.iter().map(|known| known.slug.as_str());
            CliError::Usage(unknown_indicator(&arguments.indicator, slugs))
        })?;
    let workspace = arguments.folder.open()?;
    let inputs = workspace.series_inputs();
    let set = workspace.series(&indicator.slug);
    let filter =
        Filter { country: arguments.country.as_deref(), source: arguments.source.as_deref() };
    let mut choice = charts::choose(&set, Some(indicator), filter);
    if choice.series.is_empty() {
        return Err(CliError::Failed(nothing_to_draw(arguments, &set)));
    }
    tell_country(&choice);
    if arguments.join {
        let keys = choice.series.iter().map(|series| series.key.clone()).collect();
        let chosen = SeriesSet { series: choice.series, left_out: Vec::new() };
        choice.series = chosen.joined(&[keys]).series;
    }
    let written = match format {
        Format::Csv => charts::csv(&choice.series, &inputs, &folder::citer(&workspace))
            .map_err(failed)?
            .into_bytes(),
        Format::Json => {
            let shown: Vec<&Series> = choice.series.iter().collect();
            let gaps = workspace.gaps(&indicator.slug, &set, &shown);
            let told = charts::Told {
                series: &choice.series,
                inputs: &inputs,
                gaps: &gaps,
                left_out: &set.left_out,
                notes: &choice.notes,
            };
            charts::json(&told).map_err(failed)?.into_bytes()
        }
        Format::Svg => charts::svg(&drawn(arguments, indicator, &choice, &inputs)).into_bytes(),
        Format::Png => {
            charts::png(&drawn(arguments, indicator, &choice, &inputs)).map_err(failed)?
        }
    };
    output::to_file(&arguments.output, &written)
}

fn drawn(
    arguments: &ChartArguments,
    indicator: &Indicator,
    choice: &Choice,
    inputs: &[SeriesInput<'_>],
) -> charts::Drawing {
    let reports: Vec<(ReportIndex, &Metadata)> =
        inputs.iter().map(|input| (input.index, &input.report.metadata)).collect();
    let spec = ChartSpec {
        size: arguments.size,
        theme: match arguments.theme {
            ThemeArgument::Light => ThemeName::Light,
            ThemeArgument::Dark => ThemeName::Dark,
        },
        notes: choice.notes.clone(),
        hide_undated: arguments.no_undated,
        ..ChartSpec::default()
    };
    let subject = Subject { indicator: Some(indicator), reports: &reports, ..Subject::default() };
    charts::draw(&spec, &choice.series, &subject)
}

/// Says which country was chosen where the reports are on several.
fn tell_country(choice: &Choice) {
    if let (Some(country), false) = (&choice.country, choice.other_countries.is_empty()) {
        let others = some_of(&choice.other_countries);
        complain(&format!(
            "charting {country}, which has most values; --country picks another ({others})"
        ));
    }
}

/// Why there is nothing to draw, and what there would be.
fn nothing_to_draw(arguments: &ChartArguments, set: &SeriesSet) -> String {
    let slug = &arguments.indicator;
    if set.series.is_empty() {
        let folder = arguments.folder.folder.display();
        return format!("no figures of {slug} were found in {folder}");
    }
    let distinct = |names: Vec<String>| {
        let names: std::collections::BTreeSet<String> = names.into_iter().collect();
        some_of(&names.into_iter().collect::<Vec<_>>())
    };
    let keys = || set.series.iter().map(|one| &one.key);
    let fold = |name: &str| name.trim().to_lowercase();
    let in_country = |country: &str| {
        keys().any(|key| key.country.as_deref().is_some_and(|own| fold(own) == fold(country)))
    };
    match (&arguments.country, &arguments.source) {
        (Some(country), _) if !in_country(country) => {
            let known = distinct(keys().filter_map(|key| key.country.clone()).collect());
            format!("no figures of {slug} for {country}; there are for {known}")
        }
        (_, Some(source)) => {
            let known = distinct(keys().map(|key| key.teller().to_owned()).collect());
            format!("no figures of {slug} by {source}; there are by {known}")
        }
        _ => format!("no figures of {slug} that can stand in a chart"),
    }
}

/// A few names, and how many more there are.
fn some_of(names: &[String]) -> String {
    const MOST: usize = 8;
    let listed: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    match names.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{} and {more} more", listed.join(", ")),
        _ => listed.join(", "),
    }
}

fn format_of(path: &Path) -> Result<Format, CliError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("png") => Ok(Format::Png),
        Some("svg") => Ok(Format::Svg),
        Some("csv") => Ok(Format::Csv),
        Some("json") => Ok(Format::Json),
        _ => Err(CliError::Usage(format!(
            "{}: the name must end in .png, .svg, .csv or .json",
            path.display()
        ))),
    }
}

/// Reads `1920x1080`.
fn size(argument: &str) -> Result<Size, String> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let sides = argument.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(width, height)| Some((number(width)?, number(height)?)));
    sides.and_then(|(width, height)| Size::new(width, height)).ok_or_else(|| {
        "give width and height in pixels, as in 1920x1080; each between 64 and 16384, and neither \
         more than four times the other"
            .to_owned()
    })
}

/// The least likeness of two slugs for one to be offered instead of the other.
const ALIKE: f64 = 0.8;

fn unknown_indicator<'a>(slug: &str, known: impl Iterator<Item = &'a str>) -> String {
    let typed = slug.to_lowercase().replace(['-', ' '], "_");
    let likeness = |name: &str| {
        let inside = !typed.is_empty() && (name.contains(&typed) || typed.contains(name));
        strsim::jaro_winkler(name, &typed).max(if inside { 1.0 } else { 0.0 })
    };
    let mut near: Vec<(&str, f64)> = known.map(|name| (name, likeness(name))).collect();
    near.retain(|(_, likeness)| *likeness >= ALIKE);
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let near: Vec<&str> = near.iter().take(5).map(|(name, _)| *name).collect();
    match near.as_slice() {
        [] => format!("no indicator is called {slug}; `rapporteur indicators` lists them"),
        names => format!("no indicator is called {slug}; near it: {}", names.join(", ")),
    }
}

fn failed(error: impl std::fmt::Display) -> CliError {
    CliError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_indicator_names_near_ones() {
        let known = ["torture_complaints", "abuse_complaints", "prisoners", "strikes"];
        let said = |slug| unknown_indicator(slug, known.into_iter());
        assert!(said("torture_complaint").contains("near it: torture_complaints"));
        assert!(said("complaints").contains("abuse_complaints, torture_complaints"));
        assert!(said("torture-complaints").contains("near it: torture_complaints"));
        assert!(said("weather").contains("`rapporteur indicators` lists them"));
    }

    #[test]
    fn sizes_are_read_and_bounded() {
        assert_eq!(size("1280x720"), Ok(Size { width: 1280, height: 720 }));
        for wrong in ["1280", "0x0", "10x10", "99999x1080", "4000x100", "axb", "-1x5"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}

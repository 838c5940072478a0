//! `rapporteur chart`: charts of indicators, or charts that were saved, as pictures, pages, slides,
//! sheets, or the data behind them.

mod refusals;
mod typed;

use super::folder::FolderArguments;
use super::names::NameArguments;
use super::{CliError, complain, output};
use crate::charts::{
    ChartKind, ChartSpec, CountryOrder, EventLine, OwnTheme, Panels, Reference, Size, ThemeName,
};
use crate::export::{self, Exhibit, Format, Narrow};
use crate::figures::{Catalogue, Indicator};
use crate::project::SavedChart;
use crate::workbook::Held;
use crate::workspace::Workspace;
use clap::{ArgGroup, Args, ValueEnum};
use refusals::{nothing_to_draw, tell_country, unknown_indicator};
use std::path::{Path, PathBuf};
use typed::ChartTheme;

/// Which charts are made, and how.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["indicator", "chart", "all_charts"]))]
pub struct ChartArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// What is charted, one or several; `rapporteur indicators` lists the slugs.
    #[arg(long, value_name = "SLUG", value_delimiter = ',')]
    indicator: Vec<String>,
    /// A chart of this name that was saved in the project.
    #[arg(long, value_name = "NAME", conflicts_with = "all_charts")]
    chart: Vec<String>,
    /// All charts that were saved in the project.
    #[arg(long)]
    all_charts: bool,
    /// Several indicators in one chart, where they share an axis; otherwise each has its own.
    #[arg(long, requires = "indicator")]
    together: bool,
    /// The country, one or several, where the reports are on several; otherwise the one with most
    /// values, or with `--panels country` and `--kind latest` all.
    #[arg(long, value_name = "NAME", value_delimiter = ',', requires = "indicator")]
    country: Vec<String>,
    /// Only the values that this body tells: its name or a part of it.
    #[arg(long, value_name = "NAME", requires = "indicator")]
    source: Option<String>,
    /// Leave out values that the text gives no date for; a note counts them.
    #[arg(long)]
    no_undated: bool,
    /// Draw the chosen series as one; a note says how they differ.
    #[arg(long, requires = "indicator")]
    join: bool,
    /// The file to write. Its ending picks picture (.png, .svg, .pdf), slides with charts that can
    /// be edited (.pptx), a workbook (.xlsx) or data (.csv, or .json with what keeps values from
    /// being compared and why years have none). Of several charts each becomes a picture of its
    /// own, with its name added; other files hold them all.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Width and height of the picture in pixels.
    #[arg(long, value_name = "WxH", value_parser = typed::size)]
    size: Option<Size>,
    /// Width and height on paper, as in 16x9cm: the size of a page, and of a picture when printed.
    #[arg(long, value_name = "WxHcm", value_parser = typed::paper)]
    paper: Option<[u32; 2]>,
    /// How many pixels a .png has for one of its size, each way.
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = typed::scale)]
    scale: f64,
    /// How values are shown; otherwise what fits them.
    #[arg(long)]
    kind: Option<KindArgument>,
    /// A panel for each of these, all on one scale.
    #[arg(long)]
    panels: Option<PanelsArgument>,
    /// Give each panel a scale of its own; a note says so.
    #[arg(long, requires = "panels")]
    own_scales: bool,
    /// In what order panels, or the rows of latest values, stand.
    #[arg(long)]
    order: Option<OrderArgument>,
    /// Which page of many panels or rows is drawn, from 1; otherwise those with most values.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    page: Option<u16>,
    /// The first year.
    #[arg(long, value_name = "YEAR")]
    from: Option<i16>,
    /// The last year.
    #[arg(long, value_name = "YEAR")]
    to: Option<i16>,
    /// The title; otherwise measure and place.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// A line at a time that something happened: `2013-05="New law"`.
    #[arg(long, value_name = "DAY=TEXT", value_parser = typed::event)]
    event: Vec<EventLine>,
    /// A CSV file of values from elsewhere to lay beside those of the reports, named as such: year,
    /// value and, where there are several, the name of the series.
    #[arg(long, value_name = "FILE")]
    reference: Vec<PathBuf>,
    /// The picture's colours: light, dark, transparent, monochrome for print, or a theme file of
    /// your own (.toml).
    #[arg(long, value_name = "NAME", value_parser = typed::theme)]
    theme: Option<ChartTheme>,
    #[command(flatten)]
    names: NameArguments,
}

/// Kinds of chart that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KindArgument {
    /// Marks, joined by a line from each whole year to the next.
    Line,
    /// Columns from zero, side by side.
    Columns,
    /// Columns on top of one another.
    Stacked,
    /// Marks alone.
    Dots,
    /// Rows of years and columns of series, in words and numbers.
    Table,
    /// A row for each country with the latest value told of it, its year and its source.
    Latest,
}

/// Orders that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OrderArgument {
    /// By name.
    Name,
    /// From the highest of the latest values down.
    Latest,
    /// From the most values down.
    Points,
}

/// What panels can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PanelsArgument {
    /// Each country.
    Country,
    /// Each body that tells the values.
    Source,
    /// Each series.
    Series,
}

/// Reads the folder, makes the charts and writes them.
pub fn run(arguments: &ChartArguments) -> Result<(), CliError> {
    let format = format_of(&arguments.output)?;
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from > to
    {
        return Err(CliError::Usage(format!("--from {from} is after --to {to}")));
    }
    // Asked before all reports are read, which may take long.
    let extra = Extra::read(arguments)?;
    let asked = Asked::of(arguments)?;
    let workspace = arguments.folder.open()?;
    let exhibits = match &asked {
        Asked::Indicators(indicators) => of_indicators(arguments, &extra, &workspace, indicators)?,
        Asked::Saved(charts) => {
            let made = |saved: &SavedChart| {
                export::of_saved(&workspace, saved, |spec| apply(arguments, &extra, spec))
            };
            charts.iter().map(made).collect()
        }
    };
    for exhibit in &exhibits {
        refusals::out_of_reach(arguments, exhibit)?;
    }
    let held = arguments.names.hold(&workspace);
    if format.tells_sentences() {
        arguments.names.tell_changed(&export::changed_names(&held, &exhibits));
    }
    write(arguments, &held, &exhibits, format)
}

/// What is asked for.
enum Asked {
    Indicators(Vec<Indicator>),
    Saved(Vec<SavedChart>),
}

impl Asked {
    fn of(arguments: &ChartArguments) -> Result<Self, CliError> {
        let project = arguments.folder.project();
        if arguments.indicator.is_empty() {
            let saved: Vec<&SavedChart> = project.charts().map(|(_, saved)| saved).collect();
            return Self::saved(arguments, &saved);
        }
        let mut known = Catalogue::built_in().indicators;
        known.extend(project.indicators().cloned());
        let find = |slug: &String| {
            known.iter().find(|known| known.slug == *slug).cloned().ok_or_else(|| {
                let slugs = known.iter().map(|known| known.slug.as_str());
                CliError::Usage(unknown_indicator(slug, slugs))
            })
        };
        Ok(Self::Indicators(arguments.indicator.iter().map(find).collect::<Result<_, _>>()?))
    }

    fn saved(arguments: &ChartArguments, saved: &[&SavedChart]) -> Result<Self, CliError> {
        let names =
            || refusals::some_of(&saved.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
        if saved.is_empty() {
            let folder = arguments.folder.folder.display();
            return Err(CliError::Failed(format!(
                "no charts were saved in the project of {folder}"
            )));
        }
        if arguments.all_charts {
            let mut all: Vec<SavedChart> = saved.iter().map(|one| (*one).clone()).collect();
            all.sort_by(|a, b| a.name.cmp(&b.name));
            return Ok(Self::Saved(all));
        }
        let fold = |name: &str| name.trim().to_lowercase();
        let find = |name: &String| {
            let found = saved.iter().find(|one| fold(&one.name) == fold(name));
            found.map(|one| (*one).clone()).ok_or_else(|| {
                CliError::Usage(format!("no chart is saved as {name}; there are: {}", names()))
            })
        };
        Ok(Self::Saved(arguments.chart.iter().map(find).collect::<Result<_, _>>()?))
    }
}

fn of_indicators(
    arguments: &ChartArguments,
    extra: &Extra,
    workspace: &Workspace,
    indicators: &[Indicator],
) -> Result<Vec<Exhibit>, CliError> {
    let by_country = arguments.panels == Some(PanelsArgument::Country);
    let latest = arguments.kind == Some(KindArgument::Latest);
    // Panels of countries that were named have all that their charts would have.
    let across = latest || by_country && arguments.country.is_empty();
    let source = arguments.source.as_deref();
    let narrow = Narrow { countries: &arguments.country, across, source };
    let mut spec = ChartSpec::default();
    apply(arguments, extra, &mut spec);
    let mut exhibits = Vec::new();
    for indicator in indicators {
        let (exhibit, choice) =
            export::of_indicator(workspace, indicator, narrow, arguments.join, &spec);
        if exhibit.series.is_empty() {
            let set = workspace.series(&indicator.slug);
            let why = nothing_to_draw(arguments, &indicator.slug, &set);
            // Of several the others are charted.
            if indicators.len() == 1 {
                return Err(CliError::Failed(why));
            }
            complain(&why);
            continue;
        }
        tell_country(&choice);
        exhibits.push(exhibit);
    }
    if exhibits.is_empty() {
        return Err(CliError::Failed("there is nothing to chart".to_owned()));
    }
    if arguments.together {
        return Ok(export::together(workspace, &exhibits).into_iter().collect());
    }
    Ok(exhibits)
}

/// Pixels to the inch of a picture on paper.
const DOTS: u32 = 300;

/// Lays what was typed over a chart's choices.
fn apply(arguments: &ChartArguments, extra: &Extra, spec: &mut ChartSpec) {
    if let Some(paper) = arguments.paper {
        spec.paper = Some(paper);
        spec.size = Size::on_paper(paper, DOTS).unwrap_or(spec.size);
    }
    spec.size = arguments.size.unwrap_or(spec.size);
    spec.hide_undated |= arguments.no_undated;
    spec.from = arguments.from.or(spec.from);
    spec.to = arguments.to.or(spec.to);
    spec.title = arguments.title.clone().or(spec.title.take());
    spec.events.extend(arguments.event.iter().cloned());
    if let Some(kind) = arguments.kind {
        spec.kind = match kind {
            KindArgument::Line => ChartKind::Line,
            KindArgument::Columns => ChartKind::Columns,
            KindArgument::Stacked => ChartKind::Stacked,
            KindArgument::Dots => ChartKind::Dots,
            KindArgument::Table => ChartKind::Table,
            KindArgument::Latest => ChartKind::Latest,
        };
    }
    if let Some(panels) = arguments.panels {
        spec.panels = Some(match panels {
            PanelsArgument::Country => Panels::Country,
            PanelsArgument::Source => Panels::Source,
            PanelsArgument::Series => Panels::Series,
        });
    }
    spec.own_scales |= arguments.own_scales;
    if let Some(order) = arguments.order {
        spec.order = match order {
            OrderArgument::Name => CountryOrder::Name,
            OrderArgument::Latest => CountryOrder::Latest,
            OrderArgument::Points => CountryOrder::Points,
        };
    }
    spec.page = arguments.page.map(|page| usize::from(page) - 1).or(spec.page);
    spec.references.extend(extra.references.iter().cloned());
    if let Some((name, own)) = &extra.theme {
        spec.theme = *name;
        spec.own_theme = own.clone().or(spec.own_theme.take());
    }
}

/// What stands in files that the arguments name.
#[derive(Default)]
struct Extra {
    theme: Option<(ThemeName, Option<OwnTheme>)>,
    references: Vec<Reference>,
}

impl Extra {
    fn read(arguments: &ChartArguments) -> Result<Self, CliError> {
        let wrong = |path: &Path, error: &dyn std::fmt::Display| {
            CliError::Usage(format!("{}: {error}", path.display()))
        };
        let theme = match &arguments.theme {
            None => None,
            Some(ChartTheme::Named(name)) => Some((*name, None)),
            Some(ChartTheme::File(path)) => {
                let (own, warnings) = OwnTheme::load(path).map_err(|error| wrong(path, &error))?;
                for warning in warnings {
                    complain(&format!("{}: {warning}", path.display()));
                }
                Some((ThemeName::Own, Some(own)))
            }
        };
        let mut references = Vec::new();
        for path in &arguments.reference {
            references.extend(Reference::load(path).map_err(|error| wrong(path, &error))?);
        }
        Ok(Self { theme, references })
    }
}

/// Writes one file of all charts, or one a chart where the format holds no more.
fn write(
    arguments: &ChartArguments,
    held: &Held,
    exhibits: &[Exhibit],
    format: Format,
) -> Result<(), CliError> {
    let made = |exhibits: &[Exhibit]| {
        export::file(held, exhibits, format, arguments.scale)
            .map_err(|error| CliError::Failed(error.to_string()))
    };
    if exhibits.len() == 1 || format.holds_several() {
        return output::to_file(&arguments.output, &made(exhibits)?);
    }
    for exhibit in exhibits {
        let path = named(&arguments.output, &exhibit.name);
        output::to_file(&path, &made(std::slice::from_ref(exhibit))?)?;
    }
    Ok(())
}

/// The file of one of several charts: `x-refugees.png` for `x.png`.
fn named(path: &Path, name: &str) -> PathBuf {
    let plain = |letter: char| {
        let fits = letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
        if fits { letter } else { '-' }
    };
    let name: String = name.chars().map(plain).collect();
    let stem =
        path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let ending =
        path.extension().map_or_else(String::new, |end| end.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}-{}.{ending}", name.trim()))
}

fn format_of(path: &Path) -> Result<Format, CliError> {
    Format::of(path).ok_or_else(|| {
        let endings: Vec<String> =
            Format::ALL.iter().map(|format| format!(".{}", format.ending())).collect();
        let endings = endings.join(", ").replace(", .json", " or .json");
        CliError::Usage(format!("{}: the name must end in {endings}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_several_charts_have_their_names() {
        let at = |name| named(Path::new("out/x.png"), name);
        assert_eq!(at("refugees"), Path::new("out/x-refugees.png"));
        assert_eq!(at("Strikes / 2019"), Path::new("out/x-Strikes - 2019.png"));
    }
}

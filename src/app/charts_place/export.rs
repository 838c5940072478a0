//! A chart as a file. All that it is made of is held by handles, so that the file is made off the
//! drawing thread.

use super::building::{self, Asked, Drawn};
use super::choices::Choices;
use super::names::Names;
use super::saved::in_order;
use crate::app::actions::Action;
use crate::app::saving::SaveRequest;
use crate::charts::{self, Print};
use crate::export::{self, Exhibit};
use crate::series::FigureId;
use crate::workbook::Held;
use crate::workspace::Workspace;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use crate::export::Format;

/// How many pixels of a PNG stand for one of the chart's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(pub u8);

impl Default for Scale {
    fn default() -> Self {
        Self(1)
    }
}

/// What is to be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The chart that is shown.
    Chart(Format),
    /// All saved charts, a slide each.
    Slides,
}

impl Wish {
    /// The wish that an action is.
    pub fn of(action: Action) -> Option<Self> {
        if action == Action::ExportSlides {
            return Some(Self::Slides);
        }
        Format::ALL.into_iter().find(|format| self::action(*format) == action).map(Self::Chart)
    }

    /// Its format.
    pub fn format(self) -> Format {
        match self {
            Self::Chart(format) => format,
            Self::Slides => Format::Pptx,
        }
    }

    /// What it is called on a button.
    pub fn name(self) -> String {
        match self {
            Self::Chart(format) => format!("Export {}", name(format)),
            Self::Slides => "Export the slides".to_owned(),
        }
    }
}

/// A format's name on buttons.
pub fn name(format: Format) -> &'static str {
    match format {
        Format::Png => "PNG",
        Format::Svg => "SVG",
        Format::Pdf => "PDF",
        Format::Pptx => "PPTX",
        Format::Xlsx => "XLSX",
        Format::Csv => "CSV",
        Format::Json => "JSON",
    }
}

/// The action that exports a format.
pub fn action(format: Format) -> Action {
    match format {
        Format::Png => Action::ExportPng,
        Format::Svg => Action::ExportSvg,
        Format::Pdf => Action::ExportPdf,
        Format::Pptx => Action::ExportPptx,
        Format::Xlsx => Action::ExportXlsx,
        Format::Csv => Action::ExportCsv,
        Format::Json => Action::ExportJson,
    }
}

/// The chart as the writers of files take it.
pub fn exhibit(drawn: &Drawn) -> Exhibit {
    Exhibit {
        name: drawn.indicator().to_owned(),
        indicator: drawn.indicators.first().cloned(),
        facts: drawn.facts.clone(),
        spec: drawn.spec.clone(),
        series: drawn.set.series.clone(),
        gaps: drawn.gaps.clone(),
        left_out: drawn.set.left_out.clone(),
    }
}

/// What each saved chart is called and asked to be, in the order of the slides.
fn slides(workspace: &Workspace) -> Vec<(String, Asked)> {
    let asked = in_order(workspace).into_iter().map(|(id, saved)| {
        let mut choices = Choices::default();
        choices.of_saved(id, saved);
        (saved.name.clone(), choices.asked(&BTreeSet::new()))
    });
    asked.collect()
}

/// The charts that a wish is about, to be gathered on whichever thread calls it.
pub fn exhibits(
    workspace: &Workspace,
    drawn: Option<&Arc<Drawn>>,
    wish: Wish,
) -> impl Fn() -> Vec<Exhibit> + Send + Sync + use<> {
    let drawn = drawn.filter(|_| wish != Wish::Slides).cloned();
    let slides = if wish == Wish::Slides { slides(workspace) } else { Vec::new() };
    let tellings = workspace.tellings();
    move || {
        let slides = slides.iter().map(|(name, asked)| {
            let drawn = building::alone(&tellings, asked);
            Exhibit { name: name.clone(), ..exhibit(&drawn) }
        });
        drawn.iter().map(|drawn| exhibit(drawn)).chain(slides).collect()
    }
}

/// The points of all saved charts: how many there are, and of each that nobody has checked a figure.
/// What stands in several charts counts once.
pub fn points_of_slides(
    workspace: &Workspace,
) -> impl FnOnce() -> (Vec<FigureId>, usize) + Send + use<> {
    let slides = slides(workspace);
    let tellings = workspace.tellings();
    move || {
        let (mut unchecked, mut points) = (BTreeSet::new(), BTreeSet::new());
        for (_, asked) in &slides {
            let drawn = building::alone(&tellings, asked);
            unchecked.extend(drawn.unchecked.iter().copied());
            let told = drawn.series().flat_map(|series| &series.points);
            points.extend(told.filter_map(|point| point.attestations.first().copied()));
        }
        (unchecked.into_iter().collect(), points.len())
    }
}

/// What is to be done to save the charts of `wish` as a file.
pub fn request(
    workspace: &Workspace,
    drawn: &Arc<Drawn>,
    wish: Wish,
    scale: Scale,
    names: &Names,
) -> SaveRequest {
    let format = wish.format();
    let (what, stem) = match wish {
        Wish::Slides => ("Slides", "charts".to_owned()),
        Wish::Chart(_) => {
            let what = if format.tells_sentences() { "Chart with its data" } else { "Chart" };
            (what, drawn.indicator().replace('_', "-"))
        }
    };
    let file_name = format!("{stem}.{}", format.ending());
    let drawn = Arc::clone(drawn);
    if !format.tells_sentences() {
        // What is written is the very picture that was shown.
        let print = Print { scale: f64::from(scale.0), paper: drawn.spec.paper };
        let make = move || match format {
            Format::Svg => Ok(charts::svg(&drawn.drawing).into_bytes()),
            Format::Pdf => charts::pdf(&[(drawn.drawing.as_ref(), drawn.spec.paper)])
                .map_err(|error| error.to_string()),
            _ => charts::png(&drawn.drawing, print).map_err(|error| error.to_string()),
        };
        return SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() };
    }
    let exhibits = exhibits(workspace, Some(&drawn), wish);
    let (how, told) = names.chosen();
    let held = Held::new(workspace);
    let make = move || {
        let held = held.clone().with_privacy(how, &told);
        export::file(&held, &exhibits(), format, 1.0).map_err(|error| error.to_string())
    };
    SaveRequest { what, file_name, make: Arc::new(make), others: Vec::new() }
}

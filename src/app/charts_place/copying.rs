//! The chart on the clipboard: as a picture, drawn in the background, or as a table of its values.

use super::building::Drawn;
use super::choice;
use crate::app::background::{Ended, Job};
use crate::app::toast::Message;
use crate::app::words;
use crate::charts::{self, PictureError};
use crate::series::{Point, Series, Standing};
use eframe::egui::{ColorImage, Context};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A picture that may be under way to the clipboard.
#[derive(Debug, Default)]
pub struct Copying(Job<Result<ColorImage, PictureError>>);

impl Copying {
    /// Whether a picture is under way.
    pub fn is_busy(&self) -> bool {
        self.0.is_running()
    }

    /// Begins to draw the picture, unless one is under way.
    pub fn start(&mut self, context: &Context, drawn: &Arc<Drawn>) {
        let drawing = Arc::clone(&drawn.drawing);
        self.0.start("clipboard", context, move || {
            let (size, pixels) = charts::pixels(&drawing)?;
            Ok(ColorImage::from_rgba_premultiplied(size, &pixels))
        });
    }

    /// Puts a picture that is done on the clipboard; returns what there is to tell.
    pub fn take(&mut self, context: &Context) -> Option<Message> {
        Some(match self.0.take()? {
            Ended::Done(Ok(image)) => {
                let [width, height] = image.size;
                context.copy_image(image);
                Message::done(format!("The chart is on the clipboard: {width} × {height} pixels"))
            }
            Ended::Done(Err(error)) => {
                Message::warning(format!("The chart could not be copied: {error}"))
            }
            Ended::Died => {
                Message::warning("The chart could not be copied: an error inside the program.")
            }
        })
    }
}

/// The values as a table to paste into a document: a row a year, a column a series, parted by tabs.
/// What is no whole year's value says so.
pub fn table(drawn: &Drawn) -> String {
    let series: Vec<&Series> = drawn.series().collect();
    let countries: BTreeSet<_> = series.iter().map(|one| &one.key.country).collect();
    let several = drawn.indicators.len() > 1;
    let name = |one: &&Series| {
        let name = choice::name(&one.key, countries.len() > 1);
        if several { format!("{}: {name}", one.key.indicator.replace('_', " ")) } else { name }
    };
    let years: BTreeSet<i16> =
        series.iter().flat_map(|one| &one.points).map(|point| point.year).collect();
    let mut table = format!("Year\t{}", series.iter().map(name).collect::<Vec<_>>().join("\t"));
    for year in years {
        table.push('\n');
        table.push_str(&year.to_string());
        for one in &series {
            let told = one.points.iter().filter(|point| point.year == year);
            let told: Vec<String> = told.map(|point| value(point, one.key.unit)).collect();
            table.push('\t');
            table.push_str(&told.join("; "));
        }
    }
    table
}

fn value(point: &Point, unit: crate::figures::Unit) -> String {
    let value = charts::value_label(point, unit);
    match point.standing {
        Standing::Whole => value,
        _ => format!("{value} ({})", words::period(&point.period)),
    }
}

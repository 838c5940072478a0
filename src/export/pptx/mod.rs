//! Charts as slides of a PPTX file, each with a chart that PowerPoint draws: its data can be changed
//! there, in the workbook that is embedded beside it.
//!
//! A slide has the title as a title, the subtitle, the chart, its notes and its source as text, and
//! the sentences behind the values in the speaker's notes. What does not fit a slide goes on on
//! the next one. Written after ISO/IEC 29500-1, in the order of elements that its schemas ask for.

mod chart;
mod drawn;
mod fixed;
mod package;
mod slide;
mod speaker;
mod table;
mod text;

use super::evidence::{Evidence, evidence};
use super::exhibit::Exhibit;
use super::sheets;
use crate::charts::{Grid, GridKind, GridPanel};
use crate::workbook::{Held, workbook};
use package::Package;
use slide::{Page, Part};

/// The most charts on a slide.
const MOST_PANELS: usize = 6;
/// Height of a slide, in English metric units: 7.5 inches.
const HEIGHT: i64 = 6_858_000;
/// Clear space around everything on a slide.
const MARGIN: i64 = 356_000;
/// English metric units in a point.
const POINT: i64 = 12_700;

/// The bytes of a deck of these charts.
pub fn deck(held: &Held, exhibits: &[Exhibit]) -> Result<Vec<u8>, String> {
    let charts: Vec<(Grid, Vec<Evidence>)> = exhibits
        .iter()
        .map(|exhibit| {
            let grid = exhibit.grid(held);
            let told = evidence(held, exhibit, &grid);
            (grid, told)
        })
        .collect();
    written(&charts)
}

fn written(charts: &[(Grid, Vec<Evidence>)]) -> Result<Vec<u8>, String> {
    let width = width_of(charts);
    let mut package = Package::default();
    for (grid, told) in charts {
        let pages = pages(grid, width);
        for (at, page) in pages.iter().enumerate() {
            let number = (pages.len() > 1).then_some((at + 1, pages.len()));
            let page = Page { grid, parts: page, number, width };
            // The sentences stand with the first of the slides of a chart.
            let told = if at == 0 { told.as_slice() } else { &[] };
            add_slide(&mut package, &page, told)?;
        }
    }
    if let Some((first, _)) = charts.first() {
        fixed::add(&mut package, first, width);
    }
    package.bytes()
}

/// Slides are as wide as the charts where these are all nearly square, else 16:9.
fn width_of(charts: &[(Grid, Vec<Evidence>)]) -> i64 {
    let is_narrow = |(grid, _): &(Grid, Vec<Evidence>)| {
        f64::from(grid.size.width) < 1.4 * f64::from(grid.size.height)
    };
    if !charts.is_empty() && charts.iter().all(is_narrow) { HEIGHT / 3 * 4 } else { 12_192_000 }
}

/// What each slide of a chart shows.
fn pages(grid: &Grid, width: i64) -> Vec<Vec<Part<'_>>> {
    if grid.kind == GridKind::Table {
        let tables = table::tables(grid, width).into_iter();
        let tables: Vec<Vec<Part<'_>>> = tables.map(|table| vec![Part::Table(table)]).collect();
        return if tables.is_empty() { vec![Vec::new()] } else { tables };
    }
    let full: Vec<&GridPanel> =
        grid.panels.iter().filter(|panel| !panel.columns.is_empty()).collect();
    if full.is_empty() {
        return vec![Vec::new()];
    }
    full.chunks(MOST_PANELS)
        .map(|panels| panels.iter().map(|panel| Part::Chart(panel)).collect())
        .collect()
}

/// Adds a slide with its charts, their workbooks and its notes.
fn add_slide(package: &mut Package, page: &Page<'_>, told: &[Evidence]) -> Result<(), String> {
    let number = package.slides + 1;
    let mut relations = vec![("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned())];
    for part in page.parts {
        let Part::Chart(panel) = part else { continue };
        let chart = package.charts + 1;
        package.charts = chart;
        package.add(
            &format!("ppt/charts/chart{chart}.xml"),
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            chart::xml(page.grid, panel).into_bytes(),
        );
        let book = format!("../embeddings/Microsoft_Excel_Sheet{chart}.xlsx");
        package.relate(&format!("ppt/charts/_rels/chart{chart}.xml.rels"), &[("package", book)]);
        let sheets = [
            sheets::data(sheets::DATA, std::slice::from_ref(*panel), page.grid.unit),
            sheets::about("About", page.grid),
        ];
        package
            .put(&format!("ppt/embeddings/Microsoft_Excel_Sheet{chart}.xlsx"), workbook(&sheets)?);
        relations.push(("chart", format!("../charts/chart{chart}.xml")));
    }
    if let Some(logo) = &page.grid.logo {
        let path = format!("ppt/media/logo{number}.png");
        package.put(&path, logo.picture.png().to_vec());
        relations.push(("image", format!("../media/logo{number}.png")));
    }
    relations.push(("notesSlide", format!("../notesSlides/notesSlide{number}.xml")));
    package.add(
        &format!("ppt/slides/slide{number}.xml"),
        &fixed::content_type("slide"),
        slide::xml(page).into_bytes(),
    );
    package.relate(&format!("ppt/slides/_rels/slide{number}.xml.rels"), &relations);
    package.add(
        &format!("ppt/notesSlides/notesSlide{number}.xml"),
        &fixed::content_type("notesSlide"),
        speaker::xml(page, told).into_bytes(),
    );
    package.relate(
        &format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
        &[
            ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
            ("slide", format!("../slides/slide{number}.xml")),
        ],
    );
    package.slides = number;
    Ok(())
}

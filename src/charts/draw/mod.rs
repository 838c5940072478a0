//! From series to the record of a drawn chart.

mod axes;
mod breaks;
mod ends;
mod events;
mod header;
mod labels;
mod lines;
mod marks;
mod overlays;
mod page;
mod panels;
mod patterns;
mod plot;
mod table;

use super::canvas::{Canvas, Frame, Letters, layout_size};
use super::drawing::{Anchor, Color, Drawing, Weight, YearBand};
use super::layout::{BODY, SMALL_FOOT};
use super::scene::{Kind, Look, Scene};
use super::spec::{ChartSpec, Size, Subject, ThemeName};
use super::theme::Theme;
use super::typeface::set_in;
use crate::series::Series;
use page::Page;

/// Draws the series as `spec` asks. The points that primitives are tagged with are indices into
/// `series`, also where `spec` shows only some of them or in another order.
///
/// Pure and deterministic: the same input gives the same record.
pub fn draw(spec: &ChartSpec, series: &[Series], subject: &Subject<'_>) -> Drawing {
    let own = spec.own_theme.as_ref().filter(|_| spec.theme == ThemeName::Own);
    let typefaces = own.and_then(|own| own.typefaces.clone());
    let drawing = set_in(typefaces.clone(), || drawn(spec, series, subject));
    Drawing { typefaces, ..drawing }
}

/// How many times as much as usual there may be room for on what is no slide, and the size of the
/// letters of notes and source line then.
const SMALLER: [(f64, f64); 2] = [(1.2, BODY / 1.2), (1.4, BODY)];

/// Whether a picture has the shape of a slide: 4:3, 16:9 or between.
pub(super) fn is_slide(size: Size) -> bool {
    let aspect = f64::from(size.width) / f64::from(size.height.max(1));
    (1.3..1.8).contains(&aspect)
}

fn drawn(spec: &ChartSpec, series: &[Series], subject: &Subject<'_>) -> Drawing {
    let mut scene = Scene::new(spec, series);
    // Where notes have no room, smaller letters say more than fewer words.
    let mut page = Page::new(spec, &scene, subject, BODY);
    for foot in SMALL_FOOT {
        if !page.layout.is_cut {
            break;
        }
        page = Page::new(spec, &scene, subject, foot);
    }
    // On what is no slide nobody reads from the back of a room: there all may become smaller.
    let usual = scene.density;
    for (density, foot) in SMALLER.into_iter().filter(|(density, _)| *density > usual) {
        if !page.layout.is_cut || is_slide(spec.size) {
            break;
        }
        scene.density = density;
        page = Page::new(spec, &scene, subject, foot);
    }
    // Each time there are fewer, for what is left out is said in a note that takes room as well.
    while let Some(most) =
        panels::fewer(&page.layout, layout_size(spec.size, scene.density)[0], &scene)
    {
        scene.keep_panels(most);
        page = Page::new(spec, &scene, subject, page.layout.foot);
    }
    let canvas = Canvas::new(spec.size, scene.density);
    let theme = Theme::chosen(spec);
    let years = Painter { canvas: &canvas, theme: &theme, scene: &scene }.paint(&page);
    Drawing {
        width: spec.size.width,
        height: spec.size.height,
        primitives: canvas.finish(),
        description: page.description,
        title: page.title,
        years,
        typefaces: None,
    }
}

/// What draws a scene, or one panel of it.
#[derive(Clone, Copy)]
struct Painter<'a> {
    canvas: &'a Canvas,
    theme: &'a Theme,
    scene: &'a Scene<'a>,
}

impl Painter<'_> {
    fn paint(&self, page: &Page) -> Vec<YearBand> {
        let [width, height] = self.canvas.size();
        let all = Frame { left: 0.0, top: 0.0, right: width, bottom: height };
        self.canvas.fill(&all.corners(), self.theme.background);
        self.header(&page.layout);
        let bands = match self.scene.kind {
            _ if self.scene.points().next().is_none() => {
                let middle = f64::midpoint(page.layout.plot[0], page.layout.plot[1]);
                let letters = Letters { anchor: Anchor::Middle, ..body(self.theme.muted) };
                self.canvas.text("No figures to show", [width / 2.0, middle], letters);
                Vec::new()
            }
            Kind::Table => self.table(page.layout.plot, width),
            _ if self.scene.panels.is_empty() => self.single(page, width),
            _ => self.panels(page.layout.plot, width),
        };
        let scale = self.canvas.scale();
        let to_pixels =
            |(year, frame): (i16, Frame)| YearBand { year, bounds: frame.scaled(scale) };
        bands.into_iter().map(to_pixels).collect()
    }

    /// The colour of the series at that place.
    fn color(&self, place: usize) -> Color {
        self.color_of(self.scene.look(place))
    }

    fn color_of(&self, look: Look) -> Color {
        match look {
            Look::Own(at) => self.theme.series(at),
            // So many lie over one another that a pale grey still shows where most are.
            Look::Among => Color { a: 90, ..self.theme.axis },
        }
    }
}

/// Letters of all text but the title.
fn body(color: Color) -> Letters {
    Letters { weight: Weight::Regular, size: BODY, color, anchor: Anchor::Start }
}

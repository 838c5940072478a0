//! From series to the record of a drawn chart.

mod axes;
mod ends;
mod header;
mod labels;
mod lines;
mod marks;

use super::canvas::{Canvas, Frame, Letters, layout_size, narrow};
use super::drawing::{Anchor, Color, Drawing, Weight, YearBand};
use super::labels::Obstacles;
use super::layout::{BODY, Content, Ends, Layout, plot_frame};
use super::numbers::Ticks;
use super::place::{Size, place};
use super::said::Wording;
use super::scene::Scene;
use super::spec::{ChartSpec, Subject, ThemeName};
use super::text;
use super::theme::Theme;
use super::typeface::set_in;
use crate::series::Series;

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

fn drawn(spec: &ChartSpec, series: &[Series], subject: &Subject<'_>) -> Drawing {
    let scene = Scene::new(spec, series);
    let Wording { title, subtitle, source, notes, description, .. } =
        Wording::new(spec, &scene, subject);

    let canvas = Canvas::new(spec.size);
    let names: Vec<&str> = scene.shown.iter().map(|one| one.name.as_str()).collect();
    let mut content =
        Content { title: &title, subtitle: &subtitle, source: &source, notes: &notes, key: &[] };
    let size = layout_size(spec.size);
    let mut layout = Layout::new(&content, size);
    let ends = ends::line_ends(&scene, &names, &layout, size);
    if names.len() > 1 && ends.is_none() {
        content.key = &names;
        layout = Layout::new(&content, size);
    }
    let theme = Theme::chosen(spec);
    Painter { canvas, theme, scene, layout, ends }.paint(spec, title, description)
}

struct Painter<'a> {
    canvas: Canvas,
    theme: Theme,
    scene: Scene<'a>,
    layout: Layout,
    ends: Option<Ends>,
}

impl Painter<'_> {
    fn paint(self, spec: &ChartSpec, title: String, description: String) -> Drawing {
        let [width, height] = self.canvas.size();
        let all = Frame { left: 0.0, top: 0.0, right: width, bottom: height };
        self.canvas.fill(&all.corners(), self.theme.background);
        self.header();
        let mut years = Vec::new();
        if self.scene.points().next().is_some() {
            years = self.chart(width, spec.size);
        } else {
            let middle = f64::midpoint(self.layout.plot[0], self.layout.plot[1]);
            let letters = Letters { anchor: Anchor::Middle, ..body(self.theme.muted) };
            self.canvas.text("No figures to show", [width / 2.0, middle], letters);
        }
        Drawing {
            width: spec.size.width,
            height: spec.size.height,
            primitives: self.canvas.finish(),
            description,
            title,
            years,
            typefaces: None,
        }
    }

    fn chart(&self, width: f64, size: super::spec::Size) -> Vec<YearBand> {
        let (low, high) = self.scene.values();
        let [top, bottom] = self.layout.plot;
        let ticks = Ticks::new(low, high, self.scene.unit, axes::wanted_ticks(bottom - top));
        let labels: Vec<String> = ticks.values.iter().map(|value| ticks.label(*value)).collect();
        let widest = labels
            .iter()
            .map(|label| text::width(label, Weight::Regular, BODY))
            .fold(0.0, f64::max);
        let ends = self.ends.as_ref().map_or(0.0, |ends| ends.width);
        let frame = plot_frame(&self.layout, width, widest, ends);
        let (first, last) = self.scene.years;
        let years = [f64::from(first) - 0.5, f64::from(last) + 0.5];
        // A mark in the first or last year keeps clear of the edge however many years there are.
        let inset = 24.0_f64.min((frame.right - frame.left) / 8.0);
        let inner = Frame { left: frame.left + inset, right: frame.right - inset, ..frame };
        let plot = self.canvas.plot(&inner, years, [ticks.low(), ticks.high()]);
        self.value_axis(&plot, &frame, &ticks, &labels);
        let year_width = (inner.right - inner.left) / (years[1] - years[0]);
        self.year_axis(&plot, &frame, year_width);
        let marks = Size::new(&self.scene, year_width);
        let placed = place(&self.scene, &plot, marks);
        let mut obstacles = Obstacles::default();
        self.series_lines(&plot, &placed, &mut obstacles, marks);
        self.marks(&placed, marks, &mut obstacles);
        self.name_ends(&placed, &frame, marks, &mut obstacles);
        let area = Frame { top: frame.top - 52.0, right: frame.right, ..frame };
        self.value_labels(&placed, &area, &mut obstacles);
        let scale = f64::from(size.width) / width;
        let band = |year: i16| {
            let left = inner.left + f64::from(year - first) * year_width;
            let bounds = [left, frame.top, left + year_width, frame.bottom];
            YearBand { year, bounds: bounds.map(|side| narrow(side * scale)) }
        };
        (first..=last).map(band).collect()
    }
}

/// Letters of all text but the title.
fn body(color: Color) -> Letters {
    Letters { weight: Weight::Regular, size: BODY, color, anchor: Anchor::Start }
}

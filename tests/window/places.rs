//! The places of figures and charts and the search over all reports, on the sample.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests say what they expect"
)]

use super::harness::settle;
use eframe::egui::{self, Event, Key, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, HarnessBuilder};
use rapporteur::app::{App, Options, Place, SaveDialog, SystemPicker};
use rapporteur::charts::{self, ChartSpec, Drawing, Print, Shape, Size, Subject, draw};
use rapporteur::library::sample;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Answers every question where to save with a file of this folder, under the suggested name; a
/// workbook's is taken for the name of a table as CSV.
struct Into(PathBuf);

impl SaveDialog for Into {
    fn pick(&self, suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.join(suggested.replace(".xlsx", ".csv")))
    }
}

struct Window {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

impl Window {
    /// The window on a copy of the sample, everything read and analysed.
    fn open() -> Self {
        Self::open_with(Harness::builder())
    }

    fn open_with(builder: HarnessBuilder<App>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reports = sample::unpack(folder.path()).unwrap();
        let options = Options { folder: Some(reports), ..Options::default() };
        let save = Arc::new(Into(folder.path().to_path_buf()));
        let harness = builder.with_size(vec2(1280.0, 800.0)).build_eframe(|creation| {
            App::with_dialogs(creation, &options, Arc::new(SystemPicker), save)
        });
        let mut window = Self { harness, folder };
        window.until("all is analysed", |app| !app.workspace().is_busy());
        window
    }

    fn until(&mut self, what: &str, done: impl Fn(&App) -> bool) {
        let start = Instant::now();
        while !done(self.harness.state()) {
            assert!(start.elapsed() < Duration::from_mins(1), "{what}: not in a minute");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        settle(&mut self.harness);
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        settle(&mut self.harness);
    }

    /// Clicks the box of this name.
    fn tick(&mut self, label: &str) {
        let role = egui::accesskit::Role::CheckBox;
        self.harness.get_by_role_and_label(role, label).click();
        settle(&mut self.harness);
    }

    fn click_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.run_steps(2);
        for pressed in [true, false] {
            let modifiers = egui::Modifiers::NONE;
            let button = PointerButton::Primary;
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        settle(&mut self.harness);
    }

    fn type_into(&mut self, label: &str, text: &str) {
        self.harness.get_by_label(label).focus();
        self.harness.step();
        self.harness.get_by_label(label).type_text(text);
        settle(&mut self.harness);
    }

    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    fn place(&self) -> Place {
        self.harness.state().place()
    }

    /// The file of this name, once the program has written it.
    fn written(&mut self, name: &str) -> Vec<u8> {
        let path = self.folder.path().join(name);
        self.until(name, |_| path.exists());
        settle(&mut self.harness);
        std::fs::read(path).unwrap()
    }
}

#[test]
fn figures_are_filtered_and_lead_to_their_sentences() {
    let mut window = Window::open();
    let all = window.harness.state().workspace().figures().len();
    assert!(all > 50, "the sample is rich in figures: {all}");
    window.click("Figures");
    assert!(window.says(&format!("{all} figures")));
    window.type_into("Filter figures by words", "hunger strike zeppelin");
    assert!(window.says("No figure fits all filters"));
    window.click("Take off all filters");
    window.type_into("Filter figures by words", "torture");
    assert!(window.says(&format!("of {all} figures")));
    window.click("Sort by value");
    window.harness.key_press(Key::Escape);
    settle(&mut window.harness);
    window.harness.key_press(Key::ArrowDown);
    settle(&mut window.harness);
    let chosen = window.harness.get_by_label_contains("Open: ").accesskit_node().label();
    let sentence = chosen.unwrap().trim_start_matches("Open: ").to_owned();
    window.click("Open in report");
    assert_eq!(window.place(), Place::Read);
    assert!(window.says(&sentence), "the report is open at: {sentence}");
}

#[test]
fn shown_figures_are_saved_as_a_table() {
    let mut window = Window::open();
    window.click("Figures");
    window.click("With indicator");
    window.click("Export");
    let csv = String::from_utf8(window.written("figures.csv")).unwrap();
    let rows = csv::Reader::from_reader(csv.as_bytes()).records().count();
    let workspace = window.harness.state().workspace();
    let figures = workspace.figures();
    let with = figures
        .iter()
        .filter(|id| workspace.figure(**id).is_some_and(|figure| figure.indicator.is_some()))
        .count();
    assert_eq!(rows, with);
    assert!(rows > 10);
    assert!(window.says("Figures saved as"));
}

/// The chart that the window draws of an indicator before anything is chosen.
fn drawing(app: &App, indicator: &str) -> Drawing {
    drawing_of(app, indicator, Size::default())
}

fn drawing_of(app: &App, indicator: &str, size: Size) -> Drawing {
    let workspace = app.workspace();
    let catalogue = workspace.catalogue();
    let known = catalogue.get(indicator);
    let choice = charts::choose(&workspace.series(indicator), known, charts::Filter::default());
    let series = choice.series.into_iter().map(|series| series.key).collect();
    let spec = ChartSpec { series, size, notes: choice.notes, ..ChartSpec::default() };
    let gathered = workspace.gathered(&spec, None);
    let reports: Vec<_> = workspace
        .slots()
        .filter_map(|(index, slot)| Some((index, &slot.report()?.metadata)))
        .collect();
    let subject = Subject {
        indicator: known,
        catalogue: Some(catalogue),
        reports: &reports,
        facts: Some(&gathered.facts),
    };
    draw(&spec, &gathered.set.series, &subject)
}

/// The middle of the first mark, in pixels of the drawing, and its point.
fn first_mark(drawing: &Drawing) -> ([f32; 2], (usize, usize)) {
    let marks = drawing.primitives.iter().filter_map(|primitive| {
        let point = primitive.point?;
        match &primitive.shape {
            Shape::Circle { center, .. } => Some((*center, point)),
            Shape::Polygon { points, .. } => {
                let count = points.len() as f32;
                let sum = points.iter().fold([0.0, 0.0], |a, b| [a[0] + b[0], a[1] + b[1]]);
                Some(([sum[0] / count, sum[1] / count], point))
            }
            _ => None,
        }
    });
    let (at, _) = marks.clone().next().expect("a chart has marks");
    // Marks may lie over one another: the point is the one that the pointer finds.
    (at, drawing.nearest(at, 5.0).expect("a point lies at its own mark"))
}

#[test]
fn a_chart_tells_its_points_and_leads_to_their_sentences() {
    let mut window = Window::open();
    window.click("Charts");
    window.click("Torture complaints");
    let chart = drawing(window.harness.state(), "torture_complaints");
    let node = window.harness.get_by_label_contains("Chart: ");
    let told = node.accesskit_node().label().unwrap_or_default();
    assert!(told.contains(&chart.description), "{told}");
    let rect = node.rect();
    let (at, point) = first_mark(&chart);
    let scale = rect.width() / chart.width as f32;
    let pos = rect.min + vec2(at[0], at[1]) * scale;
    let set = window.harness.state().workspace().series("torture_complaints");
    let figure = set.series[point.0].points[point.1].attestations[0];
    let workspace = window.harness.state().workspace();
    let sentence = workspace.figure(figure).unwrap().sentence;
    let text = sentence.of(&workspace.report(figure.report).unwrap().text).to_owned();
    let before = window.harness.query_all_by_label_contains(&text).count();
    window.harness.hover_at(pos);
    settle(&mut window.harness);
    let after = window.harness.query_all_by_label_contains(&text).count();
    assert!(after > before, "hovering tells the sentence: {before} → {after}");
    window.click_at(pos);
    assert_eq!(window.place(), Place::Read);
    assert!(window.says(&text), "the report is open at: {text}");
}

#[test]
fn series_are_taken_out_and_put_in() {
    let mut window = Window::open();
    window.click("Charts");
    window.click("Torture complaints");
    let on = Some(egui::accesskit::Toggled::True);
    let ticked = |window: &Window| -> Vec<String> {
        let boxes = window.harness.query_all_by_role(egui::accesskit::Role::CheckBox);
        let on = boxes.filter(|tick| tick.accesskit_node().toggled() == on);
        let named = on.filter_map(|tick| tick.accesskit_node().label());
        // Those of the evidence are no series.
        named.filter(|name| name.contains(" · ") || !name.contains(':')).collect()
    };
    let mut shown = ticked(&window);
    shown.retain(|name| name != "Values without a date");
    assert!(!shown.is_empty(), "a chart begins with some series");
    for name in &shown {
        window.tick(name);
    }
    assert!(ticked(&window).iter().all(|name| !shown.contains(name)));
    assert!(window.says("No series chosen"));
}

#[test]
fn charts_are_saved_as_pictures_and_data() {
    let mut window = Window::open();
    window.click("Charts");
    window.click("Torture complaints");
    let chart = drawing(window.harness.state(), "torture_complaints");
    window.click("Export SVG");
    assert!(window.says("points of this chart"), "what nobody has checked is told first");
    window.click("Export anyway");
    let svg = String::from_utf8(window.written("torture-complaints.svg")).unwrap();
    assert_eq!(svg, charts::svg(&chart), "what is saved is what is shown");
    assert!(window.says("Chart saved as"));
    window.click("Export PNG");
    let png = window.written("torture-complaints.png");
    assert!(png.starts_with(b"\x89PNG"));
    window.click("Export CSV");
    let csv = String::from_utf8(window.written("torture-complaints.csv")).unwrap();
    assert!(csv.lines().count() > 3, "{csv}");
}

#[test]
fn a_search_lists_its_hits_by_report() {
    let mut window = Window::open();
    window.type_into("Search all reports", "torture");
    window.until("the search", |app| app.workspace().found().typed == "torture");
    let found = Arc::clone(window.harness.state().workspace().found());
    assert!(window.says(&format!("{} hits in {} reports", found.passages, found.reports.len())));
    window.type_into("Search all reports", "zzz");
    window.until("the search", |app| app.workspace().found().typed == "torturezzz");
    assert!(window.says("Nothing found for “torturezzz”"));
    window.click("Close the search");
    assert!(!window.says("Nothing found for"));
}

/// Pixels a side of the cells that pictures are compared by.
const CELL: u32 = 16;

/// Differences between the picture in the window and the exported one, from 0 (the same) to 255:
/// of the whole, and of the cell of 16 by 16 pixels that differs most. Cells are compared by their
/// mean colour, so that other smoothing of the same letters makes little difference.
fn differences(window: &mut Window, indicator: &str) -> (f64, f64) {
    let rect = window.harness.get_by_label_contains("Chart: ").rect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in the window")]
    let [left, top, width, height] =
        [rect.left(), rect.top(), rect.width(), rect.height()].map(|side| side.round() as u32);
    let size = Size::new(width, height).expect("a chart of a usual size");
    let png = charts::png(&drawing_of(window.harness.state(), indicator, size), Print::default())
        .unwrap();
    let exported = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
    let painted = window.harness.render().unwrap();
    let (mut sum, mut worst, mut cells) = (0.0, 0.0_f64, 0);
    for cell_y in 0..height / CELL {
        for cell_x in 0..width / CELL {
            let mut balance = [0_i64; 3];
            for y in cell_y * CELL..(cell_y + 1) * CELL {
                for x in cell_x * CELL..(cell_x + 1) * CELL {
                    let a = painted.get_pixel(left + x, top + y).0;
                    let b = exported.pixel(x, y).unwrap();
                    for (at, b) in [b.red(), b.green(), b.blue()].into_iter().enumerate() {
                        balance[at] += i64::from(a[at]) - i64::from(b);
                    }
                }
            }
            let pixels = f64::from(CELL * CELL);
            let most =
                balance.map(|one| (one as f64 / pixels).abs()).into_iter().fold(0.0, f64::max);
            sum += most;
            worst = worst.max(most);
            cells += 1;
        }
    }
    (sum / f64::from(cells), worst)
}

#[test]
fn the_chart_in_the_window_looks_as_the_exported_one() {
    let mut window = Window::open_with(Harness::builder().wgpu());
    window.click("Charts");
    window.click("Torture complaints");
    let (whole, worst) = differences(&mut window, "torture_complaints");
    println!("painted and exported differ by {whole:.2}, in one cell by {worst:.1}");
    assert!(whole < 4.0, "the pictures differ by {whole}");
    assert!(worst < 40.0, "a part of the pictures differs by {worst}");
}

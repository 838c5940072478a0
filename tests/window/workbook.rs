//! An evidence workbook out of the window and back into it.

use super::harness::{REPORTS, Window};
use calamine::{Data, Reader, Xlsx, open_workbook};
use eframe::egui::{Key, Modifiers};
use rapporteur::app::{FolderPicker, Options, SaveDialog};
use rapporteur::figures::Review;
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Saves and opens one file.
struct OneFile(PathBuf);

impl SaveDialog for OneFile {
    fn pick(&self, _suggested: &str, _folder: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

impl FolderPicker for OneFile {
    fn pick(&self, _start: Option<&Path>) -> Option<PathBuf> {
        None
    }

    fn pick_file(&self, _ending: &str, _start: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

/// Runs a command of the palette by its name.
fn run(window: &mut Window, name: &str) {
    window.key(Modifiers::COMMAND, Key::K);
    window.harness.event(eframe::egui::Event::Text(name.to_owned()));
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
}

/// Draws until the window says this.
fn until_says(window: &mut Window, words: &str) {
    let begun = Instant::now();
    while !window.says(words) {
        assert!(begun.elapsed() < Duration::from_mins(1), "never said: {words}");
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
}

/// Accepts the first figure of a workbook and writes nonsense into the next one's state.
fn edit(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range("Figures").unwrap();
    let mut edited = Workbook::new();
    let sheet = edited.add_worksheet();
    for (number, cells) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(cells) {
            match (number, column, cell) {
                (1, 0, _) => sheet.write_string(number, column, "accepted").unwrap(),
                (2, 0, _) => sheet.write_string(number, column, "perhaps").unwrap(),
                (_, _, Data::String(text)) => sheet.write_string(number, column, text).unwrap(),
                (_, _, Data::Float(value)) => sheet.write_number(number, column, *value).unwrap(),
                (_, _, Data::DateTime(day)) => {
                    let text = day.to_ymd_hms_milli();
                    let text = format!("{:04}-{:02}-{:02}", text.0, text.1, text.2);
                    sheet.write_string(number, column, text).unwrap()
                }
                _ => sheet,
            };
        }
    }
    edited.save(path).unwrap();
}

#[test]
fn a_workbook_is_saved_edited_and_taken_back_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).unwrap();
    for (name, text) in REPORTS {
        std::fs::write(reports.join(name), text).unwrap();
    }
    let file = folder.path().join("figures.xlsx");
    let options = Options { folder: Some(reports), ..Options::default() };
    let one = || Arc::new(OneFile(file.clone()));
    let mut window = Window::asking(folder, &options, one(), one());
    run(&mut window, "Export evidence workbook");
    until_says(&mut window, "Figures saved as");
    edit(&file);
    run(&mut window, "Import evidence workbook");
    until_says(&mut window, "1 figure accepted");
    assert!(window.says("row 3: state “perhaps”"));
    let reviews = |window: &Window| -> Vec<Review> {
        let workspace = window.harness.state().workspace();
        let figures = workspace.figures();
        let review = |id: &_| workspace.figure(*id).map(|figure| figure.review);
        figures.iter().filter_map(review).filter(|review| *review != Review::Unchecked).collect()
    };
    assert_eq!(reviews(&window), [Review::Accepted]);
    let workspace = window.harness.state().workspace();
    assert_eq!(workspace.project().history().steps().len(), 1);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(reviews(&window), []);
}

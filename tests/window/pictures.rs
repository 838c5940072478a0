//! Pictures of panels, to see when something that was not meant to change does.

use super::harness::{REPORTS, Window};
use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::SnapshotOptions;

/// The page and its panels, small: where a name is chosen and its mention is marked.
#[test]
fn a_marked_mention_with_its_page() {
    // The folder's name stands in the bar.
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("reports");
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in REPORTS {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut window = Window::on(&folder);
    window.harness.set_size(vec2(1024.0, 700.0));
    window.click_role("Talvi Ermesh", Role::Button);
    window.key(Modifiers::NONE, Key::F4);
    window.harness.remove_cursor();
    window.settle();
    // Edges of letters differ a little between one software renderer and another.
    let options = SnapshotOptions::new().max_failed_pixels(400);
    window.harness.snapshot_options("reading", &options);
}

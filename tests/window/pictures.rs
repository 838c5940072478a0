//! Pictures of panels, to see when something that was not meant to change does.

use super::harness::Window;
use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::SnapshotOptions;

/// The page and its panels, small: where a name is chosen and its mention is marked.
#[test]
fn a_marked_mention_with_its_page() {
    let mut window = Window::open();
    window.harness.set_size(vec2(1024.0, 700.0));
    window.click_role("Talvi Ermesh", Role::Button);
    window.key(Modifiers::NONE, Key::F4);
    window.harness.remove_cursor();
    window.harness.run_steps(4);
    // Edges of letters differ a little between one software renderer and another.
    let options = SnapshotOptions::new().max_failed_pixels(400);
    window.harness.snapshot_options("reading", &options);
}

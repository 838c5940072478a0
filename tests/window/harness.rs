//! The window on a folder of invented reports, without a screen.

use eframe::egui::{
    self, Event, Modifiers, OutputCommand, PointerButton, Pos2, accesskit::Role, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::app::{
    App, Colours, FolderPicker, Location, Options, SaveDialog, SystemPicker, SystemSaveDialog,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The reports that the tests read: an invented country over two years.
pub const REPORTS: [(&str, &str); 2] = [
    ("orvany-2019-civic-watch.txt", include_str!("reports/orvany-2019-civic-watch.txt")),
    ("orvany-2021-civic-watch.txt", include_str!("reports/orvany-2021-civic-watch.txt")),
];

/// Answers every question for a folder with this one.
pub struct Always(pub PathBuf);

impl FolderPicker for Always {
    fn pick(&self, _start: Option<&Path>) -> Option<PathBuf> {
        Some(self.0.clone())
    }
}

/// Draws frames until nothing is under way, what came is shown and nothing new was set going by it.
pub fn settle(harness: &mut Harness<'static, App>) {
    let start = Instant::now();
    harness.run_steps(2);
    loop {
        // Asked before the frames that take what has come to its end: what ends after them is
        // shown by those of the next turn.
        let was_busy = harness.state().is_busy();
        harness.run_steps(3);
        if !was_busy && !harness.state().is_busy() {
            return;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "busy for a minute");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The window, and the folder that it is open on.
pub struct Window {
    /// The window.
    pub harness: Harness<'static, App>,
    /// Its folder, which is deleted with it.
    _folder: tempfile::TempDir,
}

impl Window {
    /// The window on the invented reports and these files, all read and analysed.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in REPORTS {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let options = Options { folder: Some(folder.path().to_owned()), ..Options::default() };
        Self::start(folder, &options, Arc::new(SystemPicker))
    }

    /// The window on the invented reports.
    pub fn open() -> Self {
        Self::with(&[])
    }

    /// The window on a folder that outlives it.
    pub fn on(folder: &Path) -> Self {
        let options = Options { folder: Some(folder.to_owned()), ..Options::default() };
        Self::start(tempfile::tempdir().unwrap(), &options, Arc::new(SystemPicker))
    }

    /// The window as these options say.
    pub fn start(
        folder: tempfile::TempDir,
        options: &Options,
        picker: Arc<dyn FolderPicker>,
    ) -> Self {
        Self::asking(folder, options, picker, Arc::new(SystemSaveDialog))
    }

    /// The window as these options say, asking `picker` and `save` for files.
    pub fn asking(
        folder: tempfile::TempDir,
        options: &Options,
        picker: Arc<dyn FolderPicker>,
        save: Arc<dyn SaveDialog>,
    ) -> Self {
        let light =
            Options { colours: options.colours.or(Some(Colours::Light)), ..options.clone() };
        let builder = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(64);
        let harness =
            builder.build_eframe(|creation| App::with_dialogs(creation, &light, picker, save));
        let mut window = Self { harness, _folder: folder };
        window.settle();
        window
    }

    /// Draws what was done, and waits until all that it set going has come to its end.
    pub fn settle(&mut self) {
        settle(&mut self.harness);
    }

    /// Where the user is.
    pub fn here(&self) -> Location {
        self.harness.state().here()
    }

    /// The words that were jumped to.
    pub fn marked(&self) -> String {
        let here = self.here();
        let report = here.report.and_then(|index| self.harness.state().workspace().report(index));
        let words = report.zip(here.marked).map(|(report, span)| span.of(&report.text).to_owned());
        words.unwrap_or_default()
    }

    /// Clicks what has this name.
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    /// Clicks the first thing of this role that has this name: a name stands in lists and texts.
    pub fn click_role(&mut self, label: &str, role: Role) {
        let nodes: Vec<_> = self.harness.query_all_by_label(label).collect();
        let node = nodes.iter().find(|node| node.accesskit_node().role() == role);
        node.expect("something of this role has the name").click();
        drop(nodes);
        self.settle();
    }

    /// As [`click_role`](Self::click_role) for the last of these: what lies on top is drawn last.
    pub fn click_role_last(&mut self, label: &str, role: Role) {
        let nodes: Vec<_> = self.harness.query_all_by_label(label).collect();
        let node = nodes.iter().rfind(|node| node.accesskit_node().role() == role);
        node.expect("something of this role has the name").click();
        drop(nodes);
        self.settle();
    }

    /// Presses a key.
    pub fn key(&mut self, modifiers: Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Draws the pointer from one point to another with the button held.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.button(from, true);
        for part in 1..=4 {
            let at = from + (to - from) * (part as f32 / 4.0);
            self.harness.event(Event::PointerMoved(at));
            self.harness.step();
        }
        self.button(to, false);
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.step();
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        self.harness.step();
    }

    /// What an event puts on the clipboard.
    pub fn copied(&mut self, event: Event) -> Option<String> {
        self.harness.event(event);
        self.harness.step();
        self.harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Whether something shown has these words in its name.
    pub fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }
}

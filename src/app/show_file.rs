//! What is done with the files of reports: shown in the system's own window, and cited.

use super::App;
use super::citing;
use super::toast::Message;
use super::words;
use crate::citation::Fields;
use crate::entities::ReportIndex;
use eframe::egui::Context;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

impl App {
    /// Takes up what is new in the folder, where a list of reports is shown.
    pub(super) fn list_reports(&mut self, context: &Context) {
        let now = context.input(|input| input.time);
        if self.holdings.refresh(&self.workspace, now) {
            let rest = std::time::Duration::from_secs_f64(super::holdings::REFRESH);
            context.request_repaint_after(rest);
        }
    }

    /// Puts the citations of reports on the clipboard, a line each.
    pub(super) fn cite(&mut self, context: &Context, reports: &[ReportIndex]) {
        let citer = citing::citer(&self.workspace);
        let source = |index: &ReportIndex| {
            let head = self.workspace.slot(*index)?.head()?;
            let fields = Fields::of_whole(&head.document, &head.metadata, head.volume.as_ref());
            Some(citer.whole(&fields))
        };
        let sources: Vec<String> = reports.iter().filter_map(source).collect();
        let message = match sources.len() {
            0 => "There is nothing to cite: the file was not read".to_owned(),
            count => format!("Copied {}", words::counted(count, "citation")),
        };
        if !sources.is_empty() {
            context.copy_text(sources.join("\n"));
        }
        self.toast.tell(context, Message::done(message));
    }

    /// Shows a report's file in the system's own window.
    pub(super) fn show_in_folder(&mut self, context: &Context, index: ReportIndex) {
        let Some(slot) = self.workspace.slot(index) else { return };
        if let Err(error) = show(&slot.file.path) {
            let path = slot.file.path.display();
            let told = format!("The folder could not be shown: {error}. The file is {path}");
            self.toast.tell(context, Message::warning(told));
        }
    }
}

/// Asks the system to show a file among the others of its folder.
fn show(path: &Path) -> io::Result<()> {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("explorer");
        command.arg("/select,").arg(path);
        command
    } else if cfg!(target_os = "macos") {
        let mut command = Command::new("open");
        command.arg("-R").arg(path);
        command
    } else {
        let mut command = Command::new("xdg-open");
        command.arg(path.parent().unwrap_or(path));
        command
    };
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn()?;
    // Somebody has to take note of its end, or it stays in the system's list.
    std::thread::Builder::new().name("show folder".to_owned()).spawn(move || child.wait())?;
    Ok(())
}

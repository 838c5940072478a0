//! The window.
//!
//! Panels read the [`Workspace`] and push [`UiCommand`]s; [`App`] applies these in one place after
//! the frame. Nothing here reads, analyses or saves on the drawing thread.

mod command;

pub use command::{Commands, Place, UiCommand};

use crate::figures::Catalogue;
use crate::workspace::Workspace;
use eframe::egui;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// How the window is to be opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder to open, if any.
    pub folder: Option<PathBuf>,
}

/// The window's program.
pub struct App {
    workspace: Workspace,
    place: Place,
}

impl App {
    /// Sets up the window and begins to open the folder.
    pub fn new(context: &eframe::CreationContext<'_>, options: &Options) -> Self {
        let egui = context.egui_ctx.clone();
        let mut workspace = Workspace::new(Catalogue::built_in(), move || egui.request_repaint());
        if let Some(folder) = &options.folder {
            workspace.open(folder);
        }
        Self { workspace, place: Place::Read }
    }

    /// What is open.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    fn apply(&mut self, command: UiCommand) {
        match command {
            UiCommand::OpenFolder(folder) => self.workspace.open(&folder),
            UiCommand::GoTo(place) => self.place = place,
            UiCommand::ShowPassage(_)
            | UiCommand::SelectEntity(_)
            | UiCommand::ShowChart { .. } => {}
        }
    }
}

/// How long results from the background are taken in one frame.
const POLL_BUDGET: Duration = Duration::from_millis(4);

impl eframe::App for App {
    fn logic(&mut self, _context: &egui::Context, _frame: &mut eframe::Frame) {
        self.workspace.poll(POLL_BUDGET);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let mut commands = Commands::default();
        for place in Place::ALL {
            if ui.selectable_label(self.place == place, place.name()).clicked() {
                commands.push(UiCommand::GoTo(place));
            }
        }
        for command in commands.take() {
            self.apply(command);
        }
    }
}

/// Opens the window and stays until it is closed.
pub fn run(options: Options) -> ExitCode {
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Rapporteur")
            .with_app_id("rapporteur")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([800.0, 500.0]),
        ..Default::default()
    };
    let opened = eframe::run_native(
        "rapporteur",
        native,
        Box::new(move |context| Ok(Box::new(App::new(context, &options)))),
    );
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            crate::cli::complain(&format!("the window could not be opened: {error}"));
            ExitCode::FAILURE
        }
    }
}

//! The window.
//!
//! Panels read the [`Workspace`] and push [`UiCommand`]s; [`App`] applies these in one place after
//! the frame. Nothing here reads, analyses or saves on the drawing thread.

mod actions;
mod charts_place;
mod command;
mod dialog;
mod entity_index;
mod figures_place;
mod history;
mod icons;
mod settings;
mod start;
mod status_bar;
pub mod theme;
mod top_bar;
mod widgets;
mod words;

pub use actions::Action;
pub use command::{Commands, Place, UiCommand};
pub use dialog::{FolderPicker, SystemPicker};
pub use settings::Colours;

use crate::figures::Catalogue;
use crate::workspace::Workspace;
use charts_place::ChartsPlace;
use dialog::FolderDialog;
use eframe::egui::{self, CentralPanel, Context, Frame};
use entity_index::EntityIndex;
use figures_place::FiguresPlace;
use history::History;
use settings::Settings;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use theme::Theme;
use top_bar::TopBar;

/// How the window is to be opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder to open, if any.
    pub folder: Option<PathBuf>,
    /// The colours to use in place of those remembered.
    pub colours: Option<Colours>,
}

/// The window's program.
pub struct App {
    workspace: Workspace,
    settings: Settings,
    place: Place,
    history: History,
    dialog: FolderDialog,
    entities: EntityIndex,
    search: String,
    focus_search: bool,
    figures: FiguresPlace,
    charts: ChartsPlace,
}

impl App {
    /// Sets up the window and begins to open the folder.
    pub fn new(creation: &eframe::CreationContext<'_>, options: &Options) -> Self {
        Self::with_picker(creation, options, Arc::new(SystemPicker))
    }

    /// As [`App::new`], asking `picker` for folders.
    pub fn with_picker(
        creation: &eframe::CreationContext<'_>,
        options: &Options,
        picker: Arc<dyn FolderPicker>,
    ) -> Self {
        let context = &creation.egui_ctx;
        theme::install(context);
        // Zoom is one of our own actions, so that it stands in menu and palette too.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        let mut settings = Settings::load(creation.storage);
        if let Some(colours) = options.colours {
            settings.colours = colours;
        }
        context.set_theme(settings.colours.preference());
        let wake = context.clone();
        let mut app = Self {
            workspace: Workspace::new(Catalogue::built_in(), move || wake.request_repaint()),
            settings,
            place: Place::Read,
            history: History::default(),
            dialog: FolderDialog::new(picker),
            entities: EntityIndex::default(),
            search: String::new(),
            focus_search: false,
            figures: FiguresPlace::default(),
            charts: ChartsPlace::default(),
        };
        if let Some(folder) = &options.folder {
            app.open_folder(folder);
        }
        app
    }

    /// What is open.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    fn open_folder(&mut self, folder: &Path) {
        self.settings.remember(folder);
        self.workspace.open(folder);
        self.history.clear();
        self.search.clear();
        self.figures = FiguresPlace::default();
        self.charts = ChartsPlace::default();
        self.place = Place::Read;
    }

    fn apply(&mut self, context: &Context, command: UiCommand) {
        match command {
            UiCommand::Run(action) => self.run(context, action),
            UiCommand::OpenFolder(folder) => self.open_folder(&folder),
            UiCommand::GoTo(place) => self.place = place,
            UiCommand::Search(typed) => {
                self.workspace.search(&typed);
                self.search = typed;
            }
            UiCommand::OpenReport(_)
            | UiCommand::ShowPassage(_)
            | UiCommand::SelectEntity(_)
            | UiCommand::DeselectEntity
            | UiCommand::ShowFigure(_)
            | UiCommand::ShowChart { .. } => {}
        }
    }

    fn run(&mut self, context: &Context, action: Action) {
        match action {
            Action::OpenFolder => {
                let start = self.workspace.folder().map(Path::to_owned);
                let wake = context.clone();
                self.dialog.open(start, move || wake.request_repaint());
            }
            Action::GoTo(place) => self.place = place,
            Action::FindInAll => self.focus_search = true,
            Action::Stop => self.workspace.stop(),
            Action::Resume => self.workspace.resume(),
            Action::SystemTheme => self.colour(context, Colours::System),
            Action::LightTheme => self.colour(context, Colours::Light),
            Action::DarkTheme => self.colour(context, Colours::Dark),
            Action::ZoomIn => egui::gui_zoom::zoom_in(context),
            Action::ZoomOut => egui::gui_zoom::zoom_out(context),
            Action::ZoomReset => context.set_zoom_factor(1.0),
            Action::LargerText => self.settings.resize_text(1.0),
            Action::SmallerText => self.settings.resize_text(-1.0),
            Action::ToggleLibrary => self.settings.library_open ^= true,
            Action::ToggleEntities => self.settings.entities_open ^= true,
            Action::Find
            | Action::NextHit
            | Action::PreviousHit
            | Action::Back
            | Action::Forward
            | Action::NextMention
            | Action::PreviousMention
            | Action::Palette
            | Action::CopyDiagnostics => {}
        }
    }

    fn colour(&mut self, context: &Context, colours: Colours) {
        self.settings.colours = colours;
        context.set_theme(colours.preference());
    }

    fn take_dropped(context: &Context) -> Option<PathBuf> {
        let dropped = context
            .input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()))?;
        // A file dropped stands for the folder that it lies in.
        if dropped.is_dir() { Some(dropped) } else { dropped.parent().map(Path::to_owned) }
    }
}

/// How long results from the background are taken in one frame.
const POLL_BUDGET: Duration = Duration::from_millis(4);

impl eframe::App for App {
    fn logic(&mut self, _context: &Context, _frame: &mut eframe::Frame) {
        self.workspace.poll(POLL_BUDGET);
        self.entities.refresh(&self.workspace);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        let theme = Theme::of(&context);
        let mut commands = Commands::default();
        for action in Action::pressed(&context) {
            commands.push(UiCommand::Run(action));
        }
        if let Some(folder) = self.dialog.take().or_else(|| Self::take_dropped(&context)) {
            commands.push(UiCommand::OpenFolder(folder));
        }
        let bar = TopBar {
            place: self.place,
            search: &mut self.search,
            focus_search: &mut self.focus_search,
            settings: &self.settings,
        };
        bar.show(ui, &self.workspace, theme, &mut commands);
        status_bar::show(ui, &self.workspace, &self.entities, theme, &mut commands);
        let page = Frame::NONE.fill(theme.page);
        CentralPanel::default().frame(page).show(ui, |ui| match self.place {
            _ if self.workspace.folder().is_none() => {
                start::show(ui, &self.settings.recent, theme, &mut commands);
            }
            Place::Read => {}
            Place::Figures => {
                figures_place::show(ui, &self.workspace, &mut self.figures, theme, &mut commands);
            }
            Place::Charts => {
                charts_place::show(ui, &self.workspace, &mut self.charts, theme, &mut commands);
            }
        });
        if context.input(|input| !input.raw.hovered_files.is_empty()) {
            start::drop_hint(ui, theme);
        }
        for command in commands.take() {
            self.apply(&context, command);
            context.request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.settings.save(storage);
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

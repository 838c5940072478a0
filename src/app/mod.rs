//! The window.
//!
//! Panels read the [`Workspace`] and push [`UiCommand`]s; [`App`] applies these in one place after
//! the frame. Nothing here reads, analyses or saves on the drawing thread.

mod action_hints;
mod action_keys;
mod actions;
mod add_figure_card;
mod applying;
mod background;
mod charts_place;
mod choose;
mod citation_card;
mod citing;
mod command;
mod compare_place;
mod comparing;
mod correct_card;
mod cuts;
mod decide;
mod deciding;
mod dialog;
mod entity_decide;
mod entity_decide_card;
mod entity_decide_row;
mod entity_export;
mod entity_filters;
mod entity_hidden;
mod entity_index;
mod entity_lines;
mod entity_list;
mod entity_mentions;
mod entity_page;
mod entity_panel;
mod entity_rows;
mod entity_suggestions;
mod entity_words;
mod entity_years;
mod figure_changes;
mod figure_fields;
mod figure_work;
mod figures_place;
mod gathering;
mod heights;
mod history;
mod history_list;
mod holdings;
mod icons;
mod importing;
mod indicators_card;
mod library_panel;
mod library_place;
mod narrow;
mod note_editor;
mod notes_place;
mod outline_panel;
mod palette;
mod passage_text;
mod read_place;
mod reader;
mod running;
mod saving;
mod search_field;
mod search_place;
mod searching;
mod selecting;
mod settings;
mod sharing;
mod show_file;
mod start;
mod status_bar;
mod still;
mod table_columns;
mod tables;
mod target;
mod target_menu;
pub mod theme;
mod toast;
mod top_bar;
mod typing;
mod widgets;
mod window_icon;
mod words;

pub use actions::Action;
pub use command::{Commands, Place, UiCommand};
pub use dialog::{FolderPicker, SystemPicker};
pub use history::Location;
pub use saving::{SaveDialog, SystemSaveDialog};
pub use settings::Colours;

use crate::charts::Drawing;
use crate::figures::Catalogue;
use crate::library::cache::Cache;
use crate::library::workers::Program;
use crate::library::{Reader, sample};
use crate::project::store::Keeping;
use crate::workspace::Workspace;
use charts_place::ChartsPlace;
use command::HitStep;
use compare_place::ComparePlace;
use decide::Cards;
use dialog::FolderDialog;
use eframe::egui::{self, CentralPanel, Context, Frame};
use entity_index::EntityIndex;
use figures_place::FiguresPlace;
use gathering::Gathering;
use history::History;
use holdings::Holdings;
use importing::Importer;
use library_place::LibraryPlace;
use notes_place::NotesPlace;
use palette::Palette;
use read_place::{ReadInput, ReadPlace};
use saving::Saver;
use search_field::SearchField;
use settings::Settings;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use theme::Theme;
use toast::{Message, Toast};
use top_bar::TopBar;
use typing::Typing;

/// How the window is to be opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder to open, if any.
    pub folder: Option<PathBuf>,
    /// The colours to use in place of those remembered.
    pub colours: Option<Colours>,
    /// Where the program keeps its own files; without it there is no sample.
    pub data: Option<PathBuf>,
    /// What files are read in; without it they are read in the window's own process.
    pub workers: Option<Program>,
    /// What keeps what is read and found from one opening of a folder to the next.
    pub cache: Option<Arc<Cache>>,
}

/// The window's program.
pub struct App {
    workspace: Workspace,
    settings: Settings,
    place: Place,
    history: History,
    dialog: FolderDialog,
    entities: EntityIndex,
    holdings: Holdings,
    search: String,
    focus_search: bool,
    field: SearchField,
    /// Where to go among the hits once they are found.
    hit_to_come: Option<HitStep>,
    /// The state of the reports that were searched last, and when that was.
    searched: ((u64, u64), Option<Instant>),
    figures: FiguresPlace,
    charts: ChartsPlace,
    read: ReadPlace,
    palette: Palette,
    saver: Saver,
    importer: Importer,
    gathering: Gathering,
    toast: Toast,
    notes: NotesPlace,
    compare: ComparePlace,
    library: LibraryPlace,
    cards: Cards,
    shared: sharing::Shared,
    typing: Typing,
    data: Option<PathBuf>,
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
        Self::with_dialogs(creation, options, picker, Arc::new(SystemSaveDialog))
    }

    /// As [`App::new`], asking `picker` for folders and `save` for where to save files.
    pub fn with_dialogs(
        creation: &eframe::CreationContext<'_>,
        options: &Options,
        picker: Arc<dyn FolderPicker>,
        save: Arc<dyn SaveDialog>,
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
        let keeping = Keeping { data: options.data.clone(), ..Keeping::default() };
        let mut app = Self {
            workspace: Workspace::new(Catalogue::built_in(), move || wake.request_repaint())
                .keeping_projects(keeping)
                .reading_with(Reader::new(options.workers.clone()))
                .keeping_reports(options.cache.clone()),
            settings,
            place: Place::Read,
            history: History::default(),
            dialog: FolderDialog::new(picker),
            entities: EntityIndex::default(),
            holdings: Holdings::default(),
            search: String::new(),
            focus_search: false,
            field: SearchField::default(),
            hit_to_come: None,
            searched: ((0, 0), None),
            figures: FiguresPlace::default(),
            charts: ChartsPlace::default(),
            read: ReadPlace::default(),
            palette: Palette::default(),
            saver: Saver::new(save, context.clone()),
            importer: Importer::new(context.clone()),
            gathering: Gathering::default(),
            toast: Toast::default(),
            notes: NotesPlace::default(),
            compare: ComparePlace::default(),
            library: LibraryPlace::default(),
            cards: Cards::default(),
            shared: sharing::Shared::default(),
            typing: Typing::default(),
            data: options.data.clone(),
        };
        match &options.folder {
            Some(folder) => app.open_folder(folder),
            // On its first day the program shows what it is for.
            None if app.settings.recent.is_empty() => app.open_sample(context),
            None => {}
        }
        app
    }

    /// Which of its places the window shows.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The chart that the charts' place shows.
    pub fn chart(&self) -> Option<Arc<Drawing>> {
        self.charts.drawing()
    }

    /// Whether something is under way that the window waits for: reports, a list, a chart, a file
    /// that is asked for, read or written.
    pub fn is_busy(&self) -> bool {
        self.workspace.is_busy()
            || self.workspace.is_at_work()
            || self.charts.is_busy()
            || self.dialog.is_open()
            || self.saver.is_busy()
            || self.importer.is_busy()
            || self.gathering.is_busy()
            || self.shared.is_busy()
            || self.read.is_busy()
    }

    /// What is open.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    fn open_folder(&mut self, folder: &Path) {
        self.keep_chart();
        self.settings.remember(folder);
        self.workspace.open(folder);
        self.workspace.set_selection(self.settings.selection_of(folder));
        self.history.clear();
        self.search.clear();
        self.field = SearchField::default();
        self.read = self.read.for_another_folder();
        self.figures = FiguresPlace::default();
        self.charts = ChartsPlace::with_draft(self.settings.chart_of(folder));
        self.notes = NotesPlace::default();
        self.compare = ComparePlace::default();
        self.library = LibraryPlace::default();
        self.cards = Cards::default();
        self.place = Place::Read;
    }

    fn open_sample(&mut self, context: &Context) {
        let Some(data) = self.data.clone() else { return };
        let unpack = move || {
            let unpacked = sample::unpack(&data);
            unpacked.inspect_err(|error| tracing::error!(%error, "the sample was not written")).ok()
        };
        let wake = context.clone();
        self.dialog.ask(unpack, move || wake.request_repaint());
    }

    /// Where the user is.
    pub fn here(&self) -> Location {
        Location {
            place: self.place,
            report: self.read.report(),
            top: self.read.top(),
            marked: self.read.marked(),
            search: self.search.clone(),
        }
    }

    /// Esc: closes what is on top, one thing at a time.
    fn close_top(&mut self, context: &Context, commands: &mut Commands) {
        let pressed = context.input(|input| input.key_pressed(egui::Key::Escape));
        if !pressed
            || egui::Popup::is_any_open(context)
            || self.field.close()
            || self.palette.close()
            || self.cards.close()
            || self.place == Place::Figures && self.figures.close_top()
            || self.place == Place::Charts && self.charts.close_top()
            || self.place == Place::Compare && self.compare.close_top()
            || self.place == Place::Library && self.library.close_top()
        {
            return;
        }
        if self.place == Place::Read && self.read.is_finding() {
            self.read.close_top(&self.workspace);
        } else if !self.search.is_empty() {
            commands.push(UiCommand::Search(String::new()));
        } else if self.place == Place::Read {
            self.read.close_top(&self.workspace);
        }
    }

    fn take_dropped(&mut self, context: &Context) -> Option<PathBuf> {
        let dropped = context
            .input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()))?;
        if self.place == Place::Charts && self.charts.take_dropped(context, &dropped) {
            return None;
        }
        // A file dropped stands for the folder that it lies in.
        if dropped.is_dir() { Some(dropped) } else { dropped.parent().map(Path::to_owned) }
    }
}

/// How long results from the background are taken in one frame.
const POLL_BUDGET: Duration = Duration::from_millis(4);

impl eframe::App for App {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.workspace.watch(context.input(|input| input.focused));
        self.workspace.poll(POLL_BUDGET);
        let told = self.workspace.take_project_messages();
        if !told.is_empty() {
            self.toast.tell(context, Message::warning(told.join("\n")));
        }
        if let Some(cleared) = self.workspace.take_cleared() {
            self.toast.tell(context, running::cleared(cleared));
        }
        if let Some(words) = dialog::take_not_shown() {
            self.toast.tell(context, Message::warning(words));
        }
        if let Some(message) = self.saver.poll().and_then(|outcome| outcome.message()) {
            self.toast.tell(context, message);
        }
        if let Some(message) = self.charts.poll(context) {
            self.toast.tell(context, message);
        }
        self.take_import(context);
        self.take_gathered(context);
        self.take_shared(context);
        if self.entities.refresh(&self.workspace) {
            self.read.merged_anew();
        }
        self.list_reports(context);
        self.workspace.look_into(self.read.chosen_member());
        self.read.open_first(&self.workspace);
        self.follow_search(context);
        if self.place == Place::Compare {
            let now = context.input(|input| input.time);
            self.compare.ask(&mut self.workspace, self.read.report(), now);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        let theme = Theme::of(&context);
        let mut commands = Commands::default();
        self.typing.begin_frame(&context);
        for action in Action::pressed(&context) {
            if action.opens_field() {
                // What follows in this very frame is meant for the field as well.
                self.typing.hold(&context);
            }
            commands.push(UiCommand::Run(self.meant(action)));
        }
        self.close_top(&context, &mut commands);
        if let Some(folder) = self.dialog.take().or_else(|| self.take_dropped(&context)) {
            commands.push(UiCommand::OpenFolder(folder));
        }
        self.cards.take_keys(&context, &self.workspace, &mut commands);
        let bar = TopBar {
            place: self.place,
            search: &mut self.search,
            field: &mut self.field,
            focus_search: &mut self.focus_search,
            settings: &self.settings,
        };
        bar.show(ui, &self.workspace, theme, &mut commands);
        status_bar::show(ui, &self.workspace, &self.entities, theme, &mut commands);
        let page = Frame::NONE.fill(theme.page);
        CentralPanel::default().frame(page).show(ui, |ui| match self.place {
            _ if self.workspace.folder().is_none() => {
                let sample = self.data.is_some();
                start::show(ui, &self.settings.recent, sample, theme, &mut commands);
            }
            Place::Read => {
                let input = ReadInput {
                    workspace: &self.workspace,
                    holdings: &self.holdings,
                    index: &self.entities,
                    history: &self.history,
                    settings: &self.settings,
                    search: &self.search,
                    theme,
                };
                self.read.show(ui, &input, &mut commands);
            }
            Place::Figures => {
                let selected = self.read.selected();
                let columns = &mut self.settings.figure_columns;
                let (workspace, figures) = (&self.workspace, &mut self.figures);
                figures_place::show(
                    ui,
                    workspace,
                    figures,
                    columns,
                    selected,
                    theme,
                    &mut commands,
                );
            }
            Place::Notes => {
                let selected = self.read.selected();
                let (workspace, notes) = (&self.workspace, &mut self.notes);
                notes_place::show(ui, workspace, notes, selected, theme, &mut commands);
            }
            Place::Charts => {
                charts_place::show(ui, &self.workspace, &mut self.charts, theme, &mut commands);
            }
            Place::Library => {
                let (workspace, holdings) = (&self.workspace, &self.holdings);
                let input = library_place::PlaceInput { workspace, holdings, theme };
                let columns = &mut self.settings.library_columns;
                self.library.show(ui, input, columns, &mut commands);
            }
            Place::Compare => {
                compare_place::show(ui, &self.workspace, &mut self.compare, theme, &mut commands);
            }
        });
        self.cards.show(&context, &self.workspace, theme, &mut commands);
        self.toast.show(&context, theme);
        self.palette.show(&context, &self.workspace, theme, &mut commands);
        if context.input(|input| !input.raw.hovered_files.is_empty()) {
            let words = if self.place == Place::Charts {
                "Drop a CSV file to draw its values, or a folder to open it"
            } else {
                "Drop to open this folder"
            };
            start::drop_hint(ui, words, theme);
        }
        for command in commands.take() {
            self.apply(&context, command);
            context.request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        self.keep_chart();
        self.settings.save(storage);
    }
}

/// Opens the window and stays until it is closed; what is read is kept for the next time where `keep`
/// says so.
pub fn run(mut options: Options, keep: bool) -> ExitCode {
    let own = directories::ProjectDirs::from("", "", "rapporteur");
    options.data = own.map(|own| own.data_dir().to_owned());
    options.workers = Program::own();
    options.cache = if keep { Cache::of_user().map(Arc::new) } else { None };
    if let Some(data) = &options.data {
        crate::diagnostics::start(data);
    }
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Rapporteur")
        .with_app_id("rapporteur")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([800.0, 500.0]);
    if let Some(icon) = window_icon::icon() {
        viewport = viewport.with_icon(icon);
    }
    let native = eframe::NativeOptions { viewport, ..Default::default() };
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

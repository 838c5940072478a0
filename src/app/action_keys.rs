//! The keys of all that the user can do by name.

use super::actions::Action;
use super::command::Place;
use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers, PointerButton};

impl Action {
    /// Its key.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        let ctrl_shift =
            |key| Some(KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key));
        let plain = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        let shift = |key| Some(KeyboardShortcut::new(Modifiers::SHIFT, key));
        let alt = |key| Some(KeyboardShortcut::new(Modifiers::ALT, key));
        match self {
            Self::OpenFolder => ctrl(Key::O),
            Self::GoTo(Place::Read) => ctrl(Key::Num1),
            Self::GoTo(Place::Figures) => ctrl(Key::Num2),
            Self::GoTo(Place::Charts) => ctrl(Key::Num3),
            Self::GoTo(Place::Notes) => ctrl(Key::Num4),
            Self::GoTo(Place::Compare) => ctrl(Key::Num5),
            Self::GoTo(Place::Library) => ctrl(Key::Num6),
            Self::AddNote => ctrl(Key::M),
            Self::Highlight => ctrl(Key::H),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => ctrl_shift(Key::Z),
            Self::History => ctrl_shift(Key::H),
            Self::MergeName => ctrl_shift(Key::M),
            Self::SplitName => ctrl_shift(Key::D),
            Self::RenameName => plain(Key::F2),
            Self::NameKind => ctrl_shift(Key::K),
            Self::HideName => ctrl_shift(Key::E),
            Self::NotAName => ctrl_shift(Key::N),
            Self::Suggestions => ctrl_shift(Key::L),
            Self::SaveChart => ctrl(Key::S),
            Self::NewChart => ctrl(Key::N),
            Self::CopyChart => ctrl_shift(Key::P),
            Self::CopyChartData => ctrl_shift(Key::T),
            Self::Find => ctrl(Key::F),
            Self::FindInAll => ctrl_shift(Key::F),
            Self::NextHit => plain(Key::F3),
            Self::PreviousHit => shift(Key::F3),
            Self::Back => alt(Key::ArrowLeft),
            Self::Forward => alt(Key::ArrowRight),
            Self::NextMention => plain(Key::F4),
            Self::PreviousMention => shift(Key::F4),
            Self::ToggleView => plain(Key::F6),
            Self::AddFigure => ctrl_shift(Key::A),
            Self::OwnIndicators => ctrl_shift(Key::I),
            Self::Quote => ctrl_shift(Key::C),
            Self::CompareBefore => ctrl_shift(Key::Num5),
            Self::ComparePassage => plain(Key::F7),
            Self::ZoomIn => ctrl(Key::Plus),
            Self::ZoomOut => ctrl(Key::Minus),
            Self::ZoomReset => ctrl(Key::Num0),
            Self::ChooseReports => ctrl_shift(Key::O),
            Self::ToggleLibrary => ctrl(Key::B),
            Self::ToggleEntities => ctrl_shift(Key::B),
            Self::Palette => ctrl(Key::K),
            Self::OpenSample
            | Self::SaveSearch
            | Self::ExportHits
            | Self::SearchHelp
            | Self::LargerText
            | Self::SmallerText
            | Self::Stop
            | Self::Resume
            | Self::SystemTheme
            | Self::LightTheme
            | Self::DarkTheme
            | Self::ExportNotes
            | Self::ExportWorkbook
            | Self::ImportWorkbook
            | Self::AcceptFigure
            | Self::RejectFigure
            | Self::EditFigure
            | Self::SetIndicator
            | Self::NextFigure
            | Self::PreviousFigure
            | Self::NextUnchecked
            | Self::RemoveFigure
            | Self::ChartFigures
            | Self::ExportIndicators
            | Self::ImportIndicators
            | Self::CorrectReport
            | Self::CitationStyle
            | Self::HiddenNames
            | Self::ExportNames
            | Self::ExportCases
            | Self::CompareCountries
            | Self::CheckChart
            | Self::AddReference
            | Self::OwnChartTheme
            | Self::ExportPng
            | Self::ExportSvg
            | Self::ExportCsv
            | Self::ExportPdf
            | Self::ExportPptx
            | Self::ExportXlsx
            | Self::ExportJson
            | Self::ExportSlides
            | Self::ExportComparison
            | Self::ClearCache
            | Self::NextChange
            | Self::PreviousChange
            | Self::CopyDiagnostics
            | Self::OnlyThisCountry
            | Self::AllReports => None,
        }
    }

    /// Its key where only its own place (of figures, of comparing) listens to it: one that is free
    /// there.
    pub fn letter(self) -> Option<Key> {
        match self {
            Self::AcceptFigure => Some(Key::A),
            Self::RejectFigure => Some(Key::R),
            Self::EditFigure => Some(Key::E),
            Self::SetIndicator => Some(Key::I),
            Self::NextFigure => Some(Key::J),
            Self::PreviousFigure => Some(Key::K),
            Self::NextUnchecked | Self::NextChange => Some(Key::N),
            Self::ChartFigures => Some(Key::C),
            Self::RemoveFigure => Some(Key::Delete),
            Self::PreviousChange => Some(Key::P),
            _ => None,
        }
    }

    /// Whether it opens something that is typed in at once.
    pub fn opens_field(self) -> bool {
        matches!(
            self,
            Self::Palette
                | Self::Find
                | Self::FindInAll
                | Self::SaveSearch
                | Self::AddNote
                | Self::EditFigure
                | Self::SetIndicator
                | Self::AddFigure
                | Self::OwnIndicators
                | Self::MergeName
                | Self::RenameName
                | Self::ChooseReports
                | Self::SaveChart
        )
    }

    /// Its key in words, for menus.
    pub fn keys(self, context: &Context) -> Option<String> {
        // Where hits are shown, the key that saves a chart saves the search.
        let own = if self == Self::SaveSearch { Self::SaveChart } else { self };
        let everywhere = own.shortcut().map(|shortcut| context.format_shortcut(&shortcut));
        everywhere.or_else(|| self.letter().map(|key| key.name().to_owned()))
    }

    /// Its words and its key, for a tooltip.
    pub fn tooltip(self, context: &Context) -> String {
        match self.keys(context) {
            Some(keys) => format!("{} ({keys})", self.hint()),
            None => self.hint().to_owned(),
        }
    }

    /// The actions whose keys, or mouse buttons, were pressed, taken out of the input so that nothing else acts on
    /// them. Keys with more modifiers are looked at first: egui takes Ctrl+Shift+F for Ctrl+F too.
    pub fn pressed(context: &Context) -> Vec<Self> {
        for (button, action) in
            [(PointerButton::Extra1, Self::Back), (PointerButton::Extra2, Self::Forward)]
        {
            if context.input(|input| input.pointer.button_pressed(button)) {
                return vec![action];
            }
        }
        // On most keyboards plus is the shifted equals sign, and Ctrl with the bare key is meant.
        let equals = KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals);
        if context.input_mut(|input| input.consume_shortcut(&equals)) {
            return vec![Self::ZoomIn];
        }
        // A field that is typed in undoes its own letters.
        let typing = context.text_edit_focused();
        let own = |action: Self| typing && matches!(action, Self::Undo | Self::Redo);
        let again = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
        if !typing && context.input_mut(|input| input.consume_shortcut(&again)) {
            return vec![Self::Redo];
        }
        let mut keyed: Vec<(Self, KeyboardShortcut)> =
            Self::ALL.into_iter().filter_map(|action| Some((action, action.shortcut()?))).collect();
        keyed.retain(|(action, _)| !own(*action));
        keyed.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
        context.input_mut(|input| {
            keyed.retain(|(_, shortcut)| input.consume_shortcut(shortcut));
        });
        keyed.into_iter().map(|(action, _)| action).collect()
    }
}

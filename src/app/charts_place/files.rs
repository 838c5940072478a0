//! Files that go into a chart: values from elsewhere and themes. They are asked for and read in the
//! background.

use crate::app::background::{Ended, Job};
use crate::app::dialog::FolderPicker;
use crate::app::toast::Message;
use crate::app::words;
use crate::charts::{ChartSpec, OwnTheme, Reference, ThemeName};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a file is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A table of values.
    Reference,
    /// Colours, typeface and logo.
    Theme,
}

impl Wanted {
    /// What a file with this ending would be.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "csv" => Some(Self::Reference),
            "toml" => Some(Self::Theme),
            _ => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Reference => "csv",
            Self::Theme => "toml",
        }
    }
}

/// What was in a file.
enum Read {
    References(Vec<Reference>),
    Theme(Box<OwnTheme>, Vec<String>),
}

/// A file that may be under way.
#[derive(Default)]
pub struct Files(Job<Option<Result<Read, String>>>);

impl Files {
    /// Whether a file is asked for or read.
    pub fn is_busy(&self) -> bool {
        self.0.is_running()
    }

    /// Asks for a file and reads it. While one is under way another is not asked for.
    pub fn ask(
        &mut self,
        context: &Context,
        wanted: Wanted,
        picker: Arc<dyn FolderPicker>,
        start: Option<PathBuf>,
    ) {
        self.0.start("chart file", context, move || {
            let path = picker.pick_file(wanted.ending(), start.as_deref())?;
            Some(read(&path, wanted))
        });
    }

    /// Reads a file that was dropped.
    pub fn read(&mut self, context: &Context, path: PathBuf, wanted: Wanted) {
        self.0.start("chart file", context, move || Some(read(&path, wanted)));
    }

    /// Puts what was read into the chart's choices; returns what there is to tell. What was wrong
    /// stays in `wrong`, beside the list of what was added.
    pub fn take(&mut self, spec: &mut ChartSpec, wrong: &mut Option<String>) -> Option<Message> {
        let read = match self.0.take()? {
            Ended::Done(read) => read?,
            Ended::Died => Err("an error inside the program".to_owned()),
        };
        *wrong = None;
        Some(match read {
            Ok(Read::References(references)) => {
                let values = references.iter().map(|one| one.points.len()).sum();
                let told = words::counted(values, "value");
                for reference in references {
                    spec.references.retain(|known| known.title() != reference.title());
                    spec.references.push(reference);
                }
                Message::done(format!("{told} drawn beside those of the reports"))
            }
            Ok(Read::Theme(own, warnings)) => {
                let told = format!("The chart is in the colours of {}", own.name);
                spec.theme = ThemeName::Own;
                spec.own_theme = Some(*own);
                match warnings.as_slice() {
                    [] => Message::done(told),
                    several => Message::warning(format!("{told}.\n{}", several.join("\n"))),
                }
            }
            Err(why) => {
                *wrong = Some(why.clone());
                Message::warning(why)
            }
        })
    }
}

fn read(path: &Path, wanted: Wanted) -> Result<Read, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match wanted {
        Wanted::Reference => Reference::load(path)
            .map(Read::References)
            .map_err(|error| format!("{name} was not added: {error}.")),
        Wanted::Theme => OwnTheme::load(path)
            .map(|(own, warnings)| Read::Theme(Box::new(own), warnings))
            .map_err(|error| format!("{name} is no theme: {error}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_ending() {
        assert_eq!(Wanted::of(Path::new("a/b.CSV")), Some(Wanted::Reference));
        assert_eq!(Wanted::of(Path::new("b.toml")), Some(Wanted::Theme));
        assert_eq!(Wanted::of(Path::new("report.pdf")), None);
    }

    #[test]
    fn what_is_wrong_with_a_file_names_it_and_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.csv");
        std::fs::write(&path, "year,value\n2019,12\n2020,many\n").unwrap();
        let Err(why) = read(&path, Wanted::Reference) else { panic!("many is no number") };
        assert!(why.contains("other.csv") && why.contains("line 3"), "{why}");
        std::fs::write(&path, "year,value\n2019,12\n").unwrap();
        let Ok(Read::References(all)) = read(&path, Wanted::Reference) else { panic!("a table") };
        assert_eq!(all[0].points, [(2019, 12.0)]);
    }
}

//! The user's own indicators as a file, to be shared with others.
//!
//! The file has the form of the catalogue's own in `assets/indicators/`. [`write`] makes it of the indicators of a
//! project; [`read`] says what importing one would do, as one command and thus one step to undo.

use super::{Command, Project};
use crate::figures::schema::{self, Wrong};
use crate::figures::{Catalogue, Indicator};
use serde::Serialize;

/// The most bytes that a file of indicators may have: more than any has, and read in a moment.
pub const LARGEST: u64 = 1 << 20;

/// What importing a file of indicators does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadIndicators {
    /// The names of those that are new.
    pub added: Vec<String>,
    /// The names of those that take the place of the user's own with the same slug.
    pub replaced: Vec<String>,
    /// How many are there already, just so.
    pub same: usize,
    /// The step that imports them; `None` where there is nothing to do.
    pub command: Option<Command>,
}

#[derive(Serialize)]
struct File<'a> {
    indicator: Vec<&'a Indicator>,
}

/// The text of a file of these indicators.
pub fn write<'a>(indicators: impl Iterator<Item = &'a Indicator>) -> Result<String, String> {
    let file = File { indicator: indicators.collect() };
    let text = toml::to_string_pretty(&file).map_err(|error| error.to_string())?;
    Ok(format!("{HEAD}\n{text}"))
}

const HEAD: &str = "\
# Indicators made in Rapporteur. To use them with other reports, import this file there.
#
# In a match every string of `head`, `counted`, `clause`, `sentence` and `around` must be found, and
# none of those that begin with `not`. A string holds alternatives parted by |; a word that ends in *
# stands for every word that begins so, and # for the number.
";

/// Reads a file of indicators for a project. `built_in` is the catalogue that comes with the
/// program, whose slugs are taken. Where anything in the file is wrong, all of it is named with its
/// line and nothing is imported.
pub fn read(
    text: &str,
    built_in: &Catalogue,
    project: &Project,
) -> Result<ReadIndicators, Vec<Wrong>> {
    let own = |slug: &str| project.indicators().find(|own| own.slug == slug);
    let known: Vec<&str> = built_in
        .indicators
        .iter()
        .chain(project.indicators())
        .map(|indicator| indicator.slug.as_str())
        .collect();
    let read = schema::parse_beside(text.trim_start_matches('\u{feff}'), &known)?;
    let taken: Vec<Wrong> = read
        .iter()
        .filter(|(_, indicator)| built_in.get(&indicator.slug).is_some())
        .map(|(line, indicator)| Wrong {
            line: *line,
            what: format!(
                "{}: the slug is taken by an indicator that comes with the program",
                indicator.slug
            ),
        })
        .collect();
    if !taken.is_empty() {
        return Err(taken);
    }
    let mut outcome = ReadIndicators::default();
    let mut commands = Vec::new();
    for (_, indicator) in read {
        let name = indicator.name.clone();
        match own(&indicator.slug) {
            Some(own) if *own == indicator => {
                outcome.same += 1;
                continue;
            }
            Some(_) => outcome.replaced.push(name),
            None => outcome.added.push(name),
        }
        commands.push(Command::DefineIndicator(Box::new(indicator)));
    }
    outcome.command = (!commands.is_empty())
        .then(|| Command::Together { name: "Import indicators".to_owned(), commands });
    Ok(outcome)
}

impl ReadIndicators {
    /// What was imported, in words for the user.
    pub fn summary(&self) -> String {
        let named = |what: &str, names: &[String]| {
            (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
        };
        let same = (self.same > 0).then(|| format!("unchanged: {}", self.same));
        let parts = [named("added", &self.added), named("replaced", &self.replaced), same];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return "The file holds no indicators".to_owned();
        }
        format!("Indicators {}", parts.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::schema::Entry;
    use crate::figures::{Flow, Unit};
    use jiff::Timestamp;

    fn indicator(slug: &str, apart: &[&str]) -> Indicator {
        Indicator {
            slug: slug.to_owned(),
            name: "Boats \"held\"".to_owned(),
            description: "Boats that were held.".to_owned(),
            units: vec![Unit::Count],
            flow: Flow::Flow,
            reporting: false,
            apart: apart.iter().map(|slug| (*slug).to_owned()).collect(),
            entries: vec![Entry { counted: vec!["boat|boats".to_owned()], ..Entry::default() }],
        }
    }

    fn with(indicators: &[Indicator]) -> Project {
        let mut project = Project::default();
        for indicator in indicators {
            let command = Command::DefineIndicator(Box::new(indicator.clone()));
            project.apply(&command, Timestamp::UNIX_EPOCH).unwrap();
        }
        project
    }

    #[test]
    fn what_is_written_is_read_in_another_project_and_once_only() {
        let built_in = Catalogue::new(vec![indicator("ships", &[])]);
        let own = [indicator("boats_held", &["ships", "rafts"]), indicator("rafts", &[])];
        let text = write(with(&own).indicators()).unwrap();
        let mut other = with(&[indicator("rafts", &["ships"])]);
        let read_first = read(&text, &built_in, &other).unwrap();
        assert_eq!((read_first.added.len(), read_first.replaced.len()), (1, 1));
        other.apply(&read_first.command.unwrap(), Timestamp::UNIX_EPOCH).unwrap();
        let now: Vec<&Indicator> = other.indicators().collect();
        assert!(now.contains(&&own[0]) && now.contains(&&own[1]), "{now:?}");
        let again = read(&text, &built_in, &other).unwrap();
        assert_eq!((again.same, again.command), (2, None));
        assert_eq!(other.history().steps().len(), 2, "the import is one step");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_nothing_is_imported() {
        let built_in = Catalogue::new(vec![indicator("ships", &[])]);
        let right = write([indicator("boats", &[])].iter()).unwrap();
        let line = right.lines().position(|line| line == "[[indicator]]").unwrap() + 1;
        let table = [
            (right.replace("\"boats\"", "\"ships\""), line, "comes with the program"),
            (right.replace("boat|boats", "bo*at"), line, "is no pattern"),
            (right.replace("units =", "apart = [\"moons\"]\nunits ="), line, "names moons"),
            ("[[indicator]\n".to_owned(), 1, "unclosed"),
        ];
        for (text, line, what) in table {
            let wrong = read(&text, &built_in, &Project::default()).unwrap_err();
            let named = wrong.iter().any(|wrong| wrong.line == line && wrong.what.contains(what));
            assert!(named, "{what}: {wrong:?}");
        }
    }
}

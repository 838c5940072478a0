//! An indicator of the user's own as it is filled in: plain words instead of patterns.

use crate::figures::schema::{self, Entry};
use crate::figures::{Catalogue, Figure, Flow, Indicator, Unit};
use std::collections::BTreeSet;

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The indicator that is changed, as it was; `None` for a new one.
    pub of: Option<Indicator>,
    /// Its name.
    pub name: String,
    /// What it measures.
    pub description: String,
    /// Words that must be in what is counted: a line for each, commas between alternatives.
    pub counted: String,
    /// Words that must be in the sentence.
    pub sentence: String,
    /// Words that must not be in the sentence.
    pub not: String,
    /// What its values are.
    pub unit: Unit,
    /// What there was or what came.
    pub flow: Flow,
    /// Whether it takes figures that other indicators fit as well.
    pub wins: bool,
    /// Whether it may have no words at all: its figures are chosen by hand.
    pub by_hand: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            of: None,
            name: String::new(),
            description: String::new(),
            counted: String::new(),
            sentence: String::new(),
            not: String::new(),
            unit: Unit::Count,
            flow: Flow::Flow,
            wins: true,
            by_hand: false,
        }
    }
}

/// What lifts an own indicator over those of the program.
const WINS: u8 = 100;

/// What no figure's words ever hold: an indicator whose figures are chosen by hand finds none.
const NEVER: &str = "# #";

impl Form {
    /// The form of an indicator that there is.
    pub fn of(indicator: &Indicator) -> Self {
        let entry = indicator.entries.first().cloned().unwrap_or_default();
        let by_hand = entry.counted.iter().any(|list| list == NEVER);
        Self {
            name: indicator.name.clone(),
            description: indicator.description.clone(),
            counted: if by_hand { String::new() } else { lines(&entry.counted) },
            sentence: lines(&entry.sentence),
            not: lines(&entry.not_sentence),
            unit: indicator.unit(),
            flow: indicator.flow,
            wins: entry.bonus >= WINS,
            by_hand,
            of: Some(indicator.clone()),
        }
    }

    /// A new form for what these figures count.
    pub fn for_figures(figures: &[Figure]) -> Self {
        let counted: BTreeSet<String> = figures
            .iter()
            .map(|figure| phrase(counted(figure)))
            .filter(|counted| !counted.is_empty())
            .collect();
        let first = figures.first();
        let counted: Vec<String> = counted.into_iter().collect();
        Self {
            name: first.map(|figure| capital(&figure.measure)).unwrap_or_default(),
            counted: counted.join(", "),
            unit: first.map(|figure| figure.unit).unwrap_or_default(),
            flow: first.and_then(|figure| figure.flow).unwrap_or(Flow::Flow),
            by_hand: true,
            ..Self::default()
        }
    }

    /// The indicator that is meant, or what is missing.
    pub fn indicator(&self, catalogue: &Catalogue) -> Result<Indicator, String> {
        let name = capital(self.name.trim());
        if name.is_empty() {
            return Err("Give it a name.".to_owned());
        }
        let mut entry = Entry {
            counted: groups(&self.counted),
            sentence: groups(&self.sentence),
            not_sentence: groups(&self.not),
            bonus: if self.wins { WINS } else { 0 },
            ..Entry::default()
        };
        if let Some(known) = self.of.as_ref().and_then(|of| of.entries.first()) {
            entry.clause.clone_from(&known.clause);
            entry.around.clone_from(&known.around);
            entry.not.clone_from(&known.not);
            entry.not_counted.clone_from(&known.not_counted);
        }
        if entry.wanted().iter().all(|list| list.is_empty()) {
            if !self.by_hand {
                return Err("Say which words must appear.".to_owned());
            }
            entry.counted.push(NEVER.to_owned());
        }
        let others = self.of.iter().flat_map(|of| of.entries.iter().skip(1).cloned());
        let entries: Vec<Entry> = std::iter::once(entry).chain(others).collect();
        let mut units = vec![self.unit];
        let needed = entries.iter().skip(1).filter_map(|entry| entry.unit);
        for unit in self.of.iter().flat_map(|of| of.units.iter().copied()).chain(needed) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let description = match self.description.trim() {
            "" => format!("{}.", name.trim_end_matches('.')),
            told if told.ends_with('.') => told.to_owned(),
            told => format!("{told}."),
        };
        let slug = match &self.of {
            Some(of) => of.slug.clone(),
            None => free_slug(&name, catalogue),
        };
        let apart = self.of.as_ref().map(|of| of.apart.clone()).unwrap_or_default();
        let reporting = self.of.as_ref().is_some_and(|of| of.reporting);
        let flow = self.flow;
        let indicator =
            Indicator { slug, name, description, units, flow, apart, reporting, entries };
        match schema::problems(&indicator).into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(indicator),
        }
    }
}

/// A slug of the name that no indicator has.
fn free_slug(name: &str, catalogue: &Catalogue) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '_' })
        .collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let slug =
        format!("own_{}", if words.is_empty() { "indicator".into() } else { words.join("_") });
    let free = |slug: &String| catalogue.get(slug).is_none();
    let numbered = (2..).map(|number| format!("{slug}_{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(free).unwrap_or(slug)
}

/// Each line a list of alternatives, one of which must be there.
fn groups(typed: &str) -> Vec<String> {
    let group = |line: &str| {
        let phrases = line.split([',', ';', '|']).map(phrase).filter(|phrase| !phrase.is_empty());
        phrases.collect::<Vec<String>>().join("|")
    };
    typed.lines().map(group).filter(|group| !group.is_empty()).collect()
}

/// A pattern of what was typed: lower-case words parted by one space, with a star at most at the
/// end.
fn phrase(typed: &str) -> String {
    let typed = typed.trim().to_lowercase().replace('’', "'");
    let star = typed.ends_with('*') && typed.len() > 1;
    let kept = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '\'';
    let plain: String = typed.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let end = if star && !words.is_empty() { "*" } else { "" };
    format!("{}{end}", words.join(" "))
}

/// What a figure counts, of the words that the window shows for it: "debtors: women" is a part of the
/// debtors, "North: arrests" are arrests.
fn counted(figure: &Figure) -> &str {
    let measure = figure.measure.as_str();
    let (first, last) = (measure.split(": ").next(), measure.rsplit(": ").next());
    if figure.whole.is_some() { first } else { last }.unwrap_or_default()
}

fn lines(groups: &[String]) -> String {
    let line = |group: &String| group.replace('|', ", ");
    groups.iter().map(line).collect::<Vec<String>>().join("\n")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.map(|first| first + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Form {
        Form {
            name: "barges sunk".to_owned(),
            counted: "Barges, river-boats*\nred".to_owned(),
            not: "toy".to_owned(),
            ..Form::default()
        }
    }

    #[test]
    fn plain_words_become_patterns_and_come_back() {
        let indicator = filled().indicator(&Catalogue::default()).unwrap();
        assert_eq!(indicator.slug, "own_barges_sunk");
        assert_eq!(indicator.name, "Barges sunk");
        assert_eq!(indicator.description, "Barges sunk.");
        assert_eq!(indicator.entries[0].counted, ["barges|river boats*", "red"]);
        assert_eq!(indicator.entries[0].not_sentence, ["toy"]);
        let again = Form::of(&indicator);
        assert_eq!(again.counted, "barges, river boats*\nred");
        assert_eq!(again.indicator(&Catalogue::default()), Ok(indicator));
    }

    #[test]
    fn what_is_missing_is_said() {
        let catalogue = Catalogue::default();
        let nameless = Form { name: " ".to_owned(), ..filled() };
        assert!(nameless.indicator(&catalogue).unwrap_err().contains("name"));
        let wordless = Form { counted: " , ".to_owned(), ..filled() };
        assert!(wordless.indicator(&catalogue).unwrap_err().contains("words"));
        let chosen = Form { by_hand: true, ..wordless };
        let by_hand = chosen.indicator(&catalogue).unwrap();
        assert!(Form::of(&by_hand).by_hand);
        assert_eq!(Form::of(&by_hand).counted, "");
    }

    #[test]
    fn a_slug_that_is_taken_gets_a_number() {
        let first = filled().indicator(&Catalogue::default()).unwrap();
        let catalogue = Catalogue::new(vec![first]);
        assert_eq!(filled().indicator(&catalogue).unwrap().slug, "own_barges_sunk_2");
    }

    #[test]
    fn what_an_imported_indicator_has_beyond_the_form_is_kept() {
        let mut indicator = filled().indicator(&Catalogue::default()).unwrap();
        let more = Entry { clause: vec!["adrift".to_owned()], ..Entry::default() };
        indicator.entries[0].around = vec!["river".to_owned()];
        indicator.entries.push(more.clone());
        let again = Form::of(&indicator).indicator(&Catalogue::default()).unwrap();
        assert_eq!(again, indicator);
    }
}

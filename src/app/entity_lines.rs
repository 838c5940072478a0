//! The lines of an entity's page, from top to bottom: roles, case history, who appears with it, and
//! all mentions. Made once for each entity and merge, so that a frame only paints those in view.

use super::entity_words as say;
use super::heights::Heights;
use super::words;
use crate::cases::Telling;
use crate::entities::{Entity, EntityKind, ReportIndex, RoleTold};
use crate::library::Head;
use crate::library::search::Snippet;
use crate::workspace::{Companion, Dossier, Passage, ToldEvent, Workspace};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it was said to be.
    Roles,
    /// What befell a person.
    Case,
    /// What a court decided.
    Rulings,
    /// Who is named in one sentence with it.
    Companions,
    /// All its mentions.
    Mentions,
}

impl Part {
    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roles => "Roles",
            Self::Case => "Case history",
            Self::Rulings => "Cases",
            Self::Companions => "Appears with",
            Self::Mentions => "Mentions",
        }
    }

    /// Its name where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            Self::Case => "History",
            Self::Companions => "With",
            _ => self.name(),
        }
    }
}

/// A role with the years that it was said in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleLine {
    /// In the words of the report that says it first.
    pub words: String,
    /// `2019`, `2019–2021`; nothing where the reports' years are not known.
    pub years: String,
    /// Where it is said first.
    pub place: Passage,
}

/// An event, or one side of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// When.
    pub date: String,
    /// What: "Sentenced".
    pub what: String,
    /// The penalty; on a court's page, whom it befell.
    pub detail: Option<String>,
    /// The court's words.
    pub court: Option<String>,
}

/// Tellings that contradict each other, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApartLine {
    /// In what: "Penalty".
    pub what: &'static str,
    /// What is told, each with the reports that tell it.
    pub sides: Vec<(String, String)>,
}

/// One telling of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellingLine {
    /// The words that tell it.
    pub place: Passage,
    /// The words around them.
    pub cut: Snippet,
    /// The report and who asserts it.
    pub source: String,
    /// Whether the person is not named in the sentence.
    pub inferred: bool,
}

/// A line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a part, with how many lines it has.
    Head(Part, usize),
    /// Words in place of lines that are not there.
    Say(&'static str),
    /// A role.
    Role(RoleLine),
    /// An event.
    Event(EventLine),
    /// In what its tellings contradict each other.
    Apart(ApartLine),
    /// A telling of it.
    Telling(Box<TellingLine>),
    /// Somebody named beside it, by their place in the dossier.
    Companion(usize),
    /// So many more companions.
    More(usize),
    /// The head of a report's mentions, with how many.
    Report(ReportIndex, usize),
    /// A mention, by its place among all.
    Mention(usize),
}

impl Line {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        match self {
            Self::Head(..) => 38.0,
            Self::Say(_) | Self::Role(_) | Self::More(_) => 26.0,
            Self::Event(event) if event.court.is_some() => 46.0,
            Self::Event(_) | Self::Companion(_) => 28.0,
            Self::Apart(_) => 58.0,
            Self::Telling(_) => 76.0,
            Self::Report(..) => 30.0,
            Self::Mention(_) => 42.0,
        }
    }
}

/// How many companions are listed before the user asks for all.
const COMPANIONS: usize = 6;

/// The lines of a page and where they stand.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// From top to bottom.
    pub all: Vec<Line>,
    /// Where they stand.
    pub heights: Heights,
    /// The place of each part's head.
    pub parts: Vec<(Part, usize, usize)>,
    /// The place of each mention's line.
    mentions: Vec<usize>,
}

impl Lines {
    /// The lines for an entity; `dossier` is nothing until it is put together.
    pub fn new(
        workspace: &Workspace,
        entity: Entity<'_>,
        dossier: Option<&Dossier>,
        all_companions: bool,
    ) -> Self {
        let mentions = dossier.map_or(&[][..], |dossier| dossier.mentions.as_slice());
        let mut all = Vec::with_capacity(mentions.len() + 32);
        match dossier {
            None => all.push(Line::Say("Putting together what the reports tell …")),
            Some(dossier) => {
                roles(&mut all, &dossier.roles);
                match entity.kind {
                    EntityKind::Person => case_history(&mut all, workspace, dossier),
                    EntityKind::Court => rulings(&mut all, workspace, dossier),
                    EntityKind::Organization => {}
                }
                companions(&mut all, &dossier.companions, all_companions);
            }
        }
        all.push(Line::Head(Part::Mentions, mentions.len()));
        let mut counts: BTreeMap<ReportIndex, usize> = BTreeMap::new();
        for mention in mentions {
            *counts.entry(mention.report).or_default() += 1;
        }
        let mut head = None;
        for (at, mention) in mentions.iter().enumerate() {
            if head.replace(mention.report) != Some(mention.report) {
                let count = counts.get(&mention.report).copied().unwrap_or(0);
                all.push(Line::Report(mention.report, count));
            }
            all.push(Line::Mention(at));
        }
        let numbered = || all.iter().enumerate();
        let part = |(at, line): (usize, &Line)| match line {
            Line::Head(part, count) => Some((*part, *count, at)),
            _ => None,
        };
        let parts = numbered().filter_map(part).collect();
        let mention = |(at, line): (usize, &Line)| matches!(line, Line::Mention(_)).then_some(at);
        let mentions = numbered().filter_map(mention).collect();
        let heights = Heights::new(all.iter().map(Line::height));
        Self { all, heights, parts, mentions }
    }

    /// The line of a mention.
    pub fn of_mention(&self, at: usize) -> Option<usize> {
        self.mentions.get(at).copied()
    }
}

fn roles(lines: &mut Vec<Line>, told: &[RoleTold]) {
    let mut said: Vec<(String, &RoleTold, Option<i16>)> = Vec::new();
    for role in told {
        let key = role.words.to_lowercase();
        match said.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., last)) => *last = role.year.or(*last),
            None => said.push((key, role, role.year)),
        }
    }
    if said.is_empty() {
        return;
    }
    lines.push(Line::Head(Part::Roles, said.len()));
    lines.extend(said.into_iter().map(|(_, first, last)| {
        let years = match (first.year, last) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(year), _) | (None, Some(year)) => year.to_string(),
            (None, None) => String::new(),
        };
        let place = Passage { report: first.report, span: first.span };
        Line::Role(RoleLine { words: say::one_line(&first.words), years, place })
    }));
}

fn case_history(lines: &mut Vec<Line>, workspace: &Workspace, dossier: &Dossier) {
    let events = dossier.events.as_slice();
    lines.push(Line::Head(Part::Case, events.len()));
    if events.is_empty() {
        lines.push(Line::Say("The reports tell of no arrest, trial or other event."));
    }
    for event in events {
        let told: Vec<Told<'_>> =
            event.tellings.iter().filter_map(|one| Told::of(workspace, dossier, *one)).collect();
        let date = event.date.map_or_else(|| no_date(&told), |(from, to)| say::days(from, to));
        lines.push(Line::Event(EventLine {
            date,
            what: say::event_kind(event.kind).to_owned(),
            detail: told.iter().find_map(Told::penalty),
            court: told.iter().find_map(Told::court),
        }));
        let apart = event.disagreement;
        let sides = [
            (apart.date, "Date", sides(&told, Told::date)),
            (apart.penalty, "Penalty", sides(&told, Told::penalty)),
            (apart.court, "Court", sides(&told, Told::court)),
        ];
        let differing = sides.into_iter().filter(|(is, ..)| *is);
        lines.extend(differing.map(|(_, what, sides)| Line::Apart(ApartLine { what, sides })));
        lines.extend(told.iter().map(Told::line));
    }
}

/// What tellings say, each with the reports that say it.
fn sides<'a>(
    told: &[Told<'a>],
    side: impl Fn(&Told<'a>) -> Option<String>,
) -> Vec<(String, String)> {
    let mut sides: Vec<(String, Vec<String>)> = Vec::new();
    for one in told {
        let Some(said) = side(one) else { continue };
        let report = words::head(one.head);
        match sides.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&said)) {
            Some((_, reports)) if reports.contains(&report) => {}
            Some((_, reports)) => reports.push(report),
            None => sides.push((said, vec![report])),
        }
    }
    sides.into_iter().map(|(said, reports)| (said, reports.join(", "))).collect()
}

/// What stands in place of a date: the year of the report that tells it first.
fn no_date(told: &[Told<'_>]) -> String {
    let year = told.iter().filter_map(|one| one.head.metadata.year()).min();
    year.map_or_else(|| "No date".to_owned(), |year| format!("told {year}"))
}

fn rulings(lines: &mut Vec<Line>, workspace: &Workspace, dossier: &Dossier) {
    let told = dossier.rulings.iter().filter_map(|one| Told::of(workspace, dossier, *one));
    let mut told: Vec<Told<'_>> = told.collect();
    let order = |one: &Told<'_>| -> (Option<Date>, Telling) {
        (one.words.event.date.map(|date| date.from), one.telling)
    };
    told.sort_by_key(|one| (order(one).0.is_none(), order(one)));
    lines.push(Line::Head(Part::Rulings, told.len()));
    if told.is_empty() {
        lines.push(Line::Say("No ruling of this court on a named person is told."));
    }
    for one in told {
        let person = workspace.merged().id_of(one.telling.report, one.words.event.person);
        let name = person.and_then(|id| workspace.merged().get(id)).map(|who| who.name.to_owned());
        let penalty = one.penalty();
        let detail = match (name, penalty) {
            (Some(name), Some(penalty)) => Some(format!("{name}, {penalty}")),
            (name, penalty) => name.or(penalty),
        };
        lines.push(Line::Event(EventLine {
            date: one.date().unwrap_or_else(|| no_date(std::slice::from_ref(&one))),
            what: say::event_kind(one.words.event.kind).to_owned(),
            detail,
            court: None,
        }));
        lines.push(one.line());
    }
}

fn companions(lines: &mut Vec<Line>, companions: &[Companion], all: bool) {
    if companions.is_empty() {
        return;
    }
    lines.push(Line::Head(Part::Companions, companions.len()));
    // One more in place of a line that says so.
    let few = !all && companions.len() > COMPANIONS + 1;
    let shown = if few { COMPANIONS } else { companions.len() };
    lines.extend((0..shown).map(Line::Companion));
    if few {
        lines.push(Line::More(companions.len() - shown));
    }
}

/// A telling with what its report is.
struct Told<'a> {
    telling: Telling,
    head: &'a Head,
    words: &'a ToldEvent,
}

impl<'a> Told<'a> {
    fn of(workspace: &'a Workspace, dossier: &'a Dossier, telling: Telling) -> Option<Self> {
        let head = workspace.slot(telling.report)?.head()?;
        Some(Self { telling, head, words: dossier.told(telling)? })
    }

    fn date(&self) -> Option<String> {
        self.words.event.date.map(|date| say::days(date.from, date.to))
    }

    fn penalty(&self) -> Option<String> {
        self.words.penalty.as_deref().map(say::one_line)
    }

    fn court(&self) -> Option<String> {
        self.words.court.as_deref().map(say::one_line)
    }

    fn line(&self) -> Line {
        let mut source = words::head(self.head);
        if let Some(by) = &self.words.asserted_by {
            source = format!("{source} · said by {}", say::one_line(by));
        }
        if self.words.event.hedged {
            source.push_str(" · alleged");
        }
        Line::Telling(Box::new(TellingLine {
            place: Passage { report: self.telling.report, span: self.words.event.words },
            cut: self.words.cut.clone(),
            source,
            inferred: self.words.event.inferred,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;
    use crate::report::Span;

    fn role(words: &str, year: i16, at: usize) -> RoleTold {
        let (report, span) = (ReportIndex(0), Span::new(at, at + 3));
        RoleTold { report, year: Some(year), words: words.to_owned(), span }
    }

    #[test]
    fn a_role_said_again_is_one_line_with_its_years() {
        let mut lines = Vec::new();
        let told = [role("poet", 2019, 5), role("Deputy", 2020, 9), role("Poet", 2021, 2)];
        roles(&mut lines, &told);
        let written: Vec<(String, String)> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Role(role) => Some((role.years.clone(), role.words.clone())),
                _ => None,
            })
            .collect();
        let want = [("2019–2021", "poet"), ("2020", "Deputy")];
        assert_eq!(written, want.map(|(years, words)| (years.to_owned(), words.to_owned())));
    }

    #[test]
    fn contradictions_stand_side_by_side_above_their_tellings() {
        let folder = tempfile::tempdir().unwrap();
        for (year, term) in [(2030, "27 months"), (2031, "three years")] {
            let text = format!(
                "Karvenia {year} Human Rights Report\n\nOn March 12, 2030, the Velna District \
                 Court sentenced the activist Ilse Moravec to {term} in prison.\n"
            );
            std::fs::write(folder.path().join(format!("{year}.txt")), text).unwrap();
        }
        let mut workspace = Workspace::new(Catalogue::default(), || {});
        workspace.open(folder.path());
        workspace.wait();
        let merged = std::sync::Arc::clone(workspace.merged());
        let moravec = merged.entities.iter().find(|one| one.name == "Ilse Moravec").unwrap();
        workspace.look_into(moravec.members.first().copied());
        workspace.wait();
        let dossier = workspace.dossier(moravec.members[0]).unwrap();
        let lines = Lines::new(&workspace, moravec, Some(dossier), false);
        let apart = lines.all.iter().find_map(|line| match line {
            Line::Apart(apart) => Some(apart.clone()),
            _ => None,
        });
        let apart = apart.expect("two penalties are told");
        assert_eq!(apart.what, "Penalty");
        assert_eq!(apart.sides.len(), 2);
        assert!(apart.sides[0].0.contains("27 months"), "{apart:?}");
        assert!(apart.sides[1].1.contains("2031"), "{apart:?}");
        let tellings = lines.all.iter().filter(|line| matches!(line, Line::Telling(_))).count();
        assert_eq!(tellings, 2);
        assert_eq!(lines.of_mention(1), Some(lines.all.len() - 1));
        assert_eq!(lines.heights.top(0), 0.0);
    }
}

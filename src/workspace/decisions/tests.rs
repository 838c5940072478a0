//! Decisions in a folder that is open.

use super::*;
use crate::entities::EntityKind;
use crate::figures::{Flow, Unit, schema};
use crate::project::{
    Correction, DecisionId, EntityChange, EntityDecision, EntityRef, FigureEdit, Highlight, Note,
    SavedSearch, Subject, Verdict, What,
};
use crate::report::Span;
use crate::series::{FigureId, LeftOut};
use crate::workspace::EntityId;
use std::time::Duration;

const PAGE: &str = "KARVENIA 2019 HUMAN RIGHTS REPORT\n\nSection 1. Respect for the Integrity of \
    the Person\n\nDuring the year the ombudsman received 40 complaints of torture. On May 3 police \
    detained the activist Ilse Moravec in Velna. Moravec was freed by the Velna district court. \
    The government held 1,200 prisoners at year’s end.\n";

const NEXT: &str = "KARVENIA 2020 HUMAN RIGHTS REPORT\n\nSection 1. Respect for the Integrity of \
    the Person\n\nDuring the year the ombudsman received 55 complaints of torture. Police again \
    detained the activist Ilsa Moravetz in Velna.\n";

struct Open {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

fn keeping() -> Keeping {
    Keeping { delay: Duration::from_millis(5), ..Keeping::default() }
}

fn open_in(folder: tempfile::TempDir) -> Open {
    let catalogue = Catalogue::built_in();
    let mut workspace = Workspace::new(catalogue, || {}).keeping_projects(keeping());
    workspace.open(folder.path());
    workspace.wait();
    Open { folder, workspace }
}

fn open(files: &[(&str, &str)]) -> Open {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    open_in(folder)
}

impl Open {
    /// Closes the window and opens the folder again.
    fn again(self) -> Self {
        drop(self.workspace);
        open_in(self.folder)
    }

    fn run(&mut self, command: &Command) {
        self.workspace.command(command).unwrap();
        self.workspace.wait();
    }

    fn report(&self, name: &str) -> ReportIndex {
        let mut slots = self.workspace.slots();
        slots.find(|(_, slot)| slot.file.name.as_str() == name).unwrap().0
    }

    /// The figure whose number is written so.
    fn figure(&self, raw: &str) -> FigureId {
        let written = |id: &FigureId| {
            let report = self.workspace.report(id.report).unwrap();
            self.workspace.figure(*id).unwrap().raw.of(&report.text) == raw
        };
        *self.workspace.figures().iter().find(|id| written(id)).unwrap_or_else(|| panic!("{raw}"))
    }

    fn passage(&self, report: ReportIndex, words: &str) -> Passage {
        let start = self.workspace.report(report).unwrap().text.find(words).unwrap();
        Passage { report, span: Span::new(start, start + words.len()) }
    }

    fn note_on(&mut self, report: ReportIndex, words: &str) -> DecisionId {
        let on = Subject::Passage(self.workspace.anchor(self.passage(report, words)).unwrap());
        let highlight = Some(Highlight::Green);
        self.run(&Command::AddNote(Note { on, text: String::new(), tags: Vec::new(), highlight }));
        self.workspace.project().notes().last().unwrap().0
    }

    /// The words that a decision stands at.
    fn words(&self, id: DecisionId) -> Option<(&str, bool)> {
        let standing = self.workspace.standing(id)?;
        let report = self.workspace.report(standing.passage.report)?;
        Some((standing.passage.span.of(&report.text), standing.moved))
    }

    /// What stays in memory of each report's figures says what its analysis says.
    fn rows_agree(&self) {
        for (index, slot) in self.workspace.slots() {
            let (rows, analysis) = (self.workspace.rows(index).unwrap(), slot.analysis().unwrap());
            assert_eq!(rows.figures(), analysis.figures, "{}", slot.document);
        }
    }

    fn values(&self, indicator: &str) -> Vec<f64> {
        let set = self.workspace.series(indicator);
        set.series.iter().flat_map(|series| series.points.iter().map(|point| point.value)).collect()
    }

    fn names(&self, kind: EntityKind) -> Vec<&str> {
        let merged = self.workspace.merged().entities.iter();
        merged.filter(|entity| entity.kind == kind).map(|entity| entity.name).collect()
    }

    fn entity(&self, name: &str) -> EntityId {
        let entities = &self.workspace.merged().entities;
        let at = entities.iter().position(|entity| entity.name == name);
        EntityId(u32::try_from(at.unwrap_or_else(|| panic!("{name}"))).unwrap())
    }
}

#[test]
fn a_rejected_figure_leaves_its_series_and_comes_back() {
    let mut open = open(&[("a.txt", PAGE), ("b.txt", NEXT)]);
    assert_eq!(open.values("torture_complaints"), [40.0, 55.0]);
    let prisoners = open.workspace.series("prisoners");
    let figure = open.workspace.figure_anchor(open.figure("40")).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: Some(Verdict::Rejected) });
    assert_eq!(open.values("torture_complaints"), [55.0]);
    open.rows_agree();
    let left_out = &open.workspace.series("torture_complaints").left_out;
    assert_eq!(left_out.as_slice(), [(open.figure("40"), LeftOut::Rejected)]);
    // What does not depend on it is not made anew.
    assert!(Arc::ptr_eq(&prisoners, &open.workspace.series("prisoners")));

    let mut open = open.again();
    assert_eq!(open.values("torture_complaints"), [55.0]);
    assert!(open.workspace.figure_decision(open.figure("40")).is_some());
    // The history is of one session.
    assert!(!open.workspace.undo());
    let figure = open.workspace.figure_anchor(open.figure("40")).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: None });
    assert_eq!(open.values("torture_complaints"), [40.0, 55.0]);
    assert!(open.workspace.project().decisions().is_empty());
    assert!(open.workspace.undo());
    assert_eq!(open.values("torture_complaints"), [55.0]);
    assert!(open.workspace.redo());
    assert_eq!(open.values("torture_complaints"), [40.0, 55.0]);
}

#[test]
fn figures_are_edited_and_added_by_hand() {
    let mut open = open(&[("a.txt", PAGE)]);
    let figure = open.workspace.figure_anchor(open.figure("40")).unwrap();
    let edit = FigureEdit { value: Some(44.0), source: Some(None), ..FigureEdit::default() };
    open.run(&Command::EditFigure { figure: figure.clone(), edit });
    assert_eq!(open.values("torture_complaints"), [44.0]);
    assert_eq!(open.workspace.figure(open.figure("40")).unwrap().source, None);
    let nonsense = FigureEdit { value: Some(f64::NAN), ..FigureEdit::default() };
    let refused = open.workspace.command(&Command::EditFigure { figure, edit: nonsense });
    assert_eq!(refused, Err(Refused::NotANumber));

    let report = open.report("a.txt");
    let before = open.workspace.figures().len();
    let about = open.workspace.anchor(open.passage(report, "May 3")).unwrap();
    let fields = FigureEdit {
        value: Some(3.0),
        indicator: Some(Some("prisoners".to_owned())),
        ..FigureEdit::default()
    };
    open.run(&Command::AddFigure(crate::project::AddedFigure { about, fields }));
    assert_eq!(open.workspace.figures().len(), before + 1);
    assert!(open.values("prisoners").contains(&3.0), "{:?}", open.values("prisoners"));

    let added = *open.workspace.figures().last().unwrap();
    assert!(open.workspace.figure_as_read(added).is_none(), "it was never read");
    let decision = Arc::clone(open.workspace.figure_decision(added).unwrap());
    let What::AddedFigure(mut figure) = decision.what.clone() else { panic!("{decision:?}") };
    figure.fields.value = Some(5.0);
    open.run(&Command::ChangeFigure { id: decision.id, figure });
    assert_eq!(open.workspace.figure(added).unwrap().value, 5.0);
    let edited = open.figure("40");
    assert_eq!(open.workspace.figure_as_read(edited).unwrap().value, 40.0);
    assert!(!open.workspace.figure_has_moved(edited));

    assert!(open.workspace.undo() && open.workspace.undo() && open.workspace.undo());
    assert_eq!(open.workspace.figures().len(), before);
    assert_eq!(open.values("torture_complaints"), [40.0]);
}

#[test]
fn a_corrected_year_is_seen_everywhere_and_decisions_go_with_it() {
    let mut open = open(&[("a.txt", PAGE)]);
    let report = open.report("a.txt");
    let note = open.note_on(report, "Ilse Moravec");
    let mut correction = open.workspace.correction(report).unwrap();
    correction.year = Some(Some(2017));
    let command = open.workspace.correct(report, correction).unwrap();
    open.run(&command);
    let metadata = &open.workspace.report(report).unwrap().metadata;
    assert_eq!(metadata.year(), Some(2017));
    assert_eq!(metadata.year.as_ref().unwrap().why, crate::project::BY_THE_USER);
    assert_eq!(open.workspace.metadata_as_read(report).unwrap().year(), Some(2019));
    // "During the year" is now another year.
    let year = |open: &Open| open.workspace.series("torture_complaints").series[0].points[0].year;
    assert_eq!(year(&open), 2017);
    assert_eq!(open.words(note), Some(("Ilse Moravec", false)));
    let edition = |open: &Open| {
        open.workspace.project().get(note).unwrap().what.anchor().unwrap().edition.year
    };
    assert_eq!(edition(&open), Some(2017));

    let mut open = open.again();
    assert_eq!(year(&open), 2017);
    assert_eq!(open.words(note), Some(("Ilse Moravec", false)));
    let back = Correction::new(open.workspace.reading(report).unwrap());
    let command = open.workspace.correct(report, back).unwrap();
    open.run(&command);
    assert_eq!((year(&open), edition(&open)), (2019, Some(2019)));
    assert!(open.workspace.undo());
    open.workspace.wait();
    assert_eq!((year(&open), edition(&open)), (2017, Some(2017)));
    assert_eq!(open.words(note), Some(("Ilse Moravec", false)));
}

#[test]
fn decisions_hold_through_renaming_other_formats_and_newer_versions() {
    let mut open = open(&[("a.txt", PAGE)]);
    let report = open.report("a.txt");
    let exact = open.note_on(report, "1,200 prisoners");
    let moved = open.note_on(report, "activist");
    let gone = open.note_on(report, "district court");
    let figure = open.workspace.figure_anchor(open.figure("1,200")).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: Some(Verdict::Rejected) });

    // Renamed, and beside it the same report as a web page.
    let folder = open.folder.path();
    std::fs::rename(folder.join("a.txt"), folder.join("b.txt")).unwrap();
    let paragraphs: Vec<String> =
        PAGE.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let page =
        format!("<html><title>Karvenia 2019</title><body>{}</body></html>", paragraphs.concat());
    std::fs::write(folder.join("c.html"), page).unwrap();
    let open = open.again();
    for id in [exact, moved, gone] {
        assert_eq!(open.words(id).map(|(_, moved)| moved), Some(false));
    }
    assert!(open.workspace.homeless().is_empty());
    let folder = open.folder.path();
    let editions: Vec<_> = open
        .workspace
        .slots()
        .map(|(index, _)| open.workspace.reading(index).unwrap().edition)
        .collect();
    if editions[0] == editions[1] {
        let rejected = open
            .workspace
            .figures()
            .iter()
            .filter(|id| open.workspace.figure(**id).unwrap().is_rejected())
            .count();
        assert_eq!(rejected, 2);
    }

    // A newer version of the report tells it a little differently.
    std::fs::remove_file(folder.join("c.html")).unwrap();
    let newer = PAGE
        .replace("detained the activist", "again detained the activist")
        .replace("Moravec was freed by the Velna district court. ", "");
    std::fs::write(folder.join("b.txt"), newer).unwrap();
    let mut open = open.again();
    assert_eq!(open.words(exact), Some(("1,200 prisoners", false)));
    assert_eq!(open.words(moved), Some(("activist", true)));
    assert_eq!(open.words(gone), None);
    let homeless: Vec<DecisionId> =
        open.workspace.homeless().iter().map(|decision| decision.id).collect();
    assert_eq!(homeless, [gone]);
    let report = open.report("b.txt");
    let to = open.workspace.anchor(open.passage(report, "40 complaints")).unwrap();
    open.run(&Command::Reattach { id: gone, to });
    assert_eq!(open.words(gone), Some(("40 complaints", false)));
    assert!(open.workspace.homeless().is_empty());
}

#[test]
fn entities_are_merged_renamed_hidden_and_taken_apart() {
    let mut open = open(&[("a.txt", PAGE), ("b.txt", NEXT)]);
    let people = open.names(EntityKind::Person).join(", ");
    assert_eq!(people, "Ilsa Moravetz, Ilse Moravec", "the program keeps them apart");
    let (a, b) = (open.entity("Ilsa Moravetz"), open.entity("Ilse Moravec"));
    let about = open.workspace.entity_ref(a).unwrap();
    let into = open.workspace.entity_ref(b).unwrap();
    let decide = |about: &EntityRef, change| {
        Command::DecideEntity(EntityDecision { about: about.clone(), change })
    };
    open.run(&decide(&about, EntityChange::Merge { into: into.clone() }));
    assert_eq!(open.names(EntityKind::Person), ["Ilse Moravec"]);
    assert_eq!(open.workspace.merged().summary(EntityId(0)).unwrap().mentions, 3);
    assert_eq!(
        open.workspace.project().history().to_undo().unwrap().name,
        "Merge “Ilsa Moravetz” into “Ilse Moravec”"
    );
    open.run(&decide(&into, EntityChange::Rename { name: "I. Moravec".to_owned() }));
    open.run(&decide(&into, EntityChange::Hide));
    let mut open = open.again();
    assert_eq!(open.names(EntityKind::Person), ["I. Moravec"]);
    assert!(open.workspace.merged().is_hidden(open.entity("I. Moravec")));

    open.run(&decide(&into, EntityChange::Split { off: vec![about.clone()] }));
    let undo = open.workspace.project().history().to_undo().unwrap().name.clone();
    assert_eq!(undo, "Split “Ilse Moravec”");
    open.run(&decide(&into, EntityChange::NotAnEntity));
    assert!(!open.names(EntityKind::Person).contains(&"I. Moravec"));
    while open.workspace.undo() {}
    open.workspace.wait();
    assert_eq!(open.names(EntityKind::Person), ["I. Moravec"]);
}

#[test]
fn a_suggestion_is_refused_for_good_or_accepted_and_both_are_undone() {
    const FULL: &str = "The lawyer met Ilse Moravec, head of the miners’ union.";
    const SHORT: &str = "Judge Moravec freed three poets.";
    let mut open = open(&[("a.txt", FULL), ("b.txt", SHORT)]);
    let offered = |open: &Open| open.workspace.merged().suggestions.len();
    let suggestion = *open.workspace.merged().suggestions.first().expect("the surname is offered");
    let [a, b] = [suggestion.a, suggestion.b].map(|id| open.workspace.entity_ref(id).unwrap());
    let decide = |about: &EntityRef, change| {
        Command::DecideEntity(EntityDecision { about: about.clone(), change })
    };
    open.run(&decide(&a, EntityChange::Apart { from: b.clone() }));
    assert_eq!(offered(&open), 0);
    let undo = open.workspace.project().history().to_undo().unwrap().name.clone();
    assert_eq!(undo, format!("Keep “{}” and “{}” apart", a.name, b.name));
    // The same of the other side is no second decision.
    open.run(&decide(&b, EntityChange::Apart { from: a.clone() }));
    assert_eq!(open.workspace.project().decisions().len(), 1);
    let mut open = open.again();
    assert_eq!(offered(&open), 0, "it is kept for the folder");
    let kept = open.entity(&a.name);
    assert_eq!(open.workspace.merged().decisions_of(kept).len(), 1);
    let id = *open.workspace.project().decisions().keys().next().unwrap();
    open.run(&Command::Remove(id));
    assert_eq!(offered(&open), 1);
    open.run(&decide(&b, EntityChange::Merge { into: a.clone() }));
    assert_eq!((offered(&open), open.names(EntityKind::Person).len()), (0, 1));
    assert!(open.workspace.undo());
    open.workspace.wait();
    assert_eq!((offered(&open), open.names(EntityKind::Person).len()), (1, 2));
}

#[test]
fn two_that_are_kept_apart_are_cut_where_the_program_joins_them() {
    const ONE: &str = "Police detained the activist Ilse Moravec in Velna.";
    const TWO: &str = "The activist Ilse Moravec was sentenced. Ilse Moravec appealed.";
    let mut open = open(&[("a.txt", ONE), ("b.txt", TWO)]);
    assert_eq!(open.names(EntityKind::Person), ["Ilse Moravec"], "the program joins them");
    let members =
        open.workspace.merged().get(open.entity("Ilse Moravec")).unwrap().members.to_vec();
    let refs: Vec<EntityRef> = members
        .iter()
        .map(|(report, local)| open.workspace.member_ref(*report, *local).unwrap())
        .collect();
    let (about, from) = (refs[0].clone(), refs[1].clone());
    let change = EntityChange::Apart { from };
    open.run(&Command::DecideEntity(EntityDecision { about, change }));
    assert_eq!(open.names(EntityKind::Person), ["Ilse Moravec", "Ilse Moravec"]);
    let mut open = open.again();
    assert_eq!(open.names(EntityKind::Person), ["Ilse Moravec", "Ilse Moravec"]);
    let id = *open.workspace.project().decisions().keys().next().unwrap();
    open.run(&Command::Remove(id));
    assert_eq!(open.names(EntityKind::Person), ["Ilse Moravec"]);
}

#[test]
fn an_own_indicator_catches_figures_and_can_be_undone() {
    let mut open = open(&[("a.txt", PAGE.replace("1,200 prisoners", "1,200 beehives").as_str())]);
    let indicator = crate::figures::Indicator {
        slug: "beehives".to_owned(),
        name: "Beehives".to_owned(),
        description: "Beehives that the government holds.".to_owned(),
        units: vec![Unit::Count],
        flow: Flow::Stock,
        apart: Vec::new(),
        reporting: false,
        entries: vec![schema::Entry {
            clause: vec!["beehives".to_owned()],
            ..schema::Entry::default()
        }],
    };
    assert!(open.values("beehives").is_empty());
    let taken = crate::figures::Indicator { slug: "prisoners".to_owned(), ..indicator.clone() };
    let refused = open.workspace.command(&Command::DefineIndicator(Box::new(taken)));
    assert_eq!(refused, Err(Refused::SlugTaken("prisoners".to_owned())));
    open.run(&Command::DefineIndicator(Box::new(indicator)));
    assert_eq!(open.values("beehives"), [1200.0]);
    open.rows_agree();
    let mut open = open.again();
    assert_eq!(open.values("beehives"), [1200.0]);
    let id = *open.workspace.project().decisions().keys().next().unwrap();
    open.run(&Command::Remove(id));
    assert!(open.values("beehives").is_empty());
    assert!(open.workspace.catalogue().get("beehives").is_none());
    open.rows_agree();
    assert!(open.workspace.undo());
    open.workspace.wait();
    assert_eq!(open.values("beehives"), [1200.0]);
}

#[test]
fn anchors_that_are_made_together_are_those_made_one_by_one() {
    let mut open = open(&[("a.txt", PAGE), ("b.txt", NEXT)]);
    let ids = open.workspace.figures();
    let decided = open.figure("55");
    let figure = open.workspace.figure_anchor(decided).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: Some(Verdict::Accepted) });
    let together = open.workspace.anchors_of(&ids)();
    for id in ids {
        let alone = open.workspace.figure_anchor(id).unwrap();
        // The anchor of a decision is known without a look at the report.
        let want = (id != decided).then_some(&alone);
        assert_eq!(together.get(id), want);
    }
}

#[test]
fn a_second_window_cannot_decide() {
    let first = open(&[("a.txt", PAGE)]);
    let mut second = Workspace::new(Catalogue::default(), || {}).keeping_projects(keeping());
    second.open(first.folder.path());
    let search = SavedSearch { name: "x".to_owned(), typed: String::new() };
    let command = Command::AddSearch(search);
    assert_eq!(second.command(&command), Err(Refused::NotOpen));
    second.wait();
    assert!(matches!(second.command(&command), Err(Refused::ReadOnly(_))));
    assert!(second.read_only().unwrap().contains("another window"));
    drop(first.workspace);
    second.open(first.folder.path());
    second.wait();
    assert_eq!(second.command(&command), Ok(()));
}

#[test]
fn a_figure_that_last_years_report_told_stands_once_it_is_accepted() {
    let again = PAGE.replace("2019", "2020").replace("1,200", "1,300");
    let mut open = open(&[("a.txt", PAGE), ("b.txt", &again)]);
    let told = |open: &Open| {
        let figures = open.workspace.figures();
        let years: Vec<Option<i16>> =
            figures.iter().map(|id| open.workspace.repeated_from(*id)).collect();
        (open.values("torture_complaints"), years)
    };
    assert_eq!(told(&open), (vec![40.0], vec![None, None, Some(2019), None]));
    assert_eq!(open.values("prisoners"), [1_200.0, 1_300.0]);
    let repeated = open.workspace.figures()[2];
    let figure = open.workspace.figure_anchor(repeated).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: Some(Verdict::Accepted) });
    let accepted = (vec![40.0, 40.0], vec![None; 4]);
    assert_eq!(told(&open), accepted);

    let mut open = open.again();
    assert_eq!(told(&open), accepted, "it is kept");
    let figure = open.workspace.figure_anchor(repeated).unwrap();
    open.run(&Command::JudgeFigure { figure, verdict: None });
    assert_eq!(open.values("torture_complaints"), [40.0]);
    assert!(open.workspace.undo());
    assert_eq!(told(&open), accepted);
}

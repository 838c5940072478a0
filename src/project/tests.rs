//! Properties of projects under random sequences of every command.

use super::file::{self, Snapshot};
use super::*;
use crate::charts::{ChartKind, ChartSpec};
use crate::entities::EntityKind;
use crate::figures::{Flow, Period, Unit, schema};
use crate::library::Fingerprint;
use crate::report::DocumentName;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn edition() -> impl Strategy<Value = Edition> {
    (select(vec![None, Some("Karvenia"), Some("Orvany")]), proptest::option::of(2018_i16..2021))
        .prop_map(|(country, year)| Edition {
            country: country.map(str::to_owned),
            year,
            ..Edition::default()
        })
}

/// Few places, so that commands often meet on one.
fn anchor() -> impl Strategy<Value = Anchor> {
    let sentence =
        select(vec!["It held 12 of 12 people.", "Rain “fell”.\tOften — \u{1F327} \"x\"\\"]);
    (edition(), sentence, select(vec!["12", "people", "fell"]), 1_u32..3).prop_map(
        |(edition, sentence, words, occurrence)| Anchor {
            edition,
            sentence: sentence.to_owned(),
            repeat: 1,
            words: words.to_owned(),
            occurrence,
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,12}", "[a-z\n\"\\\\]{0,9}"]
}

fn entity() -> impl Strategy<Value = EntityRef> {
    let kind = select(vec![EntityKind::Person, EntityKind::Court]);
    (kind, select(vec!["Ana Vell", "Vell"]), anchor()).prop_map(|(kind, name, at)| EntityRef {
        kind,
        name: name.to_owned(),
        at,
    })
}

fn edit() -> impl Strategy<Value = FigureEdit> {
    let value = proptest::option::of(prop_oneof![Just(f64::NAN), -1e9..1e12_f64, Just(0.1 + 0.2)]);
    let source = proptest::option::of(proptest::option::of(text()));
    (value, source, proptest::option::of(Just(Unit::Money))).prop_map(|(value, source, unit)| {
        let period = unit.map(|_| Period::default());
        FigureEdit { value, unit, source, period, ..FigureEdit::default() }
    })
}

fn change() -> impl Strategy<Value = EntityChange> {
    prop_oneof![
        entity().prop_map(|into| EntityChange::Merge { into }),
        proptest::collection::vec(entity(), 0..3).prop_map(|off| EntityChange::Split { off }),
        entity().prop_map(|from| EntityChange::Apart { from }),
        text().prop_map(|name| EntityChange::Rename { name }),
        Just(EntityChange::Kind { kind: EntityKind::Organization }),
        Just(EntityChange::Hide),
        Just(EntityChange::NotAnEntity),
    ]
}

fn correction() -> impl Strategy<Value = Correction> {
    let name = select(vec!["a.html", "b/volume.pdf#Karvenia"]);
    let year = proptest::option::of(proptest::option::of(1990_i16..2030));
    (name, any::<bool>(), edition(), year).prop_map(|(name, other, edition, year)| Correction {
        year,
        ..Correction::new(Reading {
            document: DocumentName::new(name),
            fingerprint: Fingerprint::of(if other { b"one" } else { b"two" }),
            edition,
        })
    })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    select(vec!["harvests", "floods", "Wrong slug"]).prop_map(|slug| Indicator {
        slug: slug.to_owned(),
        name: "Things".to_owned(),
        description: "Things counted.".to_owned(),
        units: vec![Unit::Count],
        flow: Flow::Flow,
        apart: Vec::new(),
        reporting: false,
        entries: vec![schema::Entry {
            counted: vec!["thing*".to_owned()],
            ..schema::Entry::default()
        }],
    })
}

fn note() -> impl Strategy<Value = Note> {
    let on = prop_oneof![
        anchor().prop_map(Subject::Passage),
        anchor().prop_map(Subject::Figure),
        entity().prop_map(Subject::Entity)
    ];
    let highlight = proptest::option::of(select(Highlight::ALL.to_vec()));
    (on, text(), proptest::collection::vec(text(), 0..2), highlight)
        .prop_map(|(on, text, tags, highlight)| Note { on, text, tags, highlight })
}

fn chart() -> impl Strategy<Value = SavedChart> {
    (text(), text()).prop_map(|(name, title)| SavedChart {
        name,
        indicator: "harvests".to_owned(),
        chart: ChartSpec { title: Some(title), kind: ChartKind::Dots, ..ChartSpec::default() },
        rank: 0,
    })
}

fn search() -> impl Strategy<Value = SavedSearch> {
    (text(), text()).prop_map(|(name, typed)| SavedSearch { name, typed })
}

fn command() -> impl Strategy<Value = Command> {
    // What speaks of a decision does so by an index into those that are there when it is applied;
    // it is kept in the id until then.
    let id = || any::<Index>().prop_map(|at| DecisionId::new(at.index(1 << 20) as u64));
    let verdict = proptest::option::of(select(vec![Verdict::Accepted, Verdict::Rejected]));
    let style = proptest::option::of(prop_oneof![
        text().prop_map(CitationStyle::Named),
        text().prop_map(CitationStyle::Template)
    ]);
    prop_oneof![
        (anchor(), verdict).prop_map(|(figure, verdict)| Command::JudgeFigure { figure, verdict }),
        (anchor(), edit()).prop_map(|(figure, edit)| Command::EditFigure { figure, edit }),
        (anchor(), edit())
            .prop_map(|(about, fields)| Command::AddFigure(AddedFigure { about, fields })),
        (entity(), change())
            .prop_map(|(about, change)| Command::DecideEntity(EntityDecision { about, change })),
        (correction(), proptest::collection::vec(id(), 0..3), edition(), edition()).prop_map(
            |(correction, carry, from, to)| Command::CorrectMetadata {
                correction: Box::new(correction),
                carry,
                from,
                to
            }
        ),
        indicator().prop_map(|indicator| Command::DefineIndicator(Box::new(indicator))),
        note().prop_map(Command::AddNote),
        (id(), note()).prop_map(|(id, note)| Command::ChangeNote { id, note }),
        chart().prop_map(Command::AddChart),
        (id(), chart()).prop_map(|(id, chart)| Command::ChangeChart { id, chart }),
        search().prop_map(Command::AddSearch),
        (id(), search()).prop_map(|(id, search)| Command::ChangeSearch { id, search }),
        style.prop_map(Command::CiteAs),
        id().prop_map(Command::Remove),
        (id(), anchor()).prop_map(|(id, to)| Command::Reattach { id, to }),
    ]
}

fn step() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => command(),
        1 => proptest::collection::vec(command(), 0..4)
            .prop_map(|commands| Command::Together { name: "Several".to_owned(), commands }),
    ]
}

/// The command with the ids of decisions that are there.
fn settled(command: Command, project: &Project) -> Command {
    let ids: Vec<DecisionId> = project.decisions().keys().copied().collect();
    let there = |id: DecisionId| {
        let at: usize = id.to_string().bytes().map(usize::from).sum();
        ids.get(at % ids.len().max(1)).copied().unwrap_or(id)
    };
    match command {
        Command::ChangeNote { id, note } => Command::ChangeNote { id: there(id), note },
        Command::ChangeChart { id, chart } => Command::ChangeChart { id: there(id), chart },
        Command::ChangeSearch { id, search } => Command::ChangeSearch { id: there(id), search },
        Command::Remove(id) => Command::Remove(there(id)),
        Command::Reattach { id, to } => Command::Reattach { id: there(id), to },
        Command::CorrectMetadata { correction, carry, from, to } => {
            let carry = carry.into_iter().map(there).collect();
            Command::CorrectMetadata { correction, carry, from, to }
        }
        Command::Together { name, commands } => {
            let commands = commands.into_iter().map(|command| settled(command, project)).collect();
            Command::Together { name, commands }
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_undone_and_redone_is_as_it_was(
        steps in proptest::collection::vec(step(), 1..25),
        jumps in proptest::collection::vec(any::<Index>(), 0..6),
    ) {
        let mut project = Project::default();
        let mut states = vec![Snapshot::of(&project)];
        for (second, command) in (0..).zip(steps) {
            let before = Snapshot::of(&project);
            let command = settled(command, &project);
            let done = project.history().done();
            let result = project.apply(&command, time(second));
            prop_assert!(project.records.is_sound());
            let after = Snapshot::of(&project);
            if result.is_err() || before == after {
                prop_assert_eq!(&before, &after, "a refused command changed something");
                prop_assert_eq!(done, project.history().done());
            } else {
                prop_assert_eq!(done + 1, project.history().done());
                prop_assert!(result.is_ok_and(|touched| touched.any));
                states.push(after);
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(project.undo().is_some());
            prop_assert_eq!(state, &Snapshot::of(&project));
            prop_assert!(project.records.is_sound());
        }
        prop_assert!(project.undo().is_none());
        for state in states.iter().skip(1) {
            prop_assert!(project.redo().is_some());
            prop_assert_eq!(state, &Snapshot::of(&project));
        }
        prop_assert!(project.redo().is_none());
        for jump in jumps {
            let done = jump.index(states.len());
            project.go_to(done);
            prop_assert_eq!(&states[done], &Snapshot::of(&project));
            prop_assert!(project.records.is_sound());
        }
    }

    #[test]
    fn what_is_saved_and_loaded_is_the_same(
        steps in proptest::collection::vec(step(), 1..25),
        saves: u32,
    ) {
        let mut project = Project::default();
        for (second, command) in (0..).zip(steps) {
            let command = settled(command, &project);
            let _ = project.apply(&command, time(second));
        }
        let reading = Reading {
            document: DocumentName::new("é/a.pdf#Orvany"),
            fingerprint: Fingerprint::of(b"one"),
            edition: Edition::default(),
        };
        project.note_report(KnownReport {
            document: reading.document,
            fingerprint: reading.fingerprint,
            edition: reading.edition,
            analysis: 1,
        });
        let snapshot = Snapshot::of(&project);
        let bytes = file::write(&snapshot, u64::from(saves)).unwrap();
        let read = file::read(&bytes).unwrap();
        prop_assert_eq!(&read.snapshot, &snapshot);
        prop_assert_eq!(read.saves, u64::from(saves));
        let mut again = read.snapshot.project(3);
        prop_assert!(again.records.is_sound());
        prop_assert_eq!(Snapshot::of(&again), snapshot.clone());
        // What is made after loading never takes the place of what was there.
        let chart = SavedChart {
            name: "New".to_owned(),
            indicator: String::new(),
            chart: ChartSpec::default(),
            rank: 3,
        };
        again.apply(&Command::AddChart(chart), time(0)).unwrap();
        prop_assert_eq!(again.decisions().len(), snapshot.decisions.len() + 1);
    }

    #[test]
    fn a_broken_file_is_refused_and_never_read_as_something_else(
        cut in any::<Index>(), notes in proptest::collection::vec(note(), 1..6),
    ) {
        let mut project = Project::default();
        for note in notes {
            project.apply(&Command::AddNote(note), time(0)).unwrap();
        }
        let bytes = file::write(&Snapshot::of(&project), 1).unwrap();
        let whole = bytes.len() - 2;
        prop_assert!(file::read(&bytes[..cut.index(whole)]).is_err());
    }
}

fn a_note(words: &str) -> Note {
    let anchor = Anchor {
        sentence: "The court sat in Velna.".to_owned(),
        words: words.to_owned(),
        repeat: 1,
        occurrence: 1,
        ..Anchor::default()
    };
    Note { on: Subject::Passage(anchor), text: "See".to_owned(), tags: Vec::new(), highlight: None }
}

#[test]
fn a_group_that_is_refused_in_its_midst_changes_nothing() {
    let mut project = Project::default();
    let commands = vec![
        Command::AddNote(a_note("court")),
        Command::Remove(DecisionId::new(7)),
        Command::AddNote(a_note("Velna")),
    ];
    let group = Command::Together { name: "Three".to_owned(), commands };
    assert_eq!(project.apply(&group, time(1)), Err(Refused::Gone));
    assert!(project.decisions().is_empty());
    assert_eq!(project.history().done(), 0);
}

#[test]
fn steps_have_names() {
    let mut project = Project::default();
    let entity = |name: &str| EntityRef {
        kind: EntityKind::Person,
        name: name.to_owned(),
        at: Anchor::default(),
    };
    let merge = EntityDecision {
        about: entity("Vell"),
        change: EntityChange::Merge { into: entity("Ana Vell") },
    };
    let steps = [
        (Command::DecideEntity(merge), "Merge “Vell” into “Ana Vell”"),
        (Command::AddNote(a_note("court")), "Add note on “court”"),
        (
            Command::CiteAs(Some(CitationStyle::Named("short".to_owned()))),
            "Change the citation style",
        ),
    ];
    for (second, (command, _)) in (0..).zip(&steps) {
        project.apply(command, time(second)).unwrap();
    }
    let names: Vec<&str> =
        project.history().steps().iter().map(|step| step.name.as_str()).collect();
    let wanted: Vec<&str> = steps.iter().map(|(_, name)| *name).collect();
    assert_eq!(names, wanted);
    project.undo();
    assert_eq!(project.history().to_redo().unwrap().name, "Change the citation style");
    assert_eq!(project.history().to_undo().unwrap().name, "Add note on “court”");
}

#[test]
fn a_clock_that_is_set_back_loses_nothing() {
    let mut project = Project::default();
    project.apply(&Command::AddNote(a_note("court")), time(2_000_000_000)).unwrap();
    project.apply(&Command::AddNote(a_note("Velna")), time(1_000_000_000)).unwrap();
    let bytes = file::write(&Snapshot::of(&project), 1).unwrap();
    let mut again = file::read(&bytes).unwrap().snapshot.project(1);
    again.apply(&Command::AddNote(a_note("sat")), time(5)).unwrap();
    let words: Vec<&str> = again
        .notes()
        .filter_map(|(_, note)| match &note.on {
            Subject::Passage(anchor) => Some(anchor.words.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["court", "Velna", "sat"]);
}

#[test]
fn a_decision_is_one_line_of_the_file() {
    let mut project = Project::default();
    for words in ["court", "sat", "Velna"] {
        project.apply(&Command::AddNote(a_note(words)), time(1)).unwrap();
    }
    let before = String::from_utf8(file::write(&Snapshot::of(&project), 1).unwrap()).unwrap();
    let (second, _) = project.notes().nth(1).unwrap();
    project.apply(&Command::ChangeNote { id: second, note: a_note("court sat") }, time(2)).unwrap();
    let after = String::from_utf8(file::write(&Snapshot::of(&project), 1).unwrap()).unwrap();
    let differing = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((differing, before.lines().count()), (1, after.lines().count()));
}

const OF_VERSION_0: &str = r#"{
  "format": "rapporteur project", "version": 0, "revision": 41,
  "notes": [
    {"id": "01k2v0000000a", "made": "2025-03-01T10:00:00Z", "edition": {"country": "Karvenia", "year": 2019},
     "sentence": "The court sat in Velna.", "words": "court", "note": "Which one?"}
  ],
  "decisions": [
    {"id": "01k2v0000000b", "made": "2025-03-01T10:00:01Z",
     "what": {"search": {"name": "Floods", "typed": "flood"}}}
  ]
}"#;

#[test]
fn an_older_file_is_made_new() {
    let read = file::read(OF_VERSION_0.as_bytes()).unwrap();
    assert_eq!((read.version, read.saves, read.not_understood), (0, 41, 0));
    let project = read.snapshot.project(1);
    let (_, note) = project.notes().next().unwrap();
    assert_eq!(note.text, "Which one?");
    let Subject::Passage(anchor) = &note.on else { panic!("{note:?}") };
    assert_eq!((anchor.words.as_str(), anchor.edition.year), ("court", Some(2019)));
    assert_eq!(project.searches().count(), 1);
    let again = file::read(&file::write(&read.snapshot, 42).unwrap()).unwrap();
    assert_eq!((again.version, again.snapshot), (file::VERSION, read.snapshot));
}

#[test]
fn a_newer_file_is_read_as_far_as_it_is_understood() {
    let newer = OF_VERSION_0
        .replace("\"version\": 0", "\"version\": 99")
        .replace("\"search\"", "\"dream\"");
    let read = file::read(newer.as_bytes()).unwrap();
    assert_eq!((read.version, read.not_understood), (99, 1));
    // In a file of this version the same is damage.
    let damaged = newer.replace("99", "1");
    assert!(matches!(file::read(damaged.as_bytes()), Err(file::FileError::Damaged(_))));
}

#[test]
fn other_files_are_no_projects() {
    for text in ["{}", "[]", "{\"format\": \"x\", \"version\": 1}", "null"] {
        assert_eq!(file::read(text.as_bytes()), Err(file::FileError::NotAProject), "{text}");
    }
    assert!(matches!(file::read(b""), Err(file::FileError::Damaged(_))));
}

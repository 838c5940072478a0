use super::coverage::{Grid, Sides};
use super::lines::{Folding, Folds, Heading, Line, Lines};
use super::tree::{By, Tree};
use super::*;
use crate::figures::Catalogue;

fn open(files: &[(&str, String)]) -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut workspace = Workspace::new(Catalogue::default(), || {});
    workspace.open(folder.path());
    workspace.wait();
    (folder, workspace)
}

fn holdings(workspace: &Workspace) -> Holdings {
    let mut holdings = Holdings::default();
    holdings.refresh(workspace, 0.0);
    holdings
}

/// A report whose sentences nobody else has.
fn text(about: &str) -> String {
    let sentence = |n| format!("The courts of {about} heard {n} cases and ended few. ");
    (10..70).map(sentence).collect::<Vec<_>>().concat()
}

fn report(country: &str, year: i16, publisher: &str) -> (String, String) {
    let name = format!("{country}-{year}-{}.txt", publisher.to_lowercase().replace(' ', "-"));
    let head = format!("{country} {year} Human Rights Report\n\n{publisher}\n\n");
    (name, format!("{head}{}", text(&format!("{country} in {year} by {publisher}"))))
}

const HRW: &str = "Human Rights Watch";
const STATE: &str = "US State Department";

fn editions(all: &[(&str, i16, &str)]) -> (tempfile::TempDir, Workspace) {
    let files: Vec<(String, String)> =
        all.iter().map(|(country, year, publisher)| report(country, *year, publisher)).collect();
    let files: Vec<(&str, String)> =
        files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    open(&files)
}

fn heads(tree: &Tree, by: By, holdings: &Holdings) -> Vec<String> {
    tree.groups.iter().map(|group| group.key.words(by, holdings)).collect()
}

fn files(items: &[tree::Item], holdings: &Holdings) -> Vec<String> {
    items.iter().map(|item| holdings.rows()[item.at].document.to_string()).collect()
}

#[test]
fn chapters_stand_under_their_country_and_their_volume() {
    let names = ["Albania", "Benin", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "India"];
    let chapters = names.map(|name| format!("{}\n\n{}\n\n", name.to_uppercase(), text(name)));
    let title = "Chad 2031 Human Rights Report";
    let plain = format!("{title}\n\n{}", text("the south"));
    let page = format!("<html><body><h1>{title}</h1><p>{}</p></body></html>", text("the south"));
    let (_folder, workspace) = open(&[
        ("broken.txt", String::new()),
        ("chad.html", page),
        ("chad.txt", plain),
        ("stray.txt", format!("On prisons\n\n{}", text("nowhere"))),
        ("volume.txt", chapters.concat()),
    ]);
    let holdings = holdings(&workspace);
    let tree = Tree::of(&holdings, By::Country);
    let headings = heads(&tree, By::Country, &holdings);
    assert_eq!(headings[..3], ["Albania", "Benin", "Chad"]);
    assert_eq!(headings[names.len()..], ["Volumes", "Country not found", "Could not be read"]);
    assert_eq!(files(&tree.groups[2].items, &holdings), ["chad.html", "volume.txt#Chad"]);
    let page = holdings.rows()[tree.groups[2].items[0].at].index;
    let name = |index: &ReportIndex| holdings.row(*index).unwrap().document.to_string();
    assert_eq!(holdings.others(page).iter().map(name).collect::<Vec<_>>(), ["chad.txt"]);
    let volume = holdings.rows()[tree.groups[names.len()].items[0].at].index;
    let inside: Vec<String> = holdings.chapters(volume).iter().map(name).collect();
    assert_eq!(inside, names.map(|name| format!("volume.txt#{name}")));

    let mut folds = Folds::default();
    let shown =
        |typed: &str, folds: &Folds| Lines::of(&tree, &holdings, &Wanted::new(typed), folds).all;
    let chapters = |lines: &[Line]| lines.iter().filter(|l| matches!(l, Line::Chapter(_))).count();
    assert_eq!(chapters(&shown("", &folds)), 0);
    folds.set(Folding::Volume(volume), true);
    assert_eq!(chapters(&shown("", &folds)), names.len());
    let found = shown("haiti", &folds);
    assert_eq!(chapters(&found), 1, "the volume with the chapter that has the word");
    assert!(found.iter().any(|line| matches!(line, Line::Report { alone: true, .. })));
}

#[test]
fn words_are_found_where_they_begin_in_any_order() {
    let (_folder, workspace) = editions(&[
        ("Kazakhstan", 2019, STATE),
        ("Kazakhstan", 2020, STATE),
        ("Somalia", 2019, HRW),
        ("Côte d'Ivoire", 2019, HRW),
    ]);
    let holdings = holdings(&workspace);
    let found = |typed: &str| {
        let wanted = Wanted::new(typed);
        let rows = holdings.rows().iter().filter(|row| wanted.fits(row, &holdings));
        rows.map(|row| row.document.as_str().split('-').next().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(found("kaz 2019 state"), ["Kazakhstan"]);
    assert_eq!(found("STATE kaz"), ["Kazakhstan", "Kazakhstan"]);
    assert_eq!(found("mali"), [""; 0], "no word of Somalia's begins so");
    assert_eq!(found("cote"), ["Côte d'Ivoire"]);
    assert_eq!(found("Ívory coast"), ["Côte d'Ivoire"], "by another name");
    assert_eq!(found("  "), ["Côte d'Ivoire", "Kazakhstan", "Kazakhstan", "Somalia"]);
}

#[test]
fn the_tree_can_be_turned() {
    let (_folder, workspace) =
        editions(&[("Norway", 2019, STATE), ("Norway", 2021, HRW), ("Chad", 2019, STATE)]);
    let holdings = holdings(&workspace);
    let by = |by| {
        let tree = Tree::of(&holdings, by);
        let heads = heads(&tree, by, &holdings).into_iter();
        heads.zip(tree.groups.iter().map(|group| group.items.len())).collect::<Vec<_>>()
    };
    let named = |name: &str, count| (name.to_owned(), count);
    assert_eq!(by(By::Country), [named("Chad", 1), named("Norway", 2)]);
    assert_eq!(by(By::Publisher), [named(HRW, 1), named(STATE, 2)]);
    assert_eq!(by(By::Year), [named("2021", 1), named("2019", 2)]);
}

#[test]
fn a_large_country_is_divided_by_publisher() {
    let years = 2010..2018;
    let all: Vec<(&str, i16, &str)> =
        years.flat_map(|year| [("Norway", year, STATE), ("Norway", year, HRW)]).collect();
    let (_folder, workspace) = editions(&all);
    let holdings = holdings(&workspace);
    let tree = Tree::of(&holdings, By::Country);
    let parts: Vec<_> = tree.groups[0]
        .parts
        .iter()
        .map(|(key, items)| (key.words(By::Publisher, &holdings), items.len()))
        .collect();
    assert_eq!(parts, [(HRW.to_owned(), 8), (STATE.to_owned(), 8)]);
    let newest = holdings.rows()[tree.groups[0].parts[0].1[0].at].year();
    assert_eq!(newest, Some(2017));
    let mut folds = Folds::default();
    let lines = |folds: &Folds| Lines::of(&tree, &holdings, &Wanted::default(), folds).all.len();
    assert_eq!(lines(&folds), 1 + 2 + 16);
    let part = Heading { group: tree.groups[0].key, part: Some(tree.groups[0].parts[1].0) };
    folds.set(Folding::Heading(part), false);
    assert_eq!(lines(&folds), 1 + 2 + 8);
    folds.set_all(&tree, false);
    assert_eq!(lines(&folds), 1);
    let typed = Lines::of(&tree, &holdings, &Wanted::new("2012"), &folds);
    assert_eq!((typed.all.len(), typed.reports), (1 + 2 + 2, 2), "what is typed unfolds");
}

#[test]
fn what_is_not_here_between_editions_is_told() {
    let (_folder, workspace) = editions(&[
        ("Norway", 2014, STATE),
        ("Norway", 2017, STATE),
        ("Norway", 2015, HRW),
        ("Chad", 2016, HRW),
    ]);
    let holdings = holdings(&workspace);
    assert_eq!(Sides::fitting(&holdings), Sides::CountriesYears);
    let grid = Grid::of(&holdings, Sides::CountriesYears, None, &Wanted::default());
    let words = |heads: &[coverage::Head]| {
        let words = |head: &coverage::Head| head.key.words(By::Country, &holdings);
        heads.iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(words(&grid.lines), ["Chad", "Norway"]);
    assert_eq!(words(&grid.columns), ["2014", "2015", "2016", "2017"]);
    let cell = |line, column| {
        let cell = grid.cell(line, column).unwrap();
        (cell.reports.len(), cell.missing.len())
    };
    assert_eq!([0, 1, 2, 3].map(|at| cell(0, at)), [(0, 0), (0, 0), (1, 0), (0, 0)]);
    assert_eq!([0, 1, 2, 3].map(|at| cell(1, at)), [(1, 0), (1, 1), (0, 1), (1, 0)]);
    assert_eq!((grid.reports, grid.missing, grid.lines[1].missing), (4, 2, 2));
    assert!(grid.cell(0, 4).is_none() && grid.cell(2, 0).is_none());

    let state = holdings.rows().iter().find(|row| holdings.publisher_of(row) == Some(STATE));
    let publisher = state.unwrap().publisher();
    let alone = Grid::of(&holdings, Sides::CountriesYears, publisher, &Wanted::default());
    assert_eq!((words(&alone.lines), alone.reports), (vec!["Norway".to_owned()], 2));
    let typed = Grid::of(&holdings, Sides::PublishersYears, None, &Wanted::new("norway hrw"));
    assert_eq!((typed.reports, typed.lines.len(), typed.columns.len()), (1, 1, 1));
}

#[test]
fn one_country_or_one_year_has_a_grid_of_its_own() {
    let (_folder, workspace) = editions(&[("Norway", 2014, STATE), ("Norway", 2015, HRW)]);
    assert_eq!(Sides::fitting(&holdings(&workspace)), Sides::PublishersYears);
    let (_folder, workspace) = editions(&[("Norway", 2014, STATE), ("Chad", 2014, HRW)]);
    assert_eq!(Sides::fitting(&holdings(&workspace)), Sides::CountriesPublishers);
    assert_eq!(Sides::fitting(&Holdings::default()), Sides::CountriesYears);
}

#[test]
fn rows_follow_what_changes_in_the_folder() {
    let (folder, mut workspace) = editions(&[("Norway", 2014, STATE), ("Chad", 2014, HRW)]);
    let mut holdings = holdings(&workspace);
    let before = holdings.revision();
    assert!(!holdings.refresh(&workspace, 1.0));
    assert_eq!(holdings.revision(), before, "nothing is new");
    let (name, text) = report("Fiji", 2015, STATE);
    std::fs::write(folder.path().join(name), text).unwrap();
    let start = std::time::Instant::now();
    while workspace.slots().count() < 3 && start.elapsed().as_secs() < 20 {
        workspace.watch(true);
        workspace.look_again();
        workspace.poll(std::time::Duration::from_millis(20));
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    workspace.wait();
    assert!(!holdings.refresh(&workspace, 2.0));
    assert!(holdings.revision() > before);
    let countries: Vec<_> = holdings.rows().iter().map(|row| holdings.country_of(row)).collect();
    assert_eq!(countries, [Some("Chad"), Some("Fiji"), Some("Norway")]);
    assert!(holdings.rows().iter().all(|row| row.standing == Standing::Analysed));
}

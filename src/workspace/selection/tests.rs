use super::*;
use crate::figures::Catalogue;
use crate::report::Guess;

fn metadata_of(country: Option<&str>, year: Option<i16>, publisher: Option<&str>) -> Metadata {
    let named = |name: Option<&str>| name.map(|name| Guess::new(name.to_owned(), "typed"));
    Metadata {
        country: named(country),
        year: year.map(|year| Guess::new(year, "typed")),
        publisher: named(publisher),
        ..Metadata::default()
    }
}

fn of(countries: &[&str], years: Years) -> Selection {
    Selection { countries: Names::of(countries.iter().copied()), years, ..Selection::default() }
}

#[test]
fn nothing_chosen_is_everything() {
    let all = Selection::default();
    assert!(all.is_all());
    assert!(all.holds(&metadata_of(None, None, None)));
    assert!(all.holds(&metadata_of(Some("Karvenia"), Some(2030), Some("Tidewatch"))));
    assert_eq!(all.reports(), None);
}

#[test]
fn what_was_not_found_is_chosen_by_saying_so() {
    let mut some = of(&["Karvenia"], Years::between(Some(2030), None));
    assert!(some.holds(&metadata_of(Some("Karvenia"), Some(2031), None)));
    assert!(!some.holds(&metadata_of(Some("Karvenia"), Some(2029), None)));
    assert!(!some.holds(&metadata_of(Some("Karvenia"), None, None)));
    assert!(!some.holds(&metadata_of(None, Some(2031), None)));
    some.countries.tick(None, true);
    some.years.undated = true;
    assert!(some.holds(&metadata_of(None, None, None)));
    assert!(!some.holds(&metadata_of(Some("Orvany"), None, None)));
}

#[test]
fn years_are_ranges_that_may_be_open() {
    assert_eq!(Years::of([2017, 2015, 2016, 2020]).words().unwrap(), "2015–2017, 2020");
    assert_eq!(Years::between(Some(2015), None).words().unwrap(), "from 2015");
    assert_eq!(Years::between(None, Some(2015)).words().unwrap(), "until 2015");
    assert_eq!(Years::between(Some(2019), Some(2015)).words().unwrap(), "2015–2019");
    assert!(Years::between(None, None).is_all());
    assert_eq!(Years::between(None, Some(2015)).ends(), Some((None, Some(2015))));
    assert_eq!(Years::of([2001, 2005]).ends(), None);
    let mut undated = Years::default();
    undated.undated = true;
    assert!(undated.contains(None) && !undated.contains(Some(2001)));
}

#[test]
fn it_is_told_in_words() {
    let two = of(&["Orvany", "Karvenia"], Years::between(Some(2015), Some(2019)));
    assert_eq!(two.short(), "Karvenia, Orvany · 2015–2019");
    assert_eq!(two.reports().unwrap(), "reports on Karvenia and Orvany, of 2015–2019");
    let names: Vec<String> = (0..12).map(|at| format!("Land {at}")).collect();
    let many = of(&names.iter().map(String::as_str).collect::<Vec<_>>(), Years::default());
    assert_eq!(many.short(), "12 countries");
    assert!(many.whole().ends_with("Land 9"));
    assert_eq!(many.reports().unwrap(), "reports on 12 countries");
    let since = of(&[], Years::between(Some(2015), None));
    assert_eq!(since.reports().unwrap(), "reports from 2015");
    assert!(since.beside_countries() == since && two.beside_countries().countries.is_all());
}

#[test]
fn it_outlives_being_written() {
    let mut some = of(&["Karvenia"], Years::of([2030, 2032]));
    some.publishers.tick(None, true);
    let written = serde_json::to_string(&some).unwrap();
    assert_eq!(serde_json::from_str::<Selection>(&written).unwrap(), some);
    assert_eq!(serde_json::from_str::<Selection>("{}").unwrap(), Selection::default());
}

const KARVENIA: &str = "Karvenia 2030 Human Rights Report\n\nOn May 3 the Supreme Court of Karvenia \
    heard the activist Ilse Moravec. The prisons held 1,200 prisoners.\n";
const ORVANY: &str = "Orvany 2031 Human Rights Report\n\nThe Supreme Court of Orvany heard the \
    lawyer Petr Lannic. The prisons held 3,400 prisoners.\n";
const STRAY: &str = "On prisons\n\nThe prisons held 77 prisoners.\n";

fn open() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let files =
        [("karvenia-2030.txt", KARVENIA), ("orvany-2031.txt", ORVANY), ("stray.txt", STRAY)];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    (folder, workspace)
}

#[test]
fn figures_and_searches_follow_the_selection_and_come_back() {
    let (_folder, mut workspace) = open();
    let reports = |workspace: &Workspace| {
        let mut all: Vec<u32> = workspace.figures().iter().map(|id| id.report.0).collect();
        all.dedup();
        all
    };
    assert_eq!(reports(&workspace), [0, 1, 2]);
    workspace.search("prisoners");
    workspace.wait();
    assert_eq!(workspace.found().reports.len(), 3);
    let before = workspace.selection_revision();
    let country = workspace.report(ReportIndex(1)).unwrap().metadata.country().map(str::to_owned);
    workspace.set_selection(Selection::of_country(country.as_deref()));
    assert!(workspace.selection_revision() > before);
    assert_eq!(workspace.selected_share(), Some(Share { chosen: 1, all: 3 }));
    assert_eq!(reports(&workspace), [1]);
    workspace.wait();
    let hits: Vec<u32> = workspace.found().reports.iter().map(|one| one.report.0).collect();
    assert_eq!(hits, [1], "the search follows without being asked again");
    assert!(workspace.report(ReportIndex(0)).is_some(), "the others can be read");
    workspace.set_selection(Selection::default());
    assert_eq!(reports(&workspace), [0, 1, 2]);
    assert_eq!(workspace.selected_share(), None);
}

#[test]
fn reports_without_a_country_can_be_chosen() {
    let (_folder, mut workspace) = open();
    workspace.set_selection(Selection::of_country(None));
    let chosen: Vec<u32> = workspace.in_selection().map(|(index, _)| index.0).collect();
    assert_eq!(chosen, [2]);
    assert!(workspace.selected(ReportIndex(2)) && !workspace.selected(ReportIndex(0)));
}

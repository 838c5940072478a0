//! Files of charts, read again.

mod decks;

use super::{Exhibit, Format, Narrow, changed_names, file, of_choices, of_indicator, together};
use crate::charts::{ChartKind, ChartSpec, Panels, Reference};
use crate::figures::Catalogue;
use crate::privacy::Privacy;
use crate::workbook::Held;
use crate::workspace::Workspace;
use calamine::{Data, DataType, Reader, Xlsx};
use std::io::{Cursor, Read};

const FIRST: &str = "Karvenia 2018 Report on Rights\n\n\
    In 2018 the ombudsman received 84 complaints of torture, said the activist Ilse Moravec. There \
    were between 2,000 and 3,000 refugees in the country at the end of 2018.";

const SECOND: &str = "Karvenia 2019 Report on Rights\n\n\
    In 2019 the ombudsman received 120 complaints of torture. In the first six months of 2019 the \
    lawyers counted at least 33 complaints of torture, and Moravec, an activist, said so. There \
    were 2,500 refugees in the country at the end of 2019.";

/// A folder of two reports.
fn open() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("Karvenia 2018.txt", FIRST), ("Karvenia 2019.txt", SECOND)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    (folder, workspace)
}

/// The default chart of an indicator.
fn chart(workspace: &Workspace, slug: &str, spec: &ChartSpec) -> Exhibit {
    let indicator = workspace.catalogue().get(slug).unwrap();
    let (exhibit, _) = of_indicator(workspace, indicator, Narrow::default(), false, spec);
    assert!(!exhibit.series.is_empty(), "{slug}");
    exhibit
}

const TORTURE: &str = "torture_complaints";

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_format_is_the_same_every_time() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let charts = [chart(&workspace, TORTURE, &ChartSpec::default())];
    for format in Format::ALL {
        let first = file(&held, &charts, format, 1.0).unwrap();
        assert!(!first.is_empty());
        assert_eq!(first, file(&held, &charts, format, 1.0).unwrap(), "{format:?}");
    }
}

#[test]
fn a_picture_holds_one_chart_and_other_files_several() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let spec = ChartSpec::default();
    let charts = [chart(&workspace, TORTURE, &spec), chart(&workspace, "refugees", &spec)];
    for format in Format::ALL {
        let made = file(&held, &charts, format, 1.0);
        assert_eq!(made.is_ok(), format.holds_several(), "{format:?}");
        assert!(file(&held, &[], format, 1.0).is_err(), "{format:?}");
    }
    let told: serde_json::Value =
        serde_json::from_slice(&file(&held, &charts, Format::Json, 1.0).unwrap()).unwrap();
    assert_eq!(told[1]["name"], "refugees");
    let rows = text(file(&held, &charts, Format::Csv, 1.0).unwrap());
    assert!(rows.contains("\ntorture_complaints,") && rows.contains("\nrefugees,"), "{rows}");
}

#[test]
fn a_workbook_has_the_data_the_evidence_and_a_chart() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let references = vec![Reference {
        name: "Census".to_owned(),
        file: "census.csv".to_owned(),
        points: vec![(2018, 50.0), (2019, 60.0)],
    }];
    let spec = ChartSpec { references, ..ChartSpec::default() };
    for kind in [ChartKind::Auto, ChartKind::Columns, ChartKind::Stacked, ChartKind::Line] {
        let chart = chart(&workspace, TORTURE, &ChartSpec { kind, ..spec.clone() });
        let bytes = file(&held, &[chart], Format::Xlsx, 1.0).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        let data = book.worksheet_range("Data").unwrap();
        let rows: Vec<Vec<Data>> = data.rows().map(<[Data]>::to_vec).collect();
        let years: Vec<String> = rows[1..].iter().map(|row| row[0].to_string()).collect();
        assert_eq!(years, ["2018", "2019"]);
        let values: Vec<f64> = rows[1..]
            .iter()
            .flat_map(|row| row[1..].iter().filter_map(DataType::get_float))
            .collect();
        for value in [84.0, 120.0, 33.0, 50.0, 60.0] {
            assert!(values.contains(&value), "{value} of {values:?}");
        }
        let apart = rows[0].iter().any(|head| head.to_string().ends_with(", part of a year"));
        let told = rows[2].last().unwrap().to_string().ends_with(": Jan–Jun 2019");
        assert!(apart != told, "{kind:?} {rows:?}");
        let evidence = book.worksheet_range("Evidence").unwrap();
        let told: String = evidence.rows().flatten().map(Data::to_string).collect();
        assert!(told.contains("received 120 complaints") && told.contains("Moravec"));
        let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut drawn = String::new();
        parts.by_name("xl/charts/chart1.xml").unwrap().read_to_string(&mut drawn).unwrap();
        assert!(!drawn.contains("c:symbol val=\"none\""), "{kind:?} shows its points: {drawn}");
        assert!(drawn.contains("c:symbol val="), "{kind:?} {drawn}");
    }
}

#[test]
fn private_names_leave_in_no_file_where_they_are_not_to() {
    let (_folder, workspace) = open();
    let charts = [chart(&workspace, TORTURE, &ChartSpec::default())];
    let names = |held: &Held| changed_names(held, &charts);
    let kept = Held::new(&workspace);
    assert!(names(&kept).is_empty());
    for how in [Privacy::Initials, Privacy::LeftOut] {
        let held = Held::new(&workspace).with_privacy(how, &[]);
        assert_eq!(names(&held), ["Ilse Moravec"]);
        for format in Format::ALL.into_iter().filter(|format| format.tells_sentences()) {
            let bytes = file(&held, &charts, format, 1.0).unwrap();
            let leaks = |bytes: &[u8]| memchr::memmem::find(bytes, b"Moravec").is_some();
            assert!(!unpacked(&bytes).iter().any(|part| leaks(part)), "{how:?} {format:?}");
        }
    }
    let told = ["ilse moravec".to_owned()];
    let held = Held::new(&workspace).with_privacy(Privacy::Initials, &told);
    assert!(names(&held).is_empty(), "a name that the user exempts");
    let rows = text(file(&held, &charts, Format::Csv, 1.0).unwrap());
    assert!(rows.contains("Moravec"));
}

/// The parts of a file that is packed, and those of the files packed in it; else the file.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return vec![bytes.to_vec()];
    };
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        Read::read_to_end(&mut archive.by_index(at).unwrap(), &mut part).unwrap();
        parts.extend(unpacked(&part));
    }
    parts
}

#[test]
fn several_indicators_make_one_chart_with_the_series_of_all() {
    let (_folder, workspace) = open();
    let spec = ChartSpec::default();
    let charts = [chart(&workspace, TORTURE, &spec), chart(&workspace, "refugees", &spec)];
    let one = together(&workspace, &charts).unwrap();
    assert_eq!(one.name, "torture_complaints-refugees");
    let shown: std::collections::BTreeSet<String> =
        one.shown().into_iter().map(|series| series.key.indicator).collect();
    assert_eq!(shown.into_iter().collect::<Vec<_>>(), ["refugees", "torture_complaints"]);
}

#[test]
fn a_chart_without_choices_shows_all_of_its_indicator() {
    let (_folder, workspace) = open();
    let spec = ChartSpec { panels: Some(Panels::Series), ..ChartSpec::default() };
    let exhibit = of_choices(&workspace, "mine".to_owned(), Some(TORTURE), spec);
    assert_eq!(exhibit.indicator.as_deref(), Some(TORTURE));
    assert_eq!(exhibit.shown().len(), workspace.series(TORTURE).series.len());
}

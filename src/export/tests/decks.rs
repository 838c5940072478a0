//! Slides: that their parts hang together, and that the charts are the workbooks'.

use super::{TORTURE, chart, open};
use crate::charts::{ChartKind, ChartSpec, EventLine, Panels, Size};
use crate::export::{Exhibit, Format, file};
use crate::workbook::Held;
use calamine::{Data, DataType, Reader, Xlsx};
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

type Parts = BTreeMap<String, Vec<u8>>;

fn deck(held: &Held, charts: &[Exhibit]) -> Parts {
    let bytes = file(held, charts, Format::Pptx, 1.0).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().to_owned(), bytes);
    }
    parts
}

/// Every element of a part with its attributes; fails where it is no XML.
fn elements(bytes: &[u8]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(bytes).unwrap());
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0_i32;
    let mut take = |start: &BytesStart<'_>| {
        let name = start.name().as_ref().to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
        });
        found.push((name, attributes.collect()));
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                take(&start);
            }
            Event::Empty(start) => take(&start),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    found
}

/// The path that a target names, seen from the part that relates to it.
fn resolved(relations: &str, target: &str) -> String {
    let folder = relations.split_once("_rels/").map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|piece| !piece.is_empty()).collect();
    for piece in target.split('/') {
        match piece {
            ".." => {
                path.pop();
            }
            piece => path.push(piece),
        }
    }
    path.join("/")
}

/// Every part is of a kind that is told, and every relation leads to a part.
fn hang_together(parts: &Parts) {
    let types = elements(&parts["[Content_Types].xml"]);
    let told = |key: &str| -> BTreeSet<&str> {
        types.iter().filter_map(|(_, attributes)| Some(attributes.get(key)?.as_str())).collect()
    };
    let (names, endings) = (told("PartName"), told("Extension"));
    for (name, bytes) in parts {
        let ending = name.rsplit('.').next().unwrap();
        assert!(names.contains(format!("/{name}").as_str()) || endings.contains(ending), "{name}");
        if ["xml", "rels"].contains(&ending) {
            elements(bytes);
        }
        if ending != "rels" {
            continue;
        }
        for (_, attributes) in elements(bytes) {
            if let Some(target) = attributes.get("Target") {
                let path = resolved(name, target);
                assert!(parts.contains_key(&path), "{name}: {target} is {path}");
            }
        }
    }
    for name in names {
        assert!(parts.contains_key(&name[1..]), "{name}");
    }
}

/// The values in a chart's part, by series and row.
fn cached(bytes: &[u8]) -> Vec<f64> {
    let text = std::str::from_utf8(bytes).unwrap();
    let values = text.split("<c:val>").skip(1).filter_map(|rest| rest.split("</c:val>").next());
    values
        .flat_map(|values| values.split("<c:v>").skip(1))
        .map(|rest| rest.split('<').next().unwrap().parse().unwrap())
        .collect()
}

/// The values in the workbook of a chart, column by column, but the widths of ranges.
fn in_book(bytes: &[u8]) -> Vec<f64> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Data").unwrap();
    let head: Vec<String> = range.rows().next().unwrap().iter().map(Data::to_string).collect();
    let columns = head.iter().enumerate().skip(1).filter(|(_, name)| !name.ends_with(", width"));
    columns
        .flat_map(|(at, _)| range.rows().skip(1).map(move |row| row[at].clone()))
        .filter_map(|cell| cell.get_float())
        .collect()
}

#[test]
fn the_parts_of_a_deck_hang_together_and_its_charts_are_their_workbooks() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let event = EventLine { date: jiff::civil::date(2018, 5, 1), label: "New code".to_owned() };
    let spec = ChartSpec { events: vec![event], ..ChartSpec::default() };
    for kind in [ChartKind::Auto, ChartKind::Line, ChartKind::Columns, ChartKind::Stacked] {
        let spec = ChartSpec { kind, ..spec.clone() };
        let charts = [chart(&workspace, TORTURE, &spec), chart(&workspace, "refugees", &spec)];
        let parts = deck(&held, &charts);
        hang_together(&parts);
        assert!(parts.contains_key("ppt/slides/slide2.xml"));
        let mut all = Vec::new();
        for at in 1..=2 {
            let values = cached(&parts[&format!("ppt/charts/chart{at}.xml")]);
            let book = &parts[&format!("ppt/embeddings/Microsoft_Excel_Sheet{at}.xlsx")];
            let mut sorted = in_book(book);
            let mut own = values.clone();
            sorted.sort_by(f64::total_cmp);
            own.sort_by(f64::total_cmp);
            assert_eq!(own, sorted, "{kind:?}");
            all.extend(values);
        }
        for value in [84.0, 120.0, 33.0, 2_000.0, 3_000.0, 2_500.0] {
            assert!(all.contains(&value), "{kind:?} {value} {all:?}");
        }
    }
}

fn said(parts: &Parts, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

#[test]
fn a_slide_tells_what_the_picture_tells_and_its_notes_the_sentences() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let event = EventLine { date: jiff::civil::date(2018, 5, 1), label: "New <code>".to_owned() };
    let spec = ChartSpec {
        title: Some("Complaints & more".to_owned()),
        alternative: Some("Few values".to_owned()),
        events: vec![event],
        ..ChartSpec::default()
    };
    let parts = deck(&held, &[chart(&workspace, TORTURE, &spec)]);
    let slide = said(&parts, "ppt/slides/slide1.xml");
    for words in ["Complaints &amp; more", "descr=\"Few values\"", "New &lt;code&gt;", "Source"] {
        assert!(slide.contains(words), "{words}: {slide}");
    }
    let notes = said(&parts, "ppt/notesSlides/notesSlide1.xml");
    for words in ["received 120 complaints of torture", "Ilse Moravec", "Jan–Jun 2019"] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
    let sizes = slide.split(" sz=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    assert!(sizes.map(|size| size.parse::<u32>().unwrap()).all(|size| size >= 2000));
}

#[test]
fn gaps_are_gaps_and_a_part_of_a_year_is_a_series_of_its_own() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let spec = ChartSpec { kind: ChartKind::Line, ..ChartSpec::default() };
    let parts = deck(&held, &[chart(&workspace, TORTURE, &spec)]);
    let chart = said(&parts, "ppt/charts/chart1.xml");
    assert!(chart.contains("<c:dispBlanksAs val=\"gap\"/>"), "{chart}");
    assert!(!chart.contains("<c:smooth val=\"1\"/>"));
    assert!(chart.contains(", part of a year</c:v>"), "{chart}");
    assert!(chart.contains("formatCode=\"&quot;≥&quot;#,##0\""), "at least 33: {chart}");
}

#[test]
fn tables_and_small_multiples_are_native_too() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let table = ChartSpec { kind: ChartKind::Table, ..ChartSpec::default() };
    let parts = deck(&held, &[chart(&workspace, TORTURE, &table)]);
    hang_together(&parts);
    let slide = said(&parts, "ppt/slides/slide1.xml");
    assert!(slide.contains("<a:tbl>") && slide.contains(">2018<"), "{slide}");
    assert!(!parts.contains_key("ppt/charts/chart1.xml"));
    let latest = ChartSpec { kind: ChartKind::Latest, ..ChartSpec::default() };
    let parts = deck(&held, &[chart(&workspace, TORTURE, &latest)]);
    hang_together(&parts);
    let slide = said(&parts, "ppt/slides/slide1.xml");
    assert!(slide.contains(">Latest value<") && slide.contains(">120<"), "{slide}");
    assert!(!slide.contains(">84<") && !parts.contains_key("ppt/slides/slide2.xml"), "{slide}");
    let spec = ChartSpec { panels: Some(Panels::Series), ..ChartSpec::default() };
    let one = chart(&workspace, TORTURE, &spec);
    let count = one.series.len();
    let parts = deck(&held, &[one]);
    hang_together(&parts);
    assert!(count > 1 && parts.contains_key(&format!("ppt/charts/chart{count}.xml")), "{count}");
}

#[test]
fn square_charts_make_a_narrow_deck() {
    let (_folder, workspace) = open();
    let held = Held::new(&workspace);
    let width = |size: Size| {
        let spec = ChartSpec { size, ..ChartSpec::default() };
        let parts = deck(&held, &[chart(&workspace, TORTURE, &spec)]);
        let all = elements(&parts["ppt/presentation.xml"]);
        let (_, size) = all.into_iter().find(|(name, _)| name == "p:sldSz").unwrap();
        size["cx"].clone()
    };
    assert_eq!(width(Size { width: 1920, height: 1080 }), "12192000");
    assert_eq!(width(Size { width: 1440, height: 1080 }), "9144000");
}

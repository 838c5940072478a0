//! What the user adds to a chart or dresses it in: events, periods, values from elsewhere, themes.
//! Asserted on the recorded primitives; one chart as a picture in each theme.

use super::logo::tests::dots;
use super::made::{half_year, series, undated, whole};
use super::tests::{any_series, any_spec, check, has_text, texts};
use super::*;
use crate::series::{Point, Series, Standing};
use jiff::civil::date;
use proptest::prelude::*;

const SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");

fn own_theme(corner: &str, [width, height]: [u32; 2]) -> OwnTheme {
    let text = format!(
        "name = \"Harbour\"\n[colors]\nbackground = \"#fbfaf6\"\nink = \"#14213d\"\npalette = \
         [\"#14508c\", \"#b8430f\"]\n[font]\nregular = \"a.ttf\"\n[logo]\nfile = \"a.png\"\n\
         corner = \"{corner}\""
    );
    let read = |file: &str, _: usize| match file {
        "a.ttf" => Ok(SERIF.to_vec()),
        _ => Ok(dots(width, height)),
    };
    OwnTheme::parse(&text, "", &read).unwrap().0
}

fn event(year: i16, month: i8, label: &str) -> EventLine {
    EventLine { date: date(year, month, 1), label: label.to_owned() }
}

fn reference(points: &[(i16, f64)]) -> Reference {
    let (name, file) = ("Harbour office".to_owned(), "harbour.csv".to_owned());
    Reference { name, file, points: points.to_vec() }
}

/// Two series with a part-year and an undated value, events, a period, and values from elsewhere.
fn full() -> (ChartSpec, Vec<Series>) {
    let years = |from: i16, base: f64| (0..7).map(move |at| whole(from + at, base + f64::from(at)));
    let mut one: Vec<_> = years(2012, 40.0).collect();
    one.extend([half_year(2019, 21.0), undated(2020, 52.0)]);
    let other: Vec<_> = years(2014, 15.0).collect();
    let spec = ChartSpec {
        events: vec![event(2014, 7, "The new code"), event(2015, 3, "The tribunal opens")],
        highlights: vec![HighlightedYears { from: 2017, to: 2018, label: "The storms".to_owned() }],
        references: vec![reference(&[(2013, 30.0), (2014, 33.0), (2016, 38.0)])],
        ..ChartSpec::default()
    };
    (spec, vec![series("Tidewatch", one), series("Stormwatch", other)])
}

#[test]
fn events_and_periods_stand_at_their_time_with_level_labels() {
    let (spec, all) = full();
    let drawing = draw(&spec, &all, &Subject::default());
    let labels = ["2014, The new code", "Mar 2015, The tribunal opens", "The storms"];
    for label in labels {
        assert!(has_text(&drawing, label), "{label}");
    }
    check(&drawing).unwrap();
    let year = |year: i16| drawing.years.iter().find(|band| band.year == year).unwrap().bounds;
    let upright = |at: f32| {
        drawing.primitives.iter().any(|one| match &one.shape {
            Shape::Polyline { points, .. } => {
                points.len() == 2 && points.iter().all(|[x, _]| (x - at).abs() < 1.5)
            }
            _ => false,
        })
    };
    let [left, _, right, _] = year(2014);
    assert!(upright(f32::midpoint(left, right)), "a year alone stands in its middle");
    let band = drawing.primitives.iter().any(|one| match &one.shape {
        Shape::Polygon { points, .. } => {
            let xs = |pick: fn(f32, f32) -> f32, start: f32| {
                points.iter().map(|[x, _]| *x).fold(start, pick)
            };
            (xs(f32::min, f32::MAX) - year(2017)[0]).abs() < 1.0
                && (xs(f32::max, f32::MIN) - year(2018)[2]).abs() < 1.0
        }
        _ => false,
    });
    assert!(band, "the period is set off");
}

#[test]
fn what_has_no_room_for_its_label_is_told_in_a_note() {
    let (spec, all) = full();
    for (spec, wanted) in [
        (ChartSpec { panels: Some(Panels::Series), ..spec.clone() }, true),
        (ChartSpec { kind: ChartKind::Table, ..spec.clone() }, true),
        (spec, false),
    ] {
        let drawing = draw(&spec, &all, &Subject::default());
        let note = texts(&drawing).iter().any(|(text, _, _)| text.starts_with("Marked: "));
        assert_eq!(note, wanted, "{:?} {:?}", spec.kind, spec.panels);
        check(&drawing).unwrap();
    }
}

#[test]
fn notes_with_tall_letters_keep_apart() {
    let (spec, all) = full();
    let tall = "𐠈Åg𐌀 and 囚ǺŶ below and above one another in each of many lines of notes";
    let notes: Vec<String> = (0..9).map(|at| format!("{at} {tall}")).collect();
    check(&draw(&ChartSpec { notes, ..spec }, &all, &Subject::default())).unwrap();
}

#[test]
fn what_must_be_said_of_values_is_on_every_picture() {
    let names = ["Aland", "Beland", "Celand", "Deland", "Eland", "Feland", "Geland"];
    let one = |name: &&str| {
        let points = (2004..2024).map(|year| Point { checked: false, ..whole(year, 7.0) });
        let mut points: Vec<Point> = points.collect();
        points[3].standing = Standing::Undated;
        series(&format!("{name} office of tides and of storms"), points)
    };
    let all: Vec<Series> = names.iter().map(one).collect();
    let notes: Vec<String> = (0..9).map(|at| format!("{at} of many notes to tell")).collect();
    let square = Size { width: 1080, height: 1080 };
    for (kind, size) in [
        (ChartKind::Table, Size::default()),
        (ChartKind::Dots, Size::default()),
        (ChartKind::Dots, square),
    ] {
        let spec = ChartSpec { kind, size, notes: notes.clone(), ..ChartSpec::default() };
        let drawing = draw(&spec, &all, &Subject::default());
        check(&drawing).unwrap();
        let said: Vec<&str> = texts(&drawing).into_iter().map(|(text, _, _)| text).collect();
        let said = said.join(" ");
        assert!(said.contains("No point checked yet") || said.contains("more note"), "{said}");
        if kind == ChartKind::Dots {
            assert!(said.contains("No date given"), "the key to the marks: {said}");
        }
    }
}

#[test]
fn two_tables_from_elsewhere_are_told_apart() {
    let (spec, all) = full();
    let references = vec![
        reference(&[(2013, 400.0), (2014, 410.0)]),
        reference(&[(2013, 200.0), (2014, 210.0)]),
    ];
    let drawing = draw(&ChartSpec { references, ..spec }, &all, &Subject::default());
    let muted = Theme::of(ThemeName::Light).muted;
    let dashes: Vec<_> = drawing
        .primitives
        .iter()
        .filter_map(|one| match &one.shape {
            Shape::Polyline { dash: Some(dash), color, .. } if *color == muted => Some(*dash),
            _ => None,
        })
        .collect();
    assert!(matches!(dashes.as_slice(), [one, other] if one != other), "{dashes:?}");
    check(&drawing).unwrap();
}

#[test]
fn series_without_a_value_in_the_years_asked_for_have_no_name_on_the_picture() {
    let all = [
        series("Tidewatch", vec![whole(2011, 5.0), whole(2012, 7.0)]),
        series("Stormwatch", vec![whole(2018, 5.0), whole(2019, 7.0)]),
        series("Gale office", vec![whole(2018, 6.0), whole(2019, 8.0)]),
    ];
    let spec = ChartSpec { from: Some(2016), ..ChartSpec::default() };
    let drawing = draw(&spec, &all, &Subject::default());
    let said: Vec<&str> = texts(&drawing).into_iter().map(|(text, _, _)| text).collect();
    let said = said.join(" ");
    assert!(said.contains("Stormwatch") && !said.contains("Tidewatch"), "{said}");
    assert!(said.contains("Not shown: 2 values of other years"), "{said}");
    assert_eq!(pages(&spec, &all), 1);
}

#[test]
fn values_from_elsewhere_are_dashed_named_and_within_the_axes() {
    let (spec, all) = full();
    let spec = ChartSpec { references: vec![reference(&[(2013, 400.0), (2014, 410.0)])], ..spec };
    let drawing = draw(&spec, &all, &Subject::default());
    assert!(has_text(&drawing, "Harbour office (reference: harbour.csv)"));
    let notes: Vec<&str> = texts(&drawing).into_iter().map(|(text, _, _)| text).collect();
    assert!(notes.join(" ").contains("from harbour.csv, not from the reports"), "{notes:?}");
    let muted = Theme::of(ThemeName::Light).muted;
    let dashed = drawing.primitives.iter().filter(|one| match &one.shape {
        Shape::Polyline { dash, color, .. } => dash.is_some() && *color == muted,
        _ => false,
    });
    assert_eq!(dashed.count(), 1);
    let tagged = drawing.primitives.iter().filter(|one| one.point == Some((all.len(), 1)));
    assert_eq!(tagged.count(), 2, "its mark answers");
    let (from, year, value) = spec.reference_at((all.len(), 1), all.len()).unwrap();
    assert_eq!((from.file.as_str(), year, value), ("harbour.csv", 2014, 410.0));
    assert!(spec.reference_at((0, 1), all.len()).is_none(), "a value of the reports");
    assert!(texts(&drawing).iter().any(|(text, _, _)| *text == "400" || *text == "500"));
    check(&drawing).unwrap();
}

#[test]
fn a_long_table_from_elsewhere_does_not_push_the_reports_aside() {
    let all = [series("Tidewatch", vec![whole(2015, 5.0), whole(2018, 7.0)])];
    let points: Vec<(i16, f64)> = (1900..2030).map(|year| (year, 6.0)).collect();
    let spec = ChartSpec { references: vec![reference(&points)], ..ChartSpec::default() };
    let years = |spec: &ChartSpec| {
        let drawing = draw(spec, &all, &Subject::default());
        let years = drawing.years;
        (years.first().unwrap().year, years.last().unwrap().year)
    };
    assert_eq!(years(&spec), (2010, 2023));
    assert_eq!(years(&ChartSpec { from: Some(2000), to: Some(2018), ..spec }), (2000, 2018));
}

#[test]
fn a_logo_stands_in_its_corner_and_nothing_on_it() {
    let (spec, all) = full();
    for (corner, size) in [("top-right", [300, 100]), ("bottom-right", [100, 100])] {
        let title = Some("A title so long that it would run into any logo there may be".to_owned());
        let own = Some(own_theme(corner, size));
        let spec = ChartSpec { theme: ThemeName::Own, own_theme: own, title, ..spec.clone() };
        let drawing = draw(&spec, &all, &Subject::default());
        check(&drawing).unwrap();
        let logo = drawing.primitives.iter().find_map(|one| match one.shape {
            Shape::Image { bounds, .. } => Some(bounds),
            _ => None,
        });
        let [left, top, right, bottom] = logo.unwrap();
        let shape = (right - left) / (bottom - top);
        assert!((shape - size[0] as f32 / size[1] as f32).abs() < 0.01, "{corner}");
        for (text, at, _) in texts(&drawing) {
            let apart = at[2] <= left || right <= at[0] || at[3] <= top || bottom <= at[1];
            assert!(apart, "{corner}: {text} {at:?}");
        }
        assert!(svg(&drawing).contains("font-family=\"'Noto Serif'"));
    }
}

#[test]
fn a_theme_that_is_not_chosen_changes_nothing() {
    let (spec, all) = full();
    let own_theme = Some(own_theme("top-right", [10, 10]));
    let kept = ChartSpec { own_theme, ..spec.clone() };
    let drawn = |spec: &ChartSpec| svg(&draw(spec, &all, &Subject::default()));
    assert_eq!(drawn(&kept), drawn(&spec));
}

#[test]
fn monochrome_columns_differ_by_stripes() {
    let (spec, all) = full();
    let stripes = |theme| {
        let kind = ChartKind::Columns;
        let drawing = draw(&ChartSpec { kind, theme, ..spec.clone() }, &all, &Subject::default());
        let of = |series: usize| {
            let lines = drawing.primitives.iter().filter(|one| {
                one.point == Some((series, 2)) && matches!(one.shape, Shape::Polyline { .. })
            });
            lines.count()
        };
        (of(0), of(1))
    };
    assert_eq!(stripes(ThemeName::Light), (0, 0));
    let (first, second) = stripes(ThemeName::Monochrome);
    assert_eq!(first, 0);
    assert!(second > 2, "{second}");
}

#[test]
fn a_chart_kept_before_there_were_themes_events_and_tellings_opens() {
    let kept = r#"{"series": [{"indicator": "storm_damages", "country": "Norland", "place": null,
        "source": "Tidewatch", "as_told_by": null, "unit": "count", "currency": null, "part": null}],
        "kind": "line", "title": null, "subtitle": null, "source_line": null, "notes": ["Mine"],
        "size": {"width": 1920, "height": 1080}, "theme": "dark"}"#;
    let spec: ChartSpec = serde_json::from_str(kept).unwrap();
    assert_eq!((spec.kind, spec.theme, spec.notes.len()), (ChartKind::Line, ThemeName::Dark, 1));
    assert!(spec.events.is_empty() && spec.left_out.is_empty() && spec.own_theme.is_none());
    let (full, _) = full();
    let again: ChartSpec = serde_json::from_str(&serde_json::to_string(&full).unwrap()).unwrap();
    assert_eq!(again, full);
}

#[test]
fn paper_has_as_many_pixels_as_its_dots_make() {
    assert_eq!(Size::on_paper([254, 127], 100), Size::new(1000, 500));
    assert_eq!(Size::on_paper([160, 90], 300), Size::new(1890, 1063));
    assert_eq!(Size::on_paper([5000, 10], 300), None);
}

#[test]
fn one_chart_in_each_theme() {
    let all = [
        series("Tidewatch", vec![whole(2016, 40.0), half_year(2017, 21.0)]),
        series("Stormwatch", vec![whole(2016, 30.0), undated(2017, 52.0)]),
    ];
    let spec = ChartSpec {
        events: vec![event(2017, 3, "The new code")],
        highlights: vec![HighlightedYears { from: 2017, to: 2017, label: String::new() }],
        references: vec![reference(&[(2016, 25.0), (2017, 33.0)])],
        ..ChartSpec::default()
    };
    let size = Size { width: 960, height: 540 };
    let own = own_theme("top-right", [30, 10]);
    for (name, theme) in [
        ("light", ThemeName::Light),
        ("dark", ThemeName::Dark),
        ("transparent", ThemeName::Transparent),
        ("monochrome", ThemeName::Monochrome),
        ("own", ThemeName::Own),
    ] {
        let own_theme = Some(own.clone()).filter(|_| theme == ThemeName::Own);
        let spec = ChartSpec { size, theme, own_theme, kind: ChartKind::Columns, ..spec.clone() };
        let drawing = draw(&spec, &all, &Subject::default());
        insta::assert_snapshot!(format!("theme_{name}"), svg(&drawing));
    }
}

fn any_marks() -> impl Strategy<Value = ChartSpec> {
    let label = prop_oneof!["[A-Z][a-z ]{0,60}", "\\PC{0,40}"];
    let event = (1960_i16..2024, 1_i8..13, label.clone())
        .prop_map(|(year, month, label)| event(year, month, &label));
    let band = (1960_i16..2024, 0_i16..20, label)
        .prop_map(|(from, more, label)| HighlightedYears { from, to: from + more, label });
    let value = prop_oneof![-1e4..1e4_f64, 0.0..1e9_f64];
    let points = prop::collection::btree_map(1950_i16..2030, value, 1..40)
        .prop_map(|points| reference(&points.into_iter().collect::<Vec<_>>()));
    (
        prop::collection::vec(event, 0..6),
        prop::collection::vec(band, 0..3),
        prop::collection::vec(points, 0..3),
        0_u8..6,
        (1_u32..60, 1_u32..30),
    )
        .prop_map(|(events, highlights, references, theme, (width, height))| {
            let corner = if theme == 4 { "top-right" } else { "bottom-right" };
            let (theme, own) = match theme {
                0 => (ThemeName::Light, None),
                1 => (ThemeName::Dark, None),
                2 => (ThemeName::Transparent, None),
                3 => (ThemeName::Monochrome, None),
                _ => (ThemeName::Own, Some(own_theme(corner, [width, height]))),
            };
            ChartSpec {
                events,
                highlights,
                references,
                theme,
                own_theme: own,
                ..ChartSpec::default()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_added_overlaps_or_leaves_the_picture(
        spec in any_spec(), marks in any_marks(), all in prop::collection::vec(any_series(), 1..6),
    ) {
        let spec = ChartSpec {
            events: marks.events,
            highlights: marks.highlights,
            references: marks.references,
            theme: marks.theme,
            own_theme: marks.own_theme,
            ..spec
        };
        let drawing = draw(&spec, &all, &Subject::default());
        check(&drawing)?;
        for one in &drawing.primitives {
            let Shape::Image { bounds: [left, top, right, bottom], .. } = one.shape else { continue };
            for (text, at, _) in texts(&drawing) {
                let apart = at[2] <= left || right <= at[0] || at[3] <= top || bottom <= at[1];
                prop_assert!(apart, "{text:?} {at:?} on the logo");
            }
        }
    }
}

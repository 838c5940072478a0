//! What each kind of chart must be: asserted on the recorded primitives.

use super::made::{half_year, series, undated, whole};
use super::theme::Theme;
use super::*;
use crate::figures::{Flow, Qualifier};
use crate::series::{Point, Series, SeriesKey, SeriesSet};

fn drawn(spec: &ChartSpec, all: &[Series]) -> Drawing {
    draw(spec, all, &Subject::default())
}

fn of_kind(kind: ChartKind) -> ChartSpec {
    ChartSpec { kind, ..ChartSpec::default() }
}

fn texts(drawing: &Drawing) -> Vec<&str> {
    let text = |primitive| match primitive {
        &Primitive { shape: Shape::Text { ref text, .. }, .. } => Some(text.as_str()),
        _ => None,
    };
    drawing.primitives.iter().filter_map(text).collect()
}

fn tagged_texts(drawing: &Drawing, tag: (usize, usize)) -> Vec<(&str, [f32; 4])> {
    let text = |primitive| match primitive {
        &Primitive { shape: Shape::Text { ref text, bounds, .. }, point } if point == Some(tag) => {
            Some((text.as_str(), bounds))
        }
        _ => None,
    };
    drawing.primitives.iter().filter_map(text).collect()
}

/// Upper and lower edge of the filled areas of a point.
fn column(drawing: &Drawing, tag: (usize, usize)) -> Option<(f32, f32)> {
    let area = |primitive: &Primitive| match &primitive.shape {
        Shape::Polygon { points, fill: Some(_), .. } if primitive.point == Some(tag) => {
            let ys = || points.iter().map(|point| point[1]);
            Some((ys().fold(f32::MAX, f32::min), ys().fold(f32::MIN, f32::max)))
        }
        _ => None,
    };
    drawing.primitives.iter().find_map(area)
}

fn place(name: &str, points: Vec<Point>) -> Series {
    let mut one = series("Tidewatch", points);
    one.key.place = Some(name.to_owned());
    one
}

fn country(name: &str, points: Vec<Point>) -> Series {
    let mut one = series("Tidewatch", points);
    one.key.country = Some(name.to_owned());
    one
}

#[test]
fn stacked_values_stand_on_one_another_and_what_cannot_be_added_beside() {
    let north = place("North", vec![whole(2015, 30.0), whole(2016, 40.0), half_year(2017, 9.0)]);
    let south = place("South", vec![whole(2015, 20.0), undated(2016, 25.0), whole(2017, 5.0)]);
    let drawing = drawn(&of_kind(ChartKind::Stacked), &[north, south]);
    let (lower, upper) = (column(&drawing, (0, 0)).unwrap(), column(&drawing, (1, 0)).unwrap());
    assert!((upper.1 - lower.0).abs() < 5.0, "{upper:?} stands on {lower:?}");
    let heights = ((lower.1 - lower.0), (upper.1 - upper.0));
    assert!((heights.1 / heights.0 - 2.0 / 3.0).abs() < 0.02, "{heights:?}");
    let texts = texts(&drawing);
    assert!(texts.contains(&"50"), "the sum of 2015: {texts:?}");
    assert!(!texts.contains(&"40 ") && !texts.contains(&"65"), "no sum of 2016: {texts:?}");
    let said = texts.join(" ");
    assert!(said.contains("Beside the columns: what is not a whole year’s one value"), "{said}");
    assert!(said.contains("No totals, since some series has no value: 2016, 2017"), "{said}");
    let round = |tag| {
        let circle =
            |p: &&Primitive| p.point == Some(tag) && !matches!(p.shape, Shape::Text { .. });
        drawing.primitives.iter().filter(circle).count()
    };
    assert!(round((0, 2)) > 1 && round((1, 1)) > 1, "marks of a part-year and an undated value");
}

#[test]
fn what_would_be_counted_twice_is_never_stacked() {
    let points = || vec![whole(2015, 30.0), whole(2016, 40.0)];
    let part = |name: Option<&str>| {
        let mut one = series("Tidewatch", points());
        one.key.part = name.map(str::to_owned);
        one
    };
    let mut stock = place("South", points());
    stock.flow = Flow::Stock;
    let mut scoped = place("South", points());
    scoped.key.scope = Some("registered".to_owned());
    let rival = series("Stormwatch", points());
    let cases = [
        (vec![series("Tidewatch", points()), rival], Some("different sources may count")),
        (vec![part(None), part(Some("boats"))], Some("one of the series contains another")),
        (vec![place("North", points()), stock], Some("what there was on a day and what came")),
        (vec![place("North", points()), scoped], Some("different measures may count")),
        (vec![part(Some("boats")), part(Some("sheds"))], None),
        (vec![country("Norland", points()), country("Sudland", points())], None),
    ];
    for (all, why) in cases {
        let drawing = drawn(&of_kind(ChartKind::Stacked), &all);
        let said = texts(&drawing).join(" ");
        let (one, other) = (column(&drawing, (0, 0)).unwrap(), column(&drawing, (1, 0)).unwrap());
        if let Some(why) = why {
            assert!(said.contains(&format!("Not stacked: {why}")), "{why}: {said}");
            assert!((one.1 - other.1).abs() < 0.1, "{why}: side by side");
        } else {
            assert!(!said.contains("Not stacked"), "{said}");
            assert!(other.1 <= one.0 + 0.1, "{said}");
        }
    }
}

#[test]
fn panels_share_their_scales_and_have_labels_at_the_outer_axes_alone() {
    let names = ["Aland", "Beland", "Celand", "Deland", "Eland", "Feland"];
    let points = |at: usize| (2010..2016).map(move |year| whole(year, 10.0 * (at as f64 + 1.0)));
    let all: Vec<Series> =
        names.iter().enumerate().map(|(at, name)| country(name, points(at).collect())).collect();
    let spec = ChartSpec { panels: Some(Panels::Country), ..ChartSpec::default() };
    let drawing = drawn(&spec, &all);
    let texts = texts(&drawing);
    let count = |wanted: &str| texts.iter().filter(|text| **text == wanted).count();
    assert!(names.iter().all(|name| count(name) == 1), "{texts:?}");
    assert_eq!(count("2010"), 3, "below each column of panels: {texts:?}");
    assert_eq!(count("0"), 2, "left of each row: {texts:?}");
    assert_eq!(drawing.years.len(), 6 * 6);
    // The value 60 in the last panel stands as high over its zero as any axis tells.
    let mark = |tag| {
        let circle = |primitive: &Primitive| match primitive.shape {
            Shape::Circle { center, .. } if primitive.point == Some(tag) => Some(center),
            _ => None,
        };
        drawing.primitives.iter().find_map(circle).unwrap()
    };
    assert!((mark((0, 0))[1] - mark((1, 0))[1]) > 1.0, "10 lies below 20 in the panel beside");
    let step = mark((0, 0))[1] - mark((1, 0))[1];
    let other = mark((4, 0))[1] - mark((5, 0))[1];
    assert!((step - other).abs() < 0.2, "one scale: {step} {other}");
}

#[test]
fn panels_beyond_what_is_readable_are_counted() {
    let all: Vec<Series> = (0..40)
        .map(|at: i16| {
            let years = 2010..2012 + at % 7;
            country(&format!("Land {at}"), years.map(|year| whole(year, 5.0)).collect())
        })
        .collect();
    let spec = ChartSpec { panels: Some(Panels::Country), ..ChartSpec::default() };
    let drawing = drawn(&spec, &all);
    let shown = texts(&drawing).iter().filter(|text| text.starts_with("Land ")).count();
    assert!((12..=24).contains(&shown), "{shown}");
    let said = format!("Not shown: {} more panels with fewer values", 40 - shown);
    assert!(texts(&drawing).contains(&said.as_str()), "{said}");
    assert!(texts(&drawing).contains(&"Land 6"), "the fullest are kept");
    assert!(!texts(&drawing).contains(&"Land 0"));
}

#[test]
fn series_of_one_name_look_the_same_in_all_panels() {
    let of = |land: &str, source: &str| {
        let mut one = series(source, vec![whole(2010, 5.0), whole(2012, 6.0)]);
        one.key.country = Some(land.to_owned());
        one
    };
    let all = [of("Norland", "Tidewatch"), of("Sudland", "Stormwatch"), of("Sudland", "Tidewatch")];
    let spec = ChartSpec { panels: Some(Panels::Country), ..ChartSpec::default() };
    let drawing = drawn(&spec, &all);
    let fill = |tag| {
        let filled = |primitive: &Primitive| match primitive.shape {
            Shape::Circle { fill, .. } | Shape::Polygon { fill, .. }
                if primitive.point == Some(tag) =>
            {
                fill
            }
            _ => None,
        };
        drawing.primitives.iter().rev().find_map(filled)
    };
    assert_eq!(fill((0, 0)), fill((2, 0)));
    assert_ne!(fill((0, 0)), fill((1, 0)));
    let texts = texts(&drawing);
    assert_eq!(texts.iter().filter(|text| **text == "Tidewatch").count(), 1, "{texts:?}");
}

#[test]
fn a_table_has_years_down_and_says_what_a_value_covers() {
    let mut about = whole(2012, 700.0);
    about.qualifier = Qualifier::Approx;
    let one = series("Tidewatch", vec![half_year(2010, 40.0), about, undated(2018, 3.0)]);
    let other = series("Stormwatch", vec![whole(2011, 8.0), whole(2012, 9.0), whole(2012, 11.0)]);
    let drawing = drawn(&of_kind(ChartKind::Table), &[one, other]);
    let texts = texts(&drawing);
    for wanted in ["2010", "2012", "2013–2017", "≈700", "Jan–Jun", "no date", "Tidewatch", "–"]
    {
        assert!(texts.contains(&wanted), "{wanted}: {texts:?}");
    }
    let row = |year: &str| {
        let at = |primitive: &Primitive| match &primitive.shape {
            Shape::Text { text, position, .. } if text == year => Some(position[1]),
            _ => None,
        };
        drawing.primitives.iter().find_map(at).unwrap()
    };
    let [(value, bounds), (remark, _)] = tagged_texts(&drawing, (0, 0))[..] else {
        panic!("a value and what it covers")
    };
    assert_eq!((value, remark), ("40", "Jan–Jun"));
    assert!(bounds[1] < row("2010") && row("2010") < bounds[3] + 12.0, "in its row");
    assert_eq!(tagged_texts(&drawing, (1, 1))[0].0, "9");
    assert_eq!(tagged_texts(&drawing, (1, 2))[0].0, "11", "both values of one year");
    let [left, top, right, bottom] = bounds;
    let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
    assert_eq!(drawing.nearest(middle, 5.0), Some((0, 0)), "a cell can be pointed at");
}

#[test]
fn many_countries_of_one_year_are_ranked_and_the_lowest_are_counted() {
    let all: Vec<Series> = (0..90)
        .map(|at| country(&format!("Land {at}"), vec![whole(2015, f64::from(at) + 1.0)]))
        .collect();
    let drawing = drawn(&ChartSpec::default(), &all);
    let texts = texts(&drawing);
    assert!(texts.contains(&"Land 89") && !texts.contains(&"Land 0"), "{texts:?}");
    let rows = texts.iter().filter(|text| text.starts_with("Land ")).count();
    assert!(rows >= 20, "in several blocks: {rows}");
    let said = format!("Not shown: {} more with lower values", 90 - rows);
    assert!(texts.contains(&said.as_str()), "{texts:?}");
}

#[test]
fn of_very_many_series_a_few_stand_out_and_every_value_can_be_pointed_at() {
    let all: Vec<Series> = (0..200)
        .map(|at| {
            let value = |year: i16| f64::from(at) * 10.0 + f64::from(year % 7);
            let points = (1999..2024).map(|year| whole(year, value(year))).collect();
            country(&format!("Land {at}"), points)
        })
        .collect();
    let drawing = drawn(&ChartSpec::default(), &all);
    let texts = texts(&drawing);
    assert!(texts.contains(&"Land 199") && !texts.contains(&"Land 20"), "{texts:?}");
    assert!(texts.contains(&"193 others"), "{texts:?}");
    let tags: std::collections::HashSet<_> =
        drawing.primitives.iter().filter_map(|primitive| primitive.point).collect();
    assert_eq!(tags.len(), 200 * 25);
    assert!(drawing.primitives.len() < 8000, "{}", drawing.primitives.len());
}

#[test]
fn what_nobody_checked_looks_different_where_something_was_checked() {
    let unchecked = |year, value| Point { checked: false, ..whole(year, value) };
    let dotted = |drawing: &Drawing| {
        let edge = |primitive: &&Primitive| {
            matches!(primitive.shape, Shape::Polyline { dash: Some(_), .. })
        };
        let tags = drawing.primitives.iter().filter(edge).filter_map(|primitive| primitive.point);
        tags.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    for kind in [ChartKind::Dots, ChartKind::Columns] {
        let some = series("Tidewatch", vec![whole(2010, 4.0), unchecked(2011, 5.0)]);
        assert_eq!(dotted(&drawn(&of_kind(kind), &[some])), [(0, 1)], "{kind:?}");
        let none = series("Tidewatch", vec![unchecked(2010, 4.0), unchecked(2011, 5.0)]);
        assert!(
            dotted(&drawn(&of_kind(kind), &[none])).is_empty(),
            "{kind:?}: a note alone says it"
        );
    }
}

#[test]
fn no_line_crosses_a_change_of_source_and_it_is_marked() {
    let early = series("Tidewatch", (2010..2014).map(|year| whole(year, 20.0)).collect());
    let mut late = series("Stormwatch", (2014..2018).map(|year| whole(year, 30.0)).collect());
    for (at, point) in late.points.iter_mut().enumerate() {
        point.attestations[0].figure = u32::try_from(at).unwrap() + 100;
    }
    let keys: Vec<SeriesKey> = vec![early.key.clone(), late.key.clone()];
    let set = SeriesSet { series: vec![early, late], ..SeriesSet::default() };
    let joined = set.joined(&[keys]).series;
    let drawing = drawn(&of_kind(ChartKind::Line), &joined);
    let palette = Theme::of(ThemeName::Light).palette;
    let lines = drawing.primitives.iter().filter_map(|primitive| match &primitive.shape {
        Shape::Polyline { points, color, .. }
            if primitive.point.is_none() && palette.contains(color) =>
        {
            Some(points.len())
        }
        _ => None,
    });
    assert_eq!(lines.collect::<Vec<_>>(), [4, 4]);
    let upright = drawing.primitives.iter().filter(|primitive| {
        matches!(&primitive.shape, Shape::Polyline { points, dash: Some(_), .. }
            if points.len() == 2 && points[0][0] == points[1][0] && primitive.point.is_none())
    });
    // One in the plot, and one before the note that explains it.
    assert_eq!(upright.count(), 2);
}

#[test]
fn the_years_that_are_asked_for_are_the_axis() {
    let points = (2005..2015).map(|year| whole(year, 5.0)).collect();
    let spec = ChartSpec { from: Some(2010), to: Some(2017), ..ChartSpec::default() };
    let drawing = drawn(&spec, &[series("Tidewatch", points)]);
    let years: Vec<i16> = drawing.years.iter().map(|band| band.year).collect();
    assert_eq!(years, (2010..=2017).collect::<Vec<_>>());
    assert!(drawing.primitives.iter().all(|one| one.point.is_none_or(|(_, at)| at >= 5)));
}

#[test]
fn the_latest_values_stand_in_order_with_year_and_source() {
    let mut range = whole(2014, 30.0);
    range.value_high = Some(52.0);
    let bound = Point { qualifier: Qualifier::AtLeast, ..whole(2016, 44.0) };
    let mut event = whole(2017, 900.0);
    event.standing = crate::series::Standing::Event;
    let mut unnamed = country("Telmark", vec![event]);
    (unnamed.key.source, unnamed.key.as_told_by) = (None, Some("Tidewatch".to_owned()));
    let all = [
        country("Brenmark", vec![whole(2015, 99.0), half_year(2016, 12.0)]),
        country("Karvenia", vec![range]),
        country("Orvany", vec![whole(2016, 20.0), bound, whole(2011, 70.0)]),
        unnamed,
    ];
    let drawing = drawn(&of_kind(ChartKind::Latest), &all);
    let told = texts(&drawing);
    let at = |word: &str| told.iter().position(|text| *text == word).unwrap_or(usize::MAX);
    let order = ["Karvenia", "Orvany", "Brenmark", "Telmark"].map(at);
    assert!(order.is_sorted() && order[3] < told.len(), "{told:?}");
    for shown in ["30–52", "≥44", "12", "900", "2016", "Jan–Jun", "not named", "Tidewatch"] {
        assert!(told.contains(&shown), "{shown}: {told:?}");
    }
    assert!(!told.contains(&"99") && !told.contains(&"70"), "only the latest: {told:?}");
    assert!(told.contains(&"20"), "what else is told for the same time is told too");
    let said = &drawing.description;
    assert!(said.contains("Not a ranking") && said.contains("years and sources differ"), "{said}");
    assert!(said.contains("At the end: what is not one year’s value"), "{said}");
    assert!(said.contains("Ranges stand by their upper end"), "{said}");
    assert!(!tagged_texts(&drawing, (1, 0)).is_empty(), "a cell leads to its sentence");
    let by_name = ChartSpec { order: CountryOrder::Name, ..of_kind(ChartKind::Latest) };
    let drawing = drawn(&by_name, &all);
    let told = texts(&drawing);
    let at = |word: &str| told.iter().position(|text| *text == word);
    assert!(["Brenmark", "Karvenia", "Orvany", "Telmark"].map(at).is_sorted(), "{told:?}");
}

#[test]
fn one_tall_row_among_many_takes_no_room_from_the_others() {
    let told = |count| (0..count).map(|at| whole(2016, 50.0 + f64::from(at))).collect();
    let mut all: Vec<Series> =
        (0..60).map(|at| country(&format!("Land {at:02}"), told(1))).collect();
    let shown = |all: &[Series]| {
        let drawing = drawn(&of_kind(ChartKind::Latest), all);
        texts(&drawing).iter().filter(|text| text.starts_with("Land ")).count()
    };
    let level = shown(&all);
    assert!(level >= 30, "{level} rows in two blocks");
    all.push(country("Tall Land", told(6)));
    let with_one = shown(&all);
    assert!(with_one + 7 >= level, "{with_one} rows instead of {level}");
}

#[test]
fn many_panels_have_pages_orders_and_scales_of_their_own() {
    let all: Vec<Series> = (0..45)
        .map(|at| {
            let high = f64::from(1000 - at * 10);
            country(&format!("Land {at:02}"), vec![whole(2015, 5.0), whole(2016, high)])
        })
        .collect();
    let spec = ChartSpec { panels: Some(Panels::Country), page: Some(1), ..ChartSpec::default() };
    let drawing = drawn(&spec, &all);
    let told = texts(&drawing);
    assert!(told.contains(&"Land 20") && told.contains(&"Land 39"), "{told:?}");
    assert!(!told.contains(&"Land 19") && !told.contains(&"Land 40"), "{told:?}");
    assert!(drawing.description.contains("Panels 21–40 of 45"), "{}", drawing.description);
    assert!(!drawing.description.contains("scale of its own"));
    let spec = ChartSpec { page: Some(9), order: CountryOrder::Latest, ..spec };
    let drawing = drawn(&spec, &all);
    assert!(texts(&drawing).contains(&"Land 44"), "after the last page there is none");
    let own = ChartSpec { own_scales: true, ..spec.clone() };
    let own = drawn(&own, &all);
    assert!(own.description.contains("Each panel has a scale of its own"));
    let labels = |drawing: &Drawing| texts(drawing).iter().filter(|text| **text == "0").count();
    assert!(labels(&own) > labels(&drawing), "each panel has its labels");
}

#[test]
fn one_picture_of_each_kind() {
    let mut range = whole(2014, 30.0);
    range.value_high = Some(52.0);
    let unchecked = Point { checked: false, ..whole(2017, 45.0) };
    let north = vec![whole(2015, 24.0), whole(2016, 31.0), unchecked, half_year(2018, 12.0)];
    let south = vec![range, whole(2016, 11.0), whole(2017, 16.0), undated(2018, 20.0)];
    let all = [place("North", north), place("South", south)];
    let size = Size { width: 960, height: 540 };
    for (name, kind, panels) in [
        ("line", ChartKind::Line, None),
        ("columns", ChartKind::Columns, None),
        ("stacked", ChartKind::Stacked, None),
        ("dots", ChartKind::Dots, None),
        ("table", ChartKind::Table, None),
        ("panels", ChartKind::Line, Some(Panels::Series)),
    ] {
        let spec = ChartSpec { kind, panels, size, ..ChartSpec::default() };
        insta::assert_snapshot!(format!("kind_{name}"), svg(&drawn(&spec, &all)));
    }
}

#[test]
fn notes_are_never_cut_off_but_counted() {
    let notes: Vec<String> = (0..30)
        .map(|at| format!("Note {at} tells of one thing and of another at some length"))
        .collect();
    let spec = ChartSpec { notes: notes.clone(), ..ChartSpec::default() };
    let drawing = drawn(&spec, &[series("Tidewatch", vec![whole(2010, 5.0)])]);
    let said = texts(&drawing).join(" ");
    let whole = notes.iter().filter(|note| said.contains(note.as_str())).count();
    assert!((2..30).contains(&whole), "{said}");
    assert!(said.contains(&format!("and {} more notes in the file’s description", 30 - whole)));
    assert!(!said.contains('…'), "{said}");
    assert!(notes.iter().all(|note| drawing.description.contains(note.as_str())));
}

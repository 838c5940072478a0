//! What every chart must be, whatever it shows: asserted on the recorded primitives.

use super::made::{half_year, series, undated, whole};
use super::*;
use crate::figures::{Coverage, Flow, Period, Qualifier, Unit};
use crate::series::{Point, Series, Standing};
use jiff::civil::date;
use proptest::prelude::*;

fn drawn(series: &[Series]) -> Drawing {
    draw(&ChartSpec::default(), series, &Subject::default())
}

pub(super) fn texts(drawing: &Drawing) -> Vec<(&str, [f32; 4], f32)> {
    let text = |primitive| match primitive {
        &Primitive { shape: Shape::Text { ref text, bounds, size, .. }, .. } => {
            Some((text.as_str(), bounds, size))
        }
        _ => None,
    };
    drawing.primitives.iter().filter_map(text).collect()
}

pub(super) fn has_text(drawing: &Drawing, wanted: &str) -> bool {
    texts(drawing).iter().any(|(text, _, _)| *text == wanted)
}

/// The polylines that join points: those of more than hair's width in a series' colour, untagged.
fn series_lines(drawing: &Drawing) -> Vec<usize> {
    let palette = Theme::of(ThemeName::Light).palette;
    let line = |primitive: &Primitive| match &primitive.shape {
        Shape::Polyline { points, color, .. }
            if primitive.point.is_none() && palette.contains(color) =>
        {
            Some(points.len())
        }
        _ => None,
    };
    drawing.primitives.iter().filter_map(line).collect()
}

fn bounds_of(shape: &Shape) -> [f32; 4] {
    let around = |points: &[[f32; 2]], by: f32| {
        points.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |b, p| {
            [b[0].min(p[0] - by), b[1].min(p[1] - by), b[2].max(p[0] + by), b[3].max(p[1] + by)]
        })
    };
    match shape {
        Shape::Polyline { points, width, .. } => around(points, width / 2.0),
        Shape::Polygon { points, .. } => around(points, 0.0),
        Shape::Circle { center, radius, .. } => around(&[*center], *radius),
        Shape::Text { bounds, .. } | Shape::Image { bounds, .. } => *bounds,
    }
}

fn is_slide(drawing: &Drawing) -> bool {
    draw::is_slide(Size { width: drawing.width, height: drawing.height })
}

/// What no chart may do, for any series.
pub(super) fn check(drawing: &Drawing) -> Result<(), TestCaseError> {
    let (width, height) = (drawing.width as f32, drawing.height as f32);
    for primitive in &drawing.primitives {
        let [left, top, right, bottom] = bounds_of(&primitive.shape);
        prop_assert!(
            left >= -0.1 && top >= -0.1 && right <= width + 0.1 && bottom <= height + 0.1,
            "leaves the picture: {:?}",
            primitive.shape
        );
    }
    let texts = texts(drawing);
    // 3.9 % of the shorter side, which notes and source line alone give up, before words are lost.
    let (usual, least) = (0.038 * width.min(height), 0.027 * width.min(height));
    let chart = texts.iter().filter(|(_, _, size)| *size >= usual).map(|(_, place, _)| place[3]);
    let foot = chart.fold(0.0, f32::max);
    for (at, (text, a, size)) in texts.iter().enumerate() {
        prop_assert!(*size >= least, "{text:?} is set too small: {size}");
        let may_be_small = !is_slide(drawing) || a[1] >= foot;
        prop_assert!(*size >= usual || may_be_small, "{text:?} is set too small: {size}");
        for (other, b, _) in &texts[at + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            prop_assert!(apart, "{text:?} {a:?} and {other:?} {b:?} overlap");
        }
    }
    Ok(())
}

#[test]
fn whole_years_on_end_are_joined_and_a_missing_year_breaks_the_line() {
    let years = [2010, 2011, 2012, 2014, 2015, 2018];
    let points = years.iter().map(|year| whole(*year, f64::from(*year - 2000))).collect();
    let drawing = drawn(&[series("Tidewatch", points)]);
    assert_eq!(series_lines(&drawing), [3, 2], "2018 stands alone");
}

#[test]
fn no_line_enters_a_part_year_an_undated_or_a_contested_value() {
    let mut contested = [whole(2014, 14.0), whole(2014, 41.0)];
    for point in &mut contested {
        point.contested = true;
    }
    let mut points = vec![
        whole(2009, 9.0),
        whole(2010, 10.0),
        whole(2011, 11.0),
        half_year(2012, 6.0),
        whole(2013, 13.0),
    ];
    points.extend(contested);
    points.extend([whole(2015, 15.0), undated(2016, 16.0), whole(2017, 17.0)]);
    let drawing = drawn(&[series("Tidewatch", points)]);
    assert_eq!(series_lines(&drawing), [3]);
    let notes: Vec<&str> = texts(&drawing).into_iter().map(|(text, _, _)| text).collect();
    let all = notes.join(" ");
    assert!(all.contains("Part of a year: Jan–Jun 2012"), "{all}");
    assert!(all.contains("No date given, 2016 report"), "{all}");
    assert!(all.contains("Told differently: 14 or 41 (2014)"), "{all}");
    assert!(drawing.description.contains("Jan–Jun 2012: 6"), "{}", drawing.description);
}

#[test]
fn no_line_joins_what_no_source_is_named_for() {
    let mut one = series("", (2010..2016).map(|year| whole(year, 5.0)).collect());
    one.key.source = None;
    one.key.as_told_by = Some("Lantern".to_owned());
    let spec = ChartSpec { kind: ChartKind::Line, ..ChartSpec::default() };
    assert!(series_lines(&draw(&spec, &[one], &Subject::default())).is_empty());
}

#[test]
fn a_few_years_on_end_of_one_series_are_columns_from_zero() {
    let points = vec![whole(2015, 120.0), half_year(2016, 80.0), undated(2017, 200.0)];
    let drawing = drawn(&[series("Tidewatch", points)]);
    let bottoms: Vec<f32> = (0..3)
        .map(|at| {
            let tagged = drawing.primitives.iter().filter(|p| p.point == Some((0, at)));
            let polygons = tagged.filter(|p| matches!(p.shape, Shape::Polygon { .. }));
            polygons.map(|p| bounds_of(&p.shape)[3]).fold(f32::MIN, f32::max)
        })
        .collect();
    assert!(bottoms.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.1), "{bottoms:?}");
    let heights: Vec<f32> = (0..3)
        .map(|at| {
            let tagged = drawing.primitives.iter().filter(|p| p.point == Some((0, at)));
            let polygons = tagged.filter(|p| matches!(p.shape, Shape::Polygon { .. }));
            polygons.map(|p| bounds_of(&p.shape)[1]).fold(f32::MAX, f32::min)
        })
        .map(|top| bottoms[0] - top)
        .collect();
    assert!((heights[0] / heights[2] - 0.6).abs() < 0.01, "{heights:?}");
    assert!((heights[1] / heights[2] - 0.4).abs() < 0.01, "{heights:?}");
    assert!(["120", "80", "200"].iter().all(|label| has_text(&drawing, label)));
}

#[test]
fn bounds_and_ranges_are_written_and_drawn() {
    let mut points = vec![whole(2010, 17.0), whole(2013, 50_000.0), whole(2019, 60_000.0)];
    points[0].qualifier = Qualifier::AtLeast;
    points[1].qualifier = Qualifier::Approx;
    points[2].qualifier = Qualifier::Range;
    points[2].value_high = Some(100_000.0);
    let drawing = drawn(&[series("Tidewatch", points)]);
    for label in ["≥17", "≈50,000", "60,000–100,000", "At least", "≈ about", "Range, as told"]
    {
        assert!(has_text(&drawing, label), "{label}");
    }
    let whisker = drawing.primitives.iter().any(|primitive| {
        matches!(&primitive.shape, Shape::Polyline { points, .. } if points.len() == 2)
            && primitive.point == Some((0, 2))
    });
    assert!(whisker);
}

#[test]
fn an_average_over_unknown_years_is_told_but_not_placed() {
    let average = Point { standing: Standing::Average, ..undated(2016, 600.0) };
    let drawing = drawn(&[series("Tidewatch", vec![whole(2015, 20.0), average])]);
    assert!(has_text(
        &drawing,
        "Not placed, since no years are told: an average of 600 (2016 report)"
    ));
    assert!(drawing.primitives.iter().all(|primitive| primitive.point != Some((0, 1))));
}

#[test]
fn a_chart_is_the_same_picture_at_every_size() {
    let points = vec![whole(2010, 17.0), half_year(2013, 50.0), whole(2019, 60.0)];
    let all = [series("Tidewatch", points.clone()), series("Stormwatch", points)];
    let large = ChartSpec { size: Size { width: 3840, height: 2160 }, ..ChartSpec::default() };
    let large = draw(&large, &all, &Subject::default());
    let small = drawn(&all);
    assert_eq!(small.primitives.len(), large.primitives.len());
    for (small, large) in small.primitives.iter().zip(&large.primitives) {
        assert_eq!(small.point, large.point);
        let pairs = bounds_of(&small.shape).into_iter().zip(bounds_of(&large.shape));
        for (small, large) in pairs {
            assert!((small * 2.0 - large).abs() < 0.01, "{small} {large}");
        }
    }
    assert_eq!(svg(&small), svg(&drawn(&all)), "byte for byte");
}

#[test]
fn every_point_can_be_found_by_its_mark() {
    let points = |add: f64| vec![whole(2010, 5.0 + add), whole(2013, 9.0), half_year(2019, 7.0)];
    let all = [series("Tidewatch", points(0.0)), series("Stormwatch", points(1.0))];
    let drawing = drawn(&all);
    for at in 0..2 {
        for point in 0..3 {
            let mark = drawing.primitives.iter().rfind(|primitive| {
                primitive.point == Some((at, point))
                    && !matches!(primitive.shape, Shape::Text { .. })
            });
            let [left, top, right, bottom] = bounds_of(&mark.unwrap().shape);
            let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
            assert_eq!(drawing.nearest(middle, 6.0), Some((at, point)));
        }
    }
}

#[test]
fn a_year_without_a_value_can_be_pointed_at() {
    let drawing = drawn(&[series("Tidewatch", vec![whole(2010, 5.0), whole(2013, 9.0)])]);
    let years: Vec<i16> = drawing.years.iter().map(|band| band.year).collect();
    assert_eq!(years, [2010, 2011, 2012, 2013]);
    let [left, top, right, bottom] = drawing.years[1].bounds;
    let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
    assert_eq!(drawing.year_at(middle), Some(2011));
    assert_eq!(drawing.year_at([left, top - 5.0]), None);
    let mark = drawing.primitives.iter().find(|one| one.point == Some((0, 1))).unwrap();
    let [left, _, right, _] = bounds_of(&mark.shape);
    let last = drawing.years[3].bounds;
    assert!(last[0] <= left && right <= last[2], "{last:?} {left} {right}");
}

#[test]
fn series_are_chosen_by_key_and_keep_their_indices() {
    let all =
        [series("Tidewatch", vec![whole(2010, 5.0)]), series("Stormwatch", vec![whole(2010, 7.0)])];
    let spec = ChartSpec { series: vec![all[1].key.clone()], ..ChartSpec::default() };
    let drawing = draw(&spec, &all, &Subject::default());
    let tags: std::collections::BTreeSet<_> =
        drawing.primitives.iter().filter_map(|primitive| primitive.point).collect();
    assert_eq!(tags.into_iter().collect::<Vec<_>>(), [(1, 0)]);
    assert!(drawing.title.contains("Storm damages in Norland"), "{}", drawing.title);
}

#[test]
fn nothing_to_show_is_said() {
    assert!(has_text(&drawn(&[]), "No figures to show"));
}

#[test]
fn the_picture_is_a_png_of_its_size() {
    let spec = ChartSpec { size: Size { width: 640, height: 360 }, ..ChartSpec::default() };
    let all = [series("Tidewatch", vec![whole(2010, 5.0)])];
    let drawing = draw(&spec, &all, &Subject::default());
    let picture = png(&drawing, Print::default()).unwrap();
    assert_eq!(picture[1..4], *b"PNG");
    let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (640, 360));
}

fn any_point() -> impl Strategy<Value = Point> {
    let value = prop_oneof![Just(0.0), 0.0..50.0_f64, 0.0..1e9_f64, -1e4..1e4_f64];
    (1960_i16..2024, value, 0_u8..6, 0_u8..5, 1.0..3.0_f64).prop_map(
        |(year, value, standing, bound, factor)| {
            let value = value.round();
            let mut point = whole(year, value);
            let (standing, period) = match standing {
                0 | 1 => (Standing::Whole, point.period),
                2 => (Standing::PartYear, half_year(year, value).period),
                3 => (Standing::Undated, Period::default()),
                4 => {
                    let day = date(year, 12, 17);
                    let (start, end) = (Some(day), Some(day));
                    (Standing::Event, Period { start, end, coverage: Coverage::Event })
                }
                _ => {
                    let start = Some(date(year - 6, 1, 1));
                    let coverage = Coverage::MultiYear;
                    (Standing::MultiYear, Period { start, end: point.period.end, coverage })
                }
            };
            point.standing = standing;
            point.period = period;
            point.checked = factor > 1.5;
            point.qualifier = match bound {
                0 => Qualifier::Approx,
                1 => Qualifier::AtLeast,
                2 => Qualifier::AtMost,
                3 => Qualifier::Range,
                _ => Qualifier::Exact,
            };
            if bound == 3 && value > 0.0 {
                point.value_high = Some((value * factor).round());
            }
            point
        },
    )
}

pub(super) fn any_series() -> impl Strategy<Value = Series> {
    let name = prop_oneof![
        "[A-Z][a-z]{2,12}( [a-z]{1,12}){0,12}",
        "[А-Яа-яӘІҢҒҮҰҚӨҺ]{1,30}( [а-яәіңғүұқөһ]{1,14}){0,6}",
        "\\PC{1,60}",
    ];
    let country = "Nor|Sud|[A-Z][a-z]{3,20}( [a-z]{1,12}){0,4}";
    (name, country, prop::collection::vec(any_point(), 1..40), any::<bool>()).prop_map(
        |(name, country, mut points, stock)| {
            points.sort_by_key(|point| point.year);
            let mut one = series(&name, points);
            one.key.country = Some(country);
            one.flow = if stock { Flow::Stock } else { Flow::Flow };
            one
        },
    )
}

pub(super) fn any_spec() -> impl Strategy<Value = ChartSpec> {
    let kind = prop_oneof![
        Just(ChartKind::Auto),
        Just(ChartKind::Line),
        Just(ChartKind::Columns),
        Just(ChartKind::Stacked),
        Just(ChartKind::Dots),
        Just(ChartKind::Table)
    ];
    let panels = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Panels::Country)),
        1 => Just(Some(Panels::Source)),
        1 => Just(Some(Panels::Series))
    ];
    let size = prop_oneof![
        Just(Size { width: 1920, height: 1080 }),
        Just(Size { width: 1440, height: 1080 }),
        Just(Size { width: 1080, height: 1080 }),
        Just(Size { width: 900, height: 1600 }),
        Just(Size { width: 3000, height: 1000 })
    ];
    let title = prop_oneof![Just(None), "\\PC{0,300}".prop_map(Some)];
    let notes = prop::collection::vec("[a-z ]{0,120}", 0..4);
    (kind, panels, size, title.clone(), title, notes).prop_map(
        |(kind, panels, size, title, source_line, notes)| {
            let spec = ChartSpec::default();
            ChartSpec { kind, panels, title, source_line, notes, size, ..spec }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_or_leaves_the_picture(
        spec in any_spec(), all in prop::collection::vec(any_series(), 1..13), percent in any::<bool>(),
    ) {
        let mut all = all;
        if percent {
            for one in &mut all {
                one.key.unit = Unit::Percent;
            }
        }
        check(&draw(&spec, &all, &Subject::default()))?;
    }

    #[test]
    fn one_value_or_equal_values_are_charts_too(value in -1e9..1e9_f64, count in 1_usize..60) {
        let points = (0..count).map(|at| whole(1960 + i16::try_from(at).unwrap(), value)).collect();
        check(&drawn(&[series("Tidewatch", points)]))?;
    }
}

#[test]
fn a_note_says_what_is_restated_and_what_is_only_repeated() {
    let told =
        |value, report| Point { contested: true, first_told: Some(report), ..whole(2018, value) };
    let mut one = series("Tidewatch", vec![told(25.0, 2019), told(27.0, 2020)]);
    let figure = one.points[0].attestations[0];
    one.repeated = vec![crate::series::Repeated { figure, from: 2019 }];
    let drawing = drawn(&[one]);
    let notes: Vec<&str> = texts(&drawing).into_iter().map(|(text, _, _)| text).collect();
    let all = notes.join(" ");
    let restated = "25 in the 2019 report or 27 in the 2020 report, restated (2018)";
    assert!(all.contains(restated), "{all}");
    assert!(all.contains("1 value repeated from the 2019 report is not drawn"), "{all}");
}

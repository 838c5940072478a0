use super::*;
use crate::charts::made::{half_year, series, undated, whole};
use crate::charts::{ChartKind, Panels, draw};

fn grid(spec: &ChartSpec, all: &[Series]) -> Grid {
    let subject = Subject::default();
    Grid::new(spec, all, &subject, &draw(spec, all, &subject))
}

fn names(panel: &Panel) -> Vec<&str> {
    panel.columns.iter().map(|column| column.name.as_str()).collect()
}

#[test]
fn what_is_no_whole_year_stands_in_a_column_of_its_own() {
    let points = vec![whole(2011, 5.0), whole(2012, 7.0), half_year(2014, 3.0), undated(2015, 9.0)];
    let one = grid(&ChartSpec::default(), &[series("Tidewatch", points)]);
    let panel = &one.panels[0];
    assert_eq!(panel.years, [2011, 2012, 2013, 2014, 2015]);
    assert_eq!(
        names(panel),
        ["Tidewatch", "Tidewatch, part of a year", "Tidewatch, no date given"]
    );
    let values: Vec<Vec<Option<f64>>> = panel
        .columns
        .iter()
        .map(|column| column.cells.iter().map(|cell| Some(cell.as_ref()?.value)).collect())
        .collect();
    assert_eq!(values[0], [Some(5.0), Some(7.0), None, None, None]);
    assert_eq!(values[1], [None, None, None, Some(3.0), None]);
    assert_eq!(values[2], [None, None, None, None, Some(9.0)]);
    let years: Vec<i16> = one.cells().iter().map(|(year, _, _)| *year).collect();
    assert_eq!(years, [2011, 2012, 2014, 2015]);
}

#[test]
fn both_ends_of_a_range_and_both_values_of_a_year_are_there() {
    let mut range = whole(2012, 60.0);
    range.value_high = Some(100.0);
    let mut rivals = [whole(2014, 5.0), whole(2014, 7.0)];
    for rival in &mut rivals {
        rival.contested = true;
    }
    let points = [vec![range], rivals.to_vec()].concat();
    let one = grid(&ChartSpec::default(), &[series("Tidewatch", points)]);
    assert_eq!(
        names(&one.panels[0]),
        ["Tidewatch, lower end", "Tidewatch, higher end", "Tidewatch", "Tidewatch, also told"]
    );
    let high = one.panels[0].columns[1].cells[0].as_ref().unwrap();
    assert_eq!((high.value, high.low), (100.0, Some(60.0)));
    assert_eq!(one.cells().len(), 3, "a range is one value");
}

#[test]
fn labels_of_marks_close_above_one_another_keep_away_from_each_other() {
    let spec = ChartSpec { kind: ChartKind::Dots, ..ChartSpec::default() };
    let told = |values: [f64; 3]| {
        let points =
            values.into_iter().map(|value| Point { contested: true, ..whole(2017, value) });
        let all = [whole(2011, 100.0)].into_iter().chain(points).collect();
        let mut one = grid(&spec, &[series("Tidewatch", all)]);
        for cell in one.panels[0].columns.iter_mut().filter_map(|column| column.cells[6].as_mut()) {
            cell.label = Some(LabelSide::Left);
        }
        sides::keep_to_their_marks(&mut one.panels[0].columns, one.axis);
        let cells = one.panels[0].columns.iter().filter_map(|column| column.cells[6].clone());
        cells.map(|cell| (cell.value, cell.label)).collect::<Vec<_>>()
    };
    let close = told([50.0, 42.0, 90.0]);
    assert!(close.contains(&(42.0, Some(LabelSide::Below))), "{close:?}");
    assert!(close.contains(&(50.0, Some(LabelSide::Above))), "{close:?}");
    assert!(close.contains(&(90.0, Some(LabelSide::Above))), "{close:?}");
    let between = told([50.0, 42.0, 46.0]);
    assert!(between.contains(&(46.0, Some(LabelSide::Right))), "{between:?}");
}

#[test]
fn lines_join_only_years_on_end_of_a_named_source() {
    let spec = ChartSpec { kind: ChartKind::Line, ..ChartSpec::default() };
    let points = || vec![whole(2011, 5.0), whole(2012, 7.0), whole(2014, 3.0)];
    let joined = |one: &Series| -> Vec<bool> {
        let grid = grid(&spec, std::slice::from_ref(one));
        grid.panels[0].columns[0].cells.iter().flatten().map(|cell| cell.joined).collect()
    };
    let told = series("Tidewatch", points());
    assert_eq!(joined(&told), [false, true, false]);
    let mut nobody = told;
    nobody.key.source = None;
    assert_eq!(joined(&nobody), [false, false, false]);
}

#[test]
fn a_kind_of_time_is_named_once() {
    let mut one = series("Tidewatch", vec![whole(2011, 5.0)]);
    one.points[0].standing = Standing::Event;
    one.key.aggregation = crate::figures::Aggregation::Event;
    let mut other = one.clone();
    other.key.aggregation = crate::figures::Aggregation::Total;
    other.points = vec![whole(2011, 4.0)];
    let panel = &grid(&ChartSpec::default(), &[one, other]).panels[0];
    assert!(names(panel).iter().all(|name| name.matches("one event").count() <= 1));
}

#[test]
fn small_multiples_have_a_panel_each_on_the_same_years() {
    let mut other = series("Tidewatch", vec![whole(2015, 1.0)]);
    other.key.country = Some("Sudland".to_owned());
    let all = [series("Tidewatch", vec![whole(2011, 5.0)]), other];
    let spec = ChartSpec { panels: Some(Panels::Country), ..ChartSpec::default() };
    let one = grid(&spec, &all);
    let panels: Vec<(&str, usize)> =
        one.panels.iter().map(|panel| (panel.name.as_str(), panel.years.len())).collect();
    assert_eq!(panels, [("Norland", 5), ("Sudland", 5)]);
}

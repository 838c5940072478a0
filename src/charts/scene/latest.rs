//! The latest value of each series, and the order and the pages of many.

use super::{Scene, Shown, panels::Panel};
use crate::charts::spec::{ChartSpec, CountryOrder};
use crate::series::{Point, Series, Standing};
use std::cmp::{Ordering, Reverse};

/// So many panels stand on a page, where there are pages.
pub const PANELS_A_PAGE: usize = 20;

/// So many rows of latest values stand on a page: as many as have room one below another with all
/// notes, so that none is on no page.
pub const ROWS_A_PAGE: usize = 15;

/// So many rows or panels have room in the usual size of letters.
const FEW: usize = 8;

/// How much smaller all is drawn where there are more.
const DENSE: f64 = 1.75;

/// Which part of many things is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The first of them.
    pub from: usize,
    /// The one after the last.
    pub to: usize,
    /// How many there are.
    pub of: usize,
}

impl Page {
    /// The page with that number, or the last one there is.
    pub fn new(number: usize, size: usize, of: usize) -> Self {
        let last = of.saturating_sub(1) / size.max(1);
        let from = number.min(last) * size;
        Self { from, to: (from + size).min(of), of }
    }
}

/// How many pages the panels or the rows of a chart fill.
pub fn pages(spec: &ChartSpec, series: &[Series]) -> usize {
    let whole = ChartSpec { page: None, ..spec.clone() };
    let scene = Scene::new(&whole, series);
    let (things, size) = if scene.is_latest {
        (scene.shown.len(), ROWS_A_PAGE)
    } else {
        (scene.panels.len(), PANELS_A_PAGE)
    };
    things.div_ceil(size).max(1)
}

/// Leaves of a series the latest value alone, or the values that are told for the same time. What
/// counts a year stands before what does not, and a year's end before its middle.
pub fn keep_latest(shown: &mut Shown<'_>) {
    let rank = |point: &Point| {
        let fills = point.standing.fills_year();
        (is_of_a_year(point), point.year, fills, point.period.end)
    };
    let Some(latest) = shown.points.iter().map(|(_, point)| rank(point)).max() else { return };
    shown.points.retain(|(_, point)| rank(point) == latest);
}

/// Whether a value is a year's, or of a part of it, and can stand in an order with others.
pub fn is_of_a_year(point: &Point) -> bool {
    matches!(point.standing, Standing::Whole | Standing::PartYear | Standing::Undated)
}

/// The highest of a series' latest values; what is no year's value has none.
fn top(one: &Shown<'_>) -> Option<f64> {
    let mut latest = one.clone();
    keep_latest(&mut latest);
    let years = latest.points.iter().filter(|(_, point)| is_of_a_year(point));
    years.map(|(_, point)| point.top()).max_by(f64::total_cmp)
}

fn downwards(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Orders the series of a table of latest values. `counts` are all their values, by their indices.
pub fn order_rows(shown: &mut [Shown<'_>], order: CountryOrder) {
    shown.sort_by(|a, b| a.name.cmp(&b.name));
    match order {
        CountryOrder::Name => {}
        CountryOrder::Points => shown.sort_by_key(|one| Reverse(one.series.points.len())),
        CountryOrder::Latest | CountryOrder::Fitting => {
            shown.sort_by(|a, b| downwards(top(a), top(b)));
        }
    }
}

impl Scene<'_> {
    /// Orders the panels; they stand by name, or in the order of their series, before.
    pub(super) fn order_panels(&mut self, order: CountryOrder) {
        let shown = &self.shown;
        let members = |panel: &Panel| -> Vec<&Shown<'_>> {
            panel.members.iter().filter_map(|at| shown.get(*at)).collect()
        };
        match order {
            CountryOrder::Fitting => {}
            CountryOrder::Name => self.panels.sort_by(|a, b| a.title.cmp(&b.title)),
            CountryOrder::Latest => {
                let highest = |panel: &Panel| {
                    members(panel).into_iter().filter_map(top).max_by(f64::total_cmp)
                };
                self.panels.sort_by(|a, b| downwards(highest(a), highest(b)));
            }
            CountryOrder::Points => {
                let count = |panel: &Panel| -> usize {
                    members(panel).iter().map(|one| one.points.len()).sum()
                };
                self.panels.sort_by_key(|panel| Reverse(count(panel)));
            }
        }
    }

    /// Shows one page of the panels, and says which.
    pub(super) fn turn_to(&mut self, number: usize) {
        if self.panels.len() <= PANELS_A_PAGE {
            return;
        }
        let page = Page::new(number, PANELS_A_PAGE, self.panels.len());
        let kept = self.panels.get(page.from..page.to).unwrap_or_default().to_vec();
        self.show_panels(kept);
        self.remarks.push(format!("Panels {}–{} of {}", page.from + 1, page.to, page.of));
    }

    /// Makes room for many rows of latest values, and for the pages and scales of many panels.
    pub(super) fn set_density(&mut self, spec: &ChartSpec) {
        let rows = self.is_latest && self.shown.len() > FEW;
        let paged = self.own_scales || spec.page.is_some();
        if rows || paged && self.panels.len() > FEW {
            self.density = DENSE;
        }
    }

    /// Shows these panels and the series in them alone.
    pub(super) fn show_panels(&mut self, kept: Vec<Panel>) {
        let mut shown = Vec::new();
        self.panels.clear();
        for panel in kept {
            let members = panel.members.iter().filter_map(|at| self.shown.get(*at)).cloned();
            let from = shown.len();
            shown.extend(members);
            self.panels.push(Panel { members: (from..shown.len()).collect(), ..panel });
        }
        self.shown = shown;
    }

    /// Makes this the latest value of each series, in order.
    pub(super) fn make_latest(&mut self, order: CountryOrder, page: Option<usize>) {
        order_rows(&mut self.shown, order);
        self.shown.retain(|one| !one.points.is_empty());
        for one in &mut self.shown {
            keep_latest(one);
        }
        let points = || self.shown.iter().flat_map(|one| &one.points).map(|(_, point)| *point);
        let apart = points().any(|point| !is_of_a_year(point));
        let ranges = points().any(|point| point.value_high.is_some());
        let by_value = matches!(order, CountryOrder::Fitting | CountryOrder::Latest);
        if by_value && apart {
            self.remarks.push("At the end: what is not one year’s value".to_owned());
        }
        if by_value && ranges {
            self.remarks.push("Ranges stand by their upper end".to_owned());
        }
        if let Some(number) = page.filter(|_| self.shown.len() > ROWS_A_PAGE) {
            let page = Page::new(number, ROWS_A_PAGE, self.shown.len());
            self.shown = self.shown.get(page.from..page.to).unwrap_or_default().to_vec();
            self.remarks.push(format!("Rows {}–{} of {}", page.from + 1, page.to, page.of));
        }
        self.is_latest = true;
    }
}

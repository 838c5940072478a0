//! From series to the record of a drawn chart.

use super::drawing::Drawing;
use super::spec::{ChartSpec, Subject};
use crate::series::Series;

/// Draws the series as `spec` asks. The points that primitives are tagged with are indices into
/// `series`, also where `spec` shows only some of them or in another order.
///
/// Pure and deterministic: the same input gives the same record.
pub fn draw(spec: &ChartSpec, _series: &[Series], subject: &Subject<'_>) -> Drawing {
    let proposed = || subject.indicator.map_or(String::new(), |found| found.name.clone());
    Drawing {
        width: spec.size.width,
        height: spec.size.height,
        primitives: Vec::new(),
        description: String::new(),
        title: spec.title.clone().unwrap_or_else(proposed),
    }
}

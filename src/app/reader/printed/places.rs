//! Which paragraphs stand on which printed page, and where a place of the text is printed.

use crate::report::{Offset, Report, Span};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The paragraphs of a report by the pages that they are printed on.
#[derive(Debug, Default)]
pub struct Places {
    blocks: BTreeMap<u32, Vec<usize>>,
}

/// How many bytes after a place its nearest word begins at most.
const NEAR: usize = 40;

impl Places {
    /// Looks through a report, in time linear in its lines.
    pub fn new(report: &Report) -> Self {
        let mut blocks: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, block) in report.blocks.iter().enumerate() {
            for origin in report.origins.within(block.span) {
                let Some(page) = origin.page else { continue };
                let on_page = blocks.entry(page).or_default();
                if on_page.last() != Some(&index) {
                    on_page.push(index);
                }
            }
        }
        Self { blocks }
    }

    /// The first and the last page that the report has words on.
    pub fn pages(&self) -> Option<RangeInclusive<u32>> {
        let (first, _) = self.blocks.first_key_value()?;
        let (last, _) = self.blocks.last_key_value()?;
        Some(*first..=*last)
    }

    /// The paragraphs that stand on a page, in the order of the text.
    pub fn blocks<'r>(&self, report: &'r Report, page: u32) -> impl Iterator<Item = Span> + 'r {
        let on_page = self.blocks.get(&page).cloned().unwrap_or_default();
        on_page.into_iter().filter_map(|index| Some(report.blocks.get(index)?.span))
    }

    /// The first place of the text that is printed at or below a height of a page, with the height
    /// of its line.
    pub fn first_below(&self, report: &Report, page: u32, y: f32) -> Option<(Offset, f32)> {
        self.blocks(report, page).find_map(|block| {
            let lines = rects_on(report, page, block);
            let [left, top, _, bottom] = *lines.iter().find(|[_, top, _, _]| *top >= y)?;
            let at = report.origins.at_point(page, left + 0.5, (top + bottom) / 2.0);
            Some((at.unwrap_or(block.start), top))
        })
    }
}

/// Where a range of the text is printed on a page, a rectangle for each line.
pub fn rects_on(report: &Report, page: u32, span: Span) -> Vec<[f32; 4]> {
    let rects = report.origins.rects_of(span).into_iter();
    rects.filter(|(on, _)| *on == page).map(|(_, rect)| rect).collect()
}

/// Where the word at a place, or the next one after it, is printed.
pub fn word_at(report: &Report, at: Offset) -> Option<(u32, [f32; 4])> {
    let rect = |len: usize| {
        let span = Span::new(at.get(), at.get() + len);
        report.origins.rects_of(span).into_iter().next()
    };
    let of_line = || {
        let origin = report.origins.at(at)?;
        Some((origin.page?, origin.rect?))
    };
    rect(1).or_else(|| rect(NEAR)).or_else(of_line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading;
    use crate::report::{DocumentName, Origin, Origins};

    /// Three paragraphs: two on page 4, the second of which goes on on page 5, and one on page 7.
    fn report() -> Report {
        let text = b"The mill burned down.\n\nNobody was hurt there.\n\nIt was built again.";
        let mut report = reading::read(text, &DocumentName::new("mill.txt")).unwrap();
        let mut origins = Origins::default();
        for (start, page, top) in [(0, 4, 100.0), (23, 4, 200.0), (34, 5, 50.0), (47, 7, 90.0)] {
            let rect = Some([70.0, top, 300.0, top + 12.0]);
            origins.push(start, Origin { page: Some(page), rect, ..Origin::default() });
        }
        report.origins = origins;
        report
    }

    #[test]
    fn paragraphs_are_known_by_page() {
        let report = report();
        let places = Places::new(&report);
        assert_eq!(places.pages(), Some(4..=7));
        let words = |page| -> Vec<&str> {
            places.blocks(&report, page).map(|span| span.of(&report.text)).collect()
        };
        assert_eq!(words(4), ["The mill burned down.", "Nobody was hurt there."]);
        assert_eq!(words(5), ["Nobody was hurt there."]);
        assert!(words(6).is_empty());
    }

    #[test]
    fn the_first_line_below_a_height_is_found() {
        let report = report();
        let places = Places::new(&report);
        let below = |page, y| places.first_below(&report, page, y);
        assert_eq!(below(4, 0.0), Some((Offset::new(0), 100.0)));
        assert_eq!(below(4, 101.0), Some((Offset::new(23), 200.0)));
        assert_eq!(below(5, 0.0), Some((Offset::new(34), 50.0)));
        assert_eq!(below(5, 60.0), None);
        assert_eq!(below(6, 0.0), None);
    }

    #[test]
    fn a_place_has_its_page() {
        let report = report();
        assert_eq!(word_at(&report, Offset::new(40)).map(|(page, _)| page), Some(5));
        assert_eq!(rects_on(&report, 4, Span::new(23, 46)), [[70.0, 200.0, 300.0, 212.0]]);
    }
}

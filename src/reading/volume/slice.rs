//! Cuts some of a report's blocks out as a text of their own, with all that points into it.

use crate::report::{Block, Offset, Origins, Report, Section, Span, Table};
use std::ops::Range;

/// Some blocks of a report as a text of their own.
#[derive(Debug, Default)]
pub struct Slice {
    pub text: String,
    pub blocks: Vec<Block>,
    pub outline: Vec<Section>,
    pub tables: Vec<Table>,
    pub origins: Origins,
}

/// Cuts ranges of blocks, which come in order and do not overlap, out of `report`.
pub fn cut(report: &Report, ranges: &[Range<usize>]) -> Slice {
    let mut slice = Slice::default();
    for range in ranges {
        slice.append(report, range.clone());
    }
    slice
}

/// Where a piece of the old text stands in the new one.
#[derive(Clone, Copy)]
struct Move {
    from: usize,
    to: usize,
}

impl Move {
    fn offset(self, at: Offset) -> usize {
        at.get().saturating_sub(self.from) + self.to
    }

    fn span(self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

impl Slice {
    fn append(&mut self, report: &Report, range: Range<usize>) {
        let blocks = report.blocks.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
        let whole = Span { start: first.span.start, end: last.span.end };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let moved = Move { from: whole.start.get(), to: self.text.len() };
        let first_block = self.blocks.len();
        self.text.push_str(whole.of(&report.text));
        let block = |block: &Block| Block { kind: block.kind, span: moved.span(block.span) };
        self.blocks.extend(blocks.iter().map(block));
        self.take_outline(report, whole, moved);
        self.take_tables(report, &range, first_block, moved);
        self.origins.append(&report.origins, whole, moved.to);
    }

    fn take_outline(&mut self, report: &Report, whole: Span, moved: Move) {
        let first = report.outline.partition_point(|s| s.heading.start < whole.start);
        let inside = report.outline.iter().skip(first);
        let inside = inside.take_while(|section| section.heading.start < whole.end);
        let section =
            |section: &Section| Section { heading: moved.span(section.heading), ..section.clone() };
        self.outline.extend(inside.map(section));
    }

    /// Takes the tables that lie wholly in a range of blocks.
    fn take_tables(&mut self, report: &Report, range: &Range<usize>, first: usize, moved: Move) {
        for table in &report.tables {
            let start = table.first_block as usize;
            let end = start + usize::from(table.rows);
            let Some(at) = start.checked_sub(range.start).filter(|_| end <= range.end) else {
                continue;
            };
            let Ok(first_block) = u32::try_from(first + at) else { continue };
            let mut table = table.clone();
            table.first_block = first_block;
            table.caption = table.caption.map(|caption| moved.span(caption));
            for cell in &mut table.cells {
                cell.span = moved.span(cell.span);
            }
            self.tables.push(table);
        }
    }
}

//! Tables without lines: rows that follow each other and whose cells stand below each other.

use crate::reading::draft::DraftBlock;
use crate::reading::tables::{DraftCell, DraftRow, TablePart};
use crate::report::BlockKind;

/// Fewer rows below each other are an accident.
const FEWEST_ROWS: usize = 2;
/// Cells that are nearer to each other than this, in points, stand in one column.
const NEAR: f32 = 3.0;

/// Left and right edge of a cell, in points.
type Edges = (f32, f32);

/// Makes tables of rows that have no table so far; their numbers begin at `first`. Rows of a table
/// of contents stay rows: their numbers are pages.
pub fn gather(blocks: &mut [DraftBlock], first: u32) {
    let loose = |block: &DraftBlock| block.kind == BlockKind::TableRow && block.table.is_none();
    let mut number = first;
    for run in blocks.chunk_by_mut(|a, b| loose(a) && loose(b)) {
        if run.len() < FEWEST_ROWS || is_contents(run) {
            continue;
        }
        let rows: Vec<Vec<Edges>> = run.iter().map(cells).collect();
        let columns = columns(&rows);
        let Some(places) = rows.iter().map(|row| places(row, &columns)).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        if columns.len() < 2 {
            continue;
        }
        for (row, (block, cells)) in (0_u16..).zip(run.iter_mut().zip(places)) {
            block.table = Some(TablePart::Row(DraftRow { table: number, row, head: false, cells }));
        }
        number += 1;
    }
}

/// Whether rows end in numbers that never fall, as pages do.
fn is_contents(run: &[DraftBlock]) -> bool {
    let page = |block: &DraftBlock| block.text().rsplit('\t').next()?.trim().parse::<u32>().ok();
    let pages: Vec<Option<u32>> = run.iter().map(page).collect();
    let numbers: Vec<u32> = pages.iter().copied().flatten().collect();
    numbers.len() + 1 >= pages.len() && numbers.len() > 1 && numbers.is_sorted()
}

/// The edges of a row's cells, in their order.
fn cells(block: &DraftBlock) -> Vec<Edges> {
    let mut cells: Vec<Edges> = Vec::new();
    for piece in &block.pieces {
        let Some([x0, x1]) = piece.place else { continue };
        match cells.last_mut().filter(|_| !piece.text.contains('\t')) {
            Some(cell) => cell.1 = cell.1.max(x1),
            None => cells.push((x0, x1)),
        }
    }
    cells
}

/// The columns that the cells of all rows make: what overlaps stands in one column.
fn columns(rows: &[Vec<Edges>]) -> Vec<Edges> {
    let mut all: Vec<Edges> = rows.iter().flatten().copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<Edges> = Vec::new();
    for (x0, x1) in all {
        match columns.last_mut().filter(|column| x0 < column.1 + NEAR) {
            Some(column) => column.1 = column.1.max(x1),
            None => columns.push((x0, x1)),
        }
    }
    columns
}

/// The column of each cell; nothing where two cells of a row would stand in one.
fn places(row: &[Edges], columns: &[Edges]) -> Option<Vec<DraftCell>> {
    let mut last = None;
    row.iter()
        .map(|(x0, _)| {
            let column = columns.partition_point(|column| column.0 <= *x0).checked_sub(1)?;
            let fresh = last.is_none_or(|last| last < column);
            last = Some(column);
            fresh.then_some(DraftCell::at(u16::try_from(column).ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Piece;

    /// A row of cells at the given left edges, each letter five points wide.
    fn row(cells: &[(f32, &str)]) -> DraftBlock {
        let pieces = cells.iter().enumerate().map(|(at, (x, words))| {
            let tab = if at == 0 { "" } else { "\t" };
            let width = 5.0 * f32::from(u8::try_from(words.len()).unwrap());
            let place = Some([*x, x + width]);
            Piece { text: format!("{tab}{words}"), place, ..Piece::default() }
        });
        DraftBlock::of(BlockKind::TableRow, pieces.collect())
    }

    fn placed(rows: &[&[(f32, &str)]]) -> Vec<Option<Vec<u16>>> {
        let mut blocks: Vec<DraftBlock> = rows.iter().map(|cells| row(cells)).collect();
        gather(&mut blocks, 1);
        let columns = |block: DraftBlock| match block.table? {
            TablePart::Row(row) => Some(row.cells.iter().map(|cell| cell.column).collect()),
            TablePart::Caption(_) => None,
        };
        blocks.into_iter().map(columns).collect()
    }

    #[test]
    fn cells_below_each_other_make_columns() {
        let aligned: &[&[(f32, &str)]] = &[
            &[(50.0, "Valley"), (150.0, "Wells"), (250.0, "Lamps")],
            &[(50.0, "Ulmar"), (155.0, "1,204"), (262.0, "7")],
            &[(50.0, "Vessen"), (262.0, "4")],
        ];
        assert_eq!(placed(aligned), [Some(vec![0, 1, 2]), Some(vec![0, 1, 2]), Some(vec![0, 2])]);
        let contents: &[&[(f32, &str)]] =
            &[&[(50.0, "Wells"), (250.0, "3")], &[(50.0, "Lamps"), (250.0, "9")]];
        assert_eq!(placed(contents), [None, None]);
        let across: &[&[(f32, &str)]] =
            &[&[(50.0, "One"), (90.0, "Two")], &[(50.0, "A long line over both"), (200.0, "x")]];
        assert_eq!(placed(across), [None, None]);
    }
}

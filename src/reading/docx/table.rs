//! Tables of a Word file: from cells as they are read to rows of drafts.

use super::body::Paragraph;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::tables::{DraftCell, DraftRow};

/// A table that is being read.
#[derive(Default)]
pub struct Table {
    /// Its rows so far; the last may be open.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Default)]
pub struct Row {
    /// Its cells so far; the last may be open.
    pub cells: Vec<Cell>,
    /// Whether it is repeated as a head on every page.
    pub head: bool,
    /// Columns that it leaves free at its start.
    pub before: u16,
}

/// A cell of a row.
#[derive(Default)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// How many columns it covers; 0 stands for one.
    pub columns: u16,
    /// Whether it is the lower part of the cell above.
    pub continues: bool,
}

/// A cell with more bytes than this that is alone in its row holds a text, not a datum.
const LONGEST_LONE: usize = 300;

impl Cell {
    /// Its words, paragraphs parted by spaces.
    fn words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        let texts: Vec<String> = self.paragraphs.iter().map(Paragraph::text).collect();
        for text in &texts {
            words.extend(text.split_whitespace());
        }
        words.join(" ")
    }
}

impl Table {
    /// Whether it is a frame around a text: it has one column.
    pub fn is_frame(&self) -> bool {
        self.rows.iter().all(|row| row.cells.len() <= 1)
    }

    /// All its paragraphs in order, without its shape.
    pub fn into_paragraphs(self) -> impl Iterator<Item = Paragraph> {
        let cells = self.rows.into_iter().flat_map(|row| row.cells);
        cells.flat_map(|cell| cell.paragraphs)
    }

    /// Its words as the paragraphs of an outer table's cell, one a row.
    pub fn into_cell(self) -> Vec<Paragraph> {
        let flat = |row: Row| {
            let words: Vec<String> = row.cells.iter().map(Cell::words).collect();
            let mut cells = row.cells.into_iter().flat_map(|cell| cell.paragraphs);
            let mut first = cells.next().unwrap_or_default();
            first.calls.extend(cells.flat_map(|paragraph| paragraph.calls));
            let origin = first.origin.clone();
            first.pieces = vec![Piece { text: words.join(" "), origin, ..Piece::default() }];
            first
        };
        self.rows.into_iter().map(flat).collect()
    }

    /// Its rows as table number `number`, with the notes that they call. A long text in a row of
    /// its own comes as paragraphs.
    pub fn into_rows(self, number: u32) -> Vec<Made> {
        let places = self.places();
        let mut made = Vec::new();
        for (index, (row, cells)) in self.rows.into_iter().zip(places).enumerate() {
            let words: Vec<String> = row.cells.iter().map(Cell::words).collect();
            if let [lone] = words.as_slice()
                && lone.len() > LONGEST_LONE
            {
                let paragraphs = row.cells.into_iter().flat_map(|cell| cell.paragraphs);
                made.extend(paragraphs.map(Made::Text));
                continue;
            }
            let paragraphs = || row.cells.iter().flat_map(|cell| &cell.paragraphs);
            let origin = paragraphs().next().map(|p| p.origin.clone()).unwrap_or_default();
            let calls = paragraphs().flat_map(|p| p.calls.iter().cloned()).collect();
            let kept = words.iter().zip(&cells).filter_map(|(words, cell)| cell.map(|_| words));
            let text = kept.map(String::as_str).collect::<Vec<_>>().join("\t");
            let row = DraftRow {
                table: number,
                row: u16::try_from(index).unwrap_or(u16::MAX),
                head: row.head,
                cells: cells.into_iter().flatten().collect(),
            };
            let piece = Piece { text, origin, ..Piece::default() };
            made.push(Made::Row(DraftBlock::row(vec![piece], row), calls));
        }
        made
    }

    /// Where the cells stand: none for one that is the lower part of the cell above.
    fn places(&self) -> Vec<Vec<Option<DraftCell>>> {
        let mut places: Vec<Vec<Option<DraftCell>>> = Vec::with_capacity(self.rows.len());
        // For each column, where in `places` the cell above it stands.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for row in &self.rows {
            let mut column = row.before;
            let mut cells = Vec::with_capacity(row.cells.len());
            for cell in &row.cells {
                let width = cell.columns.clamp(1, MOST_COLUMNS);
                let at = usize::from(column);
                let upper = above.get(at).copied().flatten();
                let joined = upper
                    .filter(|_| cell.continues && cell.words().is_empty())
                    .and_then(|(row, cell)| places.get_mut(row)?.get_mut(cell)?.as_mut());
                if let Some(upper) = joined {
                    upper.row_span = upper.row_span.saturating_add(1);
                    cells.push(None);
                } else {
                    let end = at + usize::from(width);
                    if above.len() < end {
                        above.resize(end, None);
                    }
                    let here = (places.len(), cells.len());
                    for slot in above.iter_mut().take(end).skip(at) {
                        *slot = Some(here);
                    }
                    cells.push(Some(DraftCell { column_span: width, ..DraftCell::at(column) }));
                }
                column = column.saturating_add(width).min(MOST_COLUMNS);
            }
            places.push(cells);
        }
        places
    }
}

/// More columns than this are no table's: a file may claim any width.
const MOST_COLUMNS: u16 = 1_000;

/// What a table was made into.
pub enum Made {
    /// A row, and the notes that it calls.
    Row(DraftBlock, Vec<String>),
    /// A paragraph of a text that fills a row.
    Text(Paragraph),
}

#[cfg(test)]
mod tests {
    use super::super::body::read;
    use super::super::styles::Styles;
    use crate::reading::tables::{DraftCell, TablePart};
    use crate::report::BlockKind;

    fn cell(look: &str, words: &str) -> String {
        format!("<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn merged_cells_and_notes_are_placed() {
        let note = "<w:tc><w:p><w:r><w:t>7</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r></w:p></w:tc>";
        let xml = format!(
            "<w:body><w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>Boats by gate</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{note}</w:tr>\
             <w:tr>{}{}{}</w:tr></w:tbl></w:body>",
            cell("<w:vMerge w:val='restart'/>", "Gate"),
            cell("<w:gridSpan w:val='2'/>", "Boats"),
            cell("<w:vMerge/>", ""),
            cell("", "12"),
            cell("", "South"),
            cell("", "4"),
            cell("", "5"),
        );
        let styles =
            "<w:styles><w:style w:styleId='C'><w:name w:val='caption'/></w:style></w:styles>";
        let blocks = read(&xml, &Styles::read(styles));
        assert_eq!(blocks[0].draft.table, Some(TablePart::Caption(0)));
        let texts: Vec<String> = blocks.iter().map(|b| b.draft.text()).collect();
        assert_eq!(texts, ["Boats by gate", "Gate\tBoats", "12\t7", "South\t4\t5"]);
        // The note stands below the table, so that its rows stay together.
        let calls: Vec<usize> = blocks.iter().map(|b| b.calls.len()).collect();
        assert_eq!(calls, [0, 0, 0, 1]);
        let rows: Vec<_> = blocks
            .iter()
            .filter_map(|block| match &block.draft.table {
                Some(TablePart::Row(row)) => Some((row.row, row.head, row.cells.as_slice())),
                _ => None,
            })
            .collect();
        let gate = DraftCell { row_span: 2, ..DraftCell::at(0) };
        let boats = DraftCell { column_span: 2, ..DraftCell::at(1) };
        let [one, two] = [DraftCell::at(1), DraftCell::at(2)];
        assert_eq!(rows[0], (0, true, [gate, boats].as_slice()));
        assert_eq!(rows[1], (1, false, [one, two].as_slice()));
        assert_eq!(rows[2], (2, false, [DraftCell::at(0), one, two].as_slice()));
    }

    #[test]
    fn a_frame_around_a_text_is_no_table() {
        let long = "Nobody at the gate knew whose boats they were. ".repeat(9);
        let xml = format!(
            "<w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.\
             </w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>\
             </w:body>",
            cell("", "Gate"),
            cell("", "Boats"),
            cell("", &long),
        );
        let blocks = read(&xml, &Styles::default());
        let kinds: Vec<BlockKind> = blocks.iter().map(|b| b.draft.kind).collect();
        use BlockKind::{Paragraph, TableRow};
        assert_eq!(kinds, [Paragraph, Paragraph, TableRow, Paragraph]);
    }
}

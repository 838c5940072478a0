//! Editions side by side, and the passage matrix, as DOCX: a heading and a table a topic, words that
//! differ marked, sources numbered at the end.

use super::matrix::{Matrix, MatrixRow, Quote};
use super::side::{Entry, Line, Mark, Part, Run as Words, SideBySide};
use super::words;
use crate::compare::Class;
use docx_rs::{
    BorderType, Docx, Footer, LineSpacing, NumPages, PageMargin, PageNum, PageOrientationType,
    Paragraph, Run, RunFonts, Shading, Style, StyleType, Table, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, WidthType,
};
use std::io::Cursor;

/// Sides of a sheet of A4 in twentieths of a point.
const SHEET: (u32, u32) = (11_906, 16_838);
/// The empty edge of a page, in the same.
const EDGE: u16 = 1_020;
/// With more columns the sheet lies on its long side.
const MOST_UPRIGHT: usize = 2;
/// Sizes of letters in half points.
const TEXT: usize = 19;
const SMALL: usize = 16;

const FAINT: &str = "5C6670";
const BEFORE: &str = "9A3412";
const AFTER: &str = "1D5FA8";
const LINES: &str = "D5DAE0";
const HEAD: &str = "F3F5F7";
const NEW: &str = "E8F1FB";
const DROPPED: &str = "FBECE6";

/// Editions side by side as a file.
pub fn docx(shown: &SideBySide) -> Result<Vec<u8>, String> {
    let columns = shown.columns.len();
    let mut file = begun(&shown.title, columns);
    for column in &shown.columns {
        let head = run(&column.head).bold();
        let about = Run::new().add_text(format!("  {}", plain(&column.about)));
        file = file.add_paragraph(Paragraph::new().add_run(head).add_run(about));
    }
    file = file.add_paragraph(small(words::LEGEND));
    for part in &shown.parts {
        file = file.add_paragraph(heading(&part.title, 1)).add_table(table(part, shown));
    }
    file = file.add_paragraph(heading(words::SOURCES, 1));
    for (at, source) in (1..).zip(&shown.sources) {
        file = file.add_paragraph(small(&format!("[{at}] {source}")));
    }
    packed(file)
}

/// The passage matrix as a file: a topic a table, with a row for each report that says what it says.
/// Side by side, the passages of many topics would leave no room for words.
pub fn matrix_docx(matrix: &Matrix) -> Result<Vec<u8>, String> {
    let mut file = begun(&matrix.title, 1);
    let widths = [HEADS, column_width(1).saturating_sub(HEADS)];
    for (at, topic) in matrix.columns.iter().enumerate() {
        let row = |row: &MatrixRow| {
            let quotes = row.cells.get(at).map_or(&[][..], Vec::as_slice);
            TableRow::new(vec![head(&row.head, widths[0]), quoted(cell(widths[1]), quotes)])
        };
        let rows = matrix.rows.iter().map(row).collect();
        file = file.add_paragraph(heading(topic, 1)).add_table(framed(rows, &widths));
    }
    packed(file)
}

/// The width of a column of heads.
const HEADS: usize = 1_600;

fn quoted(mut cell: TableCell, quotes: &[Quote]) -> TableCell {
    if quotes.is_empty() {
        return cell.add_paragraph(small("Nothing on this topic."));
    }
    for quote in quotes {
        cell = cell.add_paragraph(Paragraph::new().add_run(run(&quote.text)));
        cell = cell.add_paragraph(small(&quote.citation));
    }
    cell
}

/// A file with its styles, its sheet and its title.
fn begun(title: &str, columns: usize) -> Docx {
    // Paragraphs are numbered through all files of a thread, until one is built.
    drop(Docx::new().build());
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let style = |id: &str, name: &str, size, level| {
        let style = Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").bold();
        style.size(size).outline_lvl(level).line_spacing(LineSpacing::new().before(240).after(80))
    };
    let margin = i32::from(EDGE);
    let margin = PageMargin {
        top: margin,
        left: margin,
        bottom: margin,
        right: margin,
        header: margin / 2,
        footer: margin / 2,
        gutter: 0,
    };
    let file = Docx::new()
        .default_fonts(fonts)
        .default_size(TEXT)
        .add_style(style("Title", "Title", 36, 9))
        .add_style(style("Heading1", "heading 1", 26, 0))
        .page_margin(margin)
        .footer(footer());
    let file = if columns > MOST_UPRIGHT {
        file.page_size(SHEET.1, SHEET.0).page_orient(PageOrientationType::Landscape)
    } else {
        file.page_size(SHEET.0, SHEET.1)
    };
    file.add_paragraph(Paragraph::new().style("Title").add_run(run(title)))
}

fn footer() -> Footer {
    let line = Paragraph::new().size(SMALL).color(FAINT);
    let line = line.add_run(Run::new().add_text(format!("{} · ", words::WRITTEN_BY)).color(FAINT));
    let line = line.add_page_num(PageNum::new());
    let line = line.add_run(Run::new().add_text(" of ").color(FAINT));
    Footer::new().add_paragraph(line.add_num_pages(NumPages::new()))
}

fn packed(file: Docx) -> Result<Vec<u8>, String> {
    let mut bytes = Cursor::new(Vec::new());
    file.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// The width of each of so many columns.
fn column_width(columns: usize) -> usize {
    let side = if columns > MOST_UPRIGHT { SHEET.1 } else { SHEET.0 };
    let room = side.saturating_sub(2 * u32::from(EDGE));
    usize::try_from(room).unwrap_or_default() / columns.max(1)
}

fn table(part: &Part, shown: &SideBySide) -> Table {
    let columns = shown.columns.len();
    let width = column_width(columns);
    let heads = shown.columns.iter().map(|column| head(&column.head, width)).collect();
    let mut rows = vec![TableRow::new(heads).cant_split()];
    if part.notes.iter().any(Option::is_some) {
        let note = |note: &Option<&str>| cell(width).add_paragraph(small(note.unwrap_or("")));
        rows.push(TableRow::new(part.notes.iter().map(note).collect()));
    }
    for line in &part.lines {
        rows.push(match line {
            Line::Folded(count) => {
                let whole = cell(width * columns).grid_span(columns);
                TableRow::new(vec![whole.add_paragraph(small(&words::folded(*count)))])
            }
            Line::Sentence(entries) => TableRow::new(
                entries.iter().enumerate().map(|(at, one)| entry(one, at > 0, width)).collect(),
            ),
        });
    }
    framed(rows, &vec![width; columns])
}

fn framed(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    use TableBorderPosition as At;
    let line = |at| TableBorder::new(at).border_type(BorderType::Single).size(4).color(LINES);
    let all = [At::Top, At::Bottom, At::Left, At::Right, At::InsideH, At::InsideV];
    let borders =
        all.into_iter().fold(TableBorders::with_empty(), |borders, at| borders.set(line(at)));
    Table::without_borders(rows)
        .set_borders(borders)
        .layout(TableLayoutType::Fixed)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(50, 100, 50, 100))
}

/// The cell of a head.
fn head(text: &str, width: usize) -> TableCell {
    cell(width).shading(Shading::new().fill(HEAD)).add_paragraph(bold(text))
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
}

fn entry(entry: &Entry, later: bool, width: usize) -> TableCell {
    let mut cell = cell(width);
    if let Some(fill) = entry.class.and_then(ground) {
        cell = cell.shading(Shading::new().fill(fill));
    }
    if let Some(caption) = &entry.caption {
        cell = cell.add_paragraph(small(&caption.text));
    }
    if entry.runs.is_empty() && entry.caption.is_some() {
        return cell;
    }
    let mut line = Paragraph::new();
    for words in &entry.runs {
        line = line.add_run(marked(words, later));
    }
    if let Some(source) = entry.source {
        line =
            line.add_run(Run::new().add_text(format!("\u{a0}[{source}]")).size(SMALL).color(FAINT));
    }
    cell.add_paragraph(line)
}

fn ground(class: Class) -> Option<&'static str> {
    match class {
        Class::New => Some(NEW),
        Class::Dropped => Some(DROPPED),
        Class::Same | Class::Reworded | Class::Moved => None,
    }
}

fn marked(words: &Words, later: bool) -> Run {
    let run = run(&words.text);
    let colour = if later { AFTER } else { BEFORE };
    match words.mark {
        Mark::Plain => run,
        Mark::Differs => run.color(colour),
        Mark::Telling => run.color(colour).bold().underline("single"),
    }
}

fn heading(text: &str, level: usize) -> Paragraph {
    Paragraph::new().style(&format!("Heading{level}")).keep_next(true).add_run(run(text))
}

fn bold(text: &str) -> Paragraph {
    Paragraph::new().keep_next(true).add_run(run(text).bold())
}

fn small(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text).size(SMALL).color(FAINT))
}

fn run(text: &str) -> Run {
    Run::new().add_text(plain(text))
}

/// Text without what no XML may hold.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect()
}

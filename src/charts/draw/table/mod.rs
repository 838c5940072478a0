//! A table: numbers right-aligned under the heads of their columns, what must be said with them
//! beside, thin rules between the rows.

mod sheet;

use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Pen};
use crate::charts::drawing::{Anchor, Weight};
use crate::charts::layout::{BODY, MARGIN};
use crate::charts::scene::Scene;
use crate::charts::text::{self, Setting};
use sheet::{Order, Row, Sheet};
use std::ops::Range;

/// From one line of a row to the next.
const LINE: f64 = BODY * 1.25;
/// Clear space above and below the lines of a row.
const AIR: f64 = 4.0;
/// Between two columns, or two blocks of rows.
const GAP: f64 = 54.0;
/// Between two columns where there are many.
const CLOSE_GAP: f64 = 30.0;
/// Between a number and what is said with it.
const BESIDE: f64 = 14.0;
/// The most lines of a column's head.
const HEAD_LINES: usize = 4;
/// The least width of a column, so that its head breaks at words.
const LEAST: f64 = 150.0;
/// The most room for what is said with the numbers of a row's last column, where rows are of
/// countries: so that two blocks of them fit beside one another.
const MOST_SOURCE: f64 = 280.0;
/// The most room for the name of such a row.
const MOST_COUNTRY: f64 = 700.0;
/// The most that the columns are stretched to fill the picture.
const STRETCH: f64 = 1.7;

/// How wide a column is, and how much of that is for what is said with its numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    width: f64,
    remark: f64,
}

/// A sheet with the widths of its columns.
struct Measured {
    sheet: Sheet,
    label: f64,
    columns: Vec<Column>,
    /// What the last column would take to say all that is said with its numbers.
    whole: f64,
    heads: Vec<Vec<String>>,
    gap: f64,
}

impl Measured {
    fn new(sheet: Sheet, room: f64) -> Self {
        let wide = |words: &str| text::width(words, Weight::Regular, BODY);
        let most_label = room * 0.45;
        let labels = sheet.rows.iter().map(|row| wide(&row.label));
        let label = labels.fold(wide("2000"), f64::max).min(most_label);
        let column = |at: usize| {
            let told = || sheet.rows.iter().filter_map(|row| row.cells.get(at)).flatten();
            let number = told().map(|one| wide(&one.value)).fold(0.0, f64::max);
            let remark = told().filter(|one| !one.remark.is_empty());
            let remark = remark.map(|one| wide(&one.remark) + BESIDE).fold(0.0, f64::max);
            let head = sheet.heads.get(at).map_or(0.0, |head| longest_word(head));
            let width = (number + remark).max(head.min(room / 3.0)).max(LEAST);
            Column { width, remark }
        };
        let mut columns: Vec<Column> = (0..sheet.heads.len()).map(column).collect();
        let whole = columns.last().map_or(0.0, |last| last.remark);
        if let Some(last) = columns.last_mut().filter(|_| sheet.order == Order::Latest) {
            // There are no numbers before the sources.
            last.remark = last.remark.min(MOST_SOURCE);
            last.width = last.remark;
        }
        let latest = sheet.order == Order::Latest;
        let label = if latest { label.min(MOST_COUNTRY) } else { label };
        let mut measured = Self { sheet, label, columns, whole, heads: Vec::new(), gap: GAP };
        if latest || measured.width() > room {
            measured.gap = CLOSE_GAP;
        }
        measured
    }

    /// Breaks the heads of the columns that stay.
    fn set_heads(&mut self) {
        let heads = self.sheet.heads.iter().zip(&self.columns);
        let heads = heads.map(|(head, column)| {
            let (weight, lines) = (Weight::SemiBold, HEAD_LINES);
            let width = column.width + self.gap * 0.4;
            text::wrap_name(head, Setting { weight, size: BODY, width, lines })
        });
        self.heads = heads.collect();
    }

    fn width(&self) -> f64 {
        self.label + self.columns.iter().map(|column| column.width + self.gap).sum::<f64>()
    }

    /// Gives the columns what room there is, within reason.
    fn stretch(&mut self, room: f64) {
        let own: f64 = self.columns.iter().map(|column| column.width).sum();
        let free = room - (self.width() - own);
        let factor = (free / own.max(1.0)).clamp(1.0, STRETCH);
        for column in &mut self.columns {
            column.width *= factor;
        }
        let free = (room - self.width()).max(0.0);
        let whole = self.whole;
        if let Some(last) = self.columns.last_mut().filter(|_| self.sheet.order == Order::Latest) {
            // What is still free is the sources', which are cut else.
            last.width += free.min((whole - last.width).max(0.0));
            last.remark = last.width;
        }
    }

    /// Leaves out what does not fit across; hands back how many columns.
    fn cut(&mut self, room: f64) -> usize {
        let mut gone = 0;
        while self.width() > room && self.columns.len() > 1 {
            self.columns.pop();
            gone += 1;
        }
        gone
    }

    /// Sets the table, as one block or one of several, into a width.
    fn set(&mut self, room: f64) {
        self.squeeze(room);
        self.stretch(room);
        self.set_heads();
    }

    /// The same table of these rows alone, set into a width, so that what is not shown takes no room
    /// from what is. `room` is the width that its columns were measured for.
    fn with_rows(self, rows: Range<usize>, room: f64, width: f64) -> Self {
        let rows = self.sheet.rows.get(rows).unwrap_or_default().to_vec();
        let mut fewer = Self::new(Sheet { rows, ..self.sheet.clone() }, room);
        fewer.set(width);
        // Heads that break into more lines than before would push rows out of the picture.
        if fewer.head() > self.head() {
            fewer.columns = self.columns;
            fewer.heads = self.heads;
            (fewer.label, fewer.gap) = (self.label, self.gap);
        }
        fewer
    }

    /// Makes one column that is still too wide fit: its rows' names give way first, then what is
    /// said with its numbers.
    fn squeeze(&mut self, room: f64) {
        let over = (self.width() - room).max(0.0);
        let given = over.min((self.label - LEAST).max(0.0));
        self.label -= given;
        if let Some(last) = self.columns.last_mut() {
            let given = (over - given).min(last.remark);
            last.remark -= given;
            last.width -= given;
        }
    }

    /// How tall the heads are, with the rule below them.
    fn head(&self) -> f64 {
        match self.head_lines() {
            0 => 0.0,
            lines => lines as f64 * LINE + 14.0,
        }
    }

    fn head_lines(&self) -> usize {
        self.heads.iter().map(Vec::len).max().unwrap_or(0)
    }
}

fn longest_word(words: &str) -> f64 {
    let words = words.split_whitespace();
    words.map(|word| text::width(word, Weight::SemiBold, BODY)).fold(0.0, f64::max)
}

fn row_height(row: &Row) -> f64 {
    let lines = row.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    lines as f64 * LINE + 2.0 * AIR
}

/// The table that fits best across: years down where all series have room beside one another, else
/// series down where all years have; one year's series by rank.
fn fitting(scene: &Scene<'_>, room: f64) -> Measured {
    if scene.is_latest {
        return Measured::new(sheet::latest(scene), room);
    }
    let down = Measured::new(sheet::by_year(scene), room);
    let one_year = scene.years.0 == scene.years.1;
    if one_year && scene.shown.len() > 1 {
        return Measured::new(sheet::ranked(scene), room);
    }
    if down.width() <= room {
        return down;
    }
    let across = Measured::new(sheet::by_series(scene), room);
    if across.width() <= room { across } else { down }
}

/// How tall the table is with all its rows, on a picture of this width.
pub(super) fn height(scene: &Scene<'_>, width: f64) -> f64 {
    let room = width - 2.0 * MARGIN;
    let mut table = fitting(scene, room);
    let cut = table.cut(room);
    table.set(room);
    let below = if cut > 0 { LINE + AIR } else { 0.0 };
    table.head() + table.sheet.rows.iter().map(row_height).sum::<f64>() + below
}

impl Painter<'_> {
    /// Draws the table between `top` and `bottom`, and hands back the area of each year.
    pub(super) fn table(&self, [top, bottom]: [f64; 2], width: f64) -> Vec<(i16, Frame)> {
        let room = width - 2.0 * MARGIN;
        let mut table = fitting(self.scene, room);
        let cut = table.cut(room);
        let blocks = blocks(&table, [room, bottom - top]);
        let gaps = GAP * (blocks as f64 - 1.0);
        table.set((room - gaps) / blocks as f64);
        let head = table.head();
        let (mut rows, more) = kept(&table.sheet, bottom - top - head, blocks, cut > 0);
        let said = said(&table.sheet, more, cut);
        if more > 0 && cut == 0 {
            table = table.with_rows(rows, room, (room - gaps) / blocks as f64);
            rows = 0..table.sheet.rows.len();
        }
        let rows = table.sheet.rows.get(rows).unwrap_or_default();
        let per_block = rows.len().div_ceil(blocks.max(1)).max(1);
        let mut bands = Vec::new();
        let mut lowest = top;
        for (at, rows) in rows.chunks(per_block).enumerate() {
            let left = MARGIN + at as f64 * (table.width() + GAP);
            let mut y = self.table_head(&table, [left, top]);
            for row in rows {
                let frame = Frame {
                    left,
                    top: y,
                    right: left + table.width(),
                    bottom: y + row_height(row),
                };
                self.table_row(&table, row, &frame);
                bands.extend(row.year.map(|year| (year, frame)));
                y = frame.bottom;
            }
            self.rule([left, left + table.width()], y, false);
            lowest = lowest.max(y);
        }
        if let Some(said) = said {
            let setting = Setting { weight: Weight::Regular, size: BODY, width: room, lines: 1 };
            let at = [MARGIN, lowest + AIR + LINE * 0.76];
            self.canvas.text(&text::shorten(&said, setting), at, body(self.theme.muted));
        }
        bands
    }

    /// The heads of the columns; hands back where the rows begin.
    fn table_head(&self, table: &Measured, [left, top]: [f64; 2]) -> f64 {
        if table.head_lines() == 0 {
            return top;
        }
        let lines = table.head_lines();
        let letters =
            Letters { weight: Weight::SemiBold, anchor: Anchor::End, ..body(self.theme.ink) };
        let mut x = left + table.label;
        for (column, head) in table.columns.iter().zip(&table.heads) {
            x += table.gap + column.width;
            for (at, words) in head.iter().enumerate() {
                let line = (lines - head.len() + at) as f64;
                // Over its numbers, unless it would run into the head before.
                let wide = text::width(words, Weight::SemiBold, BODY);
                let end = (x - column.remark).max(x - column.width - table.gap * 0.4 + wide);
                self.canvas.text(words, [end.min(x), top + line * LINE + LINE * 0.76], letters);
            }
        }
        let y = top + table.head();
        self.rule([left, left + table.width()], y, true);
        y
    }

    fn table_row(&self, table: &Measured, row: &Row, frame: &Frame) {
        let baseline = |line: usize| frame.top + AIR + line as f64 * LINE + LINE * 0.76;
        self.rule([frame.left, frame.right], frame.top, false);
        let ink = body(self.theme.ink);
        let muted = body(self.theme.muted);
        let setting = Setting { weight: Weight::Regular, size: BODY, width: table.label, lines: 1 };
        let label = text::shorten_first(&row.label, setting);
        let is_gap = row.cells.iter().all(Vec::is_empty);
        self.canvas.text(&label, [frame.left, baseline(0)], if is_gap { muted } else { ink });
        let mut x = frame.left + table.label;
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            x += table.gap + column.width;
            let numbers = x - column.remark;
            if cell.is_empty() {
                let letters = Letters { anchor: Anchor::End, ..muted };
                self.canvas.text("–", [numbers, baseline(0)], letters);
            }
            for (line, told) in cell.iter().enumerate() {
                self.canvas.tag(Some(told.tag));
                let letters = Letters { anchor: Anchor::End, ..ink };
                self.canvas.text(&told.value, [numbers, baseline(line)], letters);
                if !told.remark.is_empty() {
                    let setting = Setting { width: column.remark - BESIDE, ..setting };
                    let remark = text::shorten(&told.remark, setting);
                    self.canvas.text(&remark, [numbers + BESIDE, baseline(line)], muted);
                }
                self.canvas.tag(None);
            }
        }
    }

    fn rule(&self, [left, right]: [f64; 2], y: f64, strong: bool) {
        let (color, width) = if strong { (self.theme.axis, 3.0) } else { (self.theme.grid, 2.0) };
        self.canvas.line(&[[left, y], [right, y]], Pen { color, width, dash: None });
    }
}

/// In how many blocks beside one another a long table of few columns stands.
fn blocks(table: &Measured, [width, height_of_all]: [f64; 2]) -> usize {
    let tall: f64 = table.sheet.rows.iter().map(row_height).sum();
    if tall <= height_of_all - LINE {
        return 1;
    }
    let fit = (1..=4_u32).rev().find(|count| {
        let count = f64::from(*count);
        table.width() * count + GAP * (count - 1.0) <= width
    });
    let wanted = (1..=4).find(|count| tall / f64::from(*count) <= height_of_all - 2.0 * LINE);
    usize::try_from(fit.unwrap_or(1).min(wanted.unwrap_or(4))).unwrap_or(1)
}

/// The rows that have room in so many blocks, and how many have not.
fn kept(sheet: &Sheet, room: f64, blocks: usize, line_below: bool) -> (Range<usize>, usize) {
    let all = sheet.rows.len();
    let below = if line_below { LINE + AIR } else { 0.0 };
    let mut sums = vec![0.0];
    sums.extend(sheet.rows.iter().map(row_height).scan(0.0, |sum, height| {
        *sum += height;
        Some(*sum)
    }));
    let between = |from: usize, to: usize| match (sums.get(from), sums.get(to)) {
        (Some(above), Some(sum)) => sum - above,
        _ => f64::INFINITY,
    };
    // Of years the last are kept, of all others the first.
    let of = |count: usize| match sheet.order {
        Order::Years => all - count..all,
        _ => 0..count,
    };
    let fits = |count: usize, room: f64| {
        let rows = of(count);
        let per_block = count.div_ceil(blocks.max(1)).max(1);
        rows.clone()
            .step_by(per_block)
            .all(|from| between(from, (from + per_block).min(rows.end)) <= room)
    };
    if fits(all, room - below) {
        return (of(all), 0);
    }
    let room = room - LINE - AIR;
    let count = (1..=all).rev().find(|count| fits(*count, room)).unwrap_or(0);
    (of(count), all - count)
}

/// What is said of the rows and columns that had no room.
fn said(sheet: &Sheet, rows: usize, columns: usize) -> Option<String> {
    let s = |count| if count == 1 { "" } else { "s" };
    let series = |count: usize| format!("{count} more series");
    let rows_said = match sheet.order {
        _ if rows == 0 => None,
        Order::Years => Some(format!("{rows} earlier row{}", s(rows))),
        Order::Series => Some(series(rows)),
        Order::Ranked => Some(format!("{rows} more with lower values")),
        Order::Latest => Some(format!("{rows} more row{}", s(rows))),
    };
    let columns_said = match sheet.order {
        _ if columns == 0 => None,
        Order::Latest => Some("the sources".to_owned()),
        Order::Years => Some(series(columns)),
        _ => Some(format!("{columns} later year{}", s(columns))),
    };
    let all: Vec<String> = [rows_said, columns_said].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format!("Not shown: {}", all.join(" and ")))
}

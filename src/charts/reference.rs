//! Values from elsewhere, laid beside those of the reports: a table of year, value and series.
//!
//! In come the bytes of a CSV file, out come [`Reference`]s or an error that names the line. What
//! could be read in two ways ("1.234") is an error too: a chart a thousand times too high is worse
//! than none.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use thiserror::Error;

/// The largest file that is read.
const MOST_BYTES: usize = 1024 * 1024;
/// The most rows, and the most series in them.
const MOST_ROWS: usize = 10_000;
const MOST_SERIES: usize = 12;
/// The longest name of a series, in letters.
const LONGEST_NAME: usize = 120;
/// Years that a table can be about.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// Values from elsewhere that the user laid beside those of the reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// What the values are and whose, as the chart names them.
    pub name: String,
    /// The file that they came from.
    pub file: String,
    /// Year and value.
    pub points: Vec<(i16, f64)>,
}

/// Why a file gives no reference.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReferenceError {
    /// It could not be read at all.
    #[error("the file could not be read: {0}")]
    Unreadable(String),
    /// It is too large.
    #[error("the file is too large: 1 MB and {MOST_ROWS} rows at most")]
    TooLarge,
    /// It has no values.
    #[error(
        "the file has no values: each row tells a year, a value and, if there are several, the name of the series"
    )]
    Empty,
    /// It has more series than a chart can show beside those of reports.
    #[error("the file has more than {MOST_SERIES} series")]
    TooMany,
    /// A line is wrong.
    #[error("line {line}: {what}")]
    Line {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
}

impl Reference {
    /// How charts and data name it, so that nobody takes it for the reports' own.
    pub fn title(&self) -> String {
        format!("{} (reference: {})", self.name, self.file)
    }

    /// Reads a file.
    pub fn load(path: &Path) -> Result<Vec<Self>, ReferenceError> {
        let unreadable = |error: std::io::Error| ReferenceError::Unreadable(error.to_string());
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if usize::try_from(size).is_ok_and(|size| size > MOST_BYTES) {
            return Err(ReferenceError::TooLarge);
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self::parse(&bytes, &file.unwrap_or_default())
    }

    /// Reads a table: a row a value with its year and the series' name, or a row a year and a
    /// column a series, with the names in the first line. The first line may else be left out.
    pub fn parse(bytes: &[u8], file: &str) -> Result<Vec<Self>, ReferenceError> {
        if bytes.len() > MOST_BYTES {
            return Err(ReferenceError::TooLarge);
        }
        let text = decoded(bytes);
        let rows = rows(&text)?;
        let delimited_by_comma = delimiter(&text) == b',';
        let Some((first, rest)) = rows.split_first() else { return Err(ReferenceError::Empty) };
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (head, body) =
            if year(first.cell(0)).is_some() || first.cell(0).is_empty() && rest.is_empty() {
                (None, rows.as_slice())
            } else if rest.is_empty() {
                return Err(first.wrong(format!("“{}” is no year", first.cell(0))));
            } else {
                (Some(first), rest)
            };
        let signs = Signs::of(body, delimited_by_comma);
        let mut series: BTreeMap<(usize, String), BTreeMap<i16, f64>> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        // A table of a column for each series has names in its head and numbers below all of them.
        let wide = head.filter(|head| head.cells.len() > 2 && !is_long(body));
        for row in body {
            let Some(year) = year(row.cell(0)) else {
                return Err(row.wrong(format!("“{}” is no year", row.cell(0))));
            };
            let told: Vec<(String, &str)> = match wide {
                Some(head) => (1..head.cells.len())
                    .map(|at| (named(head.cell(at), stem), row.cell(at)))
                    .collect(),
                None => vec![(named(row.cell(2), stem), row.cell(1))],
            };
            for (name, written) in told {
                let Some(value) = signs.number(written).map_err(|what| row.wrong(what))? else {
                    continue;
                };
                let place = order.iter().position(|known| *known == name).unwrap_or_else(|| {
                    order.push(name.clone());
                    order.len() - 1
                });
                if order.len() > MOST_SERIES {
                    return Err(ReferenceError::TooMany);
                }
                let values = series.entry((place, name)).or_default();
                if values.insert(year, value).is_some() {
                    return Err(row.wrong(format!("there are two values for {year}")));
                }
            }
        }
        if series.is_empty() {
            return Err(ReferenceError::Empty);
        }
        let reference = |((_, name), values): ((usize, String), BTreeMap<i16, f64>)| Self {
            name,
            file: file.to_owned(),
            points: values.into_iter().collect(),
        };
        Ok(series.into_iter().map(reference).collect())
    }
}

/// A row with its line in the file.
struct Row {
    line: u64,
    cells: Vec<String>,
}

impl Row {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    fn wrong(&self, what: String) -> ReferenceError {
        ReferenceError::Line { line: self.line, what }
    }
}

/// The text of a file: as its mark says, else UTF-8, else Windows' western letters.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What parts the cells: the one of semicolon, tab and comma that the first line has.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    [b';', b'\t'].into_iter().find(|sign| first.as_bytes().contains(sign)).unwrap_or(b',')
}

fn rows(text: &str) -> Result<Vec<Row>, ReferenceError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            ReferenceError::Line { line, what: "this is no row of a table".to_owned() }
        })?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() >= MOST_ROWS {
            return Err(ReferenceError::TooLarge);
        }
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(rows)
}

/// Whether the third cells of the rows are names rather than values.
fn is_long(body: &[Row]) -> bool {
    body.iter().any(|row| row.cell(2).chars().any(char::is_alphabetic) && !is_blank(row.cell(2)))
}

fn named(cell: &str, file: &str) -> String {
    let name = if cell.is_empty() { file } else { cell };
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect()
}

/// A year, alone or at the head of a date.
fn year(cell: &str) -> Option<i16> {
    let digits = cell.split_once('-').map_or(cell, |(year, rest)| {
        let date = rest.chars().all(|c| c.is_ascii_digit() || c == '-');
        if date && rest.len() >= 2 && rest.len() != 4 { year } else { cell }
    });
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = plain.then(|| digits.parse().ok())??;
    YEARS.contains(&year).then_some(year)
}

/// Whether a cell says that there is no value.
fn is_blank(cell: &str) -> bool {
    let none = ["", "-", "–", "—", "..", "...", "…", ":", "na", "n/a", "n.a.", "nan", "null"];
    none.contains(&cell.to_lowercase().as_str())
}

/// What a comma and a point are in the numbers of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Signs {
    /// The sign before decimals, where the file shows which it is.
    decimal: Option<char>,
}

impl Signs {
    /// Looks through all numbers for one that can be read in one way alone.
    fn of(rows: &[Row], delimited_by_comma: bool) -> Self {
        let numbers = rows.iter().flat_map(|row| row.cells.iter().skip(1));
        let shown = numbers.map(|cell| tight(cell)).find_map(|cell| decimal_sign(&cell));
        // Where commas part the cells, points part the decimals.
        Self { decimal: shown.or(delimited_by_comma.then_some('.')) }
    }

    /// Reads a number; `None` where the cell says that there is none.
    fn number(self, cell: &str) -> Result<Option<f64>, String> {
        let written = tight(cell);
        if is_blank(&written) {
            return Ok(None);
        }
        let bad = || format!("“{cell}” is no number");
        let signs = written.matches(['.', ',']).count();
        let decimal = match (self.decimal, signs) {
            (Some(sign), _) => sign,
            (None, 0) => '.',
            (None, _) => {
                let thousand = written.replace(['.', ','], "");
                let part = written.replace(',', ".");
                return Err(format!(
                    "“{cell}” may be {thousand} or {part}: write all numbers without a sign \
                     between thousands"
                ));
            }
        };
        let thousands = if decimal == '.' { ',' } else { '.' };
        let (whole, part) = written.split_once(decimal).unwrap_or((&written, ""));
        let groups: Vec<&str> = whole.trim_start_matches(['-', '+']).split(thousands).collect();
        let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
        if !grouped || part.contains(['.', ',']) {
            return Err(bad());
        }
        let plain = format!("{}.{part}", whole.replace(thousands, ""));
        let digits = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
        let value: f64 = plain.trim_end_matches('.').parse().map_err(|_| bad())?;
        if digits && value.is_finite() && value.abs() < 1e15 { Ok(Some(value)) } else { Err(bad()) }
    }
}

/// A number without white space, apostrophes between thousands, and a sign of percent.
fn tight(cell: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '\'' | '’' | '\u{feff}');
    let tight: String = cell.chars().filter(kept).collect();
    tight.trim_end_matches('%').replace('−', "-")
}

/// The sign before the decimals of a number, where its form allows one reading only: the last of
/// two different signs, the one that stands once with other than three digits behind it, or the
/// one that a sign which stands several times leaves.
fn decimal_sign(written: &str) -> Option<char> {
    let signs: Vec<char> = written.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let other = |sign: char| if sign == '.' { ',' } else { '.' };
    match signs.as_slice() {
        [] => None,
        [sign] => {
            let (whole, part) = written.split_once(*sign)?;
            let digits = whole.trim_start_matches(['-', '+']);
            let thousands = part.len() == 3 && (1..=3).contains(&digits.len()) && digits != "0";
            (!thousands).then_some(*sign)
        }
        [first, .., last] if first != last => Some(*last),
        [first, ..] => Some(other(*first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Reference>, ReferenceError> {
        Reference::parse(text.as_bytes(), "census.csv")
    }

    fn points(text: &str) -> Vec<(i16, f64)> {
        parsed(text).unwrap().remove(0).points
    }

    #[test]
    fn tables_are_read_in_the_forms_that_programs_write() {
        let want = vec![(2018, 1234.5), (2019, 12.0)];
        let forms = [
            "2018,1234.5\n2019,12",
            "year,value\n2018,1234.5\n2019,12\n",
            "\u{feff}Year;Value;Series\r\n2018;1.234,5;\r\n2019;12;\r\n",
            "2018\t1 234,5\n2019\t12",
            "2018;1'234.5\n\n2019;12.0",
            "date,value\n2018-12-31,\"1,234.5\"\n2019-12-31,12",
            "2019;12,0\n2018;1234,50",
        ];
        for form in forms {
            assert_eq!(points(form), want, "{form}");
        }
        let mut wide: Vec<u8> = vec![0xff, 0xfe];
        wide.extend("2018;7".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Reference::parse(&wide, "a.csv").unwrap()[0].points, [(2018, 7.0)]);
    }

    #[test]
    fn series_are_named_by_a_cell_a_column_or_the_file() {
        let names = |text: &str| -> Vec<(String, usize)> {
            let all = parsed(text).unwrap().into_iter();
            all.map(|one| (one.name, one.points.len())).collect()
        };
        let named = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
            list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        assert_eq!(names("2018,5\n2019,6"), named(&[("census", 2)]));
        assert_eq!(
            names("year,value,series\n2018,5,Tides\n2018,6,Gales\n2019,7,Tides"),
            named(&[("Tides", 2), ("Gales", 1)])
        );
        assert_eq!(
            names("year,Tides,Gales\n2018,5,6\n2019,7,n/a"),
            named(&[("Tides", 2), ("Gales", 1)])
        );
        let one = parsed("2018,5").unwrap().remove(0);
        assert_eq!(one.title(), "census (reference: census.csv)");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let cases = [
            ("year,value\n2018,5\nsoon,6", "line 3: “soon” is no year"),
            ("2018,5\n2019,many", "line 2: “many” is no number"),
            ("2018,5\n2018,6", "line 2: there are two values for 2018"),
            ("2018;1.234\n2019;2.345", "line 1: “1.234” may be 1234 or 1.234"),
            ("2018;5\n2019;1,234", "line 2: “1,234” may be 1234 or 1.234"),
            ("year,value", "line 1: “year” is no year"),
            ("", "the file has no values"),
            ("2018,\n2019,-", "the file has no values"),
            ("2018,inf", "line 1: “inf” is no number"),
        ];
        for (text, wanted) in cases {
            let said = parsed(text).unwrap_err().to_string();
            assert!(said.starts_with(wanted), "{text}: {said}");
        }
        let long = "2018,5,a\n".repeat(MOST_ROWS + 1);
        assert_eq!(parsed(&long), Err(ReferenceError::TooLarge));
        let many: Vec<String> = (0..=MOST_SERIES).map(|at| format!("2018,5,name {at}")).collect();
        assert_eq!(parsed(&many.join("\n")), Err(ReferenceError::TooMany));
    }

    #[test]
    fn one_number_that_is_clear_settles_the_others() {
        assert_eq!(points("2018;1.234\n2019;0,5"), [(2018, 1234.0), (2019, 0.5)]);
        assert_eq!(points("2018;1.234.567\n2019;8.901"), [(2018, 1_234_567.0), (2019, 8901.0)]);
        assert_eq!(points("2018;0.125\n2019;1.234"), [(2018, 0.125), (2019, 1.234)]);
        assert_eq!(points("2018;25%\n2019;−3"), [(2018, 25.0), (2019, -3.0)]);
    }
}

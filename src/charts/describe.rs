//! A chart in words, for those who cannot see it.

use super::notes::Note;
use super::numbers::value_label;
use super::scene::{Kind, Scene};
use super::words;
use crate::language::capitalised;
use crate::series::{Point, Standing};
use std::fmt::Write;

/// The most letters of a description; what goes beyond is told to be in the data.
const MOST: usize = 3000;

/// Describes what `scene` shows: the kind of chart, every series with its values, the notes and
/// the `lines` around it.
pub fn describe(scene: &Scene<'_>, lines: &[String], notes: &[Note]) -> String {
    let kind = match scene.kind {
        Kind::Line => "Line chart",
        Kind::Columns => "Column chart",
        Kind::Stacked => "Stacked column chart",
        Kind::Dots => "Dot chart",
        Kind::Table => "Table",
    };
    let mut out = format!("{kind} with {} series.", scene.shown.len());
    for shown in &scene.shown {
        let values: Vec<String> = shown
            .points
            .iter()
            .map(|(_, point)| format!("{}: {}", time(point), value_label(point, scene.unit)))
            .collect();
        let _ = write!(out, " {}: {}.", shown.name, values.join("; "));
        if out.chars().count() > MOST {
            out = out.chars().take(MOST).collect();
            out.push_str(" … The data of the chart has all values.");
            break;
        }
    }
    let notes = notes.iter().map(|note| note.text.as_str());
    for line in lines.iter().map(String::as_str).chain(notes).filter(|line| !line.is_empty()) {
        let _ = write!(out, " {}.", capitalised(line).trim_end_matches('.'));
    }
    out
}

fn time(point: &Point) -> String {
    match point.standing {
        Standing::Undated => format!("{} (no date given)", point.year),
        Standing::Average => format!("{} (average)", point.year),
        _ => words::period(&point.period),
    }
}

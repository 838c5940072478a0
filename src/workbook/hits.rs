//! What a search found, as rows: the same from the window and on the command line.

use crate::citation::Citer;
use crate::library::Handle;
use crate::workspace::FoundPassage;
use serde_json::{Value, json};

/// The keys of a passage's row.
pub const PASSAGE_COLUMNS: &[&str] =
    &["report", "country", "year", "publisher", "section", "page", "passage", "citation"];

/// The passages that were found in a report as objects with the keys [`PASSAGE_COLUMNS`]. The
/// report's text is looked at for their sources.
pub fn passage_rows(handle: &Handle, passages: &[FoundPassage], citer: &Citer) -> Vec<Value> {
    let (head, loaded) = (handle.head(), handle.loaded());
    let known = &head.metadata;
    let row = |passage: &FoundPassage| {
        let cited = loaded.as_ref().map(|loaded| citer.source(&loaded.report, passage.span));
        json!({
            "report": head.document,
            "country": known.country(),
            "year": known.year(),
            "publisher": known.publisher(),
            "section": passage.section.join(" › "),
            "page": passage.page,
            "passage": passage.text.replace('\t', " "),
            "citation": cited,
        })
    };
    passages.iter().map(row).collect()
}

//! Notes as a document: what a user wrote, tagged and marked, with the quoted words and where they
//! stand.
//!
//! In come notes, each with its place among the reports where it has one; out comes Markdown, by
//! report and in the order of the text, that reads well in any editor.

use crate::citation::{Citer, escaped};
use crate::project::{Note, Subject};
use crate::report::{Report, Span};
use std::fmt::Write;

/// A note with its place.
#[derive(Clone, Debug)]
pub struct PlacedNote<'a> {
    /// The note.
    pub note: &'a Note,
    /// The report and the words in it that were found again; `None` for a note whose words are in
    /// none of the reports.
    pub place: Option<(&'a Report, Span)>,
}

/// Writes notes as Markdown. `title` names what they are on; those without a place come last.
pub fn markdown(title: &str, notes: &[PlacedNote<'_>], citer: &Citer) -> String {
    let mut placed: Vec<(&Report, Span, &Note)> = notes
        .iter()
        .filter_map(|one| one.place.map(|(report, span)| (report, span, one.note)))
        .collect();
    placed.sort_by_key(|(report, span, _)| (&report.document, *span));
    let mut text = format!("# {}\n", escaped(title));
    let mut last = None;
    for (report, span, note) in placed {
        if last != Some(&report.document) {
            last = Some(&report.document);
            add(&mut text, &format!("## {}", escaped(&heading(report))));
        }
        add(&mut text, &quotation(words(note, report, span)));
        add(&mut text, &format!("— {}", escaped(&citer.source(report, span))));
        add_own(&mut text, note);
    }
    let homeless: Vec<&Note> =
        notes.iter().filter(|one| one.place.is_none()).map(|one| one.note).collect();
    if !homeless.is_empty() {
        add(&mut text, "## Without a place in these reports");
        for note in homeless {
            add(&mut text, &quotation(sentence(note)));
            add_own(&mut text, note);
        }
    }
    text
}

fn add(text: &mut String, paragraph: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\n{paragraph}\n");
}

/// What the user wrote, as it was written: it may be Markdown.
fn add_own(text: &mut String, note: &Note) {
    let name = match &note.on {
        Subject::Entity(entity) => Some(format!("On {}", escaped(&entity.name))),
        Subject::Figure(anchor) => Some(format!("On the figure {}", escaped(&anchor.words))),
        Subject::Passage(_) => None,
    };
    for paragraph in name.iter().map(String::as_str).chain([note.text.as_str()]) {
        if !paragraph.is_empty() {
            add(text, paragraph);
        }
    }
    if !note.tags.is_empty() {
        let tags: Vec<String> =
            note.tags.iter().map(|tag| format!("\\#{}", escaped(&tag.replace(' ', "-")))).collect();
        add(text, &tags.join(" "));
    }
}

fn heading(report: &Report) -> String {
    let metadata = &report.metadata;
    let title = Some(metadata.title()).filter(|title| !title.is_empty());
    let title = title.unwrap_or(report.document.file_name());
    match metadata.publisher() {
        Some(publisher) => format!("{publisher}: {title}"),
        None => title.to_owned(),
    }
}

/// The words to quote: a figure's or a name's sentence, else the words themselves.
fn words<'a>(note: &'a Note, report: &'a Report, span: Span) -> &'a str {
    match &note.on {
        Subject::Passage(_) => span.of(&report.text),
        Subject::Figure(_) | Subject::Entity(_) => sentence(note),
    }
}

fn sentence(note: &Note) -> &str {
    match &note.on {
        Subject::Passage(anchor) => &anchor.words,
        Subject::Figure(anchor) => &anchor.sentence,
        Subject::Entity(entity) => &entity.at.sentence,
    }
}

fn quotation(words: &str) -> String {
    let lines = escaped(words.trim()).replace('\t', "  ");
    lines
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Anchor, Edition, Highlight};
    use crate::reading;
    use crate::report::{DocumentName, Guess};

    fn note(words: &str, text: &str, tags: &[&str]) -> Note {
        let anchor = Anchor {
            edition: Edition::default(),
            sentence: format!("{words} said so."),
            words: words.to_owned(),
            ..Anchor::default()
        };
        Note {
            on: Subject::Passage(anchor),
            text: text.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            highlight: Some(Highlight::Yellow),
        }
    }

    #[test]
    fn notes_stand_by_report_in_the_order_of_the_text_and_the_homeless_last() {
        let text = "The court of Orvany sat.\n\nIt rose at *noon*.";
        let mut report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        report.metadata.publisher = Some(Guess::new("Tidewatch".to_owned(), "test"));
        report.metadata.title = Some(Guess::new("Orvany".to_owned(), "test"));
        let at = |words: &str| {
            let at = report.text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        let notes =
            [note("It rose", "Check this.", &["courts", "to do"]), note("The court", "", &[])];
        let lost = note("Nobody", "Where is it?", &[]);
        let placed = [
            PlacedNote { note: &lost, place: None },
            PlacedNote { note: &notes[0], place: Some((&report, at("It rose at *noon*."))) },
            PlacedNote { note: &notes[1], place: Some((&report, at("The court of Orvany sat."))) },
        ];
        let written = markdown("Folder_1", &placed, &Citer::default());
        let want = "# Folder\\_1\n\n\
                    ## Tidewatch: Orvany\n\n\
                    > The court of Orvany sat.\n\n\
                    — Tidewatch, Orvany\n\n\
                    > It rose at \\*noon\\*.\n\n\
                    — Tidewatch, Orvany\n\n\
                    Check this.\n\n\
                    \\#courts \\#to-do\n\n\
                    ## Without a place in these reports\n\n\
                    > Nobody\n\n\
                    Where is it?\n";
        assert_eq!(written, want);
    }
}

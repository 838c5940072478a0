//! All notes as a Markdown file, made in the background.

use crate::app::citing::citer;
use crate::app::saving::SaveRequest;
use crate::library::LoadedReport;
use crate::notes::{PlacedNote, markdown};
use crate::project::Note;
use crate::report::Span;
use crate::workspace::Workspace;
use std::sync::Arc;

/// A note with its place, held so that any thread may write it.
type Held = (Note, Option<(Arc<LoadedReport>, Span)>);

/// What is to be done to save all notes.
pub fn request(workspace: &Workspace) -> SaveRequest {
    let name = workspace.folder().and_then(|folder| folder.file_name());
    let title = name.map_or_else(|| "Notes".to_owned(), |name| name.to_string_lossy().into_owned());
    let citer = citer(workspace);
    let notes: Vec<Held> = workspace
        .project()
        .notes()
        .map(|(id, note)| {
            let place = workspace.standing(id).and_then(|standing| {
                let place = standing.passage;
                Some((Arc::clone(workspace.slot(place.report)?.loaded()?), place.span))
            });
            (note.clone(), place)
        })
        .collect();
    let make = move || {
        let placed: Vec<PlacedNote<'_>> = notes
            .iter()
            .map(|(note, place)| PlacedNote {
                note,
                place: place.as_ref().map(|(loaded, span)| (&loaded.report, *span)),
            })
            .collect();
        Ok(markdown(&title, &placed, &citer).into_bytes())
    };
    SaveRequest {
        what: "Notes",
        file_name: "notes.md".to_owned(),
        make: Arc::new(make),
        others: Vec::new(),
    }
}

//! What befell the people, as case files.

use super::held::Held;
use super::names::{about_selection, entities, name_of, opened, role_of};
use super::sheet::workbook;
use super::table::{RowFormat, Rows};
use crate::cases::{CaseEvent, Telling, case_file};
use crate::entities::Entity;
use crate::report::Span;
use serde_json::{Value, json};

/// The case files of all people as a file: in JSON one object a person with their events, in CSV
/// and in a workbook one row a telling.
pub fn cases_file(held: &Held, format: RowFormat) -> Result<Vec<u8>, String> {
    let files = entities(held).filter_map(|(id, entity)| {
        let events = events(held, entity);
        (!events.is_empty()).then_some((id, entity, events))
    });
    let rows: Vec<Value> = if format == RowFormat::Json {
        files.map(|(id, entity, events)| case_row(held, id, entity, &events)).collect()
    } else {
        files.flat_map(|(id, entity, events)| flat_rows(held, id, entity, &events)).collect()
    };
    let table = Rows { name: "Cases", columns: COLUMNS, rows: &rows };
    match about_selection(held).filter(|_| format == RowFormat::Xlsx) {
        Some(about) => workbook(&[table.sheet(), about]),
        None => table.bytes(format),
    }
}

const COLUMNS: &[&str] = &[
    "id",
    "name",
    "role",
    "number",
    "event",
    "from",
    "to",
    "court",
    "penalty",
    "asserted_by",
    "hedged",
    "inferred",
    "tellings",
    "disagree_on",
    "document",
    "sentence",
    "start_char",
    "end_char",
    "citation",
];

fn events(held: &Held, entity: Entity<'_>) -> Vec<CaseEvent> {
    let open = opened(held, entity);
    case_file(entity, |index| {
        let analysed = open.get(&index)?;
        Some((analysed.report(), analysed.analysis.as_ref()))
    })
}

/// A person with all events and the tellings of each.
fn case_row(held: &Held, id: u32, entity: Entity<'_>, events: &[CaseEvent]) -> Value {
    let event = |event: &CaseEvent| {
        let tellings: Vec<Value> =
            event.tellings.iter().filter_map(|one| telling(held, *one)).collect();
        json!({
            "event": event.kind,
            "from": event.date.map(|(from, _)| from),
            "to": event.date.map(|(_, to)| to),
            "disagree_on": disagreement(event),
            "tellings": tellings,
        })
    };
    let events: Vec<Value> = events.iter().map(event).collect();
    json!({"id": id, "name": name_of(held, entity), "role": role_of(held, entity), "events": events})
}

/// In what the tellings of an event contradict each other.
fn disagreement(event: &CaseEvent) -> Vec<&'static str> {
    let told = event.disagreement;
    let all = [(told.date, "date"), (told.penalty, "penalty"), (told.court, "court")];
    all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
}

/// One telling, in the words of its report.
fn telling(held: &Held, telling: Telling) -> Option<Value> {
    let analysed = held.report(telling.report)?;
    let event = analysed.analysis.events.get(telling.event)?;
    let words = |span: Option<Span>| span.map(|span| analysed.told(held, span));
    Some(json!({
        "document": analysed.report().document,
        "words": analysed.told(held, event.words),
        "sentence": analysed.told(held, event.sentence),
        "from": event.date.map(|date| date.from),
        "to": event.date.map(|date| date.to),
        "court": words(event.court.map(|court| court.words)),
        "penalty": words(event.penalty),
        "asserted_by": words(event.asserted_by),
        "hedged": event.hedged,
        "inferred": event.inferred,
        "start_char": analysed.char_at(event.words.start),
        "end_char": analysed.char_at(event.words.end),
        "citation": analysed.cited(held, event.sentence),
    }))
}

/// One row a telling, with the number of its event in the person's case file.
fn flat_rows(held: &Held, id: u32, entity: Entity<'_>, events: &[CaseEvent]) -> Vec<Value> {
    let mut rows = Vec::new();
    for (number, event) in (1..).zip(events) {
        for one in &event.tellings {
            let Some(Value::Object(mut row)) = telling(held, *one) else { continue };
            let line = json!({
                "id": id, "name": name_of(held, entity), "role": role_of(held, entity), "number": number,
                "event": event.kind, "tellings": event.tellings.len(),
                "disagree_on": disagreement(event),
            });
            if let Value::Object(line) = line {
                row.extend(line);
            }
            rows.push(Value::Object(row));
        }
    }
    rows
}

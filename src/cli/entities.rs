//! `rapporteur extract --entities`: people, courts and organizations as rows.

use super::CliError;
use super::folder::{self, Analysed};
use super::output::{self, RowFormat};
use crate::citation::Citer;
use crate::entities::{Entity, Link, Member, ReportIndex, roles_over_time};
use crate::workbook::Rows;
use crate::workspace::{EntityId, Workspace};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Writes the entities in the format that `path` asks for.
pub fn write(workspace: &Workspace, citer: &Citer, path: &Path) -> Result<(), CliError> {
    let mentions = || mention_rows(workspace, citer);
    match output::format_of(path)? {
        RowFormat::Json => {
            let rows = entity_rows(workspace, citer);
            output::write_rows(path, &Rows { name: "Entities", columns: &[], rows: &rows })
        }
        RowFormat::Csv => {
            let rows = mentions();
            let table = Rows { name: "Mentions", columns: MENTION_COLUMNS, rows: &rows };
            output::write_rows(path, &table)
        }
        RowFormat::Xlsx => {
            let (entities, mentions) = (entity_counts(workspace), mentions());
            let entities = Rows { name: "Entities", columns: ENTITY_COLUMNS, rows: &entities };
            let mentions = Rows { name: "Mentions", columns: MENTION_COLUMNS, rows: &mentions };
            output::write_workbook(path, &[entities, mentions])
        }
    }
}

/// The entities of all reports that count, each with its number, but those that the user left out.
pub fn entities(workspace: &Workspace) -> impl Iterator<Item = (u32, &Entity)> {
    let merged = workspace.merged();
    let numbered = (0..).zip(&merged.entities);
    numbered.filter(|(id, _)| !merged.is_hidden(EntityId(*id)))
}

/// One row an entity, with its mentions in all reports, the roles it was given over the years, why
/// its members are one, and whom it may be one with.
fn entity_rows(workspace: &Workspace, citer: &Citer) -> Vec<Value> {
    let row = |(id, entity): (u32, &Entity)| {
        let mentions: Vec<Value> = mentions(workspace, entity, citer).collect();
        let links: Vec<Value> =
            entity.links.iter().map(|link| told_link(workspace, link)).collect();
        let court = entity.court.as_ref();
        json!({
            "id": id, "type": entity.kind, "name": entity.name, "role": entity.role,
            "mentions": mentions,
            "roles": roles(workspace, entity),
            "level": court.and_then(|court| court.level),
            "place": court.and_then(|court| court.place.as_deref()),
            "matters": court.map(|court| &court.matters),
            "kind": entity.body,
            "links": links,
            "may_be": may_be(workspace, EntityId(id)),
        })
    };
    entities(workspace).map(row).collect()
}

/// The roles of a person, each with the report that says it and its year.
fn roles(workspace: &Workspace, entity: &Entity) -> Vec<Value> {
    let report = |index| {
        let analysed = folder::analysed_at(workspace, index)?;
        Some((analysed.report, analysed.analysis.entities.as_slice()))
    };
    let told = roles_over_time(entity, report);
    let row = |role: &crate::entities::RoleTold| {
        let analysed = folder::analysed_at(workspace, role.report)?;
        Some(json!({
            "role": role.words, "year": role.year, "document": analysed.report.document,
            "start_char": analysed.char_at(role.span.start),
            "end_char": analysed.char_at(role.span.end),
        }))
    };
    told.iter().filter_map(row).collect()
}

/// Why two members are one.
fn told_link(workspace: &Workspace, link: &Link) -> Value {
    let side = |member: &Member| {
        let (analysed, local) = member_of(workspace, member)?;
        Some(json!({"document": analysed.report.document, "name": local}))
    };
    json!({
        "a": side(&link.a), "b": side(&link.b),
        "reason": link.reason, "certainty": link.certainty, "words": link.reason.words(),
    })
}

fn member_of<'a>(
    workspace: &'a Workspace,
    (index, local): &Member,
) -> Option<(Analysed<'a>, &'a str)> {
    let analysed = folder::analysed_at(workspace, *index)?;
    let name = &analysed.analysis.entities.get(*local)?.name;
    Some((analysed, name))
}

/// The entities that this one may be one with, which was not made.
fn may_be(workspace: &Workspace, id: EntityId) -> Vec<Value> {
    let merged = workspace.merged();
    let other = |suggestion: &crate::workspace::Suggestion| {
        let other = match id {
            id if id == suggestion.a => suggestion.b,
            id if id == suggestion.b => suggestion.a,
            _ => return None,
        };
        let name = &merged.get(other)?.name;
        Some(json!({"id": other.0, "name": name, "reason": suggestion.link.reason}))
    };
    merged.suggestions_of(id).filter_map(other).collect()
}

const ENTITY_COLUMNS: &[&str] = &[
    "id",
    "type",
    "name",
    "role",
    "level",
    "place",
    "kind",
    "mentions",
    "reports",
    "first_year",
    "last_year",
];

/// One row an entity, with how often and in how many reports it is mentioned.
fn entity_counts(workspace: &Workspace) -> Vec<Value> {
    let row = |(id, entity): (u32, &Entity)| {
        let reports: BTreeSet<ReportIndex> =
            entity.members.iter().map(|(report, _)| *report).collect();
        let year =
            |index: &ReportIndex| folder::analysed_at(workspace, *index)?.report.metadata.year();
        let years: BTreeSet<i16> = reports.iter().filter_map(year).collect();
        let court = entity.court.as_ref();
        json!({
            "id": id, "type": entity.kind, "name": entity.name, "role": entity.role,
            "level": court.and_then(|court| court.level),
            "place": court.and_then(|court| court.place.as_deref()),
            "kind": entity.body,
            "mentions": workspace.mentions(entity).len(), "reports": reports.len(),
            "first_year": years.first(), "last_year": years.last(),
        })
    };
    entities(workspace).map(row).collect()
}

const MENTION_COLUMNS: &[&str] =
    &["id", "type", "name", "role", "document", "text", "start_char", "end_char", "citation"];

/// One row a mention, for tables.
fn mention_rows(workspace: &Workspace, citer: &Citer) -> Vec<Value> {
    let rows = |(id, entity): (u32, &Entity)| {
        let whole =
            json!({"id": id, "type": entity.kind, "name": entity.name, "role": entity.role});
        let row = |mention| match (whole.clone(), mention) {
            (Value::Object(mut row), Value::Object(mention)) => {
                row.extend(mention);
                Value::Object(row)
            }
            (whole, _) => whole,
        };
        mentions(workspace, entity, citer).map(row).collect::<Vec<_>>()
    };
    entities(workspace).flat_map(rows).collect()
}

fn mentions<'a>(
    workspace: &'a Workspace,
    entity: &'a Entity,
    citer: &'a Citer,
) -> impl Iterator<Item = Value> + 'a {
    let own = |(index, local): &(ReportIndex, usize)| {
        let analysed = folder::analysed_at(workspace, *index)?;
        Some((analysed, analysed.analysis.entities.get(*local)?))
    };
    entity.members.iter().filter_map(own).flat_map(move |(analysed, entity)| {
        entity.mentions.iter().map(move |span| {
            json!({
                "document": analysed.report.document,
                "text": analysed.words(*span),
                "start_char": analysed.char_at(span.start),
                "end_char": analysed.char_at(span.end),
                "citation": citer.source(analysed.report, *span),
            })
        })
    })
}

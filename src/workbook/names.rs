//! People, courts and organizations as rows.

use super::held::{Held, OpenReport};
use super::sheet::{Cell, Column, Look, Sheet, workbook};
use super::table::{RowFormat, Rows, csv_of};
use crate::entities::{Entity, EntityKind, Link, Member, ReportIndex, RoleTold, roles_over_time};
use crate::report::{DocumentName, Span};
use crate::workspace::{EntityId, Suggestion};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The names of all reports as a file: in JSON one object an entity with all that is known of it,
/// in CSV one row a mention, in a workbook a sheet of either.
pub fn names_file(held: &Held, format: RowFormat) -> Result<Vec<u8>, String> {
    let table = |rows| Rows { name: "Entities", columns: ENTITY_COLUMNS, rows };
    if format == RowFormat::Json {
        return table(&entity_rows(held)).bytes(format);
    }
    let mentions = all_mentions(held);
    if format == RowFormat::Csv {
        return Ok(csv_of(MENTION_COLUMNS, mention_rows(held, &mentions))?.into_bytes());
    }
    let rows: Vec<Value> = mention_rows(held, &mentions).collect();
    let rows = Rows { name: "Mentions", columns: MENTION_COLUMNS, rows: &rows };
    let mut sheets = vec![table(&entity_counts(held, &mentions)).sheet(), rows.sheet()];
    sheets.extend(about_selection(held));
    workbook(&sheets)
}

/// A sheet that says which reports alone were looked at, where these are not all.
pub(super) fn about_selection(held: &Held) -> Option<Sheet> {
    let only = held.only_from()?;
    let columns = vec![Column::new("About", 100.0, Look::Wrapped)];
    let line = format!("Only from {only}. What other reports tell is not counted here.");
    Some(Sheet::new("About", columns, vec![vec![Cell::text(Some(&line))]]))
}

/// The entities of all reports that are chosen, each with its number, but those that the user left
/// out.
pub(super) fn entities(held: &Held) -> impl Iterator<Item = (u32, Entity<'_>)> {
    let merged = &held.merged;
    let numbered = (0..).zip(merged.entities.iter());
    let stands =
        |entity: &Entity<'_>| entity.members.iter().any(|(report, _)| held.is_chosen(*report));
    numbered.filter(move |(id, entity)| !merged.is_hidden(EntityId(*id)) && stands(entity))
}

/// The name of an entity as it may be handed on.
pub(super) fn name_of<'a>(held: &Held, entity: Entity<'a>) -> Cow<'a, str> {
    let first = entity.members.first();
    first.map_or(Cow::Borrowed(entity.name), |member| held.redactor().name(*member, entity.name))
}

/// What a person is, without the names of others: "brother of" somebody.
pub(super) fn role_of(held: &Held, entity: Entity<'_>) -> Option<String> {
    let reports: BTreeSet<ReportIndex> = entity.members.iter().map(|(report, _)| *report).collect();
    let told = |role: String, report| held.redactor().text(report, &role).text.into_owned();
    entity.role.map(str::to_owned).map(|role| reports.into_iter().fold(role, told))
}

/// One row an entity, with its mentions in all reports, the roles it was given over the years, why
/// its members are one, and whom it may be one with.
fn entity_rows(held: &Held) -> Vec<Value> {
    let row = |(id, entity): (u32, Entity<'_>)| {
        let mentions: Vec<Value> = mentions(held, entity).collect();
        let links: Vec<Value> =
            entity.links.iter().filter_map(|link| told_link(held, link)).collect();
        let court = entity.court();
        let court = court.as_ref();
        json!({
            "id": id, "type": entity.kind, "name": name_of(held, entity), "role": role_of(held, entity),
            "mentions": mentions,
            "roles": roles(held, entity),
            "level": court.and_then(|court| court.level),
            "place": court.and_then(|court| court.place.as_deref()),
            "matters": court.map(|court| &court.matters),
            "kind": entity.body,
            "links": links,
            "may_be": may_be(held, EntityId(id)),
        })
    };
    entities(held).map(row).collect()
}

/// The reports that an entity stands in, with their texts.
pub(super) fn opened(held: &Held, entity: Entity<'_>) -> HashMap<ReportIndex, Arc<OpenReport>> {
    let members = entity.members.iter().map(|(report, _)| *report);
    members.filter_map(|report| Some((report, held.chosen(report)?))).collect()
}

/// The roles of a person, each with the report that says it and its year.
fn roles(held: &Held, entity: Entity<'_>) -> Vec<Value> {
    // Nobody else has roles.
    if entity.kind != EntityKind::Person {
        return Vec::new();
    }
    let open = opened(held, entity);
    let own = |(index, local): &Member| {
        let report = open.get(index)?;
        Some((*index, report.report(), report.analysis.entities.get(*local)?))
    };
    let told = entity.members.iter().filter_map(own).flat_map(|(index, report, own)| {
        let year = report.metadata.year();
        own.roles.iter().map(move |span| (index, year, span.of(&report.text), *span))
    });
    let told = roles_over_time(told);
    let row = |role: &RoleTold| {
        let analysed = held.report(role.report)?;
        Some(json!({
            "role": held.redactor().text(role.report, &role.words).text, "year": role.year, "document": analysed.report().document,
            "start_char": analysed.char_at(role.span.start),
            "end_char": analysed.char_at(role.span.end),
        }))
    };
    told.iter().filter_map(row).collect()
}

/// Why two members are one; nothing where either stands only in a format that does not count.
fn told_link(held: &Held, link: &Link) -> Option<Value> {
    let side = |member: &Member| {
        let (analysed, local) = member_of(held, member)?;
        Some(json!({"document": analysed.report().document, "name": local}))
    };
    Some(json!({
        "a": side(&link.a)?, "b": side(&link.b)?,
        "reason": link.reason, "certainty": link.certainty, "words": link.reason.words(),
    }))
}

fn member_of(held: &Held, (index, local): &Member) -> Option<(Arc<OpenReport>, String)> {
    let analysed = held.report(*index)?;
    let name = &analysed.analysis.entities.get(*local)?.name;
    let name = held.redactor().name((*index, *local), name).into_owned();
    Some((analysed, name))
}

/// The entities that this one may be one with, which was not made.
fn may_be(held: &Held, id: EntityId) -> Vec<Value> {
    let merged = &held.merged;
    let other = |suggestion: &Suggestion| {
        let other = match id {
            id if id == suggestion.a => suggestion.b,
            id if id == suggestion.b => suggestion.a,
            _ => return None,
        };
        let name = name_of(held, merged.get(other)?);
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
fn entity_counts(held: &Held, all: &[Vec<Mention>]) -> Vec<Value> {
    let row = |((id, entity), mentions): ((u32, Entity<'_>), &Vec<Mention>)| {
        let reports = entity.members.iter().map(|(report, _)| *report);
        let reports: BTreeSet<ReportIndex> = reports.filter(|one| held.is_chosen(*one)).collect();
        let year = |index: &ReportIndex| held.closed(*index)?.head().metadata.year();
        let years: BTreeSet<i16> = reports.iter().filter_map(year).collect();
        let court = entity.court();
        let court = court.as_ref();
        json!({
            "id": id, "type": entity.kind, "name": name_of(held, entity), "role": role_of(held, entity),
            "level": court.and_then(|court| court.level),
            "place": court.and_then(|court| court.place.as_deref()),
            "kind": entity.body,
            "mentions": mentions.len(), "reports": reports.len(),
            "first_year": years.first(), "last_year": years.last(),
        })
    };
    entities(held).zip(all).map(row).collect()
}

const MENTION_COLUMNS: &[&str] =
    &["id", "type", "name", "role", "document", "text", "start_char", "end_char", "citation"];

/// One row a mention, for tables. `all` are the mentions of each entity.
fn mention_rows<'a>(held: &'a Held, all: &'a [Vec<Mention>]) -> impl Iterator<Item = Value> + 'a {
    entities(held).zip(all).flat_map(|((id, entity), mentions)| {
        let (name, role) = (name_of(held, entity), role_of(held, entity));
        mentions.iter().map(move |mention| {
            json!({
                "id": id, "type": entity.kind, "name": name, "role": role,
                "document": mention.document, "text": mention.text,
                "start_char": mention.start, "end_char": mention.end,
                "citation": mention.citation,
            })
        })
    })
}

/// A place where an entity is named.
struct Mention {
    /// The place among the entity's members.
    member: usize,
    document: DocumentName,
    text: String,
    start: usize,
    end: usize,
    citation: String,
}

/// Where each entity is named in the reports that are chosen. Each report is opened once, however
/// many entities stand in it.
fn all_mentions(held: &Held) -> Vec<Vec<Mention>> {
    let mut all: Vec<Vec<Mention>> = Vec::new();
    let mut by_report: BTreeMap<ReportIndex, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (at, (_, entity)) in entities(held).enumerate() {
        all.push(Vec::new());
        for (member, (report, local)) in entity.members.iter().enumerate() {
            by_report.entry(*report).or_default().push((at, member, *local));
        }
    }
    for (report, members) in by_report {
        let Some(open) = held.chosen(report) else { continue };
        for (at, member, local) in members {
            let own = open.analysis.entities.get(local);
            let (Some(own), Some(told)) = (own, all.get_mut(at)) else { continue };
            told.extend(own.mentions.iter().map(|span| Mention {
                member,
                document: open.report().document.clone(),
                text: open.told(held, *span).into_owned(),
                start: open.char_at(span.start),
                end: open.char_at(span.end),
                citation: open.cited(held, *span),
            }));
        }
    }
    for told in &mut all {
        told.sort_by_key(|mention| mention.member);
    }
    all
}

fn mentions<'a>(held: &'a Held, entity: Entity<'a>) -> impl Iterator<Item = Value> + 'a {
    entity.members.iter().flat_map(move |(index, local)| {
        let Some(analysed) = held.chosen(*index) else { return Vec::new() };
        let Some(own) = analysed.analysis.entities.get(*local) else { return Vec::new() };
        let row = |span: &Span| {
            json!({
                "document": analysed.report().document,
                "text": analysed.told(held, *span),
                "start_char": analysed.char_at(span.start),
                "end_char": analysed.char_at(span.end),
                "citation": analysed.cited(held, *span),
            })
        };
        own.mentions.iter().map(row).collect()
    })
}

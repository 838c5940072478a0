//! All that a chart stands on, as JSON: its series with every telling, what keeps them from being
//! compared, and why years have no value.

use super::reference::Reference;
use super::{cautions, gaps, words};
use crate::citation::Citer;
use crate::entities::ReportIndex;
use crate::figures::rows::Name;
use crate::privacy::Redactor;
use crate::series::{self, FigureId, Gap, GapKind, LeftOut, Series, SeriesInput};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What is written of one chart.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What the chart is called.
    pub name: &'a str,
    /// The series, in their order.
    pub series: &'a [Series],
    /// What they were built from.
    pub inputs: &'a [SeriesInput<'a>],
    /// The years without a value.
    pub gaps: &'a [Gap],
    /// The figures of the indicator that stand in no series.
    pub left_out: &'a [(FigureId, LeftOut)],
    /// What the chart does not show, in words.
    pub notes: &'a [String],
    /// Values from elsewhere beside those of the series.
    pub references: &'a [Reference],
    /// What cites sentences.
    pub citer: &'a Citer,
    /// What keeps private persons' names back.
    pub redactor: &'a Redactor,
}

/// The data of charts, indented, with a line end: one object, or a list where they are not one.
pub fn json(charts: &[Told<'_>]) -> Result<String, serde_json::Error> {
    let mut text = match charts {
        [one] => serde_json::to_string_pretty(&chart(one))?,
        several => serde_json::to_string_pretty(&several.iter().map(chart).collect::<Vec<_>>())?,
    };
    text.push('\n');
    Ok(text)
}

/// One chart.
fn chart(told: &Told<'_>) -> Value {
    let inputs: HashMap<ReportIndex, &SeriesInput<'_>> =
        told.inputs.iter().map(|input| (input.index, input)).collect();
    let shown: Vec<&Series> = told.series.iter().collect();
    let names = words::series_names(&shown);
    let careful = series::cautions(&shown);
    let reasons = |at: usize, point: Option<usize>| -> Vec<Value> {
        let here = careful.iter().filter(|one| one.series == at && one.point == point);
        here.map(|one| json!({"reason": one.reason, "words": cautions::sentence(one.reason)}))
            .collect()
    };
    let figure = |id: &FigureId| figure(told, &inputs, *id);
    let series: Vec<Value> = (0..)
        .zip(shown.iter().zip(&names))
        .map(|(at, (one, name))| {
            let points: Vec<Value> = (0..)
                .zip(&one.points)
                .map(|(index, point)| {
                    json!({
                        "year": point.year,
                        "start": point.period.start,
                        "end": point.period.end,
                        "coverage": point.period.coverage,
                        "value": point.value,
                        "value_high": point.value_high,
                        "qualifier": point.qualifier,
                        "standing": point.standing,
                        "contested": point.contested,
                        "status": point.status,
                        "cautions": reasons(at, Some(index)),
                        "told": point.attestations.iter().map(figure).collect::<Vec<_>>(),
                    })
                })
                .collect();
            json!({
                "name": name,
                "key": one.key,
                "flow": one.flow,
                "joined": one.joined.iter().map(|joined| &joined.key).collect::<Vec<_>>(),
                "cautions": reasons(at, None),
                "points": points,
            })
        })
        .collect();
    let gap = |gap: &Gap| {
        let (mut sentence, mut document) = (None, None);
        if let GapKind::Said { report, sentence: span, .. } = &gap.kind
            && let Some(input) = inputs.get(report)
        {
            sentence = input.read(|report| {
                told.redactor.words(input.index, &report.text, *span).text.into_owned()
            });
            document = Some(input.document);
        }
        let kind = match &gap.kind {
            GapKind::NoEdition => "no_edition",
            GapKind::SectionMissing { .. } => "section_missing",
            GapKind::ToldElsewhere { .. } => "told_elsewhere",
            GapKind::Repeated { .. } => "repeated",
            GapKind::TakenOut => "taken_out",
            GapKind::NotTold => "not_told",
            GapKind::Said { said, .. } => match said {
                crate::figures::SilenceKind::Zero => "zero",
                crate::figures::SilenceKind::NothingReported => "nothing_reported",
                crate::figures::SilenceKind::NoStatistics => "no_statistics",
            },
        };
        json!({
            "year": gap.year, "kind": kind, "words": gaps::why(&gap.kind),
            "document": document, "sentence": sentence,
        })
    };
    let left_out = told.left_out.iter().map(|(id, why)| {
        json!({"why": why.name(), "repeated_from": why.repeated_from(), "told": figure(id)})
    });
    json!({
        "name": told.name,
        "series": series,
        "references": told.references,
        "gaps": told.gaps.iter().map(gap).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "notes": told.notes,
    })
}

/// Where a figure is told.
fn figure(
    told: &Told<'_>,
    inputs: &HashMap<ReportIndex, &SeriesInput<'_>>,
    id: FigureId,
) -> Option<Value> {
    let input = inputs.get(&id.report)?;
    let row = input.rows.figures.get(id.figure)?;
    input.read(|report| {
        let citation = told.citer.source(report, row.sentence());
        json!({
            "document": input.document,
            "raw": row.raw().of(&report.text),
            "source": row.name(Name::Source),
            "sentence": told.redactor.words(id.report, &report.text, row.sentence()).text,
            "page": row.page_name(),
            "citation": told.redactor.text(id.report, &citation).text,
        })
    })
}

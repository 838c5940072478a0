//! All that a chart stands on, as JSON: its series with every telling, what keeps them from being
//! compared, and why years have no value.

use super::{cautions, gaps, words};
use crate::entities::ReportIndex;
use crate::series::{self, FigureId, Gap, GapKind, LeftOut, Series, SeriesInput};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
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
}

/// The data of a chart, indented, with a line end.
pub fn json(told: &Told<'_>) -> Result<String, serde_json::Error> {
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
    let figure = |id: &FigureId| figure(&inputs, *id);
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
            sentence = Some(span.of(&input.report.text));
            document = Some(&input.report.document);
        }
        let kind = match &gap.kind {
            GapKind::NoEdition => "no_edition",
            GapKind::SectionMissing { .. } => "section_missing",
            GapKind::ToldElsewhere { .. } => "told_elsewhere",
            GapKind::Repeated { .. } => "repeated",
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
    let whole = json!({
        "series": series,
        "gaps": told.gaps.iter().map(gap).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "notes": told.notes,
    });
    let mut text = serde_json::to_string_pretty(&whole)?;
    text.push('\n');
    Ok(text)
}

/// Where a figure is told.
fn figure(inputs: &HashMap<ReportIndex, &SeriesInput<'_>>, id: FigureId) -> Option<Value> {
    let input = inputs.get(&id.report)?;
    let figure = input.figures.get(id.figure as usize)?;
    Some(json!({
        "document": input.report.document,
        "raw": figure.raw.of(&input.report.text),
        "source": figure.source,
        "sentence": figure.sentence.of(&input.report.text),
        "page": input.report.page_name_at(figure.raw.start),
    }))
}

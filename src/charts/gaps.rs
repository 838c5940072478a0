//! The words for years without a value.

use super::words;
use crate::figures::SilenceKind;
use crate::series::{Gap, GapKind};
use std::collections::BTreeSet;

/// Why a year has no value, in a few words.
pub fn why(kind: &GapKind) -> String {
    match kind {
        GapKind::NoEdition => "no report on it in the folder".to_owned(),
        GapKind::SectionMissing { section } => {
            format!("its report has no section “{}”", section.trim_end_matches(':'))
        }
        GapKind::ToldElsewhere { .. } => "told in a series that is not shown".to_owned(),
        GapKind::Repeated { from } => format!("its report repeats the {from} report"),
        GapKind::TakenOut => "left out by the author".to_owned(),
        GapKind::NotTold => "read, and no number told".to_owned(),
        GapKind::Said { said, .. } => match said {
            SilenceKind::Zero => "the report says that there were none".to_owned(),
            SilenceKind::NothingReported => {
                "the report says only that none were reported, which is no count".to_owned()
            }
            SilenceKind::NoStatistics => {
                "the report says that no statistics were published".to_owned()
            }
        },
    }
}

/// The years without a value, those of one reason together: `2017, 2019–2021: no report on it in
/// the folder`. In the order of the first year of each.
pub fn lines(gaps: &[Gap]) -> Vec<String> {
    let mut groups: Vec<(String, BTreeSet<i16>)> = Vec::new();
    for gap in gaps {
        let why = why(&gap.kind);
        match groups.iter_mut().find(|(known, _)| *known == why) {
            Some((_, years)) => {
                years.insert(gap.year);
            }
            None => groups.push((why, BTreeSet::from([gap.year]))),
        }
    }
    groups.into_iter().map(|(why, years)| format!("{}: {why}", words::year_list(&years))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_one_reason_stand_together() {
        let gap = |year, kind| Gap { year, kind };
        let gaps = [
            gap(2014, GapKind::NoEdition),
            gap(2015, GapKind::NotTold),
            gap(2016, GapKind::NoEdition),
            gap(2017, GapKind::NoEdition),
        ];
        assert_eq!(
            lines(&gaps),
            ["2014, 2016, 2017: no report on it in the folder", "2015: read, and no number told"]
        );
    }
}

//! How far what a figure counts has come before the authorities, from the words of its clause.

use super::lexicon::Words;
use super::{Cues, FigureKind, Status, Unit};
use serde::Deserialize;
use std::sync::LazyLock;

/// The lists of `assets/lexicon/statuses.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    alleged: Words,
    registered: Words,
    investigated: Words,
    begun: Words,
    charged: Words,
    convicted: Words,
    dismissed: Words,
    ended: Words,
    case: Words,
    matters: Words,
    head_ends: Words,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| parse().unwrap_or_default());

fn parse() -> Result<Lexicon, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/statuses.toml"))
}

/// A word further from the number than this speaks of something else.
const REACH: usize = 12;

/// How far what is counted has come: by the nearest such word of the number's own clause, else, for a
/// part, of its whole's. `None` for limits, rates and money, and where no word says it.
pub fn status(cues: &Cues, kind: FigureKind, unit: Unit) -> Option<Status> {
    if kind == FigureKind::Norm || !matches!(unit, Unit::Count | Unit::Percent) {
        return None;
    }
    let counted = split(&cues.counted);
    let of_clause = |clause: &str| of_clause(&split(clause), &counted);
    of_clause(&cues.clause).or_else(|| of_clause(&cues.whole))
}

/// The words of a cue.
pub fn split(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The noun that is counted, without what limits it: "complaints" of "complaints of torture".
pub fn head(counted: &[String]) -> &[String] {
    let end = counted.iter().position(|word| LEXICON.head_ends.has(word));
    counted.get(..end.unwrap_or(counted.len())).unwrap_or_default()
}

/// "registered 120 complaints of torture": a complaint stays an allegation, whoever books it.
fn of_clause(clause: &[String], counted: &[String]) -> Option<Status> {
    let complained = head(counted).iter().any(|word| LEXICON.alleged.has(word));
    let Some(number) = clause.iter().position(|word| word == "#") else {
        return complained.then_some(Status::Alleged);
    };
    match nearest(clause, counted, number, complained) {
        None | Some(Status::Registered) if complained => Some(Status::Alleged),
        found => found,
    }
}

/// The status whose word stands nearest to the number, of two as near the one after it; past a
/// complaint's own noun.
fn nearest(
    clause: &[String],
    counted: &[String],
    number: usize,
    complained: bool,
) -> Option<Status> {
    let mut best: Option<(usize, Status)> = None;
    for at in number.saturating_sub(REACH)..(number + REACH).min(clause.len()) {
        let Some((status, length)) = told_at(clause, counted, at) else { continue };
        if complained && status == Status::Alleged {
            continue;
        }
        let away = distance(clause, number, at, at + length - 1);
        if best.is_none_or(|(before, _)| away < before) {
            best = Some((away, status));
        }
    }
    best.map(|(_, status)| status)
}

/// How far from the number the words from `first` to `last` stand. What was done to those counted
/// ("12 guards were convicted") is nearer than what only names them ("12 guards charged with abuse").
fn distance(clause: &[String], number: usize, first: usize, last: usize) -> usize {
    if last < number {
        return 2 * (number - last) + 1;
    }
    let before = first.checked_sub(1).and_then(|at| clause.get(at)).map_or("", String::as_str);
    let done = matches!(before, "was" | "were" | "been" | "be" | "being" | "is" | "are");
    let away = first.max(number) - number;
    if done { away } else { 2 * away }
}

/// The status that the words at `at` tell, and how many they are.
fn told_at(clause: &[String], counted: &[String], at: usize) -> Option<(Status, usize)> {
    let lexicon = &*LEXICON;
    let any = |words: &Words| {
        words.any_within(counted, 0, counted.len()) || words.any_within(clause, 0, clause.len())
    };
    let lists: [(&Words, Status, Option<&Words>); 8] = [
        (&lexicon.dismissed, Status::Dismissed, None),
        (&lexicon.ended, Status::Dismissed, Some(&lexicon.case)),
        (&lexicon.convicted, Status::Convicted, None),
        (&lexicon.charged, Status::Charged, None),
        (&lexicon.investigated, Status::Investigated, None),
        (&lexicon.begun, Status::Investigated, Some(&lexicon.case)),
        (&lexicon.registered, Status::Registered, Some(&lexicon.matters)),
        (&lexicon.alleged, Status::Alleged, None),
    ];
    lists.into_iter().find_map(|(words, status, only)| {
        let length = words.starting_at(clause, at)?;
        only.is_none_or(any).then_some((status, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::cues;

    #[test]
    fn the_file_of_lists_is_sound() {
        assert!(parse().is_ok());
    }

    #[test]
    fn the_nearest_word_tells_how_far_it_has_come() {
        use Status::{Alleged, Charged, Convicted, Dismissed, Investigated, Registered};
        let table = [
            ("The office received 120 complaints of torture.", "120", Some(Alleged)),
            ("The office registered 120 written complaints.", "120", Some(Alleged)),
            ("Some 40 cases of rape were reported.", "40", Some(Alleged)),
            ("Police registered 900 crimes.", "900", Some(Registered)),
            ("The ministry reported it registered 30 cases of rape.", "30", Some(Registered)),
            ("Prosecutors opened 14 criminal cases.", "14", Some(Investigated)),
            ("The board investigated 120 complaints.", "120", Some(Investigated)),
            ("Prosecutors sent 12 cases to court.", "12", Some(Charged)),
            ("The state indicted nine guards for abuse.", "nine", Some(Charged)),
            ("Courts convicted 12 guards charged with abuse.", "12", Some(Convicted)),
            ("The board closed 30 cases.", "30", Some(Dismissed)),
            ("Courts acquitted 30 clerks.", "30", Some(Dismissed)),
            ("The board told of complaints and 23 clerks were convicted.", "23", Some(Convicted)),
            ("The police dismissed 78 officers.", "78", None),
            ("The ministry closed 12 clinics and opened 40 schools.", "12", None),
            ("The council registered 40 parties.", "40", None),
            ("The ministry reported 52 clinics.", "52", None),
            ("The law punishes 14 offenses with prosecution.", "14", Some(Charged)),
        ];
        for (text, raw, want) in table {
            let found = status(&cues(text, raw), FigureKind::Statistic, Unit::Count);
            assert_eq!(found, want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_part_has_its_own_status_or_that_of_its_whole() {
        let text = "Police registered 300 cases of rape, of which 40 went to trial.";
        let found = |raw| status(&cues(text, raw), FigureKind::Statistic, Unit::Count);
        assert_eq!(found("300"), Some(Status::Registered));
        assert_eq!(found("40"), Some(Status::Charged));
        let norm = cues("Police registered 300 cases.", "300");
        assert_eq!(status(&norm, FigureKind::Norm, Unit::Count), None);
        assert_eq!(status(&norm, FigureKind::Statistic, Unit::Money), None);
    }
}

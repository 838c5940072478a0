//! One telling of a number, named so that it is found again after a new analysis.

use crate::figures::Figure;
use crate::report::{Report, Span};
use crate::series::{FigureId, SeriesInput};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// One telling of a number, by what stays the same when reports are analysed anew.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TellingKey {
    /// The report's document.
    pub document: String,
    /// The number as written.
    pub raw: String,
    /// A hash of its sentence and of which occurrence of `raw` in it is meant.
    pub sentence: String,
}

impl TellingKey {
    /// The key of a report's figure.
    pub fn of(report: &Report, figure: &Figure) -> Self {
        Self::at(report, figure.raw, figure.sentence)
    }

    /// The key of the number at `raw` in this sentence of a report.
    pub fn at(report: &Report, raw: Span, sentence: Span) -> Self {
        let before = Span::new(sentence.start.get(), raw.start.get());
        let (raw, sentence) = (raw.of(&report.text), sentence.of(&report.text));
        let before = before.of(&report.text);
        Self {
            document: report.document.as_str().to_owned(),
            raw: raw.to_owned(),
            sentence: sentence_key(sentence, before.matches(raw).count()),
        }
    }
}

/// A hash of a sentence's letters and digits in lower case, for white space and quotation marks may
/// be read in another way another time, and of the number's place among equal ones.
fn sentence_key(sentence: &str, occurrence: usize) -> String {
    let mut folded: String =
        sentence.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    folded.push('\n');
    folded.push_str(&occurrence.to_string());
    let hash = blake3::hash(folded.as_bytes()).to_hex();
    hash.chars().take(24).collect()
}

/// The figures that these keys name, and how many keys name none.
///
/// A key whose document is not there any more names the one figure with its number and sentence in
/// the other reports, where there is only one: the file may have been given another name.
pub fn found(keys: &[TellingKey], inputs: &[SeriesInput<'_>]) -> (HashSet<FigureId>, usize) {
    let mut figures = HashSet::new();
    if keys.is_empty() {
        return (figures, 0);
    }
    let documents: HashSet<&str> = inputs.iter().map(|input| input.document.as_str()).collect();
    let (here, gone): (Vec<&TellingKey>, Vec<&TellingKey>) =
        keys.iter().partition(|key| documents.contains(key.document.as_str()));
    let mut lost = 0;
    let mut by_document: HashMap<&str, Vec<&TellingKey>> = HashMap::new();
    for key in here {
        by_document.entry(key.document.as_str()).or_default().push(key);
    }
    for input in inputs {
        let Some(keys) = by_document.get(input.document.as_str()) else { continue };
        let raws: HashSet<&str> = keys.iter().map(|key| key.raw.as_str()).collect();
        let told: HashMap<TellingKey, FigureId> = tellings(input, &raws).into_iter().collect();
        for key in keys {
            match told.get(*key) {
                Some(id) => {
                    figures.insert(*id);
                }
                None => lost += 1,
            }
        }
    }
    if !gone.is_empty() {
        let raws: HashSet<&str> = gone.iter().map(|key| key.raw.as_str()).collect();
        let mut told: HashMap<(String, String), Vec<FigureId>> = HashMap::new();
        for (key, id) in inputs.iter().flat_map(|input| tellings(input, &raws)) {
            told.entry((key.raw, key.sentence)).or_default().push(id);
        }
        for key in gone {
            match told.get(&(key.raw.clone(), key.sentence.clone())).map(Vec::as_slice) {
                Some([only]) => {
                    figures.insert(*only);
                }
                _ => lost += 1,
            }
        }
    }
    (figures, lost)
}

/// The figures of a report whose number is written in one of these ways, each with its key.
fn tellings(input: &SeriesInput<'_>, raws: &HashSet<&str>) -> Vec<(TellingKey, FigureId)> {
    let found = input.read(|report| {
        let rows = input.rows.figures.iter();
        let rows = rows.filter(|row| raws.contains(row.raw().of(&report.text)));
        let id = |figure| FigureId { report: input.index, figure };
        rows.map(|row| (TellingKey::at(report, row.raw(), row.sentence()), id(row.at()))).collect()
    });
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportIndex;
    use crate::report::DocumentName;
    use crate::series::testing::Made;

    fn input(made: &Made, at: u32) -> SeriesInput<'_> {
        made.input(at)
    }

    #[test]
    fn a_telling_is_found_again_and_equal_numbers_are_told_apart() {
        let made = Made::new(2019, "Office")
            .sentence("It counted 31 storms, of which 31 came at night.", |_| {})
            .sentence("It counted 31 gales.", |_| {});
        let keys: Vec<TellingKey> =
            made.figures.iter().map(|figure| TellingKey::of(&made.report, figure)).collect();
        let distinct: HashSet<&TellingKey> = keys.iter().collect();
        assert_eq!(distinct.len(), 3);
        let mut anew = Made::new(2019, "Office")
            .sentence("A sentence that was not there before tells 7.", |_| {})
            .sentence("It counted 31 storms , of which 31 came at night.", |_| {});
        let (figures, lost) = found(&keys, &[input(&anew, 4)]);
        let id = |figure| FigureId { report: ReportIndex(4), figure };
        assert_eq!(figures, HashSet::from([id(1), id(2)]));
        assert_eq!(lost, 1, "the gales are told no more");
        anew.report.document = DocumentName::new("renamed.txt");
        let (figures, _) = found(&keys[..1], &[input(&anew, 4)]);
        assert_eq!(figures, HashSet::from([id(1)]), "in a file of another name");
        let twice = [input(&anew, 4), input(&anew, 5)];
        assert_eq!(found(&keys[..1], &twice), (HashSet::new(), 1), "two could be meant");
    }
}

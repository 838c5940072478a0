//! The words that decide a figure's indicator, kept apart from the figure: they are many times as
//! long, and nobody but the catalogue reads them.
//!
//! The extraction makes each figure with its cues ([`Worded`]). A report's cues are then kept together
//! ([`ReportCues`]), each text once, so that indicators are assigned again without the report.

use super::Figure;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};

/// The words that decide a figure's indicator, lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cues {
    /// What is counted: the head noun with what limits it ("complaints of torture").
    pub counted: String,
    /// The clause around the number, in which `#` stands for the number.
    pub clause: String,
    /// The whole sentence, in which `#` stands for the number.
    pub sentence: String,
    /// The clause of the whole that the number is a part of, where it is one.
    pub whole: String,
    /// Whether the number is the group that another is a part of ("10 of the 300 clubs"): the
    /// clause then says nothing of it.
    pub base: bool,
    /// The sentence before in the paragraph, which "of these" goes on from.
    pub before: String,
    /// The headings above, the outermost first.
    pub headings: String,
}

impl Cues {
    /// The same, borrowed.
    pub fn view(&self) -> CuesView<'_> {
        CuesView {
            counted: &self.counted,
            clause: &self.clause,
            sentence: &self.sentence,
            whole: &self.whole,
            base: self.base,
            before: &self.before,
            headings: &self.headings,
        }
    }
}

/// The cues of one figure, borrowed; see [`Cues`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CuesView<'a> {
    /// What is counted.
    pub counted: &'a str,
    /// The clause around the number.
    pub clause: &'a str,
    /// The whole sentence.
    pub sentence: &'a str,
    /// The clause of the whole that it is a part of.
    pub whole: &'a str,
    /// Whether it is the group that another is a part of.
    pub base: bool,
    /// The sentence before.
    pub before: &'a str,
    /// The headings above.
    pub headings: &'a str,
}

/// A figure whose indicator is still to be found, with the words that decide it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worded {
    /// The figure.
    pub figure: Figure,
    /// The words.
    pub cues: Cues,
}

impl Deref for Worded {
    type Target = Figure;

    fn deref(&self) -> &Figure {
        &self.figure
    }
}

impl DerefMut for Worded {
    fn deref_mut(&mut self) -> &mut Figure {
        &mut self.figure
    }
}

/// The cues of all figures and silences of a report, in their order. Figures of one sentence share
/// most of their words, so each text is kept once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCues {
    /// All texts, one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    figures: Vec<Numbered>,
    silences: Vec<Numbered>,
}

/// Cues by the numbers of their texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Numbered {
    counted: u32,
    clause: u32,
    sentence: u32,
    whole: u32,
    base: bool,
    before: u32,
    headings: u32,
}

impl ReportCues {
    /// Keeps the cues of a report's figures and of its silences.
    pub fn new<'a>(
        figures: impl IntoIterator<Item = &'a Cues>,
        silences: impl IntoIterator<Item = &'a Cues>,
    ) -> Self {
        let mut kept = Self::default();
        let mut known = HashMap::new();
        kept.figures = figures.into_iter().map(|cues| kept.number(cues, &mut known)).collect();
        kept.silences = silences.into_iter().map(|cues| kept.number(cues, &mut known)).collect();
        kept.text.shrink_to_fit();
        kept.ends.shrink_to_fit();
        kept
    }

    fn number<'a>(&mut self, cues: &'a Cues, known: &mut HashMap<&'a str, u32>) -> Numbered {
        let mut number = |text: &'a str| {
            *known.entry(text).or_insert_with(|| {
                self.text.push_str(text);
                self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
                u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
            })
        };
        Numbered {
            counted: number(&cues.counted),
            clause: number(&cues.clause),
            sentence: number(&cues.sentence),
            whole: number(&cues.whole),
            base: cues.base,
            before: number(&cues.before),
            headings: number(&cues.headings),
        }
    }

    /// The cues of the figures.
    pub fn figures(&self) -> Vec<CuesView<'_>> {
        self.figures.iter().map(|cues| self.view(cues)).collect()
    }

    /// The cues of the silences.
    pub fn silences(&self) -> Vec<CuesView<'_>> {
        self.silences.iter().map(|cues| self.view(cues)).collect()
    }

    fn view(&self, cues: &Numbered) -> CuesView<'_> {
        CuesView {
            counted: self.text(cues.counted),
            clause: self.text(cues.clause),
            sentence: self.text(cues.sentence),
            whole: self.text(cues.whole),
            base: cues.base,
            before: self.text(cues.before),
            headings: self.text(cues.headings),
        }
    }

    /// The text of this number; none where a file says something that cannot be.
    fn text(&self, number: u32) -> &str {
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let at = number as usize;
        let start = at.checked_sub(1).map_or(Some(0), end);
        let range = start.zip(end(at)).and_then(|(start, end)| self.text.get(start..end));
        range.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_cues_are_what_they_were_and_each_text_stands_once() {
        let cues = |counted: &str, base| Cues {
            counted: counted.to_owned(),
            clause: format!("held # {counted}"),
            sentence: "the jail held # men and # boys".to_owned(),
            base,
            before: String::new(),
            headings: "prison conditions".to_owned(),
            whole: "held # men".to_owned(),
        };
        let (figures, silences) = ([cues("men", false), cues("boys", true)], [cues("men", true)]);
        let kept = ReportCues::new(&figures, &silences);
        let written = postcard::to_stdvec(&kept).unwrap();
        let read: ReportCues = postcard::from_bytes(&written).unwrap();
        assert_eq!(read.figures(), figures.iter().map(Cues::view).collect::<Vec<_>>());
        assert_eq!(read.silences(), silences.iter().map(Cues::view).collect::<Vec<_>>());
        assert_eq!(kept.text.matches("prison conditions").count(), 1);
        assert_eq!(kept.text(u32::MAX), "", "a number that is none");
    }
}

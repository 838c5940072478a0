//! What the user has at hand: the words, figure or name that "quote", "note" and the like are
//! about.

use crate::report::{Report, Span};
use crate::series::FigureId;
use crate::workspace::{EntityId, Passage, Workspace};

/// Something that can be quoted and noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Words of a report.
    Passage(Passage),
    /// A figure.
    Figure(FigureId),
    /// A name, where it stands.
    Entity(EntityId, Passage),
}

impl Target {
    /// The words to quote: those selected, or the sentence of a figure or name.
    pub fn words(self, workspace: &Workspace) -> Option<Passage> {
        match self {
            Self::Passage(passage) => Some(passage),
            Self::Figure(id) => {
                let span = workspace.figure_row(id)?.sentence();
                Some(Passage { report: id.report, span })
            }
            Self::Entity(_, mention) => Some(sentence_of(workspace, mention)),
        }
    }
}

/// The sentence around words; the words themselves where the report is not analysed.
pub fn sentence_of(workspace: &Workspace, words: Passage) -> Passage {
    let analysis = workspace.slot(words.report).and_then(|slot| slot.analysis());
    let around = analysis.and_then(|analysis| {
        let after = analysis.sentences.partition_point(|one| one.start <= words.span.start);
        let sentence = *analysis.sentences.get(after.checked_sub(1)?)?;
        sentence.overlaps(words.span).then_some(sentence)
    });
    around.map_or(words, |span| Passage { span, ..words })
}

/// A range without the space at its ends; nothing where that is all there is.
pub fn trimmed(report: &Report, span: Span) -> Option<Span> {
    let words = span.of(&report.text);
    let start = span.start.get() + (words.len() - words.trim_start().len());
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}

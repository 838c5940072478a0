//! A sentence of a report laid out with its neighbours, for cards beside tables and charts.

use super::theme::{self, Theme, size};
use crate::report::{Report, Span};
use eframe::egui::{Color32, TextFormat, text::LayoutJob};

/// A sentence with what stands around it.
pub struct Excerpt {
    /// The words, laid out: the sentence in full colour with its number marked, its neighbours
    /// fainter.
    pub job: LayoutJob,
    /// The sentence alone, for screen readers.
    pub words: String,
}

/// The sentence at `sentence` with those before and after it in the same paragraph; `number` is
/// marked in it.
pub fn excerpt(
    report: &Report,
    sentences: &[Span],
    sentence: Span,
    number: Option<Span>,
    theme: &Theme,
) -> Excerpt {
    let text = &report.text;
    let around = neighbours(report, sentences, sentence);
    let mut job = LayoutJob::default();
    let mut add = |span: Span, color: Color32, behind: Color32| {
        let mut format = TextFormat::simple(theme::reading_font(size::BODY + 1.0), color);
        format.line_height = Some(22.0);
        format.background = behind;
        job.append(&span.of(text).replace('\t', "  "), 0.0, format);
    };
    let none = Color32::TRANSPARENT;
    let (start, end) = (sentence.start.get(), sentence.end.get());
    add(Span::new(around.start.get(), start), theme.faint, none);
    match number.filter(|number| sentence.covers(*number)) {
        Some(number) => {
            add(Span::new(start, number.start.get()), theme.text, none);
            add(number, theme.text, theme.hit);
            add(Span::new(number.end.get(), end), theme.text, none);
        }
        None => add(sentence, theme.text, none),
    }
    add(Span::new(end, around.end.get()), theme.faint, none);
    Excerpt { job, words: sentence.of(text).to_owned() }
}

/// The sentence and one on either side, as far as they stand in its paragraph.
fn neighbours(report: &Report, sentences: &[Span], sentence: Span) -> Span {
    let block = report.block_at(sentence.start).and_then(|at| report.blocks.get(at));
    let paragraph = block.map_or(sentence, |block| block.span);
    let at = sentences.partition_point(|other| other.start < sentence.start);
    let inside = |other: &&Span| paragraph.covers(**other);
    let before = at.checked_sub(1).and_then(|at| sentences.get(at)).filter(inside);
    let after = sentences.get(at + 1).filter(inside);
    Span::new(
        before.map_or(sentence.start, |span| span.start).get(),
        after.map_or(sentence.end, |span| span.end).get(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::DocumentName;
    use crate::{analysis, reading};

    #[test]
    fn neighbours_stay_in_the_paragraph() {
        let text = "One rose.\n\nTwo fell. Three of 30 left. Four came. Five went.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let sentences = analysis::analyse(&report).sentences;
        let around = |at: usize| neighbours(&report, &sentences, sentences[at]).of(&report.text);
        assert_eq!(around(0), "One rose.");
        assert_eq!(around(1), "Two fell. Three of 30 left.");
        assert_eq!(around(2), "Two fell. Three of 30 left. Four came.");
        assert_eq!(around(4), "Four came. Five went.");
    }

    #[test]
    fn the_number_is_marked() {
        let text = "Two fell. Three of 30 left.";
        let report = reading::read(text.as_bytes(), &DocumentName::new("a.txt")).unwrap();
        let sentences = analysis::analyse(&report).sentences;
        let number = Span::new(19, 21);
        let laid = excerpt(&report, &sentences, sentences[1], Some(number), &theme::LIGHT);
        let marked: Vec<_> = laid
            .job
            .sections
            .iter()
            .filter(|section| section.format.background == theme::LIGHT.hit)
            .map(|section| &laid.job.text[section.byte_range.start.0..section.byte_range.end.0])
            .collect();
        assert_eq!(marked, ["30"]);
        assert_eq!(laid.words, "Three of 30 left.");
    }
}

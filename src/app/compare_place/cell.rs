//! One sentence of one edition in type: its words, with what differs and what coders score brought
//! out.
//!
//! Nothing is told by colour alone: words that are gone are struck through, words that came are
//! underlined and tinted; numbers and names have an underline of their own, hedges and accusations
//! are heavier and have one too.

use super::facts::Tag;
use crate::app::theme::{self, Theme, size, space};
use crate::report::{Offset, Span};
use eframe::egui::{Color32, Stroke, TextFormat, text::LayoutJob};

/// What is brought out in a sentence, as bits that may stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Words that the edition before does not have here.
    pub const CAME: Self = Self(1);
    /// Words that the edition after does not have here.
    pub const WENT: Self = Self(2);
    /// A number that changed.
    pub const NUMBER: Self = Self(4);
    /// A name that changed.
    pub const NAME: Self = Self(8);
    /// A word that tells how sure the report is, that changed.
    pub const HEDGE: Self = Self(16);
    /// A word that tells how grave or how frequent something is, that changed.
    pub const WEIGHT: Self = Self(32);
    /// What is searched for.
    pub const HIT: Self = Self(64);
    /// The later edition says less, or says it less surely.
    pub const SOFTER: Self = Self(128);
    /// The later edition says more, or says it more surely.
    pub const HARDER: Self = Self(256);

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of these is among them.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// With `other` where it is missing, without it where it is there.
    #[must_use]
    pub const fn turned(self, other: Self) -> Self {
        Self(self.0 ^ other.0)
    }
}

/// How heavily a sentence is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As what is read.
    Full,
    /// As what is passed over.
    Faint,
}

/// Height of a line of a sentence, in points.
pub const LINE: f32 = 21.0;

/// Size of a sentence's type.
pub const TYPE: f32 = size::BODY + 1.0;

/// Sentences of a report in type, one after another: `spans` and `marks` are places of its `text`.
pub fn job(
    text: &str,
    spans: &[Span],
    marks: &[(Span, Marks)],
    ink: Ink,
    theme: &Theme,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(40.0);
    for (at, span) in spans.iter().enumerate() {
        if at > 0 {
            job.append(" ", 0.0, format(Marks::NONE, ink, theme));
        }
        for (piece, marks) in pieces(*span, marks) {
            let words = piece.of(text).replace('\t', "  ");
            job.append(&words, 0.0, format(marks, ink, theme));
        }
    }
    job
}

/// The stretches of a sentence, each with the marks on all of it.
fn pieces(span: Span, marks: &[(Span, Marks)]) -> Vec<(Span, Marks)> {
    let mut cuts = vec![span.start, span.end];
    for (marked, _) in marks.iter().filter(|(marked, _)| marked.overlaps(span)) {
        cuts.push(marked.start.clamp(span.start, span.end));
        cuts.push(marked.end.clamp(span.start, span.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |(start, end): (&Offset, &Offset)| {
        let piece = Span { start: *start, end: *end };
        let on = marks.iter().filter(|(marked, _)| marked.covers(piece));
        (piece, on.fold(Marks::NONE, |all, (_, one)| all.and(*one)))
    };
    cuts.iter().zip(cuts.iter().skip(1)).map(piece).collect()
}

/// How words with these marks look.
pub fn format(marks: Marks, ink: Ink, theme: &Theme) -> TextFormat {
    let plain = match ink {
        Ink::Full => theme.text,
        Ink::Faint => theme.faint,
    };
    let font = if marks.has(Marks::HEDGE.and(Marks::WEIGHT)) {
        theme::reading_bold_font(TYPE)
    } else {
        theme::reading_font(TYPE)
    };
    let mut format = TextFormat::simple(font, plain);
    format.line_height = Some(LINE);
    if let Some(color) = color(marks, theme) {
        format.color = color;
        format.underline = Stroke::new(if marks.has(Marks::NAME) { 1.0 } else { 2.0 }, color);
    }
    let ([_, (came, came_line), ..], [.., (went, went_line)]) =
        (theme.highlights, theme.highlights);
    if marks.has(Marks::CAME) {
        format.background = came;
        if format.underline == Stroke::NONE {
            format.underline = Stroke::new(1.0, came_line);
        }
    } else if marks.has(Marks::WENT) {
        format.background = went;
        format.strikethrough = Stroke::new(1.0, went_line);
    }
    if marks.has(Marks::HIT) {
        format.background = theme.hit;
        format.color = theme.text;
    }
    if format.background != Color32::TRANSPARENT && ink == Ink::Faint {
        format.color = theme.text;
    }
    format
}

/// The tags below a sentence as one run of small words.
pub fn tags_job(tags: &[Tag], theme: &Theme, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(40.0);
    for (at, tag) in tags.iter().enumerate() {
        let color = color(tag.marks, theme).unwrap_or(theme.soft);
        let mut format = TextFormat::simple(theme::strong_font(size::SMALL), color);
        format.line_height = Some(17.0);
        let sign = if tag.marks.has(Marks::SOFTER) {
            "▼ "
        } else if tag.marks.has(Marks::HARDER) {
            "▲ "
        } else {
            ""
        };
        let space = if at == 0 { 0.0 } else { space::M };
        job.append(&format!("{sign}{}", tag.words), space, format);
    }
    job
}

/// The colour of what is brought out, the gravest first.
pub fn color(marks: Marks, theme: &Theme) -> Option<Color32> {
    [
        (Marks::WEIGHT, theme.warning),
        (Marks::HEDGE, theme.court),
        (Marks::NUMBER, theme.figure),
        (Marks::NAME, theme.person),
    ]
    .into_iter()
    .find_map(|(mark, color)| marks.has(mark).then_some(color))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_where_marks_begin_and_end() {
        // "Police held 12 men." at 100 of its report.
        let marks = [
            (Span::new(107, 114), Marks::CAME),
            (Span::new(112, 114), Marks::NUMBER),
            (Span::new(90, 106), Marks::HIT),
            (Span::new(300, 301), Marks::NAME),
        ];
        let pieces = pieces(Span::new(100, 119), &marks);
        let cuts: Vec<_> =
            pieces.iter().map(|(piece, _)| (piece.start.get(), piece.end.get())).collect();
        assert_eq!(cuts, [(100, 106), (106, 107), (107, 112), (112, 114), (114, 119)]);
        assert_eq!(pieces[0].1, Marks::HIT);
        assert_eq!(pieces[1].1, Marks::NONE);
        assert_eq!(pieces[3].1, Marks::CAME.and(Marks::NUMBER));
        assert!(!pieces[4].1.has(Marks::CAME));
    }

    #[test]
    fn what_differs_is_told_by_more_than_its_colour() {
        for theme in [&theme::LIGHT, &theme::DARK] {
            let came = format(Marks::CAME, Ink::Full, theme);
            let went = format(Marks::WENT, Ink::Full, theme);
            assert!(came.underline != Stroke::NONE && came.strikethrough == Stroke::NONE);
            assert!(went.strikethrough != Stroke::NONE);
            let hedge = format(Marks::HEDGE.and(Marks::WENT), Ink::Full, theme);
            assert!(hedge.underline.width > 1.0 && hedge.strikethrough != Stroke::NONE);
            assert_ne!(hedge.font_id, came.font_id);
        }
    }

    #[test]
    fn all_words_of_a_sentence_are_set() {
        let text = "No. Über 12\tmen. Yes.";
        let spans = [Span::new(4, 17), Span::new(18, 22)];
        assert_eq!(spans.map(|span| span.of(text)), ["Über 12\tmen.", "Yes."]);
        let marks = [(Span::new(10, 12), Marks::NUMBER)];
        let set = job(text, &spans, &marks, Ink::Faint, &theme::LIGHT, 100.0);
        assert_eq!(set.text, "Über 12  men. Yes.");
        let underlined = set.sections.iter().filter(|one| one.format.underline.width > 1.0);
        let words: Vec<&str> =
            underlined.map(|one| &set.text[one.byte_range.start.0..one.byte_range.end.0]).collect();
        assert_eq!(words, ["12"]);
    }
}

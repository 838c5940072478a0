//! What is marked in a report's text: names in the colour of their kind, figures in theirs.

use super::typeset::WordBox;
use crate::analysis::Analysis;
use crate::app::theme::Theme;
use crate::entities::EntityKind;
use crate::report::Span;
use eframe::egui::{Color32, Painter, Rect, Shape, Stroke, Vec2, pos2};

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A mention of one of the report's own entities.
    Entity(usize, EntityKind),
    /// One of the report's figures.
    Figure(u32),
}

/// Marked words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// What they stand for.
    pub meaning: Meaning,
}

/// All marks of a report, in text order.
#[derive(Debug, Default)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// The marks of an analysis; `kind` tells of what kind each of its entities is, where it is
    /// one.
    pub fn new(
        analysis: &Analysis,
        kind: impl Fn(usize, EntityKind) -> Option<EntityKind>,
    ) -> Self {
        let mentions = analysis.entities.iter().enumerate().flat_map(|(at, entity)| {
            let meaning = kind(at, entity.kind).map(|kind| Meaning::Entity(at, kind));
            let mark = move |span: &Span| Some(Mark { span: *span, meaning: meaning? });
            entity.mentions.iter().filter_map(mark)
        });
        let figures = (0..)
            .zip(&analysis.figures)
            .map(|(at, figure)| Mark { span: figure.raw, meaning: Meaning::Figure(at) });
        let mut marks: Vec<Mark> = mentions.chain(figures).collect();
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        Self(marks)
    }

    /// The marks that begin in a range of the text.
    pub fn within(&self, span: Span) -> &[Mark] {
        let from = self.0.partition_point(|mark| mark.span.start < span.start);
        let to = self.0.partition_point(|mark| mark.span.start < span.end);
        self.0.get(from..to).unwrap_or_default()
    }
}

/// How strongly a mark is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strength {
    /// A thin line.
    #[default]
    Usual,
    /// The pointer is on it: a strong line.
    Hovered,
    /// It belongs to the chosen entity: a strong line, and a tint behind the words.
    Chosen,
}

/// The colour of a mark.
pub fn color(meaning: Meaning, theme: &Theme) -> Color32 {
    match meaning {
        Meaning::Entity(_, kind) => theme.kind(kind),
        Meaning::Figure(_) => theme.figure,
    }
}

/// The tint behind the words of a mark, where it has one.
pub fn tint(meaning: Meaning, strength: Strength, theme: &Theme) -> Option<Color32> {
    let color = color(meaning, theme);
    match (meaning, strength) {
        (_, Strength::Chosen) => Some(color.gamma_multiply(0.20)),
        (_, Strength::Hovered) => Some(color.gamma_multiply(0.12)),
        (Meaning::Figure(_), Strength::Usual) => Some(theme.mark.gamma_multiply(0.7)),
        (Meaning::Entity(..), Strength::Usual) => None,
    }
}

/// Draws the line under a mark's words. Each kind has a line of its own, so that colour is never
/// all that tells them apart: people a plain line, courts a double one, organizations dots,
/// figures dashes.
pub fn underline(
    painter: &Painter,
    word: WordBox,
    corner: Vec2,
    meaning: Meaning,
    strength: Strength,
    theme: &Theme,
) {
    let strong = strength != Strength::Usual;
    let color = color(meaning, theme);
    let color = if strong { color } else { color.gamma_multiply(0.75) };
    let stroke = Stroke::new(if strong { 2.0 } else { 1.0 }, color);
    let y = (word.baseline + corner.y + 3.5).round();
    let (left, right) = (word.rect.left() + corner.x, word.rect.right() + corner.x);
    let ends = [pos2(left, y), pos2(right, y)];
    match meaning {
        Meaning::Entity(_, EntityKind::Person) => {
            painter.line_segment(ends, stroke);
        }
        Meaning::Entity(_, EntityKind::Court) => {
            let thin = Stroke::new(if strong { 1.5 } else { 1.0 }, color);
            painter.line_segment(ends, thin);
            painter.line_segment(ends.map(|end| end + Vec2::new(0.0, 2.5)), thin);
        }
        Meaning::Entity(_, EntityKind::Organization) => {
            let radius = if strong { 1.3 } else { 0.9 };
            painter.extend(Shape::dotted_line(&ends, color, 3.6, radius));
        }
        Meaning::Figure(_) => {
            painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 2.5));
        }
    }
}

/// Draws the sign of a figure that only repeats an earlier report: a small ring at the upper right
/// of its words.
pub fn repeated(painter: &Painter, word: Rect, theme: &Theme) {
    let middle = pos2(word.right() + 1.0, word.top() + 3.0);
    painter.circle(middle, 2.6, theme.page, Stroke::new(1.2, theme.warning));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::ReportEntity;

    #[test]
    fn marks_are_found_by_where_they_begin() {
        let entity = |name: &str, at: usize| ReportEntity {
            kind: EntityKind::Person,
            name: name.to_owned(),
            role: None,
            roles: Vec::new(),
            mentions: vec![Span::new(at, at + 4), Span::new(at + 100, at + 104)],
        };
        let analysis = Analysis {
            entities: vec![entity("Vera", 50), entity("Olim", 10)],
            ..Analysis::default()
        };
        let marks = Marks::new(&analysis, |_, kind| Some(kind));
        let starts = |from, to| -> Vec<usize> {
            marks.within(Span::new(from, to)).iter().map(|mark| mark.span.start.get()).collect()
        };
        assert_eq!(starts(0, 200), [10, 50, 110, 150]);
        assert_eq!(starts(11, 110), [50]);
        assert_eq!(starts(50, 111), [50, 110]);
        let only = Marks::new(&analysis, |at, _| (at == 0).then_some(EntityKind::Court));
        let court = Meaning::Entity(0, EntityKind::Court);
        assert!(only.within(Span::new(0, 200)).iter().all(|mark| mark.meaning == court));
    }
}

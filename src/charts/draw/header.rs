//! What stands around the plot: title, subtitle, key, notes and source line.

use super::{Painter, body};
use crate::charts::canvas::{Frame, Letters, Pen, Spot};
use crate::charts::drawing::{Anchor, Weight};
use crate::charts::layout::{BODY, Entry, Layout, Lead, Line, SIGN, TITLE};
use crate::charts::marks::{Filling, Form, Mark};
use crate::charts::notes::Sign;
use crate::charts::scene::Kind;

impl Painter<'_> {
    pub(super) fn header(&self, layout: &Layout) {
        if let Some((frame, picture)) = &layout.logo {
            self.canvas.image(frame, picture);
        }
        let title = Letters {
            weight: Weight::SemiBold,
            size: TITLE,
            color: self.theme.ink,
            anchor: Anchor::Start,
        };
        self.lines(&layout.title, title);
        let muted = body(self.theme.muted);
        self.lines(&layout.subtitle, muted);
        self.lines(&layout.source, Letters { size: layout.foot, ..muted });
        for entry in &layout.key {
            self.entry(entry, BODY);
        }
        for entry in &layout.notes {
            self.entry(entry, layout.foot);
        }
    }

    fn lines(&self, lines: &[Line], letters: Letters) {
        for line in lines {
            self.canvas.text(&line.text, line.at, letters);
        }
    }

    fn entry(&self, entry: &Entry, size: f64) {
        let [x, y] = entry.line.at;
        self.lead(entry.lead, [x - SIGN + 17.0, y - size * 0.36]);
        let color = match entry.lead {
            Lead::Look(_) | Lead::Overlay(_) => self.theme.ink,
            Lead::Sign(_) | Lead::None => self.theme.muted,
        };
        self.canvas.text(&entry.line.text, entry.line.at, Letters { size, ..body(color) });
    }

    /// What stands before the words of a key or a note: of a series its mark, or its colour and
    /// pattern where it has columns.
    pub(super) fn lead(&self, lead: Lead, [x, y]: Spot) {
        match lead {
            Lead::Look(look) if matches!(self.scene.kind, Kind::Columns | Kind::Stacked) => {
                let point = Frame { left: x, top: y, right: x, bottom: y };
                let swatch = point.grown(15.0);
                self.canvas.fill(&swatch.corners(), self.color_of(look));
                self.pattern(swatch, look);
            }
            Lead::Look(look) => self.mark(look, Filling::Solid, [x, y], 13.5).draw(self.canvas),
            Lead::Sign(sign) => self.sign(sign, [x, y]),
            Lead::Overlay(at) => self.cross(at, [x, y], 12.0),
            Lead::None => {}
        }
    }

    /// Draws what a note explains, in grey: it holds for every series.
    fn sign(&self, sign: Sign, center: Spot) {
        let color = self.theme.muted;
        let form = Form::Circle;
        let background = self.theme.background;
        let [x, y] = center;
        let pen = Pen { color, width: 4.5, dash: None };
        let dot = |filling| Mark {
            form,
            filling,
            center,
            radius: 13.0,
            color,
            background,
            checked: true,
        };
        match sign {
            Sign::Mark(filling) => dot(filling).draw(self.canvas),
            Sign::HollowColumn | Sign::HatchedColumn => {
                let frame =
                    Frame { left: x - 12.0, top: y - 16.0, right: x + 12.0, bottom: y + 16.0 };
                let filling =
                    if sign == Sign::HatchedColumn { Filling::Half } else { Filling::Hollow };
                self.column(frame, color, filling, true);
            }
            Sign::Whisker => {
                self.canvas.line(&[[x, y - 15.0], [x, y + 15.0]], pen);
                for end in [y - 15.0, y + 15.0] {
                    self.canvas.line(&[[x - 9.0, end], [x + 9.0, end]], pen);
                }
            }
            Sign::Span => {
                self.canvas.line(&[[x - 17.0, y], [x + 17.0, y]], pen);
                Mark { radius: 10.0, ..dot(Filling::Dot) }.draw(self.canvas);
            }
            Sign::NotChecked => {
                Mark { checked: false, ..dot(Filling::Solid) }.draw(self.canvas);
            }
            Sign::Break => {
                let dash = Some([7.0, 8.0]);
                self.canvas.line(&[[x, y - 18.0], [x, y + 18.0]], Pen { dash, width: 3.0, ..pen });
            }
            Sign::Event => {
                let pen = Pen { width: 2.0, ..pen };
                self.canvas.line(&[[x, y - 18.0], [x, y + 18.0]], pen);
            }
            Sign::TickUp => self.tick([x, y + 12.0], -24.0, color),
            Sign::TickDown => self.tick([x, y - 12.0], 24.0, color),
        }
    }
}

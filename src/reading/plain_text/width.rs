//! How wide a line of text is in print, and whether its paragraph could have gone on in it.
//!
//! Where a text is hard-wrapped without blank lines, only the length of its lines shows where
//! paragraphs end: a line that had room for the next line's first word was not broken for want of
//! room. Text that was typed is measured in letters, text that came from a typeset page by the
//! widths of a common book face; whichever explains the breaks inside sentences better is used.

use super::lines::Line;
use super::running::cuts_a_sentence;

/// How the width of a line is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// Every letter is as wide as any other.
    Letters,
    /// Letters are as wide as in Times.
    Print,
}

/// The lines' common measure and the width that they were broken at.
#[derive(Clone, Copy, Debug)]
pub struct Wrapping {
    measure: Measure,
    /// Thousandths of an em that a line can hold.
    width: u32,
}

/// Breaks inside sentences that are looked at; enough to know the width well.
const SAMPLE: usize = 4000;

impl Wrapping {
    /// The wrapping of hard-wrapped lines; nothing where lines are whole paragraphs.
    pub fn of(lines: &[Line<'_>]) -> Option<Self> {
        let pairs: Vec<(&str, &str)> = lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(_, next)| next.blank_before == 0 && !next.page_break)
            .map(|(line, next)| (line.text.as_ref(), next.text.as_ref()))
            .collect();
        let open: Vec<(&str, &str)> =
            pairs.iter().copied().filter(|(a, b)| cuts_a_sentence(a, b)).take(SAMPLE).collect();
        // A page of whole paragraphs has next to no sentence that goes over a line's end.
        if open.len() < 3 || open.len() * 8 < lines.len().min(SAMPLE) {
            return None;
        }
        let tried = [Measure::Letters, Measure::Print].map(|measure| {
            let width = usual_width(measure, &open);
            let wrapping = Self { measure, width };
            let wrong = open.iter().filter(|(a, b)| wrapping.had_room(a, b)).count();
            (wrong, wrapping)
        });
        let [letters, print] = tried;
        Some(if letters.0 <= print.0 { letters.1 } else { print.1 })
    }

    /// Whether `line` surely had room for the first word of `next`.
    pub fn had_room(self, line: &str, next: &str) -> bool {
        let word = next.split(' ').next().unwrap_or("");
        // A word with hyphens may be broken at the first of them.
        let word = word.split_inclusive(['-', '–', '—']).next().unwrap_or(word);
        let needed = self.measure.width(line) + self.measure.width(" ") + self.measure.width(word);
        needed + self.width / 50 < self.width
    }

    /// Whether `line` is so short that it cannot be the full line of a paragraph.
    pub fn is_short(self, line: &str) -> bool {
        self.measure.width(line) * 3 < self.width * 2
    }
}

/// The width that nearly all lines broken inside a sentence keep to.
fn usual_width(measure: Measure, open: &[(&str, &str)]) -> u32 {
    let mut widths: Vec<u32> = open.iter().map(|(line, _)| measure.width(line)).collect();
    widths.sort_unstable();
    let at = widths.len() * 97 / 100;
    widths.get(at.min(widths.len().saturating_sub(1))).copied().unwrap_or(0)
}

impl Measure {
    /// The width of `text` in thousandths of an em.
    fn width(self, text: &str) -> u32 {
        let widths = text.chars().map(|c| match self {
            Self::Letters => 500,
            Self::Print => print_width(c),
        });
        widths.sum()
    }
}

/// The width of a letter in Times, in thousandths of an em (Adobe's font metrics, grouped).
fn print_width(c: char) -> u32 {
    match c {
        ' ' | '.' | ',' => 250,
        'i' | 'j' | 'l' | 't' | '/' | ':' | ';' => 278,
        'f' | 'r' | 'I' | '\'' | '’' | '‘' | '(' | ')' | '[' | ']' | '-' => 333,
        's' | 'J' => 389,
        'a' | 'c' | 'e' | 'z' | '?' | '"' | '“' | '”' => 444,
        'F' | 'P' | 'S' => 556,
        'E' | 'L' | 'T' | 'Z' => 611,
        'B' | 'C' | 'R' => 667,
        'w' | 'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' => 722,
        'm' | '&' => 778,
        '%' => 833,
        'M' => 889,
        'W' => 944,
        '—' | '…' => 1000,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn room_is_measured_as_the_lines_were_broken() {
        let text = "The guards at the northern gate told the\nvisitors that the hall was closed \
            for the\nseason and that nobody could say when it\nwould open to the public again, if \
            ever.\nOthers were told the same.\nAll of them had come from far away, they\nsaid, \
            and none of them had been told that\nthe hall was closed before they had set\nout.";
        let lines = lines(text);
        let wrapping = Wrapping::of(&lines).unwrap();
        assert!(!wrapping.had_room(&lines[0].text, &lines[1].text));
        assert!(wrapping.had_room("Others were told the same.", "All of them"));
        assert!(wrapping.is_short("Others were told."));
    }

    #[test]
    fn whole_paragraphs_have_no_width() {
        let text = "One paragraph stands here.\nAnother one stands below it.\nA third.";
        assert!(Wrapping::of(&lines(text)).is_none());
    }
}

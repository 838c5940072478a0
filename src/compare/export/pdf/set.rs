//! Words into lines: of several looks in one line, broken at blanks.

use crate::charts::Weight;
use crate::charts::text;

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Their weight.
    pub weight: Weight,
    /// Their size in points.
    pub size: f64,
    /// Their colour.
    pub colour: [u8; 3],
    /// Whether they are underlined.
    pub underlined: bool,
}

/// Words of one look on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// From the line's start.
    pub x: f64,
    /// The words, with the blank that follows them on the line.
    pub text: String,
    /// How wide they are, without that blank at the end of the line.
    pub width: f64,
    /// How they look.
    pub look: Look,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetLine {
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// How much room it takes downwards.
    pub height: f64,
}

/// The room of a line of letters of a size.
pub fn leading(size: f64) -> f64 {
    size * 1.35
}

/// Breaks `runs` into lines no wider than `room`; a word that is wider is broken inside.
pub fn set(runs: &[(&str, Look)], room: f64) -> Vec<SetLine> {
    let mut setter = Setter { room, lines: Vec::new(), line: SetLine::default(), x: 0.0 };
    let mut word: Vec<(String, Look)> = Vec::new();
    for (text, look) in runs {
        for part in text.split_inclusive(' ') {
            let bare = part.trim_end_matches(' ');
            if !bare.is_empty() {
                word.push((bare.to_owned(), *look));
            }
            if bare.len() < part.len() {
                setter.word(&word, Some(*look));
                word.clear();
            }
        }
    }
    setter.word(&word, None);
    setter.end_line();
    setter.lines
}

struct Setter {
    room: f64,
    lines: Vec<SetLine>,
    line: SetLine,
    x: f64,
}

fn width(text: &str, look: Look) -> f64 {
    text::width(text, look.weight, look.size)
}

impl Setter {
    /// Sets a word, which may be of several looks, and the blank after it.
    fn word(&mut self, word: &[(String, Look)], blank: Option<Look>) {
        let whole: f64 = word.iter().map(|(text, look)| width(text, *look)).sum();
        if self.x > 0.0 && self.x + whole > self.room {
            self.end_line();
        }
        for (text, look) in word {
            if self.x + width(text, *look) <= self.room {
                self.put(text, *look);
                continue;
            }
            for letter in text.chars() {
                let letter = letter.to_string();
                if self.x > 0.0 && self.x + width(&letter, *look) > self.room {
                    self.end_line();
                }
                self.put(&letter, *look);
            }
        }
        if let (Some(look), true) = (blank, self.x > 0.0) {
            self.put(" ", look);
        }
    }

    fn put(&mut self, text: &str, look: Look) {
        let wide = width(text, look);
        match self.line.pieces.last_mut() {
            Some(piece) if piece.look == look => {
                piece.text.push_str(text);
                piece.width += wide;
            }
            _ => {
                let piece = Piece { x: self.x, text: text.to_owned(), width: wide, look };
                self.line.pieces.push(piece);
            }
        }
        self.line.height = self.line.height.max(leading(look.size));
        self.x += wide;
    }

    fn end_line(&mut self) {
        self.x = 0.0;
        let mut line = std::mem::take(&mut self.line);
        if let Some(last) = line.pieces.last_mut() {
            let bare = last.text.trim_end().len();
            last.text.truncate(bare);
            last.width = width(&last.text, last.look);
        }
        line.pieces.retain(|piece| !piece.text.is_empty());
        if !line.pieces.is_empty() {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look =
        Look { weight: Weight::Regular, size: 10.0, colour: [0; 3], underlined: false };

    fn words(line: &SetLine) -> String {
        line.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_keep_looks() {
        let bold = Look { weight: Weight::SemiBold, ..LOOK };
        let runs = [("It held ", LOOK), ("40", bold), (", and more of them came later.", LOOK)];
        let lines = set(&runs, 80.0);
        let told: Vec<String> = lines.iter().map(words).collect();
        assert_eq!(told.join(" "), "It held 40, and more of them came later.");
        assert!(lines.len() > 1);
        assert!(told[0].contains("40,"), "a mark stays with its word: {told:?}");
        for line in &lines {
            let last = line.pieces.last().unwrap();
            assert!(last.x + last.width <= 80.0 + 1e-9, "{line:?}");
        }
        assert!(lines[0].pieces.iter().any(|piece| piece.look == bold && piece.text == "40"));
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let long = "a".repeat(60);
        let lines = set(&[(&long, LOOK)], 50.0);
        assert!(lines.len() > 3);
        assert_eq!(lines.iter().map(words).collect::<String>(), long);
        assert_eq!(set(&[(" ", LOOK)], 50.0), []);
    }
}

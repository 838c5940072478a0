//! From the lines of a paragraph to its words, each with its place: broken words joined, marks of
//! list items and dots of tables of contents left out.

use super::lines::{Line, Word};
use super::marks::bullet;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::hyphens::Vocabulary;
use crate::report::{BlockKind, Origin};
use std::ops::Range;

/// The paragraph that some lines make.
pub fn of_lines(kind: BlockKind, lines: &[Line], vocabulary: &Vocabulary) -> DraftBlock {
    let mut pieces = Vec::with_capacity(lines.iter().map(|line| line.words.len() + 1).sum());
    for (index, line) in lines.iter().enumerate() {
        let marked = kind == BlockKind::ListItem && index == 0;
        let from = if marked { bullet(line).unwrap_or(0) } else { 0 };
        let mut to = line.text.len();
        let mut space = false;
        if let Some(next) = lines.get(index + 1) {
            if vocabulary.drops_hyphen(&line.text, &next.text) {
                to -= line.text.chars().next_back().map_or(0, char::len_utf8);
            } else {
                space = !line.text.ends_with(['-', '\u{2010}', '—', '/']);
            }
        }
        push_words(&mut pieces, line, from..to, kind != BlockKind::TableRow);
        if space {
            pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
        }
    }
    DraftBlock::of(kind, pieces)
}

/// The words of a part of a line, each a piece with the white space before it.
fn push_words(pieces: &mut Vec<Piece>, line: &Line, part: Range<usize>, even: bool) {
    let origin = origin(line);
    let mut from = part.start;
    for word in line.words.iter().filter(|word| word.end > part.start && word.start < part.end) {
        let to = word.end.min(part.end);
        let text = line.text.get(from..to).unwrap_or_default();
        let text = if even { text.replace('\t', " ") } else { text.to_owned() };
        pieces.push(piece(text, &origin, word));
        from = to;
    }
}

fn piece(text: String, origin: &Origin, word: &Word) -> Piece {
    Piece { text, origin: origin.clone(), strong: word.bold, place: Some([word.x0, word.x1]) }
}

/// Where a line stands on its page; letters reach from above the baseline to a little below it.
pub fn origin(line: &Line) -> Origin {
    let rect = [line.x0, line.y - 0.8 * line.size, line.x1, line.y + 0.25 * line.size];
    Origin { page: Some(line.page), rect: Some(rect), ..Origin::default() }
}

/// A line of a table of contents: its title and its page are parted by dots.
pub fn is_contents(text: &str) -> bool {
    text.contains(".....") || text.contains(". . . .") || text.contains("…………")
}

/// The row of a table of contents, its dots taken for the gap between two cells.
pub fn contents_row(line: &Line) -> DraftBlock {
    let origin = origin(line);
    let mut pieces: Vec<Piece> = Vec::with_capacity(line.words.len());
    let (mut from, mut cell) = (0, false);
    for word in &line.words {
        let before = line.text.get(from..word.start).unwrap_or_default();
        let words = line.text.get(word.start..word.end).unwrap_or_default();
        from = word.end;
        let dots = words.trim_end_matches(['.', '…']);
        let leader = words.len() - dots.len() > 2 || dots.is_empty() && before.ends_with(' ');
        let words = if leader { dots } else { words };
        cell |= before.contains('\t');
        if !words.is_empty() {
            let gap = if std::mem::take(&mut cell) { "\t" } else { before };
            let gap = if pieces.is_empty() { "" } else { gap };
            pieces.push(piece(format!("{gap}{words}"), &origin, word));
        }
        cell |= leader;
    }
    DraftBlock::of(BlockKind::TableRow, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::pdf::shapes::ShapeId;

    /// A line of words as they are parted by spaces, tabs and marks.
    fn line(text: &str) -> Line {
        let mut words: Vec<Word> = Vec::new();
        let mut last = None;
        for (at, c) in text.char_indices() {
            let kind = (!c.is_whitespace()).then(|| c.is_alphanumeric());
            let end = at + c.len_utf8();
            match words.last_mut().filter(|_| kind.is_some() && kind == last) {
                Some(word) => word.end = end,
                None if kind.is_some() => {
                    let (x0, x1) = (0.0, 0.0);
                    let shape = ShapeId::NONE;
                    words.push(Word {
                        start: at,
                        end,
                        x0,
                        x1,
                        shape,
                        stems: (0.0, 0),
                        bold: false,
                    });
                }
                None => {}
            }
            last = kind;
        }
        Line { text: text.to_owned(), words, ..Line::default() }
    }

    #[test]
    fn rows_of_contents_lose_their_dots() {
        let table = [
            ("I.\tThe mills ........ 5–17\t3", "I.\tThe mills\t5–17\t3"),
            ("Wardens . . . . . . 12", "Wardens\t12"),
            ("A note on names....................9", "A note on names\t9"),
        ];
        for (text, want) in table {
            assert!(is_contents(text) || text.contains("...."), "{text}");
            assert_eq!(contents_row(&line(text)).text(), want, "{text}");
        }
    }

    #[test]
    fn broken_words_are_joined_and_marks_dropped() {
        let lines = [line("• The govern-"), line("ment of Ulmar was well-"), line("known.")];
        let text = "Others were known well; a well-known mill.";
        let vocabulary = Vocabulary::of(std::iter::once(text));
        let block = of_lines(BlockKind::ListItem, &lines, &vocabulary);
        assert_eq!(block.text(), "The government of Ulmar was well-known.");
    }
}

//! What only the whole document tells about its letters: which of them are bold, and which stand
//! for a bullet.

use super::lines::{Line, Word};
use super::shapes::{ShapeId, Shapes};
use std::collections::HashMap;

/// Stems this much thicker than those of most words are bold. Of the usual families the bold one
/// has stems 1.4 to 1.7 times as thick as the regular one, another regular family at most 1.2.
const BOLDER: f32 = 1.27;
/// One word in so many is a good part.
const PART: usize = 6;
/// The thickest stem of a weight against its thinnest.
const SPREAD: f32 = 1.16;
/// So often at least a bullet is drawn.
const FEWEST_BULLETS: usize = 2;

/// Marks the bold words and lines, and the lines that begin with a drawn bullet.
pub fn weigh(pages: &mut [Vec<Line>], shapes: &Shapes) {
    let usual = usual_stem(pages);
    let bullets = bullets(pages, shapes);
    for line in pages.iter_mut().flatten() {
        line.bullet = lone_letter(line).is_some_and(|word| bullets.contains_key(&word.shape));
        for word in &mut line.words {
            word.bold |= word.stem().is_some_and(|stem| stem > BOLDER * usual);
        }
        fill(&mut line.words);
        let text = &line.text;
        let lettered = |word: &&Word| {
            let letters = text.get(word.start..word.end).unwrap_or_default();
            word.stem().is_some() && letters.chars().any(char::is_alphanumeric)
        };
        let mut words = line.words.iter().filter(lettered).peekable();
        line.bold = words.peek().is_some() && words.all(|word| word.bold);
    }
}

/// Words whose weight could not be measured, and marks, are as bold as the word before them.
fn fill(words: &mut [Word]) {
    let first = words.iter().find(|word| word.stem().is_some());
    let mut last = first.is_some_and(|word| word.bold);
    for word in words {
        if word.stem().is_none() {
            word.bold |= last;
        }
        last = word.bold;
    }
}

/// The stem of the lightest weight that a good part of the words has: some papers are bold over
/// half of their length.
fn usual_stem(pages: &[Vec<Line>]) -> f32 {
    let words = pages.iter().flatten().flat_map(|line| &line.words);
    let mut stems: Vec<f32> = words.filter_map(Word::stem).collect();
    stems.sort_by(f32::total_cmp);
    let needed = stems.len() / PART;
    let alike = |from: &f32| stems.partition_point(|stem| *stem < from * SPREAD);
    let lightest = stems.iter().enumerate().find(|(at, stem)| alike(stem) - at > needed);
    lightest.map_or(f32::MAX, |(_, stem)| stem * SPREAD.sqrt())
}

/// Fonts of signs put bullets and arrows in the place of letters: a hand for "b", a disc for "l".
/// Such a letter is drawn in a shape that never stands inside a word, but begins lines alone.
fn bullets(pages: &[Vec<Line>], shapes: &Shapes) -> HashMap<ShapeId, usize> {
    let mut alone: HashMap<ShapeId, usize> = HashMap::new();
    for word in pages.iter().flatten().filter_map(lone_letter) {
        *alone.entry(word.shape).or_default() += 1;
    }
    alone
        .retain(|shape, count| *count >= FEWEST_BULLETS && shapes.times(*shape) * 9 <= *count * 10);
    alone
}

/// The first word of a line where it is one letter, and none that numbers a list ("A", "I").
fn lone_letter(line: &Line) -> Option<&Word> {
    let word = line.words.first()?;
    let mut letters = line.text.get(word.start..word.end)?.chars();
    let letter = letters.next().filter(|c| c.is_alphabetic() && !c.is_ascii_uppercase())?;
    let alone = letters.next().is_none()
        && line.text.get(word.end..)?.starts_with([' ', '\t'])
        && word.shape != ShapeId::NONE
        && letter.len_utf8() == word.end;
    alone.then_some(word)
}

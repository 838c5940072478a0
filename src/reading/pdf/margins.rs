//! Running heads, feet and page numbers of a PDF: what stands first or last on its pages again and
//! again, numbers aside, or always at the same height above or below the text.

use super::lines::Line;
use std::collections::HashMap;

/// Lines at each end of a page that may belong to its margins.
const ENDS: usize = 3;
/// Lines at one height differ by less, in points.
const SAME: f32 = 3.0;

/// What stood in the margins.
#[derive(Debug, Default, PartialEq)]
pub struct Margins {
    /// Their lines, one of each wording, page numbers left out.
    pub lines: Vec<String>,
    /// For each page, in order, the number printed on it.
    pub numbers: Vec<Option<String>>,
}

/// Takes the lines of the margins out of the pages.
pub fn remove(pages: &mut [Vec<Line>]) -> Margins {
    let repeated = repeated(pages);
    let needed = needed(pages.len());
    let heights = [edge_height(pages, true), edge_height(pages, false)];
    let mut margins = Margins::default();
    for lines in pages.iter_mut() {
        let mut printed = None;
        let mut gone = vec![false; lines.len()];
        for top in [true, false] {
            let order: Vec<usize> = ends(lines, top);
            for (rank, index) in order.iter().enumerate() {
                let Some(line) = lines.get(*index) else { break };
                let key = key(&line.text);
                // A head that is known from other pages may stand higher or lower on a page of its own
                // layout, but nothing stands beyond it.
                let known = repeated
                    .get(&(key.clone(), top))
                    .is_some_and(|at| rank == 0 && at.len() > needed && is_level(at, needed));
                let always = known
                    || repeated.get(&(key.clone(), top)).is_some_and(|at| {
                        at.iter().filter(|y| (**y - line.y).abs() < SAME).count() >= needed
                    });
                let number = is_number(&key) && rank <= 1;
                let [head, foot] = heights;
                let height = if top { head } else { foot };
                let placed = rank == 0
                    && height.is_some_and(|y| (line.y - y).abs() < 2.5)
                    && line.text.len() < 80;
                if !(always || number || placed) {
                    break;
                }
                if let Some(slot) = gone.get_mut(*index) {
                    *slot = true;
                }
                if number {
                    printed = printed.or_else(|| page_number(&line.text));
                } else if margins.lines.len() < 40 && !margins.lines.contains(&line.text) {
                    margins.lines.push(line.text.clone());
                }
            }
        }
        let mut gone = gone.into_iter();
        lines.retain(|_| !gone.next().unwrap_or(false));
        margins.numbers.push(printed);
    }
    margins
}

/// Whether most of some heights are one height.
fn is_level(heights: &[f32], needed: usize) -> bool {
    let mut sorted = heights.to_vec();
    sorted.sort_by(f32::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    let same = sorted.iter().filter(|y| (**y - middle).abs() < SAME).count();
    same >= needed && 2 * same > sorted.len()
}

/// How many pages a line comes back on at least to be the margin's.
fn needed(pages: usize) -> usize {
    (pages / 8).clamp(2, 4)
}

/// The page's number among the words of its line: "Page 12 of 40", "xiv".
fn page_number(text: &str) -> Option<String> {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = |word: &&str| {
        let roman = word.chars().all(|c| "ivxlIVXL".contains(c));
        roman || word.chars().all(|c| c.is_ascii_digit())
    };
    words.find(number).map(str::to_owned)
}

/// The lines nearest to the page's upper or lower edge, the nearest first.
fn ends(lines: &[Line], top: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let y = |index: &usize| lines.get(*index).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| if top { y(a).total_cmp(&y(b)) } else { y(b).total_cmp(&y(a)) });
    order.truncate(ENDS);
    order
}

/// The heights at which each wording stands at an end of pages. A heading that several chapters
/// have may stand there, too, but not at one height.
fn repeated(pages: &[Vec<Line>]) -> HashMap<(String, bool), Vec<f32>> {
    let mut heights: HashMap<(String, bool), Vec<f32>> = HashMap::new();
    for lines in pages {
        for top in [true, false] {
            for index in ends(lines, top) {
                if let Some(line) = lines.get(index).filter(|line| line.text.len() < 160) {
                    heights.entry((key(&line.text), top)).or_default().push(line.y);
                }
            }
        }
    }
    heights.retain(|(key, _), at| at.len() >= needed(pages.len()) && !key.is_empty());
    heights
}

/// The height at which most pages have a first (or last) line that stands off from their text.
fn edge_height(pages: &[Vec<Line>], top: bool) -> Option<f32> {
    let mut heights: Vec<f32> = pages
        .iter()
        .filter_map(|lines| {
            let order = ends(lines, top);
            let edge = lines.get(*order.first()?)?;
            let next = lines.get(*order.get(1)?)?;
            ((edge.y - next.y).abs() > 1.6 * next.size).then_some(edge.y)
        })
        .collect();
    heights.sort_by(f32::total_cmp);
    let middle = heights.get(heights.len() / 2).copied()?;
    let same = heights.iter().filter(|y| (**y - middle).abs() < 2.5).count();
    (pages.len() >= 5 && same * 2 > pages.len()).then_some(middle)
}

fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// Whether a wording is a page's number alone.
fn is_number(key: &str) -> bool {
    let words: String = key.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let roman = !words.is_empty() && words.len() <= 5 && words.chars().all(|c| "ivxl".contains(c));
    key.contains('#') && matches!(words.as_str(), "" | "page" | "pageof" | "of" | "p")
        || roman && !key.contains('#') && key.len() == words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f32) -> Line {
        Line { text: text.to_owned(), y, size: 10.0, ..Line::default() }
    }

    #[test]
    fn heads_and_numbers_go_wherever_they_stand() {
        let mut pages: Vec<Vec<Line>> = (1..=6)
            .map(|n| {
                vec![
                    line(if n < 4 { "ORL" } else { "VES" }, 30.0),
                    line(
                        &format!("words of page {} begin", ["a", "b", "c", "d", "e", "f"][n - 1]),
                        70.0,
                    ),
                    line(&format!("more words of {}", ["g", "h", "i", "j", "k", "l"][n - 1]), 82.0),
                    line(&format!("Yearly Review {n}"), 770.0),
                    line(&n.to_string(), 790.0),
                ]
            })
            .collect();
        let margins = remove(&mut pages);
        assert!(pages.iter().all(|lines| lines.len() == 2), "{pages:?}");
        assert!(margins.lines.iter().any(|m| m.starts_with("Yearly Review")));
        assert_eq!(margins.numbers[3].as_deref(), Some("4"));
    }

    #[test]
    fn a_heading_that_chapters_share_stays() {
        let words = ["mills", "wardens", "lamps", "rivers", "roads", "wells"];
        let mut pages: Vec<Vec<Line>> = (0_u8..)
            .zip(words)
            .map(|(n, word)| {
                let y = 60.0 + 17.0 * f32::from(n);
                vec![line("Visits", y), line(&format!("They saw the {word}."), y + 12.0)]
            })
            .collect();
        remove(&mut pages);
        assert!(pages.iter().all(|lines| lines.len() == 2), "{pages:?}");
    }
}

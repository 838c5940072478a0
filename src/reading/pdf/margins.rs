//! Running heads, feet and page numbers of a PDF: what stands first or last on its pages again and
//! again, numbers aside, or always at the same height above or below the text.

use super::lines::Line;
use std::collections::HashMap;

/// Lines at each end of a page that may belong to its margins.
const ENDS: usize = 3;

/// The margins' lines that were taken out, one of each wording, and how many pages there are.
pub fn remove(pages: &mut [Vec<Line>]) -> Vec<String> {
    let repeated = repeated(pages);
    let heights = [edge_height(pages, true), edge_height(pages, false)];
    let mut margins: Vec<String> = Vec::new();
    for lines in pages.iter_mut() {
        let mut gone = vec![false; lines.len()];
        for top in [true, false] {
            let order: Vec<usize> = ends(lines, top);
            for (rank, index) in order.iter().enumerate() {
                let Some(line) = lines.get(*index) else { break };
                let key = key(&line.text);
                let always = repeated.contains_key(&(key.clone(), top));
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
                if !number && margins.len() < 40 && !margins.contains(&line.text) {
                    margins.push(line.text.clone());
                }
            }
        }
        let mut gone = gone.into_iter();
        lines.retain(|_| !gone.next().unwrap_or(false));
    }
    margins
}

/// The lines nearest to the page's upper or lower edge, the nearest first.
fn ends(lines: &[Line], top: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    let y = |index: &usize| lines.get(*index).map_or(0.0, |line| line.y);
    order.sort_by(|a, b| if top { y(a).total_cmp(&y(b)) } else { y(b).total_cmp(&y(a)) });
    order.truncate(ENDS);
    order
}

/// The wordings that stand at an end of several pages.
fn repeated(pages: &[Vec<Line>]) -> HashMap<(String, bool), usize> {
    let mut counts: HashMap<(String, bool), usize> = HashMap::new();
    for lines in pages {
        for top in [true, false] {
            for index in ends(lines, top) {
                if let Some(line) = lines.get(index).filter(|line| line.text.len() < 160) {
                    *counts.entry((key(&line.text), top)).or_default() += 1;
                }
            }
        }
    }
    let needed = (pages.len() / 8).clamp(2, 4);
    counts.retain(|(key, _), count| *count >= needed && !key.is_empty());
    counts
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
        assert!(margins.iter().any(|m| m.starts_with("Yearly Review")));
    }
}

//! Running heads and feet, and page numbers: found by repetition, by where they stand, and by how
//! their numbers grow, whatever they say.

use super::lines::Line;
use std::collections::HashMap;

/// Longer lines are text.
const LONGEST: usize = 160;

/// Most wordings that are looked for at the start of every line.
const MOST_HEADS: usize = 24;

/// What was found out about the lines that have one wording, numbers aside.
#[derive(Default)]
struct Wording {
    /// The lines, as indices.
    lines: Vec<usize>,
    /// How many of them stand in a run with other candidates.
    in_runs: usize,
    /// How many of them cut a sentence in two or stand at the edge of a page.
    at_page_edges: usize,
    /// Whether it is taken for a running head.
    accepted: bool,
}

/// A run of neighbouring candidates: `start..end` as indices of lines.
struct Run {
    start: usize,
    end: usize,
    at_page_edge: bool,
}

/// Takes running heads, feet and page numbers out of `lines`, and marks the line after each of
/// them as the first of a page. Heads that stick to a line's start ("Yearly Review 12 the court
/// then heard …") are cut off it. Gives what stays, and one line of each wording that went.
pub fn remove(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<String>) {
    let keys: Vec<Option<String>> = lines.iter().map(|line| key(&line.text)).collect();
    let mut wordings: HashMap<&str, Wording> = HashMap::new();
    for (index, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            wordings.entry(key).or_default().lines.push(index);
        }
    }
    let is_candidate = |index: usize| {
        let key = keys.get(index).and_then(Option::as_deref);
        key.is_some_and(|key| wordings.get(key).is_some_and(|w| w.lines.len() > 1))
    };
    let runs = runs(&lines, is_candidate);
    for run in &runs {
        for key in keys.iter().take(run.end).skip(run.start).flatten() {
            if let Some(wording) = wordings.get_mut(key.as_str()) {
                wording.in_runs += usize::from(run.end - run.start > 1);
                wording.at_page_edges += usize::from(run.at_page_edge);
            }
        }
    }
    let places = places(&lines);
    for (key, wording) in &mut wordings {
        wording.accepted = is_running(key, wording, &lines, &places);
    }
    let removed = removed(&keys, &wordings, &runs);
    let mut margins: Vec<(usize, String)> = wordings
        .values()
        .filter(|wording| wording.accepted)
        .filter_map(|wording| wording.lines.iter().find(|i| removed.get(**i) == Some(&true)))
        .filter_map(|index| Some((*index, lines.get(*index)?.text.to_string())))
        .collect();
    margins.sort_unstable();
    let margins = margins.into_iter().map(|(_, text)| text).collect();
    (without(lines, &keys, &wordings, &removed), margins)
}

/// The wording of a line with its numbers made alike; nothing for lines that are surely text.
fn key(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    Some(key)
}

/// Neighbouring candidate lines, with whether a page seems to end there.
fn runs(lines: &[Line<'_>], is_candidate: impl Fn(usize) -> bool) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if !is_candidate(start) {
            start += 1;
            continue;
        }
        let end = (start..lines.len()).find(|i| !is_candidate(*i)).unwrap_or(lines.len());
        let before = start.checked_sub(1).and_then(|i| lines.get(i));
        let after = lines.get(end);
        let cuts = before.zip(after).is_some_and(|(b, a)| cuts_a_sentence(&b.text, &a.text));
        let breaks = lines.iter().take(end + 1).skip(start).any(|line| line.page_break);
        runs.push(Run { start, end, at_page_edge: cuts || breaks });
        start = end;
    }
    runs
}

/// Whether a sentence seems to go on from one line to the other.
pub fn cuts_a_sentence(before: &str, after: &str) -> bool {
    let open = before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '\'' | '’'));
    open && after.starts_with(char::is_lowercase)
}

/// How many letters of the file stand before each line.
fn places(lines: &[Line<'_>]) -> Vec<usize> {
    lines
        .iter()
        .scan(0, |sum, line| {
            let before = *sum;
            *sum += line.text.len() + 1;
            Some(before)
        })
        .collect()
}

/// Whether lines of one wording are a running head: they come with the pages, not with the text.
fn is_running(key: &str, wording: &Wording, lines: &[Line<'_>], places: &[usize]) -> bool {
    let count = wording.lines.len();
    if count < 2 {
        return false;
    }
    let mostly_at_edges = count >= 3 && wording.at_page_edges * 10 >= count * 3;
    let always_in_runs = wording.in_runs == count && wording.at_page_edges > 0;
    mostly_at_edges || always_in_runs || numbers_pages(key, wording, lines, places)
}

/// Whether the only number of the lines grows as page numbers do: always upwards, and about as
/// fast as the text does.
fn numbers_pages(key: &str, wording: &Wording, lines: &[Line<'_>], places: &[usize]) -> bool {
    if wording.lines.len() < 3 || key.matches('#').count() != 1 {
        return false;
    }
    let seen: Vec<(usize, usize)> = wording
        .lines
        .iter()
        .filter_map(|index| Some((number(&lines.get(*index)?.text)?, *places.get(*index)?)))
        .collect();
    let mut letters_a_page = Vec::with_capacity(seen.len());
    for (first, second) in seen.iter().zip(seen.iter().skip(1)) {
        let Some(pages) = second.0.checked_sub(first.0).filter(|pages| *pages > 0) else {
            return false;
        };
        letters_a_page.push((second.1 - first.1) / pages);
    }
    let (Some(least), Some(most)) = (letters_a_page.iter().min(), letters_a_page.iter().max())
    else {
        return false;
    };
    *least >= 700 && *most <= least.saturating_mul(3)
}

/// The number in a line that has one.
fn number(text: &str) -> Option<usize> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// For each line whether it goes: accepted wordings, and lone numbers beside them.
fn removed(keys: &[Option<String>], wordings: &HashMap<&str, Wording>, runs: &[Run]) -> Vec<bool> {
    let accepted = |index: usize| {
        let key = keys.get(index).and_then(Option::as_deref);
        key.is_some_and(|key| wordings.get(key).is_some_and(|w| w.accepted))
    };
    let mut removed = vec![false; keys.len()];
    for run in runs {
        let any = (run.start..run.end).any(accepted);
        for index in run.start..run.end {
            let lone = keys.get(index).and_then(Option::as_deref).is_some_and(is_page_label);
            // A title may have the words of the running head: alone at the top it stays.
            let title = index < 5 && run.end - run.start == 1 && !run.at_page_edge && !lone;
            if let Some(slot) = removed.get_mut(index) {
                *slot = (accepted(index) && !title) || (any && lone);
            }
        }
    }
    removed
}

/// Whether a wording is nothing but a page's number: "12", "- 12 -", "Page 12", "12 of 40", "12/40".
fn is_page_label(key: &str) -> bool {
    let words: String = key.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    key.contains('#') && matches!(words.as_str(), "" | "page" | "pageof" | "of" | "p")
}

/// The lines that stay, heads cut off their starts, and page breaks where lines went.
fn without<'a>(
    lines: Vec<Line<'a>>,
    keys: &[Option<String>],
    wordings: &HashMap<&str, Wording>,
    removed: &[bool],
) -> Vec<Line<'a>> {
    let heads: Vec<&str> = keys
        .iter()
        .flatten()
        .map(String::as_str)
        .filter(|key| key.len() >= 12 && wordings.get(key).is_some_and(|w| w.accepted))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .rev()
        .take(MOST_HEADS)
        .collect();
    let mut kept: Vec<Line<'a>> = Vec::with_capacity(lines.len());
    let (mut page_break, mut blank) = (false, 0);
    for (mut line, gone) in lines.into_iter().zip(removed) {
        if *gone {
            page_break = true;
            blank += line.blank_before;
            continue;
        }
        let cut = stuck_heads(&line.text, &heads);
        if cut > 0 {
            page_break = true;
            let rest = line.text.get(cut..).unwrap_or("").trim_start().to_owned();
            line.text = rest.into();
        }
        line.page_break |= std::mem::take(&mut page_break);
        line.blank_before += std::mem::take(&mut blank);
        kept.push(line);
    }
    kept
}

/// How many bytes at the start of a line are running heads, the rest going on in lower case: a
/// sentence cut by the end of a page, its lines joined with the page's foot by whoever saved it.
fn stuck_heads(text: &str, heads: &[&str]) -> usize {
    let mut cut = 0;
    'next: while let Some(rest) = text.get(cut..) {
        let rest = rest.trim_start();
        for head in heads {
            if let Some(length) = matches_wording(rest, head)
                && rest.len() > length
            {
                cut = text.len() - rest.len() + length;
                continue 'next;
            }
        }
        break;
    }
    let rest = text.get(cut..).unwrap_or("").trim_start();
    if rest.starts_with(char::is_lowercase) { cut } else { 0 }
}

/// How many bytes of `text` a wording covers from its start; its `#` stands for any number.
fn matches_wording(text: &str, wording: &str) -> Option<usize> {
    let mut rest = text;
    for part in wording.split_inclusive('#') {
        let words = part.trim_end_matches('#');
        rest = rest.strip_prefix(words)?;
        if part.ends_with('#') {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if after.len() == rest.len() {
                return None;
            }
            rest = after;
        }
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        remove(lines(text)).0.into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn heads_inside_sentences_go_and_repeated_headings_stay() {
        let text = "Overview\nThe guards of the river\nYearly Review of Rights 7\nOffice of Records\n\
            station left early.\nMethods\nThey counted.\nOverview\nThe boats of the\n\
            Yearly Review of Rights 8\nOffice of Records\nharbour stayed.\nMethods\nThey asked.\n";
        let want = [
            "Overview",
            "The guards of the river",
            "station left early.",
            "Methods",
            "They counted.",
            "Overview",
            "The boats of the",
            "harbour stayed.",
            "Methods",
            "They asked.",
        ];
        assert_eq!(kept(text), want);
    }

    #[test]
    fn page_numbers_grow_with_the_text() {
        let filler = "Someone wrote this line down for the count of letters.\n".repeat(20);
        let pages: Vec<String> = (3..9).map(|page| format!("{filler}ORLANIA {page}\n")).collect();
        let paged = pages.concat();
        assert!(!kept(&paged).iter().any(|line| line.starts_with("ORLANIA")));
        // Articles of a law are numbered too, but come as they come.
        let law = format!(
            "Article 1\n{filler}Article 2\nShort.\nArticle 3\n{filler}{filler}{filler}Article 4\n"
        );
        assert_eq!(kept(&law).iter().filter(|line| line.starts_with("Article")).count(), 4);
    }

    #[test]
    fn a_head_that_sticks_to_a_line_is_cut_off() {
        let text = "It was in the\nYearly Review of Rights\nOffice of Records\nopen hall.\n\
            They met at\n\nYearly Review of Rights Office of Records the gate and spoke.\n\
            He was seen near\nYearly Review of Rights\nOffice of Records\nthe mill.";
        let want = [
            "It was in the",
            "open hall.",
            "They met at",
            "the gate and spoke.",
            "He was seen near",
            "the mill.",
        ];
        assert_eq!(kept(text), want);
    }

    #[test]
    fn form_feeds_show_the_edges_of_pages() {
        let text = "One began.\nOrlania report\n\u{c}Two began.\nOrlania report\n\u{c}Three began.\n\
            Orlania report\n\u{c}Four began.";
        assert_eq!(kept(text), ["One began.", "Two began.", "Three began.", "Four began."]);
    }
}

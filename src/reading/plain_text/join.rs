//! Joins the lines of a text file into paragraphs, headings and list items.

use super::lines::Line;
use super::running::cuts_a_sentence;
use super::width::Wrapping;
use crate::reading::draft::{DraftBlock, Piece};
use crate::reading::headings::{self, begins_numbered};
use crate::reading::hyphens::Vocabulary;
use crate::report::{BlockKind, Origin};

/// Paragraphs of the kept `lines`. `paged` tells whether the file was printed on pages, `numbered`
/// whether the lines' page numbers are known.
pub fn paragraphs(mut lines: Vec<Line<'_>>, paged: bool, numbered: bool) -> Vec<DraftBlock> {
    single_space(&mut lines);
    let vocabulary = Vocabulary::of(lines.iter().map(|line| line.text.as_ref()));
    let joiner = Joiner { wrapping: Wrapping::of(&lines), vocabulary, has_pages: paged };
    let mut drafts: Vec<Open<'_, '_>> = Vec::new();
    for line in &lines {
        match drafts.last_mut() {
            Some(open) if joiner.goes_on(open, line) => open.lines.push(line),
            _ => drafts.push(Open { lines: vec![line] }),
        }
    }
    let wrapped = joiner.wrapping.is_some();
    drafts.iter().map(|open| joiner.close(open, wrapped, numbered)).collect()
}

/// A paragraph that lines are being added to.
struct Open<'l, 'a> {
    lines: Vec<&'l Line<'a>>,
}

impl Open<'_, '_> {
    fn first(&self) -> &str {
        self.lines.first().map_or("", |line| line.text.as_ref())
    }
    fn last(&self) -> &str {
        self.lines.last().map_or("", |line| line.text.as_ref())
    }
}

/// What is known of the whole file.
struct Joiner {
    wrapping: Option<Wrapping>,
    vocabulary: Vocabulary,
    has_pages: bool,
}

/// Words that no paragraph ends with.
const OPEN_WORDS: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "by", "for", "with", "from", "as",
    "that", "which", "who", "was", "were", "is", "are", "be", "been", "had", "has", "have", "its",
    "their", "his", "her", "than", "but", "between", "under", "into", "not",
];

impl Joiner {
    /// Whether `next` goes on with the paragraph.
    fn goes_on(&self, open: &Open<'_, '_>, next: &Line<'_>) -> bool {
        let last = open.last();
        if is_bullet(&next.text).is_some() {
            return false;
        }
        if heading_goes_on(open, next) {
            return true;
        }
        let apart = next.blank_before > 0 || next.page_break;
        if !apart {
            return self.wrapping.is_some_and(|wrapping| goes_on_below(open, next, wrapping));
        }
        if cuts_a_sentence(last, &next.text) && !is_lettered(&next.text) {
            return true;
        }
        self.goes_on_over_page(open, next)
    }

    /// Whether a paragraph goes on with a capital letter beyond the end of a page: "the Ministry
    /// of" / "Labor said". The page's end need not be seen where the file is known to have pages.
    fn goes_on_over_page(&self, open: &Open<'_, '_>, next: &Line<'_>) -> bool {
        let last = open.last();
        let heading = is_section_head(open.first());
        if !(next.page_break || self.has_pages) || heading || begins_numbered(&next.text) {
            return false;
        }
        let unfinished =
            last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '\''));
        let whole =
            open.lines.len() > 1 || last.len() > 160 || headings::run_in(open.first()).is_some();
        let word = last.rsplit(' ').next().unwrap_or("");
        let dangling = OPEN_WORDS.contains(&word) || last.ends_with(',');
        let was_full = self.wrapping.is_none_or(|wrapping| !wrapping.had_room(last, &next.text));
        unfinished && was_full && (whole || dangling && next.page_break)
    }

    /// The finished paragraph.
    fn close(&self, open: &Open<'_, '_>, wrapped: bool, numbered: bool) -> DraftBlock {
        let mut pieces: Vec<Piece> = Vec::with_capacity(open.lines.len());
        let mut kind = BlockKind::Paragraph;
        for (index, line) in open.lines.iter().enumerate() {
            let mut words = line.text.as_ref();
            if index == 0
                && let Some(mark) = is_bullet(words)
            {
                kind = BlockKind::ListItem;
                words = words.get(mark..).unwrap_or("");
            }
            let mut text = words.to_owned();
            if let Some(next) = open.lines.get(index + 1) {
                if self.vocabulary.drops_hyphen(words, &next.text) {
                    text.pop();
                } else if !words.ends_with(['-', '—']) || words.ends_with(" -") {
                    text.push(' ');
                }
            }
            let page = numbered.then_some(line.page);
            let origin = Origin { line: Some(line.number), page, ..Origin::default() };
            pieces.push(Piece { text, origin, ..Piece::default() });
        }
        let mut draft = DraftBlock::of(kind, pieces);
        if kind == BlockKind::Paragraph && is_heading(&draft, open, wrapped) {
            draft.kind = BlockKind::Heading(1);
        }
        draft
    }
}

/// Whether a numbered heading that breaks off after a small word goes on: "d. The Right to Leave
/// the" / "Country".
fn heading_goes_on(open: &Open<'_, '_>, next: &Line<'_>) -> bool {
    let last = open.last();
    let word = last.rsplit(' ').next().unwrap_or("");
    OPEN_WORDS.contains(&word)
        && open.lines.len() < 3
        && next.blank_before < 2
        && next.text.len() < 120
        && !begins_numbered(&next.text)
        && headings::head(open.first()).is_some_and(|head| head.number.is_some())
        && headings::head(&next.text).is_some()
}

/// Whether a line right below the paragraph's last one goes on with it.
fn goes_on_below(open: &Open<'_, '_>, next: &Line<'_>, wrapping: Wrapping) -> bool {
    let last = open.last();
    if next.text.starts_with(char::is_lowercase) {
        return !is_lettered(&next.text) || !wrapping.had_room(last, &next.text) && !ends(last);
    }
    if wrapping.had_room(last, &next.text) {
        // A ragged line inside a paragraph may end early, but not both early and with a stop.
        return !ends(last) && !wrapping.is_short(last) && headings::head(open.first()).is_none();
    }
    let heading = headings::head(open.first()).is_some_and(|head| head.number.is_some());
    let still_heading =
        headings::is_title_case(&next.text) || headings::is_all_capitals(&next.text);
    if heading && !still_heading {
        return false;
    }
    !(ends(last) && (is_section_head(&next.text) || headings::run_in(&next.text).is_some()))
}

/// Whether a line begins a numbered heading beyond doubt: "Section 3. Work", "c. Fair Trial".
fn is_section_head(line: &str) -> bool {
    headings::head(line).is_some_and(|head| head.number.is_some())
}

/// Whether a line starts as a lettered item does: "b. Wages", "(b) wages".
fn is_lettered(line: &str) -> bool {
    let mut chars = line.trim_start_matches('(').chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_lowercase());
    letter && matches!(chars.next(), Some('.' | ')')) && chars.next() == Some(' ')
}

/// Whether words end as a sentence or a head does.
fn ends(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}

/// The length of a list item's mark and the space after it.
fn is_bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next()?;
    let rest = line.get(mark.len_utf8()..)?;
    let bullet = matches!(mark, '•' | '▪' | '◦' | '●' | '■' | '‣' | '·' | '○' | '➢' | '\u{f0b7}');
    let dash = matches!(mark, '-' | '–' | '—' | '*');
    ((bullet || dash) && rest.starts_with(' ') && rest.len() > 1).then(|| mark.len_utf8() + 1)
}

/// Whether a finished paragraph is a heading: its words look like one, and where lines are whole
/// paragraphs a short line in plain case will do ("Freedom of assembly").
fn is_heading(draft: &DraftBlock, open: &Open<'_, '_>, wrapped: bool) -> bool {
    if open.lines.len() > 3 {
        return false;
    }
    let text = draft.text();
    if headings::head(&text).is_some() {
        return true;
    }
    let few = text.split_whitespace().count() <= 9 && text.len() <= 70;
    !wrapped
        && few
        && headings::is_title(&text)
        && !text.ends_with(':')
        && text.starts_with(char::is_uppercase)
}

/// Where nearly every line is followed by a blank one and sentences go on over them, the blank
/// lines are only spacing: one is taken away everywhere.
fn single_space(lines: &mut [Line<'_>]) {
    let spaced = lines.iter().skip(1).filter(|line| line.blank_before > 0).count();
    let cut = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(a, b)| b.blank_before > 0 && cuts_a_sentence(&a.text, &b.text))
        .count();
    if lines.len() > 8 && spaced * 10 > lines.len() * 8 && cut * 10 > lines.len() * 4 {
        for line in lines {
            line.blank_before = line.blank_before.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn joined(text: &str, paged: bool) -> Vec<(BlockKind, String)> {
        paragraphs(lines(text), paged, false).into_iter().map(|d| (d.kind, d.text())).collect()
    }

    #[test]
    fn wrapped_lines_without_blank_lines_are_parted_by_their_length() {
        let text = "b. Conditions of Detention\nThe guards at the northern gate told the\nvisitors \
            that the hall was closed for the\nseason and that nobody could say when it\nwould open \
            to the public again.\nOthers were told the same by the Office of\nGates and by its \
            many well-paid com-\npanions in the harbour and the town around\nit.\nRiver Police\n\
            Nobody saw them at the northern gate or at\nthe southern one.";
        let want = [
            "b. Conditions of Detention",
            "The guards at the northern gate told the visitors that the hall was closed for the \
             season and that nobody could say when it would open to the public again.",
            "Others were told the same by the Office of Gates and by its many well-paid companions \
             in the harbour and the town around it.",
            "River Police",
            "Nobody saw them at the northern gate or at the southern one.",
        ];
        let found = joined(text, false);
        let texts: Vec<&str> = found.iter().map(|(_, t)| t.as_str()).collect();
        assert_eq!(texts, want);
        let headings: Vec<bool> = found.iter().map(|(k, _)| k.is_heading()).collect();
        assert_eq!(headings, [true, false, false, true, false]);
    }

    #[test]
    fn sentences_go_on_over_blank_lines_and_pages() {
        let text = "He was seen near the old\n\nmill at night.\n\n- one thing\n\n- another thing";
        let found = joined(text, false);
        assert_eq!(found[0].1, "He was seen near the old mill at night.");
        assert_eq!(found[1], (BlockKind::ListItem, "one thing".to_owned()));
        assert_eq!(found.len(), 3);
        let long = "The visitors, who had come a long way from the southern hills and had waited \
            in the cold since the early morning, were told at last, and not kindly, by the Keeper \
            of the\u{c}Gates that it was closed.";
        assert_eq!(joined(long, true).len(), 1);
    }
}

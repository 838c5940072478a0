//! What can be told only of whole paragraphs beside each other: the cover before the title, boxes of
//! facts in bold letters, and the signs that tie a title to its footnote.

use crate::reading::draft::DraftBlock;
use crate::report::BlockKind;

/// Longer paragraphs are text: what stands after one is no cover.
const LONGEST_ON_COVER: usize = 240;
/// So many headings one below the other, alike and with nothing between them, head nothing.
const MOST_ALIKE: usize = 3;

/// Puts right what the paragraphs tell of each other.
pub fn tidy(blocks: &mut [DraftBlock]) {
    lower_cover(blocks);
    lower_codes(blocks);
    lower_rows(blocks);
    lower_runs(blocks);
    tie_starred_notes(blocks);
}

/// What stands before the title on its page (an organ, a session, an agenda item) heads nothing.
fn lower_cover(blocks: &mut [DraftBlock]) {
    let Some(title) = blocks.iter().position(|block| block.kind == BlockKind::Title) else {
        return;
    };
    let cover = blocks.get_mut(..title).unwrap_or_default();
    if cover.iter().all(|block| block.text().len() <= LONGEST_ON_COVER) {
        cover.iter_mut().filter(|block| block.kind.is_heading()).for_each(lower);
    }
}

fn lower(block: &mut DraftBlock) {
    block.kind = BlockKind::Paragraph;
}

/// A number that a printer or a registry gives a paper is no heading: "KV.21-04117".
fn lower_codes(blocks: &mut [DraftBlock]) {
    for block in blocks.iter_mut().filter(|block| matches!(block.kind, BlockKind::Heading(_))) {
        let text = block.text();
        let code = text.split_whitespace().count() <= 2
            && text.chars().filter(char::is_ascii_digit).count() >= 4
            && text.contains(['-', '/', '.'])
            && !text.contains(char::is_lowercase);
        if code {
            lower(block);
        }
    }
}

/// A line between rows of one table is a row of it that has one cell.
fn lower_rows(blocks: &mut [DraftBlock]) {
    for at in 1..blocks.len().saturating_sub(1) {
        let row = |at: usize| blocks.get(at).is_some_and(|b| b.kind == BlockKind::TableRow);
        if row(at - 1)
            && row(at + 1)
            && let Some(block) = blocks.get_mut(at)
            && matches!(block.kind, BlockKind::Heading(_))
        {
            block.kind = BlockKind::TableRow;
        }
    }
}

/// Facts in bold letters, one below the other, look like headings: "Capital: Ulmar", "Seats: 40".
fn lower_runs(blocks: &mut [DraftBlock]) {
    for run in blocks.chunk_by_mut(|a, b| a.kind == b.kind) {
        let heading = run.first().is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
        if heading && run.len() >= MOST_ALIKE {
            run.iter_mut().for_each(lower);
        }
    }
}

/// A star at a title's end calls a footnote that begins with a star, on the same page; the star is
/// not part of the title.
fn tie_starred_notes(blocks: &mut [DraftBlock]) {
    let mut called: Vec<(String, Option<u32>)> = Vec::new();
    for block in blocks.iter_mut() {
        let text = block.text();
        let page = block.pieces.iter().find_map(|piece| piece.origin.page);
        let stars = text.len() - text.trim_start_matches(['*', '†', '‡']).len();
        let mark = text.get(..stars).unwrap_or_default();
        if stars > 0 && called.iter().any(|(star, on)| star == mark && *on == page) {
            block.kind = BlockKind::Footnote;
            continue;
        }
        let words = text.trim_end().trim_end_matches(['*', '†', '‡']);
        if block.kind.is_heading() && !words.is_empty() && words.len() < text.trim_end().len() {
            let star = text.trim_end().get(words.len()..).unwrap_or_default().to_owned();
            called.push((star, page));
            drop_end(block);
        }
    }
}

/// Takes the stars at a paragraph's end away.
fn drop_end(block: &mut DraftBlock) {
    while let Some(piece) = block.pieces.last_mut() {
        let words = piece.text.trim_end().trim_end_matches(['*', '†', '‡']).len();
        piece.text.truncate(words);
        if !piece.text.trim().is_empty() {
            return;
        }
        block.pieces.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;
    use BlockKind::{Footnote, Heading, Paragraph, Title};

    #[test]
    fn covers_codes_facts_and_stars_are_no_headings() {
        let table: &[(BlockKind, &str, BlockKind, &str)] = &[
            (Heading(1), "Assembly of Karvenia", Paragraph, "Assembly of Karvenia"),
            (Heading(2), "Ninth session", Paragraph, "Ninth session"),
            (Title, "Report on the Mills*", Title, "Report on the Mills"),
            (Paragraph, "* Sent late.", Footnote, "* Sent late."),
            (Heading(2), "KV.21-04117", Paragraph, "KV.21-04117"),
            (Heading(2), "Findings", Heading(2), "Findings"),
            (Paragraph, "* A star of its own.", Footnote, "* A star of its own."),
            (Heading(3), "Capital: Ulmar", Paragraph, "Capital: Ulmar"),
            (Heading(3), "Seats: 40", Paragraph, "Seats: 40"),
            (Heading(3), "Rivers: two", Paragraph, "Rivers: two"),
        ];
        let mut blocks: Vec<DraftBlock> = table
            .iter()
            .map(|(kind, text, ..)| DraftBlock::new(*kind, *text, Origin::default()))
            .collect();
        tidy(&mut blocks);
        for (block, (_, _, kind, text)) in blocks.iter().zip(table) {
            assert_eq!((block.kind, block.text().as_str()), (*kind, *text));
        }
    }
}

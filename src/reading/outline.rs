//! The outline: which paragraphs are headings, how deep each stands, and the heads at the start of
//! paragraphs.

use super::draft::{CleanText, DraftBlock, Piece};
use super::headings::{self, Rank};
use crate::report::{BlockKind, Section, Span};

/// Headings that name a part every report has, or the body that a paper was made for; they are no
/// report's title.
const NO_TITLES: &[&str] = &[
    "executive summary",
    "summary",
    "introduction",
    "contents",
    "table of contents",
    "background",
    "overview",
    "foreword",
    "preface",
    "acknowledgements",
    "acknowledgments",
    "methodology",
    "glossary",
    "abbreviations",
];

/// What a paper of the United Nations opens with: the body and the session that it was made for.
const MASTHEAD: &[&str] = &[
    "united nations",
    "general assembly",
    "security council",
    "human rights council",
    "economic and social council",
];

/// "Human Rights Council", "Forty-second session", "Agenda item 6", "Items 3 and 4 of the …".
fn is_masthead(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let counted = || {
        words.split_once(' ').is_some_and(|(count, rest)| {
            let ordinal = ["first", "second", "third", "th", "st", "nd", "rd"];
            rest == "session" && ordinal.iter().any(|end| count.ends_with(end))
        })
    };
    let item = || {
        let rest = ["agenda item ", "agenda items ", "item ", "items "];
        let rest = rest.iter().find_map(|begin| words.strip_prefix(begin));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    MASTHEAD.contains(&words.as_str()) || item() || counted()
}

/// Whether a heading may be a report's title.
pub fn may_be_title(words: &str) -> bool {
    let words = words.trim();
    let numbered = headings::head(words).is_some_and(|head| head.number.is_some());
    !numbered && !NO_TITLES.contains(&words.to_lowercase().as_str()) && !is_masthead(words)
}

/// Puts a number that stands in a line of its own ("Section 4.") before the heading below it.
pub fn join_numbers(drafts: Vec<DraftBlock>) -> Vec<DraftBlock> {
    let mut joined: Vec<DraftBlock> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let number = draft.kind.is_heading() && joined.last().is_some_and(is_lone_number);
        if number && let Some(mut before) = joined.pop() {
            before.pieces.push(Piece { text: " ".to_owned(), ..Piece::default() });
            before.pieces.append(&mut draft.pieces);
            draft.pieces = before.pieces;
        }
        joined.push(draft);
    }
    joined
}

fn is_lone_number(draft: &DraftBlock) -> bool {
    let text = draft.text();
    let text = text.trim();
    text.len() <= 20
        && matches!(draft.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
        && headings::head(text)
            .is_some_and(|head| head.rank == Rank::Section && head.title.is_empty())
}

/// A paragraph longer than this is text: the title stands before it.
const LONGEST_BEFORE_TITLE: usize = 240;

/// Makes the highest of the headings that open the text its title, the first of several.
pub fn mark_title(drafts: &mut [DraftBlock]) {
    if drafts.iter().any(|draft| draft.kind == BlockKind::Title) {
        return;
    }
    let opening = drafts
        .iter_mut()
        .take_while(|draft| draft.kind.is_heading() || draft.text().len() <= LONGEST_BEFORE_TITLE);
    let mut best: Option<(u8, &mut DraftBlock)> = None;
    for draft in opening {
        let BlockKind::Heading(level) = draft.kind else { continue };
        if is_masthead(&draft.text()) {
            continue;
        }
        // What stands under the first part's heading is the text already.
        if !may_be_title(&draft.text()) {
            break;
        }
        if best.as_ref().is_none_or(|(highest, _)| level < *highest) {
            best = Some((level, draft));
        }
    }
    if let Some((_, draft)) = best {
        draft.kind = BlockKind::Title;
    }
}

/// Longer paragraphs in bold letters are text.
const LONGEST_HEADING: usize = 120;

/// Paragraphs that are wholly set off and look like a heading are one.
pub fn promote_headings(blocks: &mut [DraftBlock]) {
    for block in blocks {
        let strong = block.pieces.iter().all(|p| p.strong || p.text.trim().is_empty());
        if block.kind != BlockKind::Paragraph || !strong {
            continue;
        }
        let text = block.text();
        let text = text.trim();
        let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if text.len() <= LONGEST_HEADING && begins && headings::is_title(text) {
            block.kind = BlockKind::Heading(6);
        }
    }
}

/// A heading that the next ones may stand under.
struct Above {
    rank: Rank,
    tag: u8,
}

/// The sections of a clean text. The levels of its headings become their depth in the outline.
pub fn outline(clean: &mut CleanText) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut above: Vec<Above> = Vec::new();
    for (block, lead) in clean.blocks.iter_mut().zip(&clean.leads) {
        match block.kind {
            BlockKind::Heading(tag) => {
                let section = heading(&clean.text, block.span, tag, &mut above);
                block.kind = BlockKind::Heading(section.level);
                sections.push(section);
            }
            BlockKind::Paragraph => {
                if let Some(end) = run_in_end(&clean.text, block.span, *lead) {
                    let start = block.span.start.get();
                    let heading = Span::new(start, start + end);
                    let title = heading.of(&clean.text).trim_end_matches([':', '.', ' ']);
                    sections.push(Section {
                        level: depth(&above).saturating_add(1),
                        number: None,
                        title: title.to_owned(),
                        heading,
                        run_in: true,
                    });
                }
            }
            _ => {}
        }
    }
    sections
}

fn depth(above: &[Above]) -> u8 {
    u8::try_from(above.len()).unwrap_or(u8::MAX)
}

/// The section of a heading, below those of `above` that rank higher.
fn heading(text: &str, span: Span, tag: u8, above: &mut Vec<Above>) -> Section {
    let words = span.of(text);
    let head = headings::head(words);
    let rank = head.as_ref().map_or(Rank::Named, |head| head.rank);
    let new = Above { rank, tag };
    while above.last().is_some_and(|top| !stands_under(&new, top)) {
        above.pop();
    }
    above.push(new);
    // A number that no title follows ("Section 4.") is all the name that the section has.
    let head = head.filter(|head| !head.title.is_empty());
    let number = head.as_ref().and_then(|head| head.number).map(str::to_owned);
    let title = head.map_or(words, |head| head.title);
    Section { level: depth(above), number, title: title.to_owned(), heading: span, run_in: false }
}

/// Whether a heading stands under another before it. Numbers decide among numbered headings, the
/// level of the mark-up among others; where that is the same, the numbered stands above.
fn stands_under(new: &Above, top: &Above) -> bool {
    let unnumbered = |rank: Rank| matches!(rank, Rank::Capitals | Rank::Named);
    if new.rank == Rank::Section {
        return false;
    }
    if unnumbered(new.rank) || unnumbered(top.rank) {
        if new.tag != top.tag {
            return new.tag > top.tag;
        }
        return new.rank > top.rank;
    }
    new.rank > top.rank
}

/// Longer set-off words at a paragraph's start are emphasis, not a head.
const LONGEST_LEAD: usize = 160;
/// A paragraph of fewer letters has a head only if it is a sentence.
const SHORTEST_HEADED: usize = 60;

/// Where the head at the start of a paragraph ends, its colon left out: set off by bold or italic
/// letters ("**Beds.** There were none"), or by its wording ("Access to Care: The clinic …").
fn run_in_end(text: &str, block: Span, lead: Span) -> Option<usize> {
    let words = block.of(text);
    let set_off = lead.of(text).trim_end();
    let rest = words.get(set_off.len()..).unwrap_or("");
    let marked = set_off.ends_with([':', '.']) || rest.trim_start().starts_with(':');
    let title = set_off.trim_end_matches([':', '.', ' ']);
    if marked && title.len() <= LONGEST_LEAD && headings::is_title(title) && rest.len() > 2 {
        return Some(title.len());
    }
    // "Original: English" is a label and no head: a sentence follows a head.
    let short = words.len() < SHORTEST_HEADED && !words.ends_with(['.', '!', '?', '”', ')']);
    headings::run_in(words).filter(|_| !short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;

    fn sections(blocks: &[(BlockKind, &str)]) -> Vec<(u8, Option<String>, String)> {
        let drafts = blocks
            .iter()
            .map(|(kind, text)| DraftBlock::new(*kind, *text, Origin::default()))
            .collect();
        let mut clean = CleanText::assemble(&join_numbers(drafts));
        outline(&mut clean).into_iter().map(|s| (s.level, s.number, s.title)).collect()
    }

    #[test]
    fn a_masthead_is_passed_over_on_the_way_to_the_title() {
        let heads =
            ["General Assembly", "Ninety-first session", "Agenda item 6", "On Prisons", "More"];
        let mut drafts =
            heads.map(|words| DraftBlock::new(BlockKind::Heading(1), words, Origin::default()));
        mark_title(&mut drafts);
        let titles: Vec<String> = drafts
            .iter()
            .filter(|draft| draft.kind == BlockKind::Title)
            .map(DraftBlock::text)
            .collect();
        assert_eq!(titles, ["On Prisons"]);
        assert!(!is_masthead("A long session") && !is_masthead("Items of value"));
    }

    #[test]
    fn numbers_and_names_make_levels() {
        use BlockKind::{Heading, Paragraph};
        let found = sections(&[
            (Heading(1), "EXECUTIVE SUMMARY"),
            (Heading(1), "Section 1. Rights of the Person"),
            (Heading(1), "a. Fair Trial"),
            (Heading(1), "Trial Procedures"),
            (Paragraph, "Access to Lawyers: Few had one."),
            (Heading(1), "b. Privacy"),
            (Heading(1), "Section 2."),
            (Heading(1), "Rights of Workers"),
            (Heading(1), "Children"),
            (Heading(1), "Section 3."),
            (Paragraph, "It was left out this year."),
        ]);
        let want: &[(u8, Option<&str>, &str)] = &[
            (1, None, "EXECUTIVE SUMMARY"),
            (1, Some("1"), "Rights of the Person"),
            (2, Some("a"), "Fair Trial"),
            (3, None, "Trial Procedures"),
            (4, None, "Access to Lawyers"),
            (2, Some("b"), "Privacy"),
            (1, Some("2"), "Rights of Workers"),
            (2, None, "Children"),
            (1, None, "Section 3."),
        ];
        let found: Vec<_> = found.iter().map(|(l, n, t)| (*l, n.as_deref(), t.as_str())).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn tags_make_levels_where_nothing_is_numbered() {
        use BlockKind::Heading;
        let found = sections(&[
            (Heading(2), "Press"),
            (Heading(3), "Radio"),
            (Heading(2), "Prisons"),
            (Heading(4), "Beds"),
        ]);
        let levels: Vec<u8> = found.iter().map(|(level, ..)| *level).collect();
        assert_eq!(levels, [1, 2, 1, 2]);
    }
}

//! What web sites put around a text: how they call its parts, and the words in them, from
//! `assets/web_chrome.toml`. For pages, and for pages that were saved as plain text.

use super::draft::DraftBlock;
use super::headings;
use crate::report::BlockKind;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chrome {
    names: Vec<String>,
    hidden: HashSet<String>,
    roles: HashSet<String>,
    parts: HashSet<String>,
    card: HashSet<String>,
    begins: Vec<String>,
    is: HashSet<String>,
}

static CHROME: LazyLock<Chrome> = LazyLock::new(|| {
    // A broken list is caught by this module's test; nothing is then taken for chrome.
    toml::from_str(include_str!("../../assets/web_chrome.toml")).unwrap_or_default()
});

/// Whether an element of this role is the site's own.
pub fn is_role(role: &str) -> bool {
    CHROME.roles.contains(role)
}

/// Whether classes say that an element is not shown.
pub fn hides(names: &str) -> bool {
    names.split_whitespace().any(|name| CHROME.hidden.contains(name))
}

/// The names of parts by their first word, with the words that must follow it.
static NAMES: LazyLock<HashMap<String, Vec<Vec<String>>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for name in &CHROME.names {
        let mut words = name.split(' ').map(str::to_owned);
        if let Some(first) = words.next() {
            names.entry(first).or_default().push(words.collect());
        }
    }
    names
});

/// Whether classes or ids are such as sites give to what is their own: "site-menu",
/// "relatedContent".
pub fn is_named_so(names: &str) -> bool {
    names.split_whitespace().any(|name| {
        let words = name_words(name);
        words.iter().enumerate().any(|(at, word)| {
            let after = words.get(at + 1..).unwrap_or_default();
            NAMES.get(word).is_some_and(|rests| rests.iter().any(|rest| after.starts_with(rest)))
        })
    })
}

/// The words of a class or id in lower case, parted at marks and at capitals inside.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        if (!c.is_alphanumeric() || lower && c.is_uppercase()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether the first cells of a table's rows make it a library's card about a paper.
pub fn is_card<'c>(first_cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut rows, mut known) = (0_usize, 0_usize);
    for cell in first_cells {
        rows += 1;
        known += usize::from(CHROME.card.contains(&plain(cell)));
    }
    (3..=20).contains(&known) && known * 10 >= rows * 7
}

/// All that is dropped with a part's heading has at most so many bytes, each block at most so many.
const LONGEST_PART: (usize, usize) = (2_500, 400);

/// Takes out parts that lead away from the report ("Related articles"): the heading and the short
/// blocks up to the next heading that is no deeper.
fn without_parts(blocks: Vec<DraftBlock>) -> Vec<DraftBlock> {
    let mut kept = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let BlockKind::Heading(level) = block.kind else {
            kept.push(block);
            continue;
        };
        if !CHROME.parts.contains(&plain(&block.text())) {
            kept.push(block);
            continue;
        }
        let mut part = vec![block];
        let mut bytes = 0;
        let mut short = true;
        let goes_on = |next: &DraftBlock| match next.kind {
            BlockKind::Title | BlockKind::Footnote => false,
            BlockKind::Heading(next) => next > level,
            _ => true,
        };
        while let Some(next) = rest.next_if(|next| goes_on(next)) {
            let length = next.text().trim().len();
            bytes += length;
            short &= length <= LONGEST_PART.1 && bytes <= LONGEST_PART.0;
            part.push(next);
        }
        if !short {
            kept.append(&mut part);
        }
    }
    kept
}

/// Longer paragraphs are text, whatever they begin with.
const LONGEST: usize = 200;

/// Takes out what belongs to the site: paragraphs with its usual wordings, picture credits, and a
/// run of headings at the end that head nothing.
pub fn remove(mut blocks: Vec<DraftBlock>) -> Vec<DraftBlock> {
    blocks.truncate(blocks.len() - tail(&blocks));
    blocks.retain(|block| block.kind == BlockKind::TableRow || !is_chrome(&block.text()));
    let mut blocks = without_parts(blocks);
    blocks.truncate(blocks.len() - tail(&blocks));
    blocks
}

/// Whether a paragraph is a site's own, or the credit of a picture.
pub fn is_chrome(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    if text.starts_with(['©', 'Ⓒ']) {
        return true;
    }
    let plain = plain(text);
    CHROME.is.contains(&plain) || CHROME.begins.iter().any(|words| plain.starts_with(words))
}

fn plain(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many paragraphs at the end are headings without a text below them: the menus of a page.
fn tail(blocks: &[DraftBlock]) -> usize {
    let mut count = 0;
    let mut headings = 0;
    for block in blocks.iter().rev() {
        let text = block.text();
        let numbered = headings::head(&text).is_some_and(|head| head.number.is_some());
        let heading = block.kind.is_heading() || headings::is_title(&text) || is_chrome(&text);
        let below_heading = !heading && text.len() < 80;
        if numbered || block.kind == BlockKind::Title || !(heading || below_heading) {
            break;
        }
        count += 1;
        headings += usize::from(heading);
    }
    // What stands right below the last text may be its last words: it stays unless a heading.
    let first = blocks.len() - count;
    let lead = blocks.get(first..).unwrap_or_default();
    let kept = lead.iter().take_while(|block| !block.kind.is_heading()).count();
    let (count, all) = (count - kept, count);
    if count >= 4 && headings * 3 >= all * 2 { count } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;

    #[test]
    fn names_of_parts_are_read_as_words() {
        for name in
            ["site-menu", "relatedContent", "callToAction-inner", "x share__list", "SiteFooter"]
        {
            assert!(is_named_so(name), "{name}");
        }
        for name in ["shareholder", "content", "navigator", "action", "entry-content"] {
            assert!(!is_named_so(name), "{name}");
        }
    }

    #[test]
    fn a_part_that_leads_away_goes_and_a_long_one_stays() {
        use BlockKind::{Heading, Paragraph};
        let part = |length: usize| {
            let blocks = [
                (Heading(2), "Gates".to_owned()),
                (Paragraph, "They were shut in the year. ".repeat(4)),
                (Heading(2), "Latest news".to_owned()),
                (Heading(3), "A boat is back".to_owned()),
                (Paragraph, "x".repeat(length)),
                (Heading(2), "Boats".to_owned()),
                (Paragraph, "They were kept in the year. ".repeat(4)),
            ];
            let drafts = blocks.map(|(k, t)| DraftBlock::new(k, t, Origin::default())).to_vec();
            remove(drafts).len()
        };
        assert_eq!((part(90), part(500)), (4, 7));
        let card = ["Publisher", "Publication Date", "Cite as", "Remarks"];
        assert!(is_card(card.into_iter()) && !is_card(["Gate", "Publisher"].into_iter()));
    }

    #[test]
    fn menus_and_banners_go_and_the_last_words_stay() {
        use BlockKind::{Heading, Paragraph};
        let blocks = [
            (Paragraph, "Skip to main content"),
            (Heading(1), "Orlania"),
            (Paragraph, "It rained a great deal in all the northern valleys of the country then."),
            (Paragraph, "© Someone with a camera"),
            (Heading(1), "Stateless Persons"),
            (
                Paragraph,
                "Nobody was counted in the year, and nobody asked for it, the office of the river said.",
            ),
            (Paragraph, "Not applicable."),
            (Heading(1), "Our Other Work"),
            (Heading(1), "Choose a Year"),
            (Paragraph, "03 / Pick more than one of them."),
            (Heading(1), "About Us"),
            (Heading(1), "Contact"),
        ];
        let drafts =
            blocks.map(|(kind, text)| DraftBlock::new(kind, text, Origin::default())).to_vec();
        let kept: Vec<String> = remove(drafts).iter().map(DraftBlock::text).collect();
        let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
        assert_eq!(kept.len(), 5, "{kept:?}");
        assert_eq!(kept[0], "Orlania");
        assert_eq!(kept[4], "Not applicable.");
        assert!(!CHROME.begins.is_empty());
    }
}

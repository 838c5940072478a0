//! Navigation, banners and picture credits in pages that were saved as plain text.

use super::draft::DraftBlock;
use super::headings;
use crate::report::BlockKind;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Chrome {
    begins: Vec<String>,
    is: Vec<String>,
}

static CHROME: LazyLock<Chrome> = LazyLock::new(|| {
    // A broken list is caught by this module's test; nothing is then taken for chrome.
    toml::from_str(include_str!("../../assets/web_chrome.toml")).unwrap_or_default()
});

/// Longer paragraphs are text, whatever they begin with.
const LONGEST: usize = 200;

/// Takes out what belongs to the site: paragraphs with its usual wordings, picture credits, and a
/// run of headings at the end that head nothing.
pub fn remove(mut blocks: Vec<DraftBlock>) -> Vec<DraftBlock> {
    blocks.retain(|block| !is_chrome(&block.text()));
    let tail = tail(&blocks);
    blocks.truncate(blocks.len() - tail);
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
        let heading = block.kind.is_heading() || headings::is_title(&text);
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

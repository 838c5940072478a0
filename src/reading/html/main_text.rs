//! Which part of a page is its text: parts that are the site's own are set aside by what they are
//! (their tag, role, class), then the deepest element is taken that holds nearly all the words
//! which stand in paragraphs and are no links.

use super::dom::{DOCUMENT, Data, Dom, Element, Id};
use crate::reading::web_chrome;

/// A page's main text.
pub struct MainText {
    /// The element that holds it.
    pub root: Id,
    /// The heading that names the page, where it stands outside of `root`.
    pub title: Option<Id>,
    /// Nodes that are passed over, with all below them, by id.
    skipped: Vec<bool>,
}

impl MainText {
    /// Whether a node and all below it are passed over.
    pub fn skips(&self, id: Id) -> bool {
        self.skipped.get(id as usize).copied().unwrap_or(false)
    }
}

/// Paragraphs of fewer letters are not counted as text: menus, labels, buttons.
const SHORTEST: usize = 60;
/// A paragraph of so many letters is surely text.
const SOLID: usize = 200;
/// The share of all text, in hundredths, that the main element holds at least.
const SHARE: usize = 90;
/// A part that holds more than this share of the text, in hundredths, is never the site's own.
const NEVER_CHROME: usize = 25;

/// Finds the main text.
pub fn find(dom: &Dom) -> MainText {
    let weights = Weights::of(dom, &[]);
    let total = weights.text_of(DOCUMENT);
    let mut skipped = vec![false; dom.len()];
    for id in dom.below(DOCUMENT) {
        let large = weights.text_of(id) * 100 > total * NEVER_CHROME && total > 0;
        let skip = dom
            .element(id)
            .is_some_and(|element| is_never_text(dom, id, element) || !large && is_chrome(element));
        let above = dom.parent(id).and_then(|p| skipped.get(p as usize)).copied().unwrap_or(false);
        if let Some(slot) = skipped.get_mut(id as usize) {
            *slot = skip || above;
        }
    }
    let weights = Weights::of(dom, &skipped);
    let root = root(dom, &weights);
    let title = title(dom, &skipped, root);
    MainText { root, title, skipped }
}

/// How many letters of text lie in each node.
struct Weights {
    /// Letters in paragraphs.
    text: Vec<usize>,
    /// Letters in solid paragraphs.
    solid: Vec<usize>,
}

impl Weights {
    fn of(dom: &Dom, skipped: &[bool]) -> Self {
        let mut text = vec![0; dom.len()];
        let mut solid = vec![0; dom.len()];
        for id in dom.below(DOCUMENT) {
            let skip = skipped.get(id as usize).copied().unwrap_or(false);
            if skip
                || !matches!(dom.tag(id), "p" | "li" | "td" | "dd" | "blockquote" | "div" | "pre")
            {
                continue;
            }
            let (letters, links) = own_letters(dom, id);
            if letters < SHORTEST || links * 2 > letters {
                continue;
            }
            let mut at = Some(id);
            while let Some(node) = at {
                if let Some(sum) = text.get_mut(node as usize) {
                    *sum += letters - links;
                }
                if letters >= SOLID
                    && let Some(sum) = solid.get_mut(node as usize)
                {
                    *sum += letters - links;
                }
                at = dom.parent(node);
            }
        }
        Self { text, solid }
    }

    fn text_of(&self, id: Id) -> usize {
        self.text.get(id as usize).copied().unwrap_or(0)
    }

    fn solid_of(&self, id: Id) -> usize {
        self.solid.get(id as usize).copied().unwrap_or(0)
    }
}

/// The letters that stand right in a block, and how many of them are links: text of its inline
/// elements counts, text of blocks within it does not.
fn own_letters(dom: &Dom, id: Id) -> (usize, usize) {
    let (mut letters, mut links) = (0, 0);
    let mut open: Vec<(Id, bool)> = dom.children(id).map(|child| (child, false)).collect();
    while let Some((node, in_link)) = open.pop() {
        match dom.data(node) {
            Data::Text(text) => {
                let count = text.split_whitespace().map(|word| word.len() + 1).sum::<usize>();
                letters += count;
                links += if in_link { count } else { 0 };
            }
            Data::Element(element) if is_inline(element.tag.as_ref()) => {
                let link = in_link || &*element.tag == "a";
                open.extend(dom.children(node).map(|child| (child, link)));
            }
            _ => {}
        }
    }
    (letters, links)
}

/// Whether an element stands inside a line of text.
pub fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "nobr"
    )
}

/// Elements that never hold a report's text.
fn is_never_text(dom: &Dom, id: Id, element: &Element) -> bool {
    match element.tag.as_ref() {
        "head" | "script" | "style" | "noscript" | "template" | "svg" | "math" | "nav"
        | "button" | "input" | "select" | "textarea" | "iframe" | "object" | "embed" | "canvas"
        | "audio" | "video" | "dialog" | "map" => true,
        "aside" | "footer" => !holds_notes(element),
        // A figure is a picture with its caption, unless it is a table's frame.
        "figure" => !dom.below(id).any(|below| dom.tag(below) == "table"),
        _ => false,
    }
}

/// Whether an element calls itself the place of footnotes.
fn holds_notes(element: &Element) -> bool {
    let names = ["class", "id", "role"].map(|name| element.attribute(name).unwrap_or(""));
    names.iter().any(|names| {
        let names = names.to_lowercase();
        names.contains("footnote") || names.contains("endnote")
    })
}

/// Whether an element is the site's own by what it calls itself.
fn is_chrome(element: &Element) -> bool {
    if element.attribute("aria-hidden") == Some("true")
        || element.attribute("role").is_some_and(web_chrome::is_role)
    {
        return true;
    }
    let names = [element.attribute("class"), element.attribute("id")];
    if names.iter().flatten().any(|names| web_chrome::hides(names)) {
        return true;
    }
    // Headings and paragraphs are called after what they do on the page ("toc-heading") more often
    // than after what they are.
    let container = matches!(
        element.tag.as_ref(),
        "div" | "ul" | "ol" | "section" | "span" | "header" | "a" | "form" | "dl" | "table"
    );
    container && names.iter().flatten().any(|names| web_chrome::is_named_so(names))
}

/// The deepest element that holds nearly all text, widened within an article to what surely
/// belongs to it.
fn root(dom: &Dom, weights: &Weights) -> Id {
    let total = weights.text_of(DOCUMENT);
    let mut root = DOCUMENT;
    if total == 0 {
        return dom.below(DOCUMENT).find(|id| dom.tag(*id) == "body").unwrap_or(DOCUMENT);
    }
    while let Some(child) = dom.children(root).max_by_key(|child| weights.text_of(*child)) {
        if weights.text_of(child) * 100 < total * SHARE || !is_container(dom.tag(child)) {
            break;
        }
        root = child;
    }
    let article = |id: &Id| {
        let role = dom.element(*id).and_then(|e| e.attribute("role"));
        matches!(dom.tag(*id), "article" | "main") || matches!(role, Some("main" | "article"))
    };
    let above = std::iter::successors(Some(root), |id| dom.parent(*id));
    let Some(article) = above.clone().find(article) else { return root };
    let widened = above.take_while(|id| *id != article).chain([article]);
    widened.fold(
        root,
        |best, id| if weights.solid_of(id) > weights.solid_of(best) { id } else { best },
    )
}

fn is_container(tag: &str) -> bool {
    !is_inline(tag) && !matches!(tag, "p" | "li" | "pre" | "td" | "tr" | "h1" | "h2" | "h3")
}

/// The page's first main heading, if it lies outside of `root`.
fn title(dom: &Dom, skipped: &[bool], root: Id) -> Option<Id> {
    let heading = dom.below(DOCUMENT).find(|id| {
        dom.tag(*id) == "h1"
            && !skipped.get(*id as usize).copied().unwrap_or(false)
            && !dom.text(*id).trim().is_empty()
    })?;
    let inside = std::iter::successors(Some(heading), |id| dom.parent(*id)).any(|id| id == root);
    (!inside).then_some(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_found_among_menus() {
        let long = "The office wrote that it had seen all of it and had nothing to add. ".repeat(4);
        let page = format!(
            "<body><div class='site-menu'><p>{long}</p></div><h1>Orlania</h1><div id=x><article>\
             <div><p>{long}</p></div><div id=main><p>{long}</p><p>{long}</p><p>{long}</p><p>{long}</p>\
             <p>{long}</p><p>{long}</p><p>{long}</p><p>{long}</p><p>{long}</p><p>{long}</p></div>\
             </article></div><footer><p>{long}</p></footer></body>"
        );
        let dom = Dom::parse(&page);
        let found = find(&dom);
        assert_eq!(dom.tag(found.root), "article");
        assert_eq!(found.title.map(|id| dom.text(id)).as_deref(), Some("Orlania"));
    }
}

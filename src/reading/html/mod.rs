//! Web pages, as saved from a browser or a site.
//!
//! Depth first, then the tree, then its main text, then paragraphs; what is the site's own goes on
//! the way (its parts by what they are, its menus by being nothing but links).

mod depth;
mod dom;
mod flow;
mod main_text;
mod notes;
mod page;
#[cfg(test)]
mod sites_tests;
mod table;

use super::draft::{DraftBlock, below_calls};
use super::{Draft, ReadError, encoding, finish, headings, outline, web_chrome};
use crate::report::{BlockKind, DocumentName, Format, Report};
use dom::Dom;
use encoding_rs::Encoding;
use flow::FlowBlock;
use std::collections::HashMap;

/// Elements nested deeper than this are no report's. (Browsers stop at 512.)
const DEEPEST: usize = 1_000;

/// Reads a web page.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let page = encoding::decode(bytes, declared_encoding(bytes));
    let nesting = depth::nesting(&page, DEEPEST);
    if nesting > DEEPEST {
        return Err(ReadError::TooDeep(nesting));
    }
    let dom = Dom::parse(&page);
    let declared = page::declared(&dom);
    let main = main_text::find(&dom);
    let mut blocks = flow::blocks(&dom, &main);
    blocks.retain(|block| {
        block.draft.kind == BlockKind::TableRow || !web_chrome::is_chrome(&block.draft.text())
    });
    let blocks = notes_to_their_calls(without_menus(blocks));
    let mut blocks = web_chrome::remove(blocks);
    drop_last_headings(&mut blocks);
    outline::promote_headings(&mut blocks);
    finish(Draft { format: Format::Html, blocks, declared, pages: None, notices: Vec::new() }, name)
}

/// Headings at the very end head nothing: their menus and stories went before. A numbered one is
/// the report's own, cut off.
fn drop_last_headings(blocks: &mut Vec<DraftBlock>) {
    while let Some(last) = blocks.last() {
        let numbered = headings::head(last.text().trim()).is_some_and(|head| head.number.is_some());
        if numbered || !matches!(last.kind, BlockKind::Heading(_)) {
            break;
        }
        blocks.pop();
    }
}

/// The encoding that a page names in its first kilobytes.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?.to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + "charset=".len();
    let rest = head.get(at..)?;
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label)
}

/// Longer paragraphs are text even where they are all links.
const LONGEST_LINK: usize = 160;
/// Neighbours that are nothing but links make a menu.
const MENU: usize = 3;

/// Takes out paragraphs that are menus: rows of links, and runs of lines that are links.
fn without_menus(blocks: Vec<FlowBlock>) -> Vec<FlowBlock> {
    let only_links: Vec<bool> = blocks.iter().map(is_only_links).collect();
    let mut runs = vec![0_usize; blocks.len()];
    let mut start = 0;
    for same in only_links.chunk_by(|a, b| a == b) {
        let linked = same.first() == Some(&true);
        for slot in runs.iter_mut().skip(start).take(same.len()) {
            *slot = if linked { same.len() } else { 0 };
        }
        start += same.len();
    }
    let menu = |block: &FlowBlock, run: usize| {
        run >= MENU || run > 0 && block.links > 1 && !block.draft.text().trim().ends_with('.')
    };
    blocks.into_iter().zip(runs).filter(|(b, run)| !menu(b, *run)).map(|(b, _)| b).collect()
}

fn is_only_links(block: &FlowBlock) -> bool {
    if block.draft.kind == BlockKind::Footnote || block.links == 0 {
        return false;
    }
    let length = block.draft.text().trim().len();
    block.link_letters * 10 >= length * 8 && (length <= LONGEST_LINK || block.links > 2)
}

/// Moves footnotes below the paragraphs that call them.
fn notes_to_their_calls(blocks: Vec<FlowBlock>) -> Vec<DraftBlock> {
    let mut notes: HashMap<String, Vec<DraftBlock>> = HashMap::new();
    let called: std::collections::HashSet<&String> = blocks
        .iter()
        .filter(|block| block.draft.kind != BlockKind::Footnote)
        .flat_map(|block| &block.calls)
        .collect();
    let moves: Vec<bool> =
        blocks.iter().map(|b| b.note.as_ref().is_some_and(|id| called.contains(id))).collect();
    let mut staying = Vec::with_capacity(blocks.len());
    for (block, moved) in blocks.into_iter().zip(moves) {
        match block.note {
            Some(id) if moved => notes.entry(id).or_default().push(block.draft),
            _ => staying.push((block.draft, block.calls)),
        }
    }
    below_calls(staying, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        let report = read(page.as_bytes(), &DocumentName::new("a.html")).unwrap();
        report.blocks.iter().map(|b| b.span.of(&report.text).to_owned()).collect()
    }

    #[test]
    fn menus_go_and_footnotes_move() {
        let long = "The office wrote that it had seen all of it and had nothing to add, then left.";
        let page = format!(
            "<body><h1>Orlania</h1><p>{long}<sup><a href='#fn1'>1</a></sup></p><p><b>Beds</b></p>\
             <p>{long}</p><div><ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li>\
             <li><a href='/c'>Three</a></li></ul></div><p>{long} <a href='/d'>More</a></p>\
             <div><a href=/x>News</a> <a href=/y>Events</a></div>\
             <ol><li id='fn1'>A letter to the editor of the paper.</li></ol></body>"
        );
        let want = [
            "Orlania",
            long,
            "A letter to the editor of the paper.",
            "Beds",
            long,
            &format!("{long} More"),
        ];
        assert_eq!(texts(&page), want);
    }

    /// A chapter as sites built on content systems serve it: a picture, a list of other chapters,
    /// sharing links, cards of other stories, a notice about cookies.
    #[test]
    fn a_chapter_comes_without_what_is_around_it() {
        let long = "The office wrote that it had seen all of it and had nothing to add, then left. \
            The keeper of the gate said the same of the other gate, and of the hall.";
        let card = "<article class='card'><h3><a href='/n'>Other Land: Boats Seen</a></h3>\
            <span>May 3, 2031</span></article>";
        let page = format!(
            "<body class='page has-sidebar'><a class='skip-link' href='#main'>Skip to main content</a>\
             <header role='banner'><ul><li><a href='/'>Home</a></li></ul></header>\
             <main id='main'><div class='chapter-header'><h1>Orlania</h1><p>Events of 2030</p></div>\
             <div class='grid'><div class='menu-wrap'><ul><li><a href='/v'>Vessen</a></li></ul></div>\
             <div class='body'><figure><img><figcaption>{long}</figcaption></figure><p>{long}</p>\
             <h2>Boats</h2><p>{long}</p><div class='share-links'><p>Share this via Post</p></div>\
             <h2>Gates</h2><p>{long}</p><p>{long}</p></div></div>\
             <section class='listing'><h2>More from here</h2>{card}{card}{card}</section></main>\
             <div id='cookie-banner'><p>{long}</p></div><footer><p>{long}</p></footer></body>"
        );
        let want = ["Orlania", long, "Boats", long, "Gates", long, long];
        assert_eq!(texts(&page), want);
    }

    /// A paper on a page of the old kind: a table as layout, text between line breaks.
    #[test]
    fn a_page_laid_out_by_tables_is_read() {
        let long = "The office wrote that it had seen all of it and had nothing to add, then left.";
        let page = format!(
            "<html><body><table><tr><td width=20%><a href=a>Home</a><br><a href=b>Papers</a><br>\
             <a href=c>Search</a></td><td><h1>Paper on Orlania</h1><b>Boats</b><br><br>{long}<br><br>\
             {long} {long}<br>{long}<br><br><table><tr><td>2030</td><td>9</td></tr><tr><td>2031</td>\
             <td>7</td></tr></table></td></tr></table></body></html>"
        );
        let joined = format!("{long} {long} {long}");
        let want = ["Paper on Orlania", "Boats", long, joined.as_str(), "2030\t9", "2031\t7"];
        assert_eq!(texts(&page), want);
    }

    #[test]
    fn a_table_keeps_its_shape() {
        let long = "The office wrote that it had seen all of it and had nothing to add, then left.";
        let page = format!(
            "<body><h1>Orlania</h1><p>{long}</p><table><caption>Boats by gate</caption><thead><tr>\
             <th rowspan=2>Gate</th><th colspan=2>Boats</th></tr><tr><th>2030</th><th>2031</th></tr>\
             </thead><tbody><tr><td></td><td></td></tr><tr><th scope=row>North</th><td></td>\
             <td>1,400<sup>a</sup></td></tr><tr><th scope=row>South\tside</th><td>9 m<sup>2</sup></td>\
             <td>7</td></tr></tbody></table><p>{long}</p></body>"
        );
        let report = read(page.as_bytes(), &DocumentName::new("a.html")).unwrap();
        let [table] = report.tables.as_slice() else { panic!("{:?}", report.tables) };
        assert_eq!(table.caption.map(|span| span.of(&report.text)), Some("Boats by gate"));
        assert_eq!((table.first_block, table.rows, table.columns), (3, 4, 3));
        assert_eq!((table.head_rows, table.head_columns), (2, 1));
        let cells: Vec<_> = table
            .cells
            .iter()
            .map(|c| (c.span.of(&report.text), c.row, c.column, c.row_span, c.column_span))
            .collect();
        let want = [
            ("Gate", 0, 0, 2, 1),
            ("Boats", 0, 1, 1, 2),
            ("2030", 1, 1, 1, 1),
            ("2031", 1, 2, 1, 1),
            ("North", 2, 0, 1, 1),
            ("", 2, 1, 1, 1),
            ("1,400", 2, 2, 1, 1),
            ("South side", 3, 0, 1, 1),
            ("9 m2", 3, 1, 1, 1),
            ("7", 3, 2, 1, 1),
        ];
        assert_eq!(cells, want);
    }

    #[test]
    fn the_page_names_its_encoding() {
        let page = b"<meta charset=\"windows-1251\"><p>\xd1\xf3\xe4 \xef\xf0\xe8\xed\xff\xeb</p>";
        assert_eq!(declared_encoding(page).map(Encoding::name), Some("windows-1251"));
    }

    #[test]
    fn a_deep_page_is_refused_at_once() {
        let page = "<div>".repeat(30_000) + "text" + &"</div>".repeat(30_000);
        let refused = read(page.as_bytes(), &DocumentName::new("a.html")).err();
        assert_eq!(refused, Some(ReadError::TooDeep(DEEPEST + 1)));
    }
}

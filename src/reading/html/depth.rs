//! How deep a page's elements are nested, found without building its tree.
//!
//! A tree builder looks through its open elements at many tags, so tens of thousands of them keep
//! it busy for many seconds; a page is measured first and refused.

use memchr::{memchr, memmem};

/// The greatest nesting of the page, stopping once it is over `limit`. Elements that end by
/// themselves (void elements, paragraphs, list items, table cells) are not counted.
pub fn nesting(page: &str, limit: usize) -> usize {
    let bytes = page.as_bytes();
    let (mut at, mut depth, mut deepest) = (0, 0_usize, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found + 1;
        let Some(rest) = bytes.get(at..) else { break };
        if let Some(comment) = rest.strip_prefix(b"!--") {
            at += 3 + memmem::find(comment, b"-->").map_or(comment.len(), |end| end + 3);
            continue;
        }
        let (closing, name) = match rest.strip_prefix(b"/") {
            Some(name) => (true, tag_name(name)),
            None => (false, tag_name(rest)),
        };
        if name.is_empty() || name.len() > 32 || ends_by_itself(name) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else if let Some(end) = raw_text_end(name, rest) {
            at += end;
        } else {
            depth += 1;
            deepest = deepest.max(depth);
            if deepest > limit {
                break;
            }
        }
    }
    deepest
}

fn tag_name(rest: &[u8]) -> &[u8] {
    let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    rest.get(..length).unwrap_or_default()
}

fn ends_by_itself(name: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead",
        "tfoot", "option", "optgroup", "colgroup", "html", "head", "body",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// For an element that holds raw text (a script): where it ends in `rest`.
fn raw_text_end(name: &[u8], rest: &[u8]) -> Option<usize> {
    let end: &[u8] = match name.to_ascii_lowercase().as_slice() {
        b"script" => b"</script",
        b"style" => b"</style",
        b"textarea" => b"</textarea",
        _ => return None,
    };
    let ends = |window: &[u8]| window.eq_ignore_ascii_case(end);
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|rest| memmem::find(rest, b"</")) {
        from += found;
        if rest.get(from..from + end.len()).is_some_and(ends) {
            return Some(from + end.len());
        }
        from += 2;
    }
    Some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_elements_count() {
        let table = [
            ("<html><body><div><p>a<p>b<p>c</div></body></html>", 1),
            ("<div><div><b>x</b></div></div><div></div>", 3),
            ("<!-- <div><div><div> --><div></div>", 1),
            ("<script>if (a<b) { '<div><div>' }</SCRIPT><i>x</i>", 1),
            ("a < b <3 </div></div><div>", 1),
            ("<div><!--", 1),
        ];
        for (page, want) in table {
            assert_eq!(nesting(page, 100), want, "{page}");
        }
        assert_eq!(nesting(&"<div>".repeat(30_000), 500), 501);
    }
}

//! Text that spreadsheets will open.

use std::borrow::Cow;

/// A cell's text, safe to open in a spreadsheet: what would be taken for a formula is marked as
/// text with an apostrophe, as spreadsheets themselves do (OWASP, "CSV Injection").
pub fn as_text(cell: &str) -> Cow<'_, str> {
    // What looks marked already is marked once more, so that one mark can be taken off again.
    let bare = cell.trim_start_matches('\'');
    if bare.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell's text as it was before [`as_text`] marked it.
pub fn without_mark(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| matches!(as_text(rest), Cow::Owned(_))).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::{as_text, without_mark};

    #[test]
    fn the_mark_is_taken_off_again_and_nothing_else() {
        for text in ["=SUM(A1)", "-3", "@a", "'quoted'", "'s own", "five", "'=x", "''"] {
            assert_eq!(without_mark(&as_text(text)), text);
        }
        assert_eq!(without_mark("'s own"), "'s own");
    }

    #[test]
    fn formulas_become_text() {
        assert_eq!(as_text("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(as_text("@a"), "'@a");
        assert_eq!(as_text("5 = 5"), "5 = 5");
    }
}

//! Text that spreadsheets will open.

use std::borrow::Cow;

/// A cell's text, safe to open in a spreadsheet: what would be taken for a formula is marked as
/// text with an apostrophe, as spreadsheets themselves do (OWASP, "CSV Injection").
pub fn as_text(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::as_text;

    #[test]
    fn formulas_become_text() {
        assert_eq!(as_text("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(as_text("@a"), "'@a");
        assert_eq!(as_text("5 = 5"), "5 = 5");
    }
}

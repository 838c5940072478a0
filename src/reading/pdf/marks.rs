//! What a printed line begins or ends with: the mark of a list item, a number, a footnote's mark,
//! the end of a sentence.

use super::lines::Line;

/// The length of a list item's mark with the space after it.
pub fn bullet(line: &Line) -> Option<usize> {
    let text = &line.text;
    let mark = text.chars().next()?;
    let bullet = line.bullet
        || matches!(mark, '•' | '‣' | '·' | '–' | '−' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}')
        || ('\u{f000}'..='\u{f0ff}').contains(&mark);
    let rest = text.get(mark.len_utf8()..)?;
    (bullet && rest.starts_with([' ', '\t'])).then(|| mark.len_utf8() + 1)
}

/// Whether a paragraph begins with its number: "12. The", "(b) to", "a) To", and set off by a wide
/// gap "12.3  The".
pub fn begins_numbered(text: &str) -> bool {
    let head = text.split([' ', '\t']).next().unwrap_or("");
    let inner = head.trim_start_matches('(').trim_end_matches(['.', ')']);
    let part = inner.contains('.')
        && text.get(head.len()..).is_some_and(|rest| {
            rest.starts_with('\t') && rest.trim_start().starts_with(char::is_alphabetic)
        });
    (head.len() > inner.len() || part)
        && inner.len() <= 7
        && !inner.is_empty()
        && (inner.chars().all(|c| c.is_ascii_digit() || c == '.')
            || inner.len() <= 4 && inner.chars().all(|c| "ivxlc".contains(c))
            || inner.len() == 1 && inner.chars().all(char::is_alphabetic))
        && text.len() > head.len()
}

/// The number or mark that a footnote begins with, as written.
pub fn note_number(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '*' | '†' | '‡')))
        .unwrap_or(text.len());
    let (mark, rest) = text.split_at_checked(end)?;
    let fits = !mark.is_empty() && mark.len() <= 3 && !rest.starts_with(['.', ',', '%', '–', '-']);
    let begins = |c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '(' | '‘');
    (fits && rest.trim_start().starts_with(begins)).then_some(mark)
}

/// Whether a line ends as a sentence or an item does.
pub fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_paragraphs_and_notes_are_known() {
        let numbered = ["12. The mill", "(b) to shut it", "a) To", "12.3\tShut the mill", "iv. A"];
        let others = ["12 mills", "12.3\t14.5", "The mill", "2.5 million lamps", "(Ulmar) has"];
        assert!(numbered.iter().all(|text| begins_numbered(text)), "{numbered:?}");
        assert!(!others.iter().any(|text| begins_numbered(text)), "{others:?}");
        let table = [
            ("12 Ulmar Daily", Some("12")),
            ("* Sent late", Some("*")),
            ("12. The mill", None),
            ("1,204 wells", None),
            ("Ulmar", None),
        ];
        for (text, want) in table {
            assert_eq!(note_number(text), want, "{text}");
        }
    }
}

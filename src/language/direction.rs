//! Which way a text runs.

/// How many letters are looked at.
const LETTERS: usize = 2_000;

/// Whether most letters at the beginning of a text belong to scripts that are written from right
/// to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their relatives.
pub fn is_right_to_left(text: &str) -> bool {
    let (mut letters, mut from_right) = (0, 0);
    for letter in text.chars().filter(|c| c.is_alphabetic()).take(LETTERS) {
        letters += 1;
        // The blocks that Unicode keeps for scripts written from right to left.
        if matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        {
            from_right += 1;
        }
    }
    from_right * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_most_letters_decides() {
        let table = [
            ("The court sat in March.", false),
            ("שלום לכל תושבי העיר (UNHCR) 2014", true),
            ("تقرير عن حالة السجون في عام 2020", true),
            ("The word سجن means prison.", false),
            ("Қазақстан Республикасы", false),
            ("2020, 125 (12%)", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_right_to_left(text), expected, "{text}");
        }
    }
}

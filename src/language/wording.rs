//! What a text says, as a number by which it is known again.
//!
//! Reports are written on top of last year's: a sentence comes again with other quotation marks, a
//! longer dash, or turned from the present into the past, and still says the same. In comes a text,
//! out goes a number that is the same for all of these.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The wording of a text without its typography and tense; 0 for a text without letters and digits.
///
/// The same on every machine and in every version of the compiler, so that it may be kept. Linear.
pub fn wording(text: &str) -> u64 {
    let mut hash = None;
    each_word(text, |word| hash = add(hash, word));
    hash.unwrap_or(0)
}

/// The words of a text without their order, each as one of 63 bits: two texts are compared by how
/// many of the bits of the shorter are bits of the longer. Short words, which stand in every text,
/// are left out, and so are years, for which [`YEAR_BIT`] stands.
///
/// The same everywhere, as [`wording`] is. Linear.
pub fn word_bits(text: &str) -> u64 {
    let mut bits = 0;
    each_word(text, |word| {
        let says = word.len() >= SHORTEST_SAYING || word.bytes().any(|byte| byte.is_ascii_digit());
        if is_year(word) {
            bits |= YEAR_BIT;
        } else if let Some(hash) = add(None, word).filter(|_| says) {
            bits |= 1 << ((hash ^ hash >> 32) % 63);
        }
    });
    bits
}

/// In [`word_bits`]: the text tells a year in digits.
pub const YEAR_BIT: u64 = 1 << 63;

fn is_year(word: &str) -> bool {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits && (word.starts_with("19") || word.starts_with("20"))
}

/// A root of fewer letters tells nothing of what a text is about.
const SHORTEST_SAYING: usize = 4;

/// Calls `each` with the root of each word, in order.
fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if c != '\u{ad}' {
            each(root(&word));
            word.clear();
            if c == '%' {
                each("percent");
            }
        }
    }
}

/// Both wordings as one.
pub fn worded_with(wording: u64, other: u64) -> u64 {
    wording.rotate_left(17) ^ other
}

/// FNV-1a. Words are not parted: "health care" and "healthcare" are typography too.
fn add(hash: Option<u64>, word: &str) -> Option<u64> {
    if word.is_empty() {
        return hash;
    }
    let start = hash.unwrap_or(0xcbf2_9ce4_8422_2325);
    Some(
        word.bytes()
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
    )
}

/// The endings of tenses, the longest first. That of the infinitive may be a mute letter.
const ENDINGS: [&str; 6] = ["ied", "ies", "ed", "es", "s", "e"];

/// A root is no shorter.
const SHORTEST_ROOT: usize = 2;

/// A word without the ending of its tense: "occurs", "occurred" and "occur" have one root.
fn root(word: &str) -> &str {
    if let Some(first) = IRREGULAR.get(word) {
        return first;
    }
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    let bare = bare.or_else(|| word.strip_suffix('y')).unwrap_or(word);
    let mut last = bare.bytes().rev();
    match (last.next(), last.next()) {
        _ if bare.len() < SHORTEST_ROOT => word,
        // "occurred": the last letter is doubled before the ending.
        (Some(a), Some(b)) if a == b => bare.get(..bare.len() - 1).unwrap_or(bare),
        _ => bare,
    }
}

/// All forms of verbs whose past is not made with an ending, each with the first of its verb.
static IRREGULAR: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let verbs = parse().map(|file| file.verbs).unwrap_or_default();
    let mut known = HashMap::new();
    for verb in &verbs {
        let forms = || verb.split([' ', '|']).filter(|form| !form.is_empty());
        for form in forms() {
            let first = forms().next().unwrap_or_default();
            known.entry(form.to_owned()).or_insert_with(|| first.to_owned());
        }
    }
    known
});

/// The file of verbs, as far as it is needed here.
#[derive(Debug, Deserialize)]
struct File {
    verbs: Vec<String>,
}

fn parse() -> Result<File, toml::de::Error> {
    toml::from_str(include_str!("../../assets/lexicon/tense.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_tense_are_no_other_wording() {
        let table = [
            ("“No bail,” said the court.", "\"No bail,\" said  the\ncourt."),
            ("It holds 12 – 15 people.", "It held 12-15 people."),
            ("The office has 40 inspectors.", "The office had 40 inspectors."),
            (
                "There are 12 clinics, some of which provide beds.",
                "There were 12 clinics, some of which provided beds.",
            ),
            ("Some 300 thefts occur annually.", "Some 300 thefts occurred annually."),
            (
                "The law applies and may limit 20% of them.",
                "The law applied and might limit 20 percent of them.",
            ),
            ("co\u{ad}operate", "cooperate"),
        ];
        for (a, b) in table {
            assert_eq!(wording(a), wording(b), "{a}");
        }
    }

    #[test]
    fn a_text_that_lost_its_tail_has_no_other_words() {
        let whole = word_bits("From May to June guards made 1,900 visits and found 300 faults.");
        let less = word_bits("From May to June guards make 1,900 visits.");
        assert_eq!(less & !whole, 0);
        assert_ne!(whole & !less, 0);
        assert_eq!(word_bits("It is so."), 0);
        assert_eq!(word_bits("In 2014."), YEAR_BIT);
        assert_eq!(word_bits("clinics").count_ones(), 1);
    }

    #[test]
    fn the_file_of_verbs_is_sound() {
        assert!(parse().is_ok_and(|file| file.verbs.len() > 40));
    }

    #[test]
    fn other_words_and_numbers_are_another_wording() {
        let table = [
            ("It counted 125 cases.", "It counted 126 cases."),
            ("It counted 125 cases.", "It counted 125 complaints."),
            ("As of May it had 40 beds.", "As of March it had 40 beds."),
            ("At least 40 were held.", "At most 40 were held."),
        ];
        for (a, b) in table {
            assert_ne!(wording(a), wording(b), "{a}");
        }
        assert_eq!(wording(" – "), 0);
        assert_eq!(
            wording("125 – “b”"),
            2_287_951_691_634_866_589,
            "kept analyses know it by this number"
        );
    }
}

//! Words broken over two lines: whether the hyphen at the line's end is the word's own.
//!
//! Decided by the document itself, so that it works for every language and every name: a form that
//! occurs elsewhere in the document is right; else a hyphen between two words that both occur on
//! their own is the word's ("law-" "enforcement"), and one that leaves a stump is the printer's
//! ("enforce-" "ment").

use std::collections::HashSet;

/// The words of a document, in lower case.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: HashSet<String>,
}

impl Vocabulary {
    /// Collects the words of `lines`, the broken ones at their ends left out.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            for token in line.split_whitespace() {
                let token = trimmed(token);
                if token.is_empty() || token.ends_with(is_hyphen) {
                    continue;
                }
                if token.contains(is_hyphen) {
                    for part in token.split(is_hyphen) {
                        words.insert(part.to_lowercase());
                    }
                }
                words.insert(token.to_lowercase());
            }
        }
        Self { words }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether the hyphen that `line` ends in falls away where the paragraph goes on in `next`.
    pub fn drops_hyphen(&self, line: &str, next: &str) -> bool {
        let Some(stem) = line.strip_suffix(['-', '\u{2010}']) else { return false };
        let first = trimmed(stem.rsplit(char::is_whitespace).next().unwrap_or(""));
        let second = trimmed(next.split_whitespace().next().unwrap_or(""));
        let letters = first.chars().next_back().is_some_and(char::is_alphabetic)
            && second.chars().next().is_some_and(char::is_lowercase);
        if !letters {
            return false;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        if self.has(&format!("{first}{second}")) {
            return true;
        }
        let parts = [first.as_str(), second.as_str()];
        if self.has(&parts.join("-")) || first.contains(is_hyphen) {
            return false;
        }
        !(self.has(&first) && self.has(second.split(is_hyphen).next().unwrap_or("")))
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A word without the marks around it, a hyphen at its end excepted, and without its possessive.
fn trimmed(token: &str) -> &str {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let token = token.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_hyphen(c));
    token.strip_suffix("'s").or_else(|| token.strip_suffix("’s")).unwrap_or(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_decides_about_a_hyphen() {
        let text = "The law was kept. Enforcement of law-abiding and well-known rules by the \
            police, and the government's own view, quasi in secret, and independent too.";
        let vocabulary = Vocabulary::of(std::iter::once(text));
        let table = [
            ("what the govern-", "ment said", true),
            ("some law-", "enforcement bodies", false),
            ("a well-", "known rule", false),
            ("a quasi-", "independent body", false),
            ("many com-", "plaints came", true),
            ("the Ulmar-", "Vessen line", false),
            ("in 2010-", "2011 they", false),
            ("no hyphen", "here", false),
        ];
        for (line, next, want) in table {
            assert_eq!(vocabulary.drops_hyphen(line, next), want, "{line} {next}");
        }
    }
}

//! Whether two sentences differ in tense alone.
//!
//! Each word is folded to a stem that its present and its past share, and remembers which of the two
//! it is. Two sentences differ in tense alone where all stems are the same, the perfect's "has" aside,
//! and no word changed but from a present to a past or back.

use super::words::{Token, hash};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The form of a word, if it is one of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// "reports", "report", and every word that is no past.
    Present,
    /// "reported", "was".
    Past,
    /// "been": of both tenses.
    Participle,
    /// "set", which is its own past.
    Both,
}

/// The stem of a word in lower case, and its form.
pub(super) fn fold(word: &str) -> (u64, Form) {
    if let Some(known) = verbs().forms.get(word) {
        return *known;
    }
    let stem_of = |word: &str| hash(&stem(word));
    if word.len() > 4
        && let Some(base) = word.strip_suffix("ied")
    {
        return (stem_of(&format!("{base}y")), Form::Past);
    }
    // "need" and "exceed" are no past.
    if word.len() > 3
        && !word.ends_with("eed")
        && let Some(base) = word.strip_suffix("ed")
    {
        return (stem_of(base), Form::Past);
    }
    if word.len() > 4
        && let Some(base) = word.strip_suffix("ies")
    {
        return (stem_of(&format!("{base}y")), Form::Present);
    }
    let base = word.strip_suffix('s').filter(|base| base.len() > 2 && !base.ends_with('s'));
    let hissing =
        |base: &&str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    let base = base.map(|base| base.strip_suffix('e').filter(hissing).unwrap_or(base));
    (stem_of(base.unwrap_or(word)), Form::Present)
}

/// "use" and "us-ed", "stop" and "stopp-ed" meet without a final e and with one last letter.
fn stem(base: &str) -> String {
    let base = base.strip_suffix('e').filter(|rest| rest.len() > 1).unwrap_or(base);
    let mut letters: Vec<char> = base.chars().collect();
    if let [.., before, last] = letters.as_slice()
        && before == last
        && letters.len() > 2
    {
        letters.pop();
    }
    letters.into_iter().collect()
}

/// A word as tenses are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    word: u64,
    /// Its stem.
    pub fold: u64,
    form: Form,
}

/// The words that count when tenses are compared: "has reported" without its "has", and "must" as the
/// "have to" that its past is made of.
pub(super) fn said(tokens: &[Token]) -> impl Iterator<Item = Said> {
    let next = tokens.iter().skip(1).map(Some).chain([None]);
    tokens
        .iter()
        .zip(next)
        .flat_map(|(token, next)| {
            let Token { word, fold, form, .. } = *token;
            if let Some((first, second, stem)) = verbs().instead.get(&word) {
                let first = Said { word, fold: *first, form };
                return [Some(first), Some(Said { word: *second, fold: *stem, form })];
            }
            let perfect = fold == verbs().perfect && next.is_some_and(|n| n.form != Form::Present);
            [(!perfect).then_some(Said { word, fold, form }), None]
        })
        .flatten()
}

/// Whether two sentences, whose words are not all the same, differ in tense alone.
pub(super) fn differ_in_tense_alone(before: &[Token], after: &[Token]) -> bool {
    let (mut left, mut right) = (said(before), said(after));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.word == b.word => {}
            (Some(a), Some(b)) if a.fold == b.fold && a.form != b.form => {}
            _ => return false,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verbs: Vec<String>,
    perfect: String,
    instead: Vec<[String; 3]>,
}

#[derive(Debug, Default)]
struct Verbs {
    forms: HashMap<String, (u64, Form)>,
    perfect: u64,
    /// Words that stand for two: the stem of the first, and the second with its stem.
    instead: HashMap<u64, (u64, u64, u64)>,
}

fn verbs() -> &'static Verbs {
    static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
        let text = include_str!("../../assets/lexicon/tense.toml");
        let file: File = toml::from_str(text).unwrap_or_default();
        let mut verbs = Verbs::default();
        for line in &file.verbs {
            let lemma = line.split_whitespace().next().unwrap_or_default();
            let stem = hash(&format!("verb {lemma}"));
            let forms = [Form::Present, Form::Past, Form::Participle];
            for (part, form) in line.split('|').zip(forms) {
                for word in part.split_whitespace() {
                    let known = verbs.forms.entry(word.to_owned()).or_insert((stem, form));
                    if (known.0, form) == (stem, Form::Past) && known.1 == Form::Present {
                        known.1 = Form::Both;
                    }
                }
            }
        }
        for [word, first, second] in &file.instead {
            let lemma = verbs.forms.get(first).map_or(0, |(stem, _)| *stem);
            verbs.instead.insert(hash(word), (lemma, hash(second), hash(&stem(second))));
        }
        verbs.perfect = verbs.forms.get(&file.perfect).map_or(0, |(stem, _)| *stem);
        verbs
    });
    &VERBS
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;
    use crate::report::Span;

    #[test]
    fn tense_is_told_from_other_changes() {
        let table = [
            (
                "Guards are cruel and do not report it.",
                "Guards were cruel and did not report it.",
                true,
            ),
            ("The law provides for bail.", "The law provided for bail.", true),
            ("He has been jailed.", "He had been jailed.", true),
            ("He has been jailed.", "He was jailed.", true),
            ("Observers have reported blows.", "Observers reported blows.", true),
            (
                "They continue to flee and carry arms.",
                "They continued to flee and carried arms.",
                true,
            ),
            ("It uses force and stops cars.", "It used force and stopped cars.", true),
            ("There is a report.", "There are reports.", false),
            ("Guards beat a prisoner.", "Guards beat prisoners.", false),
            (
                "Guards must ask and cannot search it.",
                "Guards had to ask and could not search it.",
                true,
            ),
            ("He may appeal.", "He might appeal.", true),
            ("He may appeal.", "He could appeal.", true),
            ("The law sets a term.", "The law set a term.", true),
            ("He can appeal.", "He may appeal.", false),
            ("He could appeal.", "He might appeal.", false),
            ("The law is clear.", "The law is not clear.", false),
            ("It was in 2015.", "It was in 2016.", false),
            ("He has nine cells.", "He nine cells.", false),
        ];
        for (before, after, want) in table {
            let of = |text: &str| tokens(text, Span::new(0, text.len()));
            assert_eq!(differ_in_tense_alone(&of(before), &of(after)), want, "{before}");
            assert_eq!(differ_in_tense_alone(&of(after), &of(before)), want, "{after}");
        }
    }
}

//! What is not counted: the words after "statistics on", "no reports of", "no".

use super::LEXICON;
use crate::figures::tokens::Tokens;
use crate::language::Word;

/// The longest run of words taken as what is counted.
const LONGEST: usize = 12;

/// "on the number of suicides in custody" → "suicides in custody": from the first word that leads to
/// what is told of, within a few words, to what ends it.
pub fn after(tokens: &Tokens<'_>, from: usize) -> Option<String> {
    let lead = (from..tokens.len().min(from + 8)).find(|at| LEXICON.about.has(tokens.at(*at)))?;
    phrase(tokens, lead + 1)
}

/// The words from `from` to the mark or word that ends them, without what says only how many.
pub fn phrase(tokens: &Tokens<'_>, from: usize) -> Option<String> {
    let start = (from..tokens.len()).find(|at| !LEXICON.amount.has(tokens.at(*at)))?;
    let ends = |at: &usize| {
        tokens.words.get(*at).is_none_or(Word::is_mark) || LEXICON.ends.has(tokens.at(*at))
    };
    let last = tokens.len().min(start + LONGEST);
    let end = (start..last).find(ends).unwrap_or(last);
    let words: Vec<&str> = (start..end).map(|at| tokens.at(at)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

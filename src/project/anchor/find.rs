//! Finding an anchor's place in a reading of its edition.

use super::Anchor;
use super::fold::{self, Token};
use crate::report::Span;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Where an anchor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The sentence stands as it did.
    Exact(Span),
    /// The sentence has changed; these words are the nearest.
    Moved(Span),
}

impl Found {
    /// The place.
    pub fn span(self) -> Span {
        match self {
            Self::Exact(span) | Self::Moved(span) => span,
        }
    }
}

/// The sentences of one report, looked up by their wording. Building it is linear in the text; an
/// exact look-up is a binary search.
#[derive(Debug)]
pub struct Sentences {
    /// The keys of all sentences with their numbers, in order.
    keys: Vec<(u64, u32)>,
    /// For each word the sentences that it stands in: made when first something must be sought
    /// near by.
    words: OnceLock<HashMap<u64, Vec<u32>>>,
}

impl Sentences {
    /// The index of a report's sentences.
    pub fn new(text: &str, sentences: &[Span]) -> Self {
        let keys = sentences.iter().map(|sentence| fold::key(sentence.of(text)));
        let mut keys: Vec<(u64, u32)> = keys.zip(0..).collect();
        keys.sort_unstable();
        Self { keys, words: OnceLock::new() }
    }

    /// Which of the sentences with this key the one at `number` is, counted from 1.
    pub(super) fn repeat_of(&self, key: u64, number: usize) -> u32 {
        let first = self.keys.partition_point(|(other, _)| *other < key);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let here = self.keys.partition_point(|entry| *entry < (key, number));
        u32::try_from(here.saturating_sub(first) + 1).unwrap_or(u32::MAX)
    }

    /// The place of an anchor whose sentence stands as it did.
    pub fn exact(&self, anchor: &Anchor, text: &str, sentences: &[Span]) -> Option<Span> {
        let key = fold::key(&anchor.sentence);
        let first = self.keys.partition_point(|(other, _)| *other < key);
        let same = self.keys.iter().skip(first).take_while(|(other, _)| *other == key);
        let nth = usize::try_from(anchor.repeat).unwrap_or(1).max(1);
        // A format that tells a sentence fewer times has its last telling for the later ones.
        let (_, number) = same.take(nth).last()?;
        let sentence = *sentences.get(*number as usize)?;
        words_in(anchor, text, sentence)
    }

    /// The place of an anchor whose sentence has changed: the words in the likest sentence.
    pub fn near(&self, anchor: &Anchor, text: &str, sentences: &[Span]) -> Option<Span> {
        let sought = word_set(&anchor.sentence);
        if sought.len() < FEWEST_WORDS {
            return None;
        }
        let by_word = self.words.get_or_init(|| by_word(text, sentences));
        let common_word = sentences.len() / 4 + 8;
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for word in &sought {
            let Some(where_told) = by_word.get(word) else { continue };
            // Words of every fourth sentence ("the", "of") say nothing about which one it is.
            for number in where_told.iter().filter(|_| where_told.len() <= common_word) {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let mut candidates: Vec<(usize, u32)> =
            shared.into_iter().map(|(number, count)| (count, number)).collect();
        candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut likest: Vec<(f64, Span)> = candidates
            .iter()
            .take(MOST_CANDIDATES)
            .filter_map(|(_, number)| sentences.get(*number as usize))
            .map(|sentence| (likeness(&sought, &word_set(sentence.of(text))), *sentence))
            .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
            .collect();
        likest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        likest.iter().find_map(|(_, sentence)| words_in(anchor, text, *sentence)).or_else(|| {
            // The words themselves have changed. Where they were most of the sentence the whole
            // sentence stands for them; a single number that is gone is not found in its place.
            let most = fold::tokens(&anchor.words, 0).len() * 2 >= sought.len();
            likest.first().filter(|_| most).map(|(_, sentence)| *sentence)
        })
    }
}

/// Shorter sentences (headings, cells) are too much alike to be found by likeness.
const FEWEST_WORDS: usize = 4;

/// So many of the likest sentences are compared in full.
const MOST_CANDIDATES: usize = 12;

/// What part of their words two sentences must share (Dice's measure) to be taken for one.
const LEAST_LIKENESS: f64 = 0.7;

fn word_set(text: &str) -> HashSet<u64> {
    fold::tokens(text, 0).into_iter().map(|token| token.word).collect()
}

fn likeness(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    let shared = a.intersection(b).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

fn by_word(text: &str, sentences: &[Span]) -> HashMap<u64, Vec<u32>> {
    let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
    for (number, sentence) in (0..).zip(sentences) {
        for word in word_set(sentence.of(text)) {
            index.entry(word).or_default().push(number);
        }
    }
    index
}

/// The anchor's words in a sentence of its wording; the sentence where they have no letters.
fn words_in(anchor: &Anchor, text: &str, sentence: Span) -> Option<Span> {
    let sought = fold::tokens(&anchor.words, 0);
    if sought.is_empty() {
        return Some(sentence);
    }
    let region = region(text, sentence, &anchor.words);
    let nth = usize::try_from(anchor.occurrence).unwrap_or(1).max(1);
    let found = runs(&region, &sought, sentence).take(nth).last()?;
    let start = found.first()?.span.start.get();
    let end = found.last()?.span.end.get();
    Some(with_marks(text, &anchor.words, start, end))
}

/// The words of the sentence and of as much after it as `words` may run on.
fn region(text: &str, sentence: Span, words: &str) -> Vec<Token> {
    let end = sentence.end.get().saturating_add(words.len() * 2).min(text.len());
    let end = text.floor_char_boundary(end).max(sentence.end.get());
    let part = text.get(sentence.start.get()..end).unwrap_or("");
    fold::tokens(part, sentence.start.get())
}

/// All runs of `sought` among the words that begin in the sentence.
fn runs<'a>(
    region: &'a [Token],
    sought: &'a [Token],
    sentence: Span,
) -> impl Iterator<Item = &'a [Token]> {
    region.windows(sought.len().max(1)).filter(move |run| {
        run.first().is_some_and(|token| sentence.contains(token.span.start))
            && run.iter().zip(sought).all(|(a, b)| a.word == b.word)
    })
}

/// Where in the text `words` begin in a sentence, in order.
pub(super) fn starts_of(text: &str, sentence: Span, words: &str) -> Vec<usize> {
    let sought = fold::tokens(words, 0);
    if sought.is_empty() {
        return Vec::new();
    }
    let region = region(text, sentence, words);
    let first = |run: &[Token]| run.first().map(|token| token.span.start.get());
    runs(&region, &sought, sentence).filter_map(first).collect()
}

/// The range with the marks that stood before and after the words ("$", "%", a full stop), where
/// they stand here too.
fn with_marks(text: &str, words: &str, start: usize, end: usize) -> Span {
    let letter = |c: char| c.is_alphanumeric();
    let lead = words.find(letter).and_then(|at| words.get(..at)).unwrap_or("");
    let trail = words.rfind(letter).and_then(|at| words.get(at..)).unwrap_or("");
    let trail = trail.trim_start_matches(letter);
    let start = match text.get(..start) {
        Some(before) if before.ends_with(lead) => start - lead.len(),
        _ => start,
    };
    let end = match text.get(end..) {
        Some(after) if after.starts_with(trail) => end + trail.len(),
        _ => end,
    };
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::project::Edition;

    struct Text(String, Vec<Span>, Sentences);

    fn text(text: &str) -> Text {
        let sentences = language::sentences(text, Span::new(0, text.len()));
        let index = Sentences::new(text, &sentences);
        Text(text.to_owned(), sentences, index)
    }

    fn anchor(Text(text, sentences, index): &Text, span: Span) -> Anchor {
        Anchor::new(Edition::default(), text, sentences, index, span).unwrap()
    }

    /// The words between the stars, anchored in the text without them.
    fn starred(starred: &str) -> Anchor {
        let start = starred.find('*').unwrap();
        let end = starred.rfind('*').unwrap() - 1;
        anchor(&text(&starred.replace('*', "")), Span::new(start, end))
    }

    fn found(
        anchor: &Anchor,
        Text(text, sentences, index): &Text,
    ) -> (&'static str, usize, String) {
        let exact = index.exact(anchor, text, sentences);
        let how = if exact.is_some() { "exact" } else { "near" };
        match exact.or_else(|| index.near(anchor, text, sentences)) {
            Some(span) => (how, span.start.get(), span.of(text).to_owned()),
            None => ("gone", 0, String::new()),
        }
    }

    #[test]
    fn words_are_found_in_another_reading() {
        let noted = "Rain fell in Velna. The ombudsman received 40 complaints in May and *40* in \
                     June. Nobody answered.";
        let table = [
            // The same words, elsewhere in the text.
            (
                noted,
                "The ombudsman received 40 complaints in May and 40 in June.",
                "exact",
                48,
                "40",
            ),
            // Another format: other dashes, blanks, quotation marks.
            (
                noted,
                "The Ombudsman  received 40 complaints in May, and 40 in\nJune.",
                "exact",
                50,
                "40",
            ),
            // A newer version of the report has a word more.
            (
                noted,
                "The ombudsman again received 40 complaints in May and 40 in June.",
                "near",
                54,
                "40",
            ),
            // The number itself has changed: a decision on 40 is none on 41.
            (noted, "The ombudsman received 41 complaints in May and 41 in June.", "gone", 0, ""),
            (noted, "Nothing of the kind is told here at all.", "gone", 0, ""),
            // A highlight over a sentence that has changed a little is the sentence.
            (
                "*The court freed the two lawyers after nine days in custody.*",
                "Then rain. The court freed the two lawyers after ten days in custody.",
                "near",
                11,
                "The court freed the two lawyers after ten days in custody.",
            ),
            // Words that run on over sentences, with their marks.
            (
                "Rain fell. *“They came at night. They left at dawn.”* Two.",
                "Snow fell. “They came at night. They left at dawn.” Two.",
                "exact",
                11,
                "“They came at night. They left at dawn.”",
            ),
            (
                "He paid *$5 million* then.",
                "So it was. He paid $5 million then.",
                "exact",
                19,
                "$5 million",
            ),
            // 5 is not found inside 15.
            ("Of 15 cases *5* were heard.", "Of 15 cases 5 were heard.", "exact", 12, "5"),
        ];
        for (noted, later, how, at, words) in table {
            let later = text(later);
            assert_eq!(found(&starred(noted), &later), (how, at, words.to_owned()), "{}", later.0);
        }
    }

    #[test]
    fn of_sentences_alike_the_right_one_is_found() {
        let twice = text("No change. The court sat. No change. It rose. No change.");
        let second = anchor(&twice, Span::new(26, 36));
        assert_eq!((second.repeat, second.words.as_str()), (2, "No change."));
        assert_eq!(found(&second, &twice).1, 26);
        let once = text("The court sat. No change.");
        assert_eq!(found(&second, &once), ("exact", 15, "No change.".to_owned()));
    }

    #[test]
    fn every_word_of_a_text_is_found_where_it_stood() {
        let text = text(
            "In 2019, 12 of 12 prisons held 1,200 men; 12 held none. The 12 closed. The 12 closed.",
        );
        for token in fold::tokens(&text.0, 0) {
            let anchor = anchor(&text, token.span);
            assert_eq!(text.2.exact(&anchor, &text.0, &text.1), Some(token.span), "{anchor:?}");
        }
    }
}

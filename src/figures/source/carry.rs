//! When a source reaches the next sentence.

use super::claim::{self, Claim, Holder};
use super::lexicon::WORDS;
use super::name;
use crate::figures::context::Context;
use crate::figures::passage::Reading;

/// The source of the sentence before: of its last figure, or of its last claim.
pub fn before(context: &Context<'_>) -> Option<String> {
    let at = context.current.checked_sub(1)?;
    let span = context.paragraph.get(at)?.span;
    let mut figures = context.earlier.iter().rev().filter(|figure| figure.sentence == span);
    if let Some(figure) = figures.next() {
        return figure.source.clone();
    }
    let earlier = Context { current: at, ..*context };
    let claims = claim::claims(earlier.reading()?);
    claims.iter().rev().find_map(|claim| match &claim.holder {
        Holder::Words(words) => name::name(&earlier, words.clone()),
        Holder::Pronoun => None,
    })
}

/// The source of a number that no claim of its sentence reaches: that of the sentence before, where
/// the sentence goes on without a body that acts or a time of its own ("Of these, 12 …", "There were
/// 17 in 2010", "She added that …").
pub fn carried(context: &Context<'_>, claims: &[Claim]) -> Option<String> {
    let reading = context.reading()?;
    let sentence = context.sentence()?.span;
    let own = context.earlier.iter().rev().find(|figure| figure.sentence == sentence);
    if let Some(own) = own.filter(|_| claims.is_empty()) {
        return own.source.clone();
    }
    let new_time = reading.times.first().is_some_and(|time| time.first == 0);
    let goes_on = goes_on(reading, context.first_word) && !new_time;
    (claims.is_empty() && goes_on).then(|| before(context)).flatten()
}

/// Whether the number is the subject of its sentence, or a pronoun, "there" or "of these" leads to
/// it, with no body before it as the one who did it ("The police arrested 40").
fn goes_on(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.tokens;
    let leads = matches!(
        tokens.at(0),
        "there" | "they" | "it" | "he" | "she" | "these" | "those" | "this" | "of" | "among" | "in"
    );
    let acted = (0..number).any(|at| {
        let word = tokens.at(at);
        WORDS.body.has(word) && !is_after_preposition(reading, at)
            || !leads && word.len() > 4 && word.ends_with("ed")
    });
    !acted && (leads || number <= 6)
}

/// "in the courts": a body after a preposition does nothing.
fn is_after_preposition(reading: &Reading<'_>, at: usize) -> bool {
    (1..=3).any(|back| WORDS.preposition.has(reading.tokens.before(at, back)))
}

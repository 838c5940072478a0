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
/// the sentence goes on without a new body that acts ("Of these, 12 …", "There were 17 in 2010").
pub fn carried(context: &Context<'_>, claims: &[Claim]) -> Option<String> {
    let reading = context.reading()?;
    if !claims.is_empty() || acts(reading, context.first_word) {
        return None;
    }
    before(context)
}

/// "The police arrested 40": a body stands before the number as the one who did it.
fn acts(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.tokens;
    (0..number).any(|at| WORDS.body.has(tokens.at(at)) && !is_after_preposition(reading, at))
}

/// "in the courts": a body after a preposition does nothing.
fn is_after_preposition(reading: &Reading<'_>, at: usize) -> bool {
    (1..=3).any(|back| {
        matches!(
            reading.tokens.before(at, back),
            "in" | "of" | "to" | "from" | "by" | "at" | "for" | "against" | "with" | "on" | "out"
        )
    })
}

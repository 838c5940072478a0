//! The body whose count a figure is.
//!
//! [`claim`] finds who tells or counts what in a sentence ("according to …", "… reported that",
//! "… received 40 complaints") and how far each reaches; [`name`] turns the words into a body's
//! fullest name or a generic word; [`carry`] says when a source reaches the next sentence. Who only
//! acted (arrested, charged, inspected) is no source.

mod carry;
mod claim;
mod lexicon;
mod name;

use super::context::Context;
use claim::{Claim, Holder};

/// The body whose count the figure is, by its fullest name; `None` where the text names none.
pub fn resolve(context: &Context<'_>) -> Option<String> {
    let reading = context.reading()?;
    let claims = claim::claims(reading);
    match governing(&claims, context.first_word) {
        Some(claim) => of_claim(context, &claims, claim),
        None => carry::carried(context, &claims),
    }
}

/// The claim that a number at the word `at` stands under: the last that begins before it; one that
/// follows ("…, according to the ministry") where none does or where the first is only passive.
fn governing(claims: &[Claim], at: usize) -> Option<&Claim> {
    let over = |claim: &&Claim| claim.scope.contains(&at);
    let strong = claims.iter().rev().filter(over).find(|claim| !claim.passive);
    strong.or_else(|| claims.iter().rev().find(over))
}

/// The name of a claim's holder; a pronoun is the holder of the claim around it or of the sentence
/// before.
fn of_claim(context: &Context<'_>, claims: &[Claim], claim: &Claim) -> Option<String> {
    match &claim.holder {
        Holder::Words(words) => name::name(context, words.clone()),
        Holder::Pronoun => {
            let outer =
                claims.iter().rev().filter(|outer| outer.verb < claim.verb).find_map(|outer| {
                    match &outer.holder {
                        Holder::Words(words) => Some(words.clone()),
                        Holder::Pronoun => None,
                    }
                });
            match outer {
                Some(words) => name::name(context, words),
                None => carry::before(context),
            }
        }
    }
}

#[cfg(test)]
mod tests;

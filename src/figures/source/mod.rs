//! The body whose count a figure is, and who hands it on.
//!
//! [`claim`] finds who tells or counts what in a sentence ("according to …", "… reported that",
//! "… received 40 complaints") and how far each reaches, [`subject`] which words are the body;
//! [`passing`] tells the body that counted from the one that repeats it; [`name`] turns the words
//! into a body's fullest name or a generic word; [`carry`] says when a source reaches the next
//! sentence. Who only acted (arrested, charged, inspected) is no source.

mod carry;
mod claim;
mod lexicon;
mod name;
mod passing;
mod subject;

use super::Figure;
use super::context::Context;
use claim::{Claim, Form, Holder};

/// Whose count a figure is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The body whose count it is, by its fullest name; `None` where the text names none.
    pub source: Option<String>,
    /// Who passes the count on, where the text names both.
    pub passed_on_by: Option<String>,
}

impl Told {
    /// What a figure before was given.
    fn of(figure: &Figure) -> Self {
        Self { source: figure.source.clone(), passed_on_by: figure.passed_on_by.clone() }
    }

    /// A source that nobody passes on.
    fn by(source: Option<String>) -> Self {
        Self { source, passed_on_by: None }
    }
}

/// Whose count the figure is.
pub fn resolve(context: &Context<'_>) -> Told {
    let Some(reading) = context.reading() else { return Told::default() };
    let claims = claim::claims(reading);
    match governing(&claims, context.first_word) {
        Some(claim) => passing::told(context, &claims, claim),
        None => carry::carried(context, &claims),
    }
}

/// The claim that a number at the word `at` stands under: the last that begins before it; one that
/// follows ("…, according to the ministry") where none does or where the first is only passive.
fn governing(claims: &[Claim], at: usize) -> Option<&Claim> {
    let over = |claim: &&Claim| claim.scope.contains(&at);
    let strong = claims.iter().rev().filter(over).find(|claim| claim.form != Form::Passive);
    strong.or_else(|| claims.iter().rev().find(over))
}

/// The name of a claim's holder; a pronoun is the holder of the claim around it or of the sentence
/// before.
fn of_claim(context: &Context<'_>, claims: &[Claim], claim: &Claim) -> Told {
    match &claim.holder {
        Holder::Words(words) => Told::by(name::name(context, words.clone())),
        Holder::Pronoun => {
            let outer = claims.iter().rev().filter(|outer| outer.verb < claim.verb);
            let named = outer.filter_map(|outer| match &outer.holder {
                Holder::Words(words) => name::name(context, words.clone()),
                Holder::Pronoun => None,
            });
            match named.into_iter().next().or_else(|| of_actor(context, claim)) {
                Some(name) => Told::by(Some(name)),
                None => carry::before(context),
            }
        }
    }
}

/// "The office made visits, and it found 40 faults", "… released its findings, which said that it
/// received 40": the body with which the sentence begins, where the pronoun stands further on.
fn of_actor(context: &Context<'_>, claim: &Claim) -> Option<String> {
    let reading = context.reading()?;
    let words = subject::first_body(reading, claim.verb)?;
    let own = reading.is_named(words.start) || reading.is_named(words.end.checked_sub(1)?);
    let before = words.end + 1 < claim.scope.start && own && subject::is_body(reading, &words);
    before.then(|| name::name(context, words))?
}

#[cfg(test)]
mod tests;

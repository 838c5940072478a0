//! Who counted, and who only repeats it.
//!
//! A sentence may name both: "according to the daily, the ministry registered 40 cases". The count
//! is that of the body inside; the one outside passes it on.

use super::claim::{Claim, Form, Holder, is_word};
use super::lexicon::WORDS;
use super::subject::is_body;
use super::{Told, name, of_claim};
use crate::figures::context::Context;
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use std::ops::Range;

/// Whose count a number under `claim` is, and who passes it on.
pub fn told(context: &Context<'_>, claims: &[Claim], claim: &Claim) -> Told {
    let own = of_claim(context, claims, claim);
    let Some(reading) = context.reading() else { return own };
    let cited = beside(reading, claim).and_then(|cited| name::name(context, cited));
    if is_named(cited.as_deref()) {
        return join(cited, own);
    }
    if let Some(through) = &claim.through {
        return join(own.source, Told::by(name::name(context, through.clone())));
    }
    if let Some(inner) = repeated(claims, claim, context.first_word) {
        let inner = of_claim(context, claims, inner);
        return if is_named(inner.source.as_deref()) { join(inner.source, own) } else { own };
    }
    let Some(outer) = outer(reading, claims, claim) else { return own };
    let form = outer.form;
    let outer = of_claim(context, claims, outer);
    // "According to the ministry, the authorities registered": words without a name for the same.
    let vague = own.source.as_deref().is_some_and(|source| WORDS.vague.has(source));
    let unnamed = !is_named(own.source.as_deref());
    let same = form == Form::According && (vague || unnamed);
    if same && is_named(outer.source.as_deref()) { outer } else { join(own.source, outer) }
}

/// The one who counted with the one who passes it on; either may be nobody.
fn join(source: Option<String>, outer: Told) -> Told {
    match source {
        None => outer,
        Some(source) => {
            let passed_on_by = outer.source.filter(|outer| *outer != source);
            Told { source: Some(source), passed_on_by }
        }
    }
}

/// A name has capitals; "authorities" and "media reports" are nobody's name.
fn is_named(name: Option<&str>) -> bool {
    name.is_some_and(|name| name.contains(char::is_uppercase) && name != "NGOs" && name != "NGO")
}

/// "The agency, citing the ministry, said that": what stands beside the claim's verb, before its
/// subject or at the sentence's end.
fn beside(reading: &Reading<'_>, claim: &Claim) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let at = (0..tokens.len()).find(|at| WORDS.handing_on.has(tokens.at(*at)))?;
    let end = (at + 1..tokens.len())
        .find(|end| !is_word(tokens.at(*end)) || ends_cited(tokens.at(*end)))
        .unwrap_or(tokens.len());
    let words = at + 1..end;
    let near = at < claim.verb || at <= claim.verb + 6;
    let last = (end..tokens.len()).all(|at| !is_word(tokens.at(at)));
    let head = head(tokens, &words)?;
    let held = reading.is_named(head) || tokens.capital(head) || is_source(tokens.at(head));
    (claim.form == Form::Subject && (near || last) && held && is_body(reading, &words))
        .then_some(words)
}

/// "citing the ministry that …", "citing police in the town".
fn ends_cited(word: &str) -> bool {
    matches!(word, "that" | "as" | "who" | "which" | "in" | "said" | "reported")
}

/// The noun that the words are about: the last before a preposition.
fn head(tokens: &Tokens<'_>, words: &Range<usize>) -> Option<usize> {
    let end = words.clone().skip(1).find(|at| {
        WORDS.preposition.has(tokens.at(*at))
            && !matches!(tokens.at(*at), "the" | "a" | "an" | "and" | "or")
    });
    end.unwrap_or(words.end).checked_sub(1).filter(|at| *at >= words.start)
}

/// "citing police sources" counts nothing by itself; "citing official statistics" does.
fn is_source(word: &str) -> bool {
    const VAGUE: &[&str] =
        &["sources", "source", "investigation", "analysis", "review", "findings"];
    !VAGUE.contains(&word) && (WORDS.body.has(word) || WORDS.data.has(word))
}

/// "The ministry registered 40 cases, according to the daily": the body that took note of what the
/// other repeats.
fn repeated<'c>(claims: &'c [Claim], claim: &Claim, number: usize) -> Option<&'c Claim> {
    let trails = claim.form == Form::According && claim.verb > number;
    trails.then_some(())?;
    let inside = claims.iter().filter(|inner| inner.verb < number && inner.counts);
    inside
        .rev()
        .find(|inner| inner.form == Form::Subject && matches!(inner.holder, Holder::Words(_)))
}

/// "According to the daily, the ministry registered 40", "the daily reported that the ministry had
/// registered 40": the claim whose words the other is.
fn outer<'c>(reading: &Reading<'_>, claims: &'c [Claim], claim: &Claim) -> Option<&'c Claim> {
    let Holder::Words(words) = &claim.holder else { return None };
    (claim.form == Form::Subject && claim.counts).then_some(())?;
    let before = claims.iter().rev().find(|outer| outer.verb < words.start)?;
    let from = match (&before.holder, before.form) {
        (Holder::Words(holder), Form::According) => holder.end,
        (Holder::Words(_), Form::Subject) => before.verb + 1,
        _ => return None,
    };
    let tokens = &reading.tokens;
    let timed = |at: usize| reading.times.iter().any(|time| (time.first..time.after).contains(&at));
    let adjoins = (from..words.start)
        .all(|at| timed(at) || matches!(tokens.at(at), "that" | "," | "the" | "a" | "an"));
    adjoins.then_some(before)
}

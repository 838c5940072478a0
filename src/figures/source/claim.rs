//! Who tells or counts what in a sentence.

use super::lexicon::WORDS;
use super::subject::{first_body, is_body, joins_names, subject};
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use std::ops::Range;

/// A body that tells or counts, and the words it answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The body.
    pub holder: Holder,
    /// The index of the verb, or of "according".
    pub verb: usize,
    /// The words that the claim reaches.
    pub scope: Range<usize>,
    /// How the sentence puts it.
    pub form: Form,
    /// Whether the verb is one of taking note (registered, received): the count is the holder's
    /// own, whoever repeats it.
    pub counts: bool,
    /// Who hands the count on, where the claim itself tells ("the newspaper cited police figures").
    pub through: Option<Range<usize>>,
}

/// How a sentence says whose count it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "According to the ministry, …".
    According,
    /// "The ministry reported …".
    Subject,
    /// "… registered by the ministry".
    Passive,
}

/// The words that name a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A noun phrase.
    Words(Range<usize>),
    /// "it", "they": a body named before.
    Pronoun,
}

/// The claims of a sentence, in the order in which they begin.
pub fn claims(reading: &Reading<'_>) -> Vec<Claim> {
    let tokens = &reading.tokens;
    let mut found: Vec<Claim> = Vec::new();
    let mut named = 0;
    for at in 0..tokens.len() {
        // "According to media reports": the noun is no verb.
        let rule = |at| {
            let received = || received_from(reading, at);
            passive(reading, at).or_else(received).or_else(|| active(reading, at))
        };
        let claim = according(tokens, at)
            .or_else(|| lodged_with(reading, at))
            .or_else(|| official_estimate(reading, at))
            .or_else(|| if at < named { None } else { rule(at) });
        named = match &claim {
            Some(Claim { holder: Holder::Words(words), verb, .. }) if *verb < words.start => {
                words.end
            }
            _ => named,
        };
        found.extend(claim);
    }
    close(&mut found, tokens);
    found
}

/// "According to the ministry, 40 …", "… , according to activists", "by the agency’s count".
fn according(tokens: &Tokens<'_>, at: usize) -> Option<Claim> {
    (tokens.at(at) == "according" && tokens.at(at + 1) == "to").then_some(())?;
    let holder = at + 2..phrase_end(tokens, at + 2);
    // After a comma and before the sentence's end it answers for what came before.
    let last = (holder.end..tokens.len()).all(|at| !is_word(tokens.at(at)));
    let trails = at > 0 && (last || tokens.before(at, 1) == "," && !opens(tokens, at));
    let start = if trails { part_start(tokens, at) } else { at };
    // A semicolon ends no claim by itself: "…; 47 of these" goes on with it.
    let scope = start..tokens.len();
    Some(Claim {
        holder: Holder::Words(holder),
        verb: at,
        scope,
        form: Form::According,
        counts: false,
        through: None,
    })
}

/// Whether only a time or an adverb stands before "according to" ("In 2019, according to …").
fn opens(tokens: &Tokens<'_>, at: usize) -> bool {
    at <= 6 && tokens.before(at, 1) == "," && {
        let digits = |at| tokens.at(at).starts_with(|c: char| c.is_ascii_digit());
        !(0..at).any(|at| WORDS.body.has(tokens.at(at)) || digits(at) && tokens.at(at).len() < 4)
    }
}

/// "were registered by the ministry", "as reported by the newspaper".
fn passive(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    let verb = tokens.at(at);
    (WORDS.telling.has(verb) || WORDS.counting.has(verb) || verb == "received").then_some(())?;
    (tokens.at(at + 1) == "by").then_some(())?;
    let holder = at + 2..agent_end(reading, at + 2);
    let scope = part_start(tokens, at)..tokens.len();
    is_body(reading, &holder).then_some(Claim {
        holder: Holder::Words(holder),
        verb: at,
        scope,
        form: Form::Passive,
        counts: true,
        through: None,
    })
}

/// "40 clerks filed complaints with the union", "had registered 90 workers with the ministry": the
/// body that took them holds the count.
fn lodged_with(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    (tokens.at(at) == "with").then_some(())?;
    let from = tokens.clause_start(at).max(at.saturating_sub(10));
    let verb = (from..at).rev().find(|at| {
        matches!(tokens.at(*at), "filed" | "lodged" | "registered" | "submitted" | "deposited")
    })?;
    let addressed = WORDS.addressed.any_within(&tokens.lower, verb + 1, at);
    (tokens.at(verb) == "registered" || addressed).then_some(())?;
    let holder = at + 1..agent_end(reading, at + 1);
    is_body(reading, &holder).then_some(Claim {
        holder: Holder::Words(holder),
        verb: at,
        scope: part_start(tokens, at)..tokens.len(),
        form: Form::Passive,
        counts: true,
        through: None,
    })
}

/// "The official estimate of the poverty line was 900 crowns": figures of the state by themselves.
fn official_estimate(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    let whose = matches!(tokens.at(at), "official" | "government");
    let figures =
        matches!(tokens.at(at + 1), "estimate" | "estimates" | "statistics" | "figures" | "data");
    let leads = matches!(tokens.at(at + 2), "of" | "for" | "on");
    let opens = at <= 1 && (at == 0 || matches!(tokens.at(0), "the" | "an"));
    let limit = tokens.len().min(at + 14);
    let is = |at: usize| matches!(tokens.at(at), "is" | "are" | "was" | "were" | "stood");
    let verb = (at + 3..limit).find(|at| is(*at))?;
    (whose && figures && leads && opens).then_some(Claim {
        holder: Holder::Words(at..at + 2),
        verb,
        scope: verb..tokens.len(),
        form: Form::Subject,
        counts: false,
        through: None,
    })
}

/// "The ministry settled 45 of 52 complaints received from tenants": it settles what it received.
fn received_from(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    let noun = at.checked_sub(1)?;
    let shape = tokens.at(at) == "received"
        && WORDS.addressed.has(tokens.at(noun))
        && matches!(tokens.at(at + 1), "from" | "during" | "in" | "on" | "." | ",");
    shape.then_some(())?;
    let holder = first_body(reading, noun)?;
    let acts = WORDS.settling.any_within(&tokens.lower, holder.end, noun);
    (acts && is_body(reading, &holder)).then_some(Claim {
        scope: holder.start..tokens.len(),
        holder: Holder::Words(holder),
        verb: at,
        form: Form::Subject,
        counts: true,
        through: None,
    })
}

/// "The ministry reported 40 cases", "the office received 12 complaints".
fn active(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let tokens = &reading.tokens;
    is_claiming_verb(tokens, at).then_some(())?;
    let copula = tokens.at(at) == "aware" && at > 0;
    let (holder, start) = subject(reading, at.saturating_sub(usize::from(copula)))?;
    let (holder, through) = match (cited(tokens, at), holder) {
        (Some(cited), Holder::Words(teller)) => (cited, Some(teller)),
        (Some(cited), Holder::Pronoun) => (cited, None),
        (None, holder) => (holder, None),
    };
    // "…, the ministry said." answers for what came before.
    let last = (at + 1..tokens.len()).all(|at| !is_word(tokens.at(at)));
    let start = if last { 0 } else { start };
    let verb = tokens.at(at);
    let counts = WORDS.counting.has(verb) || WORDS.receiving.has(verb) || verb == "counted";
    let scope = start..tokens.len();
    Some(Claim { holder, verb: at, scope, form: Form::Subject, counts, through })
}

/// "The newspaper cited police statistics": the figures are those of what is cited.
fn cited(tokens: &Tokens<'_>, verb: usize) -> Option<Holder> {
    WORDS.citing.has(tokens.at(verb)).then_some(())?;
    let end = (verb + 1..tokens.len().min(verb + 8)).find(|at| {
        !is_word(tokens.at(*at)) || matches!(tokens.at(*at), "in" | "that" | "as" | "to")
    })?;
    let words = verb + 1..end;
    let held = words
        .clone()
        .any(|at| WORDS.data.has(tokens.at(at)) || matches!(tokens.at(at), "sources" | "source"));
    held.then_some(Holder::Words(words))
}

fn is_claiming_verb(tokens: &Tokens<'_>, at: usize) -> bool {
    // "United States", "Human Rights Reports": a capital inside a sentence is no verb.
    if at > 0 && tokens.capital(at) {
        return false;
    }
    let verb = tokens.at(at);
    let near = |words: &crate::figures::lexicon::Words, reach: usize| {
        let end = (at + 1..at + 1 + reach).find(|at| matches!(tokens.at(*at), "," | ";"));
        words.any_within(&tokens.lower, at + 1, end.unwrap_or(at + 1 + reach))
    };
    // "an office investigating alleged thefts": an adjective.
    if matches!(verb, "alleged" | "reported" | "claimed") && tokens.before(at, 1).ends_with("ing") {
        return false;
    }
    if is_inserted(tokens, at) {
        return false;
    }
    let is_noun = WORDS.noun_or_verb.has(verb)
        && matches!(tokens.at(at + 1), "of" | "for" | "from" | "by" | "about" | "on");
    if is_noun {
        return false;
    }
    let copula = matches!(tokens.before(at, 1), "was" | "were" | "is" | "are");
    let knows = tokens.at(at + 1) == "of" && (verb == "knew" || verb == "aware" && copula);
    knows
        || WORDS.telling.has(verb)
        || WORDS.counting.has(verb)
        || WORDS.receiving.has(verb) && near(&WORDS.addressed, 12)
        || WORDS.keeping.has(verb) && near(&WORDS.rolls, 3)
}

/// "Errors in a form, discovered during a check, are …": a participle between commas, and not who
/// discovered.
fn is_inserted(tokens: &Tokens<'_>, at: usize) -> bool {
    let aside =
        matches!(tokens.at(at + 1), "during" | "in" | "on" | "at" | "after" | "upon" | "through");
    let close = (at + 2..at + 12).find(|at| tokens.at(*at) == ",");
    let goes_on = |at: usize| {
        let next = tokens.at(at + 1);
        matches!(next, "is" | "are" | "was" | "were" | "may" | "can" | "must" | "shall" | "will")
    };
    tokens.before(at, 1) == "," && aside && close.is_some_and(goes_on)
}

/// "a 2016 report (the latest) by the ministry": past a remark after which the phrase goes on.
fn past_remark(tokens: &Tokens<'_>, start: usize, limit: usize) -> Option<usize> {
    let open = (start..limit).find(|at| !is_word(tokens.at(*at)) || tokens.at(*at) == "that")?;
    (tokens.at(open) == "(").then_some(())?;
    let close = (open..limit).find(|at| tokens.at(*at) == ")")?;
    matches!(tokens.at(close + 1), "by" | "from").then_some(close + 1)
}

/// Where the noun phrase after "according to" or "by" ends.
fn phrase_end(tokens: &Tokens<'_>, start: usize) -> usize {
    let limit = tokens.len().min(start + 24);
    let start = past_remark(tokens, start, limit).unwrap_or(start);
    let short = |at: usize| matches!(tokens.at(at), "(" | ")");
    (start..limit)
        .filter(|at| !is_of_short_form(tokens, *at) || !short(*at))
        .find(|at| match tokens.at(*at) {
            "," => !joins_names(tokens, at + 1),
            word => {
                matches!(
                    word,
                    ";" | ":"
                        | "("
                        | ")"
                        | "."
                        | "that"
                        | "which"
                        | "who"
                        | "there"
                        | "dated"
                        | "as"
                        | "with"
                )
            }
        })
        .unwrap_or(limit)
}

/// "the local union (LU) Bridge Hands": a short form in brackets after which the name goes on.
fn is_of_short_form(tokens: &Tokens<'_>, at: usize) -> bool {
    let open = match tokens.at(at) {
        "(" => Some(at),
        ")" => at.checked_sub(2),
        _ => None,
    };
    open.is_some_and(|open| {
        tokens.at(open) == "("
            && tokens.at(open + 2) == ")"
            && tokens.capital(open + 1)
            && tokens.capital(open + 3)
            && !tokens.capital(open.saturating_sub(1))
    })
}

/// Where the noun phrase after "registered by" ends: what follows it is not of the body.
fn agent_end(reading: &Reading<'_>, start: usize) -> usize {
    let tokens = &reading.tokens;
    let end = phrase_end(tokens, start);
    let stops = |at: &usize| {
        let timed = reading.times.iter().any(|time| time.first == *at);
        let joined = tokens.at(*at) == "and" && !tokens.capital(at + 1);
        let aside = matches!(
            tokens.at(*at),
            "for"
                | "about"
                | "over"
                | "against"
                | "alleging"
                | "regarding"
                | "concerning"
                | "after"
        );
        let aside = aside && !tokens.capital(at + 1) && !reading.is_named(*at);
        timed || joined || aside || matches!(tokens.at(*at), "from" | "in" | "were" | "was" | "had")
    };
    (start + 1..end).find(stops).unwrap_or(end)
}

/// Where the part of the sentence around `at` begins: after a semicolon.
pub fn part_start(tokens: &Tokens<'_>, at: usize) -> usize {
    (0..at).rev().find(|at| tokens.at(*at) == ";").map_or(0, |mark| mark + 1)
}

/// A claim ends where the next one that is not part of it begins.
fn close(claims: &mut [Claim], tokens: &Tokens<'_>) {
    let starts: Vec<usize> = claims.iter().map(|claim| claim.scope.start).collect();
    for claim in claims.iter_mut() {
        let next = starts.iter().find(|start| **start > claim.verb);
        if let Some(next) = next {
            claim.scope.end = claim.scope.end.min(*next).max(claim.verb);
        }
        claim.scope.end = claim.scope.end.min(tokens.len());
    }
}

pub fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

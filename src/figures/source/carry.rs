//! When a source reaches the next sentence.

use super::claim::{self, Claim, Holder};
use super::lexicon::WORDS;
use super::{Told, name};
use crate::figures::context::Context;
use crate::figures::passage::Reading;
use crate::figures::{Figure, FigureKind};

/// The source of the sentence before: of its last figure, or of its last claim.
pub fn before(context: &Context<'_>) -> Told {
    match of_figure_before(context) {
        Some(figure) => Told::of(figure),
        None => Told::by(of_claims_before(context)),
    }
}

/// The last figure of the sentence before.
fn of_figure_before<'a>(context: &Context<'a>) -> Option<&'a Figure> {
    let span = context.sentence_before()?.span;
    let mut earlier = context.earlier.iter().rev().map(|worded| &worded.figure);
    earlier.find(|figure| figure.sentence == span)
}

/// Who told something in the sentence before, though no figure.
fn of_claims_before(context: &Context<'_>) -> Option<String> {
    let earlier = Context { current: context.current.checked_sub(1)?, ..*context };
    let claims = claim::claims(earlier.reading()?);
    claims.iter().rev().find_map(|claim| match &claim.holder {
        Holder::Words(words) => name::name(&earlier, words.clone()),
        Holder::Pronoun => None,
    })
}

/// The source of a number that no claim of its sentence reaches: that of the sentence before, where
/// the sentence goes on without a body that acts or a time of its own ("Of these, 12 …", "There were
/// 17 in 2010", "She added that …").
pub fn carried(context: &Context<'_>, claims: &[Claim]) -> Told {
    let Some(reading) = context.reading() else { return Told::default() };
    let Some(sentence) = context.sentence().map(|sentence| sentence.span) else {
        return Told::default();
    };
    let own = context.earlier.iter().rev().find(|figure| figure.sentence == sentence);
    if let Some(own) = own.filter(|_| claims.is_empty()) {
        return Told::of(own);
    }
    if !claims.is_empty() {
        return Told::default();
    }
    let new_time = reading.times.first().is_some_and(|time| time.first == 0);
    let goes_on = goes_on(reading, context.first_word) && !new_time;
    // A body that told no figure answers only for what leads back to it.
    let linked = of_figure_before(context).is_some() || leads_back(reading, context.first_word);
    // A limit set by law is nobody's count: "the report" may be the one that the law asks for.
    let counted = context.figure.kind != FigureKind::Norm;
    let carries = goes_on && linked
        || counted && on_the_roll(reading, context.first_word)
        || lists(context, reading);
    if carries { before(context) } else { Told::default() }
}

/// "Of these", "They", "An estimated 55 of these men": words that take up the sentence before.
fn leads_back(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.tokens;
    let takes_up =
        |at| matches!(tokens.at(at), "these" | "those" | "them" | "they" | "such" | "this");
    let whole = tokens.at(0) == "of" && tokens.at(1) == "the";
    whole || takes_up(0) || WORDS.pronoun.has(tokens.at(0)) || (0..number + 5).any(takes_up)
}

/// Whether the number is the subject of its sentence, or a pronoun, "there" or "of these" leads to
/// it, with no body before it as the one who did it ("The police arrested 40").
fn goes_on(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.tokens;
    let leads = match tokens.at(0) {
        // "In addition, 12 …", "In those months it opened 12 …", but not "In the camps 12 …".
        "in" => (1..number).any(|at| tokens.at(at) == "," || WORDS.pronoun.has(tokens.at(at))),
        "there" | "they" | "it" | "he" | "she" | "these" | "those" | "this" | "of" | "among" => {
            true
        }
        _ => false,
    };
    let acted = (0..number).any(|at| {
        let word = tokens.at(at);
        let bound = word == "estimated" && tokens.before(at, 1) == "an" && at + 2 >= number;
        WORDS.body.has(word) && !is_after_preposition(reading, at)
            || !leads && word.len() > 4 && word.ends_with("ed") && !bound
    });
    !acted && (leads || number <= 6 && tokens.at(0) != "in")
}

/// "By May the list held 23 names": a roll or a report taken as known is that of the sentence
/// before, whatever the time.
fn on_the_roll(reading: &Reading<'_>, number: usize) -> bool {
    let tokens = &reading.tokens;
    let roll = |at: usize| WORDS.rolls.has(tokens.at(at)) || WORDS.data.has(tokens.at(at));
    (1..number.min(12)).any(|at| roll(at) && matches!(tokens.before(at, 1), "the" | "this" | "its"))
        && !(0..number).any(|at| WORDS.body.has(tokens.at(at)))
}

/// "Lantern Watch counted 34 assaults. The assaults included nine of …": the parts of what the
/// sentence before counted.
fn lists(context: &Context<'_>, reading: &Reading<'_>) -> bool {
    of_figure_before(context).is_some_and(|figure| reading.lists_parts_of(&figure.measure))
}

/// "in the courts": a body after a preposition does nothing.
fn is_after_preposition(reading: &Reading<'_>, at: usize) -> bool {
    (1..=3).any(|back| WORDS.preposition.has(reading.tokens.before(at, back)))
}

//! From the words that name a body to its name.

use super::lexicon::WORDS;
use super::subject::is_body;
use crate::entities::{EntityKind, ReportEntity, is_common_word};
use crate::figures::context::Context;
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use crate::report::{Offset, Span};
use std::ops::Range;

/// The name of the body that `words` speak of: the fullest name of its entity, or the words
/// themselves without article.
pub fn name(context: &Context<'_>, words: Range<usize>) -> Option<String> {
    let reading = context.reading()?;
    let tokens = &reading.tokens;
    if let Some(subject) = of_own_report(reading, &words) {
        return name(context, subject);
    }
    let words = owned(reading, trimmed(tokens, behind_data(reading, words)));
    let span = span(tokens, &words)?;
    of_envoy(reading, &words)
        .or_else(|| of_two(context, reading, &words))
        .or_else(|| named(context, span))
        .or_else(|| by_person(context, tokens, &words, span))
        .or_else(|| by_post(context, tokens, &words))
        .or_else(|| by_noun(context, tokens, &words, span))
        .or_else(|| back(context, tokens, &words))
        .or_else(|| capitals(tokens, &words))
        .or_else(|| generic(tokens, &words))
}

fn span(tokens: &Tokens<'_>, words: &Range<usize>) -> Option<Span> {
    let (first, last) = (tokens.span(words.start)?, tokens.span(words.end.checked_sub(1)?)?);
    Some(Span { start: first.start, end: last.end })
}

/// "According to its yearly report, the ministry trained 40": the report is that of the subject that
/// follows.
fn of_own_report(reading: &Reading<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let data = words.end.checked_sub(1).filter(|at| WORDS.data.has(tokens.at(*at)))?;
    let own = data > words.start && matches!(tokens.at(words.start), "its" | "their");
    let opens = words.start <= 2 && tokens.at(words.end) == ",";
    (own && opens).then_some(())?;
    let start = words.end + 1;
    let verb = (start + 1..tokens.len().min(start + 10))
        .find(|at| tokens.at(*at).ends_with("ed") && !tokens.capital(*at))?;
    let subject = start..verb;
    is_body(reading, &subject).then_some(subject)
}

/// "the road ministry’s Bridge Office": the body that another owns. "The ministry’s spokesman" and
/// "the ministry’s yearly report" are the ministry.
fn owned(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let tokens = &reading.tokens;
    let Some(last) = words.end.checked_sub(1) else { return words };
    let owner = (words.start..last).rev().find(|at| {
        let word = tokens.at(*at);
        word.ends_with("'s") || word.ends_with("s'")
    });
    if let Some(owner) = owner {
        let data = WORDS.data.has(tokens.at(last)) && !tokens.capital(last);
        if data {
            return words.start..owner + 1;
        }
        let own = owner + 1..words.end;
        let named = reading.names.iter().any(|name| name.start == own.start && name.end <= own.end);
        let inside =
            reading.names.iter().any(|name| name.contains(&owner) && name.contains(&own.start));
        let kept =
            !inside && (named || tokens.capital(own.start) && WORDS.body.has(tokens.at(last)));
        return if kept { own } else { words };
    }
    // "the ROD Bridge Office": two names side by side.
    let side = reading.names.iter().find(|name| {
        name.start > words.start
            && name.end == words.end
            && reading
                .names
                .iter()
                .any(|first| first.start == words.start && first.end == name.start)
    });
    side.cloned().unwrap_or(words)
}

/// Whether a time begins at this word ("figures from 2014").
fn context_time(reading: &Reading<'_>, at: usize) -> bool {
    reading.times.iter().any(|time| time.first == at)
}

/// "information submitted by the ministry to the court", "data from the hospital": the body behind.
fn behind_data(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let tokens = &reading.tokens;
    let behind = || {
        let common = |at: &usize| {
            let lower = *at == 0 || !tokens.capital(*at);
            lower && WORDS.data.has(tokens.at(*at)) && !WORDS.body.has(tokens.at(at + 1))
        };
        let noun = words.clone().find(common)?;
        // "the council’s audit of prisons": the body is told already.
        if (words.start..noun)
            .any(|at| tokens.at(at).ends_with("'s") || tokens.at(at).ends_with("s'"))
        {
            return Some(words.start..noun + 1);
        }
        let limit = words.end.min(noun + 5);
        // "a survey of earnings by the office": "by" leads to the body wherever it stands.
        let agent = (noun + 1..words.end).find(|at| tokens.at(*at) == "by");
        let behind = |at: &usize| matches!(tokens.at(*at), "by" | "from" | "of");
        let link = agent.or_else(|| (noun + 1..limit).find(behind))?;
        let end = (link + 2..words.end).find(|at| tokens.at(*at) == "to").unwrap_or(words.end);
        let timed = context_time(reading, link + 1) || context_time(reading, link);
        (link + 1 < end && !timed).then_some(link + 1..end)
    };
    behind().unwrap_or_else(|| words.clone())
}

/// Without articles and the like at the start and adverbs at the end.
fn trimmed(tokens: &Tokens<'_>, words: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = words;
    while start + 1 < end && WORDS.article.has(tokens.at(start)) && !is_possessive(tokens.at(start))
    {
        start += 1;
    }
    while end > start + 1 && WORDS.between.has(tokens.before(end, 1)) {
        end -= 1;
    }
    start..end
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an")
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "its" | "their" | "his" | "her")
}

/// The entity named in the words: a person whose name ends them, else the first body named.
fn named(context: &Context<'_>, span: Span) -> Option<String> {
    let mut inside: Vec<(&Span, &ReportEntity)> = Vec::new();
    for entity in context.entities {
        let from = entity.mentions.partition_point(|mention| mention.end <= span.start);
        let within =
            entity.mentions.iter().skip(from).take_while(|mention| mention.start < span.end);
        // "an EU-funded survey" is not the union's own word.
        let text = &context.report.text;
        let alone = within.filter(|mention| {
            !text.get(mention.end.get()..).is_some_and(|rest| rest.starts_with(['-', '‑']))
        });
        inside.extend(alone.map(|mention| (mention, entity)));
    }
    inside.sort_by_key(|(mention, _)| mention.start);
    let person = inside
        .iter()
        .rev()
        .find(|(mention, entity)| entity.kind == EntityKind::Person && mention.end >= span.end);
    let body = inside.iter().find(|(_, entity)| entity.kind != EntityKind::Person);
    person.or(body).or(inside.first()).map(|(_, entity)| entity.name.clone())
}

/// "the Ministry of Roads and the Bridge Office": two bodies that tell together.
fn of_two(context: &Context<'_>, reading: &Reading<'_>, words: &Range<usize>) -> Option<String> {
    let tokens = &reading.tokens;
    let first = reading.names.iter().find(|name| name.start == words.start)?;
    let article = usize::from(is_article(tokens.at(first.end + 1)));
    let second = first.end + 1 + article;
    let other = reading.names.iter().find(|name| name.start == second && name.end == words.end)?;
    (tokens.at(first.end) == "and" && first.end < words.end).then_some(())?;
    let of = |words: &Range<usize>| named(context, span(tokens, words)?);
    let (first, other) = (of(first)?, of(other)?);
    (first != other).then(|| format!("{first} and {other}"))
}

/// "the UN special rapporteur on rivers": one who speaks for a body under a title of his own.
fn of_envoy(reading: &Reading<'_>, words: &Range<usize>) -> Option<String> {
    let tokens = &reading.tokens;
    let title = (words.start + 1..words.end.min(words.start + 4))
        .find(|at| matches!(tokens.at(*at), "rapporteur" | "envoy"))?;
    let lower = !tokens.capital(title) && reading.is_named(words.start);
    let plain = (title + 1..words.end).all(|at| tokens.at(at) != ",");
    (lower && plain).then(|| written(tokens, words.clone()))?
}

/// "Rights Commissioner Ilva Sorn said that her office received": the office of the post that the
/// person last named holds; the post itself where the report names no such office, and the person
/// where it names no post.
fn by_person(
    context: &Context<'_>,
    tokens: &Tokens<'_>,
    words: &Range<usize>,
    span: Span,
) -> Option<String> {
    let office = words.len() == 2 && tokens.at(words.start + 1) == "office";
    (office && matches!(tokens.at(words.start), "his" | "her")).then_some(())?;
    let sentence = context.sentence()?.span;
    let people = context.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    let named = people.filter_map(|person| {
        let count = person.mentions.partition_point(|mention| mention.start < span.start);
        let last = person.mentions.get(count.checked_sub(1)?)?;
        (last.start >= sentence.start).then_some((last.start, person))
    });
    let (_, person) = named.max_by_key(|(start, _)| *start)?;
    let Some(post) = person.role.as_deref().map(plain) else { return Some(person.name.clone()) };
    office_of(context, &post).or(Some(post))
}

/// The office that the report names for a post, in lower case.
fn office_of(context: &Context<'_>, post: &str) -> Option<String> {
    let mut bodies = context.entities.iter().filter(|entity| entity.kind != EntityKind::Person);
    let office = bodies.find(|entity| {
        let name = plain(&entity.name);
        name.contains("office") && name.contains(post)
    })?;
    Some(office.name.clone())
}

/// "the prosecutor general", "the human rights ombudsman": a post stands for its office, where the
/// report names one.
fn by_post(context: &Context<'_>, tokens: &Tokens<'_>, words: &Range<usize>) -> Option<String> {
    (words.len() > 1).then_some(())?;
    office_of(context, &joined(tokens, words))
}

/// "the ministry", "her office": the body last named with that noun.
fn by_noun(
    context: &Context<'_>,
    tokens: &Tokens<'_>,
    words: &Range<usize>,
    span: Span,
) -> Option<String> {
    let noun = words.clone().find(|at| {
        let word = tokens.at(*at);
        WORDS.anaphoric.has(word.trim_end_matches("'s"))
    })?;
    (noun <= words.start + 1 && is_definite(tokens, words)).then_some(())?;
    let noun = tokens.at(noun).trim_end_matches("'s").to_owned();
    last_named(context, span.start, |entity| {
        plain(&entity.name).split(' ').any(|word| word == noun)
    })
}

/// "the ministry", "this group", "her office": a body that is taken as known.
fn is_definite(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    let known =
        |word: &str| matches!(word, "the" | "this" | "same" | "its" | "their" | "his" | "her");
    known(tokens.before(words.start, 1)) || known(tokens.at(words.start))
}

/// The entity that fits and was named last before `at`.
fn last_named(
    context: &Context<'_>,
    at: Offset,
    fits: impl Fn(&ReportEntity) -> bool,
) -> Option<String> {
    let bodies = context.entities.iter().filter(|entity| entity.kind != EntityKind::Person);
    let before = bodies.filter(|entity| fits(entity)).filter_map(|entity| {
        let count = entity.mentions.partition_point(|mention| mention.start < at);
        Some((entity.mentions.get(count.checked_sub(1)?)?.start, entity))
    });
    before.max_by_key(|(start, _)| *start).map(|(_, entity)| entity.name.clone())
}

/// "the NGO", "the organization", "the report": the source of the figure before.
fn back(context: &Context<'_>, tokens: &Tokens<'_>, words: &Range<usize>) -> Option<String> {
    let only = tokens.at(words.start);
    let known = is_definite(tokens, words);
    // "the NGO’s analysis".
    let stem = only.trim_end_matches("'s");
    // A post is no name for whatever body counted before: it tells on its own.
    let post = matches!(stem, "ombudsman" | "ombudsperson" | "commissioner" | "prosecutor");
    let vague = !post && (WORDS.anaphoric.has(stem) || WORDS.data.has(only));
    let rest = (words.start + 1..words.end).all(|at| WORDS.data.has(tokens.at(at)));
    (rest && known && vague).then_some(())?;
    super::carry::before(context).source
}

/// "Untidy forms", "Earlier figures": a word of the language with which the sentence begins, and no
/// name that it begins with ("Lantern Watch", "United for Morav").
fn opens_plainly(tokens: &Tokens<'_>) -> bool {
    let goes_on = tokens.capital(1)
        || matches!(tokens.at(1), "for" | "of" | "against" | "without") && tokens.capital(2);
    !goes_on && is_common_word(tokens.at(0))
}

/// "the local monitoring group Lantern Watch", "Lantern Watch data": the last run of capitals.
fn capitals(tokens: &Tokens<'_>, words: &Range<usize>) -> Option<String> {
    let joins = |at: usize| {
        matches!(
            tokens.at(at),
            "of" | "for"
                | "and"
                | "on"
                | "the"
                | "against"
                | "to"
                | "in"
                | "&"
                | "without"
                | "with"
                | "de"
                | "la"
                | "del"
                | "des"
                | "du"
                | "y"
                | "et"
        )
    };
    // At the sentence's start a common noun has a capital too.
    let is_name = |at: usize| {
        let common = WORDS.body.has(tokens.at(at)) || WORDS.data.has(tokens.at(at));
        // "a UN-funded study" is not the body's own.
        let joined = tokens.at(at).contains('-') && tokens.at(at).ends_with("ed");
        tokens.capital(at)
            && !joined
            && !matches!(tokens.at(at), "ngo" | "ngos")
            && (at > 0 || !common && !opens_plainly(tokens))
    };
    let start = words.clone().find(|at| is_name(*at))?;
    // "the inspector of prisons for Morav": the capitals only limit the noun before.
    let limits =
        WORDS.preposition.has(tokens.before(start, 1)) && !is_article(tokens.before(start, 1));
    if start > words.start && limits {
        return None;
    }
    // "a hospital in the city of Vellen": the capitals are those of its place.
    let headed = (words.start..start.saturating_sub(1)).any(|at| WORDS.body.has(tokens.at(at)));
    if headed && !WORDS.body.has(tokens.before(start, 1)) {
        return None;
    }
    let mut end = start + 1;
    let mut at = end;
    while at < words.end && (tokens.capital(at) || joins(at)) {
        at += 1;
        if tokens.capital(at - 1) {
            end = at;
        }
    }
    // "Jewish community leaders", "UN agencies": capitals before a noun of bodies describe it.
    let described = (end..words.end).any(|at| WORDS.body.has(tokens.at(at)));
    (!described).then(|| written(tokens, start..end))?
}

/// "human rights defenders", "official statistics", "NGOs": the words as they stand; figures of the
/// government or of NGOs are those of the body itself.
fn generic(tokens: &Tokens<'_>, words: &Range<usize>) -> Option<String> {
    let first = tokens.at(words.start);
    let second_is_data = WORDS.data.has(tokens.at(words.start + 1));
    if words.len() <= 2 && (words.len() == 1 || second_is_data) {
        match first {
            "government" => return Some("government".to_owned()),
            "ngo" | "ngos" if words.len() == 2 => return Some("NGOs".to_owned()),
            _ => {}
        }
    }
    // "a survey among workers": the figures' noun ends the name.
    let data = words.clone().find(|at| {
        WORDS.data.has(tokens.at(*at))
            && !matches!(tokens.at(at + 1), "and" | "or")
            && !WORDS.body.has(tokens.at(at + 1))
            && !is_gerund_of_data(tokens, *at)
            && *at + 1 < words.end
    });
    let words = words.start..data.map_or(words.end, |at| at + 1);
    // "the figures", "information": nobody's. A law says what shall be, not what is counted.
    let head = words.end.checked_sub(1)?;
    if WORDS.rules.has(tokens.at(head)) {
        return None;
    }
    if words.len() == 1 && WORDS.nobody.has(tokens.at(words.start)) {
        return None;
    }
    let text = written(tokens, words.clone())?;
    let mut chars = text.chars();
    let head = chars.next()?;
    let keeps = text.split(' ').next().is_some_and(|word| {
        word.chars().skip(1).any(char::is_uppercase)
            || words.start > 0 && tokens.capital(words.start)
    });
    Some(if keeps { text } else { head.to_lowercase().chain(chars).collect() })
}

/// "monitoring data": a noun of figures that only describes the next.
fn is_gerund_of_data(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.at(at).ends_with("ing") && WORDS.data.has(tokens.at(at + 1))
}

/// The words as written, with single spaces; `None` where there are none.
fn written(tokens: &Tokens<'_>, words: Range<usize>) -> Option<String> {
    let mut text = String::new();
    for at in words {
        let word = tokens.words.get(at)?.text;
        if !text.is_empty() && (word.starts_with(char::is_alphanumeric) || word == "&") {
            text.push(' ');
        }
        text.push_str(word);
    }
    let name = text.trim_end_matches("’s").trim_end_matches("'s");
    (!name.is_empty()).then(|| name.to_owned())
}

fn joined(tokens: &Tokens<'_>, words: &Range<usize>) -> String {
    let part = tokens.lower.get(words.clone()).unwrap_or_default();
    part.join(" ").trim_end_matches("'s").to_owned()
}

/// A name in lower case with plain apostrophes.
fn plain(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

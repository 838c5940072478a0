//! Where a number stands in its sentence: beside a comparison or not, between which marks.

use super::lexicon::WORDS;
use crate::figures::flow;
use crate::figures::lexicon::LEXICON;
use crate::figures::passage::Reading;
use crate::figures::tokens::Tokens;
use crate::language::Time;
use crate::language::is_number_word;
use std::ops::Range;

/// A number's place in its sentence.
#[derive(Clone, Debug)]
pub struct Place {
    /// The number's words.
    pub number: Range<usize>,
    /// The parts of the sentence that only compare ("compared with 31 in 2010"), in order.
    pub comparisons: Vec<Range<usize>>,
}

impl Place {
    /// The place of the number at the words `first..after`.
    pub fn of(reading: &Reading<'_>, first: usize, after: usize) -> Self {
        Self { number: first..after, comparisons: comparisons(reading) }
    }

    /// The comparison that the number stands in.
    pub fn comparison(&self) -> Option<&Range<usize>> {
        self.comparisons.iter().find(|part| part.contains(&self.number.start))
    }

    /// Whether the word at `at` stands in a comparison.
    pub fn compares(&self, at: usize) -> bool {
        self.comparisons.iter().any(|part| part.contains(&at))
    }
}

/// "compared with 31 in 2010", "up from 36 a year earlier", "versus 12 in 2009", "from 40 in 2010
/// to", "than in 2014": the parts of a sentence that tell of another time than its own.
fn comparisons(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let tokens = &reading.tokens;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if opens_comparison(reading, at) {
            let end = comparison_end(tokens, at + 1);
            found.push(at..end);
            at = end;
        }
        at += 1;
    }
    found
}

fn opens_comparison(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    match tokens.at(at) {
        "compared" => matches!(tokens.at(at + 1), "with" | "to"),
        "comparison" => matches!(tokens.at(at + 1), "with" | "to"),
        "versus" | "vs" => true,
        // "three times the number in 2016".
        "times" | "twice" | "double" | "triple" => {
            matches!(tokens.at(at + 2), "number" | "rate" | "figure" | "level" | "total" | "share")
                && tokens.at(at + 1) == "the"
                && reading.times.iter().any(|time| (at + 2..at + 6).contains(&time.first))
        }
        // "a rise from the 36 percent who voted in 2010".
        "from" if tokens.at(at + 1) == "the" && is_number_word(tokens.at(at + 2)) => {
            !time_begins(reading, at) && (1..=5).any(|back| is_change(tokens.before(at, back)))
        }
        "from" => {
            is_number_word(tokens.at(after_bound(tokens, at + 1)))
                && !time_begins(reading, at)
                && !is_spread(tokens, at)
                || (1..=4).any(|back| is_change(tokens.before(at, back)))
                    && time_begins_after(reading, at)
        }
        "than" | "over" => time_begins_after(reading, at) && is_change_before(tokens, at),
        _ => false,
    }
}

/// "ranging from 3 to 14" is one number, not two times.
fn is_spread(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = tokens.before(at, 1);
    before.starts_with("rang") || before.starts_with("var")
}

/// Past "about" and the like.
fn after_bound(tokens: &Tokens<'_>, at: usize) -> usize {
    let bound =
        |at| matches!(tokens.at(at), "about" | "approximately" | "nearly" | "almost" | "some");
    if bound(at) { at + 1 } else { at }
}

/// Whether a time expression begins at this word ("from 2010 to 2015").
fn time_begins(reading: &Reading<'_>, at: usize) -> bool {
    reading.times.iter().any(|time| time.first == at)
}

/// Whether a time expression begins within the two words after this one ("than in 2014").
fn time_begins_after(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .times
        .iter()
        .any(|time| time.first == at + 1 || time.first == at + 2 || time.first == at)
}

fn is_change(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "up", "down", "increas", "decreas", "rise", "rose", "risen", "drop", "fall", "fell",
        "declin", "reduc", "grew", "grow", "jump", "improv", "percent", "gain", "surg",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Whether one of the eight words before tells of more or less.
fn is_change_before(tokens: &Tokens<'_>, at: usize) -> bool {
    (1..=8).any(|back| {
        let word = tokens.before(at, back);
        is_change(word)
            || matches!(word, "more" | "fewer" | "less" | "higher" | "lower" | "greater")
    })
}

/// Where a comparison that began before `at` ends: at a comma, a semicolon, a bracket, or the "to"
/// of "from 6 in 2017 to 4".
fn comparison_end(tokens: &Tokens<'_>, at: usize) -> usize {
    let from = tokens.before(at, 1) == "from";
    (at..tokens.len())
        .find(|index| match tokens.at(*index) {
            // "from 900 crowns ($40) in 2010": the amount told once more ends nothing.
            "(" => !is_amount_again(tokens, *index),
            ")" => !(3..=5).any(|back| {
                index.checked_sub(back).is_some_and(|open| is_amount_again(tokens, open))
            }),
            "," | ";" | ":" => true,
            "to" => from && is_number_word(tokens.at(after_bound(tokens, index + 1))),
            _ => false,
        })
        .unwrap_or(tokens.len())
}

/// "($40)", "($1.2 million)": dollars in brackets.
fn is_amount_again(tokens: &Tokens<'_>, open: usize) -> bool {
    tokens.at(open) == "("
        && LEXICON.currency_marks.has(tokens.at(open + 1))
        && (3..=5).any(|next| tokens.at(open + next) == ")")
}

/// The year that a comparison with the year before it implies: "fell from the previous year",
/// "up from 12 in 2014" are told of the year after.
pub fn implied_year(reading: &Reading<'_>, place: &Place, report_year: i16) -> Option<i16> {
    let compared = reading.times.iter().filter(|time| place.compares(time.first));
    compared
        .filter_map(|time| match time.told.time {
            Time::Stretch(stretch) if stretch.is_year() => {
                Some(stretch.from.year.number(report_year))
            }
            _ => None,
        })
        .find(|year| *year == report_year - 1)
        .map(|year| year + 1)
}

/// Whether a state is told of the number rather than something that happened: "there were 40",
/// "has 260 inspectors", "a list of 240", "40 … were held", "were investigating 29 cases".
pub fn is_stock(tokens: &Tokens<'_>, place: &Place) -> bool {
    let Range { start, end } = place.number;
    there_are(tokens, start)
        || is_size(tokens, start)
        || has_so_many(tokens, start)
        || is_on_a_roll(tokens, start)
        || puts_number_at(tokens, start)
        || in_progress(tokens, start)
        || state_follows(tokens, end)
}

/// "There were 40 persons injured" counts what an event did, though it has the form of a state.
pub fn there_are_so_many(reading: &Reading<'_>, place: &Place) -> bool {
    there_are(&reading.tokens, place.number.start)
}

/// "the 29-member cabinet": a size.
fn is_size(tokens: &Tokens<'_>, start: usize) -> bool {
    tokens.at(start).split_once('-').is_some_and(|(number, noun)| {
        is_number_word(number) && noun.starts_with(char::is_alphabetic) && !is_number_word(noun)
    })
}

/// "there were about 40 prisoners".
fn there_are(tokens: &Tokens<'_>, start: usize) -> bool {
    (2..=6).any(|back| {
        tokens.before(start, back) == "there"
            && matches!(
                tokens.before(start, back - 1),
                "are" | "were" | "is" | "was" | "remain" | "remained"
            )
    })
}

/// "the country has more than 260 inspectors"; "had received 40" is no state.
fn has_so_many(tokens: &Tokens<'_>, start: usize) -> bool {
    let bound = |word: &str| {
        matches!(
            word,
            "about"
                | "approximately"
                | "more"
                | "than"
                | "at"
                | "least"
                | "only"
                | "some"
                | "nearly"
                | "almost"
                | "over"
                | "up"
                | "to"
                | "an"
                | "estimated"
                | "a"
                | "total"
                | "of"
                | "just"
        )
    };
    (1..=5).find(|back| !bound(tokens.before(start, *back))).is_some_and(|back| {
        matches!(
            tokens.before(start, back),
            "has"
                | "have"
                | "had"
                | "hosts"
                | "hosted"
                | "housed"
                | "held"
                | "owned"
                | "employed"
                | "maintained"
                | "comprised"
                | "included"
                | "consisted"
                | "consists"
                | "comprises"
                | "contains"
                | "contained"
                | "includes"
                | "employs"
                | "operates"
                | "operated"
                | "owns"
                | "totaled"
                | "totalled"
                | "numbered"
                | "constituted"
                | "exceeded"
        ) || tokens.before(start, back) == "for" && tokens.before(start, back + 1) == "accounted"
    })
}

/// "a list of 240 entities".
fn is_on_a_roll(tokens: &Tokens<'_>, start: usize) -> bool {
    (0..=3).any(|back| {
        start
            .checked_sub(back)
            .is_some_and(|end| WORDS.roll.ending_at(&tokens.lower, end).is_some())
    })
}

/// "put the number of open cases at 40", "estimated the population at 900".
fn puts_number_at(tokens: &Tokens<'_>, start: usize) -> bool {
    let at = (1..=3).find(|back| tokens.before(start, *back) == "at");
    let least = at.is_some_and(|back| tokens.before(start, back - 1) == "least");
    at.is_some_and(|back| {
        let from = tokens.clause_start(start);
        let end = start.saturating_sub(back);
        !least && tokens.any(from, end, &["number", "population", "total", "size", "figure"])
    })
}

/// "The wage was approximately 900 crowns": what something comes to.
pub fn is_told_to_be(reading: &Reading<'_>, place: &Place) -> bool {
    (1..=4).any(|back| {
        let word = reading.tokens.before(place.number.start, back);
        matches!(word, "is" | "are" | "was" | "were")
    })
}

/// "they were investigating 29 cases".
fn in_progress(tokens: &Tokens<'_>, start: usize) -> bool {
    (1..=3).any(|back| {
        tokens.before(start, back).ends_with("ing")
            && matches!(tokens.before(start, back + 1), "is" | "are" | "was" | "were" | "been")
    })
}

/// "10 percent of the posts were vacant", "40 women remained in prison": up to the clause's end, and
/// not in a clause of its own ("40 women who lived …").
fn state_follows(tokens: &Tokens<'_>, end: usize) -> bool {
    let clause = tokens.clause_end(end).min(end + 14);
    let relative = |word: &str| matches!(word, "who" | "that" | "which" | "whom" | "whose");
    let clause = (end..clause).find(|at| relative(tokens.at(*at))).unwrap_or(clause);
    let progressive = |at: usize| tokens.at(at).ends_with("ing") && is_be(tokens.before(at, 1));
    let after_be = |at| {
        WORDS.state_after_be.starting_at(&tokens.lower, at).is_some()
            && (1..=3).any(|back| is_be(tokens.before(at, back)))
    };
    WORDS.state.any_within(&tokens.lower, end, clause)
        || (end..clause).any(|at| after_be(at) || progressive(at))
}

fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "be" | "been" | "remain" | "remained" | "remains"
    )
}

/// "as of June the commission registered 20 complaints": a running count of what came, not a state.
/// "had registered" looks back and is a state.
pub fn is_running_count(tokens: &Tokens<'_>, place: &Place) -> bool {
    (1..=4).any(|back| {
        let counts = WORDS.counting.has(tokens.before(place.number.start, back));
        let helper = tokens.before(place.number.start, back + 1);
        counts && !matches!(helper, "had" | "were" | "was" | "been")
    }) || befell(tokens, place.number.end)
        || they_did(tokens, place.number.end)
        || was_done_to(tokens, place.number.start)
        || did_so_many(tokens, place)
}

/// "as of May the council undertook eight visits": what is counted happens, and somebody did it.
fn did_so_many(tokens: &Tokens<'_>, place: &Place) -> bool {
    let start = tokens.clause_start(place.number.start);
    let state = ["there", "has", "have", "list", "resulted"];
    // "had received 40 complaints" came one by one; "had 40 complaints" is a state.
    let had = (start..place.number.start).any(|at| {
        let done = (1..=2).any(|next| WORDS.counting.has(tokens.at(at + next)));
        tokens.at(at) == "had" && !done
    });
    let stands = had
        || tokens.any(start, place.number.start, &state)
        || in_progress(tokens, place.number.start)
        || flow::is_open(tokens, place.number.start, tokens.clause_end(place.number.end));
    !stands && flow::names_happening(tokens, place.number.end)
}

/// "as of May, 90 clerks filed complaints": those who are counted did it, in the year up to then.
fn they_did(tokens: &Tokens<'_>, end: usize) -> bool {
    let clause = tokens.clause_end(end).min(end + 5);
    let stops =
        |at: &usize| WORDS.function.has(tokens.at(*at)) || WORDS.state_after_be.has(tokens.at(*at));
    let limit = (end..clause).find(stops).unwrap_or(clause);
    // "40 complaints received", "3 registered parties": not those counted did it.
    let acted = (end + 1..limit).find(|at| WORDS.counting.has(tokens.at(*at)));
    acted.is_some_and(|at| {
        let object = tokens.at(at + 1);
        let noun = object.starts_with(char::is_alphabetic)
            && (!WORDS.function.has(object)
                || matches!(object, "a" | "an" | "the" | "their" | "for"));
        noun && PEOPLE.contains(&tokens.before(at, 1))
    })
}

/// "as of May the mayor removed 11 clerks", "brought charges against 28": a verb in the past at whose
/// end the number stands. "Had removed" looks back, and some verbs tell how things stand.
fn was_done_to(tokens: &Tokens<'_>, start: usize) -> bool {
    let parts = |word: &str| {
        matches!(word, "," | ";" | ":" | "that" | "which" | "who" | "of" | "in") || is_be(word)
    };
    let verb = (1..=4)
        .take_while(|back| !parts(tokens.before(start, *back)))
        .find(|back| is_deed(tokens, start.saturating_sub(*back)));
    verb.is_some_and(|back| {
        let helper = |more: usize| tokens.before(start, back + more);
        let looks_back = |word: &str| is_be(word) || matches!(word, "had" | "has" | "have" | "an");
        !(1..=2).any(|more| looks_back(helper(more)))
    })
}

/// A verb in the past that tells of a deed.
fn is_deed(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.at(at);
    let past = word.len() > 4 && word.ends_with("ed") && !tokens.capital(at)
        || matches!(word, "took" | "sent" | "brought" | "made" | "withdrew" | "shut" | "fired");
    let up = tokens.at(at + 1) == "up";
    past && !up && !WORDS.standing.has(word) && !WORDS.telling.has(word) && !WORDS.state.has(word)
}

/// Nouns of those who act, before their verb.
const PEOPLE: &[&str] = &[
    "persons",
    "people",
    "individuals",
    "employees",
    "workers",
    "women",
    "men",
    "children",
    "citizens",
    "victims",
    "prisoners",
    "detainees",
    "inmates",
    "residents",
    "families",
    "households",
    "refugees",
    "journalists",
    "officers",
    "parties",
    "candidates",
    "organizations",
    "ngos",
    "groups",
    "companies",
    "employers",
    "unions",
    "migrants",
    "students",
    "teachers",
];

/// "as of May, 10 guards had been killed": what befell them in the year up to then; "were recorded
/// as missing" is a state.
fn befell(tokens: &Tokens<'_>, end: usize) -> bool {
    let clause = tokens.clause_end(end).min(end + 7);
    (end..clause).any(|at| {
        WORDS.counting.has(tokens.at(at))
            && is_be(tokens.before(at, 1))
            && !matches!(tokens.at(at + 1), "as" | "by" | "with")
    })
}

/// "the ministry’s 44 boards": a size that is known, whatever the passage tells.
pub fn is_owned(tokens: &Tokens<'_>, place: &Place) -> bool {
    let word = tokens.before(place.number.start, 1);
    word.ends_with("'s") || word.ends_with("s'")
}

/// "the 2.4 million workers", "the country’s 44 judges": a number that is taken as known.
pub fn is_definite(tokens: &Tokens<'_>, place: &Place) -> bool {
    let before = (1..=3).map(|back| tokens.before(place.number.start, back)).find(|word| {
        !matches!(
            *word,
            "about"
                | "approximately"
                | "almost"
                | "nearly"
                | "some"
                | "estimated"
                | "more"
                | "than"
                | "over"
        )
    });
    before.is_some_and(|word| word == "the" || word.ends_with("'s") || word.ends_with("s'"))
}

//! Numbers that are no figures: dates, ages, labels, names, durations, pronouns.
//!
//! Each rule is a small function that looks at one quantity in its sentence and is named for the
//! shape it is for. A number that a rule knows never comes out as a figure.

use super::lexicon::LEXICON;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{FigureKind, Qualifier, Unit};
use crate::language::NumberForm;

/// A quantity in its sentence, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The sentence.
    pub tokens: &'a Tokens<'a>,
    /// The quantity.
    pub quantity: &'a Quantity,
    /// The quantity after it in the sentence.
    pub next: Option<&'a Quantity>,
    /// The quantity before it in the sentence, and what it was found to be; no kind if it is no
    /// figure.
    pub before: Option<(&'a Quantity, Option<FigureKind>)>,
    /// Whether the sentence sets a rule in which terms and ages are limits.
    pub norm: bool,
    /// Whether the sentence names a person.
    pub names_person: bool,
}

/// A rule and its name.
type Rule = (&'static str, fn(&View<'_>) -> bool);

/// The rules that hold for limits set by law too.
const ALWAYS: &[Rule] = &[
    ("year", is_year),
    ("date", is_date),
    ("time of day", is_time_of_day),
    ("label", is_label),
    ("name", is_name),
    ("address", is_in_address),
    ("list mark", is_list_mark),
    ("rank", is_rank),
    ("pronoun", is_pronoun),
    ("idle multiple", is_idle_multiple),
    ("time before now", is_time_before_now),
    ("person's age", is_persons_age),
];

/// The rules for numbers that are figures only as limits set by law.
const UNLESS_NORM: &[Rule] = &[
    ("age", is_age),
    ("duration", is_duration),
    ("measure", is_measure),
    ("half of a time", is_part_of_time),
    ("any one", is_any_one),
    ("known few", is_known_few),
];

/// The name of the rule that says that the quantity is no figure.
pub fn excluded(view: &View<'_>) -> Option<&'static str> {
    let holds = |(name, rule): &Rule| rule(view).then_some(*name);
    ALWAYS
        .iter()
        .find_map(holds)
        .or_else(|| if view.norm { None } else { UNLESS_NORM.iter().find_map(holds) })
}

/// Whether the number is a term or an age: "for five years", "a 10-day limit", "under age 16".
pub fn is_term_or_age(view: &View<'_>) -> bool {
    is_duration(view) || is_age(view)
}

impl View<'_> {
    fn low(&self, offset: usize) -> &str {
        self.tokens.at(self.quantity.after + offset)
    }
    fn back(&self, back: usize) -> &str {
        self.tokens.before(self.quantity.first, back)
    }
    fn capital_back(&self, back: usize) -> bool {
        self.quantity.first.checked_sub(back).is_some_and(|at| self.tokens.capital(at))
    }
    /// Whether a lower-case plural follows, within two words: something is counted.
    fn counts_plural(&self) -> bool {
        (0..3)
            .map(|offset| self.low(offset))
            .take_while(|w| is_plain_word(w))
            .any(|word| is_plural(word))
    }
}

fn is_plain_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && !matches!(
            word,
            "in" | "of"
                | "and"
                | "the"
                | "to"
                | "on"
                | "at"
                | "by"
                | "for"
                | "was"
                | "were"
                | "is"
                | "has"
                | "as"
                | "his"
                | "its"
        )
}

/// Whether a lower-case word looks like a plural noun.
pub fn is_plural(word: &str) -> bool {
    let s = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("'s")
        && !word.ends_with("ous");
    s || matches!(
        word,
        "people" | "men" | "women" | "children" | "police" | "percent" | "personnel" | "staff"
    )
}

/// "in 2014", "the 2011 elections", "2010-11".
fn is_year(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.value_high.is_some() {
        return quantity.form == NumberForm::Digits
            && !quantity.marked
            && (1800.0..2100.0).contains(&quantity.value)
            && quantity.unit == Unit::Count;
    }
    if !quantity.looks_like_year() {
        return false;
    }
    let bound = matches!(
        view.back(1),
        "than" | "least" | "approximately" | "nearly" | "almost" | "estimated" | "roughly"
    );
    let maybe =
        matches!(view.back(1), "about" | "around" | "over" | "to" | "some") && view.counts_plural();
    let bounded = quantity.qualifier != Qualifier::Exact && (bound || maybe);
    let told = matches!(
        view.back(1),
        "were"
            | "some"
            | "arrested"
            | "killed"
            | "detained"
            | "received"
            | "registered"
            | "recorded"
            | "reported"
    ) && view.counts_plural();
    !bounded && !told
}

/// "June 7", "7 June", "December 16 and 17"; "In July 35 judges" counts judges.
fn is_date(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    let last = quantity.value_high.unwrap_or(quantity.value);
    if quantity.form != NumberForm::Digits || quantity.marked || last > 31.0 || quantity.value < 1.0
    {
        return false;
    }
    let is_month = |back: usize| LEXICON.months.has(view.back(back)) && view.capital_back(back);
    if is_month(1) {
        return !(view.back(2) == "in" && view.counts_plural());
    }
    if view.low(0) != "may"
        && LEXICON.months.has(view.low(0))
        && view.tokens.capital(quantity.after)
    {
        return true;
    }
    if view.low(0) == "may" && view.tokens.capital(quantity.after) {
        return true;
    }
    if view.counts_plural() || quantity.unit != Unit::Count {
        return false;
    }
    // The rest of a list of days.
    let mut back = 1;
    while back < 12 {
        let word = view.back(back);
        let day = word.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit());
        if !day && !matches!(word, "," | "and" | "to" | "-" | "–" | "through" | "or") {
            break;
        }
        back += 1;
    }
    back > 1 && is_month(back)
}

/// "5 p.m.", "10:30".
fn is_time_of_day(view: &View<'_>) -> bool {
    let clock = |word: &str| matches!(word, "a.m" | "p.m" | "am" | "pm" | "o'clock" | "hrs");
    let dotted = matches!(view.low(0), "a" | "p") && view.low(1) == "." && view.low(2) == "m";
    let colon = view.low(0) == ":"
        && view.tokens.touches_next(view.quantity.after.saturating_sub(1))
        && view.tokens.touches_next(view.quantity.after);
    let after_colon = view.back(1) == ":"
        && view.quantity.first >= 2
        && view.tokens.touches_next(view.quantity.first - 2)
        && view.tokens.touches_next(view.quantity.first - 1);
    clock(view.low(0)) || dotted || colon || after_colon
}

/// "Article 5", "sections 12, 13, and 14", "cell No. 9"; not "by law 12 members are elected".
fn is_label(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.unit != Unit::Count || quantity.qualifier == Qualifier::AtLeast {
        return false;
    }
    let dot = usize::from(view.back(1) == ".");
    let label = view.back(1 + dot);
    if LEXICON.labels.has(label) {
        let abbreviated =
            matches!(label, "no" | "nos" | "art" | "arts" | "sec" | "para" | "paras" | "vol");
        let named = view.capital_back(1 + dot) || abbreviated && dot == 1;
        return named && !(view.quantity.first <= 1 && view.counts_plural())
            || (dot == 0 && !abbreviated && !view.counts_plural());
    }
    if quantity.form != NumberForm::Digits || view.counts_plural() {
        return false;
    }
    let mut back = 1;
    while back < 16 {
        let word = view.back(back);
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        if !digits && !matches!(word, "," | "and" | "or" | "to" | "-" | "–" | "through") {
            break;
        }
        back += 1;
    }
    let label = view.back(back);
    back > 1 && label.ends_with('s') && LEXICON.labels.has(label)
}

/// "the RU-170/3 colony", "COVID-19", "Radio 7", "№ 5": part of a name.
fn is_name(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.prefix.is_some() {
        return true;
    }
    if matches!(view.back(1), "№" | "#" | "+" | "§") {
        return true;
    }
    let before_capital = view.capital_back(1)
        && quantity.first > 1
        && !LEXICON.months.has(view.back(1))
        && !LEXICON.currencies.has(view.back(1))
        && !LEXICON.currency_codes.has(view.back(1));
    before_capital
        && quantity.form == NumberForm::Digits
        && quantity.unit == Unit::Count
        && !quantity.marked
        && quantity.value_high.is_none()
        && !view.counts_plural()
        && quantity.qualifier == Qualifier::Exact
        && !(view.low(0) == "," && view.tokens.before(quantity.first, 2) == ",")
}

/// "158/2", "www.example.org/2014", "a@b.c": a mark without spaces on one side of it.
fn is_in_address(view: &View<'_>) -> bool {
    let mark = |word: &str| matches!(word, "/" | "@" | "_" | "=" | "&" | "#" | "\\" | "~");
    let first = view.quantity.first;
    let before = mark(view.back(1)) && first >= 1 && view.tokens.touches_next(first - 1);
    let after =
        mark(view.low(0)) && view.tokens.touches_next(view.quantity.after.saturating_sub(1));
    let rounded = view.back(1) == "[" || view.low(0) == "]";
    before || after || rounded
}

/// "(2) the right to …", "1. Those who …": a mark of a list, at the start of a sentence or alone in
/// brackets after no count.
fn is_list_mark(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    let small = quantity.form == NumberForm::Digits && !quantity.marked && quantity.value < 100.0;
    let opened = usize::from(view.back(1) == "(");
    let parting = |word: &str| matches!(word, ":" | ";" | "," | "and" | "or");
    let at_start = quantity.first == opened;
    match view.low(0) {
        ")" => small && (at_start || (parting(view.back(1 + opened)) && quantity.value < 20.0)),
        "." => small && at_start && view.tokens.len() > quantity.after + 1,
        _ => false,
    }
}

/// "ranked 122 of 180 countries".
fn is_rank(view: &View<'_>) -> bool {
    (1..=5).any(|back| {
        matches!(view.back(back), "ranked" | "ranks" | "rank" | "ranking" | "scored" | "score")
    }) && view.quantity.unit == Unit::Count
        && !view.back(1).starts_with("than")
}

/// "one another", "no one", "the one who", "one of them": no count of anything.
fn is_pronoun(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form == NumberForm::Words && quantity.value == 0.0 {
        return view.low(0) == "tolerance";
    }
    if quantity.form != NumberForm::Words || quantity.value != 1.0 || quantity.value_high.is_some()
    {
        return matches!(view.low(0), "another's");
    }
    if quantity.suffix.is_some() {
        return !quantity
            .joined(view.tokens)
            .is_some_and(|tail| LEXICON.time.has(tail) || tail == "member");
    }
    let next = view.low(0);
    let set_phrase = matches!(
        next,
        "another"
            | "by"
            | "day"
            | "person's"
            | "'s"
            | "side"
            | "step"
            | "party"
            | "thing"
            | "way"
            | "hand"
    ) || matches!(
        view.back(1),
        "no" | "any" | "this" | "that" | "every" | "each" | "which" | "another" | "day"
    ) || (matches!(view.back(1), "the" | "not") && next != "of");
    let alone = !is_plain_word(next)
        && !matches!(next, "of" | "was" | "were" | "in" | "for" | "and" | "percent" | "million");
    set_phrase || alone && !view.tokens.capital(quantity.after)
}

/// "double standards", "arrested twice": a multiple only where something is compared.
fn is_idle_multiple(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form != NumberForm::Multiple {
        return false;
    }
    let (word, next) = (quantity.words(view.tokens), view.low(0));
    if word.ends_with("fold") {
        return !(1..=12).any(|b| LEXICON.change.has(view.back(b)))
            && !(0..4).any(|o| LEXICON.change.has(view.low(o)));
    }
    let compared = matches!(next, "the" | "that" | "as" | "their" | "what");
    match word {
        "doubled" | "tripled" | "quadrupled" | "tripling" => matches!(next, "down" | "as" | "up"),
        "doubling" => next != "of" && !compared,
        "twice" => !compared || matches!(view.low(1), "day" | "week" | "month" | "year"),
        _ => !compared && !matches!(next, "pay" | "wages" | "wage" | "time" | "rate" | "salary"),
    }
}

/// "in the first six months", "over the past 10 years", "two years ago", "three days later".
fn is_time_before_now(view: &View<'_>) -> bool {
    if !is_duration(view) {
        return false;
    }
    let relative = |word: &str| {
        matches!(
            word,
            "first"
                | "last"
                | "past"
                | "next"
                | "previous"
                | "following"
                | "preceding"
                | "final"
                | "recent"
                | "prior"
                | "initial"
                | "coming"
        )
    };
    let behind = |word: &str| matches!(word, "ago" | "later" | "earlier" | "old");
    relative(view.back(1)) && !view.norm
        || (1..=2).any(|b| matches!(view.back(b), "past" | "last" | "first"))
        || (0..4).any(|o| behind(view.low(o)))
}

/// "a 14-year-old boy", "a girl, 16, was", "aged 34".
fn is_persons_age(view: &View<'_>) -> bool {
    let tail = view.quantity.joined(view.tokens).unwrap_or("");
    if tail.ends_with("old") || tail.ends_with("olds") {
        return true;
    }
    let small = view.quantity.value < 110.0 && view.quantity.unit == Unit::Count;
    let apposed = view.back(1) == ","
        && matches!(view.low(0), "," | ")")
        && small
        && !view.quantity.marked
        && view.quantity.form == NumberForm::Digits;
    let of_name =
        view.capital_back(2) || matches!(view.back(2), "man" | "woman" | "boy" | "girl" | "old");
    apposed && of_name && view.tokens.before(view.quantity.first, 3) != ","
        || matches!(view.back(1), "aged") && !view.norm
}

/// "age 14", "ages 5 to 17", "18 years of age", "under 18", "16 or older".
fn is_age(view: &View<'_>) -> bool {
    let age = |word: &str| matches!(word, "age" | "ages" | "aged");
    if view.quantity.unit != Unit::Count || view.quantity.value > 100.0 {
        return false;
    }
    let before = (1..=4)
        .take_while(|b| !matches!(view.back(*b), "," | ";" | "("))
        .any(|b| age(view.back(b)));
    let bound = matches!(view.back(1), "under" | "over" | "below" | "above")
        || (view.back(1) == "than" && matches!(view.back(2), "younger" | "older"));
    let tail = matches!(view.low(0), "or" | "and")
        && matches!(view.low(1), "older" | "younger" | "above" | "over" | "under");
    let of_age = (0..4).any(|o| view.low(o) == "age");
    let counted = view.counts_plural() && !view.low(0).starts_with("year");
    let direct = age(view.back(1)) || (view.back(1) == "of" && age(view.back(2)));
    direct
        || (before && !counted)
        || (bound && !counted && view.quantity.value <= 30.0)
        || tail && !counted && view.quantity.value >= 10.0 && view.quantity.value <= 70.0
        || (of_age && view.low(0).starts_with("year"))
        || matches!(view.low(1), "old")
}

/// "for five years", "a 10-day limit", "48 to 72 hours", "two or three weeks".
pub fn is_duration(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.unit != Unit::Count {
        return false;
    }
    let joined = quantity.joined(view.tokens).unwrap_or("");
    if LEXICON.time.has(joined.split('-').next().unwrap_or("")) {
        return true;
    }
    let unit_at = |at: usize| {
        let word = view.tokens.at(at).trim_end_matches('\'');
        let word = word.strip_suffix("'s").unwrap_or(word);
        LEXICON.time.has(word)
            || (matches!(word, "full" | "more" | "additional" | "and" | "to")
                && LEXICON.time.has(view.tokens.at(at + 1)))
    };
    let more = usize::from(view.low(0) == "or" && matches!(view.low(1), "more" | "fewer" | "less"));
    if unit_at(quantity.after + 2 * more) {
        return true;
    }
    let Some(next) = view.next else { return false };
    let linked =
        next.first == quantity.after + 1 && matches!(view.low(0), "or" | "and" | "to" | ",");
    let either = next.first == quantity.after + 2 && matches!(view.low(1), "or" | "and" | "to");
    (linked || either)
        && next.unit == Unit::Count
        && (unit_at(next.after) || next.joined(view.tokens).is_some_and(|j| LEXICON.time.has(j)))
}

/// "12 miles from", "300 hectares".
fn is_measure(view: &View<'_>) -> bool {
    let joined = view.quantity.joined(view.tokens).unwrap_or("");
    LEXICON.measure.has(joined)
        || (view.quantity.unit == Unit::Count && (LEXICON.measure.has(view.low(0))))
}

/// "half the year".
fn is_part_of_time(view: &View<'_>) -> bool {
    view.quantity.form == NumberForm::Share && (0..4).any(|o| LEXICON.time.has(view.low(o)))
}

/// "from one country", "more than one reason", "one of the main towns": "one" counts something only
/// beside other numbers, or where it is reported.
fn is_any_one(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.form != NumberForm::Words || quantity.value != 1.0 || quantity.suffix.is_some() {
        return false;
    }
    let bounded = quantity.qualifier != Qualifier::Exact;
    if bounded && quantity.unit == Unit::Count && view.before.is_none() {
        return true;
    }
    let beside = |other: &Quantity| other.unit == Unit::Count && !other.looks_like_year();
    if view.low(0) == "of" {
        let near = |next: &&Quantity| next.first <= quantity.after + 4;
        let placed = LEXICON.placing.has(view.back(1));
        return placed || !view.next.filter(near).is_some_and(beside);
    }
    let listed = view.before.is_some_and(|(before, kind)| kind.is_some() && beside(before))
        || view.next.is_some_and(|next| beside(next) && next.first < quantity.after + 14);
    let told = (1..=4).any(|back| LEXICON.telling.has(view.back(back)));
    !(listed || told)
}

/// "Police told the two men to leave": a small number of people or things that are known already.
fn is_known_few(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    let words = quantity.form == NumberForm::Words && quantity.value <= 10.0;
    let lone = quantity.value_high.is_none() && quantity.suffix.is_none();
    let known = matches!(
        view.back(1),
        "the" | "these" | "those" | "their" | "his" | "her" | "both" | "all"
    );
    words && lone && known && quantity.unit == Unit::Count && view.back(2) != "of"
}

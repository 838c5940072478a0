//! Numbers of the calendar and the clock: years, dates, times, durations.

use super::View;
use crate::figures::lexicon::LEXICON;
use crate::figures::{Qualifier, Unit};
use crate::language::NumberForm;

/// "in 2014", "the 2011 elections", "2010-11".
pub fn is_year(view: &View<'_>) -> bool {
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
pub fn is_date(view: &View<'_>) -> bool {
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
pub fn is_time_of_day(view: &View<'_>) -> bool {
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

/// "in the first six months", "over the past 10 years", "two years ago", "three days later".
pub fn is_time_before_now(view: &View<'_>) -> bool {
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

/// "half the year".
pub fn is_part_of_time(view: &View<'_>) -> bool {
    let time = |word: &str| {
        LEXICON.time.has(word)
            && !matches!(word, "working" | "business" | "calendar" | "additional")
    };
    view.quantity.form == NumberForm::Share && (0..4).any(|o| time(view.low(o)))
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::check_excluded;

    #[test]
    fn the_calendar_tells_no_figures() {
        check_excluded(&[
            ("In 2014 the farms failed.", "2014", Some("year")),
            ("More than 2000 farms failed.", "2000", None),
            ("The plan for 2010-11 failed.", "2010", Some("year")),
            ("It began on June 7.", "7", Some("date")),
            ("It began on 7 June.", "7", Some("date")),
            ("It rained on December 16 and 17.", "17", Some("date")),
            ("In July 35 judges left.", "35", None),
            ("The gate opened at 5 p.m. on Monday.", "5", Some("time of day")),
            ("The gate opened at 10:30 on Monday.", "30", Some("time of day")),
            ("It rained in the first six months of the year.", "six", Some("time before now")),
            ("He left two years ago.", "two", Some("time before now")),
            ("He waited for five years.", "five", Some("duration")),
            ("He waited two or three weeks.", "two", Some("duration")),
            ("They waited half the year.", "half", Some("half of a time")),
            ("The code allows guards to hold a suspect for 48 hours.", "48", None),
        ]);
    }
}

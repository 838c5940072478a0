//! From the numbers of a sentence to quantities: ranges joined, with unit and bound.

mod bound;

use super::lexicon::LEXICON;
use super::tokens::Tokens;
use super::{Qualifier, Unit};
use crate::language::{self, Number, NumberForm};
use crate::report::Span;
use bound::{bound, equivalent};

/// A number, or two that are the ends of a range, with what stands around it.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The number as written.
    pub raw: Span,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The higher end of a range.
    pub value_high: Option<f64>,
    /// How it bounds what it tells.
    pub qualifier: Qualifier,
    /// What it is a number of.
    pub unit: Unit,
    /// The currency of an amount of money, as written.
    pub currency: Option<String>,
    /// How it is written.
    pub form: NumberForm,
    /// The index of its first word.
    pub first: usize,
    /// The index after its last word.
    pub after: usize,
    /// The index of the first word after the number and its unit ("percent", "dollars").
    pub noun: usize,
    /// What a hyphen joins before it.
    pub prefix: Option<Span>,
    /// What a hyphen joins after it ("day" of "10-day").
    pub suffix: Option<Span>,
    /// Whether separators, a point or a scale word say that it is no year.
    pub marked: bool,
    /// Whether it tells the number before it once more, in brackets ("900 crowns ($70)").
    pub equivalent: bool,
}

/// The quantities of a sentence, in order.
pub fn quantities(tokens: &Tokens<'_>) -> Vec<Quantity> {
    let numbers = language::numbers(tokens.words);
    let mut found: Vec<Quantity> = Vec::with_capacity(numbers.len());
    let mut rest = numbers.as_slice();
    while let [number, after @ ..] = rest {
        rest = after;
        let mut quantity = single(number);
        after_point(tokens, &mut quantity);
        if let Some(high) = after.first()
            && let Some(joined) = range(tokens, number, high)
        {
            quantity = joined;
            rest = after.get(1..).unwrap_or_default();
        }
        unit(tokens, &mut quantity);
        bound(tokens, &mut quantity);
        equivalent(tokens, found.last(), &mut quantity);
        found.push(quantity);
    }
    per_group(tokens, &mut found);
    share_noun(tokens, &mut found);
    found
}

/// "12 and 40 cases", "45 and 35 percent of clerks": the noun and the unit of the last are those of
/// the one before, which has none.
fn share_noun(tokens: &Tokens<'_>, found: &mut [Quantity]) {
    for at in (1..found.len()).rev() {
        let Some([before, after]) = found.get_mut(at - 1..=at) else { continue };
        let between = tokens.lower.get(before.after..after.first).unwrap_or_default();
        let link = |word: &String| {
            matches!(word.as_str(), "and" | "," | "another")
                || LEXICON.approx.has(word)
                || LEXICON.currency_marks.has(word)
        };
        let and = between.iter().any(|word| word == "and");
        let year = before.looks_like_year() || after.looks_like_year();
        let dated = LEXICON.months.has(tokens.before(before.first, 1));
        let plain = before.unit == Unit::Count && before.suffix.is_none() && after.suffix.is_none();
        if !and || year || dated || !plain || !between.iter().all(link) {
            continue;
        }
        before.noun = after.noun;
        if matches!(after.unit, Unit::Percent) || after.noun > after.after {
            before.unit = after.unit;
            before.currency.clone_from(&after.currency);
        }
    }
}

/// ".7 percent": a share whose point stands before its digits.
fn after_point(tokens: &Tokens<'_>, quantity: &mut Quantity) {
    let Some(point) = quantity.first.checked_sub(1).filter(|at| tokens.at(*at) == ".") else {
        return;
    };
    let percent = matches!(tokens.at(quantity.after), "percent" | "%" | "per");
    let apart = point.checked_sub(1).is_none_or(|before| !tokens.touches_next(before));
    let digits = tokens.at(quantity.first).len();
    let plain = quantity.form == NumberForm::Digits && !quantity.marked && digits <= 3;
    if let (true, Some(span)) = (percent && apart && plain, tokens.span(point))
        && tokens.touches_next(point)
    {
        let scale = [1.0, 10.0, 100.0, 1000.0].get(digits).copied().unwrap_or(1.0);
        quantity.value /= scale;
        quantity.marked = true;
        quantity.raw.start = span.start;
        quantity.first = point;
    }
}

fn single(number: &Number) -> Quantity {
    let unit = match number.form {
        NumberForm::Share => Unit::Percent,
        NumberForm::Multiple => Unit::Rate,
        _ => Unit::Count,
    };
    let qualifier =
        if number.form == NumberForm::Vague { Qualifier::AtLeast } else { Qualifier::Exact };
    Quantity {
        raw: number.span,
        value: number.value,
        value_high: None,
        qualifier,
        unit,
        currency: None,
        form: number.form,
        first: number.first,
        after: number.after,
        noun: number.after,
        prefix: number.prefix,
        suffix: number.suffix,
        marked: number.marked,
        equivalent: false,
    }
}

/// "17,000-18,000 children", "three to 15 years", "between 60,000 and 100,000", "$200 to $650":
/// two numbers that are the ends of one range. "rose from 12 to 40" tells two numbers.
fn range(tokens: &Tokens<'_>, low: &Number, high: &Number) -> Option<Quantity> {
    let plain = |n: &Number| !matches!(n.form, NumberForm::Vague | NumberForm::Multiple);
    if !plain(low) || !plain(high) || low.form == NumberForm::Share {
        return None;
    }
    let between = tokens.lower.get(low.after..high.first).unwrap_or_default();
    let link: Vec<&str> = between
        .iter()
        .map(String::as_str)
        .filter(|word| !LEXICON.currencies.has(word) && !LEXICON.currency_marks.has(word))
        .filter(|word| !is_code(tokens, high, word))
        .filter(|word| *word != "us" && *word != "percent" && *word != "%")
        .filter(|word| *word != tokens.at(high.after) || *word == "to" || *word == "and")
        .collect();
    let hyphen = low.after == high.first + 1 && high.prefix.is_some();
    let joins = match link.as_slice() {
        [] => hyphen,
        ["to"] => !of_change(tokens, low.first),
        ["-" | "–" | "—" | "‑" | "through"] | ["-" | "–", "to"] => true,
        ["and"] => (1..=4).any(|back| tokens.before(low.first, back) == "between"),
        _ => false,
    };
    let own_scale = low.after > low.first + 1 || low.value.fract() == 0.0 && low.marked;
    let scaled = high.marked && !own_scale && low.value < 1000.0 && high.value >= 1e6;
    let scale = if scaled && low.value < high.value / 1e6 + 999.0 { scale_of(high) } else { 1.0 };
    let value = low.value * scale;
    let year = |n: &Number| (1800.0..2100.0).contains(&n.value) && !n.marked;
    if !joins || value >= high.value || (year(low) && !year(high)) {
        return None;
    }
    let mut quantity = single(high);
    quantity.raw = Span { start: low.span.start, end: high.span.end };
    quantity.value = value;
    quantity.value_high = Some(high.value);
    quantity.qualifier = Qualifier::Range;
    quantity.first = low.first;
    quantity.prefix = low.prefix;
    Some(quantity)
}

/// "DZD 50,000 to DZD 100,000": the code of a currency before the higher end.
fn is_code(tokens: &Tokens<'_>, high: &Number, word: &str) -> bool {
    tokens.before(high.first, 1) == word && LEXICON.currency_codes.has(word)
}

/// "two to three million": what the scale of the higher end is worth.
fn scale_of(high: &Number) -> f64 {
    if high.value >= 1e9 { 1e9 } else { 1e6 }
}

/// Whether "from" stands before the number and a verb of change before that.
fn of_change(tokens: &Tokens<'_>, first: usize) -> bool {
    let from = (1..=3).find(|back| tokens.before(first, *back) == "from");
    from.is_some_and(|back| {
        let at = first.saturating_sub(back);
        LEXICON.change.any_within(&tokens.lower, at.saturating_sub(12), at)
            || tokens.any(0, at, &["changed"])
    })
}

/// Finds what the number is a number of, and where the words after its unit begin.
fn unit(tokens: &Tokens<'_>, quantity: &mut Quantity) {
    let next = tokens.at(quantity.after);
    let suffix = quantity.suffix.is_some() && quantity.words(tokens).ends_with("percent");
    if matches!(next, "percent" | "%" | "percentage" | "pct") || suffix {
        quantity.unit = Unit::Percent;
        quantity.noun = quantity.after + usize::from(!suffix);
        if matches!(tokens.at(quantity.noun), "point" | "points") {
            quantity.noun += 1;
        }
        return;
    }
    if next == "per" && tokens.at(quantity.after + 1) == "cent" {
        quantity.unit = Unit::Percent;
        quantity.noun = quantity.after + 2;
        return;
    }
    if let Some((currency, noun)) = money(tokens, quantity) {
        quantity.unit = Unit::Money;
        quantity.currency = Some(currency);
        quantity.noun = noun;
        return;
    }
    if next == "times" && compares(tokens, quantity.after + 1) {
        quantity.unit = Unit::Rate;
        quantity.noun = quantity.after + 1;
    }
    if quantity.form != NumberForm::Multiple && is_rate(tokens, quantity) {
        quantity.unit = Unit::Rate;
    }
}

/// "10 times more", "five times the minimum wage": a multiple. "denied entry five times" is a count.
fn compares(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.at(at),
        "more"
            | "higher"
            | "greater"
            | "as"
            | "the"
            | "larger"
            | "less"
            | "lower"
            | "fewer"
            | "likelier"
            | "their"
            | "his"
            | "regular"
    )
}

/// "$3,000", "US$ 5 million", "42,500 tenge", "50 Ostrian crowns ($7)": the currency, and where the
/// words after it begin.
fn money(tokens: &Tokens<'_>, quantity: &Quantity) -> Option<(String, usize)> {
    let before = tokens.before(quantity.first, 1);
    if LEXICON.currency_marks.has(before) {
        let mark = if tokens.before(quantity.first, 2) == "us" { "US$" } else { before };
        let named = LEXICON.currencies.has(tokens.at(quantity.after));
        return Some((mark.to_owned(), quantity.after + usize::from(named)));
    }
    // "francs 570 ($1)".
    if LEXICON.currencies.has(before) && is_told_again(tokens, quantity) {
        return Some((before.to_owned(), quantity.after));
    }
    if let Some(code) = code_before(tokens, quantity) {
        return Some((code, quantity.after));
    }
    let of = usize::from(quantity.form == NumberForm::Vague && tokens.at(quantity.after) == "of");
    let start = quantity.after + of;
    for skip in 0..=2 {
        let word = tokens.at(start + skip);
        if LEXICON.currencies.has(word) {
            return Some((word.to_owned(), start + skip + 1));
        }
        // "nine Christians won seats".
        let adjective = tokens.capital(start + skip) && !matches!(tokens.at(start + 1), "won")
            || matches!(word, "us" | "new" | "local");
        if skip == 0
            && !word.is_empty()
            && tokens.at(start + 1) == "("
            && LEXICON.currency_marks.has(tokens.at(start + 2))
        {
            return Some((word.to_owned(), start + 1));
        }
        if !adjective {
            break;
        }
    }
    None
}

/// "OST 40", "Rs. 40", "Kr 40 ($9)": a currency by its code or its abbreviation before the number.
/// An abbreviation that no list knows is one where dollars in brackets tell the amount once more.
fn code_before(tokens: &Tokens<'_>, quantity: &Quantity) -> Option<String> {
    let stop = usize::from(tokens.before(quantity.first, 1) == ".");
    let at = quantity.first.checked_sub(1 + stop)?;
    let word = tokens.words.get(at)?.text;
    let plain = word.len() <= 5 && word.chars().all(char::is_alphabetic) && tokens.capital(at);
    let close = stop == 0 || tokens.touches_next(at);
    (plain && close).then_some(())?;
    let lower = tokens.at(at);
    let upper = word.len() >= 2 && word.chars().all(char::is_uppercase);
    let named = upper && LEXICON.currency_codes.has(lower);
    let told_again = is_told_again(tokens, quantity) && !LEXICON.months.has(lower);
    let digits = quantity.form == NumberForm::Digits;
    let short = told_again || LEXICON.currency_abbreviations.has(lower);
    let shown = if upper { lower.to_uppercase() } else { word.to_owned() };
    (named || digits && short).then_some(shown)
}

/// "570 ($1)": dollars in brackets tell the amount once more.
fn is_told_again(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    tokens.at(quantity.after) == "(" && LEXICON.currency_marks.has(tokens.at(quantity.after + 1))
}

/// "16.4 deaths per 100,000 births", "12 women each day": a number for each of something.
fn is_rate(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let start = quantity.after;
    if LEXICON.time.has(tokens.at(start))
        || quantity.suffix.is_some()
        || quantity.unit != Unit::Count
    {
        return false;
    }
    for at in start..(start + 7).min(tokens.len()) {
        let (word, next) = (tokens.at(at), tokens.at(at + 1));
        let digits = next.starts_with(|c: char| c.is_ascii_digit()) && next.len() > 3;
        let per = word == "per" || (word == "for" && next == "every");
        if per && (digits || next == "every") {
            return quantity.value != 1.0;
        }
        let often = matches!(word, "per" | "each" | "every" | "a");
        let near = at <= start + 3;
        if near
            && often
            && tokens.before(at, 1) != "for"
            && matches!(next, "day" | "week" | "hour")
            && !law_speaks(tokens)
        {
            return true;
        }
        if matches!(word, "," | ";" | "." | "(" | ")" | "and") {
            return false;
        }
    }
    false
}

fn law_speaks(tokens: &Tokens<'_>) -> bool {
    LEXICON.law.any_within(&tokens.lower, 0, tokens.len())
        || LEXICON.duty.any_within(&tokens.lower, 0, tokens.len())
}

/// "one inspector per 23,000 workers": the group is the number told, as a rate. "16 deaths per
/// 100,000 births": the group is part of the unit and is dropped.
fn per_group(tokens: &Tokens<'_>, found: &mut Vec<Quantity>) {
    let mut lone_before = false;
    let mut kept: Vec<Quantity> = Vec::with_capacity(found.len());
    for mut quantity in found.drain(..) {
        let back = usize::from(tokens.before(quantity.first, 1) == "every");
        let per = matches!(tokens.before(quantity.first, 1 + back), "per" | "every")
            || (back == 1 && matches!(tokens.before(quantity.first, 2), "for" | "to" | "in"));
        if per {
            if lone_before {
                kept.pop();
                quantity.unit = Unit::Rate;
                kept.push(quantity);
            }
            lone_before = false;
            continue;
        }
        lone_before = quantity.value == 1.0 && quantity.unit == Unit::Count;
        kept.push(quantity);
    }
    *found = kept;
}

impl Quantity {
    /// The last of the number's words in lower case, hyphenated parts included.
    pub fn words<'t>(&self, tokens: &'t Tokens<'_>) -> &'t str {
        tokens.before(self.after, 1)
    }

    /// What hyphens join to the number ("day" of "10-day", "year-old" of "six-year-old").
    pub fn joined<'t>(&self, tokens: &Tokens<'t>) -> Option<&'t str> {
        let suffix = self.suffix?;
        let word = tokens.words.get(self.after.checked_sub(1)?)?;
        word.text.get(suffix.start.get().checked_sub(word.span.start.get())?..)
    }

    /// Whether it may be a year: four plain digits.
    pub fn looks_like_year(&self) -> bool {
        self.form == NumberForm::Digits
            && !self.marked
            && self.value.fract() == 0.0
            && (1800.0..2100.0).contains(&self.value)
            && self.unit == Unit::Count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::at;

    #[test]
    fn a_unit_is_told_by_the_words_around() {
        use Unit::{Count, Money, Percent, Rate};
        let table = [
            ("Some 40 percent of farms failed.", "40", Percent),
            ("Two-thirds of farms failed.", "Two-thirds", Percent),
            ("The fine was $3,000.", "3,000", Money),
            ("The fine was 900 Ostrian crowns ($70).", "70", Money),
            ("The fine was 900 crowns ($70).", "900", Money),
            ("The wage was Rs. 9,000 a month.", "9,000", Money),
            ("The wage was KSh 9,000 a month.", "9,000", Money),
            ("The wage was Vk 9,000 ($60) a month.", "9,000", Money),
            ("The wage was about Ostrian francs 900 ($6).", "900", Money),
            ("Some nine Christians won seats.", "nine", Count),
            ("There were 16 deaths per 100,000 births.", "16", Rate),
            ("There was one clerk per 2,000 farms.", "2,000", Rate),
            ("On average 12 women each day called.", "12", Rate),
            ("Prices were 10 times higher.", "10", Rate),
            ("He was denied entry five times.", "five", Count),
            ("Attacks fell to 29, compared with 40 for 2016.", "29", Count),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |v| v.quantity.unit), want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_row_of_numbers_shares_its_unit() {
        let table = [
            ("Women held 45 and 35 percent of posts.", "45", Unit::Percent, 45.0),
            ("Fines were 60 and 150 euros.", "60", Unit::Money, 60.0),
            ("The office opened 12 and 40 cases.", "12", Unit::Count, 12.0),
            ("In 2030 and 40 percent of the time it rained.", "2030", Unit::Count, 2030.0),
            ("Some .7 percent of farms failed.", ".7", Unit::Percent, 0.7),
            ("It closed. 7 percent of farms failed.", "7", Unit::Percent, 7.0),
        ];
        for (text, raw, unit, value) in table {
            let found = at(text, raw, |v| (v.quantity.unit, v.quantity.value));
            assert_eq!(found, (unit, value), "{text}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        let table = [
            ("Some 17,000-18,000 girls left.", "17,000-18,000", 17_000.0, 18_000.0),
            ("Fines run from 84 crowns to 272 crowns.", "84 crowns to 272", 84.0, 272.0),
            ("It cost two to three million crowns.", "two to three million", 2e6, 3e6),
            ("Some 1.2 to 1.5 million clerks left.", "1.2 to 1.5 million", 1.2e6, 1.5e6),
            ("Fines run from DZD 300 to DZD 500.", "300 to DZD 500", 300.0, 500.0),
        ];
        for (text, raw, low, high) in table {
            let ends = at(text, raw, |v| (v.quantity.value, v.quantity.value_high));
            assert_eq!(ends, (low, Some(high)), "{text}");
        }
    }
}

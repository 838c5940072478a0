//! Numbers that name: articles, cells, addresses, marks of a list, ranks.

use super::View;
use crate::figures::lexicon::LEXICON;
use crate::figures::{Qualifier, Unit};
use crate::language::NumberForm;

/// "Article 5", "sections 12, 13, and 14", "cell No. 9"; not "by law 12 members are elected".
pub fn is_label(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.unit != Unit::Count || quantity.qualifier == Qualifier::AtLeast {
        return false;
    }
    // "Law 40,123 prohibits".
    let rule = matches!(view.back(1), "law" | "bill" | "ordinance" | "directive" | "regulation");
    if rule && view.capital_back(1) && quantity.form == NumberForm::Digits {
        return true;
    }
    let dot = usize::from(view.back(1) == ".");
    let label = view.back(1 + dot);
    if LEXICON.labels.has(label) {
        let abbreviated =
            matches!(label, "no" | "nos" | "art" | "arts" | "sec" | "para" | "paras" | "vol");
        let named = if abbreviated { dot == 1 } else { view.capital_back(1 + dot) };
        // "Law 40 prohibits" opens a sentence as "Laws 40 …" does not.
        let counted = view.quantity.first <= 1 && view.counts_plural();
        let one = !label.ends_with('s') && quantity.form == NumberForm::Digits;
        return named && (one || !counted) || (dot == 0 && !abbreviated && !view.counts_plural());
    }
    if quantity.form != NumberForm::Digits || view.counts_plural() {
        return false;
    }
    let mut back = 1;
    while back < LONGEST_LIST {
        let word = view.back(back);
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        if !digits && !matches!(word, "," | "and" | "or" | "to" | "-" | "–" | "through") {
            break;
        }
        back += 1;
    }
    // "Nos. 7, 8 and 9".
    let dot = usize::from(view.back(back) == ".");
    let label = view.back(back + dot);
    back > 1 && label.ends_with('s') && LEXICON.labels.has(label)
}

/// How many words back the label of a list of numbers is looked for.
const LONGEST_LIST: usize = 300;

/// "the RU-170/3 colony", "COVID-19", "Radio 7", "№ 5": part of a name.
pub fn is_name(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if quantity.prefix.is_some() {
        return true;
    }
    // "the two-child policy", "the 4.5 formula".
    let policy = matches!(view.low(0), "policy" | "formula" | "doctrine" | "principle" | "system");
    if policy && (quantity.suffix.is_some() || view.low(0) == "formula") {
        return true;
    }
    if matches!(view.back(1), "№" | "#" | "+" | "§") || is_quoted(view) {
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

/// "the “512” detainees": digits alone between quotation marks.
fn is_quoted(view: &View<'_>) -> bool {
    let digits = view.quantity.form == NumberForm::Digits && view.quantity.unit == Unit::Count;
    let opens = matches!(view.back(1), "“" | "\"" | "‘" | "'");
    let closes = matches!(view.low(0), "”" | "\"" | "’" | "'");
    let first = view.quantity.first;
    let inside = first >= 1
        && view.tokens.touches_next(first - 1)
        && view.tokens.touches_next(view.quantity.after.saturating_sub(1));
    digits && opens && closes && inside
}

/// "158/2", "www.example.org/2014", "a@b.c": a mark without spaces on one side of it.
pub fn is_in_address(view: &View<'_>) -> bool {
    let mark = |word: &str| matches!(word, "/" | "@" | "_" | "=" | "&" | "#" | "\\" | "~");
    let first = view.quantity.first;
    let before = mark(view.back(1)) && first >= 1 && view.tokens.touches_next(first - 1);
    let before = before || is_in_symbol(view);
    let after =
        mark(view.low(0)) && view.tokens.touches_next(view.quantity.after.saturating_sub(1));
    let rounded = view.back(1) == "[" || view.low(0) == "]";
    // "section 121(3)": a part of the section before.
    let number = |at: usize| view.tokens.at(at).starts_with(|c: char| c.is_ascii_digit());
    let part = view.back(1) == "("
        && first >= 2
        && view.tokens.touches_next(first - 1)
        && view.tokens.touches_next(first - 2)
        && number(first - 2);
    before || after || rounded || part || is_part_of_lettered(view)
}

/// "XY.11-40123", "E/CN.4": what a point joins to capitals without a space is the symbol of a
/// document.
fn is_in_symbol(view: &View<'_>) -> bool {
    let Some(point) = view.quantity.first.checked_sub(1) else { return false };
    let Some(letters) = point.checked_sub(1) else { return false };
    // "CN.4", "Corr.1".
    let capitals = |word: &str| {
        let all = word.bytes().all(|c| c.is_ascii_uppercase());
        word.starts_with(|c: char| c.is_ascii_uppercase()) && (all || word.len() <= 4)
    };
    let touching = view.tokens.touches_next(letters) && view.tokens.touches_next(point);
    let symbol = view.tokens.words.get(letters).is_some_and(|word| capitals(word.text));
    view.back(1) == "." && touching && symbol && view.quantity.unit == Unit::Count
}

/// "section 40 C (2)": a part of a section that has a letter.
fn is_part_of_lettered(view: &View<'_>) -> bool {
    let letter = view.back(2).len() == 1 && view.capital_back(2);
    let digits = view.back(3).starts_with(|c: char| c.is_ascii_digit());
    let labelled = (4..=8).any(|back| LEXICON.labels.has(view.back(back)));
    view.back(1) == "(" && view.low(0) == ")" && letter && digits && labelled
}

/// "(2) the right to …", "1. Those who …", "14.2 The council …": a mark of a list or a paragraph, at
/// the start of a sentence or alone in brackets after no count.
pub fn is_list_mark(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    if opens_paragraph(view) {
        return true;
    }
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

/// "14.2 The council …", "142. The council …", "186.107.", "2 The words as adopted …": a number that
/// a sentence begins with and that no word of the sentence goes on from. A paragraph's number can
/// stand alone as a sentence of its own, and that of a footnote has no point.
fn opens_paragraph(view: &View<'_>) -> bool {
    let quantity = view.quantity;
    let plain = quantity.form == NumberForm::Digits && quantity.unit == Unit::Count;
    if !plain || quantity.first != 0 || quantity.after != 1 || quantity.value_high.is_some() {
        return false;
    }
    let written = view.tokens.words.first().map_or("", |word| word.text);
    let pointed = written.contains('.') && written.len() <= 7;
    let whole = written.bytes().all(|c| c.is_ascii_digit()) && written.len() <= 4;
    let alone = view.tokens.len() <= 2;
    let capital = |at: usize| view.tokens.capital(at) || view.tokens.at(at) == "(";
    match view.low(0) {
        "." => (pointed || whole) && (alone || capital(2)),
        word => {
            let opener = matches!(
                word,
                "the" | "a" | "an" | "this" | "these" | "in" | "as" | "see" | "for" | "it" | "on"
            );
            // "1 Ostria, Morland and others".
            let listed = view.low(1) == "," && written.len() <= 2;
            (pointed || whole && (opener || listed)) && view.tokens.capital(1)
        }
    }
}

/// "ranked 122 of 180 countries".
pub fn is_rank(view: &View<'_>) -> bool {
    (1..=5).any(|back| {
        matches!(view.back(back), "ranked" | "ranks" | "rank" | "ranking" | "scored" | "score")
    }) && view.quantity.unit == Unit::Count
        && !view.back(1).starts_with("than")
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::check_excluded;

    #[test]
    fn labels_tell_no_figures() {
        check_excluded(&[
            ("Section 40 C (2) bans it.", "2", Some("address")),
            ("Law 40,123 prohibits it.", "40,123", Some("label")),
            ("Act 40 prescribes fines.", "40", Some("label")),
            ("He broke Article 5 of the code.", "5", Some("label")),
            ("He broke sections 12, 13, and 14.", "13", Some("label")),
            ("Guards searched cell No. 9 again.", "9", Some("label")),
            ("The RU-170/3 colony burned.", "170", Some("name")),
            ("The two-child policy was kept.", "two", Some("name")),
            ("Guards closed Radio 7 for a day.", "7", Some("name")),
            ("The “512” debtors stayed in prison.", "512", Some("name")),
            ("The paper wrote of “512 debtors” in prison.", "512", None),
            ("Prison 158/2 burned.", "158", Some("label")),
            ("See www.example.org/14 for more.", "14", Some("address")),
            ("The court struck down section 121(3) of the code.", "3", Some("address")),
            ("14.2 The council met 9 times.", "14.2", Some("list mark")),
            ("142. Brenmark noted the progress.", "142", Some("list mark")),
            ("124.107.", "124.107", Some("list mark")),
            ("2 The proposal reads in full as follows.", "2", Some("list mark")),
            ("1.5 million farmers left.", "1.5 million", None),
            ("300 farmers left.", "300", None),
            ("Proposals Nos. 7, 8, 9, 10 and 11 above were accepted.", "8", Some("label")),
            ("Proposals Nos. 7, 8, 9, 10 and 11 above were accepted.", "11", Some("label")),
            ("The paper is XY.11-40123 of the office.", "11-40123", Some("address")),
            ("The paper is E/CN.4 of the office.", "4", Some("address")),
            ("The paper came with Corr.1 and a table.", "1", Some("address")),
            ("1 Ostria, Morland and others asked for it.", "1", Some("list mark")),
            ("40 Ostrian refugees came.", "40", None),
            ("They asked for: 1) bread; 2) water.", "2", Some("list mark")),
            ("The country ranked 122 of 180 countries.", "122", Some("rank")),
            ("In Ostria 14 farms failed.", "14", None),
        ]);
    }
}

//! What the pages are called: the numbers printed on them, else the labels that the file keeps.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use std::collections::HashMap;

/// The names of the pages, in order; empty where all are called by their place in the file.
///
/// The numbers in heads and feet come first: they are what a reader quotes. Pages without one take
/// theirs from the pages around them, if these count on without a break.
pub fn of_pages(printed: &[Option<String>], pdf: &Pdf) -> Vec<String> {
    let names = counted(printed).unwrap_or_else(|| kept(pdf, printed.len()));
    let plain = names.iter().zip(1_usize..).all(|(name, place)| *name == place.to_string());
    if plain { Vec::new() } else { names }
}

/// The names that printed numbers give, where enough pages have one.
fn counted(printed: &[Option<String>]) -> Option<Vec<String>> {
    let number = |text: &Option<String>| text.as_ref()?.parse::<usize>().ok();
    // How far each number is ahead of its page's place; most pages agree.
    let mut ahead: HashMap<i64, usize> = HashMap::new();
    for (place, text) in (1_i64..).zip(printed) {
        if let Some(number) = number(text).and_then(|number| i64::try_from(number).ok()) {
            *ahead.entry(number - place).or_default() += 1;
        }
    }
    let numbered: usize = ahead.values().sum();
    let (ahead, agreed) = ahead.into_iter().max_by_key(|(ahead, count)| (*count, -ahead.abs()))?;
    if agreed < 3 || agreed * 5 < numbered * 4 || agreed * 2 < printed.len() {
        return None;
    }
    let name = |(place, text): (i64, &Option<String>)| {
        let roman = text.as_ref().filter(|text| text.chars().all(char::is_alphabetic));
        match roman {
            Some(roman) => roman.clone(),
            None if place + ahead >= 1 => (place + ahead).to_string(),
            None => String::new(),
        }
    };
    Some((1_i64..).zip(printed).map(name).collect())
}

/// A range of labels that begins at a page.
struct Range {
    first: usize,
    style: Vec<u8>,
    prefix: String,
    start: usize,
}

/// Trees deeper than this, and longer than this, are none.
const DEEPEST: usize = 8;
const MOST_RANGES: usize = 10_000;

/// The labels that the file keeps for its pages (ISO 32000-1, 12.4.2).
fn kept(pdf: &Pdf, pages: usize) -> Vec<String> {
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let Some(tree) = root.and_then(|root| root.get::<Dict<'_>>(b"PageLabels")) else {
        return Vec::new();
    };
    let mut ranges = Vec::new();
    collect(&tree, 0, &mut ranges);
    ranges.sort_by_key(|range| range.first);
    (0..pages)
        .map(|page| {
            let before = ranges.partition_point(|range| range.first <= page).checked_sub(1);
            match before.and_then(|index| ranges.get(index)) {
                Some(range) => label(range, page),
                None => (page + 1).to_string(),
            }
        })
        .collect()
}

fn collect(node: &Dict<'_>, depth: usize, ranges: &mut Vec<Range>) {
    if depth > DEEPEST || ranges.len() > MOST_RANGES {
        return;
    }
    if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
        for kid in kids.iter::<Dict<'_>>().take(MOST_RANGES) {
            collect(&kid, depth + 1, ranges);
        }
    }
    let Some(pairs) = node.get::<Array<'_>>(b"Nums") else { return };
    let mut first = None;
    for item in pairs.iter::<Object<'_>>().take(2 * MOST_RANGES) {
        match item {
            Object::Number(number) => first = usize::try_from(number.as_i64()).ok(),
            Object::Dict(range) => {
                let Some(first) = first.take() else { continue };
                let style = range.get::<Name<'_>>(b"S").map_or(Vec::new(), |name| name.to_vec());
                let prefix = range.get::<PdfString<'_>>(b"P");
                let prefix = prefix.map_or(String::new(), |text| {
                    crate::reading::encoding::decode(text.as_ref(), None).into_owned()
                });
                let start = range.get::<u32>(b"St").map_or(1, |start| start as usize);
                ranges.push(Range { first, style, prefix, start });
            }
            _ => {}
        }
    }
}

fn label(range: &Range, page: usize) -> String {
    let number = range.start.saturating_add(page - range.first.min(page));
    let number = match range.style.as_slice() {
        b"D" => number.to_string(),
        b"r" => roman(number).to_lowercase(),
        b"R" => roman(number),
        _ => String::new(),
    };
    format!("{}{number}", range.prefix)
}

/// A number in Roman numerals; Arabic beyond what these are used for.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3_999 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_name_the_pages_between_them() {
        let table: &[(&[&str], Option<&[&str]>)] = &[
            (&["", "ii", "3", "4", "", "6"], Some(&["1", "ii", "3", "4", "5", "6"])),
            (&["47", "48", "", "50"], Some(&["47", "48", "49", "50"])),
            (&["i", "ii", "1", "2", "3", "4"], Some(&["i", "ii", "1", "2", "3", "4"])),
            (&["7", "3", "9", "2"], None),
            (&["", "", "", "", "", "", "1", "2", "3"], None),
        ];
        for (printed, want) in table {
            let printed: Vec<Option<String>> =
                printed.iter().map(|n| (!n.is_empty()).then(|| (*n).to_owned())).collect();
            let want = want.map(|want| want.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
            assert_eq!(counted(&printed), want, "{printed:?}");
        }
    }

    #[test]
    fn labels_are_written_in_their_style() {
        let range = |style: &[u8], prefix: &str, start| Range {
            first: 2,
            style: style.to_vec(),
            prefix: prefix.to_owned(),
            start,
        };
        let table = [
            (range(b"r", "", 1), "iii"),
            (range(b"R", "", 13), "XV"),
            (range(b"D", "A-", 4), "A-6"),
            (range(b"", "Cover", 1), "Cover"),
        ];
        for (range, want) in table {
            assert_eq!(label(&range, 4), want);
        }
    }
}

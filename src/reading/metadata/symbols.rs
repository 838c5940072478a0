//! The symbols of United Nations documents (`A/HRC/WG.6/33/NOR/1`): which country one is about, and
//! when it was issued.

use super::Evidence;
use super::year::{self, first_year};
use crate::report::countries::{self, Country};
use regex::Regex;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test run")]
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    let body = r"(?:A|S|E|CCPR|CAT|CEDAW|CERD|CRC|CRPD|CMW|CED|HRI|ST)";
    Regex::new(&format!(r"\b{body}(?:/[A-Z0-9][A-Za-z0-9.-]*)+")).expect("a constant pattern")
});

/// The document's own symbol: at the head of its pages or of its text, or that of its agenda in a
/// note there ("* A/84/50."), which is of the same session.
pub fn own<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    let heads = evidence.declared.margins.iter().map(String::as_str);
    let cover = evidence.cover.iter().copied();
    // A line that says more cites a document: "Previously issued as A/HRC/99/7".
    let own = |line: &'a str| {
        let found = SYMBOL.find(line)?;
        let beside = line.len() - found.len();
        (beside <= MOST_BESIDE && found.as_str().contains(|c: char| c.is_ascii_digit()))
            .then(|| found.as_str())
    };
    heads.chain(cover).find_map(own)
}

/// Bytes beside the symbol in a line that is its own: "Distr.: General", a page's number.
const MOST_BESIDE: usize = 24;

/// The country in a symbol: `CCPR/C/NOR/CO/7`, in a file name also `CCPR_C_NOR_CO_7`.
pub fn country(symbol: &str) -> Option<&'static Country> {
    symbol
        .split(['/', '_', '-'])
        .skip(2)
        .filter(|part| part.len() == 3 && part.chars().all(|c| c.is_ascii_uppercase()))
        .find_map(countries::of_code)
}

/// The country of a file's name that is a symbol: it begins as one does.
pub fn country_of_file(stem: &str) -> Option<&'static Country> {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let begins = [
        "A_HRC", "A-HRC", "CCPR", "CAT_", "CAT-", "CEDAW", "CERD", "CRC_", "CRC-", "E_C.12",
        "CRPD", "CMW", "CED_", "CED-",
    ];
    if begins.iter().any(|begin| name.starts_with(begin)) { country(name) } else { None }
}

/// The year of issue that the masthead tells ("Distr.: General 23 March 2031").
pub fn year_of_issue(evidence: &Evidence<'_>) -> Option<i16> {
    let at = evidence.cover.iter().position(|line| line.contains("Distr."))?;
    evidence.cover.iter().skip(at).take(4).find_map(|line| {
        let line = line.rsplit_once("Distr.").map_or(*line, |(_, rest)| rest);
        first_year(line)
    })
}

/// The year of the session that a paper of the General Assembly was made for, by its symbol: the
/// 31st, the first that symbols are numbered after, met in 1976.
pub fn year_of_session(symbol: &str) -> Option<i16> {
    let mut parts = symbol.split('/');
    let session: i16 = parts.next().filter(|body| *body == "A").and(parts.next())?.parse().ok()?;
    let year = 1945_i16.checked_add(session)?;
    (session >= 31 && year::YEARS.contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_tells_its_country_and_session() {
        let table = [
            ("A/HRC/WG.6/33/NOR/1", Some("NO"), None),
            ("CCPR/C/NOR/CO/7", Some("NO"), None),
            ("CAT/C/NOR/CO/8/Add.1", Some("NO"), None),
            ("E/C.12/NOR/CO/6", Some("NO"), None),
            ("A/HRC/99/7/Add.1", None, None),
            ("CCPR/C/SR.3100", None, None),
            ("A/84/6", None, Some(2029)),
            ("A/7/6", None, None),
        ];
        for (symbol, code, year) in table {
            assert_eq!(country(symbol).map(|c| c.code.as_str()), code, "{symbol}");
            assert_eq!(year_of_session(symbol), year, "{symbol}");
        }
        let file = |stem| country_of_file(stem).map(|c| c.code.as_str());
        assert_eq!(file("un/A_HRC_WG.6_33_NOR_1_E"), Some("NO"));
        assert_eq!(file("CEDAW-C-NOR-CO-9"), Some("NO"));
        assert_eq!(file("CAN_WE_STAY"), None);
    }
}

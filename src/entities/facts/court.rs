//! A court's level, place and matter, from its name.

use crate::entities::lexicon::{Flags, lexicon};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How high a court stands, or what sets it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtLevel {
    /// Of several states.
    International,
    /// Judges laws.
    Constitutional,
    /// A country's highest.
    Supreme,
    /// Hears appeals.
    Appeal,
    /// For soldiers, or of them.
    Military,
    /// For one kind of case or person.
    Special,
    /// "High Court", "Superior Court".
    High,
    /// Of a city.
    City,
    /// Of a district, or where cases begin.
    District,
    /// Of a region, province or state.
    Regional,
    /// Of a country, or of a federation.
    National,
}

/// What a court's name tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtFacts {
    /// Its level, where the name has one.
    pub level: Option<CourtLevel>,
    /// The place it is of.
    pub place: Option<String>,
    /// What it is for: "criminal", "juvenile".
    pub matters: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    levels: Vec<(CourtLevel, Vec<String>)>,
    matters: String,
}

#[derive(Debug, Default)]
struct Known {
    levels: Vec<(CourtLevel, Vec<Vec<String>>)>,
    matters: HashSet<String>,
    /// The words of levels that stand by themselves.
    words: HashSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let text = include_str!("../../../assets/lexicon/court_levels.toml");
    // A test reads the file; a fault in it cannot reach a user.
    let Ok(file) = toml::from_str::<File>(text) else { return Known::default() };
    let matters = file.matters.split_whitespace().map(str::to_owned).collect();
    let single = file.levels.iter().flat_map(|(_, phrases)| phrases);
    let words = single.filter(|phrase| !phrase.contains(' ')).cloned().collect();
    let split = |phrases: Vec<String>| phrases.iter().map(|text| super::phrase(text)).collect();
    let levels = file.levels.into_iter().map(|(level, phrases)| (level, split(phrases)));
    Known { levels: levels.collect(), matters, words }
});

/// Reads a court's name.
pub fn court(name: &str) -> CourtFacts {
    let words = super::words(name);
    let fits = |phrases: &[Vec<String>]| phrases.iter().any(|phrase| super::holds(&words, phrase));
    let level = KNOWN.levels.iter().find(|(_, phrases)| fits(phrases)).map(|(level, _)| *level);
    let matters = words.iter().filter(|word| KNOWN.matters.contains(*word)).cloned().collect();
    let place = if level == Some(CourtLevel::International) { None } else { place(name) };
    CourtFacts { level, place, matters }
}

/// "Old Quarter" in "Old Quarter city court", "Velna" in "High Court of Velna".
fn place(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let head = words.iter().position(|word| flags(word).any(Flags::COURT))?;
    let before = words.get(..head).unwrap_or_default();
    let own: Vec<&str> = before.iter().copied().take_while(|word| is_proper(word)).collect();
    // "Northern District Court", "Federal Velna court": the place is what no kind of court is.
    let own = if own.is_empty() {
        before.iter().copied().filter(|word| is_proper(word)).collect()
    } else {
        own
    };
    let own = without_kinds(own);
    if !own.is_empty() {
        return Some(own.join(" ").trim_end_matches("’s").trim_end_matches("'s").to_owned());
    }
    let link = words.get(head + 1..)?.iter().position(|w| matches!(*w, "of" | "for" | "in"))?;
    let after = words.get(head + link + 2..)?;
    let after: Vec<&str> = after.iter().copied().skip_while(|word| *word == "the").collect();
    let first = after.first()?;
    let known = flags(first).any(Flags::CITY.with(Flags::COUNTRY).with(Flags::PLACE_FIRST));
    let strange = is_proper(first) && !lexicon().is_common(&first.to_lowercase());
    let place: Vec<&str> = after.into_iter().take_while(|word| is_proper(word)).collect();
    (known || strange).then(|| place.join(" "))
}

/// A place's words without those at their end that say what the court is for ("Velna Grave Crimes
/// Court"), and none where an ordinary word is all there is ("Mobile Court").
fn without_kinds(mut words: Vec<&str>) -> Vec<&str> {
    let is_common = |word: &str| {
        let known = flags(word).any(Flags::CITY.with(Flags::PLACE_WORD));
        !known && lexicon().is_common(&word.to_lowercase())
    };
    let named = words.first().is_some_and(|first| !is_common(first));
    while words.len() > usize::from(named) && words.last().is_some_and(|last| is_common(last)) {
        if !named && words.len() > 1 {
            break;
        }
        words.pop();
    }
    words
}

fn flags(word: &str) -> Flags {
    lexicon().flags(&word.to_lowercase().replace('’', "'"))
}

/// A capitalised word that is no kind of court.
fn is_proper(word: &str) -> bool {
    let kind = Flags::COURT_KIND.with(Flags::COURT);
    let lower = word.to_lowercase().replace('’', "'");
    let number = word.chars().all(|c| c.is_ascii_digit() || c == '.') || lower == "no";
    word.starts_with(char::is_uppercase)
        && !flags(word).any(kind)
        && !KNOWN.matters.contains(&lower)
        && !KNOWN.words.contains(&lower)
        && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_courts_name_tells_its_level_place_and_matter() {
        use CourtLevel::{
            Appeal, City, District, High, International, Military, Regional, Special, Supreme,
        };
        type Line =
            (&'static str, Option<CourtLevel>, Option<&'static str>, &'static [&'static str]);
        let table: &[Line] = &[
            ("Velna district court", Some(District), Some("Velna"), &[]),
            ("Old Quarter City Court No. 2", Some(City), Some("Old Quarter"), &[]),
            ("Supreme Court", Some(Supreme), None, &[]),
            ("Supreme Administrative Court", Some(Supreme), None, &["administrative"]),
            ("Velna regional court of appeals", Some(Appeal), Some("Velna"), &[]),
            ("High Court of Almaris", Some(High), Some("Almaris"), &[]),
            ("Court of First Instance", Some(District), None, &[]),
            ("Military Court of Appeals", Some(Appeal), None, &["military"]),
            ("Almar garrison military court", Some(Military), Some("Almar"), &["military"]),
            (
                "Velna Specialized Interdistrict Criminal Court",
                Some(Special),
                Some("Velna"),
                &["criminal"],
            ),
            ("International Criminal Court", Some(International), None, &["criminal"]),
            ("Velna Intermediate People’s Court", Some(Regional), Some("Velna"), &[]),
            ("Old Almar Township Court", Some(District), Some("Old Almar"), &[]),
            ("Velna Grave Crimes Court", None, Some("Velna"), &[]),
            ("Mobile Court", None, None, &[]),
            ("Velna court", None, Some("Velna"), &[]),
            ("Labor Court", None, None, &["labor"]),
        ];
        for (name, level, place, matters) in table {
            let facts = court(name);
            assert_eq!(facts.level, *level, "{name}");
            assert_eq!(facts.place.as_deref(), *place, "{name}");
            assert_eq!(facts.matters, *matters, "{name}");
        }
    }
}

//! The shape of the files under `assets/lexicon`. A list of words is one text, parted by blanks.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct English {
    pub function: String,
    pub openers: String,
    pub months: String,
    pub days: String,
    pub human_verbs: String,
    pub doing_verbs: String,
    pub place_prepositions: String,
    pub abbreviations: String,
    pub suffered: String,
    pub fates: String,
}

#[derive(Deserialize)]
pub struct Names {
    pub given: String,
    pub family: String,
    pub family_endings: String,
    pub particles: String,
    pub given_more: std::collections::BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Roles {
    pub titles: String,
    pub weak_titles: String,
    #[serde(rename = "roles")]
    pub nouns: String,
    pub kin: String,
    pub phrases: Vec<String>,
}

#[derive(Deserialize)]
pub struct Places {
    pub countries: Vec<(String, String)>,
    pub peoples: String,
    pub cities: String,
    pub phrases: Vec<String>,
    pub place_words: String,
    pub place_firsts: String,
}

#[derive(Deserialize)]
pub struct Courts {
    pub heads: String,
    pub kinds: String,
    pub of_tails: Vec<String>,
    pub unique_lower: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Bodies {
    pub heads: String,
    pub end_heads: String,
    pub foreign_heads: String,
    pub start_heads: String,
    pub alone: String,
    #[serde(rename = "not_bodies")]
    pub other_ends: String,
    pub may_end: String,
    pub cues_before: String,
    pub cues_after: String,
    pub cues_after_two: Vec<(String, String)>,
    pub not_acronyms: String,
    pub bearers: String,
    pub lower_names: Vec<String>,
    pub known: Vec<Vec<String>>,
}

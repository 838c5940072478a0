//! What report is this: title, country, year covered, publisher and language, each guess with the
//! reason for it, from what the file says about itself, its name and its first words.

mod language;
mod publishers;
mod stated;
mod symbols;
mod year;

pub use language::name as language_name;

use super::draft::CleanText;
use super::volume;
use crate::report::countries::{self, Country};
use crate::report::{BlockKind, DocumentName, Guess, Metadata};
use std::collections::HashMap;

/// What a file says about itself, beside its text.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// The title in its properties or its most prominent heading.
    pub title: Option<String>,
    /// The address a saved page names as its own.
    pub address: Option<String>,
    /// The site that a saved page belongs to.
    pub site: Option<String>,
    /// Its date of publication, ISO 8601.
    pub published: Option<String>,
    /// Its language, as it is declared (`en-US`).
    pub language: Option<String>,
    /// Running heads and feet that were taken out of the text.
    pub margins: Vec<String>,
}

/// Paragraphs that are looked at as the cover of a report.
const COVER_BLOCKS: usize = 25;
/// A paragraph longer than this ends the cover.
const COVER_PARAGRAPH: usize = 400;

/// Everything that may tell what a report is.
pub(super) struct Evidence<'a> {
    title: Option<&'a str>,
    title_why: &'static str,
    file: &'a str,
    declared: &'a Declared,
    cover: Vec<&'a str>,
    clean: &'a CleanText,
}

/// What the report is.
pub fn guess(clean: &CleanText, declared: &Declared, name: &DocumentName) -> Metadata {
    let (title, title_why) = title(clean, declared);
    let file = name.as_str().rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let evidence = Evidence { title, title_why, file, declared, cover: cover(clean), clean };
    Metadata {
        title: title.map(|title| Guess::new(title.to_owned(), title_why)),
        country: country(&evidence),
        year: year::covered(&evidence),
        publisher: publisher(&evidence),
        language: language::of(clean, declared),
        address: declared.address.clone(),
        published: declared.published.clone(),
        accessed: None,
    }
}

/// The title: the block that was taken for it, else what the file's properties say. What heads a
/// volume's text may be its first chapter's name: then its page heads tell.
fn title<'a>(clean: &'a CleanText, declared: &'a Declared) -> (Option<&'a str>, &'static str) {
    let block = clean.blocks.iter().find(|block| block.kind == BlockKind::Title);
    let head = block.map(|block| block.span.of(&clean.text));
    let volume = volume::is_volume(&clean.text, &clean.blocks);
    let head = head.filter(|words| !volume || countries::named_by(words).is_none());
    let of_pages = declared.margins.iter().find(|margin| publishers::of_series(margin).is_some());
    let of_pages = of_pages.filter(|_| volume).map(String::as_str);
    let looks = [
        (head, "at the head of the text"),
        (declared.title.as_deref(), "in the file's properties"),
        (of_pages, "in the page heads"),
    ];
    looks.into_iter().find_map(|(title, why)| Some((Some(title?), why))).unwrap_or_default()
}

/// The words of the first page or so.
fn cover(clean: &CleanText) -> Vec<&str> {
    clean
        .blocks
        .iter()
        .take(COVER_BLOCKS)
        .map(|block| block.span.of(&clean.text))
        .take_while(|words| words.len() < COVER_PARAGRAPH)
        .collect()
}

fn country(evidence: &Evidence<'_>) -> Option<Guess<String>> {
    if heads_many(evidence.clean) {
        return None;
    }
    let named = |country: &'static Country| country.name.clone();
    let first = |text: &str| {
        let text = publishers::without_names(text);
        countries::named_in(&text).first().copied().map(named)
    };
    let lone = || evidence.cover.iter().find_map(|words| volume::country(words)).map(named);
    let path = evidence.declared.address.as_deref().map(|a| a.split_once("://").map_or(a, |p| p.1));
    let path = path.and_then(|address| address.split_once('/')).map(|(_, path)| path);
    let symbol = || symbols::own(evidence).and_then(symbols::country).map(named);
    let coded = || symbols::country_of_file(evidence.file).map(named);
    let titled = || evidence.title.and_then(first);
    let declared = || evidence.declared.title.as_deref().and_then(first);
    let cover = evidence.cover.join("\n");
    let often = |country: &&Country| names_people_often(evidence.clean, country);
    let people_named = || people(&cover).filter(often).map(named);
    first_guess(&[
        (&symbol, "by its document symbol"),
        (&titled, evidence.title_why),
        (&lone, "on the first page"),
        (&declared, "in the file's properties"),
        (&coded, "by the document symbol in the file name"),
        (&|| first(evidence.file), "in the file name"),
        (&|| path.and_then(first), "in the page's address"),
        (&|| evidence.title.and_then(stated::country_of_title), "by the shape of its title"),
        (&|| first(&cover), "on the first page"),
        (&|| evidence.title.and_then(people).map(named), "by the name of its people in the title"),
        (&people_named, "by the name of its people on the first page"),
        (&|| most_named(evidence.clean), "named far more often than any other"),
    ])
}

/// The words of a text that may name a people.
fn capitalised(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.filter(|word| word.len() > 3 && word.starts_with(char::is_uppercase))
}

fn is_people_of(country: &Country, word: &str) -> bool {
    country.demonyms.iter().any(|people| people == word)
}

/// The country whose people or government `text` names first: "the Norwegian Government".
fn people(text: &str) -> Option<&'static Country> {
    let of_word = |word| countries::all().iter().find(|country| is_people_of(country, word));
    capitalised(text).find_map(of_word)
}

/// How often a text names the people of the country that it is about, at least. One that names
/// them once, as "the Norwegian minister who came", is about something else.
const PEOPLE_NAMED: usize = 3;

/// Whether the text goes on to name the people of a country.
fn names_people_often(clean: &CleanText, country: &Country) -> bool {
    let blocks = clean.blocks.iter().take_while(|block| block.span.start.get() < SEARCHED);
    let named = blocks.flat_map(|block| capitalised(block.span.of(&clean.text)));
    let often = named.filter(|word| is_people_of(country, word)).take(PEOPLE_NAMED).count();
    often == PEOPLE_NAMED
}

/// A look for something, and where it looks, in words for the user.
type Look<'a, T> = (&'a dyn Fn() -> Option<T>, &'a str);

/// What the first look finds that finds anything; the later ones, some of them long, are not taken.
fn first_guess<T>(looks: &[Look<'_, T>]) -> Option<Guess<T>> {
    looks.iter().find_map(|(look, why)| Some(Guess::new(look()?, *why)))
}

/// Headings that are countries in a file before it is about no single one.
const MANY: usize = 8;

/// Whether the file's headings name many countries.
fn heads_many(clean: &CleanText) -> bool {
    let headings = clean.blocks.iter().filter(|block| block.kind.is_heading());
    let mut codes: Vec<&str> = headings
        .filter_map(|block| countries::named_by(block.span.of(&clean.text)))
        .map(|country| country.code.as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len() >= MANY
}

/// Text that is searched for the countries it names.
const SEARCHED: usize = 400_000;

/// The country that the text is plainly about.
fn most_named(clean: &CleanText) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let blocks = clean.blocks.iter().take_while(|block| block.span.start.get() < SEARCHED);
    for block in blocks {
        for country in countries::named_in(block.span.of(&clean.text)) {
            *counts.entry(country.name.as_str()).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, &str)> = counts.into_iter().map(|(n, c)| (c, n)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let (most, name) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(count, _)| *count);
    (most >= 5 && most >= 2 * second).then(|| name.to_owned())
}

/// What a report says of itself comes before what the shape of its title makes likely.
fn publisher(evidence: &Evidence<'_>) -> Option<Guess<String>> {
    let declared = evidence.declared;
    let margins = declared.margins.join("\n");
    let cover = evidence.cover.join("\n");
    let title = evidence.title.unwrap_or("");
    let known = |publisher: &publishers::Publisher| publisher.name.clone();
    let site = declared.site.as_deref();
    let address = declared.address.as_deref();
    let handed_in = stated::is_handed_in(&cover) && symbols::own(evidence).is_none();
    let named = |text: &str| publishers::named_in(text, handed_in).map(known);
    let series = |text: &str| publishers::of_series(text).filter(|p| !(handed_in && p.receives));
    // A name that is known in another form is shown in its usual one.
    let usual = |name: String| named(&name).unwrap_or(name);
    let author = || stated::author_of_paper(&cover).filter(|_| handed_in).map(usual);
    let headings = || {
        let blocks = evidence.clean.blocks.iter().filter(|block| block.kind.is_heading());
        let words = blocks.take(HEADINGS).map(|block| block.span.of(&evidence.clean.text));
        publishers::of_headings(words).map(known)
    };
    let lines = || evidence.cover.iter().flat_map(|words| words.lines());
    let line = || publishers::of_lines(lines()).map(known);
    let symbol = || symbols::own(evidence).and_then(series).map(known);
    first_guess(&[
        (&|| address.and_then(publishers::of_address).map(known), "by the page's address"),
        (&symbol, "by its document symbol"),
        (&|| publishers::of_file(evidence.file).map(known), "in the file name"),
        (&|| site.and_then(named), "by the page's site"),
        (&|| stated::publisher_of_imprint(&cover).map(usual), "in its imprint"),
        (&author, "on the first page"),
        (&|| series(title).map(known), "by its title"),
        (&|| series(&margins).map(known), "in the page heads"),
        (&|| named(&margins), "in the page heads"),
        (
            &|| site.filter(|site| !publishers::is_library(site)).map(str::to_owned),
            "by the page's site",
        ),
        (
            &|| publishers::of_title(title).filter(|p| !(handed_in && p.receives)).map(known),
            "by the shape of its title",
        ),
        (&|| series(&cover).map(known), "on the first page"),
        (&|| named(&cover), "on the first page"),
        (&line, "by a line on the first page"),
        (&headings, "by its headings"),
    ])
}

/// Headings that are looked at for those of a publisher's reports.
const HEADINGS: usize = 60;

#[cfg(test)]
mod tests;

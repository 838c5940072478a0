//! What a report plainly states about itself though no list knows it: a country by the shape of its
//! title, a publisher by its imprint or its site.

use regex::Regex;
use std::sync::LazyLock;

/// "Norvania 2031 Human Rights Report", "Norvania: Events of 2031": a name in capitals, then the
/// year or the words that such titles have.
static COUNTRY_TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r"^(\p{Lu}[\p{L}’'-]+(?: (?:and|of|the|\p{Lu}[\p{L}’'-]+)){0,4})";
    Regex::new(&format!(r"{name}(?: \d{{4}} (?i:human rights)|: (?i:events of) \d{{4}})")).ok()
});

/// "Publisher: Office for Reports", "Published by the Office for Reports".
static IMPRINT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)^(?:Publisher:|Publisher\t|Published by:?)\s*(?:the )?(\p{Lu}[^\n.;•|]{2,80})")
        .ok()
});

/// "Submission to the Human Rights Committee", "Alternative report on …": a paper for a body.
static HANDED_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kinds = "submission|submitted|contribution|(?:shadow|alternative|parallel|joint|stakeholder) (?:report|submission)|information (?:for|to) the";
    Regex::new(&format!(r"(?i)\b(?:{kinds})\b")).ok()
});

/// "Submitted by Lantern Rights Watch", "Shadow report by the Office for Reports and others".
static AUTHOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let kinds =
        "(?i:(?:jointly )?(?:submitted|prepared|presented|written)|submission|report|contribution)";
    let name = r"(\p{Lu}[^\n.;•|,(]{2,80})";
    Regex::new(&format!(r"(?m)\b{kinds} (?i:by|from):?\s+(?:[Tt]he )?{name}")).ok()
});

/// Words that end the name of who handed in a paper.
const AFTER_NAME: &[&str] =
    &[" to the ", " for the ", " on the ", " under ", " pursuant ", " in accordance "];

/// Whether a cover tells that the paper was written for a body to which such papers are handed in.
pub fn is_handed_in(cover: &str) -> bool {
    HANDED_IN.as_ref().is_some_and(|pattern| pattern.is_match(cover))
}

/// Who handed in a paper, as its cover names them.
pub fn author_of_paper(cover: &str) -> Option<String> {
    let name = AUTHOR.as_ref()?.captures(cover)?.get(1)?.as_str();
    let end = AFTER_NAME.iter().filter_map(|words| name.find(words)).min();
    Some(name.get(..end.unwrap_or(name.len()))?.trim().to_owned())
}

/// The country that a title of a country report names, whether or not it is on any list.
pub fn country_of_title(title: &str) -> Option<String> {
    let found = COUNTRY_TITLE.as_ref()?.captures(title)?.get(1)?.as_str();
    let shouted = !found.chars().any(char::is_lowercase);
    Some(if shouted { capitalised(found) } else { found.to_owned() })
}

/// The publisher that a report's first page names as such.
pub fn publisher_of_imprint(cover: &str) -> Option<String> {
    Some(IMPRINT.as_ref()?.captures(cover)?.get(1)?.as_str().trim().to_owned())
}

fn capitalised(shouted: &str) -> String {
    let word = |word: &str| -> String {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_string() + &letters.as_str().to_lowercase())
            .unwrap_or_default()
    };
    shouted.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_the_usual_shape_names_its_country() {
        let of = |title| country_of_title(title);
        assert_eq!(of("NORVANIA 2031 HUMAN RIGHTS REPORT").as_deref(), Some("Norvania"));
        assert_eq!(of("East Norvania: Events of 2031").as_deref(), Some("East Norvania"));
        assert_eq!(of("Prisons of the world, 2031"), None);
        assert_eq!(of("Torture: a report"), None);
    }

    #[test]
    fn an_imprint_names_its_publisher() {
        let cover = "Norvania 2031\nPublisher: Office for Reports\nA text.";
        assert_eq!(publisher_of_imprint(cover).as_deref(), Some("Office for Reports"));
        assert_eq!(publisher_of_imprint("They published by night."), None);
    }

    #[test]
    fn a_paper_names_who_handed_it_in() {
        let cover =
            "Norvania\nShadow report submitted by the Lantern Rights Watch to the Committee";
        assert!(is_handed_in(cover));
        assert_eq!(author_of_paper(cover).as_deref(), Some("Lantern Rights Watch"));
        assert_eq!(
            author_of_paper("Prepared by\nOrvan Legal Aid, May 2031").as_deref(),
            Some("Orvan Legal Aid")
        );
        assert_eq!(author_of_paper("They came by night."), None);
        assert!(!is_handed_in("Norvania 2031 Human Rights Report"));
    }
}

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
    Regex::new(r"(?m)^(?:Publisher:|Published by:?)\s+(?:the )?(\p{Lu}[^\n.;•|]{2,80})").ok()
});

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
}

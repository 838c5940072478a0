//! How names are compared: spelling variants of people's names, word order and short forms of
//! bodies' names.

use super::lexicon::{Flags, lexicon};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word without accents and case, and with the choices of transliteration evened out:
/// "Drumayev" and "Drumaev", "Yelnar" and "Elnar", "Maks" and "Max" come out alike.
pub fn fold(word: &str) -> String {
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'y' | 'j' | 'ı' => 'i',
            'w' => 'v',
            'ł' => 'l',
            'ø' => 'o',
            'q' => 'k',
            c => c,
        })
        .collect();
    let plain = plain
        .replace("ks", "x")
        .replace("kh", "h")
        .replace("zh", "z")
        .replace("ou", "u")
        .replace("oo", "u")
        .replace("ee", "i")
        .replace("ph", "f");
    let mut folded: Vec<char> = Vec::with_capacity(plain.len());
    let chars: Vec<char> = plain.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let before = folded.last().copied();
        let next = chars.get(at + 1).copied();
        let glide = *c == 'i' && before.is_none_or(is_vowel) && next.is_some_and(is_vowel);
        let soft =
            *c == 'i' && before.is_some_and(|b| !is_vowel(b)) && matches!(next, Some('e' | 'o'));
        if before == Some(*c) || glide || soft {
            continue;
        }
        folded.push(*c);
    }
    let folded: String = folded.into_iter().collect();
    for ending in ["uli", "kizi", "ogli", "oglu"] {
        if let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.len() >= 4) {
            return stem.to_owned();
        }
    }
    folded
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The consonants of a folded word: what spelling variants share.
pub fn skeleton(word: &str) -> String {
    let folded = fold(word);
    folded
        .chars()
        .enumerate()
        .filter(|(at, c)| *at == 0 && is_vowel(*c) || !is_vowel(*c))
        .map(|(_, c)| match c {
            'c' => 'k',
            c if is_vowel(c) => 'a',
            c => c,
        })
        .collect()
}

/// Whether two single words may be spellings of one name.
pub fn near_words(a: &str, b: &str) -> bool {
    near_folded(&fold(a), &fold(b))
}

/// The same for words that are folded already.
pub fn near_folded(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    allowed > 0 && a.chars().next() == b.chars().next() && strsim::levenshtein(a, b) <= allowed
        // "Drumov" and "Drumova" are two people.
        && a.ends_with('a') == b.ends_with('a')
}

/// The words of a person's name that are no particles, without their articles: "al-Qeshi" and
/// "Qeshi" are one. The number of a ruler is no word of the name.
pub fn name_words(name: &str) -> Vec<&str> {
    let is_nickname = |word: &str| word.starts_with(['“', '"', '(', '‘']);
    let is_number = |word: &str| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    name.split_whitespace()
        .filter(|word| !(is_nickname(word) || is_number(word) && *word != name))
        .filter(|word| word.chars().any(char::is_uppercase))
        .map(without_article)
        .collect()
}

/// "Qeshi" of "al-Qeshi" and "El-Qeshi".
pub fn without_article(word: &str) -> &str {
    match word.split_once('-') {
        Some((article, rest))
            if ARTICLES.iter().any(|known| known.eq_ignore_ascii_case(article))
                && rest.starts_with(char::is_uppercase) =>
        {
            rest
        }
        _ => word,
    }
}

/// Arabic articles as they are written in Latin letters, with what follows drawn in.
const ARTICLES: &[&str] =
    &["al", "el", "ul", "as", "ar", "at", "ad", "an", "az", "es", "er", "ed", "en", "ez", "ash"];

/// Whether two names of several words may be one person's: the words of the shorter one are words
/// of the longer one, in order, initials standing for words.
pub fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    if short.len() == long.len() && short.len() == 2 && reversed(&short, &long) {
        return true;
    }
    let mut at = 0;
    let in_order = short.iter().all(|word| {
        let found = long.iter().skip(at).position(|other| same_name_word(word, other));
        if let Some(found) = found {
            at += found + 1;
        }
        found.is_some()
    });
    // A shorter form leaves out names at the end only where it keeps the first ones (Spanish), so
    // its first word must be the first or its last the last.
    let ends = |x: Option<&&str>, y: Option<&&str>| matches!((x, y), (Some(x), Some(y)) if same_name_word(x, y));
    in_order && (ends(short.first(), long.first()) || ends(short.last(), long.last()))
}

fn reversed(a: &[&str], b: &[&str]) -> bool {
    matches!((a, b), ([a1, a2], [b1, b2]) if fold(a1) == fold(b2) && fold(a2) == fold(b1))
}

fn same_name_word(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| {
        x.trim_end_matches('.').chars().count() == 1 && x.chars().next() == y.chars().next()
    };
    initial(a, b) || initial(b, a) || near_words(a, b)
}

/// How one full name may be another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// All words are the same when transliteration is evened out.
    Equal,
    /// So many words differ in a letter or two.
    Near(usize),
    /// It leaves out words of the longer one.
    Shorter,
    /// It has initials where the other has words.
    Initials,
}

/// A person's name, made ready for many comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonName {
    words: Vec<String>,
    skeletons: Vec<String>,
}

impl PersonName {
    /// Folds the words of `name`.
    pub fn new(name: &str) -> Self {
        let words = name_words(name);
        Self {
            words: words.iter().map(|word| fold(word)).collect(),
            skeletons: words.iter().map(|word| skeleton(word)).collect(),
        }
    }

    /// Whether it has more than one word.
    pub fn is_full(&self) -> bool {
        self.words.len() >= 2
    }

    /// What spelling variants of its last words share.
    pub fn skeletons(&self) -> impl Iterator<Item = &str> {
        let skip = usize::from(self.is_full());
        self.skeletons.iter().skip(skip).map(String::as_str)
    }

    /// How this full name may be another's: the same, a spelling of it, or a shorter one.
    pub fn likeness(&self, longer: &Self) -> Option<Likeness> {
        if self.words.len() > longer.words.len() {
            return None;
        }
        let is_initial =
            |a: &String, b: &String| a.len() == 1 && a != b && b.starts_with(a.as_str());
        let (mut at, mut near, mut initials) = (0, 0, 0);
        for (n, word) in self.words.iter().enumerate() {
            let found = longer
                .words
                .iter()
                .skip(at)
                .position(|other| is_initial(word, other) || near_folded(word, other))?;
            let other = longer.words.get(at + found)?;
            // The first words belong together: "Ana Lopez" is no short form of "Luisa Ana Lopez".
            if n == 0 && found > 0 {
                return None;
            }
            near += usize::from(word != other);
            initials += usize::from(is_initial(word, other));
            at += found + 1;
        }
        let shorter = self.words.len() < longer.words.len();
        Some(match (shorter, initials, near) {
            (_, 1.., _) => Likeness::Initials,
            (true, ..) if near > 1 => return None,
            (true, ..) => Likeness::Shorter,
            (false, 0, 0) => Likeness::Equal,
            (false, 0, near) => Likeness::Near(near),
        })
    }

    /// Whether it ends in the single word of `short`.
    pub fn ends_in(&self, short: &Self) -> bool {
        matches!((self.words.last(), short.words.last()), (Some(a), Some(b)) if near_folded(a, b))
    }
}

/// Whether the capitals of `short` are the first letters of the words of `long`, small words left
/// out or not: "Open Hand Network" and "OHN".
pub fn spells(long: &str, short: &str) -> bool {
    let wanted: Vec<char> = short
        .trim_end_matches('s')
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = long
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''))
        .filter(|w| !w.is_empty())
        .collect();
    let initials = |keep_small: bool| -> Vec<char> {
        words
            .iter()
            .filter(|w| keep_small || w.chars().any(char::is_uppercase) || !is_small(w))
            .filter_map(|w| w.chars().next())
            .flat_map(char::to_lowercase)
            .collect()
    };
    wanted.len() >= 2 && (initials(true) == wanted || initials(false) == wanted)
}

/// Whether `short` may be made of the first syllables of `long`: "PETMEX" of "Petrol Mexicana".
pub fn hints(long: &str, short: &str) -> bool {
    let mut letters =
        long.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).peekable();
    let wanted: Vec<char> =
        short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let first = letters.peek() == wanted.first();
    wanted.len() >= 3 && first && wanted.iter().all(|c| letters.any(|letter| letter == *c))
}

/// Small words of bodies' names, which tell nothing.
pub fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "on"
            | "in"
            | "to"
            | "against"
            | "a"
            | "an"
            | "with"
            | "by"
            | "s"
            | "at"
    )
}

/// Whether the end of a body's name makes it a branch of another: "of Almar Region", "in the city
/// of Velna".
pub fn names_a_region(end: &str) -> bool {
    let mut words = end.split(' ');
    let opens = words.next().is_some_and(|word| matches!(word, "of" | "in" | "for"));
    opens
        && words.any(|word| {
            lexicon().flags(&word.to_lowercase()).any(Flags::PLACE_WORD.with(Flags::CITY))
        })
}

/// Whether a body's name ends in the region that it is a branch for.
pub fn is_branch(name: &str) -> bool {
    name.match_indices(' ').any(|(at, _)| name.get(at + 1..).is_some_and(names_a_region))
}

/// The words of a body's name that matter, evened out and in alphabetical order, so that
/// "Ministry of Trade" and "Trade Ministry" come out alike.
pub fn body_words(name: &str) -> BTreeSet<String> {
    let lower = name
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .replace("co-operation", "cooperation")
        .replace("health care", "healthcare")
        .replace("united nations", "un")
        .replace("united states", "us")
        .replace("u.s.", "us")
        .replace("u.n.", "un")
        .replace("organisation", "organization")
        .replace("labour", "labor")
        .replace("ombudsperson", "ombudsman")
        .replace("ombudswoman", "ombudsman")
        .replace("defence", "defense")
        .replace("centre", "center")
        .replace("programme", "program")
        .replace("republic of", "");
    let mut words: BTreeSet<String> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.strip_suffix("'s").unwrap_or(word).trim_matches('\''))
        .filter(|word| !word.is_empty() && !is_small(word))
        .map(|word| match word {
            "interior" => "internal".to_owned(),
            "affairs" | "ngos" | "ngo" => String::new(),
            word => stem(word),
        })
        .filter(|word| !word.is_empty())
        .collect();
    even_out_ombudsman(&mut words);
    words
}

/// The office of an ombudsman and the ombudsman are one body, and many countries call theirs the
/// commissioner for human rights.
fn even_out_ombudsman(words: &mut BTreeSet<String>) {
    let only = |words: &BTreeSet<String>, allowed: &[&str]| {
        words.iter().all(|w| allowed.contains(&w.as_str()))
    };
    let ombudsman = words.contains("ombudsman")
        && only(words, &["ombudsman", "office", "human", "right", "national"]);
    let commissioner = words.contains("commissioner")
        && words.contains("human")
        && only(words, &["commissioner", "office", "human", "right", "national"]);
    if ombudsman || commissioner {
        *words = ["human", "right", "ombudsman"].map(str::to_owned).into();
    }
}

/// A word without its plural.
fn stem(word: &str) -> String {
    if let Some(base) = word.strip_suffix("ies").filter(|base| base.len() > 2) {
        return format!("{base}y");
    }
    match word.strip_suffix('s') {
        Some(base) if base.len() > 2 && !base.ends_with(['s', 'u', 'i']) => base.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let same = [
            ("Drumayev", "Drumaev"),
            ("Yelnar", "Elnar"),
            ("Maks", "Max"),
            ("Semyonko", "Semenko"),
            ("Iliyasov", "Ilyasov"),
            ("Núñel", "Nunel"),
            ("Qadyrbek", "Kadyrbek"),
        ];
        for (a, b) in same {
            assert!(near_words(a, b), "{a} {b}: {} {}", fold(a), fold(b));
        }
        for (a, b) in [("Drumov", "Drumova"), ("Lann", "Land"), ("Vanek", "Banek")] {
            assert!(!near_words(a, b), "{a} {b}");
        }
    }

    #[test]
    fn people_are_told_apart() {
        assert!(same_person("Ilse Moravec", "Ilsa Moravec") || !near_words("Ilse", "Ilsa"));
        assert!(same_person("I. Moravec", "Ilse Moravec"));
        assert!(same_person("Ana Maria Lopez Vannic", "Ana Lopez Vannic"));
        assert!(!same_person("Ilse Moravec", "Petr Moravec"));
    }

    #[test]
    fn short_names_are_spelled() {
        assert!(spells("Open Hand Network", "OHN"));
        assert!(spells("Bureau of Harbor Trade", "BHT"));
        assert!(spells("public monitoring groups", "PMGs"));
        assert!(!spells("Open Hand", "XYZ"));
    }

    #[test]
    fn branches_are_told_by_their_region() {
        assert!(names_a_region("of Almar Region"));
        assert!(names_a_region("in the city of Velna"));
        assert!(!names_a_region("of Trade and Crafts"));
        assert!(!names_a_region("and the Almar Region"));
        assert!(is_branch("Prosecutor’s Office of Almar Region"));
        assert!(!is_branch("Almar Region Prosecutor’s Office"));
    }

    #[test]
    fn full_names_are_likened() {
        let like = |a: &str, b: &str| PersonName::new(a).likeness(&PersonName::new(b));
        let table = [
            ("Petr Drumayev", "Petr Drumaev", Some(Likeness::Equal)),
            ("Petra Lannic", "Petra Lannit", Some(Likeness::Near(1))),
            ("Ana Moravec", "Ana Maria Moravec", Some(Likeness::Shorter)),
            ("Maria Moravec", "Ana Maria Moravec", None),
            ("A. Moravec", "Ana Moravec", Some(Likeness::Initials)),
            ("Ana Moravec", "A. Moravec", None),
            ("Ivo Moravec", "Ilse Moravec", None),
        ];
        for (a, b, want) in table {
            assert_eq!(like(a, b), want, "{a} / {b}");
        }
    }

    #[test]
    fn word_order_of_bodies_does_not_matter() {
        assert_eq!(body_words("Ministry of Trade"), body_words("Trade Ministry"));
        assert_eq!(
            body_words("Ministry of the Interior"),
            body_words("Ministry of Internal Affairs")
        );
        assert_ne!(body_words("Ministry of Trade"), body_words("Ministry of Health"));
    }
}

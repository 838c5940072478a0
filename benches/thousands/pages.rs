//! Many editions made out of some: the same countries in other years.
//!
//! Every year that a page tells is moved back by as many years as it was used before, a tenth of
//! the paragraphs is left out, another in each edition, numbers change from year to year, and names
//! every few years. So neighbouring years share most of their words, as those of a real series do,
//! people and courts stand in several editions and then give way to others, and there are as many
//! different names as a real folder of this size has.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Changes whenever editions are made otherwise, so that those made before are not taken for them.
const VERSION: u32 = 2;

/// One in so many paragraphs is left out of an edition.
const LEFT_OUT: usize = 10;
/// For so many years a name stands in the editions of its country.
const TERM: usize = 7;
/// Names are the words with a capital that stand in so few pages of a hundred, and that seldom in a
/// page: what stands in more is the name of a country or a word of the field.
const PAGES_IN_100: usize = 1;
const TIMES: usize = 12;

/// A folder of so many pages made out of those in `from`; made once.
pub fn folder(from: &Path, count: usize) -> PathBuf {
    let name = from.file_name().unwrap().to_string_lossy().into_owned();
    let folder = std::env::temp_dir().join(format!("rapporteur-bench-{VERSION}-{name}-{count}"));
    let done = folder.join(".done");
    if done.exists() {
        return folder;
    }
    let mut sources: Vec<PathBuf> =
        fs::read_dir(from).unwrap().flatten().map(|entry| entry.path()).collect();
    sources.retain(|path| path.is_file());
    sources.sort();
    fs::create_dir_all(&folder).unwrap();
    let pages: Vec<String> = sources.iter().map(|path| lossy(&fs::read(path).unwrap())).collect();
    let names = names(&pages);
    for ((at, source), page) in sources.iter().enumerate().zip(&pages) {
        let file = source.file_name().unwrap().to_string_lossy();
        let own = &names[at];
        for (back, _) in (at..count).step_by(sources.len()).enumerate() {
            let file = format!("{back:03}-{}", Edition { back, names: own }.moved(&file));
            fs::write(folder.join(file), Edition { back, names: own }.of(page)).unwrap();
        }
    }
    fs::write(done, "").unwrap();
    folder
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The words of each page that are names of its own.
fn names(pages: &[String]) -> Vec<HashSet<&str>> {
    let mut of_pages: Vec<HashMap<&str, usize>> = Vec::new();
    let mut pages_of: HashMap<&str, usize> = HashMap::new();
    let mut common: HashSet<String> = HashSet::new();
    for page in pages {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for word in parts(page).filter(|part| !part.starts_with('<')).flat_map(words) {
            if word.starts_with(char::is_uppercase) {
                *times.entry(word).or_default() += 1;
            } else if !common.contains(word) {
                common.insert(word.to_owned());
            }
        }
        for word in times.keys() {
            *pages_of.entry(word).or_default() += 1;
        }
        of_pages.push(times);
    }
    let most = 1 + pages.len() * PAGES_IN_100 / 100;
    let is_name = |(word, times): &(&str, usize)| {
        word.len() > 3
            && *times <= TIMES
            && pages_of[word] <= most
            && !common.contains(&word.to_lowercase())
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let own = |times: HashMap<_, _>| times.into_iter().filter(is_name).map(|(word, _)| word);
    of_pages.into_iter().map(|times| own(times).collect()).collect()
}

/// The tags of a page and the text between them.
fn parts(page: &str) -> impl Iterator<Item = &str> {
    page.split_inclusive('>').flat_map(|part| {
        let (text, tag) = part.split_at(part.find('<').unwrap_or(part.len()));
        [text, tag].into_iter().filter(|part| !part.is_empty())
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// An edition of so many years before, and what stands in the page as a name.
struct Edition<'a> {
    back: usize,
    names: &'a HashSet<&'a str>,
}

impl Edition<'_> {
    /// A page as it may have been.
    fn of(&self, page: &str) -> String {
        let mut edition = String::with_capacity(page.len());
        for (at, paragraph) in page.split_inclusive("</p>").enumerate() {
            let kept = match paragraph.split_once("<p") {
                Some((before, _)) if self.back > 0 && (at + self.back).is_multiple_of(LEFT_OUT) => {
                    before
                }
                _ => paragraph,
            };
            for part in parts(kept) {
                let changed =
                    if part.starts_with('<') { self.moved(part) } else { self.told(part) };
                edition.push_str(&changed);
            }
        }
        edition
    }

    /// What is no text, with all years moved back.
    fn moved(&self, words: &str) -> String {
        self.changed(words, str::to_owned, |_, digits| digits.to_owned())
    }

    /// Text with all years moved back, other numbers, and other names.
    fn told(&self, text: &str) -> String {
        let word = |word: &str| self.name(word).unwrap_or_else(|| word.to_owned());
        self.changed(text, word, |before, digits| {
            // After a "#" it is the number of a letter.
            match digits.parse::<usize>() {
                _ if before.ends_with('#') => digits.to_owned(),
                // Days of a month stay such days.
                Ok(number @ 10..=28) => (10 + (number + self.back * 3) % 19).to_string(),
                Ok(number @ 29..=99) => (29 + (number + self.back * 3) % 71).to_string(),
                Ok(number @ 100..=999) => format!("{:03}", 100 + (number + self.back * 7) % 900),
                _ => digits.to_owned(),
            }
        })
    }

    /// Words and numbers changed, and years moved back.
    fn changed(
        &self,
        text: &str,
        word: impl Fn(&str) -> String,
        number: impl Fn(&str, &str) -> String,
    ) -> String {
        let mut changed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (before, from) = rest.split_at(start);
            changed.push_str(before);
            let is_number = from.starts_with(|c: char| c.is_ascii_digit());
            let same = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == is_number;
            let (run, after) = from.split_at(from.find(|c| !same(c)).unwrap_or(from.len()));
            match run.parse::<usize>() {
                _ if self.back == 0 => changed.push_str(run),
                Ok(year @ 1960..=2029) => write!(changed, "{}", year - self.back).unwrap(),
                Ok(_) => changed.push_str(&number(before, run)),
                Err(_) => changed.push_str(&word(run)),
            }
            rest = after;
        }
        changed + rest
    }

    /// The name that stood in the place of a name so many years before.
    fn name(&self, word: &str) -> Option<String> {
        let began =
            word.bytes().fold(7, |sum: usize, byte| sum.wrapping_mul(31) + usize::from(byte));
        let holders = (self.back + began % TERM) / TERM;
        if holders == 0 || !self.names.contains(word) {
            return None;
        }
        let turned = |letter: char| {
            let within = |ring: &'static str, by: usize| {
                let at = ring.find(letter.to_ascii_lowercase())?;
                let other = ring.chars().cycle().nth(at + by)?;
                Some(if letter.is_uppercase() { other.to_ascii_uppercase() } else { other })
            };
            within("aeiou", holders % 5).or_else(|| within("lnrst", holders / 5)).unwrap_or(letter)
        };
        Some(word.chars().map(turned).collect())
    }
}

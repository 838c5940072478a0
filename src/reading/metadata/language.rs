//! The language of a report, by the statistics of `whatlang`.

use super::Declared;
use crate::reading::draft::CleanText;
use crate::report::Guess;
use whatlang::{Info, Lang, Script, detect};

/// Letters that the detector is shown.
const SHOWN: usize = 12_000;
/// Fewer letters than this tell nothing.
const FEWEST: usize = 60;

/// The language of the text; where there is too little of it, the one that the file declares.
pub fn of(clean: &CleanText, declared: &Declared) -> Option<Guess<String>> {
    let mut sample = String::new();
    // Headings and covers hold names more than words: paragraphs come first, from the middle on.
    let middle = clean.blocks.len() / 3;
    let blocks = clean.blocks.iter().skip(middle).chain(clean.blocks.iter().take(middle));
    for block in blocks.filter(|block| !block.kind.is_heading()) {
        sample.push_str(block.span.of(&clean.text));
        sample.push('\n');
        if sample.len() >= SHOWN {
            break;
        }
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST).count();
    // A little text in another script is plainly not English, whichever language it is.
    let sure = |info: &Info| info.is_reliable() || info.script() != Script::Latin;
    let detected = detect(&sample).filter(|info| letters >= FEWEST && sure(info));
    if let Some(code) = detected.map(|info| iso_639_1(info.lang())) {
        return Some(Guess::new(code.to_owned(), "by its words"));
    }
    let code = declared.language.as_deref()?.split(['-', '_']).next()?.to_lowercase();
    (code.len() == 2).then(|| Guess::new(code, "as the file declares"))
}

/// The English name of a language by its ISO 639-1 code, or the code itself.
pub fn name(code: &str) -> &str {
    Lang::all().iter().find(|lang| iso_639_1(**lang) == code).map_or(code, |l| l.eng_name())
}

/// Two-letter codes (ISO 639-1) of the languages that the detector knows.
fn iso_639_1(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Por => "pt",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Mkd => "mk",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Pan => "pa",
        Lang::Guj => "gu",
        Lang::Mar => "mr",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Sin => "si",
        Lang::Nep => "ne",
        Lang::Mya => "my",
        Lang::Khm => "km",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Amh => "am",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Aka => "ak",
        Lang::Afr => "af",
        Lang::Cat => "ca",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        Lang::Yid => "yi",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names() {
        assert_eq!(name("ru"), "Russian");
        assert_eq!(name("xx"), "xx");
    }
}

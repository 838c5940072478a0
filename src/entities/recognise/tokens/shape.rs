//! What the letters of a word say: capitals, acronyms, mixed words, and what the lists know of it.

use super::Shape;
use crate::entities::lexicon::{Flags, Lexicon};

/// Completes the shape of a word and tells what it may be.
pub fn describe(written: &str, shape: &mut Shape, lexicon: &Lexicon, lower: &mut String) -> Flags {
    lower.clear();
    lower.extend(
        written.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
    );
    let mut flags = lexicon.flags(lower);
    if let Some((_, last)) = lower.rsplit_once('-') {
        let last = lexicon.flags(last);
        if last.any(Flags::PEOPLE) {
            flags = flags.with(Flags::PEOPLE);
        }
        // "the singer-songwriter Ilse Moravec"
        if last.any(Flags::ROLE) && !written.contains(char::is_uppercase) {
            flags = flags.with(Flags::ROLE);
        }
    }
    let Some(first) = written.chars().next() else { return flags };
    if first.is_numeric() {
        shape.add(Shape::NUMBER);
        return flags;
    }
    if first.is_uppercase() {
        if is_compound_adjective(written) {
            return flags;
        }
        shape.add(Shape::CAPITAL);
    } else if let Some((article, name)) = written.split_once(['-', '’', '\'']) {
        let particle = lexicon.flags(article).any(Flags::PARTICLE) || article.len() <= 2;
        if particle && name.chars().next().is_some_and(char::is_uppercase) {
            shape.add(Shape::CAPITAL);
        }
    }
    if shape.0 & Shape::CAPITAL.0 == 0 {
        return flags;
    }
    add_case_shape(written, shape);
    if lexicon.is_common(lower) {
        flags = flags.with(Flags::COMMON);
    }
    if lexicon.ends_like_family(lower) {
        flags = flags.with(Flags::FAMILY_ENDING);
    }
    flags
}

/// "Velna-based", "State-owned": adjectives, though they begin with a capital.
fn is_compound_adjective(written: &str) -> bool {
    const LAST: &[&str] = &[
        "based",
        "owned",
        "run",
        "language",
        "controlled",
        "affiliated",
        "backed",
        "led",
        "born",
        "related",
        "linked",
        "speaking",
        "style",
        "era",
        "wide",
        "sponsored",
        "funded",
        "registered",
        "educated",
        "appointed",
        "dominated",
        "occupied",
        "held",
        "administered",
        "majority",
        "country",
        "operated",
        "trained",
        "aligned",
        "supported",
        "inspired",
        "made",
    ];
    written.rsplit_once(['-', '‑']).is_some_and(|(_, last)| {
        LAST.contains(&last)
            || last.starts_with(char::is_lowercase) && last.len() > 4 && last.ends_with("ed")
    })
}

/// Tells acronyms ("OSCE", "NGOs", "MS-13") and mixed words ("`OrVaCom`") from plain ones.
fn add_case_shape(written: &str, shape: &mut Shape) {
    if shape.0 & (Shape::DOMAIN.0 | Shape::INITIAL.0 | Shape::ACRONYM.0) != 0 {
        return;
    }
    let upper = written.chars().filter(|c| c.is_uppercase()).count();
    let lower = written.chars().filter(|c| c.is_lowercase()).count();
    let plural_s = written.ends_with('s') && lower == 1;
    if upper >= 2 && (lower == 0 || plural_s) && written.chars().count() <= 12 {
        shape.add(Shape::ACRONYM);
        return;
    }
    let mut last_lower = false;
    let mut inner = false;
    for c in written.chars() {
        inner |= last_lower && c.is_uppercase();
        last_lower = c.is_lowercase();
    }
    let prefixed =
        ["Mc", "Mac", "De", "Di", "O’", "O'", "Le", "La", "El", "Al", "Van"].iter().any(|p| {
            written.strip_prefix(p).is_some_and(|rest| {
                rest.chars().next().is_some_and(char::is_uppercase)
                    && rest.chars().skip(1).all(char::is_lowercase)
            })
        });
    let leading = written.chars().take_while(|c| c.is_uppercase()).count();
    if (inner || (leading >= 3 && lower >= 2)) && !prefixed && !written.contains(['-', '’', '\''])
    {
        shape.add(Shape::MIXED);
    }
}

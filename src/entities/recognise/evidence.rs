//! What speaks for a run of capitalised words being a person's name or a body's.
//!
//! Each rule is small, has a name, and weighs one kind of evidence; [`person`] and [`body`] add
//! them up. The weights were set by hand and by measurement; a sum of [`PERSON_ENOUGH`] says that
//! this one place is enough to take the words for a person.

use super::candidate::Candidate;
use super::tokens::{Shape, Tokens};
use crate::entities::lexicon::{Flags, Lexicon};
use std::collections::HashSet;

/// A sum of this or more takes several words for a person's name.
pub const PERSON_ENOUGH: f32 = 1.4;
/// A sum of this or more takes a single word for a person's name.
pub const SINGLE_ENOUGH: f32 = 1.5;

/// Everything a rule may look at.
pub struct Scene<'a, 't> {
    /// The report's tokens.
    pub tokens: &'a Tokens<'t>,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// The words that the report writes in lower case somewhere.
    pub lower_words: &'a HashSet<&'t str>,
    /// First token of the run.
    pub first: usize,
    /// The token after the run.
    pub end: usize,
    /// Whether a title stands before the run.
    pub titled: bool,
}

/// One rule: its name and what it adds.
type Rule = (&'static str, fn(&Scene<'_, '_>) -> f32);

/// The rules that speak for or against a person.
pub const PERSON_RULES: &[Rule] = &[
    ("title before", title_before),
    ("role before", role_before),
    ("given name first", given_name_first),
    ("family name last", family_name_last),
    ("no ordinary words", no_ordinary_words),
    ("ordinary words", ordinary_words),
    ("acts as a person", acts_as_a_person),
    ("described after", described_after),
    ("age after", age_after),
    ("office and comma before", office_and_comma),
    ("kin of", kin_after_possessive),
    ("article before", article_before),
    ("in quotation marks", in_quotation_marks),
    ("place preposition before", place_preposition),
    ("place words inside", place_inside),
    ("too long", too_long),
    ("particle or initial inside", particle_inside),
];

/// The rules that speak for a body.
pub const BODY_RULES: &[Rule] = &[
    ("kind of body before", kind_before),
    ("kind of body after", kind_after),
    ("described as a body", described_as_body),
    ("mixed capitals", mixed_capitals),
    ("company ending", company_ending),
    ("broadcaster", broadcaster),
    ("has members", has_members),
];

/// The sum of the rules for a person.
pub fn person(scene: &Scene<'_, '_>) -> f32 {
    PERSON_RULES.iter().map(|(_, rule)| rule(scene)).sum()
}

/// The sum of the rules for a body.
pub fn body(scene: &Scene<'_, '_>) -> f32 {
    BODY_RULES.iter().map(|(_, rule)| rule(scene)).sum()
}

impl Scene<'_, '_> {
    fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether the capitalised word at `i` is an ordinary one, here or elsewhere in the report.
    pub fn is_ordinary(&self, i: usize) -> bool {
        let token = self.tokens.at(i);
        if token.any(Flags::GIVEN.with(Flags::FAMILY)) && !token.any(Flags::PLACE_WORD) {
            return false;
        }
        token.any(Flags::COMMON) && !token.is(Shape::INITIAL)
            || self.lower_words.contains(self.tokens.word(i).to_lowercase().as_str())
                && !token.any(Flags::PARTICLE)
    }

    fn ordinary(&self) -> usize {
        (self.first..self.end)
            .filter(|i| self.tokens.at(*i).is(Shape::CAPITAL) && self.is_ordinary(*i))
            .count()
    }

    /// Where the words before the run end: before an opening quotation mark.
    fn left(&self) -> usize {
        let quoted = self.first > 0 && self.tokens.opens_quote(self.first - 1);
        if quoted { self.first - 1 } else { self.first }
    }

    /// Where the words after the run begin: after a closing quotation mark.
    fn right(&self) -> usize {
        let tokens = self.tokens;
        let comma = tokens.reads(self.end, ",") && tokens.closes_quote(self.end + 1);
        if self.left() < self.first && comma {
            self.end + 2
        } else if self.left() < self.first && tokens.closes_quote(self.end) {
            self.end + 1
        } else {
            self.end
        }
    }

    fn is_quoted(&self) -> bool {
        self.left() < self.first && self.right() > self.end
    }
}

/// "President Moravec", "Judge Ilse Moravec".
fn title_before(scene: &Scene<'_, '_>) -> f32 {
    if scene.titled { 2.0 } else { 0.0 }
}

/// "activist Ilse Moravec", "her brother Tomas".
fn role_before(scene: &Scene<'_, '_>) -> f32 {
    let before = scene.tokens.before(scene.left(), 1);
    let role = before.is_lower() && before.any(Flags::ROLE) && !before.is(Shape::POSSESSIVE);
    if role && scene.tokens.follows(scene.left()) { 2.0 } else { 0.0 }
}

/// "Elena Drumov", from the list of given names.
fn given_name_first(scene: &Scene<'_, '_>) -> f32 {
    let first = scene.tokens.at(scene.first);
    let hyphened = scene.tokens.word(scene.first).to_lowercase();
    let part_given = hyphened
        .split_once('-')
        .is_some_and(|(part, _)| scene.lexicon.flags(part).any(Flags::GIVEN));
    if scene.len() < 2 || !(first.any(Flags::GIVEN) || part_given) {
        return 0.0;
    }
    if first.any(Flags::COMMON) || first.is_placelike() { 0.7 } else { 1.5 }
}

/// "Ilse Drumova", by an ending that family names have, or a frequent family name.
fn family_name_last(scene: &Scene<'_, '_>) -> f32 {
    let last = scene.tokens.at(scene.end - 1);
    let family = last.any(Flags::FAMILY)
        || last.any(Flags::FAMILY_ENDING) && !scene.is_ordinary(scene.end - 1);
    let given = last.any(Flags::GIVEN) && !last.any(Flags::COMMON);
    match (scene.len() >= 2, family, given) {
        (true, true, _) => 1.0,
        (true, false, true) => 0.7,
        _ => 0.0,
    }
}

/// Two or more words, none of them English.
fn no_ordinary_words(scene: &Scene<'_, '_>) -> f32 {
    if scene.len() >= 2 && scene.ordinary() == 0 { 1.0 } else { 0.0 }
}

/// English words speak against a name: "Open Hand".
fn ordinary_words(scene: &Scene<'_, '_>) -> f32 {
    match scene.ordinary() {
        0 => 0.0,
        #[expect(clippy::cast_possible_truncation, reason = "a run has a dozen words at most")]
        count if scene.len() >= 2 => -1.2 * f32::from(count as u8),
        _ if scene.titled => -0.3,
        _ => -2.0,
    }
}

/// "Moravec said", "Ilse Moravec died".
fn acts_as_a_person(scene: &Scene<'_, '_>) -> f32 {
    let next = scene.tokens.at(scene.end);
    if scene.tokens.before(scene.end, 1).is(Shape::POSSESSIVE) || !next.is_lower() {
        return 0.0;
    }
    let single = if scene.len() == 1 { 0.5 } else { 1.0 };
    if next.any(Flags::HUMAN_VERB) {
        single
    } else if next.any(Flags::DOING_VERB) {
        0.4 * single
    } else {
        0.0
    }
}

/// "Ilse Moravec, a lawyer", "Ilse Moravec, who fled", "Ilse Moravec, former head".
fn described_after(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    if !tokens.reads(scene.end, ",") || scene.len() < 2 {
        return 0.0;
    }
    let next = scene.end + 1;
    if tokens.is_one_of(next, &["who", "whose", "whom"]) {
        return 1.2;
    }
    let role = (next..next + 6)
        .take_while(|i| !tokens.at(*i).is(Shape::MARK | Shape::EDGE))
        .any(|i| tokens.at(i).is_lower() && tokens.at(i).any(Flags::ROLE));
    if role {
        1.2
    } else if tokens.is_one_of(next, &["a", "an", "the", "then", "former"]) {
        0.3
    } else {
        0.0
    }
}

/// "Ilse Moravec, 34, fell", "Ilse Moravec (34)", "22-year-old Ilse Moravec".
fn age_after(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let age = |i: usize| {
        tokens.at(i).is(Shape::NUMBER) && matches!(tokens.word(i).parse::<u8>(), Ok(3..=99))
    };
    let after = tokens.is_one_of(scene.end, &[",", "("])
        && age(scene.end + 1)
        && tokens.is_one_of(scene.end + 2, &[",", ")"]);
    let aged = tokens.reads(scene.end, ",") && tokens.reads(scene.end + 1, "age")
        || tokens.reads(scene.end, ",") && tokens.reads(scene.end + 1, "aged");
    let before = tokens.word_before(scene.first, 1).ends_with("year-old");
    if after || aged || before { 1.6 } else { 0.0 }
}

/// "the head of the miners’ union, Ilse Moravec, said".
fn office_and_comma(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    if tokens.word_before(scene.first, 1) != "," || !(tokens.is_one_of(scene.end, &[",", ".", ";"]))
    {
        return 0.0;
    }
    let role = (2..26)
        .take_while(|back| !tokens.before(scene.first, *back).is(Shape::MARK | Shape::EDGE))
        .any(|back| tokens.before(scene.first, back).any(Flags::ROLE.with(Flags::TITLE)));
    let kin = tokens.before(scene.first, 2).any(Flags::KIN) && tokens.reads(scene.end, ",");
    match (role, kin, scene.len() >= 2) {
        (_, true, _) => 1.6,
        (true, _, true) => 1.2,
        _ => 0.0,
    }
}

/// "Moravec’s wife", "Ilse Moravec’s lawyer".
fn kin_after_possessive(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let owner = tokens.before(scene.end, 1).is(Shape::POSSESSIVE);
    let body = tokens.is_one_of(
        scene.end,
        &["lawyer", "lawyers", "death", "body", "family", "relatives", "house", "home", "arrest"],
    );
    if owner && (tokens.at(scene.end).any(Flags::KIN) || body) { 1.2 } else { 0.0 }
}

/// People’s names have no article.
fn article_before(scene: &Scene<'_, '_>) -> f32 {
    let the = matches!(
        scene.tokens.word_before(scene.left(), 1),
        "the" | "The" | "a" | "an" | "this" | "each" | "any"
    );
    if the && !scene.titled { -2.0 } else { 0.0 }
}

/// What stands in quotation marks is hardly a person.
fn in_quotation_marks(scene: &Scene<'_, '_>) -> f32 {
    if scene.is_quoted() { -1.5 } else { 0.0 }
}

/// "in Velna", "near Old Harbor".
fn place_preposition(scene: &Scene<'_, '_>) -> f32 {
    let before = scene.tokens.before(scene.left(), 1);
    let place = before.any(Flags::PLACE_PREPOSITION) && before.is_lower();
    let given = scene.tokens.at(scene.first).any(Flags::GIVEN)
        && !scene.tokens.at(scene.first).any(Flags::CITY);
    match (place && !scene.titled, given && scene.len() >= 2) {
        (true, false) => -1.5,
        (true, true) => -0.5,
        _ => 0.0,
    }
}

/// "Velna Harbor", "Velna province", "Lake Velna".
fn place_inside(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let last = tokens.at(scene.end - 1);
    let first = tokens.at(scene.first);
    let after = tokens.at(scene.end);
    let owner = last.is(Shape::POSSESSIVE);
    if !owner
        && after.any(Flags::PLACE_WORD)
        && tokens.follows(scene.end)
        && !after.any(Flags::HUMAN_VERB)
    {
        return -4.0;
    }
    if last.any(Flags::PLACE_WORD) && !last.any(Flags::FAMILY)
        || first.any(Flags::PLACE_WORD) && !first.any(Flags::GIVEN)
    {
        return -2.0;
    }
    if scene.titled {
        return 0.0;
    }
    let placelike = last.is_placelike() && !last.any(Flags::GIVEN.with(Flags::FAMILY))
        || first.is_placelike() && !first.any(Flags::GIVEN);
    match (placelike, scene.len()) {
        (false, _) => 0.0,
        (true, 1) => -4.0,
        (true, _) => -1.0,
    }
}

/// Few names have more than five words.
fn too_long(scene: &Scene<'_, '_>) -> f32 {
    if scene.len() > 5 && !scene.titled { -2.0 } else { 0.0 }
}

/// "Omar bin Salim", "John R. Vann": places and bodies seldom look so.
fn particle_inside(scene: &Scene<'_, '_>) -> f32 {
    let inside = (scene.first + 1..scene.end).any(|i| {
        let token = scene.tokens.at(i);
        token.is(Shape::INITIAL)
            || matches!(
                scene.tokens.word(i),
                "bin" | "ibn" | "bint" | "ould" | "Ould" | "Abu" | "Abdul"
            )
    });
    if inside && scene.len() >= 3 { 0.7 } else { 0.0 }
}

/// "the newspaper Aurora", "the NGO Open Hand", "NGO “Open Hand”".
fn kind_before(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let before = tokens.before(scene.left(), 1);
    let word = tokens.word_before(scene.left(), 1);
    let cue = before.any(Flags::CUE_BEFORE)
        && (before.is_lower() || word.starts_with("NGO"))
        && !before.is(Shape::POSSESSIVE);
    let ordinary_word = scene.len() == 1 && scene.ordinary() > 0 && !scene.is_quoted();
    let people = tokens.at(scene.first).any(Flags::PEOPLE);
    if cue && !scene.titled && !ordinary_word && !people { 5.0 } else { 0.0 }
}

/// "Aurora newspaper", "the Open Hand party", "Aurora television channel".
fn kind_after(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let next = scene.right();
    if scene.titled || tokens.before(scene.end, 1).is(Shape::POSSESSIVE) || !tokens.follows(next) {
        return 0.0;
    }
    let one = tokens.at(next).is_lower()
        && tokens.at(next).any(Flags::CUE_AFTER)
        && !tokens.is_one_of(
            next + 1,
            &["leader", "member", "members", "leaders", "official", "officials"],
        )
        || tokens.at(next).is_lower()
            && tokens.at(next).any(Flags::CUE_AFTER)
            && scene.ordinary() == 0;
    let two = scene.lexicon.is_cue_of_two(tokens.word(next), tokens.word(next + 1));
    let vague =
        scene.len() == 1 && scene.ordinary() > 0 && tokens.at(scene.first).is(Shape::STARTS);
    let people = (scene.first..scene.end).all(|i| tokens.at(i).is_placelike());
    if (one || two) && !vague && !people { 4.0 } else { 0.0 }
}

/// "Aurora, an independent newspaper", "Open Hand, a local NGO".
fn described_as_body(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let comma = scene.right();
    if !tokens.reads(comma, ",")
        || !tokens.is_one_of(comma + 1, &["a", "an", "the", "another", "one"])
        || scene.titled
    {
        return 0.0;
    }
    let mut i = comma + 2;
    while i < comma + 9 && !tokens.at(i).is(Shape::MARK | Shape::EDGE) {
        if tokens.at(i).any(Flags::ROLE)
            || tokens.is_one_of(i, &["of", "for", "in", "who", "which"])
        {
            return 0.0;
        }
        let cue = tokens.at(i).any(Flags::CUE_BEFORE)
            || tokens.is_one_of(i, &["group", "union", "party", "league"]);
        let next = tokens.at(i + 1);
        if cue && !(next.is_lower() && next.any(Flags::ROLE)) {
            return 3.0;
        }
        i += 1;
    }
    0.0
}

/// "KazTransCom", "eLaw".
fn mixed_capitals(scene: &Scene<'_, '_>) -> f32 {
    let mixed = scene.len() == 1 && scene.tokens.at(scene.first).is(Shape::MIXED);
    if mixed && !scene.titled { 2.0 } else { 0.0 }
}

/// "Velnatelecom", "Ruribank".
fn company_ending(scene: &Scene<'_, '_>) -> f32 {
    const ENDINGS: &[&str] = &[
        "telecom", "bank", "neft", "gaz", "munay", "munai", "prom", "media", "press", "inform",
        "energo", "petrol", "tel",
    ];
    let word = scene.tokens.word(scene.first).to_lowercase();
    let company = scene.len() == 1
        && word.chars().count() >= 8
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
        && scene.ordinary() == 0;
    if company && !scene.titled { 2.0 } else { 0.0 }
}

/// "Radio Aurora".
fn broadcaster(scene: &Scene<'_, '_>) -> f32 {
    let radio = scene
        .tokens
        .is_one_of(scene.first, &["Radio", "Télé", "Tele", "TV", "Grupo", "Editorial", "Televisa"]);
    if radio && scene.len() >= 2 && !scene.is_ordinary(scene.first + 1) { 3.0 } else { 0.0 }
}

/// "Aurora members", "Open Hand supporters".
fn has_members(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let owner = tokens.before(scene.end, 1).is(Shape::POSSESSIVE);
    let members = tokens.is_one_of(
        scene.end,
        &[
            "members",
            "fighters",
            "militants",
            "militiamen",
            "guerrillas",
            "employees",
            "shareholders",
            "staff",
            "insurgents",
        ],
    );
    let people = (scene.first..scene.end).any(|i| tokens.at(i).is_placelike());
    if members && !owner && !scene.titled && !people && scene.ordinary() == 0 { 2.0 } else { 0.0 }
}

/// The scene of a candidate.
pub fn scene<'a, 't>(
    tokens: &'a Tokens<'t>,
    lexicon: &'a Lexicon,
    lower_words: &'a HashSet<&'t str>,
    candidate: &Candidate,
) -> Scene<'a, 't> {
    Scene {
        tokens,
        lexicon,
        lower_words,
        first: candidate.tokens.start,
        end: candidate.tokens.end,
        titled: candidate.title.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::lexicon::lexicon;
    use crate::entities::recognise::runs::RunGrammar;
    use crate::report::Span;

    /// Which rules fire for the run that begins with `word`.
    fn fired(text: &str, word: &str) -> Vec<&'static str> {
        let tokens = Tokens::new(text, &[Span::new(0, text.len())], &[], lexicon());
        let taken = vec![false; tokens.len()];
        let grammar = RunGrammar { tokens: &tokens, lexicon: lexicon(), taken: &taken };
        let first = (0..tokens.len()).find(|i| tokens.reads(*i, word)).unwrap();
        let candidate = grammar.parse(first).0.unwrap();
        let lower_words = HashSet::new();
        let scene = scene(&tokens, lexicon(), &lower_words, &candidate);
        PERSON_RULES
            .iter()
            .chain(BODY_RULES)
            .filter(|(_, rule)| rule(&scene) != 0.0)
            .map(|(name, _)| *name)
            .collect()
    }

    #[test]
    fn each_rule_fires_on_its_shape() {
        let table: &[(&str, &str, &str)] = &[
            ("they met President Moravic there", "President", "title before"),
            ("the activist Ilse Moravic fled", "Ilse", "role before"),
            ("her friend Elena Moravic fled", "Elena", "given name first"),
            ("police beat Ilse Drumova there", "Ilse", "family name last"),
            ("police beat Zulfat Qeshi there", "Zulfat", "no ordinary words"),
            ("they joined Open Hand there", "Open", "ordinary words"),
            ("in May Zulfat Qeshi said so", "Zulfat", "acts as a person"),
            ("police beat Zulfat Qeshi, a lawyer, there", "Zulfat", "described after"),
            ("police beat Zulfat Qeshi, 34, there", "Zulfat", "age after"),
            ("the head of the union, Zulfat Qeshi, fled", "Zulfat", "office and comma before"),
            ("they beat Qeshi’s wife", "Qeshi", "kin of"),
            ("they joined the Qeshi there", "Qeshi", "article before"),
            ("they sang “Qeshi” there", "Qeshi", "in quotation marks"),
            ("they lived in Qeshi then", "Qeshi", "place preposition before"),
            ("they saw Qeshi province then", "Qeshi", "place words inside"),
            ("they saw Omar bin Salim then", "Omar", "particle or initial inside"),
            ("the newspaper Qeshi closed", "Qeshi", "kind of body before"),
            ("the Qeshi party grew", "Qeshi", "kind of body after"),
            ("they sued Qeshi, a local NGO, then", "Qeshi", "described as a body"),
            ("they sued QeshiCom then", "QeshiCom", "mixed capitals"),
            ("they sued Qeshitelecom then", "Qeshitelecom", "company ending"),
            ("they sued Radio Qeshi then", "Radio", "broadcaster"),
            ("two Qeshi fighters fell", "Qeshi", "has members"),
        ];
        for (text, word, rule) in table {
            let fired = fired(text, word);
            assert!(fired.contains(rule), "{text}: {rule} not in {fired:?}");
        }
    }
}

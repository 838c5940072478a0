//! What speaks for or against a run of capitalised words being a person’s name.

use super::{Rule, Scene};
use crate::entities::lexicon::Flags;
use crate::entities::recognise::tokens::Shape;

/// The rules that speak for or against a person.
pub const RULES: &[Rule] = &[
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
    ("suffers as a person", suffers_as_a_person),
    ("fate before", fate_before),
    ("article before", article_before),
    ("in quotation marks", in_quotation_marks),
    ("place preposition before", place_preposition),
    ("place words inside", place_inside),
    ("too long", too_long),
    ("particle or initial inside", particle_inside),
    ("done to before", done_to),
    ("office in lower case before", office_before),
    ("role in brackets before", role_in_brackets),
    ("example of a role", example_of_role),
    ("words of names", words_of_names),
];

/// "President Moravec", "Judge Ilse Moravec".
fn title_before(scene: &Scene<'_, '_>) -> f32 {
    if scene.titled { 2.0 } else { 0.0 }
}

/// "activist Ilse Moravec", "her brother Tomas".
fn role_before(scene: &Scene<'_, '_>) -> f32 {
    let before = scene.tokens.before(scene.left(), 1);
    let role = before.is_lower() && before.any(Flags::ROLE) && !before.is(Shape::POSSESSIVE);
    if !role || !scene.tokens.follows(scene.left()) {
        return 0.0;
    }
    // "the party leader Zulfat Harbor": what is a title as well stands before names only.
    if before.any(Flags::TITLE) && scene.len() >= 2 { 2.7 } else { 2.0 }
}

/// "Elena Drumov", from the list of given names.
fn given_name_first(scene: &Scene<'_, '_>) -> f32 {
    let first = scene.tokens.at(scene.first);
    let hyphened = scene.tokens.word(scene.first).to_lowercase();
    let part_given = hyphened
        .split_once('-')
        .is_some_and(|(part, _)| scene.lexicon.flags(part).any(Flags::GIVEN));
    if scene.len() >= 2 && first.any(Flags::FAMILY) && !first.any(Flags::GIVEN) {
        // "Nguyen Thi Hoa": the family name first.
        return 0.7;
    }
    if scene.len() < 2 || !(first.any(Flags::GIVEN) || part_given) {
        return 0.0;
    }
    if first.any(Flags::COMMON) || first.is_placelike() { 0.7 } else { 1.5 }
}

/// "Ilse Drumova", by an ending that family names have, or a frequent family name.
fn family_name_last(scene: &Scene<'_, '_>) -> f32 {
    let last = scene.tokens.at(scene.end - 1);
    let inner = (scene.first + 1..scene.end)
        .any(|i| scene.tokens.at(i).any(Flags::FAMILY) && scene.tokens.at(i).is(Shape::CAPITAL));
    let family = inner || last.any(Flags::FAMILY_ENDING) && !scene.is_ordinary(scene.end - 1);
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
        count if scene.len() >= 2 => {
            // "Senator Zulfat Harbor": what a title or role stands before is a person all the same.
            let led = count < scene.len() && (scene.titled || role_before(scene) > 2.0);
            let weight = if led { -0.5 } else { -1.2 };
            weight * f32::from(count as u8)
        }
        _ if scene.titled => -0.3,
        _ => -2.0,
    }
}

/// "Moravec said", "Ilse Moravec died".
fn acts_as_a_person(scene: &Scene<'_, '_>) -> f32 {
    // "the chair, Ilse Moravec, said"
    let apposed =
        scene.tokens.word_before(scene.first, 1) == "," && scene.tokens.reads(scene.end, ",");
    let next = scene.tokens.at(scene.end + usize::from(apposed));
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

/// "Drumova was sentenced".
fn suffers_as_a_person(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let verb = scene.end
        + usize::from(
            tokens.is_one_of(scene.end + 1, &["also", "later", "reportedly", "allegedly"]),
        );
    let suffers = tokens.is_one_of(scene.end, &["was", "were"])
        && tokens.at(verb + 1).any(Flags::SUFFERED)
        || tokens.is_one_of(scene.end, &["had", "has"])
            && tokens.reads(scene.end + 1, "been")
            && tokens.at(scene.end + 2).any(Flags::SUFFERED);
    let ending = tokens.at(scene.end - 1).any(Flags::FAMILY_ENDING) && scene.ordinary() == 0;
    match (suffers, ending) {
        (true, true) => 1.4,
        (true, false) => 0.9,
        _ => 0.0,
    }
}

/// "the killing of Ilse Moravec", "charges against Zulfat Qeshi".
fn fate_before(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let preposition = matches!(tokens.word_before(scene.first, 1), "of" | "against");
    if preposition && tokens.before(scene.first, 2).any(Flags::FATE) && scene.len() >= 2 {
        0.8
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
    let article = usize::from(tokens.is_one_of(next, &["a", "an", "the", "then"]));
    let former = article + usize::from(tokens.is_one_of(next + article, &["former", "then"]));
    let at_once = tokens.at(next + former).is_lower()
        && tokens.at(next + former).any(Flags::TITLE)
        && !tokens.at(next + former).any(Flags::WEAK_TITLE);
    if at_once {
        1.7
    } else if role || former > article && article > 0 {
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
        .take_while(|back| {
            let bracket = matches!(tokens.word_before(scene.first, *back), "(" | ")");
            bracket || !tokens.before(scene.first, *back).is(Shape::MARK | Shape::EDGE)
        })
        .any(|back| tokens.before(scene.first, back).any(Flags::ROLE.with(Flags::TITLE)));
    let kin = tokens.before(scene.first, 2).any(Flags::KIN) && tokens.reads(scene.end, ",");
    let at_once = tokens.before(scene.first, 2).is_lower()
        && tokens.before(scene.first, 2).any(Flags::ROLE)
        && !tokens.word_before(scene.first, 2).ends_with('s');
    match (role, kin, scene.len() >= 2) {
        (_, true, _) => 1.6,
        (true, _, true) if at_once => 2.4,
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
        &[
            "lawyer",
            "lawyers",
            "attorney",
            "attorneys",
            "house",
            "home",
            "testimony",
            "health",
            "account",
        ],
    );
    let told = tokens.at(scene.end).any(Flags::KIN.with(Flags::FATE));
    if owner && (told || body) { 1.2 } else { 0.0 }
}

/// "sentenced Ilse Moravec to", "elected Zulfat Qeshi".
fn done_to(scene: &Scene<'_, '_>) -> f32 {
    let before = scene.tokens.before(scene.first, 1);
    let killing =
        before.any(Flags::FATE) && scene.tokens.word_before(scene.first, 1).ends_with("ing");
    let done = before.is_lower()
        && (before.any(Flags::SUFFERED) || killing)
        && scene.tokens.follows(scene.first);
    let ending = scene.tokens.at(scene.end - 1).any(Flags::FAMILY_ENDING);
    match (done && scene.ordinary() < scene.len(), scene.len() >= 2) {
        (true, true) => 1.0,
        (true, false) if ending && scene.ordinary() == 0 => 0.9,
        _ => 0.0,
    }
}

/// "minister of home affairs Ilse Moravec": an office and its field in lower case.
fn office_before(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let field = tokens.before(scene.first, 1);
    if scene.len() < 2
        || !field.is_lower()
        || field.any(Flags::FUNCTION.with(Flags::ROLE))
        || !tokens.follows(scene.first)
    {
        return 0.0;
    }
    let of = (2..6)
        .take_while(|back| tokens.before(scene.first, *back).is_lower())
        .find(|back| matches!(tokens.word_before(scene.first, *back), "of" | "for"));
    let office = of.is_some_and(|back| {
        let office = tokens.before(scene.first, back + 1);
        office.is_lower() && office.any(Flags::TITLE) && !office.any(Flags::WEAK_TITLE)
    });
    if office { 1.4 } else { 0.0 }
}

/// "the head of government (prime minister) Ilse Moravec".
fn role_in_brackets(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let role = tokens.before(scene.first, 2);
    let bracket = tokens.word_before(scene.first, 1) == ")" && tokens.follows(scene.first);
    if bracket && role.is_lower() && role.any(Flags::ROLE) { 1.6 } else { 0.0 }
}

/// Three words and more of which two are given or family names: "Nguyen Thi Hang".
fn words_of_names(scene: &Scene<'_, '_>) -> f32 {
    let names = (scene.first..scene.end)
        .filter(|i| scene.tokens.at(*i).is(Shape::CAPITAL))
        .filter(|i| scene.tokens.at(*i).any(Flags::GIVEN.with(Flags::FAMILY)))
        .filter(|i| !scene.tokens.at(*i).any(Flags::COMMON.with(Flags::FUNCTION)))
        .count();
    if names >= 2 && scene.len() >= 3 { 1.0 } else { 0.0 }
}

/// "two lawmakers–Ilse Moravec and others", "activists, including Zulfat Qeshi".
fn example_of_role(scene: &Scene<'_, '_>) -> f32 {
    let tokens = scene.tokens;
    let mut back = 1;
    let dash = matches!(tokens.word_before(scene.first, 1), "–" | "—");
    while back < 4
        && matches!(tokens.word_before(scene.first, back), "including" | "namely" | "–" | "—" | ",")
    {
        back += 1;
    }
    let listed = dash || matches!(tokens.word_before(scene.first, 1), "including" | "namely");
    let role = tokens.before(scene.first, back);
    let people = role.is_lower() && role.any(Flags::ROLE) && !role.is(Shape::POSSESSIVE);
    if listed && people && scene.len() >= 2 { 1.2 } else { 0.0 }
}

/// People’s names have no article, but where a case is called after one: "the Zulfat Qeshi case".
fn article_before(scene: &Scene<'_, '_>) -> f32 {
    if scene.len() >= 2 && scene.tokens.is_one_of(scene.end, &["case", "trial"]) {
        return 0.0;
    }
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
    // "in Moravec’s case"
    let told = scene.tokens.before(scene.end, 1).is(Shape::POSSESSIVE)
        && scene.tokens.at(scene.end).any(Flags::FATE.with(Flags::KIN));
    let place = before.any(Flags::PLACE_PREPOSITION) && before.is_lower() && !told;
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
    if first.any(Flags::PLACE_FIRST) && !first.any(Flags::GIVEN) {
        return -1.0;
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

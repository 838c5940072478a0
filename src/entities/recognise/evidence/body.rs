//! What speaks for a run of capitalised words being the name of a body.

use super::{Rule, Scene};
use crate::entities::lexicon::Flags;
use crate::entities::recognise::tokens::Shape;

/// The rules that speak for a body.
pub const RULES: &[Rule] = &[
    ("kind of body before", kind_before),
    ("kind of body after", kind_after),
    ("described as a body", described_as_body),
    ("mixed capitals", mixed_capitals),
    ("company ending", company_ending),
    ("broadcaster", broadcaster),
    ("has members", has_members),
];

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
    if scene.titled || ordinary_word || people {
        return 0.0;
    }
    // "the Harbor Party “Dawn”"
    let quoted_head = scene.is_quoted()
        && before.is(Shape::CAPITAL)
        && before.any(Flags::HEAD.with(Flags::END_HEAD));
    // "another union, Dawn, grew"
    let apposed = word == ","
        && tokens.before(scene.left(), 2).is_lower()
        && tokens.before(scene.left(), 2).any(Flags::CUE_BEFORE)
        && !tokens.word_before(scene.left(), 2).ends_with('s')
        && tokens.is_one_of(scene.right(), &[",", "in", "of"]);
    match (cue, quoted_head || apposed) {
        (true, _) => 5.0,
        (_, true) => 3.0,
        _ => 0.0,
    }
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
        let kind = tokens.at(i).is_lower() || tokens.reads(i, "NGO");
        let cue = kind && tokens.at(i).any(Flags::CUE_BEFORE)
            || tokens.reads(i, "think") && tokens.reads(i + 1, "tank");
        let next = tokens.at(i + 1);
        if cue && !(next.is_lower() && next.any(Flags::ROLE)) {
            return 3.0;
        }
        i += 1;
    }
    0.0
}

/// Capitals inside a word, as in "`VelTransCom`", or before its hyphen: "VNF-Oldharbor".
fn mixed_capitals(scene: &Scene<'_, '_>) -> f32 {
    let mixed = scene.len() == 1 && scene.tokens.at(scene.first).is(Shape::MIXED);
    let part = scene.tokens.word(scene.first).split_once('-').is_some_and(|(part, rest)| {
        part.chars().count() >= 3
            && part.chars().all(char::is_uppercase)
            && rest.starts_with(char::is_uppercase)
    });
    if (mixed || part) && !scene.titled { 2.0 } else { 0.0 }
}

/// "Velnatelecom", "Ruribank".
fn company_ending(scene: &Scene<'_, '_>) -> f32 {
    const ENDINGS: &[&str] = &[
        "telecom", "bank", "neft", "gaz", "munay", "munai", "prom", "media", "press", "inform",
        "energo", "petrol",
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

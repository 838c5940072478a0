//! What a word may be.

/// What a word may be, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

flags! {
    /// Articles, prepositions, pronouns and adverbs that begin no name.
    FUNCTION = 0;
    /// Ordinary nouns that often begin a sentence.
    OPENER = 1;
    /// Months and days of the week.
    CALENDAR = 2;
    /// What only people do ("said", "died").
    HUMAN_VERB = 3;
    /// What people and bodies do ("announced").
    DOING_VERB = 4;
    /// Prepositions before places.
    PLACE_PREPOSITION = 5;
    /// Given names.
    GIVEN = 7;
    /// Frequent family names.
    FAMILY = 8;
    /// Small words inside names ("bin", "de").
    PARTICLE = 9;
    /// Titles before names.
    TITLE = 10;
    /// Titles that are other words as well.
    WEAK_TITLE = 11;
    /// Nouns for what a person is.
    ROLE = 12;
    /// Nouns for kin.
    KIN = 13;
    /// Countries of one word.
    COUNTRY = 14;
    /// Words for peoples, faiths and points of the compass.
    PEOPLE = 15;
    /// Cities and other places of one word.
    CITY = 16;
    /// Words that make a place of the name beside them ("province").
    PLACE_WORD = 17;
    /// "Court", "tribunal".
    COURT = 18;
    /// Kinds of courts ("district").
    COURT_KIND = 19;
    /// Head words of bodies that a complement may follow.
    HEAD = 20;
    /// Head words of bodies that stand last.
    END_HEAD = 21;
    /// Bodies of one word.
    ALONE = 22;
    /// Last words that make something else than a body.
    NOT_BODY = 23;
    /// Of those, the ones that a body's name may end in all the same.
    MAY_END = 24;
    /// Nouns before the name of a body.
    CUE_BEFORE = 25;
    /// Nouns after the name of a body.
    CUE_AFTER = 26;
    /// Words whose possessive belongs to a body's name.
    BEARER = 27;
    /// Any ordinary English word.
    COMMON = 28;
    /// Ends as many family names do and few other words.
    FAMILY_ENDING = 29;
    /// Abbreviations whose full stop belongs to them.
    ABBREVIATION = 30;
    /// What is done to people only ("sentenced").
    SUFFERED = 31;
    /// What is told of people ("killing").
    FATE = 32;
    /// First words of places' names ("San").
    PLACE_FIRST = 33;
    /// Head words of other languages, which stand first in a body's name ("Ligue").
    FOREIGN_HEAD = 34;
    /// Words that head a body's name only with a field after them ("Lawyers for Justice").
    START_HEAD = 35;
    /// First words of bodies, places and titles that are known as a whole.
    BEGINS_PHRASE = 36;
}

impl Flags {
    /// Whether any of `other`'s flags is set.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

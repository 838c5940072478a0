//! Which words on scales changed between two wordings of a sentence, and where that leads.
//!
//! A phrase stands for another only at about the same place of what both wordings share. Where the
//! wordings say opposite things, or the same word in another form, no direction is told: a wrong one
//! misleads more than none.

use super::brought_out::{Change, ChangeKind, Direction};
use super::diff::Hunk;
use super::scales::{Told, told};
use super::words::Token;
use crate::report::Span;
use std::ops::Range;

/// How many common words may lie between two phrases of which one stands for the other.
const NEAR: usize = 2;
/// How many words may stand between the parts of a phrase ("several widely read reports").
const SPREAD: usize = 3;
/// How far behind a word what it denies begins.
const DENIED: usize = 2;

/// The stretch of text that words take.
pub(super) fn stretch(words: &[Token]) -> Option<Span> {
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}

/// The stretch of text that a phrase takes.
pub(super) fn span_of(words: &[Token], told: &Told) -> Option<Span> {
    stretch(words.get(told.at.clone())?)
}

/// One wording of a sentence.
struct Wording<'w> {
    words: &'w [Token],
    /// The words that the other wording has not.
    differing: Vec<Range<usize>>,
    /// All its phrases.
    all: Vec<Told>,
    /// Those of them that the other wording has not.
    own: Vec<Told>,
}

impl<'w> Wording<'w> {
    fn new(words: &'w [Token], differing: Vec<Range<usize>>) -> Self {
        let all = told(words);
        Self { words, differing, own: all.clone(), all }
    }

    /// How many words that both wordings share stand before a place.
    fn shared_before(&self, at: usize) -> usize {
        let inside = |hunk: &Range<usize>| hunk.end.min(at).saturating_sub(hunk.start.min(at));
        at - self.differing.iter().map(inside).sum::<usize>()
    }

    /// A stretch of the wording by what both share.
    fn place(&self, at: &Range<usize>) -> Range<usize> {
        self.shared_before(at.start)..self.shared_before(at.end)
    }

    /// Whether the word before a phrase or one right behind it denies what it tells; where `anew` is
    /// asked, one that the other wording has not.
    fn is_denied(&self, phrase: &Told, anew: bool) -> bool {
        let behind = phrase.at.end..phrase.at.end + DENIED;
        self.all.iter().any(|told| {
            let near = behind.contains(&told.at.start) || told.at.end == phrase.at.start;
            told.negates() && near && (!anew || self.differs(told.at.start))
        })
    }

    /// Whether it has a phrase of its own of the same kind at about the place of one of `other`: it
    /// says in its own way how sure or how much.
    fn has_like(&self, phrase: &Told, other: &Wording<'_>) -> bool {
        let place = other.place(&phrase.at);
        // Weights and quantities both say how much.
        let sure = |told: &Told| told.kind() == Some(ChangeKind::Hedge);
        let mut own = self.own.iter().filter(|told| sure(told) == sure(phrase));
        own.any(|told| is_near(&self.place(&told.at), &place))
    }

    /// Whether the other wording has not the word at a place.
    fn differs(&self, at: usize) -> bool {
        self.differing.iter().any(|hunk| hunk.contains(&at))
    }

    /// Whether the word of a phrase of `other` stands here in another form that is no phrase.
    fn has_form_of(&self, phrase: &Told, other: &Wording<'_>) -> bool {
        let Some([word]) = other.words.get(phrase.at.clone()) else { return false };
        let free = |at: usize| !self.all.iter().any(|told| told.at.contains(&at));
        let mut forms = (0..).zip(self.words);
        forms.any(|(at, own)| {
            let near = is_near(&self.place(&(at..at + 1)), &other.place(&phrase.at));
            own.fold == word.fold && own.word != word.word && near && free(at)
        })
    }

    /// Where the words of a phrase of `other` stand here with some between them that say nothing on
    /// a scale.
    fn spread_out(&self, phrase: &Told, other: &Wording<'_>) -> Option<Range<usize>> {
        let wanted = other.words.get(phrase.at.clone()).filter(|words| words.len() > 1)?;
        let (first, rest) = wanted.split_first()?;
        let begins = |at: &usize| self.words.get(*at).is_some_and(|own| own.word == first.word);
        (0..self.words.len()).filter(begins).find_map(|start| {
            let mut end = start + 1;
            for word in rest {
                let gap = self.words.get(end..)?.iter().position(|own| own.word == word.word)?;
                if gap > SPREAD || self.tells_within(end..end + gap) {
                    return None;
                }
                end += gap + 1;
            }
            let near = is_near(&self.place(&(start..end)), &other.place(&phrase.at));
            near.then_some(start..end)
        })
    }

    fn tells_within(&self, at: Range<usize>) -> bool {
        self.all.iter().any(|told| told.at.start < at.end && at.start < told.at.end)
    }
}

fn is_near(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start <= other.end + NEAR && other.start <= one.end + NEAR
}

/// The phrases on scales that one wording has and the other has not, paired where they share a scale.
pub(super) fn shifts(left: &[Token], right: &[Token], hunks: &[Hunk]) -> Vec<Change> {
    let mut before = Wording::new(left, hunks.iter().map(|hunk| hunk.before.clone()).collect());
    let mut after = Wording::new(right, hunks.iter().map(|hunk| hunk.after.clone()).collect());
    before.own.retain(|phrase| match after.own.iter().position(|other| other.is(phrase)) {
        Some(same) => {
            after.own.remove(same);
            false
        }
        None => true,
    });
    without_forms(&mut before, &mut after);
    without_forms(&mut after, &mut before);
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for phrase in std::mem::take(&mut before.own) {
        let place = before.place(&phrase.at);
        let other = after.own.iter().position(|other| {
            phrase.towards(other).is_some() && is_near(&place, &after.place(&other.at))
        });
        match other.map(|at| after.own.remove(at)) {
            Some(other) => found.extend(turned((&before, &phrase), (&after, &other))),
            None => rest.push(phrase),
        }
    }
    before.own = rest;
    found.extend(before.own.iter().filter_map(|phrase| lone(&before, &after, phrase, false)));
    found.extend(after.own.iter().filter_map(|phrase| lone(&after, &before, phrase, true)));
    found
}

/// Takes out what the other wording says in another form of the word or with words in between.
fn without_forms(own: &mut Wording<'_>, other: &mut Wording<'_>) {
    let mut rest = Vec::new();
    for phrase in std::mem::take(&mut own.own) {
        if let Some(there) = other.spread_out(&phrase, own) {
            other.own.retain(|told| !there.contains(&told.at.start));
        } else if !other.has_form_of(&phrase, own) {
            rest.push(phrase);
        }
    }
    own.own = rest;
}

/// A phrase that stands for another.
fn turned(
    (before, phrase): (&Wording<'_>, &Told),
    (after, other): (&Wording<'_>, &Told),
) -> Option<Change> {
    let (kind, direction) = phrase.towards(other)?;
    let opposite = phrase.negates() != other.negates()
        || before.is_denied(phrase, false) != after.is_denied(other, false);
    Some(Change {
        kind,
        before: span_of(before.words, phrase),
        after: span_of(after.words, other),
        direction: direction.filter(|_| !opposite),
    })
}

/// A phrase that the other wording has nothing for.
fn lone(wording: &Wording<'_>, other: &Wording<'_>, phrase: &Told, later: bool) -> Option<Change> {
    let span = span_of(wording.words, phrase);
    // "harsh and at times deadly" that became "harsh" says less: with the word went what it is about.
    let stays = !wording.differs(phrase.at.end);
    let doubtful = wording.is_denied(phrase, true) || other.has_like(phrase, wording);
    let direction = phrase.beside_plain().filter(|_| stays && !doubtful);
    Some(Change {
        kind: phrase.kind()?,
        before: span.filter(|_| !later),
        after: span.filter(|_| later),
        direction: if later { direction } else { direction.map(Direction::back) },
    })
}

#[cfg(test)]
mod tests {
    use super::super::diff::hunks;
    use super::super::words::tokens;
    use super::*;

    /// The directions in which a change of wording leads.
    fn leads(before: &str, after: &str) -> Vec<Direction> {
        let of = |text: &str| tokens(text, Span::new(0, text.len()));
        let (left, right) = (of(before), of(after));
        let changes = shifts(&left, &right, &hunks(&left, &right));
        changes.into_iter().filter_map(|change| change.direction).collect()
    }

    #[test]
    fn a_direction_is_told_where_the_words_leave_no_doubt() {
        use Direction::{Hardened, Softened};
        let table: &[(&str, &str, &[Direction])] = &[
            ("Guards beat two men.", "Guards allegedly beat two men.", &[Softened]),
            ("Judges were slow to act.", "Judges were sometimes slow to act.", &[Softened]),
            ("Guards often beat men.", "Guards routinely beat men.", &[Hardened]),
            ("There were several reports of it.", "There were no reports of it.", &[Softened]),
            ("He was held.", "He was held (see section 5, Alleged Abuses).", &[]),
            ("The supposed spies fled.", "The men, supposedly spies, fled.", &[]),
            (
                "The assembly never failed to confirm them.",
                "The assembly always confirmed them.",
                &[],
            ),
            ("The senate must confirm the minister.", "The senate confirmed the minister.", &[]),
            ("There were several widely read reports.", "There were several reports.", &[]),
            ("Police typically did not act.", "Police sometimes acted.", &[]),
            ("It keeps control of the port.", "It maintained effective control of the port.", &[]),
            ("The warden is below the king.", "The warden reports directly to the king.", &[]),
            ("It was cold and sometimes deadly in winter.", "It was cold in winter.", &[]),
            ("There were no kidnappings.", "Kidnappings were rare.", &[]),
            ("He was tried for suspected theft.", "He was tried for alleged theft.", &[]),
            ("It kept order.", "It kept order and did not always ask.", &[]),
            ("Guards allegedly beat men.", "There were reports that guards beat men.", &[]),
            ("Its aim was peace.", "Its stated aim was peace.", &[]),
            (
                "Velna Watch claimed that men who fled the old fort by sea were shot.",
                "Men who fled the old fort by sea were shot, Lantern Union reported.",
                &[],
            ),
        ];
        for (before, after, want) in table {
            assert_eq!(&leads(before, after), want, "{before} / {after}");
            let back: Vec<Direction> =
                leads(after, before).into_iter().map(Direction::back).collect();
            assert_eq!(&back, want, "{after} / {before}");
        }
    }
}

//! A sentence as the rules look at it: words, the names among them, times.

use super::lexicon::lexicon;
use crate::entities::{EntityKind, ReportEntity};
use crate::language::{self, TimeExpression, Word};
use crate::report::Span;

/// A mention among the words of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The index of the report's entity.
    pub entity: usize,
    pub kind: EntityKind,
    /// The first word of it.
    pub first: usize,
    /// The word after it.
    pub end: usize,
    /// "Moravec’s".
    pub possessive: bool,
    pub span: Span,
}

/// A time expression by its words.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    pub first: usize,
    pub end: usize,
    pub told: TimeExpression,
}

/// A sentence, read.
#[derive(Debug)]
pub struct Reading<'a> {
    pub span: Span,
    pub words: Vec<Word<'a>>,
    lower: Vec<String>,
    /// In text order.
    pub named: Vec<Named>,
    pub times: Vec<Timed>,
    /// For each word the place of its mention in `named`.
    of_word: Vec<Option<usize>>,
}

/// All mentions of a report in text order, to be handed out sentence by sentence.
#[derive(Debug)]
pub struct Mentions {
    all: Vec<(Span, usize, EntityKind)>,
}

impl Mentions {
    pub fn new(entities: &[ReportEntity]) -> Self {
        let mut all: Vec<_> = entities
            .iter()
            .enumerate()
            .flat_map(|(i, entity)| entity.mentions.iter().map(move |span| (*span, i, entity.kind)))
            .collect();
        all.sort_unstable();
        Self { all }
    }

    fn within(&self, span: Span) -> &[(Span, usize, EntityKind)] {
        let from = self.all.partition_point(|(mention, ..)| mention.start < span.start);
        let to = self.all.partition_point(|(mention, ..)| mention.start < span.end);
        self.all.get(from..to).unwrap_or_default()
    }

    /// Whether anybody is named within `span`.
    pub fn has_person(&self, span: Span) -> bool {
        self.within(span).iter().any(|(_, _, kind)| *kind == EntityKind::Person)
    }
}

impl<'a> Reading<'a> {
    pub fn new(text: &'a str, span: Span, mentions: &Mentions) -> Self {
        let words = language::words(text, span);
        let lower: Vec<String> =
            words.iter().map(|word| word.text.to_lowercase().replace('’', "'")).collect();
        let mut of_word = vec![None; words.len()];
        let mut named = Vec::new();
        for (mention, entity, kind) in mentions.within(span) {
            let first = words.partition_point(|word| word.span.end <= mention.start);
            let end = words.partition_point(|word| word.span.start < mention.end);
            let last = end.checked_sub(1).and_then(|last| words.get(last));
            let possessive = last
                .is_some_and(|word| word.text.ends_with("’s") || word.text.ends_with("'s"))
                || matches!(words.get(end).map(|word| word.text), Some("’" | "'"));
            for slot in of_word.get_mut(first..end).unwrap_or_default() {
                *slot = Some(named.len());
            }
            named.push(Named {
                entity: *entity,
                kind: *kind,
                first,
                end,
                possessive,
                span: *mention,
            });
        }
        let times = language::time_expressions(&words)
            .into_iter()
            .map(|told| Timed {
                first: words.partition_point(|word| word.span.end <= told.span.start),
                end: words.partition_point(|word| word.span.start < told.span.end),
                told,
            })
            .collect();
        Self { span, words, lower, named, times, of_word }
    }

    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// The lower-case word at `at`; empty past the end.
    pub fn at(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The lower-case word `back` before `at`; empty before the start.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.at(at))
    }

    pub fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_capitalised)
    }

    /// Whether the word at `at` is in a list of the grammar.
    pub fn is(&self, at: usize, list: &str) -> bool {
        lexicon().is(list, self.at(at))
    }

    pub fn is_mark(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(Word::is_mark)
    }

    /// The mention that the word at `at` belongs to.
    pub fn name_at(&self, at: usize) -> Option<&Named> {
        self.named.get((*self.of_word.get(at)?)?)
    }

    /// The person that the word at `at` names.
    pub fn person_at(&self, at: usize) -> Option<&Named> {
        self.name_at(at).filter(|named| named.kind == EntityKind::Person)
    }

    /// The time expression that ends before `at`.
    pub fn time_before(&self, at: usize) -> Option<&Timed> {
        self.times.iter().find(|time| time.end == at && time.first < at)
    }

    pub fn span_of(&self, first: usize, end: usize) -> Option<Span> {
        let last = self.words.get(end.checked_sub(1)?)?;
        Some(Span { start: self.words.get(first)?.span.start, end: last.span.end })
    }

    /// An adverb or another word that may stand between an auxiliary and its verb.
    pub fn is_between(&self, at: usize) -> bool {
        let word = self.at(at);
        lexicon().is("between", word)
            || lexicon().is("hedges", word)
            || word.len() > 4 && word.ends_with("ly") && !lexicon().is("no_adverbs", word)
    }

    /// Whether the word at `at` is one of the event verbs.
    pub fn is_event_verb(&self, at: usize) -> bool {
        lexicon().verb(self.at(at)).is_some()
    }
}

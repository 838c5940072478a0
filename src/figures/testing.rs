//! For the tests of the rules: a sentence, and one number in it.

use super::context::Sentence;
use super::counted::{Counted, counted};
use super::exclude::{View, excluded};
use super::quantity::{Quantity, quantities};
use super::tokens::Tokens;
use super::{Cues, Figure, FigureKind, Worded, kind};
use crate::language;
use crate::report::Span;

/// What `look` says of the number written `raw` in the sentence `text`, the numbers before it judged
/// as they are in a report. Fails where there is no such number.
pub fn at<T>(text: &str, raw: &str, look: impl Fn(&View<'_>) -> T) -> T {
    let span = Span::new(0, text.len());
    let sentence = Sentence { span, words: language::words(text, span) };
    let tokens = Tokens::new(&sentence);
    let quantities = quantities(&tokens);
    let mut last: Option<(&Quantity, Option<FigureKind>)> = None;
    for (index, quantity) in quantities.iter().enumerate() {
        let view = kind::view(&tokens, quantity, quantities.get(index + 1), last, false);
        if quantity.raw.of(text) == raw {
            return look(&view);
        }
        let kind = excluded(&view).is_none().then(|| kind::kind(&view).0);
        last = Some((quantity, kind));
    }
    panic!("no number {raw} in: {text}");
}

/// The cues of the number written `raw` in the sentence `text`, those of the numbers before it known
/// as they are in a report.
pub fn cues(text: &str, raw: &str) -> Cues {
    let span = Span::new(0, text.len());
    let sentence = Sentence { span, words: language::words(text, span) };
    let tokens = Tokens::new(&sentence);
    let quantities = quantities(&tokens);
    let mut earlier: Vec<Worded> = Vec::new();
    for (index, quantity) in quantities.iter().enumerate() {
        let view = kind::view(&tokens, quantity, quantities.get(index + 1), None, false);
        let Counted { measure, cues, whole } = counted(text, &view, span, &earlier);
        if quantity.raw.of(text) == raw {
            return cues;
        }
        let raw = quantity.raw;
        let figure = Figure { raw, sentence: span, measure, whole, ..Figure::default() };
        earlier.push(Worded { figure, cues });
    }
    panic!("no number {raw} in: {text}");
}

/// The rule that excludes each number of a table, as (sentence, number, rule).
pub fn check_excluded(table: &[(&str, &str, Option<&str>)]) {
    for (text, raw, want) in table {
        assert_eq!(at(text, raw, excluded), *want, "{raw} in: {text}");
    }
}

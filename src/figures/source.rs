//! The body whose count a figure is.

use super::context::Context;

/// The body that the sentence names with "according to".
pub fn resolve(context: &Context<'_>) -> Option<String> {
    let sentence = context.sentence()?;
    let after = sentence.words.iter().position(|w| w.text.eq_ignore_ascii_case("according"))?;
    let at = sentence.words.get(after + 2)?.span;
    let entity = context.entities.iter().find(|entity| {
        entity
            .mentions
            .iter()
            .any(|mention| mention.start >= at.start && mention.start.get() <= at.end.get() + 1)
    })?;
    Some(entity.name.clone())
}

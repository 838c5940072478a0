//! The words of an index that count as a word that is searched for.

use super::distance::Row;
use super::query::{Like, Word};
use tantivy::postings::TermInfo;
use tantivy::termdict::TermDictionary;
use tantivy_fst::Automaton;

/// The words of an index that count as this one.
pub(super) fn like(words: &TermDictionary, word: &Word) -> tantivy::Result<Vec<TermInfo>> {
    let letters = word.letters.as_bytes();
    let mut found = Vec::new();
    match word.like {
        Like::Same => found.extend(words.get(letters)?),
        Like::Prefix => {
            let mut stream = words.range().ge(letters);
            if let Some(end) = after_all(letters) {
                stream = stream.lt(end);
            }
            let mut stream = stream.into_stream()?;
            while stream.advance() {
                found.push(stream.value().clone());
            }
        }
        Like::Fuzzy(most) => {
            let mut stream = words.search(About::new(word, most)).into_stream()?;
            while stream.advance() {
                found.push(stream.value().clone());
            }
        }
    }
    Ok(found)
}

/// The first bytes that come after all that begin with these.
fn after_all(beginning: &[u8]) -> Option<Vec<u8>> {
    let last = beginning.iter().rposition(|byte| *byte < u8::MAX)?;
    let mut after = beginning.get(..=last)?.to_vec();
    if let Some(last) = after.last_mut() {
        *last += 1;
    }
    Some(after)
}

/// Follows the words of an index letter by letter, as long as they are near enough to one word.
struct About {
    letters: Vec<char>,
    most: u8,
}

/// How far what was read is from the word; the bytes of a letter that is not whole yet.
#[derive(Clone)]
struct State {
    row: Row,
    bytes: [u8; 4],
    count: usize,
}

impl About {
    fn new(word: &Word, most: u8) -> Self {
        Self { letters: word.letters.chars().collect(), most }
    }
}

impl Automaton for About {
    type State = State;

    fn start(&self) -> State {
        State { row: Row::first(&self.letters, self.most), bytes: [0; 4], count: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        state.count == 0 && state.row.is_match()
    }

    fn can_match(&self, state: &State) -> bool {
        state.row.can_match()
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = state.clone();
        if let Some(place) = next.bytes.get_mut(next.count) {
            *place = byte;
        }
        next.count += 1;
        let letter = next.bytes.get(..next.count).and_then(|bytes| std::str::from_utf8(bytes).ok());
        if let Some(letter) = letter.and_then(|letter| letter.chars().next()) {
            next.row = state.row.next(&self.letters, letter, self.most);
            next.count = 0;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_bytes_ends_before_the_next() {
        assert_eq!(after_all(b"ab"), Some(b"ac".to_vec()));
        assert_eq!(after_all(&[b'a', 0xff]), Some(b"b".to_vec()));
        assert_eq!(after_all(&[0xff]), None);
    }
}

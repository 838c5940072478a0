//! Places in a report's clean text.

use serde::{Deserialize, Serialize};

/// A place in a report's clean text, in bytes from its start.
///
/// Kept in 32 bits: a report is refused before its text reaches 4 GiB.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Offset(u32);

impl Offset {
    /// The offset of byte `at`; places beyond 4 GiB stand at the last one that fits.
    pub fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// The offset as an index of bytes.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// A range of a report's clean text, `start` included, `end` not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte of the range.
    pub start: Offset,
    /// First byte after the range.
    pub end: Offset,
}

impl Span {
    /// The range from byte `start` to before byte `end`; an inverted range is empty at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: Offset::new(start), end: Offset::new(end.max(start)) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.get().saturating_sub(self.start.get())
    }

    /// Whether the range holds nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The range as one of byte indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start.get()..self.end.get()
    }

    /// Whether `at` lies in the range.
    pub fn contains(self, at: Offset) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies wholly in this range.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words at this range of `text`; empty where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The range moved `by` bytes towards the end: from one relative to a part to one of the whole.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start.get() + by, self.end.get() + by)
    }
}

/// Turns byte offsets into counts of Unicode scalar values, which is what exports speak of.
///
/// Holds the count at every 1,024th byte, so that a look-up reads at most that much.
#[derive(Clone, Debug)]
pub struct CharIndex {
    counts: Vec<usize>,
}

const STRIDE: usize = 1024;

impl CharIndex {
    /// Counts `text` once, in time linear in its length.
    pub fn new(text: &str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            counts.push(count);
            count += chunk.iter().filter(|b| is_first_byte(**b)).count();
        }
        counts.push(count);
        Self { counts }
    }

    /// How many Unicode scalar values of `text` (the one this index was made of) stand before `at`.
    pub fn chars_before(&self, text: &str, at: Offset) -> usize {
        let at = at.get().min(text.len());
        let mark = at / STRIDE;
        let before = self.counts.get(mark).copied().unwrap_or(0);
        let rest = text.as_bytes().get(mark * STRIDE..at).unwrap_or_default();
        before + rest.iter().filter(|b| is_first_byte(**b)).count()
    }
}

/// Whether a byte of UTF-8 begins a scalar value.
fn is_first_byte(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn chars_before_counts_as_the_iterator_does(text in "\\PC{0,400}", repeat in 1_usize..12) {
            let text = text.repeat(repeat);
            let index = CharIndex::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.chars_before(&text, Offset::new(at)), count);
            }
        }
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty_text() {
        assert_eq!(Span::new(2, 9).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(1, 3).of("abc"), "bc");
    }
}

//! Names of decisions: short, unique, in the order in which they were made.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// The name of a decision: the millisecond in which it was made, and sixteen bits that keep two
/// people's decisions apart. Written as thirteen letters and digits that sort as the number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(u64);

/// Crockford's thirty-two digits, which leave out those that are taken for one another.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Digits of a written id: 13 × 5 bits hold 64.
const LENGTH: u32 = 13;

impl DecisionId {
    /// The id with this number.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The id after this one.
    fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..LENGTH).rev() {
            let digit = usize::try_from(self.0 >> (place * 5) & 31).unwrap_or(0);
            let digit = DIGITS.get(digit).copied().unwrap_or(b'0');
            fmt::Write::write_char(f, char::from(digit))?;
        }
        Ok(())
    }
}

/// The text is no decision's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no decision's id")]
pub struct NoId;

impl FromStr for DecisionId {
    type Err = NoId;

    fn from_str(text: &str) -> Result<Self, NoId> {
        if text.len() != LENGTH as usize {
            return Err(NoId);
        }
        let mut number: u64 = 0;
        for byte in text.bytes() {
            let digit = DIGITS.iter().position(|digit| *digit == byte).ok_or(NoId)?;
            number = number.checked_mul(32).ok_or(NoId)? | u64::try_from(digit).unwrap_or(0);
        }
        Ok(Self(number))
    }
}

impl Serialize for DecisionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DecisionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// Makes ids that grow, whatever the clock does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mint {
    last: u64,
    salt: u16,
}

impl Mint {
    /// A mint whose ids differ from those of a mint with another `salt`.
    pub(super) fn new(salt: u16) -> Self {
        Self { last: 0, salt }
    }

    /// Takes note of an id that is in use: later ones are greater.
    pub(super) fn seen(&mut self, id: DecisionId) {
        self.last = self.last.max(id.0);
    }

    /// An id that was never given before.
    pub(super) fn next(&mut self, now: Timestamp) -> DecisionId {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let by_clock = DecisionId(millis << 16 | u64::from(self.salt));
        // A clock that was set back must not give an old id to a new decision.
        let id = by_clock.max(DecisionId(self.last).next());
        self.last = id.0;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_is_read_as_it_is_written(a: u64, b: u64) {
            let (a, b) = (DecisionId(a), DecisionId(b));
            prop_assert_eq!(a.to_string().parse(), Ok(a));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "0", "000000000000u", "zzzzzzzzzzzzzz", "zzzzzzzzzzzzz", "000000000000é"]
        {
            assert_eq!(text.parse::<DecisionId>(), Err(NoId), "{text}");
        }
    }

    #[test]
    fn ids_grow_though_the_clock_is_set_back() {
        let mut mint = Mint::new(7);
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let first = mint.next(now);
        let same_moment = mint.next(now);
        let set_back = mint.next(Timestamp::from_second(1_600_000_000).unwrap());
        assert!(first < same_moment && same_moment < set_back);
        let mut other = Mint::new(8);
        assert_ne!(other.next(now), first);
    }
}

//! Where an event stands among the others of its sentence.

use super::reading::Reading;
use super::trigger::Trigger;

/// Where in a row of events one stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub all: &'a [Trigger],
    pub at: usize,
}

impl Place<'_> {
    /// The event itself.
    pub fn own(&self) -> Option<&Trigger> {
        self.all.get(self.at)
    }

    /// How many words lie between the event and `first..end`; none where another event is between.
    pub fn distance(&self, first: usize, end: usize) -> Option<usize> {
        let own = self.own()?;
        let (from, to) = if first >= own.end { (own.end, first) } else { (end, own.first) };
        let parted = self.all.iter().enumerate().any(|(n, other)| {
            n != self.at && other.first >= from && other.first < to && other.first != own.first
        });
        (!parted).then(|| to.saturating_sub(from))
    }
}

/// Whether an event goes on from the one before it in the sentence, so that it has its time and
/// court: "found her guilty and sentenced her".
pub fn goes_on_from(reading: &Reading<'_>, before: &Trigger, own: &Trigger) -> bool {
    let between = before.end..own.first;
    between.len() <= GOES_ON
        && between.clone().any(|at| matches!(reading.at(at), "and" | "," | "then"))
        && !between.into_iter().any(|at| {
            matches!(
                reading.at(at),
                ";" | "but"
                    | "after"
                    | "before"
                    | "following"
                    | "because"
                    | "when"
                    | "while"
                    | "who"
                    | "which"
                    | "although"
                    | "since"
                    | "where"
                    | "later"
                    | "subsequently"
                    | "until"
            )
        })
}

/// So many words may lie between two such events.
const GOES_ON: usize = 24;

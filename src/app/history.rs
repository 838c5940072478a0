//! Back and forward over every jump.

use super::command::Place;
use crate::entities::ReportIndex;
use crate::report::{Offset, Span};

/// Where the user is: enough to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The place of the window.
    pub place: Place,
    /// The report that is open, if any.
    pub report: Option<ReportIndex>,
    /// The first letter in view.
    pub top: Offset,
    /// The words that were jumped to and are marked.
    pub marked: Option<Span>,
    /// What stands in the field that searches all reports.
    pub search: String,
}

/// How many jumps are remembered.
const DEPTH: usize = 200;

/// The places left by jumps, and those left by going back.
#[derive(Debug, Default)]
pub struct History {
    back: Vec<Location>,
    forward: Vec<Location>,
}

impl History {
    /// Remembers `here` before a jump away from it. Ways forward end: the user went another way.
    pub fn leave(&mut self, here: Location) {
        self.forward.clear();
        if self.back.last() != Some(&here) {
            self.back.push(here);
        }
        if self.back.len() > DEPTH {
            self.back.remove(0);
        }
    }

    /// Where to go back to from `here`.
    pub fn back(&mut self, here: Location) -> Option<Location> {
        let to = self.back.pop()?;
        self.forward.push(here);
        Some(to)
    }

    /// Where to go forward to from `here`.
    pub fn forward(&mut self, here: Location) -> Option<Location> {
        let to = self.forward.pop()?;
        self.back.push(here);
        Some(to)
    }

    /// Whether there is a way back.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a way forward.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Forgets everything: another folder was opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(top: usize) -> Location {
        Location {
            place: Place::Read,
            report: Some(ReportIndex(0)),
            top: Offset::new(top),
            marked: None,
            search: String::new(),
        }
    }

    #[test]
    fn back_and_forward_lead_over_every_jump() {
        let mut history = History::default();
        history.leave(at(1));
        history.leave(at(2));
        assert_eq!(history.back(at(3)), Some(at(2)));
        assert_eq!(history.back(at(2)), Some(at(1)));
        assert_eq!(history.back(at(1)), None);
        assert_eq!(history.forward(at(1)), Some(at(2)));
        history.leave(at(2));
        assert!(!history.can_go_forward(), "a new jump ends the ways forward");
        assert_eq!(history.back(at(9)), Some(at(2)));
    }

    #[test]
    fn the_oldest_jumps_are_forgotten() {
        let mut history = History::default();
        for top in 0..DEPTH + 50 {
            history.leave(at(top));
        }
        let mut steps = 0;
        let mut here = at(9999);
        while let Some(to) = history.back(here.clone()) {
            here = to;
            steps += 1;
        }
        assert_eq!((steps, here), (DEPTH, at(50)));
    }
}

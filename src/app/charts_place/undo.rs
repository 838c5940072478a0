//! The choices of a chart as steps to take back.
//!
//! A chart that is being made is no decision of the project, so that it has steps of its own. What
//! is typed or dragged in one go is one step. They are taken back before the project's steps as
//! long as nothing was decided since.

/// Changes that follow on one another within this time are one step, in seconds.
const ONE_GO: f64 = 0.9;
/// So many steps are kept.
const MOST: usize = 100;

/// States of something with the way back and forth between them.
#[derive(Debug)]
pub struct Steps<T> {
    /// What was before, each with how many of the project's steps held when it was left.
    past: Vec<(T, usize)>,
    future: Vec<(T, usize)>,
    /// When it was changed last, in seconds of the window's clock.
    changed: f64,
}

impl<T> Default for Steps<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new(), changed: f64::NEG_INFINITY }
    }
}

impl<T> Steps<T> {
    /// Keeps what was before a change that was made `now`, when so many of the project's steps
    /// held.
    pub fn keep(&mut self, before: T, now: f64, decided: usize) {
        let goes_on = now - self.changed < ONE_GO && !self.past.is_empty();
        self.changed = now;
        self.future.clear();
        if goes_on {
            return;
        }
        if self.past.len() >= MOST {
            self.past.remove(0);
        }
        self.past.push((before, decided));
    }

    /// What was before `current`, unless something was decided since.
    pub fn undo(&mut self, current: T, decided: usize) -> Option<T> {
        let (before, _) = self.past.pop_if(|(_, at)| *at == decided)?;
        self.future.push((current, decided));
        self.changed = f64::NEG_INFINITY;
        Some(before)
    }

    /// What was before the latest undoing, unless something was decided since.
    pub fn redo(&mut self, current: T, decided: usize) -> Option<T> {
        let (after, _) = self.future.pop_if(|(_, at)| *at == decided)?;
        self.past.push((current, decided));
        self.changed = f64::NEG_INFINITY;
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_in_one_go_is_one_step() {
        let mut steps = Steps::default();
        steps.keep("", 10.0, 0);
        steps.keep("T", 10.4, 0);
        steps.keep("Ti", 10.9, 0);
        steps.keep("Tit", 15.0, 0);
        assert_eq!(steps.undo("Title", 0), Some("Tit"));
        assert_eq!(steps.undo("Tit", 0), Some(""));
        assert_eq!(steps.undo("", 0), None);
        assert_eq!(steps.redo("", 0), Some("Tit"));
        steps.keep("Tit", 20.0, 0);
        assert_eq!(steps.redo("Tea", 0), None, "another way was taken");
    }

    #[test]
    fn what_was_decided_since_is_taken_back_first() {
        let mut steps = Steps::default();
        steps.keep("a", 1.0, 3);
        assert_eq!(steps.undo("b", 4), None);
        assert_eq!(steps.undo("b", 3), Some("a"));
    }
}

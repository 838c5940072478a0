//! What an import came to, in numbers and in words.

use std::fmt;

/// A row that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its number in the sheet, as the sheet shows it.
    pub row: u32,
    /// What is wrong with it.
    pub why: String,
}

/// What an import comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Figures whose fields changed.
    pub changed: usize,
    /// Figures that were accepted.
    pub accepted: usize,
    /// Figures that were rejected.
    pub rejected: usize,
    /// Figures that were judged before and are open again.
    pub reopened: usize,
    /// Figures that were added.
    pub added: usize,
    /// Added figures that were taken away again.
    pub removed: usize,
    /// Rows that change nothing.
    pub unchanged: usize,
    /// Figures of the same reports that no row is about.
    pub without_row: usize,
    /// Rows that were not understood.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// What was done and what was not, in words. Of the rows that were not understood the first
    /// `most` are named.
    pub fn summary(&self, most: usize) -> String {
        let mut parts = vec![self.done()];
        if self.unchanged > 0 {
            parts.push(format!("{} as before", counted(self.unchanged, "row")));
        }
        if self.without_row > 0 {
            let figures = counted(self.without_row, "figure");
            let has =
                if self.without_row == 1 { "has no row and stays" } else { "have no row and stay" };
            parts.push(format!("{figures} {has} as before"));
        }
        if !self.problems.is_empty() {
            let colon = if most > 0 { ":" } else { "" };
            parts.push(format!("{} not understood{colon}", counted(self.problems.len(), "row")));
        }
        let mut lines = vec![parts.join("; ")];
        lines.extend(self.problems.iter().take(most).map(ToString::to_string));
        let more = self.problems.len().saturating_sub(most);
        if more > 0 && most > 0 {
            lines.push(format!("and {more} more"));
        }
        lines.join("\n")
    }

    /// "2 figures changed, 1 accepted".
    fn done(&self) -> String {
        let counts = [
            (self.changed, "changed"),
            (self.accepted, "accepted"),
            (self.rejected, "rejected"),
            (self.reopened, "left open again"),
            (self.added, "added"),
            (self.removed, "taken away"),
        ];
        let mut done: Vec<String> = Vec::new();
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            let figures =
                if done.is_empty() { counted(count, "figure") } else { count.to_string() };
            done.push(format!("{figures} {what}"));
        }
        if done.is_empty() { "Nothing changed".to_owned() } else { done.join(", ") }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.why)
    }
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_tells_what_was_done_and_what_was_not() {
        let problem = |row| Problem { row, why: "it names no file".to_owned() };
        let outcome = Outcome {
            changed: 12,
            accepted: 3,
            without_row: 1,
            problems: vec![problem(4), problem(9), problem(11)],
            ..Outcome::default()
        };
        let done = "12 figures changed, 3 accepted; 1 figure has no row and stays as before; \
                    3 rows not understood";
        assert_eq!(outcome.summary(0), done);
        let named = "row 4: it names no file\nrow 9: it names no file\nand 1 more";
        assert_eq!(outcome.summary(2), format!("{done}:\n{named}"));
        assert_eq!(Outcome::default().summary(5), "Nothing changed");
    }
}

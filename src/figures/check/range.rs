//! What a number may stand for, given how it is rounded and bounded.

use crate::figures::{Figure, Qualifier};

/// The lowest and the highest number that a written one may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

/// What "about", "more than" and the like leave open, as parts of the number.
const ABOUT: f64 = 0.12;
const BOUND: f64 = 0.3;

impl Range {
    /// What a count may stand for. "12.6 million" is rounded at its last digit, and a number that
    /// ends in noughts may be.
    pub fn of_count(figure: &Figure, raw: &str) -> Self {
        let value = figure.value;
        let (low, high) = bounds(figure, rounding(value, raw));
        Self { low: low.max(0.0), high }
    }

    /// What a share in percent may stand for: as written, rounded or cut off.
    pub fn of_percent(figure: &Figure, raw: &str) -> Self {
        let cut = if raw.contains('.') { 0.15 } else { 1.0 };
        let (low, high) = bounds(figure, cut);
        Self { low, high }
    }

    /// Whether both may stand for one number.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// How many percent the first is of the second, at the least and at the most.
    pub fn share_of(self, whole: Self) -> Option<Self> {
        (whole.low > 0.0).then(|| Self {
            low: 100.0 * self.low / whole.high,
            high: 100.0 * self.high / whole.low,
        })
    }

    /// By how many percent the first has to grow to be the second.
    pub fn growth_to(self, later: Self) -> Option<Self> {
        let share = later.share_of(self)?;
        Some(Self { low: share.low - 100.0, high: share.high - 100.0 })
    }

    /// The sum of two numbers.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

fn bounds(figure: &Figure, rounding: f64) -> (f64, f64) {
    let value = figure.value;
    let about = (value * ABOUT).max(rounding).max(if value < 100.0 { 2.0 } else { 0.0 });
    match figure.qualifier {
        Qualifier::Exact => (value - rounding, value + rounding),
        Qualifier::Approx => (value - about, value + about),
        Qualifier::AtLeast => (value - rounding, value * (1.0 + BOUND) + rounding),
        Qualifier::AtMost => (value * (1.0 - BOUND) - rounding, value + rounding),
        Qualifier::Range => (value, figure.value_high.unwrap_or(value)),
    }
}

/// Half of what the last written digit stands for, where the number is written with a scale word or
/// ends in three noughts or more; else nothing: a count is exact.
fn rounding(value: f64, raw: &str) -> f64 {
    let scaled = raw.contains(|c: char| c.is_alphabetic()) && value >= 1e6;
    let noughts = raw.chars().rev().filter(|c| *c != ',').take_while(|c| *c == '0').count();
    if scaled {
        let decimals = raw
            .split('.')
            .nth(1)
            .map_or(0, |tail| tail.chars().take_while(char::is_ascii_digit).count());
        let unit = if value >= 1e9 { 1e9 } else { 1e6 };
        unit / 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) / 2.0
    } else if noughts >= 3 {
        10_f64.powi(i32::try_from(noughts).unwrap_or(0)) / 2.0
    } else {
        0.0
    }
}

/// A number of percent, with a decimal where `beside` has one or the number is small.
pub fn percent(value: f64, beside: &str) -> String {
    let value = value.abs();
    let fine = value < 10.0 || beside.contains('.');
    let rounded = if fine { (value * 10.0).round() / 10.0 } else { value.round() };
    format!("{rounded} percent")
}

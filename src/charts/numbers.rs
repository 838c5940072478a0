//! Numbers on a chart: how values are written, and which ticks an axis has.

use crate::figures::{Qualifier, Unit};
use crate::series::Point;

/// A point's value in words of a chart: `≈52,000`, `60,000–100,000`, `≥17`, `12.63 million`.
pub fn value_label(point: &Point, unit: Unit) -> String {
    if let Some(high) = point.value_high {
        return format!("{}–{}", plain(point.value, unit), with_unit(high, unit));
    }
    let bound = match point.qualifier {
        Qualifier::Approx => "≈",
        Qualifier::AtLeast => "≥",
        Qualifier::AtMost => "≤",
        Qualifier::Exact | Qualifier::Range => "",
    };
    format!("{bound}{}", with_unit(point.value, unit))
}

/// The sum of these values, as bound as they are.
pub fn sum_label(points: &[&Point], unit: Unit) -> String {
    let any = |qualifier| points.iter().any(|point| point.qualifier == qualifier);
    let bound = match (any(Qualifier::AtLeast), any(Qualifier::AtMost), any(Qualifier::Approx)) {
        (false, false, false) => "",
        (true, false, _) => "≥",
        (false, true, _) => "≤",
        _ => "≈",
    };
    let sum = points.iter().map(|point| point.value).sum();
    format!("{bound}{}", with_unit(sum, unit))
}

/// From here on a value is told in millions where that loses nothing.
const MILLION: f64 = 1e6;
const BILLION: f64 = 1e9;

fn with_unit(value: f64, unit: Unit) -> String {
    let percent = if unit == Unit::Percent { "%" } else { "" };
    format!("{}{percent}", plain(value, unit))
}

fn plain(value: f64, unit: Unit) -> String {
    if unit != Unit::Percent {
        for (size, word) in [(BILLION, "billion"), (MILLION, "million")] {
            let scaled = value / size;
            // Two decimals at most, and only where they tell the whole number.
            if scaled.abs() >= 1.0 && is_close(scaled * 100.0, (scaled * 100.0).round()) {
                return format!("{} {word}", grouped(scaled, 2));
            }
        }
    }
    grouped(value, 2)
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

/// A number with commas between thousands and at most `decimals` decimals, none of them a
/// trailing zero; with the sign `−`.
pub fn grouped(value: f64, decimals: usize) -> String {
    let written = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && written.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The ticks of a value axis, from below the lowest value to above the highest, zero among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Their values, upwards, at least two.
    pub values: Vec<f64>,
    step: f64,
    unit: Unit,
}

impl Ticks {
    /// Ticks at round numbers for values between `low` and `high`, about `wanted` of them; whole
    /// numbers for counts. The axis always holds zero: a cut axis exaggerates.
    pub fn new(low: f64, high: f64, unit: Unit, wanted: usize) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let span = if high > low { high - low } else { 1.0 };
        let mut step = round_step(span / wanted.max(1) as f64);
        if unit == Unit::Count {
            step = step.max(1.0);
        }
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let last = if last > first { last } else { first + 1.0 };
        let mut values = Vec::new();
        let mut at = first;
        while at <= last {
            // No negative zero, which would be written with its sign.
            values.push(at * step + 0.0);
            at += 1.0;
        }
        Self { values, step, unit }
    }

    /// The lower end of the axis.
    pub fn low(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The upper end of the axis.
    pub fn high(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }

    /// How a tick is written. All ticks of an axis are written in the same unit.
    pub fn label(&self, value: f64) -> String {
        let percent = if self.unit == Unit::Percent { "%" } else { "" };
        let largest = self.high().abs().max(self.low().abs());
        let (size, word) = match largest {
            l if value != 0.0 && l >= BILLION => (BILLION, " billion"),
            l if value != 0.0 && l >= MILLION => (MILLION, " million"),
            _ => (1.0, percent),
        };
        let step = self.step / size;
        let decimals = if step >= 1.0 { 1.0 } else { (-step.log10()).ceil() + 1.0 };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to a few decimals"
        )]
        let decimals = decimals.clamp(0.0, 9.0) as usize;
        format!("{}{word}", grouped(value / size, decimals))
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `rough`.
fn round_step(rough: f64) -> f64 {
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    let factor = rough / power;
    let nearest = [1.0, 2.0, 5.0, 10.0].into_iter().find(|f| factor <= f * (1.0 + 1e-9));
    nearest.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_written_as_a_newspaper_would() {
        let cases = [
            (52_000.0, Unit::Count, "52,000"),
            (12_630_000.0, Unit::Count, "12.63 million"),
            (12_630_123.0, Unit::Count, "12,630,123"),
            (1e9, Unit::Count, "1 billion"),
            (66.67, Unit::Percent, "66.67%"),
            (-1500.0, Unit::Count, "−1,500"),
            (-0.001, Unit::Rate, "0"),
            (0.0, Unit::Count, "0"),
        ];
        for (value, unit, want) in cases {
            assert_eq!(with_unit(value, unit), want);
        }
    }

    #[test]
    fn ticks_are_round_and_whole_for_counts() {
        let labels = |low, high, unit| {
            let ticks = Ticks::new(low, high, unit, 5);
            ticks.values.iter().map(|value| ticks.label(*value)).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.0, 156.0, Unit::Count), ["0", "50", "100", "150", "200"]);
        assert_eq!(labels(0.0, 2.0, Unit::Count), ["0", "1", "2"]);
        assert_eq!(labels(0.0, 0.0, Unit::Count), ["0", "1"]);
        assert_eq!(labels(3.0, 88.0, Unit::Percent), ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert_eq!(labels(0.0, 0.9, Unit::Rate), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(
            labels(0.0, 2_400_000.0, Unit::Count),
            ["0", "0.5 million", "1 million", "1.5 million", "2 million", "2.5 million"]
        );
        assert_eq!(labels(-4.0, 4.0, Unit::Count), ["−4", "−2", "0", "2", "4"]);
    }

    proptest! {
        #[test]
        fn an_axis_holds_all_values_and_its_labels_differ(
            a in -1e9..1e9_f64, b in -1e9..1e9_f64, wanted in 2_usize..9,
        ) {
            let (low, high) = (a.min(b), a.max(b));
            let ticks = Ticks::new(low, high, Unit::Count, wanted);
            prop_assert!(ticks.low() <= low && high <= ticks.high());
            prop_assert!((2..=wanted + 3).contains(&ticks.values.len()), "{:?}", ticks.values);
            let labels: std::collections::HashSet<String> =
                ticks.values.iter().map(|value| ticks.label(*value)).collect();
            prop_assert_eq!(labels.len(), ticks.values.len());
        }
    }
}

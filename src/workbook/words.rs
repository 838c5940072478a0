//! The values that a column may have, in words: written so, and read whether typed so or as they
//! are in JSON.

use crate::figures::{Aggregation, Coverage, FigureKind, Flow, Qualifier, Review, Status, Unit};

/// A field with a fixed list of values.
pub trait Fixed: Copy + PartialEq + 'static {
    /// All values with their words, in the order of a list to choose from.
    const ALL: &'static [(Self, &'static str)];

    /// Its words.
    fn words(self) -> &'static str {
        Self::ALL.iter().find(|(value, _)| *value == self).map_or("", |(_, words)| words)
    }

    /// The value that was typed.
    fn typed(text: &str) -> Option<Self> {
        let typed = text.trim().to_lowercase().replace('_', " ");
        Self::ALL.iter().find(|(_, words)| *words == typed).map(|(value, _)| *value)
    }

    /// All words, for a list to choose from.
    fn list() -> Vec<&'static str> {
        Self::ALL.iter().map(|(_, words)| *words).collect()
    }
}

impl Fixed for Unit {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Count, "count"),
        (Self::Percent, "percent"),
        (Self::Rate, "rate"),
        (Self::Money, "money"),
    ];
}

impl Fixed for Qualifier {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Exact, "exact"),
        (Self::Approx, "approx"),
        (Self::AtLeast, "at least"),
        (Self::AtMost, "at most"),
        (Self::Range, "range"),
    ];
}

impl Fixed for FigureKind {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Statistic, "statistic"), (Self::Incident, "incident"), (Self::Norm, "norm")];
}

impl Fixed for Coverage {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::FullYear, "full year"),
        (Self::PartYear, "part year"),
        (Self::MultiYear, "multi year"),
        (Self::PointInTime, "point in time"),
        (Self::Event, "event"),
        (Self::Undated, "undated"),
    ];
}

impl Fixed for Flow {
    const ALL: &'static [(Self, &'static str)] = &[(Self::Stock, "stock"), (Self::Flow, "flow")];
}

impl Fixed for Aggregation {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Total, "total"),
        (Self::Average, "average"),
        (Self::Cumulative, "cumulative"),
        (Self::Event, "event"),
    ];
}

impl Fixed for Status {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Alleged, "alleged"),
        (Self::Registered, "registered"),
        (Self::Investigated, "investigated"),
        (Self::Charged, "charged"),
        (Self::Convicted, "convicted"),
        (Self::Dismissed, "dismissed"),
    ];
}

impl Fixed for Review {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Unchecked, "unchecked"),
        (Self::Accepted, "accepted"),
        (Self::Rejected, "rejected"),
        (Self::Changed, "changed"),
        (Self::Added, "added"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    /// Every value is read as it is written here and as it is in JSON.
    fn agrees<T: Fixed + Serialize + std::fmt::Debug>() {
        for (value, words) in T::ALL {
            assert_eq!(T::typed(words), Some(*value));
            assert_eq!(T::typed(&words.to_uppercase()), Some(*value));
            let json = serde_json::to_value(value).unwrap();
            assert_eq!(T::typed(json.as_str().unwrap()), Some(*value), "{json}");
            assert_eq!(value.words(), *words);
        }
        assert_eq!(T::typed("something else"), None);
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        agrees::<Unit>();
        agrees::<Qualifier>();
        agrees::<FigureKind>();
        agrees::<Coverage>();
        agrees::<Flow>();
        agrees::<Aggregation>();
        agrees::<Status>();
        assert_eq!(Review::typed("Accepted"), Some(Review::Accepted));
    }
}

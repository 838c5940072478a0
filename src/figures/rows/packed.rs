//! Numbers and names of a row in few bytes.

use crate::figures::{Aggregation, Coverage, FigureKind, Flow, Qualifier, Review, Status, Unit};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A number of 24 bits. The highest stands for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Small([u8; 3]);

impl Small {
    pub(super) const NONE: Self = Self([0xff; 3]);

    /// The number; none where it does not fit.
    pub(super) fn new(number: u32) -> Self {
        let [low, middle, high, rest] = number.to_le_bytes();
        if rest == 0 { Self([low, middle, high]) } else { Self::NONE }
    }

    pub(super) fn get(self) -> Option<u32> {
        (self != Self::NONE).then_some(self.bits())
    }

    pub(super) fn bits(self) -> u32 {
        let [low, middle, high] = self.0;
        u32::from_le_bytes([low, middle, high, 0])
    }
}

/// Added to a year so that it is no less than nought: years run from -9999.
const FIRST_YEAR: i16 = 9999;

/// A day, or none.
pub(super) fn day(date: Option<Date>) -> Small {
    let Some(date) = date else { return Small::NONE };
    let year = u32::try_from(date.year() + FIRST_YEAR).unwrap_or_default();
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Small::new(year << 9 | u32::from(month) << 5 | u32::from(day))
}

/// The day, where there is one.
pub(super) fn date(day: Small) -> Option<Date> {
    let packed = day.get()?;
    let year = i16::try_from(packed >> 9).ok()? - FIRST_YEAR;
    let month = i8::try_from(packed >> 5 & 0xf).ok()?;
    Date::new(year, month, i8::try_from(packed & 0x1f).ok()?).ok()
}

/// What is one of a few things, as it stands in [`Marks`].
trait OneOf: Copy + PartialEq + 'static {
    /// All of them; the first stands where a file says something that cannot be.
    const ALL: &'static [Self];
}

impl OneOf for Qualifier {
    const ALL: &'static [Self] =
        &[Self::Exact, Self::Approx, Self::AtLeast, Self::AtMost, Self::Range];
}

impl OneOf for Unit {
    const ALL: &'static [Self] = &[Self::Count, Self::Percent, Self::Rate, Self::Money];
}

impl OneOf for FigureKind {
    const ALL: &'static [Self] = &[Self::Statistic, Self::Incident, Self::Norm];
}

impl OneOf for Option<Flow> {
    const ALL: &'static [Self] = &[None, Some(Flow::Stock), Some(Flow::Flow)];
}

impl OneOf for Aggregation {
    const ALL: &'static [Self] = &[Self::Total, Self::Average, Self::Cumulative, Self::Event];
}

impl OneOf for Option<Status> {
    const ALL: &'static [Self] = &[
        None,
        Some(Status::Alleged),
        Some(Status::Registered),
        Some(Status::Investigated),
        Some(Status::Charged),
        Some(Status::Convicted),
        Some(Status::Dismissed),
    ];
}

impl OneOf for Coverage {
    const ALL: &'static [Self] = &[
        Self::Undated,
        Self::FullYear,
        Self::PartYear,
        Self::MultiYear,
        Self::PointInTime,
        Self::Event,
    ];
}

impl OneOf for Review {
    const ALL: &'static [Self] =
        &[Self::Unchecked, Self::Accepted, Self::Changed, Self::Added, Self::Rejected];
}

/// All that is one of a few things, side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marks(Small);

/// The fields of [`Marks`]: how far from the right each begins.
mod at {
    pub const QUALIFIER: u32 = 0;
    pub const UNIT: u32 = 3;
    pub const KIND: u32 = 5;
    pub const FLOW: u32 = 7;
    pub const AGGREGATION: u32 = 9;
    pub const STATUS: u32 = 11;
    pub const COVERAGE: u32 = 14;
    pub const REVIEW: u32 = 17;
    pub const FLAGGED: u32 = 20;
    pub const RARE: u32 = 21;
}

/// What [`Marks`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) qualifier: Qualifier,
    pub(super) unit: Unit,
    pub(super) kind: FigureKind,
    pub(super) flow: Option<Flow>,
    pub(super) aggregation: Aggregation,
    pub(super) status: Option<Status>,
    pub(super) coverage: Coverage,
    pub(super) review: Review,
    pub(super) flagged: bool,
    pub(super) rare: bool,
}

impl Marks {
    pub(super) fn new(marked: &Marked) -> Self {
        fn code<T: OneOf>(value: T) -> u32 {
            let at = T::ALL.iter().position(|one| *one == value);
            at.and_then(|at| u32::try_from(at).ok()).unwrap_or_default()
        }
        Self(Small::new(
            code(marked.qualifier) << at::QUALIFIER
                | code(marked.unit) << at::UNIT
                | code(marked.kind) << at::KIND
                | code(marked.flow) << at::FLOW
                | code(marked.aggregation) << at::AGGREGATION
                | code(marked.status) << at::STATUS
                | code(marked.coverage) << at::COVERAGE
                | code(marked.review) << at::REVIEW
                | u32::from(marked.flagged) << at::FLAGGED
                | u32::from(marked.rare) << at::RARE,
        ))
    }

    fn one<T: OneOf + Default>(self, from: u32, bits: u32) -> T {
        let code = self.0.bits() >> from & ((1 << bits) - 1);
        T::ALL.get(code as usize).copied().unwrap_or_default()
    }

    pub(super) fn qualifier(self) -> Qualifier {
        self.one(at::QUALIFIER, 3)
    }
    pub(super) fn unit(self) -> Unit {
        self.one(at::UNIT, 2)
    }
    pub(super) fn kind(self) -> FigureKind {
        self.one(at::KIND, 2)
    }
    pub(super) fn flow(self) -> Option<Flow> {
        self.one(at::FLOW, 2)
    }
    pub(super) fn aggregation(self) -> Aggregation {
        self.one(at::AGGREGATION, 2)
    }
    pub(super) fn status(self) -> Option<Status> {
        self.one(at::STATUS, 3)
    }
    pub(super) fn coverage(self) -> Coverage {
        self.one(at::COVERAGE, 3)
    }
    pub(super) fn review(self) -> Review {
        self.one(at::REVIEW, 3)
    }
    pub(super) fn is_flagged(self) -> bool {
        self.0.bits() >> at::FLAGGED & 1 == 1
    }
    pub(super) fn is_rare(self) -> bool {
        self.0.bits() >> at::RARE & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as made;

    #[test]
    fn days_come_back() {
        for at in [made(-9999, 1, 1), made(0, 12, 31), made(2020, 2, 29), made(9999, 12, 31)] {
            assert_eq!(date(day(Some(at))), Some(at));
        }
        assert_eq!(date(day(None)), None);
        assert_eq!(date(Small::new(0)), None, "a day that there is not");
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(Small::new(0xff_fffe).get(), Some(0xff_fffe));
        assert_eq!(Small::new(0xff_ffff).get(), None);
        assert_eq!(Small::new(u32::MAX).get(), None);
    }

    #[test]
    fn every_mark_comes_back() {
        let most = [5, 4, 3, 3, 4, 7, 6, 5, 2, 2];
        for (field, count) in most.into_iter().enumerate() {
            for code in 0..count {
                let pick = |own: usize| if own == field { code } else { 0 };
                let marked = Marked {
                    qualifier: Qualifier::ALL[pick(0)],
                    unit: Unit::ALL[pick(1)],
                    kind: FigureKind::ALL[pick(2)],
                    flow: <Option<Flow>>::ALL[pick(3)],
                    aggregation: Aggregation::ALL[pick(4)],
                    status: <Option<Status>>::ALL[pick(5)],
                    coverage: Coverage::ALL[pick(6)],
                    review: Review::ALL[pick(7)],
                    flagged: pick(8) == 1,
                    rare: pick(9) == 1,
                };
                let marks = Marks::new(&marked);
                let back = Marked {
                    qualifier: marks.qualifier(),
                    unit: marks.unit(),
                    kind: marks.kind(),
                    flow: marks.flow(),
                    aggregation: marks.aggregation(),
                    status: marks.status(),
                    coverage: marks.coverage(),
                    review: marks.review(),
                    flagged: marks.is_flagged(),
                    rare: marks.is_rare(),
                };
                assert_eq!(back, marked);
            }
        }
    }
}

//! Where a series that the user joined changes who counts or what is counted.

use super::{Difference, Point, Series, SeriesKey};

/// A change of source or definition between two years of a series. No line runs across it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The last year that is told as before.
    pub after: i16,
    /// The first year that is told otherwise.
    pub before: i16,
    /// What the values stand under up to the break.
    pub from: SeriesKey,
    /// What they stand under from it on.
    pub to: SeriesKey,
    /// In what the two differ.
    pub differ: Vec<Difference>,
}

impl Series {
    /// Whether a line may run from one of its points to another: one key holds for both.
    pub fn joins(&self, one: &Point, other: &Point) -> bool {
        self.joined.is_empty()
            || one.attestations.iter().any(|id| {
                let key = self.key_of(*id);
                other.attestations.iter().any(|id| self.key_of(*id) == key)
            })
    }

    /// The breaks of the series in order of time: where a key that held up to then holds no more.
    /// A series that nothing was joined to has none.
    pub fn breaks(&self) -> Vec<Break> {
        if self.joined.is_empty() {
            return Vec::new();
        }
        let mut breaks = Vec::new();
        let mut known: Option<(&SeriesKey, i16)> = None;
        for year in self.points.chunk_by(|a, b| a.year == b.year) {
            let Some(at) = year.first().map(|point| point.year) else { continue };
            let told = year.iter().flat_map(|point| &point.attestations);
            let keys: Vec<&SeriesKey> = told.map(|id| self.key_of(*id)).collect();
            match known {
                Some((key, _)) if keys.contains(&key) => known = Some((key, at)),
                Some((key, after)) => {
                    let Some(to) = keys.first().copied() else { continue };
                    breaks.push(Break {
                        after,
                        before: at,
                        from: key.clone(),
                        to: to.clone(),
                        differ: key.differences(to),
                    });
                    known = Some((to, at));
                }
                None => known = keys.first().map(|key| (*key, at)),
            }
        }
        breaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Flow;
    use crate::series::testing::{Made, built, in_year};

    fn told(year: i16, source: &'static str) -> impl Fn(&mut crate::figures::Figure) {
        move |figure| {
            in_year(year)(figure);
            figure.source = Some(source.to_owned());
        }
    }

    #[test]
    fn a_change_of_source_is_a_break_where_the_first_source_ends() {
        let reports = [Made::new(2020, "Office")
            .sentence("It counted 10 storms.", told(2016, "Tidewatch"))
            .sentence("It counted 11 storms.", told(2017, "Tidewatch"))
            .sentence("It counted 12 storms.", told(2017, "Stormwatch"))
            .sentence("It counted 13 storms.", told(2019, "Stormwatch"))];
        let set = built(&reports, Flow::Flow);
        assert!(set.series.iter().all(|one| one.breaks().is_empty()), "nothing is joined");
        let keys = set.series.iter().map(|one| one.key.clone()).collect();
        let whole = set.joined(&[keys]).series.remove(0);
        let breaks = whole.breaks();
        let [only] = &breaks[..] else { panic!("one break: {breaks:?}") };
        assert_eq!((only.after, only.before), (2017, 2019));
        assert_eq!((only.from.teller(), only.to.teller()), ("Tidewatch", "Stormwatch"));
        assert_eq!(only.differ, [Difference::Source]);
        let at = |value: f64| whole.points.iter().find(|point| point.value == value).unwrap();
        assert!(whole.joins(at(10.0), at(11.0)));
        assert!(!whole.joins(at(11.0), at(13.0)));
    }
}

//! Joining series that the user holds comparable though their keys differ.
//!
//! In come the series of an indicator and groups of keys, out come the series with those of each
//! group made one, which knows what was joined. Nothing else is changed, and no point is lost.

use super::build::merge;
use super::{Joined, Point, Series, SeriesKey, SeriesSet};

/// In what two keys differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Who counts.
    Source,
    /// What widens or narrows what is counted.
    Scope,
    /// Whether it is a state or came in a time.
    Flow,
    /// How the values sum up.
    Aggregation,
    /// Where.
    Place,
    /// What part of the whole.
    Part,
}

impl SeriesKey {
    /// In what it differs from another.
    pub fn differences(&self, other: &Self) -> Vec<Difference> {
        let differ = [
            (self.teller() != other.teller(), Difference::Source),
            (self.scope != other.scope, Difference::Scope),
            (self.other_flow != other.other_flow, Difference::Flow),
            (self.aggregation != other.aggregation, Difference::Aggregation),
            ((&self.country, &self.place) != (&other.country, &other.place), Difference::Place),
            (self.part != other.part, Difference::Part),
        ];
        differ.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect()
    }

    /// Whether this is the key, in the form that keys had before they told scope, flow and
    /// aggregation, of what is now `other`.
    fn is_older_form_of(&self, other: &Self) -> bool {
        let bare = |key: &Self| Self {
            other_flow: None,
            aggregation: crate::figures::Aggregation::Total,
            scope: None,
            ..key.clone()
        };
        bare(self) == *self && *self == bare(other)
    }
}

/// The places in `series` of those that these keys ask for, in the keys' order, each once. A key
/// that is no series' own may be from a chart that was kept before keys told scope, flow and
/// aggregation: it then asks for all series that it was one of.
pub fn places_of(series: &[Series], keys: &[SeriesKey]) -> Vec<usize> {
    let places = |wanted: &dyn Fn(&Series) -> bool| -> Vec<usize> {
        let all = series.iter().enumerate();
        all.filter(|(_, series)| wanted(series)).map(|(at, _)| at).collect()
    };
    let mut found: Vec<usize> = Vec::new();
    for key in keys {
        let mut asked = places(&|series| series.answers_to(key));
        if asked.is_empty() {
            asked = places(&|series| key.is_older_form_of(&series.key));
        }
        asked.retain(|at| !found.contains(at));
        found.append(&mut asked);
    }
    found
}

impl SeriesSet {
    /// The series with those of each group made one, at the place of the group's first. Series that
    /// cannot stand on its axis stay by themselves.
    #[must_use]
    pub fn joined(&self, groups: &[Vec<SeriesKey>]) -> Self {
        let mut set = self.clone();
        for group in groups {
            let places = places_of(&set.series, group);
            let Some((first, others)) = places.split_first() else { continue };
            let Some(mut whole) = set.series.get(*first).cloned() else { continue };
            let fits = |at: &&usize| {
                set.series.get(**at).is_some_and(|other| other.key.shares_axis(&whole.key))
            };
            let others: Vec<usize> = others.iter().filter(fits).copied().collect();
            for other in others.iter().filter_map(|at| set.series.get(*at)) {
                take_in(&mut whole, other);
            }
            if let Some(place) = set.series.get_mut(*first) {
                *place = whole;
            }
            let mut at = 0;
            set.series.retain(|_| {
                at += 1;
                !others.contains(&(at - 1))
            });
        }
        set
    }
}

/// Puts the points of `other` among those of `whole`: equal ones become one, rivals are marked.
fn take_in(whole: &mut Series, other: &Series) {
    let figures = other.points.iter().flat_map(|point| &point.attestations).copied().collect();
    whole.joined.push(Joined { key: other.key.clone(), figures });
    whole.joined.extend(other.joined.iter().cloned());
    whole.repeated.extend(other.repeated.iter().copied());
    let points: Vec<Point> = whole.points.drain(..).chain(other.points.iter().cloned()).collect();
    whole.points = merge(points);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Flow;
    use crate::series::testing::{Made, built, in_year};

    fn set() -> SeriesSet {
        let told = |year, scope: &'static str| {
            move |figure: &mut crate::figures::Figure| {
                in_year(year)(figure);
                figure.scope = (!scope.is_empty()).then(|| scope.to_owned());
            }
        };
        let reports = [Made::new(2020, "Office")
            .sentence("It counted 10 storms.", told(2018, ""))
            .sentence("It counted 11 storms.", told(2019, ""))
            .sentence("It counted 12 gales.", told(2019, "gales"))
            .sentence("It counted 13 gales.", told(2020, "gales"))];
        built(&reports, Flow::Flow)
    }

    #[test]
    fn what_the_user_joins_is_one_series_that_knows_it() {
        let set = set();
        let keys: Vec<SeriesKey> = set.series.iter().map(|one| one.key.clone()).collect();
        assert_eq!(keys.len(), 2);
        let joined = set.joined(std::slice::from_ref(&keys));
        let [whole] = &joined.series[..] else { panic!("one series: {joined:?}") };
        let told: Vec<(i16, f64, bool)> =
            whole.points.iter().map(|point| (point.year, point.value, point.contested)).collect();
        assert_eq!(
            told,
            [(2018, 10.0, false), (2019, 11.0, true), (2019, 12.0, true), (2020, 13.0, false)]
        );
        assert_eq!(whole.key.differences(&whole.joined[0].key), [Difference::Scope]);
        let last = whole.points[3].attestations[0];
        assert_eq!(whole.key_of(last).scope.as_deref(), Some("gales"));
        assert!(keys.iter().all(|key| places_of(&joined.series, std::slice::from_ref(key)) == [0]));
        assert_eq!(set.joined(&[vec![keys[0].clone()]]), set, "one alone is nothing to join");
    }

    #[test]
    fn a_key_of_an_older_chart_asks_for_all_that_it_was() {
        let set = set();
        let scoped = set.series.iter().find(|one| one.key.scope.is_some()).unwrap();
        let kept = serde_json::to_value(&scoped.key).unwrap();
        let mut older = kept.clone();
        older.as_object_mut().unwrap().remove("scope");
        let older: SeriesKey = serde_json::from_value(older).unwrap();
        let alone = SeriesSet { series: vec![scoped.clone()], ..SeriesSet::default() };
        assert_eq!(places_of(&alone.series, std::slice::from_ref(&older)), [0]);
        assert_eq!(places_of(&set.series, &[older]).len(), 1, "its own series is there");
        let gone: SeriesKey = serde_json::from_value(kept).unwrap();
        let plain = SeriesSet {
            series: set.series.iter().filter(|one| one.key.scope.is_none()).cloned().collect(),
            ..SeriesSet::default()
        };
        assert!(
            places_of(&plain.series, &[gone]).is_empty(),
            "a narrower key asks for itself alone"
        );
    }
}

//! Notes that follow from what is counted, whatever the values: what must not be mixed, what
//! measures reporting as much as abuse, and what is not from the reports at all.

use super::scene::Kind;
use super::spec::{ChartSpec, Subject};
use super::words::{indicator_name, listed, uncapitalised};
use crate::figures::Indicator;
use crate::series::{Series, SeriesKey};
use std::collections::BTreeSet;

/// Indicators that are related and yet not the same, shown together: "Counted apart, not to be
/// added up or equated: refugees; refugees and asylum seekers".
pub fn apart(series: &[&Series], subject: &Subject<'_>) -> Option<String> {
    let slugs = slugs(series);
    let known = |slug: &str| indicator(slug, subject);
    let related = |slug: &&str| {
        known(slug).is_some_and(|one| {
            slugs.iter().any(|other| *other != *slug && one.apart.iter().any(|far| far == other))
        })
    };
    let names: Vec<String> = slugs
        .iter()
        .filter(|slug| related(slug))
        .map(|slug| uncapitalised(&indicator_name(slug, subject)))
        .collect();
    (names.len() > 1)
        .then(|| format!("Counted apart, not to be added up or equated: {}", names.join("; ")))
}

/// The standing note of counts that rise with reporting as well as with abuse.
pub fn reporting(series: &[&Series], subject: &Subject<'_>) -> Option<String> {
    let slugs = slugs(series);
    let reported: Vec<&str> = slugs
        .iter()
        .copied()
        .filter(|slug| indicator(slug, subject).is_some_and(|one| one.reporting))
        .collect();
    let words = "what was reported or recorded, not all that happened";
    match reported.len() {
        0 => None,
        _ if reported.len() == slugs.len() => Some(format!("Counts {words}")),
        _ => {
            let names = reported.iter().map(|slug| indicator_name(slug, subject));
            Some(format!("{} count {words}", listed(&names.collect::<Vec<_>>())))
        }
    }
}

/// That values beside those of the reports are from elsewhere, in what is taken for the same unit.
pub fn references(spec: &ChartSpec, kind: Kind) -> Option<String> {
    let files: BTreeSet<String> = spec.references.iter().map(|one| one.file.clone()).collect();
    let files = listed(&files.into_iter().collect::<Vec<_>>());
    if files.is_empty() {
        return None;
    }
    Some(if kind == Kind::Table {
        format!("Not in the table: values from {files}, which are not from the reports")
    } else {
        format!("Dashed grey: from {files}, not from the reports; taken to be in the same unit")
    })
}

fn indicator<'a>(slug: &str, subject: &Subject<'a>) -> Option<&'a Indicator> {
    let own = subject.indicator.filter(|one| one.slug == slug);
    own.or_else(|| subject.catalogue.and_then(|catalogue| catalogue.get(slug)))
}

/// The indicators that are shown, each once.
fn slugs<'a>(series: &[&'a Series]) -> Vec<&'a str> {
    let mut slugs: Vec<&str> = Vec::new();
    for SeriesKey { indicator, .. } in series.iter().map(|one| &one.key) {
        if !slugs.contains(&indicator.as_str()) {
            slugs.push(indicator);
        }
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Reference;
    use crate::charts::made::{series, whole};
    use crate::figures::Catalogue;

    fn of(slugs: &[&str]) -> Vec<Series> {
        let one = |slug: &&str| {
            let mut one = series("Tidewatch", vec![whole(2016, 5.0)]);
            one.key.indicator = (*slug).to_owned();
            one
        };
        slugs.iter().map(one).collect()
    }

    #[test]
    fn what_must_not_be_mixed_is_said_where_it_stands_together() {
        let catalogue = Catalogue::built_in();
        let subject = Subject { catalogue: Some(&catalogue), ..Subject::default() };
        let said = |slugs: &[&str]| apart(&of(slugs).iter().collect::<Vec<_>>(), &subject);
        assert_eq!(
            said(&["refugees", "refugees_and_asylum_seekers", "judges"]).as_deref(),
            Some(
                "Counted apart, not to be added up or equated: refugees; refugees and asylum seekers"
            )
        );
        assert!(said(&["refugees", "torture_complaints"]).is_none());
        assert!(said(&["refugees"]).is_none());
        let complaints = said(&["torture_complaints", "torture_cases_opened"]);
        assert!(
            complaints
                .is_some_and(|note| note.ends_with("torture complaints; torture cases opened"))
        );
    }

    #[test]
    fn counts_of_what_is_reported_say_so() {
        let catalogue = Catalogue::built_in();
        let subject = Subject { catalogue: Some(&catalogue), ..Subject::default() };
        let said = |slugs: &[&str]| reporting(&of(slugs).iter().collect::<Vec<_>>(), &subject);
        let all = "Counts what was reported or recorded, not all that happened";
        assert_eq!(said(&["torture_complaints"]).as_deref(), Some(all));
        assert_eq!(said(&["rape_cases", "hate_crimes"]).as_deref(), Some(all));
        let some = said(&["rape_cases", "prisoners"]).unwrap();
        assert!(some.starts_with("Rape cases count what was reported"), "{some}");
        assert!(said(&["prisoners"]).is_none());
    }

    #[test]
    fn values_from_elsewhere_are_said_to_be() {
        let reference = |file: &str| Reference { file: file.to_owned(), ..Reference::default() };
        let all = vec![reference("b.csv"), reference("a.csv"), reference("b.csv")];
        let spec = ChartSpec { references: all, ..ChartSpec::default() };
        let said = references(&spec, Kind::Dots).unwrap();
        assert!(said.starts_with("Dashed grey: from a.csv and b.csv, not from the reports"));
        assert!(references(&ChartSpec::default(), Kind::Line).is_none());
    }
}

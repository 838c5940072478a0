//! The line that names where the points of a chart are from: publisher, report, year and pages.

use super::spec::Subject;
use super::words::{listed, with_article, year_list};
use crate::entities::ReportIndex;
use crate::report::Metadata;
use crate::series::FigureId;
use std::collections::{BTreeMap, BTreeSet};

/// The longest line, in letters: what two lines of a slide hold. Beyond it titles are left out, then
/// pages: the data of the chart has them all.
const LONGEST: usize = 170;

/// The most letters of a title.
const LONGEST_TITLE: usize = 80;

/// Names the reports that these figures stand in.
pub fn source_line(told: &BTreeSet<FigureId>, subject: &Subject<'_>) -> String {
    let used: BTreeSet<ReportIndex> = told.iter().map(|id| id.report).collect();
    let reports: Vec<(ReportIndex, &Metadata)> =
        subject.reports.iter().filter(|(index, _)| used.contains(index)).copied().collect();
    if reports.is_empty() {
        return String::new();
    }
    let publishers = by_publisher(&reports);
    let pages = pages(told, subject);
    let written = |titles: bool, paged: bool| {
        let title = |one: &Publisher<'_>| one.title.clone().filter(|_| titles);
        let named: Vec<String> = publishers
            .iter()
            .map(|one| {
                let editions = one.editions(&pages, paged);
                let title = title(one).map_or(String::new(), |title| format!(", “{title}”"));
                let editions =
                    if editions.is_empty() { editions } else { format!(" ({editions})") };
                format!("{}{title}{editions}", one.name)
            })
            .collect();
        let all_titled = publishers.iter().all(|one| title(one).is_some());
        if all_titled {
            return format!("Source: {}", listed(&named));
        }
        let countries: BTreeSet<&str> =
            reports.iter().filter_map(|(_, report)| report.country()).collect();
        let on = match countries.into_iter().collect::<Vec<_>>().as_slice() {
            [country] => format!(" on {}", with_article(country)),
            _ => String::new(),
        };
        let noun = if reports.len() == 1 { "report" } else { "reports" };
        format!("Source: {noun}{on} by {}", listed(&named))
    };
    let forms = [(true, true), (false, true), (true, false)];
    let fits = |line: &String| line.chars().count() <= LONGEST;
    let found = forms.into_iter().map(|(titles, paged)| written(titles, paged)).find(fits);
    found.unwrap_or_else(|| written(false, false))
}

/// A publisher with its reports that are cited.
struct Publisher<'a> {
    name: String,
    /// The title of all its reports, years aside, where they have one and the same.
    title: Option<String>,
    reports: Vec<(ReportIndex, &'a Metadata)>,
}

/// The publishers, the one with most years first, then by name.
fn by_publisher<'a>(reports: &[(ReportIndex, &'a Metadata)]) -> Vec<Publisher<'a>> {
    let mut named: BTreeMap<String, Vec<(ReportIndex, &'a Metadata)>> = BTreeMap::new();
    for (index, report) in reports {
        let name = match (report.publisher(), report.title()) {
            (Some(publisher), _) => publisher.to_owned(),
            (None, "") => "a publisher not known".to_owned(),
            (None, title) => format!("a publisher not known, “{title}”"),
        };
        named.entry(name).or_default().push((*index, *report));
    }
    let mut publishers: Vec<Publisher<'_>> = named
        .into_iter()
        .map(|(name, reports)| {
            let known = reports.iter().all(|(_, report)| report.publisher().is_some());
            Publisher { name, title: common_title(&reports).filter(|_| known), reports }
        })
        .collect();
    let years = |one: &Publisher<'_>| {
        one.reports.iter().filter_map(|(_, report)| report.year()).collect::<BTreeSet<_>>().len()
    };
    publishers.sort_by_key(|one| std::cmp::Reverse(years(one)));
    publishers
}

/// The title that all reports have but for the year in it. The name of the country alone is none.
fn common_title(reports: &[(ReportIndex, &Metadata)]) -> Option<String> {
    let mut titles = reports.iter().map(|(_, report)| without_year(report.title()));
    let first = titles.next()?;
    let fold = |title: &str| title.to_lowercase();
    let same = titles.all(|title| fold(&title) == fold(&first));
    let length = first.chars().count();
    let loud = first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase);
    let worth = first.split_whitespace().count() > 2 && length <= LONGEST_TITLE && !loud;
    (same && worth).then_some(first)
}

fn without_year(title: &str) -> String {
    let year = |word: &&str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let kept: Vec<&str> = title.split_whitespace().filter(|word| !year(word)).collect();
    kept.join(" ").trim_matches([' ', '-', '–', '—', ':', ',']).to_owned()
}

type Pages = BTreeMap<ReportIndex, Vec<String>>;

/// The pages of each report that figures stand on, in their order.
fn pages(told: &BTreeSet<FigureId>, subject: &Subject<'_>) -> Pages {
    let mut pages: Pages = BTreeMap::new();
    let Some(facts) = subject.facts else { return pages };
    for id in told {
        if let Some(page) = facts.pages.get(id) {
            let known = pages.entry(id.report).or_default();
            if !known.contains(page) {
                known.push(page.clone());
            }
        }
    }
    pages
}

impl Publisher<'_> {
    /// The years of its reports, with the pages where `paged`: `2016, p. 4; 2018, pp. 7–9`.
    fn editions(&self, pages: &Pages, paged: bool) -> String {
        let years: BTreeSet<i16> =
            self.reports.iter().filter_map(|(_, report)| report.year()).collect();
        let none = !self.reports.iter().any(|(index, _)| pages.contains_key(index));
        if !paged || none {
            return year_list(&years);
        }
        let mut told: Vec<(Option<i16>, String)> = self
            .reports
            .iter()
            .map(|(index, report)| {
                let year = report.year().map(|year| year.to_string());
                let pages = pages.get(index).map(|pages| page_list(pages));
                let parts: Vec<String> = year.into_iter().chain(pages).collect();
                (report.year(), parts.join(", "))
            })
            .collect();
        told.sort();
        let told: Vec<String> = told.into_iter().map(|(_, words)| words).collect();
        told.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// `p. 4`, or `pp. 4, 7–9`.
fn page_list(pages: &[String]) -> String {
    let numbers: Option<BTreeSet<i16>> = pages.iter().map(|page| page.parse().ok()).collect();
    match (pages, numbers) {
        ([one], _) => format!("p. {one}"),
        (_, Some(numbers)) => format!("pp. {}", year_list(&numbers)),
        (several, None) => format!("pp. {}", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Facts;
    use crate::report::Guess;

    fn metadata(publisher: Option<&str>, title: &str, year: i16) -> Metadata {
        let guess = |value: &str| Some(Guess::new(value.to_owned(), "made"));
        Metadata {
            country: guess("Norland"),
            publisher: publisher.and_then(guess),
            title: guess(title),
            year: Some(Guess::new(year, "made")),
            ..Metadata::default()
        }
    }

    /// The line for one figure each of these reports, on the pages named.
    fn line(reports: &[Metadata], on: &[&str]) -> String {
        let reports: Vec<(ReportIndex, &Metadata)> = (0..).map(ReportIndex).zip(reports).collect();
        let mut facts = Facts::default();
        let mut told = BTreeSet::new();
        for (at, (report, _)) in (0..).zip(&reports) {
            let id = FigureId { report: *report, figure: at };
            told.insert(id);
            if let Some(page) = on.get(at as usize).filter(|page| !page.is_empty()) {
                facts.pages.insert(id, (*page).to_owned());
            }
        }
        let subject = Subject { reports: &reports, facts: Some(&facts), ..Subject::default() };
        source_line(&told, &subject)
    }

    #[test]
    fn the_line_names_the_reports_that_points_are_from() {
        let mut reports: Vec<Metadata> =
            [2016, 2017, 2018, 2020].map(|year| metadata(Some("Office"), "", year)).into();
        assert_eq!(line(&reports[3..], &[]), "Source: report on Norland by Office (2020)");
        reports.push(metadata(None, "", 2017));
        assert_eq!(
            line(&reports, &[]),
            "Source: reports on Norland by Office (2016–2018, 2020) and a publisher not known (2017)"
        );
        assert_eq!(line(&[], &[]), "");
    }

    #[test]
    fn a_title_that_all_reports_share_is_named() {
        let titled = |title: &str, year| metadata(Some("Office"), title, year);
        let both = [titled("2016 Storms in Norland", 2016), titled("2017 storms in Norland", 2017)];
        assert_eq!(line(&both, &[]), "Source: Office, “Storms in Norland” (2016, 2017)");
        let differ = [titled("Storms in Norland", 2016), titled("Tides in Norland", 2017)];
        assert_eq!(line(&differ, &[]), "Source: reports on Norland by Office (2016, 2017)");
        let alone = [titled("Norland", 2016)];
        assert_eq!(line(&alone, &[]), "Source: report on Norland by Office (2016)");
    }

    #[test]
    fn pages_are_named_while_there_is_room() {
        let reports: Vec<Metadata> =
            (2010..2013).map(|year| metadata(Some("Office"), "", year)).collect();
        assert_eq!(
            line(&reports, &["4", "", "xii"]),
            "Source: reports on Norland by Office (2010, p. 4; 2011; 2012, p. xii)"
        );
        let many: Vec<Metadata> =
            (1990..2020).map(|year| metadata(Some("Office"), "", year)).collect();
        let pages: Vec<&str> = many.iter().map(|_| "133").collect();
        assert_eq!(line(&many, &pages), "Source: reports on Norland by Office (1990–2019)");
        assert_eq!(page_list(&["7".into(), "8".into(), "9".into(), "4".into()]), "pp. 4, 7–9");
    }
}

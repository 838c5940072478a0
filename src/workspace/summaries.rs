//! What a list shows of each merged entity beside its name, and by what it is found.
//!
//! Comes in: the merged entities and the material of their reports. Goes out: [`Summaries`], made
//! once with each merge, away from the window's thread, in flat lists as there are very many.

use super::sections::{SectionId, Titles};
use crate::cases::Telling;
use crate::entities::{Entity, Material, ReportIndex, fold, near_folded};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// So many mentions of an entity in one section of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The report.
    pub report: ReportIndex,
    /// The section; none before the first heading.
    pub section: Option<SectionId>,
    /// How many mentions.
    pub mentions: u32,
}

/// What a list shows of an entity beside its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntitySummary<'a> {
    /// All its mentions.
    pub mentions: usize,
    /// Its mentions by the reports' years; reports without a year are not in it.
    pub by_year: Cow<'a, [(i16, u32)]>,
    /// In how many reports it stands.
    pub reports: usize,
    /// Where it stands, by report and section, whatever reports are chosen.
    pub stands: &'a [Presence],
    /// For persons, the latest dated event that they stand in.
    pub last_event: Option<Telling>,
    /// Name and forms in lower case, a line each, to find it by.
    plain: &'a str,
    /// Their words, evened out as names are compared, each after a space.
    folded: &'a str,
}

impl EntitySummary<'_> {
    /// The first year it stands in a report of.
    pub fn first_year(&self) -> Option<i16> {
        self.by_year.first().map(|(year, _)| *year)
    }

    /// Its counts in some reports alone, those that have an answer: their year, if they have one.
    #[must_use]
    pub fn within(self, chosen: impl Fn(ReportIndex) -> Option<Option<i16>>) -> Self {
        let (mut mentions, mut reports) = (0, 0);
        let mut by_year: BTreeMap<i16, u32> = BTreeMap::new();
        let mut last = None;
        for stand in self.stands {
            let Some(year) = chosen(stand.report) else { continue };
            mentions += stand.mentions as usize;
            reports += usize::from(last.replace(stand.report) != Some(stand.report));
            if let Some(year) = year {
                *by_year.entry(year).or_default() += stand.mentions;
            }
        }
        let last_event = self.last_event.filter(|event| chosen(event.report).is_some());
        let by_year = Cow::Owned(by_year.into_iter().collect());
        Self { mentions, by_year, reports, last_event, ..self }
    }

    /// Its name and all forms of it, in lower case.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.plain.lines()
    }

    /// Whether one of its names holds what was typed, in this or another spelling: each typed word
    /// begins a word of its names.
    pub fn matches(&self, typed: &TypedName) -> bool {
        self.plain.contains(&typed.plain)
            || !typed.words.is_empty() && typed.words.iter().all(|word| self.begins(word))
    }

    /// Whether its names may be what was typed with a letter or two amiss.
    pub fn is_near(&self, typed: &TypedName) -> bool {
        let near = |typed: &String| {
            let mut own = self.folded.split_whitespace();
            self.begins(typed) || own.any(|own| near_folded(own, typed.trim()))
        };
        !typed.words.is_empty() && typed.words.iter().all(near)
    }

    /// Whether one of its words is one of these.
    pub fn shares(&self, words: &TypedName) -> bool {
        words.words.iter().any(|word| {
            let after = self.folded.split(word.as_str()).skip(1);
            after.into_iter().any(|after| after.is_empty() || after.starts_with(' '))
        })
    }

    fn begins(&self, word: &str) -> bool {
        // "Tokay" is on the way to "Tokayev", whose y is evened out before a vowel.
        let on_the_way = |word: &str| word.strip_suffix('i').is_some_and(|w| w.len() > 3);
        self.folded.contains(word)
            || on_the_way(word) && self.folded.contains(word.trim_end_matches('i'))
    }
}

/// What was typed to find names by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedName {
    plain: String,
    /// Each after a space, as they begin words.
    words: Vec<String>,
}

impl TypedName {
    /// Evens out what was typed.
    pub fn new(typed: &str) -> Self {
        let words = name_words(typed).map(fold).filter(|word| !word.is_empty());
        Self {
            plain: typed.trim().to_lowercase(),
            words: words.map(|word| format!(" {word}")).collect(),
        }
    }
}

impl TypedName {
    /// The words of a name, evened out.
    pub fn words_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words = words.into_iter().map(fold).filter(|word| !word.is_empty());
        Self { plain: String::new(), words: words.map(|word| format!(" {word}")).collect() }
    }
}

fn name_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '/'))
}

/// The summaries of entities, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summaries {
    rows: Vec<Row>,
    by_year: Vec<(i16, u32)>,
    stands: Vec<Presence>,
    /// For each entity its plain words, then its folded ones.
    words: String,
}

/// One entity; what there is several of ends in the lists of all where it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    mentions: u32,
    reports: u32,
    last_event: Option<(ReportIndex, u32)>,
    by_year: u32,
    stands: u32,
    plain: u32,
    folded: u32,
}

/// Before the first.
const BEGIN: Row =
    Row { mentions: 0, reports: 0, last_event: None, by_year: 0, stands: 0, plain: 0, folded: 0 };

impl Summaries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = EntitySummary<'_>> {
        (0..self.rows.len()).filter_map(|at| self.get(at))
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<EntitySummary<'_>> {
        let row = self.rows.get(at)?;
        let before = at.checked_sub(1).map_or(Some(&BEGIN), |before| self.rows.get(before))?;
        let words = |from: u32, to: u32| self.words.get(from as usize..to as usize);
        let last_event = |(report, event)| Telling { report, event: event as usize };
        Some(EntitySummary {
            mentions: row.mentions as usize,
            by_year: Cow::Borrowed(part(&self.by_year, before.by_year, row.by_year)),
            reports: row.reports as usize,
            stands: part(&self.stands, before.stands, row.stands),
            last_event: row.last_event.map(last_event),
            plain: words(before.folded, row.plain).unwrap_or(""),
            folded: words(row.plain, row.folded).unwrap_or(""),
        })
    }

    /// Adds one at the end.
    pub(super) fn push(&mut self, summary: &EntitySummary<'_>) {
        self.by_year.extend_from_slice(&summary.by_year);
        self.stands.extend_from_slice(summary.stands);
        self.words.push_str(summary.plain);
        let plain = count(self.words.len());
        self.words.push_str(summary.folded);
        self.rows.push(Row {
            mentions: count(summary.mentions),
            reports: count(summary.reports),
            last_event: summary.last_event.map(|told| (told.report, count(told.event))),
            by_year: count(self.by_year.len()),
            stands: count(self.stands.len()),
            plain,
            folded: count(self.words.len()),
        });
    }

    /// Gives back the room that was kept for more.
    pub(super) fn settle(&mut self) {
        self.rows.shrink_to_fit();
        self.by_year.shrink_to_fit();
        self.stands.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.words.len()
            + size_of_val(self.rows.as_slice())
            + size_of_val(self.by_year.as_slice())
            + size_of_val(self.stands.as_slice())
    }
}

fn part<T>(all: &[T], from: u32, to: u32) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The reports that summaries are made of, and what is known of their words.
#[derive(Debug, Default)]
pub(super) struct Summarizer {
    reports: HashMap<ReportIndex, Summarized>,
    folder: Folder,
}

/// A report that summaries are made of.
#[derive(Debug)]
struct Summarized {
    material: Arc<Material>,
    year: Option<i16>,
    /// The section of each entry of its outline.
    sections: Vec<SectionId>,
}

impl Summarizer {
    /// Takes a report, whose sections are found among `titles` or added to them.
    pub(super) fn add(
        &mut self,
        index: ReportIndex,
        material: Arc<Material>,
        year: Option<i16>,
        titles: &mut Titles,
    ) {
        let sections = titles.add(&material);
        self.reports.insert(index, Summarized { material, year, sections });
    }

    /// The material of a report that was taken.
    pub(super) fn material(&self, index: ReportIndex) -> Option<&Arc<Material>> {
        self.reports.get(&index).map(|report| &report.material)
    }

    /// Adds the summary of an entity at the end of `to`.
    pub(super) fn summarize(&mut self, entity: Entity<'_>, to: &mut Summaries) {
        let (mut mentions, mut reports) = (0, 0);
        let mut by_year: BTreeMap<i16, u32> = BTreeMap::new();
        let mut stands: Vec<Presence> = Vec::new();
        let mut forms: BTreeSet<&str> = BTreeSet::from([entity.name]);
        let mut last_event: Option<(Date, Reverse<ReportIndex>, usize)> = None;
        let mut last = None;
        for (index, local) in entity.members {
            let Some(report) = self.reports.get(index) else { continue };
            let Some(own) = report.material.get(*local) else { continue };
            let own_mentions = own.mentions().len();
            mentions += own_mentions;
            reports += usize::from(last.replace(*index) != Some(*index));
            if let Some(year) = report.year {
                *by_year.entry(year).or_default() += count(own_mentions);
            }
            forms.insert(own.name());
            forms.extend(own.forms().map(|(form, _)| form));
            let section = |at: Option<usize>| report.sections.get(at?).copied();
            for (section, mentions) in own.stands().map(|(at, n)| (section(at), count(n))) {
                match stands.last_mut() {
                    Some(stand) if (stand.report, stand.section) == (*index, section) => {
                        stand.mentions += mentions;
                    }
                    _ => stands.push(Presence { report: *index, section, mentions }),
                }
            }
            // Of reports that tell one day, the first.
            if let Some((event, day)) = own.last_event() {
                let is_later = |(known, report, _): &(Date, Reverse<ReportIndex>, usize)| {
                    (day, Reverse(*index)) > (*known, *report)
                };
                if last_event.as_ref().is_none_or(is_later) {
                    last_event = Some((day, Reverse(*index), event));
                }
            }
        }
        let by_year: Vec<(i16, u32)> = by_year.into_iter().collect();
        let (plain, folded) = self.folder.words(forms);
        to.push(&EntitySummary {
            mentions,
            by_year: Cow::Borrowed(&by_year),
            reports,
            stands: &stands,
            last_event: last_event.map(|(_, Reverse(report), event)| Telling { report, event }),
            plain: &plain,
            folded: &folded,
        });
    }
}

/// Folds each word once: a folder's names share most of theirs.
#[derive(Debug, Default)]
struct Folder(HashMap<String, String>);

impl Folder {
    fn fold(&mut self, word: &str) -> &str {
        if !self.0.contains_key(word) {
            self.0.insert(word.to_owned(), fold(word));
        }
        self.0.get(word).map_or("", String::as_str)
    }

    /// What names are found by: as they are written, and evened out.
    fn words<'a>(&mut self, forms: impl IntoIterator<Item = &'a str>) -> (String, String) {
        let (mut plain, mut all) = (String::new(), String::new());
        for form in forms {
            plain.push_str(&form.to_lowercase());
            plain.push('\n');
            for word in name_words(form) {
                let folded = self.fold(word);
                if !folded.is_empty() && !all.split(' ').any(|known| known == folded) {
                    all.push(' ');
                    all.push_str(folded);
                }
            }
        }
        (plain, all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an entity with these names is found by.
    fn named(names: &[&'static str]) -> Summaries {
        let (plain, folded) = Folder::default().words(names.iter().copied());
        let mut summaries = Summaries::default();
        let (plain, folded) = (plain.as_str(), folded.as_str());
        summaries.push(&EntitySummary { plain, folded, ..EntitySummary::default() });
        summaries
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let drumayev = named(&["Yelnar Drumayev", "Drumayev"]);
        let drumayev = drumayev.get(0).unwrap();
        let finds = |typed| drumayev.matches(&TypedName::new(typed));
        for typed in
            ["", "drumayev", "Drumaev", "Drumajew", "elnar dru", "Druma", "Drumay", "mayev"]
        {
            assert!(finds(typed), "{typed}");
        }
        for typed in ["Drumova", "Yelnar Vesely", "aev", "x"] {
            assert!(!finds(typed), "{typed}");
        }
        let union = named(&["Harbor Workers’ Union", "HWU"]);
        let union = union.get(0).unwrap();
        assert!(union.shares(&TypedName::words_of(["Port", "Harbour", "Union"])));
        assert!(!union.shares(&TypedName::words_of(["Harb", "Work", ""])));
        assert!(union.matches(&TypedName::new("hwu")));
        assert!(union.matches(&TypedName::new("union harbor")));
    }

    #[test]
    fn a_slip_of_a_letter_is_forgiven_where_asked() {
        let drumayev = named(&["Yelnar Drumayev"]);
        let drumayev = drumayev.get(0).unwrap();
        let typed = TypedName::new("Drumeyev");
        assert!(!drumayev.matches(&typed));
        assert!(drumayev.is_near(&typed));
        assert!(!drumayev.is_near(&TypedName::new("Kolotov")));
        assert!(!drumayev.is_near(&TypedName::new("")));
    }

    #[test]
    fn summaries_come_out_as_they_were_put_in() {
        let stand = Presence { report: ReportIndex(4), section: Some(SectionId(2)), mentions: 3 };
        let first = EntitySummary {
            mentions: 3,
            by_year: Cow::Borrowed(&[(2030, 3)]),
            reports: 1,
            stands: &[stand],
            last_event: Some(Telling { report: ReportIndex(4), event: 7 }),
            plain: "otto vesely\n",
            folded: " oto veseli",
        };
        let second = EntitySummary { plain: "velna court\n", ..EntitySummary::default() };
        let mut summaries = Summaries::default();
        summaries.push(&first);
        summaries.push(&second);
        summaries.settle();
        let kept = postcard::to_stdvec(&summaries).unwrap();
        let kept: Summaries = postcard::from_bytes(&kept).unwrap();
        assert_eq!(kept.iter().collect::<Vec<_>>(), [first, second]);
        assert_eq!((kept.len(), kept.get(2)), (2, None));
    }

    #[test]
    fn counts_within_some_reports_leave_the_others_out() {
        let stand =
            |report, mentions| Presence { report: ReportIndex(report), section: None, mentions };
        let stands = &[stand(0, 2), stand(1, 3), stand(1, 1), stand(2, 5)];
        let last_event = Some(Telling { report: ReportIndex(0), event: 3 });
        let summary = EntitySummary { stands, last_event, ..EntitySummary::default() };
        let years = [Some(2030), Some(2031), None];
        let within = summary.within(|report| (report.0 > 0).then(|| years[report.0 as usize]));
        assert_eq!((within.mentions, within.reports), (9, 2));
        assert_eq!((within.by_year.as_ref(), within.last_event), (&[(2031, 4)][..], None));
    }
}

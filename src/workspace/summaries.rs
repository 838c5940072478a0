//! What a list shows of each merged entity beside its name, and by what it is found.
//!
//! Comes in: the merged entities and the analysed reports. Goes out: an [`EntitySummary`] for each,
//! made once with each merge, away from the window's thread.

use super::EntityId;
use super::decisions::Reports;
use super::member_ids::MemberIds;
use super::sections::{SectionId, Sections};
use crate::cases::Telling;
use crate::entities::{Entity, ReportIndex, fold, near_folded};
use crate::report::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many mentions of an entity in one section of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The report.
    pub report: ReportIndex,
    /// The section; none before the first heading.
    pub section: Option<SectionId>,
    /// How many mentions.
    pub mentions: usize,
}

/// What a list shows of an entity beside its name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EntitySummary {
    /// All its mentions.
    pub mentions: usize,
    /// Its mentions by the reports' years; reports without a year are not in it.
    pub by_year: BTreeMap<i16, usize>,
    /// In how many reports it stands.
    pub reports: usize,
    /// Where it stands, by report and section.
    pub stands: Vec<Presence>,
    /// For persons, the latest dated event that they stand in.
    pub last_event: Option<Telling>,
    /// Name and forms in lower case, a line each, to find it by.
    plain: String,
    /// Their words, evened out as names are compared, each after a space.
    folded: String,
}

impl EntitySummary {
    /// The first year it stands in a report of.
    pub fn first_year(&self) -> Option<i16> {
        self.by_year.keys().next().copied()
    }

    /// Its counts in some reports alone, those that have an answer: their year, if they have one.
    /// It is not found by its names.
    #[must_use]
    pub fn within(&self, chosen: impl Fn(ReportIndex) -> Option<Option<i16>>) -> Self {
        let mut within = Self::default();
        let mut last = None;
        for stand in &self.stands {
            let Some(year) = chosen(stand.report) else { continue };
            within.mentions += stand.mentions;
            within.reports += usize::from(last.replace(stand.report) != Some(stand.report));
            if let Some(year) = year {
                *within.by_year.entry(year).or_default() += stand.mentions;
            }
            within.stands.push(*stand);
        }
        within
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

fn name_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '/'))
}

/// The summaries of all `entities`, in their order, and the sections that they stand in.
pub(super) fn summaries(
    entities: &[Entity],
    ids: &MemberIds,
    reports: &Reports<'_>,
) -> (Vec<EntitySummary>, Sections) {
    let mut sections = Sections::default();
    let maps: HashMap<ReportIndex, Vec<SectionId>> = reports
        .iter()
        .collect::<BTreeMap<_, _>>()
        .into_iter()
        .map(|(index, (loaded, _))| (*index, sections.add(&loaded.report.outline)))
        .collect();
    let mut folder = Folder::default();
    let mut made: Vec<EntitySummary> =
        entities.iter().map(|entity| summary(entity, reports, &maps, &mut folder)).collect();
    add_last_events(&mut made, ids, reports);
    (made, sections)
}

fn summary(
    entity: &Entity,
    reports: &Reports<'_>,
    maps: &HashMap<ReportIndex, Vec<SectionId>>,
    folder: &mut Folder,
) -> EntitySummary {
    let mut summary = EntitySummary::default();
    let mut forms: BTreeSet<&str> = BTreeSet::from([entity.name.as_str()]);
    let mut last = None;
    for (index, local) in &entity.members {
        let Some((loaded, analysis)) = reports.get(index) else { continue };
        let Some(own) = analysis.entities.get(*local) else { continue };
        let report = &loaded.report;
        summary.mentions += own.mentions.len();
        if last.replace(*index) != Some(*index) {
            summary.reports += 1;
        }
        if let Some(year) = report.metadata.year() {
            *summary.by_year.entry(year).or_default() += own.mentions.len();
        }
        forms.insert(&own.name);
        forms.extend(own.mentions.iter().map(|span| span.of(&report.text)));
        let of_report = maps.get(index).map(Vec::as_slice).unwrap_or_default();
        let section =
            |span: &Span| report.section_at(span.start).and_then(|at| of_report.get(at).copied());
        for section in own.mentions.iter().map(section) {
            match summary.stands.last_mut() {
                Some(stand) if (stand.report, stand.section) == (*index, section) => {
                    stand.mentions += 1;
                }
                _ => summary.stands.push(Presence { report: *index, section, mentions: 1 }),
            }
        }
    }
    for form in forms {
        summary.plain.push_str(&form.to_lowercase());
        summary.plain.push('\n');
        for word in name_words(form) {
            let folded = folder.fold(word);
            if !folded.is_empty() && !summary.folded.split(' ').any(|known| known == folded) {
                summary.folded.push(' ');
                summary.folded.push_str(folded);
            }
        }
    }
    summary
}

/// Folds each word once: a folder's names share most of theirs.
#[derive(Default)]
struct Folder(HashMap<String, String>);

impl Folder {
    fn fold(&mut self, word: &str) -> &str {
        if !self.0.contains_key(word) {
            self.0.insert(word.to_owned(), fold(word));
        }
        self.0.get(word).map_or("", String::as_str)
    }
}

/// The latest dated event of each person: of reports that tell one day, the first.
fn add_last_events(summaries: &mut [EntitySummary], ids: &MemberIds, reports: &Reports<'_>) {
    let mut last: HashMap<EntityId, (Date, Telling)> = HashMap::new();
    let by_index: BTreeMap<_, _> = reports.iter().collect();
    for (index, (_, analysis)) in by_index {
        for (event, told) in analysis.events.iter().enumerate() {
            let Some(date) = told.date else { continue };
            let Some(id) = ids.get((*index, told.person)) else { continue };
            let telling = Telling { report: *index, event };
            let known = last.entry(id).or_insert((date.to, telling));
            if known.0 < date.to {
                *known = (date.to, telling);
            }
        }
    }
    for (id, (_, telling)) in last {
        if let Some(summary) = summaries.get_mut(id.0 as usize) {
            summary.last_event = Some(telling);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> EntitySummary {
        let mut summary = EntitySummary::default();
        for name in names {
            summary.plain.push_str(&name.to_lowercase());
            summary.plain.push('\n');
            for word in name_words(name) {
                summary.folded.push(' ');
                summary.folded.push_str(&fold(word));
            }
        }
        summary
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let drumayev = named(&["Yelnar Drumayev", "Drumayev"]);
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
        assert!(union.matches(&TypedName::new("hwu")));
        assert!(union.matches(&TypedName::new("union harbor")));
    }

    #[test]
    fn a_slip_of_a_letter_is_forgiven_where_asked() {
        let drumayev = named(&["Yelnar Drumayev"]);
        let typed = TypedName::new("Drumeyev");
        assert!(!drumayev.matches(&typed));
        assert!(drumayev.is_near(&typed));
        assert!(!drumayev.is_near(&TypedName::new("Kolotov")));
        assert!(!drumayev.is_near(&TypedName::new("")));
    }

    #[test]
    fn counts_within_some_reports_leave_the_others_out() {
        let stand =
            |report, mentions| Presence { report: ReportIndex(report), section: None, mentions };
        let mut summary = named(&["Yelnar Drumayev"]);
        summary.stands = vec![stand(0, 2), stand(1, 3), stand(1, 1), stand(2, 5)];
        let years = [Some(2030), Some(2031), None];
        let within = summary.within(|report| (report.0 > 0).then(|| years[report.0 as usize]));
        assert_eq!((within.mentions, within.reports), (9, 2));
        assert_eq!(within.by_year.into_iter().collect::<Vec<_>>(), [(2031, 4)]);
    }
}

//! The catalogue of indicators: data from `assets/indicators/`, and how a figure finds its own.
//!
//! In come figures with the words around their number ([`super::Cues`]), out they go with the slug of
//! the indicator that fits best, or none. All patterns of all indicators are looked for at once.

use super::lexicon::LEXICON;
use super::matcher::{Looker, Matcher};
use super::schema::{self, Indicator, Unit};
use super::{CuesView, Figure, FigureKind, Worded};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// All indicators that figures are matched against.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// In the order of the file.
    pub indicators: Vec<Indicator>,
    matcher: Arc<Matcher>,
}

impl Indicator {
    /// The usual unit of its values.
    pub fn unit(&self) -> Unit {
        self.units.first().copied().unwrap_or_default()
    }
}

/// The name of an indicator that comes with the program.
pub fn built_in_name(slug: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let indicators = schema::parse(BUILT_IN).unwrap_or_default();
        indicators.into_iter().map(|indicator| (indicator.slug, indicator.name)).collect()
    });
    NAMES.get(slug).map(String::as_str)
}

const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/indicators.toml"));

impl Catalogue {
    /// The catalogue that comes with the program, checked when the program was built.
    pub fn built_in() -> Self {
        Self::new(schema::parse(BUILT_IN).unwrap_or_default())
    }

    /// A catalogue of these indicators; of two that fit a figure equally the earlier gets it.
    pub fn new(indicators: Vec<Indicator>) -> Self {
        let matcher = Arc::new(Matcher::new(&indicators));
        Self { indicators, matcher }
    }

    /// The indicator with this slug.
    pub fn get(&self, slug: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.slug == slug)
    }

    /// Gives each figure its indicator, or none, by its cues, which stand in the same order; what was
    /// assigned before is replaced.
    pub fn assign(&self, figures: &mut [Figure], cues: &[CuesView<'_>]) {
        let fits = self.fits(figures, cues);
        let slugs: Vec<Option<String>> =
            fits.into_iter().map(|fit| fit.map(|it| it.slug.clone())).collect();
        for (figure, slug) in figures.iter_mut().zip(slugs) {
            figure.indicator = slug;
        }
    }

    /// The figure with its indicator, or none.
    pub fn assigned(&self, worded: Worded) -> Figure {
        let Worded { mut figure, cues } = worded;
        self.assign(std::slice::from_mut(&mut figure), &[cues.view()]);
        figure
    }

    /// The indicator that each figure of a report, in text order, would be given.
    pub fn fits(&self, figures: &[Figure], cues: &[CuesView<'_>]) -> Vec<Option<&Indicator>> {
        let all: Vec<Told<'_>> =
            figures.iter().zip(cues).map(|(figure, cues)| Told { figure, cues }).collect();
        let mut looker = Looker::new(&self.matcher);
        let mut fits: Vec<Option<&Indicator>> = Vec::with_capacity(all.len());
        for (at, told) in all.iter().enumerate() {
            let own = self.fitting(told, &mut looker);
            let earlier = all.get(at.saturating_sub(NEIGHBOURS)..at).unwrap_or_default();
            let before = fits.get(at.saturating_sub(NEIGHBOURS)..at).unwrap_or_default();
            let fit = own.or_else(|| compared(told, earlier, before));
            fits.push(fit);
        }
        fits
    }

    /// The indicator that fits a figure best. A limit set by law, a number of one told event, and a
    /// change, gap or multiple have none: an indicator stands for the thing's own number.
    fn fitting(&self, told: &Told<'_>, looker: &mut Looker<'_>) -> Option<&Indicator> {
        let figure = told.figure;
        if figure.kind != FigureKind::Statistic || is_change(told) || is_sample(told) {
            return None;
        }
        self.indicators.get(looker.fitting(told.cues, figure.unit, describes(told))?)
    }
}

/// A figure beside its cues.
struct Told<'a> {
    figure: &'a Figure,
    cues: &'a CuesView<'a>,
}

/// How many figures back a comparison is looked for.
const NEIGHBOURS: usize = 4;

/// "received 30 complaints of theft, compared with 40 complaints in 2010": the same thing at another
/// time, told by its bare noun, takes the indicator of the number that it is compared with.
fn compared<'a>(
    told: &Told<'_>,
    earlier: &[Told<'_>],
    fits: &[Option<&'a Indicator>],
) -> Option<&'a Indicator> {
    let Told { figure, cues } = *told;
    let noun = first_word(cues.counted);
    let bare = cues.counted.split(' ').nth(1).is_none_or(|next| TAILS.contains(&next));
    let lead = cues.clause.split(" #").next().unwrap_or_default();
    let against = lead.rsplit(' ').take(4).any(|word| LEXICON.compared.has(word));
    if figure.kind != FigureKind::Statistic || !bare || !against || is_change(told) {
        return None;
    }
    let same = |before: &Told<'_>| {
        before.figure.sentence == figure.sentence
            && before.figure.unit == figure.unit
            && (LEXICON.happened.has(noun) || before.cues.counted.split(' ').any(|it| it == noun))
    };
    let mut told_before = earlier.iter().zip(fits).rev();
    let (_, fit) = told_before.find(|(before, fit)| fit.is_some() && same(before))?;
    *fit
}

/// Words that go on from a bare noun to its time.
const TAILS: [&str; 6] = ["in", "during", "the", "for", "through", "reported"];

/// Words of bounds that are more than one ("more than", "at least").
const BOUNDS: [&str; 5] = ["more", "than", "at", "least", "fewer"];

/// "a survey of 900 farmers", "of the 900 farmers interviewed": who was asked is nobody's number.
fn is_sample(told: &Told<'_>) -> bool {
    let Told { figure, cues } = *told;
    let asked = |text: &str| text.split(' ').any(|word| LEXICON.asked.has(word));
    let before = cues.clause.split(" #").next().unwrap_or_default();
    let bound = |word: &&str| {
        LEXICON.approx.has(word) || LEXICON.at_least.has(word) || BOUNDS.contains(word)
    };
    let mut words: Vec<String> =
        before.rsplit(' ').skip_while(bound).take(2).map(str::to_owned).collect();
    words.reverse();
    let surveyed = LEXICON.asking.ending_at(&words, words.len()).is_some();
    figure.unit == Unit::Count && (asked(cues.counted) || surveyed)
}

/// "a 40 percent increase", "rose 12 percent", "the gap was 22 percent", "fourfold".
fn is_change(told: &Told<'_>) -> bool {
    let Told { figure, cues } = *told;
    if figure.unit == Unit::Rate && figure.raw.len() > 2 && cues.counted.is_empty() {
        return true;
    }
    if figure.unit == Unit::Money {
        return [" by #", " by an average of #", " by $ #"].iter().any(|p| cues.clause.contains(p));
    }
    if figure.unit != Unit::Percent {
        let before = cues.clause.split(" #").next().unwrap_or_default();
        let mut words = before.rsplit(' ');
        if words.next() == Some("by") && words.take(3).any(|word| LEXICON.change.has(word)) {
            return true;
        }
        return LEXICON.change.has(first_word(cues.counted)) && cues.counted.split(' ').count() < 3;
    }
    let counted = first_word(cues.counted);
    let grown = matches!(
        counted,
        "increase"
            | "decrease"
            | "rise"
            | "drop"
            | "decline"
            | "reduction"
            | "growth"
            | "more"
            | "less"
            | "higher"
            | "lower"
            | "fewer"
            | "jump"
            | "fall"
    );
    let mut words = cues.clause.split(' ').rev().skip_while(|word| *word != "#").skip(1);
    let changed = words
        .by_ref()
        .take(3)
        .any(|word| word != "up" && LEXICON.change.has(word) || matches!(word, "by" | "gap"));
    let level = cues.clause.contains(" to #") || cues.clause.contains(" from #");
    grown || changed && !level || cues.clause.contains("gap between")
}

/// "of the 900 workers, 60 percent …": a share that describes the counted things. A row of shares
/// of one whole ("one list won 54 percent of the vote, the other 27 percent") does not.
fn describes(told: &Told<'_>) -> bool {
    let Told { figure, cues } = *told;
    let listed = cues.clause.ends_with("# percent") && cues.whole.contains("# percent");
    let part = !cues.whole.is_empty() && !listed;
    figure.unit == Unit::Percent && (part || cues.sentence.starts_with("of "))
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Cues;

    fn figure(counted: &str, clause: &str) -> Worded {
        let cues = Cues {
            counted: counted.to_owned(),
            clause: clause.to_owned(),
            sentence: clause.to_owned(),
            ..Cues::default()
        };
        Worded { cues, ..Worded::default() }
    }

    /// The indicators that the figures of a report get.
    fn slugs(catalogue: &Catalogue, all: &[Worded]) -> Vec<Option<String>> {
        let mut figures: Vec<Figure> = all.iter().map(|one| one.figure.clone()).collect();
        let cues: Vec<CuesView<'_>> = all.iter().map(|one| one.cues.view()).collect();
        catalogue.assign(&mut figures, &cues);
        figures.into_iter().map(|figure| figure.indicator).collect()
    }

    #[test]
    fn the_built_in_catalogue_is_sound() {
        assert!(Catalogue::built_in().get("torture_complaints").is_some());
    }

    #[test]
    fn what_is_kept_apart_is_so_both_ways() {
        let catalogue = Catalogue::built_in();
        for indicator in &catalogue.indicators {
            for other in &indicator.apart {
                let back = catalogue.get(other).is_some_and(|o| o.apart.contains(&indicator.slug));
                assert!(back, "{other} does not name {}", indicator.slug);
            }
        }
    }

    #[test]
    fn a_figure_finds_its_indicator_or_none() {
        let catalogue = Catalogue::built_in();
        let table = [
            (
                "complaints of torture",
                "her office received # complaints of torture",
                Some("torture_complaints"),
            ),
            ("refugees", "the country hosted # refugees", Some("refugees")),
            (
                "refugees and asylum seekers",
                "there were # refugees and asylum seekers",
                Some("refugees_and_asylum_seekers"),
            ),
            ("judges", "the council dismissed # judges for misconduct", Some("judges_dismissed")),
            ("loaves of bread", "bakers sold # loaves of bread", None),
        ];
        for (counted, clause, want) in table {
            let found = slugs(&catalogue, &[figure(counted, clause)]);
            assert_eq!(found[0].as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn what_must_not_be_mixed_is_told_apart() {
        let catalogue = Catalogue::built_in();
        let table = [
            ("inmates", "the north's jails held # inmates", Some("prisoners")),
            ("inmates", "the jail was built to hold # inmates", Some("prison_capacity")),
            ("nurses", "# nurses worked in the prisons", None),
            ("refugees", "the country hosted # refugees", Some("refugees")),
            ("refugees", "# refugees were resettled abroad", Some("refugees_resettled")),
            ("persons", "the office recognized # as refugees", Some("refugees_recognized")),
            ("persons", "it recognized # persons as refugees in may", Some("refugees_recognized")),
            ("refugees", "the office revoked the refugee status of # refugees", None),
            ("refugee families", "the country hosted # refugee families", None),
            ("refugee villages", "the country hosted # refugee villages", None),
            ("persons", "the office denied asylum to # persons", Some("asylum_denied")),
            ("idps", "there were # idps in the valley", Some("displaced_persons")),
            ("idps", "# idps returned to the valley", Some("returnees")),
            ("rapes", "police registered # rapes", Some("rape_cases")),
            ("men", "courts convicted # men of rape", Some("rape_convictions")),
            (
                "cases of trafficking",
                "they investigated # cases of trafficking",
                Some("trafficking_investigations"),
            ),
            ("traffickers", "courts convicted # traffickers", Some("trafficking_convictions")),
            ("seats", "the list won # seats in the election", Some("seats_won")),
            ("prisoners", "# prisoners were on death row", Some("death_row")),
        ];
        for (counted, clause, want) in table {
            let found = slugs(&catalogue, &[figure(counted, clause)]);
            assert_eq!(found[0].as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn a_heading_lends_no_torture_to_the_numbers_below_it() {
        let mut below = figure("guards", "courts convicted # guards of theft");
        below.cues.headings = "torture and other cruel treatment".to_owned();
        assert_eq!(slugs(&Catalogue::built_in(), &[below]), [None]);
    }

    #[test]
    fn rows_of_shares_count_and_shares_of_those_counted_only_where_an_entry_says_so() {
        let catalogue = Catalogue::built_in();
        let share = |clause: &str, whole: &str, counted: &str| {
            let mut share = figure(counted, clause);
            share.unit = Unit::Percent;
            whole.clone_into(&mut share.cues.whole);
            slugs(&catalogue, &[share]).remove(0)
        };
        let row = share("the other list # percent", "one list won # percent of the vote", "vote");
        assert_eq!(row.as_deref(), Some("votes"));
        let some = share("# percent were children", "the country hosted # refugees", "refugees");
        assert_eq!(some, None);
    }

    #[test]
    fn who_was_asked_is_nobodys_number_nor_is_what_a_count_fell_by() {
        let catalogue = Catalogue::built_in();
        let table = [
            ("refugees", "the country hosted # refugees", Some("refugees")),
            ("refugees interviewed", "there were # refugees interviewed", None),
            ("refugees", "the office made a survey of more than # refugees", None),
            ("refugees", "according to the survey # refugees were there", Some("refugees")),
            ("refugees", "the number of refugees decreased by # refugees", None),
            ("refugees", "the number of refugees decreased to # refugees", Some("refugees")),
        ];
        for (counted, clause, want) in table {
            let found = slugs(&catalogue, &[figure(counted, clause)]);
            assert_eq!(found[0].as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn a_bare_noun_that_is_compared_takes_the_indicator_of_what_it_is_compared_with() {
        let catalogue = Catalogue::built_in();
        let first = "the guild documented # attacks on reporters";
        let table = [
            ("attacks in 2010", "compared with # attacks in 2010", Some("journalists_attacked")),
            ("cases in 2010", "compared with # cases in 2010", Some("journalists_attacked")),
            ("orchards in 2010", "compared with # orchards in 2010", None),
            ("cases", "and # cases went on", None),
        ];
        for (counted, clause, want) in table {
            let both = [figure("attacks on reporters", first), figure(counted, clause)];
            assert_eq!(slugs(&catalogue, &both)[1].as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn what_is_told_of_a_part_is_not_told_of_its_group() {
        let catalogue = Catalogue::built_in();
        let group = |base: bool| {
            let mut group = figure("inmates", "inmates");
            group.cues.sentence =
                "40 percent of the country's # inmates were in pretrial detention".to_owned();
            group.cues.headings = "prison conditions".to_owned();
            group.cues.base = base;
            slugs(&catalogue, &[group]).remove(0)
        };
        assert_eq!(group(true).as_deref(), Some("prisoners"));
        assert_ne!(group(false).as_deref(), Some("prisoners"));
    }

    #[test]
    fn neither_norms_nor_changes_have_an_indicator() {
        let catalogue = Catalogue::built_in();
        let mut norm = figure("complaints of torture", "received # complaints of torture");
        norm.kind = FigureKind::Norm;
        let mut change =
            figure("increase in complaints of torture", "# increase in complaints of torture");
        change.unit = Unit::Percent;
        assert_eq!(slugs(&catalogue, &[norm, change]), [None, None]);
    }
}

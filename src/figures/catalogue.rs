//! The catalogue of indicators: data from `assets/indicators/`, and how a figure finds its own.
//!
//! In come figures with the words around their number ([`Cues`]), out they go with the slug of the
//! indicator that fits best, or none. All patterns of all indicators are looked for at once.

use super::lexicon::LEXICON;
use super::schema::{self, Entry, Indicator, Unit};
use super::{Cues, Figure, FigureKind};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;
use std::sync::Arc;

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

impl Catalogue {
    /// The catalogue that comes with the program, checked when the program was built.
    pub fn built_in() -> Self {
        let text = include_str!(concat!(env!("OUT_DIR"), "/indicators.toml"));
        Self::new(schema::parse(text).unwrap_or_default())
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

    /// Gives each figure its indicator, or none; what was assigned before is replaced.
    pub fn assign(&self, figures: &mut [Figure]) {
        let mut looker = Looker::new(&self.matcher);
        for figure in figures {
            let found = self.fitting(figure, &mut looker);
            figure.indicator = found.map(|indicator| indicator.slug.clone());
        }
    }

    /// The indicator that each figure would be given.
    pub fn fits(&self, figures: &[Figure]) -> Vec<Option<&Indicator>> {
        let mut looker = Looker::new(&self.matcher);
        figures.iter().map(|figure| self.fitting(figure, &mut looker)).collect()
    }

    /// The indicator that fits a figure best. A limit set by law, a number of one told event, and a
    /// change, gap or multiple have none: an indicator stands for the thing's own number.
    fn fitting(&self, figure: &Figure, looker: &mut Looker<'_>) -> Option<&Indicator> {
        if figure.kind != FigureKind::Statistic || is_change(figure) {
            return None;
        }
        let share = describes(figure);
        let seen = looker.look(figure);
        let mut best: Option<(u32, usize)> = None;
        for rule in &self.matcher.rules {
            if !rule.units.contains(&figure.unit) || share && !rule.share {
                continue;
            }
            let Some(weight) = rule.weight(seen) else { continue };
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, rule.indicator));
            }
        }
        self.indicators.get(best?.1)
    }
}

/// "a 40 percent increase", "rose 12 percent", "the gap was 22 percent", "fourfold".
fn is_change(figure: &Figure) -> bool {
    if figure.unit == Unit::Rate && figure.raw.len() > 2 && figure.cues.counted.is_empty() {
        return true;
    }
    if figure.unit == Unit::Money {
        return [" by #", " by an average of #", " by $ #"]
            .iter()
            .any(|p| figure.cues.clause.contains(p));
    }
    if figure.unit != Unit::Percent {
        return LEXICON.change.has(first_word(&figure.cues.counted))
            && figure.cues.counted.split(' ').count() < 3;
    }
    let counted = first_word(&figure.cues.counted);
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
    let mut words = figure.cues.clause.split(' ').rev().skip_while(|word| *word != "#").skip(1);
    let changed = words
        .by_ref()
        .take(3)
        .any(|word| word != "up" && LEXICON.change.has(word) || matches!(word, "by" | "gap"));
    let level = figure.cues.clause.contains(" to #") || figure.cues.clause.contains(" from #");
    grown || changed && !level || figure.cues.clause.contains("gap between")
}

/// "of which 30 were closed", "seven of whom were fined": what became of those counted takes the
/// outcome's own indicator or none.
fn is_outcome(figure: &Figure) -> bool {
    let mut words = figure.cues.clause.split(' ').skip_while(|word| *word != "#").skip(1);
    let first = words.clone().next();
    words.by_ref().take(8).any(|word| LEXICON.outcome.has(word)) || first == Some("to")
}

/// "of the 900 workers, 60 percent …": a share that describes the counted things. A row of shares
/// of one whole ("one list won 54 percent of the vote, the other 27 percent") does not.
fn describes(figure: &Figure) -> bool {
    let cues = &figure.cues;
    let listed = cues.clause.ends_with("# percent") && cues.whole.contains("# percent");
    let part = !cues.whole.is_empty() && !listed;
    figure.unit == Unit::Percent && (part || cues.sentence.starts_with("of "))
}

/// The head of what is counted: "prisons" in "the prisons for women in the south", "inmates" in "the
/// number of inmates in the north".
fn head(counted: &str) -> &str {
    let mut rest = counted;
    for lead in ["the ", "a ", "total ", "overall ", "average ", "estimated ", "combined "] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    for amount in ["number of ", "percentage of ", "proportion of ", "share of ", "rate of "] {
        rest = rest.strip_prefix(amount).unwrap_or(rest);
    }
    let mut end = 0;
    for (index, word) in rest.split(' ').enumerate() {
        if index > 0 && ends_head(word) {
            break;
        }
        end += word.len() + usize::from(index > 0);
    }
    rest.get(..end).unwrap_or(rest)
}

/// Words that go on from a noun to what limits it.
fn ends_head(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "for"
            | "from"
            | "by"
            | "with"
            | "without"
            | "on"
            | "at"
            | "against"
            | "to"
            | "into"
            | "involving"
            | "regarding"
            | "concerning"
            | "who"
            | "that"
            | "which"
            | "under"
            | "among"
            | "including"
            | "held"
            | "living"
            | "where"
            | "via"
            | "alleging"
    )
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

/// A set of patterns, by number.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(patterns: usize) -> Self {
        Self(vec![0; patterns.div_ceil(64)])
    }
    fn set(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }
    fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & (1 << (at % 64)) != 0)
    }
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

/// Which patterns stand where in a figure's words.
#[derive(Default)]
struct Seen {
    head: Bits,
    counted: Bits,
    clause: Bits,
    own: Bits,
    sentence: Bits,
    around: Bits,
}

/// Alternatives, one of which must be found.
type Group = Vec<usize>;

/// An entry of an indicator, its patterns by number.
#[derive(Debug)]
struct Rule {
    indicator: usize,
    units: Vec<Unit>,
    head: Vec<Group>,
    counted: Vec<Group>,
    clause: Vec<Group>,
    sentence: Vec<Group>,
    around: Vec<Group>,
    not: Vec<usize>,
    not_head: Vec<usize>,
    not_counted: Vec<usize>,
    not_sentence: Vec<usize>,
    share: bool,
    bonus: u32,
}

/// What a group that is found adds to the weight, by where it is found: nearer the number is surer.
const HEAD: u32 = 5;
const COUNTED: u32 = 4;
const CLAUSE: u32 = 3;
const SENTENCE: u32 = 2;
const AROUND: u32 = 1;

impl Rule {
    /// How well the rule fits, if it does.
    fn weight(&self, seen: &Seen) -> Option<u32> {
        let all = |groups: &[Group], bits: &Bits| {
            groups.iter().all(|group| group.iter().any(|at| bits.has(*at)))
        };
        let none = |patterns: &[usize], bits: &Bits| !patterns.iter().any(|at| bits.has(*at));
        let holds = all(&self.head, &seen.head)
            && all(&self.counted, &seen.counted)
            && all(&self.clause, &seen.clause)
            && all(&self.sentence, &seen.sentence)
            && all(&self.around, &seen.around)
            && none(&self.not, &seen.own)
            && none(&self.not_head, &seen.head)
            && none(&self.not_counted, &seen.counted)
            && none(&self.not_sentence, &seen.sentence);
        let count = |groups: &[Group]| u32::try_from(groups.len()).unwrap_or(0);
        holds.then(|| {
            HEAD * count(&self.head)
                + COUNTED * count(&self.counted)
                + CLAUSE * count(&self.clause)
                + SENTENCE * count(&self.sentence)
                + AROUND * count(&self.around)
                + self.bonus
        })
    }
}

/// Finds the patterns of all indicators at once.
#[derive(Debug, Default)]
struct Matcher {
    finder: Option<AhoCorasick>,
    patterns: usize,
    rules: Vec<Rule>,
}

impl Matcher {
    fn new(indicators: &[Indicator]) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut rules = Vec::new();
        for (index, indicator) in indicators.iter().enumerate() {
            for entry in &indicator.entries {
                rules.push(rule(index, indicator, entry, &mut numbers));
            }
        }
        let mut patterns: Vec<(String, usize)> = numbers.into_iter().collect();
        patterns.sort_by_key(|(_, number)| *number);
        let needles = patterns.iter().map(|(phrase, _)| needle(phrase));
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles).ok();
        Self { finder, patterns: patterns.len(), rules }
    }

    /// Adds the patterns that stand in a text.
    fn find(&self, text: &str, bits: &mut Bits) {
        let Some(finder) = self.finder.as_ref().filter(|_| !text.is_empty()) else { return };
        for found in finder.find_overlapping_iter(&plain(text)) {
            bits.set(found.pattern().as_usize());
        }
    }
}

/// Looks at one figure after the other; what neighbours share is looked at once.
struct Looker<'a> {
    matcher: &'a Matcher,
    seen: Seen,
    /// The words before and above the last figure, and what stands in them.
    before: (String, String, Bits),
}

impl<'a> Looker<'a> {
    fn new(matcher: &'a Matcher) -> Self {
        let before = (String::new(), String::new(), Bits::new(matcher.patterns));
        Self { matcher, seen: Seen::default(), before }
    }

    /// What stands in a figure's words.
    fn look(&mut self, figure: &Figure) -> &Seen {
        let cues = &figure.cues;
        self.look_before(cues);
        let find = |text: &str| {
            let mut bits = Bits::new(self.matcher.patterns);
            self.matcher.find(text, &mut bits);
            bits
        };
        let sentence = find(&cues.sentence);
        let mut around = sentence.clone();
        around.add(&self.before.2);
        let own = find(&cues.clause);
        let mut clause = own.clone();
        let outcome = !cues.whole.is_empty() && is_outcome(figure);
        let counted = if outcome { "" } else { cues.counted.as_str() };
        if !outcome {
            self.matcher.find(&cues.whole, &mut clause);
        }
        let (head, counted) = (find(head(counted)), find(counted));
        self.seen = Seen { head, counted, clause, own, sentence, around };
        &self.seen
    }

    fn look_before(&mut self, cues: &Cues) {
        if self.before.0 == cues.before && self.before.1 == cues.headings {
            return;
        }
        let mut bits = Bits::new(self.matcher.patterns);
        self.matcher.find(&cues.before, &mut bits);
        self.matcher.find(&cues.headings, &mut bits);
        self.before = (cues.before.clone(), cues.headings.clone(), bits);
    }
}

/// " word word ": words parted by single spaces, hyphens and marks as spaces.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        let c = if c == '’' { '\'' } else { c };
        if c.is_alphanumeric() || c == '#' || c == '\'' {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

fn needle(phrase: &str) -> String {
    match phrase.strip_suffix('*') {
        Some(stem) => format!(" {stem}"),
        None => format!(" {phrase} "),
    }
}

fn rule(
    index: usize,
    indicator: &Indicator,
    entry: &Entry,
    numbers: &mut HashMap<String, usize>,
) -> Rule {
    let mut number = |phrase: &str| {
        let next = numbers.len();
        *numbers.entry(phrase.to_owned()).or_insert(next)
    };
    let mut group = |list: &String| -> Group { list.split('|').map(&mut number).collect() };
    let mut groups = |lists: &[String]| -> Vec<Group> { lists.iter().map(&mut group).collect() };
    Rule {
        indicator: index,
        units: entry.unit.map_or_else(|| vec![indicator.unit()], |unit| vec![unit]),
        head: groups(&entry.head),
        counted: groups(&entry.counted),
        clause: groups(&entry.clause),
        sentence: groups(&entry.sentence),
        around: groups(&entry.around),
        not: groups(&entry.not).concat(),
        not_head: groups(&entry.not_head).concat(),
        not_counted: groups(&entry.not_counted).concat(),
        not_sentence: groups(&entry.not_sentence).concat(),
        share: entry.share,
        bonus: u32::from(entry.bonus),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Cues;

    fn figure(counted: &str, clause: &str) -> Figure {
        let cues = Cues {
            counted: counted.to_owned(),
            clause: clause.to_owned(),
            sentence: clause.to_owned(),
            ..Cues::default()
        };
        Figure { cues, ..Figure::default() }
    }

    #[test]
    fn the_built_in_catalogue_is_sound() {
        assert!(Catalogue::built_in().get("torture_complaints").is_some());
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
            let mut figures = [figure(counted, clause)];
            catalogue.assign(&mut figures);
            assert_eq!(figures[0].indicator.as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn the_head_ends_where_a_limit_begins() {
        let table = [
            ("the prisons for women in the south", "prisons"),
            ("number of inmates in the north", "inmates"),
            ("total prison population", "prison population"),
            ("refugees and asylum seekers", "refugees and asylum seekers"),
            ("", ""),
        ];
        for (counted, want) in table {
            assert_eq!(head(counted), want);
        }
    }

    #[test]
    fn rows_of_shares_count_and_shares_of_those_counted_only_where_an_entry_says_so() {
        let catalogue = Catalogue::built_in();
        let share = |clause: &str, whole: &str, counted: &str| {
            let mut share = figure(counted, clause);
            share.unit = Unit::Percent;
            whole.clone_into(&mut share.cues.whole);
            let mut figures = [share];
            catalogue.assign(&mut figures);
            figures[0].indicator.clone()
        };
        let row = share("the other list # percent", "one list won # percent of the vote", "vote");
        assert_eq!(row.as_deref(), Some("votes"));
        let some = share("# percent were children", "the country hosted # refugees", "refugees");
        assert_eq!(some, None);
    }

    #[test]
    fn neither_norms_nor_changes_have_an_indicator() {
        let catalogue = Catalogue::built_in();
        let mut norm = figure("complaints of torture", "received # complaints of torture");
        norm.kind = FigureKind::Norm;
        let mut change =
            figure("increase in complaints of torture", "# increase in complaints of torture");
        change.unit = Unit::Percent;
        let mut figures = [norm, change];
        catalogue.assign(&mut figures);
        assert!(figures.iter().all(|figure| figure.indicator.is_none()));
    }
}

//! Finds the patterns of all indicators at once in the words around a number, and weighs the rules.
//!
//! In come the indicators' entries, made into rules over numbered patterns, and a figure's cues; out
//! goes which patterns stand where in them. One automaton looks for all patterns, so the work is
//! linear in the length of the words.

use super::CuesView;
use super::lexicon::LEXICON;
use super::schema::{Entry, Indicator, Unit};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

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
    /// The patterns in it.
    fn each(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            std::iter::successors(Some(*word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|rest| *rest != 0)
                .map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

/// Which patterns stand where in a figure's words.
struct Seen {
    head: Bits,
    counted: Bits,
    clause: Bits,
    own: Bits,
    sentence: Bits,
    near: Bits,
    around: Bits,
}

impl Seen {
    fn at(&self, place: Place) -> &Bits {
        match place {
            Place::Head => &self.head,
            Place::Counted => &self.counted,
            Place::Clause => &self.clause,
            Place::Sentence => &self.sentence,
            Place::Near => &self.near,
            Place::Around => &self.around,
        }
    }
}

/// Where a list is looked for, the narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Head,
    Counted,
    Clause,
    Sentence,
    Near,
    Around,
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
    near: Vec<Group>,
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
const NEAR: u32 = 1;
const AROUND: u32 = 1;

impl Rule {
    /// A list that must be found, in the narrowest place: without it the rule need not be looked at.
    fn key(&self) -> Option<(Place, &Group)> {
        let lists = [
            (Place::Head, &self.head),
            (Place::Counted, &self.counted),
            (Place::Clause, &self.clause),
            (Place::Sentence, &self.sentence),
            (Place::Near, &self.near),
            (Place::Around, &self.around),
        ];
        lists.into_iter().find_map(|(place, groups)| groups.first().map(|group| (place, group)))
    }

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
            && all(&self.near, &seen.near)
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
                + NEAR * count(&self.near)
                + AROUND * count(&self.around)
                + self.bonus
        })
    }
}

/// Finds the patterns of all indicators at once.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    finder: Option<AhoCorasick>,
    patterns: usize,
    rules: Vec<Rule>,
    /// For each pattern the rules that it may call up, and where it must stand for that.
    called: Vec<Vec<(Place, usize)>>,
}

impl Matcher {
    pub(super) fn new(indicators: &[Indicator]) -> Self {
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
        let mut called = vec![Vec::new(); patterns.len()];
        for (index, (place, group)) in
            rules.iter().enumerate().filter_map(|(i, rule)| Some((i, rule.key()?)))
        {
            for pattern in group {
                if let Some(list) = called.get_mut(*pattern) {
                    list.push((place, index));
                }
            }
        }
        Self { finder, patterns: patterns.len(), rules, called }
    }

    /// The patterns that stand in a text.
    fn bits(&self, text: &str) -> Bits {
        let mut bits = Bits::new(self.patterns);
        let Some(finder) = self.finder.as_ref().filter(|_| !text.is_empty()) else { return bits };
        for found in finder.find_overlapping_iter(&plain(text)) {
            bits.set(found.pattern().as_usize());
        }
        bits
    }
}

/// Looks at one figure after the other; what neighbours share is looked at once.
pub(super) struct Looker<'a> {
    matcher: &'a Matcher,
    before: Shared,
    headings: Shared,
    /// The figure for which each rule was last looked at.
    looked: Vec<usize>,
    figure: usize,
}

/// A text that many figures share, and what stands in it.
#[derive(Default)]
struct Shared {
    text: String,
    bits: Bits,
}

impl Shared {
    fn look(&mut self, text: &str, matcher: &Matcher) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.bits = matcher.bits(text);
        }
    }
}

impl<'a> Looker<'a> {
    pub(super) fn new(matcher: &'a Matcher) -> Self {
        let (before, headings) = (Shared::default(), Shared::default());
        Self { matcher, before, headings, looked: vec![0; matcher.rules.len()], figure: 0 }
    }

    /// The number of the indicator that fits a figure best, if one does; of those that fit equally
    /// the earliest. `share` says that the figure is a share of those told just before.
    pub(super) fn fitting(
        &mut self,
        cues: &CuesView<'_>,
        unit: Unit,
        share: bool,
    ) -> Option<usize> {
        let seen = self.look(cues);
        self.figure += 1;
        let mut all = seen.around.clone();
        all.add(&seen.clause);
        all.add(&seen.counted);
        let mut best: Option<(u32, usize, usize)> = None;
        let called = all
            .each()
            .filter_map(|pattern| self.matcher.called.get(pattern).map(|rules| (pattern, rules)));
        for (pattern, rules) in called {
            for (_, index) in rules.iter().filter(|(place, _)| seen.at(*place).has(pattern)) {
                let looked = self
                    .looked
                    .get_mut(*index)
                    .is_none_or(|figure| std::mem::replace(figure, self.figure) == self.figure);
                let Some(rule) = self.matcher.rules.get(*index).filter(|_| !looked) else {
                    continue;
                };
                if !rule.units.contains(&unit) || share && !rule.share {
                    continue;
                }
                let Some(weight) = rule.weight(&seen) else { continue };
                let better = |(most, first, _)| weight > most || weight == most && *index < first;
                if best.is_none_or(better) {
                    best = Some((weight, *index, rule.indicator));
                }
            }
        }
        best.map(|(_, _, indicator)| indicator)
    }

    /// What stands in a figure's words. What is told of a part ("10 of the 300 clubs closed") is not
    /// told of the group that it is a part of.
    fn look(&mut self, cues: &CuesView<'_>) -> Seen {
        let find = |text: &str| self.matcher.bits(text);
        self.before.look(cues.before, self.matcher);
        self.headings.look(cues.headings, self.matcher);
        let told = find(cues.sentence);
        let mut near = told.clone();
        near.add(&self.before.bits);
        let mut around = near.clone();
        around.add(&self.headings.bits);
        let mut own =
            if cues.base { find(&format!("of # {}", cues.counted)) } else { find(cues.clause) };
        let sentence = if cues.base { own.clone() } else { told };
        let mut clause = own.clone();
        let outcome = !cues.whole.is_empty() && is_outcome(cues);
        if !outcome {
            clause.add(&find(cues.whole));
        }
        if !cues.clause.contains(char::is_alphabetic) {
            own.add(&find(cues.whole));
        }
        let counted = if outcome { "" } else { cues.counted };
        let (head, counted) = (find(head(counted)), find(counted));
        Seen { head, counted, clause, own, sentence, near, around }
    }
}

/// "of which 30 were closed", "seven of whom were fined": what became of those counted takes the
/// outcome's own indicator or none.
fn is_outcome(cues: &CuesView<'_>) -> bool {
    let mut words = cues.clause.split(' ').skip_while(|word| *word != "#").skip(1);
    let first = words.clone().next();
    words.by_ref().take(8).any(|word| LEXICON.outcome.has(word)) || first == Some("to")
}

/// The head of what is counted: "prisons" in "the prisons for women in the south", "inmates" in "the
/// ministry stated that the number of inmates in the north".
fn head(counted: &str) -> &str {
    let mut rest = counted.rsplit(" that ").next().unwrap_or(counted);
    for lead in ["the ", "a ", "total ", "overall ", "average ", "estimated ", "combined "] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    for amount in ["number of ", "percentage of ", "proportion of ", "share of ", "rate of "] {
        rest = rest.rsplit(amount).next().unwrap_or(rest);
    }
    let mut end = 0;
    let mut words = rest.split(' ').peekable();
    while let Some(word) = words.next() {
        let goes_on = word == "and" && words.peek().is_some_and(|next| next.ends_with("ed"));
        if end > 0 && (goes_on || ends_head(word)) {
            break;
        }
        end += word.len() + usize::from(end > 0);
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
            | "about"
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
        near: groups(&entry.near),
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

    #[test]
    fn the_head_ends_where_a_limit_begins() {
        let table = [
            ("the prisons for women in the south", "prisons"),
            ("number of inmates in the north", "inmates"),
            ("the office stated that the number of inmates in the north", "inmates"),
            ("clinics and trained two nurses", "clinics"),
            ("total prison population", "prison population"),
            ("refugees and asylum seekers", "refugees and asylum seekers"),
            ("", ""),
        ];
        for (counted, want) in table {
            assert_eq!(head(counted), want);
        }
    }
}

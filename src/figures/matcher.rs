//! Finds the patterns of all indicators at once in the words around a number, and weighs the rules.
//!
//! In come the indicators' entries, made into rules over numbered patterns, and a figure; out goes
//! which patterns stand where in its words. One automaton looks for all patterns, so the work is
//! linear in the length of the words.

use super::Figure;
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
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

/// Which patterns stand where in a figure's words.
pub(super) struct Seen {
    head: Bits,
    counted: Bits,
    clause: Bits,
    own: Bits,
    sentence: Bits,
    near: Bits,
    around: Bits,
}

/// Alternatives, one of which must be found.
type Group = Vec<usize>;

/// An entry of an indicator, its patterns by number.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) indicator: usize,
    pub(super) units: Vec<Unit>,
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
    pub(super) share: bool,
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
    /// How well the rule fits, if it does.
    pub(super) fn weight(&self, seen: &Seen) -> Option<u32> {
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
    pub(super) rules: Vec<Rule>,
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
        Self { finder, patterns: patterns.len(), rules }
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
        Self { matcher, before: Shared::default(), headings: Shared::default() }
    }

    /// What stands in a figure's words.
    pub(super) fn look(&mut self, figure: &Figure) -> Seen {
        let (cues, find) = (&figure.cues, |text: &str| self.matcher.bits(text));
        self.before.look(&cues.before, self.matcher);
        self.headings.look(&cues.headings, self.matcher);
        let sentence = find(&cues.sentence);
        let mut near = sentence.clone();
        near.add(&self.before.bits);
        let mut around = near.clone();
        around.add(&self.headings.bits);
        let mut own = find(&cues.clause);
        let mut clause = own.clone();
        let outcome = !cues.whole.is_empty() && is_outcome(figure);
        if !outcome {
            clause.add(&find(&cues.whole));
        }
        if !cues.clause.contains(char::is_alphabetic) {
            own.add(&find(&cues.whole));
        }
        let counted = if outcome { "" } else { cues.counted.as_str() };
        let (head, counted) = (find(head(counted)), find(counted));
        Seen { head, counted, clause, own, sentence, near, around }
    }
}

/// "of which 30 were closed", "seven of whom were fined": what became of those counted takes the
/// outcome's own indicator or none.
fn is_outcome(figure: &Figure) -> bool {
    let mut words = figure.cues.clause.split(' ').skip_while(|word| *word != "#").skip(1);
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

//! What a file of editions side by side shows: parts by topic, lines of sentences, their words with
//! marks, and numbered sources.

use super::words;
use super::{Asked, Side};
use crate::citation::Citer;
use crate::compare::{Alignment, Cell, Class, Edition, Row, Step, TopicId, compare, topics};
use crate::report::Span;
use std::collections::HashMap;

/// How words stand to those of the neighbouring edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// They are the same.
    Plain,
    /// They differ.
    Differs,
    /// They differ, and are a number, a name, or a word that coders score.
    Telling,
}

/// Words of one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, on one line.
    pub text: String,
    /// Their mark.
    pub mark: Mark,
    /// Whether they differ from the column before, and not only from the one behind.
    pub is_later: bool,
}

impl Run {
    /// Words that are the same.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Mark::Plain, is_later: false }
    }

    fn stands_as(&self, (mark, is_later): Standing) -> bool {
        self.mark == mark && self.is_later == is_later
    }
}

/// How words stand, and whether to the column before.
type Standing = (Mark, bool);

/// What is said above a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// What happened to it.
    pub class: Class,
    /// The same in words.
    pub text: String,
}

/// A sentence, or several, in one column; without words where the edition has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What happened since the column before.
    pub caption: Option<Caption>,
    /// The words.
    pub runs: Vec<Run>,
    /// What of them stays: nothing but for what was dropped or is new is of one class throughout.
    pub class: Option<Class>,
    /// The number of its source, from 1.
    pub source: Option<usize>,
}

/// A line across all columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A sentence in each column that has it.
    Sentence(Vec<Entry>),
    /// So many sentences that are the same in all columns.
    Folded(usize),
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub title: String,
    /// What each column lacks on it.
    pub notes: Vec<Option<&'static str>>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// The report: its title and publisher.
    pub about: String,
}

/// Editions side by side, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideBySide {
    /// What stands above all.
    pub title: String,
    /// The editions.
    pub columns: Vec<Column>,
    /// The topics that any of them has something on.
    pub parts: Vec<Part>,
    /// The sources that entries point to, in order.
    pub sources: Vec<String>,
}

impl SideBySide {
    /// Lays out what was asked for. `alignments` are those of each side with the next.
    pub fn of(
        sides: &[Side<'_>],
        alignments: &[&Alignment],
        asked: &Asked<'_>,
        citer: &Citer,
    ) -> Self {
        let editions: Vec<&Edition> = sides.iter().map(|side| side.edition).collect();
        let mut sources = Sources { citer, known: HashMap::new(), all: Vec::new() };
        let asked_for = |id: TopicId| asked.topic.is_none_or(|topic| topic == id);
        // A part of a topic can be asked for by itself.
        let alone = asked.topic.filter(|topic| topics().lead(*topic) != *topic);
        let shown = topics().main().map(|(id, _)| id).filter(|id| asked_for(*id)).chain(alone);
        let parts = shown.filter_map(|topic| {
            let table = compare(&editions, alignments, Some(topic), asked.tense_counts);
            let lines = lines(&table.rows, sides, asked, &mut sources);
            let part = Part {
                title: topics().name(topic).to_owned(),
                notes: table.counterparts.iter().copied().map(words::counterpart).collect(),
                lines,
            };
            (!part.lines.is_empty()).then_some(part)
        });
        let parts = parts.collect();
        let column = |side: &Side<'_>| {
            let metadata = &side.report.metadata;
            let told = [Some(metadata.title()), metadata.publisher()];
            let told: Vec<&str> = told.into_iter().flatten().filter(|t| !t.is_empty()).collect();
            Column { head: side.head.to_owned(), about: told.join(" · ") }
        };
        Self {
            title: asked.title.to_owned(),
            columns: sides.iter().map(column).collect(),
            parts,
            sources: sources.all,
        }
    }
}

/// Citations by number, each once.
struct Sources<'a> {
    citer: &'a Citer,
    known: HashMap<String, usize>,
    all: Vec<String>,
}

impl Sources<'_> {
    fn number(&mut self, side: &Side<'_>, span: Span) -> usize {
        let citation = self.citer.source(side.report, span);
        if let Some(known) = self.known.get(&citation) {
            return *known;
        }
        self.all.push(citation.clone());
        self.known.insert(citation, self.all.len());
        self.all.len()
    }
}

fn lines(
    rows: &[Row],
    sides: &[Side<'_>],
    asked: &Asked<'_>,
    sources: &mut Sources<'_>,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        if asked.changes_only && row.is_same() {
            match lines.last_mut() {
                Some(Line::Folded(count)) => *count += 1,
                _ => lines.push(Line::Folded(1)),
            }
            continue;
        }
        let mut entries = Vec::with_capacity(sides.len());
        for (at, (side, cell)) in sides.iter().zip(&row.cells).enumerate() {
            entries.push(entry(row, at, side, cell.as_ref(), sources));
        }
        lines.push(Line::Sentence(entries));
    }
    lines
}

fn entry(
    row: &Row,
    at: usize,
    side: &Side<'_>,
    cell: Option<&Cell>,
    sources: &mut Sources<'_>,
) -> Entry {
    let step = |at: Option<usize>| at.and_then(|at| row.steps.get(at)).and_then(Option::as_ref);
    let (since, until) = (step(at.checked_sub(1)), step(Some(at)));
    let topic = row.cells.iter().flatten().next().map(|cell| cell.topic);
    let caption = since.and_then(|step| {
        let text = words::caption(step, topic, cell.is_none())?;
        Some(Caption { class: step.class, text })
    });
    let mut marked = Vec::new();
    marked.extend(since.into_iter().flat_map(|step| marks(step, true)));
    marked.extend(until.into_iter().flat_map(|step| marks(step, false)));
    let Some(cell) = cell else {
        // What moved stands beside its other half, which the reader can tell from what is here.
        let mut both = [since, until].into_iter().flatten();
        let other = both.find_map(|step| step.elsewhere.as_ref());
        let spans = other.map_or(&[][..], |other| other.spans.as_slice());
        let mut runs = runs(&side.report.text, spans, &marked);
        if !runs.is_empty() {
            runs.insert(0, Run::plain("["));
            runs.push(Run::plain("]"));
        }
        let source = spans.first().map(|span| sources.number(side, *span));
        return Entry { caption, runs, source, class: None };
    };
    let is = |step: Option<&Step>, class| step.is_some_and(|step| step.class == class);
    let class = match (is(since, Class::New), is(until, Class::Dropped)) {
        (true, _) => Some(Class::New),
        (false, true) => Some(Class::Dropped),
        (false, false) => None,
    };
    Entry {
        caption,
        runs: runs(&side.report.text, &cell.spans, &marked),
        class,
        source: cell.spans.first().map(|span| sources.number(side, *span)),
    }
}

/// The marked words of one side of a step.
fn marks(step: &Step, later: bool) -> impl Iterator<Item = (Span, Standing)> {
    let words = if later { &step.words_after } else { &step.words_before };
    let telling = step.changes.iter();
    let telling = telling.filter_map(move |one| if later { one.after } else { one.before });
    let words = words.iter().map(move |span| (*span, (Mark::Differs, later)));
    words.chain(telling.map(move |span| (span, (Mark::Telling, later))))
}

/// How most words stand.
const PLAIN: Standing = (Mark::Plain, false);

/// The words at `spans`, cut where marks begin and end.
fn runs(text: &str, spans: &[Span], marked: &[(Span, Standing)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for span in spans {
        let mut cuts = vec![span.start, span.end];
        let inside = marked.iter().filter(|(mark, _)| mark.overlaps(*span));
        cuts.extend(
            inside.flat_map(|(mark, _)| [mark.start.max(span.start), mark.end.min(span.end)]),
        );
        cuts.sort_unstable();
        cuts.dedup();
        push(&mut runs, " ", PLAIN);
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let piece = Span { start: *start, end: *end };
            let here = marked.iter().filter(|(mark, _)| mark.overlaps(piece));
            push(&mut runs, piece.of(text), here.map(|(_, how)| *how).max().unwrap_or(PLAIN));
        }
    }
    bridged(runs)
}

/// Adds words, with each run of white space as one blank and without what is no text in files.
fn push(runs: &mut Vec<Run>, words: &str, how: Standing) {
    let mut text = String::with_capacity(words.len());
    let mut last = runs.last().map_or(Some(' '), |run| run.text.chars().next_back());
    for c in words.chars().filter(|c| c.is_whitespace() || !c.is_control()) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || last != Some(' ') {
            text.push(c);
        }
        last = Some(c);
    }
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(run) if run.stands_as(how) => run.text.push_str(&text),
        _ => runs.push(Run { text, mark: how.0, is_later: how.1 }),
    }
}

/// The blank between two marked words is marked as they are.
fn bridged(runs: Vec<Run>) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::with_capacity(runs.len());
    let mut rest = runs.into_iter().peekable();
    while let Some(mut run) = rest.next() {
        let how = |run: &Run| (run.mark, run.is_later);
        let (before, after) = (found.last().map(how), rest.peek().map(how));
        if run.text == " " && before == after {
            (run.mark, run.is_later) = after.unwrap_or(PLAIN);
        }
        match found.last_mut() {
            Some(last) if last.stands_as(how(&run)) => last.text.push_str(&run.text),
            _ => found.push(run),
        }
    }
    if let Some(last) = found.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_marks_begin_and_end() {
        let text = "It held 40\nadult  men in all.";
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let marked = [
            (span("40"), (Mark::Differs, true)),
            (span("40"), (Mark::Telling, true)),
            (span("adult"), (Mark::Differs, false)),
            (span("men"), (Mark::Differs, false)),
        ];
        let told: Vec<(String, Mark)> = runs(text, &[Span::new(0, text.len())], &marked)
            .into_iter()
            .map(|run| (run.text, run.mark))
            .collect();
        let want = [
            ("It held ", Mark::Plain),
            ("40", Mark::Telling),
            (" ", Mark::Plain),
            ("adult men", Mark::Differs),
            (" in all.", Mark::Plain),
        ];
        assert_eq!(told, want.map(|(text, mark)| (text.to_owned(), mark)));
    }

    #[test]
    fn two_sentences_of_a_cell_are_parted_by_a_blank() {
        let text = "One came. Two\u{c} went.";
        let told = runs(text, &[Span::new(0, 9), Span::new(10, text.len())], &[]);
        assert_eq!(told, [Run::plain("One came. Two went.")]);
    }
}

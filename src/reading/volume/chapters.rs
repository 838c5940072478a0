//! Finds the chapters of a yearly volume: names of countries that stand as headings, many of them,
//! in an order, with text between.
//!
//! A list of contents is told from chapters by having no text between its names; a subheading that
//! is a country's name ("Gaza Strip", "Hong Kong") by standing out of the alphabet.

use super::names;
use crate::report::countries::{self, Country};
use crate::report::{Block, BlockKind};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A chapter on a country.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The country.
    pub country: &'static Country,
    /// Its blocks, the headings with its name included.
    pub blocks: Range<usize>,
    /// How many blocks at its start are its name.
    pub heads: usize,
}

/// Fewer chapters make no volume.
const FEWEST: usize = 8;
/// Names with less text between them than this, in bytes, are a list.
const LEAST_TEXT: usize = 160;
/// Half of a volume's chapters are longer than this, in bytes.
const USUAL_TEXT: usize = 500;
/// A list of names in running order: this many and more are a list of contents.
const LIST: usize = 3;
/// Blocks that a name may be broken into ("ISRAEL AND THE", "OCCUPIED", "TERRITORIES").
const MOST_PARTS: usize = 3;

/// A place where a chapter may begin.
#[derive(Clone, Debug)]
struct Start {
    country: &'static Country,
    blocks: Range<usize>,
    /// Its words, plain: chapters are in the order of the alphabet.
    key: String,
    capitals: bool,
    /// How it stands: as which heading, or as none.
    level: Option<u8>,
}

/// The chapters of a volume, in order; none where the text is no volume.
pub fn find(text: &str, blocks: &[Block]) -> Vec<Chapter> {
    let starts = starts(text, blocks);
    if distinct(&starts) < FEWEST {
        return Vec::new();
    }
    let book = Book { text, blocks };
    let starts = book.without_lists(starts);
    let starts = book.in_order(of_one_style(starts));
    let chapters = book.chapters(starts);
    if book.is_volume(&chapters) { chapters } else { Vec::new() }
}

/// All blocks and short runs of blocks that are the name of a country. A name and the name in full
/// below it are one.
fn starts(text: &str, blocks: &[Block]) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let Some(found) = start_at(text, blocks, at) else {
            at += 1;
            continue;
        };
        at = found.blocks.end;
        match starts.last_mut().filter(|last| last.blocks.end == found.blocks.start) {
            Some(last) if is_name_in_full(last, &found) => {
                last.country = found.country;
                last.blocks.end = found.blocks.end;
            }
            _ => starts.push(found),
        }
    }
    starts
}

/// "GUINEA" and below it "REPUBLIC OF GUINEA"; "CONGO" and "DEMOCRATIC REPUBLIC OF THE CONGO".
fn is_name_in_full(short: &Start, full: &Start) -> bool {
    short.country.code == full.country.code
        || full.key.strip_suffix(short.key.trim()).is_some_and(|rest| rest.ends_with(' '))
}

/// The name that begins with block `at`, of as many blocks as make one.
fn start_at(text: &str, blocks: &[Block], at: usize) -> Option<Start> {
    let rest = blocks.get(at..)?;
    let may_be = |block: &&Block| {
        let kind = block.kind.is_heading() || block.kind == BlockKind::Paragraph;
        kind && block.span.len() <= names::LONGEST
    };
    let parts: Vec<&Block> = rest.iter().take(MOST_PARTS).take_while(may_be).collect();
    (1..=parts.len()).rev().find_map(|count| {
        let parts = parts.get(..count)?;
        let words: Vec<&str> = parts.iter().map(|block| block.span.of(text)).collect();
        let words = words.join(" ");
        let country = names::country(&words)?;
        let mut letters = words.chars().filter(|c| c.is_alphabetic());
        let key = countries::plain(&words).trim().to_owned();
        Some(Start {
            country,
            blocks: at..at + count,
            key: key.strip_prefix("the ").unwrap_or(&key).to_owned(),
            capitals: letters.all(|c| !c.is_lowercase()),
            level: parts.iter().map(|block| level(block.kind)).min().flatten(),
        })
    })
}

fn distinct(starts: &[Start]) -> usize {
    starts.iter().map(|start| start.country.code.as_str()).collect::<HashSet<_>>().len()
}

/// The level of a heading, a title counted as of the highest.
fn level(kind: BlockKind) -> Option<u8> {
    match kind {
        BlockKind::Title => Some(1),
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// Chapters are headed alike: where most names are in capitals, or nearly all are headings, or
/// headings of one level, the others are no heads of chapters.
fn of_one_style(mut starts: Vec<Start>) -> Vec<Start> {
    keep_if_usual(&mut starts, 5, |start| start.capitals || start.key.len() <= 4);
    keep_if_usual(&mut starts, 8, |start| start.level.is_some());
    for level in 1..=6 {
        keep_if_usual(&mut starts, 8, |start| start.level == Some(level));
    }
    starts
}

/// Keeps only those that fit, where they name more than so many tenths of all countries.
fn keep_if_usual(starts: &mut Vec<Start>, tenths: usize, fits: impl Fn(&Start) -> bool) {
    let fitting: Vec<Start> = starts.iter().filter(|start| fits(start)).cloned().collect();
    if distinct(&fitting) * 10 > distinct(starts) * tenths {
        *starts = fitting;
    }
}

/// A text and its blocks.
struct Book<'a> {
    text: &'a str,
    blocks: &'a [Block],
}

impl Book<'_> {
    /// Bytes of text in a range of blocks.
    fn length(&self, blocks: Range<usize>) -> usize {
        let blocks = self.blocks.get(blocks).unwrap_or_default();
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => last.span.end.get() - first.span.start.get(),
            _ => 0,
        }
    }

    /// Leaves out lists of contents: names that follow each other without text between. The list
    /// ends before a name that it holds already, for there the first chapter begins.
    fn without_lists(&self, starts: Vec<Start>) -> Vec<Start> {
        let mut kept = Vec::with_capacity(starts.len());
        let mut run: Vec<Start> = Vec::new();
        for start in starts {
            let follows = run
                .last()
                .is_some_and(|last| self.length(last.blocks.end..start.blocks.start) < LEAST_TEXT);
            let known = run.iter().any(|listed| listed.country.code == start.country.code);
            if !follows || known && run.len() >= LIST {
                keep_run(&mut kept, &mut run);
            }
            run.push(start);
        }
        keep_run(&mut kept, &mut run);
        kept
    }

    /// The starts that stand in the order of the alphabet, where most do; else (chapters by
    /// region) all, each country where its text is longest.
    fn in_order(&self, starts: Vec<Start>) -> Vec<Start> {
        let mut starts = starts;
        // A name again within its chapter (a running head) begins nothing.
        starts.dedup_by(|again, start| again.country.code == start.country.code);
        let printed: Vec<&str> = starts.iter().map(|start| start.key.as_str()).collect();
        let chain = longest_rising(&printed);
        if chain.len() * 10 >= distinct(&starts) * 7 {
            let mut chain = chain.into_iter().peekable();
            let mut at = 0;
            starts.retain(|_| {
                at += 1;
                chain.next_if_eq(&(at - 1)).is_some()
            });
            return starts;
        }
        self.longest_of_each(starts)
    }

    fn longest_of_each(&self, starts: Vec<Start>) -> Vec<Start> {
        let ends: Vec<usize> = starts
            .iter()
            .skip(1)
            .map(|next| next.blocks.start)
            .chain([self.blocks.len()])
            .collect();
        let mut best: HashMap<&str, (usize, usize)> = HashMap::new();
        for (index, (start, end)) in starts.iter().zip(ends).enumerate() {
            let length = self.length(start.blocks.start..end);
            let longest = best.entry(start.country.code.as_str()).or_insert((length, index));
            if length > longest.0 {
                *longest = (length, index);
            }
        }
        let chosen: HashSet<usize> = best.into_values().map(|(_, index)| index).collect();
        let numbered = starts.into_iter().enumerate();
        numbered.filter(|(index, _)| chosen.contains(index)).map(|(_, start)| start).collect()
    }

    /// Chapters from their starts: each runs to the next, or to what belongs to none.
    fn chapters(&self, starts: Vec<Start>) -> Vec<Chapter> {
        let nexts: Vec<Option<usize>> =
            starts.iter().skip(1).map(|next| Some(next.blocks.start)).chain([None]).collect();
        let chapter = |(start, next): (Start, Option<usize>)| {
            let end = next.unwrap_or(self.blocks.len());
            let inside = self.blocks.get(start.blocks.end..end).unwrap_or_default();
            let ends = inside.iter().position(|block| self.ends_chapter(block, next.is_none()));
            let end = ends.map_or(end, |at| start.blocks.end + at);
            let heads = start.blocks.len();
            Chapter { country: start.country, blocks: start.blocks.start..end, heads }
        };
        starts.into_iter().zip(nexts).map(chapter).collect()
    }

    /// Whether a block heads what belongs to no chapter: a region; after the last chapter an
    /// appendix too.
    fn ends_chapter(&self, block: &Block, last: bool) -> bool {
        let words = block.span.of(self.text);
        block.kind.is_heading() && (names::is_region(words) || last && names::is_end_matter(words))
    }

    fn is_volume(&self, chapters: &[Chapter]) -> bool {
        let mut lengths: Vec<usize> =
            chapters.iter().map(|chapter| self.length(chapter.blocks.clone())).collect();
        lengths.sort_unstable();
        let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let all: usize = lengths.iter().sum();
        chapters.len() >= FEWEST && usual >= USUAL_TEXT && all * 5 >= self.text.len() * 2
    }
}

/// Keeps a run of names that is too short for a list.
fn keep_run(kept: &mut Vec<Start>, run: &mut Vec<Start>) {
    if run.len() < LIST {
        kept.append(run);
    }
    run.clear();
}

/// The indices of a longest strictly rising subsequence of `keys`, by patience sorting.
fn longest_rising(keys: &[&str]) -> Vec<usize> {
    // For each length the index that a chain of it ends with, its key the lowest possible.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    for (index, key) in keys.iter().enumerate() {
        let length = ends.partition_point(|end| keys.get(*end).is_some_and(|last| last < key));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.push(index);
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

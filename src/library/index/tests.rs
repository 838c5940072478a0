use super::query::{Form, Like, Near, Node, OfReport, Word, Words};
use super::*;
use crate::entities::ReportIndex;
use crate::library::cache::Key;
use crate::library::{Handle, LoadedReport};
use crate::reading;
use crate::report::{DocumentName, Guess, Span};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A report of these paragraphs, as the index knows it.
pub(super) fn report(number: u32, paragraphs: &[String]) -> (Key, Handle) {
    let text = paragraphs.join("\n\n");
    let name = DocumentName::new(format!("{number}.txt"));
    let mut read = reading::read(text.as_bytes(), &name).unwrap();
    let country = if number.is_multiple_of(2) { "Karvenia" } else { "Orvany" };
    read.metadata.country = Some(Guess::new(country.to_owned(), ""));
    read.metadata.year = i16::try_from(2010 + number).ok().map(|year| Guess::new(year, ""));
    let mut loaded = LoadedReport::new(read);
    let key = Key::of_merge(format!("{number} {text}").as_bytes());
    loaded.kept_as = Some(key);
    (key, Handle::resident(Arc::new(loaded), None))
}

/// The passages that were found: report and place.
type Hits = BTreeSet<(u32, usize)>;

fn in_index(index: &Index, query: &Query, reports: &[(Key, Handle)]) -> Hits {
    let snapshot = index.snapshot().unwrap();
    let about = |(number, (key, handle)): (u32, &(Key, Handle))| {
        (*key, About::new(ReportIndex(number), &handle.head().metadata))
    };
    let asked: Vec<(Key, About)> = (0..).zip(reports).map(about).collect();
    let answer = snapshot.search(query, &asked, &AtomicBool::new(false)).unwrap().unwrap();
    let mut hits = Hits::new();
    for (number, (key, handle)) in (0..).zip(reports) {
        let text = handle.loaded().unwrap().report.text.clone();
        let found = answer.passages(key, 0..usize::MAX);
        assert_eq!(answer.count(key), Some(found.len()));
        for passage in found {
            assert_eq!(passage.span.of(&text), passage.text);
            hits.insert((number, passage.span.start.get()));
        }
    }
    hits
}

fn in_texts(reports: &[(Key, Handle)], holds: impl Fn(&Place<'_>) -> bool) -> Hits {
    let mut hits = Hits::new();
    for (number, (_, handle)) in (0..).zip(reports) {
        let about = About::new(ReportIndex(number), &handle.head().metadata);
        passages(&handle.loaded().unwrap().report, |passage| {
            let section = one_text(passage.section);
            let (text, span) = (passage.text, passage.span);
            if holds(&Place { text, span, section: &section, about: &about }) {
                hits.insert((number, span.start.get()));
            }
        });
    }
    hits
}

/// Whether a query holds, found out in the plainest way there is.
fn plainly(node: &Node, place: &Place<'_>) -> bool {
    match node {
        Node::And(nodes) => nodes.iter().all(|node| plainly(node, place)),
        Node::Or(nodes) => nodes.iter().any(|node| plainly(node, place)),
        Node::Not(node) => !plainly(node, place),
        Node::Words(words) => stand_plainly(words, place.text),
        Node::Section(words) => stand_plainly(words, place.section),
        Node::Report(what) => place.about.is(what),
        Node::Forms(forms) => forms.iter().any(|form| {
            form.reports.contains(&place.about.report) && stand_plainly(&form.words, place.text)
        }),
        Node::Places(places) => places
            .get(&place.about.report)
            .is_some_and(|places| places.iter().any(|at| place.span.overlaps(*at))),
        Node::Entity(_) | Node::Indicator(_) => false,
    }
}

fn stand_plainly(words: &Words, text: &str) -> bool {
    let lower = text.to_lowercase();
    let parted = |c: char| !c.is_alphanumeric();
    let text: Vec<&str> = lower.split(parted).filter(|word| !word.is_empty()).collect();
    let is = |word: &Word, own: &str| match word.like {
        Like::Same => own == word.letters,
        Like::Prefix => own.starts_with(&word.letters),
        Like::Fuzzy(most) => strsim::osa_distance(own, &word.letters) <= usize::from(most),
    };
    match words.near {
        Near::Phrase => text
            .windows(words.words.len())
            .any(|window| words.words.iter().zip(window).all(|(word, own)| is(word, own))),
        Near::Within(others) => {
            let width = words.words.len() + others as usize;
            (0..text.len()).any(|start| {
                let end = (start + width).min(text.len());
                each_has_one(&words.words, &text[start..end], &mut Vec::new(), &is)
            })
        }
    }
}

fn each_has_one(
    words: &[Word],
    text: &[&str],
    taken: &mut Vec<usize>,
    is: &dyn Fn(&Word, &str) -> bool,
) -> bool {
    let Some(word) = words.get(taken.len()) else { return true };
    (0..text.len()).any(|at| {
        if taken.contains(&at) || !is(word, text[at]) {
            return false;
        }
        taken.push(at);
        let found = each_has_one(words, text, taken, is);
        taken.pop();
        found
    })
}

const WORDS: [&str; 12] = [
    "court", "courts", "courtly", "judge", "judges", "prison", "poison", "суд", "суды", "of",
    "the", "2017",
];

fn a_word() -> impl Strategy<Value = Word> {
    let like = prop_oneof![
        4 => Just(Like::Same),
        2 => Just(Like::Prefix),
        1 => (1_u8..3).prop_map(Like::Fuzzy),
    ];
    let letters = prop_oneof![
        6 => prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
        1 => "[a-p]{1,3}",
        1 => Just("су".to_owned()),
    ];
    (letters, like).prop_map(|(letters, like)| Word { letters, like })
}

fn words() -> impl Strategy<Value = Words> {
    let near = prop_oneof![3 => Just(Near::Phrase), 2 => (0_u32..5).prop_map(Near::Within)];
    (prop::collection::vec(a_word(), 1..4), near).prop_map(|(words, near)| Words { words, near })
}

fn node() -> impl Strategy<Value = Node> {
    let form = (words(), prop::collection::hash_set((0_u32..4).prop_map(ReportIndex), 0..3));
    let form = form.prop_map(|(words, reports)| Form { words, reports });
    let places = prop::collection::hash_map(
        (0_u32..4).prop_map(ReportIndex),
        prop::collection::vec((0_usize..120, 1_usize..9), 0..3),
        0..3,
    );
    let places = places.prop_map(|places| {
        let spans = |spans: Vec<(usize, usize)>| {
            spans.into_iter().map(|(start, length)| Span::new(start, start + length)).collect()
        };
        let places: HashMap<_, _> =
            places.into_iter().map(|(report, of_it)| (report, spans(of_it))).collect();
        Node::Places(Arc::new(places))
    });
    let leaf = prop_oneof![
        8 => words().prop_map(Node::Words),
        1 => Just(Node::Report(OfReport::Country("karv".to_owned()))),
        1 => (2009_i16..2014).prop_map(|year| Node::Report(OfReport::Year(Some(year), None))),
        1 => prop::collection::vec(form, 0..3).prop_map(|forms| Node::Forms(Arc::new(forms))),
        1 => places,
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Node::And),
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Node::Or),
            1 => inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    })
}

fn corpus() -> impl Strategy<Value = Vec<Vec<String>>> {
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", "-", "’"]);
    let word = prop::sample::select(WORDS.to_vec());
    let paragraph = prop::collection::vec((word, gap), 1..9).prop_map(|parts| {
        parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>()
    });
    prop::collection::vec(prop::collection::vec(paragraph, 1..6), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_in_an_index_is_what_stands_in_the_texts(
        corpus in corpus(),
        nodes in prop::collection::vec(node(), 40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let reports: Vec<(Key, Handle)> =
            (0..).zip(&corpus).map(|(number, paragraphs)| report(number, paragraphs)).collect();
        let index = Index::open(folder.path().join("index"));
        // In two parts.
        let (some, others) = reports.split_at(reports.len() / 2);
        index.take(some.to_vec());
        index.wait();
        index.take(others.to_vec());
        index.wait();
        for node in nodes {
            let expected = in_texts(&reports, |place| plainly(&node, place));
            let query = Query { node: Some(node) };
            let matcher = Matcher::new(&query);
            prop_assert_eq!(&in_texts(&reports, |place| matcher.holds(place)), &expected, "{:?}", query);
            prop_assert_eq!(&in_index(&index, &query, &reports), &expected, "{:?}", query);
        }
    }
}

#[test]
fn a_section_and_what_it_holds_is_found() {
    let page = "<html><body><h1>Karvenia</h1><h2>Prison Conditions</h2><p>The cells were cold.</p>\
                <h2>Courts</h2><p>Trials were short. The prison was visited.</p></body></html>";
    let read = reading::read(page.as_bytes(), &DocumentName::new("a.html")).unwrap();
    let mut loaded = LoadedReport::new(read);
    let key = Key::of_merge(b"a");
    loaded.kept_as = Some(key);
    let reports = [(key, Handle::resident(Arc::new(loaded), None))];
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path().join("index"));
    index.take(reports.to_vec());
    index.wait();
    for (typed, expected) in [
        ("section:\"prison conditions\" cells", 1),
        ("section:courts prison", 1),
        ("section:prison trials", 0),
        ("section:conditions -cells", 1),
        ("prison", 2),
    ] {
        let query = parse(typed).query;
        let found = in_index(&index, &query, &reports);
        assert_eq!(found.len(), expected, "{typed}");
        let matcher = Matcher::new(&query);
        assert_eq!(in_texts(&reports, |place| matcher.holds(place)), found, "{typed}");
    }
}

#[test]
fn what_was_searched_for_is_marked() {
    let marked = |typed: &str, text: &str| -> Vec<String> {
        let parsed = parse(typed);
        let marks = Matcher::new(&parsed.query).marks(text, None);
        marks.iter().map(|mark| mark.of(text).to_owned()).collect()
    };
    let text = "The City Court of Élan heard the city’s judge; no courts sat.";
    assert_eq!(marked("\"city court\" elan", text), ["City Court", "Élan"]);
    assert_eq!(marked("cour* NOT judge", text), ["Court", "courts"]);
    assert_eq!(marked("\"judge court\"~9", text), ["Court", "judge"]);
    assert_eq!(marked("cort~", text), ["Court"]);
    assert_eq!(marked("\"city's\"", text), ["city’s"]);
    assert_eq!(marked("country:court", text), [""; 0]);
}

/// The keys of reports, to be kept.
pub(super) fn keys(reports: &[(Key, Handle)]) -> HashSet<Key> {
    reports.iter().map(|(key, _)| *key).collect()
}

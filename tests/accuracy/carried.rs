//! What a report takes over from the one before, word for word, is no new count: seen in the series
//! of all indicators over the editions of one country.

use super::score::shared;
use rapporteur::figures::Catalogue;
use rapporteur::series::FigureId;
use rapporteur::workspace::Workspace;
use std::collections::{BTreeMap, HashSet};

/// The editions of one country that lie beside the checkout.
const EDITIONS: &str = "kazakhstan_";

#[test]
fn no_sentence_of_the_edition_before_makes_a_new_point() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(shared.join("reports/html")).unwrap() {
        let (path, name) = file.map(|file| (file.path(), file.file_name())).unwrap();
        if name.to_string_lossy().starts_with(EDITIONS) {
            std::fs::copy(path, folder.path().join(name)).unwrap();
        }
    }
    let mut workspace = Workspace::new(Catalogue::built_in(), || {});
    workspace.open(folder.path());
    workspace.wait();
    let editions = Editions::of(&workspace);
    assert_eq!(editions.sentences.len(), 9, "all editions are read");
    let slugs: Vec<String> =
        workspace.catalogue().indicators.iter().map(|one| one.slug.clone()).collect();
    let (mut points, mut left_out) = (0, 0);
    for slug in slugs {
        let set = workspace.series(&slug);
        left_out += set.left_out.iter().filter(|(_, why)| why.repeated_from().is_some()).count();
        for point in set.series.iter().flat_map(|series| &series.points) {
            points += 1;
            let first = point.attestations.iter().min_by_key(|id| editions.year(**id)).unwrap();
            assert!(
                !editions.stood_before(*first),
                "{slug}: {} of {} stands for {} in: {}",
                point.value,
                editions.year(*first),
                point.year,
                editions.sentence(*first)
            );
        }
    }
    println!("{points} points, {left_out} figures repeated");
    assert!(points > 300 && left_out > 20, "{points} points, {left_out} figures repeated");
}

/// The editions, read by other code than what is tested.
struct Editions<'a> {
    workspace: &'a Workspace,
    /// The letters and digits of all sentences, by year.
    sentences: BTreeMap<i16, HashSet<String>>,
}

impl<'a> Editions<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let mut sentences = BTreeMap::new();
        for (_, slot) in workspace.slots() {
            let (report, analysis) = (slot.report().unwrap(), slot.analysis().unwrap());
            let all = analysis.sentences.iter().map(|sentence| bare(sentence.of(&report.text)));
            sentences.insert(report.metadata.year().unwrap(), all.collect());
        }
        Self { workspace, sentences }
    }

    fn year(&self, id: FigureId) -> i16 {
        self.workspace.report(id.report).unwrap().metadata.year().unwrap()
    }

    fn sentence(&self, id: FigureId) -> &str {
        let report = self.workspace.report(id.report).unwrap();
        self.workspace.figure(id).unwrap().sentence.of(&report.text)
    }

    /// Whether the edition before has the sentence of a figure word for word.
    fn stood_before(&self, id: FigureId) -> bool {
        let before = self.sentences.range(..self.year(id)).next_back();
        before.is_some_and(|(_, all)| all.contains(&bare(self.sentence(id))))
    }
}

fn bare(sentence: &str) -> String {
    sentence.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

use super::*;
use crate::entities::Material;
use crate::library::{Findings, Fingerprint, FoundFile, LoadedReport, analyse, scan};
use crate::reading;
use crate::report::DocumentName;
use proptest::prelude::*;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::built_in);

fn kept(name: &str, text: &str) -> Kept {
    let report = reading::read(text.as_bytes(), &DocumentName::new(name)).unwrap();
    let (mut analysis, cues) = analyse(&report).unwrap();
    analysis.assign(&cues, &CATALOGUE);
    let mut head = Head::of(&LoadedReport::new(report.clone()));
    head.found = Some(Findings::of(&report, &analysis));
    Kept { head, report, found: Some((analysis, cues)) }
}

fn entry(reports: Vec<Kept>) -> Entry {
    Entry { assigned: [7; 32], reports }
}

/// An entry as it comes back: its reports know what they are kept as.
fn known(mut entry: Entry, key: &Key) -> Entry {
    for (part, kept) in entry.reports.iter_mut().enumerate() {
        kept.head.kept_as = Some(key.part(part));
    }
    entry
}

fn written(entry: &Entry) -> EntryRef<'_> {
    entry.written(entry.assigned)
}

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::new(folder.path().join("cache"), MOST);
    (folder, cache)
}

fn key(number: u8) -> Key {
    Key::of(&[&number.to_string()])
}

/// The one entry's file.
fn only_file(cache: &Path) -> PathBuf {
    let files = walkdir::WalkDir::new(cache.join("entries")).into_iter().flatten();
    let mut files = files.filter(|entry| entry.file_type().is_file());
    let file = files.next().unwrap().into_path();
    assert!(files.next().is_none());
    file
}

const TEXT: &str = "Karvenia 2031 Human Rights Report\n\nSECTION 1. PRISONS\n\nThe ombudsman Ilse \
    Moravec received 214 complaints of torture during the year. On May 3 police detained the \
    activist Petr Lannic in Velna. The government did not release statistics on deaths in \
    custody.\n";

#[test]
fn an_entry_comes_back_whole() {
    let (_folder, cache) = cache();
    assert_eq!(cache.get(&key(1)), None);
    let page = "<html lang=en><title>Karvenia 2019</title><h1>Karvenia</h1><table><tr><td>Year\
        <td>Cases<tr><td>2018<td>41</table><p>The court heard 12 cases in 2019.</html>";
    let entry = entry(vec![kept("a.txt", TEXT), kept("b/ж.html", page)]);
    let (found, _) = entry.reports[0].found.as_ref().unwrap();
    assert!(!found.figures.is_empty() && !found.entities.is_empty() && !found.events.is_empty());
    assert!(!found.silences.is_empty());
    cache.put(&key(1), &written(&entry));
    assert_eq!(cache.get(&key(1)), Some(known(entry.clone(), &key(1))));
    assert_eq!(cache.get(&key(2)), None);
    let mut kept = entry.reports[0].clone();
    (kept.found, kept.head.found) = (None, None);
    let none = Entry { reports: vec![kept], ..entry };
    cache.put(&key(1), &written(&none));
    let back = cache.get(&key(1));
    assert_eq!(back, Some(known(none, &key(1))), "written anew in its place");
    assert!(cache.size() > 0);
    cache.clear().unwrap();
    assert_eq!((cache.get(&key(1)), cache.size()), (None, 0));
    cache.clear().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// What is kept is byte for byte what reading and analysing find.
    #[test]
    fn what_is_kept_is_what_is_found(
        sentences in prop::collection::vec(0_usize..6, 1..40),
        number in 2_u32..90_000,
    ) {
        let of = |at: &usize| match at {
            0 => format!("Police detained {number} protesters in May."),
            1 => "Judge Elvira Tamm of the Velna District Court sentenced him.".to_owned(),
            2 => format!("Of the {number} complaints, 7 percent were registered.\n\n"),
            3 => "SECTION 2. CIVIL LIBERTIES\n\n".to_owned(),
            4 => "The Harbor Workers Union (HWU) said “nothing” – naïve, it added.".to_owned(),
            _ => "\n\nOn 3 June 2030 the activist Ilse Moravec was freed.".to_owned(),
        };
        let text = sentences.iter().map(of).collect::<Vec<_>>().join(" ");
        let fresh = kept("a.txt", &text);
        let (_folder, cache) = cache();
        cache.put(&key(1), &written(&entry(vec![fresh.clone()])));
        let back = cache.get(&key(1)).unwrap().reports.remove(0);
        let json = |kept: &Kept| {
            serde_json::to_string(&(&kept.report, &kept.found.as_ref().unwrap().0)).unwrap()
        };
        prop_assert_eq!(json(&fresh), json(&back));
        let fresh = known(entry(vec![fresh]), &key(1)).reports.remove(0);
        prop_assert_eq!(fresh, back);
    }
}

#[test]
fn what_is_damaged_or_of_others_is_as_not_there_and_is_replaced() {
    let (folder, cache) = cache();
    let entry = entry(vec![kept("a.txt", TEXT)]);
    cache.put(&key(1), &written(&entry));
    let path = only_file(&folder.path().join("cache"));
    let whole = fs::read(&path).unwrap();
    let mut turned = whole.clone();
    turned[whole.len() / 2] ^= 1;
    let longer = [whole.as_slice(), b"x"].concat();
    let other = b"rapporteur cache 0\n and something else".to_vec();
    let cut = whole[..whole.len() / 3].to_vec();
    for damaged in [turned, longer, other, cut, Vec::new()] {
        fs::write(&path, &damaged).unwrap();
        assert_eq!(cache.get(&key(1)), None, "{} bytes", damaged.len());
        assert!(!path.exists(), "it does not stay");
        cache.put(&key(1), &written(&entry));
        assert_eq!(cache.get(&key(1)).as_ref(), Some(&known(entry.clone(), &key(1))));
    }
    // An entry under another's name is not it.
    let name = key(2).name();
    fs::create_dir_all(folder.path().join("cache/entries").join(&name[..2])).unwrap();
    fs::copy(&path, folder.path().join("cache/entries").join(&name[..2]).join(&name[2..])).unwrap();
    assert_eq!(cache.get(&key(2)), None);
}

#[test]
fn what_an_entry_begins_with_is_read_without_the_rest_and_each_section_by_itself() {
    let (folder, cache) = cache();
    let entry = known(entry(vec![kept("a.txt", TEXT), kept("b.txt", &TEXT.repeat(300))]), &key(1));
    cache.put(&key(1), &written(&entry));
    let heads: Vec<Head> = entry.reports.iter().map(|kept| kept.head.clone()).collect();
    assert_eq!(cache.heads(&key(1)).unwrap().reports.unwrap(), heads);
    for (part, kept) in entry.reports.iter().enumerate() {
        let text = cache.section::<Report>(&key(1), part, Section::Text);
        assert_eq!(text, Some(([7; 32], kept.report.clone())));
        let found = cache.section::<Analysis>(&key(1), part, Section::Found);
        let (analysis, cues) = kept.found.clone().unwrap();
        let made = Material::of(&kept.report, &analysis);
        assert_eq!(found, Some(([7; 32], analysis)));
        assert_eq!(cache.section(&key(1), part, Section::Cues), Some(([7; 32], cues)));
        assert_eq!(cache.section(&key(1), part, Section::Material), Some(([7; 32], made)));
    }
    assert_eq!(cache.section::<Report>(&key(1), 2, Section::Text), None, "there is no such part");
    assert!(cache.heads(&key(1)).is_some(), "which is no damage");
    // A byte of the last section turned: the beginning and the other sections are still good.
    let path = only_file(&folder.path().join("cache"));
    let mut bytes = fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(cache.heads(&key(1)).is_some());
    assert!(cache.section::<Report>(&key(1), 0, Section::Text).is_some());
    assert_eq!(cache.section::<ReportCues>(&key(1), 1, Section::Cues), None);
    assert!(!path.exists(), "what is damaged does not stay");
}

#[test]
fn why_a_file_cannot_be_read_is_kept() {
    let (_folder, cache) = cache();
    assert!(cache.put_failure(&key(1), &ReadError::Empty));
    assert!(matches!(cache.heads(&key(1)).unwrap().reports, Err(ReadError::Empty)));
    assert_eq!(cache.section::<Report>(&key(1), 0, Section::Text), None);
    assert!(cache.heads(&key(1)).is_some());
}

#[test]
fn what_was_not_used_for_longest_goes_first() {
    let (folder, cache) = cache();
    let one = entry(vec![kept("a.txt", TEXT)]);
    cache.put(&key(0), &written(&one));
    let size = cache.size();
    let small = Cache::new(folder.path().join("cache"), size * 4);
    for number in 1..5 {
        small.put(&key(number), &written(&one));
    }
    let day = Duration::from_hours(24);
    for number in 0..5 {
        let path = small.disk.path(&key(number));
        let file = File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - day * (10 - u32::from(number))).unwrap();
    }
    assert!(small.heads(&key(0)).is_some(), "the oldest is used");
    small.trim();
    let there: Vec<u8> = (0..5).filter(|number| small.get(&key(*number)).is_some()).collect();
    assert_eq!(there, [0, 3, 4]);
    assert!(small.size() <= size * 4);
}

#[test]
fn what_a_killed_program_left_unfinished_goes_after_a_while() {
    let (folder, cache) = cache();
    let unfinished = folder.path().join("cache/unfinished");
    fs::create_dir_all(&unfinished).unwrap();
    for (name, hours) in [("old", 3), ("new", 0)] {
        fs::write(unfinished.join(name), "half of an entry").unwrap();
        let file = File::options().append(true).open(unfinished.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(hours)).unwrap();
    }
    cache.trim();
    assert!(!unfinished.join("old").exists());
    assert!(unfinished.join("new").exists(), "another program may be writing it");
}

#[test]
fn two_programs_and_their_threads_share_a_cache() {
    let (folder, _) = cache();
    let entries: Vec<Entry> = ["one", "two"]
        .iter()
        .map(|word| entry(vec![kept("a.txt", &TEXT.repeat(word.len()))]))
        .collect();
    let entries = &entries;
    let path = &folder.path().join("cache");
    std::thread::scope(|scope| {
        for program in 0..4 {
            scope.spawn(move || {
                let cache = Cache::new(path.clone(), MOST);
                for round in 0..60 {
                    let which = u8::try_from(round % 3).unwrap();
                    cache.put(&key(which), &written(&entries[(program + round) % 2]));
                    if let Some(found) = cache.get(&key(which)) {
                        let it = |one: &Entry| known(one.clone(), &key(which)) == found;
                        assert!(entries.iter().any(it));
                    }
                    if round == 30 && program == 0 {
                        let _ = cache.clear();
                    }
                }
            });
        }
    });
    let cache = Cache::new(path.clone(), MOST);
    assert!((0..3).all(|which| cache.get(&key(which)).is_some()));
}

/// A folder with one file that was written some time ago, and its shelf.
fn shelf(text: &str) -> (tempfile::TempDir, FoundFile, Arc<Cache>) {
    let (folder, cache) = cache();
    fs::create_dir(folder.path().join("reports")).unwrap();
    fs::write(folder.path().join("reports/a.txt"), text).unwrap();
    let file = aged(folder.path(), 60);
    (folder, file, Arc::new(cache))
}

fn aged(folder: &Path, seconds: u64) -> FoundFile {
    let file = File::options().append(true).open(folder.join("reports/a.txt")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
    drop(file);
    scan(&folder.join("reports")).unwrap().files.remove(0)
}

#[test]
fn contents_are_looked_at_only_where_size_or_time_are_new() {
    let (folder, file, cache) = shelf(TEXT);
    let reports = folder.path().join("reports");
    let entry = entry(vec![kept("a.txt", TEXT)]);
    let contents = Fingerprint::of(TEXT.as_bytes());
    let shelf = Shelf::new(Arc::clone(&cache), &reports);
    assert!(shelf.get(&file).is_none());
    shelf.put(&file, contents, SystemTime::now(), |cache, key| cache.put(key, &written(&entry)));
    drop(shelf);
    let again = |file: &FoundFile| Shelf::new(Arc::clone(&cache), &reports).get(file);
    let entry = known(entry, &Key::new(&file, &contents));
    let heads = entry.reports.into_iter().map(|kept| kept.head).collect();
    let heads = Heads { assigned: entry.assigned, reports: Ok(heads) };
    assert_eq!(again(&file), Some((contents, heads.clone())));
    // Other words of the same length and with the same time are not noticed: they are not read.
    fs::write(&file.path, TEXT.replace("214", "317")).unwrap();
    let options = File::options().append(true).open(&file.path).unwrap();
    options.set_modified(file.modified.unwrap()).unwrap();
    drop(options);
    assert_eq!(again(&file), Some((contents, heads.clone())));
    // With another time they are.
    assert_eq!(again(&aged(folder.path(), 50)), None);
    fs::write(&file.path, TEXT).unwrap();
    assert_eq!(again(&aged(folder.path(), 40)), Some((contents, heads)), "known by its contents");
}

#[test]
fn a_file_that_was_written_just_now_is_looked_at_again() {
    let (folder, _, cache) = shelf(TEXT);
    let reports = folder.path().join("reports");
    let file = aged(folder.path(), 0);
    let entry = entry(vec![kept("a.txt", TEXT)]);
    let shelf = Shelf::new(Arc::clone(&cache), &reports);
    let at_once = file.modified.unwrap() + Duration::from_millis(900);
    let contents = Fingerprint::of(TEXT.as_bytes());
    shelf.put(&file, contents, at_once, |cache, key| cache.put(key, &written(&entry)));
    drop(shelf);
    fs::write(&file.path, TEXT.replace("214", "317")).unwrap();
    let options = File::options().append(true).open(&file.path).unwrap();
    options.set_modified(file.modified.unwrap()).unwrap();
    drop(options);
    assert_eq!(Shelf::new(cache, &reports).get(&file), None);
}

//! How fast reports are read and analysed, in bytes of the file a second.
//!
//! Runs on the sample, and on a folder of one's own named by `RAPPORTEUR_BENCH`:
//! `RAPPORTEUR_BENCH=FOLDER cargo bench`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rapporteur::figures::Catalogue;
use rapporteur::report::{DocumentName, Report};
use rapporteur::{analysis, entities, library, reading};
use std::path::PathBuf;

fn main() {
    divan::main();
}

fn files() -> Vec<(DocumentName, Vec<u8>)> {
    let folder = std::env::var_os("RAPPORTEUR_BENCH").map_or("assets/sample".into(), PathBuf::from);
    let found = library::scan(&folder).map(|scan| scan.files).unwrap_or_default();
    found.into_iter().filter_map(|file| Some((file.name, std::fs::read(file.path).ok()?))).collect()
}

fn reports() -> Vec<Report> {
    files().iter().filter_map(|(name, bytes)| reading::read(bytes, name).ok()).collect()
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let files = files();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for (name, bytes) in &files {
            let _ = black_box(reading::read(bytes, name));
        }
    });
}

#[divan::bench]
fn analyse(bencher: Bencher<'_, '_>) {
    let reports = reports();
    let bytes: usize = reports.iter().map(|report| report.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for report in &reports {
            black_box(analysis::analyse(report));
        }
    });
}

#[divan::bench]
fn assign_indicators(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::built_in();
    let analyses: Vec<_> = reports().iter().map(analysis::analyse_with_cues).collect();
    bencher.with_inputs(|| analyses.clone()).bench_local_values(|mut analyses| {
        for (analysis, cues) in &mut analyses {
            analysis.assign(cues, &catalogue);
        }
        analyses
    });
}

#[divan::bench]
fn merge_entities(bencher: Bencher<'_, '_>) {
    let reports = reports();
    let analyses: Vec<_> = reports.iter().map(analysis::analyse).collect();
    let materials: Vec<_> =
        reports.iter().zip(&analyses).map(|(r, a)| entities::Material::of(r, a)).collect();
    let sources: Vec<_> =
        materials.iter().zip(&reports).map(|(m, r)| entities::Source::of(m, &r.metadata)).collect();
    bencher.bench_local(|| entities::merge(black_box(&sources)));
}

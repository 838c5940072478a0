//! The reports beside the checkout.

use rapporteur::analysis;
use rapporteur::compare::Edition;
use rapporteur::reading;
use rapporteur::report::{DocumentName, Report};
use std::path::{Path, PathBuf};

/// A report, ready to be compared.
pub struct Read {
    pub report: Report,
    pub edition: Edition,
}

/// The folder of the reports, where it lies beside the checkout.
pub fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = folder.join("reports").is_dir();
    if !found {
        eprintln!("skipped: no reports lie beside the checkout");
    }
    found.then_some(folder)
}

/// Reads and analyses a report of that folder.
pub fn read(shared: &Path, name: &str) -> Read {
    let path = shared.join(name);
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let report = reading::read(&std::fs::read(&path).unwrap(), &DocumentName::new(file)).unwrap();
    let analysis = analysis::analyse(&report);
    let edition = Edition::new(&report, &analysis);
    Read { report, edition }
}

//! Makes files of older versions into files of this one, a version at a time.
//!
//! A step works on the JSON alone, so that it need not be changed when the types do.

use serde_json::{Map, Value, json};

/// One step: from the version that is its place in [`STEPS`] to the next.
type MigrationStep = fn(&mut Map<String, Value>);

const STEPS: &[MigrationStep] = &[from_0];

/// Brings a file of an older version up to this one. Others are left as they are.
pub(super) fn migrate(file: &mut Value, version: u64) {
    let Some(file) = file.as_object_mut() else { return };
    let from = usize::try_from(version).unwrap_or(usize::MAX);
    for step in STEPS.iter().skip(from) {
        step(file);
    }
}

/// Version 0, of the trial builds: how often a file was saved was called `revision`; notes were a
/// list of their own, `{"id", "made", "edition", "sentence", "words", "note"}`.
fn from_0(file: &mut Map<String, Value>) {
    if let Some(saves) = file.remove("revision") {
        file.insert("saves".to_owned(), saves);
    }
    let Some(Value::Array(notes)) = file.remove("notes") else { return };
    let decisions = file.entry("decisions").or_insert_with(|| json!([]));
    let Some(decisions) = decisions.as_array_mut() else { return };
    decisions.extend(notes.iter().map(|note| {
        let field = |name: &str| note.get(name).cloned().unwrap_or_default();
        let passage = json!({
            "edition": field("edition"),
            "sentence": field("sentence"),
            "words": field("words"),
        });
        json!({
            "id": field("id"),
            "made": field("made"),
            "what": {"note": {"on": {"passage": passage}, "text": field("note")}},
        })
    }));
}

#[cfg(test)]
mod tests {
    use super::STEPS;

    #[test]
    fn every_older_version_has_its_step() {
        assert_eq!(u64::try_from(STEPS.len()), Ok(super::super::VERSION));
    }
}

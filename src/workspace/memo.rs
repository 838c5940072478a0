//! Results that are kept as long as what they were made of stays the same.

use std::collections::HashMap;

/// Results kept under what they were asked for, thrown away when the revision changes.
pub(super) struct Memo<T> {
    revision: (u64, u64),
    kept: HashMap<String, T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { revision: (0, 0), kept: HashMap::new() }
    }
}

impl<T> Memo<T> {
    /// Throws away what is kept under `key`, and under what begins with it and goes on in a new line.
    pub(super) fn forget(&mut self, key: &str) {
        let rest = |kept: &str| {
            kept.strip_prefix(key).is_none_or(|rest| !rest.is_empty() && !rest.starts_with('\n'))
        };
        self.kept.retain(|kept, _| rest(kept));
    }
}

impl<T: Clone> Memo<T> {
    /// What is kept under `key`, made now where nothing is or the revision has changed.
    pub(super) fn get_or(
        &mut self,
        revision: (u64, u64),
        key: &str,
        make: impl FnOnce() -> T,
    ) -> T {
        if self.revision != revision {
            self.revision = revision;
            self.kept.clear();
        }
        if let Some(kept) = self.kept.get(key) {
            return kept.clone();
        }
        let made = make();
        self.kept.insert(key.to_owned(), made.clone());
        made
    }
}

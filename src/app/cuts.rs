//! The words around passages, for rows in view: at once where their report is in memory, else loaded
//! beside the window, so that a list of mentions in thousands of reports is scrolled without a wait.

use super::background::{Ended, Job};
use crate::entities::Member;
use crate::library::Handle;
use crate::library::search::{Snippet, snippet};
use crate::workspace::{Passage, Slot, Workspace};
use eframe::egui::Context;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Words with some around them, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The words.
    pub passage: Passage,
    /// Them with those around.
    pub words: Snippet,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Ask {
    Passage(Passage),
    /// The first mention of what a report calls an entity.
    First(Member),
}

/// Words that were cut out of reports for one list.
#[derive(Debug)]
pub struct Cuts {
    /// How many bytes of context there are on each side.
    around: usize,
    kept: RefCell<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Nothing for what is in no report any more.
    known: HashMap<Ask, Option<Arc<Cut>>>,
    wanted: Vec<(Ask, Handle)>,
    job: Job<Vec<(Ask, Option<Cut>)>>,
    /// What was known of the reports when this was cut.
    revision: u64,
}

/// So many are kept; a list shows some dozen at a time.
const MOST: usize = 2_000;

impl Cuts {
    /// None yet, to be cut with so many bytes on each side.
    pub fn new(around: usize) -> Self {
        Self { around, kept: RefCell::default() }
    }

    /// The words around a passage, once they are there.
    pub fn passage(&self, workspace: &Workspace, passage: Passage) -> Option<Arc<Cut>> {
        self.get(workspace, Ask::Passage(passage))
    }

    /// The words around the first mention of what a report calls an entity, once they are there.
    pub fn first(&self, workspace: &Workspace, member: Member) -> Option<Arc<Cut>> {
        self.get(workspace, Ask::First(member))
    }

    fn get(&self, workspace: &Workspace, ask: Ask) -> Option<Arc<Cut>> {
        let mut kept = self.kept.borrow_mut();
        if let Some(known) = kept.known.get(&ask) {
            return known.clone();
        }
        let report = match ask {
            Ask::Passage(passage) => passage.report,
            Ask::First((report, _)) => report,
        };
        let handle = workspace.slot(report).and_then(Slot::handle)?;
        let found_there = handle.found().is_some_and(|found| found.in_memory().is_some());
        let is_there = match ask {
            Ask::Passage(_) => handle.text().in_memory().is_some(),
            Ask::First(_) => handle.text().in_memory().is_some() && found_there,
        };
        if is_there {
            let made = cut(handle, ask, self.around).map(Arc::new);
            kept.known.insert(ask, made.clone());
            return made;
        }
        kept.wanted.push((ask, handle.clone()));
        None
    }

    /// Takes what has come and has loaded what rows in view have asked for. To be told with each
    /// frame, after the rows.
    pub fn follow(&self, workspace: &Workspace, context: &Context) {
        let mut kept = self.kept.borrow_mut();
        if kept.revision != workspace.revision() || kept.known.len() > MOST {
            kept.known.clear();
            kept.revision = workspace.revision();
        }
        if let Some(Ended::Done(made)) = kept.job.take() {
            let made = made.into_iter().map(|(ask, cut)| (ask, cut.map(Arc::new)));
            kept.known.extend(made);
            context.request_repaint();
        }
        let wanted = std::mem::take(&mut kept.wanted);
        if !wanted.is_empty() {
            let around = self.around;
            let work = move || {
                let cut = |(ask, handle): (Ask, Handle)| (ask, cut(&handle, ask, around));
                wanted.into_iter().map(cut).collect()
            };
            // While others are under way, rows still in view ask again with the next frame.
            kept.job.start("passages", context, work);
        }
    }
}

fn cut(handle: &Handle, ask: Ask, around: usize) -> Option<Cut> {
    let passage = match ask {
        Ask::Passage(passage) => passage,
        Ask::First((report, local)) => {
            let span = *handle.analysis()?.entities.get(local)?.mentions.first()?;
            Passage { report, span }
        }
    };
    Some(Cut { passage, words: snippet(&handle.loaded()?.report, passage.span, around) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Catalogue;
    use crate::library::cache::{Cache, MOST};
    use std::time::Duration;

    #[test]
    fn words_are_cut_out_of_reports_in_memory_and_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let text = "Karvenia 2031 Human Rights Report\n\nPolice freed the activist Ilse Moravec.\n";
        std::fs::write(folder.path().join("a.txt"), text).unwrap();
        let kept = tempfile::tempdir().unwrap();
        let cache = Arc::new(Cache::new(kept.path().to_owned(), MOST));
        let context = Context::default();
        for opening in ["in memory", "first opening", "second opening"] {
            let mut workspace = Workspace::new(Catalogue::default(), || {});
            if opening != "in memory" {
                workspace = workspace.keeping_reports(Some(Arc::clone(&cache)));
            }
            workspace.open(folder.path());
            workspace.wait();
            let merged = Arc::clone(workspace.merged());
            let moravec = merged.entities.iter().find(|one| one.name == "Ilse Moravec").unwrap();
            let cuts = Cuts::new(20);
            let first = loop {
                if let Some(first) = cuts.first(&workspace, moravec.members[0]) {
                    break first;
                }
                cuts.follow(&workspace, &context);
                std::thread::sleep(Duration::from_millis(1));
            };
            let words = &first.words;
            assert_eq!(&words.text[words.hit.clone()], "Ilse Moravec", "{opening}");
            while cuts.passage(&workspace, first.passage).is_none() {
                cuts.follow(&workspace, &context);
                std::thread::sleep(Duration::from_millis(1));
            }
            assert_eq!(cuts.passage(&workspace, first.passage).as_ref(), Some(&first));
        }
    }
}

//! An index on disk: opened or made, written part by part, tidied.
//!
//! One program writes it at a time, which a lock sees to that ends with the program; others read.

use super::fields::{Fields, tokenizers};
use super::passages::passages;
use super::snapshot::Snapshot;
use crate::library::cache::Key;
use crate::report::Report;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{AddOperation, IndexWriterOptions, NoMergePolicy, SegmentWriter};
use tantivy::schema::Schema;
use tantivy::{
    Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Segment, TantivyDocument,
    TantivyError, Term,
};

/// How much memory a part may take before it is written, in bytes.
const BUDGET: usize = 40 << 20;

/// An index has about so many parts when it is tidy.
const PARTS: usize = 6;

/// From this share of removed passages on, in percent, a part is written anew.
const REMOVED: u64 = 25;

/// An index on disk.
pub(super) struct Written {
    fields: Fields,
    reader: IndexReader,
    /// Nothing where another program has it.
    writer: Option<IndexWriter>,
    /// The part that is being made.
    part: Option<Part>,
    /// What is in it once the part is written.
    added: HashSet<Key>,
    snapshot: Arc<Snapshot>,
}

struct Part {
    segment: Segment,
    writer: SegmentWriter,
}

/// The passages of a report as they are written.
pub(super) struct Documents {
    pub(super) key: Key,
    documents: Vec<TantivyDocument>,
}

impl Documents {
    pub(super) fn of(key: Key, report: &Report) -> Self {
        let (fields, _) = Fields::new();
        let mut documents = Vec::with_capacity(report.blocks.len());
        passages(report, |passage| documents.push(fields.document(&key, passage)));
        Self { key, documents }
    }
}

impl Written {
    /// Opens the index in `folder`, or makes it. What is damaged is made anew.
    pub(super) fn open(folder: &Path) -> tantivy::Result<Self> {
        Self::open_there(folder).or_else(|error| {
            tracing::info!(%error, "the index of the searches is made anew");
            Self::make_anew(folder)
        })
    }

    /// Removes what there is in `folder`, and makes an index.
    pub(super) fn make_anew(folder: &Path) -> tantivy::Result<Self> {
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error)?,
            _ => Self::open_there(folder),
        }
    }

    fn open_there(folder: &Path) -> tantivy::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (fields, schema) = Fields::new();
        let index = open_index(folder, schema)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let reader: IndexReader = reader;
        let snapshot = Arc::new(Snapshot::new(reader.searcher(), fields, None)?);
        let writer = write_to(&index)?;
        Ok(Self { fields, reader, writer, part: None, added: HashSet::new(), snapshot })
    }

    /// What is in it, as of the last time that all was written.
    pub(super) fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Whether this program writes it.
    pub(super) fn is_ours(&self) -> bool {
        self.writer.is_some()
    }

    /// Takes over the writing from a program that has ended.
    pub(super) fn take_over(&mut self) -> tantivy::Result<()> {
        if self.writer.is_none() {
            self.writer = write_to(self.reader.searcher().index())?;
            self.look()?;
        }
        Ok(())
    }

    /// Looks what is in it now.
    pub(super) fn look(&mut self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        self.snapshot = Arc::new(Snapshot::new(searcher, self.fields, Some(&self.snapshot))?);
        Ok(())
    }

    /// Whether a report is in it, or will be with the next [`commit`](Self::commit).
    pub(super) fn holds(&self, key: &Key) -> bool {
        self.added.contains(key) || self.snapshot.holds(key)
    }

    /// How many parts it has.
    pub(super) fn parts(&self) -> usize {
        self.reader.searcher().segment_readers().len()
    }

    /// Adds a report. Returns whether it is time to commit.
    pub(super) fn add(&mut self, report: Documents) -> tantivy::Result<bool> {
        let Some(writer) = self.writer.as_ref() else { return Ok(false) };
        if self.holds(&report.key) || report.documents.is_empty() {
            return Ok(false);
        }
        let part = match &mut self.part {
            Some(part) => part,
            none => {
                let segment = writer.new_segment();
                let writer = SegmentWriter::for_segment(BUDGET, segment.clone())?;
                none.insert(Part { segment, writer })
            }
        };
        for document in report.documents {
            part.writer.add_document(AddOperation { opstamp: 0, document })?;
        }
        self.added.insert(report.key);
        Ok(part.writer.mem_usage() >= BUDGET)
    }

    /// Removes the reports that are not among these. Returns whether there were any.
    pub(super) fn keep_only(&mut self, keys: &HashSet<Key>) -> bool {
        let Some(writer) = &self.writer else { return false };
        let mut any = false;
        for key in self.snapshot.keys().filter(|key| !keys.contains(key)) {
            writer.delete_term(Term::from_field_bytes(self.fields.key, key.as_bytes()));
            any = true;
        }
        any
    }

    /// Writes all that was added or removed, so that it is found.
    pub(super) fn commit(&mut self) -> tantivy::Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        if let Some(part) = self.part.take() {
            let passages = part.writer.max_doc();
            part.writer.finalize()?;
            let segment = part.segment.with_max_doc(passages);
            segment.meta().untrack_temp_docstore();
            writer.add_segment(segment.meta().clone())?;
        }
        writer.commit()?;
        self.added.clear();
        self.look()
    }

    /// Joins small parts, and writes those anew of which much was removed. Returns whether there was
    /// anything to do. May take some seconds.
    pub(super) fn tidy(&mut self) -> tantivy::Result<bool> {
        let Some(writer) = &mut self.writer else { return Ok(false) };
        let parts = writer.index().searchable_segment_metas()?;
        let untidy = untidy(parts);
        if untidy.is_empty() {
            return Ok(false);
        }
        writer.merge(&untidy).wait()?;
        writer.garbage_collect_files().wait()?;
        self.look()?;
        Ok(true)
    }
}

fn open_index(folder: &Path, schema: Schema) -> tantivy::Result<Index> {
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let builder = Index::builder().schema(schema).settings(settings).tokenizers(tokenizers());
    builder.open_or_create(MmapDirectory::open(folder)?)
}

/// What writes an index; nothing where another program does.
fn write_to(index: &Index) -> tantivy::Result<Option<IndexWriter>> {
    // Parts are made by one thread of ours: the writer's own is left without work.
    let options = IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).build();
    match index.writer_with_options(options) {
        Ok(writer) => {
            writer.set_merge_policy(Box::new(NoMergePolicy));
            Ok(Some(writer))
        }
        Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The parts that should become one.
fn untidy(mut parts: Vec<SegmentMeta>) -> Vec<SegmentId> {
    let is_full_of_holes = |part: &SegmentMeta| {
        u64::from(part.num_deleted_docs()) * 100 > u64::from(part.max_doc()) * REMOVED
    };
    parts.sort_by_key(SegmentMeta::num_docs);
    let small = if parts.len() > PARTS { parts.len() + 1 - PARTS } else { 0 };
    let wanted =
        parts.iter().enumerate().filter(|(at, part)| *at < small || is_full_of_holes(part));
    wanted.map(|(_, part)| part.id()).collect()
}

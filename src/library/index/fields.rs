//! What is written of each passage: a document of the engine's, in whose terms this is told.

use super::passages::{Passage, one_text, titles};
use super::words::{Words, fold_into};
use crate::library::cache::Key;
use crate::report::{Report, Span};
use std::borrow::Cow;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TantivyDocument, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// What the words of passages and titles are called by the engine. An index whose words were cut in
/// another way has another name here, and is made anew.
const WORDS: &str = "words, thousands joined";

/// The parts of a passage's document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// What its report is known by.
    pub(super) key: Field,
    /// Its words.
    pub(super) text: Field,
    /// The titles of the sections around it.
    pub(super) section: Field,
    /// What its page is quoted by.
    pub(super) page: Field,
    /// Where it begins in its report.
    pub(super) start: Field,
    /// Where it ends there.
    pub(super) end: Field,
}

/// The names of the parts that tell where a passage stands.
pub(super) const START: &str = "start";
pub(super) const END: &str = "end";

impl Fields {
    /// The parts, and how the engine keeps them.
    pub(super) fn new() -> (Self, Schema) {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(words).set_stored();
        let fields = Self {
            key: schema.add_bytes_field("key", INDEXED),
            text: schema.add_text_field("text", words.clone()),
            section: schema.add_text_field("section", words),
            page: schema.add_text_field("page", STORED),
            start: schema.add_u64_field(START, FAST | STORED),
            end: schema.add_u64_field(END, FAST),
        };
        (fields, schema.build())
    }

    /// A passage's document.
    pub(super) fn document(&self, key: &Key, passage: &Passage<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_bytes(self.key, key.as_bytes());
        document.add_text(self.text, passage.text);
        document.add_text(self.section, one_text(passage.section));
        if let Some(page) = &passage.page {
            document.add_text(self.page, page);
        }
        document.add_u64(self.start, passage.span.start.get() as u64);
        document.add_u64(self.end, passage.span.end.get() as u64);
        document
    }

    /// A passage of a document.
    pub(super) fn passage(&self, document: &TantivyDocument) -> Option<Kept> {
        let text = |field| Some(document.get_first(field)?.as_str()?.to_owned());
        let start = usize::try_from(document.get_first(self.start)?.as_u64()?).ok()?;
        let words = text(self.text)?;
        let span = Span::new(start, start + words.len());
        let section = text(self.section)?;
        let section = section.lines().map(str::to_owned).collect();
        Some(Kept { span, text: words, section, page: text(self.page) })
    }
}

/// A passage as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands in its report's text.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// The titles of the sections around it, the outermost first.
    pub section: Vec<String>,
    /// What the page that it begins on is quoted by, where the file has pages.
    pub page: Option<String>,
}

impl Kept {
    /// The passage that stands there in a report.
    pub fn of(report: &Report, span: Span) -> Self {
        let page = report.page_name_at(span.start).map(Cow::into_owned);
        Self {
            span,
            text: span.of(&report.text).to_owned(),
            section: titles(report, span.start),
            page,
        }
    }
}

/// What cuts texts into words for the engine.
pub(super) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(WORDS, Cutter::default());
    tokenizers
}

#[derive(Clone, Default)]
struct Cutter {
    token: Token,
}

struct Cut<'a> {
    text: &'a str,
    words: Words<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        self.token.reset();
        Cut { text, words: Words::of(text), token: &mut self.token }
    }
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        let Some(span) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (span.start.get(), span.end.get());
        fold_into(span.of(self.text), &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

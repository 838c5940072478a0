//! Templates of citations: text with fields in braces and parts in brackets that may be left out.

use super::fields::{Field, Fields};
use std::iter::Peekable;
use std::str::CharIndices;
use thiserror::Error;

/// Why a template cannot be used, in words for the user. Places are counted in letters from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// There is nothing in it.
    #[error("The template is empty.")]
    Empty,
    /// It would say the same of every passage.
    #[error("The template names no field. Write one in braces, as in {{publisher}}.")]
    NoField,
    /// A field that there is not.
    #[error("There is no field {{{0}}}.{1}")]
    Unknown(String, String),
    /// A brace or bracket that is opened and not closed.
    #[error("The “{0}” at letter {1} is not closed.")]
    Open(char, usize),
    /// A brace or bracket that is closed and was not opened.
    #[error("The “{0}” at letter {1} closes nothing. To print it, put a backslash before it.")]
    Closed(char, usize),
    /// Brackets within brackets within brackets.
    #[error("Brackets stand more than {MAX_DEPTH} deep in one another.")]
    Deep,
    /// More than a citation can be.
    #[error("The template is longer than {MAX_LETTERS} letters.")]
    Long,
}

/// How deep brackets may stand in one another.
const MAX_DEPTH: usize = 6;
/// How long a template may be.
const MAX_LETTERS: usize = 2_000;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
    /// What is left out when one of its own fields is empty.
    Group(Vec<Self>),
}

/// A template that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Part>);

impl Template {
    /// Understands a template, or says what is wrong in it.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        if text.trim().is_empty() {
            return Err(TemplateError::Empty);
        }
        if text.chars().count() > MAX_LETTERS {
            return Err(TemplateError::Long);
        }
        let mut letters = Letters { text, left: text.char_indices().peekable() };
        let parts = letters.parts(0)?;
        if !parts.iter().any(names_field) {
            return Err(TemplateError::NoField);
        }
        Ok(Self(parts))
    }

    /// A template that writes nothing.
    pub(super) fn empty() -> Self {
        Self(Vec::new())
    }

    /// Writes the fields.
    pub fn write(&self, fields: &Fields) -> String {
        let mut writer = Writer::new(fields);
        for part in &self.0 {
            writer.part(part);
        }
        let text = writer.done();
        text.trim().to_owned()
    }
}

fn names_field(part: &Part) -> bool {
    match part {
        Part::Text(_) => false,
        Part::Field(_) => true,
        Part::Group(parts) => parts.iter().any(names_field),
    }
}

struct Letters<'t> {
    text: &'t str,
    left: Peekable<CharIndices<'t>>,
}

impl Letters<'_> {
    /// The parts up to the end, or inside brackets up to the closing one.
    fn parts(&mut self, depth: usize) -> Result<Vec<Part>, TemplateError> {
        if depth > MAX_DEPTH {
            return Err(TemplateError::Deep);
        }
        let mut parts = Vec::new();
        let mut text = String::new();
        while !(depth > 0 && self.left.peek().is_some_and(|(_, next)| *next == ']')) {
            let Some((at, letter)) = self.left.next() else { break };
            match letter {
                '\\' => text.push(self.left.next().map_or('\\', |(_, escaped)| escaped)),
                '{' => {
                    flush(&mut text, &mut parts);
                    parts.push(Part::Field(self.field(at)?));
                }
                '[' => {
                    flush(&mut text, &mut parts);
                    let group = self.parts(depth + 1)?;
                    if self.left.next().is_none() {
                        return Err(TemplateError::Open('[', self.place(at)));
                    }
                    parts.push(Part::Group(group));
                }
                '}' => return Err(TemplateError::Closed('}', self.place(at))),
                ']' => return Err(TemplateError::Closed(']', self.place(at))),
                other => text.push(other),
            }
        }
        flush(&mut text, &mut parts);
        Ok(parts)
    }

    fn field(&mut self, open: usize) -> Result<Field, TemplateError> {
        let mut name = String::new();
        loop {
            match self.left.next() {
                Some((_, '}')) => break,
                Some((_, letter)) if letter != '{' && letter != '\n' => name.push(letter),
                _ => return Err(TemplateError::Open('{', self.place(open))),
            }
        }
        let wanted = name.trim().to_lowercase();
        Field::named(&wanted).ok_or_else(|| TemplateError::Unknown(name, near(&wanted)))
    }

    /// Which letter of the template a byte is.
    fn place(&self, at: usize) -> usize {
        self.text.char_indices().take_while(|(letter, _)| *letter < at).count() + 1
    }
}

fn flush(text: &mut String, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        parts.push(Part::Text(std::mem::take(text)));
    }
}

/// A field that may have been meant, else all there are.
fn near(name: &str) -> String {
    let alike = |field: &Field| strsim::jaro_winkler(field.name(), name);
    let best = Field::ALL.into_iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    if let Some(field) = best.filter(|field| alike(field) >= 0.8) {
        return format!(" Is {{{}}} meant?", field.name());
    }
    let names: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
    format!(" There are {}.", names.join(", "))
}

/// Writes parts one after the other. An empty field outside of brackets takes with it the text
/// between it and the field before ("…, p. {page}"), or, where nothing was written yet, the text
/// after it ("{publisher}, …"), and the marks that stood around it alone.
struct Writer<'f> {
    fields: &'f Fields,
    written: String,
    /// Text since the last field.
    pending: String,
    any: bool,
    /// Whether the next text goes with the empty field before it.
    skip: bool,
    /// The mark that closed what stood around an empty field.
    close: Option<char>,
}

impl<'f> Writer<'f> {
    fn new(fields: &'f Fields) -> Self {
        Self {
            fields,
            written: String::new(),
            pending: String::new(),
            any: false,
            skip: false,
            close: None,
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Text(text) => self.text(text),
            Part::Field(field) => match self.fields.get(*field) {
                "" => self.nothing(),
                value => self.value(value),
            },
            Part::Group(parts) => {
                if let Some(value) = group(parts, self.fields) {
                    self.value(&value);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.skip) {
            // What opens around the next field stays.
            let open = text.chars().next_back().filter(|open| closing(*open).is_some());
            self.pending.extend(open);
            return;
        }
        let close = self.close.take();
        let text = close.and_then(|close| text.strip_prefix(close)).unwrap_or(text);
        self.pending.push_str(text);
    }

    fn value(&mut self, value: &str) {
        let pending = std::mem::take(&mut self.pending);
        join(&mut self.written, &pending);
        join(&mut self.written, value);
        (self.any, self.skip, self.close) = (true, false, None);
    }

    fn nothing(&mut self) {
        let open = self.pending.chars().next_back();
        self.close = open.and_then(closing);
        if self.any {
            self.pending.clear();
        } else {
            if self.close.is_some() {
                self.pending.pop();
            }
            self.skip = true;
        }
    }

    fn done(mut self) -> String {
        join(&mut self.written, &self.pending);
        self.written
    }
}

/// A group's text, unless one of its own fields is empty.
fn group(parts: &[Part], fields: &Fields) -> Option<String> {
    let mut written = String::new();
    for part in parts {
        match part {
            Part::Text(text) => join(&mut written, text),
            Part::Field(field) => {
                let value = Some(fields.get(*field)).filter(|value| !value.is_empty())?;
                join(&mut written, value);
            }
            Part::Group(inner) => {
                if let Some(text) = group(inner, fields) {
                    join(&mut written, &text);
                }
            }
        }
    }
    Some(written)
}

/// Joins two pieces; a full stop after what has its own end is left out.
fn join(written: &mut String, piece: &str) {
    let ended = written.ends_with(['.', '?', '!', '…']);
    let piece = match piece.strip_prefix('.') {
        Some(rest) if ended && !rest.starts_with('.') => rest,
        _ => piece,
    };
    written.push_str(piece);
}

fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        '(' => Some(')'),
        '<' => Some('>'),
        '"' | '\'' | '*' | '_' => Some(open),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields {
            quote: "The court sat.".to_owned(),
            publisher: "Tidewatch".to_owned(),
            title: "Who Judges?".to_owned(),
            page: "4".to_owned(),
            ..Fields::default()
        }
    }

    fn written(template: &str, fields: &Fields) -> String {
        Template::parse(template).unwrap().write(fields)
    }

    #[test]
    fn fields_are_written_and_brackets_left_out_with_their_marks() {
        let table = [
            ("{publisher}, {title}", "Tidewatch, Who Judges?"),
            ("{publisher}[ ({year})][, p. {page}]", "Tidewatch, p. 4"),
            ("{ Publisher }", "Tidewatch"),
            ("[a {title} [b {year}]c]", "a Who Judges? c"),
            ("[a {year} [b {title}]]{page}", "4"),
            ("“{title}.” {page}", "“Who Judges?” 4"),
            ("\\[{page}\\] \\{\\}", "[4] {}"),
            ("{publisher}\n{page}", "Tidewatch\n4"),
        ];
        for (template, want) in table {
            assert_eq!(written(template, &fields()), want, "{template}");
        }
    }

    #[test]
    fn an_empty_field_takes_its_punctuation_with_it() {
        let known = fields();
        let none = |field: &str| {
            let mut fields = known.clone();
            match field {
                "quote" => fields.quote.clear(),
                "publisher" => fields.publisher.clear(),
                "title" => fields.title.clear(),
                _ => fields.page.clear(),
            }
            fields
        };
        let table = [
            ("{publisher}, {title}, p. {page}.", "title", "Tidewatch, p. 4."),
            ("{publisher}, {title}, p. {page}.", "publisher", "Who Judges?, p. 4."),
            ("{publisher}, {title}, p. {page}.", "page", "Tidewatch, Who Judges?"),
            ("“{quote}” ({publisher}, p. {page})", "quote", "(Tidewatch, p. 4)"),
            ("{publisher}: “{quote}” (p. {page})", "quote", "Tidewatch (p. 4)"),
            ("Source: {publisher}, {title}", "publisher", "Source: Who Judges?"),
            ("{publisher}. “{title}.”", "publisher", "“Who Judges?”"),
            ("{publisher} ({page}), {title}", "page", "Tidewatch, Who Judges?"),
        ];
        for (template, empty, want) in table {
            assert_eq!(written(template, &none(empty)), want, "{template} without {empty}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let table = [
            ("", "The template is empty."),
            (" \n", "The template is empty."),
            ("p. 4", "The template names no field. Write one in braces, as in {publisher}."),
            ("{publsher}", "There is no field {publsher}. Is {publisher} meant?"),
            ("a {title", "The “{” at letter 3 is not closed."),
            ("é {title{", "The “{” at letter 3 is not closed."),
            ("{title} [a", "The “[” at letter 9 is not closed."),
            (
                "{title}]",
                "The “]” at letter 8 closes nothing. To print it, put a backslash before it.",
            ),
            (
                "{title}}",
                "The “}” at letter 8 closes nothing. To print it, put a backslash before it.",
            ),
        ];
        for (template, want) in table {
            assert_eq!(Template::parse(template).unwrap_err().to_string(), want, "{template}");
        }
        let unknown = Template::parse("{zzz}").unwrap_err().to_string();
        assert!(unknown.contains("There are quote, publisher"), "{unknown}");
        let deep = format!("{}{{title}}{}", "[".repeat(40), "]".repeat(40));
        assert_eq!(Template::parse(&deep), Err(TemplateError::Deep));
        assert_eq!(Template::parse(&"{title}".repeat(400)), Err(TemplateError::Long));
    }

    #[test]
    fn an_empty_pair_of_brackets_does_no_harm() {
        assert_eq!(written("[]{title}[]", &fields()), "Who Judges?");
    }
}

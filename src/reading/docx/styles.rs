//! The paragraph styles of a Word file: which are headings, which are bold.

use crate::reading::office::xml::{attribute, is_on};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashMap;

/// What a style makes of its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Style {
    /// Level of a heading, 1 the highest.
    level: Option<u8>,
    /// Whether it is the style of the document's title.
    title: bool,
    /// Whether it is the style of titles of tables and pictures.
    caption: bool,
    /// Whether it is a style of the list of contents.
    contents: bool,
    bold: bool,
    based_on: Option<String>,
}

/// The styles by id.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
}

/// Styles based on styles: how far that is followed.
const CHAIN: usize = 10;

impl Styles {
    /// Reads `word/styles.xml`; what is damaged in it is left out.
    pub fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut styles = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "style" => open = attribute(&tag, "styleId").map(|id| (id, Style::default())),
                    name => {
                        if let Some((_, style)) = &mut open {
                            let value = attribute(&tag, "val");
                            style.note(name, value);
                        }
                    }
                },
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "style" => {
                    styles.extend(open.take());
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        Self { styles }
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let above = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(self.styles.get(id), above).take(CHAIN)
    }

    /// The level of a heading in this style.
    pub fn level(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| style.level)
    }

    /// Whether this style is the title's.
    pub fn is_title(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|style| style.title)
    }

    /// Whether this style is that of titles of tables and pictures.
    pub fn is_caption(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.caption)
    }

    /// Whether this style is that of lines in the list of contents, which repeat the headings.
    pub fn is_contents(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|style| style.contents)
    }

    /// Whether this style is a bold one.
    pub fn is_bold(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.bold)
    }
}

impl Style {
    fn note(&mut self, name: &str, value: Option<String>) {
        match (name, value) {
            ("name", Some(value)) => {
                let name = value.to_lowercase();
                let level = name.strip_prefix("heading ").and_then(|n| n.trim().parse().ok());
                self.level = level.filter(|level| (1..=9).contains(level));
                self.title = name == "title";
                self.caption = name == "caption";
                self.contents = name.strip_prefix("toc ").is_some_and(|n| n.parse::<u8>().is_ok());
            }
            ("outlineLvl", Some(value)) => {
                let level: Option<u8> = value.parse().ok().filter(|level| *level < 9);
                self.level = self.level.or(level.map(|level| level + 1));
            }
            ("basedOn", Some(value)) => self.based_on = Some(value),
            ("b", value) => self.bold = is_on(value.as_deref()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_inherit() {
        let styles = Styles::read(
            r#"<w:styles><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:styleId="Own"><w:name w:val="Chapter"/><w:basedOn w:val="H1"/></w:style>
            <w:style w:styleId="C"><w:name w:val="toc 1"/></w:style>
            <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
            <w:style w:styleId="T"><w:name w:val="Title"/><w:rPr><w:b w:val="0"/></w:rPr></w:style></w:styles>"#,
        );
        assert_eq!(styles.level("Own"), Some(1));
        assert!(styles.is_bold("Own") && !styles.is_bold("T"));
        assert!(styles.is_title("T") && !styles.is_title("Own"));
        assert_eq!(styles.level("Loop"), None);
        assert!(styles.is_contents("C") && !styles.is_contents("T"));
    }
}

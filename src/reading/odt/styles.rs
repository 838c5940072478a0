//! The styles of an OpenDocument text: which are set off, raised, or a title's.

use crate::reading::office::xml::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What a style makes of its words.
#[derive(Clone, Debug, Default)]
struct Style {
    /// Its name in the list of styles: an automatic style has none.
    shown: String,
    based_on: Option<String>,
    set_off: Option<bool>,
    raised: bool,
    level: Option<u8>,
}

/// The styles by name.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
}

/// Styles based on styles: how far that is followed.
const CHAIN: usize = 10;

impl Styles {
    /// Adds the styles of a part; what is damaged in it is left out.
    pub fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) if tag.local_name().as_ref() == "style" => {
                    open = begin(&tag);
                }
                Ok(Event::Empty(tag)) if tag.local_name().as_ref() == "style" => {
                    self.styles.extend(begin(&tag));
                }
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    if let Some((_, style)) = &mut open {
                        style.note(&tag);
                    }
                }
                Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                    "style" => self.styles.extend(open.take()),
                    // The styles of a text stand before it.
                    "automatic-styles" if xml.len() > LONG => break,
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }

    fn chain<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s Style> {
        let above = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(self.styles.get(name), above).take(CHAIN)
    }

    /// Whether words in this style are bold, italic or underlined.
    pub fn is_set_off(&self, name: &str) -> bool {
        self.chain(name).find_map(|style| style.set_off).unwrap_or(false)
    }

    /// Whether words in this style are raised above the line.
    pub fn is_raised(&self, name: &str) -> bool {
        self.chain(name).any(|style| style.raised)
    }

    /// The level of a heading that the style makes of a paragraph.
    pub fn level(&self, name: &str) -> Option<u8> {
        self.chain(name).find_map(|style| style.level)
    }

    /// Whether a style is called so, or based on one that is.
    pub fn is_called(&self, name: &str, wanted: &[&str]) -> bool {
        let named = |shown: &str| wanted.iter().any(|w| shown.eq_ignore_ascii_case(w));
        named(name)
            || self
                .chain(name)
                .any(|style| named(&style.shown) || style.based_on.as_deref().is_some_and(named))
    }
}

/// Parts longer than this are read no further than the end of their styles.
const LONG: usize = 1 << 16;

fn begin(tag: &BytesStart<'_>) -> Option<(String, Style)> {
    let style = Style {
        shown: attribute(tag, "display-name").unwrap_or_default(),
        based_on: attribute(tag, "parent-style-name"),
        level: attribute(tag, "default-outline-level").and_then(|level| level.parse().ok()),
        ..Style::default()
    };
    attribute(tag, "name").map(|name| (name, style))
}

impl Style {
    fn note(&mut self, tag: &BytesStart<'_>) {
        if tag.local_name().as_ref() != "text-properties" {
            return;
        }
        let weight = attribute(tag, "font-weight");
        let slant = attribute(tag, "font-style");
        let line = attribute(tag, "text-underline-style");
        let on = |value: &Option<String>, off: &[&str]| {
            value.as_deref().map(|value| !off.contains(&value))
        };
        let looks =
            [on(&weight, &["normal", "400"]), on(&slant, &["normal"]), on(&line, &["none"])];
        if looks.iter().any(Option::is_some) {
            self.set_off = Some(looks.contains(&Some(true)));
        }
        let position = attribute(tag, "text-position").unwrap_or_default();
        let percent = position.split('%').next().and_then(|part| part.parse::<f32>().ok());
        self.raised = position.starts_with("super") || percent.is_some_and(|up| up > 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_followed_to_what_they_are_based_on() {
        let mut styles = Styles::default();
        styles.read(
            r#"<s><style:style style:name="Heading_20_2" style:display-name="Heading 2" style:default-outline-level="2">
            <style:text-properties fo:font-weight="bold"/></style:style>
            <style:style style:name="Title"/>
            <style:style style:name="P1" style:parent-style-name="Heading_20_2"/>
            <style:style style:name="P2" style:parent-style-name="Title"><style:text-properties fo:font-weight="normal"/></style:style>
            <style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>
            <style:style style:name="T2"><style:text-properties style:text-position="-33% 58%"/></style:style></s>"#,
        );
        assert!(styles.is_set_off("P1") && !styles.is_set_off("P2"));
        assert_eq!((styles.level("P1"), styles.level("P2")), (Some(2), None));
        assert!(styles.is_called("P2", &["title"]) && !styles.is_called("P1", &["title"]));
        assert!(styles.is_raised("T1") && !styles.is_raised("T2"));
    }
}

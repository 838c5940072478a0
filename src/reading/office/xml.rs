//! Small helps for reading the XML of office files.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What is told of a file's XML, in order.
pub trait Listener {
    /// An element begins; one that is `empty` has no end of its own.
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool);
    /// The element with this local name ends.
    fn end(&mut self, name: &str);
    /// Letters stand here.
    fn letters(&mut self, letters: &str);
}

/// Tells a listener all of `xml`. What is damaged ends it; what came before stays.
pub fn tell(xml: &str, listener: &mut impl Listener) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => listener.start(&tag, false),
            Ok(Event::Empty(tag)) => listener.start(&tag, true),
            Ok(Event::End(tag)) => listener.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => listener.letters(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(c) = referred(&reference) {
                    listener.letters(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// An attribute by its local name, entities resolved.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// Whether a switch is on: it is there, and not set to "0", "false" or "off".
pub fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}

/// The character that a reference (`&amp;`, `&#8217;`) stands for.
fn referred(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

//! The speaker's notes of a slide: the notes below the chart, and every value with the sentences
//! that tell it.

use super::super::evidence::Evidence;
use super::slide::{GROUP, Page, SPACES};
use crate::charts::xml_text;
use std::fmt::Write;

/// The XML of a slide's notes.
pub fn xml(page: &Page<'_>, told: &[Evidence]) -> String {
    let grid = page.grid;
    let mut body = String::new();
    let mut say = |text: &str, bold: bool| {
        let _ = write!(
            body,
            "<a:p><a:r><a:rPr lang=\"en-GB\" b=\"{}\"/><a:t>{}</a:t></a:r></a:p>",
            u8::from(bold),
            xml_text(text)
        );
    };
    say(&page.title(), true);
    for line in [&grid.subtitle].into_iter().chain(&grid.notes).chain([&grid.source]) {
        if !line.is_empty() {
            say(line, false);
        }
    }
    for one in told {
        say(&one.value, true);
        for quote in &one.quotes {
            say(&format!("“{}” ({})", quote.sentence, quote.citation), false);
        }
    }
    format!(
        "{head}<p:notes {SPACES}><p:cSld><p:spTree>{GROUP}<p:sp><p:nvSpPr>\
         <p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr>\
         <p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr>\
         </p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp></p:spTree>\
         </p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        head = super::package::HEAD,
    )
}

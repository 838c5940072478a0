//! Text in slides: paragraphs, colours, and boxes that they stand in.

use crate::charts::{Color, Setting, Weight, wrapped, xml_text};
use std::fmt::Write;

/// The typeface of slides unless the chart's theme has its own: one that every machine with an Office program has.
pub const TYPEFACE: &str = "Arial";
/// Size of all text but the title, in points.
pub const BODY: i64 = 20;
/// Size of the title.
pub const TITLE: i64 = 28;

/// Where something stands on a slide, in English metric units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// From the left edge.
    pub x: i64,
    /// From the upper edge.
    pub y: i64,
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
}

impl Frame {
    /// As an offset and an extent, in an element of this name.
    pub fn xml(&self, element: &str) -> String {
        let Self { x, y, width, height } = self;
        format!(
            "<{element}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>\
             </{element}>"
        )
    }
}

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Size in points.
    pub size: i64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub color: Color,
}

/// A colour as a fill.
pub fn fill(color: Color) -> String {
    if color.a == 0 {
        return "<a:noFill/>".to_owned();
    }
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(color))
}

/// A colour in six digits.
pub fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

/// What a run of text looks like, as an element of this name.
pub fn run_properties(element: &str, look: Look) -> String {
    format!(
        "<{element} lang=\"en-GB\" sz=\"{}\" b=\"{}\">{}<a:latin typeface=\"+mn-lt\"/>\
         </{element}>",
        look.size * 100,
        u8::from(look.bold),
        fill(look.color),
    )
}

/// A paragraph of one run.
pub fn paragraph(text: &str, look: Look) -> String {
    format!("<a:p><a:r>{}<a:t>{}</a:t></a:r></a:p>", run_properties("a:rPr", look), xml_text(text))
}

/// How many lines a text takes at that size in that width.
pub fn lines(text: &str, look: Look, width: i64) -> i64 {
    let weight = if look.bold { Weight::SemiBold } else { Weight::Regular };
    let width = width as f64 / super::POINT as f64;
    let setting = Setting { weight, size: look.size as f64, width, lines: 50 };
    i64::try_from(wrapped(text, setting).len()).unwrap_or(1)
}

/// The height of so many lines.
pub fn height(lines: i64, look: Look) -> i64 {
    lines * look.size * super::POINT * 12 / 10
}

/// A text that is no placeholder, as a shape.
pub fn text_box(id: usize, name: &str, frame: Frame, anchor: &str, paragraphs: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/>\
         </p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>\
         <p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
         anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        frame.xml("a:xfrm"),
    );
    out
}

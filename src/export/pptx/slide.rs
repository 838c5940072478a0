//! One slide: where everything stands, and its XML.

use super::table::{self, Table};
use super::text::{self, BODY, Frame, Look, TITLE, text_box};
use super::{HEIGHT, MARGIN, chart};
use crate::charts::{Corner, Grid, GridPanel, Logo, xml_text};
use std::fmt::Write;

/// The name spaces of a part of a presentation.
pub const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// The root of what stands on a slide.
pub const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/>\
    </p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
    <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// Between two things.
const GAP: i64 = 100_000;
/// The part of a slide that the chart has at least, in hundredths, and the part beyond which its
/// legend gets no more room at the cost of the notes.
const LEAST_CHART: [i64; 2] = [44, 62];

/// A chart or a table on a slide.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    /// A chart.
    Chart(&'a GridPanel),
    /// Some rows of the numbers.
    Table(Table),
}

/// What a slide shows.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The chart that it is of.
    pub grid: &'a Grid,
    /// Its charts and tables.
    pub parts: &'a [Part<'a>],
    /// Which of how many slides of the chart it is, where there are several.
    pub number: Option<(usize, usize)>,
    /// Its width.
    pub width: i64,
}

impl Page<'_> {
    /// The title.
    pub fn title(&self) -> String {
        match self.number {
            Some((at, of)) => format!("{} ({at} of {of})", self.grid.title),
            None => self.grid.title.clone(),
        }
    }

    fn titled(&self) -> Look {
        Look { size: TITLE, bold: true, color: self.grid.theme.ink }
    }

    /// The look of subtitle, notes and source.
    fn muted(&self) -> Look {
        Look { size: BODY, bold: false, color: self.grid.theme.muted }
    }
}

/// The XML of a slide. The charts relate to it as `rId2` and on.
pub fn xml(page: &Page<'_>) -> String {
    let grid = page.grid;
    let inner = page.width - 2 * MARGIN;
    let title = page.title();
    let high_in = |text: &str, look: Look, width: i64| {
        if text.is_empty() { 0 } else { text::height(text::lines(text, look, width), look) }
    };
    let high = |text: &str, look: Look| high_in(text, look, inner);
    let beside = |corner: Corner| inner - logo_room(page, corner);
    let (titled, muted) = (page.titled(), page.muted());
    let mut y = MARGIN;
    let mut shapes = String::new();
    let frame = |y: i64, height: i64| Frame { x: MARGIN, y, width: inner, height };

    let head = beside(Corner::TopRight);
    let narrow = |y: i64, height: i64, width: i64| Frame { width, ..frame(y, height) };
    let title_height = high_in(&title, titled, head);
    shapes.push_str(&title_shape(&title, titled, narrow(y, title_height, head)));
    y += title_height + GAP / 2;
    let height = high_in(&grid.subtitle, muted, head);
    if height > 0 {
        let words = text::paragraph(&grid.subtitle, muted);
        shapes.push_str(&text_box(3, "Subtitle", narrow(y, height, head), "t", &words));
        y += height + GAP;
    }
    let foot = beside(Corner::BottomRight);
    let source_height = high_in(&grid.source, muted, foot);
    let mut bottom = HEIGHT - MARGIN - source_height;
    if source_height > 0 {
        let words = text::paragraph(&grid.source, muted);
        let place = narrow(bottom, source_height, foot);
        shapes.push_str(&text_box(4, "Source", place, "b", &words));
        bottom -= GAP;
    }
    let room = bottom - y - least_chart(page, inner);
    let notes = notes_in(grid, muted, inner, room);
    let height = high(&notes, muted);
    if height > 0 {
        bottom -= height;
        let words = text::paragraph(&notes, muted);
        shapes.push_str(&text_box(5, "Notes", frame(bottom, height), "b", &words));
        bottom -= GAP;
    }
    shapes.push_str(&parts(page, frame(y, bottom - y)));
    shapes.push_str(&logo(page));
    format!(
        "{head}<p:sld {SPACES}><p:cSld>{background}<p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        head = super::package::HEAD,
        background = background(grid),
    )
}

/// The width that a logo takes from what stands beside it.
fn logo_room(page: &Page<'_>, corner: Corner) -> i64 {
    let logo = page.grid.logo.as_ref().filter(|logo| logo.corner == corner);
    logo.map_or(0, |logo| logo_size(logo)[0] + GAP)
}

fn logo_size(logo: &Logo) -> [i64; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "a part of the slide's height")]
    let height = (HEIGHT as f64 * logo.height) as i64;
    let [across, down] = logo.picture.size();
    [height * i64::from(across) / i64::from(down.max(1)), height]
}

/// The logo of the chart's theme in its corner, which relates to the slide after the charts.
fn logo(page: &Page<'_>) -> String {
    let Some(logo) = &page.grid.logo else { return String::new() };
    let [width, height] = logo_size(logo);
    let x = page.width - MARGIN - width;
    let y = match logo.corner {
        Corner::TopRight => MARGIN,
        Corner::BottomRight => HEIGHT - MARGIN - height,
    };
    let charts = page.parts.iter().filter(|part| matches!(part, Part::Chart(_))).count();
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"9\" name=\"Logo\" descr=\"Logo\"/><p:cNvPicPr>\
         <a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>\
         <a:blip r:embed=\"rId{}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        charts + 2,
        Frame { x, y, width, height }.xml("a:xfrm"),
    )
}

/// The height that the charts of a slide have at least.
fn least_chart(page: &Page<'_>, width: i64) -> i64 {
    let [least, most] = LEAST_CHART.map(|part| HEIGHT * part / 100);
    let legend = match page.parts {
        [Part::Chart(panel)] => chart::least_height(panel, page.muted(), width),
        [Part::Table(table)] => return table.height().clamp(least, HEIGHT * table::MOST / 100),
        _ => 0,
    };
    legend.clamp(least, most)
}

/// The colour behind everything; none where what lies below is to show through.
fn background(grid: &Grid) -> String {
    if grid.theme.background.a == 0 {
        return String::new();
    }
    format!("<p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>", text::fill(grid.theme.background))
}

fn title_shape(title: &str, look: Look, frame: Frame) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody>\
         <a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/></a:bodyPr>\
         <a:lstStyle/>{}</p:txBody></p:sp>",
        frame.xml("a:xfrm"),
        text::paragraph(title, look),
    )
}

/// What the notes say where they have no room.
const MORE: &str = "More in the speaker’s notes";

/// As many of the notes as have room, as sentences.
fn notes_in(grid: &Grid, look: Look, width: i64, room: i64) -> String {
    let fits = |text: &str| text::height(text::lines(text, look, width), look) <= room;
    let whole = sentences(&grid.notes);
    if fits(&whole) {
        return whole;
    }
    let kept = (0..grid.notes.len()).rev().find_map(|count| {
        let mut some = grid.notes.get(..count)?.to_vec();
        some.push(MORE.to_owned());
        Some(sentences(&some)).filter(|text| fits(text))
    });
    kept.unwrap_or_default()
}

fn sentences(notes: &[String]) -> String {
    let one = |note: &String| format!("{}.", note.trim_end_matches('.'));
    notes.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The charts and tables, side by side and below one another.
fn parts(page: &Page<'_>, area: Frame) -> String {
    let count = i64::try_from(page.parts.len()).unwrap_or(1);
    let across = match count {
        0..=3 => count.max(1),
        4 => 2,
        _ => 3,
    };
    let down = (count + across - 1) / across;
    let width = (area.width - (across - 1) * GAP) / across;
    let height = (area.height - (down - 1) * GAP) / down.max(1);
    let mut out = String::new();
    for (at, part) in (0..).zip(page.parts) {
        let frame = Frame {
            x: area.x + at % across * (width + GAP),
            y: area.y + at / across * (height + GAP),
            width,
            height,
        };
        let id = 10 + at;
        match part {
            Part::Chart(panel) => {
                let _ = write!(out, "{}", chart_frame(page.grid, panel, id, at + 2, frame));
            }
            Part::Table(table) => out.push_str(&table.xml(page.grid, id, frame)),
        }
    }
    out
}

/// The frame of the chart that relates to the slide by this number.
fn chart_frame(grid: &Grid, panel: &GridPanel, id: i64, relation: i64, frame: Frame) -> String {
    let name = if panel.name.is_empty() { "Chart" } else { &panel.name };
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/>\
         <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
         </p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId{relation}\"/>\
         </a:graphicData></a:graphic></p:graphicFrame>",
        xml_text(name),
        xml_text(&grid.description),
        frame.xml("p:xfrm"),
    )
}

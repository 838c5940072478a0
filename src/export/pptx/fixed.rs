//! The parts that every deck has: themes, masters, a layout, properties.

use super::HEIGHT;
use super::package::{HEAD, Package};
use super::slide::{GROUP, SPACES};
use super::text::{TYPEFACE, hex};
use crate::charts::{Color, Grid, Theme, xml_text};
use std::fmt::Write;

const MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" \
    accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" \
    accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

/// The kind of a part of a presentation.
pub fn content_type(part: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.presentationml.{part}+xml")
}

/// Adds all of them, after the slides, in the colours and the typeface of the first chart.
pub fn add(package: &mut Package, first: &Grid, width: i64) {
    let theme = theme_xml(&first.theme, first.family.as_deref().unwrap_or(TYPEFACE));
    for at in [1, 2] {
        package.add(
            &format!("ppt/theme/theme{at}.xml"),
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme.clone().into_bytes(),
        );
    }
    let mut part = |path: &str, kind: &str, xml: String| {
        package.add(path, &content_type(kind), xml.into_bytes());
    };
    part("ppt/slideMasters/slideMaster1.xml", "slideMaster", master(width));
    part("ppt/slideLayouts/slideLayout1.xml", "slideLayout", layout(width));
    part("ppt/notesMasters/notesMaster1.xml", "notesMaster", notes_master());
    part("ppt/presProps.xml", "presProps", format!("{HEAD}<p:presentationPr {SPACES}/>"));
    part("ppt/viewProps.xml", "viewProps", format!("{HEAD}<p:viewPr {SPACES}/>"));
    part(
        "ppt/tableStyles.xml",
        "tableStyles",
        format!(
            "{HEAD}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>"
        ),
    );
    let slides = package.slides;
    package.add(
        "ppt/presentation.xml",
        &content_type("presentation.main"),
        presentation(slides, width).into_bytes(),
    );
    properties(package, &first.title);
    relations(package);
}

fn relations(package: &mut Package) {
    let owned = |pairs: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        pairs.iter().map(|(kind, target)| (*kind, (*target).to_owned())).collect()
    };
    let layout = owned(&[("slideMaster", "../slideMasters/slideMaster1.xml")]);
    package.relate("ppt/slideLayouts/_rels/slideLayout1.xml.rels", &layout);
    let master = owned(&[
        ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("theme", "../theme/theme1.xml"),
    ]);
    package.relate("ppt/slideMasters/_rels/slideMaster1.xml.rels", &master);
    let notes = owned(&[("theme", "../theme/theme2.xml")]);
    package.relate("ppt/notesMasters/_rels/notesMaster1.xml.rels", &notes);
    let mut all = owned(&[
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ]);
    all.extend((1..=package.slides).map(|at| ("slide", format!("slides/slide{at}.xml"))));
    package.relate("ppt/_rels/presentation.xml.rels", &all);
    let root = owned(&[
        ("officeDocument", "ppt/presentation.xml"),
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ]);
    package.relate("_rels/.rels", &root);
}

/// The slides relate to the presentation as `rId7` and on.
const FIRST_SLIDE: usize = 7;

fn presentation(slides: usize, width: i64) -> String {
    let mut list = String::new();
    for at in 0..slides {
        let _ = write!(list, "<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, FIRST_SLIDE + at);
    }
    // A list that is there must not be empty.
    let list = if slides == 0 { list } else { format!("<p:sldIdLst>{list}</p:sldIdLst>") };
    format!(
        "{HEAD}<p:presentation {SPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>\
         <p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst>\
         <p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>{list}\
         <p:sldSz cx=\"{width}\" cy=\"{HEIGHT}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
         </p:presentation>"
    )
}

fn properties(package: &mut Package, title: &str) {
    package.add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        format!(
            "{HEAD}<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
             <dc:creator>Rapporteur</dc:creator></cp:coreProperties>",
            xml_text(title)
        )
        .into_bytes(),
    );
    package.add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        format!(
            "{HEAD}<Properties \
             xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>Rapporteur</Application></Properties>"
        )
        .into_bytes(),
    );
}

/// A placeholder of a master or a layout.
fn placeholder(id: u8, kind: &str, frame: [i64; 4], text: &str) -> String {
    let [x, y, width, height] = frame;
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{text}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>\
         <a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>\
         <a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

fn master(width: i64) -> String {
    let inner = width - 712_000;
    let title = placeholder(2, "type=\"title\"", [356_000, 356_000, inner, 900_000], "Title");
    let body =
        placeholder(3, "type=\"body\" idx=\"1\"", [356_000, 1_400_000, inner, 4_700_000], "Text");
    let level = |size: u32, bold: u8| {
        format!(
            "<a:lvl1pPr algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" \
             hangingPunct=\"1\"><a:buNone/><a:defRPr sz=\"{size}\" b=\"{bold}\" kern=\"1200\">\
             <a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/>\
             <a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    format!(
        "{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/>\
         </p:bgRef></p:bg><p:spTree>{GROUP}{title}{body}</p:spTree></p:cSld>{MAP}\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle>\
         <p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        level(2800, 1),
        level(2000, 0),
        level(2000, 0),
    )
}

fn layout(width: i64) -> String {
    let frame = [356_000, 356_000, width - 712_000, 900_000];
    format!(
        "{HEAD}<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title only\">\
         <p:spTree>{GROUP}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>\
         </p:sldLayout>",
        placeholder(2, "type=\"title\"", frame, "Title")
    )
}

fn notes_master() -> String {
    let slide = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks \
        noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" \
        idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/>\
        <a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
        </a:prstGeom><a:noFill/><a:ln w=\"12700\"><a:solidFill><a:prstClr val=\"black\"/>\
        </a:solidFill></a:ln></p:spPr></p:sp>";
    let body = placeholder(
        3,
        "type=\"body\" sz=\"quarter\" idx=\"3\"",
        [685_800, 4_400_550, 5_486_400, 3_600_450],
        "Notes",
    );
    format!(
        "{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/>\
         </p:bgRef></p:bg><p:spTree>{GROUP}{slide}{body}</p:spTree></p:cSld>{MAP}<p:notesStyle>\
         <a:lvl1pPr algn=\"l\"><a:defRPr sz=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/>\
         </a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle>\
         </p:notesMaster>"
    )
}

/// The chart's colours as those that are offered in the program that opens the deck.
fn theme_xml(theme: &Theme, family: &str) -> String {
    let white = Color { r: 255, g: 255, b: 255, a: 255 };
    let ground = if theme.background.a == 0 { white } else { theme.background };
    let named = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
    let accents = named.into_iter().enumerate().map(|(at, name)| (name, theme.series(at)));
    let fixed = [("dk1", theme.ink), ("lt1", ground), ("dk2", theme.muted), ("lt2", theme.grid)];
    let links = [("hlink", theme.series(0)), ("folHlink", theme.series(3))];
    let mut colors = String::new();
    for (name, color) in fixed.into_iter().chain(accents).chain(links) {
        let _ = write!(colors, "<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(color));
    }
    let font = format!(
        "<a:latin typeface=\"{}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>",
        xml_text(family)
    );
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>";
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         name=\"Rapporteur\"><a:themeElements><a:clrScheme name=\"Rapporteur\">{colors}</a:clrScheme>\
         <a:fontScheme name=\"Rapporteur\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}\
         </a:minorFont></a:fontScheme><a:fmtScheme name=\"Rapporteur\"><a:fillStyleLst>\
         {fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>\
         {fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

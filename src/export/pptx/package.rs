//! The parts of an Office file, their kinds and how they relate, as a ZIP file. Its entries have
//! no day: the same parts make the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What every XML part begins with.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A file that is put together.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    kinds: String,
    /// How many slides it has.
    pub slides: usize,
    /// How many charts.
    pub charts: usize,
}

impl Package {
    /// Adds a part of this kind.
    pub fn add(&mut self, path: &str, kind: &str, bytes: Vec<u8>) {
        let _ = write!(self.kinds, "<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>");
        self.put(path, bytes);
    }

    /// Adds a part whose kind its ending tells.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.parts.push((path.to_owned(), bytes));
    }

    /// Adds what a part relates to: kind and target of each, which become `rId1`, `rId2` and so on.
    pub fn relate(&mut self, path: &str, targets: &[(&str, String)]) {
        let mut out = format!(
            "{HEAD}<Relationships \
             xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (at, (kind, target)) in (1..).zip(targets) {
            let kind = match *kind {
                "core-properties" => {
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/\
                     core-properties"
                        .to_owned()
                }
                kind => format!("{RELATION}/{kind}"),
            };
            let _ =
                write!(out, "<Relationship Id=\"rId{at}\" Type=\"{kind}\" Target=\"{target}\"/>");
        }
        out.push_str("</Relationships>");
        self.put(path, out.into_bytes());
    }

    /// The file.
    pub fn bytes(self) -> Result<Vec<u8>, String> {
        let types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"xlsx\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>\
             {}</Types>",
            self.kinds
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let first = [("[Content_Types].xml".to_owned(), types.into_bytes())];
        for (path, bytes) in first.iter().chain(&self.parts) {
            zip.start_file(path.as_str(), options).map_err(said)?;
            zip.write_all(bytes).map_err(said)?;
        }
        Ok(zip.finish().map_err(said)?.into_inner())
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

//! OpenDocument texts (LibreOffice and others): `content.xml` and `styles.xml` in a ZIP package.

mod body;
mod styles;

use super::office::package::Package;
use super::office::{properties, text};
use super::{Draft, ReadError, finish, outline};
use crate::report::{DocumentName, Format, Report};
use styles::Styles;

/// Reads an OpenDocument text.
pub fn read(bytes: &[u8], name: &DocumentName) -> Result<Report, ReadError> {
    let mut package = Package::open(bytes)?;
    // A protected text has its parts encrypted one by one, and says so in its list of parts.
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::LockedOffice);
    }
    let content = package.required("content.xml")?;
    let mut styles = Styles::default();
    if let Some(shared) = package.part("styles.xml")? {
        styles.read(&shared);
    }
    styles.read(&content);
    let mut blocks = text::with_notes(body::read(&content, &styles));
    outline::promote_headings(&mut blocks);
    let declared = package.part("meta.xml")?.map(|xml| properties(&xml)).unwrap_or_default();
    finish(Draft { format: Format::Odt, blocks, declared, pages: None, notices: Vec::new() }, name)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn content(words: &str) -> String {
        format!(
            "<d><office:body><office:text><text:h>Orlania</text:h><text:p>{words}</text:p></office:text></office:body></d>"
        )
    }

    #[test]
    fn a_text_is_known_by_its_contents_and_bounded() {
        let named = |bytes: &[u8]| read(bytes, &DocumentName::new("a.docx"));
        let media = b"application/vnd.oasis.opendocument.text".as_slice();
        let text = content("Nine boats were seen.");
        let meta = b"<m><dc:title>On boats</dc:title><meta:creation-date>2031-03-04T10:00:00</meta:creation-date></m>";
        let parts = [("mimetype", media), ("content.xml", text.as_bytes()), ("meta.xml", meta)];
        let report = named(&package(&parts)).unwrap();
        assert_eq!(report.format, Format::Odt);
        assert_eq!(report.text, "Orlania\n\nNine boats were seen.");

        let sheet = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
        let sheet = package(&[("mimetype", sheet), ("content.xml", text.as_bytes())]);
        let said = named(&sheet).unwrap_err().to_string();
        assert!(said.contains("spreadsheet"), "{said}");

        let manifest = b"<m><manifest:encryption-data/></m>".as_slice();
        let locked = [("content.xml", b"\x00\x01".as_slice()), ("META-INF/manifest.xml", manifest)];
        assert_eq!(named(&package(&locked)).unwrap_err(), ReadError::LockedOffice);

        let bomb = package(&[("mimetype", media), ("content.xml", &vec![b' '; 201 << 20])]);
        assert!(matches!(named(&bomb), Err(ReadError::TooLarge { .. })));
        let cut = content("Nine boats").replace("</text:p>", "");
        let cut = package(&[("content.xml", cut.get(..cut.len() - 30).unwrap().as_bytes())]);
        assert_eq!(named(&cut).unwrap().text, "Orlania\n\nNine boats");
    }

    #[test]
    fn tables_in_tables_cost_no_more_than_their_text() {
        let words = "Nine boats were seen at the gate. ".repeat(100);
        let open =
            "<table:table><table:table-row><table:table-cell><text:p>x</text:p>".repeat(5_000);
        let text =
            content("").replace("<text:p></text:p>", &format!("{open}<text:p>{words}</text:p>"));
        let report =
            read(&package(&[("content.xml", text.as_bytes())]), &DocumentName::new("a.odt"));
        assert!(report.unwrap().text.len() < 50_000);
    }
}

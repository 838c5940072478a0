//! From the bytes of a text or a web page to characters.
//!
//! A mark at the start decides, then valid UTF-8, then a name that the file itself gives, then the
//! statistics of `chardetng` (the detector of Firefox).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How much of a file the detector is shown: enough for its statistics, and bounded.
const DETECTED: usize = 256 << 10;

/// The characters of `bytes`. `declared` is what the file says its encoding is, if it says so.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error.valid_up_to(),
    };
    if mostly_utf8(bytes, bad) {
        return String::from_utf8_lossy(bytes);
    }
    let encoding = declared.filter(|e| *e != UTF_8).unwrap_or_else(|| detect(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // ASCII teaches the detector nothing, so it is shown what surrounds the first other byte.
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0).saturating_sub(1024);
    let shown = bytes.get(first..).unwrap_or_default();
    detector.feed(shown.get(..DETECTED).unwrap_or(shown), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: of text in a Latin script every second byte is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let shown = bytes.get(..bytes.len().min(4096) & !1)?;
    if shown.len() < 8 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in shown.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let pairs = shown.len() / 2;
    match () {
        () if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Whether bytes that are not UTF-8 are a blemish of a text that is: far fewer breaks than
/// characters of two and more bytes.
fn mostly_utf8(bytes: &[u8], first_bad: usize) -> bool {
    let from = first_bad.saturating_sub(DETECTED);
    let shown = bytes.get(from..).unwrap_or_default();
    let shown = shown.get(..2 * DETECTED).unwrap_or(shown);
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in shown.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 20 * bad
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1250, WINDOWS_1251};

    #[test]
    fn every_usual_encoding_is_read() {
        let russian = "Суд города Прибрежного рассмотрел семь жалоб на действия полиции. Заявители \
            сообщили, что их задержали без объяснений, и потребовали проверки.";
        let czech = "Městský soud v Zálesí projednal sedm stížností; žalobci řekli, že policie \
            neměla příkaz a že je držela příliš dlouho.";
        assert_eq!(decode(russian.as_bytes(), None), russian);
        assert_eq!(decode(&WINDOWS_1251.encode(russian).0, None), russian);
        assert_eq!(decode(&WINDOWS_1250.encode(czech).0, None), czech);
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(czech.as_bytes());
        assert_eq!(decode(&marked, None), czech);
    }

    #[test]
    fn utf_16_is_known_with_and_without_its_mark() {
        let text = "The court heard 7 complaints – all of them in May.";
        for big in [false, true] {
            let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
            let bare: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
            let marked: Vec<u8> =
                std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect();
            assert_eq!(decode(&bare, None), text);
            assert_eq!(decode(&marked, None), text);
        }
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding() {
        let mut bytes = "“Naïve” café — déjà vu — ".repeat(20).into_bytes();
        bytes.push(0xff);
        bytes.extend(" fin".bytes());
        assert!(decode(&bytes, None).starts_with("“Naïve” café"));
    }
}

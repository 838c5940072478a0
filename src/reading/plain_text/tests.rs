//! Whole text files, invented, in each of the ways in which they are kept.

use super::read;
use crate::report::{BlockKind, DocumentName, Report};
use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

fn report(bytes: &[u8]) -> Report {
    read(bytes, &DocumentName::new("karvenia.txt")).unwrap()
}

fn texts(report: &Report) -> Vec<&str> {
    report.blocks.iter().map(|block| block.span.of(&report.text)).collect()
}

/// UTF-16 of a text, with its mark or without.
fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
}

/// A text with letters of one part of the world, in all encodings that hold them.
#[test]
fn the_same_text_is_read_from_every_encoding() {
    let west = "The café of Señor Núñez was shut – “for good,” said the façade – in May. Its \
        owner’s naïve façade cost €40 and the jalapeños were gone, said the soirée’s guests.";
    let middle = "Soud v Ústí řekl, že žádost byla přijata. Łódzki sąd oświadczył, że skargi \
        więźniów są słuszne; świadkowie zeznali, że strażnicy odmówili wyjaśnień.";
    let east = "Суд города Прибрежного рассмотрел семь жалоб на действия смотрителей ворот. \
        Заявители сообщили, что их задержали без объяснений и без решения суда.";
    let table: [(&str, &'static Encoding); 3] =
        [(west, WINDOWS_1252), (middle, WINDOWS_1250), (east, WINDOWS_1251)];
    for (text, encoding) in table {
        let text = format!("{text}\n\n{text}");
        let (bytes, _, lossy) = encoding.encode(&text);
        assert!(!lossy);
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let kept = [
            ("its own", bytes.into_owned()),
            ("UTF-8", text.clone().into_bytes()),
            ("UTF-8 with its mark", marked),
            ("UTF-16 LE with its mark", utf16(&text, false, true)),
            ("UTF-16 BE with its mark", utf16(&text, true, true)),
        ];
        for (name, bytes) in kept {
            assert_eq!(report(&bytes).text, text, "{} as {name}", encoding.name());
        }
    }
    for big in [false, true] {
        assert_eq!(report(&utf16(west, big, false)).text, west);
    }
}

const HEAD: &str = "Yearly Letters of the Gate Office";

/// Pages with a head and a number, words and sentences broken over lines and pages, and notes.
fn paged() -> String {
    let pages = [
        "KARVENIA\n\nThe keepers of the northern gate told the visitors\nwho had come in the spring \
            that the hall was shut for\nthe season.1 Nobody could say when it would open. The\noffice \
            of the harbour, which has well-known com-\npanions in the town, did not answer the \
            letters2 that\nwere sent by the owners of the boats and by the\n\n1 Letter of the keepers, \
            which is kept in the\nhall.\n2 Office of Gates, page 9.",
        "council of the river. In the autumn it was said that\nthe gate had been opened for eleven \
            days, and that no\nboat had passed it in the meantime, although many had\nwaited.\n\nThe \
            council paid for some of the boats that were lost\nin the storm, as it had promised to \
            do, but the owners\nof the others went to the court of Sorn, which has not\nheard them \
            so far, and",
        "told the office so.3 The court said that it had much to\ndo and that the owners would be \
            heard in the new year\nif they came again, which they did.\n\n3 Court of Sorn, letter of \
            May 3.",
    ];
    let mut text = String::new();
    for (index, page) in pages.iter().enumerate() {
        text += &[HEAD, "\n\n", page, "\n\n", &(index + 1).to_string(), "\n\u{c}"].concat();
    }
    text
}

#[test]
fn pages_are_put_together() {
    // The head stays where it stands at the very top: it may be the title.
    let want = [
        HEAD,
        "KARVENIA",
        "The keepers of the northern gate told the visitors who had come in the spring that the \
            hall was shut for the season. Nobody could say when it would open. The office of the \
            harbour, which has well-known companions in the town, did not answer the letters that \
            were sent by the owners of the boats and by the council of the river. In the autumn it \
            was said that the gate had been opened for eleven days, and that no boat had passed it \
            in the meantime, although many had waited.",
        "Letter of the keepers, which is kept in the hall.",
        "Office of Gates, page 9.",
        "The council paid for some of the boats that were lost in the storm, as it had promised to \
            do, but the owners of the others went to the court of Sorn, which has not heard them so \
            far, and told the office so. The court said that it had much to do and that the owners \
            would be heard in the new year if they came again, which they did.",
        "Court of Sorn, letter of May 3.",
    ];
    for text in [paged(), paged().replace('\n', "\r\n")] {
        for bytes in [text.clone().into_bytes(), utf16(&text, false, true)] {
            let report = report(&bytes);
            assert_eq!(texts(&report), want);
            let notes = report.blocks.iter().filter(|block| block.kind == BlockKind::Footnote);
            assert_eq!(notes.count(), 3);
            assert_eq!(report.pages, Some(3));
            let last = report.blocks.last().unwrap().span.start;
            assert_eq!(report.page_at(last), Some(3));
        }
    }
}

/// The same words with each paragraph in one line.
#[test]
fn lines_that_are_whole_paragraphs_stay_so() {
    let one = "The keepers of the northern gate told the visitors who had come in the spring that the \
        hall was shut for the season, and nobody could say when it would open.";
    let two =
        "The council paid for some of the boats that were lost in the storm, as it had promised.";
    for part in ["\n", "\n\n", "\r\n"] {
        let text = [one, two, one, two].join(part);
        assert_eq!(texts(&report(text.as_bytes())), [one, two, one, two], "{part:?}");
    }
}

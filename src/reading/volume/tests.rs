use super::*;
use crate::reading::draft::DraftBlock;
use crate::reading::metadata::Declared;
use crate::reading::{Draft, finish, read};
use crate::report::{Format, Origin};
use proptest::prelude::*;

const NAMES: [&str; 12] = [
    "Albania", "Benin", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "India", "Jordan",
    "Kenya", "Laos",
];

/// Some paragraphs of a chapter, long enough to be one.
fn paragraphs(name: &str) -> String {
    let line =
        format!("The courts of {name} heard more cases than in the year before, and few ended. ");
    line.repeat(9)
}

/// A volume as a reader of pages makes it: kinds, words, and the page of each block.
fn paged(blocks: &[(BlockKind, String, u32)], name: &str) -> Report {
    let draft = |(kind, words, page): &(BlockKind, String, u32)| {
        DraftBlock::new(*kind, words, Origin { page: Some(*page), ..Origin::default() })
    };
    let draft = Draft {
        format: Format::Pdf,
        blocks: blocks.iter().map(draft).collect(),
        declared: Declared {
            margins: vec!["Amnesty International Report 2032".to_owned()],
            ..Declared::default()
        },
        pages: Some(400),
        notices: vec![Notice::ImagePages(vec![4, 60])],
    };
    finish(draft, &DocumentName::new(name)).unwrap()
}

/// Contents, a foreword, chapters of two headings and a section each, an overview, an appendix.
fn volume() -> Report {
    use BlockKind::{Heading, Paragraph};
    let mut blocks = vec![(Heading(1), "Contents".to_owned(), 1)];
    blocks.extend(NAMES.map(|name| (Heading(1), name.to_uppercase(), 1)));
    blocks.push((Heading(1), "Foreword".to_owned(), 2));
    blocks.push((Paragraph, paragraphs("the world"), 2));
    for (page, name) in (3..).zip(NAMES) {
        if name == "Egypt" {
            blocks.push((Heading(1), "MIDDLE EAST".to_owned(), page));
            blocks.push((Paragraph, paragraphs("the region"), page));
        }
        blocks.push((Heading(1), name.to_uppercase(), page));
        blocks.push((Heading(1), format!("REPUBLIC OF {}", name.to_uppercase()), page));
        blocks.push((Heading(2), "Head of state: Orla Venn".to_owned(), page));
        blocks.push((Paragraph, "Death penalty: abolished for all crimes.".to_owned(), page));
        blocks.push((Heading(2), "Fair Trials".to_owned(), page));
        blocks.push((Paragraph, paragraphs(name), page));
    }
    blocks.push((Heading(1), "APPENDIX".to_owned(), 99));
    blocks.push((Paragraph, paragraphs("all countries"), 99));
    paged(&blocks, "a/volume.pdf")
}

#[test]
fn a_volume_becomes_its_chapters() {
    let parts = split(volume());
    let named: Vec<&str> = parts.iter().map(|part| part.document.as_str()).collect();
    assert_eq!(parts.len(), NAMES.len() + 1, "{named:?}");
    let (whole, chapters) = parts.split_first().unwrap();
    assert_eq!(whole.metadata.country(), None);
    assert_eq!(whole.metadata.title(), "Amnesty International Report 2032");
    for kept in ["Foreword", "the region", "MIDDLE EAST", "APPENDIX", "all countries"] {
        assert!(whole.text.contains(kept), "{kept}");
    }
    for (chapter, name) in chapters.iter().zip(NAMES) {
        let document = format!("a/volume.pdf#{name}");
        assert_eq!(chapter.document.as_str(), document);
        assert_eq!(chapter.metadata.country(), Some(name));
        assert_eq!(chapter.metadata.publisher(), Some("Amnesty International"));
        assert_eq!(chapter.metadata.year(), Some(2031), "the year covered, not of printing");
        assert_eq!(chapter.metadata.title(), name.to_uppercase());
        assert!(chapter.text.contains(&format!("courts of {name}")));
        assert!(!whole.text.contains(&format!("courts of {name}")));
        let outline: Vec<_> = chapter.outline.iter().map(|s| (s.level, s.title.as_str())).collect();
        assert_eq!(outline, [(1, "Fair Trials")]);
    }
    let chad = &chapters[2];
    assert_eq!(chad.volume.as_ref().unwrap().chapter, 3);
    assert_eq!(chad.page_at(crate::report::Offset::new(0)), Some(5), "the volume's page");
    let denmark = &chapters[3];
    assert!(!denmark.text.contains("the region"), "an overview is no part of the chapter before");
    assert_eq!(chapters[1].notices, [Notice::ImagePages(vec![4])]);
    assert_eq!(chad.notices, []);
}

#[test]
fn a_web_page_of_many_countries_is_a_volume() {
    let item = |name: &&str| format!("<li><a href='#{name}'>{name}</a></li>");
    let items = NAMES.iter().map(item).collect::<Vec<_>>().concat();
    let chapter = |name: &&str| {
        let text = paragraphs(name);
        format!(
            "<h2>{name}</h2><h3>Events of 2031</h3><p>{text}</p><h3>Hong Kong</h3><p>{text}</p>"
        )
    };
    let chapters: String = NAMES.iter().map(chapter).collect();
    let page = format!(
        "<html><head><title>World Report 2032</title></head><body><article>\
         <h1>World Report 2032</h1><ul>{items}</ul><p>Our essay of the year comes first.</p>\
         {chapters}</article></body></html>"
    );
    let parts = split(read(page.as_bytes(), &DocumentName::new("w.html")).unwrap());
    let countries: Vec<_> = parts.iter().filter_map(|part| part.metadata.country()).collect();
    assert_eq!(countries, NAMES);
    assert!(parts.iter().all(|part| part.metadata.year() == Some(2031)));
    assert!(parts[0].text.contains("Our essay"));
}

#[test]
fn a_plain_text_ordered_by_region_is_a_volume() {
    let order =
        ["Kenya", "Chad", "Ghana", "Benin", "India", "Laos", "Fiji", "Albania", "Jordan", "Haiti"];
    let chapters = order.map(|name| format!("{}\n\n{}\n\n", name.to_uppercase(), paragraphs(name)));
    let text = chapters.concat();
    let parts = split(read(text.as_bytes(), &DocumentName::new("v.txt")).unwrap());
    let countries: Vec<_> = parts.iter().filter_map(|part| part.metadata.country()).collect();
    assert_eq!(countries, order);
}

#[test]
fn lists_and_tables_of_countries_make_no_volume() {
    use BlockKind::{Heading, Paragraph, TableRow};
    let list = NAMES.map(|name| (Heading(1), name.to_owned(), 1));
    let mut listed: Vec<_> = list.into();
    listed.push((Paragraph, paragraphs("the world").repeat(20), 2));
    assert_eq!(split(paged(&listed, "list.pdf")).len(), 1);
    let rows: Vec<_> = NAMES
        .iter()
        .flat_map(|name| [(TableRow, (*name).to_owned(), 1), (Paragraph, paragraphs(name), 1)])
        .collect();
    assert_eq!(split(paged(&rows, "table.pdf")).len(), 1);
    // Cases by country, a few lines each, are parts of one report.
    let cases: Vec<_> = NAMES
        .iter()
        .flat_map(|name| {
            [
                (Heading(2), (*name).to_owned(), 1),
                (Paragraph, "A journalist was held. ".repeat(8), 1),
            ]
        })
        .collect();
    assert_eq!(split(paged(&cases, "cases.pdf")).len(), 1);
}

/// A block of some kind, its words sometimes a country's name, a region or an appendix.
fn any_block() -> impl Strategy<Value = (BlockKind, String, u32)> {
    let kind = prop_oneof![
        3 => Just(BlockKind::Heading(1)),
        1 => Just(BlockKind::Heading(3)),
        3 => Just(BlockKind::Paragraph),
        1 => Just(BlockKind::TableRow),
    ];
    let words = prop_oneof![
        4 => prop::sample::select(&NAMES[..]).prop_map(str::to_uppercase),
        1 => Just("AFRICA".to_owned()),
        1 => Just("Appendix".to_owned()),
        5 => (1_usize..4).prop_map(|times| paragraphs("é").repeat(times)),
        1 => "[a-zé ]{0,12}",
    ];
    (kind, words, 1_u32..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_block_is_in_one_part_and_all_that_points_into_it_fits(
        extra in prop::collection::vec((0_usize..60, any_block()), 0..30),
    ) {
        let mut blocks = Vec::new();
        for name in NAMES {
            blocks.push((BlockKind::Heading(1), name.to_uppercase(), 1));
            blocks.push((BlockKind::Heading(2), "Fair Trials".to_owned(), 1));
            blocks.push((BlockKind::Paragraph, paragraphs(name), 1));
        }
        for (at, block) in extra {
            blocks.insert(at.min(blocks.len()), block);
        }
        let report = paged(&blocks, "v.pdf");
        let mut words: Vec<String> =
            report.blocks.iter().map(|b| b.span.of(&report.text).to_owned()).collect();
        let pages: Vec<_> = report.blocks.iter().map(|b| report.page_at(b.span.start)).collect();
        let sections = report.outline.len();
        let mut known: Vec<_> = words.iter().cloned().zip(pages).collect();
        let parts = split(report);
        prop_assert!(parts.iter().map(|part| part.outline.len()).sum::<usize>() <= sections);
        let mut found = Vec::new();
        for part in &parts {
            let mut end = 0;
            for block in &part.blocks {
                let words = part.text.get(block.span.range());
                prop_assert!(words.is_some_and(|words| !words.is_empty()));
                prop_assert_eq!(part.text.get(end..block.span.start.get()), Some(if end == 0 { "" } else { "\n\n" }));
                end = block.span.end.get();
                found.push((words.unwrap_or("").to_owned(), part.page_at(block.span.start)));
            }
            prop_assert_eq!(end, part.text.len());
            for section in &part.outline {
                prop_assert!(part.text.get(section.heading.range()).is_some());
                prop_assert!(part.blocks.iter().any(|b| b.span.covers(section.heading)));
            }
        }
        known.sort();
        found.sort();
        words.clear();
        prop_assert_eq!(known, found);
    }
}

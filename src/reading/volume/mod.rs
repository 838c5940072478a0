//! A yearly volume with a chapter for each country becomes one report for the volume and one for
//! each chapter.
//!
//! In comes a report as any reader made it; out come the volume itself, which holds what belongs to
//! no chapter (foreword, overviews of regions, appendices), and then its chapters in order. What is
//! no volume comes out as it is.

mod chapters;
mod names;
mod slice;

use crate::report::{
    Block, BlockKind, DocumentName, Guess, Metadata, Notice, Report, Section, Volume,
};
use chapters::Chapter;
use slice::Slice;

pub(super) use names::country;

/// Whether a text is a volume of chapters on countries.
pub(super) fn is_volume(text: &str, blocks: &[Block]) -> bool {
    !chapters::find(text, blocks).is_empty()
}

/// Splits a volume: itself first, then its chapters, named `file.pdf#Country`. A report that is no
/// volume, or a chapter already, comes back alone. Pure; linear in the text's length, near enough.
pub fn split(report: Report) -> Vec<Report> {
    if report.volume.is_some() {
        return vec![report];
    }
    let chapters = chapters::find(&report.text, &report.blocks);
    if chapters.is_empty() {
        return vec![report];
    }
    let mut rest = Vec::new();
    let mut after = 0;
    for chapter in &chapters {
        rest.push(after..chapter.blocks.start);
        after = chapter.blocks.end;
    }
    rest.push(after..report.blocks.len());
    let mut reports = Vec::with_capacity(chapters.len() + 1);
    let whole = slice::cut(&report, &rest);
    let numbered = (1..).zip(&chapters);
    let parts: Vec<Report> =
        numbered.map(|(number, chapter)| chapter_of(&report, number, chapter)).collect();
    reports.push(Report {
        text: whole.text,
        blocks: whole.blocks,
        outline: whole.outline,
        tables: whole.tables,
        origins: whole.origins,
        ..report
    });
    reports.extend(parts);
    reports
}

/// A chapter as a report of its own.
fn chapter_of(volume: &Report, number: u32, chapter: &Chapter) -> Report {
    let mut slice = slice::cut(volume, std::slice::from_ref(&chapter.blocks));
    set_title(&mut slice, chapter.heads);
    let country = &chapter.country.name;
    let title = slice.blocks.first().map_or("", |block| block.span.of(&slice.text));
    let name = format!("{}#{country}", volume.document);
    let notices = notices(volume, &slice);
    Report {
        document: DocumentName::new(name),
        format: volume.format,
        metadata: metadata(&volume.metadata, country, title),
        text: slice.text,
        blocks: slice.blocks,
        outline: slice.outline,
        tables: slice.tables,
        volume: Some(Volume {
            document: volume.document.clone(),
            title: volume.metadata.title.as_ref().map(|title| title.value.clone()),
            chapter: number,
        }),
        origins: slice.origins,
        pages: volume.pages,
        notices,
    }
}

/// Makes the chapter's name its title, the name in full and the facts below it lines of text, and
/// the depth of its sections that of a report of its own.
fn set_title(slice: &mut Slice, heads: usize) {
    let opening = slice.blocks.iter().skip(heads);
    let facts = opening.take_while(|block| is_fact(block.span.of(&slice.text))).count();
    let mut end = None;
    for (index, block) in slice.blocks.iter_mut().take(heads + facts).enumerate() {
        if index >= heads && !block.kind.is_heading() {
            end = Some(block.span.end);
            continue;
        }
        block.kind = if index == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        end = Some(block.span.end);
    }
    let in_title = |section: &Section| end.is_some_and(|end| section.heading.start < end);
    slice.outline.retain(|section| !in_title(section));
    let mut above: Vec<u8> = Vec::new();
    for section in &mut slice.outline {
        while above.last().is_some_and(|level| *level >= section.level) {
            above.pop();
        }
        above.push(section.level);
        section.level = u8::try_from(above.len()).unwrap_or(u8::MAX);
    }
    let mut sections = slice.outline.iter().filter(|section| !section.run_in).peekable();
    for block in slice.blocks.iter_mut().skip(heads) {
        let BlockKind::Heading(level) = &mut block.kind else { continue };
        while sections.next_if(|section| section.heading.start < block.span.start).is_some() {}
        if let Some(section) = sections.next_if(|s| s.heading.start == block.span.start) {
            *level = section.level;
        }
    }
}

/// Longer lines below a chapter's name are its text, in bytes.
const LONGEST_FACT: usize = 160;

/// "Head of state: Orla Venn": a line of facts below a chapter's name, which heads no section.
fn is_fact(words: &str) -> bool {
    let labelled = words.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty());
    labelled && words.len() <= LONGEST_FACT
}

/// What a chapter is: its country by its heading, the rest as the volume has it.
fn metadata(volume: &Metadata, country: &str, title: &str) -> Metadata {
    let from_volume = "as the volume says";
    Metadata {
        title: Some(Guess::new(title.to_owned(), "the heading of its chapter")),
        country: Some(Guess::new(country.to_owned(), "by the heading of its chapter")),
        year: volume
            .year
            .as_ref()
            .map(|year| Guess::new(year.value, format!("{from_volume}, {}", year.why))),
        publisher: volume.publisher.as_ref().map(|publisher| {
            Guess::new(publisher.value.clone(), format!("{from_volume}, {}", publisher.why))
        }),
        ..volume.clone()
    }
}

/// What the reader of a chapter should be told of what the volume's reader should.
fn notices(volume: &Report, slice: &Slice) -> Vec<Notice> {
    let page = |block: Option<&Block>| slice.origins.at(block?.span.start)?.page;
    let (first, last) = (page(slice.blocks.first()), page(slice.blocks.last()));
    let concerns = |notice: &Notice| match notice {
        Notice::NotEnglish(_) => Some(notice.clone()),
        Notice::Incomplete(_) => None,
        Notice::ImagePages(pages) => {
            let (first, last) = (first?, last?);
            let pages: Vec<u32> =
                pages.iter().copied().filter(|page| (first..=last).contains(page)).collect();
            (!pages.is_empty()).then_some(Notice::ImagePages(pages))
        }
    };
    volume.notices.iter().filter_map(concerns).collect()
}

#[cfg(test)]
mod tests;

//! Pages of the shapes in which publishers serve their reports, all words invented: what is left of
//! each is the report and nothing beside.

use super::read;
use crate::report::{BlockKind, DocumentName, Report};

const ONE: &str = "The office of the northern gate wrote in its yearly letter that boats had been kept \
    from leaving for eleven days, and that nobody had told the owners why they were kept.";
const TWO: &str = "Two of the keepers said later that they had acted on a letter from the harbour, but \
    the harbour denied it, and the court of Sorn did not ask to see the letter.";
const THREE: &str = "In the spring the council promised to pay the owners, who said at the end of the \
    year that they had been paid nothing, and that they would ask the court once more.";

fn page(head: &str, body: &str) -> Report {
    let page =
        format!("<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body>{body}</body></html>");
    read(page.as_bytes(), &DocumentName::new("karvenia.html")).unwrap()
}

fn texts(report: &Report) -> Vec<&str> {
    report.blocks.iter().map(|block| block.span.of(&report.text)).collect()
}

/// A chapter with an expandable picture, sharing buttons, languages, an appeal for gifts in the
/// middle of the text, a sign-up box, and cards of other stories.
#[test]
fn a_chapter_with_appeals_and_cards() {
    let share = "<div class='share-bar'><span>Share</span><ul><li><a href='#'>Share this via Facebook</a></li>\
        <li><a href='#'>Share this via X</a></li><li><a href='#'>More sharing options</a></li></ul></div>";
    let body = format!(
        "<a class='visually-hidden focusable' href='#main'>Skip to main content</a>\
         <div class='alert-banner' role='region'><p>Help us stand by the gate keepers of the world. <a href='/d'>Donate now</a></p></div>\
         <header class='site-header'><nav><ul><li><a href='/c'>Countries</a></li><li><a href='/t'>Topics</a></li></ul></nav></header>\
         <main><article class='chapter'><div class='hero'><p class='eyebrow'><a href='/wr'>Yearly Review 2031</a></p><h1>Karvenia</h1><p class='subtitle'>Events of 2030</p></div>\
         <div class='language-switcher'><span>Available In</span> <a href='/en'>English</a> <a href='/es'>Español</a> <a href='/ru'>Русский</a></div>{share}\
         <div class='rich-text'><figure class='image'><button>Click to expand Image</button><img><figcaption>A gate at night, May 3, 2030. © 2030 A. Person/Agency</figcaption></figure>\
         <p>{ONE}</p><h2>Freedom of the Gate</h2><p>{TWO}</p>\
         <div class='donation-promo'><h3>Your gift keeps the gates open</h3><p>Our keepers work in nearly ninety lands to see that gates stay open for all of us.</p><a href='/d'>Give today</a></div>\
         <h2>Boats</h2><ul><li>{THREE}</li></ul>\
         <div class='tags'><h4>Region / Country</h4><ul><li><a href='/k'>Karvenia</a></li></ul></div></div></article>\
         <section class='newsletter'><h2>Get updates from around the globe</h2><form><input><button>Sign up</button></form></section>\
         <section class='most-viewed'><h2>Most Viewed</h2><ol><li><a href='/a'>Karvenia: Gates Shut Again</a></li><li><a href='/b'>Orlania: Boats Are Back</a></li></ol></section></main>\
         <footer><p>Karvenian Gate Watch is a charity registered in the harbour town of Sorn since the year 1931.</p></footer>"
    );
    let report = page("<title>Yearly Review 2031: Karvenia | Gate Watch</title>", &body);
    let want = ["Karvenia", ONE, "Freedom of the Gate", TWO, "Boats", THREE];
    let found = texts(&report);
    let found: Vec<&str> = found.into_iter().filter(|text| *text != "Yearly Review 2031").collect();
    assert_eq!(found, want);
    assert_eq!(report.blocks.last().unwrap().kind, BlockKind::ListItem);
}

/// A blog system's page: containers named in camel case, a download box, a consent layer, a call to
/// act, a list of latest posts.
#[test]
fn a_page_of_a_blog_system() {
    let body = format!(
        "<div id='onetrust-consent-sdk'><div id='onetrust-banner-sdk'><p>We and our partners store small files on your device to make this place better for all.</p></div></div>\
         <div class='siteHeader'><ul class='siteNav-list'><li><a href='/'>Home</a></li><li><a href='/w'>What we do</a></li></ul></div>\
         <div class='breadcrumbs'><a href='/'>Back</a> <span>Karvenia</span></div>\
         <div class='site'><section class='section'><div class='container article-container'>\
         <header class='article-header'><h1 class='article-title'>Karvenia 2030</h1><div class='article-metaData'><time>April 3, 2031</time></div></header>\
         <ul class='articleShare'><li><a href='#'>Post</a></li><li><a href='#'>Copy link</a></li></ul>\
         <div class='downloadBlock'><a class='btn' href='a.pdf'>Download the report (PDF, 2 MB)</a></div>\
         <section class='article-content'><p class='has-large-font-size'>{ONE}</p><h2 class='wp-block-heading'>Gates</h2><p>{TWO}</p>\
         <blockquote class='wp-block-quote'><p>{THREE}</p></blockquote>\
         <figure class='wp-block-table'><table><thead><tr><th>Gate</th><th>Boats kept</th></tr></thead><tbody><tr><td>North</td><td>12</td></tr><tr><td>South</td><td>7</td></tr></tbody></table><figcaption>Boats kept in 2030</figcaption></figure>\
         <div class='callToAction'><h2>Add your name</h2><p>Tell the council to let the boats go home today.</p><a class='btn'>Act now</a></div></section></div></section>\
         <section class='latestNews'><h2>Latest</h2><article class='post'><h3><a href='/x'>Orlania: a gate reopens</a></h3><p>After a year of talks the keepers of the old gate have let the first of the boats pass through it.</p></article>\
         <article class='post'><h3><a href='/y'>Vessen: letters lost</a></h3><p>Nobody knows where the letters of the harbour office went after the fire in the old hall of the town.</p></article></section></div>\
         <div class='siteFooter'><p>Contact our press office at any hour of the day, and in the night as well, by letter.</p></div>"
    );
    let report = page("<title>Karvenia 2030 - Gate Watch</title>", &body);
    let found: Vec<&str> = texts(&report).into_iter().filter(|t| *t != "April 3, 2031").collect();
    let want = [
        "Karvenia 2030",
        ONE,
        "Gates",
        TWO,
        THREE,
        "Boats kept in 2030",
        "Gate\tBoats kept",
        "North\t12",
        "South\t7",
    ];
    assert_eq!(found, want);
    let caption = report.tables[0].caption.map(|span| span.of(&report.text));
    assert_eq!(caption, Some("Boats kept in 2030"));
}

/// A page of a content system of fields and regions: languages above, a box of related links inside,
/// footnotes with anchors at the end, tags, contacts.
#[test]
fn a_page_of_fields_and_regions() {
    let body = format!(
        "<div class='region region-header'><div class='block block-menu'><ul class='menu'><li><a href='/a'>About us</a></li></ul></div></div>\
         <div class='region region-breadcrumb'><nav aria-labelledby='b'><ol><li><a href='/'>Home</a></li><li>Statements</li></ol></nav></div>\
         <div class='region region-content'><div class='node'><h1><span class='field field--name-title'>Karvenia: experts write of gates</span></h1>\
         <div class='block-language'><span>View this page in:</span> <a href='/fr'>Français</a> | <a href='/ar'>العربية</a></div>\
         <div class='field field--name-body text-formatted'><p>{ONE}<a href='#_ftn1' name='_ftnref1'>[1]</a></p>\
         <div class='field field--name-field-related-links'><h2>Related</h2><ul><li><a href='/r'>Learn more about gates and about those who keep them</a></li></ul></div>\
         <p><strong>Boats</strong></p><p>{TWO}<a href='#_ftn2' name='_ftnref2'><sup>2</sup></a> {THREE}</p><hr>\
         <p><a href='#_ftnref1' name='_ftn1'>[1]</a> Letter of the office, page nine.</p>\
         <p><a href='#_ftnref2' name='_ftn2'><sup>2</sup></a> The keepers spoke in the hall.</p></div>\
         <div class='field field--name-field-tags'><h3>Tags</h3><a href='/t1'>gates</a> <a href='/t2'>boats</a></div></div></div>\
         <div class='region region-content-bottom'><div class='views-element-container'><h2>Latest news</h2><div class='views-row'><a href='/n'>Gate shut in Vessen</a></div><div class='views-row'><a href='/m'>Boat lost in Sorn</a></div><div class='views-row'><a href='/o'>Hall burned</a></div></div></div>"
    );
    let report = page("<title>Karvenia: experts write of gates | Office of Gates</title>", &body);
    let last = format!("{TWO} {THREE}");
    let want = [
        "Karvenia: experts write of gates",
        ONE,
        "Letter of the office, page nine.",
        "Boats",
        &last,
        "The keepers spoke in the hall.",
    ];
    assert_eq!(texts(&report), want);
    assert_eq!(report.blocks[2].kind, BlockKind::Footnote);
}

/// A library of papers: a card of data about the paper, the library's remark on it, the paper.
#[test]
fn a_paper_in_a_library() {
    let body = format!(
        "<div id='wrapper'><div id='topbar'><a href='/'>Home</a> <a href='/s'>Search</a> <a href='/h'>Help</a></div>\
         <div id='content'><h1>Gates of Karvenia 2030</h1>\
         <table class='docmeta'><tr><th>Publisher</th><td><a href='/p'>Office of Records</a></td></tr><tr><th>Publication Date</th><td>3 April 2031</td></tr>\
         <tr><th>Cite as</th><td>Office of Records, <i>Gates of Karvenia 2030</i>, 3 April 2031</td></tr>\
         <tr><th>Disclaimer</th><td>This is not a publication of the library. The library is not responsible for its content, nor does it endorse it.</td></tr></table>\
         <div class='tools'><a href='#'>Print</a> <a href='#'>Email</a> <a href='a.pdf'>PDF</a></div>\
         <div id='text'><p>{ONE}</p><p><b>A. Gates</b></p><p>{TWO}</p><p><b>B. Boats</b></p><p>{THREE}</p></div></div>\
         <div id='bottom'>Copyright notice: All rights reserved by the library.</div></div>"
    );
    let report = page("<title>Library | Gates of Karvenia 2030</title>", &body);
    let want = ["Gates of Karvenia 2030", ONE, "A. Gates", TWO, "B. Boats", THREE];
    assert_eq!(texts(&report), want);
}

/// A country page with scores, an accordion of questions, other years, and a box of facts.
#[test]
fn a_country_page_with_scores() {
    let body = format!(
        "<header role='banner'><div class='utility'><a href='/d'>Donate</a></div></header>\
         <div class='sticky-nav'><ul><li><a href='#a'>Overview</a></li><li><a href='#b'>Rights</a></li></ul></div>\
         <main id='main-content'><div class='country-head'><h1>Karvenia: Gates in the World 2031</h1><div class='score-box'><span>Partly open</span> <span>40</span> <span>/ 100</span></div></div>\
         <div class='section-body'><h2 id='a'>Overview</h2><p>{ONE}</p></div>\
         <div class='section-body'><h2 id='b'>Rights of Boats</h2><div class='question'><h3>B1. Do boats pass freely?</h3><p>{TWO}</p></div><div class='question'><h3>B2. Are owners paid?</h3><p>{THREE}</p></div></div>\
         <div class='other-years'><h3>Other years</h3><select><option>2030</option></select><a href='/2030'>2030</a> <a href='/2029'>2029</a></div></main>\
         <aside><h3>Country facts</h3><dl><dt>Population</dt><dd>4,200,000</dd></dl></aside>\
         <div class='email-signup'><h3>Be the first to know</h3><p>Join the weekly letter of the gate keepers and hear of it before all the others do.</p></div>\
         <footer class='footer'><p>© 2031 Gate House</p></footer>"
    );
    let report = page("<title>Karvenia: Gates in the World 2031</title>", &body);
    let found = texts(&report);
    let found: Vec<&str> = found.into_iter().filter(|t| !t.starts_with("Partly open")).collect();
    let want = [
        "Karvenia: Gates in the World 2031",
        "Overview",
        ONE,
        "Rights of Boats",
        "B1. Do boats pass freely?",
        TWO,
        "B2. Are owners paid?",
        THREE,
    ];
    assert_eq!(found, want);
}

/// A ministry's page: a menu of sections at the side and below, a long list of contents with links,
/// headings in capitals, an official-site banner.
#[test]
fn a_report_with_contents_and_side_menus() {
    let toc = "<div class='report__toc'><h2>In this report</h2><ul><li><a href='#s1'>Section 1. Gates</a></li><li><a href='#s2'>Section 2. Boats</a></li></ul></div>";
    let body = format!(
        "<section class='usa-banner'><p>An official website of the harbour. Here’s how you know</p></section>\
         <div class='sidebar-menu'><ul><li><a href='/1'>Offices</a></li><li><a href='/2'>Letters</a></li></ul></div>\
         <main class='site-main'><article><header><p class='report__meta'>2030 Yearly Letters</p><h1>2030 Letter on Gates: Karvenia</h1></header>{toc}\
         <div class='entry-content'><h2 id='s1'>Section 1. Gates</h2><p>{ONE}</p><h3>a. Keepers</h3><p>{TWO}</p><h2 id='s2'>Section 2. Boats</h2><p>{THREE}</p></div>\
         <div class='tagged'><h4>Tags</h4><a href='/g'>Gates</a><a href='/k'>Karvenia</a></div></article>\
         <div class='related-articles'><h2>Related Articles</h2><div class='card'><a href='/q'>A letter on halls</a><p>March 3, 2031</p></div><div class='card'><a href='/r'>A letter on mills</a><p>March 5, 2031</p></div></div></main>"
    );
    let report = page("<title>Karvenia - Office of Letters</title>", &body);
    let found = texts(&report);
    let found: Vec<&str> = found.into_iter().filter(|t| *t != "2030 Yearly Letters").collect();
    let want = [
        "2030 Letter on Gates: Karvenia",
        "Section 1. Gates",
        ONE,
        "a. Keepers",
        TWO,
        "Section 2. Boats",
        THREE,
    ];
    assert_eq!(found, want);
    let levels: Vec<u8> = report.outline.iter().map(|section| section.level).collect();
    assert_eq!(levels, [1, 2, 1]);
}

/// A word processor's file saved as a page: notes in elements of their own, marks that lead to them.
#[test]
fn a_word_file_saved_as_a_page() {
    let body = format!(
        "<div class=WordSection1><p class=MsoTitle>Submission on Karvenia</p><h1>Gates</h1>\
         <p class=MsoNormal>{ONE}<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1' title=''><span class=MsoFootnoteReference><span>[1]</span></span></a></p>\
         <p class=MsoNormal>{TWO}</p></div>\
         <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href='#_ftnref1' name='_ftn1' title=''><span>[1]</span></a> The letter is in the hall.</p></div></div>"
    );
    let report = page("<title>Submission</title>", &body);
    let want = ["Submission on Karvenia", "Gates", ONE, "The letter is in the hall.", TWO];
    assert_eq!(texts(&report), want);
}

//! Editions side by side as one file of HTML that needs nothing beside it: light and dark as the
//! reader's system is, and fit to be printed.

use super::side::{Column, Entry, Line, Mark, Part, SideBySide};
use super::words;
use crate::compare::Class;
use std::fmt::Write as _;

const STYLE: &str = include_str!("compare.css");

/// The file.
pub fn html(shown: &SideBySide) -> String {
    let mut page = String::new();
    let title = escaped(&shown.title);
    page.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.push_str("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    put(&mut page, format_args!("<meta name=\"generator\" content=\"{}\"/>\n", words::WRITTEN_BY));
    put(
        &mut page,
        format_args!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"),
    );
    put(&mut page, format_args!("<header>\n<h1>{title}</h1>\n"));
    for column in &shown.columns {
        let (head, about) = (escaped(&column.head), escaped(&column.about));
        put(&mut page, format_args!("<p><b>{head}</b> {about}</p>\n"));
    }
    put(&mut page, format_args!("<p class=\"quiet\">{}</p>\n</header>\n", words::LEGEND));
    contents(&mut page, shown);
    for (at, part) in (1..).zip(&shown.parts) {
        write_part(&mut page, at, part, &shown.columns);
    }
    sources(&mut page, shown);
    page.push_str("</body>\n</html>\n");
    page
}

/// Writing to a string cannot fail.
fn put(page: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = page.write_fmt(words);
}

fn contents(page: &mut String, shown: &SideBySide) {
    if shown.parts.len() < 2 {
        return;
    }
    page.push_str("<nav aria-label=\"Topics\">\n<ol>\n");
    for (at, part) in (1..).zip(&shown.parts) {
        let title = escaped(&part.title);
        put(page, format_args!("<li><a href=\"#part-{at}\">{title}</a></li>\n"));
    }
    page.push_str("</ol>\n</nav>\n");
}

fn write_part(page: &mut String, at: usize, part: &Part, columns: &[Column]) {
    let title = escaped(&part.title);
    put(page, format_args!("<section id=\"part-{at}\">\n<h2>{title}</h2>\n<table>\n<thead>\n<tr>"));
    for column in columns {
        put(page, format_args!("<th scope=\"col\">{}</th>", escaped(&column.head)));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    if part.notes.iter().any(Option::is_some) {
        page.push_str("<tr class=\"quiet\">");
        for note in &part.notes {
            put(page, format_args!("<td>{}</td>", note.unwrap_or("")));
        }
        page.push_str("</tr>\n");
    }
    for line in &part.lines {
        match line {
            Line::Folded(count) => put(
                page,
                format_args!(
                    "<tr class=\"quiet\"><td colspan=\"{}\">{}</td></tr>\n",
                    columns.len(),
                    words::folded(*count)
                ),
            ),
            Line::Sentence(entries) => {
                page.push_str("<tr>");
                for (at, entry) in entries.iter().enumerate() {
                    write_entry(page, entry, at > 0);
                }
                page.push_str("</tr>\n");
            }
        }
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

fn write_entry(page: &mut String, entry: &Entry, later: bool) {
    let class = match entry.class {
        Some(Class::New) => " class=\"new\"",
        Some(Class::Dropped) => " class=\"dropped\"",
        _ => "",
    };
    put(page, format_args!("<td dir=\"auto\"{class}>"));
    if let Some(caption) = &entry.caption {
        put(page, format_args!("<p class=\"caption\">{}</p>", escaped(&caption.text)));
    }
    if !entry.runs.is_empty() {
        page.push_str("<p>");
        for run in &entry.runs {
            let text = escaped(&run.text);
            let side = if later { "after" } else { "before" };
            match run.mark {
                Mark::Plain => page.push_str(&text),
                Mark::Differs => put(page, format_args!("<span class=\"{side}\">{text}</span>")),
                Mark::Telling => put(page, format_args!("<b class=\"{side}\">{text}</b>")),
            }
        }
        if let Some(source) = entry.source {
            put(
                page,
                format_args!("\u{a0}<a class=\"source\" href=\"#source-{source}\">[{source}]</a>"),
            );
        }
        page.push_str("</p>");
    }
    page.push_str("</td>");
}

fn sources(page: &mut String, shown: &SideBySide) {
    put(page, format_args!("<footer>\n<h2>{}</h2>\n<ol>\n", words::SOURCES));
    for (at, source) in (1..).zip(&shown.sources) {
        put(page, format_args!("<li id=\"source-{at}\">{}</li>\n", escaped(source)));
    }
    put(page, format_args!("</ol>\n<p class=\"quiet\">{}</p>\n</footer>\n", words::WRITTEN_BY));
}

/// Text as HTML and XML have it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_whitespace() || !c.is_control()) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

//! What a page says about itself in its head: title, address, site, date, language.

use super::dom::{DOCUMENT, Data, Dom, Id};
use crate::reading::metadata::Declared;
use serde_json::Value;

/// What the page declares, and the heading that names it.
pub fn declared(dom: &Dom) -> Declared {
    let mut found = Declared::default();
    let mut title = None;
    for id in dom.below(DOCUMENT) {
        let Some(element) = dom.element(id) else { continue };
        let content = || element.attribute("content").map(clean).filter(|c| !c.is_empty());
        match element.tag.as_ref() {
            "html" => found.language = element.attribute("lang").map(str::to_owned),
            "title" if title.is_none() => title = Some(clean(&dom.text(id))),
            "link" if element.attribute("rel") == Some("canonical") => {
                found.address = element.attribute("href").and_then(web_address);
            }
            "meta" => {
                let name = element.attribute("property").or_else(|| element.attribute("name"));
                match name.map(str::to_lowercase).as_deref() {
                    Some("og:title") => found.title = content().or(found.title),
                    Some("og:site_name") => found.site = content(),
                    Some("og:url") if found.address.is_none() => {
                        found.address = content().as_deref().and_then(web_address);
                    }
                    Some(
                        "article:published_time"
                        | "date"
                        | "dc.date"
                        | "dcterms.date"
                        | "dcterms.issued"
                        | "citation_publication_date",
                    ) => found.published = content().and_then(|c| iso_date(&c)).or(found.published),
                    _ => {}
                }
            }
            "script" if found.published.is_none() => found.published = published_in_data(dom, id),
            "body" => break,
            _ => {}
        }
    }
    found.title = found.title.or(title).filter(|t| !t.is_empty());
    if let Some(title) = &found.title {
        found.title = Some(without_site(title, found.site.as_deref()));
    }
    found
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    (address.starts_with("http://") || address.starts_with("https://")).then(|| address.to_owned())
}

/// The day in "2031-03-04T10:00:00Z" or "2031-03-04".
fn iso_date(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    day.parse::<jiff::civil::Date>().ok().map(|date| date.to_string())
}

/// `datePublished` of a page's linked data.
fn published_in_data(dom: &Dom, id: Id) -> Option<String> {
    dom.element(id)?.attribute("type").filter(|t| *t == "application/ld+json")?;
    let text = dom.children(id).find_map(|child| match dom.data(child) {
        Data::Text(text) => Some(text),
        _ => None,
    })?;
    let data: Value = serde_json::from_str(text).ok()?;
    let mut open = vec![&data];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter()),
            Value::Object(fields) => {
                let date = fields.get("datePublished").and_then(Value::as_str);
                if let Some(date) = date.and_then(iso_date) {
                    return Some(date);
                }
                open.extend(fields.get("@graph"));
            }
            _ => {}
        }
    }
    None
}

/// A title without the site's name at its end ("Norway | Some Site").
fn without_site(title: &str, site: Option<&str>) -> String {
    for part in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((head, tail)) = title.rsplit_once(part)
            && (site.is_some_and(|site| site.eq_ignore_ascii_case(tail.trim())) || part == " | ")
            && !head.trim().is_empty()
        {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_tells_what_the_page_is() {
        let page = r#"<html lang="en-US"><head><title>Orlania - Office of Records</title>
            <link rel="canonical" href="https://records.example/orlania">
            <meta property="og:site_name" content="Office of Records">
            <script type="application/ld+json">{"@graph":[{"a":1},{"datePublished":"2031-03-04T05:00:00Z"}]}</script>
            </head><body>"#;
        let found = declared(&Dom::parse(page));
        assert_eq!(found.title.as_deref(), Some("Orlania"));
        assert_eq!(found.address.as_deref(), Some("https://records.example/orlania"));
        assert_eq!(found.site.as_deref(), Some("Office of Records"));
        assert_eq!(found.published.as_deref(), Some("2031-03-04"));
        assert_eq!(found.language.as_deref(), Some("en-US"));
    }
}

//! The program's own styles, from `assets/citation.toml`.

use super::template::Template;
use serde::{Deserialize, Deserializer, de::Error};
use std::sync::LazyLock;

/// What letters have to be kept from being taken for marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escape {
    /// None: the citation is plain text.
    #[default]
    None,
    /// Those of Markdown.
    Markdown,
}

/// A style of the program's own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuiltIn {
    /// What it is called in files.
    pub slug: String,
    /// What it is called in the window.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Its template.
    #[serde(deserialize_with = "template")]
    pub template: Template,
    /// What is escaped in its fields.
    #[serde(default)]
    pub escape: Escape,
}

#[derive(Deserialize)]
struct File {
    style: Vec<BuiltIn>,
}

static STYLES: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    // A broken file is caught by this module's test; the program then has no style of its own.
    let file = toml::from_str::<File>(include_str!("../../assets/citation.toml"));
    file.map(|file| file.style).unwrap_or_default()
});

/// The program's own styles; the first is the usual one.
pub fn built_in() -> &'static [BuiltIn] {
    &STYLES
}

fn template<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Template, D::Error> {
    let text = String::deserialize(deserializer)?;
    Template::parse(&text).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let read = toml::from_str::<File>(include_str!("../../assets/citation.toml"));
        let styles = read.unwrap().style;
        assert_eq!(styles.len(), built_in().len());
        assert_eq!(styles[0].slug, "note");
        let slugs: std::collections::HashSet<_> = styles.iter().map(|style| &style.slug).collect();
        assert_eq!(slugs.len(), styles.len());
    }
}

//! A selection in words: short for the window's head, whole for lists, a sentence for what leaves
//! the program.

use super::{Names, Selection};

/// So many names are told; of more only how many there are.
const TOLD: usize = 3;

impl Selection {
    /// In a few words: `Orvany, Karvenia · 2015–2019`.
    pub fn short(&self) -> String {
        let parts = [
            short(&self.countries, "no country", "countries"),
            self.years.words(),
            short(&self.publishers, "no publisher", "publishers"),
        ];
        join(parts)
    }

    /// With every name.
    pub fn whole(&self) -> String {
        let parts = [
            list(&self.countries, "no country"),
            self.years.words(),
            list(&self.publishers, "no publisher"),
        ];
        join(parts)
    }

    /// The reports that it holds, as the end of a sentence: `reports on Karvenia, of 2015–2019`.
    /// Nothing where it holds all.
    pub fn reports(&self) -> Option<String> {
        if self.is_all() {
            return None;
        }
        let on = told(&self.countries, "no country that was found", "countries");
        let of = self.years.words().map(|years| years.replace("no year", "no year that was found"));
        let by = told(&self.publishers, "nobody that was found", "publishers");
        let parts = [
            on.map(|on| format!("on {on}")),
            of.map(|of| of_years(&of)),
            by.map(|by| format!("by {by}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(format!("reports {}", parts.join(", ")))
    }

    /// The selection without its countries, where a chart or list speaks of one of them alone.
    #[must_use]
    pub fn beside_countries(&self) -> Self {
        Self { countries: Names::default(), ..self.clone() }
    }
}

fn of_years(words: &str) -> String {
    let own = words.starts_with("from ") || words.starts_with("until ");
    if own { words.to_owned() } else { format!("of {words}") }
}

fn names<'a>(names: &'a Names, none: &'a str) -> Vec<&'a str> {
    names.named.iter().map(String::as_str).chain(names.unnamed.then_some(none)).collect()
}

fn list(of: &Names, none: &str) -> Option<String> {
    (!of.is_all()).then(|| names(of, none).join(", "))
}

fn short(of: &Names, none: &str, many: &str) -> Option<String> {
    if of.count() > TOLD {
        return Some(format!("{} {many}", of.count()));
    }
    list(of, none)
}

fn told(of: &Names, none: &str, many: &str) -> Option<String> {
    if of.is_all() {
        return None;
    }
    Some(match names(of, none).as_slice() {
        all if all.len() > TOLD * 3 => format!("{} {many}", all.len()),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
        [] => String::new(),
    })
}

fn join(parts: [Option<String>; 3]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

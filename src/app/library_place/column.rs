//! The columns of the table of reports, and the orders that they give it.

use crate::app::entity_words;
use crate::app::holdings::{Holdings, NameId, NameList, Row, Standing};
use crate::app::table_columns::TableColumn;
use crate::app::words;
use crate::library::Head;
use crate::report::Format;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use std::cmp::Ordering;
use std::time::SystemTime;

/// A column that the table can show and be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// How far the report has come.
    State,
    /// Its title, else its file.
    Title,
    /// The country it is about.
    Country,
    /// The year it covers.
    Year,
    /// Who publishes it.
    Publisher,
    /// What it was read from.
    Format,
    /// Pages of its file.
    Pages,
    /// Words of its text.
    Words,
    /// Figures that were found.
    Figures,
    /// People, courts and organizations that were found.
    Names,
    /// Figures that the user has decided on.
    Checked,
    /// The language of its text.
    Language,
    /// The day it was published.
    Published,
    /// The day its file was last saved.
    Saved,
    /// Its file.
    File,
}

impl TableColumn for Column {
    const ALL: &'static [Self] = &[
        Self::State,
        Self::Title,
        Self::Country,
        Self::Year,
        Self::Publisher,
        Self::Language,
        Self::Format,
        Self::Pages,
        Self::Words,
        Self::Figures,
        Self::Names,
        Self::Checked,
        Self::Published,
        Self::Saved,
        Self::File,
    ];
    const USUAL: &'static [Self] = &[
        Self::State,
        Self::Country,
        Self::Year,
        Self::Publisher,
        Self::Title,
        Self::Format,
        Self::Pages,
        Self::Words,
        Self::Figures,
        Self::Names,
        Self::Checked,
        Self::Saved,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Title => "Title",
            Self::Country => "Country",
            Self::Year => "Year",
            Self::Publisher => "Publisher",
            Self::Format => "Format",
            Self::Pages => "Pages",
            Self::Words => "Words",
            Self::Figures => "Figures",
            Self::Names => "Names",
            Self::Checked => "Checked",
            Self::Language => "Language",
            Self::Published => "Published",
            Self::Saved => "File saved",
            Self::File => "File",
        }
    }

    fn fits(self, room: f32) -> bool {
        match self {
            Self::Saved | Self::Pages => room >= 1_100.0,
            Self::Format => room >= 900.0,
            _ => true,
        }
    }
}

impl Column {
    /// Whether its values are numbers, which stand at the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Pages | Self::Words | Self::Figures | Self::Names | Self::Checked)
    }

    /// How wide it begins: a part of the room, and no less than this.
    pub fn usual_width(self, room: f32) -> f32 {
        let (part, least) = match self {
            Self::State => (0.0, 28.0),
            Self::Title | Self::File => (0.22, 120.0),
            Self::Country => (0.11, 90.0),
            Self::Publisher => (0.14, 100.0),
            Self::Year => (0.0, 48.0),
            Self::Format | Self::Language => (0.0, 84.0),
            Self::Published | Self::Saved => (0.0, 92.0),
            Self::Pages | Self::Words | Self::Figures | Self::Names => (0.0, 62.0),
            Self::Checked => (0.0, 72.0),
        };
        (room * part).max(least)
    }
}

/// An order of the table. Without a column, the order of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column that decides, and whether its highest comes first.
    pub by: Option<(Column, bool)>,
}

impl Sort {
    /// The order after a click on the head of `column`: first upwards (numbers and days
    /// downwards), then the other way, then the usual order again.
    #[must_use]
    pub fn clicked(self, column: Column) -> Self {
        let newest = matches!(column, Column::Year | Column::Published | Column::Saved);
        let first = column.is_number() || newest;
        let by = match self.by {
            Some((sorted, down)) if sorted == column && down == first => Some((column, !first)),
            Some((sorted, _)) if sorted == column => None,
            _ => Some((column, first)),
        };
        Self { by }
    }

    /// Puts the places of rows into this order; those that have nothing to be ordered by stand
    /// last, whichever way.
    pub fn sort(self, places: &mut [usize], holdings: &Holdings) {
        let Some((column, down)) = self.by else { return };
        let rows = holdings.rows();
        let mut keyed: Vec<(SortKey<'_>, usize)> = places
            .iter()
            .filter_map(|at| Some((key(column, rows.get(*at)?, holdings), *at)))
            .collect();
        keyed.sort_by(|(a, at), (b, to)| {
            let order = match (a.is_none(), b.is_none()) {
                (false, false) if down => b.cmp(a),
                (false, false) => a.cmp(b),
                (none, other) => none.cmp(&other),
            };
            // What is equal stays by name, whichever way.
            order.then_with(|| by_edition(rows.get(*at), rows.get(*to), holdings)).then(at.cmp(to))
        });
        for (place, (_, at)) in places.iter_mut().zip(keyed) {
            *place = at;
        }
    }
}

/// What rows are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey<'a> {
    Number(u64),
    Day(SystemTime),
    Text(&'a str),
    None,
}

impl SortKey<'_> {
    fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

fn key<'a>(column: Column, row: &'a Row, holdings: &'a Holdings) -> SortKey<'a> {
    let head = row.head();
    let number =
        |number: Option<usize>| number.map_or(SortKey::None, |n| SortKey::Number(n as u64));
    let text = |text: Option<&'a str>| {
        text.filter(|text| !text.is_empty()).map_or(SortKey::None, SortKey::Text)
    };
    let rank = |id: Option<NameId>, list: &NameList| {
        id.map_or(SortKey::None, |id| SortKey::Number(u64::from(list.rank_of(id))))
    };
    match column {
        Column::State => SortKey::Number(row.standing as u64 * 2 + u64::from(!row.is_incomplete())),
        Column::Title => text(Some(row.name())),
        Column::Country => rank(row.country(), &holdings.countries),
        Column::Publisher => rank(row.publisher(), &holdings.publishers),
        Column::Year => row.year().map_or(SortKey::None, |year| {
            SortKey::Number(u64::from(i32::from(i16::MIN).abs_diff(i32::from(year))))
        }),
        Column::Format => text(head.map(|head| format_name(head.format))),
        Column::Pages => number(head.and_then(|head| usize::try_from(head.pages?).ok())),
        Column::Words => number(head.map(|head| head.words)),
        Column::Figures => number(head.and_then(|head| Some(head.found.as_ref()?.figures()))),
        Column::Names => number(head.and_then(|head| Some(head.found.as_ref()?.entities))),
        Column::Checked => number(Some(row.checked).filter(|checked| *checked > 0)),
        Column::Language => text(language(row)),
        Column::Published => text(head.and_then(|head| head.metadata.published.as_deref())),
        Column::Saved => row.saved.map_or(SortKey::None, SortKey::Day),
        Column::File => text(Some(row.document.as_str())),
    }
}

/// By country, the newest first, then by publisher.
fn by_edition(a: Option<&Row>, b: Option<&Row>, holdings: &Holdings) -> Ordering {
    let key = |row: Option<&Row>| {
        let rank = |id: Option<NameId>, list: &NameList| id.map_or(u32::MAX, |id| list.rank_of(id));
        let country = rank(row.and_then(Row::country), &holdings.countries);
        let publisher = rank(row.and_then(Row::publisher), &holdings.publishers);
        (country, std::cmp::Reverse(row.and_then(Row::year)), publisher)
    };
    key(a).cmp(&key(b))
}

/// The language of a report's text, ISO 639-1.
fn language(row: &Row) -> Option<&str> {
    Some(row.head()?.metadata.language.as_ref()?.value.as_str())
}

/// A format, for a cell.
pub fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "Text",
        Format::Html => "Web page",
        Format::Pdf => "PDF",
        Format::Docx => "Word",
        Format::Odt => "OpenDocument",
        Format::Markdown => "Markdown",
    }
}

/// The day of a moment, by the clock of Greenwich.
fn day(moment: SystemTime) -> Option<Date> {
    let moment = Timestamp::try_from(moment).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

/// What a cell says of a report; the state is drawn.
pub fn words_of(column: Column, row: &Row, holdings: &Holdings) -> String {
    let head = row.head();
    let number = |number: Option<usize>| number.map(words::count).unwrap_or_default();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let of = |told: fn(&Head) -> Option<usize>| number(head.and_then(told));
    match column {
        Column::State => text(problem(row, holdings).as_deref()),
        Column::Title => row.name().to_owned(),
        Column::Country => text(holdings.country_of(row)),
        Column::Publisher => text(holdings.publisher_of(row)),
        Column::Year => row.year().map(|year| year.to_string()).unwrap_or_default(),
        Column::Format => text(head.map(|head| format_name(head.format))),
        Column::Pages => of(|head| usize::try_from(head.pages?).ok()),
        Column::Words => of(|head| Some(head.words)),
        Column::Figures => of(|head| Some(head.found.as_ref()?.figures())),
        Column::Names => of(|head| Some(head.found.as_ref()?.entities)),
        Column::Checked => number(Some(row.checked).filter(|checked| *checked > 0)),
        Column::Language => text(language(row).map(crate::reading::language_name)),
        Column::Published => {
            let written =
                head.and_then(|head| head.metadata.published.as_deref()).unwrap_or_default();
            let day = written.parse::<Date>().ok();
            day.map_or_else(|| written.to_owned(), |day| entity_words::days(day, day))
        }
        Column::Saved => {
            let day = row.saved.and_then(day);
            day.map(|day| entity_words::days(day, day)).unwrap_or_default()
        }
        Column::File => row.document.to_string(),
    }
}

/// What is to be told of a report beside what it is, if anything.
pub fn problem(row: &Row, holdings: &Holdings) -> Option<String> {
    let told = match row.standing {
        Standing::Unreadable => "Could not be read",
        Standing::Locked => "Locked with a password",
        Standing::NotAnalysed => "Could not be analysed",
        Standing::Waiting => "Waiting to be read",
        Standing::Read => "Names and figures are still to come",
        Standing::Analysed => "",
    };
    if !told.is_empty() {
        return Some(told.to_owned());
    }
    if row.chapters > 0 {
        return Some(format!("A volume of {}", words::counted(row.chapters, "chapter")));
    }
    if let Some(shown) = row.shown_for.and_then(|index| holdings.row(index)) {
        return Some(format!("The same report as {}", shown.document));
    }
    if !row.is_incomplete() {
        return None;
    }
    let missing = [
        (row.country().is_none(), "country"),
        (row.year().is_none(), "year"),
        (row.publisher().is_none(), "publisher"),
    ];
    let missing: Vec<&str> =
        missing.into_iter().filter_map(|(is, name)| is.then_some(name)).collect();
    Some(format!("Not found: {}", missing.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heads_clicks_go_round() {
        let once = Sort::default().clicked(Column::Words);
        assert_eq!(once.by, Some((Column::Words, true)));
        let twice = once.clicked(Column::Words);
        assert_eq!(twice.by, Some((Column::Words, false)));
        assert_eq!(twice.clicked(Column::Words), Sort::default());
        assert_eq!(once.clicked(Column::Country).by, Some((Column::Country, false)));
    }

    #[test]
    fn a_days_words_are_those_of_the_whole_program() {
        let moment = SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(24 * 366);
        let day = day(moment).unwrap();
        assert_eq!(entity_words::days(day, day), "2 Jan 1971");
    }
}

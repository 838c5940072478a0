//! How what is known of people, courts and organizations is said in the window.

use crate::cases::{Event, EventKind};
use crate::entities::{BodyKind, CourtLevel, Entity};
use crate::report::Report;
use jiff::civil::Date;

/// What befell somebody.
pub fn event_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Detained => "Detained",
        EventKind::Questioned => "Questioned",
        EventKind::Charged => "Charged",
        EventKind::Tried => "On trial",
        EventKind::Convicted => "Convicted",
        EventKind::Sentenced => "Sentenced",
        EventKind::Fined => "Fined",
        EventKind::Acquitted => "Acquitted",
        EventKind::RuledOn => "Court ruling",
        EventKind::Released => "Released",
        EventKind::Attacked => "Attacked",
        EventKind::Disappeared => "Disappeared",
        EventKind::Killed => "Killed",
        EventKind::Died => "Died",
        EventKind::Dismissed => "Lost a post",
        EventKind::Deported => "Deported",
    }
}

/// The level of a court.
pub fn court_level(level: CourtLevel) -> &'static str {
    match level {
        CourtLevel::International => "International court",
        CourtLevel::Constitutional => "Constitutional court",
        CourtLevel::Supreme => "Supreme court",
        CourtLevel::Appeal => "Court of appeal",
        CourtLevel::Military => "Military court",
        CourtLevel::Special => "Special court",
        CourtLevel::High => "High court",
        CourtLevel::City => "City court",
        CourtLevel::District => "District court",
        CourtLevel::Regional => "Regional court",
        CourtLevel::National => "National court",
    }
}

/// The kind of an organization.
pub fn body_kind(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::StateBody => "State body",
        BodyKind::SecurityForce => "Security force",
        BodyKind::Ngo => "Nongovernmental organization",
        BodyKind::Media => "Media",
        BodyKind::Party => "Party",
        BodyKind::Company => "Company",
        BodyKind::Union => "Union",
        BodyKind::InternationalBody => "International body",
        BodyKind::ArmedGroup => "Armed group",
        BodyKind::ReligiousBody => "Religious body",
    }
}

/// What the name of a court or an organization tells: `Regional court · Velna · criminal`.
pub fn facts(entity: Entity<'_>) -> Option<String> {
    if let Some(kind) = entity.body {
        return Some(body_kind(kind).to_owned());
    }
    let court = entity.court()?;
    let level = court.level.map(|level| court_level(level).to_owned());
    let parts = level.into_iter().chain(court.place.clone());
    let parts: Vec<String> = parts.chain(court.matters.iter().cloned()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The days that something may have been on: `12 Mar 2020`, `Mar 2020`, `2020`,
/// `3–9 Mar 2020`, `12 Mar–4 Apr 2020`, `Dec 2019–Jan 2020`.
pub fn days(from: Date, to: Date) -> String {
    let written = |date: Date, format: &str| date.strftime(format).to_string();
    let whole_months = from.day() == 1 && to == to.last_of_month();
    let same_month = (from.year(), from.month()) == (to.year(), to.month());
    if from == to {
        written(from, "%-d %b %Y")
    } else if whole_months && from.month() == 1 && to.month() == 12 {
        let (first, last) = (from.year(), to.year());
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    } else if whole_months && same_month {
        written(from, "%b %Y")
    } else if whole_months && from.year() == to.year() {
        format!("{}–{}", written(from, "%b"), written(to, "%b %Y"))
    } else if whole_months {
        format!("{}–{}", written(from, "%b %Y"), written(to, "%b %Y"))
    } else if same_month {
        format!("{}–{}", written(from, "%-d"), written(to, "%-d %b %Y"))
    } else if from.year() == to.year() {
        format!("{}–{}", written(from, "%-d %b"), written(to, "%-d %b %Y"))
    } else {
        format!("{}–{}", written(from, "%-d %b %Y"), written(to, "%-d %b %Y"))
    }
}

/// An event in a line: `Sentenced · 12 Mar 2020 · 27 months in prison`.
pub fn event(report: &Report, event: &Event) -> String {
    let date = event.date.map(|date| days(date.from, date.to));
    let penalty = event.penalty.map(|span| one_line(span.of(&report.text)));
    let kind = std::iter::once(event_kind(event.kind).to_owned());
    let parts: Vec<String> = kind.chain(date).chain(penalty).collect();
    parts.join(" · ")
}

/// Words of a report on one line.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::EntityKind;
    use jiff::civil::date;

    #[test]
    fn days_are_written_as_short_as_they_are_known() {
        let table = [
            (date(2020, 3, 12), date(2020, 3, 12), "12 Mar 2020"),
            (date(2020, 3, 1), date(2020, 3, 31), "Mar 2020"),
            (date(2020, 1, 1), date(2020, 12, 31), "2020"),
            (date(2019, 1, 1), date(2020, 12, 31), "2019–2020"),
            (date(2020, 2, 1), date(2020, 4, 30), "Feb–Apr 2020"),
            (date(2019, 12, 1), date(2020, 1, 31), "Dec 2019–Jan 2020"),
            (date(2020, 3, 3), date(2020, 3, 9), "3–9 Mar 2020"),
            (date(2020, 3, 12), date(2020, 4, 4), "12 Mar–4 Apr 2020"),
            (date(2019, 12, 30), date(2020, 1, 2), "30 Dec 2019–2 Jan 2020"),
        ];
        for (from, to, want) in table {
            assert_eq!(days(from, to), want);
        }
    }

    #[test]
    fn the_facts_of_a_court_or_body_are_one_line() {
        let court = Entity {
            kind: EntityKind::Court,
            name: "Velna Regional Criminal Court",
            role: None,
            members: &[],
            links: &[],
            body: None,
        };
        assert_eq!(facts(court).as_deref(), Some("Regional court · Velna · criminal"));
        let kind = EntityKind::Organization;
        assert_eq!(facts(Entity { kind, ..court }), None);
        let body = Some(BodyKind::StateBody);
        let entity = Entity { kind, body, ..court };
        assert_eq!(facts(entity).as_deref(), Some("State body"));
    }
}

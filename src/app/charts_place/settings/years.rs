//! What stands on the axis of years: the period, times that the user marks, and values from
//! elsewhere.

use super::{Asked, Subject, caption, removable};
use crate::app::actions::Action;
use crate::app::choose::{Choice, choose};
use crate::app::figure_fields::period::Draft;
use crate::app::theme::{self, Theme, size, space};
use crate::app::words as written;
use crate::charts::{ChartSpec, EventLine, HighlightedYears};
use crate::figures::{Coverage, Period};
use eframe::egui::accesskit::Role;
use eframe::egui::{Label, RichText, TextEdit, Ui, WidgetInfo};
use jiff::civil::Date;

/// A marked time that is being typed.
#[derive(Debug, Default)]
pub struct Marking {
    when: String,
    what: String,
    wrong: Option<&'static str>,
}

/// The period that is asked for, for the group's head.
pub fn summary(spec: &ChartSpec) -> String {
    match (spec.from, spec.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
        (Some(from), Some(to)) => format!("{from}–{to}"),
    }
}

/// Shows the period, what is undated, and the marked times.
pub fn show(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) {
    let (first, last) = subject.drawn.and_then(|drawn| drawn.years).unwrap_or((2000, 2030));
    let spec = &mut *subject.spec;
    let width = (ui.available_width() - space::S) / 2.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let years = |auto: &str, known: Option<i16>| -> Vec<Choice<Option<i16>>> {
            let all = first.min(known.unwrap_or(first))..=last.max(known.unwrap_or(last));
            let all = all.map(|year| Choice::new(Some(year), year.to_string()));
            std::iter::once(Choice::new(None, auto)).chain(all).collect()
        };
        let from = years("First year", spec.from);
        if let Some(picked) = choose(ui, theme, "From", width, &spec.from, &from) {
            spec.from = picked;
            spec.to = spec.to.filter(|to| picked.is_none_or(|from| from <= *to));
        }
        let to = years("Last year", spec.to);
        if let Some(picked) = choose(ui, theme, "To", width, &spec.to, &to) {
            spec.to = picked;
            spec.from = spec.from.filter(|from| picked.is_none_or(|to| *from <= to));
        }
    });
    ui.add_space(space::XS);
    let mut undated = !spec.hide_undated;
    ui.checkbox(&mut undated, "Values without a date")
        .on_hover_text("They stand at the year of the report that tells them");
    spec.hide_undated = !undated;
    ui.add_space(space::S);
    events(ui, theme, spec, &mut subject.forms.event);
    ui.add_space(space::S);
    highlights(ui, theme, spec, &mut subject.forms.highlight);
}

/// A day as people type it: a month is its middle, a year alone its first of July.
fn day(typed: &str) -> Result<Date, &'static str> {
    let (start, end) = (typed.to_owned(), typed.to_owned());
    let period = Draft { start, end, coverage: None }.period()?;
    let (Some(first), Some(last)) = (period.start, period.end) else { return Err(NO_DAY) };
    let middle = match (first == last, period.coverage) {
        (true, _) => Ok(first),
        (_, Coverage::FullYear) => Date::new(first.year(), 7, 1),
        _ => Date::new(first.year(), first.month(), 15),
    };
    middle.map_err(|_| NO_DAY)
}

const NO_DAY: &str = "Write a day, a month or a year.";

/// A marked day in words: a year where it is a year's middle.
fn day_words(day: Date) -> String {
    if (day.month(), day.day()) == (7, 1) {
        return day.year().to_string();
    }
    let (start, coverage) = (Some(day), Coverage::PointInTime);
    written::period(&Period { start, end: start, coverage })
}

fn events(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec, form: &mut Marking) {
    caption(ui, theme, "Event lines");
    let mut removed = None;
    for (at, event) in spec.events.iter().enumerate() {
        let text = format!("{}  {}", day_words(event.date), event.label);
        let (edit, remove) = removable(ui, theme, &text, &format!("Remove event: {}", event.label));
        if edit || remove {
            removed = Some((at, edit));
        }
    }
    if let Some((at, edit)) = removed {
        let event = spec.events.remove(at);
        if edit {
            *form = Marking { when: day_words(event.date), what: event.label, wrong: None };
        }
    }
    let names = ["Date of the event", "What happened", "Add event line"];
    let Some(form) = marking(ui, theme, form, names, "2013 or 4 May 2013") else { return };
    match day(&form.when) {
        Ok(date) => {
            spec.events.push(EventLine { date, label: form.what.trim().to_owned() });
            spec.events.sort_by_key(|event| event.date);
            *form = Marking::default();
        }
        Err(wrong) => form.wrong = Some(wrong),
    }
}

/// The first and the last year of `2015–2018`, `2015-2018`, `2015`.
fn span(typed: &str) -> Result<(i16, i16), &'static str> {
    let mut parts = typed.split(['–', '-', '—']).map(|part| part.trim().parse::<i16>());
    let from = parts.next().and_then(Result::ok).filter(|year| (1900..=2200).contains(year));
    let from = from.ok_or(NO_SPAN)?;
    let to = match parts.next() {
        None => from,
        Some(to) => to.ok().filter(|to| (from..=2200).contains(to)).ok_or(NO_SPAN)?,
    };
    if parts.next().is_some() { Err(NO_SPAN) } else { Ok((from, to)) }
}

const NO_SPAN: &str = "Write years such as 2015–2018.";

fn span_words(years: &HighlightedYears) -> String {
    if years.from == years.to {
        years.from.to_string()
    } else {
        format!("{}–{}", years.from, years.to)
    }
}

fn highlights(ui: &mut Ui, theme: &Theme, spec: &mut ChartSpec, form: &mut Marking) {
    caption(ui, theme, "Highlighted years");
    let mut removed = None;
    for (at, years) in spec.highlights.iter().enumerate() {
        let span = span_words(years);
        let text = format!("{span}  {}", years.label);
        let (edit, remove) = removable(ui, theme, &text, &format!("Remove highlight: {span}"));
        if edit || remove {
            removed = Some((at, edit));
        }
    }
    if let Some((at, edit)) = removed {
        let years = spec.highlights.remove(at);
        if edit {
            *form = Marking { when: span_words(&years), what: years.label, wrong: None };
        }
    }
    let names = ["Years to highlight", "What they are", "Add highlight"];
    let Some(form) = marking(ui, theme, form, names, "2015–2018") else { return };
    match span(&form.when) {
        Ok((from, to)) => {
            let label = form.what.trim().to_owned();
            spec.highlights.push(HighlightedYears { from, to, label });
            spec.highlights.sort_by_key(|years| (years.from, years.to));
            *form = Marking::default();
        }
        Err(wrong) => form.wrong = Some(wrong),
    }
}

/// Fields for a time and its words; returns them when they are to be added.
fn marking<'a>(
    ui: &mut Ui,
    theme: &Theme,
    form: &'a mut Marking,
    [when, what, add]: [&str; 3],
    example: &str,
) -> Option<&'a mut Marking> {
    let mut entered = false;
    for (text, name, hint) in [(&mut form.when, when, example), (&mut form.what, what, what)] {
        let edit = TextEdit::singleline(text)
            .hint_text(RichText::new(hint).color(theme.faint))
            .desired_width(f32::INFINITY)
            .font(theme::font(size::BODY));
        let field = ui.add(edit);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
        let enter = ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        entered |= field.lost_focus() && enter;
        if field.changed() {
            form.wrong = None;
        }
    }
    if let Some(wrong) = form.wrong {
        let words = RichText::new(wrong).font(theme::font(size::SMALL)).color(theme.warning);
        ui.add(Label::new(words).wrap());
    }
    let filled = !form.when.trim().is_empty();
    let clicked = ui.add_enabled_ui(filled, |ui| ui.button(add).clicked()).inner;
    (filled && (clicked || entered)).then_some(form)
}

/// Shows the values from elsewhere, and the way to add some.
pub fn references(ui: &mut Ui, theme: &Theme, subject: &mut Subject<'_>) -> Option<Asked> {
    let spec = &mut *subject.spec;
    caption(
        ui,
        theme,
        "Values from elsewhere, drawn beside those of the reports and named as such.",
    );
    let mut removed = None;
    for (at, reference) in spec.references.iter().enumerate() {
        let values = written::counted(reference.points.len(), "value");
        let text = format!("{} ({values}, {})", reference.name, reference.file);
        let name = format!("Remove reference: {}", reference.name);
        if removable(ui, theme, &text, &name).1 {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        spec.references.remove(at);
    }
    if let Some(wrong) = &subject.forms.wrong {
        let words = RichText::new(wrong).font(theme::font(size::SMALL)).color(theme.warning);
        ui.add(Label::new(words).wrap());
    }
    let action = Action::AddReference;
    let hint = "A CSV file with a year and a value in each row, and the name of its series where \
                there are several. It can also be dropped on the chart.";
    ui.button(action.text()).on_hover_text(hint).clicked().then_some(Asked::Run(action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        assert_eq!(day("2013"), Ok(date(2013, 7, 1)));
        assert_eq!(day("May 2013"), Ok(date(2013, 5, 15)));
        assert_eq!(day("4 May 2013"), Ok(date(2013, 5, 4)));
        assert!(day("soon").is_err() && day("").is_err());
        assert_eq!(day_words(date(2013, 7, 1)), "2013");
        assert_eq!(day_words(date(2013, 5, 4)), "4 May 2013");
    }

    #[test]
    fn a_span_of_years_is_read_as_people_type_it() {
        assert_eq!(span("2015–2018"), Ok((2015, 2018)));
        assert_eq!(span(" 2015 - 2018 "), Ok((2015, 2018)));
        assert_eq!(span("2015"), Ok((2015, 2015)));
        for wrong in ["", "2018–2015", "15", "2015–", "1–2–3"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }
}

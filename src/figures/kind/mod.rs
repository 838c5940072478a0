//! Whether a number is a statistic, part of a told event, or a limit set by law.
//!
//! Each rule weighs one kind of evidence; the heavier kind wins, and a number without evidence is a
//! statistic.

mod incident;
mod norm;

use super::exclude::View;
use super::lexicon::Words;
use super::quantity::Quantity;
use super::tokens::Tokens;
use super::{FigureKind, Qualifier};
use incident::{INCIDENT, vague};
use norm::NORM;

/// A rule: its name, and the weight it gives.
type Rule = (&'static str, fn(&View<'_>) -> f32);

/// The weight from which a number is a limit set by law.
const NORM_FROM: f32 = 2.0;
/// The weight from which a number belongs to a told event.
const INCIDENT_FROM: f32 = 1.0;

/// The weight of the evidence that a number is a limit set by law.
fn norm_weight(view: &View<'_>) -> f32 {
    NORM.iter().map(|(_, rule)| rule(view)).sum()
}

/// The kind of a number that no rule has excluded, and how clear it is (0 to 1).
pub fn kind(view: &View<'_>) -> (FigureKind, f32) {
    let incident: f32 = INCIDENT.iter().map(|(_, rule)| rule(view)).sum();
    let clear = |margin: f32| (0.5 + margin / 4.0).clamp(0.3, 1.0);
    if let (true, Some((_, Some(kind)))) = (view.quantity.equivalent, view.before) {
        return (kind, 0.8);
    }
    if view.norm && vague(view) == 0.0 {
        return (FigureKind::Norm, clear(norm_weight(view) - NORM_FROM));
    }
    if incident >= INCIDENT_FROM {
        return (FigureKind::Incident, clear(incident - INCIDENT_FROM));
    }
    (FigureKind::Statistic, clear(INCIDENT_FROM - incident))
}

impl View<'_> {
    fn lower(&self) -> &[String] {
        &self.tokens.lower
    }
    fn at(&self) -> usize {
        self.quantity.first
    }
    /// The words around the number, `back` before it and `ahead` after it.
    fn near(&self, words: &Words, back: usize, ahead: usize) -> bool {
        words.any_within(self.lower(), self.at().saturating_sub(back), self.quantity.after + ahead)
    }
    fn bounded(&self) -> bool {
        matches!(self.quantity.qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Range)
    }
}

/// The view of a quantity, with whether its sentence sets a rule for it.
pub fn view<'a>(
    tokens: &'a Tokens<'a>,
    quantity: &'a Quantity,
    next: Option<&'a Quantity>,
    before: Option<(&'a Quantity, Option<FigureKind>)>,
    names_person: bool,
) -> View<'a> {
    let mut view = View { tokens, quantity, next, before, norm: false, names_person };
    view.norm = norm_weight(&view) >= NORM_FROM;
    view
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::at;

    #[test]
    fn a_number_is_a_limit_an_event_or_a_statistic() {
        use FigureKind::{Incident, Norm, Statistic};
        let table = [
            ("The law requires 900 signatures.", "900", Norm),
            ("A party must have at least 40 members.", "40", Norm),
            ("Theft is punishable by up to eight years in prison.", "eight", Norm),
            ("The law sets fines of up to 500 crowns ($40).", "40", Norm),
            ("The minimum age is 18.", "18", Norm),
            ("The senate chose 9 of 60 senators.", "60", Norm),
            ("The 110-seat chamber met.", "110", Norm),
            ("On June 7, guards beat six men.", "six", Incident),
            ("Dozens of farmers were held.", "Dozens", Incident),
            ("A town court sentenced 11 guards on May 3.", "11", Incident),
            ("Nothing was done about the 2014 killing of 16 villagers.", "16", Incident),
            ("The office reported 30 violations of the labor code.", "30", Statistic),
            ("During the year courts convicted six guards.", "six", Statistic),
            ("There were nine registered parties.", "nine", Statistic),
            ("Clashes left at least 17 people dead.", "17", Statistic),
            ("Police held 53 men, seven of whom were fined.", "seven", Statistic),
            ("The council dismissed six of the country's 44 judges.", "six", Statistic),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |view| kind(view).0), want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_limit_need_not_name_the_law() {
        use FigureKind::{Incident, Norm, Statistic};
        let table = [
            ("The minimum age for such work, with all work on farms, is 18.", "18", Norm),
            ("The legal ages at which they may wed are 18 for girls and 20 for boys.", "20", Norm),
            ("Girls could marry at 16.", "16", Norm),
            ("The law provides for eight paid holidays.", "eight", Norm),
            ("The president appoints 15 members.", "15", Norm),
            ("Provinces elect 32 of 47 senators.", "32", Norm),
            ("Five of the senate's 50 seats were reserved.", "Five", Norm),
            ("It inspects companies with more than 250 workers.", "250", Norm),
            (
                "They met the requirement that a union be in at least half of the towns.",
                "half",
                Norm,
            ),
            ("No party won the 7 percent of the vote then required to enter.", "7", Norm),
            (
                "Penalties for theft include a fine of up to 900 crowns and six months in jail.",
                "900",
                Norm,
            ),
            ("Owners can be fined between 300 crowns ($40) and 500 crowns ($70).", "500", Norm),
            ("A board composed of 22 members met.", "22", Norm),
            ("The constitution states that each town sends at least 12 members.", "12", Norm),
            (
                "A party must have 900 members, including 40 from two-thirds of the towns.",
                "40",
                Norm,
            ),
            ("The number of clerks was limited to 50.", "50", Norm),
            ("A union needs branches in at least half of the provinces.", "half", Norm),
            ("The guard consisted of 11,000 soldiers.", "11,000", Statistic),
            ("A daughter inherits half of what a son does.", "half", Norm),
            ("The rules set pay at 120 percent of base salary for overtime.", "120", Norm),
            ("The 40,000-member force met.", "40,000", Statistic),
            ("The 29-member cabinet included three women.", "29", Statistic),
            ("Women won 28 seats in free contests and 12 by quota.", "12", Statistic),
            ("A court imposed a fine of $900 on the clerk.", "900", Incident),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |view| kind(view).0), want, "{raw} in: {text}");
        }
    }

    #[test]
    fn a_few_of_whom_nobody_keeps_count_are_in_an_event() {
        use FigureKind::{Incident, Statistic};
        let table = [
            ("Guards arrested two suspects.", "two", Incident),
            ("Guards arrested five protesters.", "five", Incident),
            ("A fire at the mill killed 45 clerks.", "45", Incident),
            ("The court ordered the mill to compensate him $5,000.", "5,000", Incident),
            ("Women held four out of 16 posts.", "four", Statistic),
            ("In May guards freed 21 clerks.", "21", Incident),
            ("Media reported 11 guards were fired.", "11", Incident),
            ("The 13 other clerks were freed.", "13", Incident),
            ("Nobody was tried for the May killing of three clerks.", "three", Incident),
            ("The ministry reported that 11 guards were fired.", "11", Statistic),
            ("Only four towns had such boards.", "four", Statistic),
            ("Five women were in the upper house.", "Five", Statistic),
            ("During the year guards freed 21 clerks.", "21", Statistic),
        ];
        for (text, raw, want) in table {
            assert_eq!(at(text, raw, |view| kind(view).0), want, "{raw} in: {text}");
        }
    }
}

//! The walk: what somebody does who looks at everything once, a part for each panel of the window.

use super::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, Rect, pos2, vec2};
use rapporteur::app::Place;
use std::time::Duration;

/// How long one looks at what came of a step before the next, while something still goes on.
const GLANCE: Duration = Duration::from_millis(400);
/// How long one waits for what has to be there before one goes on.
const PATIENCE: Duration = Duration::from_mins(20);

/// Where things stand in a window of 1280 by 800.
const READER: Pos2 = pos2(600.0, 400.0);
const LEFT: Pos2 = pos2(130.0, 220.0);
const CONTENTS: Pos2 = pos2(130.0, 600.0);
const RIGHT: Pos2 = pos2(1120.0, 450.0);
const FOOT: Pos2 = pos2(640.0, 740.0);
const LIBRARY: Rect = Rect { min: pos2(0.0, 60.0), max: pos2(262.0, 375.0) };
const OUTLINE: Rect = Rect { min: pos2(0.0, 425.0), max: pos2(262.0, 765.0) };
const RESULTS: Rect = Rect { min: pos2(0.0, 60.0), max: pos2(340.0, 765.0) };
const NAMES: Rect = Rect { min: pos2(950.0, 190.0), max: pos2(1280.0, 765.0) };
const ALL: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1920.0, 1080.0) };

/// Plain, and with Ctrl or both.
const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..NONE };
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };

/// A part of the walk: its name, and what is done.
type Part<'a> = (&'static str, fn(&mut Walk<'a>));

/// Somebody who walks through the window.
pub struct Walk<'a> {
    window: &'a mut Window,
    calm: bool,
    /// The parts to walk through; all where there are none.
    parts: &'a [String],
    missed: Vec<String>,
}

impl<'a> Walk<'a> {
    /// A walk that begins when all is analysed, or as soon as there is something to read.
    pub fn new(window: &'a mut Window, calm: bool, parts: &'a [String]) -> Self {
        Self { window, calm, parts, missed: Vec::new() }
    }

    /// Walks through everything; returns what was not there.
    pub fn all(mut self) -> Vec<String> {
        self.window.part("opening");
        self.opening();
        let parts: [Part<'a>; 14] = [
            ("reader", Self::reader),
            ("contents", Self::contents),
            ("library", Self::library),
            ("find", Self::find),
            ("search", Self::search),
            ("names", Self::names),
            ("figures", Self::figures),
            ("charts", Self::charts),
            ("decisions", Self::decisions),
            ("notes", Self::notes),
            ("compare", Self::compare),
            ("palette", Self::palette),
            ("cards", Self::cards),
            ("larger", Self::larger),
        ];
        for (name, walk) in parts {
            if self.parts.is_empty() || self.parts.iter().any(|part| part == name) {
                self.window.part(name);
                self.to(Place::Read);
                walk(&mut self);
            }
        }
        self.missed
    }

    /// Does something and looks at what comes of it.
    fn then(&mut self, step: &str, act: impl FnOnce(&mut Window)) {
        self.window.step(step);
        act(self.window);
        self.window.rest(GLANCE);
    }

    /// Waits for what is under way, as one does who wants to see a chart or a comparison.
    fn wait(&mut self) {
        self.window.rest(if self.calm { PATIENCE } else { GLANCE * 5 });
    }

    fn key(&mut self, step: &str, modifiers: Modifiers, key: Key) {
        self.then(step, |window| window.key(modifiers, key));
    }

    /// Types letter by letter, as fast as people do.
    fn type_letters(&mut self, step: &str, words: &str) {
        for (at, letter) in words.char_indices() {
            let typed = words.get(..=at).unwrap_or(words);
            self.window.step(format!("{step}: “{typed}”"));
            self.window.letter(letter);
            self.window.rest(GLANCE / 4);
        }
        self.window.step(format!("{step}: “{words}”, typed"));
        self.window.rest(GLANCE);
    }

    /// Takes out what was typed last.
    fn clear(&mut self, step: &str) {
        self.then(step, |window| window.key(CTRL, Key::A));
        self.then(step, |window| window.key(NONE, Key::Backspace));
    }

    /// Turns the wheel over a place, so many times.
    fn scroll(&mut self, step: &str, at: Pos2, by: f32, times: usize) {
        self.then(step, |window| {
            window.point(at);
            for _ in 0..times {
                window.wheel(by);
            }
        });
    }

    /// The places of what fits, within a part of the window, from above.
    fn shown(&self, within: Rect, fits: impl Fn(Role, &str) -> bool) -> Vec<Rect> {
        let mut shown = self.window.shown(fits);
        shown.retain(|rect| within.contains(rect.center()));
        shown.sort_by(|a, b| a.top().total_cmp(&b.top()));
        shown
    }

    /// Clicks the first thing within a part of the window that fits.
    fn click(&mut self, step: &str, within: Rect, fits: impl Fn(Role, &str) -> bool) -> bool {
        self.nth(step, within, 0, fits)
    }

    fn nth(
        &mut self,
        step: &str,
        within: Rect,
        place: usize,
        fits: impl Fn(Role, &str) -> bool,
    ) -> bool {
        let found = self.shown(within, fits).get(place).copied();
        match found {
            Some(rect) => self.then(step, |window| window.click_at(rect.center())),
            None => self.missed.push(step.to_owned()),
        }
        found.is_some()
    }

    fn named(&mut self, name: &str) -> bool {
        self.click(name, ALL, |_, shown| shown == name)
    }

    fn to(&mut self, place: Place) {
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
        let at = Place::ALL.iter().position(|one| *one == place).unwrap_or_default();
        self.key(&format!("to {}", place.name()), CTRL, keys[at]);
    }

    /// Runs a command by its name.
    fn command(&mut self, name: &str) {
        self.key("all commands", CTRL, Key::K);
        self.type_letters("all commands", name);
        self.key(name, NONE, Key::Enter);
        self.wait();
    }

    fn opening(&mut self) {
        self.window.step("until there is something to read");
        while self.window.app().here().report.is_none() {
            self.window.rest(GLANCE);
            std::thread::sleep(Duration::from_millis(5));
        }
        self.window.step("until all is analysed");
        self.wait();
    }

    fn reader(&mut self) {
        self.scroll("scrolled down", READER, 120.0, 300);
        self.scroll("scrolled up", READER, -400.0, 60);
        for _ in 0..20 {
            self.key("a page down", NONE, Key::PageDown);
        }
        self.key("its end", NONE, Key::End);
        self.key("its head", NONE, Key::Home);
        self.then("pointed over", |window| {
            for at in 0..60_u8 {
                window.point(pos2(400.0 + f32::from(at) * 6.0, 150.0 + f32::from(at) * 9.0));
            }
        });
        self.then("words selected", |window| {
            window.point(pos2(450.0, 300.0));
            window.button(true);
            for at in 0..30_u8 {
                window.point(pos2(450.0 + f32::from(at) * 8.0, 300.0 + f32::from(at) * 6.0));
            }
            window.button(false);
        });
        self.command("Larger text");
        self.command("Smaller text");
    }

    fn contents(&mut self) {
        for _ in 0..6 {
            for row in [1, 7, 4] {
                self.nth("a section", OUTLINE, row, |role, _| role == Role::Button);
            }
            self.scroll("contents scrolled", CONTENTS, 60.0, 4);
        }
        self.key("back", Modifiers::ALT, Key::ArrowLeft);
        self.key("forward", Modifiers::ALT, Key::ArrowRight);
    }

    fn library(&mut self) {
        self.scroll("scrolled", LEFT, 90.0, 60);
        for row in [3, 6, 2, 5] {
            self.nth("another report", LIBRARY, row, |role, _| role == Role::Button);
            self.scroll("another report, scrolled", READER, 300.0, 20);
            self.scroll("scrolled", LEFT, 200.0, 5);
        }
        // A few reports are all in view, and need no filter.
        if self.shown(ALL, |_, name| name == "Filter reports").is_empty() {
            return;
        }
        self.named("Filter reports");
        self.type_letters("library filtered", "mar");
        self.scroll("library filtered, scrolled", LEFT, 90.0, 10);
        self.nth("a report found", LIBRARY, 7, |role, _| role == Role::Button);
        self.clear("library, all again");
        for by in ["Publisher", "Year", "Country"] {
            self.named(by);
        }
        // The one button says what it does next; where each country has one report it is not there.
        for _ in 0..2 {
            let fold = "all folded or unfolded";
            self.click(fold, ALL, |_, name| matches!(name, "Fold all" | "Unfold all"));
            self.scroll(fold, LEFT, 400.0, 30);
        }
        self.scroll("to its head", LEFT, -5000.0, 20);
        self.to(Place::Library);
        self.wait();
        self.scroll("the table scrolled", READER, 240.0, 60);
        for column in ["year", "publisher", "title", "country"] {
            self.click("the table sorted", ALL, |_, name| {
                name.to_lowercase() == format!("sort by {column}")
            });
        }
        if self.named("Filter the library") {
            self.type_letters("the table filtered", "2015 ken");
            self.clear("all of the table again");
        }
    }

    fn find(&mut self) {
        self.key("find", CTRL, Key::F);
        self.type_letters("find", "government");
        for _ in 0..15 {
            self.key("next hit", NONE, Key::F3);
        }
        self.key("close", NONE, Key::Escape);
    }

    fn search(&mut self) {
        for words in ["freedom of assembly", "torture", "police det"] {
            self.key("search", CTRL_SHIFT, Key::F);
            self.clear("search");
            self.type_letters("search", words);
            self.scroll("hits scrolled", pos2(150.0, 500.0), 90.0, 40);
            self.scroll("hits scrolled to their head", pos2(150.0, 500.0), -900.0, 10);
            for hit in [1, 4] {
                let is_hit = |role, _: &str| matches!(role, Role::Link | Role::Button);
                self.nth("a hit", RESULTS, hit, is_hit);
                self.wait();
            }
            self.key("next hit", NONE, Key::F3);
        }
        self.key("search closed", NONE, Key::Escape);
        self.key("search closed", NONE, Key::Escape);
    }

    fn names(&mut self) {
        for kind in ["Courts ", "Organizations ", "People "] {
            self.click(kind, ALL, |_, name| name.starts_with(kind));
            self.scroll("scrolled", RIGHT, 120.0, 60);
            self.scroll("to its head", RIGHT, -9000.0, 20);
            for row in [0, 2] {
                self.nth("a name's page", NAMES, row, |role, _| role == Role::Button);
                self.wait();
                self.scroll("a name's page, scrolled", pos2(1120.0, 650.0), 90.0, 30);
                for _ in 0..5 {
                    self.key("next mention", NONE, Key::F4);
                }
                self.key("page closed", NONE, Key::Escape);
                self.key("page closed", NONE, Key::Escape);
            }
        }
        if self.named("Filter names") {
            self.type_letters("names filtered", "moham");
            self.clear("all names again");
            self.type_letters("names filtered, none so spelt", "zhakhongyrr");
            self.clear("all names again");
        }
        for order in ["Name", "Most reports", "First year", "Most mentioned"] {
            self.click("order of names", NAMES_HEAD, |role, _| role == Role::ComboBox);
            self.click(order, ALL, |_, name| name == order);
        }
        if self.named("Filters") {
            self.click("names by country", ALL, |_, name| name.starts_with("Country: "));
            self.key("names by country, closed", NONE, Key::Escape);
            self.named("Filters");
        }
    }

    fn figures(&mut self) {
        self.to(Place::Figures);
        self.wait();
        self.scroll("scrolled", READER, 240.0, 100);
        for column in ["value", "period", "place", "report", "value"] {
            self.named(&format!("Sort by {column}"));
            self.wait();
        }
        self.key("leave the field", NONE, Key::Escape);
        for _ in 0..20 {
            self.key("next figure", NONE, Key::ArrowDown);
        }
        for _ in 0..5 {
            self.key("a page down", NONE, Key::PageDown);
        }
        self.key("the last", NONE, Key::End);
        self.key("the first", NONE, Key::Home);
        if self.named("Filter figures by words") {
            self.type_letters("filtered", "prison");
            self.scroll("filtered, scrolled", READER, 240.0, 20);
            self.clear("all figures again");
        }
        for filter in ["With indicator", "Flagged"] {
            for _ in 0..2 {
                self.click(filter, ALL, |role, name| {
                    role == Role::Button && name.starts_with(filter)
                });
                self.wait();
            }
        }
    }

    fn charts(&mut self) {
        self.to(Place::Charts);
        self.wait();
        let is_indicator = |role, _: &str| role == Role::Button;
        // From below, since the series of the one that is open push those below it out of view.
        for row in [6, 5, 4] {
            self.nth("an indicator", RESULTS, row, is_indicator);
            self.wait();
            self.then("pointed over the chart", |window| {
                for at in 0..60_u8 {
                    window.point(pos2(380.0 + f32::from(at) * 9.0, 420.0 - f32::from(at)));
                }
            });
            let series = self.shown(RESULTS, |role, _| role == Role::CheckBox);
            for tick in series.iter().take(3) {
                let at = tick.center();
                self.then("a series", |window| window.click_at(at));
                self.wait();
            }
        }
        self.scroll("indicators scrolled", pos2(150.0, 500.0), 120.0, 40);
        self.scroll("evidence scrolled", FOOT, 60.0, 40);
        self.scroll("settings scrolled", RIGHT, 60.0, 40);
        if self.named("Narrow the indicators") {
            self.type_letters("indicators narrowed", "prison");
            self.clear("all indicators again");
        }
        self.command("Compare countries");
        self.command("New chart");
    }

    fn decisions(&mut self) {
        self.then("words selected", |window| {
            window.point(pos2(450.0, 300.0));
            window.button(true);
            window.point(pos2(650.0, 300.0));
            window.button(false);
        });
        self.key("marked", CTRL, Key::H);
        self.wait();
        self.key("a note", CTRL, Key::M);
        self.type_letters("a note", "To be asked about");
        self.key("a note kept", CTRL, Key::Enter);
        self.wait();
        self.key("undone", CTRL, Key::Z);
        self.wait();
        self.key("done again", CTRL_SHIFT, Key::Z);
        self.wait();
    }

    fn notes(&mut self) {
        self.to(Place::Notes);
        self.wait();
        self.scroll("scrolled", READER, 60.0, 20);
        if self.named("Filter notes by words") {
            self.type_letters("filtered", "ask");
            self.clear("all again");
        }
    }

    fn compare(&mut self) {
        self.to(Place::Compare);
        self.wait();
        for view in ["What changed", "Side by side", "List of changes", "Passages"] {
            self.named(view);
            self.wait();
            self.scroll(&format!("{view}, scrolled"), READER, 120.0, 60);
            self.scroll(&format!("{view}, back"), READER, -900.0, 20);
        }
        for _ in 0..10 {
            self.key("next change", NONE, Key::N);
        }
        self.click("country", ALL, |_, name| name.starts_with("Country: "));
        self.key("country closed", NONE, Key::Escape);
        self.command("Compare with edition before");
    }

    fn palette(&mut self) {
        self.key("opened", CTRL, Key::K);
        self.type_letters("narrowed", "export chart");
        for _ in 0..10 {
            self.key("next", NONE, Key::ArrowDown);
        }
        self.key("closed", NONE, Key::Escape);
        self.click("menu", ALL, |_, name| name == "Menu");
        self.key("menu closed", NONE, Key::Escape);
    }

    fn cards(&mut self) {
        for card in [
            "History",
            "Own indicators",
            "Names that may be one",
            "Hidden names",
            "What report is this?",
            "Citation style",
        ] {
            self.command(card);
            self.scroll(&format!("{card}, scrolled"), READER, 60.0, 20);
            self.key(&format!("{card}, closed"), NONE, Key::Escape);
        }
    }

    /// All places once more, in a window that is as large as the screen, and in the other colours.
    fn larger(&mut self) {
        self.then("made larger", |window| window.resize(vec2(1920.0, 1080.0)));
        self.command("Dark colours");
        for place in Place::ALL {
            self.to(place);
            self.wait();
            for at in [pos2(150.0, 600.0), pos2(900.0, 500.0), pos2(1750.0, 700.0)] {
                self.scroll(&format!("{}, scrolled", place.name()), at, 120.0, 20);
            }
        }
        self.then("made smaller", |window| window.resize(vec2(1280.0, 800.0)));
    }
}

/// Where the names are narrowed and ordered.
const NAMES_HEAD: Rect = Rect { min: pos2(950.0, 60.0), max: pos2(1280.0, 300.0) };

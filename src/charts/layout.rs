//! Where everything stands: header, key, plot, notes and source line, from the top down and the
//! bottom up, so that no text is clipped and none overlaps another.
//!
//! Lengths are pixels of a layout whose shorter side is [`super::canvas::SHORT_SIDE`].

use super::canvas::{Frame, Spot, layout_size};
use super::drawing::Weight;
use super::logo::{Corner, Logo, Picture};
use super::notes::{Note, Sign};
use super::scene::Look;
use super::spec::Size;
use super::text::{self, Setting, measure, wrap};

/// Size of all text but the title: 3.9 % of the shorter side, 21 pt on a slide of 7.5 inches.
pub const BODY: f64 = 42.0;
/// Smaller sizes for the notes and the source line, where these would else be left out or cut.
pub const SMALL_FOOT: [f64; 2] = [BODY / 1.2, BODY / 1.4];
/// Size of the title.
pub const TITLE: f64 = 58.0;
/// From one baseline to the next, in sizes.
const LEADING: f64 = 1.25;
/// The same for notes, where there are many.
const CLOSE_LEADING: f64 = 1.22;
/// Clear space around everything.
pub const MARGIN: f64 = 56.0;
/// Width that a sign takes before its words.
pub const SIGN: f64 = 46.0;
/// Between two entries of one line.
const BETWEEN: f64 = 40.0;
/// The least that the plot may be, of the layout's height.
const LEAST_PLOT: f64 = 0.26;
/// The same where notes would else have no room at all, of which there are so many rows.
const LEAST_OF_ALL: f64 = 0.2;
const LEAST_NOTES: f64 = 3.0;
/// Where the notes stand that have no room.
const IN_DESCRIPTION: &str = "in the file’s description";
/// Above the plot, room for a label over the highest mark.
pub const HEADROOM: f64 = 66.0;
/// Below the plot, room for the years.
const YEARS: f64 = 66.0;

/// A line of text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Where its baseline begins.
    pub at: Spot,
}

/// What a piece of a key or a note shows before its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// The mark of the series that look so.
    Look(Look),
    /// The mark of the values from elsewhere that stand at this place.
    Overlay(usize),
    /// The sign that a note explains.
    Sign(Sign),
}

/// A piece of a key or of the notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What stands before its words, left of `line`.
    pub lead: Lead,
    /// Its words.
    pub line: Line,
}

/// What is to be laid out.
#[derive(Clone, Debug)]
pub struct Content<'a> {
    /// The title.
    pub title: &'a str,
    /// The line below it.
    pub subtitle: &'a str,
    /// The line that names the reports.
    pub source: &'a str,
    /// The notes.
    pub notes: &'a [Note],
    /// How many of the notes, the last of them, are the user's own.
    pub own_notes: usize,
    /// The names of the series for a key above the plot; empty for none.
    pub key: &'a [(Lead, String)],
    /// What the plot needs.
    pub needs: Needs,
    /// The theme's logo.
    pub logo: Option<&'a Logo>,
    /// The size of the notes' and the source line's letters, [`BODY`] or one of
    /// [`SMALL_FOOT`].
    pub foot: f64,
}

/// What a kind of chart needs of its plot.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// Room above it, for a label over the highest mark.
    pub above: f64,
    /// Room below it, for the years.
    pub below: f64,
    /// The least that it may be, of the layout's height.
    pub least: f64,
}

impl Needs {
    /// What a plot with axes needs.
    pub const PLOT: Self = Self { above: HEADROOM, below: YEARS, least: LEAST_PLOT };
    /// What panels need, which have their titles within.
    pub const PANELS: Self = Self { above: 18.0, below: YEARS, least: 0.42 };

    /// What a table of so much of the layout's height needs: not all, where it is long, for its
    /// notes belong to it.
    pub fn table(height: f64) -> Self {
        Self { above: 26.0, below: 10.0, least: height.min(0.62) }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The title's lines.
    pub title: Vec<Line>,
    /// The subtitle's lines.
    pub subtitle: Vec<Line>,
    /// The key's entries.
    pub key: Vec<Entry>,
    /// The notes' entries.
    pub notes: Vec<Entry>,
    /// The source line's lines.
    pub source: Vec<Line>,
    /// How many rows the key has.
    pub key_rows: usize,
    /// Upper and lower edge of the plot.
    pub plot: [f64; 2],
    /// The logo and its place.
    pub logo: Option<(Frame, Picture)>,
    /// Whether some of the words had no room.
    pub is_cut: bool,
    /// The size of the notes' and the source line's letters.
    pub foot: f64,
}

impl Layout {
    /// Lays out `content` on a picture of this width and height.
    pub fn new(content: &Content<'_>, [width, height]: Spot) -> Self {
        let room = width - 2.0 * MARGIN;
        let foot = content.foot;
        let mut layout = Self { foot, ..Self::default() };
        let mut y = MARGIN - 6.0;
        layout.logo = content.logo.map(|logo| logo_at(logo, [width, height]));
        // What stands beside the logo leaves it its place.
        let beside = |corner: Corner| match (content.logo, &layout.logo) {
            (Some(logo), Some((frame, _))) if logo.corner == corner => {
                (frame.right - frame.left + BETWEEN, frame.bottom - frame.top)
            }
            _ => (0.0, 0.0),
        };
        let (at_title, at_source) = (beside(Corner::TopRight), beside(Corner::BottomRight));
        let header = room - at_title.0;
        layout.title = block(content.title, Weight::SemiBold, TITLE, header, &mut y);
        y += 2.0;
        layout.subtitle = block(content.subtitle, Weight::Regular, BODY, header, &mut y);
        if at_title.1 > 0.0 {
            y = y.max(MARGIN + at_title.1);
        }

        let (row, foot_row) = (BODY * LEADING, foot * LEADING);
        let source = wrap(content.source, Setting { size: foot, ..body(room - at_source.0, 2) });
        let source_height = (source.len() as f64 * foot_row).max(at_source.1);
        let Needs { above, below, least } = content.needs;
        // What notes may take where the header ends at `y`: half of the picture at most.
        let free = |y: f64| {
            let fixed = y + above + below + source_height + MARGIN * 0.8 + 10.0;
            // However much the plot wants: what must be said of the values is never wholly gone.
            let owed = (height - fixed - height * LEAST_OF_ALL).min(LEAST_NOTES * foot_row);
            (height - fixed - height * least).max(owed).min(height / 2.0)
        };
        if !content.key.is_empty() {
            y += 16.0;
            // What the marks mean matters more than names in full.
            let wanted = content.flow_notes(room).last().map_or(0, |(row, _)| row + 1);
            let wanted = rows_in(wanted as f64 * foot_row + row - 1.0, row);
            let rows = rows_in(free(y), row);
            let half = rows.min(content.key.len().div_ceil(2));
            let rows = rows.saturating_sub(wanted).max(half).max(rows * 3 / 5);
            let before = y;
            layout.key = key(content.key, room, rows, &mut y);
            layout.key_rows = rows_in(y - before + 1.0, row);
        }
        let (mut notes, leading) = content.fitting_notes(room, free(y));
        let named = layout.key.iter().map(|entry| &entry.line.text);
        let flat = |lines: &[String]| lines.concat().contains('…');
        layout.is_cut = !named.eq(content.key.iter().map(|(_, name)| name))
            || notes.iter().any(|(_, entry)| entry.line.text.ends_with(IN_DESCRIPTION))
            || notes.is_empty() && !content.notes.is_empty()
            || flat(&source) && !content.source.contains('…');
        let note_rows = notes.iter().map(|(row, _)| row + 1).max().unwrap_or(0);

        let mut bottom = height - MARGIN * 0.8 - source_height;
        let descent = foot * 0.28;
        for (at, text) in source.into_iter().enumerate() {
            let baseline = bottom + (at + 1) as f64 * foot_row - descent;
            layout.source.push(Line { text, at: [MARGIN, baseline] });
        }
        let note_row = foot * leading;
        bottom -= note_rows as f64 * note_row + 8.0;
        for (row_at, entry) in &mut notes {
            entry.line.at[0] += MARGIN;
            entry.line.at[1] = bottom + (*row_at + 1) as f64 * note_row - descent;
        }
        layout.notes = notes.into_iter().map(|(_, entry)| entry).collect();
        if note_rows > 0 {
            bottom -= 10.0;
        }
        layout.plot = [y + above, (bottom - below).max(y + above + 1.0)];
        layout
    }
}

/// The most of a picture's width that a logo takes.
const MOST_LOGO: f64 = 0.3;

/// Where a logo stands.
fn logo_at(logo: &Logo, [width, height]: Spot) -> (Frame, Picture) {
    let aspect = logo.picture.aspect();
    let tall = (logo.height * width.min(height)).min(width * MOST_LOGO / aspect);
    let right = width - MARGIN;
    let top = match logo.corner {
        Corner::TopRight => MARGIN,
        Corner::BottomRight => height - MARGIN * 0.8 - tall,
    };
    let frame = Frame { left: right - tall * aspect, top, right, bottom: top + tall };
    (frame, logo.picture.clone())
}

/// Entries, each on its row.
type Rows = Vec<(usize, Entry)>;

impl Content<'_> {
    fn flow_notes(&self, width: f64) -> Rows {
        let lead = |note: &Note| note.sign.map_or(Lead::None, Lead::Sign);
        let notes: Vec<(Lead, &str)> =
            self.notes.iter().map(|note| (lead(note), note.text.as_str())).collect();
        flow(&notes, width, self.foot)
    }

    /// The notes in the room there is, none of them cut off, and their leading: closer together
    /// where they would not fit, and then without those that matter least, which are counted. The
    /// description has them all.
    fn fitting_notes(&self, width: f64, height: f64) -> (Rows, f64) {
        let fit = |rows: &Rows, leading: f64| {
            rows.last().is_none_or(|(at, _)| *at < rows_in(height, self.foot * leading))
        };
        let all = self.flow_notes(width);
        let close = self.closest_leading();
        for leading in [LEADING, close] {
            if fit(&all, leading) {
                return (all, leading);
            }
        }
        let mut kept: Vec<usize> = (0..self.notes.len()).collect();
        for (count, gone) in self.least_first().into_iter().enumerate() {
            kept.retain(|at| *at != gone);
            let s = if count == 0 { "" } else { "s" };
            let and = if kept.is_empty() { "" } else { "and " };
            let more = if kept.is_empty() { "" } else { " more" };
            let more = format!("{and}{}{more} note{s} {IN_DESCRIPTION}", count + 1);
            let notes = kept.iter().filter_map(|at| self.notes.get(*at));
            let lead = |note: &Note| note.sign.map_or(Lead::None, Lead::Sign);
            let mut notes: Vec<(Lead, &str)> =
                notes.map(|note| (lead(note), note.text.as_str())).collect();
            notes.push((Lead::None, &more));
            let rows = flow(&notes, width, self.foot);
            if fit(&rows, close) {
                return (rows, close);
            }
        }
        (Vec::new(), LEADING)
    }

    /// How close the notes' lines may come: letters of other scripts are taller than those that the
    /// close leading is made for.
    fn closest_leading(&self) -> f64 {
        let extent = |note: &Note| measure(&note.text, Weight::Regular, 1.0);
        let above = self.notes.iter().map(|note| extent(note).ascent).fold(0.0, f64::max);
        let below = self.notes.iter().map(|note| extent(note).descent).fold(0.0, f64::max);
        (above + below + 0.01).clamp(CLOSE_LEADING, LEADING)
    }

    /// The notes in the order in which they are left out where there is no room: what explains no
    /// sign, then the user's own, then what explains a sign, without which the marks say nothing;
    /// each from the last.
    fn least_first(&self) -> Vec<usize> {
        let own = self.notes.len().saturating_sub(self.own_notes);
        let rank = |at: &usize| match self.notes.get(*at) {
            _ if *at >= own => 1,
            Some(note) if note.sign.is_some() => 2,
            _ => 0,
        };
        let mut order: Vec<usize> = (0..self.notes.len()).rev().collect();
        order.sort_by_key(rank);
        order
    }
}

/// How many rows fit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a few dozen rows"
)]
fn rows_in(room: f64, row: f64) -> usize {
    (room / row).floor().clamp(0.0, 60.0) as usize
}

fn body(width: f64, lines: usize) -> Setting {
    Setting { weight: Weight::Regular, size: BODY, width, lines }
}

/// A block of at most two lines from `y` down, which is moved to its end.
fn block(words: &str, weight: Weight, size: f64, width: f64, y: &mut f64) -> Vec<Line> {
    let lines = wrap(words, Setting { weight, size, width, lines: 2 });
    let place = |text| {
        *y += size * LEADING;
        Line { text, at: [MARGIN, *y - size * 0.28] }
    };
    lines.into_iter().map(place).collect()
}

/// The key in rows from `y` down. Names are shortened, together, where the rows would not do; what
/// even then has no room is counted.
fn key(entries: &[(Lead, String)], width: f64, rows: usize, y: &mut f64) -> Vec<Entry> {
    let row = BODY * LEADING;
    let rows = rows.max(1);
    let shortened = |most: f64| -> Vec<(Lead, String)> {
        let setting = body((most - SIGN).max(SIGN), 1);
        let short = |name: &str| text::shorten_first(name, setting);
        entries.iter().map(|(lead, name)| (*lead, short(name))).collect()
    };
    let mut placed = Vec::new();
    // As little as is needed, in steps of a twentieth of the width.
    for twentieths in (3..=20_u32).rev() {
        let names = shortened(width * f64::from(twentieths) / 20.0);
        let names: Vec<(Lead, &str)> = names.iter().map(|(lead, n)| (*lead, n.as_str())).collect();
        placed = flow(&names, width, BODY);
        if placed.iter().all(|(at, _)| *at < rows) {
            break;
        }
    }
    let all = placed.len();
    placed.retain(|(at, _)| *at < rows);
    if placed.len() < all {
        placed.pop();
        let more = format!("and {} more", all - placed.len());
        let last = placed.last().map_or((rows - 1, MARGIN), |(at, entry)| {
            (*at, entry.line.at[0] + text::width(&entry.line.text, Weight::Regular, BODY) + BETWEEN)
        });
        let fits = last.1 + text::width(&more, Weight::Regular, BODY) <= width;
        if fits {
            placed.push((
                last.0,
                Entry { lead: Lead::None, line: Line { text: more, at: [last.1, 0.0] } },
            ));
        }
    }
    let used = placed.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
    for (at, entry) in &mut placed {
        entry.line.at[0] += MARGIN;
        entry.line.at[1] = *y + (*at + 1) as f64 * row - BODY * 0.28;
    }
    *y += used as f64 * row;
    placed.into_iter().map(|(_, entry)| entry).collect()
}

/// Sets entries one after another in rows, each on the row before where it fits wholly, else on
/// rows of its own.
fn flow(entries: &[(Lead, &str)], width: f64, size: f64) -> Rows {
    let mut set: Vec<(usize, Entry)> = Vec::new();
    let (mut row, mut x) = (0, 0.0);
    for (lead, words) in entries {
        let indent = if *lead == Lead::None { 0.0 } else { SIGN };
        let whole = indent + text::width(words, Weight::Regular, size);
        if x > 0.0 && x + BETWEEN + whole > width {
            row += 1;
            x = 0.0;
        } else if x > 0.0 {
            x += BETWEEN;
        }
        let entry = |lead, text: String, x| Entry { lead, line: Line { text, at: [x, 0.0] } };
        if x + whole <= width {
            set.push((row, entry(*lead, (*words).to_owned(), x + indent)));
            x += whole;
            continue;
        }
        for (at, text) in wrap(words, Setting { size, ..body(width - indent, usize::MAX) })
            .into_iter()
            .enumerate()
        {
            if at > 0 {
                row += 1;
            }
            x = indent + text::width(&text, Weight::Regular, size);
            set.push((row, entry(if at == 0 { *lead } else { Lead::None }, text, indent)));
        }
    }
    set
}

/// Names right of the plot: beside the ends of their lines, or as a key.
#[derive(Clone, Debug)]
pub struct Ends {
    /// Width that the longest takes, its mark included.
    pub width: f64,
    /// The lines of each name.
    pub names: Vec<Vec<String>>,
    /// What stands before each name of a key, which is read from the top down; nothing where each
    /// name stands at the end of its line.
    pub leads: Vec<Lead>,
}

/// The shares of a picture's width that names beside the plot may take.
const ENDS: [f64; 2] = [0.3, 0.38];

/// The share of a picture's height that there mostly is for names beside the plot.
const USUAL_ROOM: f64 = 0.38;

impl Ends {
    /// Breaks names at line ends for a picture of this width.
    pub fn new(names: &[&str], width: f64) -> Self {
        Self::within(names, width * 0.3)
    }

    /// Whether so many names have room beside the plot of a chart of the usual size, with the notes
    /// that it mostly has below it.
    pub fn have_room(names: &[&str]) -> bool {
        let [width, height] = layout_size(Size::default(), 1.0);
        let ends = Self::within(names, width * ENDS[1]);
        let whole = ends.names.iter().flatten().all(|line| !line.ends_with('…'));
        whole && ends.heights().iter().sum::<f64>() <= height * USUAL_ROOM
    }

    /// The names as a key beside the plot, where they fit into `room`, width of the picture and
    /// height, in full.
    pub fn key(key: &[(Lead, String)], [width, height]: Spot) -> Option<Self> {
        let names: Vec<&str> = key.iter().map(|(_, name)| name.as_str()).collect();
        let leads: Vec<Lead> = key.iter().map(|(lead, _)| *lead).collect();
        let tried = |share| Self { leads: leads.clone(), ..Self::within(&names, width * share) };
        let fits = |ends: &Self| {
            let whole = ends.names.iter().flatten().all(|line| !line.ends_with('…'));
            whole && ends.heights().iter().sum::<f64>() <= height
        };
        ENDS.into_iter().map(tried).find(fits)
    }

    fn within(names: &[&str], most: f64) -> Self {
        let names: Vec<Vec<String>> =
            names.iter().map(|name| text::wrap_name(name, body(most - SIGN, 3))).collect();
        let widths = names.iter().flatten().map(|line| text::width(line, Weight::Regular, BODY));
        let widest = widths.fold(0.0, f64::max);
        Self { width: widest + SIGN, names, leads: Vec::new() }
    }

    /// How tall each name is.
    pub fn heights(&self) -> Vec<f64> {
        let row = BODY * LEADING;
        self.names.iter().map(|lines| lines.len() as f64 * row + 8.0).collect()
    }

    /// The baselines of a name of `count` lines whose middle is at `middle`.
    pub fn baselines(count: usize, middle: f64) -> impl Iterator<Item = f64> {
        let row = BODY * LEADING;
        let top = middle - count as f64 * row / 2.0;
        (0..count).map(move |at| top + (at + 1) as f64 * row - row / 2.0 + BODY * 0.36)
    }
}

/// The labels of a horizontal axis of years: those that are written.
pub fn year_labels(years: (i16, i16), told: &[i16], pixels_a_year: f64) -> Vec<i16> {
    let wide = measure("2000", Weight::Regular, BODY).width + 24.0;
    // Years that have values, where all of them have room.
    let apart = told.windows(2).all(|pair| match pair {
        [a, b] => f64::from(b - a) * pixels_a_year >= wide,
        _ => true,
    });
    if apart && told.len() <= 12 {
        return told.to_vec();
    }
    let step = [1_i16, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 5000]
        .into_iter()
        .find(|step| f64::from(*step) * pixels_a_year >= wide)
        .unwrap_or(10_000);
    let fits = |year: &i16| match step {
        1 => true,
        2 => (years.1 - year) % 2 == 0,
        step => year % step == 0,
    };
    (years.0..=years.1).filter(fits).collect()
}

/// The frame of the plot, given the widest label of its value axis and what stands to its right.
pub fn plot_frame(layout: &Layout, width: f64, axis: f64, ends: f64) -> Frame {
    let right = if ends > 0.0 { width - MARGIN - ends - 28.0 } else { width - MARGIN };
    let left = MARGIN + axis + 18.0;
    let [top, bottom] = layout.plot;
    Frame { left, top, right: right.max(left + 1.0), bottom }
}

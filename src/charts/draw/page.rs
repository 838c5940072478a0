//! The words of a chart, and where everything stands.

use super::ends::{self, BESIDE};
use super::events::{MOST_ROWS, MarkLabels};
use super::table;
use crate::charts::canvas::{Spot, layout_size};
use crate::charts::layout::{Content, Ends, HEADROOM, Layout, Lead, MARGIN, Needs};
use crate::charts::notes::{Note, Sign};
use crate::charts::said::Wording;
use crate::charts::scene::{Kind, Look, Scene};
use crate::charts::spec::{ChartSpec, Subject, ThemeName};

/// The most rows that a key above the plot has unless there is no room beside it.
const MOST_KEY_ROWS: usize = 2;

/// From this width to height on there is room for a key beside the plot.
const WIDE: f64 = 1.2;

/// The words of a chart and their places.
pub(super) struct Page {
    /// Its title.
    pub title: String,
    /// The chart in words.
    pub description: String,
    /// Where everything stands.
    pub layout: Layout,
    /// The names beside the ends of lines, where they stand there.
    pub ends: Option<Ends>,
    /// How many rows the labels of events and periods have above the plot.
    pub mark_rows: usize,
}

/// What the labels of a value axis take up, mostly: it is not known before there is a layout.
const AXIS: f64 = 170.0;

/// The labels of events and periods: none in panels, which have no room for them, and in tables.
fn mark_labels(scene: &Scene<'_>, sides: [f64; 2], width: f64) -> MarkLabels {
    let (first, last) = scene.years;
    let years = [f64::from(first) - 0.5, f64::from(last) + 0.5];
    let plot = scene.panels.is_empty() && scene.kind != Kind::Table;
    let most = if plot { MOST_ROWS } else { 0 };
    MarkLabels::new(&scene.marked, years, sides, width, most).tight()
}

impl Page {
    /// Words `scene` and lays it out.
    ///
    /// `foot` is the size of the letters of its notes and its source line.
    pub(super) fn new(
        spec: &ChartSpec,
        scene: &Scene<'_>,
        subject: &Subject<'_>,
        foot: f64,
    ) -> Self {
        let bare = Self::with(spec, scene, subject, &MarkLabels::default(), foot);
        if scene.marked.is_unmarked() {
            return bare;
        }
        // Where the labels of events stand follows from the room that names leave beside the plot.
        let width = layout_size(spec.size, scene.density)[0];
        let beside = bare.ends.as_ref().map_or(0.0, |ends| ends.width + BESIDE);
        let labels = mark_labels(scene, [MARGIN + AXIS, width - MARGIN - beside], width);
        Self::with(spec, scene, subject, &labels, foot)
    }

    fn with(
        spec: &ChartSpec,
        scene: &Scene<'_>,
        subject: &Subject<'_>,
        labels: &MarkLabels,
        foot: f64,
    ) -> Self {
        let is_own = spec.theme == ThemeName::Own;
        let Wording { title, subtitle, source, mut notes, own_notes, description, .. } =
            Wording::new(spec, scene, subject);
        if scene.kind == Kind::Table {
            // What signs stand for is written in a table's cells.
            notes.retain(|note| note.sign.is_none());
        }
        let missing = labels.missing(&scene.marked);
        if !missing.is_empty() {
            // Where its line is drawn without a label, the note says what that is.
            let drawn = scene.kind != Kind::Table && !scene.marked.events.is_empty();
            let text = format!("Marked: {}", missing.join("; "));
            if !spec.removed_notes.contains(&text) {
                let after = notes.iter().take_while(|note| note.sign.is_some()).count();
                notes.insert(after, Note { sign: drawn.then_some(Sign::Event), text });
            }
        }
        let size = layout_size(spec.size, scene.density);
        let mark_rows = labels.rows();
        let others = others(scene);
        let mut content = Content {
            title: &title,
            subtitle: &subtitle,
            source: &source,
            notes: &notes,
            own_notes,
            key: &others,
            needs: match scene.kind {
                Kind::Table => Needs::table(table::height(scene, size[0]) / size[1]),
                _ if scene.panels.is_empty() => {
                    Needs { above: Needs::PLOT.above + labels.height(), ..Needs::PLOT }
                }
                _ => Needs::PANELS,
            },
            logo: spec.own_theme.as_ref().and_then(|own| own.logo.as_ref()).filter(|_| is_own),
            foot,
        };
        let bare = Layout::new(&content, size);
        let mut key = key(scene);
        let ends = ends::line_ends(scene, &bare, size);
        if key.is_empty() || ends.is_some() {
            return Self { title, description, layout: bare, ends, mark_rows };
        }
        key.extend(others.iter().cloned());
        content.key = &key;
        let above = Layout::new(&content, size);
        content.key = &[];
        let bare = Layout::new(&content, size);
        let whole = above.key.iter().filter(|entry| entry.lead != Lead::None);
        let whole = whole.map(|entry| &entry.line.text).eq(key.iter().map(|(_, name)| name));
        // A long key leaves little of the plot's height; beside it there is more room.
        let long = above.key_rows > MOST_KEY_ROWS || !whole;
        let wide = size[0] > size[1] * WIDE;
        let beside = (scene.panels.is_empty() && long && wide)
            .then(|| key_beside(&key, &content, bare, size))
            .flatten();
        let (layout, ends) = match beside {
            Some((layout, ends)) => (layout, Some(ends)),
            None => (above, None),
        };
        Self { title, description, layout, ends, mark_rows }
    }
}

/// The most of a picture's height that a key beside the plot may take from the notes.
const MOST_BESIDE: f64 = 0.4;

/// A key beside the plot, where it has room: in what the notes leave, or else in some of theirs, for
/// rows above the plot would take as much.
fn key_beside(
    key: &[(Lead, String)],
    content: &Content<'_>,
    bare: Layout,
    [width, height]: Spot,
) -> Option<(Layout, Ends)> {
    let room = |layout: &Layout| layout.plot[1] - layout.plot[0] + HEADROOM;
    if let Some(ends) = Ends::key(key, [width, room(&bare)]) {
        return Some((bare, ends));
    }
    let ends = Ends::key(key, [width, height * MOST_BESIDE])?;
    let tall = ends.heights().iter().sum::<f64>();
    let least = content.needs.least.max((tall - HEADROOM) / height);
    let needs = Needs { least, ..content.needs };
    let layout = Layout::new(&Content { needs, ..content.clone() }, [width, height]);
    (room(&layout) + 0.01 >= tall).then_some((layout, ends))
}

/// The names of a key: of the looks in panels, else of the series.
fn key(scene: &Scene<'_>) -> Vec<(Lead, String)> {
    if scene.kind == Kind::Table {
        return Vec::new();
    }
    if !scene.panels.is_empty() {
        let looks = scene.looks.iter().enumerate();
        return looks.map(|(at, name)| (Lead::Look(Look::Own(at)), name.clone())).collect();
    }
    let alone = scene.shown.len() < 2 && scene.marked.overlays.is_empty();
    let own = scene.shown.iter().filter(|one| one.look != Look::Among);
    let names: Vec<_> = own.map(|one| (Lead::Look(one.look), one.name.clone())).collect();
    if alone { Vec::new() } else { names }
}

/// What the key says of the series that are grey, and of values from elsewhere.
fn others(scene: &Scene<'_>) -> Vec<(Lead, String)> {
    if scene.kind == Kind::Table {
        return Vec::new();
    }
    let grey = match scene.among() {
        0 => None,
        1 => Some((Lead::Look(Look::Among), "1 other".to_owned())),
        more => Some((Lead::Look(Look::Among), format!("{more} others"))),
    };
    let overlays = scene.marked.overlays.iter().enumerate();
    let overlays = overlays.map(|(at, one)| (Lead::Overlay(at), one.name.clone()));
    grey.into_iter().chain(overlays).collect()
}

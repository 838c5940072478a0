//! The words of a chart, and where everything stands.

use super::{ends, table};
use crate::charts::canvas::layout_size;
use crate::charts::layout::{Content, Ends, HEADROOM, Layout, Lead, Needs};
use crate::charts::scene::{Kind, Look, Scene};
use crate::charts::spec::{ChartSpec, Subject};
use crate::charts::{describe, notes, words};
use crate::series::Series;

/// The most rows that a key above the plot has unless there is no room beside it.
const MOST_ROWS: usize = 3;

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
}

impl Page {
    /// Words `scene` and lays it out.
    pub(super) fn new(spec: &ChartSpec, scene: &Scene<'_>, subject: &Subject<'_>) -> Self {
        let shown: Vec<&Series> = scene.shown.iter().map(|one| one.series).collect();
        let title = words::title(spec, &shown, subject);
        let subtitle = words::subtitle(spec, &shown);
        let source = words::source_line(spec, &shown, subject);
        let mut notes = notes::notes(scene, &spec.notes);
        let description = describe::describe(scene, &[&subtitle, &source], &notes);
        if scene.kind == Kind::Table {
            // What signs stand for is written in a table's cells.
            notes.retain(|note| note.sign.is_none());
        }
        let size = layout_size(spec.size);
        let others = others(scene);
        let mut content = Content {
            title: &title,
            subtitle: &subtitle,
            source: &source,
            notes: &notes,
            own_notes: spec.notes.len(),
            key: &others,
            needs: match scene.kind {
                Kind::Table => Needs::table(table::height(scene, size[0]) / size[1]),
                _ if scene.panels.is_empty() => Needs::PLOT,
                _ => Needs::PANELS,
            },
        };
        let bare = Layout::new(&content, size);
        let mut key = key(scene);
        let ends = ends::line_ends(scene, &bare, size);
        if key.is_empty() || ends.is_some() {
            return Self { title, description, layout: bare, ends };
        }
        key.extend(others.iter().cloned());
        content.key = &key;
        let above = Layout::new(&content, size);
        content.key = &[];
        let bare = Layout::new(&content, size);
        let whole = above.key.iter().filter(|entry| entry.lead != Lead::None);
        let whole = whole.map(|entry| &entry.line.text).eq(key.iter().map(|(_, name)| name));
        let names: Vec<&str> = key.iter().map(|(_, name)| name.as_str()).collect();
        // A long key leaves little of the plot's height; beside it there is more room.
        let ends = (scene.panels.is_empty() && (above.key_rows > MOST_ROWS || !whole))
            .then(|| Ends::key(&names, [size[0], bare.plot[1] - bare.plot[0] + HEADROOM]))
            .flatten()
            .filter(|_| size[0] > size[1] * WIDE);
        let layout = if ends.is_some() { bare } else { above };
        Self { title, description, layout, ends }
    }
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
    let own = scene.shown.iter().filter(|one| one.look != Look::Among);
    let names: Vec<_> = own.map(|one| (Lead::Look(one.look), one.name.clone())).collect();
    if scene.shown.len() > 1 { names } else { Vec::new() }
}

/// What the key says of the series that are grey.
fn others(scene: &Scene<'_>) -> Vec<(Lead, String)> {
    match scene.among() {
        _ if scene.kind == Kind::Table => Vec::new(),
        0 => Vec::new(),
        1 => vec![(Lead::Look(Look::Among), "1 other".to_owned())],
        more => vec![(Lead::Look(Look::Among), format!("{more} others"))],
    }
}

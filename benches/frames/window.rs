//! The window without a screen, driven frame by frame as the system would: a frame is drawn when
//! something is done in it, or when it asks for one.

use cpu_time::ThreadTime;
use eframe::App as _;
use eframe::egui::accesskit::{Node, Role};
use eframe::egui::{
    Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, ViewportId, pos2, vec2,
};
use rapporteur::app::{App, Options};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The time from one frame to the next.
const PACE: Duration = Duration::from_millis(16);

/// A frame that was drawn.
pub struct Frame {
    /// The part of the walk.
    pub part: &'static str,
    /// What was done.
    pub step: String,
    /// The time of the window's thread.
    pub time: Duration,
    /// What of it went by before anything was laid out: results taken.
    pub logic: Duration,
}

/// The window.
pub struct Window {
    context: Context,
    app: App,
    frame: eframe::Frame,
    size: Vec2,
    start: Instant,
    pointer: Pos2,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    part: &'static str,
    step: String,
    /// When the next frame is asked for.
    due: Arc<Mutex<Option<Instant>>>,
}

/// A frame that is asked for later than this is none that anybody waits for: a cursor blinks.
const SOON: Duration = Duration::from_millis(100);

impl Window {
    /// Opens the window.
    pub fn open(options: &Options) -> Self {
        let context = Context::default();
        // What it shows is found by its names for screen readers.
        context.enable_accesskit();
        let due = Arc::new(Mutex::new(None));
        let asked = Arc::clone(&due);
        context.set_request_repaint_callback(move |wish| ask(&asked, wish.delay));
        let app = App::new(&eframe::CreationContext::_new_kittest(context.clone()), options);
        Self {
            context,
            app,
            frame: eframe::Frame::_new_kittest(),
            size: vec2(1280.0, 800.0),
            start: Instant::now(),
            pointer: Pos2::ZERO,
            nodes: Vec::new(),
            frames: Vec::new(),
            part: "opening",
            step: String::new(),
            due,
        }
    }

    /// The program.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// All frames so far.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// From now on frames belong to this part of the walk.
    pub fn part(&mut self, part: &'static str) {
        self.part = part;
    }

    /// From now on frames belong to this step.
    pub fn step(&mut self, step: impl Into<String>) {
        self.step = step.into();
    }

    /// Makes the window larger or smaller.
    pub fn resize(&mut self, size: Vec2) {
        self.size = size;
        self.draw(Vec::new());
    }

    /// Draws a frame in which this happens, and waits until it is time for the next.
    pub fn draw(&mut self, events: Vec<Event>) {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.start.elapsed().as_secs_f64()),
            focused: true,
            events,
            ..RawInput::default()
        };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(1.0);
        *self.due.lock().unwrap() = None;
        let began = Instant::now();
        let clock = ThreadTime::now();
        let mut logic = Duration::ZERO;
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.context.run_ui(input, |ui| {
            let before = ThreadTime::now();
            app.logic(ui.ctx(), frame);
            logic += before.elapsed();
            app.ui(ui, frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let meshes = self.context.tessellate(shapes, output.pixels_per_point);
        let time = clock.elapsed();
        drop(meshes);
        for viewport in output.viewport_output.values() {
            ask(&self.due, viewport.repaint_delay);
        }
        if let Some(update) = output.platform_output.accesskit_update.take() {
            self.nodes = update.nodes.into_iter().map(|(_, node)| node).collect();
        }
        self.frames.push(Frame { part: self.part, step: self.step.clone(), time, logic });
        std::thread::sleep(PACE.saturating_sub(began.elapsed()));
    }

    /// Draws the frames that are asked for, until nothing goes on or for so long.
    pub fn rest(&mut self, most: Duration) {
        let start = Instant::now();
        while start.elapsed() < most {
            let due = *self.due.lock().unwrap();
            let now = Instant::now();
            if due.is_some_and(|due| due <= now) {
                self.draw(Vec::new());
            } else if self.app.is_busy() || due.is_some_and(|due| due < now + SOON) {
                std::thread::sleep(Duration::from_millis(1));
            } else {
                break;
            }
        }
    }

    /// Presses a key.
    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.draw(vec![Event::ModifiersChanged(modifiers), event(true)]);
        self.draw(vec![event(false), Event::ModifiersChanged(Modifiers::NONE)]);
    }

    /// Types a letter.
    pub fn letter(&mut self, letter: char) {
        self.draw(vec![Event::Text(letter.to_string())]);
    }

    /// Moves the pointer.
    pub fn point(&mut self, at: Pos2) {
        self.pointer = at;
        self.draw(vec![Event::PointerMoved(at)]);
    }

    /// Presses the button or lets it go.
    pub fn button(&mut self, pressed: bool) {
        let (pos, button, modifiers) = (self.pointer, PointerButton::Primary, Modifiers::NONE);
        self.draw(vec![Event::PointerButton { pos, button, pressed, modifiers }]);
    }

    /// Clicks at a place.
    pub fn click_at(&mut self, at: Pos2) {
        self.point(at);
        self.button(true);
        self.button(false);
    }

    /// Turns the wheel so that what is pointed at goes up so far.
    pub fn wheel(&mut self, by: f32) {
        self.draw(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -by),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: eframe::egui::MouseWheelSource::Unknown,
        }]);
    }

    /// Where things that are shown stand, by role and name.
    pub fn shown(&self, fits: impl Fn(Role, &str) -> bool) -> Vec<Rect> {
        let name = |node: &Node| node.label().or(node.value()).unwrap_or_default().to_owned();
        let fitting = self.nodes.iter().filter(|node| fits(node.role(), &name(node)));
        let place = |node: &Node| {
            let at = node.bounds()?;
            #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
            let at = [at.x0, at.y0, at.x1, at.y1].map(|at| at as f32);
            Some(Rect::from_min_max(pos2(at[0], at[1]), pos2(at[2], at[3])))
        };
        let screen = Rect::from_min_size(Pos2::ZERO, self.size);
        fitting.filter_map(place).filter(|rect| screen.contains(rect.center())).collect()
    }
}

/// Notes that a frame is asked for in so long, unless one is before.
fn ask(due: &Mutex<Option<Instant>>, delay: Duration) {
    let Some(at) = Instant::now().checked_add(delay) else { return };
    let mut due = due.lock().unwrap();
    *due = Some(due.map_or(at, |due| due.min(at)));
}

//! Measuring and wrapping text in the shipped font, or in that of the user's theme, so that a layout
//! is the same on every machine.

use super::drawing::Weight;
use super::typeface;
use std::sync::LazyLock;
use ttf_parser::{Face, GlyphId};

/// Inter Regular, as the program ships it.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter Semi Bold, as the program ships it.
pub const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

static REGULAR_FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(REGULAR, 0).ok());
static SEMI_BOLD_FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::parse(SEMI_BOLD, 0).ok());

/// What a line of text takes up, in the unit of its size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Advance from start to end. Kerning is left out: it only ever makes a line narrower by a
    /// hair.
    pub width: f64,
    /// From the baseline up to the highest point of its letters.
    pub ascent: f64,
    /// From the baseline down to the lowest point of its letters.
    pub descent: f64,
}

/// The advance of a letter that the font lacks, in em: wide enough for any fallback font.
const UNKNOWN_ADVANCE: f64 = 1.0;

/// Measures one line.
pub fn measure(text: &str, weight: Weight, size: f64) -> Extent {
    if let Some(own) = typeface::measured(text, weight, size) {
        return own;
    }
    let face = match weight {
        Weight::Regular => REGULAR_FACE.as_ref(),
        Weight::SemiBold => SEMI_BOLD_FACE.as_ref(),
    };
    let mut extent = Extent::default();
    let Some(face) = face else {
        let letters = text.chars().count() as f64;
        return Extent { width: letters * size, ascent: size, descent: size * 0.25 };
    };
    let em = size / f64::from(face.units_per_em());
    // A few signs overshoot the line that the font is made for, as everywhere in print.
    let highest = f64::from(face.ascender()) * em;
    let lowest = f64::from(-face.descender()) * em;
    for letter in text.chars() {
        let glyph = face.glyph_index(letter).filter(|glyph| *glyph != GlyphId(0));
        let Some(glyph) = glyph else {
            extent.width += UNKNOWN_ADVANCE * size;
            extent.ascent = highest;
            extent.descent = lowest;
            continue;
        };
        extent.width += f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * em;
        if let Some(outline) = face.glyph_bounding_box(glyph) {
            extent.ascent = extent.ascent.max(f64::from(outline.y_max) * em).min(highest);
            extent.descent = extent.descent.max(f64::from(-outline.y_min) * em).min(lowest);
        }
    }
    extent
}

/// The width of one line.
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    measure(text, weight, size).width
}

/// How text is to be set in a box.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Weight of the letters.
    pub weight: Weight,
    /// Size in the unit of `width`.
    pub size: f64,
    /// The most that a line may take.
    pub width: f64,
    /// The most lines there may be; what does not fit ends in an ellipsis.
    pub lines: usize,
}

/// Breaks `text` into lines at spaces, or inside a word that is longer than a line.
pub fn wrap(text: &str, setting: Setting) -> Vec<String> {
    let fits = |line: &str| width(line, setting.weight, setting.size) <= setting.width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if lines.len() >= setting.lines {
            break;
        }
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = broken(word, &mut lines, setting);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > setting.lines {
        let rest = lines.split_off(setting.lines.saturating_sub(1)).join(" ");
        if setting.lines > 0 {
            lines.push(shorten(&rest, setting));
        }
    } else if lines.len() == setting.lines && setting.lines > 0 {
        // The loop may have stopped before the last words.
        let set: usize = lines.iter().map(|line| letters(line)).sum();
        if set < letters(text)
            && let Some(last) = lines.pop()
        {
            lines.push(shorten(&format!("{last} …"), setting));
        }
    }
    lines
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Breaks a word that no line can hold; the last piece is handed back as the line to go on with.
fn broken(word: &str, lines: &mut Vec<String>, setting: Setting) -> String {
    let mut piece = String::new();
    for letter in word.chars() {
        piece.push(letter);
        if piece.chars().count() > 1 && width(&piece, setting.weight, setting.size) > setting.width
        {
            piece.pop();
            lines.push(std::mem::replace(&mut piece, letter.to_string()));
            if lines.len() > setting.lines {
                break;
            }
        }
    }
    piece
}

/// The beginning of `text` that fits one line, with an ellipsis where something was cut.
pub fn shorten(text: &str, setting: Setting) -> String {
    let fits = |line: &str| width(line, setting.weight, setting.size) <= setting.width;
    let ends = text.ends_with('…');
    if fits(text) && !ends {
        return text.to_owned();
    }
    let room = setting.width - width("…", setting.weight, setting.size);
    let mut used = 0.0;
    let mut kept: String = text
        .trim_end_matches(['…', ' '])
        .chars()
        .take_while(|letter| {
            used += width(letter.encode_utf8(&mut [0; 4]), setting.weight, setting.size);
            used <= room
        })
        .collect();
    // Rather between two words than inside one, where that does not cost much.
    let word = kept.rfind(' ').filter(|space| space * 3 > kept.len() * 2);
    if let Some(space) = word {
        kept.truncate(space);
    }
    // Letter by letter a text may be of another typeface than as a whole.
    loop {
        let shortened = format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']));
        if fits(&shortened) || kept.pop().is_none() {
            return shortened;
        }
    }
}

/// Breaks a name into lines as [`wrap`] does, but where it has too many, shortens what stands before
/// its first comma and what stands after it, so that names that differ in either still do.
pub fn wrap_name(text: &str, setting: Setting) -> Vec<String> {
    let whole = wrap(text, setting);
    let comma = text.find(',').filter(|_| whole.last().is_some_and(|line| line.ends_with('…')));
    let Some((first, rest)) = comma.and_then(|comma| text.split_at_checked(comma + 1)) else {
        return whole;
    };
    if setting.lines < 2 {
        return vec![shorten_first(text, setting)];
    }
    let rest = wrap(rest, Setting { lines: setting.lines.div_ceil(2), ..setting });
    let mut lines = wrap(first, Setting { lines: setting.lines - rest.len(), ..setting });
    lines.extend(rest);
    lines
}

/// Names that differ after their first comma ("Ministry of Health, registered") with the ellipsis
/// before it, so that they still differ; the beginning alone where that does not fit.
pub fn shorten_first(text: &str, setting: Setting) -> String {
    let fits = width(text, setting.weight, setting.size) <= setting.width;
    let Some(comma) = text.find(',').filter(|_| !fits) else { return shorten(text, setting) };
    let (first, rest) = text.split_at_checked(comma).unwrap_or((text, ""));
    let wide = |part: &str| width(part, setting.weight, setting.size);
    // What comes after gives way too where else hardly anything of the first were left.
    let rest_most = (setting.width * 0.55).max(setting.width - wide(first));
    let rest = shorten(rest, Setting { width: rest_most, ..setting });
    let first = shorten(first, Setting { width: setting.width - wide(&rest), ..setting });
    let shortened = format!("{first}{rest}");
    // In parts a text may be of another typeface than as a whole.
    if wide(&shortened) <= setting.width { shortened } else { shorten(text, setting) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_at_their_ends_still_do_when_shortened() {
        let setting = setting(560.0, 1);
        let name = |end: &str| format!("Office for the Rights of All People of Karvenia, {end}");
        let (one, other) = (
            shorten_first(&name("registered"), setting),
            shorten_first(&name("estimated"), setting),
        );
        assert!(one.ends_with("…, registered") && other.ends_with("…, estimated"), "{one} {other}");
        assert!(width(&one, setting.weight, setting.size) <= setting.width);
        assert_eq!(shorten_first("Short, one", setting), "Short, one");
    }

    fn setting(width: f64, lines: usize) -> Setting {
        Setting { weight: Weight::Regular, size: 40.0, width, lines }
    }

    #[test]
    fn text_is_measured_with_the_shipped_font() {
        let digits = measure("2023", Weight::Regular, 40.0);
        assert!((90.0..110.0).contains(&digits.width), "{digits:?}");
        assert!((27.0..32.0).contains(&digits.ascent), "{digits:?}");
        assert!(measure("gp", Weight::Regular, 40.0).descent > 5.0);
        assert!(
            width("Қазақстан", Weight::SemiBold, 40.0) > width("Қазақстан", Weight::Regular, 40.0)
        );
    }

    #[test]
    fn lines_break_at_spaces_and_end_in_an_ellipsis() {
        assert_eq!(wrap("one two", setting(1000.0, 2)), ["one two"]);
        assert_eq!(wrap("one two", setting(80.0, 2)), ["one", "two"]);
        let cut = wrap("one two three four", setting(110.0, 2));
        assert_eq!(cut.len(), 2);
        assert!(cut.last().unwrap().ends_with('…'), "{cut:?}");
        assert!(wrap("", setting(80.0, 2)).is_empty());
        let long = wrap(&"w".repeat(300), setting(200.0, 3));
        assert_eq!(long.len(), 3);
        assert!(long.iter().all(|line| width(line, Weight::Regular, 40.0) <= 200.0), "{long:?}");
        assert!(long.last().unwrap().ends_with('…'));
    }
}

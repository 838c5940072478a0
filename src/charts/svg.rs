//! A drawing as SVG 1.1: real text, a title and a description, the same bytes every time.

use super::drawing::{Anchor, Color, Drawing, Shape, Weight};
use super::typeface;
use std::fmt::Write;

/// The family that text asks for, and what stands in where it is not installed.
const FAMILIES: &str = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/// Writes the drawing.
pub fn svg(drawing: &Drawing) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut out = String::with_capacity(64 * drawing.primitives.len() + 2048);
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"{FAMILIES}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>",
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    for primitive in &drawing.primitives {
        shape(&mut out, drawing, &primitive.shape);
    }
    out.push_str("</svg>\n");
    out
}

fn shape(out: &mut String, drawing: &Drawing, shape: &Shape) {
    let _ = match shape {
        Shape::Polyline { points, color, width, dash } => {
            let dash = dash.map_or(String::new(), |[dash, gap]| {
                format!(" stroke-dasharray=\"{} {}\"", number(dash), number(gap))
            });
            writeln!(
                out,
                "<polyline points=\"{}\" fill=\"none\"{}{dash}/>",
                corners(points),
                stroke(*color, *width),
            )
        }
        Shape::Polygon { points, fill, stroke: edge } => {
            writeln!(
                out,
                "<polygon points=\"{}\"{}{}/>",
                corners(points),
                filled(*fill),
                edge.map_or(String::new(), |(color, width)| stroke(color, width)),
            )
        }
        Shape::Circle { center: [x, y], radius, fill, stroke: edge } => {
            writeln!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
                number(*x),
                number(*y),
                number(*radius),
                filled(*fill),
                edge.map_or(String::new(), |(color, width)| stroke(color, width)),
            )
        }
        Shape::Text { position: [x, y], anchor, text, size, weight, color, bounds: _ } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let family = drawing.typeface(text, *weight).map_or(String::new(), |face| {
                format!(
                    " font-family=\"'{}', {FAMILIES}\"",
                    escaped(&face.family().replace('\'', ""))
                )
            });
            let weight = match weight {
                Weight::Regular => "",
                Weight::SemiBold => " font-weight=\"600\"",
            };
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{family}{weight}{anchor}{}>{}</text>",
                number(*x),
                number(*y),
                number(*size),
                filled(Some(*color)),
                escaped(text),
            )
        }
        Shape::Image { bounds: [left, top, right, bottom], picture } => {
            writeln!(
                out,
                "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
                 href=\"data:image/png;base64,{}\"/>",
                number(*left),
                number(*top),
                number(right - left),
                number(bottom - top),
                typeface::written(picture.png()),
            )
        }
    };
}

fn stroke(color: Color, width: f32) -> String {
    format!(
        " stroke=\"{}\"{} stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"",
        hex(color),
        opacity("stroke-opacity", color),
        number(width),
    )
}

fn filled(color: Option<Color>) -> String {
    color.map_or_else(
        || " fill=\"none\"".to_owned(),
        |color| format!(" fill=\"{}\"{}", hex(color), opacity("fill-opacity", color)),
    )
}

fn opacity(name: &str, color: Color) -> String {
    match color.a {
        255 => String::new(),
        a => format!(" {name}=\"{}\"", number(f32::from(a) / 255.0)),
    }
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

fn corners(points: &[[f32; 2]]) -> String {
    let written: Vec<String> =
        points.iter().map(|[x, y]| format!("{},{}", number(*x), number(*y))).collect();
    written.join(" ")
}

/// A length to a hundredth of a pixel, without trailing zeros.
fn number(value: f32) -> String {
    let written = format!("{value:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text as XML takes it: markup escaped, and control characters, which XML has no way to write,
/// left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Primitive;

    const INK: Color = Color { r: 1, g: 2, b: 255, a: 255 };

    fn drawing(shape: Shape) -> Drawing {
        Drawing {
            width: 320,
            height: 180,
            primitives: vec![Primitive { shape, point: None }],
            description: "Two \"values\" & a gap\u{7}".to_owned(),
            title: "Hail < rain".to_owned(),
            years: Vec::new(),
            typefaces: None,
        }
    }

    #[test]
    fn text_stays_text_and_is_escaped() {
        let text = Shape::Text {
            position: [10.0, 20.5],
            anchor: Anchor::End,
            text: "a<b".to_owned(),
            size: 12.25,
            weight: Weight::SemiBold,
            color: INK,
            bounds: [0.0; 4],
        };
        let written = svg(&drawing(text));
        let want = "<text x=\"10\" y=\"20.5\" font-size=\"12.25\" font-weight=\"600\" \
                    text-anchor=\"end\" fill=\"#0102ff\">a&lt;b</text>";
        assert!(written.contains(want), "{written}");
        assert!(written.contains("<title id=\"title\">Hail &lt; rain</title>"), "{written}");
        assert!(written.contains("Two &quot;values&quot; &amp; a gap</desc>"), "{written}");
    }

    #[test]
    fn numbers_have_two_decimals_at_most() {
        let numbers = [-0.001, 1.0, 2.5, 3.456].map(number);
        assert_eq!(numbers, ["0", "1", "2.5", "3.46"]);
    }
}

//! What is printed on a page, in the library's terms.

use jixiao_layout::{Ground, Printed, Rule, Text};
use jixiao_sheet::{Color, Length, Page};
use printpdf::{
    Line, LineCapStyle, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Rgb, WindingOrder,
};

use crate::fonts::Fonts;
use crate::texts::Writer;
use crate::units::points;
use crate::watermark::across;

const BLACK: Color = Color(0);

/// Words across a page let what stands over them be read, also in a copy.
const PALE: Color = Color(0x00DD_DDDD);

/// What stands on a page beside what the sheet says.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    pub footer: Option<&'a Text>,
    pub watermark: Option<&'a str>,
}

/// All operations of a page: first coloured grounds, words across the page and ruled lines, then the texts in reading order, at last
/// the page number.
pub fn draw(page: &Printed, around: &Around<'_>, paper: &Page, fonts: &mut Fonts) -> Vec<Op> {
    let mut writer = Writer::new(grounds(&page.grounds, paper.height), fonts, paper.height);
    if let Some(words) = around.watermark {
        writer.push(fill_color(PALE));
        across(&mut writer, words, paper);
        writer.push(fill_color(BLACK));
    }
    // Square caps close the corners.
    writer.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
    // Lines of one thickness stand together; those that stand last are drawn last.
    for rules in page.rules.chunk_by(|a, b| a.thickness == b.thickness) {
        let thickness = rules.first().map(|rule| Op::SetOutlineThickness { pt: points(rule.thickness) });
        let lines = rules.iter().map(|rule| ruled(*rule, paper.height));
        thickness.into_iter().chain(lines).for_each(|op| writer.push(op));
    }
    let mut color = BLACK;
    for text in page.lines().chain(around.footer) {
        let wanted = text.color.unwrap_or(BLACK);
        if wanted != color {
            color = wanted;
            writer.push(fill_color(color));
        }
        writer.line(text);
    }
    writer.finish()
}

/// Grounds, and black again for what follows them.
fn grounds(grounds: &[Ground], paper_height: Length) -> Vec<Op> {
    let mut ops = Vec::new();
    for ground in grounds {
        let corner =
            |x, y| LinePoint { p: Point { x: points(x), y: points(paper_height - y) }, bezier: false };
        let Ground { x, y, to_x, to_y, color } = *ground;
        let ring = [corner(x, y), corner(to_x, y), corner(to_x, to_y), corner(x, to_y)];
        ops.push(fill_color(color));
        ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings: vec![PolygonRing { points: ring.to_vec() }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            },
        });
    }
    if !grounds.is_empty() {
        ops.push(fill_color(BLACK));
    }
    ops
}

#[expect(clippy::float_arithmetic, reason = "the library counts in floating points")]
fn fill_color(color: Color) -> Op {
    let [_, red, green, blue] = color.0.to_be_bytes().map(|part| f32::from(part) / 255.0);
    Op::SetFillColor { col: printpdf::Color::Rgb(Rgb { r: red, g: green, b: blue, icc_profile: None }) }
}

fn ruled(rule: Rule, paper_height: Length) -> Op {
    let end = |x, y| LinePoint { p: Point { x: points(x), y: points(paper_height - y) }, bezier: false };
    let points = vec![end(rule.x, rule.y), end(rule.to_x, rule.to_y)];
    Op::DrawLine { line: Line { points, is_closed: false } }
}

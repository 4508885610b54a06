//! What is printed on a page, in the library's terms.

use jixiao_layout::{Ground, Printed, Rule, Text};
use jixiao_sheet::{Color, Length};
use printpdf::{
    Line, LineCapStyle, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Rgb, WindingOrder,
};

use crate::fonts::Fonts;
use crate::texts::Writer;
use crate::units::points;

const BLACK: Color = Color(0);

/// All operations of a page: first coloured grounds and ruled lines, then the texts in reading order, at last the page number.
pub fn draw(page: &Printed, footer: &Text, paper_height: Length, fonts: &mut Fonts) -> Vec<Op> {
    let mut ops = grounds(&page.grounds, paper_height);
    // Square caps close the corners.
    ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
    // Lines of one thickness stand together; those that stand last are drawn last.
    for rules in page.rules.chunk_by(|a, b| a.thickness == b.thickness) {
        ops.extend(rules.first().map(|rule| Op::SetOutlineThickness { pt: points(rule.thickness) }));
        ops.extend(rules.iter().map(|rule| ruled(*rule, paper_height)));
    }
    let mut writer = Writer::new(ops, fonts, paper_height);
    let mut color = BLACK;
    for text in page.lines().chain([footer]) {
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

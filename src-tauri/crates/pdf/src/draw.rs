//! What is printed on a page, in the library's terms.

use jixiao_fonts::face_for;
use jixiao_layout::{Ground, Printed, Rule, Text};
use jixiao_sheet::{Color, Face, Length};
use printpdf::{
    Line, LineCapStyle, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rgb,
    TextItem, TextMatrix, WindingOrder,
};

use crate::embed::font_id;

/// How thick ruled lines are where nothing else is said.
const RULE: Length = Length(500);
const BLACK: Color = Color(0);

/// All operations of a page: first coloured grounds and ruled lines, then the texts in reading order, at last the page number.
pub fn draw(page: &Printed, footer: &Text, paper_height: Length) -> Vec<Op> {
    let mut ops = grounds(&page.grounds, paper_height);
    // Square caps close the corners.
    ops.push(Op::SetOutlineThickness { pt: points(RULE) });
    ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
    let mut thickness = RULE;
    for rule in &page.rules {
        if rule.thickness != thickness {
            thickness = rule.thickness;
            ops.push(Op::SetOutlineThickness { pt: points(thickness) });
        }
        ops.push(ruled(*rule, paper_height));
    }
    ops.push(Op::StartTextSection);
    let mut color = page.grounds.last().map(|_| BLACK);
    let mut font = None;
    for text in page.texts.iter().chain([footer]) {
        let at = (points(text.x), points(paper_height - text.baseline));
        let wanted = text.color.or(color.map(|_| BLACK));
        if wanted != color {
            color = wanted;
            ops.push(fill_color(wanted.unwrap_or(BLACK)));
        }
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.0, at.1) });
        for (face, run) in runs(text) {
            if font != Some((face, text.size)) {
                font = Some((face, text.size));
                let handle = PdfFontHandle::External(font_id(face));
                ops.push(Op::SetFont { font: handle, size: points(text.size) });
            }
            ops.push(Op::ShowText { items: vec![TextItem::Text(run)] });
        }
    }
    ops.push(Op::EndTextSection);
    ops
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

/// Stretches of a text that one font can draw.
fn runs(text: &Text) -> Vec<(Face, String)> {
    let mut runs: Vec<(Face, String)> = Vec::new();
    for c in text.text.chars() {
        // The coverage check has refused what no face can draw.
        let face = face_for(text.face, c).unwrap_or(text.face);
        match runs.last_mut() {
            Some(run) if run.0 == face => run.1.push(c),
            _ => runs.push((face, c.to_string())),
        }
    }
    runs
}

/// The library's unit.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the library counts in floating points"
)]
pub fn points(length: Length) -> Pt {
    Pt((length.0 as f64 / 1000.0) as f32)
}

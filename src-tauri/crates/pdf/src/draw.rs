//! What is printed on a page, in the library's terms.

use jixiao_fonts::face_for;
use jixiao_layout::{Printed, Rule, Text};
use jixiao_sheet::{Face, Length};
use printpdf::{Line, LineCapStyle, LinePoint, Op, PdfFontHandle, Point, Pt, TextItem, TextMatrix};

use crate::embed::font_id;

/// How thick ruled lines are.
const RULE: Length = Length(500);

/// All operations of a page: first the ruled lines, then the texts in reading order, at last the page number.
pub fn draw(page: &Printed, footer: &Text, paper_height: Length) -> Vec<Op> {
    // Square caps close the corners.
    let mut ops = vec![
        Op::SetOutlineThickness { pt: points(RULE) },
        Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare },
    ];
    ops.extend(page.rules.iter().map(|rule| ruled(*rule, paper_height)));
    ops.push(Op::StartTextSection);
    let mut font = None;
    for text in page.texts.iter().chain([footer]) {
        let at = (points(text.x), points(paper_height - text.baseline));
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

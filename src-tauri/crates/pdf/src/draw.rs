//! What is printed on a page, in the library's terms.

use jixiao_fonts::{Glyph, Run, shape};
use jixiao_layout::{Ground, Printed, Rule, Text};
use jixiao_sheet::{Color, Length};
use krilla::geom::{PathBuilder, Point};
use krilla::paint::{Fill, LineCap, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::{GlyphId, KrillaGlyph};

use crate::error::PdfError;
use crate::faces::Faces;
use crate::tags::Cells;

/// Coloured grounds, then ruled lines.
pub fn draw_table(page: &Printed, surface: &mut Surface<'_>) {
    if page.grounds.is_empty() && page.rules.is_empty() {
        return;
    }
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_stroke(None);
    page.grounds.iter().for_each(|ground| draw_ground(*ground, surface));
    surface.set_fill(None);
    // Lines of one thickness are drawn together; those that stand last are drawn last.
    page.rules.chunk_by(|a, b| a.thickness == b.thickness).for_each(|rules| draw_rules(rules, surface));
    surface.set_stroke(None);
    surface.end_tagged();
}

/// The lines of a page. Those of a cell are marked together and handed to `cells`; what the page shows again and the page number are
/// apart.
pub fn draw_texts(
    texts: &[&Text],
    cells: &mut Cells,
    faces: &mut Faces,
    surface: &mut Surface<'_>,
) -> Result<(), PdfError> {
    let place = |text: &Text| text.place.filter(|_| !text.is_repeated);
    for lines in texts.chunk_by(|a, b| place(a) == place(b)) {
        match lines.first().and_then(|text| place(text)) {
            Some(place) => cells.add(place, surface.start_tagged(ContentTag::Other)),
            None => {
                surface
                    .start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
            }
        }
        let drawn = lines.iter().try_for_each(|text| draw_glyphs(text, faces, surface));
        surface.end_tagged();
        drawn?;
    }
    Ok(())
}

fn draw_glyphs(text: &Text, faces: &mut Faces, surface: &mut Surface<'_>) -> Result<(), PdfError> {
    surface.set_fill(text.color.map(fill));
    let mut x = text.x;
    for run in shape(&text.text, text.face, text.is_right_to_left) {
        let start = Point::from_xy(points(x), points(text.baseline));
        let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(|glyph| placed(glyph, &run)).collect();
        let font = faces.get(run.font)?;
        surface.draw_glyphs(start, &glyphs, font, &text.text, points(text.size), false);
        x += run.width(text.size);
    }
    Ok(())
}

fn draw_ground(ground: Ground, surface: &mut Surface<'_>) {
    let Ground { x, y, to_x, to_y, color } = ground;
    let mut path = PathBuilder::new();
    path.move_to(points(x), points(y));
    for (x, y) in [(to_x, y), (to_x, to_y), (x, to_y)] {
        path.line_to(points(x), points(y));
    }
    path.close();
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(color)));
        surface.draw_path(&path);
    }
}

fn draw_rules(rules: &[Rule], surface: &mut Surface<'_>) {
    let Some(first) = rules.first() else { return };
    let mut path = PathBuilder::new();
    for rule in rules {
        path.move_to(points(rule.x), points(rule.y));
        path.line_to(points(rule.to_x), points(rule.to_y));
    }
    if let Some(path) = path.finish() {
        // Square caps close the corners.
        let (width, line_cap) = (points(first.thickness), LineCap::Square);
        surface.set_stroke(Some(Stroke { width, line_cap, ..Stroke::default() }));
        surface.draw_path(&path);
    }
}

fn fill(color: Color) -> Fill {
    let [_, red, green, blue] = color.0.to_be_bytes();
    Fill { paint: krilla::color::rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn placed(glyph: &Glyph, run: &Run) -> KrillaGlyph {
    let per_em = run.font.font().units_per_em();
    KrillaGlyph::new(
        GlyphId::new(u32::from(glyph.id)),
        share(glyph.advance, per_em),
        share(glyph.right, per_em),
        share(glyph.up, per_em),
        0.0,
        glyph.text.clone(),
        None,
    )
}

/// The library's unit.
pub fn points(length: Length) -> f32 {
    share(length.0, 1000)
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the library counts in floating points"
)]
fn share(part: i64, whole: i64) -> f32 {
    (part as f64 / whole as f64) as f32
}

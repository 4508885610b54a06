//! Lines of text as the library's operations: glyphs by their numbers, each where it was measured to stand.

use std::collections::BTreeMap;

use jixiao_fonts::{FontId, Glyph, Run, is_right_to_left, shape};
use jixiao_layout::Text;
use jixiao_sheet::Length;
use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, TextItem, TextMatrix};

use crate::fonts::{Fonts, resource};
use crate::units::{points, share, thousandths};

/// So many thousandths of an em are not seen, and not written.
const UNSEEN: i64 = 2;

/// The texts of a page.
pub struct Writer<'a> {
    ops: Vec<Op>,
    fonts: &'a mut Fonts,
    paper_height: Length,
    font: Option<(FontId, Length)>,
    /// How far glyphs stand above the line, until something else is said.
    rise: Length,
    /// How far glyphs stand apart, in thousandths of a point, until something else is said.
    apart: i64,
    /// What is shown next.
    items: Vec<TextItem>,
}

impl<'a> Writer<'a> {
    /// Goes on behind `ops`.
    pub const fn new(ops: Vec<Op>, fonts: &'a mut Fonts, paper_height: Length) -> Self {
        Self { ops, fonts, paper_height, font: None, rise: Length::ZERO, apart: 0, items: Vec::new() }
    }

    /// Something between two lines.
    pub fn push(&mut self, op: Op) {
        self.ops.push(op);
    }

    /// One line, marked off from others for those who read the file.
    pub fn line(&mut self, text: &Text) {
        let (x, y) = (points(text.x), points(self.paper_height - text.baseline));
        self.show_line(text, TextMatrix::Translate(x, y));
    }

    /// The same upwards by 45°.
    pub fn turned(&mut self, text: &Text) {
        let (x, y) = (points(text.x), points(self.paper_height - text.baseline));
        self.show_line(text, TextMatrix::TranslateRotate(x, y, 45.0));
    }

    fn show_line(&mut self, text: &Text, matrix: TextMatrix) {
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetTextMatrix { matrix });
        let apart = apart(text);
        let gap = apart * text.size.0 / 1000;
        if gap != self.apart {
            self.apart = gap;
            self.ops.push(Op::SetCharacterSpacing { multiplier: points(Length(gap)).0 });
        }
        let runs = shape(&text.text, text.face, text.is_right_to_left);
        for (index, run) in runs.iter().enumerate() {
            if self.font != Some((run.font, text.size)) {
                self.font = Some((run.font, text.size));
                let font = PdfFontHandle::External(printpdf::FontId(resource(run.font)));
                self.ops.push(Op::SetFont { font, size: points(text.size) });
            }
            self.run(run, text, apart, index + 1 == runs.len());
        }
        self.ops.push(Op::EndTextSection);
    }

    /// All operations.
    pub fn finish(self) -> Vec<Op> {
        self.ops
    }

    /// Glyphs of one font. A viewer moves on by the width that the font says; where a glyph was measured to stand elsewhere, the
    /// difference is written before it.
    fn run(&mut self, run: &Run, text: &Text, apart: i64, is_last: bool) {
        let per_em = run.font.font().units_per_em();
        let mut pen = Pen { shown: 0, measured: 0, moved: Length::ZERO, apart, per_em };
        for cluster in run.glyphs.chunk_by(|a, b| a.text == b.text) {
            let start = cluster.iter().map(|glyph| glyph.text.start).next().unwrap_or_default();
            if let Ok(found) = text.moves.binary_search_by_key(&start, |(at, _)| *at) {
                pen.moved += text.moves[found].1;
            }
            let typed = cluster.first().and_then(|glyph| text.text.get(glyph.text.clone()));
            let typed = typed.unwrap_or_default();
            let is_plain = self.is_plain(run.font, cluster, typed);
            if !is_plain {
                self.show();
                self.ops.push(mark(typed));
            }
            for glyph in cluster {
                self.glyph(glyph, run.font, text.size, &mut pen);
            }
            if !is_plain {
                self.show();
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.items.extend(pen.move_to(pen.measured, text.size).filter(|_| !is_last));
        self.show();
    }

    /// Whether the glyphs tell by themselves what was typed: one glyph, which stands for nothing else in this file. Readers tear
    /// several of them apart that stand above each other.
    fn is_plain(&mut self, font: FontId, cluster: &[Glyph], typed: &str) -> bool {
        let used = self.fonts.of(font);
        if let [glyph] = cluster {
            return used.stands_for(glyph.id, typed);
        }
        let mut characters: Vec<char> = typed.chars().collect();
        if is_right_to_left(typed) {
            characters.reverse();
        }
        for (index, glyph) in cluster.iter().enumerate() {
            if let Some(&c) = characters.get(index).or(characters.last()) {
                used.is_part_of(glyph.id, c);
            }
        }
        false
    }

    fn glyph(&mut self, glyph: &Glyph, font: FontId, size: Length, pen: &mut Pen) {
        // The glyph of what a font lacks says nothing.
        if glyph.id != 0 {
            let rise = Length(size.0 * glyph.up / pen.per_em);
            if rise != self.rise {
                self.show();
                self.rise = rise;
                self.ops.push(Op::SetLineOffset { multiplier: points(rise).0 });
            }
            self.items.extend(pen.move_to(pen.measured + glyph.right, size));
            let code = Codepoint::new(self.fonts.of(font).code(glyph.id), 0.0);
            match self.items.last_mut() {
                Some(TextItem::GlyphIds(codes)) => codes.push(code),
                _ => self.items.push(TextItem::GlyphIds(vec![code])),
            }
            pen.shown += thousandths(font.font().glyph_advance(glyph.id), pen.per_em) + pen.apart;
        }
        pen.measured += glyph.advance;
    }

    fn show(&mut self) {
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// Where the next glyph of a run stands, from where the run begins.
struct Pen {
    /// For a viewer, in thousandths of an em.
    shown: i64,
    /// As measured, in the font's own units.
    measured: i64,
    /// How far it was moved beside that.
    moved: Length,
    /// What a viewer adds behind each glyph, in thousandths of an em.
    apart: i64,
    per_em: i64,
}

impl Pen {
    /// Moves the viewer's pen, where it is not there by itself.
    fn move_to(&mut self, place: i64, size: Length) -> Option<TextItem> {
        let wanted = thousandths(place, self.per_em) + thousandths(self.moved.0, size.0.max(1));
        let back = self.shown - wanted;
        if back.abs() <= UNSEEN {
            return None;
        }
        self.shown = wanted;
        Some(TextItem::Offset(share(back, 1)))
    }
}

/// How far most characters of a line stand apart, in thousandths of an em.
fn apart(text: &Text) -> i64 {
    let thousandths = |by: Length| by.0 * 1000 / text.size.0.max(1);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, by) in text.moves.iter().filter(|(_, by)| *by > Length::ZERO) {
        *counts.entry(thousandths(*by)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| count * 2 > text.text.chars().count()).map_or(0, |(by, _)| by)
}

/// What was typed where the glyphs do not tell it (ISO 32000-1, 14.9.4).
fn mark(typed: &str) -> Op {
    let data = [0xFEFF].into_iter().chain(typed.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let typed = DictItem::String { data, literal: false };
    let properties = DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), typed)]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

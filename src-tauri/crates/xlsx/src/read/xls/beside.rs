//! What a sheet holds beside its values: hidden rows and columns, page headers, comments and text boxes, formulas without
//! a result.

use std::collections::HashMap;

use jixiao_sheet::{Address, page_texts};

use super::compound::u16_at;
use super::record::{Record, kind};
use super::strings::Strings;
use crate::limits;
use crate::read::builder::SheetBuilder;

/// What was found in the records of one sheet. A record that is too short says nothing.
#[derive(Default)]
pub(super) struct Beside {
    hidden_rows: Vec<u32>,
    /// First and last.
    hidden_columns: Vec<(u32, u32)>,
    page_texts: Vec<String>,
    /// Texts of shapes by the number of the shape.
    shapes: HashMap<u16, String>,
    /// Places of comments and the numbers of their shapes.
    comments: Vec<(Address, u16)>,
    /// The shape whose text comes next.
    shape: Option<u16>,
    /// Formulas with an empty text for a result.
    pub blank_formulas: Vec<Address>,
    /// Formulas with any other result.
    pub results: usize,
}

impl Beside {
    /// Takes a record, if it is one of these.
    pub(super) fn take(&mut self, record: &Record<'_>, strings: Strings) {
        // As many of each as are reported, and one more.
        let is_full = self.comments.len().max(self.shapes.len()) > limits::PROBLEMS;
        match record.kind {
            kind::ROW => self.row(record.data),
            kind::COLUMNS => self.columns(record.data),
            kind::HEADER | kind::FOOTER => self.page_text(record.data, strings),
            kind::OBJECT => self.shape = u16_at(record.data, 6),
            kind::SHAPE_TEXT if !is_full => self.shape_text(record),
            kind::NOTE if !is_full => self.note(record.data),
            _ => {}
        }
    }

    /// [MS-XLS] 2.4.221: a row of height zero is hidden.
    fn row(&mut self, data: &[u8]) {
        if let (Some(row), Some(flags)) = (u16_at(data, 0), u16_at(data, 12))
            && flags & 0x20 != 0
        {
            self.hidden_rows.push(u32::from(row));
        }
    }

    /// [MS-XLS] 2.4.53.
    fn columns(&mut self, data: &[u8]) {
        if let (Some(first), Some(last), Some(flags)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 8))
            && flags & 1 != 0
        {
            self.hidden_columns.push((u32::from(first), u32::from(last)));
        }
    }

    fn page_text(&mut self, data: &[u8], strings: Strings) {
        if let Some(codes) = strings.page_codes(data) {
            self.page_texts.extend(page_texts(&codes));
        }
    }

    /// [MS-XLS] 2.4.329: the text stands in the records behind.
    fn shape_text(&mut self, record: &Record<'_>) {
        let (Some(shape), Some(length)) = (self.shape.take(), u16_at(record.data, 10)) else { return };
        let Some(piece) = record.more.first() else { return };
        let width = if piece.first().is_some_and(|flags| flags & 1 != 0) { 2 } else { 1 };
        let length = usize::from(length).min(piece.len().saturating_sub(1) / width);
        if let Ok(text) = Strings::Unicode.text(piece, length) {
            self.shapes.insert(shape, text);
        }
    }

    /// [MS-XLS] 2.4.179.
    fn note(&mut self, data: &[u8]) {
        if let (Some(row), Some(column), Some(shape)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 6)) {
            self.comments.push((Address::new(u32::from(row), u32::from(column)), shape));
        }
    }

    /// Reports all of it. `is_computed`: some formula of the workbook has a result, so that blank ones are meant.
    pub(super) fn report(mut self, is_computed: bool, builder: &mut SheetBuilder<'_>) {
        for row in self.hidden_rows {
            builder.hide_row(row);
        }
        for (first, last) in self.hidden_columns {
            builder.hide_columns(first, last);
        }
        for text in &self.page_texts {
            builder.page_text(text);
        }
        for (at, shape) in self.comments {
            let text = self.shapes.remove(&shape).unwrap_or_default();
            builder.comment(at, &text);
        }
        let mut boxes: Vec<(u16, String)> = self.shapes.into_iter().collect();
        boxes.sort();
        for (_, text) in boxes {
            builder.text_box(None, &text);
        }
        for at in self.blank_formulas.into_iter().filter(|_| !is_computed) {
            builder.uncomputed(at);
        }
    }
}

use jixiao_edition::Labels;
use jixiao_sheet::Sheet;

use crate::grid::{Grid, Texts};
use crate::header::is_indicator_header;
use crate::label::{inline_text, is_title, text_field, year};

/// Rows of one form: first, and one past the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub first: u32,
    pub end: u32,
}

/// Our own exports name the area of each form: `jixiao.xinjiang_2023_project.1`.
pub const MARK: &str = "jixiao.";

/// Cuts a sheet into forms. Rows before the first form belong to none.
///
/// A form begins at a title; or at a 项目名称 row, when the rows since the last beginning already hold an indicator table.
pub fn segments(sheet: &Sheet, grid: &Grid, texts: &Texts, labels: &Labels) -> Vec<Segment> {
    let mut starts = Vec::new();
    let mut named = true;
    let mut complete = true;
    for row in grid.rows() {
        if is_marked_start(sheet, row) || is_title_row(grid, texts, labels, row) {
            starts.push(start_above(grid, texts, row));
            (named, complete) = (false, false);
        } else if is_name_row(grid, texts, labels, row) {
            if named && complete {
                starts.push(start_above(grid, texts, row));
                complete = false;
            }
            named = true;
        } else if is_indicator_header(grid, texts, labels, row) {
            complete = true;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([grid.end()]);
    starts.iter().zip(ends).map(|(&first, end)| Segment { first, end }).collect()
}

fn is_marked_start(sheet: &Sheet, row: u32) -> bool {
    sheet.marks.iter().any(|mark| mark.name.starts_with(MARK) && mark.area.first.row == row)
}

/// How many rows below its title a form's name stands at the most.
const NAME_WITHIN: usize = 6;

/// A title stands first in its row, alone but for remarks beside it, and soon the form's name follows.
fn is_title_row(grid: &Grid, texts: &Texts, labels: &Labels, row: u32) -> bool {
    let Some((first, rest)) = grid.row(row).split_first() else { return false };
    let spans = first.columns().last - first.columns().first >= 3;
    let is_alone = spans || rest.iter().all(|entry| texts.key(*entry) == texts.key(*first));
    is_title(texts.key(*first))
        && is_alone
        && grid
            .rows_between(row + 1, grid.end())
            .take(NAME_WITHIN)
            .any(|below| is_name_row(grid, texts, labels, below) || inline_name(grid, texts, labels, below))
}

/// `单位名称：甲局` in one cell.
fn inline_name(grid: &Grid, texts: &Texts, labels: &Labels, row: u32) -> bool {
    let names = |shown: &str| {
        inline_text(labels, shown).is_some_and(|(name, _)| *name == jixiao_model::FieldName::NAME)
    };
    grid.row(row).iter().any(|entry| names(texts.shown(*entry)))
}

fn is_name_row(grid: &Grid, texts: &Texts, labels: &Labels, row: u32) -> bool {
    let names =
        |key: &str| text_field(labels, key).is_some_and(|name| *name == jixiao_model::FieldName::NAME);
    grid.row(row).iter().any(|entry| names(texts.key(*entry)))
}

/// An annex number (附件2) or a year right above a form's first row belongs to the form below it.
fn start_above(grid: &Grid, texts: &Texts, first: u32) -> u32 {
    let belongs = |key: &str| is_annex(key) || year(key).is_some();
    let above = grid.rows_between(first.saturating_sub(3), first).next_back();
    above.filter(|row| matches!(grid.row(*row), [only] if belongs(texts.key(*only)))).unwrap_or(first)
}

/// 附件2, 附表1-1 …
pub fn is_annex(key: &str) -> bool {
    ["附件", "附表", "附"].iter().any(|word| key.starts_with(word)) && key.chars().count() <= 12
}

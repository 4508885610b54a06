use jixiao_edition::{Labels, Side};
use jixiao_model::FieldName;
use jixiao_sheet::Sheet;

use crate::figure::is_figure;
use crate::grid::{Entry, Grid};
use crate::header;
use crate::label::{guess, inline_label, is_continued, is_title, year};

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
/// A form begins at a title; or at a 项目名称 row, when the rows since the last beginning already hold an indicator table. A list of
/// projects, whose heading 项目名称 stands beside headings of figures, ends the form above it.
pub fn segments(sheet: &Sheet, grid: &Grid) -> Vec<Segment> {
    let mut starts = Vec::new();
    let mut complete = true;
    // The indicators' names stand from this column on: a label there is an indicator.
    let mut names = u32::MAX;
    let last_table = grid.rows().rev().find(|row| grid.heads_indicators(*row)).unwrap_or_default();
    for row in grid.rows() {
        if !starts.is_empty() && grid.row(row).iter().any(|entry| is_continued(entry.key())) {
            complete = false; // what follows repeats the head of the same form
        } else if is_marked_start(sheet, row) || is_title_row(grid, row, names) {
            starts.push(start_above(grid, row));
            complete = false;
        } else if is_name_row(grid, row, names) && complete {
            complete = is_list_row(grid, row);
            if complete {
                // What stands above a first list belongs to it.
                starts.push(if starts.is_empty() { grid.rows().next().unwrap_or(row) } else { row });
            } else if row < last_table {
                starts.push(start_above(grid, row));
            } else {
                complete = true; // a name in the foot
            }
        } else if grid.heads_indicators(row) {
            complete = true;
            names = header::find(grid, row, grid.end()).names();
        } else if is_total_row(grid, row, names) {
            names = u32::MAX;
        }
    }
    // A sheet with an indicator table holds a form, whatever its labels say.
    if starts.is_empty() && grid.rows().any(|row| grid.heads_indicators(row)) {
        starts.extend(grid.rows().next());
    }
    let ends = starts.iter().skip(1).copied().chain([grid.end()]);
    starts.iter().zip(ends).map(|(&first, end)| Segment { first, end }).collect()
}

fn is_marked_start(sheet: &Sheet, row: u32) -> bool {
    sheet.marks.iter().any(|mark| mark.name.starts_with(MARK) && mark.area.first.row == row)
}

/// How many rows below its title a form's name stands at the most.
const NAME_WITHIN: usize = 6;

/// How many columns right of its first a title has for itself.
const TITLE_COLUMNS: u32 = 3;

/// A title stands first in its row, alone but for remarks beside it, and soon the form's name follows.
fn is_title_row(grid: &Grid, row: u32, names: u32) -> bool {
    let Some((first, rest)) = grid.row(row).split_first() else { return false };
    let is_apart =
        |entry: &Entry| entry.key() == first.key() || entry.column() > first.column() + TITLE_COLUMNS;
    let is_wide = first.columns().last > first.column() + TITLE_COLUMNS;
    is_title(first.key())
        && (first.column() < names || is_wide)
        && rest.iter().all(is_apart)
        && grid
            .rows_between(row + 1, grid.end())
            .take(NAME_WITHIN)
            .any(|below| names_form(grid, below) && !is_list_row(grid, below))
}

/// A row of the form's name below its title, whose label may also be known by its parts: 项目支出名称.
fn names_form(grid: &Grid, row: u32) -> bool {
    let is_guessed = |entry: &Entry| is_name(guess(grid.labels, entry.key()).text.as_ref());
    is_name_row(grid, row, u32::MAX) || grid.row(row).first().is_some_and(is_guessed)
}

/// The total ends the indicators; its label stands left of their names.
fn is_total_row(grid: &Grid, row: u32, names: u32) -> bool {
    let first = grid.row(row).first();
    first.is_some_and(|entry| entry.meaning().side == Some(Side::Total) && entry.column() < names)
}

/// `项目名称` in a cell left of the indicators' names, or `单位名称：甲局` in one cell.
fn is_name_row(grid: &Grid, row: u32, names: u32) -> bool {
    grid.row(row)
        .iter()
        .take_while(|entry| entry.column() < names)
        .any(|entry| is_name(entry.meaning().text.as_ref()) || is_inline_name(grid.labels, entry.shown()))
}

fn is_inline_name(labels: &Labels, shown: &str) -> bool {
    inline_label(labels, shown).is_some_and(|meaning| is_name(meaning.text.as_ref()))
}

fn is_name(name: Option<&FieldName>) -> bool {
    name == Some(&FieldName::NAME)
}

/// True when headings of figures stand in the row.
fn is_list_row(grid: &Grid, row: u32) -> bool {
    let cells = grid.row(row);
    let has_heading = cells.iter().any(|entry| entry.meaning().fund.is_some()) || grid.has_levels(row);
    has_heading && !cells.iter().any(|entry| is_figure(entry.key()))
}

/// How many rows above a form's first row its annex number or year stand at the most.
const ABOVE: u32 = 3;

/// An annex number (附件2), a year, the first line of a title of two or the agency (预算单位：某局) above a form's first row belongs to the
/// form below it, remarks beside them left aside.
fn start_above(grid: &Grid, first: u32) -> u32 {
    let title = grid.row(first).first();
    let left = title.map_or(0, |entry| entry.column());
    let mut start = first;
    let is_beside = |entry: &Entry| entry.column() > left + TITLE_COLUMNS;
    let is_line = |entry: &Entry| {
        let is_above = |title: &Entry| is_title(title.key()) && title.columns() == entry.columns();
        title.is_some_and(is_above) && is_title_line(*entry)
    };
    // Behind a blank row, and right above the form.
    let is_agency = |row: u32, start: u32, entry: &Entry| {
        let text = inline_label(grid.labels, entry.shown()).and_then(|meaning| meaning.text.as_ref());
        let agencies = [FieldName::IMPLEMENTING_UNIT, FieldName::COMPETENT_DEPARTMENT];
        let is_untitled = !title.is_some_and(|title| is_title(title.key()));
        let is_apart = is_untitled
            && row + 1 == start
            && row.checked_sub(1).is_some_and(|above| grid.row(above).is_empty());
        is_apart && text.is_some_and(|name| agencies.contains(name))
    };
    let belongs = |entry: &Entry| is_annex(entry.key()) || year(entry.key()).is_some() || is_line(entry);
    let first_above = |start: u32| {
        let above = grid.rows_between(start.saturating_sub(ABOVE), start).rev();
        let mut above = above.filter_map(|row| Some((row, grid.row(row).first()?)));
        let above = above.find(|(_, entry)| !is_beside(entry));
        above.filter(|(row, entry)| belongs(entry) || is_agency(*row, start, entry))
    };
    while let Some((above, _)) = first_above(start) {
        start = above;
    }
    start
}

/// True for a line that may be the first of a title of two, `甲县2023年度` over 项目支出绩效自评表: it reaches over several columns and is no
/// sentence.
pub fn is_title_line(entry: Entry) -> bool {
    entry.columns().last > entry.column() + TITLE_COLUMNS
        && entry.key().chars().count() <= MAX_LINE
        && !is_title(entry.key())
        && !entry.key().contains(['。', ',', ';', ':'])
}

/// Characters of the longest first line of a title.
const MAX_LINE: usize = 40;

/// 附件2, 附表1-1, 公开14表 …
pub fn is_annex(key: &str) -> bool {
    let is_table =
        key.ends_with('表') && key.contains(|c: char| c.is_ascii_digit()) && key.chars().count() <= 8;
    ["附件", "附表", "附"].iter().any(|word| key.starts_with(word)) && key.chars().count() <= 12 || is_table
}

//! Lines of text around the tables of a document: which belong to a table, and how they are divided.

use jixiao_sheet::Page;
use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Budget, Fault, check_sheet_count};

use crate::grid::{self, Band};
use crate::table::{Table, Text};

/// Lines before a table that belong to it: its title, year, unit and the like. A report has pages of text before it.
const LINES: usize = 12;
/// Characters of a line that belongs to a table.
const LONGEST: usize = 300;

/// What stands in a document, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A paragraph.
    Line(Text),
    /// A table.
    Table(Table),
    /// A new page or section.
    Break,
    /// The paper of all that stands before it, up to the section before.
    Section(Page),
}

/// Makes a sheet of each table and the lines around it. Tables with nothing but blank lines between them are one: a form
/// that its author divided.
pub(crate) fn workbook(
    pieces: Vec<Piece>,
    name: &str,
    page_texts: &[String],
    budget: &Budget,
) -> Result<Workbook, Fault> {
    let mut groups = groups(pieces);
    check_sheet_count(groups.sheets.len())?;
    if let Some(last) = groups.sheets.last_mut() {
        let (mut behind, rest) = own(std::mem::take(&mut groups.behind), true);
        groups.left_out += rest;
        last.append(&mut behind);
    }
    let mut workbook = Workbook::default();
    let is_only = groups.sheets.len() == 1;
    for (index, bands) in groups.sheets.iter().enumerate() {
        let name = if is_only { name.to_owned() } else { format!("{name}{}", index + 1) };
        let page = groups.pages.get(index).cloned().flatten();
        let sheet = grid::Lines { name: &name, bands, page_texts, page };
        workbook.add(grid::sheet(&sheet, budget)?);
    }
    if groups.left_out > 0 && !workbook.sheets.is_empty() {
        workbook.report(
            "",
            &format!("表格以外还有 {} 段文字，没有读入。请核对其中有无需要填写的内容。", groups.left_out),
        );
    }
    Ok(workbook)
}

#[derive(Default)]
struct Groups {
    sheets: Vec<Vec<Band>>,
    /// Their papers, where sections tell.
    pages: Vec<Option<Page>>,
    /// Lines since the last table.
    behind: Vec<Text>,
    /// Lines that belong to no table.
    left_out: usize,
}

fn groups(pieces: Vec<Piece>) -> Groups {
    let mut groups = Groups::default();
    for piece in pieces {
        match piece {
            Piece::Line(text) if text.plain.trim().is_empty() && text.notes.is_empty() => {}
            Piece::Line(text) => groups.behind.push(text),
            Piece::Break => groups.turn_page(),
            Piece::Section(page) => groups.end_section(&page),
            Piece::Table(mut table) if !table.is_blank() => {
                table.complete_widths();
                groups.table(table);
            }
            Piece::Table(_) => {}
        }
    }
    groups
}

impl Groups {
    /// Lines at the foot of a page belong to the table above them.
    fn turn_page(&mut self) {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| !self.behind.is_empty()) {
            let (mut behind, rest) = own(std::mem::take(&mut self.behind), true);
            self.left_out += rest;
            sheet.append(&mut behind);
        }
    }

    /// The sheets that have no paper yet have this one.
    fn end_section(&mut self, page: &Page) {
        let sheets = self.sheets.len();
        self.pages.resize(sheets, Some(page.clone()));
    }

    fn table(&mut self, table: Table) {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| self.behind.iter().any(is_continued)) {
            let (mut lines, rest) = own(std::mem::take(&mut self.behind), false);
            self.left_out += rest;
            sheet.append(&mut lines);
            sheet.push(Band::Table(table));
            return;
        }
        let joined = self.sheets.last_mut().filter(|sheet| match self.behind.as_slice() {
            [] => continues(sheet, &table),
            [line] => is_caption(line) && is_as_wide(sheet, &table),
            _ => false,
        });
        if let Some(sheet) = joined {
            let (mut lines, rest) = own(std::mem::take(&mut self.behind), false);
            self.left_out += rest;
            sheet.append(&mut lines);
            sheet.push(Band::Table(table));
            return;
        }
        let (mut bands, rest) = own(std::mem::take(&mut self.behind), false);
        self.left_out += rest;
        bands.push(Band::Table(table));
        self.sheets.push(bands);
    }
}

/// True for a line which says that the table below goes on from the one above: `自评表（续表）`.
fn is_continued(line: &Text) -> bool {
    let line = line.plain.trim();
    line.contains("续表") || line.ends_with("（续）") || line.ends_with("(续)")
}

/// Characters of a heading between the tables of one form.
const CAPTION: usize = 24;

/// True for a heading between two tables of one form (预算执行情况（万元）): it names neither a form, an annex nor a year.
fn is_caption(line: &Text) -> bool {
    let line = line.plain.trim();
    line.chars().count() <= CAPTION && !["表", "附件", "年度"].iter().any(|word| line.contains(word))
}

/// True when a table goes on where the one before it ended: with as many columns, or as wide.
fn continues(sheet: &[Band], table: &Table) -> bool {
    let Some(Band::Table(before)) = sheet.last() else { return false };
    before.widths.len() == table.widths.len() || is_as_wide(sheet, table)
}

/// True when a table is as wide as the one before it, in a container that tells widths.
fn is_as_wide(sheet: &[Band], table: &Table) -> bool {
    let Some(Band::Table(before)) = sheet.last() else { return false };
    let (one, other) = (u64::from(before.total()), u64::from(table.total()));
    let has_widths = |table: &Table| table.widths.iter().any(|width| *width != Table::WIDTH);
    has_widths(before) && has_widths(table) && one.abs_diff(other) * 20 <= one.max(other)
}

/// The lines that belong to the table above or below them, nearest first, and how many others there are.
fn own(mut lines: Vec<Text>, is_table_above: bool) -> (Vec<Band>, usize) {
    if !is_table_above {
        lines.reverse();
    }
    let is_short = |line: &&Text| line.plain.chars().count() <= LONGEST;
    let count = lines.iter().take(LINES).take_while(is_short).count();
    let rest = lines.split_off(count).len();
    if !is_table_above {
        lines.reverse();
    }
    (lines.into_iter().map(|line| Band::Line(parts(&line.plain), line.notes, line.style)).collect(), rest)
}

/// Divides `填报单位：某局      金额单位：万元` where wide spaces part labels; any other line is whole.
fn parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut space = String::new();
    for c in line.trim().chars() {
        if c == ' ' || c == '\u{3000}' || c == '\t' || c == '\u{A0}' {
            space.push(c);
            continue;
        }
        if is_wide(&space) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push_str(&space);
        }
        space.clear();
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let is_label = |part: &String| part.contains(['：', ':']);
    if parts.iter().all(is_label) { parts } else { vec![line.trim().to_owned()] }
}

fn is_wide(space: &str) -> bool {
    let width = |c| match c {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    };
    space.chars().map(width).sum::<usize>() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_divided_at_labels_only() {
        let cases = [
            ("填报单位：某局      金额单位：万元", "填报单位：某局|金额单位：万元"),
            ("单位：某局\t年度：2023", "单位：某局|年度：2023"),
            ("绩　效　　自　评　表", "绩　效　　自　评　表"),
            ("单位：某局 一科", "单位：某局 一科"),
            (" （2023年度） ", "（2023年度）"),
        ];
        for (line, expected) in cases {
            assert_eq!(parts(line).join("|"), expected, "{line}");
        }
    }
}

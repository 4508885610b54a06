//! Collects the cells of one sheet within the limits of a workbook.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use jixiao_model::{Problem, squeeze};
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value, column_letters};

use super::cell_format::CellFormat;
use super::reference::spanning;
use super::texts::{is_printable, number_without_marks, unify_breaks};
use crate::error::Fault;
use crate::limits;

/// How much more may be read from a workbook. Sheets that are read at the same time share one.
#[derive(Debug)]
pub struct Budget {
    cells: AtomicUsize,
    text: AtomicUsize,
    merges: AtomicUsize,
    steps: AtomicUsize,
    blanks: AtomicUsize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            cells: limits::CELLS.into(),
            text: limits::TEXT_BYTES.into(),
            merges: limits::MERGES.into(),
            steps: limits::STEPS.into(),
            blanks: limits::BLANKS.into(),
        }
    }
}

impl Budget {
    /// Counts a piece of work that takes time but no memory: a blank cell, a record, a repeated row.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn step(&self) -> Result<(), Fault> {
        self.walk(1)
    }

    /// Counts several such pieces of work.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn walk(&self, steps: usize) -> Result<(), Fault> {
        spend(&self.steps, steps, || format!("空白单元格和记录超过 {} 万个", limits::STEPS / 10_000))
    }

    /// Counts a cell that is not blank and the bytes of its text.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn cell(&self, text: usize) -> Result<(), Fault> {
        spend(&self.cells, 1, || format!("超过 {} 个单元格", limits::CELLS))?;
        self.text(text)
    }

    /// Counts bytes of text.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn text(&self, text: usize) -> Result<(), Fault> {
        spend(&self.text, text, || format!("文字超过 {} MB", limits::TEXT_BYTES >> 20))
    }

    /// How many of `wanted` blank cells may be kept. Asked for one sheet after another, so that the answer is always the
    /// same.
    pub(crate) fn blanks(&self, wanted: usize) -> usize {
        let left = self.blanks.load(Ordering::Relaxed);
        self.blanks.store(left.saturating_sub(wanted), Ordering::Relaxed);
        wanted.min(left)
    }

    /// Counts a merged area.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn merge(&self) -> Result<(), Fault> {
        spend(&self.merges, 1, || format!("超过 {} 个合并区域", limits::MERGES))
    }
}

fn spend(left: &AtomicUsize, amount: usize, what: impl Fn() -> String) -> Result<(), Fault> {
    let spent = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(amount));
    spent.map_err(|_| Fault::TooMuch(what()))?;
    Ok(())
}

/// The cells of one sheet so far.
pub struct SheetBuilder<'b> {
    /// What may still be read.
    pub budget: &'b Budget,
    name: String,
    from_1904: bool,
    cells: Vec<(Address, Value)>,
    merges: Vec<Area>,
    problems: Vec<Problem>,
    untold: usize,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: BTreeSet<u32>,
    page_texts: Vec<String>,
}

impl<'b> SheetBuilder<'b> {
    /// An empty sheet. `from_1904` tells how the workbook counts days.
    pub fn new(name: &str, from_1904: bool, budget: &'b Budget) -> Self {
        Self {
            budget,
            name: name.to_owned(),
            from_1904,
            cells: Vec::new(),
            merges: Vec::new(),
            problems: Vec::new(),
            untold: 0,
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
            page_texts: Vec::new(),
        }
    }

    /// A text. An empty one is no cell.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn text(&mut self, at: Address, text: &str) -> Result<(), Fault> {
        if self.is_outside(at) {
            return Ok(());
        }
        // A picture in a cell, as WPS writes it.
        if text.starts_with("=DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(") {
            self.picture(at);
            return Ok(());
        }
        let unified = unify_breaks(text);
        let mut text: String = unified.chars().filter(|c| is_printable(*c)).collect();
        if let Some(number) = number_without_marks(&text) {
            text = number;
        }
        if text.is_empty() { Ok(()) } else { self.put(at, Value::Text(text)) }
    }

    /// A number and its format.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn number(&mut self, at: Address, number: f64, format: &CellFormat) -> Result<(), Fault> {
        if self.is_outside(at) {
            return Ok(());
        }
        let shown = format.show(number, self.from_1904);
        if let Some(problem) = shown.problem {
            self.problem(Some(at), || problem);
        }
        self.put(at, shown.value)
    }

    /// A truth value, shown as Excel does.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn truth(&mut self, at: Address, truth: bool) -> Result<(), Fault> {
        self.text(at, if truth { "TRUE" } else { "FALSE" })
    }

    /// An error such as `#DIV/0!`: its text is kept and reported.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn error(&mut self, at: Address, text: &str) -> Result<(), Fault> {
        let shown: String = text.chars().take(40).collect();
        self.problem(Some(at), || {
            format!("单元格的值是错误“{shown}”，已按文本读入。请在原表中改正公式后重新导入。")
        });
        self.text(at, text)
    }

    /// A formula that was saved without a result.
    pub fn uncomputed(&mut self, at: Address) {
        self.problem(Some(at), || {
            "公式没有保存计算结果，请在 Excel 或 WPS 中打开并另存后再导入。".to_owned()
        });
    }

    /// A text that the workbook's common table should hold and does not.
    pub fn lost_text(&mut self, at: Address) {
        self.problem(Some(at), || "单元格的文字在文件中找不到，没有读入。".to_owned());
    }

    /// Any value that is not blank.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn put(&mut self, at: Address, value: Value) -> Result<(), Fault> {
        if self.is_outside(at) {
            return Ok(());
        }
        let text = match &value {
            Value::Text(text) => text.len(),
            Value::Number(number) => number.format.suffix.len(),
        };
        self.budget.cell(text)?;
        self.cells.push((at, value));
        Ok(())
    }

    fn is_outside(&mut self, at: Address) -> bool {
        if !is_inside(at) {
            self.outside(at);
        }
        !is_inside(at)
    }

    /// Tells about a cell too far away to be read.
    pub fn outside(&mut self, at: Address) {
        let (rows, columns) = (limits::ROWS, limits::COLUMNS);
        self.problem(Some(at), || format!("单元格在前 {rows} 行、{columns} 列以外，没有读入。"));
    }

    /// Tells about a cell that comes again.
    pub fn twice(&mut self, at: Address) {
        self.problem(Some(at), || "同一单元格在文件中出现两次，只读入第一次的内容。".to_owned());
    }

    /// A merged area. What lies beyond the rows and columns of interest is cut off.
    ///
    /// # Errors
    /// There is more than is read of a workbook.
    pub fn merge(&mut self, area: Area) -> Result<(), Fault> {
        if area.first == area.last {
            return Ok(());
        }
        self.budget.merge()?;
        if !is_inside(area.first) {
            self.problem(Some(area.first), || "合并区域在读入范围以外，没有读入。".to_owned());
            return Ok(());
        }
        let last =
            Address::new(area.last.row.min(limits::ROWS - 1), area.last.column.min(limits::COLUMNS - 1));
        if last != area.last {
            self.problem(Some(area.first), || format!("合并区域 {area} 过大，只读入前一部分。"));
        }
        self.merges.push(Area { first: area.first, last });
        Ok(())
    }

    /// Something that a person should know. Only the first of many are told one by one.
    pub fn problem(&mut self, at: Option<Address>, text: impl FnOnce() -> String) {
        if self.problems.len() >= limits::PROBLEMS {
            self.untold += 1;
            return;
        }
        let cell = at.map(|at| at.to_string()).unwrap_or_default();
        self.problems.push(Problem { cell, text: text() });
    }

    /// A row that readers of the file do not see.
    pub fn hide_row(&mut self, row: u32) {
        if row < limits::ROWS {
            self.hidden_rows.insert(row);
        }
    }

    /// Columns, first and last, that readers of the file do not see.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.extend(first..=last.min(limits::COLUMNS - 1));
    }

    /// A text of a page header or footer; blank ones and repetitions are no texts.
    pub fn page_text(&mut self, text: &str) {
        let text: String =
            text.trim().chars().filter(|c| is_printable(*c)).take(limits::CELL_UNITS).collect();
        if text.is_empty() || self.page_texts.contains(&text) || self.page_texts.len() >= limits::PROBLEMS {
            return;
        }
        self.page_texts.push(text);
    }

    /// Tells which texts of page headers and footers stand in no cell. A long one may be cut off there.
    fn report_page_texts(&mut self) {
        let in_cell = |text: &str| {
            let (text, cut) = (squeeze(text), text.ends_with('…'));
            let begins = text.trim_end_matches('…');
            let mut cells = self.cells.iter().map(|(_, value)| squeeze(&value.shown()));
            cells.any(|cell| cell == text || cut && cell.starts_with(begins))
        };
        let missing: Vec<String> = self.page_texts.iter().filter(|text| !in_cell(text)).cloned().collect();
        for text in missing {
            let shown: String = text.chars().take(60).collect();
            self.problem(None, || {
                format!(
                    "页眉页脚中的文字“{shown}”不在单元格里，除金额单位外没有读入。请核对其中有无需要填写的内容。"
                )
            });
        }
    }

    /// Text that was crossed out in a cell.
    pub fn struck(&mut self, at: Address, text: &str) {
        let shown: String = text.trim().chars().take(60).collect();
        self.problem(Some(at), || {
            format!("带删除线的文字“{shown}”没有读入。如果仍然有效，请取消删除线后重新导入。")
        });
    }

    /// A comment beside a cell.
    pub fn comment(&mut self, at: Address, text: &str) {
        let shown: String = text.trim().chars().take(200).collect();
        if !shown.is_empty() {
            self.problem(Some(at), || {
                format!("批注“{shown}”不在单元格里，没有读入。请核对其中有无需要填写的内容。")
            });
        }
    }

    /// A text that floats above the cells.
    pub fn text_box(&mut self, at: Option<Address>, text: &str) {
        let shown: String = text.trim().chars().take(200).collect();
        if !shown.is_empty() {
            self.problem(at, || {
                format!("文本框中的文字“{shown}”不在单元格里，没有读入。请把需要的内容填入单元格。")
            });
        }
    }

    /// A picture in the place of a cell's value.
    pub fn picture(&mut self, at: Address) {
        self.problem(Some(at), || "单元格里是图片，没有读入。请把图片中的内容录入单元格。".to_owned());
    }

    /// A picture above the cells.
    pub fn floating_picture(&mut self, at: Option<Address>) {
        self.problem(at, || "这里有一张图片，没有读入。如果其中有需要的内容，请录入单元格。".to_owned());
    }

    /// A formula whose result was never computed: a program other than Excel wrote a zero in its place.
    pub fn dummy_result(&mut self, at: Address) {
        self.problem(Some(at), || {
            "公式尚未计算（文件里只有占位的 0），没有读入。请在 Excel 或 WPS 中打开并另存后再导入。"
                .to_owned()
        });
    }

    /// Tells which hidden rows and columns hold something.
    fn report_hidden(&mut self) {
        let rows: BTreeSet<u32> = self.cells.iter().map(|(at, _)| at.row).collect();
        let columns: BTreeSet<u32> = self.cells.iter().map(|(at, _)| at.column).collect();
        let row = |row: u32| (row + 1).to_string();
        let rows = runs(self.hidden_rows.intersection(&rows).copied(), row);
        let columns = runs(self.hidden_columns.intersection(&columns).copied(), column_letters);
        if !rows.is_empty() {
            self.problem(None, || format!("第 {rows} 行是隐藏的，内容已读入。请核对是否需要。"));
        }
        if !columns.is_empty() {
            self.problem(None, || format!("第 {columns} 列是隐藏的，内容没有读入。需要的话，请在 Excel 或 WPS 中取消隐藏、另存后再导入。"));
        }
    }

    /// The sheet and its problems.
    pub fn finish(mut self) -> (Sheet, Vec<Problem>) {
        self.report_hidden();
        self.report_page_texts();
        let (areas, cover) = self.separate_merges();
        let mut values = std::mem::take(&mut self.cells);
        values.sort_by_key(|(at, _)| *at);
        let mut cells: Vec<Cell> = areas.iter().map(|area| cell(*area, Value::Text(String::new()))).collect();
        let mut singles = Vec::new();
        let mut before = None;
        for (at, value) in values {
            if before.replace(at) == Some(at) {
                self.twice(at);
            } else if let Ok(index) = areas.binary_search_by_key(&at, |area| area.first) {
                cells[index].value = value;
            } else if cover.holds(at) {
                self.problem(Some(at), || "单元格被合并区域遮住，其中的内容没有读入。".to_owned());
            } else {
                singles.push(cell(Area { first: at, last: at }, value));
            }
        }
        cells.append(&mut singles);
        cells.sort_by_key(|cell| cell.area.first);
        if self.untold > 0 {
            let text = format!("另有 {} 处问题没有逐一列出。", self.untold);
            self.problems.push(Problem { cell: String::new(), text });
        }
        let sheet = Sheet {
            name: self.name,
            cells,
            hidden_rows: self.hidden_rows,
            hidden_columns: self.hidden_columns,
            page_texts: self.page_texts,
            ..Sheet::default()
        };
        (sheet, self.problems)
    }

    /// The merged areas sorted by first cell, without those that overlap an earlier one, and what they cover.
    fn separate_merges(&mut self) -> (Vec<Area>, Cover) {
        let mut areas = std::mem::take(&mut self.merges);
        areas.sort();
        let mut cover = Cover::default();
        let mut kept = Vec::new();
        for area in areas {
            if cover.touches(area) {
                self.problem(Some(area.first), || format!("合并区域 {area} 与另一个合并区域重叠，已忽略。"));
            } else {
                cover.add(area);
                kept.push(area);
            }
        }
        (kept, cover)
    }
}

/// Numbers in ascending order as `3、5–8`; the first of many.
fn runs(numbers: impl Iterator<Item = u32>, shown: impl Fn(u32) -> String) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let more = if runs.len() > 20 { "等" } else { "" };
    let shown = runs.iter().take(20).map(|(first, last)| {
        if first == last { shown(*first) } else { format!("{}–{}", shown(*first), shown(*last)) }
    });
    shown.collect::<Vec<_>>().join("、") + more
}

fn cell(area: Area, value: Value) -> Cell {
    Cell { area, value, style: Style::default(), field: None }
}

/// True for the rows and columns that are read.
pub fn is_inside(at: Address) -> bool {
    at.row < limits::ROWS && at.column < limits::COLUMNS
}

/// Which cells are covered by merged areas, a bit for each, in rows of 256.
#[derive(Default)]
pub struct Cover(Vec<[u128; 2]>);

impl Cover {
    /// Covers an area.
    pub fn add(&mut self, area: Area) {
        let bits = columns(area);
        let rows = area.last.row as usize + 1;
        self.0.resize(self.0.len().max(rows), [0; 2]);
        for row in &mut self.0[area.first.row as usize..rows] {
            *row = [row[0] | bits[0], row[1] | bits[1]];
        }
    }

    /// Areas come sorted by first row, hence only the first row of an area can meet an earlier one: one that reached
    /// further down would have reached here as well.
    fn touches(&self, area: Area) -> bool {
        let bits = columns(area);
        let row = self.0.get(area.first.row as usize).copied().unwrap_or_default();
        row[0] & bits[0] != 0 || row[1] & bits[1] != 0
    }

    /// True for a cell that an area covers.
    #[must_use]
    pub fn holds(&self, at: Address) -> bool {
        self.touches(spanning(at, at))
    }
}

fn columns(area: Area) -> [u128; 2] {
    let mut bits = [0; 2];
    for column in area.first.column..=area.last.column.min(255) {
        bits[column as usize / 128] |= 1 << (column % 128);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::super::reference::area;
    use super::*;

    fn gathered(cells: &[&str], merges: &[&str]) -> (Vec<String>, usize) {
        let budget = Budget::default();
        let mut builder = SheetBuilder::new("表", false, &budget);
        for text in cells {
            builder.text(area(text).unwrap().first, text).unwrap();
        }
        for text in merges {
            builder.merge(area(text).unwrap()).unwrap();
        }
        let (sheet, problems) = builder.finish();
        (
            sheet.cells.iter().map(|cell| format!("{} {}", cell.area, cell.value.shown())).collect(),
            problems.len(),
        )
    }

    #[test]
    fn values_meet_their_areas() {
        assert_eq!(
            gathered(&["C3", "A1", "B2", "A1"], &["B2:D2", "A5:B6"]),
            (["A1:A1 A1", "B2:D2 B2", "C3:C3 C3", "A5:B6 "].map(str::to_owned).to_vec(), 1)
        );
    }

    #[test]
    fn overlaps_covered_values_and_far_cells_are_told() {
        assert_eq!(gathered(&["C1"], &["B1:D2", "C2:E3", "D1:D9"]), (vec!["B1:D2 ".to_owned()], 3));
        assert_eq!(gathered(&["XFD1048576", "A20001", "GS1"], &[]), (vec![], 3));
        assert_eq!(gathered(&["A1"], &["A1:XFD1048576", "B7:C8"]), (vec!["A1:GR20000 A1".to_owned()], 2));
    }
}

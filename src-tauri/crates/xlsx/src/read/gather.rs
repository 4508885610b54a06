//! Collects the cells of one sheet within the limits of a workbook.

use std::sync::atomic::{AtomicUsize, Ordering};

use jixiao_model::Problem;
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};

use super::cell_format::CellFormat;
use super::reference::spanning;
use super::texts::{is_printable, unify_breaks};
use crate::error::Fault;
use crate::limits;

/// How much more may be read from a workbook. Sheets that are read at the same time share one.
#[derive(Debug)]
pub(crate) struct Budget {
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
    pub(crate) fn step(&self) -> Result<(), Fault> {
        self.walk(1)
    }

    /// Counts several such pieces of work.
    pub(crate) fn walk(&self, steps: usize) -> Result<(), Fault> {
        spend(&self.steps, steps, || format!("空白单元格和记录超过 {} 万个", limits::STEPS / 10_000))
    }

    /// Counts a cell that is not blank and the bytes of its text.
    pub(crate) fn cell(&self, text: usize) -> Result<(), Fault> {
        spend(&self.cells, 1, || format!("超过 {} 个单元格", limits::CELLS))?;
        self.text(text)
    }

    /// Counts bytes of text.
    pub(crate) fn text(&self, text: usize) -> Result<(), Fault> {
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
    pub(crate) fn merge(&self) -> Result<(), Fault> {
        spend(&self.merges, 1, || format!("超过 {} 个合并区域", limits::MERGES))
    }
}

fn spend(left: &AtomicUsize, amount: usize, what: impl Fn() -> String) -> Result<(), Fault> {
    let spent = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(amount));
    spent.map_err(|_| Fault::TooMuch(what()))?;
    Ok(())
}

/// The cells of one sheet so far.
pub(crate) struct Gatherer<'b> {
    pub(crate) budget: &'b Budget,
    name: String,
    from_1904: bool,
    cells: Vec<(Address, Value)>,
    merges: Vec<Area>,
    problems: Vec<Problem>,
    untold: usize,
}

impl<'b> Gatherer<'b> {
    /// An empty sheet. `from_1904` tells how the workbook counts days.
    pub(crate) fn new(name: &str, from_1904: bool, budget: &'b Budget) -> Self {
        Self {
            budget,
            name: name.to_owned(),
            from_1904,
            cells: Vec::new(),
            merges: Vec::new(),
            problems: Vec::new(),
            untold: 0,
        }
    }

    /// A text. An empty one is no cell.
    pub(crate) fn text(&mut self, at: Address, text: &str) -> Result<(), Fault> {
        if self.is_outside(at) {
            return Ok(());
        }
        let unified = unify_breaks(text);
        let text: String = unified.chars().filter(|c| is_printable(*c)).collect();
        if text.is_empty() { Ok(()) } else { self.put(at, Value::Text(text)) }
    }

    /// A number and its format.
    pub(crate) fn number(&mut self, at: Address, number: f64, format: &CellFormat) -> Result<(), Fault> {
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
    pub(crate) fn truth(&mut self, at: Address, truth: bool) -> Result<(), Fault> {
        self.text(at, if truth { "TRUE" } else { "FALSE" })
    }

    /// An error such as `#DIV/0!`: its text is kept and reported.
    pub(crate) fn error(&mut self, at: Address, text: &str) -> Result<(), Fault> {
        let shown: String = text.chars().take(40).collect();
        self.problem(Some(at), || {
            format!("单元格的值是错误“{shown}”，已按文本读入。请在原表中改正公式后重新导入。")
        });
        self.text(at, text)
    }

    /// A formula that was saved without a result.
    pub(crate) fn uncomputed(&mut self, at: Address) {
        self.problem(Some(at), || {
            "公式没有保存计算结果，请在 Excel 或 WPS 中打开并另存后再导入。".to_owned()
        });
    }

    /// A text that the workbook's common table should hold and does not.
    pub(crate) fn lost_text(&mut self, at: Address) {
        self.problem(Some(at), || "单元格的文字在文件中找不到，没有读入。".to_owned());
    }

    /// Any value that is not blank.
    pub(crate) fn put(&mut self, at: Address, value: Value) -> Result<(), Fault> {
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
    pub(crate) fn outside(&mut self, at: Address) {
        let (rows, columns) = (limits::ROWS, limits::COLUMNS);
        self.problem(Some(at), || format!("单元格在前 {rows} 行、{columns} 列以外，没有读入。"));
    }

    /// Tells about a cell that comes again.
    pub(crate) fn twice(&mut self, at: Address) {
        self.problem(Some(at), || "同一单元格在文件中出现两次，只读入第一次的内容。".to_owned());
    }

    /// A merged area. What lies beyond the rows and columns of interest is cut off.
    pub(crate) fn merge(&mut self, area: Area) -> Result<(), Fault> {
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
    pub(crate) fn problem(&mut self, at: Option<Address>, text: impl FnOnce() -> String) {
        if self.problems.len() >= limits::PROBLEMS {
            self.untold += 1;
            return;
        }
        let cell = at.map(|at| at.to_string()).unwrap_or_default();
        self.problems.push(Problem { cell, text: text() });
    }

    /// The sheet and its problems.
    pub(crate) fn finish(mut self) -> (Sheet, Vec<Problem>) {
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
        let sheet = Sheet { name: self.name, cells, ..Sheet::default() };
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

fn cell(area: Area, value: Value) -> Cell {
    Cell { area, value, style: Style::default(), field: None }
}

/// True for the rows and columns that are read.
pub(crate) fn is_inside(at: Address) -> bool {
    at.row < limits::ROWS && at.column < limits::COLUMNS
}

/// Which cells are covered by merged areas, a bit for each, in rows of 256.
#[derive(Default)]
pub(crate) struct Cover(Vec<[u128; 2]>);

impl Cover {
    /// Covers an area.
    pub(crate) fn add(&mut self, area: Area) {
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
    pub(crate) fn holds(&self, at: Address) -> bool {
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
        let mut gatherer = Gatherer::new("表", false, &budget);
        for text in cells {
            gatherer.text(area(text).unwrap().first, text).unwrap();
        }
        for text in merges {
            gatherer.merge(area(text).unwrap()).unwrap();
        }
        let (sheet, problems) = gatherer.finish();
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

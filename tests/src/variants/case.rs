use jixiao_model::{fold, squeeze};
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};
use serde_json::Value as Json;

/// A sheet, the forms that must come back from it, and what must be reported.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The sheet.
    pub sheet: Sheet,
    /// The forms, top to bottom.
    pub forms: Vec<Json>,
    /// Cells that must be reported; no other cell may be.
    pub reported: Vec<Address>,
    /// Words that must stand in a problem that names no cell; there may be no other such problem.
    pub missing: Vec<&'static str>,
}

/// The rows of an indicator table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// First header row.
    pub header: u32,
    /// First row below the header.
    pub first: u32,
    /// Last row.
    pub last: u32,
}

/// The shape in which a person compares labels: no white space, half width.
pub fn key(text: &str) -> String {
    squeeze(&fold(text))
}

/// A cell at one address.
pub fn single(at: Address, text: &str) -> Cell {
    spanning(at, at, text)
}

/// A merged cell.
pub fn spanning(first: Address, last: Address, text: &str) -> Cell {
    Cell {
        area: Area { first, last },
        value: Value::Text(text.to_owned()),
        style: Style::default(),
        field: None,
    }
}

impl Case {
    /// The cells with a text.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, String)> {
        self.sheet
            .cells
            .iter()
            .map(|cell| (cell, key(&cell.value.shown())))
            .filter(|(_, key)| !key.is_empty())
    }

    /// Where the first cell of that label begins; a text in brackets behind it is left aside.
    pub fn find(&self, label: &str) -> Option<Address> {
        let is_label =
            |key: &str| key.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
        self.cells().find(|(_, key)| is_label(key)).map(|(cell, _)| cell.area.first)
    }

    /// The index of the cell that begins at `at`.
    pub fn index(&self, at: Address) -> Option<usize> {
        self.sheet.cells.iter().position(|cell| cell.area.first == at)
    }

    /// The text at `at`, in whatever area covers it.
    pub fn shown(&self, at: Address) -> String {
        self.sheet.cell(at).map(|cell| cell.value.shown()).unwrap_or_default()
    }

    /// Puts a value at `at`; an area that begins there stays as large as it is.
    pub fn set(&mut self, at: Address, value: Value) {
        match self.index(at) {
            Some(index) => self.sheet.cells[index].value = value,
            None => self.sheet.cells.push(Cell { value, ..single(at, "") }),
        }
        self.sort();
    }

    /// Puts a text at `at`.
    pub fn put(&mut self, at: Address, text: &str) {
        self.set(at, Value::Text(text.to_owned()));
    }

    /// Puts a text that no field holds, so that it must be reported.
    pub fn note(&mut self, at: Address, text: &str) {
        self.put(at, text);
        self.reported.push(at);
    }

    /// Changes each cell.
    pub fn each(&mut self, mut change: impl FnMut(&mut Cell)) {
        self.sheet.cells.iter_mut().for_each(&mut change);
        self.sort();
    }

    /// Replaces each cell by others.
    pub fn replace(&mut self, replacement: impl FnMut(Cell) -> Vec<Cell>) {
        self.sheet.cells = std::mem::take(&mut self.sheet.cells).into_iter().flat_map(replacement).collect();
        self.sort();
    }

    fn sort(&mut self) {
        self.sheet.cells.sort_by_key(|cell| cell.area.first);
    }

    /// Inserts blank rows above `row`; areas that reach over it grow.
    pub fn insert_rows(&mut self, row: u32, count: u32) {
        self.shift(|at| Address::new(if at.row >= row { at.row + count } else { at.row }, at.column));
    }

    /// Inserts blank columns left of `column`; areas that reach over it grow.
    pub fn insert_columns(&mut self, column: u32, count: u32) {
        self.shift(|at| {
            Address::new(at.row, if at.column >= column { at.column + count } else { at.column })
        });
    }

    fn shift(&mut self, to: impl Fn(Address) -> Address) {
        self.each(|cell| cell.area = Area { first: to(cell.area.first), last: to(cell.area.last) });
        for at in &mut self.reported {
            *at = to(*at);
        }
    }

    /// Removes the cells that begin in `row`; the row stays, blank.
    pub fn clear_row(&mut self, row: u32) {
        self.sheet.cells.retain(|cell| cell.area.first.row != row);
    }

    /// The last row with a cell.
    pub fn last_row(&self) -> u32 {
        self.sheet.cells.iter().map(|cell| cell.area.last.row).max().unwrap_or_default()
    }

    /// The last column with a cell.
    pub fn last_column(&self) -> u32 {
        self.sheet.cells.iter().map(|cell| cell.area.last.column).max().unwrap_or_default()
    }

    /// The first row with a cell.
    pub fn first_row(&self) -> u32 {
        self.cells().map(|(cell, _)| cell.area.first.row).min().unwrap_or_default()
    }

    /// The indicator tables, top to bottom.
    pub fn tables(&self) -> Vec<Table> {
        let heads = self.cells().filter(|(_, key)| key == "一级指标");
        let heads: Vec<Area> = heads.map(|(cell, _)| cell.area).collect();
        heads.into_iter().map(|area| self.table(area)).collect()
    }

    fn table(&self, head: Area) -> Table {
        let ends = |key: &str| key == "总分" || key.starts_with("年度目标");
        let below = self.cells().filter(|(cell, key)| cell.area.first.row > head.first.row && ends(key));
        let end = below.map(|(cell, _)| cell.area.first.row).min().unwrap_or(self.last_row() + 1);
        Table { header: head.first.row, first: head.last.row + 1, last: end - 1 }
    }

    /// The area of a heading of the indicator table: the cell in a header row whose text begins so.
    pub fn heading(&self, table: Table, words: &[&str]) -> Option<Area> {
        let in_header = |cell: &Cell| (table.header..table.first).contains(&cell.area.first.row);
        let is_short = |word: &str| word.chars().count() <= 2; // 年度 alone, not 年度绩效指标 beside the table
        let begins =
            |key: &str| words.iter().any(|word| key == *word || !is_short(word) && key.starts_with(word));
        self.cells().find(|(cell, key)| in_header(cell) && begins(key)).map(|(cell, _)| cell.area)
    }

    /// Header row and last row of the funds table.
    pub fn funds(&self) -> Option<(u32, u32)> {
        let header = self.find("全年预算数").or_else(|| self.find("预算数"))?.row;
        let ends = |key: &str| key == "预期目标" || key.starts_with("年度目标");
        let below = self.cells().filter(|(cell, key)| cell.area.first.row > header && ends(key));
        let end = below.map(|(cell, _)| cell.area.first.row).min()?;
        Some((header, end - 1))
    }

    /// The columns of the funds table from the first amount on.
    pub fn fund_columns(&self) -> Option<(u32, u32)> {
        const WORDS: [&str; 8] =
            ["年初预算数", "全年预算数", "预算数", "全年执行数", "执行数", "分值", "执行率", "得分"];
        let (header, _) = self.funds()?;
        let is_column = |key: &str| WORDS.iter().any(|word| key.starts_with(word));
        let heads = self.cells().filter(|(cell, key)| cell.area.first.row == header && is_column(key));
        let columns: Vec<u32> = heads.map(|(cell, _)| cell.area.first.column).collect();
        Some((*columns.iter().min()?, *columns.iter().max()?))
    }

    /// True for the edition with numbered goals.
    pub fn has_numbered_goals(&self) -> bool {
        self.forms.first().is_some_and(|form| form.get("goals").is_some())
    }

    /// The only form.
    pub fn form(&mut self) -> &mut Json {
        &mut self.forms[0]
    }

    /// The rows of the form's only or first indicator table, as data.
    pub fn rows(&mut self) -> &mut Vec<Json> {
        let numbered = self.has_numbered_goals();
        let form = self.form();
        let rows = if numbered { &mut form["goals"][0]["indicators"] } else { &mut form["indicators"] };
        rows.as_array_mut().unwrap_or_else(|| panic!("no indicators"))
    }
}

/// Numbers from 0 to before `count`, in an order that depends on `seed` alone.
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    for last in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from(state >> 33).unwrap_or_default() % (last + 1);
        order.swap(last, pick);
    }
    order
}

//! Tables (ECMA-376 Part 1, 17.4).

use std::collections::HashMap;

use jixiao_sheet::Style;
use jixiao_xlsx::guarded::{Fault, Walk, Xml, attribute, limits, number};

use super::Reader;
use super::look::{CellLook, Lines, TWIP, is_on, twips};
use super::paragraph;
use crate::table::{Note, Row, Table, TableCell};

/// Tables inside one another. A form has two or three at most.
const NESTING: usize = 8;
const COVERED: &str = "单元格被合并区域遮住，其中的内容没有读入。";

/// How a cell is merged with those above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Merge {
    #[default]
    None,
    Begins,
    Continues,
}

/// A row as it is built.
#[derive(Default)]
struct Building {
    row: Row,
    cells: Vec<OpenCell>,
    /// The column after the last cell.
    column: usize,
    is_deleted: bool,
}

/// A cell as it is built.
struct OpenCell {
    cell: TableCell,
    look: CellLook,
    merge: Merge,
    /// It goes on with the cell left of it.
    continues_left: bool,
}

/// What is said of a whole table.
#[derive(Default)]
struct TableLook {
    style: Option<String>,
    lines: Lines,
}

impl Reader<'_> {
    /// Reads the table just opened, inside so many others.
    pub(super) fn table(&self, xml: &mut Xml<'_>, depth: usize) -> Result<Table, Fault> {
        if depth >= NESTING {
            return Err(Fault::TooMuch(format!("表格嵌套超过 {NESTING} 层")));
        }
        let mut table = Table { unit: Some(TWIP), ..Table::default() };
        let mut look = TableLook::default();
        let mut rows = Vec::new();
        self.rows(xml, depth, &mut table, &mut look, &mut rows)?;
        let (rows, looks) = merged(rows);
        table.rows = rows;
        let lines = look.lines.over(self.styles.lines(look.style.as_deref()));
        dress(&mut table, &looks, lines);
        Ok(table)
    }

    fn rows(
        &self,
        xml: &mut Xml<'_>,
        depth: usize,
        table: &mut Table,
        look: &mut TableLook,
        rows: &mut Vec<Building>,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "tblPr" => look.read(xml)?,
                "tblGrid" => xml.children(|_, element| {
                    if element.local_name().as_ref() == "gridCol"
                        && table.widths.len() < limits::COLUMNS as usize
                    {
                        table.widths.push(number(element, "w").unwrap_or(Table::WIDTH));
                    }
                    Ok(Walk::Skip)
                })?,
                "tr" => {
                    let mut building = Building::default();
                    self.row(xml, depth, &mut building)?;
                    if !building.is_deleted {
                        rows.push(building);
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.rows(xml, depth, table, look, rows)?;
                }
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }

    fn row(&self, xml: &mut Xml<'_>, depth: usize, row: &mut Building) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "trPr" => xml.children(|_, element| {
                    match element.local_name().as_ref() {
                        "gridBefore" => {
                            row.column += span(number(element, "val")).min(limits::COLUMNS as usize);
                        }
                        "hidden" => row.row.is_hidden = is_on(element),
                        "trHeight" => row.row.height = twips(element, "val"),
                        "del" => row.is_deleted = true,
                        _ => {}
                    }
                    Ok(Walk::Skip)
                })?,
                "tc" => self.cell(xml, depth, row)?,
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.row(xml, depth, row)?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }

    fn cell(&self, xml: &mut Xml<'_>, depth: usize, row: &mut Building) -> Result<(), Fault> {
        self.budget.step()?;
        let cell = TableCell { column: row.column, column_span: 1, row_span: 1, ..TableCell::default() };
        let mut open = OpenCell { cell, look: CellLook::new(), merge: Merge::None, continues_left: false };
        self.content(xml, depth, &mut open)?;
        row.column += open.cell.column_span;
        if let Some(left) = row.cells.last_mut().filter(|_| open.continues_left) {
            left.cell.column_span += open.cell.column_span;
        } else {
            row.cells.push(open);
        }
        Ok(())
    }

    fn content(&self, xml: &mut Xml<'_>, depth: usize, open: &mut OpenCell) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "tcPr" => open.properties(xml)?,
                "p" => open.cell.push(self.text(paragraph::read(xml)?)?),
                "tbl" => open.cell.push_table(self.table(xml, depth + 1)?),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.content(xml, depth, open)?,
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }
}

impl OpenCell {
    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, element| {
            let is_first = attribute(element, "val").as_deref() == Some("restart");
            match element.local_name().as_ref() {
                "gridSpan" => {
                    self.cell.column_span = span(number(element, "val")).clamp(1, limits::COLUMNS as usize);
                }
                "vMerge" => self.merge = if is_first { Merge::Begins } else { Merge::Continues },
                "hMerge" => self.continues_left = !is_first,
                "tcBorders" => {
                    self.look.lines.read(xml)?;
                    return Ok(Walk::Done);
                }
                _ => self.look.property(element),
            }
            Ok(Walk::Skip)
        })
    }
}

impl TableLook {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "tblStyle" => self.style = attribute(element, "val"),
                "tblBorders" => {
                    self.lines.read(xml)?;
                    return Ok(Walk::Done);
                }
                _ => {}
            }
            Ok(Walk::Skip)
        })
    }
}

fn span(value: Option<usize>) -> usize {
    value.unwrap_or(1)
}

/// Joins cells with those that they continue. The looks of the cells stand in the same order as these.
fn merged(rows: Vec<Building>) -> (Vec<Row>, Vec<Vec<CellLook>>) {
    let mut done: Vec<Row> = Vec::with_capacity(rows.len());
    let mut looks: Vec<Vec<CellLook>> = Vec::with_capacity(rows.len());
    // The row and place of the cell that goes on below, by column.
    let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, building) in rows.into_iter().enumerate() {
        let mut row = building.row;
        let mut of_row = Vec::new();
        let mut still_open = HashMap::new();
        for OpenCell { cell, look, merge, .. } in building.cells {
            let above = open.get(&cell.column).copied().filter(|_| merge == Merge::Continues);
            if let Some((first, place)) = above {
                let above = &mut done[first].cells[place];
                above.row_span = index + 1 - first;
                looks[first][place].lines.end_with(look.lines);
                if !cell.is_blank() {
                    above.notes.push(Note::Other(COVERED));
                }
                still_open.insert(cell.column, (first, place));
                continue;
            }
            if merge != Merge::None {
                still_open.insert(cell.column, (index, row.cells.len()));
            }
            row.cells.push(cell);
            of_row.push(look);
        }
        open = still_open;
        done.push(row);
        looks.push(of_row);
    }
    (done, looks)
}

/// Gives the cells of a table the lines and grounds that are said for them.
fn dress(table: &mut Table, looks: &[Vec<CellLook>], lines: Lines) {
    let (rows, columns) = (table.rows.len(), table.columns());
    for (index, (row, looks)) in table.rows.iter_mut().zip(looks).enumerate() {
        for (cell, look) in row.cells.iter_mut().zip(looks) {
            let (right, bottom) = (cell.column + cell.column_span, index + cell.row_span);
            let is_edge = [cell.column == 0, right >= columns, index == 0, bottom >= rows];
            let borders = look.lines.around(lines, is_edge);
            if let Some(style) = &mut cell.style {
                *style = Style { borders, fill: look.fill, vertical: look.vertical, ..style.clone() };
            }
        }
    }
}

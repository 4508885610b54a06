//! Tables (ECMA-376 Part 1, 17.4).

use std::collections::HashMap;

use jixiao_xlsx::guarded::{Fault, Walk, Xml, attribute, limits, number};

use super::Reader;
use super::paragraph::{self, is_on};
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
    merges: Vec<Merge>,
    /// The column after the last cell.
    column: usize,
    is_deleted: bool,
}

impl Reader<'_> {
    /// Reads the table just opened, inside so many others.
    pub(super) fn table(&self, xml: &mut Xml<'_>, depth: usize) -> Result<Table, Fault> {
        if depth >= NESTING {
            return Err(Fault::TooMuch(format!("表格嵌套超过 {NESTING} 层")));
        }
        let mut table = Table::default();
        let mut rows = Vec::new();
        self.rows(xml, depth, &mut table, &mut rows)?;
        table.rows = merged(rows);
        Ok(table)
    }

    fn rows(
        &self,
        xml: &mut Xml<'_>,
        depth: usize,
        table: &mut Table,
        rows: &mut Vec<Building>,
    ) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
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
                    self.rows(xml, depth, table, rows)?;
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
        let mut cell = TableCell { column: row.column, column_span: 1, row_span: 1, ..TableCell::default() };
        let mut merge = Merge::None;
        let mut continues_left = false;
        self.content(xml, depth, &mut cell, &mut |element, cell| {
            let value = attribute(element, "val");
            let is_first = value.as_deref() == Some("restart");
            match element.local_name().as_ref() {
                "gridSpan" => {
                    cell.column_span = span(number(element, "val")).clamp(1, limits::COLUMNS as usize);
                }
                "vMerge" => merge = if is_first { Merge::Begins } else { Merge::Continues },
                "hMerge" => continues_left = !is_first,
                _ => {}
            }
        })?;
        row.column += cell.column_span;
        if let Some(left) = row.row.cells.last_mut().filter(|_| continues_left) {
            left.column_span += cell.column_span;
        } else {
            row.row.cells.push(cell);
            row.merges.push(merge);
        }
        Ok(())
    }

    fn content(
        &self,
        xml: &mut Xml<'_>,
        depth: usize,
        cell: &mut TableCell,
        property: &mut dyn FnMut(&quick_xml::events::BytesStart<'_>, &mut TableCell),
    ) -> Result<(), Fault> {
        xml.children(|xml, element| {
            match element.local_name().as_ref() {
                "tcPr" => xml.children(|_, element| {
                    property(element, cell);
                    Ok(Walk::Skip)
                })?,
                "p" => cell.push(self.text(paragraph::read(xml)?)?),
                "tbl" => cell.push_table(self.table(xml, depth + 1)?),
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.content(xml, depth, cell, property)?;
                }
                _ => return Ok(Walk::Skip),
            }
            Ok(Walk::Done)
        })
    }
}

fn span(value: Option<usize>) -> usize {
    value.unwrap_or(1)
}

/// Joins cells with those that they continue.
fn merged(rows: Vec<Building>) -> Vec<Row> {
    let mut done: Vec<Row> = Vec::with_capacity(rows.len());
    // The row and place of the cell that goes on below, by column.
    let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, building) in rows.into_iter().enumerate() {
        let mut row = Row { is_hidden: building.row.is_hidden, ..Row::default() };
        let mut still_open = HashMap::new();
        for (cell, merge) in building.row.cells.into_iter().zip(building.merges) {
            let above = open.get(&cell.column).copied().filter(|_| merge == Merge::Continues);
            if let Some((first, place)) = above {
                let above = &mut done[first].cells[place];
                above.row_span = index + 1 - first;
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
        }
        open = still_open;
        done.push(row);
    }
    done
}

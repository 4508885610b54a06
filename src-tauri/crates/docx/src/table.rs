//! Rows of a sheet as a table of Word.

use std::io;
use std::ops::Range;

use jixiao_layout::{PADDING_X, PADDING_Y};
use jixiao_sheet::{Borders, Cell, Length, Sheet, Style};

use crate::look::{Placed, borders, paragraph, twips, vertical};
use crate::xml::Xml;

/// The width of a column that a sheet says nothing about.
const COLUMN: Length = Length::points(48);

/// A sheet with the cell that stands on each place.
pub struct Grid<'a> {
    pub sheet: &'a Sheet,
    pub widths: Vec<Length>,
    pub rows: usize,
    /// By row, then column: the number of the cell.
    places: Vec<Option<usize>>,
    /// Height between the margins.
    body: Length,
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet, body: Length) -> Self {
        let ends =
            |end: fn(&Cell) -> u32| sheet.cells.iter().map(end).max().map_or(0, |last| last as usize + 1);
        let rows = ends(|cell| cell.area.last.row).max(sheet.rows.len());
        let mut widths = sheet.columns.clone();
        widths.resize(widths.len().max(ends(|cell| cell.area.last.column)), COLUMN);
        let mut places = vec![None; rows * widths.len()];
        for (number, cell) in sheet.cells.iter().enumerate() {
            for row in cell.area.first.row..=cell.area.last.row {
                let start = row as usize * widths.len();
                let columns = cell.area.first.column as usize..=cell.area.last.column as usize;
                columns.for_each(|column| places[start + column] = Some(number));
            }
        }
        Self { sheet, widths, rows, places, body }
    }

    /// The cell on this place.
    pub fn at(&self, row: usize, column: usize) -> Option<&'a Cell> {
        self.places[row * self.widths.len() + column].map(|number| &self.sheet.cells[number])
    }

    /// The width of the columns from `first` to `last`.
    fn width(&self, first: usize, last: usize) -> Length {
        self.widths[first..=last].iter().copied().sum()
    }

    /// True when no cell reaches from above into this row.
    pub fn is_free(&self, row: usize) -> bool {
        let above = |column| self.at(row, column).is_some_and(|cell| (cell.area.first.row as usize) < row);
        !(0..self.widths.len()).any(above)
    }
}

/// Writes these rows as a table; the first `headers` of them are repeated on each page.
pub fn table(xml: &mut Xml, grid: &Grid, rows: Range<usize>, headers: usize) -> io::Result<()> {
    let is_flush = grid.sheet.page.as_ref().is_some_and(|page| page.flush_left);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            let width = twips(grid.widths.iter().copied().sum()).to_string();
            xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")])?;
            xml.value("w:jc", if is_flush { "left" } else { "center" })?;
            xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
            padding(xml)
        })?;
        xml.element("w:tblGrid", &[], |xml| {
            let mut shown = grid.widths.iter().filter(|width| **width > Length::ZERO);
            shown.try_for_each(|width| xml.empty("w:gridCol", &[("w:w", &twips(*width).to_string())]))
        })?;
        rows.clone().try_for_each(|row| self::row(xml, grid, row, row < rows.start + headers))
    })
}

/// The space around the text of each cell, as in print.
fn padding(xml: &mut Xml) -> io::Result<()> {
    xml.element("w:tblCellMar", &[], |xml| {
        let (x, y) = (twips(PADDING_X).to_string(), twips(PADDING_Y).to_string());
        for (side, width) in [("w:top", &y), ("w:left", &x), ("w:bottom", &y), ("w:right", &x)] {
            xml.empty(side, &[("w:w", width), ("w:type", "dxa")])?;
        }
        Ok(())
    })
}

fn row(xml: &mut Xml, grid: &Grid, row: usize, is_header: bool) -> io::Result<()> {
    let height = grid.sheet.rows.get(row).copied().unwrap_or_default();
    let breaks = grid.sheet.page.as_ref().map(|page| page.breaks.as_slice()).unwrap_or_default();
    let mut breaks_page = row > 0 && u32::try_from(row).is_ok_and(|row| breaks.contains(&row));
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            // A row that would leave a third of a page empty is split, as in print.
            if height * 3 < grid.body {
                xml.empty("w:cantSplit", &[])?;
            }
            if height > Length::ZERO && height < grid.body {
                xml.empty("w:trHeight", &[("w:val", &twips(height).to_string()), ("w:hRule", "atLeast")])?;
            }
            if is_header {
                xml.empty("w:tblHeader", &[])?;
            }
            Ok(())
        })?;
        let mut column = 0;
        while column < grid.widths.len() {
            let cell = grid.at(row, column);
            let last = cell.map_or(column, |cell| cell.area.last.column as usize);
            let shown = grid.widths[column..=last].iter().filter(|width| **width > Length::ZERO).count();
            // Columns without a width are hidden, and so are cells that stand in these alone.
            if shown > 0 {
                let place = Place { row, shown, width: grid.width(column, last), breaks_page };
                self::cell(xml, cell, &place)?;
                breaks_page = false;
            }
            column = last + 1;
        }
        Ok(())
    })
}

/// Where a cell of Word stands.
struct Place {
    row: usize,
    /// Columns that are not hidden.
    shown: usize,
    width: Length,
    breaks_page: bool,
}

fn cell(xml: &mut Xml, cell: Option<&Cell>, place: &Place) -> io::Result<()> {
    let nothing = Style { borders: Borders::NONE, ..Style::default() };
    let style = cell.map_or(&nothing, |cell| &cell.style);
    let begins = cell.is_none_or(|cell| cell.area.first.row as usize == place.row);
    let is_tall = cell.is_some_and(|cell| cell.area.first.row < cell.area.last.row);
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &twips(place.width).to_string()), ("w:type", "dxa")])?;
            if place.shown > 1 {
                xml.value("w:gridSpan", &place.shown.to_string())?;
            }
            if is_tall {
                xml.value("w:vMerge", if begins { "restart" } else { "continue" })?;
            }
            borders(xml, style.borders)?;
            if let Some(fill) = style.fill {
                let fill = format!("{:06X}", fill.0);
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &fill)])?;
            }
            if !style.wrap {
                xml.empty("w:noWrap", &[])?;
            }
            xml.value("w:vAlign", vertical(style.vertical))
        })?;
        let text = cell.filter(|_| begins).map(|cell| cell.value.shown()).unwrap_or_default();
        paragraph(xml, &text, Placed { breaks_page: place.breaks_page, ..Placed::of(style) })
    })
}

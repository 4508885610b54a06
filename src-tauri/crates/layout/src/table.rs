use jixiao_sheet::{
    Address, Area, Bookmark, Border, Cell, Face, Header, Horizontal, Length, Live, Page, Sheet, Style, Value,
};

use crate::heights::heights;

/// A plain table to print: a score report, a list of findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub name: String,
    /// Printed above the table.
    pub title: String,
    /// Printed below the title, small.
    pub remarks: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableRow {
    /// A line across all columns.
    Band(String),
    /// A heading across all columns, whose rows follow it: what it says, and what a bookmark to it says.
    Group(String, String),
    /// A value for every column.
    Values(Vec<Value>),
    /// The same in bold: what the rows above it come to.
    Total(Vec<Value>),
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Printed at its head and on every page.
    pub heading: &'static str,
    /// Its width in tenths of a millimetre. 2670 fit on the page.
    pub width: i64,
    /// How its values are aligned.
    pub horizontal: Horizontal,
}

impl Column {
    /// A column with this heading, width and alignment.
    #[must_use]
    pub const fn new(heading: &'static str, width: i64, horizontal: Horizontal) -> Self {
        Self { heading, width, horizontal }
    }
}

/// Lays a table out on A4, sideways.
#[must_use]
pub fn table(table: &Table) -> Sheet {
    let mut cells = Vec::new();
    let last = index(table.columns.len()).saturating_sub(1);
    let across = |row: u32| Area { first: Address::new(row, 0), last: Address::new(row, last) };
    cells.push(cell(
        across(0),
        Value::Text(table.title.clone()),
        style(Face::Title, 16, Horizontal::Center, Border::None),
    ));
    for (row, remark) in (1..).zip(&table.remarks) {
        let style = style(Face::Text, 10, Horizontal::Left, Border::None);
        cells.push(cell(across(row), Value::Text(remark.clone()), style));
    }
    let heading = index(table.remarks.len()) + 1;
    let place = |row: u32, column: usize| {
        let at = Address::new(row, index(column));
        Area { first: at, last: at }
    };
    for (at, column) in table.columns.iter().enumerate() {
        let style = style(Face::Heading, 10, Horizontal::Center, Border::Thin);
        cells.push(cell(place(heading, at), Value::Text(column.heading.to_owned()), style));
    }
    for (row, content) in (heading + 1..).zip(&table.rows) {
        match content {
            TableRow::Band(text) | TableRow::Group(text, _) => {
                let style = style(Face::Heading, 9, Horizontal::Left, Border::Thin);
                cells.push(cell(across(row), Value::Text(text.clone()), style));
            }
            TableRow::Values(values) | TableRow::Total(values) => {
                let bold = matches!(content, TableRow::Total(_));
                for (at, (value, column)) in values.iter().zip(&table.columns).enumerate() {
                    let style = Style { bold, ..style(Face::Text, 9, column.horizontal, Border::Thin) };
                    cells.push(cell(place(row, at), value.clone(), style));
                }
            }
        }
    }
    let columns: Vec<Length> = table.columns.iter().map(|column| Length::tenth_mm(column.width)).collect();
    let rows = heading + 1 + index(table.rows.len());
    Sheet {
        name: table.name.clone(),
        rows: heights(&cells, &columns, rows),
        columns,
        cells,
        marks: Vec::new(),
        headers: std::iter::once(Header { first: heading, last: heading, until: rows - 1 })
            .chain(band_headers(heading + 1, &table.rows))
            .collect(),
        page: Some(page()),
        title: table.title.clone(),
        bookmarks: bookmarks(heading + 1, &table.rows),
        live: Live { frozen_rows: heading + 1, ..Live::default() },
        ..Sheet::default()
    }
}

/// A band heads the row below it, so that no page ends with it.
fn band_headers(first: u32, rows: &[TableRow]) -> impl Iterator<Item = Header> {
    let heads = |pair: &[TableRow]| {
        matches!(pair, [TableRow::Band(_) | TableRow::Group(..), TableRow::Values(_) | TableRow::Total(_)])
    };
    let bands = (first..).zip(rows.windows(2)).filter(move |(_, pair)| heads(pair));
    bands.map(|(row, _)| Header { first: row, last: row, until: row + 1 })
}

fn bookmarks(first: u32, rows: &[TableRow]) -> Vec<Bookmark> {
    let groups = (first..).zip(rows).filter_map(|(row, content)| match content {
        TableRow::Group(_, text) => Some(Bookmark { row, text: text.clone() }),
        TableRow::Band(_) | TableRow::Values(_) | TableRow::Total(_) => None,
    });
    groups.collect()
}

fn cell(area: Area, value: Value, style: Style) -> Cell {
    Cell { area, value, style, field: None }
}

const fn style(face: Face, size: i64, horizontal: Horizontal, border: Border) -> Style {
    Style::new(face, Length::points(size), horizontal, border)
}

const fn page() -> Page {
    let margin = Length::tenth_mm(150);
    Page::new(Length::tenth_mm(2970), Length::tenth_mm(2100), margin, margin, margin)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages;

    #[test]
    fn no_page_ends_with_a_band_and_each_repeats_the_heading() {
        let value = |text: &str| TableRow::Values(vec![Value::Text(text.to_owned())]);
        // Bands at uneven distances: without care some would be the last row of a page.
        let groups = (0..40_u32).flat_map(|group| {
            let rows = (0..=group % 4).map(move |row| value(&format!("行{group}-{row}")));
            std::iter::once(TableRow::Band(format!("组{group}"))).chain(rows)
        });
        let column = Column::new("列", 2670, Horizontal::Left);
        let sheet = table(&Table {
            name: "表".to_owned(),
            title: "题".to_owned(),
            remarks: vec!["注".to_owned()],
            columns: vec![column],
            rows: groups.collect(),
        });
        let pages = pages(&sheet).pages;
        assert!(pages.len() > 4, "{}", pages.len());
        for page in &pages {
            let texts: Vec<&str> = page.lines().map(|text| text.text.as_str()).collect();
            assert!(
                texts.contains(&"列") && texts.last().is_some_and(|last| !last.starts_with('组')),
                "{texts:?}"
            );
        }
    }
}

//! The office's own layout: the sheet of its file, with the present texts in it.

use std::collections::BTreeMap;

use jixiao_sheet::{Address, Cell, Length, Number, Page, Scale, Sheet, Value};

use crate::heights::heights;

/// Characters that make a column wide; longer texts break into lines.
const WIDE: usize = 16;

/// The sheet of a file with other texts at some of its cells, ready to be printed and written: where the file says nothing about
/// widths and paper (web pages, Word documents), they follow the texts on upright A4, and each row is high enough for its text.
#[must_use]
pub fn reprint(source: &Sheet, texts: &BTreeMap<Address, String>) -> Sheet {
    let mut sheet = source.clone();
    for cell in &mut sheet.cells {
        if let Some(text) = texts.get(&cell.area.first) {
            replace(cell, text);
        }
    }
    let page = sheet.page.get_or_insert_with(page).clone();
    let room = page.width - page.left_margin - page.right_margin;
    if sheet.columns.is_empty() {
        sheet.columns = widths(&sheet.cells, room);
    }
    if let Some(own) = sheet.page.as_mut() {
        own.scale = fitting(own.scale, &sheet.columns, room);
    }
    let count = sheet.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or_default();
    let needed = heights(&sheet.cells, &sheet.columns, count);
    let high = |(row, needed): (usize, Length)| sheet.rows.get(row).map_or(needed, |own| (*own).max(needed));
    sheet.rows = needed.into_iter().enumerate().map(high).collect();
    sheet
}

/// The scale of the page. One at which columns would be cut off at the edge of the paper, as files have it that nobody has printed,
/// gives way: the form is as wide as the paper.
fn fitting(scale: Scale, columns: &[Length], room: Length) -> Scale {
    let wide: i64 = columns.iter().map(|column| column.0).sum();
    match scale {
        Scale::Percent(percent) if wide * i64::from(percent) > room.0 * 100 => {
            Scale::Fit { wide: 1, tall: 0 }
        }
        _ => scale,
    }
}

/// A cell keeps a number where a number stood and the new text is one.
fn replace(cell: &mut Cell, text: &str) {
    if cell.value.shown() == text || cell.value.exact() == text {
        return;
    }
    let was_number = matches!(cell.value, Value::Number(_));
    let is_blank = cell.value.shown().trim().is_empty();
    let number = if was_number || is_blank { Number::showing(text) } else { None };
    cell.value = number.map_or_else(|| Value::Text(text.to_owned()), Value::Number);
}

fn page() -> Page {
    let margin = Length::tenth_mm(150);
    Page::new(Length::tenth_mm(2100), Length::tenth_mm(2970), margin, margin, margin)
}

/// Shares of the room that the columns need for their texts.
fn widths(cells: &[Cell], room: Length) -> Vec<Length> {
    let count = cells.iter().map(|cell| cell.area.last.column as usize + 1).max().unwrap_or_default();
    let mut needs = vec![2_usize; count];
    for cell in cells.iter().filter(|cell| cell.area.first.column == cell.area.last.column) {
        let need = &mut needs[cell.area.first.column as usize];
        *need = (*need).max(cell.value.shown().chars().count().min(WIDE));
    }
    let total = needs.iter().sum::<usize>().max(1);
    let share = |need: usize| {
        let (need, total) = (i64::try_from(need).unwrap_or(1), i64::try_from(total).unwrap_or(1));
        Length(room.0 * need / total)
    };
    needs.into_iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use jixiao_sheet::{Area, Style};

    use super::*;

    #[test]
    fn columns_are_not_cut_off_at_the_edge_of_the_paper() {
        let page = |percent| Page { scale: Scale::Percent(percent), ..super::page() };
        let sheet = |percent| Sheet {
            columns: vec![Length::tenth_mm(1000); 2],
            page: Some(page(percent)),
            ..Sheet::default()
        };
        let scale = |percent| reprint(&sheet(percent), &BTreeMap::new()).page.map(|page| page.scale);
        assert_eq!(scale(100), Some(Scale::Fit { wide: 1, tall: 0 }));
        assert_eq!(scale(80), Some(Scale::Percent(80)));
    }

    fn cell(row: u32, column: u32, value: Value) -> Cell {
        let at = Address::new(row, column);
        Cell { area: Area { first: at, last: at }, value, style: Style::default(), field: None }
    }

    #[test]
    fn texts_stand_in_their_places_and_numbers_stay_numbers() {
        let source = Sheet {
            cells: vec![
                cell(0, 0, Value::Text("得分".to_owned())),
                cell(0, 1, Number::showing("8.5").map(Value::Number).unwrap()),
                cell(1, 0, Value::Text("说明".to_owned())),
                cell(1, 1, Value::Text("无".to_owned())),
            ],
            ..Sheet::default()
        };
        let texts = [(Address::new(0, 1), "9".to_owned()), (Address::new(1, 1), "8".to_owned())];
        let sheet = reprint(&source, &texts.into_iter().collect());
        let values: Vec<&Value> = sheet.cells.iter().map(|cell| &cell.value).collect();
        assert!(matches!(values[1], Value::Number(number) if number.shown() == "9"));
        assert_eq!(*values[3], Value::Text("8".to_owned()));
        assert_eq!((sheet.columns.len(), sheet.rows.len(), sheet.page.is_some()), (2, 2, true));
    }
}

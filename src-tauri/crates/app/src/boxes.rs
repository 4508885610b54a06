//! Characters that no font has: they are printed as boxes, and told.

use std::fmt::Write as _;

use jixiao_fonts::missing;
use jixiao_sheet::{Address, Sheet};

/// How many places a remark lists before it only counts the rest.
const LISTED: usize = 10;

/// Characters of a text that are quoted on either side of the first that is missing.
const AROUND: usize = 8;

/// A cell that is printed with boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boxed {
    /// The form.
    pub form: String,
    /// Its cell.
    pub cell: Address,
    /// What stands around the first of the characters.
    pub excerpt: String,
    /// The characters that no font has, each once.
    pub characters: Vec<char>,
}

/// The cells that are printed with boxes, in reading order.
#[must_use]
pub fn boxed(sheets: &[Sheet]) -> Vec<Boxed> {
    let of_sheet = |sheet: &Sheet| {
        let of_cell = |cell: &jixiao_sheet::Cell| {
            let text = cell.value.shown();
            let characters = missing(&text);
            let excerpt = excerpt(&text, *characters.first()?);
            Some(Boxed { form: sheet.name.clone(), cell: cell.area.first, excerpt, characters })
        };
        sheet.cells.iter().filter_map(of_cell).collect::<Vec<_>>()
    };
    sheets.iter().flat_map(of_sheet).collect()
}

/// What the person is told of them; nothing when there are none.
#[must_use]
pub fn remark(boxed: &[Boxed]) -> Option<String> {
    let count = boxed.len();
    if count == 0 {
        return None;
    }
    let mut remark =
        format!("PDF 已生成，但有 {count} 处的字，程序的字体里没有，印成了方框；请核对，或改写后再导出：");
    for place in boxed.iter().take(LISTED) {
        let quoted = |c: &char| format!("“{c}”（U+{:04X}）", u32::from(*c));
        let characters: Vec<String> = place.characters.iter().map(quoted).collect();
        let Boxed { form, cell, excerpt, .. } = place;
        // Writing to a string cannot fail.
        let _ = write!(remark, "\n《{form}》单元格 {cell}“{excerpt}”中的{}", characters.join("、"));
    }
    if count > LISTED {
        let _ = write!(remark, "\n……共 {count} 处");
    }
    Some(remark)
}

fn excerpt(text: &str, around: char) -> String {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    let at = characters.iter().position(|&c| c == around).unwrap_or_default();
    let (first, last) = (at.saturating_sub(AROUND), characters.len().min(at + AROUND));
    characters[first..last].iter().collect()
}

#[cfg(test)]
mod tests {
    use jixiao_sheet::{Area, Cell, Style, Value};

    use super::*;

    fn sheet(text: &str) -> Sheet {
        let at = Address::new(4, 2);
        let value = Value::Text(text.to_owned());
        let cell = Cell { area: Area { first: at, last: at }, value, style: Style::default(), field: None };
        Sheet { name: "培训费".to_owned(), cells: vec![cell], ..Sheet::default() }
    }

    #[test]
    fn a_character_without_a_font_is_told_with_its_place() {
        let text = remark(&boxed(&[sheet("授课专家笑脸😀和😀等")]));
        let text = text.unwrap_or_default();
        assert!(text.contains("1 处"), "{text}");
        assert!(text.ends_with("《培训费》单元格 C5“授课专家笑脸😀和😀等”中的“😀”（U+1F600）"), "{text}");
    }

    #[test]
    fn nothing_is_told_where_all_is_printed() {
        assert_eq!(remark(&boxed(&[sheet("完成率≥95%")])), None);
    }
}

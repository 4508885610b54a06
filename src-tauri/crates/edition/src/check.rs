//! What an edition may not say, told with the key or row that says it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jixiao_model::{EditionId, IndicatorColumn};
use jixiao_sheet::{Length, Page};

use crate::edition::{CellSpec, Each, Edition, RowSpec};
use crate::mistake::Mistake;
use crate::template::Field;

/// Checks what a whole edition says.
///
/// # Errors
/// The first mistake found.
pub fn check(edition: &Edition) -> Result<(), Mistake> {
    check_id(&edition.id)?;
    if edition.years.to.is_some_and(|to| to < edition.years.from) {
        return Err(Mistake::of_key("years", "years 的 to 早于 from"));
    }
    check_classes(edition)?;
    check_rows(edition)?;
    check_cells(edition)
}

/// An id becomes a part of names in workbooks.
fn check_id(id: &EditionId) -> Result<(), Mistake> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.0.is_empty() && id.0.chars().all(is_plain) {
        Ok(())
    } else {
        Err(Mistake::of_key("id", format!("编号“{}”只能用小写字母、数字和连字符", id.0)))
    }
}

fn check_classes(edition: &Edition) -> Result<(), Mistake> {
    for class in &edition.classes {
        if class.rows.len().max(class.places.len()) > class.level2.len() {
            let what = format!("“{}”的 rows 或 places 比 level2 多", class.level1);
            return Err(Mistake::of_key("classes", what));
        }
    }
    let is_known = |name: &&String| edition.classes.iter().any(|class| class.level2.contains(name));
    match edition.always.iter().find(|name| !is_known(name)) {
        Some(name) => Err(Mistake::of_key("always", format!("always 中的“{name}”不在 classes 的 level2 里"))),
        None => Ok(()),
    }
}

/// Rows have names of their own, those for indicators and their classes alone show one, and subtotals stand below what they add up.
fn check_rows(edition: &Edition) -> Result<(), Mistake> {
    let mut ids = BTreeSet::new();
    for block in edition.blocks() {
        let mut above = None;
        for row in &block.rows {
            if !ids.insert(&row.id) {
                return Err(Mistake::of_row(&row.id, format!("行编号“{}”用了两次，请改成不同的", row.id)));
            }
            check_fields(row)?;
            if row.each == Each::Class && above != Some(Each::Indicator) {
                return Err(Mistake::of_row(&row.id, format!("小计行“{}”要紧接在指标行的下面", row.id)));
            }
            above = Some(row.each);
        }
    }
    Ok(())
}

fn check_fields(row: &RowSpec) -> Result<(), Mistake> {
    let wrong = |field: &Field| match field {
        Field::Indicator(IndicatorColumn::Level1) if row.each == Each::Class => None,
        Field::Indicator(_) | Field::IndicatorExtra(_) if row.each != Each::Indicator => {
            Some(format!("行“{}”用了指标的字段，但没有写 each = \"indicator\"", row.id))
        }
        Field::Subtotal(_) if row.each != Each::Class => {
            Some(format!("行“{}”用了小计的字段，但没有写 each = \"class\"", row.id))
        }
        _ => None,
    };
    match row.cells.iter().flat_map(|cell| cell.text.fields()).find_map(wrong) {
        Some(what) => Err(Mistake::of_row(&row.id, what)),
        None => Ok(()),
    }
}

/// Cells stand from left to right, on no other's place, and, unless gaps are allowed, on all columns.
fn check_cells(edition: &Edition) -> Result<(), Mistake> {
    let count = edition.columns.len();
    let mut reaching: Vec<&CellSpec> = Vec::new();
    for (block, row) in edition.blocks().flat_map(|block| block.rows.iter().map(move |row| (block, row))) {
        let wrong = |what: &str| Mistake::of_row(&row.id, format!("行“{}”的单元格{what}", row.id));
        let mut taken = vec![false; count];
        for cell in block.side.iter().chain(&row.cells).chain(reaching.iter().copied()) {
            for column in cell.first..=cell.last {
                match taken.get_mut(column as usize) {
                    Some(taken) if !*taken => *taken = true,
                    Some(_) => return Err(wrong("互相重叠")),
                    None => return Err(wrong("超出了“columns”的列数")),
                }
            }
        }
        let in_order = row.cells.windows(2).all(|pair| pair[0].last < pair[1].first);
        if !in_order || !edition.gaps && taken.contains(&false) {
            return Err(wrong("没有从左到右正好铺满各列"));
        }
        reaching.extend(row.cells.iter().filter(|cell| cell.until.is_some()));
        reaching.retain(|cell| cell.until.as_ref() != Some(&row.id));
    }
    match reaching.first().and_then(|cell| cell.until.as_ref()) {
        Some(id) => Err(Mistake::of_row(id, format!("until 指向的行“{id}”在写 until 的单元格之上"))),
        None => Ok(()),
    }
}

/// Excel's limits.
const SIZES: RangeInclusive<Length> = Length::points(1)..=Length::points(409);

/// About Excel's widest column.
const WIDEST: Length = Length::points(1500);

/// Checks the size of a font.
///
/// # Errors
/// It is none, in Chinese.
pub fn check_size(size: Length) -> Result<(), String> {
    if SIZES.contains(&size) { Ok(()) } else { Err("字号“size”应在 1 到 409 磅之间".to_owned()) }
}

/// Checks that margins leave room on the paper.
///
/// # Errors
/// They leave none, in Chinese.
pub fn check_margins(page: &Page) -> Result<(), String> {
    let fits = page.left_margin + page.right_margin < page.width
        && page.top_margin + page.bottom_margin < page.height;
    if fits { Ok(()) } else { Err("页边距比纸还大，没有留下排表的地方".to_owned()) }
}

/// Checks the widths of columns. A layout learned from a file may have hidden ones.
///
/// # Errors
/// One is none, in Chinese.
pub fn check_widths(columns: &[Length], may_hide: bool) -> Result<(), String> {
    let is_wrong = |width: &&Length| **width > WIDEST || **width == Length::ZERO && !may_hide;
    match columns.iter().position(|width| is_wrong(&width)) {
        Some(at) => Err(format!("columns 的第 {} 列太窄或太宽，应大于 0、不超过 1500 磅", at + 1)),
        None => Ok(()),
    }
}

/// Excel's limit.
const LONGEST_CODE: usize = 255;

/// Checks that a number format is one that Excel takes: quotes and brackets in pairs, no more than four sections, and no letters but
/// those that it knows.
///
/// # Errors
/// What is wrong with it, in Chinese.
pub fn check_code(code: &str) -> Result<(), String> {
    let wrong =
        |what: &str| Err(format!("数字格式“{code}”{what}，应写作“0.00”“#,##0.00”“0.00%”“yyyy年m月d日”等"));
    if code.chars().count() > LONGEST_CODE {
        return wrong("太长");
    }
    let Some(bare) = without_literals(code) else { return wrong("中的引号或方括号没有成对") };
    if bare.matches(';').count() > 3 {
        return wrong("超过四段");
    }
    let words = ["general", "g/通用格式", "am/pm", "a/p"];
    let bare = words.iter().fold(bare.to_lowercase(), |bare, word| bare.replace(word, ""));
    match bare.chars().find(|c| c.is_ascii_alphabetic() && !"ymdhseabgr".contains(*c)) {
        Some(letter) => wrong(&format!("中的“{letter}”不是格式符号，文字要加英文引号")),
        None => Ok(()),
    }
}

/// A code without what stands in quotes and brackets and behind the signs that take the next character; `None` where one has no end.
fn without_literals(code: &str) -> Option<String> {
    let mut bare = String::new();
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => drop(rest.find(|c| *c == '"')?),
            '[' => drop(rest.find(|c| *c == ']')?),
            '\\' | '!' | '_' | '*' => drop(rest.next()),
            c => bare.push(c),
        }
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_are_those_of_excel() {
        for code in [
            "",
            "General",
            "G/通用格式",
            "@",
            "0.00%",
            "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
            "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "yyyy年m月d日",
            "[$-F800]dddd\\,\\ mmmm\\ dd",
            "[DBNum1][$-804]aaaa",
            "上午/下午h\"时\"mm\"分\"",
            "0.00E+00",
            "# ?/?",
            "0\"万元\"",
        ] {
            assert_eq!(check_code(code), Ok(()), "{code}");
        }
        for (code, expected) in [
            ("0\"万元", "没有成对"),
            ("[Red0", "没有成对"),
            ("0;0;0;0;0", "超过四段"),
            ("0.00 wan", "“w”不是格式符号"),
        ] {
            assert!(check_code(code).unwrap_err().contains(expected), "{code}");
        }
    }
}

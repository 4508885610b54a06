//! A public copy (脱敏): names of persons who sign, numbers of identity cards and telephones are hidden, and listed to be looked at.

use jixiao_sheet::{Address, Cell, Sheet, Value};

mod names;
mod numbers;

use names::{LONGEST, hide_after_labels, hide_names, is_person_label};
use numbers::{hide_local_numbers, hide_numbers, is_phone_label};

/// A text that a public copy hides parts of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The sheet.
    pub sheet: String,
    /// The cell; `None` for what stands above or below the page.
    pub cell: Option<Address>,
    /// What stood there.
    pub before: String,
    /// What is printed.
    pub after: String,
}

/// Hides what a public copy does not show, and lists it.
#[must_use]
pub fn masked(mut sheets: Vec<Sheet>) -> (Vec<Sheet>, Vec<Masked>) {
    let mut found = Vec::new();
    for sheet in &mut sheets {
        let changed: Vec<(usize, String)> =
            (0..sheet.cells.len()).filter_map(|at| hidden(sheet, at)).collect();
        for (at, after) in changed {
            let Some(cell) = sheet.cells.get_mut(at) else { continue };
            let before = std::mem::replace(&mut cell.value, Value::Text(after.clone())).shown();
            found.push(Masked { sheet: sheet.name.clone(), cell: Some(cell.area.first), before, after });
        }
        let name = sheet.name.clone();
        let page = sheet.page.iter_mut().flat_map(|page| [&mut page.header, &mut page.footer]);
        for code in page.flatten() {
            let after = hide_in(code);
            if after != *code {
                let before = std::mem::replace(code, after.clone());
                found.push(Masked { sheet: name.clone(), cell: None, before, after });
            }
        }
    }
    (sheets, found)
}

/// The number of a cell and its text with parts hidden; `None` where nothing is.
fn hidden(sheet: &Sheet, at: usize) -> Option<(usize, String)> {
    let cell = sheet.cells.get(at)?;
    let before = cell.value.shown();
    let label = label_of(sheet, cell);
    let mut after = hide_in(&before);
    let is_person = is_person_label(&label);
    if is_person {
        after = hide_names(&after);
    }
    if is_person || is_phone_label(&label) {
        after = hide_local_numbers(&after);
    }
    (after != before).then_some((at, after))
}

fn hide_in(text: &str) -> String {
    let text = hide_numbers(&hide_after_labels(text));
    let mut label = "";
    let pieces = text.split_inclusive(['：', ':']).map(|piece| {
        let is_asked = is_person_label(last_of(label).as_str()) || is_phone_label(last_of(label).as_str());
        label = piece.trim_end_matches(['：', ':']);
        if is_asked { hide_local_numbers(piece) } else { piece.to_owned() }
    });
    pieces.collect()
}

/// The end of what stands before a colon, without blanks: no more than a label has.
fn last_of(text: &str) -> String {
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    text[text.len().saturating_sub(LONGEST)..].iter().collect()
}

/// What stands beside a cell on its left; nothing where that is filled in itself (`填表人：张三`).
fn label_of(sheet: &Sheet, cell: &Cell) -> String {
    let row = cell.area.first.row;
    let left = sheet.cells.iter().filter(|other| {
        (other.area.first.row..=other.area.last.row).contains(&row)
            && other.area.last.column < cell.area.first.column
    });
    let label = left.max_by_key(|other| other.area.last.column).map(|other| other.value.shown());
    let is_filled =
        |label: &String| label.split_once(['：', ':']).is_some_and(|(_, value)| !value.trim().is_empty());
    label.filter(|label| !is_filled(label)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jixiao_sheet::{Area, Style};

    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |row: u32, column: u32, text: &str| {
            let at = Address::new(row, column);
            let value = Value::Text(text.to_owned());
            Cell { area: Area { first: at, last: at }, value, style: Style::default(), field: None }
        };
        let rows = (0..).zip(rows);
        let cells = rows
            .flat_map(|(row, texts)| (0..).zip(*texts).map(move |(column, text)| cell(row, column, text)));
        Sheet { cells: cells.collect(), ..Sheet::default() }
    }

    #[test]
    fn persons_and_numbers_are_hidden_and_listed() {
        let (sheets, found) = masked(vec![sheet(&[
            &["填表人", "张三丰", "联系电话", "6712345"],
            &["负责人：李四　联系电话：13812345678", "项目负责人及电话", "王 五 0991-6712345"],
            &["预期目标", "发放负责人补贴13800000000元，联系人制度", "身份证号", "65010119900307123X"],
        ])]);
        let texts: Vec<String> = sheets[0].cells.iter().map(|cell| cell.value.shown()).collect();
        let expected = [
            "填表人",
            "张**",
            "联系电话",
            "****345",
            "负责人：李*　联系电话：138****5678",
            "项目负责人及电话",
            "王 * 0991-****345",
            "预期目标",
            "发放负责人补贴13800000000元，联系人制度",
            "身份证号",
            "650***********123X",
        ];
        assert_eq!(texts, expected);
        assert_eq!(found.len(), 5);
        assert_eq!((found[0].before.as_str(), found[0].after.as_str()), ("张三丰", "张**"));
    }

    #[test]
    fn local_numbers_beside_and_behind_labels() {
        for (label, text, expected) in [
            ("备注", "填表人：张三　联系电话：6712345", "填表人：张*　联系电话：****345"),
            ("备注", "填表人：张三联系电话：6712345", "填表人：张*联系电话：****345"),
            ("备注", "联系人：李四 6712345", "联系人：李* ****345"),
            ("联系人", "张三 6712345", "张* ****345"),
            ("电　话", "6712345", "****345"),
            ("备注", "文号：6712345", "文号：6712345"),
        ] {
            let (sheets, _) = masked(vec![sheet(&[&[label, text]])]);
            assert_eq!(sheets[0].cells[1].value.shown(), expected, "{label}");
        }
    }

    #[test]
    fn targets_beside_words_for_persons_stay() {
        let (_, found) = masked(vec![sheet(&[
            &["经办人员业务能力", "有效提升"],
            &["责任人落实情况", "良好"],
            &["姓名", "职称"],
            &["电话回访量", "2500000次"],
        ])]);
        assert_eq!(found, []);
    }
}

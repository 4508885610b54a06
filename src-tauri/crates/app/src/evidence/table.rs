//! 佐证材料目录, as a table to print.

use jixiao_layout::{Column, Table, TableRow, table};
use jixiao_model::half_up;
use jixiao_sheet::{Horizontal, Sheet, Value};
use jixiao_store::{EvidenceFile, EvidencePlace};
use rust_decimal::{Decimal, dec};

use super::export::{EvidenceOfForm, Exported};
use crate::desk::Actor;
use crate::desk::view::EvidenceState;

/// The columns, 2670 tenths of a millimetre in all.
const COLUMNS: [Column; 9] = [
    Column::new("序号", 110, Horizontal::Center),
    Column::new("指标", 440, Horizontal::Left),
    Column::new("实际完成值", 260, Horizontal::Left),
    Column::new("材料名称", 520, Horizontal::Left),
    Column::new("大小", 150, Horizontal::Right),
    Column::new("文件日期", 240, Horizontal::Center),
    Column::new("状态", 150, Horizontal::Center),
    Column::new("存放位置", 440, Horizontal::Left),
    Column::new("校验码（SHA-256 前 16 位）", 360, Horizontal::Left),
];

/// Digits of a hash that are printed: enough to tell a changed file.
const DIGITS: usize = 16;

/// What the list is called.
pub const EVIDENCE: &str = "佐证材料目录";

/// The list of these files. `exported` has what became of each, in the same order; `classified` forms are left out and counted.
pub fn evidence_sheet(
    agency: &str,
    year: u16,
    forms: &[EvidenceOfForm],
    exported: &[Exported],
    classified: usize,
    actor: &Actor,
) -> Sheet {
    let left_out = match classified {
        0 => String::new(),
        count => format!("；另有涉密项目 {count} 张，其材料不列入本目录"),
    };
    let files = exported.len();
    let remark =
        format!("单位：{agency}　　年度：{year}　　自评表 {} 张，材料 {files} 份{left_out}", forms.len());
    table(&Table {
        name: EVIDENCE.to_owned(),
        title: EVIDENCE.to_owned(),
        remarks: vec![remark],
        columns: COLUMNS.to_vec(),
        rows: rows(forms, exported, actor),
    })
}

fn rows(forms: &[EvidenceOfForm], exported: &[Exported], actor: &Actor) -> Vec<TableRow> {
    let mut rows = Vec::new();
    let mut became = exported.iter();
    let mut number = 0;
    for form in forms {
        rows.push(TableRow::Band(heading(form)));
        for row in &form.rows {
            for file in &row.files {
                let Some(became) = became.next() else { return rows };
                number += 1;
                let texts = [
                    number.to_string(),
                    row.name.trim().to_owned(),
                    row.actual.trim().to_owned(),
                    file.name.clone(),
                    shown_size(file.size),
                    actor.shown(file.modified),
                    state_word(became.state).to_owned(),
                    place(file, became),
                    file.hash.chars().take(DIGITS).collect(),
                ];
                rows.push(TableRow::Values(texts.into_iter().map(Value::Text).collect()));
            }
        }
    }
    rows
}

fn heading(form: &EvidenceOfForm) -> String {
    let agency = if form.agency.is_empty() { String::new() } else { format!("（{}）", form.agency) };
    format!("{}. {}{agency}", form.number, form.name)
}

fn place(file: &EvidenceFile, became: &Exported) -> String {
    match (&became.copied, file.place) {
        (Some(path), _) => path.clone(),
        (None, EvidencePlace::Copied) => "与文档同处存放".to_owned(),
        (None, EvidencePlace::Linked) => "原位置".to_owned(),
    }
}

/// Whether a file is still what was attached, in a word.
const fn state_word(state: EvidenceState) -> &'static str {
    match state {
        EvidenceState::Present => "一致",
        EvidenceState::Changed => "已改动",
        EvidenceState::Missing => "找不到",
        EvidenceState::Unknown => "未查看",
    }
}

/// `12.1 KB`.
pub fn shown_size(bytes: i64) -> String {
    let units = ["字节", "KB", "MB", "GB"];
    let mut size = Decimal::from(bytes.max(0));
    let mut unit = 0;
    while size >= dec!(1024) && unit + 1 < units.len() {
        size = size.checked_div(dec!(1024)).unwrap_or_default();
        unit += 1;
    }
    format!("{} {}", half_up(size, u32::from(unit > 0)), units.get(unit).unwrap_or(&"字节"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (bytes, shown) in [
            (0, "0 字节"),
            (1023, "1023 字节"),
            (1024, "1.0 KB"),
            (12_345, "12.1 KB"),
            (5_368_709_120, "5.0 GB"),
        ] {
            assert_eq!(shown_size(bytes), shown);
        }
    }
}

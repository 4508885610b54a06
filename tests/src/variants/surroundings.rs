//! What stands above, below and beside a form: head, foot, other tables, other sheets.

use jixiao_sheet::{Address, Area, Sheet};
use serde_json::json;

use super::case::{Case, single, spanning};

/// Names and telephone numbers below the form: reported.
pub fn foot(case: &mut Case) -> bool {
    let row = case.last_row() + 1;
    case.note(Address::new(row, 0), "填表人：张三");
    case.note(Address::new(row, 3), "联系电话：");
    case.note(Address::new(row, 5), "审核人：李四");
    case.note(Address::new(row + 1, 0), "单位负责人（签章）");
    case.note(Address::new(row + 1, 4), "项目负责人");
    case.note(Address::new(row + 2, 0), "注：本表一式两份，项目支出绩效自评表由单位留存");
    true
}

/// A date below a form whose edition prints none: reported.
pub fn date_below(case: &mut Case) -> bool {
    if case.has_numbered_goals() {
        return false;
    }
    let row = case.last_row() + 2;
    case.note(Address::new(row, 0), "填报日期：2024年3月1日");
    true
}

/// The foot names units again: what agrees needs no word, what differs is reported.
pub fn units_below(case: &mut Case) -> bool {
    if case.has_numbered_goals() || case.find("实施单位").is_none() {
        return false;
    }
    let row = case.last_row() + 1;
    case.note(Address::new(row, 0), "项目单位：另一单位（盖章）");
    case.note(Address::new(row, 5), "主管部门（盖章）：某部门");
    true
}

/// 附件1 above the title: kept, also where the edition prints none.
pub fn annex(case: &mut Case) -> bool {
    if case.has_numbered_goals() {
        return false;
    }
    case.insert_rows(0, 1);
    case.note(Address::new(0, 0), "附件1");
    true
}

/// 附件 without a number, two rows above the title.
pub fn annex_bare(case: &mut Case) -> bool {
    if case.has_numbered_goals() {
        return false;
    }
    case.insert_rows(0, 2);
    case.note(Address::new(0, 0), "附件：");
    true
}

/// Rows of the head that no edition here has: reported, label and value.
pub fn more_head_rows(case: &mut Case) -> bool {
    let Some(at) = case.find("实施单位") else { return false };
    let row = at.row + 1;
    case.insert_rows(row, 2);
    for (row, column, text) in [
        (row, 0, "项目负责人"),
        (row, 2, "张三"),
        (row, 4, "联系电话"),
        (row, 5, "0991-1234567"),
        (row + 1, 0, "项目属性"),
        (row + 1, 2, "延续性项目"),
        (row + 1, 4, "项目期限"),
        (row + 1, 5, "2021年至2025年"),
    ] {
        case.note(Address::new(row, column), text);
    }
    true
}

/// The same rows of a template that nobody has filled in.
pub fn more_head_rows_blank(case: &mut Case) -> bool {
    let Some(at) = case.find("实施单位") else { return false };
    let row = at.row + 1;
    case.insert_rows(row, 1);
    case.note(Address::new(row, 0), "项目负责人");
    case.note(Address::new(row, 4), "联系电话");
    true
}

/// A line of names between year and form: reported.
pub fn line_of_names(case: &mut Case) -> bool {
    let Some(at) = case.find("项目名称") else { return false };
    case.insert_rows(at.row, 1);
    case.note(Address::new(at.row, 0), "填报单位（盖章）：某某局");
    case.note(Address::new(at.row, 5), "联系电话：0991-1234567");
    true
}

/// 自评等次 below the total, with its value: reported.
pub fn grade_below(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    case.insert_rows(at.row + 1, 1);
    case.note(Address::new(at.row + 1, 0), "自评等次");
    case.note(Address::new(at.row + 1, 6), "优");
    true
}

/// Two labels with their texts in one cell: `单位名称：甲局    填报日期：2022年4月7日`.
pub fn two_labels_in_a_cell(case: &mut Case) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    let find = |case: &Case, label: &str| {
        let found = case.cells().find(|(_, key)| key.starts_with(label)).map(|(cell, _)| cell.area.first);
        found.map(|at| (at, case.shown(at)))
    };
    let (Some((name, text)), Some((date, dated))) = (find(case, "单位名称:"), find(case, "填报日期"))
    else {
        return false;
    };
    case.replace(|cell| if cell.area.first == date { Vec::new() } else { vec![cell] });
    case.put(name, &format!("{}      {}", text.trim(), dated.trim()));
    true
}

/// No implementing unit: its cell is blank.
pub fn unit_blank(case: &mut Case) -> bool {
    let Some(at) = case.find("实施单位") else { return false };
    case.put(Address::new(at.row, at.column + 1), "");
    no_unit(case);
    true
}

/// No implementing unit, no cell for it, and a telephone number behind the label's place.
pub fn unit_absent_before_another_label(case: &mut Case) -> bool {
    let Some(at) = case.find("实施单位") else { return false };
    case.replace(|cell| {
        if cell.area.first == Address::new(at.row, at.column + 1) { Vec::new() } else { vec![cell] }
    });
    case.note(Address::new(at.row, at.column + 2), "项目负责人");
    case.note(Address::new(at.row, at.column + 3), "张三");
    no_unit(case);
    true
}

fn no_unit(case: &mut Case) {
    case.form()["implementing_unit"] = json!("");
    case.missing.push("实施单位");
}

/// The row of the units has no 主管部门.
pub fn no_competent_department(case: &mut Case) -> bool {
    let Some(at) = case.find("主管部门") else { return false };
    case.replace(|cell| {
        if cell.area.first.row == at.row && cell.area.first.column < 4 { Vec::new() } else { vec![cell] }
    });
    case.form()["competent_department"] = json!("");
    true
}

/// A project whose own name ends in 自评表.
pub fn name_ending_in_table(case: &mut Case) -> bool {
    let Some(at) = case.find("项目名称").or_else(|| case.find("部门(单位)名称")) else {
        return false;
    };
    let Some(value) =
        case.cells().find(|(cell, _)| cell.area.first.row == at.row && cell.area.first.column > at.column)
    else {
        return false;
    };
    let value = value.0.area.first;
    case.put(value, "印制项目支出绩效自评表");
    case.form()["name"] = json!("印制项目支出绩效自评表");
    true
}

/// The goal is to fill in a form, and its text ends in 表.
pub fn goal_ending_in_table(case: &mut Case) -> bool {
    let Some(at) = case.find("预期目标") else { return false };
    let below = |column: u32| Address::new(at.row + 1, column);
    let text = "完成全年项目支出绩效自评表";
    case.put(below(at.column), text);
    let actual = case.find("实际完成情况").or_else(|| case.find("实际完成目标"));
    if let Some(actual) = actual {
        case.replace(|cell| if cell.area.first == below(actual.column) { Vec::new() } else { vec![cell] });
    }
    case.each(|cell| cell.area.last = cell.area.first);
    case.form()["goal_expected"] = json!(text);
    case.form()["goal_actual"] = json!("");
    true
}

/// The goal's texts stand in several cells below one another.
pub fn goal_in_lines(case: &mut Case) -> bool {
    let Some(at) = case.find("预期目标") else { return false };
    let expected = ["目标1：完成补贴发放。", "目标2：提高服务对象满意度；", "目标3：按时结项。"];
    case.put(Address::new(at.row + 1, at.column), expected[0]);
    case.insert_rows(at.row + 2, 2);
    for (row, text) in (at.row + 2..).zip(&expected[1..]) {
        case.put(Address::new(row, at.column), text);
    }
    case.form()["goal_expected"] = json!(expected.concat());
    true
}

/// A list of the book's projects below the form.
pub fn summary_below(case: &mut Case) -> bool {
    let row = case.last_row() + 3;
    summary(case, row, true);
    true
}

/// The same without a title.
pub fn summary_below_without_title(case: &mut Case) -> bool {
    let row = case.last_row() + 3;
    summary(case, row, false);
    true
}

/// A list of the book's projects above the form.
pub fn summary_above(case: &mut Case) -> bool {
    case.insert_rows(0, 7);
    summary(case, 0, true);
    true
}

/// The same without a title, above a form without a title.
pub fn summary_above_without_titles(case: &mut Case) -> bool {
    if !super::labels::title_missing(case) {
        return false;
    }
    case.insert_rows(0, 7);
    summary(case, 0, false);
    true
}

/// A list of projects with the columns of a funds table.
pub fn funds_list_below(case: &mut Case) -> bool {
    let row = case.last_row() + 2;
    let rows = [
        ["项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
        ["甲项目", "1", "2", "2", "100%", "10"],
    ];
    for (row, texts) in (row..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            case.note(Address::new(row, column), text);
        }
    }
    true
}

/// A list of indicators of all projects, with the columns of an indicator table.
pub fn indicator_list_below(case: &mut Case) -> bool {
    let row = case.last_row() + 2;
    let rows = [
        ["序号", "项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        ["1", "甲项目", "产出指标", "数量指标", "发放人数", "≥50人", "60人"],
    ];
    for (row, texts) in (row..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            case.note(Address::new(row, column), text);
        }
    }
    true
}

/// A second indicator table below the total, as a draft: reported, never added to the first.
pub fn second_table_below(case: &mut Case) -> bool {
    let row = case.last_row() + 2;
    let rows =
        [["一级指标", "二级指标", "三级指标", "年度指标值"], ["产出指标", "数量指标", "发放人数", "≥50人"]];
    for (row, texts) in (row..).zip(rows) {
        for (column, text) in (1..).zip(texts) {
            case.note(Address::new(row, column), text);
        }
    }
    true
}

fn summary(case: &mut Case, row: u32, with_title: bool) {
    let rows = [
        ["序号", "项目名称", "实施单位", "全年预算数", "得分"],
        ["1", "甲项目", "甲单位", "20.00", "98.00"],
        ["2", "乙项目", "乙单位", "30.00", "99.00"],
        ["", "合计", "", "50.00", ""],
    ];
    if with_title {
        case.note(Address::new(row, 0), "2023年度项目支出绩效自评表汇总表");
    }
    for (row, texts) in (row + 1..).zip(rows) {
        for (column, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            case.note(Address::new(row, column), text);
        }
    }
}

/// The forms one below the other on one sheet, with so many blank rows between.
pub fn stack(cases: &[Case], blank_rows: u32) -> Case {
    let mut stacked = Case::default();
    for case in cases {
        let mut case = case.clone();
        let top = if stacked.sheet.cells.is_empty() { 0 } else { stacked.last_row() + 1 + blank_rows };
        case.insert_rows(0, top);
        stacked.sheet.cells.append(&mut case.sheet.cells);
        stacked.forms.append(&mut case.forms);
        stacked.reported.append(&mut case.reported);
        stacked.missing.append(&mut case.missing);
    }
    stacked
}

fn sheet(name: &str, texts: &[(u32, u32, &str)]) -> Sheet {
    let cells = texts.iter().map(|(row, column, text)| single(Address::new(*row, *column), text)).collect();
    Sheet { name: name.to_owned(), cells, ..Sheet::default() }
}

/// A sheet with the title of the book and nothing else that a form has.
pub fn cover() -> Sheet {
    let title = spanning(Address::new(3, 0), Address::new(3, 8), "2023年度项目支出绩效自评表");
    let mut cover =
        sheet("封面", &[(6, 2, "填报单位：某某局"), (7, 2, "项目名称："), (8, 2, "填报日期：2024年3月")]);
    cover.cells.insert(0, title);
    cover
}

/// A sheet that lists projects.
pub fn summary_sheet() -> Sheet {
    let mut case = Case::default();
    summary(&mut case, 0, true);
    Sheet { name: "汇总表".to_owned(), ..case.sheet }
}

/// A sheet that lists the indicators of all projects.
pub fn indicator_list_sheet() -> Sheet {
    sheet(
        "指标汇总",
        &[
            (0, 0, "绩效自评指标一览表"),
            (1, 0, "项目名称"),
            (1, 1, "一级指标"),
            (1, 2, "二级指标"),
            (1, 3, "三级指标"),
            (1, 4, "得分"),
            (2, 0, "甲项目"),
            (2, 1, "产出指标"),
            (2, 2, "数量指标"),
            (2, 3, "发放人数"),
            (2, 4, "10"),
        ],
    )
}

/// A sheet with nothing in it but a merged blank area.
pub fn empty_sheet() -> Sheet {
    let area = Area { first: Address::new(0, 0), last: Address::new(5, 5) };
    let blank = jixiao_sheet::Cell { area, ..single(area.first, "") };
    Sheet { name: "Sheet3".to_owned(), cells: vec![blank], ..Sheet::default() }
}

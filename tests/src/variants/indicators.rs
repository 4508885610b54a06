//! The indicator table: rows, classes, totals.

use jixiao_sheet::{Address, Area, Cell, Value};
use serde_json::{Value as Json, json};

use super::case::{Case, Table, key, shuffled, single, spanning};

/// The columns of 一级 and 二级指标.
fn class_columns(case: &Case, table: Table) -> Option<[Area; 2]> {
    Some([case.heading(table, &["一级指标"])?, case.heading(table, &["二级指标"])?])
}

/// Unmerges the classes and writes them into each row.
fn fill_classes(case: &mut Case, table: Table) -> bool {
    let Some(columns) = class_columns(case, table) else { return false };
    case.replace(|cell| {
        let at = cell.area.first;
        let is_class = columns.iter().any(|area| area.first.column == at.column)
            && (table.first..=table.last).contains(&at.row);
        if !is_class {
            return vec![cell];
        }
        let text = cell.value.shown();
        (at.row..=cell.area.last.row).map(|row| single(Address::new(row, at.column), &text)).collect()
    });
    true
}

/// The rows of the first table in another order, their classes written in each.
pub fn rows_shuffled(case: &mut Case) -> bool {
    shuffle_rows(case, false)
}

/// The same, with runs of equal classes written once and not merged.
pub fn rows_shuffled_classes_once(case: &mut Case) -> bool {
    shuffle_rows(case, true)
}

fn shuffle_rows(case: &mut Case, once: bool) -> bool {
    let table = case.tables()[0];
    if !fill_classes(case, table) {
        return false;
    }
    let order = shuffled(case.rows().len(), u64::from(table.last));
    let rows = case.rows().clone();
    *case.rows() = order.iter().map(|from| rows[*from].clone()).collect();
    let to: Vec<u32> = (0..rows.len()).map(|from| place(&order, from)).collect();
    case.each(|cell| {
        let row = cell.area.first.row;
        let is_row = (table.first..=table.last).contains(&row) && cell.area.last.row == row;
        if is_row {
            let row = table.first + to[(row - table.first) as usize];
            cell.area.first.row = row;
            cell.area.last.row = row;
        }
    });
    if once { write_classes_once(case, table) } else { true }
}

fn place(order: &[usize], from: usize) -> u32 {
    let place = order.iter().position(|moved| *moved == from).unwrap_or_default();
    u32::try_from(place).unwrap_or_default()
}

fn write_classes_once(case: &mut Case, table: Table) -> bool {
    let Some([level1, level2]) = class_columns(case, table) else { return false };
    let at = |row: u32, area: Area| Address::new(row, area.first.column);
    let mut blank = Vec::new();
    for row in table.first + 1..=table.last {
        let same1 = key(&case.shown(at(row, level1))) == key(&case.shown(at(row - 1, level1)));
        let same2 = key(&case.shown(at(row, level2))) == key(&case.shown(at(row - 1, level2)));
        blank.extend(same1.then(|| at(row, level1)));
        blank.extend((same1 && same2).then(|| at(row, level2)));
    }
    case.replace(|cell| if blank.contains(&cell.area.first) { Vec::new() } else { vec![cell] });
    true
}

/// The total row with its label in one cell, nothing merged.
pub fn total_unmerged(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    case.each(|cell| {
        if cell.area.first.row == at.row {
            cell.area.last = cell.area.first;
        }
    });
    true
}

/// The total's label right before its figures, under 实际完成值.
pub fn total_label_before_figures(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    let table = case.tables()[0];
    let Some(weight) = case.heading(table, WEIGHT) else { return false };
    case.each(|cell| {
        if cell.area.first == at {
            let to = Address::new(at.row, weight.first.column - 1);
            cell.area = Area { first: to, last: to };
        }
    });
    true
}

/// The total in the first row of the table.
pub fn total_on_top(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    let table = case.tables()[0];
    if case.tables().len() > 1 {
        return false;
    }
    case.insert_rows(table.first, 1);
    let from = at.row + 1;
    case.each(|cell| {
        if cell.area.first.row == from {
            cell.area.first.row = table.first;
            cell.area.last.row = table.first;
        }
    });
    // The label beside the table makes room for the total.
    case.each(|cell| {
        let is_side = cell.area.first.column == 0
            && cell.area.first.row == table.header
            && cell.area.last.row > table.first;
        if is_side {
            cell.area.last.row = table.first - 1;
        }
    });
    true
}

/// The total row is gone: the form ends with its last indicator.
pub fn total_missing(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    case.clear_row(at.row);
    case.form()["total"] = json!({"weight": "", "score": ""});
    case.missing.push("总分行");
    true
}

/// The total row is gone and the foot follows the last indicator.
pub fn total_missing_with_foot(case: &mut Case) -> bool {
    let Some(at) = case.find("总分") else { return false };
    if case.has_numbered_goals() {
        return false;
    }
    total_missing(case);
    let last = case.last_column();
    let foot = spanning(at, Address::new(at.row, last), "填表人：张三        联系电话：0991-1234567");
    case.replace(|cell| vec![cell]);
    case.sheet.cells.push(foot);
    case.reported.push(at);
    case.replace(|cell| vec![cell]);
    true
}

/// Appends a row to the first table, with these texts under 一级指标 … 得分.
fn append(case: &mut Case, table: Table, texts: &[(&[&str], &str)]) -> u32 {
    let row = table.last + 1;
    case.insert_rows(row, 1);
    for (words, text) in texts {
        if let Some(area) = case.heading(table, words) {
            case.put(Address::new(row, area.first.column), text);
        }
    }
    row
}

const LEVEL1: &[&str] = &["一级指标"];
const LEVEL2: &[&str] = &["二级指标"];
const LEVEL3: &[&str] = &["三级指标"];
const TARGET: &[&str] = &["年度指标值", "年度", "预期指标值", "年初目标值"];
const ACTUAL: &[&str] = &["实际完成", "实际"];
const WEIGHT: &[&str] = &["分值权重", "分值"];
const SCORE: &[&str] = &["得分"];

fn last_classes(case: &mut Case) -> (Json, Json) {
    let last = case.rows().last().cloned().unwrap_or_default();
    (last["level1"].clone(), last["level2"].clone())
}

/// A subclass that is not used: `/` in every cell.
pub fn crossed_out_row(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let cross = "/";
    append(
        case,
        table,
        &[
            (LEVEL2, "生态效益指标"),
            (LEVEL3, cross),
            (TARGET, cross),
            (ACTUAL, cross),
            (WEIGHT, cross),
            (SCORE, cross),
        ],
    );
    let (level1, _) = last_classes(case);
    let row = json!({"level1": level1, "level2": "生态效益指标", "level3": "/", "target": "/", "actual": "/", "score": "/"});
    let mut row = row;
    if case.heading(table, WEIGHT).is_some() {
        row["weight"] = json!("/");
    }
    case.rows().push(row);
    true
}

/// The same, with one `/` merged over all cells.
pub fn crossed_out_row_merged(case: &mut Case) -> bool {
    if !crossed_out_row(case) {
        return false;
    }
    let table = case.tables()[0];
    let (Some(first), Some(last)) = (case.heading(table, LEVEL3), case.heading(table, SCORE)) else {
        return false;
    };
    let row = table.last;
    let area =
        Area { first: Address::new(row, first.first.column), last: Address::new(row, last.last.column) };
    case.replace(|cell| {
        if cell.area.first == area.first {
            vec![Cell { area, ..cell }]
        } else if area.contains(cell.area.first) {
            Vec::new()
        } else {
            vec![cell]
        }
    });
    true
}

/// Rows of a template that nobody has filled in: the class is printed and nothing else.
pub fn row_with_classes_only(case: &mut Case) -> bool {
    let table = case.tables()[0];
    append(case, table, &[(LEVEL1, "满意度指标"), (LEVEL2, "服务对象满意度指标")]);
    case.rows().push(json!({"level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "", "target": "", "actual": "", "score": ""}));
    true
}

/// Nobody has filled in the table: every class is printed, nothing else.
pub fn rows_blank(case: &mut Case) -> bool {
    for table in case.tables() {
        let Some([_, level2]) = class_columns(case, table) else { return false };
        fill_classes(case, table);
        case.replace(|cell| {
            let at = cell.area.first;
            let is_value = (table.first..=table.last).contains(&at.row) && at.column > level2.last.column;
            if is_value { Vec::new() } else { vec![cell] }
        });
    }
    let blank = |rows: &mut Json| {
        for row in rows.as_array_mut().into_iter().flatten() {
            *row = json!({"level1": row["level1"], "level2": row["level2"], "level3": "", "target": "", "actual": "", "score": ""});
        }
    };
    if case.has_numbered_goals() {
        case.form()["goals"]
            .as_array_mut()
            .into_iter()
            .flatten()
            .for_each(|goal| blank(&mut goal["indicators"]));
    } else {
        blank(&mut case.form()["indicators"]);
    }
    true
}

/// A subtotal between the classes is no indicator; one that is not the sum of its class is reported.
pub fn subtotal_row(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let row = append(case, table, &[]);
    if let Some(area) = case.heading(table, LEVEL1) {
        case.put(Address::new(row, area.first.column), "小计");
    }
    if let Some(area) = case.heading(table, SCORE) {
        case.note(Address::new(row, area.first.column), "40");
    }
    true
}

/// The same, named after another class than the one above it: all of it is reported.
pub fn subtotal_of_class(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let row = append(case, table, &[]);
    for (words, text) in [(LEVEL1, "产出指标小计"), (SCORE, "40")] {
        if let Some(area) = case.heading(table, words) {
            case.note(Address::new(row, area.first.column), text);
        }
    }
    true
}

/// A text over the whole width inside the table, 续表 at the head of a page: reported, no indicator.
pub fn line_across_table(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let middle = table.first + (table.last - table.first).div_ceil(2);
    let last = case.last_column();
    fill_classes(case, table);
    let below = |cell: &Cell| {
        cell.area.first.column == 0 && cell.area.first.row < middle && cell.area.last.row >= middle
    };
    case.each(|cell| {
        if below(cell) {
            cell.area.last.row = middle - 1;
        }
    });
    case.insert_rows(middle, 1);
    let line = spanning(Address::new(middle, 0), Address::new(middle, last), "（续表）");
    case.reported.push(line.area.first);
    case.sheet.cells.push(line);
    case.replace(|cell| vec![cell]);
    true
}

/// The first two neighbours in the table that share a class, a subclass and nothing else.
fn neighbours(case: &mut Case) -> Option<usize> {
    let rows = case.rows();
    rows.windows(2).position(|pair| {
        pair[0]["level1"] == pair[1]["level1"] && pair[0]["level3"] != "/" && pair[1]["level3"] != "/"
    })
}

fn merge_down(case: &mut Case, at: Address) {
    let below = Address::new(at.row + 1, at.column);
    case.replace(|cell| if cell.area.first == below { Vec::new() } else { vec![cell] });
    case.each(|cell| {
        if cell.area.first == at {
            cell.area.last.row += 1;
        }
    });
}

fn merge_neighbours(case: &mut Case, words: &[&str]) -> Option<(usize, Address)> {
    let table = case.tables()[0];
    let first = neighbours(case)?;
    let column = case.heading(table, words)?.first.column;
    let at = Address::new(table.first + u32::try_from(first).ok()?, column);
    Some((first, at))
}

/// One reason for two indicators: it belongs to the first, and that is said.
pub fn reason_merged(case: &mut Case) -> bool {
    let Some((first, at)) = merge_neighbours(case, &["偏差原因"]) else { return false };
    case.put(at, "两项均受疫情影响，下一步加快进度。");
    merge_down(case, at);
    case.reported.push(at);
    case.rows()[first]["reason"] = json!("两项均受疫情影响，下一步加快进度。");
    case.rows()[first + 1]["reason"] = json!("");
    true
}

/// One weight for two indicators: it belongs to the first, and that is said.
pub fn weight_merged(case: &mut Case) -> bool {
    let Some((first, at)) = merge_neighbours(case, WEIGHT) else { return false };
    merge_down(case, at);
    case.reported.push(at);
    case.rows()[first + 1]["weight"] = json!("");
    true
}

/// One indicator with two targets, its name merged over both rows.
pub fn level3_merged(case: &mut Case) -> bool {
    let Some((first, at)) = merge_neighbours(case, LEVEL3) else { return false };
    let name = case.rows()[first]["level3"].clone();
    if case.sheet.cell(at).is_some_and(|cell| cell.area.last.column > at.column) {
        return false; // its columns are merged as well
    }
    merge_down(case, at);
    case.rows()[first + 1]["level3"] = name;
    true
}

/// A subclass merged over the border of two classes: read as it stands, and reported.
pub fn level2_across_classes(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some([_, level2]) = class_columns(case, table) else { return false };
    let Some(last) = case.rows().windows(2).position(|pair| pair[0]["level1"] != pair[1]["level1"]) else {
        return false;
    };
    let at = |index: usize| {
        Address::new(table.first + u32::try_from(index).unwrap_or_default(), level2.first.column)
    };
    fill_classes(case, table);
    merge_down(case, at(last));
    case.reported.push(at(last));
    let subclass = case.rows()[last]["level2"].clone();
    case.rows()[last + 1]["level2"] = subclass;
    true
}

/// 满意度指标 merged over both class columns: its text is class and subclass, and that is said.
pub fn class_merged_across(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some([level1, level2]) = class_columns(case, table) else { return false };
    if !fill_classes(case, table) || level1.last.column + 1 != level2.first.column {
        return false;
    }
    let at = Address::new(table.last, level1.first.column);
    case.replace(|cell| {
        if cell.area.first == Address::new(at.row, level2.first.column) { Vec::new() } else { vec![cell] }
    });
    case.each(|cell| {
        if cell.area.first == at {
            cell.area.last.column = level2.last.column;
        }
    });
    let (level1, _) = last_classes(case);
    if let Some(last) = case.rows().last_mut() {
        last["level2"] = level1;
    }
    case.reported.push(at);
    true
}

/// Indicators whose names are words of the head and foot.
pub fn names_like_labels(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some(level3) = case.heading(table, LEVEL3) else { return false };
    let names = ["项目支出", "合计", "备注", "年度目标1完成率", "单位名称", "其他资金", "绩效自评表"];
    let rows = usize::try_from(table.last - table.first + 1).unwrap_or_default();
    for (index, name) in names.iter().enumerate().take(rows) {
        if case.rows()[index]["level3"] != "/" {
            case.put(
                Address::new(table.first + u32::try_from(index).unwrap_or_default(), level3.first.column),
                name,
            );
            case.rows()[index]["level3"] = json!(name);
        }
    }
    true
}

/// The last indicator has nothing but its name, which ends in 表, and nothing is merged: a lone cell above the total.
pub fn lone_name_ending_in_table(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some([level1, _]) = class_columns(case, table) else { return false };
    let row = append(case, table, &[(LEVEL3, "完成项目支出绩效自评表")]);
    case.each(|cell| cell.area.last = cell.area.first);
    case.replace(|cell| {
        if cell.area.first.row == row && cell.area.first.column <= level1.last.column {
            Vec::new()
        } else {
            vec![cell]
        }
    });
    let (level1, level2) = last_classes(case);
    case.rows().push(json!({"level1": level1, "level2": level2, "level3": "完成项目支出绩效自评表", "target": "", "actual": "", "score": ""}));
    true
}

/// Weights and scores as numbers, or as text where they were numbers.
pub fn figures_turned(case: &mut Case) -> bool {
    let Some((first, _)) = case.fund_columns() else { return false };
    case.each(|cell| {
        if cell.area.first.column < first {
            return;
        }
        cell.value = match &cell.value {
            Value::Number(number) => Value::Text(number.shown()),
            Value::Text(text) => {
                jixiao_sheet::Number::showing(text).map_or_else(|| Value::Text(text.clone()), Value::Number)
            }
        };
    });
    true
}

/// A column that no edition here has, 度量单位, between target and actual: heading and cells are reported.
pub fn extra_column(case: &mut Case) -> bool {
    for table in case.tables().into_iter().rev() {
        let Some(actual) = case.heading(table, ACTUAL) else { return false };
        if case.tables().len() > 1 {
            return false;
        }
        let column = actual.first.column;
        case.insert_columns(column, 1);
        for (row, text) in (table.first..=table.last).zip(["人", "%", "次"].into_iter().cycle()) {
            case.note(Address::new(row, column), text);
        }
        case.note(Address::new(table.header, column), "度量单位");
    }
    true
}

/// 指标性质 and 指标方向 before the target.
pub fn extra_columns_before_target(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some(target) = case.heading(table, TARGET) else { return false };
    if case.tables().len() > 1 {
        return false;
    }
    let column = target.first.column;
    case.insert_columns(column, 2);
    for (at, text) in [(column, "指标性质"), (column + 1, "指标值方向")] {
        case.note(Address::new(table.header, at), text);
        case.note(Address::new(table.first, at), "正向");
    }
    true
}

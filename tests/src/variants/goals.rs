//! The numbered annual goals of a department's form.

use jixiao_sheet::{Address, Area};
use serde_json::{Value as Json, json};

use super::case::{Case, key};

/// Where the headings 年度目标1, 年度目标2 … begin.
fn headings(case: &Case) -> Vec<Address> {
    case.cells().filter(|(_, key)| key.starts_with("年度目标")).map(|(cell, _)| cell.area.first).collect()
}

fn goals(case: &mut Case) -> &mut Vec<Json> {
    case.form()["goals"].as_array_mut().unwrap_or_else(|| panic!("no goals"))
}

fn rename(case: &mut Case, heading: impl Fn(usize, &str) -> String) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    for (index, at) in headings(case).into_iter().enumerate() {
        let points = goals(case)[index]["points"].as_str().unwrap_or_default().to_owned();
        case.put(at, &heading(index, &points));
    }
    true
}

/// `年度目标1：（10分）`.
pub fn headings_full_width(case: &mut Case) -> bool {
    rename(case, |index, points| format!("年度目标{}：（{points}分）", index + 1))
}

/// `年度目标一（10分）`.
pub fn headings_in_words(case: &mut Case) -> bool {
    let words: Vec<char> = "一二三四五六七八九十".chars().collect();
    rename(case, |index, points| format!("年度目标{}\n（{points} 分）", words[index]))
}

/// `年度目标1`, the points left away.
pub fn headings_without_points(case: &mut Case) -> bool {
    if !rename(case, |index, _| format!("年度目标{}", index + 1)) {
        return false;
    }
    for goal in goals(case) {
        goal["points"] = json!("");
    }
    true
}

/// `年度目标1：（  分）`, as a template has it.
pub fn headings_with_blank_points(case: &mut Case) -> bool {
    if !rename(case, |index, _| format!("年度目标{}：\n（   分）", index + 1)) {
        return false;
    }
    for goal in goals(case) {
        goal["points"] = json!("");
    }
    true
}

/// The goal's text in the row below its heading.
pub fn text_in_next_row(case: &mut Case) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    for at in headings(case).into_iter().rev() {
        case.insert_rows(at.row + 1, 1);
        case.each(|cell| {
            if cell.area.first.row == at.row && cell.area.first.column > at.column {
                cell.area.first.row += 1;
                cell.area.last.row += 1;
            }
        });
    }
    true
}

/// The goal's text in the cell of its heading.
pub fn text_behind_heading(case: &mut Case) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    for (index, at) in headings(case).into_iter().enumerate() {
        let goal = goals(case)[index].clone();
        let text = goal["goal"].as_str().unwrap_or_default();
        let points = goal["points"].as_str().unwrap_or_default();
        case.replace(|cell| {
            if cell.area.first.row == at.row && cell.area.first != at { Vec::new() } else { vec![cell] }
        });
        case.put(at, &format!("年度目标{}（{points}分）：{text}", index + 1));
        case.each(|cell| {
            if cell.area.first == at {
                cell.area.last.column = 7;
            }
        });
    }
    true
}

/// One goal, all others removed.
pub fn one_goal(case: &mut Case) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    let (Some(second), Some(total)) = (headings(case).get(1).copied(), case.find("总分")) else {
        return false;
    };
    case.replace(|cell| {
        if (second.row..total.row).contains(&cell.area.first.row) { Vec::new() } else { vec![cell] }
    });
    goals(case).truncate(1);
    true
}

/// Ten goals: the first three once more.
pub fn ten_goals(case: &mut Case) -> bool {
    if !case.has_numbered_goals() {
        return false;
    }
    let heads = headings(case);
    let Some(total) = case.find("总分") else { return false };
    let (first, end) = (heads[0].row, heads[3].row);
    case.insert_rows(total.row, end - first);
    let down = |at: Address| Address::new(at.row + total.row - first, at.column);
    case.replace(|cell| {
        if !(first..end).contains(&cell.area.first.row) {
            return vec![cell];
        }
        let area = Area { first: down(cell.area.first), last: down(cell.area.last) };
        vec![jixiao_sheet::Cell { area, ..cell.clone() }, cell]
    });
    let more: Vec<Json> = goals(case).iter().take(3).cloned().collect();
    goals(case).extend(more);
    goals(case).iter_mut().enumerate().for_each(|(index, goal)| goal["no"] = json!(index + 1));
    for (index, at) in headings(case).into_iter().enumerate() {
        let text = key(&case.shown(at));
        let points = text.split_once(':').map_or("", |(_, points)| points).to_owned();
        case.put(at, &format!("年度目标{}:\n{points}", index + 1));
    }
    true
}

/// The texts in the cells of their headings: `预期目标：完成……`.
pub fn texts_behind_halves(case: &mut Case) -> bool {
    let Some(expected) = case.find("预期目标") else { return false };
    let Some(actual) = case.find("实际完成情况").or_else(|| case.find("实际完成目标")) else {
        return false;
    };
    for at in [expected, actual] {
        let below = Address::new(at.row + 1, at.column);
        let text = format!("{}：\n{}", case.shown(at), case.shown(below));
        case.replace(|cell| if cell.area.first == below { Vec::new() } else { vec![cell] });
        case.put(at, &text);
    }
    true
}

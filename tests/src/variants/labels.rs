//! How labels, headings, titles and years are written.

use jixiao_sheet::{Address, Area, Value};
use serde_json::json;

use super::case::{Case, key, single, spanning};

/// Every word that the editions print as a label or heading.
const LABELS: [&str; 43] = [
    "项目名称",
    "主管部门",
    "实施单位",
    "部门(单位)名称",
    "单位名称",
    "基本支出总额",
    "项目支出总额",
    "项目资金",
    "年度预算",
    "资金来源",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "预算数",
    "执行数",
    "分值",
    "分值权重",
    "执行率",
    "得分",
    "年度总体目标",
    "预期目标",
    "实际完成情况",
    "实际完成目标",
    "绩效指标",
    "年度绩效指标",
    "年度绩效指标完成情况",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "预期指标值",
    "年初目标值",
    "指标值设定依据",
    "实际完成值",
    "实际完成指标值",
    "偏差原因分析及改进措施",
    "总分",
    "偏差大或目标未完成原因分析",
    "改进措施及结果应用方案",
    "部门整体支出总额",
    "年度资金总额",
    "年度总资金",
    "备注",
];

/// Writes labels otherwise; `change` gets the word and what stands in brackets behind it.
fn relabel(case: &mut Case, change: impl Fn(&str, &str) -> Option<String>) -> bool {
    case.each(|cell| {
        let text = key(&cell.value.shown());
        let (word, behind) =
            text.find('(').filter(|at| *at > 0).map_or((text.as_str(), ""), |at| text.split_at(at));
        let (word, behind) =
            if LABELS.contains(&text.as_str()) { (text.as_str(), "") } else { (word, behind) };
        if LABELS.contains(&word)
            && let Some(changed) = change(word, behind)
        {
            cell.value = Value::Text(changed);
        }
    });
    true
}

/// `项 目 名 称`.
pub fn spaces_inside(case: &mut Case) -> bool {
    relabel(case, |word, behind| Some(word.chars().chain(behind.chars()).flat_map(|c| [c, ' ']).collect()))
}

/// `项目\n名称`.
pub fn line_breaks_inside(case: &mut Case) -> bool {
    relabel(case, |word, behind| {
        let middle = word.char_indices().nth(word.chars().count() / 2)?.0;
        Some(format!(" {}\n{}{behind}", &word[..middle], &word[middle..]))
    })
}

/// `项目名称：`, `年度资金总额:`.
pub fn colons_behind(case: &mut Case) -> bool {
    relabel(case, |word, behind| Some(format!("{word}{behind}：")))
}

/// Units, letters and formulas in brackets behind the headings.
pub fn brackets_behind(case: &mut Case) -> bool {
    relabel(case, |word, behind| {
        if !behind.is_empty() {
            return None;
        }
        let behind = match word {
            "年初预算数" => "（万元）",
            "全年预算数" => "（A）",
            "全年执行数" => "（B）",
            "执行率" => "（B/A）",
            "得分" => "（10分×执行率）",
            "分值" => "（权重）",
            "实际完成值" | "实际完成指标值" => "（C）",
            "项目资金" => " （万元）",
            "项目名称" => "（全称）",
            "偏差原因分析及改进措施" => "（未完成的必填）",
            "总分" => "（满分100分）",
            _ => return None,
        };
        Some(format!("{word}{behind}"))
    })
}

/// `一、项目名称`, `*主管部门`.
pub fn marks_in_front(case: &mut Case) -> bool {
    relabel(case, |word, behind| {
        let mark = match word {
            "项目名称" | "单位名称" | "部门(单位)名称" => "一、",
            "主管部门" => "*",
            "实施单位" => "★",
            "项目资金" | "年度预算" => "二、",
            "年度总体目标" => "三、",
            "绩效指标" | "年度绩效指标" | "年度绩效指标完成情况" => "四、",
            "总分" => "五、",
            _ => return None,
        };
        Some(format!("{mark}{word}{behind}"))
    })
}

/// Words that other units use for the same. Whose form it is they do not say: an edition for the whole country is as good.
pub fn other_words(case: &mut Case) -> bool {
    for form in case.forms.iter_mut().filter_map(serde_json::Value::as_object_mut) {
        form.remove("edition");
    }
    relabel(case, |word, behind| {
        let other = match word {
            "实施单位" => "项目实施单位",
            "主管部门" => "项目主管部门",
            "年初预算数" => "年初预算",
            "全年预算数" => "全年预算",
            "全年执行数" => "全年执行",
            "年度指标值" => "指标值",
            "实际完成值" => "全年完成值",
            "分值" => "权重",
            "得分" => "自评得分",
            "实际完成情况" => "全年实际完成情况",
            "预期目标" => "年初设定目标",
            "偏差原因分析及改进措施" => "未完成原因分析及改进措施",
            "总分" => "总计",
            _ => return None,
        };
        Some(format!("{other}{behind}"))
    })
}

/// `总 分` and what else the total row is called.
pub fn total_spaced(case: &mut Case) -> bool {
    relabel(case, |word, _| (word == "总分").then(|| "总 分".to_owned()))
}

/// 合计.
pub fn total_sum(case: &mut Case) -> bool {
    relabel(case, |word, _| (word == "总分").then(|| "合  计".to_owned()))
}

/// The header over two rows, each heading in pieces below one another, those of one piece merged down.
pub fn header_in_two_rows_merged(case: &mut Case) -> bool {
    split_header(
        case,
        &[
            &["年度", "指标值"],
            &["实际", "完成值"],
            &["预期", "指标值"],
            &["年初", "目标值"],
            &["偏差原因分析", "及改进措施"],
        ],
        true,
    )
}

/// The header over two rows, every heading in pieces, nothing merged.
pub fn header_in_two_rows(case: &mut Case) -> bool {
    split_header(
        case,
        &[
            &["一级", "指标"],
            &["二级", "指标"],
            &["三级", "指标"],
            &["年度", "指标值"],
            &["实际", "完成值"],
            &["实际完成", "指标值"],
        ],
        false,
    )
}

/// The header over three rows.
pub fn header_in_three_rows(case: &mut Case) -> bool {
    split_header(
        case,
        &[
            &["年度", "指标", "值"],
            &["实际", "完成", "值"],
            &["偏差原因", "分析及", "改进措施"],
            &["预期", "指标", "值"],
        ],
        true,
    )
}

fn split_header(case: &mut Case, pieces: &[&[&str]], merged: bool) -> bool {
    for table in case.tables().into_iter().rev() {
        if table.first > table.header + 1 {
            return false; // split already
        }
        let extra = u32::try_from(pieces[0].len() - 1).unwrap_or_default();
        case.insert_rows(table.first, extra);
        let is_heading = |at: Address| at.row == table.header;
        case.replace(|cell| {
            if !is_heading(cell.area.first) || cell.area.last.row > table.header + extra {
                return vec![cell];
            }
            let word = key(&cell.value.shown());
            let at = |row: u32| Address::new(table.header + row, cell.area.first.column);
            let end = |row: u32| Address::new(table.header + row, cell.area.last.column);
            match pieces.iter().find(|pieces| pieces.concat() == word) {
                Some(pieces) => {
                    (0..).zip(*pieces).map(|(row, piece)| spanning(at(row), end(row), piece)).collect()
                }
                None if merged => vec![spanning(at(0), end(extra), &word)],
                None => vec![spanning(at(0), end(0), &word)],
            }
        });
    }
    true
}

/// 绩效指标 over the three levels, their names in a row of their own, the other headings merged down beside them.
pub fn header_grouped_merged(case: &mut Case) -> bool {
    group_header(case, true)
}

/// The same with nothing merged: the other headings stand in the first row only.
pub fn header_grouped(case: &mut Case) -> bool {
    group_header(case, false)
}

fn group_header(case: &mut Case, merged: bool) -> bool {
    for table in case.tables().into_iter().rev() {
        let heads = ["一级指标", "二级指标", "三级指标"].map(|word| case.heading(table, &[word]));
        let [Some(first), Some(_), Some(last)] = heads else { return false };
        if table.first > table.header + 1 {
            return false;
        }
        case.insert_rows(table.first, 1);
        let levels = first.first.column..=last.last.column;
        let down = |at: Address| Address::new(at.row + 1, at.column);
        case.each(|cell| {
            if cell.area.first.row != table.header || cell.area.last.row > table.header + 1 {
                return;
            }
            if levels.contains(&cell.area.first.column) {
                cell.area = Area { first: down(cell.area.first), last: down(cell.area.last) };
            } else if merged {
                cell.area.last.row += 1;
            }
        });
        let group = spanning(first.first, Address::new(first.first.row, last.last.column), "绩效指标");
        case.replace(|cell| {
            if cell.area.first == down(first.first) { vec![group.clone(), cell] } else { vec![cell] }
        });
    }
    true
}

/// The header printed again inside the table, at the head of a page.
pub fn header_repeated(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let rows = table.first - table.header;
    let middle = table.first + (table.last - table.first).div_ceil(2);
    case.insert_rows(middle, rows);
    let in_header = |row: u32| (table.header..table.first).contains(&row);
    case.replace(|cell| {
        let area = cell.area;
        if !in_header(area.first.row) || area.last.row >= middle {
            return vec![cell];
        }
        let down = |at: Address| Address::new(at.row + middle - table.header, at.column);
        let copy = jixiao_sheet::Cell {
            area: Area { first: down(area.first), last: down(area.last) },
            ..cell.clone()
        };
        vec![cell, copy]
    });
    // Classes merged over the page break are printed again below it.
    case.each(|cell| {
        if cell.area.first.row >= table.first && cell.area.first.row < middle && cell.area.first.column > 0 {
            cell.area.last.row = cell.area.last.row.min(middle - 1);
        }
    });
    true
}

fn title(case: &Case) -> Address {
    let row = case.cells().find(|(_, key)| key.contains("自评表")).map_or(0, |(cell, _)| cell.area.first.row);
    Address::new(row, 0)
}

/// The row of `（2023年度）`, when the form has one.
fn year_row(case: &Case) -> Option<Address> {
    case.cells()
        .find(|(_, key)| key.starts_with("(20") && key.ends_with("年度)"))
        .map(|(cell, _)| cell.area.first)
}

/// The title row is gone.
pub fn title_missing(case: &mut Case) -> bool {
    let Some(_) = year_row(case) else { return false };
    case.clear_row(title(case).row);
    case.form()["title"] = json!("");
    true
}

/// Title and year are gone.
pub fn title_and_year_missing(case: &mut Case) -> bool {
    let Some(year) = year_row(case) else { return false };
    case.clear_row(title(case).row);
    case.clear_row(year.row);
    case.form()["title"] = json!("");
    case.form()["year"] = json!(null);
    // A department's form that says neither may be any office's: the one for the whole country is the same in every word.
    if case.form()["edition"] == "xinjiang-2023-department" {
        case.form()["edition"] = json!("national-department");
    }
    case.missing.push("评价年度");
    true
}

/// The year stands in the title and nowhere else.
pub fn year_in_title(case: &mut Case) -> bool {
    let Some(year) = year_row(case) else { return false };
    let text =
        format!("{}年度{}", case.forms[0]["year"], case.forms[0]["title"].as_str().unwrap_or_default());
    case.clear_row(year.row);
    case.put(title(case), &text);
    case.form()["title"] = json!(text);
    true
}

/// The year stands in brackets behind the title.
pub fn year_behind_title(case: &mut Case) -> bool {
    let Some(year) = year_row(case) else { return false };
    let text =
        format!("{}（{}年度）", case.forms[0]["title"].as_str().unwrap_or_default(), case.forms[0]["year"]);
    case.clear_row(year.row);
    case.put(title(case), &text);
    case.form()["title"] = json!(text);
    true
}

fn year_as(case: &mut Case, write: impl Fn(&str) -> String) -> bool {
    let Some(at) = year_row(case) else { return false };
    let text = write(&case.forms[0]["year"].to_string());
    case.put(at, &text);
    true
}

/// `（2023 年度）`.
pub fn year_spaced(case: &mut Case) -> bool {
    year_as(case, |year| format!("（ {year} 年度 ）"))
}

/// `2023年度`.
pub fn year_bare(case: &mut Case) -> bool {
    year_as(case, |year| format!("{year}年度"))
}

/// `( 2023年)`.
pub fn year_short(case: &mut Case) -> bool {
    year_as(case, |year| format!("( {year}年)"))
}

/// `（２０２３年度）`.
pub fn year_full_width(case: &mut Case) -> bool {
    year_as(case, |year| {
        let wide = year.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect::<String>();
        format!("（{wide}年度）")
    })
}

/// `二〇二三年度`.
pub fn year_in_words(case: &mut Case) -> bool {
    let words: Vec<char> = "〇一二三四五六七八九".chars().collect();
    year_as(case, |year| {
        let digits = year.chars().filter_map(|c| words.get(c.to_digit(10)? as usize)).collect::<String>();
        format!("{digits}年度")
    })
}

/// The year has a label: `评价年度：2023年`.
pub fn year_labelled(case: &mut Case) -> bool {
    year_as(case, |year| format!("评价年度：{year}年"))
}

/// `单位：万元` stands at the right of the year's row.
pub fn unit_beside_year(case: &mut Case) -> bool {
    let Some(at) = year_row(case) else { return false };
    let last = case.last_column();
    case.each(|cell| {
        if cell.area.first == at {
            cell.area.last.column = last - 2;
        }
    });
    case.replace(|cell| {
        if cell.area.first == at {
            vec![cell, single(Address::new(at.row, last - 1), "金额单位：万元")]
        } else {
            vec![cell]
        }
    });
    true
}

/// `评价年度 | 2023` in two cells.
pub fn year_in_two_cells(case: &mut Case) -> bool {
    let Some(at) = year_row(case) else { return false };
    let year = case.forms[0]["year"].to_string();
    case.each(|cell| {
        if cell.area.first == at {
            cell.area.last.column = at.column + 1;
            cell.value = Value::Text("评价年度：".to_owned());
        }
    });
    case.put(Address::new(at.row, at.column + 2), &year);
    true
}

/// `单位：元` at the right of the year's row, where the edition counts in 万元: reported, nothing converted.
pub fn unit_in_yuan(case: &mut Case) -> bool {
    if !unit_beside_year(case) {
        return false;
    }
    let Some(at) = case.find("金额单位:万元") else { return false };
    case.note(at, "（金额单位：元）");
    true
}

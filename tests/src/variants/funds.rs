//! The funds table: sources, amounts, rates, points.

use jixiao_model::parse_decimal;
use jixiao_sheet::{Address, Cell, Number, NumberFormat, Value};
use serde_json::json;

use super::case::{Case, key, single, spanning};

/// Each cell of the fund rows below the header, from the first amount on.
fn amounts(case: &mut Case, change: impl Fn(&str) -> Option<Value>) -> bool {
    let (Some((header, end)), Some((first, last))) = (case.funds(), case.fund_columns()) else {
        return false;
    };
    case.each(|cell| {
        let at = cell.area.first;
        if (header + 1..=end).contains(&at.row)
            && (first..=last).contains(&at.column)
            && let Some(value) = change(&key(&cell.value.shown()))
        {
            cell.value = value;
        }
    });
    true
}

fn number(text: &str, format: NumberFormat) -> Option<Value> {
    let value = parse_decimal(text)?;
    Some(Value::Number(Number { value, format }))
}

/// Amounts as text with thousands separators.
pub fn amounts_grouped_text(case: &mut Case) -> bool {
    amounts(case, |text| {
        let format = NumberFormat { decimals: Some(2), grouped: true, ..NumberFormat::default() };
        number(text, format).map(|value| Value::Text(value.shown()))
    })
}

/// Amounts as plain numbers.
pub fn amounts_as_numbers(case: &mut Case) -> bool {
    amounts(case, |text| number(text, NumberFormat::default()))
}

/// `20.00万元`.
pub fn amounts_with_unit(case: &mut Case) -> bool {
    let Some((first, _)) = case.fund_columns() else { return false };
    let Some((header, end)) = case.funds() else { return false };
    case.each(|cell| {
        let at = cell.area.first;
        let is_amount = (header + 1..=end).contains(&at.row) && (first..first + 2).contains(&at.column);
        if is_amount && parse_decimal(&key(&cell.value.shown())).is_some() {
            cell.value = Value::Text(format!("{} 万元", cell.value.shown()));
        }
    });
    true
}

/// The last source is crossed out.
pub fn amounts_crossed_out(case: &mut Case) -> bool {
    let (Some((header, end)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    if end == header + 1 {
        return false;
    }
    for (column, cross) in (first..).zip(["—", "-", "/"]) {
        case.put(Address::new(end, column), cross);
    }
    let funds = case.form()["funds"].as_array_mut().unwrap_or_else(|| panic!("no funds"));
    if let Some(last) = funds.last_mut() {
        (last["initial"], last["adjusted"], last["executed"]) = (json!(""), json!(""), json!(""));
    }
    true
}

fn rate(case: &mut Case, write: impl Fn(&str) -> Option<Value>) -> bool {
    let (Some((header, _)), Some(at)) = (case.funds(), case.find("执行率")) else { return false };
    let at = Address::new(header + 1, at.column);
    let Some(value) = write(key(&case.shown(at)).trim_end_matches('%')) else { return false };
    case.set(at, value);
    true
}

/// The rate as a number with the format `0.00%`.
pub fn rate_as_percent_number(case: &mut Case) -> bool {
    let format = NumberFormat { decimals: Some(2), percent: true, ..NumberFormat::default() };
    rate(case, |text| {
        let value = parse_decimal(text)?.checked_div(rust_decimal::Decimal::ONE_HUNDRED)?;
        Some(Value::Number(Number { value, format: format.clone() }))
    })
}

/// The rate as a fraction whose format was lost.
pub fn rate_as_fraction(case: &mut Case) -> bool {
    rate(case, |text| {
        let value = parse_decimal(text)?.checked_div(rust_decimal::Decimal::ONE_HUNDRED)?;
        Some(Value::Number(Number { value, format: NumberFormat::default() }))
    })
}

/// The rate without its percent sign.
pub fn rate_without_sign(case: &mut Case) -> bool {
    rate(case, |text| Some(Value::Text(text.to_owned())))
}

/// The first source's label written otherwise; `label` is what must come back.
fn first_source(case: &mut Case, text: &str, label: &str) -> bool {
    let at =
        case.cells().find(|(_, key)| key.starts_with("其中:当年财政拨款")).map(|(cell, _)| cell.area.first);
    let Some(at) = at else { return false };
    case.put(at, text);
    case.form()["funds"][1]["label"] = json!(label);
    true
}

/// `其中:当年财政拨款`.
pub fn source_with_narrow_colon(case: &mut Case) -> bool {
    first_source(case, "其中:当年财政拨款", "当年财政拨款")
}

/// `其中：  当年财政拨款`.
pub fn source_with_spaces(case: &mut Case) -> bool {
    first_source(case, "  其 中：\n  当年财政\n拨款 ", "当年财政拨款")
}

/// `当年财政拨款` without 其中.
pub fn source_bare(case: &mut Case) -> bool {
    first_source(case, "当年财政拨款", "当年财政拨款")
}

/// `1.当年财政拨款`.
pub fn source_numbered(case: &mut Case) -> bool {
    first_source(case, "1.当年财政拨款", "1.当年财政拨款")
}

/// `其中：（1）当年财政拨款`.
pub fn source_numbered_in_brackets(case: &mut Case) -> bool {
    first_source(case, "其中：（1）当年财政拨款", "（1）当年财政拨款")
}

/// `其中：财政拨款`, another name, kept.
pub fn source_by_another_name(case: &mut Case) -> bool {
    first_source(case, "其中：财政拨款", "财政拨款")
}

/// Two more sources below the last.
pub fn more_sources(case: &mut Case) -> bool {
    if case.has_numbered_goals() {
        return false;
    }
    let (Some((_, end)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    case.insert_rows(end + 1, 2);
    let funds = case.form()["funds"].as_array_mut().unwrap_or_else(|| panic!("no funds"));
    let names = ["政府性基金", "单位自有资金"];
    for name in names {
        funds.push(json!({"label": name, "initial": "1.50", "adjusted": "2.50", "executed": "2.50"}));
    }
    for (row, name) in (end + 1..).zip(names) {
        for (column, text) in (first - 1..).zip([name, "1.50", "2.50", "2.50"]) {
            case.put(Address::new(row, column), text);
        }
    }
    true
}

/// 其中 stands in a cell of its own, merged down beside the sources, and the total reaches over both columns.
pub fn source_label_in_two_columns(case: &mut Case) -> bool {
    let (Some((header, end)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    if end <= header + 2 {
        return false;
    }
    case.insert_columns(first - 1, 1);
    let (beside, sources) = (first - 1, header + 2..=end);
    case.each(|cell| {
        if cell.area.first.column != first {
            return;
        }
        if sources.contains(&cell.area.first.row) {
            cell.value = Value::Text(cell.value.shown().replace("其中：", ""));
        } else if cell.area.first.row == header + 1 {
            cell.area.first.column = beside;
        }
    });
    let of = spanning(Address::new(header + 2, beside), Address::new(end, beside), "其中");
    case.replace(|cell| {
        if cell.area.first == Address::new(header + 2, first) { vec![of.clone(), cell] } else { vec![cell] }
    });
    true
}

/// Scores and weights with 分 behind.
pub fn points_with_unit(case: &mut Case) -> bool {
    let tables = case.tables();
    let total = case.find("总分").map(|at| at.row);
    let rows: Vec<u32> = tables.iter().flat_map(|table| table.first..=table.last).chain(total).collect();
    let mut columns = Vec::new();
    for words in [&["分值权重", "分值"][..], &["得分"]] {
        columns.extend(case.heading(tables[0], words).map(|area| area.first.column));
    }
    let has_unit = |cell: &Cell| cell.value.shown().ends_with('分');
    case.each(|cell| {
        let at = cell.area.first;
        let is_points = rows.contains(&at.row) && columns.contains(&at.column) && !has_unit(cell);
        if is_points && parse_decimal(&key(&cell.value.shown())).is_some() {
            cell.value = Value::Text(format!("{}分", cell.value.shown()));
        }
    });
    true
}

/// An amount that is no number: kept as it stands and reported.
pub fn amount_in_words(case: &mut Case) -> bool {
    let (Some((header, _)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    if case.has_numbered_goals() {
        return false;
    }
    case.note(Address::new(header + 1, first), "约二十万");
    case.form()["funds"][0]["initial"] = json!("约二十万");
    true
}

/// The whole table counts in 元, which no edition here does: kept as it stands and reported.
pub fn amounts_in_yuan(case: &mut Case) -> bool {
    let Some(at) = case.find("项目资金").or_else(|| case.find("年度预算")) else { return false };
    let Some((first, end)) = case.funds() else { return false };
    case.put(at, "项目资金\n（元）");
    case.form()["amount_unit"] = json!("元");
    // Names of funds say the unit, too.
    let funds = case.form()["funds"].as_array_mut();
    for label in funds.into_iter().flatten().map(|fund| &mut fund["label"]) {
        *label = json!(label.as_str().unwrap_or_default().replace("万元", "元"));
    }
    case.each(|cell| {
        if (first..=end).contains(&cell.area.first.row)
            && let Value::Text(text) = &mut cell.value
        {
            *text = text.replace("万元", "元");
        }
    });
    true
}

/// A row for the project's kind and term between the funds and the goal: reported, no fund.
pub fn foreign_row_below_funds(case: &mut Case) -> bool {
    let Some((_, end)) = case.funds() else { return false };
    case.insert_rows(end + 1, 1);
    for (column, text) in [(0, "项目属性"), (2, "延续性项目"), (4, "项目期限"), (5, "三年")] {
        case.note(Address::new(end + 1, column), text);
    }
    let side_ends = |cell: &Cell| cell.area.first.column == 0 && cell.area.last.row == end + 1;
    case.each(|cell| {
        if side_ends(cell) && cell.area.first.row < end {
            cell.area.last.row = end;
        }
    });
    true
}

/// A source without amounts, its cells blank.
pub fn source_blank(case: &mut Case) -> bool {
    let (Some((header, end)), Some((first, last))) = (case.funds(), case.fund_columns()) else {
        return false;
    };
    if end == header + 1 {
        return false;
    }
    case.replace(|cell| {
        let at = cell.area.first;
        if at.row == end && (first..=last).contains(&at.column) { Vec::new() } else { vec![cell] }
    });
    let funds = case.form()["funds"].as_array_mut().unwrap_or_else(|| panic!("no funds"));
    if let Some(last) = funds.last_mut() {
        *last = json!({"label": last["label"], "initial": "", "adjusted": "", "executed": ""});
    }
    true
}

/// The side label repeated in each row, in the first of its columns, nothing merged.
pub fn side_label_repeated(case: &mut Case) -> bool {
    let Some((header, end)) = case.funds() else { return false };
    let Some(at) =
        case.find("项目资金").or_else(|| case.find("年度预算")).or_else(|| case.find("预算执行情况"))
    else {
        return false;
    };
    let text = case.shown(at);
    case.replace(|cell| {
        if cell.area.first != at {
            return vec![cell];
        }
        (header..=end).map(|row| single(Address::new(row, at.column), &text)).collect()
    });
    true
}

/// The amounts' headings over two rows, 年初 over 预算数, nothing merged.
pub fn fund_header_in_two_rows(case: &mut Case) -> bool {
    let Some((header, _)) = case.funds() else { return false };
    let pieces = |key: &str| match key {
        "年初预算数" => Some(("年初", "预算数")),
        "全年预算数" => Some(("全年", "预算数")),
        "全年执行数" => Some(("全年", "执行数")),
        _ => None,
    };
    if case.find("年初预算数").is_none() {
        return false;
    }
    case.insert_rows(header + 1, 1);
    case.replace(|cell| {
        let first = cell.area.first;
        match pieces(&key(&cell.value.shown())).filter(|_| first.row == header) {
            Some((above, below)) => {
                vec![single(first, above), single(Address::new(header + 1, first.column), below)]
            }
            None => vec![cell],
        }
    });
    true
}

/// `￥20.00`.
pub fn amounts_with_sign(case: &mut Case) -> bool {
    written_amounts(case, |text| format!("￥{text}"))
}

/// `２０．００`.
pub fn amounts_full_width(case: &mut Case) -> bool {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    written_amounts(case, |text| text.chars().map(wide).collect())
}

fn written_amounts(case: &mut Case, write: impl Fn(&str) -> String) -> bool {
    let (Some((header, end)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    case.each(|cell| {
        let at = cell.area.first;
        let is_amount = (header + 1..=end).contains(&at.row) && (first..first + 2).contains(&at.column);
        if is_amount && parse_decimal(&key(&cell.value.shown())).is_some() {
            cell.value = Value::Text(write(&cell.value.shown()));
        }
    });
    true
}

/// `200000元` in one cell of a form in 万元: converted and reported.
pub fn amount_in_yuan(case: &mut Case) -> bool {
    let (Some((header, _)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    if case.has_numbered_goals() {
        return false;
    }
    case.note(Address::new(header + 1, first), "200000元");
    case.form()["funds"][0]["initial"] = json!("20");
    true
}

//! Where cells stand: merged, unmerged, filled, moved.

use jixiao_sheet::{Address, Area, Cell};

use super::case::{Case, shuffled, single};

/// Every merged area becomes its first cell.
pub fn unmerge_all(case: &mut Case) -> bool {
    case.each(|cell| cell.area.last = cell.area.first);
    true
}

/// Every merged area is filled down its first column.
pub fn fill_down(case: &mut Case) -> bool {
    fill(case, |area| Area { first: area.first, last: Address::new(area.last.row, area.first.column) })
}

/// Every merged area is filled across its first row.
pub fn fill_across(case: &mut Case) -> bool {
    fill(case, |area| Area { first: area.first, last: Address::new(area.first.row, area.last.column) })
}

/// Every merged area is filled in each of its cells.
pub fn fill_all(case: &mut Case) -> bool {
    fill(case, |area| area)
}

fn fill(case: &mut Case, filled: impl Fn(Area) -> Area) -> bool {
    case.replace(|cell| {
        let area = filled(cell.area);
        let columns = area.first.column..=area.last.column;
        let addresses = columns
            .flat_map(|column| (area.first.row..=area.last.row).map(move |row| Address::new(row, column)));
        addresses.map(|at| Cell { value: cell.value.clone(), ..single(at, "") }).collect()
    });
    true
}

/// The form begins in column D.
pub fn blank_columns_left(case: &mut Case) -> bool {
    case.insert_columns(0, 3);
    true
}

/// The form begins in row 5.
pub fn blank_rows_on_top(case: &mut Case) -> bool {
    case.insert_rows(0, 4);
    true
}

/// Blank rows below the title and between the blocks.
pub fn blank_rows_between_blocks(case: &mut Case) -> bool {
    let mut rows: Vec<u32> = case.tables().iter().flat_map(|table| [table.header, table.last + 1]).collect();
    rows.extend(case.funds().iter().flat_map(|(header, last)| [*header, last + 1]));
    rows.push(case.first_row() + 1);
    insert_at(case, rows)
}

/// A blank row below each indicator.
pub fn blank_rows_between_indicators(case: &mut Case) -> bool {
    let rows = case.tables().iter().flat_map(|table| table.first..=table.last).collect();
    insert_at(case, rows)
}

fn insert_at(case: &mut Case, mut rows: Vec<u32>) -> bool {
    rows.sort_unstable();
    for row in rows.into_iter().rev() {
        case.insert_rows(row, 2);
    }
    true
}

/// The columns of the indicator tables behind 三级指标 in another order.
pub fn reorder_indicator_columns(case: &mut Case) -> bool {
    let tables = case.tables();
    for table in &tables {
        let Some(first) = case.heading(*table, &["三级指标"]).map(|area| area.last.column + 1) else {
            return false;
        };
        let Some(last) = ["得分", "偏差原因"]
            .iter()
            .filter_map(|word| case.heading(*table, &[word]))
            .map(|area| area.last.column)
            .max()
        else {
            return false;
        };
        let has_weight = case.heading(*table, &["分值权重", "分值"]).is_some();
        let end = if has_weight { table.last + 1 } else { table.last };
        if has_weight {
            unmerge_row(case, end);
        }
        permute(case, table.header..=end, first, last);
    }
    true
}

/// The amounts, points and rates of the funds table in another order.
pub fn reorder_fund_columns(case: &mut Case) -> bool {
    let (Some((header, end)), Some((first, last))) = (case.funds(), case.fund_columns()) else {
        return false;
    };
    permute(case, header..=end, first, last);
    true
}

fn unmerge_row(case: &mut Case, row: u32) {
    case.each(|cell| {
        if cell.area.first.row == row {
            cell.area.last = cell.area.first;
        }
    });
}

fn permute(case: &mut Case, rows: std::ops::RangeInclusive<u32>, first: u32, last: u32) {
    let count = last - first + 1;
    let order = shuffled(count as usize, u64::from(first + last * 7));
    let to = |at: Address| {
        let moves = rows.contains(&at.row) && (first..=last).contains(&at.column);
        moves.then(|| first + u32::try_from(order[(at.column - first) as usize]).unwrap_or_default())
    };
    case.each(|cell| {
        if let Some(column) = to(cell.area.first) {
            cell.area.first.column = column;
            cell.area.last.column = column;
        }
    });
    for at in &mut case.reported {
        at.column = to(*at).unwrap_or(at.column);
    }
}

/// A column that somebody hid between 三级指标 and 年度指标值, with last year's figures left in it.
pub fn hidden_column_in_indicators(case: &mut Case) -> bool {
    let table = case.tables()[0];
    let Some(level3) = case.heading(table, &["三级指标"]) else { return false };
    let column = level3.last.column + 1;
    case.insert_columns(column, 1);
    for row in [table.first, table.last] {
        case.note(Address::new(row, column), "上年50户");
    }
    true
}

/// A column that somebody hid between the fund sources and the amounts.
pub fn hidden_column_in_funds(case: &mut Case) -> bool {
    let (Some((_, end)), Some((first, _))) = (case.funds(), case.fund_columns()) else { return false };
    case.insert_columns(first, 1);
    case.note(Address::new(end, first), "见台账");
    true
}

/// Notes beside the form, two columns to the right of it.
pub fn notes_beside(case: &mut Case) -> bool {
    let column = case.last_column() + 2;
    let table = case.tables()[0];
    let mut rows = vec![case.first_row(), case.first_row() + 1, table.header, table.first, table.last];
    rows.extend(case.find("项目名称").or_else(|| case.find("单位名称")).map(|at| at.row));
    rows.extend(case.find("实施单位").map(|at| at.row));
    rows.extend(case.find("总分").map(|at| at.row));
    rows.extend(
        case.funds().iter().flat_map(|(header, last)| [*header, header + 1, *last, last + 1, last + 2]),
    );
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        case.note(Address::new(row, column), "已与财务核对");
    }
    true
}

/// A number typed right beside the form.
pub fn number_beside(case: &mut Case) -> bool {
    let column = case.last_column() + 1;
    let (Some((header, _)), Some(total)) = (case.funds(), case.find("总分")) else { return false };
    for row in [header + 1, case.tables()[0].first, total.row] {
        case.note(Address::new(row, column), "12.50");
    }
    true
}

/// Cells that hold nothing but white space.
pub fn cells_of_spaces(case: &mut Case) -> bool {
    let (last_row, last_column) = (case.last_row(), case.last_column());
    for row in 0..=last_row + 1 {
        let at = Address::new(row, last_column + 1);
        case.put(at, " \u{3000}\n");
        if case.sheet.cell(Address::new(row, 0)).is_none() {
            case.put(Address::new(row, 0), "　");
        }
    }
    true
}

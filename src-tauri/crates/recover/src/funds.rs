use jixiao_model::{
    Amount, Entry as Figure, FieldRef, Fund, FundColumn, Percent, fold, half_up, is_cross, one_line, share,
};
use rust_decimal::Decimal;

use crate::goals::is_goal_heading_row;
use crate::grid::{Columns, Entry};
use crate::header::is_indicator_header;
use crate::label::{fund_column, is_number, is_one_of};
use crate::reading::Reading;

const AMOUNTS: [FundColumn; 3] = [FundColumn::Initial, FundColumn::Adjusted, FundColumn::Executed];

/// True when `row` heads the funds table: at least two of 年初预算数, 全年预算数, 全年执行数 stand in it.
pub fn is_fund_header(reading: &Reading, row: u32) -> bool {
    let is_amount = |entry: &&Entry| {
        fund_column(reading.labels, reading.texts.key(**entry))
            .is_some_and(|column| AMOUNTS.contains(&column))
    };
    reading.grid.row(row).iter().filter(is_amount).count() >= 2
}

/// Reads the funds table that begins at or below `first`. Returns the first row below it.
pub fn read(reading: &mut Reading, first: u32) -> u32 {
    let Some(header) =
        reading.grid.rows_between(first, reading.end).find(|row| is_fund_header(reading, *row))
    else {
        reading.report_form("没有找到项目资金（预算执行情况）表头，资金数据未导入");
        return first;
    };
    let columns = read_header(reading, header);
    let end = table_end(reading, header + 1);
    for row in reading.grid.rows_between(header + 1, end).collect::<Vec<_>>() {
        read_row(reading, row, &columns);
    }
    end
}

fn read_header(reading: &mut Reading, row: u32) -> Vec<(FundColumn, Columns)> {
    let mut columns = Vec::new();
    let mut points = None;
    for entry in reading.grid.row(row).to_vec() {
        let key = reading.texts.key(entry);
        if let Some(column) = fund_column(reading.labels, key) {
            columns.push((column, entry.columns()));
            reading.using(entry);
        } else if is_one_of(key, &reading.labels.sides.funds) || is_side(reading, key) {
            points = points_within(key);
            reading.using(entry);
        }
    }
    if let Some(points) = points {
        reading.form.funds.push(Fund { weight: points.as_str().into(), ..Fund::default() });
    }
    columns
}

/// The label beside the table with what stands in brackets behind it, `预算执行情况(万元)(20分)`.
fn is_side(reading: &Reading, key: &str) -> bool {
    reading.labels.sides.funds.iter().any(|word| key.starts_with(word.as_str()))
}

/// The points promised in `预算执行情况(万元)(20分)`.
fn points_within(key: &str) -> Option<String> {
    let inner = key.split(['(', ')']).find(|part| part.ends_with('分'))?;
    let digits = inner.trim_end_matches('分');
    digits
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.')
        .then(|| digits.to_owned())
        .filter(|d| !d.is_empty())
}

fn table_end(reading: &Reading, first: u32) -> u32 {
    let is_next = |row: u32| {
        is_goal_heading_row(reading, row)
            || is_indicator_header(reading.grid, reading.texts, reading.labels, row)
    };
    reading.grid.rows_between(first, reading.end).find(|row| is_next(*row)).unwrap_or(reading.end)
}

fn read_row(reading: &mut Reading, row: u32, columns: &[(FundColumn, Columns)]) {
    let Some(label) = label(reading, row, columns) else {
        return;
    };
    // Points promised in the label beside the table were put into a first row that still waits for its own label.
    let waiting = reading.form.funds.len() == 1 && reading.form.funds[0].label.is_empty();
    let index = if waiting { 0 } else { reading.form.funds.len() };
    let mut fund = if waiting { reading.form.funds.remove(0) } else { Fund::default() };
    fund.label = source_name(reading.texts.shown(label));
    reading.take(label, FieldRef::Fund { row: index, column: FundColumn::Label });
    for (column, span) in columns.iter().filter(|(column, _)| *column != FundColumn::Label) {
        if let Some(entry) = reading.grid.within(row, *span).filter(|entry| entry.at() != label.at()) {
            read_cell(reading, entry, *column, index, &mut fund);
        }
    }
    fund.rate = rate(&fund);
    reading.form.funds.push(fund);
}

fn read_cell(reading: &mut Reading, entry: Entry, column: FundColumn, row: usize, fund: &mut Fund) {
    let shown = reading.line(entry, FieldRef::Fund { row, column });
    let text = match column {
        FundColumn::Weight | FundColumn::Score => shown.trim_end_matches('分').to_owned(),
        FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed => ungrouped(&shown),
        FundColumn::Label | FundColumn::Rate => shown,
    };
    if !is_cross(&text) {
        fund.set(column, &text);
    }
    if is_unclear(fund, column) {
        reading.report(entry.at(), format!("“{text}”应是数字，已按原文保留，请核对"));
    }
}

/// An amount without thousands separators and 万元, which belong to the edition and not to the form.
fn ungrouped(shown: &str) -> String {
    let plain = fold(shown).replace([',', '，'], "");
    let plain = plain.strip_suffix("万元").unwrap_or(&plain).to_owned();
    if Figure::<Amount>::new(plain.as_str()).value().is_some() { plain } else { shown.to_owned() }
}

fn is_unclear(fund: &Fund, column: FundColumn) -> bool {
    match column {
        FundColumn::Label => false,
        FundColumn::Initial => fund.initial.is_unclear(),
        FundColumn::Adjusted => fund.adjusted.is_unclear(),
        FundColumn::Executed => fund.executed.is_unclear(),
        FundColumn::Weight => fund.weight.is_unclear(),
        FundColumn::Rate => fund.rate.is_unclear(),
        FundColumn::Score => fund.score.is_unclear(),
    }
}

/// The cell that names the fund: in the column headed so, or left of the amounts and nearest to them. The label beside the
/// table, which may be repeated in each row, is none.
fn label<'a>(reading: &mut Reading<'a>, row: u32, columns: &[(FundColumn, Columns)]) -> Option<Entry<'a>> {
    let headed = columns.iter().find(|(column, _)| *column == FundColumn::Label).map(|(_, span)| *span);
    let amounts =
        columns.iter().filter(|(column, _)| AMOUNTS.contains(column)).map(|(_, span)| span.first).min()?;
    let mut nearest = None;
    for entry in reading.grid.row(row).to_vec() {
        let key = reading.texts.key(entry);
        if is_one_of(key, &reading.labels.sides.funds) || is_side(reading, key) {
            reading.using(entry);
        } else if entry.column() < amounts {
            nearest = Some(entry);
        }
    }
    headed.map_or(nearest, |span| reading.grid.within(row, span))
}

/// `其中：当年财政拨款` → `当年财政拨款`.
fn source_name(shown: &str) -> String {
    let line = one_line(shown);
    let name = line.strip_prefix("其中").unwrap_or(&line).trim_matches(['：', ':']);
    unnumbered(name).trim_matches(['：', ':']).to_owned()
}

/// A name without the number before it: `1.`, `（1）`, `①`.
fn unnumbered(name: &str) -> &str {
    let bracketed = name.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    match (bracketed, name.split_once(['.', '．', '、'])) {
        (Some((number, rest)), _) | (None, Some((number, rest))) if is_number(number) && !rest.is_empty() => {
            rest
        }
        _ => name.trim_start_matches(|c| ('①'..='⑳').contains(&c)),
    }
}

/// A rate kept as a fraction (0.9894 in a cell that shows 98.94%, whose format was lost) is told by the amounts beside it.
fn rate(fund: &Fund) -> Figure<Percent> {
    let printed = fund.rate.clone();
    let (Some(rate), Some(adjusted), Some(executed)) =
        (printed.value(), fund.adjusted.value(), fund.executed.value())
    else {
        return printed;
    };
    if printed.text().contains(['%', '％']) {
        return printed;
    }
    let percent = rate.0 * Decimal::ONE_HUNDRED;
    let computed = share(Decimal::ONE_HUNDRED, executed.0, adjusted.0).unwrap_or_default();
    let near = |value: Decimal| (value - computed).abs() < Decimal::new(2, 2);
    if near(percent) && !near(rate.0) {
        return Figure::new(format!("{:.2}%", half_up(percent, 2)));
    }
    printed
}

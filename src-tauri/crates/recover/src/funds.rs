use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::Side;
use jixiao_model::{
    Amount, Entry as Figure, FieldName, FieldRef, Fund, FundColumn, Percent, Points, is_cross, one_line,
    share,
};
use jixiao_sheet::Address;
use rust_decimal::Decimal;

use crate::figure::{is_figure, ungrouped};
use crate::fund_table::{Table, is_side, note_unit, read_header};
use crate::goals::{is_goal_heading_row, is_single_goal};
use crate::grid::{Columns, Entry};
use crate::label::{guess, meaning};
use crate::labelled::read_labelled;
use crate::own_table;
use crate::reading::{Reading, unclear};
use crate::unit::unit_behind;

/// Reads the funds table that begins in `row`. Returns the first row below it.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    reading.done.funds = true;
    if let Some(pairs) = column_pairs(reading, row) {
        read_column_pairs(reading, row, pairs);
        return row + 1;
    }
    let table = read_header(reading, row);
    let end = table_end(reading, table.last + 1);
    let rows: Vec<u32> = reading.rows(table.last + 1, end).collect();
    let column = label_column(reading, &rows, &table);
    let (funds, others): (Vec<u32>, Vec<u32>) =
        rows.iter().partition(|row| is_fund(reading, **row, &table, column));
    let is_only = funds.len() == 1;
    for row in funds {
        read_row(reading, row, &table, column, is_only);
    }
    for row in others {
        if read_rate_row(reading, row) {
            continue;
        }
        let cells = reading.row(row);
        for entry in read_labelled(reading, cells) {
            read_amount_behind(reading, entry);
        }
    }
    end
}

/// A heading with its figure beside it.
type ColumnPair<'a> = (Entry<'a>, FundColumn, Entry<'a>);

/// The headings of a row in which each has its figure beside it: `预算数 | 500 | 执行数 | 486.25 | 执行率 | 97.25%`.
fn column_pairs<'a>(reading: &Reading<'a>, row: u32) -> Option<Vec<ColumnPair<'a>>> {
    let pair = |pair: &[Entry<'a>]| {
        let [label, figure] = pair else { return None };
        let guessed = || guess(reading.labels, label.key()).fund;
        let column = label.meaning().fund.or_else(guessed).filter(|column| *column != FundColumn::Label)?;
        is_figure(figure.key().trim_end_matches('%')).then_some((*label, column, *figure))
    };
    let pairs: Vec<ColumnPair> = reading.row(row).windows(2).filter_map(pair).collect();
    let has = |column: FundColumn| pairs.iter().any(|(_, known, _)| *known == column);
    let is_one_fund = has(FundColumn::Executed) && (has(FundColumn::Adjusted) || has(FundColumn::Initial));
    is_one_fund.then_some(pairs)
}

/// Reads the one fund of such a row, which has no name; the other cells of the row are texts.
fn read_column_pairs(reading: &mut Reading, row: u32, pairs: Vec<ColumnPair>) {
    let used: Vec<Address> = pairs.iter().flat_map(|(label, _, figure)| [label.at(), figure.at()]).collect();
    let others: Vec<Entry> =
        reading.row(row).iter().filter(|entry| !used.contains(&entry.at())).copied().collect();
    let mut fund = Fund::default();
    read_figures(reading, pairs, &mut fund);
    fund.rate = rate(&fund);
    reading.form.funds.push(fund);
    read_labelled(reading, &others);
}

/// Reads the rate, points and score of the total where they stand in a row of their own, `预算执行率 | 95% | 分值 | 10 | 得分 | 9.5`.
fn read_rate_row(reading: &mut Reading, row: u32) -> bool {
    let Some(pairs) = rate_pairs(reading, row) else { return false };
    let Some(mut fund) = reading.form.funds.first().cloned() else { return false };
    read_figures(reading, pairs, &mut fund);
    reading.form.funds[0] = fund;
    true
}

/// Reads the figures beside their headings into the first fund.
fn read_figures(reading: &mut Reading, pairs: Vec<ColumnPair>, fund: &mut Fund) {
    for (label, column, figure) in pairs {
        reading.using(label);
        note_unit(reading, label);
        read_cell(reading, figure, column, 0, fund);
    }
}

/// The names and figures of such a row: nothing else stands in it, and the rate is one of them.
fn rate_pairs<'a>(reading: &Reading<'a>, row: u32) -> Option<Vec<ColumnPair<'a>>> {
    const COLUMNS: [FundColumn; 3] = [FundColumn::Rate, FundColumn::Weight, FundColumn::Score];
    let (pairs, rest) = reading.row(row).as_chunks::<2>();
    let pair = |[label, figure]: &[Entry<'a>; 2]| {
        let column = meaning(reading.labels, label.key()).fund.filter(|column| COLUMNS.contains(column))?;
        is_figure(figure.key().trim_end_matches('%')).then_some((*label, column, *figure))
    };
    let pairs = pairs.iter().map(pair).collect::<Option<Vec<_>>>()?;
    let has_rate = pairs.iter().any(|(_, column, _)| *column == FundColumn::Rate);
    (rest.is_empty() && has_rate).then_some(pairs)
}

/// `其中：一般公共预算：4382.3`, an amount behind its name in one cell, is a text of the office's own; false when it is none.
pub fn read_amount_behind(reading: &mut Reading, entry: Entry) -> bool {
    let line = one_line(entry.shown());
    let Some((label, amount)) = line.rsplit_once([':', '：']) else { return false };
    let name = FieldName::of_label(&source_name(label));
    let is_entered =
        is_figure(&jixiao_edition::key(amount)) && reading.enter(&name, amount.trim().to_owned(), entry.at());
    if is_entered {
        reading.using(entry);
    }
    is_entered
}

fn table_end(reading: &Reading, first: u32) -> u32 {
    let is_next = |row: &u32| {
        is_goal_heading_row(reading, *row)
            || is_single_goal(reading, *row)
            || own_table::begins(reading, *row)
            || reading.grid.heads_indicators(*row)
    };
    reading.rows(first, reading.end).find(is_next).unwrap_or(reading.end)
}

/// True for a fund: a figure stands under an amount; or nothing does, and a name stands where funds are named.
fn is_fund(reading: &Reading, row: u32, table: &Table, column: u32) -> bool {
    if rate_pairs(reading, row).is_some() {
        return false;
    }
    let amounts: Vec<Columns> = amounts(table).collect();
    let is_under = |entry: Entry| amounts.iter().any(|span| span.meets(entry.columns()));
    let is_named = |entry: Entry| entry.columns().contains(column) && !is_under(entry);
    has_figure(reading, row, table)
        || begins_fund(reading, row, table, column)
            && names(reading, row, table).any(is_named)
            && !reading.row(row).iter().any(|entry| is_under(*entry))
}

fn has_figure(reading: &Reading, row: u32, table: &Table) -> bool {
    let amounts = amounts(table).chain(table.parts.iter().copied());
    amounts.filter_map(|span| figure_within(reading, row, span)).any(|entry| is_figure(entry.key()))
}

/// The columns of amounts.
fn amounts(table: &Table) -> impl Iterator<Item = Columns> {
    table.columns.iter().filter(|(column, _)| column.is_amount()).map(|(_, span)| *span)
}

/// The cell of a column in `row`: the figure where a name stands before it in the same column, as in tables that repeat the names of
/// the funds before each amount.
fn figure_within<'a>(reading: &Reading<'a>, row: u32, span: Columns) -> Option<Entry<'a>> {
    let cells = reading.row(row).iter().filter(|entry| span.meets(entry.columns()));
    let figure = cells.copied().find(|entry| is_figure(entry.key()));
    figure.or_else(|| reading.grid.within(row, span))
}

/// True when no other label begins the row, and nothing where the label beside the table stands.
fn begins_fund(reading: &Reading, row: u32, table: &Table, column: u32) -> bool {
    names(reading, row, table).next().is_some_and(|first| {
        let is_named = first.columns().contains(column);
        let begins_block = !is_named && table.side.is_some_and(|side| first.columns().last <= side.last);
        first.meaning().text.is_none() && first.meaning().side.is_none() && !begins_block
    })
}

/// The cells of a row that may name a fund: left of all figures, and no label beside the table, which may be repeated in each row.
fn names<'a>(reading: &Reading<'a>, row: u32, table: &Table) -> impl Iterator<Item = Entry<'a>> {
    let left = reading.row(row).iter().filter(|entry| entry.column() < table.figures());
    let names = table.columns.iter().find(|(column, _)| *column == FundColumn::Label).map(|(_, span)| *span);
    let is_beside = move |entry: Entry| {
        let is_named = names.is_some_and(|names| names.meets(entry.columns()));
        is_side(reading, entry) && table.side.map_or(!is_named, |side| side.meets(entry.columns()))
    };
    left.copied().filter(move |entry| !is_beside(*entry) && entry.meaning().side != Some(Side::Sources))
}

/// The column in which most funds are named: under its heading, where it has one.
fn label_column(reading: &Reading, rows: &[u32], table: &Table) -> u32 {
    let headed = table.columns.iter().find(|(column, _)| *column == FundColumn::Label);
    let mut named: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for entry in rows.iter().flat_map(|row| names(reading, *row, table)) {
        if headed.is_none_or(|(_, span)| span.meets(entry.columns())) {
            named.entry(entry.column()).or_default().insert(entry.key());
        }
    }
    let most = named.into_iter().rev().max_by_key(|(_, names)| names.len());
    most.map_or(0, |(column, _)| column)
}

/// Reads a fund. A table of one fund may do without its name, and no other row may.
fn read_row(reading: &mut Reading, row: u32, table: &Table, column: u32, is_only: bool) {
    let label = label(reading, row, table, column);
    if label.is_none() && !is_only {
        return;
    }
    // Points promised in the label beside the table were put into a first row that still waits for its own label.
    let waiting = reading.form.funds.len() == 1 && reading.form.funds[0].label.is_empty();
    let index = if waiting { 0 } else { reading.form.funds.len() };
    let mut fund = if waiting { reading.form.funds.remove(0) } else { Fund::default() };
    if let Some(label) = label {
        fund.label = source_name(label.shown());
        note_unit(reading, label);
        reading.take(label, FieldRef::Fund { row: index, column: FundColumn::Label });
    }
    let is_label = |entry: &Entry| label.is_some_and(|label| label.at() == entry.at());
    for (column, span) in table.columns.iter().filter(|(column, _)| *column != FundColumn::Label) {
        if let Some(entry) = figure_within(reading, row, *span).filter(|entry| !is_label(entry)) {
            use_repeated(reading, row, *span, label);
            read_cell(reading, entry, *column, index, &mut fund);
        }
    }
    for (column, span) in &table.own {
        if let Some(entry) =
            figure_within(reading, row, *span).filter(|entry| entry.at().row == row && !is_label(entry))
        {
            use_repeated(reading, row, *span, label);
            let text = reading.paragraphs(entry, FieldRef::FundExtra { row: index, column: column.clone() });
            fund.extra.set(column.clone(), text);
        }
    }
    for entry in reading.row(row).iter().filter(|entry| table.leaves_out(entry.columns())) {
        reading.using(*entry);
    }
    fund.rate = rate(&fund);
    reading.form.funds.push(fund);
}

/// The fund's name repeated before an amount.
fn use_repeated(reading: &mut Reading, row: u32, span: Columns, label: Option<Entry>) {
    let Some(label) = label else { return };
    for entry in reading.row(row) {
        if span.meets(entry.columns()) && source_name(entry.shown()) == source_name(label.shown()) {
            reading.using(*entry);
        }
    }
}

/// The cell that names the fund, in the column of the names or else nearest to the figures.
fn label<'a>(reading: &mut Reading<'a>, row: u32, table: &Table, column: u32) -> Option<Entry<'a>> {
    let found: Vec<Entry> = names(reading, row, table).collect();
    let named = found.iter().find(|entry| entry.columns().contains(column)).or_else(|| found.last()).copied();
    let named = named.or_else(|| name_before_figure(reading, row, table));
    for entry in reading.row(row).iter().filter(|entry| entry.column() < table.figures()) {
        let is_repeated = named.is_some_and(|named| named.key() == entry.key());
        if is_repeated || is_side(reading, *entry) || entry.meaning().side == Some(Side::Sources) {
            reading.using(*entry);
        }
    }
    named
}

/// The name that stands before the first amount, within its column.
fn name_before_figure<'a>(reading: &Reading<'a>, row: u32, table: &Table) -> Option<Entry<'a>> {
    let first = amounts(table).min_by_key(|span| span.first)?;
    let cells = reading.row(row).iter().filter(|entry| first.meets(entry.columns()));
    cells.copied().find(|entry| !is_figure(entry.key()))
}

/// Reads a figure of a fund.
pub fn read_cell(reading: &mut Reading, entry: Entry, column: FundColumn, row: usize, fund: &mut Fund) {
    let shown = reading.line(entry, FieldRef::Fund { row, column });
    let text = match column {
        FundColumn::Weight | FundColumn::Score => shown.trim_end_matches('分').to_owned(),
        FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed => ungrouped(&shown),
        FundColumn::Label | FundColumn::Rate => shown,
    };
    if !is_cross(&text) {
        fund.set(column, &text);
    }
    if column.is_amount()
        && let Some(unit) = unit_behind(entry.key())
    {
        reading.units.push((entry.at(), unit.to_owned()));
    }
    if let Some(unclear) = unclear_in(fund, column) {
        reading.report(entry.at(), unclear);
    }
}

/// What is reported of a cell where a figure should be and is none.
fn unclear_in(fund: &Fund, column: FundColumn) -> Option<String> {
    let amount = |figure: &Figure<Amount>| figure.is_unclear().then(|| unclear(figure));
    let points = |figure: &Figure<Points>| figure.is_unclear().then(|| unclear(figure));
    match column {
        FundColumn::Label => None,
        FundColumn::Initial => amount(&fund.initial),
        FundColumn::Adjusted => amount(&fund.adjusted),
        FundColumn::Executed => amount(&fund.executed),
        FundColumn::Weight => points(&fund.weight),
        FundColumn::Rate => fund.rate.is_unclear().then(|| unclear(&fund.rate)),
        FundColumn::Score => points(&fund.score),
    }
}

/// `其中：当年财政拨款` → `当年财政拨款`.
pub fn source_name(shown: &str) -> String {
    let line = one_line(shown);
    line.strip_prefix("其中").unwrap_or(&line).trim_matches(['：', ':']).to_owned()
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
    let computed = share(Decimal::ONE_HUNDRED, executed.0, adjusted.0).unwrap_or_default();
    let is_near = |value: Decimal| {
        value.checked_sub(computed).is_some_and(|difference| difference.abs() < Decimal::new(2, 2))
    };
    match rate.0.checked_mul(Decimal::ONE_HUNDRED) {
        Some(percent) if is_near(percent) && !is_near(rate.0) => Figure::new(Percent(percent).shown()),
        _ => printed,
    }
}

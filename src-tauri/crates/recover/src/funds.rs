use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::{Meaning, Side};
use jixiao_model::{
    Amount, Entry as Figure, FieldRef, Fund, FundColumn, Percent, fold, half_up, is_cross, one_line, share,
};
use rust_decimal::Decimal;

use crate::goals::is_goal_heading_row;
use crate::grid::{Columns, Entry};
use crate::head::read_labelled;
use crate::heading::{headings, last_row};
use crate::label::{is_number, meaning};
use crate::reading::Reading;
use crate::unit::{unit_behind, unit_within};

const AMOUNTS: [FundColumn; 3] = [FundColumn::Initial, FundColumn::Adjusted, FundColumn::Executed];

/// The header of the funds table.
struct Table {
    /// Last header row.
    last: u32,
    columns: Vec<(FundColumn, Columns)>,
    /// The columns of the label beside the table.
    side: Option<Columns>,
}

impl Table {
    /// The first column of figures: names of funds stand left of it.
    fn figures(&self) -> u32 {
        let figures = self.columns.iter().filter(|(column, _)| *column != FundColumn::Label);
        figures.map(|(_, span)| span.first).min().unwrap_or_default()
    }
}

/// The last column of the funds table that `row` heads.
pub fn edge(reading: &Reading, row: u32) -> u32 {
    let columns = columns(reading, row, rows_end(reading, row));
    columns.iter().map(|(_, span)| span.last).max().unwrap_or_default()
}

/// Reads the funds table that begins in `row`. Returns the first row below it.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    reading.done.funds = true;
    let table = read_header(reading, row);
    let end = table_end(reading, table.last + 1);
    let rows: Vec<u32> = reading.rows(table.last + 1, end).collect();
    let column = label_column(reading, &rows, &table);
    let (funds, others): (Vec<u32>, Vec<u32>) =
        rows.iter().partition(|row| is_fund(reading, **row, &table, column));
    for row in funds {
        read_row(reading, row, &table, column);
    }
    for row in others {
        read_labelled(reading, reading.row(row));
    }
    end
}

fn is_known(meaning: &Meaning) -> bool {
    meaning.fund.is_some()
}

fn rows_end(reading: &Reading, row: u32) -> u32 {
    let heads = reading.grid.row(row).iter().filter(|entry| is_known(entry.meaning()));
    let last = heads.map(|entry| entry.area().last.row).max().unwrap_or(row);
    last_row(reading.grid, row, last, reading.end, is_known)
}

fn columns(reading: &Reading, row: u32, last: u32) -> Vec<(FundColumn, Columns)> {
    let mut columns: Vec<(FundColumn, Columns)> = Vec::new();
    let mut headings = headings(reading.grid, row, last);
    headings.sort_by_key(|heading| heading.columns.first);
    for heading in headings {
        let Some(column) = meaning(reading.labels, &heading.text).fund else { continue };
        match columns.iter_mut().find(|(known, _)| *known == column) {
            None => columns.push((column, heading.columns)),
            // The heading repeated over the cells of a former merge.
            Some((_, known)) if known.last + 1 == heading.columns.first => {
                *known = known.with(heading.columns);
            }
            Some(_) => {}
        }
    }
    columns
}

fn read_header(reading: &mut Reading, row: u32) -> Table {
    let last = rows_end(reading, row);
    let mut table = Table { last, columns: columns(reading, row, last), side: None };
    let cells: Vec<Entry> = (row..=last).flat_map(|row| reading.row(row)).copied().collect();
    for entry in cells {
        if is_side(reading, entry) {
            read_side(reading, entry);
            table.side = Some(table.side.map_or(entry.columns(), |side| side.with(entry.columns())));
        } else if is_heading(&table, entry) {
            note_unit(reading, entry);
            reading.using(entry);
        }
    }
    table
}

/// A heading, or a piece of one, over a known column.
fn is_heading(table: &Table, entry: Entry) -> bool {
    table.columns.iter().any(|(_, span)| span.meets(entry.columns()))
}

/// The label beside the table with what stands in brackets behind it, `预算执行情况(万元)(20分)`.
fn is_side(reading: &Reading, entry: Entry) -> bool {
    let begins = |word: &String| entry.key().starts_with(word.as_str());
    entry.meaning().side == Some(Side::Funds) || reading.labels.sides.funds.iter().any(begins)
}

/// The unit and the points that the label beside the table names. The points wait for the first fund.
fn read_side(reading: &mut Reading, entry: Entry) {
    note_unit(reading, entry);
    reading.using(entry);
    if let Some(points) = points_within(entry.key())
        && reading.form.funds.is_empty()
    {
        reading.form.funds.push(Fund { weight: points.as_str().into(), ..Fund::default() });
    }
}

fn note_unit(reading: &mut Reading, entry: Entry) {
    if let Some(unit) = unit_within(entry.key()) {
        reading.units.push((entry.at(), unit));
    }
}

/// The points promised in `预算执行情况(万元)(20分)`.
fn points_within(key: &str) -> Option<String> {
    let inner = key.split(['(', ')']).find(|part| part.ends_with('分'))?;
    let digits = inner.trim_end_matches('分');
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then(|| digits.to_owned())
}

fn table_end(reading: &Reading, first: u32) -> u32 {
    let is_next = |row: &u32| is_goal_heading_row(reading, *row) || reading.grid.heads_indicators(*row);
    reading.rows(first, reading.end).find(is_next).unwrap_or(reading.end)
}

/// True for a fund: a figure stands under an amount; or nothing does, and a name stands where funds are named.
fn is_fund(reading: &Reading, row: u32, table: &Table, column: u32) -> bool {
    let is_named = |entry: Entry| entry.columns().contains(column);
    has_figure(reading, row, table)
        || begins_fund(reading, row, table) && names(reading, row, table).any(is_named)
}

fn has_figure(reading: &Reading, row: u32, table: &Table) -> bool {
    let spans = table.columns.iter().filter(|(column, _)| AMOUNTS.contains(column)).map(|(_, span)| *span);
    spans.filter_map(|span| reading.grid.within(row, span)).any(is_figure)
}

/// True when no other label begins the row, and nothing where the label beside the table stands.
fn begins_fund(reading: &Reading, row: u32, table: &Table) -> bool {
    names(reading, row, table).next().is_some_and(|first| {
        let begins_block = table.side.is_some_and(|side| first.columns().last <= side.last);
        first.meaning().text.is_none() && first.meaning().side.is_none() && !begins_block
    })
}

fn is_figure(entry: Entry) -> bool {
    is_cross(entry.key()) || Figure::<Amount>::new(ungrouped(entry.key())).value().is_some()
}

/// The cells of a row that may name a fund: left of all figures, and no label beside the table, which may be repeated in each row.
fn names<'a>(reading: &Reading<'a>, row: u32, table: &Table) -> impl Iterator<Item = Entry<'a>> {
    let left = reading.row(row).iter().filter(|entry| entry.column() < table.figures());
    left.filter(|entry| !is_side(reading, **entry) && entry.meaning().side != Some(Side::Sources)).copied()
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

fn read_row(reading: &mut Reading, row: u32, table: &Table, column: u32) {
    let Some(label) = label(reading, row, table, column) else { return };
    // Points promised in the label beside the table were put into a first row that still waits for its own label.
    let waiting = reading.form.funds.len() == 1 && reading.form.funds[0].label.is_empty();
    let index = if waiting { 0 } else { reading.form.funds.len() };
    let mut fund = if waiting { reading.form.funds.remove(0) } else { Fund::default() };
    fund.label = source_name(label.shown());
    reading.take(label, FieldRef::Fund { row: index, column: FundColumn::Label });
    for (column, span) in table.columns.iter().filter(|(column, _)| *column != FundColumn::Label) {
        if let Some(entry) = reading.grid.within(row, *span).filter(|entry| entry.at() != label.at()) {
            read_cell(reading, entry, *column, index, &mut fund);
        }
    }
    fund.rate = rate(&fund);
    reading.form.funds.push(fund);
}

/// The cell that names the fund, in the column of the names or else nearest to the figures.
fn label<'a>(reading: &mut Reading<'a>, row: u32, table: &Table, column: u32) -> Option<Entry<'a>> {
    let found: Vec<Entry> = names(reading, row, table).collect();
    let named = found.iter().find(|entry| entry.columns().contains(column)).or_else(|| found.last()).copied();
    for entry in reading.row(row).iter().filter(|entry| entry.column() < table.figures()) {
        let is_repeated = named.is_some_and(|named| named.key() == entry.key());
        if is_repeated || is_side(reading, *entry) || entry.meaning().side == Some(Side::Sources) {
            reading.using(*entry);
        }
    }
    named
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
    if AMOUNTS.contains(&column)
        && let Some(unit) = unit_behind(entry.key())
    {
        reading.units.push((entry.at(), unit));
    }
    if is_unclear(fund, column) {
        reading.report(entry.at(), format!("“{text}”应是数字，已按原文保留，请核对"));
    }
}

/// An amount without thousands separators, currency sign and 万元, which belong to the edition and not to the form.
fn ungrouped(shown: &str) -> String {
    let plain = fold(shown).replace([',', '，', '￥', '¥'], "");
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

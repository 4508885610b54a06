use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::{Meaning, Side};
use jixiao_model::{
    ColumnName, Entry as Figure, FieldName, FieldRef, Fund, FundColumn, Percent, half_up, is_cross, one_line,
    share,
};
use rust_decimal::Decimal;

use crate::figure::{is_figure, ungrouped};
use crate::goals::{is_goal_heading_row, is_single_goal};
use crate::grid::{Columns, Entry};
use crate::heading::{self, Heading, headings, last_row};
use crate::label::{bare, guess, is_number, meaning};
use crate::labelled::read_labelled;
use crate::reading::Reading;
use crate::unit::{unit_behind, unit_line, unit_within};

const AMOUNTS: [FundColumn; 3] = [FundColumn::Initial, FundColumn::Adjusted, FundColumn::Executed];

/// The header of the funds table.
struct Table {
    /// Last header row.
    last: u32,
    columns: Vec<(FundColumn, Columns)>,
    /// Columns of the office's own, under their headings.
    own: Vec<(ColumnName, Columns)>,
    /// Columns that are no field, by a person's word.
    left_out: Vec<Columns>,
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
        let cells = reading.row(row);
        for entry in read_labelled(reading, cells) {
            read_amount_behind(reading, entry);
        }
    }
    end
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

fn is_known(meaning: &Meaning) -> bool {
    meaning.fund.is_some()
}

fn rows_end(reading: &Reading, row: u32) -> u32 {
    let cells = reading.grid.row(row);
    let bottom = |entry: &Entry| entry.area().last.row;
    // What begins the row and reaches below all others stands beside the table.
    let others = cells.iter().skip(1).map(bottom).max().unwrap_or(row);
    let is_heading = |entry: &&Entry| is_known(entry.meaning()) && bottom(entry) <= others;
    let last = cells.iter().filter(is_heading).map(bottom).max().unwrap_or(row);
    last_row(reading.grid, row, last, reading.end, is_known)
}

/// The columns of the table: by known words first, then by the parts of the headings that are left.
fn columns(reading: &Reading, row: u32, last: u32) -> Vec<(FundColumn, Columns)> {
    let mut headings = headings(reading.grid, row, last);
    // A person's word wins.
    let is_named = |heading: &Heading| reading.labels.named(&heading.text).is_some();
    headings.sort_by_key(|heading| (!is_named(heading), heading.columns.first));
    let mut columns: Vec<(FundColumn, Columns)> = Vec::new();
    let mut rest = Vec::new();
    for heading in headings {
        match meaning(reading.labels, &heading.text).fund {
            Some(column) => enter(&mut columns, column, heading.columns),
            None => rest.push(heading),
        }
    }
    let first = reading.grid.row(row).first().map_or(0, |entry| entry.column());
    for heading in rest.iter().filter(|heading| heading.columns.first > first || !is_beside(reading, heading))
    {
        let guessed = guess(reading.labels, &heading.text).fund;
        if let Some(column) = guessed.filter(|column| !columns.iter().any(|(known, _)| known == column)) {
            columns.push((column, heading.columns));
        }
    }
    columns
}

/// True for the label beside the table: it says 资金 or 预算.
fn is_beside(reading: &Reading, heading: &Heading) -> bool {
    let is_word = |word: &String| bare(&heading.text) == word.as_str();
    reading.labels.sides.funds.iter().any(is_word)
        || guess(reading.labels, &heading.text).side == Some(Side::Funds)
}

/// The columns of the office's own: those right of the first figures.
fn own_columns(
    reading: &Reading,
    row: u32,
    last: u32,
    columns: &[(FundColumn, Columns)],
) -> Vec<(ColumnName, Columns)> {
    let figures = columns.iter().filter(|(column, _)| *column != FundColumn::Label);
    let figures = figures.map(|(_, span)| span.first).min().unwrap_or(u32::MAX);
    let mut own: Vec<_> = headings(reading.grid, row, last)
        .into_iter()
        .filter(|heading| heading.columns.first > figures && heading.columns.first <= reading.edge)
        .filter(|heading| !columns.iter().any(|(_, span)| span.meets(heading.columns)))
        .filter(|heading| !reading.labels.is_nothing(&heading.text))
        .map(|heading| (ColumnName::new(&heading.own), heading.columns))
        .collect();
    own.sort_by_key(|(_, span)| span.first);
    own
}

fn enter(columns: &mut Vec<(FundColumn, Columns)>, column: FundColumn, span: Columns) {
    match columns.iter_mut().find(|(known, _)| *known == column) {
        None => columns.push((column, span)),
        // The heading repeated over the cells of a former merge.
        Some((_, known)) if known.last + 1 == span.first => *known = known.with(span),
        Some(_) => {}
    }
}

fn read_header(reading: &mut Reading, row: u32) -> Table {
    let last = rows_end(reading, row);
    let columns = columns(reading, row, last);
    let own = own_columns(reading, row, last, &columns);
    let nothing = headings(reading.grid, row, last).into_iter();
    let nothing = nothing.filter(|heading| reading.labels.is_nothing(&heading.text));
    let left_out = nothing.map(|heading| heading.columns).collect();
    let mut table = Table { last, columns, own, left_out, side: None };
    let cells: Vec<Entry> = (row..=last).flat_map(|row| reading.row(row)).copied().collect();
    for entry in cells {
        note_unit(reading, entry);
        if is_side(reading, entry) || heading::is_side(reading.grid, entry, last) {
            read_side(reading, entry);
            table.side = Some(table.side.map_or(entry.columns(), |side| side.with(entry.columns())));
        } else if is_heading(&table, entry) {
            reading.using(entry);
        }
    }
    table
}

/// A heading, or a piece of one, over a known column.
fn is_heading(table: &Table, entry: Entry) -> bool {
    let own = table.own.iter().map(|(_, span)| span);
    table.columns.iter().map(|(_, span)| span).chain(own).any(|span| span.meets(entry.columns()))
}

/// The label beside the table with what stands in brackets behind it, `预算执行情况(万元)(20分)`.
fn is_side(reading: &Reading, entry: Entry) -> bool {
    let is_word = |word: &String| bare(entry.key()) == word.as_str();
    entry.meaning().side == Some(Side::Funds) || reading.labels.sides.funds.iter().any(is_word)
}

/// The points that the label beside the table names. They wait for the first fund.
fn read_side(reading: &mut Reading, entry: Entry) {
    reading.using(entry);
    if let Some(points) = points_within(entry.key())
        && reading.form.funds.is_empty()
    {
        reading.form.funds.push(Fund { weight: points.as_str().into(), ..Fund::default() });
    }
}

/// Notes the unit that stands in brackets behind a label.
pub fn note_unit(reading: &mut Reading, entry: Entry) {
    let line = || unit_line(entry.key()).map(|(_, unit)| unit);
    if let Some(unit) = unit_within(entry.key()).or_else(line) {
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
    let is_next = |row: &u32| {
        is_goal_heading_row(reading, *row)
            || is_single_goal(reading, *row)
            || reading.grid.heads_indicators(*row)
    };
    reading.rows(first, reading.end).find(is_next).unwrap_or(reading.end)
}

/// True for a fund: a figure stands under an amount; or nothing does, and a name stands where funds are named.
fn is_fund(reading: &Reading, row: u32, table: &Table, column: u32) -> bool {
    let amounts: Vec<Columns> = amounts(table).collect();
    let is_under = |entry: Entry| amounts.iter().any(|span| span.meets(entry.columns()));
    let is_named = |entry: Entry| entry.columns().contains(column) && !is_under(entry);
    has_figure(reading, row, table)
        || begins_fund(reading, row, table, column)
            && names(reading, row, table).any(is_named)
            && !reading.row(row).iter().any(|entry| is_under(*entry))
}

fn has_figure(reading: &Reading, row: u32, table: &Table) -> bool {
    amounts(table).filter_map(|span| figure_within(reading, row, span)).any(|entry| is_figure(entry.key()))
}

/// The columns of amounts.
fn amounts(table: &Table) -> impl Iterator<Item = Columns> {
    table.columns.iter().filter(|(column, _)| AMOUNTS.contains(column)).map(|(_, span)| *span)
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
        if let Some(entry) = figure_within(reading, row, *span).filter(|entry| entry.at() != label.at()) {
            use_repeated(reading, row, *span, label);
            read_cell(reading, entry, *column, index, &mut fund);
        }
    }
    for (column, span) in &table.own {
        if let Some(entry) = reading.grid.within(row, *span).filter(|entry| entry.at().row == row) {
            let text = reading.paragraphs(entry, FieldRef::FundExtra { row: index, column: column.clone() });
            fund.extra.set(column.clone(), text);
        }
    }
    for entry in reading.row(row).iter().filter(|entry| left_out(table, **entry)) {
        reading.using(*entry);
    }
    fund.rate = rate(&fund);
    reading.form.funds.push(fund);
}

fn left_out(table: &Table, entry: Entry) -> bool {
    table.left_out.iter().any(|span| span.meets(entry.columns()))
}

/// The fund's name repeated before an amount.
fn use_repeated(reading: &mut Reading, row: u32, span: Columns, label: Entry) {
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
pub fn source_name(shown: &str) -> String {
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

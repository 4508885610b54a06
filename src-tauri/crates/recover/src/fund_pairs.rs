//! Funds without a table: each amount beside its name, as declarations of targets have them.

use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_edition::Side;
use jixiao_model::{FieldName, FieldRef, Fund, FundColumn, one_line, paragraphs};

use crate::figure::{is_figure, ungrouped};
use crate::fund_table::note_unit;
use crate::funds::{read_amount_behind, source_name};
use crate::grid::Entry;
use crate::label::guess;
use crate::labelled::{is_adjacent, is_own_label, is_words, own_name, read_labelled};
use crate::reading::Reading;

/// Words of the sum that is for the year, where another one is for several.
const ANNUAL: [&str; 3] = ["年度", "当年", "本年"];

/// Words of which one stands in the name of a fund.
const NAMES: [&str; 3] = ["资金", "拨款", "补助"];

/// Words of which one stands in the label beside funds.
const MONEY: [&str; 2] = ["资金", "预算"];

/// A fund's name and its amount, which may be blank.
struct Pair<'a> {
    label: Entry<'a>,
    amount: Option<Entry<'a>>,
}

/// True when `row` begins such funds: the label of the funds, then a name and an amount; or just names of funds with their
/// amounts, in a form that has no table of funds.
pub fn begins_pairs(reading: &Reading, row: u32) -> bool {
    if reading.done.funds || reading.grid.heads_funds(row) {
        return false;
    }
    match side(reading, row) {
        Some(side) => (row..=side.area().last.row).any(|row| pairs(reading, row, side).iter().any(is_filled)),
        None => bare_pair(reading, row).is_some() && !has_table(reading),
    }
}

fn has_table(reading: &Reading) -> bool {
    reading.grid.rows_between(reading.first, reading.end).any(|row| reading.grid.heads_funds(row))
}

/// The first fund's name and amount among other cells: `资金总额 | 1200`.
fn bare_pair<'a>(reading: &Reading<'a>, row: u32) -> Option<Pair<'a>> {
    bare_pairs(reading, row, &[]).into_iter().next()
}

/// All of them in a row: `其中：财政拨款 | 320 | 其他资金 | 40`. Behind others, and in `columns`, where others stand, a name may have no
/// amount.
fn bare_pairs<'a>(reading: &Reading<'a>, row: u32, columns: &[u32]) -> Vec<Pair<'a>> {
    let is_fund = |entry: &Entry| {
        let key = entry.key();
        NAMES.iter().any(|word| key.contains(word)) && is_name(*entry) && entry.meaning().text.is_none()
    };
    let cells = reading.row(row);
    let mut pairs = Vec::new();
    for (at, label) in cells.iter().copied().enumerate().filter(|(_, entry)| is_fund(entry)) {
        let amount = cells.get(at + 1).copied().filter(|next| is_adjacent(reading, label, *next));
        let is_pair = match amount {
            Some(amount) => is_figure(amount.key()),
            None => !pairs.is_empty() || columns.contains(&label.column()),
        };
        if is_pair {
            pairs.push(Pair { label, amount });
        }
    }
    pairs
}

fn is_filled(pair: &Pair) -> bool {
    pair.amount.is_some()
}

/// The label beside the funds.
fn side<'a>(reading: &Reading<'a>, row: u32) -> Option<Entry<'a>> {
    let first = reading.row(row).first().copied()?;
    let known = first.meaning();
    let is_unknown = known.text.is_none() && known.side.is_none();
    let is_guessed = || guess(reading.labels, first.key()).side == Some(Side::Funds);
    // 预算规模及资金用途 beside several rows names no text.
    let is_tall = first.area().last.row > row && MONEY.iter().any(|word| first.key().contains(word));
    let is_side = known.side == Some(Side::Funds) || is_unknown && (is_tall || is_guessed());
    let next = reading.row(row).get(1);
    let has_amount = next.is_some_and(|next| is_figure(next.key())); // a name itself
    (is_side && !has_amount).then_some(first)
}

/// Names with the amounts beside them in one row.
fn pairs<'a>(reading: &Reading<'a>, row: u32, side: Entry) -> Vec<Pair<'a>> {
    let cells = reading.row(row);
    // A text alone up to the edge leaves no place for an amount.
    let is_alone = cells.iter().filter(|entry| entry.at() != side.at()).count() == 1;
    let is_text = |entry: &Entry| is_alone && entry.columns().last >= reading.edge;
    let is_label = |entry: &Entry| entry.at() != side.at() && is_name(*entry) && !is_text(entry);
    let labels = cells.iter().enumerate().filter(|(_, entry)| is_label(entry));
    let amount = |at: usize| {
        let next = cells.get(at + 1).copied();
        next.filter(|next| is_figure(next.key()))
    };
    labels.map(|(at, label)| Pair { label: *label, amount: amount(at) }).collect()
}

/// True for what may be the name of a fund: `其中：财政拨款`.
fn is_name(entry: Entry) -> bool {
    is_own_label(entry) || entry.key().strip_prefix("其中:").is_some_and(is_words)
}

/// Reads the funds that begin in `row`. Returns the first row below them.
pub fn read(reading: &mut Reading, row: u32) -> u32 {
    reading.done.funds = true;
    let Some(side) = side(reading, row) else { return read_bare(reading, row) };
    reading.using(side);
    note_unit(reading, side);
    let end = reading.end_beside(side);
    let found: Vec<Pair> = (row..end).flat_map(|row| pairs(reading, row, side)).collect();
    read_rest(reading, row..end, side, &found);
    let is_row = found.windows(2).all(|pair| pair[0].label.at().row == pair[1].label.at().row);
    let mut groups: BTreeMap<u32, Vec<Pair>> = BTreeMap::new();
    for pair in found {
        // A sum's label may reach further left than those of its parts.
        let column = if is_row { 0 } else { pair.label.columns().last };
        groups.entry(column).or_default().push(pair);
    }
    let annual = annual(&groups);
    for (column, pairs) in groups {
        if Some(column) == annual { read_funds(reading, &pairs) } else { read_texts(reading, &pairs) }
    }
    end
}

/// The other cells beside the label: an amount behind its name in one cell, or a text under the label itself.
fn read_rest(reading: &mut Reading, rows: Range<u32>, side: Entry, pairs: &[Pair]) {
    let is_read = |entry: &Entry| {
        let shown = pairs.iter().flat_map(|pair| [Some(pair.label), pair.amount]).flatten();
        entry.at() == side.at() || shown.into_iter().any(|known| known.at() == entry.at())
    };
    let others: Vec<Entry> =
        rows.flat_map(|row| reading.row(row)).filter(|entry| !is_read(entry)).copied().collect();
    for entry in others {
        if !read_amount_behind(reading, entry)
            && reading.enter(&own_name(side.shown()), paragraphs(entry.shown()), entry.at())
        {
            reading.using(entry);
        }
    }
}

/// Reads names and amounts that stand below one another; the other cells of their rows are texts of the head.
fn read_bare(reading: &mut Reading, first: u32) -> u32 {
    let columns: Vec<u32> = bare_pairs(reading, first, &[]).iter().map(|pair| pair.label.column()).collect();
    let mut row = first;
    while row < reading.end {
        let pairs = bare_pairs(reading, row, &columns);
        if !pairs.iter().any(|pair| columns.contains(&pair.label.column())) {
            break;
        }
        let is_read = |entry: &Entry| {
            let mut shown = pairs.iter().flat_map(|pair| [Some(pair.label), pair.amount]).flatten();
            shown.any(|known| known.at() == entry.at())
        };
        let others: Vec<Entry> = reading.row(row).iter().filter(|entry| !is_read(entry)).copied().collect();
        read_funds(reading, &pairs);
        read_labelled(reading, &others);
        row += 1;
    }
    row
}

/// The column of names whose amounts are for the year.
fn annual(groups: &BTreeMap<u32, Vec<Pair>>) -> Option<u32> {
    let is_annual = |pairs: &[Pair]| {
        let top = pairs.first().map_or("", |pair| pair.label.key());
        ANNUAL.iter().any(|word| top.contains(word))
    };
    let named = groups.iter().find(|(_, pairs)| is_annual(pairs));
    named.or_else(|| groups.iter().next_back()).map(|(column, _)| *column)
}

fn read_funds(reading: &mut Reading, pairs: &[Pair]) {
    for Pair { label, amount } in pairs {
        let row = reading.form.funds.len();
        let mut fund = Fund { label: source_name(label.shown()), ..Fund::default() };
        note_unit(reading, *label);
        reading.take(*label, FieldRef::Fund { row, column: FundColumn::Label });
        if let Some(amount) = amount {
            let shown = reading.line(*amount, FieldRef::Fund { row, column: FundColumn::Adjusted });
            fund.set(FundColumn::Adjusted, &ungrouped(&shown));
        }
        reading.form.funds.push(fund);
    }
}

/// Amounts of other years are texts of the office's own, each under its name and the sum that it belongs to.
fn read_texts(reading: &mut Reading, pairs: &[Pair]) {
    let Some(top) = pairs.first().map(|pair| source_name(pair.label.shown())) else { return };
    for (at, Pair { label, amount }) in pairs.iter().enumerate() {
        let source = source_name(label.shown());
        let name = if at == 0 { top.clone() } else { format!("{top}（{source}）") };
        reading.using(*label);
        if let Some(amount) = amount
            && reading.enter(&FieldName::of_label(&name), one_line(amount.shown()), amount.at())
        {
            reading.using(*amount);
        }
    }
}

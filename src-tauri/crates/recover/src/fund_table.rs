//! The header of the funds table: what its columns hold.

use jixiao_edition::{Labels, Meaning, Side};
use jixiao_model::{ColumnName, Fund, FundColumn};

use crate::figure::is_figure;
use crate::grid::{Columns, Entry};
use crate::heading::{self, Heading, headings, last_row};
use crate::label::{bare, guess, meaning};
use crate::reading::Reading;
use crate::unit::{unit_line, unit_within};

/// The last column of the funds table that `row` heads.
pub fn edge(reading: &Reading, row: u32) -> u32 {
    let last = rows_end(reading, row);
    let headings = sorted_headings(reading, row, last);
    let known = columns(reading, row, last, &headings).into_iter().map(|(_, span)| span);
    known.chain(parts(reading, &headings)).map(|span| span.last).max().unwrap_or_default()
}

/// The header of the funds table.
pub struct Table {
    /// Last header row.
    pub last: u32,
    /// The known columns.
    pub columns: Vec<(FundColumn, Columns)>,
    /// Columns of the office's own, under their headings.
    pub own: Vec<(ColumnName, Columns)>,
    /// Of these, the parts of an amount.
    pub parts: Vec<Columns>,
    /// Columns that are no field, by a person's word.
    left_out: Vec<Columns>,
    /// The columns of the label beside the table.
    pub side: Option<Columns>,
}

impl Table {
    /// The first column of figures: names of funds stand left of it.
    pub fn figures(&self) -> u32 {
        let figures = self.columns.iter().filter(|(column, _)| *column != FundColumn::Label);
        figures.map(|(_, span)| span.first).min().unwrap_or_default()
    }

    /// True when a person says that the columns are no field.
    pub fn leaves_out(&self, columns: Columns) -> bool {
        self.left_out.iter().any(|span| span.meets(columns))
    }
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

/// The columns of the table: by known words first, then the sums under wider headings, then by the parts of the headings that are
/// left.
fn columns(reading: &Reading, row: u32, last: u32, headings: &[Heading]) -> Vec<(FundColumn, Columns)> {
    let all = headings;
    let mut headings: Vec<&Heading> = all.iter().collect();
    // A person's word wins.
    headings.sort_by_key(|heading| reading.labels.named(&heading.text).is_none());
    let mut columns: Vec<(FundColumn, Columns)> = Vec::new();
    if headings.first().is_some_and(|heading| heads_names(reading, last, heading)) {
        columns.push((FundColumn::Label, headings.remove(0).columns));
    }
    let (parts, whole): (Vec<&Heading>, Vec<&Heading>) =
        headings.into_iter().partition(|heading| group(reading, heading).is_some());
    let (known, rest): (Vec<&Heading>, Vec<&Heading>) =
        whole.into_iter().partition(|heading| meaning(reading.labels, &heading.text).fund.is_some());
    let is_initial = initial_beside_adjusted(reading, &known);
    for heading in known {
        let column = meaning(reading.labels, &heading.text).fund;
        let column = if is_initial == Some(heading.columns) { Some(FundColumn::Initial) } else { column };
        if let Some(column) = column {
            enter(&mut columns, column, heading.columns);
        }
    }
    let sums = parts.into_iter().filter(|heading| is_sum(reading, heading));
    for (heading, column) in sums.filter_map(|heading| Some((heading, group(reading, heading)?))) {
        enter_free(&mut columns, column, heading.columns);
    }
    let first = reading.grid.row(row).first().map_or(0, |entry| entry.column());
    for heading in rest.iter().filter(|heading| heading.columns.first > first || !is_beside(reading, heading))
    {
        let column = guess(reading.labels, &heading.text).fund;
        if let Some(column) = share_of(reading, &heading.text).or(column) {
            enter_free(&mut columns, column, heading.columns);
        }
    }
    name_lone_budget(reading.labels, all, &mut columns);
    columns
}

/// Words of what was added to a budget in the course of the year.
const CHANGED: [&str; 4] = ["调整", "追加", "调增", "调减"];

/// What a table says once of the budget (预算批复数) is the year's, unless its heading says that of the year's beginning, or a person
/// says so.
fn name_lone_budget(labels: &Labels, headings: &[Heading], columns: &mut [(FundColumn, Columns)]) {
    let is_changed = |heading: &Heading| CHANGED.iter().any(|word| heading.text.contains(word));
    let is_adjusted =
        columns.iter().any(|(column, _)| *column == FundColumn::Adjusted) || headings.iter().any(is_changed);
    let initial = columns.iter_mut().find(|(column, _)| *column == FundColumn::Initial);
    if let Some((column, span)) = initial.filter(|_| !is_adjusted) {
        let heading = headings.iter().find(|heading| heading.columns == *span);
        let is_open = |heading: &Heading| {
            labels.named(&heading.text).is_none()
                && ![&heading.text, &heading.over].iter().any(|text| text.contains('初'))
        };
        if heading.is_some_and(is_open) {
            *column = FundColumn::Adjusted;
        }
    }
}

/// The rate that a heading says by its formula, `预算执行(E/C×100%)`.
fn share_of(reading: &Reading, heading: &str) -> Option<FundColumn> {
    let word = bare(heading);
    let is_formula = heading[word.len()..].contains("100%") && !word.ends_with('率');
    let rate = is_formula.then(|| format!("{word}率"))?;
    let column = meaning(reading.labels, &rate).fund.or_else(|| guess(reading.labels, &rate).fund);
    column.filter(|column| *column == FundColumn::Rate)
}

/// The column of 预算数 where 调整预算数 stands beside it and no other heading says what was budgeted first.
fn initial_beside_adjusted(reading: &Reading, known: &[&Heading]) -> Option<Columns> {
    let of = |column: FundColumn| {
        known.iter().filter(move |heading| meaning(reading.labels, &heading.text).fund == Some(column))
    };
    let is_changed = |heading: &&&Heading| heading.text.contains("调整");
    let has_initial = of(FundColumn::Initial).next().is_some();
    let has_changed = of(FundColumn::Adjusted).any(|heading| heading.text.contains("调整"));
    let plain = of(FundColumn::Adjusted).find(|heading| !is_changed(heading));
    plain.filter(|_| has_changed && !has_initial).map(|heading| heading.columns)
}

/// True for 资金情况 or 预算资金 over the names of the funds: texts of their own stand below it, and no figures.
fn heads_names(reading: &Reading, last: u32, heading: &Heading) -> bool {
    let is_under = |entry: &&Entry| heading.columns.meets(entry.columns());
    let cells = reading.row(last + 1);
    let mut below = cells.iter().filter(is_under).peekable();
    is_beside(reading, heading)
        && cells.first().is_some_and(|first| heading.columns.meets(first.columns()))
        && below.peek().is_some_and(|below| below.key() != heading.text)
        && below.all(|below| !is_figure(below.key()))
}

fn sorted_headings(reading: &Reading, row: u32, last: u32) -> Vec<Heading> {
    let mut headings = headings(reading.grid, row, last);
    headings.sort_by_key(|heading| heading.columns.first);
    headings
}

/// The amount that a wider heading over this one says (预算数 over 小计, 财政拨款, 其他资金), unless this one says an amount by a word of its
/// own, or when it was budgeted (预算金额 over 年初, 调整后).
fn group(reading: &Reading, heading: &Heading) -> Option<FundColumn> {
    let says_when = heading.text.contains('初') || CHANGED.iter().any(|word| heading.text.contains(word));
    if heading.over.is_empty() || says_when || meaning(reading.labels, &heading.text).fund.is_some() {
        return None;
    }
    let known = meaning(reading.labels, &heading.over).fund;
    let column = known.or_else(|| guess(reading.labels, &heading.over).fund)?;
    column.is_amount().then_some(column)
}

/// The columns under an amount's wider heading that do not head its sum.
fn parts(reading: &Reading, headings: &[Heading]) -> Vec<Columns> {
    let parts =
        headings.iter().filter(|heading| group(reading, heading).is_some() && !is_sum(reading, heading));
    parts.map(|heading| heading.columns).collect()
}

/// True for the heading of a sum under a wider heading: 小计, 总额.
fn is_sum(reading: &Reading, heading: &Heading) -> bool {
    reading.labels.sides.sums.iter().any(|word| bare(&heading.text) == word.as_str())
}

/// True for the label beside the table: it says 资金 or 预算.
fn is_beside(reading: &Reading, heading: &Heading) -> bool {
    let is_word = |word: &String| bare(&heading.text) == word.as_str();
    reading.labels.sides.funds.iter().any(is_word)
        || guess(reading.labels, &heading.text).side == Some(Side::Funds)
}

/// The headings that stand left of all figures and not beside the table: those of the names, and of what is said of them (任务名称 |
/// 主要内容 | 预算数).
fn left_headings<'h>(reading: &Reading, row: u32, headings: &'h [Heading], figures: u32) -> Vec<&'h Heading> {
    let first = reading.grid.row(row).first();
    // The label beside the table, repeated over the cells of a former merge.
    let is_first = |heading: &Heading| first.is_some_and(|first| first.key() == heading.text);
    let is_left = |heading: &&Heading| {
        heading.columns.last < figures
            && !(is_first(heading) && is_beside(reading, heading))
            && !reading.labels.sides.numbers.contains(&heading.text)
    };
    headings.iter().filter(is_left).collect()
}

/// The first heading at the left is that of the names, where others stand beside it and no figures below it.
fn enter_names(reading: &Reading, table: &mut Table, left: &[&Heading]) {
    let [names, _, ..] = left else { return };
    let mut below = reading.row(table.last + 1).iter().filter(|entry| names.columns.meets(entry.columns()));
    if !below.any(|entry| is_figure(entry.key())) {
        enter_free(&mut table.columns, FundColumn::Label, names.columns);
    }
}

/// The columns of the office's own: those right of the first figures, and those at the left that head no names.
fn own_columns(
    reading: &Reading,
    table: &Table,
    headings: &[Heading],
    left: Vec<&Heading>,
) -> Vec<(ColumnName, Columns)> {
    let figures = table.figures();
    let is_right =
        |heading: &&Heading| heading.columns.first > figures && heading.columns.first <= reading.edge;
    let right = headings.iter().filter(is_right);
    let is_free = |heading: &&Heading| {
        !reading.labels.is_nothing(&heading.text)
            && !table.columns.iter().any(|(_, span)| span.meets(heading.columns))
    };
    let own = left.into_iter().chain(right).filter(is_free);
    own.map(|heading| (heading.name(), heading.columns)).collect()
}

fn enter_free(columns: &mut Vec<(FundColumn, Columns)>, column: FundColumn, span: Columns) {
    if !columns.iter().any(|(known, _)| *known == column) {
        columns.push((column, span));
    }
}

fn enter(columns: &mut Vec<(FundColumn, Columns)>, column: FundColumn, span: Columns) {
    match columns.iter_mut().find(|(known, _)| *known == column) {
        None => columns.push((column, span)),
        // The heading repeated over the cells of a former merge.
        Some((_, known)) if known.last + 1 == span.first => *known = known.with(span),
        Some(_) => {}
    }
}

/// Reads the header that begins in `row` and marks its cells as understood.
pub fn read_header(reading: &mut Reading, row: u32) -> Table {
    let last = rows_end(reading, row);
    let headings = sorted_headings(reading, row, last);
    let columns = columns(reading, row, last, &headings);
    let parts = parts(reading, &headings);
    let nothing = headings.iter().filter(|heading| reading.labels.is_nothing(&heading.text));
    let left_out = nothing.map(|heading| heading.columns).collect();
    let mut table = Table { last, columns, own: Vec::new(), parts, left_out, side: None };
    let left = left_headings(reading, row, &headings, table.figures());
    enter_names(reading, &mut table, &left);
    table.own = own_columns(reading, &table, &headings, left);
    let cells: Vec<Entry> = (row..=last).flat_map(|row| reading.row(row)).copied().collect();
    for entry in cells {
        note_unit(reading, entry);
        let names = table.columns.iter().find(|(column, _)| *column == FundColumn::Label);
        let is_of_names = names.is_some_and(|(_, span)| span.meets(entry.columns()));
        if !is_of_names && is_side(reading, entry) || heading::is_side(reading.grid, entry, last) {
            read_side(reading, entry);
            table.side = Some(table.side.map_or(entry.columns(), |side| side.with(entry.columns())));
        } else if is_heading(&table, entry) {
            reading.using(entry);
            if !table.columns.iter().any(|(column, _)| *column == FundColumn::Weight) {
                note_points(reading, entry); // 得分（10分）
            }
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
pub fn is_side(reading: &Reading, entry: Entry) -> bool {
    let is_word = |word: &String| bare(entry.key()) == word.as_str();
    entry.meaning().side == Some(Side::Funds) || reading.labels.sides.funds.iter().any(is_word)
}

fn read_side(reading: &mut Reading, entry: Entry) {
    reading.using(entry);
    note_points(reading, entry);
}

/// The points that a label beside or above the table names. They wait for the first fund.
fn note_points(reading: &mut Reading, entry: Entry) {
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
        reading.units.push((entry.at(), unit.to_owned()));
    }
}

/// The points promised in `预算执行情况(万元)(20分)`, `得分(满分10分)`.
fn points_within(key: &str) -> Option<String> {
    let is_number =
        |digits: &&str| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let points = key.split(['(', ')']).filter_map(|part| part.strip_suffix('分'));
    let mut points = points.map(|part| part.trim_start_matches(['满', '分', ':']));
    points.find(is_number).map(str::to_owned)
}

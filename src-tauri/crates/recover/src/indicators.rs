use jixiao_model::{FieldRef, Goal, Indicator, IndicatorColumn, TotalColumn, is_cross};

use crate::goals::is_goal_heading_row;
use crate::grid::Entry;
use crate::header::{Header, is_indicator_header};
use crate::label::{is_one_of, text_field};
use crate::reading::Reading;

const COLUMNS: [IndicatorColumn; 9] = [
    IndicatorColumn::Level1,
    IndicatorColumn::Level2,
    IndicatorColumn::Level3,
    IndicatorColumn::Target,
    IndicatorColumn::Basis,
    IndicatorColumn::Actual,
    IndicatorColumn::Weight,
    IndicatorColumn::Score,
    IndicatorColumn::Reason,
];

/// Reads the table under `header` into the last goal. Returns the first row below it.
pub fn read(reading: &mut Reading, header: &Header) -> u32 {
    let end = table_end(reading, header);
    if reading.form.goals.is_empty() {
        reading.form.goals.push(Goal::default());
    }
    let mut classes = (String::new(), String::new());
    for row in reading.grid.rows_between(header.last + 1, end).collect::<Vec<_>>() {
        if is_indicator_header(reading.grid, reading.texts, reading.labels, row) {
            use_row(reading, row); // printed again at the head of a page
        } else if !is_remark(reading, row, header) {
            read_row(reading, row, header, &mut classes);
        }
    }
    end
}

fn use_row(reading: &mut Reading, row: u32) {
    for entry in reading.grid.row(row).to_vec() {
        reading.using(entry);
    }
}

/// The table ends at the total, at the next goal, or where a label of the form's foot begins a row. Such a label stands left of the
/// indicators' names, which may use the same words.
fn table_end(reading: &Reading, header: &Header) -> u32 {
    let names = header.column(IndicatorColumn::Level3).map_or(u32::MAX, |span| span.first);
    let is_foot = |row: u32| {
        reading.grid.row(row).first().filter(|entry| entry.column() < names).is_some_and(|entry| {
            text_field(reading.labels, reading.texts.key(*entry)).is_some()
                || crate::label::inline_text(reading.labels, reading.texts.shown(*entry)).is_some()
                || is_one_of(reading.texts.key(*entry), &reading.labels.sides.total)
        })
    };
    let ends = |row: u32| is_foot(row) || is_goal_heading_row(reading, row);
    reading.grid.rows_between(header.last + 1, reading.end).find(|row| ends(*row)).unwrap_or(reading.end)
}

/// A line across the table (续表), or a subtotal: no indicator. It stays unused and is reported.
fn is_remark(reading: &Reading, row: u32, header: &Header) -> bool {
    let names = header.column(IndicatorColumn::Level3);
    let score = header.column(IndicatorColumn::Score);
    let crosses = |entry: &Entry| {
        let columns = entry.columns();
        names.is_some_and(|span| columns.first <= span.first)
            && score.is_some_and(|span| columns.last >= span.last)
    };
    let is_subtotal = |entry: &Entry| matches!(reading.texts.key(*entry), "小计" | "分类小计");
    match reading.grid.row(row) {
        [only] => crosses(only),
        cells => cells.iter().any(is_subtotal),
    }
}

/// True when `row` is the total row.
pub fn is_total(reading: &Reading, row: u32) -> bool {
    let first = reading.grid.row(row).first();
    first.is_some_and(|entry| is_one_of(reading.texts.key(*entry), &reading.labels.sides.total))
}

fn read_row(reading: &mut Reading, row: u32, header: &Header, classes: &mut (String, String)) {
    let goal = reading.form.goals.len() - 1;
    let index = reading.form.goals[goal].indicators.len();
    let mut indicator = Indicator::default();
    for (column, span) in &header.columns {
        let Some(entry) = reading.grid.within(row, *span) else { continue };
        let begins_here = entry.at().row == row;
        if begins_here || inherits(*column) {
            let field = FieldRef::Indicator { goal, row: index, column: *column };
            let text = cell_text(reading, entry, *column, field);
            indicator.set(*column, &text);
            report_unclear(reading, entry, &indicator, *column);
            report_shared(reading, entry, *column);
        }
    }
    use_sides(reading, row);
    inherit_classes(&mut indicator, classes);
    if has_content(reading, row, header) {
        reading.form.goals[goal].indicators.push(indicator);
    }
}

/// A merged class, subclass or indicator names all rows that it spans; any other merged cell belongs to its first row.
const fn inherits(column: IndicatorColumn) -> bool {
    matches!(column, IndicatorColumn::Level1 | IndicatorColumn::Level2 | IndicatorColumn::Level3)
}

fn cell_text(reading: &mut Reading, entry: Entry, column: IndicatorColumn, field: FieldRef) -> String {
    match column {
        IndicatorColumn::Reason | IndicatorColumn::Basis => reading.paragraphs(entry, field),
        IndicatorColumn::Weight | IndicatorColumn::Score => {
            let text = reading.line(entry, field);
            text.strip_suffix('分').unwrap_or(&text).to_owned()
        }
        _ => reading.line(entry, field),
    }
}

/// A figure or reason merged over several rows is kept in the first of them, and said.
fn report_shared(reading: &mut Reading, entry: Entry, column: IndicatorColumn) {
    let area = entry.cell.area;
    if area.last.row > area.first.row && !inherits(column) && reading.grid.row(area.first.row + 1).len() > 1 {
        reading.report(area.first, "此单元格跨多行合并，内容只记在第一行，请核对其余各行");
    }
}

fn report_unclear(reading: &mut Reading, entry: Entry, indicator: &Indicator, column: IndicatorColumn) {
    let figure = match column {
        IndicatorColumn::Weight => &indicator.weight,
        IndicatorColumn::Score => &indicator.score,
        _ => return,
    };
    if figure.is_unclear() {
        let text = figure.text().to_owned();
        reading.report(entry.at(), format!("“{text}”应是数字，已按原文保留，请核对"));
    }
}

/// The label merged down beside the table reaches into its rows.
fn use_sides(reading: &mut Reading, row: u32) {
    for entry in reading.grid.row(row).to_vec() {
        if is_one_of(reading.texts.key(entry), &reading.labels.sides.indicators) {
            reading.using(entry);
        }
    }
}

/// A blank class cell means the class above it; a new class begins without a subclass.
fn inherit_classes(indicator: &mut Indicator, classes: &mut (String, String)) {
    if indicator.level1.is_empty() || indicator.level1 == classes.0 {
        indicator.level1.clone_from(&classes.0);
        if indicator.level2.is_empty() {
            indicator.level2.clone_from(&classes.1);
        }
    }
    *classes = (indicator.level1.clone(), indicator.level2.clone());
}

/// True when a cell of the table begins in `row`: a row that only reaches down from above is none of its own.
fn has_content(reading: &Reading, row: u32, header: &Header) -> bool {
    COLUMNS
        .iter()
        .filter_map(|column| header.column(*column))
        .any(|span| reading.grid.within(row, span).is_some_and(|entry| entry.at().row == row))
}

/// Reads the total row.
pub fn read_total(reading: &mut Reading, row: u32, header: Option<&Header>) {
    let cells: Vec<Entry> = reading.grid.row(row).to_vec();
    let Some((label, rest)) = cells.split_first() else { return };
    // The label may be repeated over the cells of a former merge.
    let is_label = |entry: &Entry| reading.texts.key(*entry) == reading.texts.key(*label);
    let (labels, values): (Vec<Entry>, Vec<Entry>) = rest.iter().copied().partition(is_label);
    labels.iter().chain([label]).for_each(|entry| reading.using(*entry));
    let under = |column: IndicatorColumn| {
        let span = header.and_then(|header| header.column(column))?;
        values
            .iter()
            .copied()
            .find(|entry| entry.columns().first <= span.last && span.first <= entry.columns().last)
    };
    let weight = under(IndicatorColumn::Weight);
    let score = under(IndicatorColumn::Score)
        .or_else(|| values.iter().copied().find(|entry| Some(entry.at()) != weight.map(Entry::at)));
    for (entry, column) in [(weight, TotalColumn::Weight), (score, TotalColumn::Score)] {
        if let Some(entry) = entry {
            let text = reading.line(entry, FieldRef::Total(column));
            let figure = text.trim_end_matches('分').into();
            match column {
                TotalColumn::Weight => reading.form.total.weight = figure,
                TotalColumn::Score => reading.form.total.score = figure,
            }
        }
    }
    for entry in values.iter().filter(|entry| is_cross(reading.texts.key(**entry))) {
        reading.using(*entry);
    }
}

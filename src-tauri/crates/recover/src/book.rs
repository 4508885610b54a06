use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jixiao_edition::{Edition, Labels};
use jixiao_model::{FieldRef, Form, IndicatorColumn, Problem};
use jixiao_sheet::{Address, Sheet};

use crate::bands::bands;
use crate::choice::choose_edition;
use crate::edition::{labels, marked};
use crate::goals::{is_goal_heading_row, is_single_actual, is_single_goal};
use crate::grid::Grid;
use crate::header::{self, Header};
use crate::label::goal_heading;
use crate::list::{self, List};
use crate::mapping::{self, Mapping, SourceColumn};
use crate::reading::{Reading, excerpt};
use crate::rivals;
use crate::segment::{Segment, segments};
use crate::word::words;
use crate::{
    amount_unit, foot, fund_pairs, fund_table, funds, funds_across, goals, head, indicators, own_table, total,
};

/// Columns of the sheet, and the column of the form that a person maps each to.
type Mapped = BTreeMap<u32, Option<IndicatorColumn>>;

/// What forms are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue<'a> {
    /// The editions known.
    pub editions: &'a [Edition],
    /// The labels known.
    pub labels: &'a Labels,
}

/// What was found on a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The forms, top to bottom.
    pub forms: Vec<RecoveredForm>,
    /// What belongs to no form.
    pub problems: Vec<Problem>,
}

/// A form, where it stood, and what was not understood in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveredForm {
    /// The form.
    pub form: Form,
    /// The rows that it stands in, from 0, the last excluded.
    pub rows: Range<u32>,
    /// The cell that each field was read from.
    pub sources: BTreeMap<FieldRef, Address>,
    /// The cells that were understood and show no field: labels, headings, and texts repeated over the cells of a former merge.
    pub labels: BTreeSet<Address>,
    /// The columns of its indicator tables, left to right, by the first of them.
    pub columns: Vec<SourceColumn>,
    /// The rows that add up the indicators of a class, from 0.
    pub subtotals: Vec<u32>,
    /// What was not understood.
    pub problems: Vec<Problem>,
}

/// Finds the forms on a sheet. Never fails: what is not understood is reported.
#[must_use]
pub fn recover(sheet: &Sheet, catalogue: Catalogue) -> Recovered {
    recover_with(sheet, catalogue, &Mapping::default())
}

/// The same, with the columns of one form read as a person maps them.
#[must_use]
pub fn recover_with(sheet: &Sheet, catalogue: Catalogue, mapping: &Mapping) -> Recovered {
    let words = words(sheet, catalogue.labels);
    let grid = Grid::new(sheet, &words, catalogue.labels);
    let bands = bands(sheet, &grid);
    if bands.is_empty() {
        return recover_band(sheet, &grid, catalogue, mapping);
    }
    let mut recovered = Recovered::default();
    for band in bands.iter().map(|band| recover_with(band, catalogue, mapping)) {
        recovered.forms.extend(band.forms);
        recovered.problems.extend(band.problems);
    }
    recovered
}

/// Finds the forms of a sheet on which none stands beside another.
fn recover_band(sheet: &Sheet, grid: &Grid, catalogue: Catalogue, mapping: &Mapping) -> Recovered {
    let mut recovered = Recovered::default();
    let segments = segments(sheet, grid);
    let before = segments.first().map_or(grid.end(), |segment| segment.first);
    let above = Segment { first: 0, end: before };
    report_rows(grid, above, &mut recovered.problems);
    let is_alone = segments.len() == 1;
    // A list below forms only repeats them.
    let lists: Option<Vec<List>> = segments.iter().map(|segment| list::find(grid, *segment)).collect();
    if let Some(lists) = lists {
        for (segment, list) in segments.into_iter().zip(lists) {
            let sums = Segment { first: list.end, end: segment.end };
            report_rows(grid, sums, &mut recovered.problems);
            recovered.forms.extend(read_list(grid, segment, list, catalogue.editions));
        }
        return recovered;
    }
    for segment in segments {
        let edition = marked(sheet, segment, catalogue.editions);
        let mapped = mapping::of_form(mapping, segment.first);
        let mut reading = Reading::new(grid, segment, u32::MAX);
        reading.above = recovered.forms.last().map(|above| (above.form.kind, above.form.year));
        match read(reading, edition, catalogue.editions, &mapped, is_alone) {
            Some(form) => recovered.forms.push(form),
            None => report_rows(grid, segment, &mut recovered.problems),
        }
    }
    recovered
}

/// Reads the projects of one table, each into a form with the title and texts above it.
fn read_list(grid: &Grid, segment: Segment, mut list: List, editions: &[Edition]) -> Vec<RecoveredForm> {
    let mut shared = Reading::new(grid, segment, list.header.edge());
    head::read(&mut shared);
    let columns = mapping::apply(grid, segment.end, &mut list.header, &Mapped::new());
    let project = |rows: Segment| {
        let mut reading = shared.of_rows(rows);
        header::take(&mut reading, &list.header);
        list.read(&mut reading);
        choose_edition(&mut reading, None, Some(&list.header), editions);
        reading.report_unused(&BTreeSet::new());
        recovered(reading, columns.clone())
    };
    list.projects(grid).into_iter().map(project).collect()
}

fn recovered(reading: Reading, columns: Vec<SourceColumn>) -> RecoveredForm {
    RecoveredForm {
        rows: reading.first..reading.end,
        labels: reading.labels_used(),
        form: reading.form,
        sources: reading.sources,
        columns,
        subtotals: reading.subtotals,
        problems: reading.problems,
    }
}

/// Reports rows that belong to no form.
fn report_rows(grid: &Grid, rows: Segment, problems: &mut Vec<Problem>) {
    let entries = grid.rows_between(rows.first, rows.end).flat_map(|row| grid.row(row));
    for entry in entries.filter(|entry| !grid.labels.is_nothing(entry.key())) {
        let shown = excerpt(entry.shown());
        problems.push(Problem {
            cell: entry.at().to_string(),
            text: format!("“{shown}”不在任何自评表内，未导入"),
        });
    }
}

/// Reads one form, or `None` when the rows hold no indicator table; or, where others stand on the sheet, one that belongs to no
/// project and no funds.
fn read(
    mut reading: Reading,
    edition: Option<&Edition>,
    editions: &[Edition],
    mapped: &Mapped,
    is_alone: bool,
) -> Option<RecoveredForm> {
    let (grid, first, end) = (reading.grid, reading.first, reading.end);
    let table = grid.rows_between(first, end).find(|row| grid.heads_indicators(*row))?;
    reading.edge = header::find(grid, table, end).edge();
    let funds = grid.rows_between(first, end).find(|row| grid.heads_funds(*row));
    reading.edge = reading.edge.max(funds.map_or(0, |row| fund_table::edge(&reading, row)));
    amount_unit::note_above(&mut reading);
    let below_head = head::read(&mut reading);
    share_year(&mut reading);
    let (header, columns) = read_tables(&mut reading, below_head, mapped);
    if !is_alone && reading.form.name().is_empty() && reading.form.funds.is_empty() {
        return None; // a list of indicators beside forms, and none itself
    }
    if !reading.done.funds {
        reading.report_form("没有找到项目资金（预算执行情况）表头，资金数据未导入");
    }
    let edition = choose_edition(&mut reading, edition, header.as_ref(), editions);
    reading.report_unused(&edition.map(labels).unwrap_or_default());
    Some(recovered(reading, columns))
}

/// A form without a year and a title of its own is taken to be of the year of the one above it, which is said.
fn share_year(reading: &mut Reading) {
    let above = reading.above.filter(|_| reading.form.title.is_empty() && reading.form.year.is_none());
    if let Some(year) = above.and_then(|(_, year)| year) {
        reading.form.year = Some(year);
        reading.report_form(format!("没有找到评价年度，暂按同一工作表上一张表的{year}年读取，请核对"));
    }
}

/// Funds, goals, indicator tables, total and foot, in whatever order they come. Each stands once in a form, or once for each goal:
/// what comes again is left to be reported.
fn read_tables(reading: &mut Reading, first: u32, mapped: &Mapped) -> (Option<Header>, Vec<SourceColumn>) {
    let (mut header, mut columns) = (None, Vec::new());
    let mut next = first;
    while let Some(row) = reading.rows(next, reading.end).next() {
        let done = reading.done;
        next = if let Some(below) = below_long_term(reading, row) {
            below // it stays to be reported
        } else if reading.grid.heads_indicators(row)
            && (!done.indicators || begins_numbered_goal(reading, row))
        {
            let mut found = header::find(reading.grid, row, reading.end);
            let read_as = mapping::apply(reading.grid, reading.end, &mut found, mapped);
            if columns.is_empty() {
                columns = read_as;
            }
            header::take(reading, &found);
            rivals::report(reading, &found);
            let end = indicators::read(reading, &found);
            header = Some(found);
            end
        } else if funds_across::begins(reading, row) {
            funds_across::read(reading, row)
        } else if reading.grid.heads_funds(row) && !done.funds {
            funds::read(reading, row)
        } else if own_table::begins(reading, row) {
            own_table::read(reading, row)
        } else if fund_pairs::begins_pairs(reading, row) {
            fund_pairs::read(reading, row)
        } else if is_goal_heading_row(reading, row) {
            goals::read(reading, row)
        } else if is_single_goal(reading, row) {
            goals::read_single(reading, row)
        } else if is_single_actual(reading, row) {
            goals::read_single_actual(reading, row)
        } else if total::is_total(reading, row, header.as_ref()) {
            total::read(reading, row, header.as_ref());
            row + 1
        } else {
            foot::read(reading, row);
            row + 1
        };
    }
    (header, columns)
}

/// True for the table of a further goal that its label beside it numbers, 年度目标2（40分）: its indicators follow those of the goal before.
fn begins_numbered_goal(reading: &Reading, row: u32) -> bool {
    let goal = reading.row(row).first().and_then(|first| goal_heading(first.key()));
    goal.is_some_and(|goal| goal.number > 1)
}

/// The first row below a table of indicators of several years, where one of the year follows: a form has the year's.
fn below_long_term(reading: &Reading, row: u32) -> Option<u32> {
    let side = reading.row(row).first().filter(|_| reading.grid.heads_indicators(row))?;
    let is_long = reading.labels.sides.long_term.iter().any(|word| side.key().contains(word.as_str()));
    let below = reading.end_beside(*side);
    let is_next = |row: u32| reading.grid.heads_indicators(row);
    (is_long && reading.rows(below, reading.end).any(is_next)).then_some(below)
}

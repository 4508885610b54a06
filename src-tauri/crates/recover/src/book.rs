use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_edition::{Edition, Field, Labels};
use jixiao_model::{EditionId, FieldName, FieldRef, Form, Problem};
use jixiao_sheet::{Address, Sheet};

use crate::edition::{marked, nearest};
use crate::grid::{Grid, Texts};
use crate::header::{self, Header, is_indicator_header};
use crate::reading::{Reading, excerpt};
use crate::segment::segments;
use crate::{foot, funds, goals, head, indicators};

/// A form that lies this far from every edition is reported (see `edition.rs` for what counts how much).
const FAR: usize = 12;

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
    /// What was not understood.
    pub problems: Vec<Problem>,
}

/// Finds the forms on a sheet. Never fails: what is not understood is reported.
#[must_use]
pub fn recover(sheet: &Sheet, catalogue: Catalogue) -> Recovered {
    let texts = Texts::new(sheet, catalogue.labels);
    let grid = Grid::new(sheet, &texts);
    let mut recovered = Recovered::default();
    let segments = segments(sheet, &grid, &texts, catalogue.labels);
    let before = segments.first().map_or(grid.end(), |segment| segment.first);
    report_rows(&grid, &texts, 0, before, &mut recovered.problems);
    for segment in segments {
        let edition = marked(sheet, segment, catalogue.editions);
        let reading = Reading::new(&grid, &texts, catalogue.labels, segment.first, segment.end);
        match read(reading, edition, catalogue.editions) {
            Some(form) => recovered.forms.push(form),
            None => report_rows(&grid, &texts, segment.first, segment.end, &mut recovered.problems),
        }
    }
    recovered
}

/// Reports rows that belong to no form.
fn report_rows(grid: &Grid, texts: &Texts, first: u32, end: u32, problems: &mut Vec<Problem>) {
    for entry in grid.rows_between(first, end).flat_map(|row| grid.row(row)) {
        let shown = excerpt(texts.shown(*entry));
        problems.push(Problem {
            cell: entry.at().to_string(),
            text: format!("“{shown}”不在任何自评表内，未导入"),
        });
    }
}

/// Reads one form, or `None` when the rows hold no indicator table, or one that belongs to no project and no funds.
fn read(mut reading: Reading, edition: Option<&Edition>, editions: &[Edition]) -> Option<RecoveredForm> {
    let is_table = |row: u32| is_indicator_header(reading.grid, reading.texts, reading.labels, row);
    reading.grid.rows_between(reading.first, reading.end).find(|row| is_table(*row))?;
    let below_head = head::read(&mut reading);
    let below_funds = funds::read(&mut reading, below_head);
    if reading.form.name().is_empty() && reading.form.funds.is_empty() {
        return None; // a list of indicators, not a form
    }
    let header = read_tables(&mut reading, below_funds);
    choose_edition(&mut reading, edition, header.as_ref(), editions);
    reading.report_unused();
    Some(RecoveredForm {
        rows: reading.first..reading.end,
        form: reading.form,
        sources: reading.sources,
        problems: reading.problems,
    })
}

/// Goals, indicator tables, total and foot, in whatever order they come.
fn read_tables(reading: &mut Reading, first: u32) -> Option<Header> {
    let mut header = None;
    let mut next = first;
    while let Some(row) = reading.grid.rows_between(next, reading.end).next() {
        next = if is_indicator_header(reading.grid, reading.texts, reading.labels, row) {
            let found = header::read(reading, row);
            let end = indicators::read(reading, &found);
            header = Some(found);
            end
        } else if goals::is_goal_heading_row(reading, row) {
            goals::read(reading, row)
        } else if indicators::is_total(reading, row) {
            indicators::read_total(reading, row, header.as_ref());
            row + 1
        } else {
            foot::read(reading, row, row + 1);
            row + 1
        };
    }
    header
}

fn choose_edition(
    reading: &mut Reading,
    marked: Option<&Edition>,
    header: Option<&Header>,
    editions: &[Edition],
) {
    let Some((edition, distance)) =
        marked.map(|edition| (edition, 0)).or_else(|| nearest(&reading.form, header, editions))
    else {
        return;
    };
    reading.form.edition = EditionId(edition.id.0.clone());
    if distance >= FAR {
        let text = format!("版式与已知的表式都有较大出入，暂按“{}”读取，请核对", edition.name);
        reading.report_form(text);
    }
    report_missing(reading, edition);
}

/// Reports texts that the edition has no place for: they would not be printed.
fn report_foreign(reading: &mut Reading, edition: &Edition) {
    let foreign = |name: &&FieldName| !edition.prints(&Field::Text((*name).clone()));
    for name in reading.form.texts.keys().filter(foreign).cloned().collect::<Vec<_>>() {
        let text = excerpt(reading.form.text(&name));
        let at = reading.sources.get(&FieldRef::Text(name.clone())).copied().unwrap_or_default();
        reading.report(at, format!("“{text}”在此表式中没有对应的栏目，导出时不会印出，请核对"));
    }
}

/// Reports what every form of the edition has and this one lacks.
fn report_missing(reading: &mut Reading, edition: &Edition) {
    report_foreign(reading, edition);
    if reading.form.name().is_empty() {
        reading.report_form("没有找到项目（单位）名称，请补录");
    }
    if reading.form.year.is_none() {
        reading.report_form("没有找到评价年度，请补录");
    }
    let unit = Field::Text(FieldName::IMPLEMENTING_UNIT);
    if edition.prints(&unit) && reading.form.implementing_unit().is_empty() {
        reading.report_form("没有找到实施单位，请补录");
    }
    if reading.form.total.score.is_unclear() {
        let text = format!("总分“{}”应是数字，已按原文保留，请核对", reading.form.total.score.text());
        reading.report_form(text);
    }
}

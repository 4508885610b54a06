use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jixiao_edition::{Edition, Field, Labels};
use jixiao_model::{
    AmountUnit, EditionId, FieldName, FieldRef, Form, FormKind, FundColumn, IndicatorColumn, Problem,
    TotalColumn,
};
use jixiao_sheet::{Address, Sheet};

use crate::bands::bands;
use crate::edition::{YEAR, has_words, is_placed, labels, marked, nearest, says_more, stands_for, word};
use crate::goals::{is_goal_heading_row, is_single_actual, is_single_goal};
use crate::grid::Grid;
use crate::header::{self, Header};
use crate::list::{self, List};
use crate::mapping::{self, Mapping, SourceColumn};
use crate::reading::{Reading, excerpt};
use crate::segment::{Segment, segments};
use crate::unit::unit_line;
use crate::word::words;
use crate::{
    agency, foot, fund_pairs, fund_table, funds, funds_across, goals, head, indicators, own_table, total,
};

/// A form that lies this far from every edition is reported (see `edition.rs` for what counts how much).
const FAR: usize = 12;

/// How far a form lies at the most from the edition of its own office.
const NEAR: usize = 5;

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
            recovered.forms.extend(read_list(grid, segment, list, catalogue.editions));
        }
        return recovered;
    }
    for segment in segments {
        let edition = marked(sheet, segment, catalogue.editions);
        let mapped = mapping::of_form(mapping, segment.first);
        match read(grid, segment, edition, catalogue.editions, &mapped, is_alone) {
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
    list.projects(grid, segment).into_iter().map(project).collect()
}

fn recovered(reading: Reading, columns: Vec<SourceColumn>) -> RecoveredForm {
    RecoveredForm {
        rows: reading.first..reading.end,
        labels: reading.labels_used(),
        form: reading.form,
        sources: reading.sources,
        columns,
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
    grid: &Grid,
    segment: Segment,
    edition: Option<&Edition>,
    editions: &[Edition],
    mapped: &Mapped,
    is_alone: bool,
) -> Option<RecoveredForm> {
    let table = grid.rows_between(segment.first, segment.end).find(|row| grid.heads_indicators(*row))?;
    let mut reading = Reading::new(grid, segment, header::find(grid, table, segment.end).edge());
    let funds = grid.rows_between(segment.first, segment.end).find(|row| grid.heads_funds(*row));
    reading.edge = reading.edge.max(funds.map_or(0, |row| fund_table::edge(&reading, row)));
    note_units_above(&mut reading);
    let below_head = head::read(&mut reading);
    let (header, columns) = read_tables(&mut reading, below_head, mapped);
    if !is_alone && reading.form.name().is_empty() && reading.form.funds.is_empty() {
        return None; // a list of indicators beside forms, and none itself
    }
    if !reading.done.funds {
        reading.report_form("没有找到项目资金（预算执行情况）表头，资金数据未导入");
    }
    choose_edition(&mut reading, edition, header.as_ref(), editions);
    let edition = editions.iter().find(|edition| edition.id == reading.form.edition);
    let labels = edition.map(labels).unwrap_or_default();
    reading.report_unused(&labels);
    Some(recovered(reading, columns))
}

/// The unit that a line above the form names, or one beside its head (金额单位：元): nearer ones count before it.
fn note_units_above(reading: &mut Reading) {
    let grid = reading.grid;
    let table = grid.rows_between(reading.first, reading.end).find(|row| grid.heads_indicators(*row));
    let rows = grid.rows_between(0, table.unwrap_or(reading.end));
    let lines = rows
        .flat_map(|row| grid.row(row))
        .filter(|entry| entry.at().row < reading.first || entry.column() > reading.edge);
    let units: Vec<_> = lines.filter_map(|entry| Some((entry.at(), unit_line(entry.key())?.1))).collect();
    reading.units.extend(units);
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
        } else if reading.grid.heads_indicators(row) && !done.indicators {
            let mut found = header::find(reading.grid, row, reading.end);
            let read_as = mapping::apply(reading.grid, reading.end, &mut found, mapped);
            if columns.is_empty() {
                columns = read_as;
            }
            header::take(reading, &found);
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

/// The first row below a table of indicators of several years, where one of the year follows: a form has the year's.
fn below_long_term(reading: &Reading, row: u32) -> Option<u32> {
    let side = reading.row(row).first().filter(|_| reading.grid.heads_indicators(row))?;
    let is_long = reading.labels.sides.long_term.iter().any(|word| side.key().contains(word.as_str()));
    let below = reading.end_beside(*side);
    let is_next = |row: u32| reading.grid.heads_indicators(row);
    (is_long && reading.rows(below, reading.end).any(is_next)).then_some(below)
}

fn choose_edition(
    reading: &mut Reading,
    marked: Option<&Edition>,
    header: Option<&Header>,
    editions: &[Edition],
) {
    let kind = kind(reading, header);
    let is_alike = |edition: &Edition| {
        kind.is_none_or(|kind| (kind == FormKind::Department) == (edition.kind == FormKind::Department))
    };
    let words: BTreeSet<&str> = reading.grid.keys(reading.first, reading.end).map(word).collect();
    // Declarations, forms of transfers and monitoring have layouts of their own, which are no other form's.
    let is_general = |edition: &Edition| matches!(edition.kind, FormKind::Project | FormKind::Department);
    let find = |is_wanted: &dyn Fn(&Edition) -> bool| {
        let may_be = |edition: &Edition| is_general(edition) || kind == Some(edition.kind);
        nearest(&reading.form, header, &words, editions, |edition| may_be(edition) && is_wanted(edition))
    };
    // An office's edition is that of another form only where the form hardly differs from it, and no more than from the one for the
    // whole country, years left aside (a form without a year has to be nearer, or to have more of its words), or has all its words and not all those of that one; and
    // it gives way where the form follows that one word by word.
    let slack = if reading.form.year.is_some() { YEAR + 1 } else { 0 };
    let is_own = |edition: &Edition, distance: usize| {
        let of_country = find(&|other: &Edition| other.national && other.kind == edition.kind);
        let gives_way = of_country.is_some_and(|(other, _)| stands_for(other, edition, &words));
        let is_proven = of_country.is_none_or(|(other, _)| stands_for(edition, other, &words));
        let is_nearer = of_country.is_none_or(|(other, far)| {
            distance < far + slack || distance == far && says_more(edition, other, &words)
        });
        let stands = distance <= NEAR && is_nearer || distance < FAR && is_proven;
        let says_more = of_country.is_none_or(|(other, _)| says_more(edition, other, &words));
        let is_placed = says_more || is_placed(edition, words.iter().copied());
        has_words(edition, &words) && !gives_way && stands && is_placed
    };
    let near = find(&|edition| !edition.national).filter(|(edition, distance)| is_own(edition, *distance));
    let Some((edition, distance)) = marked
        .map(|edition| (edition, 0))
        .or(near)
        .or_else(|| find(&|edition| is_alike(edition) && edition.national))
        .or_else(|| find(&is_alike))
    else {
        return;
    };
    reading.form.edition = EditionId(edition.id.0.clone());
    reading.form.kind = match kind {
        Some(FormKind::Project | FormKind::Department) | None if distance < FAR => edition.kind,
        Some(kind) => kind,
        None => edition.kind,
    };
    reading.form.amount_unit = named_unit(reading).unwrap_or(edition.amount_unit);
    if reading.form.kind == FormKind::Department {
        agency::name(reading);
    }
    if distance >= FAR || !edition.prints(&Field::Text(FieldName::REPORTED_ON)) {
        keep_date(reading);
    }
    if distance >= FAR {
        let text = format!("版式与已知的表式都有较大出入，暂按“{}”读取，请核对", edition.name);
        reading.report_form(text);
    }
    report_missing(reading, edition);
    report_no_unit(reading, edition);
    report_units(reading);
}

/// What the form is, by its title and by its columns; `None` when they do not say.
fn kind(reading: &Reading, header: Option<&Header>) -> Option<FormKind> {
    let title = jixiao_edition::key(&reading.form.title);
    let is_titled = |kind: FormKind| reading.labels.titles(kind, &title);
    let is_assessed = header.is_some_and(|header| {
        [IndicatorColumn::Score, IndicatorColumn::Actual]
            .iter()
            .any(|column| header.column(*column).is_some())
    });
    let is_review = ["自评", "评价"].iter().any(|word| title.contains(word));
    let is_half_way = is_titled(FormKind::Monitoring) || header.is_some_and(Header::is_half_way);
    if is_half_way && !is_review {
        Some(FormKind::Monitoring)
    } else if is_titled(FormKind::Target) && !(is_review && is_assessed) {
        Some(FormKind::Target)
    } else {
        let kinds = [FormKind::Transfer, FormKind::Department, FormKind::Project];
        kinds.into_iter().find(|kind| is_titled(*kind))
    }
}

/// The unit of the form's amounts as the sheet says it: what stands nearest to them counts; then one behind a fund's name, and one in
/// the header or footer of the page.
fn named_unit(reading: &Reading) -> Option<AmountUnit> {
    let nearest = |column: Option<FundColumn>| {
        let units = reading.units.iter().filter(|(at, _)| fund_column(reading, *at) == column);
        units.max_by_key(|(at, _)| *at).map(|(_, unit)| *unit)
    };
    let of_page = || {
        let texts = reading.grid.page_texts.iter();
        let mut units = texts.filter_map(|text| Some(unit_line(&jixiao_edition::key(text))?.1));
        units.next()
    };
    // Where nothing else says it, every amount may: 200000元.
    let of_amounts = || reading.units.first().map(|(_, unit)| *unit);
    let unit =
        nearest(None).or_else(|| nearest(Some(FundColumn::Label))).or_else(of_page).or_else(of_amounts);
    unit.and_then(AmountUnit::of_name)
}

/// Reports that nothing on the form says what its amounts are in.
fn report_no_unit(reading: &mut Reading, edition: &Edition) {
    let has_amounts = reading.form.funds.iter().any(|fund| {
        [&fund.initial, &fund.adjusted, &fund.executed].into_iter().any(|amount| amount.value().is_some())
    });
    if has_amounts && named_unit(reading).is_none() {
        let unit = edition.amount_unit.name();
        reading.report_form(format!(
            "表上没有写金额单位，暂按“{unit}”读取，请核对；不是的，请先在原表上写明单位"
        ));
    }
}

/// The column of funds that a cell shows.
fn fund_column(reading: &Reading, at: Address) -> Option<FundColumn> {
    reading.sources.iter().find_map(|(field, cell)| match field {
        FieldRef::Fund { column, .. } if *cell == at => Some(*column),
        _ => None,
    })
}

/// Reports units that contradict the one that the form's amounts are taken in: amounts are kept as they stand.
fn report_units(reading: &mut Reading) {
    let known = reading.form.amount_unit.name();
    let units = std::mem::take(&mut reading.units).into_iter();
    let others: Vec<_> = units
        .filter(|(at, unit)| *unit != known && fund_column(reading, *at) != Some(FundColumn::Label))
        .collect();
    for (at, unit) in others {
        let text =
            format!("此处写明金额单位为{unit}，而本表金额以{known}计：金额已按原数导入、未作换算，请核对");
        reading.report(at, text);
    }
}

/// A date of an edition without one is kept as typed, under its label.
fn keep_date(reading: &mut Reading) {
    let date = FieldRef::Text(FieldName::REPORTED_ON);
    let Some(at) = reading.sources.remove(&date) else { return };
    let Some((name, typed)) = reading.typed_dates.remove(&at) else { return };
    reading.form.set_text(FieldName::REPORTED_ON, "");
    reading.enter(&name, typed, at);
}

/// Reports texts that the edition has no place for: they would not be printed.
fn report_foreign(reading: &mut Reading, edition: &Edition) {
    let foreign = |name: &&FieldName| !name.is_label() && !edition.prints(&Field::Text((*name).clone()));
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
    if edition.prints(&Field::Total(TotalColumn::Score)) && !reading.done.total {
        reading.report_form("没有找到总分行，总分未导入，请补录");
    }
    if reading.form.total.score.is_unclear() {
        let text = format!("总分“{}”应是数字，已按原文保留，请核对", reading.form.total.score.text());
        reading.report_form(text);
    }
}

use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::{Meaning, Side};
use jixiao_model::{FieldName, FieldRef, FundColumn, TotalColumn, one_line};
use jixiao_sheet::Address;

use crate::figure::is_figure;
use crate::fund_pairs::begins_pairs;
use crate::funds_across;
use crate::goals::{is_goal_heading_row, is_single_goal};
use crate::grid::Entry;
use crate::label::{guess, is_title, meaning, year, year_of_name, year_within};
use crate::labelled::{
    distances, is_adjacent, is_own_label, is_value, read_above, read_labelled, read_own_inline,
};
use crate::own_table;
use crate::reading::Reading;
use crate::segment::{is_annex, is_title_line};
use crate::unit::unit_line;

/// Reads title, year, names and the other texts above the tables. Returns the first row below them.
pub fn read(reading: &mut Reading) -> u32 {
    let end = head_end(reading);
    reading.distances = distances(reading, end);
    reading.guesses = guesses(reading, end);
    let mut values = None;
    for row in reading.rows(reading.first, end) {
        if values == Some(row) {
            continue;
        }
        if read_above(reading, row) {
            values = Some(row + 1);
            continue;
        }
        let cells = read_total(reading, row);
        for entry in read_labelled(reading, &cells) {
            read_heading(reading, entry);
        }
    }
    report_years(reading);
    if reading.form.year.is_none() {
        let title = year_within(&jixiao_edition::key(&reading.form.title));
        reading.form.year = title.or_else(|| sheet_year(reading));
    }
    end
}

fn head_end(reading: &Reading) -> u32 {
    let is_table = |row: &u32| {
        reading.grid.heads_funds(*row)
            || is_goal_heading_row(reading, *row)
            || is_single_goal(reading, *row)
            || own_table::begins(reading, *row)
            || funds_across::begins(reading, *row)
            || begins_pairs(reading, *row)
            || reading.grid.heads_indicators(*row)
    };
    reading.rows(reading.first, reading.end).find(is_table).unwrap_or(reading.end)
}

/// The labels of the head that no list has and whose parts say which text they name. A text that a known label names, or that
/// two of them might name, is not guessed.
fn guesses(reading: &Reading, end: u32) -> BTreeMap<Address, FieldName> {
    let mut known = BTreeSet::new();
    let mut found: BTreeMap<FieldName, Vec<Address>> = BTreeMap::new();
    for row in reading.rows(reading.first, end) {
        let cells = reading.row(row);
        known.extend(cells.iter().filter_map(|entry| entry.meaning().text.clone()));
        for pair in cells.windows(2).filter(|pair| is_unknown_label(reading, pair[0], pair[1])) {
            if let Some(name) = guess(reading.labels, pair[0].key()).text {
                found.entry(name).or_default().push(pair[0].at());
            }
        }
    }
    let mut single = found.into_iter().filter(|(name, cells)| cells.len() == 1 && !known.contains(name));
    let guesses = single.by_ref().filter_map(|(name, cells)| Some((*cells.first()?, name)));
    guesses.collect()
}

fn is_unknown_label(reading: &Reading, label: Entry, value: Entry) -> bool {
    *label.meaning() == Meaning::default()
        && is_own_label(label)
        && is_value(reading, value)
        && is_adjacent(reading, label, value)
}

/// Reports a title that names another year than the form does elsewhere, not as part of the project's name.
fn report_years(reading: &mut Reading) {
    let in_title = year_within(&jixiao_edition::key(&reading.form.title));
    let (Some(in_title), Some(year)) = (in_title, reading.form.year) else { return };
    let at = reading.sources.get(&FieldRef::Title).copied();
    let is_named = reading.form.name().contains(&in_title.to_string());
    if let Some(at) = at.filter(|_| in_title != year && !is_named) {
        reading.report(at, format!("标题写的是{in_title}年，表内写的是{year}年度，暂按{year}年读取，请核对"));
    }
}

/// The year in the sheet's name, unless it belongs to the name of the project: a form of 2023 may be about 2022年.
fn sheet_year(reading: &Reading) -> Option<u16> {
    year_of_name(reading.grid.name).filter(|year| !reading.form.name().contains(&year.to_string()))
}

/// The total behind its label in one cell: `总分：97.6分`.
fn total_within(reading: &Reading, entry: &Entry) -> Option<String> {
    let (label, score) = entry.key().split_once(':')?;
    let score = score.trim_end_matches('分');
    let is_total = meaning(reading.labels, label).side == Some(Side::Total);
    (is_total && is_figure(score)).then(|| score.to_owned())
}

/// Takes the total that the head prints, `自评得分 | 93.18` or `总分：93.18分`, and returns the other cells.
fn read_total<'a>(reading: &mut Reading<'a>, row: u32) -> Vec<Entry<'a>> {
    let cells = reading.row(row);
    let inline = cells.iter().find_map(|entry| Some((*entry, total_within(reading, entry)?)));
    if let Some((entry, score)) = inline.filter(|_| !reading.done.total) {
        reading.take(entry, FieldRef::Total(TotalColumn::Score));
        reading.form.total.score = score.as_str().into();
        reading.done.total = true;
        return cells.iter().filter(|other| other.at() != entry.at()).copied().collect();
    }
    let is_label = |entry: &Entry| entry.meaning().side == Some(Side::Total) || names_score(reading, *entry);
    let at = cells.windows(2).position(|pair| is_label(&pair[0]) && is_figure(pair[1].key()));
    let Some(at) = at.filter(|_| !reading.done.total) else { return cells.to_vec() };
    reading.using(cells[at]);
    let text = reading.line(cells[at + 1], FieldRef::Total(TotalColumn::Score));
    reading.form.total.score = text.trim_end_matches('分').into();
    reading.done.total = true;
    [&cells[..at], &cells[at + 2..]].concat()
}

/// 得分, 自评得分, 评价得分 …, but not that of the funds alone: 预算执行得分.
fn names_score(reading: &Reading, entry: Entry) -> bool {
    let guessed = guess(reading.labels, entry.key());
    entry.meaning().fund.or(guessed.fund) == Some(FundColumn::Score) && guessed.side != Some(Side::Funds)
}

fn annex(entry: Entry) -> String {
    one_line(entry.shown()).trim_end_matches([':', '：']).to_owned()
}

/// The title, and the annex number that stands before it in the same cell.
fn read_title(reading: &mut Reading, entry: Entry) {
    let whole = reading.line(entry, FieldRef::Title);
    let (annex, title) = split_annex(&whole).unwrap_or(("", &whole));
    title.clone_into(&mut reading.form.title);
    reading.enter(&FieldName::ANNEX, annex.to_owned(), entry.at());
}

/// `附件3：项目支出绩效自评表` → `附件3`, `项目支出绩效自评表`. A number that runs on into a year is not divided.
fn split_annex(title: &str) -> Option<(&str, &str)> {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十-－".contains(c);
    let rest = ["附件", "附表"].iter().find_map(|word| title.strip_prefix(word))?;
    let behind = rest.trim_start().trim_start_matches(is_number);
    let name = behind.trim_start_matches([':', '：', ' ', '　', '、', '.']);
    let annex = title[..title.len() - behind.len()].trim_end();
    (is_title(&jixiao_edition::key(name)) && is_annex(&jixiao_edition::key(annex))).then_some((annex, name))
}

/// Title, year, annex, or the unit that amounts are in.
fn read_heading(reading: &mut Reading, entry: Entry) {
    let mut key = entry.key();
    if let Some((before, unit)) = unit_line(key) {
        reading.units.push((entry.at(), unit.to_owned()));
        reading.using(entry);
        key = before;
    }
    if key.is_empty() {
        return;
    }
    if let Some(year) = year(key) {
        reading.enter_year(entry, year);
    } else if is_title(key) && reading.form.title.is_empty() {
        read_title(reading, entry);
    } else if is_annex(key) && reading.enter(&FieldName::ANNEX, annex(entry), entry.at())
        || matches!(key, "(年度)" | "年度" | "(年)")
    {
        reading.using(entry);
    } else if reading.form.title.is_empty() && is_title_line(entry) && reading.row(entry.at().row).len() == 1
    {
        reading.using(entry); // the first line of a title of two
        reading.form.year = reading.form.year.or_else(|| year_within(key));
    } else {
        read_own_inline(reading, entry);
    }
}

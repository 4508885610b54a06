use jixiao_edition::Side;
use jixiao_model::{FieldName, FieldRef, one_line};

use crate::goals::is_goal_heading_row;
use crate::grid::Entry;
use crate::label::{inline_texts, is_title, plain_year, year, year_within};
use crate::reading::{Reading, excerpt};
use crate::segment::is_annex;
use crate::unit::unit_line;

/// Reads title, year, names and the other texts above the tables. Returns the first row below them.
pub fn read(reading: &mut Reading) -> u32 {
    let end = head_end(reading);
    for row in reading.rows(reading.first, end) {
        for entry in read_labelled(reading, reading.row(row)) {
            read_heading(reading, entry);
        }
    }
    if reading.form.year.is_none() {
        reading.form.year = year_within(&jixiao_edition::key(&reading.form.title));
    }
    end
}

fn head_end(reading: &Reading) -> u32 {
    let is_table = |row: &u32| {
        reading.grid.heads_funds(*row)
            || is_goal_heading_row(reading, *row)
            || reading.grid.heads_indicators(*row)
    };
    reading.rows(reading.first, reading.end).find(is_table).unwrap_or(reading.end)
}

/// Title, year, annex, or the unit that amounts are in.
fn read_heading(reading: &mut Reading, entry: Entry) {
    let mut key = entry.key();
    if let Some((before, unit)) = unit_line(key) {
        reading.units.push((entry.at(), unit));
        reading.using(entry);
        key = before;
    }
    if let Some(year) = year(key) {
        enter_year(reading, entry, year);
    } else if is_title(key) && reading.form.title.is_empty() {
        reading.form.title = reading.line(entry, FieldRef::Title);
    } else if is_annex(key) && reading.enter(&FieldName::ANNEX, one_line(entry.shown()), entry.at())
        || matches!(key, "(年度)" | "年度" | "(年)")
    {
        reading.using(entry);
    }
}

/// A form has one year; another is left to be reported.
fn enter_year(reading: &mut Reading, entry: Entry, year: u16) {
    if reading.form.year.is_none_or(|known| known == year) {
        reading.form.year = Some(year);
        reading.take(entry, FieldRef::Year);
    }
}

/// Reads labels with their values to the right, `单位名称 | 甲局`, or behind a colon, `单位名称：甲局`. Returns the cells that are neither
/// label nor value. What belongs to a label that no edition has is left to be reported.
pub fn read_labelled<'a>(reading: &mut Reading, cells: &[Entry<'a>]) -> Vec<Entry<'a>> {
    let cells = distinct(reading, cells);
    let mut rest = cells.into_iter().peekable();
    let mut others = Vec::new();
    while let Some(entry) = rest.next() {
        let is_value = |next: &Entry| !next.is_label() && !is_inline(reading, *next);
        if let Some(name) = &entry.meaning().text {
            let value = rest.next_if(is_value);
            read_pair(reading, entry, value, name);
        } else if entry.meaning().side == Some(Side::Other) {
            let value = rest.next_if(is_value);
            read_pair(reading, entry, value, &own_name(entry));
        } else if is_year_label(entry.key())
            && rest.peek().is_some_and(|next| plain_year(next.key()).is_some())
        {
            read_year(reading, entry, rest.next());
        } else if is_inline(reading, entry) {
            read_inline(reading, entry);
        } else {
            others.push(entry);
        }
    }
    others
}

/// The cells of a row; a text repeated over the cells of a former merge counts once.
fn distinct<'a>(reading: &mut Reading, cells: &[Entry<'a>]) -> Vec<Entry<'a>> {
    let mut distinct: Vec<Entry> = Vec::new();
    for entry in cells {
        match distinct.last() {
            Some(before) if before.key() == entry.key() => reading.using(*entry),
            _ => distinct.push(*entry),
        }
    }
    distinct
}

fn is_inline(reading: &Reading, entry: Entry) -> bool {
    crate::label::inline_label(reading.labels, entry.shown()).is_some()
}

fn is_year_label(key: &str) -> bool {
    matches!(key.trim_end_matches(':'), "评价年度" | "预算年度" | "自评年度" | "年度" | "项目年度")
}

fn read_year(reading: &mut Reading, label: Entry, value: Option<Entry>) {
    if let Some((value, year)) = value.and_then(|value| Some((value, plain_year(value.key())?))) {
        reading.using(label);
        enter_year(reading, value, year);
    }
}

/// The name of a text that no edition has: its label as typed, without colon.
fn own_name(label: Entry) -> FieldName {
    FieldName::of_label(label.shown().trim().trim_end_matches([':', '：']))
}

/// A label and its value. A second value for the same field stays to be reported, with its label.
fn read_pair(reading: &mut Reading, label: Entry, value: Option<Entry>, name: &FieldName) {
    let Some(value) = value else {
        reading.using(label);
        return;
    };
    if *name == FieldName::NAME && names_project(label.key()) {
        make_room_for_name(reading);
    }
    if reading.enter(name, normal(name, value.shown()), value.at()) {
        reading.using(label);
        reading.using(value);
    }
}

/// A label that names a project, its funds or its policy, and not only the agency.
fn names_project(label: &str) -> bool {
    ["项目", "专项", "资金", "政策", "转移支付", "工程"].iter().any(|word| label.contains(word))
}

/// The agency that was taken for the form's name gives way to the project's name and is kept as a text of its own.
fn make_room_for_name(reading: &mut Reading) {
    let agency = reading.form.text(&FieldName::NAME).to_owned();
    if agency.is_empty() {
        return;
    }
    let (name, own) = (FieldName::NAME, FieldName::of_label("单位名称"));
    reading.form.set_text(name.clone(), "");
    if let Some(at) = reading.sources.remove(&FieldRef::Text(name)) {
        reading.sources.insert(FieldRef::Text(own.clone()), at);
    }
    reading.form.set_text(own, agency);
}

fn read_inline(reading: &mut Reading, entry: Entry) {
    let mut left = Vec::new();
    let parts = inline_texts(reading.labels, entry.shown());
    for (name, text) in &parts {
        let entered = name.is_some_and(|name| reading.enter(name, normal(name, text), entry.at()));
        if !entered {
            left.push(excerpt(text));
        }
    }
    if left.len() < parts.len() {
        reading.using(entry);
        for text in left {
            reading.report(entry.at(), format!("“{text}”没有对应的栏目，未导入，请核对后手工补录"));
        }
    }
}

/// The text as kept: a date as 2022-04-07, notes without their numbers, names on one line.
fn normal(name: &FieldName, text: &str) -> String {
    if *name == FieldName::REPORTED_ON {
        return iso_date(text).unwrap_or_else(|| one_line(text));
    }
    if *name == FieldName::NOTES {
        return unnumbered(text);
    }
    if [FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT].contains(name) {
        return jixiao_model::paragraphs(text);
    }
    one_line(text)
}

/// `2022年4月7日`, `2022.4.7`, `2022-04-07` → `2022-04-07`.
fn iso_date(text: &str) -> Option<String> {
    let key = jixiao_edition::key(text);
    let mut parts = key.split(['年', '月', '日', '.', '-', '/']).filter(|part| !part.is_empty());
    let mut next = || parts.next()?.parse::<u16>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let plausible = (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (plausible && parts.next().is_none()).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Each note on its line, without its number.
fn unnumbered(text: &str) -> String {
    let text = jixiao_model::paragraphs(text);
    let lines = text.lines().map(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(['.', '．', '、']) {
            Some(rest) if rest.len() < line.len() - 1 => rest.trim_start().to_owned(),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_notes() {
        assert_eq!(iso_date("2022年4月7日").as_deref(), Some("2022-04-07"));
        assert_eq!(iso_date("2022.4.17").as_deref(), Some("2022-04-17"));
        assert_eq!(iso_date("四月"), None);
        assert_eq!(unnumbered("\n1. 甲\n2、乙\n2023年丙"), "甲\n乙\n2023年丙");
    }
}

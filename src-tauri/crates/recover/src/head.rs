use jixiao_model::{FieldName, FieldRef, one_line};

use crate::funds::is_fund_header;
use crate::goals::is_goal_heading_row;
use crate::grid::Entry;
use crate::header::is_indicator_header;
use crate::label::{inline_text, is_label, is_title, text_field, year, year_within};
use crate::reading::Reading;
use crate::segment::is_annex;

/// Reads title, year, names and the other texts above the tables. Returns the first row below them.
pub fn read(reading: &mut Reading) -> u32 {
    let end = head_end(reading);
    for row in reading.grid.rows_between(reading.first, end) {
        read_row(reading, row);
    }
    if reading.form.year.is_none() {
        reading.form.year = year_within(&jixiao_edition::key(&reading.form.title));
    }
    end
}

fn head_end(reading: &Reading) -> u32 {
    let is_table = |row: u32| {
        is_fund_header(reading, row)
            || is_goal_heading_row(reading, row)
            || is_indicator_header(reading.grid, reading.texts, reading.labels, row)
    };
    reading.grid.rows_between(reading.first, reading.end).find(|row| is_table(*row)).unwrap_or(reading.end)
}

fn read_row(reading: &mut Reading, row: u32) {
    let cells = distinct(reading, row);
    let labelled: Vec<Entry> = cells.iter().copied().filter(|entry| !read_heading(reading, *entry)).collect();
    read_labelled(reading, &labelled);
}

/// The cells of a row; a text repeated over the cells of a former merge counts once.
fn distinct<'a>(reading: &mut Reading<'a>, row: u32) -> Vec<Entry<'a>> {
    let mut cells: Vec<Entry> = Vec::new();
    for entry in reading.grid.row(row).to_vec() {
        match cells.last() {
            Some(before) if reading.texts.key(*before) == reading.texts.key(entry) => reading.using(entry),
            _ => cells.push(entry),
        }
    }
    cells
}

/// Title, year, annex, or the unit that amounts are in.
fn read_heading(reading: &mut Reading, entry: Entry) -> bool {
    let key = reading.texts.key(entry);
    if let Some(year) = year(key) {
        reading.form.year = Some(year);
        reading.take(entry, FieldRef::Year);
    } else if is_title(key) && reading.form.title.is_empty() {
        reading.form.title = reading.line(entry, FieldRef::Title);
    } else if is_annex(key) {
        set_text(reading, entry, FieldName::ANNEX);
    } else if matches!(
        key,
        "(年度)" | "年度" | "单位:万元" | "金额单位:万元" | "(单位:万元)" | "(金额单位:万元)"
    ) {
        reading.using(entry);
    } else {
        return false;
    }
    true
}

fn set_text(reading: &mut Reading, entry: Entry, name: FieldName) {
    let text = reading.line(entry, FieldRef::Text(name.clone()));
    reading.form.set_text(name, text);
}

/// Labels with their values to the right, `单位名称 | 甲局`, or behind a colon, `单位名称：甲局`.
pub fn read_labelled(reading: &mut Reading, cells: &[Entry]) {
    let mut rest = cells.iter().copied().peekable();
    while let Some(entry) = rest.next() {
        let key = reading.texts.key(entry);
        if let Some(name) = text_field(reading.labels, key).cloned() {
            reading.using(entry);
            let is_value = |next: &Entry| !is_label(reading.labels, reading.texts.key(*next));
            if let Some(value) = rest.next_if(is_value) {
                let text = value_text(reading, value, &name);
                reading.form.set_text(name, text);
            }
        } else if let Some((name, text)) = inline_text(reading.labels, reading.texts.shown(entry)) {
            let (name, text) = (name.clone(), normal(name, text));
            read_inline(reading, entry, name, text);
        }
    }
}

fn read_inline(reading: &mut Reading, entry: Entry, name: FieldName, text: String) {
    reading.using(entry);
    if reading.form.text(&name).is_empty() {
        reading.sources.insert(FieldRef::Text(name.clone()), entry.at());
        reading.form.set_text(name, text);
    }
}

fn value_text(reading: &mut Reading, entry: Entry, name: &FieldName) -> String {
    reading.take(entry, FieldRef::Text(name.clone()));
    normal(name, reading.texts.shown(entry))
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

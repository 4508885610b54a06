//! What a sheet shows of one form without being one of its fields: words of a layout are printed on everybody's form.

use std::collections::BTreeSet;

use jixiao_edition::{Labels, key};
use jixiao_model::{FieldName, FieldRef, squeeze};
use jixiao_sheet::{Address, Cell, Value};

use crate::lost::Lost;
use crate::rest::Rest;
use crate::source::{Source, is_blank};

/// Takes out of the sheet what no layout may keep of the form, and tells what it was.
pub fn take_out(rest: &mut Rest, is_alone: bool, labels: &Labels) -> Vec<Lost> {
    if !is_alone {
        leave_others(rest);
    }
    let mut lost = join_parts(rest, labels);
    let strays = strays(rest, labels);
    for cell in rest.sheet.cells.iter_mut().filter(|cell| strays.contains(&cell.area.first)) {
        cell.value = Value::Text(String::new());
    }
    lost.extend(strays.into_iter().map(Lost::Cell));
    lost
}

/// Leaves the cells of forms that stand beside this one.
fn leave_others(rest: &mut Rest) {
    let found = &rest.found;
    let own = || found.sources.values().chain(&found.labels).map(|at| at.column);
    let (Some(first), Some(last)) = (own().min(), own().max()) else { return };
    let reported = reported(rest);
    let rows = found.rows.clone();
    rest.sheet.cells.retain(|cell| {
        let at = cell.area.first;
        let is_beside = cell.area.last.column < first || last < at.column;
        !is_beside || !rows.contains(&at.row) || is_blank(cell) || reported.contains(&at.to_string())
    });
}

fn reported(rest: &Rest) -> BTreeSet<String> {
    rest.found.problems.iter().map(|problem| problem.cell.clone()).collect()
}

/// Makes one cell of those that a text was joined from or that repeat it. Where they are no rectangle the others become blank.
fn join_parts(rest: &mut Rest, labels: &Labels) -> Vec<Lost> {
    let mut lost = Vec::new();
    for (field, at) in rest.found.sources.clone() {
        let parts = parts(rest, labels, &field, at);
        if parts.is_empty() {
            continue;
        }
        match joined(rest, &parts, at) {
            Some(whole) => {
                let value = rest.found.form.show(&field);
                rest.sheet.cells.retain(|cell| !(parts.contains(&cell.area.first)));
                rest.found.sources.insert(field, whole.area.first);
                lost.push(Lost::Joined(whole.area.first));
                rest.sheet.cells.retain(|cell| cell.area.first != at);
                rest.sheet.cells.push(Cell { value: Value::Text(value), ..whole });
                rest.sheet.cells.sort_by_key(|cell| cell.area.first);
            }
            None if is_name(&field) => {} // printed again wherever it stands
            None if is_short(rest, &parts) => {}
            None => {
                for cell in rest.sheet.cells.iter_mut().filter(|cell| parts.contains(&cell.area.first)) {
                    cell.value = Value::Text(String::new());
                }
                lost.extend(parts.into_iter().map(Lost::Cell));
            }
        }
    }
    lost
}

/// True for words that a goal may hold by chance.
fn is_short(rest: &Rest, parts: &BTreeSet<Address>) -> bool {
    let cells = rest.sheet.cells.iter().filter(|cell| parts.contains(&cell.area.first));
    cells.map(|cell| cell.value.shown().chars().count()).all(|count| count < 2 * LEAST_PART)
}

fn is_name(field: &FieldRef) -> bool {
    let names = [FieldName::NAME, FieldName::IMPLEMENTING_UNIT, FieldName::COMPETENT_DEPARTMENT];
    matches!(field, FieldRef::Text(name) if names.contains(name))
}

/// The cells beside the source of a text or a goal that hold the same text, or a part of a goal above or below it.
fn parts(rest: &Rest, labels: &Labels, field: &FieldRef, at: Address) -> BTreeSet<Address> {
    let is_goal = matches!(field, FieldRef::GoalExpected(_) | FieldRef::GoalActual(_));
    let value = squeeze(&rest.found.form.show(field));
    if !is_goal && !matches!(field, FieldRef::Text(_)) || value.is_empty() {
        return BTreeSet::new();
    }
    let found = &rest.found;
    let source = Source::new(&rest.sheet, found, labels, found.rows.clone());
    let is_shown: BTreeSet<Address> = found.sources.values().copied().collect();
    let is_part = |cell: &&Cell| {
        let text = squeeze(&cell.value.shown());
        let same_row = cell.area.first.row == at.row;
        let is_long = text.chars().count() >= LEAST_PART;
        let is_same = text == value && (same_row || is_long);
        let is_within = is_goal && is_long && cell.area.first.column == at.column && value.contains(&text);
        (is_same || is_within) && source.meaning(cell).is_none()
    };
    let cells = rest.sheet.cells.iter().filter(|cell| found.labels.contains(&cell.area.first));
    let cells = cells.filter(|cell| !is_shown.contains(&cell.area.first) && !is_blank(cell));
    cells.filter(is_part).map(|cell| cell.area.first).collect()
}

/// Shorter texts stand in many others.
const LEAST_PART: usize = 4;

/// The cell that these and the source fill, when they fill a rectangle.
fn joined(rest: &Rest, parts: &BTreeSet<Address>, at: Address) -> Option<Cell> {
    let is_one = |cell: &&Cell| cell.area.first == at || parts.contains(&cell.area.first);
    let cells: Vec<&Cell> = rest.sheet.cells.iter().filter(is_one).collect();
    let mut whole = (*cells.first()?).clone();
    let size = |cell: &Cell| {
        let (first, last) = (cell.area.first, cell.area.last);
        u64::from(last.row - first.row + 1) * u64::from(last.column - first.column + 1)
    };
    for cell in &cells {
        let (first, last) = (&mut whole.area.first, &mut whole.area.last);
        first.row = first.row.min(cell.area.first.row);
        first.column = first.column.min(cell.area.first.column);
        last.row = last.row.max(cell.area.last.row);
        last.column = last.column.max(cell.area.last.column);
    }
    (cells.iter().map(|cell| size(cell)).sum::<u64>() == size(&whole)).then_some(whole)
}

/// Filled cells that reading gave to no field and that are no words of the form.
fn strays(rest: &Rest, labels: &Labels) -> BTreeSet<Address> {
    let found = &rest.found;
    let source = Source::new(&rest.sheet, found, labels, found.rows.clone());
    let known: BTreeSet<Address> = found.sources.values().chain(&found.labels).copied().collect();
    let mut strays = BTreeSet::new();
    for row in found.rows.clone() {
        let filled: Vec<&Cell> = source.row(row).iter().copied().filter(|cell| !is_blank(cell)).collect();
        let unread: Vec<&Cell> =
            filled.iter().copied().filter(|cell| !known.contains(&cell.area.first)).collect();
        let is_word = |cell: &Cell| {
            let is_alone = filled.len() == 1;
            source.meaning(cell).is_some() || is_note(&source, cell) || is_alone && is_period(&source, cell)
        };
        let is_last = |cell: &Cell| {
            let is_short = squeeze(&cell.value.shown()).chars().count() <= 2;
            is_short && filled.len() > unread.len() && filled.last().is_some_and(|last| *last == cell)
        };
        let is_content = |cell: &&&Cell| {
            !is_word(cell) && (is_content(&cell.value.shown()) || is_last(cell) && has_letters(cell))
        };
        let content: Vec<&Cell> = unread.iter().filter(is_content).copied().collect();
        // A row of another table: what stands beside its figures is as little of the form as they are.
        let is_other = !content.is_empty() && unread.len() == filled.len();
        let beside = unread
            .iter()
            .skip(1)
            .filter(|cell| is_other && !is_word(cell) && has_letters(cell) && !is_class(&source, cell));
        let beside = beside.copied();
        strays.extend(content.iter().copied().chain(beside).map(|cell| cell.area.first));
    }
    strays
}

fn has_letters(cell: &Cell) -> bool {
    cell.value.shown().contains(char::is_alphanumeric)
}

fn is_class(source: &Source, cell: &Cell) -> bool {
    let text = squeeze(&cell.value.shown());
    let mut rows = source.form().goals.iter().flat_map(|goal| &goal.indicators);
    rows.any(|row| squeeze(&row.level1) == text || squeeze(&row.level2) == text)
}

/// Words by which remarks on how a form is filled in begin.
const NOTES: [&str; 5] = ["注", "备注", "说明", "填写说明", "填报说明"];

/// True for remarks on how the form is filled in, and what goes on below them.
fn is_note(source: &Source, cell: &Cell) -> bool {
    let begins = |cell: &Cell| {
        let text = squeeze(&cell.value.shown());
        let text = text.trim_start_matches(['（', '(']);
        NOTES
            .iter()
            .any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '：', '1', '一'])))
    };
    let above = (source.rows.start..cell.area.first.row).rev();
    let mut above = above.map(|row| source.row(row)).take_while(|row| matches!(row, [_])).map(|row| row[0]);
    begins(cell) || source.row(cell.area.first.row).len() == 1 && above.any(begins)
}

/// （评价期间：2023年1月1日—2023年12月31日）, a row of its own whose year moves on with the form's.
fn is_period(source: &Source, cell: &Cell) -> bool {
    let text = key(&cell.value.shown());
    let is_year = |year: u16| text.contains(&format!("{year}年"));
    text.starts_with('(') && text.ends_with(')') && source.form().year.is_some_and(is_year)
}

/// True for a text that says something of one form: a figure, a sentence, a value behind its label.
fn is_content(text: &str) -> bool {
    let text = key(text);
    let bare = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
    let without_brackets = outside_brackets(bare);
    // 指标2
    let numbered = without_brackets.trim_end_matches(':');
    let word = numbered.strip_suffix(|c: char| c.is_ascii_digit()).filter(|word| !word.is_empty());
    let has_figure = word.unwrap_or(numbered).contains(|c: char| c.is_ascii_digit());
    let has_value = bare.split_once(':').is_some_and(|(label, value)| !value.is_empty() && label != OF_WHICH);
    let is_choice = bare.contains('□') && !bare.contains(['☑', '√', '■']);
    !is_choice && (has_figure || has_value || bare.contains(['。', ';', '；']))
}

/// A label that others follow.
const OF_WHICH: &str = "其中";

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_sentences_and_values_are_content() {
        for (text, expected) in [
            ("97.62分", true),
            ("（自评等级：优秀）", true),
            ("积极对接市级部门。", true),
            ("≥20个", true),
            ("其中：基本支出：875.22", true),
            ("2025年", true),
            ("2022", true),
            ("1、部门预算项目 □  2、省直专项 □", false),
            ("指标2：", false),
            ("……", false),
            ("其中：财政拨款", false),
            ("预算执行情况（20分）", false),
            ("其他资金：", false),
            ("主管部门审核意见", false),
        ] {
            assert_eq!(is_content(text), expected, "{text}");
        }
    }
}

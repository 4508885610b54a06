//! The words of the form.

use jixiao_edition::Field;
use jixiao_model::{FieldName, FieldRef, FormKind, IndicatorColumn, Meaning, is_cross};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Row, Subject};
use crate::text::{is_blank, is_placeholder, says_nothing, years};

/// C49: a text that speaks of last year and not of this one was probably copied.
///
/// Reasons may well look back, and a project may be last year's by its name. The title and the name of an indicator may not even be
/// of the years before.
pub(crate) fn years_of_last_year(subject: &Subject) -> Vec<Finding> {
    let Some(year) = subject.form.year else { return Vec::new() };
    let last = year.saturating_sub(1);
    if years(subject.form.name()).contains(&last) {
        return Vec::new();
    }
    let texts = dated_texts(subject).into_iter();
    texts
        .filter_map(|(field, text)| {
            let years = years(text);
            let back = if is_name(&field) { NAMES_LOOK_BACK } else { 1 };
            let other = years.iter().find(|other| (year.saturating_sub(back)..=last).contains(other))?;
            (!years.contains(&year)).then(|| year_finding(field, *other, year))
        })
        .collect()
}

/// So many years back a name was copied; one of longer ago is a name of its own.
const NAMES_LOOK_BACK: u16 = 5;

const fn is_name(field: &FieldRef) -> bool {
    matches!(field, FieldRef::Title | FieldRef::Indicator { column: IndicatorColumn::Level3, .. })
}

fn year_finding(field: FieldRef, last: u16, year: u16) -> Finding {
    let message = format!("评价年度是 {year} 年，这里只写了“{last}年”，像是上年的内容，请核对。");
    Finding::fails(CheckId::C49, field, format!("{year}年"), format!("{last}年"), message)
}

fn dated_texts<'a>(subject: &Subject<'a>) -> Vec<(FieldRef, &'a str)> {
    let form = subject.form;
    let mut texts = vec![(FieldRef::Title, form.title.as_str())];
    for (index, goal) in form.goals.iter().enumerate() {
        texts.push((FieldRef::GoalExpected(index), &goal.expected));
        texts.push((FieldRef::GoalActual(index), &goal.actual));
    }
    let columns = [IndicatorColumn::Level3, IndicatorColumn::Target, IndicatorColumn::Actual];
    for row in subject.rows() {
        // A date in another year is C28's.
        let own = columns.into_iter().filter(|column| !is_date(row, *column));
        texts.extend(own.map(|column| (row.field(column), row.indicator.show(column))));
    }
    texts
}

const fn is_date(row: &Row, column: IndicatorColumn) -> bool {
    let meaning = match column {
        IndicatorColumn::Target => row.target.meaning(),
        IndicatorColumn::Actual => row.actual.meaning(),
        _ => return false,
    };
    matches!(meaning, Meaning::Date(_))
}

/// C51: a placeholder, or on a finished form nothing at all, where a text is due.
pub(crate) fn placeholders(subject: &Subject) -> Vec<Finding> {
    let head = head(subject).into_iter().filter_map(|(field, text, name)| empty(subject, field, text, name));
    head.chain(subject.rows().flat_map(row_placeholders)).collect()
}

/// Texts that the form has once, or once for each goal.
fn head<'a>(subject: &Subject<'a>) -> Vec<(FieldRef, &'a str, &'static str)> {
    let form = subject.form;
    let names = [
        (FieldName::NAME, name_of(subject.edition.kind)),
        (FieldName::COMPETENT_DEPARTMENT, "主管部门"),
        (FieldName::IMPLEMENTING_UNIT, "实施单位"),
    ];
    let printed = names.into_iter().filter(|(name, _)| subject.prints(&Field::Text(name.clone())));
    let mut texts: Vec<_> =
        printed.map(|(name, title)| (FieldRef::Text(name.clone()), form.text(&name), title)).collect();
    for (index, goal) in form.goals.iter().enumerate() {
        if subject.prints(&Field::GoalExpected) {
            texts.push((FieldRef::GoalExpected(index), &goal.expected, "预期目标"));
        }
        if subject.prints(&Field::GoalActual) {
            texts.push((FieldRef::GoalActual(index), &goal.actual, "实际完成情况"));
        }
    }
    texts
}

const fn name_of(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Project | FormKind::Transfer | FormKind::Target | FormKind::Monitoring => "项目名称",
        FormKind::Department => "部门（单位）名称",
    }
}

fn empty(subject: &Subject, field: FieldRef, text: &str, name: &str) -> Option<Finding> {
    let found = text.trim();
    if is_cross(found) || is_placeholder(text) {
        let message = format!("{name}写的是“{found}”，请填写具体内容。");
        return Some(Finding::fails(CheckId::C51, field, name, found, message));
    }
    let message = format!("{name}没有填写，请补填。");
    // Without a name nobody can tell the form from others: that is asked for from the start.
    let always = field == FieldRef::Text(FieldName::NAME);
    if !is_blank(text) {
        None
    } else if always {
        let finished = Finding::fails(CheckId::C51, field.clone(), name, "", message.clone());
        let begun = || Finding::cannot_decide(CheckId::C51, field, name, "", message);
        Some(if subject.is_finished() { finished } else { begun() })
    } else {
        // A layout of an office's own may have no place for it.
        let message = format!("{name}没有填写；表上有这一栏的请补填。");
        subject.is_finished().then(|| Finding::cannot_decide(CheckId::C51, field, name, "", message))
    }
}

fn row_placeholders(row: &Row) -> Vec<Finding> {
    let cells = [
        (IndicatorColumn::Level3, "三级指标"),
        (IndicatorColumn::Target, "目标值"),
        (IndicatorColumn::Actual, "实际完成值"),
    ];
    // A row that says 无 throughout and carries no points is a note below the table, or not used.
    let says = |column: &(IndicatorColumn, &str)| !says_nothing(row.indicator.show(column.0));
    if !cells.iter().any(says) && row.weight().is_none() {
        return Vec::new();
    }
    // 无 answers 无: nothing was wanted, and nothing there was.
    if row.target_text() == "无" && row.indicator.actual.trim() == "无" {
        return Vec::new();
    }
    let typed = cells.into_iter().filter(|(column, _)| is_placeholder(row.indicator.show(*column)));
    typed
        .map(|(column, name)| {
            let found = row.indicator.show(column).trim();
            let message = format!("{name}写的是“{found}”，请填写具体内容；本行不用时，请把整行划掉。");
            Finding::fails(CheckId::C51, row.field(column), name, found, message).at_most(Level::Warning)
        })
        .collect()
}

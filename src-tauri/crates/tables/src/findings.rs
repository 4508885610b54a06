//! The table of findings.

use std::borrow::Cow;

use jixiao_app::{
    CheckedFinding, FileRead, Finding, Level, Outcome, describe, goal_number, indicator_name, row_number,
};

use crate::column::{Column, optional_count, optional_text, text};
use crate::place::{FormPlace, OfForm, forms_of, of_form};

/// One finding in a form.
pub struct FindingRow<'f> {
    place: FormPlace<'f>,
    found: &'f CheckedFinding,
}

impl OfForm for FindingRow<'_> {
    fn place(&self) -> FormPlace<'_> {
        self.place
    }
}

/// One row for each finding.
pub fn rows(file: &FileRead) -> Vec<FindingRow<'_>> {
    forms_of(file).flat_map(rows_of).collect()
}

fn rows_of(place: FormPlace<'_>) -> impl Iterator<Item = FindingRow<'_>> {
    place.form.findings.iter().flatten().map(move |found| FindingRow { place, found })
}

type Row<'f> = FindingRow<'f>;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    [of_form(), check(), place(), words(), waiver()].into_iter().flatten().collect()
}

fn check<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        text("check", "检查的编号，如 C31（见 docs/CHECKS.md）", |row: &Row| {
            finding(row).check.code().into()
        }),
        text("check_title", "检查的名称", |row: &Row| finding(row).check.title().into()),
        text("level", "级别：error 错误，warning 警告，hint 提示", |row: &Row| {
            level(finding(row).level).into()
        }),
        text(
            "outcome",
            "结果：fails 不合格，cannot-be-decided 未定，waived 已豁免",
            |row: &Row| match (&row.found.waived, finding(row).outcome) {
                (Some(_), _) => "waived".into(),
                (None, Outcome::Fails) => "fails".into(),
                (None, Outcome::CannotDecide) => "cannot-be-decided".into(),
            },
        ),
    ]
}

fn place<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        optional_count(
            "goal",
            "年度目标的序号，从 1 起；只有一个目标或与目标无关时为空",
            |row: &Row| goal_number(&row.place.form.form, &finding(row).field),
        ),
        optional_count(
            "row",
            "指标表或资金表的第几行，从 1 起；不在表中时为空",
            |row: &Row| row_number(&finding(row).field),
        ),
        text("indicator", "三级指标", |row: &Row| {
            indicator_name(&row.place.form.form, &finding(row).field).into()
        }),
        text("place", "位置，如“指标第3行 得分”", |row: &Row| {
            describe(&finding(row).field).into()
        }),
    ]
}

fn words<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        text("expected", "应填", |row: &Row| finding(row).expected.as_str().into()),
        text("found", "实填", |row: &Row| finding(row).found.as_str().into()),
        text("message", "问题和改法", |row: &Row| finding(row).message.as_str().into()),
        text("advice", "其中的改法", |row: &Row| finding(row).advice().into()),
    ]
}

fn waiver<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        optional_text("waived_reason", "豁免的理由", |row: &Row| {
            row.found.waived.as_ref().map(|waived| Cow::from(&waived.reason))
        }),
        optional_text("waived_by", "由谁豁免", |row: &Row| {
            row.found.waived.as_ref().map(|waived| Cow::from(&waived.who))
        }),
        optional_text("waived_at", "何时豁免，本机时间，如 2026-03-02 14:03", |row: &Row| {
            row.found.waived.as_ref().map(|waived| Cow::from(&waived.when))
        }),
    ]
}

fn finding<'f>(row: &Row<'f>) -> &'f Finding {
    &row.found.finding
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    }
}

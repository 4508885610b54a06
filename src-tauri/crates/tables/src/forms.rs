//! The table of forms.

use std::borrow::Cow;

use jixiao_app::{FileForm, FileRead, FindingTally, agency_of};
use jixiao_model::{FieldName, Form};

use crate::column::{Column, figure, optional_count, optional_text, records, text};
use crate::place::{FormPlace, OfForm, forms_of, of_form};

impl OfForm for FormPlace<'_> {
    fn place(&self) -> FormPlace<'_> {
        *self
    }
}

/// One row for each form.
pub fn rows(file: &FileRead) -> Vec<FormPlace<'_>> {
    forms_of(file).collect()
}

type Row<'f> = FormPlace<'f>;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    [of_form(), head(), body(), scores(), findings()].into_iter().flatten().collect()
}

fn head<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        text("sheet", "工作表的名称；文档中的表没有", |row: &Row| {
            row.form.sheet.as_str().into()
        }),
        text(
            "kind",
            "表的种类：project 项目，department 部门整体，transfer 转移支付，target 绩效目标，monitoring 运行监控",
            |row: &Row| row.form.form.kind.key().into(),
        ),
        text("edition", "表式的编号（jixiao edition list）", |row: &Row| {
            form(row).edition.0.as_str().into()
        }),
        text(
            "amount_unit",
            "表上金额的单位；各表中的金额一律已换算为元",
            |row: &Row| form(row).amount_unit.name().into(),
        ),
        text("title", "表的标题", |row: &Row| form(row).title.as_str().into()),
        text("name", "项目名称；部门整体表是部门名称", |row: &Row| form(row).name().into()),
        text("agency", "填报单位：实施单位，没有的取主管部门", |row: &Row| {
            agency_of(form(row)).into()
        }),
        text("competent_department", "主管部门", |row: &Row| {
            form(row).text(&FieldName::COMPETENT_DEPARTMENT).into()
        }),
        text("implementing_unit", "实施单位", |row: &Row| form(row).implementing_unit().into()),
    ]
}

fn body<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        records(
            "goals",
            "年度目标，依次是表上所填的分值、预期目标、实际完成情况",
            &["points", "expected", "actual"],
            |row: &Row| {
                let goals = form(row).goals.iter();
                goals
                    .map(|goal| [goal.points.text(), &goal.expected, &goal.actual].map(Cow::from).to_vec())
                    .collect()
            },
        ),
        records(
            "texts",
            "表头、表尾的其他文字：标签和内容",
            &["label", "text"],
            |row: &Row| {
                let others = form(row).texts.iter().filter(|(name, _)| !has_column(name));
                others.map(|(name, text)| vec![name.as_str().into(), text.into()]).collect()
            },
        ),
    ]
}

fn scores<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        figure("weight", "分值合计，分", |row: &Row| {
            form(row).total.weight.value().map(|points| points.0)
        }),
        text("weight_text", "表上所填的分值合计", |row: &Row| form(row).total.weight.text().into()),
        figure("score", "表上所填的总分，分", |row: &Row| {
            form(row).total.score.value().map(|points| points.0)
        }),
        text("score_text", "表上所填的总分，照录", |row: &Row| form(row).total.score.text().into()),
        optional_text("rules", "评分规则的编号（jixiao rules list）", |row: &Row| {
            row.form.scored.as_ref().map(|scored| scored.rules.0.as_str().into())
        }),
        figure("computed_score", "按规则核算的总分，分；算不出时为空", |row: &Row| {
            row.form.scored.as_ref()?.total.score.map(|points| points.0)
        }),
        optional_text("grade", "核算总分的等次：优、良、中、差", |row: &Row| {
            row.form.scored.as_ref()?.total.grade.as_deref().map(Cow::from)
        }),
        optional_text("explanation", "总分怎么算的", |row: &Row| {
            row.form.scored.as_ref().map(|scored| scored.total.explanation.as_str().into())
        }),
    ]
}

fn findings<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        optional_count("errors", "检查出的错误，条", |row: &Row| Some(tally(row.form)?.errors)),
        optional_count("warnings", "警告，条", |row: &Row| Some(tally(row.form)?.warnings)),
        optional_count("hints", "提示，条", |row: &Row| Some(tally(row.form)?.hints)),
        optional_count("waived", "已豁免，条，不计入前三项", |row: &Row| {
            Some(tally(row.form)?.waived)
        }),
        optional_count("problems", "未能识别，处", |row: &Row| Some(row.form.problems.len())),
    ]
}

fn form<'f>(row: &Row<'f>) -> &'f Form {
    &row.form.form
}

/// The findings of a form, counted; `None` where it was not checked.
pub fn tally(form: &FileForm) -> Option<FindingTally> {
    form.findings.as_ref().map(FindingTally::of)
}

fn has_column(name: &FieldName) -> bool {
    [FieldName::NAME, FieldName::COMPETENT_DEPARTMENT, FieldName::IMPLEMENTING_UNIT].contains(name)
}

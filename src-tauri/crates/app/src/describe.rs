use std::fmt::Write as _;

use jixiao_model::{FieldName, FieldRef, FormKind, FundColumn, IndicatorColumn};

/// How many forms there are: `自评表 3 张`. Those that nothing scores are counted by their kinds.
#[must_use]
pub fn form_count(kinds: impl IntoIterator<Item = FormKind>) -> String {
    let (scored, others): (Vec<FormKind>, Vec<FormKind>) =
        kinds.into_iter().partition(|kind| kind.is_scored());
    let mut text = format!("自评表 {} 张", scored.len());
    for kind in FormKind::ALL {
        let count = others.iter().filter(|other| **other == kind).count();
        if count > 0 {
            let _ = write!(text, "，{} {count} 张（不评分）", kind.label());
        }
    }
    text
}

/// Where a field stands, in the words of the form: `第3行 三级指标`.
#[must_use]
pub fn describe(field: &FieldRef) -> String {
    match field {
        FieldRef::Title => "标题".to_owned(),
        FieldRef::Year => "年度".to_owned(),
        FieldRef::Text(name) => text(name).to_owned(),
        FieldRef::Fund { row, column } => format!("资金第{}行 {}", row + 1, fund(*column)),
        FieldRef::FundExtra { row, column } => format!("资金第{}行 {column}", row + 1),
        FieldRef::IndicatorExtra { row, column, .. } => format!("指标第{}行 {column}", row + 1),
        FieldRef::GoalNumber(goal) | FieldRef::GoalPoints(goal) => format!("年度目标{}", goal + 1),
        FieldRef::GoalExpected(_) => "预期目标".to_owned(),
        FieldRef::GoalActual(_) => "实际完成情况".to_owned(),
        FieldRef::Indicator { row, column, .. } => format!("指标第{}行 {}", row + 1, indicator(*column)),
        FieldRef::Total(column) => column.label().to_owned(),
    }
}

/// The label of a text of head or foot.
pub(crate) fn text(name: &FieldName) -> &str {
    match name.as_str() {
        "name" => "名称",
        "competent_department" => "主管部门",
        "implementing_unit" => "实施单位",
        "annex" => "附件号",
        "reported_on" => "填报日期",
        "basic_expenditure" => "基本支出总额",
        "project_expenditure" => "项目支出总额",
        "deviation_analysis" => "偏差原因分析",
        "improvement" => "改进措施",
        "notes" => "备注",
        other => other,
    }
}

/// The label of a column of the funds table.
pub(crate) const fn fund(column: FundColumn) -> &'static str {
    column.label()
}

/// The label of a column of the indicator table.
pub(crate) const fn indicator(column: IndicatorColumn) -> &'static str {
    column.label()
}

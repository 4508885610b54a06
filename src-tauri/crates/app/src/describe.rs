use jixiao_model::{FieldName, FieldRef, FundColumn, IndicatorColumn, TotalColumn};

/// Where a field stands, in the words of the form: `第3行 三级指标`.
#[must_use]
pub fn describe(field: &FieldRef) -> String {
    match field {
        FieldRef::Title => "标题".to_owned(),
        FieldRef::Year => "年度".to_owned(),
        FieldRef::Text(name) => text(name).to_owned(),
        FieldRef::Fund { row, column } => format!("资金第{}行 {}", row + 1, fund(*column)),
        FieldRef::GoalNumber(goal) | FieldRef::GoalPoints(goal) => format!("年度目标{}", goal + 1),
        FieldRef::GoalExpected(_) => "预期目标".to_owned(),
        FieldRef::GoalActual(_) => "实际完成情况".to_owned(),
        FieldRef::Indicator { row, column, .. } => format!("指标第{}行 {}", row + 1, indicator(*column)),
        FieldRef::Total(TotalColumn::Weight) => "总分值".to_owned(),
        FieldRef::Total(TotalColumn::Score) => "总分".to_owned(),
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
    match column {
        FundColumn::Label => "资金来源",
        FundColumn::Initial => "年初预算数",
        FundColumn::Adjusted => "全年预算数",
        FundColumn::Executed => "全年执行数",
        FundColumn::Weight => "分值",
        FundColumn::Rate => "执行率",
        FundColumn::Score => "得分",
    }
}

/// The label of a column of the indicator table.
pub(crate) const fn indicator(column: IndicatorColumn) -> &'static str {
    match column {
        IndicatorColumn::Level1 => "一级指标",
        IndicatorColumn::Level2 => "二级指标",
        IndicatorColumn::Level3 => "三级指标",
        IndicatorColumn::Target => "指标值",
        IndicatorColumn::Basis => "设定依据",
        IndicatorColumn::Actual => "实际完成值",
        IndicatorColumn::Weight => "分值",
        IndicatorColumn::Score => "得分",
        IndicatorColumn::Reason => "偏差原因",
    }
}

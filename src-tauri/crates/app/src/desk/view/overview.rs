use serde::Serialize;
use ts_rs::TS;

use super::Counts;

/// 总览: a document on one page, for the head of finance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Overview {
    /// What is said by figures alone.
    pub figures: OverviewFigures,
    /// What has to be known before the sums are believed: years mixed, budgets missing, units converted.
    pub cautions: Vec<String>,
    /// The forms of the whole department.
    pub departments: Vec<OverviewForm>,
    /// The projects, the lowest total first; those without a total last.
    pub projects: Vec<OverviewForm>,
    /// Projects by grade.
    pub grades: Vec<GradeLine>,
    /// Indicators of the projects by deviation, from far below the target to far above.
    pub bands: Vec<DeviationBand>,
    /// Indicators of the projects without a deviation rate: targets in words, or no actual value yet.
    pub without_deviation: u32,
}

/// Figures over the project forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct OverviewFigures {
    /// Number of project forms.
    pub projects: u32,
    /// Of them classified.
    pub classified: u32,
    /// Of them marked as done.
    pub done: u32,
    /// Of them with a total.
    pub scored: u32,
    /// Sum of 全年预算数.
    pub budget: String,
    /// Sum of 全年执行数.
    pub executed: String,
    /// executed ÷ budget.
    pub rate: String,
    /// The mean total of those that have one, each project counted once; empty when none has.
    pub average: String,
    /// Findings of all forms.
    pub findings: Counts,
}

/// A form in the overview.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct OverviewForm {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// 项目名称.
    pub name: String,
    /// 涉密: counted, marked in the window, and in nothing that is printed.
    pub classified: bool,
    /// 全年预算数.
    pub budget: String,
    /// 全年执行数.
    pub executed: String,
    /// 执行率.
    pub rate: String,
    /// What the indicators scored of what they could have: everything but budget execution.
    pub results: String,
    /// 总分.
    pub score: String,
    /// 等次.
    pub grade: String,
    /// Where charts draw it.
    pub at: PlotPlace,
}

/// Where charts draw a form: lengths on the screen, no figures to calculate with. Null where the figure is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct PlotPlace {
    /// By 执行率, in percent.
    pub rate: Option<f64>,
    /// By the share of the results, in percent.
    pub results: Option<f64>,
    /// By 总分, in points.
    pub score: Option<f64>,
}

/// The projects of a grade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct GradeLine {
    /// 优, 良 …; empty for those without a total.
    pub grade: String,
    /// How many.
    pub projects: u32,
    /// Their part of all projects.
    pub share: String,
    /// Their 全年预算数.
    pub budget: String,
}

/// Indicators whose actual values are about as far from their targets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeviationBand {
    /// `低 10%–30%`.
    pub name: String,
    /// How many.
    pub indicators: u32,
    /// Those farthest from their targets, the farthest first.
    pub lines: Vec<DeviationLine>,
}

/// An indicator and its deviation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DeviationLine {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// 项目名称.
    pub form: String,
    /// 涉密.
    pub classified: bool,
    /// 三级指标.
    pub indicator: String,
    /// 年度指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 偏差率.
    pub deviation: String,
    /// The cell of the actual value.
    pub field: String,
}

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::IndicatorRef;

/// The department forms of a document beside what its projects add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct RollupView {
    /// The department forms, in the document's order.
    pub departments: Vec<DepartmentRollup>,
    /// Number of project forms.
    pub projects: u32,
    /// Of them classified.
    pub classified: u32,
}

/// One department form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DepartmentRollup {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// The department's name.
    pub name: String,
    /// Its budget figures beside the projects' sums.
    pub budget: Vec<BudgetLine>,
    /// 基本支出总额 as typed; kept with the form whether its layout prints it or not.
    pub basic: String,
    /// It is typed and no amount, so that it is not taken off.
    pub basic_unclear: bool,
    /// The field of it.
    pub basic_field: String,
    /// Its indicators that are not crossed out.
    pub rows: Vec<RollupRow>,
    /// Rows whose links are suggested and may be confirmed together.
    pub suggested: u32,
    /// Rows with confirmed links whose result is not what the form says.
    pub differing: u32,
}

/// A budget figure of the department beside the projects' sum. Neither is ever put in the other's place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct BudgetLine {
    /// 年初预算数, 全年预算数, 全年执行数 or 项目支出总额.
    pub name: String,
    /// What the department's form says.
    pub department: String,
    /// 基本支出 that it includes; empty when the form names none.
    pub basic: String,
    /// The projects' sum, classified ones included.
    pub projects: String,
    /// Department − basic − projects.
    pub gap: String,
    /// What comes of it.
    pub verdict: BudgetVerdict,
    /// The same in one line.
    pub text: String,
    /// The field of the department's form.
    pub field: String,
}

/// What comes of a budget figure held against the projects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum BudgetVerdict {
    /// There is no gap.
    Agrees,
    /// There is one.
    #[default]
    Apart,
    /// There is one, and 基本支出, of which one figure is known for all columns, was not taken off.
    BasicIncluded,
    /// There are no projects yet.
    NoProjects,
}

/// Who says what an indicator is put together from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum RollupState {
    /// The person: from these project indicators.
    Confirmed,
    /// The program: from these, unless the person says otherwise.
    Suggested,
    /// Nobody yet: the program found none.
    #[default]
    Undecided,
    /// The person: no project feeds it.
    Unfed,
    /// Nobody any more: some of the indicators that the person decided on have gone.
    Changed,
}

/// One indicator of a department's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the page shows")]
pub struct RollupRow {
    /// The row.
    pub at: IndicatorRef,
    /// The field that the result belongs into: 实际完成值, or 得分 for words.
    pub field: String,
    /// 一级指标 and 二级指标, behind the annual goal where there are several.
    pub class: String,
    /// 三级指标.
    pub name: String,
    /// 指标值.
    pub target: String,
    /// What the form says: 实际完成值, or `12.00 分` for words.
    pub present: String,
    /// What the projects give, as `present`; empty when they cannot be put together.
    pub result: String,
    /// The arithmetic, or why there is none.
    pub explanation: String,
    /// Who says what it is put together from.
    pub state: RollupState,
    /// There are linked indicators, and they cannot be put together.
    pub open: bool,
    /// The form says something else than the projects give.
    pub differs: bool,
    /// It has no weight, so that its score is not worked out anew when the result is filled in.
    pub unscored: bool,
    /// Other goals of the form have an indicator of this name: what is suggested is confirmed row by row.
    pub repeated: bool,
    /// How many indicators of projects it is put together from.
    pub sources: u32,
    /// The first of them; all of them when there are not many.
    pub parts: Vec<RollupPart>,
}

/// What one project gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct RollupPart {
    /// The project's form.
    #[ts(type = "number")]
    pub form: i64,
    /// What names the row, to be sent back.
    #[ts(type = "number")]
    pub row: i64,
    /// The field to jump to.
    pub field: String,
    /// 项目名称.
    pub project: String,
    /// 实施单位.
    pub agency: String,
    /// 涉密: it counts, and is never printed.
    pub classified: bool,
    /// 三级指标.
    pub indicator: String,
    /// 指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 全年预算数, the weight of averages.
    pub funds: String,
    /// 得分 and 分值: `8.99/10`.
    pub score: String,
}

/// Indicators of projects to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Candidates {
    /// Those linked or suggested first, then those of like names, then all others in the document's order; those that count
    /// something else come last.
    pub rows: Vec<CandidateRow>,
    /// How many more there are; a longer search finds them.
    pub left: u32,
}

/// An indicator of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct CandidateRow {
    /// What names it, to be sent back.
    #[ts(type = "number")]
    pub row: i64,
    /// It is linked, or suggested while nothing is confirmed.
    pub linked: bool,
    /// Its target counts something else than the department's.
    pub unlike: bool,
    /// 项目名称.
    pub project: String,
    /// 实施单位.
    pub agency: String,
    /// 一级指标 and 二级指标.
    pub class: String,
    /// 三级指标.
    pub name: String,
    /// 指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
}

/// 预算绩效情况说明: the draft and the person's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DisclosureView {
    /// The title in print.
    pub title: String,
    /// What has to be known before the sums are believed: years mixed, budgets missing, units converted.
    pub cautions: Vec<String>,
    /// The sections in order.
    pub sections: Vec<SectionText>,
}

/// A section of 预算绩效情况说明.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is said of a section by itself")]
pub struct SectionText {
    /// What names it.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Its numbered heading in print; empty for the opening section, which has none, and where it is not printed.
    pub heading: String,
    /// What is drafted from the forms.
    pub draft: String,
    /// There is nothing to draft it from and no words of the person: it is left out of the Word document.
    pub open: bool,
    /// The person leaves it out.
    pub omitted: bool,
    /// Own words name a classified project: they are shown here only, and the draft is printed in their place.
    pub held_back: bool,
    /// The person's own words; null while the draft holds.
    pub own: Option<String>,
    /// The draft says something else now than when the person wrote their own words.
    pub stale: bool,
}

/// What is written of the department as a whole, and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the page shows or asks")]
pub struct SummaryChoice {
    /// 汇总表 as a workbook.
    pub xlsx: bool,
    /// 汇总表 as PDF.
    pub pdf: bool,
    /// 情况说明 as a Word document.
    pub docx: bool,
    /// Replace files of the same name; otherwise the new one gets a number.
    pub overwrite: bool,
}

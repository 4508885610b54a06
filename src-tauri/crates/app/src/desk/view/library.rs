use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Changed;

/// What is looked for in 指标库; an empty text leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryQuery {
    /// Words, all of which the indicator, its class, its forms or its units have to contain.
    pub words: String,
    /// 一级指标, as [`LibraryView::level1`] names it.
    pub level1: String,
    /// 二级指标, as [`LibraryView::level2`] names it.
    pub level2: String,
    /// Unit of measure, as [`LibraryView::measures`] names it.
    pub measure: String,
}

/// What was found in 指标库, and by what else it can be narrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryView {
    /// How many indicators were found.
    pub found: u32,
    /// The first of them: those whose own name has the words, those used most.
    pub entries: Vec<LibraryEntry>,
    /// The 一级指标 of the library.
    pub level1: Vec<String>,
    /// The 二级指标 below the one that was asked for, or all.
    pub level2: Vec<String>,
    /// The units of measure, those used most first.
    pub measures: Vec<String>,
    /// Books that were added.
    pub books: Vec<LibraryBook>,
}

/// An indicator: one class and one name, wherever it was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryEntry {
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// How often it was used.
    pub times: u32,
    /// Where and with what figures, the latest first; the first of many.
    pub past: Vec<LibraryPast>,
}

/// One use of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryPast {
    /// The year evaluated; empty when the form does not say.
    pub year: String,
    /// 项目名称.
    pub form: String,
    /// 实施单位.
    pub agency: String,
    /// The book that was added; empty for this document's forms and those of last year beside them.
    pub book: String,
    /// 年度指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值.
    pub weight: String,
    /// 得分.
    pub score: String,
}

/// A book in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryBook {
    /// File name, with a number where several different books have it.
    pub name: String,
    /// The years evaluated in it; empty when its forms do not say.
    pub years: String,
    /// Its indicators.
    pub indicators: u32,
}

/// What became of books that a person added to the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LibraryAdded {
    /// The document.
    pub changed: Changed,
    /// Indicators that were read.
    pub indicators: u32,
    /// Books that brought none, with the reason.
    pub failed: Vec<String>,
}

/// An indicator that goes from the library into a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct NewIndicator {
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 年度指标值.
    pub target: String,
    /// 分值.
    pub weight: String,
}

//! What the window is shown: display strings and geometry, nothing to calculate with.
//!
//! The TypeScript types in `ui/src/wire` are made from these by `cargo test -p jixiao-app`.

mod collect;
mod declared;
mod edition;
mod evidence;
mod export;
mod find;
mod findings;
mod import;
mod library;
mod overview;
mod program;
mod purge;
mod rollup;
mod saving;
mod spot;

pub use collect::*;
pub use declared::*;
pub use edition::*;
pub use evidence::*;
pub use export::*;
pub use find::*;
pub use findings::*;
pub use import::*;
pub use library::*;
pub use overview::*;
pub use program::*;
pub use purge::*;
pub use rollup::*;
pub use saving::*;
pub use spot::*;

pub use crate::unplaced::Unplaced;

use jixiao_model::FormKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A count as the window has it.
#[must_use]
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the start page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Start {
    /// The program's version.
    pub version: String,
    /// Documents opened lately, the last one first.
    pub recent: Vec<Recent>,
    /// Documents opened before those that are gone and have backups.
    pub lost: Vec<Recent>,
    /// Editions and rule sets of the person that cannot be used, each with the reason.
    pub notices: Vec<String>,
}

/// A document opened lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Recent {
    /// By which it is asked for.
    pub index: u32,
    /// File name without its ending.
    pub name: String,
    /// The folder it is in.
    pub folder: String,
    /// False when the file is no longer there.
    pub exists: bool,
    /// It has backups.
    pub backups: bool,
}

/// An open document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct DocumentView {
    /// File name without its ending.
    pub file_name: String,
    /// The unit.
    pub agency: String,
    /// The year evaluated.
    pub year: u16,
    /// Another window has the file open: it can be looked at only.
    pub read_only: bool,
    /// `已保存 14:03`.
    pub saved: String,
    /// Its file has gone while it is open; null while it is where it was opened.
    pub lost: Option<LostView>,
    /// What 撤销 would undo; null when there is nothing.
    pub undo: Option<String>,
    /// What 重做 would redo; null when there is nothing.
    pub redo: Option<String>,
    /// The forms, in the document's order.
    pub forms: Vec<FormLine>,
    /// Sums over the project forms.
    pub totals: TotalsLine,
    /// The official layouts to choose from.
    pub editions: Vec<Choice>,
    /// The layout that another project's form most likely has; its id.
    pub new_edition: String,
    /// The rule sets to choose from.
    pub rule_sets: Vec<Choice>,
    /// What the person has to know when the document is opened: data files that cannot be used, each with the reason.
    pub notices: Vec<String>,
}

/// Something to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Choice {
    /// What is sent back.
    pub id: String,
    /// What is read.
    pub name: String,
}

/// A line of the list of forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FormLine {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// What the form is about.
    #[ts(type = "'project' | 'department' | 'transfer' | 'target' | 'monitoring'")]
    pub kind: FormKind,
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub implementing_unit: String,
    /// 全年预算数.
    pub budget: String,
    /// 全年执行数.
    pub executed: String,
    /// 执行率.
    pub rate: String,
    /// 总分.
    pub score: String,
    /// 等次.
    pub grade: String,
    /// Findings by level.
    pub findings: Counts,
    /// Scores, rates and totals that no longer follow from what stands beside them.
    pub outdated: u32,
    /// What is still to be filled in.
    pub lacks: Vec<Lack>,
    /// 涉密.
    pub classified: bool,
    /// Marked as done by the person.
    pub done: bool,
    /// Places of this line when sorted by budget, executed, rate and score.
    pub ranks: Ranks,
}

/// Something that is still to be filled in in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum Lack {
    /// 全年预算数 or 全年执行数.
    Amounts,
    /// 实际完成值 of an indicator.
    Actuals,
    /// A reason that a check asks for.
    Reasons,
    /// A score, so that there is no total.
    Scores,
}

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Counts {
    /// 错误.
    pub errors: u32,
    /// 警告.
    pub warnings: u32,
    /// 提示.
    pub hints: u32,
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, each| Self {
            errors: sum.errors + each.errors,
            warnings: sum.warnings + each.warnings,
            hints: sum.hints + each.hints,
        })
    }
}

/// Places in sorted order, so that the window need not compare amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Ranks {
    /// By 全年预算数.
    pub budget: u32,
    /// By 全年执行数.
    pub executed: u32,
    /// By 执行率.
    pub rate: u32,
    /// By 总分.
    pub score: u32,
}

/// Sums over the project forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct TotalsLine {
    /// Number of project forms.
    pub projects: u32,
    /// Of them marked as done.
    pub done: u32,
    /// Sum of 全年预算数.
    pub budget: String,
    /// Sum of 全年执行数.
    pub executed: String,
    /// executed ÷ budget.
    pub rate: String,
    /// Findings of all forms.
    pub findings: Counts,
}

/// A form on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FormView {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// 项目名称.
    pub name: String,
    /// Edition id.
    pub edition: String,
    /// Rule set id.
    pub rules: String,
    /// 涉密.
    pub classified: bool,
    /// Marked as done.
    pub done: bool,
    /// Column widths in thousandths of a point, as printed.
    #[ts(type = "number[]")]
    pub columns: Vec<i64>,
    /// Row heights in thousandths of a point.
    #[ts(type = "number[]")]
    pub rows: Vec<i64>,
    /// The cells by row, then column; merged areas as one.
    pub cells: Vec<CellView>,
    /// The line at the window's foot.
    pub status: StatusView,
    /// What was found, errors first.
    pub findings: Vec<FindingView>,
}

/// What a person may do with a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum CellKind {
    /// Printed by the edition.
    #[default]
    Label,
    /// Filled in by the person.
    Input,
    /// Worked out unless the person types over it.
    Computed,
    /// Given by the layout or the rules, and rarely changed: Tab passes it by.
    Given,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum FindingLevel {
    /// 错误.
    Error,
    /// 警告.
    Warning,
    /// 提示.
    Hint,
}

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    #[default]
    Center,
    /// Flush right.
    Right,
}

/// A cell of a form on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the page shows or asks")]
pub struct CellView {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows spanned.
    pub row_span: u32,
    /// Columns spanned.
    pub column_span: u32,
    /// What is shown.
    pub text: String,
    /// What is edited: the text without the unit that the edition adds.
    pub raw: String,
    /// What may be done with it.
    pub kind: CellKind,
    /// The field that it shows, to be sent back with an edit; null for words of the layout's own. A label may show one that nobody has
    /// to write.
    pub field: Option<String>,
    /// Goal and row of the indicator, both from 0; null elsewhere.
    pub indicator: Option<IndicatorRef>,
    /// Row of the funds table, from 0, the total first; null elsewhere.
    pub fund: Option<u32>,
    /// The annual goal, from 0, in its own cells and in layouts that have several; null elsewhere.
    pub goal: Option<u32>,
    /// The text may have several lines.
    pub multiline: bool,
    /// Title, in the bold face.
    pub title: bool,
    /// Type size in thousandths of a point.
    #[ts(type = "number")]
    pub size: i64,
    /// Alignment.
    pub align: Align,
    /// Lines around it.
    pub bordered: bool,
    /// Why this score, or how a target was understood; one line.
    pub explanation: Option<String>,
    /// A score set by hand, with the computed one beside it.
    pub by_hand: bool,
    /// The figure no longer follows from what stands beside it: what the rules give, empty where they give nothing yet.
    pub outdated: Option<String>,
    /// Last year's text of the same field.
    pub last_year: Option<String>,
    /// The worst finding at this cell.
    pub level: Option<FindingLevel>,
}

/// A row of the indicator tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct IndicatorRef {
    /// Goal, from 0.
    pub goal: u32,
    /// Row within the goal, from 0.
    pub row: u32,
}

/// The line at the window's foot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct StatusView {
    /// 总分; what has been scored so far while scores are missing, `—` before the first.
    pub total: String,
    /// How many scores are missing before there is a total.
    pub missing: u32,
    /// 等次; empty while the total is missing.
    pub grade: String,
    /// 执行率.
    pub rate: String,
    /// Sums by level-1 class.
    pub sections: Vec<SectionView>,
    /// Scores, rates and totals that no longer follow from what stands beside them.
    pub outdated: u32,
    /// Findings.
    pub findings: Counts,
}

/// The sum of a level-1 class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct SectionView {
    /// 产出指标 …
    pub name: String,
    /// Points scored so far.
    pub score: String,
    /// Points to be had.
    pub weight: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindingView {
    /// Tells findings apart.
    pub key: String,
    /// C01 …
    pub check: String,
    /// How serious.
    pub level: FindingLevel,
    /// The check's name.
    pub title: String,
    /// What is wrong and how to mend it.
    pub message: String,
    /// The part of the message that says what is wrong.
    pub statement: String,
    /// The part of the message that says what to do; empty where it only tells a fact.
    pub advice: String,
    /// What should stand there.
    pub expected: String,
    /// What stands there; empty when nothing does.
    pub found: String,
    /// Where: `指标第3行 得分`.
    pub place: String,
    /// The cell to jump to.
    pub field: Option<String>,
    /// What the cell should say where that is beyond doubt: one click puts it there.
    pub mend: Option<String>,
    /// Why nothing is done about it; null while something is to be done.
    pub waived: Option<WaivedView>,
}

/// A person's word that a finding is no reason to change the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct WaivedView {
    /// Why.
    pub reason: String,
    /// Who said so.
    pub who: String,
    /// When, `2026-03-02 14:03`.
    pub when: String,
}

/// A form and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FormFindings {
    /// The form's number in the document.
    #[ts(type = "number")]
    pub id: i64,
    /// 项目名称.
    pub name: String,
    /// What was found, errors first, those waived last.
    pub findings: Vec<FindingView>,
}

/// Everything about one indicator row, for the panel beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct RowDetail {
    /// 三级指标.
    pub name: String,
    /// Why this score.
    pub explanation: String,
    /// The computed score; empty when there is none.
    pub computed: String,
    /// The deviation rate; empty when there is none.
    pub deviation: String,
    /// How the target was understood.
    pub target: String,
    /// How the actual value was understood.
    pub actual: String,
    /// The method in use.
    pub method: Option<String>,
    /// The person chose it against the rule set.
    pub method_chosen: bool,
    /// The methods to choose from.
    pub methods: Vec<Choice>,
    /// Which way is better, where nobody but the person can say it: what may be chosen, else empty.
    pub directions: Vec<Choice>,
    /// The row's points, where the form has no place for them; null where they stand in the form.
    pub unprinted_weight: Option<UnprintedWeight>,
    /// The score set by hand.
    pub manual_score: Option<String>,
    /// The reason given for it.
    pub manual_reason: String,
    /// The typed score no longer follows from what stands beside it: what the rules give, empty where they give nothing yet.
    pub outdated: Option<String>,
    /// Tiers of a qualitative indicator; empty for others.
    pub tiers: Vec<TierView>,
    /// Last year's row: target, actual, score, reason.
    pub last_year: Vec<LastYear>,
    /// 佐证材料: the files that are attached to the row.
    pub evidence: Vec<EvidenceView>,
}

/// Points of a row that the form does not print: they are only scored by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct UnprintedWeight {
    /// The field to edit.
    pub field: String,
    /// The points as typed.
    pub text: String,
}

/// A tier that a qualitative indicator may reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct TierView {
    /// 完全达到预期 …
    pub word: String,
    /// Least points.
    pub low: String,
    /// Most points.
    pub high: String,
}

/// A figure of last year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct LastYear {
    /// 指标值, 实际完成值 …
    pub label: String,
    /// The text.
    pub text: String,
}

/// One text to be put into one field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Edit {
    /// The field, as [`CellView::field`] named it.
    pub field: String,
    /// The text.
    pub text: String,
}

/// A change to a form that is no text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum RowChange {
    /// A new row below this one, in the same class.
    Insert {
        /// The row.
        at: IndicatorRef,
    },
    /// An indicator of the library, with the rows of its class; in an empty row of its class where there is one.
    InsertFromLibrary {
        /// The row that is selected.
        at: Option<IndicatorRef>,
        /// The indicator.
        indicator: NewIndicator,
    },
    /// The row goes.
    Remove {
        /// The row.
        at: IndicatorRef,
    },
    /// The row moves to another place of its goal.
    Move {
        /// The row.
        at: IndicatorRef,
        /// Its new place, from 0.
        to: u32,
    },
    /// Another scoring method; null takes the rule set's.
    Method {
        /// The row.
        at: IndicatorRef,
        /// The method's id.
        method: Option<String>,
    },
    /// Which way the row is better, and every row of its name that waits for the same answer.
    Direction {
        /// The row.
        at: IndicatorRef,
        /// The direction's id.
        better: String,
    },
    /// A new fund source below this row.
    InsertFund {
        /// The row, from 0.
        at: u32,
    },
    /// The fund source goes.
    RemoveFund {
        /// The row, from 1.
        at: u32,
    },
    /// The fund source moves.
    MoveFund {
        /// The row, from 1.
        at: u32,
        /// Its new place, from 1.
        to: u32,
    },
    /// A new annual goal, with an empty indicator table, below this one.
    InsertGoal {
        /// The goal, from 0.
        at: u32,
    },
    /// The goal goes, with its indicators.
    RemoveGoal {
        /// The goal, from 0.
        at: u32,
    },
    /// The goal moves, with its indicators.
    MoveGoal {
        /// The goal, from 0.
        at: u32,
        /// Its new place, from 0.
        to: u32,
    },
    /// 按规则重算: the typed score and one set by hand go.
    Recalculate {
        /// The row.
        at: IndicatorRef,
    },
    /// A score set by hand; null takes it back.
    Manual {
        /// The row.
        at: IndicatorRef,
        /// The score.
        score: Option<String>,
        /// Why.
        reason: String,
    },
}

/// A change to the list of forms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum ListChange {
    /// Several of these, as one step of undo.
    Together {
        /// In this order.
        changes: Vec<Self>,
    },
    /// A new form of this edition.
    Add {
        /// Edition id.
        edition: String,
        /// 项目名称.
        name: String,
    },
    /// A copy below the form.
    Copy {
        /// The form.
        #[ts(type = "number")]
        id: i64,
    },
    /// The forms go; 撤销 brings them back.
    Remove {
        /// The forms.
        #[ts(type = "number[]")]
        ids: Vec<i64>,
    },
    /// The form moves to another place.
    Move {
        /// The form.
        #[ts(type = "number")]
        id: i64,
        /// Its new place, from 0.
        to: u32,
    },
    /// 涉密.
    Classified {
        /// The form.
        #[ts(type = "number")]
        id: i64,
        /// On or off.
        on: bool,
    },
    /// Done.
    Done {
        /// The form.
        #[ts(type = "number")]
        id: i64,
        /// On or off.
        on: bool,
    },
    /// 按规则重算: what no longer follows from what stands beside it gives way to the rules.
    Recalculate {
        /// The forms.
        #[ts(type = "number[]")]
        ids: Vec<i64>,
    },
    /// Another rule set.
    Rules {
        /// The form.
        #[ts(type = "number")]
        id: i64,
        /// Rule set id.
        rules: String,
    },
    /// Another official layout.
    Edition {
        /// The form.
        #[ts(type = "number")]
        id: i64,
        /// Edition id.
        edition: String,
    },
}

/// What the person is told before a form gets another layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct EditionChange {
    /// Name of the new layout.
    pub name: String,
    /// What changes with it, a sentence each.
    pub notes: Vec<String>,
    /// What was entered and has no place in it; it stays stored.
    pub unplaced: Vec<Unplaced>,
}

/// What a change, an undo or a redo leaves behind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Changed {
    /// The document.
    pub document: DocumentView,
    /// The form that was changed, when it is still there.
    pub form: Option<FormView>,
    /// The field to show, where the change was made.
    pub field: Option<String>,
}

/// A line of 修改记录.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct HistoryLine {
    /// Number of the entry, to ask for what is older.
    #[ts(type = "number")]
    pub entry: i64,
    /// Who.
    pub who: String,
    /// When, `2026-03-02 14:03`.
    pub when: String,
    /// Which form.
    pub form: String,
    /// Which field or what was done.
    pub what: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// A backup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct BackupLine {
    /// When, `2026-03-02 14:03`.
    pub when: String,
    /// How many forms it holds; null where it cannot be read.
    pub forms: Option<u32>,
    /// Size, `1.2 MB`.
    pub size: String,
}

/// Whose backups are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "wire.ts")]
pub enum BackupsOf {
    /// Those of the open document.
    Document,
    /// Those of a document opened lately, by its place in the list.
    Recent {
        /// Its place.
        index: u32,
    },
    /// Those of the document that could not be opened last.
    Refused,
}

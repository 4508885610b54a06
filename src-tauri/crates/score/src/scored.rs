use jixiao_edition::{Method, RuleKind};
use jixiao_model::{Manual, Percent, Points, RuleSetId};
use serde::Serialize;

use crate::cause::Cause;
use crate::reason::Reason;

/// A form's scores, computed and printed side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// The rule set used.
    pub rules: RuleSetId,
    /// Budget execution.
    pub budget: BudgetScore,
    /// The annual goals, in the form's order.
    pub goals: Vec<GoalScore>,
    /// The total.
    pub total: TotalScore,
}

/// Budget execution: rate and score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BudgetScore {
    /// The row of the funds that it was scored from, from 0.
    pub row: usize,
    /// Points for budget execution: as printed, else the rule set's.
    pub points: Points,
    /// executed ÷ adjusted, two decimals of a percent; `None` when the amounts are missing or nothing was budgeted.
    pub rate: Option<Percent>,
    /// The printed rate.
    pub printed_rate: Option<Percent>,
    /// Whether the printed rate is the computed one.
    pub rate_agreement: Agreement,
    /// The computed score.
    pub score: Option<Points>,
    /// The amounts that a rate is worked out from are missing or no amounts: whatever is printed has nothing to stand on yet.
    pub waits: bool,
    /// The printed score.
    pub printed: Option<Points>,
    /// Whether the printed score is the computed one.
    pub agreement: Agreement,
    /// One line, in Chinese.
    pub explanation: String,
}

impl BudgetScore {
    /// The score that the form's total counts: the one that stands in the form, else the computed one; none before there are amounts.
    #[must_use]
    pub fn counted(&self) -> Option<Points> {
        self.printed.or(self.score).filter(|_| !self.waits)
    }
}

/// An annual goal's rows and sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GoalScore {
    /// The points that the goal promises, where printed.
    pub promised: Option<Points>,
    /// One for each indicator, in the form's order.
    pub rows: Vec<RowScore>,
    /// Sums by level-1 class, in the order of first appearance.
    pub classes: Vec<ClassSum>,
    /// Sums over all rows.
    pub sums: Sums,
}

/// The sums of one level-1 class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassSum {
    /// 一级指标, as printed.
    pub level1: String,
    /// The sums.
    pub sums: Sums,
}

/// Sums over rows that are used; `None` when a row lacks the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Of the weights.
    pub weight: Option<Points>,
    /// Of the scores that the rules and a person's hand give.
    pub effective: Option<Points>,
    /// Of the scores that the form's total counts ([`RowScore::counted`]), as far as they are known; `None` when none is.
    pub so_far: Option<Points>,
    /// Of the printed scores.
    pub printed: Option<Points>,
}

/// One row's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowScore {
    /// What the rule set gives.
    pub computed: Computed,
    /// Something was typed into the row and it is not crossed out, or it carries points nonetheless.
    pub used: bool,
    /// The weight; `None` where the form prints none.
    pub weight: Option<Points>,
    /// The printed score.
    pub printed: Option<Points>,
    /// The score set by hand, beside the computed one.
    pub manual: Option<Manual>,
    /// The score by the rules and a person's hand, the printed one where they leave it open, and where it comes from.
    pub effective: Option<Effective>,
    /// Whether the printed score is the computed one.
    pub agreement: Agreement,
    /// Whether the target is met; `None` when that is not known.
    pub met: Option<bool>,
    /// (actual − target) ÷ target.
    pub deviation: Deviation,
    /// The actual is so far above the target that the rule set wants it explained.
    pub over_achieved: bool,
    /// The rule; `None` when nothing was held against a rule.
    pub rule: Option<RuleKind>,
    /// The method that a person chose, or else the rule's, when it has one (words go by tiers).
    pub method: Option<Method>,
    /// One line, in Chinese.
    pub explanation: String,
}

impl RowScore {
    /// The score that the form's total counts: the one that stands in the form, else the one set by hand, else the computed one.
    #[must_use]
    pub fn counted(&self) -> Option<Points> {
        self.printed.or(self.effective.map(|effective| effective.points))
    }
}

/// What the rule set gives a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Computed {
    /// Exactly these points, rounded as the rule set says.
    Exact(Points),
    /// A tier that leaves the points within it to a person, both ends included.
    Within {
        /// Least points.
        low: Points,
        /// Most points.
        high: Points,
    },
    /// No points can be worked out.
    CannotScore(Reason),
    /// There is nothing to score: crossed out, or no actual value yet.
    Blank,
}

/// How a printed figure stands to the computed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Equal, or inside the tier's range.
    Agrees,
    /// Not equal.
    Differs(Cause),
    /// No computed figure to compare with.
    CannotScore,
    /// Nothing printed, or nothing to score.
    Blank,
}

/// How far the actual is from the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviation {
    /// (actual − target) ÷ target, two decimals of a percent.
    Of(Percent),
    /// Why there is none, in Chinese.
    Undefined(&'static str),
}

/// The score of a row that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Effective {
    /// The points.
    pub points: Points,
    /// Where they come from.
    pub origin: ScoreOrigin,
}

/// Where a score that counts comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreOrigin {
    /// Set by hand.
    Manual,
    /// Worked out.
    Computed,
    /// As printed, because the rule set leaves it open or cannot score it.
    Printed,
}

/// A row of the form's indicator tables, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RowRef {
    /// Index of the goal.
    pub goal: usize,
    /// Index of the indicator within the goal.
    pub row: usize,
}

/// The total and its grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalScore {
    /// Budget plus all rows, after a cap; `None` when a figure is missing, no row is used, or budget execution cannot be worked out.
    pub score: Option<Points>,
    /// Budget and rows as the form's total counts them, as far as they are known, before a cap; `None` when none is.
    pub so_far: Option<Points>,
    /// The cap that lowered the total, when one did.
    pub capped_at: Option<Points>,
    /// The grade of [`TotalScore::score`].
    pub grade: Option<String>,
    /// The sum of the printed scores, budget included; `None` when one is missing or no row is used.
    pub printed_sum: Option<Points>,
    /// The printed total.
    pub printed: Option<Points>,
    /// Whether the printed total is the sum of the printed scores.
    pub agreement: Agreement,
    /// Rows that count with their printed score.
    pub taken_printed: Vec<RowRef>,
    /// Rows that count with a score set by hand.
    pub by_hand: Vec<RowRef>,
    /// Rows that are used and have neither a printed score nor one by hand or by the rules.
    pub missing: Vec<RowRef>,
    /// One line, in Chinese.
    pub explanation: String,
}

//! How a form is scored, as data: a closed set of rule kinds with parameters, every clause with its source.

mod checks;
mod kind;
mod lines;
mod load;
mod reader;
#[cfg(test)]
mod tests;

use jixiao_model::{Percent, Points, RuleSetId, cut, half_up};
use rust_decimal::Decimal;

use crate::words::BetterRule;

pub use checks::CheckLimits;
pub use jixiao_model::Method;
pub use kind::RuleKind;
pub use lines::line;

/// One rule set. Load it with [`RuleSet::load`], or take a built-in one from [`crate::rule_sets`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// Its id, such as `national-2020`.
    pub id: RuleSetId,
    /// Its name, in Chinese.
    pub name: String,
    /// The document it follows.
    pub source: String,
    /// How budget execution is scored.
    pub budget: BudgetRule,
    /// Level-1 weights that the rules allow.
    pub profiles: Vec<Profile>,
    /// How targets are scored.
    pub targets: Targets,
    /// Tiers of qualitative indicators, best first, at least one.
    pub tiers: Vec<Tier>,
    /// When an over-achievement must be explained, and what it costs.
    pub over_achievement: OverAchievement,
    /// What late days leave of a weight, fewest days first; behind the last step nothing. None: being late is a person's to judge.
    pub late: Vec<LateStep>,
    /// What a satisfaction rate earns, best first; none: as any other rate.
    pub satisfaction: Vec<Band>,
    /// Which way names are better, before [`crate::Words::better`].
    pub better: Vec<BetterRule>,
    /// Which deviation is positive.
    pub deviation: DeviationSign,
    /// Caps of the total by the execution rate, tightest first; none in most rule sets.
    pub caps: Vec<Cap>,
    /// Rounding of scores.
    pub rounding: Rounding,
    /// Grades, best first; the last one begins at 0.
    pub grades: Vec<Grade>,
    /// From where on a check speaks up.
    pub checks: CheckLimits,
}

/// How budget execution is scored: points × executed ÷ adjusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetRule {
    /// Points, where the form prints none.
    pub points: Points,
    /// Which rate is multiplied.
    pub rate: RateDigits,
    /// The clause.
    pub source: String,
}

/// Which execution rate the points are multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateDigits {
    /// The quotient itself.
    Exact,
    /// The rate as printed, at two decimals of a percent.
    AsPrinted,
}

/// One allowed split of the points over the level-1 classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Class and points, in printed order. Budget execution is not among them.
    pub weights: Vec<(String, Points)>,
    /// The clause.
    pub source: String,
}

/// A scoring method and the clause it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The method.
    pub method: Method,
    /// Less than this share of the weight, in per cent, earns nothing.
    pub floor: Option<Percent>,
    /// The clause.
    pub source: String,
}

/// How each kind of target is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// ≥.
    pub at_least: Clause,
    /// >.
    pub more_than: Clause,
    /// ≤ with a count or an amount.
    pub at_most: Clause,
    /// ≤ with a percentage (错误率, 故障率).
    pub at_most_rate: Clause,
    /// ≤ with a duration.
    pub at_most_duration: Clause,
    /// ≤ with a count of what nobody wants any of (事故, 投诉); as [`Targets::at_most`] where the file does not name it.
    pub at_most_harm: Clause,
    /// <.
    pub less_than: Clause,
    /// =.
    pub equal: Clause,
    /// No operator.
    pub unmarked: Clause,
    /// No operator on a cost indicator.
    pub unmarked_cost: Clause,
    /// A target of zero, which nothing can be divided by.
    pub zero: Clause,
    /// A date or a month.
    pub date: Clause,
    /// `90%-95%`.
    pub range: Clause,
    /// The clause of the qualitative tiers.
    pub words: String,
}

/// A tier of qualitative indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The words that an actual value says it with; the first one names the tier.
    pub words: Vec<String>,
    /// Least share of the weight, in per cent.
    pub low: Percent,
    /// Greatest share of the weight, in per cent.
    pub high: Percent,
}

/// When an over-achievement must be explained. Without steps, deducting for it is left to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverAchievement {
    /// Actual ÷ target, in per cent, from which on.
    pub explain_from: Percent,
    /// What it costs, lowest limit first.
    pub steps: Vec<OverStep>,
    /// The clause.
    pub source: String,
}

/// What an over-achievement above a limit costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverStep {
    /// Actual ÷ target, in per cent, above which.
    pub above: Percent,
    /// Share of the weight that is deducted, in per cent.
    pub deduct: Percent,
    /// The clause.
    pub source: String,
}

/// What is left of a weight when a deadline is missed by up to so many days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateStep {
    /// Days behind the deadline, at most.
    pub days: u32,
    /// Share of the weight, in per cent.
    pub share: Percent,
    /// The clause.
    pub source: String,
}

/// What a satisfaction rate from `from` on earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Least rate, in per cent.
    pub from: Percent,
    /// Share of the weight, in per cent.
    pub share: Percent,
    /// The clause.
    pub source: String,
}

/// Which deviation is positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeviationSign {
    /// Actual above target, whatever is better.
    #[default]
    Arithmetic,
    /// Better than the target: below it where less is better.
    Better,
}

/// The total is at most `total` when the execution rate is below `rate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Execution rate, in per cent.
    pub rate: Percent,
    /// Greatest total.
    pub total: Points,
    /// The clause.
    pub source: String,
}

/// Rounding of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// What becomes of the decimals behind.
    pub mode: RoundingMode,
    /// Decimals of a score.
    pub digits: u32,
    /// The clause.
    pub source: String,
}

/// What becomes of decimals that are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoundingMode {
    /// Rounded, halves up.
    #[default]
    HalfUp,
    /// Dropped.
    Cut,
}

/// A grade and the total it begins at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// 优, 良, 中, 差.
    pub name: String,
    /// Least total.
    pub from: Points,
}

impl RuleSet {
    /// The clause for one kind of target; `None` for words, which go by [`RuleSet::tiers`].
    #[must_use]
    pub const fn clause(&self, kind: RuleKind) -> Option<&Clause> {
        let targets = &self.targets;
        Some(match kind {
            RuleKind::AtLeast => &targets.at_least,
            RuleKind::MoreThan => &targets.more_than,
            RuleKind::AtMost => &targets.at_most,
            RuleKind::AtMostRate => &targets.at_most_rate,
            RuleKind::AtMostDuration => &targets.at_most_duration,
            RuleKind::AtMostHarm => &targets.at_most_harm,
            RuleKind::LessThan => &targets.less_than,
            RuleKind::Equal => &targets.equal,
            RuleKind::Unmarked => &targets.unmarked,
            RuleKind::UnmarkedCost => &targets.unmarked_cost,
            RuleKind::Zero => &targets.zero,
            RuleKind::Date => &targets.date,
            RuleKind::Range => &targets.range,
            RuleKind::Words => return None,
        })
    }

    /// The clause that scores one kind of target.
    #[must_use]
    pub fn source_of(&self, kind: RuleKind) -> &str {
        self.clause(kind).map_or(&self.targets.words, |clause| &clause.source)
    }

    /// The tier that an actual value names, and its place from the best.
    #[must_use]
    pub fn tier(&self, words: &str) -> Option<(usize, &Tier)> {
        self.tiers.iter().enumerate().find(|(_, tier)| tier.words.iter().any(|word| word == words))
    }

    /// Points as the rule set rounds them.
    #[must_use]
    pub fn rounded(&self, points: Decimal) -> Decimal {
        match self.rounding.mode {
            RoundingMode::HalfUp => half_up(points, self.rounding.digits),
            RoundingMode::Cut => cut(points, self.rounding.digits),
        }
    }

    /// The grade of a total.
    #[must_use]
    pub fn grade(&self, total: Decimal) -> Option<&str> {
        self.grades.iter().find(|grade| total >= grade.from.0).map(|grade| grade.name.as_str())
    }
}

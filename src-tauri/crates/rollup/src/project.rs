use jixiao_edition::RuleSet;
use jixiao_model::{Amount, AmountUnit, Form, Fund, Indicator, Percent, Points, half_up, share};
use jixiao_score::{RowRef, RowScore, Scored};
use rust_decimal::Decimal;

/// A project form with its scores.
#[derive(Clone, Copy, Debug)]
pub struct Project<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its scores.
    pub scored: &'a Scored,
    /// The rules they follow.
    pub rules: &'a RuleSet,
    /// 涉密: it counts in totals, and nothing of it but its amounts is ever printed.
    pub classified: bool,
}

/// An indicator and the points that it lost.
#[derive(Clone, Copy, Debug)]
pub struct Shortfall<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Where it stands.
    pub at: RowRef,
    /// Points lost; zero for a target that was missed without a loss.
    pub lost: Decimal,
}

impl<'a> Project<'a> {
    /// 全年预算数 in 万元, the weight of the project wherever funds are weights.
    #[must_use]
    pub fn adjusted(&self) -> Option<Amount> {
        self.amount(|fund| fund.adjusted.value())
    }

    /// One figure of the total row of the funds, in [`UNIT`], whatever unit the form prints.
    pub(crate) fn amount(&self, figure: impl Fn(&Fund) -> Option<&Amount>) -> Option<Amount> {
        in_unit(self.form, *self.form.total_fund().and_then(figure)?)
    }

    /// The total: as printed, else as computed.
    #[must_use]
    pub fn total(&self) -> Option<Points> {
        self.form.total.score.value().copied().or(self.scored.total.score)
    }

    /// 等次 of [`Project::total`].
    #[must_use]
    pub fn grade(&self) -> Option<&'a str> {
        self.rules.grade(self.total()?.0)
    }

    /// Rows that lost points, most points first, in printed order where equal.
    #[must_use]
    pub fn shortfalls(&self) -> Vec<Shortfall<'a>> {
        let mut found: Vec<Shortfall> = self.losses().filter(|loss| loss.lost > Decimal::ZERO).collect();
        found.sort_by_key(|shortfall| std::cmp::Reverse(shortfall.lost));
        found
    }

    /// The row that missed its target and lost most points by it. A ceiling that was not reached is no target missed, though it
    /// may have cost points; where it is not known whether a target is met, lost points say so.
    #[must_use]
    pub fn missed(&self) -> Option<Shortfall<'a>> {
        let missed = self.losses().filter(|loss| {
            let met = self.row(loss.at).and_then(|row| row.met);
            !met.unwrap_or(loss.lost <= Decimal::ZERO)
        });
        missed.min_by_key(|loss| std::cmp::Reverse(loss.lost))
    }

    /// Every row that is used has a score.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        let mut rows = self.scored.goals.iter().flat_map(|goal| &goal.rows).filter(|row| row.used);
        rows.all(|row| row.counted().is_some())
    }

    /// Points that budget execution lost, where there are any.
    #[must_use]
    pub fn budget_lost(&self) -> Option<Decimal> {
        let lost = self.scored.budget.points.0.saturating_sub(self.scored.budget.counted()?.0);
        (lost > Decimal::ZERO).then_some(lost)
    }

    /// 执行率 of the project.
    #[must_use]
    pub fn rate(&self) -> Option<Percent> {
        let executed = self.amount(|fund| fund.executed.value())?;
        rate(executed.0, self.adjusted()?.0)
    }

    fn row(&self, at: RowRef) -> Option<&'a RowScore> {
        self.scored.goals.get(at.goal)?.rows.get(at.row)
    }

    /// Every row, with the points that it is known to have lost.
    fn losses(&self) -> impl Iterator<Item = Shortfall<'a>> {
        let goals = self.form.goals.iter().zip(&self.scored.goals).enumerate();
        goals.flat_map(|(goal, (of, scores))| {
            let rows = of.indicators.iter().zip(&scores.rows).enumerate();
            rows.map(move |(row, (indicator, score))| {
                let points = score.weight.zip(score.counted());
                let lost = points.map(|(weight, points)| weight.0.saturating_sub(points.0));
                Shortfall { indicator, at: RowRef { goal, row }, lost: lost.unwrap_or_default() }
            })
        })
    }
}

/// The unit of sums over forms, and of all texts about them.
pub const UNIT: AmountUnit = AmountUnit::TenThousand;

/// An amount of a form in [`UNIT`]; `None` when it is too large to be counted.
#[must_use]
pub fn in_unit(form: &Form, amount: Amount) -> Option<Amount> {
    form.amount_unit.convert(amount, UNIT)
}

/// executed ÷ adjusted, two decimals of a percent; `None` when nothing was budgeted.
pub(crate) fn rate(executed: Decimal, adjusted: Decimal) -> Option<Percent> {
    share(Decimal::ONE_HUNDRED, executed, adjusted).map(|rate| Percent(half_up(rate, 2)))
}

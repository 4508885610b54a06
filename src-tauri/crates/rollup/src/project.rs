use jixiao_edition::RuleSet;
use jixiao_model::{Amount, Form, Fund, Indicator, Percent, Points, half_up, share};
use jixiao_score::{RowRef, Scored};
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

/// The indicator that lost most points.
#[derive(Clone, Copy, Debug)]
pub struct Shortfall<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Where it stands.
    pub at: RowRef,
    /// Points lost, more than zero.
    pub lost: Decimal,
}

impl<'a> Project<'a> {
    /// 全年预算数, the weight of the project wherever funds are weights.
    #[must_use]
    pub fn adjusted(&self) -> Option<Amount> {
        self.amount(|fund| fund.adjusted.value())
    }

    /// One figure of the total row of the funds.
    pub(crate) fn amount(&self, figure: impl Fn(&Fund) -> Option<&Amount>) -> Option<Amount> {
        self.form.funds.first().and_then(figure).copied()
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
        let mut found = Vec::new();
        for (goal, (goal_form, goal_score)) in self.form.goals.iter().zip(&self.scored.goals).enumerate() {
            for (row, (indicator, score)) in goal_form.indicators.iter().zip(&goal_score.rows).enumerate() {
                let points = score.counted();
                let (Some(weight), Some(points)) = (score.weight, points) else { continue };
                let lost = weight.0.saturating_sub(points.0);
                if lost > Decimal::ZERO {
                    found.push(Shortfall { indicator, at: RowRef { goal, row }, lost });
                }
            }
        }
        found.sort_by_key(|shortfall| std::cmp::Reverse(shortfall.lost));
        found
    }
}

/// executed ÷ adjusted, two decimals of a percent; `None` when nothing was budgeted.
pub(crate) fn rate(executed: Decimal, adjusted: Decimal) -> Option<Percent> {
    share(Decimal::ONE_HUNDRED, executed, adjusted).map(|rate| Percent(half_up(rate, 2)))
}

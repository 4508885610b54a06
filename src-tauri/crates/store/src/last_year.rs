use jixiao_model::{FieldRef, Form};
use serde::{Deserialize, Serialize};

use crate::ids::RowPlace;

/// Last year's form and which of its rows belong to which rows of this year's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastYear {
    /// The form as it was handed in.
    pub form: Form,
    /// For each fund of this year's form, the row of last year's.
    pub(crate) funds: Vec<Option<usize>>,
    /// For each goal, the goal of last year's.
    pub(crate) goals: Vec<Option<usize>>,
    /// For each indicator of each goal, the row of last year's.
    pub(crate) indicators: Vec<Vec<Option<RowPlace>>>,
}

impl LastYear {
    /// Last year's form beside `this`, which was made from it and has its rows in the same places.
    ///
    /// Funds belong together by name, since a new edition may have other fund rows; the total, always first, belongs to
    /// the total.
    #[must_use]
    pub fn beside(last: Form, this: &Form) -> Self {
        let fund = |(row, label): (usize, &str)| match row {
            0 => (!last.funds.is_empty()).then_some(0),
            _ => last.funds.iter().position(|fund| fund.label == label),
        };
        let labels = this.funds.iter().map(|fund| fund.label.as_str());
        let funds = labels.enumerate().map(fund).collect();
        let goals = (0..this.goals.len()).map(|goal| (goal < last.goals.len()).then_some(goal)).collect();
        let indicators = this.goals.iter().enumerate().map(|(goal, this)| {
            let count = last.goals.get(goal).map_or(0, |goal| goal.indicators.len());
            (0..this.indicators.len()).map(|row| (row < count).then_some(RowPlace { goal, row })).collect()
        });
        let indicators = indicators.collect();
        Self { funds, goals, indicators, form: last }
    }

    /// What stood last year in the place of this year's `field`; `None` when that row is new.
    #[must_use]
    pub fn show(&self, field: &FieldRef) -> Option<String> {
        let goal = |goal: usize| self.goals.get(goal).copied().flatten();
        let then = match field {
            FieldRef::Title | FieldRef::Year | FieldRef::Text(_) | FieldRef::Total(_) => field.clone(),
            FieldRef::Fund { row, column } => {
                FieldRef::Fund { row: self.funds.get(*row).copied().flatten()?, column: *column }
            }
            FieldRef::FundExtra { row, column } => {
                FieldRef::FundExtra { row: self.funds.get(*row).copied().flatten()?, column: column.clone() }
            }
            FieldRef::IndicatorExtra { goal, row, column } => {
                let place = self.indicators.get(*goal)?.get(*row).copied().flatten()?;
                FieldRef::IndicatorExtra { goal: place.goal, row: place.row, column: column.clone() }
            }
            FieldRef::GoalNumber(at) => FieldRef::GoalNumber(goal(*at)?),
            FieldRef::GoalPoints(at) => FieldRef::GoalPoints(goal(*at)?),
            FieldRef::GoalExpected(at) => FieldRef::GoalExpected(goal(*at)?),
            FieldRef::GoalActual(at) => FieldRef::GoalActual(goal(*at)?),
            FieldRef::Indicator { goal, row, column } => {
                let place = self.indicators.get(*goal)?.get(*row).copied().flatten()?;
                FieldRef::Indicator { goal: place.goal, row: place.row, column: *column }
            }
        };
        Some(self.form.show(&then))
    }
}

//! What a layout prints of a form.

use jixiao_edition::{Edition, Field};
use jixiao_model::FundColumn;

use crate::unplaced::prints_fund;

/// True for layouts that number their goals and give each its points.
#[must_use]
pub fn numbers_goals(edition: &Edition) -> bool {
    edition.prints(&Field::GoalNumber) || edition.prints(&Field::GoalPoints)
}

/// True for layouts that have rows for fund sources, not for the total only.
#[must_use]
pub fn prints_sources(edition: &Edition) -> bool {
    prints_fund(edition, 1, &Field::Fund(FundColumn::Label))
}

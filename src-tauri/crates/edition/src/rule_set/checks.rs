use jixiao_model::{Amount, Percent, Points};
use rust_decimal::Decimal;

/// From where on a check speaks up. What a clause fixes for scoring (over-achievement, caps) stands elsewhere in the rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLimits {
    /// A printed score may be this far from the computed one.
    pub score_tolerance: Points,
    /// The sources of a fund column may be this far from its total, in the edition's unit of amounts.
    pub amount_tolerance: Amount,
    /// A change from 年初预算数 to 全年预算数 above this wants a note, in per cent of 年初预算数.
    pub budget_change: Percent,
    /// An execution rate below this wants a reason.
    pub low_execution: Percent,
    /// A weight up to this is small for an indicator that is missed.
    pub tiny_weight: Points,
    /// A weight from this on is heavy for one indicator.
    pub heavy_weight: Points,
    /// Actuals that equal their targets in this share of the rows look copied.
    pub copied_share: Percent,
    /// Fewer comparable rows than this say nothing about copying.
    pub copied_rows: usize,
    /// Completions that are at least this many percentage points apart are not alike.
    pub shortfall_margin: Percent,
    /// Results may outrun the execution rate by this many percentage points.
    pub results_gap: Percent,
    /// The costs may be this far from the money executed, in per cent of it.
    pub cost_margin: Percent,
    /// An actual this many times its target, or that part of it, looks like a slip.
    pub jump_factor: Decimal,
    /// One sentence or one satisfaction figure in this many rows looks copied.
    pub repeated_rows: usize,
    /// Two texts that are alike to this share are one text.
    pub alike_share: Percent,
    /// A target may ask for less than last year's actual by this many per cent of it.
    pub easier_by: Percent,
    /// A target that stays the same for this many years is no target.
    pub unchanged_years: usize,
    /// Where the limits come from.
    pub source: String,
}

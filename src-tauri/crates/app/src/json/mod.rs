//! What leaves the program as JSON: the published shape of a form, and of its scores.

mod form;
mod score;

pub use form::{FormJson, from_json, to_json};
pub use score::{
    BudgetJson, RowJson, ScoreJson, TotalJson, computed, computed_points, deviation, outcome, points,
    score_json,
};

use serde::{Deserialize, Serialize};

/// Something in a workbook that was not understood. Nothing is dropped without one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The cell in A1 notation; empty when the problem is not about one cell.
    pub cell: String,
    /// What happened and what to do, in Chinese.
    pub text: String,
}

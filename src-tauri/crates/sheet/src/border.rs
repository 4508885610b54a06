use serde::{Deserialize, Serialize};

/// A line on one side of a cell, weakest first. Dashed, dotted and hair lines count as thin, double ones as thick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// No line: titles and notes.
    None,
    /// A thin line.
    #[default]
    Thin,
    /// A line twice as wide.
    Medium,
    /// A line three times as wide.
    Thick,
}

/// The lines on the four sides of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Borders {
    /// On the left.
    pub left: Border,
    /// On the right.
    pub right: Border,
    /// Above.
    pub top: Border,
    /// Below.
    pub bottom: Border,
}

impl Borders {
    /// No line at all.
    pub const NONE: Self = Self::all(Border::None);
    /// Thin lines on all sides.
    pub const THIN: Self = Self::all(Border::Thin);

    /// The same line on all four sides.
    #[must_use]
    pub const fn all(border: Border) -> Self {
        Self { left: border, right: border, top: border, bottom: border }
    }
}

use serde::{Deserialize, Serialize};

/// Which rule a target falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// ≥.
    AtLeast,
    /// >.
    MoreThan,
    /// ≤ with a count or an amount.
    AtMost,
    /// ≤ with a percentage.
    AtMostRate,
    /// ≤ with a duration.
    AtMostDuration,
    /// ≤ with a count of what nobody wants any of (事故, 投诉).
    AtMostHarm,
    /// <.
    LessThan,
    /// =.
    Equal,
    /// No operator.
    Unmarked,
    /// No operator on a cost indicator.
    UnmarkedCost,
    /// A target of zero.
    Zero,
    /// A date or a month.
    Date,
    /// From … to ….
    Range,
    /// Words: a qualitative indicator.
    Words,
}

impl RuleKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::AtMostRate,
        Self::AtMostDuration,
        Self::AtMostHarm,
        Self::LessThan,
        Self::Equal,
        Self::Unmarked,
        Self::UnmarkedCost,
        Self::Zero,
        Self::Date,
        Self::Range,
        Self::Words,
    ];

    /// The stable id, which is also the key in rule files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::AtMost => "at_most",
            Self::AtMostRate => "at_most_rate",
            Self::AtMostDuration => "at_most_duration",
            Self::AtMostHarm => "at_most_harm",
            Self::LessThan => "less_than",
            Self::Equal => "equal",
            Self::Unmarked => "unmarked",
            Self::UnmarkedCost => "unmarked_cost",
            Self::Zero => "zero",
            Self::Date => "date",
            Self::Range => "range",
            Self::Words => "words",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::AtLeast | Self::MoreThan => "正向指标",
            Self::AtMost | Self::LessThan => "反向指标",
            Self::AtMostRate => "反向比率指标",
            Self::AtMostDuration => "反向时长指标",
            Self::AtMostHarm => "越少越好的指标",
            Self::Equal => "等值指标",
            Self::Unmarked => "无比较符号的指标",
            Self::UnmarkedCost => "无比较符号的成本指标",
            Self::Zero => "目标值为零的指标",
            Self::Date => "时限指标",
            Self::Range => "区间指标",
            Self::Words => "定性指标",
        }
    }
}

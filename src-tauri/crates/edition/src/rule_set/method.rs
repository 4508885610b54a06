use serde::{Deserialize, Serialize};

/// How a comparison becomes points. A = target, B = actual, w = weight. Never more than w, never less than 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Met: w; else w × B ÷ A.
    FullOrShare,
    /// w × B ÷ A, met or not.
    Share,
    /// Met: w; else w × A ÷ B.
    FullOrInverse,
    /// w × A ÷ B, met or not.
    Inverse,
    /// Met: w × B ÷ A; else 0.
    ShareOrZero,
    /// Met: w; else 0.
    FullOrZero,
    /// Met: w; else a person judges.
    FullOrManual,
    /// A person judges.
    Manual,
}

impl Method {
    /// All methods, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::FullOrShare,
        Self::Share,
        Self::FullOrInverse,
        Self::Inverse,
        Self::ShareOrZero,
        Self::FullOrZero,
        Self::FullOrManual,
        Self::Manual,
    ];

    /// The name in rule files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FullOrShare => "full_or_share",
            Self::Share => "share",
            Self::FullOrInverse => "full_or_inverse",
            Self::Inverse => "inverse",
            Self::ShareOrZero => "share_or_zero",
            Self::FullOrZero => "full_or_zero",
            Self::FullOrManual => "full_or_manual",
            Self::Manual => "manual",
        }
    }

    /// What a person reads where a method is chosen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FullOrShare => "达标得满分，未达标按完成比例（B÷A）得分",
            Self::Share => "按完成比例（B÷A）得分，至多满分",
            Self::FullOrInverse => "达标得满分，未达标按反比例（A÷B）得分",
            Self::Inverse => "按反比例（A÷B）得分，至多满分",
            Self::ShareOrZero => "达标按完成比例（B÷A）得分，未达标不得分",
            Self::FullOrZero => "达标得满分，未达标不得分",
            Self::FullOrManual => "达标得满分，未达标由人工评定",
            Self::Manual => "由人工评定",
        }
    }
}

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
    pub const ALL: [Self; 13] = [
        Self::AtLeast,
        Self::MoreThan,
        Self::AtMost,
        Self::AtMostRate,
        Self::AtMostDuration,
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

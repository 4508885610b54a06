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
    /// Met: w; else w × (2 − B ÷ A): what exceeds a limit is deducted in proportion.
    FullOrLinear,
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
    pub const ALL: [Self; 9] = [
        Self::FullOrShare,
        Self::Share,
        Self::FullOrInverse,
        Self::Inverse,
        Self::FullOrLinear,
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
            Self::FullOrLinear => "full_or_linear",
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
            Self::FullOrLinear => "达标得满分，未达标按超出的比例扣分（2 − B÷A）",
            Self::ShareOrZero => "达标按完成比例（B÷A）得分，未达标不得分",
            Self::FullOrZero => "达标得满分，未达标不得分",
            Self::FullOrManual => "达标得满分，未达标由人工评定",
            Self::Manual => "由人工评定",
        }
    }
}

mod parse;

use std::fmt;

use rust_decimal::{Decimal, dec};

pub(super) use parse::parse;

/// A span of time in the unit it was typed in; of several (`12小时28分`) in the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    number: Decimal,
    unit: TimeUnit,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// 秒.
    Second,
    /// 分钟.
    Minute,
    /// 小时.
    Hour,
    /// 天, 日.
    Day,
    /// 周.
    Week,
    /// 工作日.
    Workday,
    /// 个月.
    Month,
    /// 季度.
    Quarter,
    /// 年.
    Year,
}

/// What units of time can be converted into; between them there is no fixed factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeBase {
    /// Seconds.
    Seconds,
    /// Working days.
    Workdays,
    /// Months.
    Months,
}

impl TimeUnit {
    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "秒",
            Self::Minute => "分钟",
            Self::Hour => "小时",
            Self::Day => "天",
            Self::Week => "周",
            Self::Workday => "工作日",
            Self::Month => "个月",
            Self::Quarter => "季度",
            Self::Year => "年",
        }
    }

    /// What it converts into, and the factor.
    #[must_use]
    pub const fn base(self) -> (TimeBase, Decimal) {
        match self {
            Self::Second => (TimeBase::Seconds, Decimal::ONE),
            Self::Minute => (TimeBase::Seconds, dec!(60)),
            Self::Hour => (TimeBase::Seconds, dec!(3600)),
            Self::Day => (TimeBase::Seconds, dec!(86400)),
            Self::Week => (TimeBase::Seconds, dec!(604800)),
            Self::Workday => (TimeBase::Workdays, Decimal::ONE),
            Self::Month => (TimeBase::Months, Decimal::ONE),
            Self::Quarter => (TimeBase::Months, dec!(3)),
            Self::Year => (TimeBase::Months, dec!(12)),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.name())
    }
}

impl Duration {
    /// `number` of `unit`; `None` when it does not fit a decimal in its base.
    #[must_use]
    pub fn new(number: Decimal, unit: TimeUnit) -> Option<Self> {
        number.checked_mul(unit.base().1)?;
        Some(Self { number, unit })
    }

    /// The number, in [`Duration::unit`].
    #[must_use]
    pub const fn number(&self) -> Decimal {
        self.number
    }

    /// The unit.
    #[must_use]
    pub const fn unit(&self) -> TimeUnit {
        self.unit
    }

    /// The number in the base that other units of time convert into.
    #[must_use]
    pub fn in_base(&self) -> (TimeBase, Decimal) {
        let (base, factor) = self.unit.base();
        (base, self.number.saturating_mul(factor))
    }
}

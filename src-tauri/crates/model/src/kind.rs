use std::fmt;

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use crate::quantity::{Amount, Money};

/// What a form is and what it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// 项目支出绩效自评表: one project evaluates itself.
    #[default]
    Project,
    /// 部门整体支出绩效自评表: a whole department evaluates itself.
    Department,
    /// 转移支付绩效自评表: funds of a higher level evaluate themselves.
    Transfer,
    /// 绩效目标申报表, 绩效目标表: the targets of a year that lies ahead. Never scored.
    Target,
    /// 绩效运行监控表: half-way figures. Never scored, and its figures are no results.
    Monitoring,
}

impl FormKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Project, Self::Department, Self::Transfer, Self::Target, Self::Monitoring];

    /// Its name in JSON, data files and the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Department => "department",
            Self::Transfer => "transfer",
            Self::Target => "target",
            Self::Monitoring => "monitoring",
        }
    }

    /// What the form is called, in Chinese.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Project => "项目表",
            Self::Department => "部门整体表",
            Self::Transfer => "转移支付自评表",
            Self::Target => "绩效目标表",
            Self::Monitoring => "绩效运行监控表",
        }
    }

    /// True for forms of money that is spent on one purpose, a transfer's like a project's: they add up to the department's sums.
    #[must_use]
    pub const fn is_project(self) -> bool {
        match self {
            Self::Project | Self::Transfer => true,
            Self::Department | Self::Target | Self::Monitoring => false,
        }
    }

    /// True for forms that are filled in after the year and scored.
    #[must_use]
    pub const fn is_scored(self) -> bool {
        match self {
            Self::Project | Self::Department | Self::Transfer => true,
            Self::Target | Self::Monitoring => false,
        }
    }
}

/// The unit that the amounts of a form are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AmountUnit {
    /// 元.
    #[serde(rename = "元")]
    Yuan,
    /// 千元.
    #[serde(rename = "千元")]
    Thousand,
    /// 万元, the unit of most forms.
    #[default]
    #[serde(rename = "万元")]
    TenThousand,
    /// 百万元.
    #[serde(rename = "百万元")]
    Million,
    /// 亿元.
    #[serde(rename = "亿元")]
    HundredMillion,
}

impl AmountUnit {
    /// All units, each before those whose name ends like its own.
    pub const ALL: [Self; 5] =
        [Self::Million, Self::TenThousand, Self::Thousand, Self::HundredMillion, Self::Yuan];

    /// Its name, as printed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::Million => "百万元",
            Self::HundredMillion => "亿元",
        }
    }

    /// The unit of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// How many 元 one of it is.
    #[must_use]
    pub const fn yuan(self) -> Decimal {
        match self {
            Self::Yuan => dec!(1),
            Self::Thousand => dec!(1_000),
            Self::TenThousand => dec!(10_000),
            Self::Million => dec!(1_000_000),
            Self::HundredMillion => dec!(100_000_000),
        }
    }

    /// An amount printed in this unit as money that can be added to other money; `None` when it is too large to be counted.
    #[must_use]
    pub fn money(self, amount: Amount) -> Option<Money> {
        amount.0.checked_mul(self.yuan()).map(Money)
    }

    /// An amount printed in this unit as it is printed in `other`; `None` when it is too large to be counted.
    #[must_use]
    pub fn convert(self, amount: Amount, other: Self) -> Option<Amount> {
        if self == other { Some(amount) } else { other.amount(self.money(amount)?) }
    }

    /// Money as an amount to be printed in this unit; `None` when it is too large to be counted.
    #[must_use]
    pub fn amount(self, money: Money) -> Option<Amount> {
        money.0.checked_div(self.yuan()).map(|amount| Amount(amount.normalize()))
    }
}

impl fmt::Display for AmountUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

use std::fmt;

use jixiao_model::{Ambiguity, Percent};
use serde::{Serialize, Serializer};

/// Why a row cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is an actual, but no target.
    NoTarget,
    /// The actual is crossed out, the target is not.
    ActualCrossedOut,
    /// The form prints no weight. The share of the weight that is due, where it is known.
    NoWeight(Option<Percent>),
    /// The weight is negative.
    NegativeWeight,
    /// Words against a figure.
    TargetIsWords,
    /// A figure against words.
    ActualIsWords,
    /// Words that name no tier of the rule set.
    UnknownWords,
    /// Units that do not convert into each other.
    DifferentUnits(String, String),
    /// A bare number between 0 and 1 against a percentage: 0.95 may be 95 % or 0.95 %.
    PercentOrFraction,
    /// A number without a unit that is so far from the other one that it may be in another unit: `793500` against 80万元.
    FarApart(String, String),
    /// No sign, and neither the name nor the unit says which way is better.
    DirectionUnknown(String),
    /// The target can be read in more than one way.
    UnclearTarget(Ambiguity),
    /// The actual can be read in more than one way.
    UnclearActual(Ambiguity),
    /// `12月` against a figure that would be met as a date and missed as a duration, or the other way round.
    MonthOrMonths,
    /// The actual is a range or a bound (`<45天`) that does not show whether the target is met.
    ActualIsBound,
    /// Two dates that cannot be held against each other (a day of every month against a day of the year).
    DifferentDates,
    /// A date that is not said to the day and may keep the deadline or not: 6月 against 6月15日前.
    DateTooCoarse,
    /// A date without a year that is early in one year and late in the next: 1月5日 against 12月31日前.
    YearUnknown,
    /// Division by a target of zero.
    ZeroTarget,
    /// A ratio of negative numbers says nothing.
    Negative,
    /// The rule leaves it to a person.
    ByPerson,
    /// The numbers are too large to work with.
    TooLarge,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTarget => f.write_str("没有填写目标值"),
            Self::ActualCrossedOut => f.write_str("有目标值，实际完成值却划掉了"),
            Self::NoWeight(None) => f.write_str("分值未知，请补填分值"),
            Self::NoWeight(Some(share)) => {
                write!(f, "分值未知，应得分值的 {}%，补填分值后可计分", share.0.normalize())
            }
            Self::NegativeWeight => f.write_str("分值是负数，请更正分值"),
            Self::TargetIsWords => f.write_str("目标是文字、实际是数值，无法比较"),
            Self::ActualIsWords => f.write_str("目标是数值或日期、实际是文字，无法比较"),
            Self::UnknownWords => f.write_str("实际完成值不是规则集认识的档次，也与目标不同，请人工评定"),
            Self::DifferentUnits(target, actual) => {
                write!(f, "目标单位是“{target}”，实际单位是“{actual}”，不能换算")
            }
            Self::PercentOrFraction => {
                f.write_str("目标是百分比，实际是 1 以内的数，看不出是比例还是百分数，请补上 %")
            }
            Self::FarApart(bare, other) => {
                write!(f, "没有写单位的“{bare}”与“{other}”相差太大，可能是另一种单位，请补上单位")
            }
            Self::DirectionUnknown(why) if why.is_empty() => {
                f.write_str("目标没有写 ≥ 或 ≤，看不出多好还是少好，请补上，或为本行选计分方法")
            }
            Self::DirectionUnknown(why) => {
                write!(f, "目标没有写 ≥ 或 ≤，{why}，请补上，或为本行选计分方法")
            }
            Self::UnclearTarget(ambiguity) => write!(f, "目标值{}", ambiguity.text()),
            Self::UnclearActual(ambiguity) => write!(f, "实际完成值{}", ambiguity.text()),
            Self::MonthOrMonths => f.write_str("“月”读作月份与读作月数，结论不同，请写明“月底”或“个月”"),
            Self::ActualIsBound => f.write_str("实际完成值只是一个范围，看不出是否达标，请填确切数值"),
            Self::DifferentDates => f.write_str("目标与实际的日期写法不同，无法比较先后"),
            Self::DateTooCoarse => f.write_str("日期没有写到日，看不出是否按期，请写明到日"),
            Self::YearUnknown => f.write_str("日期没有写年份，在评价年度是按期，在次年是逾期，请写明年份"),
            Self::ZeroTarget => f.write_str("目标值为零，不能相除"),
            Self::Negative => f.write_str("有负数，完成比例没有意义，请人工评定"),
            Self::ByPerson => f.write_str("规则不能自动给分，请人工评定"),
            Self::TooLarge => f.write_str("数值过大，无法计算，请检查"),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Something assumed on the way to a score, said in the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A number without a unit was taken in the other one's.
    UnitTaken(String),
    /// 人 and 人次 (or 名, 位) were taken as the same.
    PeopleAlike(String, String),
    /// A date without a year was taken in the other one's year.
    YearTaken,
    /// The actual is a bound; its end was used.
    Bound,
    /// `12月` is met whether a date or a duration.
    BothReadings,
    /// `12月` was read as a month.
    AsMonth,
    /// `12月` was read as a number of months.
    AsDuration,
    /// Target and actual are word for word the same.
    SameText,
    /// A tier's words answer a figure or a date.
    TierWords,
    /// The sign of a target that has none was taken from its name; which, and why.
    DirectionTaken(&'static str, String),
    /// Another method than the rule set's was chosen for the row.
    MethodChosen,
    /// A person is to judge the row, and the rules could not do it either.
    ByPerson,
    /// A method was chosen for the row that needs figures, where there are none to divide.
    MethodUnused,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnitTaken(unit) => write!(f, "没有写单位的数按“{unit}”理解"),
            Self::PeopleAlike(target, actual) => {
                write!(f, "目标单位“{target}”与实际单位“{actual}”按相同理解")
            }
            Self::YearTaken => f.write_str("没有写年份的日期按同一年理解"),
            Self::Bound => f.write_str("实际完成值带比较符号，按其边界计算"),
            Self::BothReadings => f.write_str("“月”读作月份或月数结论相同"),
            Self::AsMonth => f.write_str("“月”按月份理解"),
            Self::AsDuration => f.write_str("“月”按月数理解"),
            Self::SameText => f.write_str("实际与目标的写法相同"),
            Self::TierWords => f.write_str("实际用定性档次作答，按达标理解"),
            Self::DirectionTaken(sign, why) => write!(f, "{why}，按“{sign}”计分"),
            Self::MethodChosen => f.write_str("本行另选了计分方法"),
            Self::ByPerson => f.write_str("本行已选由人工评定，请填手工得分和理由"),
            Self::MethodUnused => f.write_str("另选的计分方法要有可比较的数值，这一行用不上"),
        }
    }
}

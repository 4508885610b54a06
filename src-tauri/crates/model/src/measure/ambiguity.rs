/// Why a text can be read in more than one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ambiguity {
    /// `1,5` or `1 31`: a decimal comma, a wrong group of thousands, or two numbers.
    Separator,
    /// `约300人`, `300余人`: not an exact number.
    Approximate,
    /// `≤95%以上`: two operators that contradict each other.
    Operators,
    /// `3/4`: a fraction, a part of a whole, or a date.
    Fraction,
    /// `12-31` or `2021.12`: a date, or a range or a number.
    DateOrNumber,
}

impl Ambiguity {
    /// What is unclear, in Chinese.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Separator => "千位分隔不是三位一组，看不出是哪个数",
            Self::Approximate => "是约数，没有确切数值",
            Self::Operators => "前后两个比较符号互相矛盾",
            Self::Fraction => "可以读作分数、比例或日期",
            Self::DateOrNumber => "可以读作日期，也可以读作数值",
        }
    }
}

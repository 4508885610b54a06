use std::fmt;

use rust_decimal::{Decimal, dec};

use super::ambiguity::Ambiguity;
use super::unit::{self, Unit};
use crate::numeral::chinese_numeral;

/// A number with its unit: `488.98万元` is the number 488.98, the scale 万 and the unit 元. Prints as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    number: Decimal,
    scale: Scale,
    unit: Unit,
    value: Decimal,
}

/// What a number is multiplied by before it counts its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As it stands.
    One,
    /// 千.
    Thousand,
    /// 万.
    TenThousand,
    /// 十万.
    HundredThousand,
    /// 百万.
    Million,
    /// 千万.
    TenMillion,
    /// 亿.
    HundredMillion,
    /// 万亿.
    Trillion,
}

impl Scale {
    /// All but [`Scale::One`]; a name stands before those it begins with.
    const WITH_NAMES: [Self; 7] = [
        Self::Trillion,
        Self::TenMillion,
        Self::Million,
        Self::HundredThousand,
        Self::HundredMillion,
        Self::TenThousand,
        Self::Thousand,
    ];

    /// The factor.
    #[must_use]
    pub const fn factor(self) -> Decimal {
        match self {
            Self::One => Decimal::ONE,
            Self::Thousand => dec!(1000),
            Self::TenThousand => dec!(10000),
            Self::HundredThousand => dec!(100000),
            Self::Million => dec!(1000000),
            Self::TenMillion => dec!(10000000),
            Self::HundredMillion => dec!(100000000),
            Self::Trillion => dec!(1000000000000),
        }
    }

    /// The Chinese name; empty for [`Scale::One`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Thousand => "千",
            Self::TenThousand => "万",
            Self::HundredThousand => "十万",
            Self::Million => "百万",
            Self::TenMillion => "千万",
            Self::HundredMillion => "亿",
            Self::Trillion => "万亿",
        }
    }
}

impl Quantity {
    /// `None` when the value does not fit a decimal.
    #[must_use]
    pub fn new(number: Decimal, scale: Scale, unit: Unit) -> Option<Self> {
        let value = number.checked_mul(scale.factor())?;
        Some(Self { number, scale, unit, value })
    }

    /// The number as typed: 488.98 of `488.98万元`.
    #[must_use]
    pub const fn number(&self) -> Decimal {
        self.number
    }

    /// The scale as typed: 万 of `488.98万元`.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// The unit without its scale: 元 of `488.98万元`.
    #[must_use]
    pub const fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Number × scale: 4889800 of `488.98万元`. A percentage is in per cent: 95 of `95%`.
    #[must_use]
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// The same number in another's scale and unit, for a number entered without.
    #[must_use]
    pub fn with_unit_of(&self, other: &Self) -> Option<Self> {
        let scale = if self.scale == Scale::One { other.scale } else { self.scale };
        Self::new(self.number, scale, other.unit.clone())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.number, self.scale.name(), self.unit)
    }
}

/// Units that may follow a number in Chinese numerals. A closed list: 一流, 十分满意 and 一致 are words.
const MEASURE_WORDS: [&str; 44] = [
    "",
    "%",
    "个",
    "次",
    "人",
    "人次",
    "名",
    "位",
    "家",
    "所",
    "项",
    "件",
    "场",
    "场次",
    "期",
    "类",
    "户",
    "篇",
    "条",
    "份",
    "套",
    "台",
    "辆",
    "批",
    "本",
    "张",
    "处",
    "座",
    "间",
    "元",
    "万元",
    "只",
    "部",
    "笔",
    "起",
    "例",
    "组",
    "支",
    "亩",
    "公里",
    "平方米",
    "吨",
    "米",
    "个区县",
];

/// A quantity, `None` when the text is none; an error when it can be read in two ways.
pub(super) fn parse(text: &str) -> Option<Result<Quantity, Ambiguity>> {
    let (core, roughly) = without_hedge(text);
    match exact(core)? {
        Ok((quantity, more)) if !roughly && !more => Some(Ok(quantity)),
        Ok(_) => Some(Err(Ambiguity::Approximate)),
        Err(ambiguity) => Some(Err(ambiguity)),
    }
}

fn without_hedge(text: &str) -> (&str, bool) {
    let front = ["大约", "约", "将近", "近"].iter().find_map(|word| text.strip_prefix(word));
    let core = front.unwrap_or(text);
    let back = ["左右", "上下"].iter().find_map(|word| core.strip_suffix(word));
    (back.unwrap_or(core), front.is_some() || back.is_some())
}

/// The quantity and whether `余` or `多` says that it is more.
fn exact(text: &str) -> Option<Result<(Quantity, bool), Ambiguity>> {
    let (text, ratio) = match text.strip_prefix("百分之") {
        Some(rest) => (rest, Some(Decimal::ONE)),
        None => match text.strip_prefix("千分之") {
            Some(rest) => (rest, Some(dec!(0.1))),
            None => (text, None),
        },
    };
    let (number, rest) = match number(text)? {
        Ok(found) => found,
        Err(ambiguity) => return Some(Err(ambiguity)),
    };
    if let Some(factor) = ratio {
        let percent = Quantity::new(number.checked_mul(factor)?, Scale::One, Unit::Percent)?;
        return rest.is_empty().then_some(Ok((percent, false)));
    }
    if is_fraction(rest) {
        return Some(Err(Ambiguity::Fraction));
    }
    // 1OO: letters that were typed for noughts.
    if rest.starts_with(['O', 'o']) {
        return None;
    }
    with_unit(number, rest).map(Ok)
}

fn with_unit(number: Decimal, rest: &str) -> Option<(Quantity, bool)> {
    // 80(万元): the scale stands in the brackets, too.
    let rest = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(rest);
    let more = |text: &str| text.strip_prefix(['余', '多']).map(str::len);
    let early = more(rest).map_or(rest, |left| &rest[rest.len() - left..]);
    let (scale, tail) = scale(early);
    let late = more(tail).map_or(tail, |left| &tail[tail.len() - left..]);
    let hedged = early.len() < rest.len() || late.len() < tail.len();
    if late == "‰" {
        return Some((Quantity::new(number.checked_mul(dec!(0.1))?, scale, Unit::Percent)?, hedged));
    }
    Some((Quantity::new(number, scale, unit::parse(late)?)?, hedged))
}

fn is_fraction(rest: &str) -> bool {
    rest.strip_prefix('/').is_some_and(|below| !below.is_empty() && below.chars().all(|c| c.is_ascii_digit()))
}

fn scale(text: &str) -> (Scale, &str) {
    let found = Scale::WITH_NAMES.iter().find_map(|scale| Some((*scale, text.strip_prefix(scale.name())?)));
    match found {
        // 千克, 千米, 千瓦 … are units of their own.
        Some((Scale::Thousand, rest))
            if rest.starts_with(['克', '米', '瓦', '伏', '卡', '帕', '焦', '字', '升']) =>
        {
            (Scale::One, text)
        }
        Some((scale, rest)) => (scale, rest),
        None => (Scale::One, text),
    }
}

/// The number that the text begins with, in digits or Chinese numerals, and what follows it.
pub(super) fn number(text: &str) -> Option<Result<(Decimal, &str), Ambiguity>> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) {
        let (number, rest) = chinese_numeral(text)?;
        return MEASURE_WORDS.contains(&rest).then_some(Ok((number, rest)));
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let length = unsigned.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' '));
    let (digits, rest) = unsigned.split_at(length.unwrap_or(unsigned.len()));
    match grouping(digits)? {
        Grouping::Wrong => return Some(Err(Ambiguity::Separator)),
        Grouping::Right => {}
    }
    let plain: String = digits.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let number = Decimal::from_str_exact(&plain).ok()?;
    Some(Ok((if text.starts_with('-') { -number } else { number }, rest)))
}

enum Grouping {
    Right,
    Wrong,
}

/// Thousands stand in threes, all behind the same separator. `None` when the digits are no number at all.
fn grouping(digits: &str) -> Option<Grouping> {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if fraction.is_some_and(|part| !plain(part)) {
        return None;
    }
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let groups: Vec<&str> = whole.split(separator).collect();
    if !groups.iter().all(|group| plain(group)) {
        return None;
    }
    let right =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    Some(if right { Grouping::Right } else { Grouping::Wrong })
}

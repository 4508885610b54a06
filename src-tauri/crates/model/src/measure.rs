//! What a target (年度指标值) or an actual value (实际完成值) means.

mod date;
mod duration;
mod frequency;
mod operator;
mod plain;
mod quantity;
mod range;
#[cfg(test)]
mod tests;
mod unit;

pub use date::{Date, Day, Part, Third, Year};
pub use duration::{Duration, TimeBase, TimeUnit};
pub use operator::Operator;
pub use quantity::{Quantity, Scale};
pub use unit::Unit;

/// What a text in a target or an actual cell says. Only [`Measure::parse`] makes one.
///
/// An operator stands only with something that can be compared: a quantity, a range, a date, a duration or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    operator: Option<Operator>,
    meaning: Meaning,
}

/// The meaning of a target or an actual value, its operator left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing was entered.
    Blank,
    /// `/` or `—`: no figure belongs here.
    CrossedOut,
    /// A number with its unit, or without one.
    Quantity(Quantity),
    /// `90%-95%`, `3~5次`; `low` is never greater than `high`, and both have one unit.
    Range {
        /// The lower end.
        low: Quantity,
        /// The upper end.
        high: Quantity,
    },
    /// A point in the calendar.
    Date(Date),
    /// A span of time.
    Duration(Duration),
    /// `12月` (1–12): December or twelve months. What it is compared with decides.
    MonthOrMonths(u8),
    /// Words (持续提升), also words with a number inside.
    Words(String),
    /// Readable in more than one way; never scored by a guess.
    Ambiguous(Ambiguity),
}

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

impl Measure {
    /// Reads a cell's text. Never fails: what is no figure, date or duration is words.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let plain = plain::normalise(text);
        if plain.is_empty() {
            return Self::without_operator(Meaning::Blank);
        }
        if crate::entry::is_cross(&plain) {
            return Self::without_operator(Meaning::CrossedOut);
        }
        let controlled = plain.strip_prefix("控制在");
        let (printed, rest) = operator::prefix(controlled.unwrap_or(&plain));
        match comparable(printed, rest) {
            Some(measure) => measure.or_at_most(controlled.is_some()),
            None => Self::without_operator(Meaning::Words(text.trim().to_owned())),
        }
    }

    /// The operator, when one is printed or said (`不低于`, `以内`, `…前`).
    #[must_use]
    pub const fn operator(&self) -> Option<Operator> {
        self.operator
    }

    /// The meaning.
    #[must_use]
    pub const fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// `控制在10万元` says ≤ unless another operator is said with it (`控制在90%以上`).
    fn or_at_most(self, controlled: bool) -> Self {
        match (self.operator, &self.meaning) {
            (None, Meaning::Quantity(_) | Meaning::Duration(_)) if controlled => {
                Self { operator: Some(Operator::AtMost), ..self }
            }
            _ => self,
        }
    }

    const fn without_operator(meaning: Meaning) -> Self {
        Self { operator: None, meaning }
    }
}

/// Anything but words, behind the operator `printed` in front.
fn comparable(printed: Option<Operator>, text: &str) -> Option<Measure> {
    if let Some(said) = date::parse(text) {
        return Some(Measure { operator: printed.or(said.limit), meaning: said.meaning });
    }
    let (core, said) = operator::suffix(text);
    let (inner, meaning) = match frequency::parse(core) {
        Some((inner, meaning)) => (inner, meaning),
        None => (None, figure(core)?),
    };
    let printed = printed.or(inner);
    let unclear = matches!(meaning, Meaning::Ambiguous(_));
    match (printed, said) {
        _ if unclear => Some(Measure::without_operator(meaning)),
        (Some(front), Some(back)) if front.contradicts(back) => {
            Some(Measure::without_operator(Meaning::Ambiguous(Ambiguity::Operators)))
        }
        (front, back) => Some(Measure { operator: front.or(back), meaning }),
    }
}

fn figure(text: &str) -> Option<Meaning> {
    duration::parse(text).or_else(|| range::parse(text)).or_else(|| match quantity::parse(text)? {
        Ok(quantity) => Some(Meaning::Quantity(quantity)),
        Err(ambiguity) => Some(Meaning::Ambiguous(ambiguity)),
    })
}

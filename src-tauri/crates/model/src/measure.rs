//! What a target (年度指标值) or an actual value (实际完成值) means.

mod ambiguity;
mod date;
mod duration;
mod frequency;
mod meaning;
pub(crate) mod operator;
pub(crate) mod plain;
mod quantity;
mod range;
#[cfg(test)]
mod tests;
mod tidy;
mod unit;

pub use ambiguity::Ambiguity;
pub use date::{Date, Day, Part, Third, Year};
pub use duration::{Duration, TimeBase, TimeUnit};
pub use meaning::Meaning;
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
    if let Some(written) = date::parse(text) {
        return Some(Measure { operator: printed.or(written.limit), meaning: written.meaning });
    }
    let (core, written) = operator::suffix(text);
    let (inner, meaning) = match frequency::parse(core) {
        Some((inner, meaning)) => (inner, meaning),
        None => (None, figure(core)?),
    };
    let printed = printed.or(inner);
    let unclear = matches!(meaning, Meaning::Ambiguous(_));
    match (printed, written) {
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

use jixiao_edition::{BetterRule, NameWords};
use jixiao_model::{Indicator, Measure, fold, squeeze};

/// A row with what its comparison goes by.
pub(crate) struct Compared<'a> {
    pub indicator: &'a Indicator,
    pub text: &'a str,
    pub target: &'a Measure,
    pub actual: &'a Measure,
    /// The form's.
    pub year: Option<u16>,
    /// Directions that the rule set has of its own.
    pub own: &'a [BetterRule],
}

impl Compared<'_> {
    pub fn is_same_text(&self) -> bool {
        squeeze(&fold(self.text)) == squeeze(&fold(&self.indicator.actual))
    }
}

pub(crate) fn is_cost(indicator: &Indicator) -> bool {
    indicator.level1.contains("成本") || indicator.level2.contains("成本")
}

pub(crate) fn name_words() -> &'static NameWords {
    &jixiao_edition::words().names
}

use rust_decimal::Decimal;

use super::ambiguity::Ambiguity;
use super::meaning::Meaning;
use super::quantity::{self, Quantity, Scale};
use super::unit::Unit;

/// `90%-95%`, `3~5次`, `80至90分`. `None` when the text is no range.
pub(super) fn parse(text: &str) -> Option<Meaning> {
    let (at, separator) = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '~' | '至' | '到'))?;
    let low = quantity::parse(&text[..at])?.ok()?;
    let high = quantity::parse(&text[at + separator.len_utf8()..])?.ok()?;
    let low = if *low.unit() == Unit::None { low.with_unit_of(&high)? } else { low };
    if low.unit() != high.unit() || low.value() > high.value() {
        return None;
    }
    if separator == '-' && looks_like_date(&low, &high) {
        return Some(Meaning::Ambiguous(Ambiguity::DateOrNumber));
    }
    Some(Meaning::Range { low, high })
}

/// `12-31`: a month and a day, or from 12 to 31.
fn looks_like_date(low: &Quantity, high: &Quantity) -> bool {
    let whole = |quantity: &Quantity, most: u32| {
        quantity.scale() == Scale::One
            && quantity.number().fract().is_zero()
            && quantity.number() >= Decimal::ONE
            && quantity.number() <= Decimal::from(most)
    };
    *high.unit() == Unit::None && whole(low, 12) && whole(high, 31)
}

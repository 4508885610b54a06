use super::meaning::Meaning;
use super::operator::{self, Operator};
use super::quantity::{self, Quantity};
use super::unit::Unit;

/// Spans that something happens in each of; a word stands before those it begins with.
const SPANS: [(&str, &str); 12] = [
    ("每季度", "季度"),
    ("每个季度", "季度"),
    ("每季", "季度"),
    ("每个月", "月"),
    ("每月", "月"),
    ("每年度", "年"),
    ("每年", "年"),
    ("每星期", "周"),
    ("每周", "周"),
    ("每半年", "半年"),
    ("每天", "天"),
    ("每日", "天"),
];

/// `每周1次`, `每月不少于2次`: so many in each span, with the operator that stands behind the span. `None` when the text is none.
pub(super) fn parse(text: &str) -> Option<(Option<Operator>, Meaning)> {
    let (span, rest) = SPANS.iter().find_map(|(word, span)| Some((*span, text.strip_prefix(word)?)))?;
    let (operator, rest) = operator::prefix(rest);
    let counted = quantity::parse(rest)?.ok()?;
    let Unit::Named(name) = counted.unit() else { return None };
    if name.contains('/') {
        return None;
    }
    let unit = Unit::Named(format!("{name}/{span}"));
    Some((operator, Meaning::Quantity(Quantity::new(counted.number(), counted.scale(), unit)?)))
}

//! Amounts as they are typed.

use jixiao_model::{Amount, Entry, fold, is_cross};

/// True for an amount, or a cross in its place.
pub fn is_figure(key: &str) -> bool {
    is_cross(key) || Entry::<Amount>::new(ungrouped(key)).value().is_some()
}

/// An amount without thousands separators, currency sign and 万元 or 万, which belong to the form and not to the amount.
pub fn ungrouped(shown: &str) -> String {
    let plain = fold(shown).replace(['￥', '¥'], "");
    let plain = plain.strip_suffix("万元").or_else(|| plain.strip_suffix('万')).unwrap_or(&plain);
    let is_amount = Entry::<Amount>::new(plain).value().is_some();
    if is_amount { plain.replace([',', '，'], "") } else { shown.to_owned() }
}

//! Figures that a formula can read out of a text: a sign, digits and a unit.

use rust_decimal::Decimal;

const SIGNS: [&str; 13] = ["≥", "≤", ">=", "<=", "＞", "＜", "＝", ">", "<", "=", "﹥", "﹤", ""];

/// A unit is so long at most.
const UNIT: usize = 8;

/// `≥95.5%`: a sign, digits and a unit, with nothing else beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    pub sign: &'static str,
    pub number: Decimal,
    pub unit: String,
}

impl Plain {
    pub fn parse(text: &str) -> Option<Self> {
        let sign = SIGNS.into_iter().find(|sign| text.starts_with(sign))?;
        let behind = &text[sign.len()..];
        let end = behind.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(behind.len());
        let (digits, unit) = behind.split_at(end);
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.ends_with('.');
        let number = digits.parse().ok().filter(|_| is_number && digits.len() <= 12)?;
        let is_letter = |c: char| c.is_alphabetic() || matches!(c, '%' | '/');
        let is_unit = unit.chars().all(is_letter) && unit.chars().count() <= UNIT;
        is_unit.then(|| Self { sign, number, unit: unit.to_owned() })
    }

    /// The number in the cell at `place` of a formula, an error where the cell holds anything else than this sign, a number and this
    /// unit. `E0` behind the digits keeps programs from reading `5-10` as a date.
    pub fn formula(&self, place: usize) -> String {
        let cell = [self.sign, self.unit.as_str()].into_iter().filter(|word| !word.is_empty());
        let digits =
            cell.fold(format!("{{{place}}}"), |cell, word| format!("SUBSTITUTE({cell},\"{word}\",\"\")"));
        format!("VALUE({digits}&\"E0\")")
    }

    pub fn is_percent(&self) -> bool {
        self.unit == "%"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn a_plain_figure_has_a_sign_digits_and_a_unit() {
        let parts = |text| Plain::parse(text).map(|plain| (plain.sign, plain.number, plain.unit));
        assert_eq!(parts("≥95.5%"), Some(("≥", dec!(95.5), "%".to_owned())));
        assert_eq!(parts("=14390人"), Some(("=", dec!(14390), "人".to_owned())));
        assert_eq!(parts("3"), Some(("", dec!(3), String::new())));
        for text in [
            "",
            "约3人",
            "3.",
            ".5",
            "1,234人",
            "3 人",
            "≥95%以上（含）",
            "2021年12月",
            "达成预期",
            "-3",
            "3\"",
            "1.2.3",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
        assert_eq!(
            Plain::parse("≥95%").unwrap().formula(1),
            "VALUE(SUBSTITUTE(SUBSTITUTE({1},\"≥\",\"\"),\"%\",\"\")&\"E0\")"
        );
    }
}

//! Sums typed into amounts as in a spreadsheet: `=1200+350.5` is worked out once.

use jixiao_model::fold;
use rust_decimal::Decimal;

/// Decimals that a quotient is rounded to: more than any amount is printed with.
const DECIMALS: u32 = 6;

/// Brackets within brackets; more than these nobody types.
const DEEPEST: usize = 32;

/// What a formula comes to: numbers, `+ - * /` and brackets behind an equals sign. `None` where it is none, cannot be read, divides by
/// nothing or leaves the range of amounts; the text then stays as it was typed.
#[must_use]
pub fn result(text: &str) -> Option<String> {
    let plain: String = fold(text).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let formula = plain.strip_prefix('=')?;
    // A single number behind an equals sign is one, too.
    let mut reader = Reader { rest: formula, depth: 0 };
    let sum = reader.terms()?;
    reader.rest.is_empty().then(|| jixiao_model::half_up(sum, DECIMALS).normalize().to_string())
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn terms(&mut self) -> Option<Decimal> {
        let mut sum = self.factors()?;
        while let Some(sign) = self.one_of(&['+', '-']) {
            let next = self.factors()?;
            sum = if sign == '+' { sum.checked_add(next) } else { sum.checked_sub(next) }?;
        }
        Some(sum)
    }

    fn factors(&mut self) -> Option<Decimal> {
        let mut product = self.factor()?;
        while let Some(sign) = self.one_of(&['*', '×', '/', '÷']) {
            let next = self.factor()?;
            let multiplied = matches!(sign, '*' | '×');
            product = if multiplied { product.checked_mul(next) } else { product.checked_div(next) }?;
        }
        Some(product)
    }

    fn factor(&mut self) -> Option<Decimal> {
        match self.one_of(&['-', '+', '(']) {
            Some('-') => self.deeper(Self::factor).map(|factor| -factor),
            Some('+') => self.deeper(Self::factor),
            Some(_) => {
                let sum = self.deeper(Self::terms)?;
                self.one_of(&[')']).map(|_| sum)
            }
            None => self.number(),
        }
    }

    fn deeper(&mut self, read: fn(&mut Self) -> Option<Decimal>) -> Option<Decimal> {
        self.depth += 1;
        let read = (self.depth <= DEEPEST).then(|| read(self)).flatten();
        self.depth -= 1;
        read
    }

    fn number(&mut self) -> Option<Decimal> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.parse().ok()
    }

    fn one_of(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_and_what_is_none() {
        for (text, expected) in [
            ("=1200+350.5", Some("1550.5")),
            ("＝１,２００ ＋ ３５０．５", Some("1550.5")),
            ("=(100-40)*2/3", Some("40")),
            ("=10/3", Some("3.333333")),
            ("=2+3×4", Some("14")),
            ("=-(5+5)", Some("-10")),
            ("=0.1+0.2", Some("0.3")),
            ("=42", Some("42")),
            ("1200+350.5", None),
            ("=1200+", None),
            ("=A1+2", None),
            ("=1/0", None),
            ("=(1+2", None),
            ("=14390人", None),
            ("=", None),
            ("=79228162514264337593543950335*10", None),
        ] {
            assert_eq!(result(text).as_deref(), expected, "{text}");
        }
        assert_eq!(result(&format!("={}1{}", "(".repeat(9999), ")".repeat(9999))), None);
    }
}

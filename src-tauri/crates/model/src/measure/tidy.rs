//! Figures as the forms print them: `>=95％` is `≥95%`.

use super::Measure;
use super::meaning::Meaning;

/// Spellings of signs in front of a figure, the longer before those they begin with.
const SIGNS: [(&str, &str); 7] =
    [("≥=", "≥"), (">=", "≥"), ("=>", "≥"), ("≤=", "≤"), ("<=", "≤"), ("=<", "≤"), ("==", "=")];

impl Measure {
    /// The text with its signs and digits as forms print them; `None` where it is printed so already, is no figure, or would not
    /// say the very same.
    #[must_use]
    pub fn tidied(text: &str) -> Option<String> {
        let measure = Self::parse(text);
        let figure = match measure.meaning() {
            Meaning::Quantity(_)
            | Meaning::Range { .. }
            | Meaning::Date(_)
            | Meaning::Duration(_)
            | Meaning::MonthOrMonths(_) => true,
            Meaning::Blank | Meaning::CrossedOut | Meaning::Words(_) | Meaning::Ambiguous(_) => false,
        };
        let tidy = with_sign(&half_width(text.trim()));
        (figure && tidy != text.trim() && Self::parse(&tidy) == measure).then_some(tidy)
    }
}

/// Digits, signs and marks between digits, half width; brackets and words stay as they are.
fn half_width(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| {
        let c = at.and_then(|at| chars.get(at));
        c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
    };
    let between_digits = |at: usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    chars.iter().enumerate().map(|(at, c)| if between_digits(at) { mark(*c) } else { sign(*c) }).collect()
}

fn mark(c: char) -> char {
    match c {
        '．' => '.',
        '，' => ',',
        other => sign(other),
    }
}

fn sign(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '≧' | '⩾' | '≽' => '≥',
        '≦' | '⩽' | '≼' => '≤',
        '＞' | '﹥' => '>',
        '＜' | '﹤' => '<',
        '＝' | '﹦' => '=',
        '％' | '﹪' => '%',
        other => other,
    }
}

fn with_sign(text: &str) -> String {
    let found = SIGNS.iter().find_map(|(spelling, sign)| Some((*sign, text.strip_prefix(spelling)?)));
    let (sign, rest) = found.unwrap_or_else(|| text.split_at(sign_length(text)));
    format!("{sign}{}", if sign.is_empty() { rest } else { rest.trim_start() })
}

fn sign_length(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, '≥' | '≤' | '=' | '>' | '<')).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_as_they_are_printed() {
        for (text, expected) in [
            (">=95％", Some("≥95%")),
            ("＞＝９５％", Some("≥95%")),
            ("<= 12月", Some("≤12月")),
            ("≦１，２３４．５万元", Some("≤1,234.5万元")),
            ("≥ 95%", Some("≥95%")),
            ("=14390人", None),
            ("≥95%", None),
            ("≥95%（含）", None),
            ("  ≥95%", None),
            ("２０２３年１２月底前", Some("2023年12月底前")),
            // Nothing that is read, nothing that is written anew.
            ("逐步提高（９５％）", None),
            ("／", None),
            ("", None),
        ] {
            assert_eq!(Measure::tidied(text).as_deref(), expected, "{text}");
        }
    }
}

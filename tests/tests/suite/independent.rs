//! A scorer of another kind: slow, plain, in fractions of whole numbers, written from the clauses and not from the program. It has an
//! opinion on figures with a sign, on words of a tier and on nothing else; where it has one, the program must share it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::rule_sets;
use jixiao_model::{Entry, Indicator};
use jixiao_score::{Computed, score_row};
use jixiao_tests::corpus;
use rust_decimal::Decimal;

/// above ÷ below, below never zero or less.
#[derive(Clone, Copy)]
struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    fn times(self, other: Self) -> Self {
        Self { above: self.above * other.above, below: self.below * other.below }
    }

    fn by(self, other: Self) -> Self {
        Self { above: self.above * other.below, below: self.below * other.above }
    }

    fn less_than(self, other: Self) -> bool {
        self.above * other.below < other.above * self.below
    }

    /// In hundredths or in whole points, halves up.
    fn rounded(self, steps: i128) -> i128 {
        (self.above * steps * 2 + self.below) / (self.below * 2)
    }
}

/// Sign, number and unit of a text such as `≥1,314.5万人`; `None` for anything else.
fn figure(text: &str) -> Option<(&'static str, Fraction, String)> {
    let signs = [
        ("≥", ">="),
        ("≤", "<="),
        (">=", ">="),
        ("<=", "<="),
        ("＞", ">"),
        ("＜", "<"),
        (">", ">"),
        ("<", "<"),
        ("=", "="),
    ];
    let found = signs.iter().find(|(sign, _)| text.starts_with(sign));
    let (sign, rest) = found.map_or(("", text), |(sign, means)| (*means, &text[sign.len()..]));
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (digits, mut unit) = (rest[..end].replace(',', ""), &rest[end..]);
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.is_empty() || whole.len() + decimals.len() > 12 || decimals.contains('.') {
        return None;
    }
    let mut value = Fraction {
        above: format!("{whole}{decimals}").parse().ok()?,
        below: 10_i128.pow(u32::try_from(decimals.len()).ok()?),
    };
    for (word, factor) in [("万", 10_000), ("亿", 100_000_000)] {
        if let Some(rest) = unit.strip_prefix(word) {
            (value, unit) = (Fraction { above: value.above * factor, ..value }, rest);
        }
    }
    // Time, dates and what is counted for each of something are none of its business.
    let known = ["", "%", "％", "元", "人", "次", "个", "家", "份", "项", "件", "期", "户", "平方米"];
    known.contains(&unit).then(|| (sign, value, unit.replace('％', "%")))
}

/// What the clauses of each rule set give: (≥ missed, ≥ met, ≤ met, ≤ missed, steps of a point).
fn points(
    rules: &str,
    sign: &str,
    rate: bool,
    target: Fraction,
    actual: Fraction,
    weight: Fraction,
) -> Option<i128> {
    let (full, none) = (weight, Fraction { above: 0, below: 1 });
    let share = || weight.times(actual.by(target));
    let inverse = || weight.times(target.by(actual));
    let (more, less) = (target.less_than(actual), actual.less_than(target));
    let met = match sign {
        ">=" | "=" => !less,
        ">" => more,
        "<=" => !more,
        "<" => less,
        _ => return None,
    };
    let upwards = matches!(sign, ">=" | ">" | "=");
    let raw = match (rules, upwards, met) {
        ("national-2020" | "xinjiang-2023" | "hubei-2021", true, true)
        | ("national-2020" | "hubei-2021", false, true) => full,
        ("national-2020" | "xinjiang-2023" | "hubei-2021", true, false) => share(),
        ("national-2020" | "hubei-2021", false, false) => inverse(),
        ("xinjiang-2023", false, true) => {
            if rate && sign == "<=" {
                full
            } else {
                share()
            }
        }
        ("xinjiang-2023", false, false) => none,
        _ => return None,
    };
    let steps = if rules == "hubei-2021" { 1 } else { 100 };
    let capped = if weight.less_than(raw) { weight } else { raw };
    // No score is above its weight, which has two decimals at most, however points are rounded.
    Some((capped.rounded(steps) * (100 / steps)).min(weight.above * 100 / weight.below))
}

/// Its score in hundredths of a point; `None` when it has no opinion.
fn opinion(rules: &str, target: &str, actual: &str, weight: &str) -> Option<i128> {
    let (sign, wanted, unit) = figure(target)?;
    let (answer, got, own) = figure(actual)?;
    let (_, weight, points_unit) = figure(weight)?;
    let plain = !sign.is_empty() && matches!(answer, "" | "=") && unit == own && points_unit.is_empty();
    let zero = wanted.above == 0 || got.above == 0 || weight.above == 0;
    if !plain || zero { None } else { points(rules, sign, unit == "%", wanted, got, weight) }
}

fn program(rules: &str, indicator: &Indicator) -> Option<i128> {
    let rules = rule_sets().unwrap().iter().find(|set| set.id == rules.into()).unwrap();
    let indicator = Indicator { manual: None, method: None, ..indicator.clone() };
    match score_row(&indicator, rules, Some(2023)).computed {
        Computed::Exact(points) => i128::try_from(points.0.checked_mul(Decimal::ONE_HUNDRED)?).ok(),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

const RULES: [&str; 3] = ["national-2020", "hubei-2021", "xinjiang-2023"];

#[test]
fn the_published_rows() {
    let mut held = 0;
    for file in corpus::FORMS {
        for form in corpus::published(file) {
            for row in form.goals.iter().flat_map(|goal| &goal.indicators) {
                // What is odd about =, costs above all, the clauses leave to a person.
                let plain = !row.target.starts_with(['=', '＝']);
                for rules in RULES.into_iter().filter(|_| plain) {
                    if let Some(expected) = opinion(rules, &row.target, &row.actual, row.weight.text()) {
                        assert_eq!(program(rules, row), Some(expected), "{rules} {row:?}");
                        held += 1;
                    }
                }
            }
        }
    }
    assert!(held > 400, "only {held} rows were held against each other");
}

#[test]
fn generated_rows() {
    let mut held = 0;
    for rules in RULES {
        for sign in ["≥", "≤", ">", "<", "="] {
            for unit in ["人", "万元", "%", "家", "亿元"] {
                for (number, weight) in
                    [("3", "10"), ("7", "2.5"), ("16000", "8"), ("99.5", "20"), ("0.3", "3.33")]
                {
                    for actual in
                        ["1", "2.99", "3", "7.01", "14390", "98.25", "0.29", "0.3", "16000", "123456.789"]
                    {
                        let (target, actual) = (format!("{sign}{number}{unit}"), format!("{actual}{unit}"));
                        let row = Indicator {
                            level3: "服务情况".to_owned(),
                            target: target.clone(),
                            actual: actual.clone(),
                            weight: Entry::new(weight),
                            ..Indicator::default()
                        };
                        let expected = opinion(rules, &target, &actual, weight);
                        assert!(expected.is_some(), "{target} {actual}");
                        assert_eq!(program(rules, &row), expected, "{rules} {target} → {actual} ({weight})");
                        held += 1;
                    }
                }
            }
        }
    }
    assert_eq!(held, 3 * 5 * 5 * 5 * 10);
}

//! What a cell's number format makes of its number.

use rust_decimal::Decimal;

use jixiao_model::half_up;
use jixiao_sheet::{Number, NumberFormat, Value};

use super::decimal::decimal_of;
use super::section::{Section, sections};
use crate::limits;

/// Excel's General shows at most eleven characters.
const GENERAL_DIGITS: usize = 10;
/// Excel keeps fifteen digits of a number; decimals beyond are none of its own.
const MAX_DECIMALS: u32 = 15;

/// A number format, read once and used for many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellFormat {
    code: String,
    sections: Vec<Section>,
}

/// What a numeric cell shows.
pub struct Shown {
    /// The value; a text for dates and for what no [`NumberFormat`] can show.
    pub value: Value,
    /// What a person should know about it.
    pub problem: Option<String>,
}

impl CellFormat {
    /// Reads a format code. A code longer than Excel allows counts as not understood.
    pub fn new(code: &str) -> Self {
        let short: String = code.chars().take(limits::PROBLEMS).collect();
        Self { sections: sections(&short), code: short }
    }

    /// The format that Excel keeps under a number below 164. Numbers that vary by language are those of 简体中文.
    pub fn built_in(id: u32) -> Self {
        Self::new(built_in_code(id))
    }

    /// What a cell of this format shows for `float`.
    pub fn show(&self, float: f64, from_1904: bool) -> Shown {
        let Some(value) = decimal_of(float) else {
            let problem = format!("数值 {float:e} 过大，已按文本读入。请核对后改正。");
            return Shown { value: Value::Text(format!("{float:e}")), problem: Some(problem) };
        };
        if let Some(first) = self.sections.first()
            && first.is_moment()
        {
            let moment = first.moment.show(value, from_1904).map(Value::Text);
            return sure(moment.unwrap_or_else(|| general(value, "")));
        }
        match self.section(value) {
            None => sure(general(value, "")),
            Some(section) if section.strange => Shown {
                value: general(value, ""),
                problem: Some(format!("单元格的数字格式“{}”未能识别，已按原数值读入。请核对。", self.code)),
            },
            Some(section) => Shown { value: apply(section, value), problem: excess(section, value) },
        }
    }

    /// True for a date or a time.
    pub fn is_moment(&self) -> bool {
        self.sections.first().is_some_and(Section::is_moment)
    }

    /// The number of the day that this format shows as `text`; `None` where it shows no day so.
    pub fn day(&self, text: &str) -> Option<i64> {
        self.sections.first().filter(|first| first.is_moment())?.moment.day(text)
    }

    /// The section that a number of that sign uses. A section without digits, such as the `"-"` of accounting formats
    /// for zero, gives way to the first: the number is kept.
    fn section(&self, value: Decimal) -> Option<&Section> {
        let index = match self.sections.len() {
            0 | 1 => 0,
            2 => usize::from(value < Decimal::ZERO),
            _ if value.is_zero() => 2,
            _ => usize::from(value < Decimal::ZERO),
        };
        let shows_digits = |section: &&Section| section.digits || section.general || section.strange;
        let chosen = self.sections.get(index).filter(shows_digits);
        chosen.or_else(|| self.sections.first().filter(shows_digits))
    }
}

/// What a person should know about a number or format beyond all forms.
fn excess(section: &Section, value: Decimal) -> Option<String> {
    let decimals = section.most_decimals;
    if section.percents > 0 && value.checked_mul(Decimal::ONE_HUNDRED).is_none() {
        Some(format!("百分比 {value}00% 过大，请核对后改正。"))
    } else if decimals > MAX_DECIMALS {
        Some(format!("数字格式有 {decimals} 位小数，已按 {MAX_DECIMALS} 位读入。请核对后改正。"))
    } else {
        None
    }
}

fn sure(value: Value) -> Shown {
    Shown { value, problem: None }
}

/// The number as `section` shows it. Negative numbers keep their sign, also where a section prints brackets or a colour.
fn apply(section: &Section, value: Decimal) -> Value {
    let negative = value < Decimal::ZERO;
    let (prefix, suffix) = if negative {
        (section.prefix.trim_start_matches(['-', '(', ' ']), section.suffix.trim_end_matches([')', ' ']))
    } else {
        (section.prefix.as_str(), section.suffix.as_str())
    };
    if section.percents > 1 || section.thousandths > 0 || section.shifted > 0 {
        return scaled(section, value, prefix, suffix);
    }
    let value = if section.general { general(value, suffix) } else { with_digits(section, value, suffix) };
    match (&value, prefix) {
        (Value::Number(_), "") => value,
        _ => Value::Text(format!("{prefix}{}", value.shown())),
    }
}

fn with_digits(section: &Section, value: Decimal, suffix: &str) -> Value {
    let scaled = if section.percents == 1 { value.saturating_mul(Decimal::ONE_HUNDRED) } else { value };
    let most = section.most_decimals.min(MAX_DECIMALS);
    let rounded = half_up(scaled, most).normalize();
    let decimals = rounded.scale().clamp(section.least_decimals.min(most), most);
    let format = NumberFormat {
        decimals: Some(decimals),
        grouped: section.grouped,
        percent: section.percents == 1,
        suffix: suffix.to_owned(),
    };
    let number = Number { value, format };
    let whole = rounded.abs().trunc().to_string().len();
    if section.whole_zeros > whole {
        let zeros = "0".repeat(section.whole_zeros - whole);
        return Value::Text(format!("{zeros}{}", number.shown()));
    }
    Value::Number(number)
}

/// A number shown in thousands or 万: no [`NumberFormat`] can say so, hence a text. It has all digits that someone may have typed, as
/// scores are computed from what is stored and not from what is shown of it.
fn scaled(section: &Section, value: Decimal, prefix: &str, suffix: &str) -> Value {
    let mut value = value;
    for _ in 0..section.thousandths.min(4) {
        value = value.checked_div(Decimal::ONE_THOUSAND).unwrap_or(value);
    }
    for _ in 0..section.shifted.min(MAX_DECIMALS) {
        value = value.checked_div(Decimal::TEN).unwrap_or(value);
    }
    for _ in 0..section.percents.min(4) {
        value = value.saturating_mul(Decimal::ONE_HUNDRED);
    }
    let percents = "%".repeat(section.percents as usize);
    let mut plain = section.clone();
    (plain.percents, plain.thousandths) = (0, 0);
    if section.shifted > 0 {
        (plain.least_decimals, plain.most_decimals) = (section.shifted, section.shifted);
    }
    let shown = match with_digits(&plain, value, "") {
        Value::Number(number) => number.exact(),
        Value::Text(text) => text,
    };
    Value::Text(format!("{prefix}{shown}{percents}{suffix}"))
}

/// A number as General shows it: its own digits, rounded to what eleven characters hold.
pub fn general(value: Decimal, suffix: &str) -> Value {
    let value = value.normalize();
    let whole = value.abs().trunc().to_string().len();
    let most = u32::try_from(GENERAL_DIGITS.saturating_sub(whole)).unwrap_or_default();
    let decimals = (value.scale() > most).then(|| half_up(value, most).normalize().scale());
    let format = NumberFormat { decimals, suffix: suffix.to_owned(), ..NumberFormat::default() };
    Value::Number(Number { value, format })
}

/// ECMA-376 Part 1, 18.8.30, with the codes that it gives for zh-cn.
pub(crate) fn built_in_code(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        5 | 6 => "¥#,##0",
        7 | 8 => "¥#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 | 20 => "h:mm",
        19 | 21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 | 34 | 55 => "h\"时\"mm\"分\"",
        33 | 35 | 56 => "h\"时\"mm\"分\"ss\"秒\"",
        41 | 42 => "_ * #,##0_ ",
        43 | 44 => "_ * #,##0.00_ ",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_in_excel() {
        let cases = [
            ("General", 40.0, "40"),
            ("General", 0.1, "0.1"),
            ("General", 0.333_333_333_333_333, "0.333333333"),
            ("General", 98.947_368_421_052_6, "98.94736842"),
            ("G/通用格式\"分\"", 10.0, "10分"),
            ("@", 12.5, "12.5"),
            ("0", 12.5, "13"),
            ("0.00", 12.345, "12.35"),
            ("0.00%", 0.9894, "98.94%"),
            ("0%", 1.0, "100%"),
            ("0.00\"分\"", 10.0, "10.00分"),
            ("0.00分", 96.38, "96.38分"),
            ("0.00\\分", 96.38, "96.38分"),
            ("#,##0.00", 36751.12, "36,751.12"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 2058.03, "2,058.03"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", -2058.03, "-2,058.03"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0.0, "0.00"),
            ("#,##0.00_);(#,##0.00)", -5.0, "-5.00"),
            ("0.00_);[Red]\\(0.00\\)", -5.0, "-5.00"),
            ("0.00_ ", 5.0, "5.00"),
            ("0.##", 5.5, "5.5"),
            ("0.0#", 5.0, "5.0"),
            ("#", 5.0, "5"),
            ("\"≥\"0\"人\"", 95.0, "≥95人"),
            ("\"≥\"0%", 0.95, "≥95%"),
            ("000", 7.0, "007"),
            ("0.00,", 1500.0, "1.50"),
            ("0!.0,\"万元\"", 899_740.0, "89.974万元"),
            ("0\\.0,", 900_000.0, "90.0"),
            ("0\".\"0000", 899_740.0, "89.9740"),
            ("¥#,##0.00", 1234.5, "1,234.50"),
            ("[$¥-804]#,##0.00", 1234.5, "1,234.50"),
            ("0.00\"万元\"", 12.0, "12.00万元"),
            ("yyyy/m/d", 44561.0, "2021-12-31"),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", 44561.0, "2021年12月31日"),
            ("yyyy年m月", 44561.0, "2021年12月"),
            ("h:mm", 0.5, "12:00"),
            ("mm:ss", 0.5, "12:00:00"),
            ("yyyy/m/d h:mm", 44561.5, "2021-12-31 12:00"),
            ("yyyy/m/d", -5.0, "-5"),
            ("", 3.5, "3.5"),
        ];
        for (code, number, expected) in cases {
            let shown = CellFormat::new(code).show(number, false);
            assert_eq!(shown.value.shown(), expected, "{code}");
            assert_eq!(shown.problem, None, "{code}");
        }
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for code in ["0.00E+00", "# ?/?", "[>=100]0;0.0", "[DBNum2]General", "000-0000"] {
            let shown = CellFormat::new(code).show(1234.5, false);
            assert_eq!(shown.value.shown(), "1234.5", "{code}");
            assert!(shown.problem.is_some(), "{code}");
        }
        assert!(CellFormat::default().show(1e300, false).problem.is_some());
    }
}

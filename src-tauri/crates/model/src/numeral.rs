use rust_decimal::Decimal;

/// Reads a plain number: `2,352.00`, `1 314`, `-3.5`, already folded to half width. No unit, no sign but `-`. Commas and spaces part
/// thousands: `2,75` may be 2.75 or 275, and is none.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits: String = text.chars().filter(|c| !is_separator(*c)).collect();
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if plain && is_grouped(text) { digits.parse().ok() } else { None }
}

const fn is_separator(c: char) -> bool {
    matches!(c, ',' | ' ')
}

/// True when all separators part groups of three digits before the point.
fn is_grouped(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches(['-', ' ']).split(is_separator);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    !fraction.contains(is_separator)
        && (rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3))
}

/// Reads the Chinese numeral that `text` begins with (`十二次` → 12 and `次`); `None` when it begins with none, or
/// with one that can be read in two ways (`一百二` is said for 120 and written for nothing).
pub(crate) fn chinese_numeral(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c| digit(c).is_none() && power(c).is_none()).unwrap_or(text.len());
    let (numeral, rest) = text.split_at(end);
    let whole =
        if numeral.chars().all(|c| digit(c).is_some()) { spelled(numeral) } else { counted(numeral) }?;
    match rest.strip_prefix('点') {
        Some(tail) => with_fraction(whole, tail),
        None => Some((Decimal::from(whole), rest)),
    }
}

/// `三点五`: the digits behind the point, one by one.
fn with_fraction(whole: u64, tail: &str) -> Option<(Decimal, &str)> {
    let end = tail.find(|c| digit(c).is_none()).unwrap_or(tail.len());
    let (numeral, rest) = tail.split_at(end);
    let scale = u32::try_from(numeral.chars().count()).ok()?;
    let digits = i64::try_from(spelled(numeral)?).ok()?;
    let fraction = Decimal::try_new(digits, scale).ok()?;
    Some((Decimal::from(whole).checked_add(fraction)?, rest))
}

/// Digits one by one: `二〇二一` → 2021. More than nine are no number that anybody writes.
fn spelled(numeral: &str) -> Option<u64> {
    let count = numeral.chars().count();
    if !(1..=9).contains(&count) {
        return None;
    }
    numeral.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?))
}

/// Digits with their powers: `一万二千三百` → 12300.
fn counted(numeral: &str) -> Option<u64> {
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None);
    let mut last_power = 0;
    for c in numeral.chars() {
        if let Some(value) = digit(c) {
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            if value == 0 {
                last_power = 0;
            }
            pending = Some(value);
            continue;
        }
        last_power = power(c)?;
        if last_power < 10_000 {
            section = section.checked_add(pending.unwrap_or(1).checked_mul(last_power)?)?;
        } else {
            let counted = section.checked_add(pending.unwrap_or(0))?;
            total = total.checked_add(counted.max(1).checked_mul(last_power)?)?;
            section = 0;
        }
        pending = None;
    }
    let colloquial = pending.is_some_and(|value| value != 0) && last_power > 10;
    if colloquial { None } else { total.checked_add(section)?.checked_add(pending.unwrap_or(0)) }
}

const fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn power(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        for (text, number, rest) in [
            ("三个", 3, "个"),
            ("两次", 2, "次"),
            ("十", 10, ""),
            ("十二次", 12, "次"),
            ("二十", 20, ""),
            ("九十五", 95, ""),
            ("一百零二人", 102, "人"),
            ("一百二十人", 120, "人"),
            ("百", 100, ""),
            ("一万二千三百", 12_300, ""),
            ("三亿零五", 300_000_005, ""),
            ("二〇二一年", 2021, "年"),
        ] {
            assert_eq!(chinese_numeral(text), Some((Decimal::from(number), rest)), "{text}");
        }
        assert_eq!(chinese_numeral("三点五元"), Some((Decimal::new(35, 1), "元")));
    }

    #[test]
    fn separators_part_thousands() {
        for (text, number) in
            [("2,352.00", Some(235_200)), ("1 314", Some(131_400)), ("-1,000,000.5", Some(-100_000_050))]
        {
            assert_eq!(parse_decimal(text), number.map(|number| Decimal::new(number, 2)), "{text}");
        }
        for text in ["2,75", "1,5", "100,00", "12.345,60", "12\n34", "1,2345", ",5", "1,,000"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn no_numeral() {
        for text in ["", "个", "一百二", "二三十", "一点", "九九九九九九九九九九九九"] {
            assert_eq!(chinese_numeral(text), None, "{text}");
        }
    }
}

use jixiao_layout::chinese_date;

/// A date as official documents print it: `2024-03-01` → `2024年3月1日`.
///
/// # Errors
/// It is no date of the calendar; the message says how to write one.
pub fn official_date(typed: &str) -> Result<String, String> {
    let is_real = typed.trim().parse::<jiff::civil::Date>().is_ok();
    let date = chinese_date(typed.trim()).filter(|_| is_real);
    date.ok_or_else(|| format!("“{typed}”不是日期，应为年-月-日，如 2024-03-01"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for (typed, expected) in
            [("2024-03-01", Some("2024年3月1日")), ("2024-02-30", None), ("2024-3", None), ("三月一日", None)]
        {
            assert_eq!(official_date(typed).ok().as_deref(), expected, "{typed}");
        }
    }
}

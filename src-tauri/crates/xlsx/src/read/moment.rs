//! Dates and times of a workbook, which are numbers with a format.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use jixiao_model::half_up;

/// The last day that Excel knows, 9999-12-31.
const LAST_DAY: i64 = 2_958_465;
/// Days between the two calendars that a workbook may count in.
const DAYS_1904: i64 = 1462;
/// Days from 1899-12-30 to 1970-01-01.
const DAYS_1970: i64 = 25_569;
const SECONDS_A_DAY: i64 = 86_400;

/// Which parts of a date or time a format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each part of a date is shown or not, in any combination")]
pub(crate) struct MomentFormat {
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub hour: bool,
    pub minute: bool,
    pub second: bool,
    /// The parts are named 年, 月, 日, 时, 分, 秒.
    pub chinese: bool,
    /// Hours are counted beyond a day, as `[h]` asks.
    pub elapsed: bool,
}

impl MomentFormat {
    /// The text of day number `serial`, or `None` when it is no day.
    ///
    /// A Chinese format shows the parts that it names (`2021年12月`); any other shows the whole date as `2021-12-31`,
    /// whatever order it asks for.
    pub(crate) fn show(self, serial: Decimal, from_1904: bool) -> Option<String> {
        let seconds = half_up(serial.checked_mul(Decimal::from(SECONDS_A_DAY))?, 0).to_i64()?;
        let day = seconds.div_euclid(SECONDS_A_DAY) + if from_1904 { DAYS_1904 } else { 0 };
        if seconds < 0 || day > LAST_DAY {
            return None;
        }
        let rest = if self.elapsed { seconds } else { seconds % SECONDS_A_DAY };
        let parts = [self.date(day), self.time(rest)];
        let shown: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(shown.join(" "))
    }

    /// The number of the day that [`show`](Self::show) gives this text for, counted from 1900; of the days of a month the first. `None`
    /// for any other text, and for formats that show a time or no year.
    pub(crate) fn day(self, shown: &str) -> Option<i64> {
        let digits = shown.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let parts: Vec<i64> = digits.map(str::parse).collect::<Result<_, _>>().ok()?;
        let (year, rest) = parts.split_first().filter(|_| self.year)?;
        let (month, day) = (rest.first().unwrap_or(&1), rest.get(1).unwrap_or(&1));
        if !(1900..=9999).contains(year) || !(1..=12).contains(month) || !(1..=31).contains(day) {
            return None;
        }
        let serial = serial(*year, *month, *day);
        // Before the 29 February 1900 that never was, days are one less; it shows the day before it.
        let is_shown = |serial: &i64| self.show(Decimal::from(*serial), false).as_deref() == Some(shown);
        [serial - 1, serial].into_iter().find(is_shown)
    }

    fn has_date(self) -> bool {
        self.year || self.month || self.day
    }

    fn date(self, day: i64) -> String {
        // Excel counts a 29 February 1900 that never was, so that days before it are one too few.
        let (year, month, day) = civil(if day < 60 { day + 1 } else { day });
        match (self.has_date(), self.chinese) {
            (false, _) => String::new(),
            (true, true) => {
                let parts = [(self.year, year, "年"), (self.month, month, "月"), (self.day, day, "日")];
                let shown = parts.into_iter().filter(|part| part.0);
                shown.map(|(_, value, name)| value.to_string() + name).collect()
            }
            (true, false) if self.year && !self.day => format!("{year}-{month:02}"),
            (true, false) => format!("{year}-{month:02}-{day:02}"),
        }
    }

    fn time(self, seconds: i64) -> String {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match (self.hour || self.minute && !self.has_date() || self.second, self.chinese, self.second) {
            (false, ..) => String::new(),
            (true, true, true) => format!("{hour}时{minute:02}分{second:02}秒"),
            (true, true, false) => format!("{hour}时{minute:02}分"),
            (true, false, true) => format!("{hour}:{minute:02}:{second:02}"),
            (true, false, false) => format!("{hour}:{minute:02}"),
        }
    }
}

/// Year, month and day of a day counted from 1899-12-30, by the proleptic Gregorian calendar.
fn civil(day: i64) -> (i64, i64, i64) {
    // Days since 0000-03-01, so that the leap day ends a year.
    let days = day - DAYS_1970 + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day of a date, counted from 1899-12-30: the inverse of [`civil`].
fn serial(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468 + DAYS_1970
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    const ISO: MomentFormat = MomentFormat {
        year: true,
        month: true,
        day: true,
        hour: false,
        minute: false,
        second: false,
        chinese: false,
        elapsed: false,
    };

    #[test]
    fn days_are_those_of_excel() {
        let cases = [
            (dec!(1), "1900-01-01"),
            (dec!(59), "1900-02-28"),
            (dec!(61), "1900-03-01"),
            (dec!(36585), "2000-02-29"),
            (dec!(44561), "2021-12-31"),
            (dec!(44561.75), "2021-12-31"),
            (dec!(2958465), "9999-12-31"),
        ];
        for (serial, expected) in cases {
            assert_eq!(ISO.show(serial, false).as_deref(), Some(expected));
        }
        assert_eq!(ISO.show(dec!(43099), true).as_deref(), Some("2021-12-31"));
        assert_eq!(ISO.show(dec!(2958466), false), None);
        assert_eq!(ISO.show(dec!(-1), false), None);
    }

    #[test]
    fn a_text_is_the_day_that_shows_it() {
        let chinese = MomentFormat { chinese: true, ..ISO };
        let month = MomentFormat { day: false, ..chinese };
        for (format, text, serial) in [
            (ISO, "2021-12-31", Some(44561)),
            (ISO, "1900-02-28", Some(59)),
            (ISO, "1900-03-01", Some(61)),
            (ISO, "2021年12月31日", None),
            (ISO, "2021-02-30", None),
            (ISO, "", None),
            (chinese, "2024年1月1日", Some(45292)),
            (chinese, "2024年1月01日", None),
            (chinese, "2024年", None),
            (month, "2021年12月", Some(44531)),
            (MomentFormat { year: false, ..chinese }, "12月31日", None),
            (MomentFormat { hour: true, ..ISO }, "2021-12-31", None),
        ] {
            assert_eq!(format.day(text), serial, "{text}");
        }
    }

    #[test]
    fn chinese_formats_show_the_parts_they_name() {
        let chinese = MomentFormat { chinese: true, ..ISO };
        assert_eq!(chinese.show(dec!(44561), false).as_deref(), Some("2021年12月31日"));
        let month = MomentFormat { day: false, ..chinese };
        assert_eq!(month.show(dec!(44561), false).as_deref(), Some("2021年12月"));
        let clock = MomentFormat { hour: true, minute: true, ..ISO };
        assert_eq!(clock.show(dec!(44561.5), false).as_deref(), Some("2021-12-31 12:00"));
        let elapsed = MomentFormat { hour: true, minute: true, elapsed: true, ..MomentFormat::default() };
        assert_eq!(elapsed.show(dec!(1.5), false).as_deref(), Some("36:00"));
    }
}

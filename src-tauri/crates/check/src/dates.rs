//! C28: dates that cannot be compared, or lie outside the year.

use jixiao_model::{Date, IndicatorColumn, Meaning, Measure};
use jixiao_score::{Computed, Reason};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Row, Subject};
use crate::text::years;

/// C28: dates compare with each other and lie in the year evaluated. Being late is not this check's: the score says it.
pub(crate) fn dates(subject: &Subject) -> Vec<Finding> {
    // A project may be another year's by its name.
    let named = years(subject.form.name());
    let year = subject.form.year.filter(|year| named.is_empty() || named.contains(year));
    subject
        .rows()
        .filter_map(|row| year.and_then(|year| outside(row, year)).or_else(|| incomparable(row)))
        .collect()
}

fn outside(row: &Row, year: u16) -> Option<Finding> {
    let target = year_of(&row.target).filter(|written| *written != year);
    if let Some(written) = target {
        return Some(in_other_year(row, IndicatorColumn::Target, "目标", written, year));
    }
    let actual = year_of(&row.actual).filter(|written| *written < year)?;
    Some(in_other_year(row, IndicatorColumn::Actual, "实际完成", actual, year))
}

fn in_other_year(row: &Row, column: IndicatorColumn, name: &str, written: u16, year: u16) -> Finding {
    let found = row.indicator.show(column).trim();
    let message = format!("{name}日期“{found}”在 {written} 年，评价年度是 {year} 年，请核对年份。");
    Finding::fails(CheckId::C28, row.field(column), format!("{year}年"), found, message)
}

fn year_of(measure: &Measure) -> Option<u16> {
    match measure.meaning() {
        Meaning::Date(
            Date::Day { year, .. }
            | Date::MonthEnd { year, .. }
            | Date::YearEnd(year)
            | Date::Months { year, .. },
        ) => *year,
        _ => None,
    }
}

fn incomparable(row: &Row) -> Option<Finding> {
    let undecided =
        matches!(row.score.computed, Computed::CannotScore(Reason::DifferentDates | Reason::MonthOrMonths));
    let (target, found) = (row.indicator.target.trim(), row.indicator.actual.trim());
    let message =
        format!("目标“{target}”与实际“{found}”写法不同，比不出先后，请写成同一种，如 12月31日 或 12个月。");
    undecided
        .then(|| Finding::fails(CheckId::C28, row.field(IndicatorColumn::Actual), target, found, message))
}

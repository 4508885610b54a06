//! C28: dates that cannot be compared, or lie outside the year.

use jixiao_model::{Date, IndicatorColumn, Meaning, Measure, Year};
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
    if let Some(written) = year_of(&row.target, year).filter(|written| *written != year) {
        return Some(in_other_year(row, IndicatorColumn::Target, "目标", written, year));
    }
    let actual = year_of(&row.actual, year).filter(|written| *written != year)?;
    Some(in_other_year(row, IndicatorColumn::Actual, "实际完成", actual, year))
}

fn in_other_year(row: &Row, column: IndicatorColumn, name: &str, written: u16, year: u16) -> Finding {
    let found =
        if column == IndicatorColumn::Target { row.target_text() } else { row.indicator.actual.trim() };
    let next = written > year && column == IndicatorColumn::Actual;
    let ask = if next {
        "不是评价年度内完成的，请核对年份；确是次年完成的，按逾期评定"
    } else {
        "请核对年份"
    };
    let message = format!("{name}日期“{found}”在 {written} 年，评价年度是 {year} 年，{ask}。");
    Finding::fails(CheckId::C28, row.field(column), format!("{year}年"), found, message)
}

/// The year that a date says, by itself or from the one evaluated.
fn year_of(measure: &Measure, evaluated: u16) -> Option<u16> {
    let Meaning::Date(Date::In { year, .. }) = measure.meaning() else { return None };
    match year {
        Year::Of(year) => Some(*year),
        Year::Next => Some(evaluated.saturating_add(1)),
        Year::Previous => Some(evaluated.saturating_sub(1)),
        Year::Unwritten | Year::Current => None,
    }
}

fn incomparable(row: &Row) -> Option<Finding> {
    let Computed::CannotScore(reason) = &row.score.computed else { return None };
    let (target, found) = (row.target_text(), row.indicator.actual.trim());
    let message = match reason {
        Reason::DifferentDates | Reason::MonthOrMonths => format!(
            "目标“{target}”与实际“{found}”写法不同，比不出先后，请写成同一种，如 12月31日 或 12个月。"
        ),
        Reason::DateTooCoarse => {
            format!("目标是“{target}”，实际“{found}”没有写到日，看不出是否按期，请写明到日。")
        }
        Reason::YearUnknown => {
            format!("目标是“{target}”，实际“{found}”没有写年份，是次年的就是逾期，请写明年份。")
        }
        _ => return None,
    };
    Some(Finding::fails(CheckId::C28, row.field(IndicatorColumn::Actual), target, found, message))
}

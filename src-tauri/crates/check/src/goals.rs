//! The texts of the annual goals: against each other, and against the indicators.

use jixiao_edition::words;
use jixiao_model::{FieldRef, IndicatorColumn, fold, half_up};
use rust_decimal::{Decimal, dec};

use crate::alike::{alike, letters, shared};
use crate::figures::{Figure, figures};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::{actual_figure, figure};
use crate::level::Level;
use crate::subject::{Row, Subject, sum};
use crate::text::{plain, says_nothing};

/// Fewer letters than this are alike by chance.
const SHORT: usize = 12;
/// Pairs of characters that a clause and a name must share to speak of one thing.
const SAME_THING: usize = 2;

/// C46: what was achieved is told in its own words and with figures.
pub(crate) fn copied(subject: &Subject) -> Vec<Finding> {
    let goals = subject.form.goals.iter().enumerate();
    goals.filter_map(|(index, goal)| repeats_target(subject, index, &goal.expected, &goal.actual)).collect()
}

fn repeats_target(subject: &Subject, index: usize, expected: &str, actual: &str) -> Option<Finding> {
    if says_nothing(expected) || says_nothing(actual) {
        return None;
    }
    let (planned, result) = (letters(expected), letters(actual));
    let field = FieldRef::GoalActual(index);
    if result.chars().count() >= SHORT
        && let Some(percent) = alike(&planned, &result, subject.limits().alike_share.0)
    {
        let percent = plain(half_up(percent, 0));
        let message =
            format!("实际完成情况与预期目标几乎一样（相似 {percent}%），请改写实际完成了什么、完成了多少。");
        return Some(Finding::fails(
            CheckId::C46,
            field,
            "实际完成的内容和数字",
            format!("{percent}%"),
            message,
        ));
    }
    let counted = subject.rows().any(|row| row.goal == index && figure(&row.target).is_some());
    let bare = !result.contains(|c: char| c.is_ascii_digit()) && !has_numeral(&result);
    let message = "实际完成情况没有一个数字，请写上主要指标的完成数。";
    (counted && bare)
        .then(|| Finding::fails(CheckId::C46, field, "主要指标的完成数", "", message).at_most(Level::Hint))
}

/// 三次, 十二个: a Chinese numeral before what it counts. 一 stands in too many words to count anything.
fn has_numeral(text: &str) -> bool {
    let counted = |rest: &str| {
        let units = &words().units;
        units.sentences.iter().chain(&units.people).any(|unit| rest.starts_with(unit.as_str()))
    };
    let numeral = |c: char| "二两三四五六七八九十百千万亿".contains(c);
    text.char_indices().any(|(at, c)| numeral(c) && counted(&text[at + c.len_utf8()..]))
}

/// C47: figures of the expected goal are the targets of the indicators they speak of.
pub(crate) fn planned(subject: &Subject) -> Vec<Finding> {
    let column = IndicatorColumn::Target;
    let goals = subject.form.goals.iter().enumerate();
    goals
        .filter_map(|(index, goal)| {
            let rows = row_figures(subject, index, |row| figure(&row.target));
            let (stated, row) = other_figure(&goal.expected, &rows, equals)?;
            let found = row.indicator.show(column).trim();
            let message = format!(
                "预期目标写的是“{}”，指标“{}”的目标值是“{found}”，请改成一致。",
                stated,
                name_of(row)
            );
            Some(Finding::fails(CheckId::C47, FieldRef::GoalExpected(index), found, stated, message))
        })
        .collect()
}

/// C48: figures of the actual goal are the actuals of the indicators they speak of.
pub(crate) fn achieved(subject: &Subject) -> Vec<Finding> {
    let column = IndicatorColumn::Actual;
    let goals = subject.form.goals.iter().enumerate();
    goals
        .filter_map(|(index, goal)| {
            let rows = row_figures(subject, index, actual_figure);
            let reached =
                |stated: &Figure, value| equals(stated, value) || stated.at_least && value >= stated.value;
            let (stated, row) = other_figure(&goal.actual, &rows, reached)?;
            let found = row.indicator.show(column).trim();
            let message = format!(
                "实际完成情况写的是“{}”，指标“{}”的实际完成值是“{found}”，请改成一致。",
                stated,
                name_of(row)
            );
            Some(Finding::fails(CheckId::C48, FieldRef::GoalActual(index), found, stated, message))
        })
        .collect()
}

fn name_of(row: &Row) -> String {
    row.indicator.level3.trim().chars().take(30).collect()
}

/// A row with its figure.
struct RowFigure<'a> {
    row: &'a Row<'a>,
    unit: &'a str,
    value: Decimal,
}

fn row_figures<'a>(
    subject: &'a Subject,
    goal: usize,
    of: impl Fn(&'a Row<'a>) -> Option<(&'a str, Decimal)>,
) -> Vec<RowFigure<'a>> {
    let rows = subject.rows().filter(|row| row.goal == goal);
    rows.filter_map(|row| {
        let (unit, value) = of(row)?;
        Some(RowFigure { row, unit, value })
    })
    .collect()
}

/// At the digits that are written.
fn equals(stated: &Figure, value: Decimal) -> bool {
    stated.value == value
        || stated.unit == "%" && half_up(value, stated.digits) == stated.value
        || [('万', dec!(10_000)), ('亿', dec!(100_000_000))].iter().any(|(sign, scale)| {
            let in_scale =
                |value: Decimal| value.checked_div(*scale).map(|value| half_up(value, stated.digits));
            stated.digits > 0 && stated.shown.contains(*sign) && in_scale(value) == in_scale(stated.value)
        })
}

/// The figure is that of two rows together, or of all that count the same.
fn is_of_several(stated: &Figure, rows: &[RowFigure]) -> bool {
    let values: Vec<Decimal> =
        rows.iter().filter(|row| row.unit == stated.unit).map(|row| row.value).collect();
    let pairs = values
        .iter()
        .enumerate()
        .flat_map(|(at, one)| values.iter().skip(at + 1).map(|other| one.saturating_add(*other)));
    values.len() > 1 && pairs.chain([sum(values.iter().copied())]).any(|sum| sum == stated.value)
}

/// The first figure that speaks of an indicator and is not the indicator's. An indicator whose figure stands anywhere in the text is
/// well told, and a figure that any indicator it may speak of has is right.
fn other_figure<'a>(
    text: &str,
    rows: &[RowFigure<'a>],
    agrees: impl Fn(&Figure, Decimal) -> bool,
) -> Option<(String, &'a Row<'a>)> {
    if rows.is_empty() {
        return None;
    }
    let folded = fold(text);
    let figures = figures(&folded);
    let is_stated =
        |row: &RowFigure| figures.iter().any(|stated| stated.unit == row.unit && agrees(stated, row.value));
    figures.iter().find_map(|stated| {
        let about = rows
            .iter()
            .filter(|row| row.unit == stated.unit)
            .map(|row| (shared(&row.row.name, stated.clause), row));
        let about: Vec<(usize, &RowFigure)> = about.filter(|(shared, _)| *shared >= SAME_THING).collect();
        let (_, best) = about.iter().max_by_key(|(shared, _)| *shared)?;
        let right = about.iter().any(|(_, row)| agrees(stated, row.value)) || is_of_several(stated, rows);
        (!right && !is_stated(best)).then(|| (stated.shown.to_owned(), best.row))
    })
}

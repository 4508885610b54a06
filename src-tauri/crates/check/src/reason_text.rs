//! What a reason says, against its own row.

use std::cmp::Ordering;

use jixiao_edition::words;
use jixiao_model::{FieldName, FieldRef, IndicatorColumn, Percent, fold, share, squeeze};
use jixiao_score::Deviation;
use rust_decimal::{Decimal, dec};

use crate::alike::shared;
use crate::figures::{Figure, figures};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::{actual_figure, figure};
use crate::satisfaction::doubt;
use crate::subject::{Row, Subject, differs};
use crate::text::{has_one, says_nothing, years};

/// Percentage points that rounding may cost.
const ROUNDING: Decimal = dec!(0.5);
/// Per cent of a figure within which another looks like it.
const NEAR: Decimal = dec!(10);
/// A shorter name stands in many a sentence.
const LONG_NAME: usize = 5;

/// C41: the reason of a missed target also says what will be done, unless nothing can be.
pub(crate) fn measures(subject: &Subject) -> Vec<Finding> {
    if subject.prints_reasons() {
        let each = subject.rows().filter_map(|row| without_measure(subject, row)).collect();
        return in_one(subject, each);
    }
    improvement(subject).into_iter().collect()
}

/// A form most of whose reasons name no measure may have a column that asks for none: that is asked, and once where no reason has one.
fn in_one(subject: &Subject, each: Vec<Finding>) -> Vec<Finding> {
    let reasons = subject.rows().filter(|row| row.has_reason()).count();
    let named = subject.rows().filter(|row| row.has_reason() && names_measure(row)).count();
    if named * 2 >= reasons {
        return each;
    }
    let count = each.len();
    let asked = each.into_iter().map(|finding| {
        let message = if named == 0 {
            format!("{count} 行写了偏差原因，全表没有一处改进措施；栏目要求写改进措施的，请逐行补写。")
        } else {
            "写了偏差原因，没有写改进措施；栏目要求写改进措施的，请补写今后怎么做。".to_owned()
        };
        Finding::cannot_decide(finding.check, finding.field, finding.expected, finding.found, message)
    });
    asked.take(if named == 0 { 1 } else { count }).collect()
}

/// In the reason, or in a column of its own.
fn names_measure(row: &Row) -> bool {
    let texts = &words().texts;
    let mut enough = texts.measures.iter().chain(&texts.beyond_control);
    let mut own = row.indicator.extra.iter();
    enough.any(|word| row.indicator.reason.contains(word.as_str()))
        || own.any(|(column, text)| column.as_str().contains("措施") && !says_nothing(text))
}

fn without_measure(subject: &Subject, row: &Row) -> Option<Finding> {
    let reason = row.indicator.reason.trim();
    let lost =
        row.is_missed() && row.printed().zip(row.weight()).is_some_and(|(score, weight)| score < weight);
    // What comes next year is a plan.
    let next = subject.form.year.and_then(|year| year.checked_add(1));
    let planned = next.is_some_and(|next| years(reason).contains(&next));
    let named = names_measure(row) || planned || squeeze(reason) == "同上";
    let message = "写了偏差原因，没有写改进措施，请补写今后怎么做。";
    (lost && row.has_reason() && !named).then(|| {
        Finding::fails(CheckId::C41, row.field(IndicatorColumn::Reason), "原因和改进措施", reason, message)
    })
}

/// A form with one text for all reasons has one for all measures.
fn improvement(subject: &Subject) -> Option<Finding> {
    let printed = subject.prints(&jixiao_edition::Field::Text(FieldName::IMPROVEMENT));
    let (reason, measures) = (FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT);
    let found = subject.form.text(&measures).trim();
    let due = printed && !says_nothing(subject.form.text(&reason)) && says_nothing(found);
    let message = "写了偏差原因，没有写改进措施，请补写。";
    due.then(|| Finding::fails(CheckId::C41, FieldRef::Text(measures), "改进措施", found, message))
}

/// C44: figures of a reason are the row's: its target, its actual, or how far they are apart.
pub(crate) fn figures_of_reasons(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter(|row| row.has_reason()).filter_map(|row| other_figures(subject, row)).collect()
}

fn other_figures(subject: &Subject, row: &Row) -> Option<Finding> {
    let text = fold(&row.indicator.reason);
    if let Some(found) = wrong_deviation(row, &text) {
        let expected = deviation(row).map(|percent| format!("{}%", percent.abs().normalize()))?;
        let message = format!("原因写偏差“{found}”，按目标值和实际值算是 {expected}，请改成一致。");
        return Some(Finding::fails(
            CheckId::C44,
            row.field(IndicatorColumn::Reason),
            expected,
            found,
            message,
        ));
    }
    let (unit, target) = figure(&row.target)?;
    let (_, actual) = actual_figure(row).filter(|(own, _)| *own == unit)?;
    let apart = actual.checked_sub(target)?.abs();
    let claims = &words().texts.claims;
    let claimed = |clause: &str| claims.iter().any(|word| clause.contains(word.as_str()));
    // 个 counts anything: three of them need not be three of what the row counts.
    let comparable = |stated: &Figure| stated.unit == unit && unit != "个";
    let figures: Vec<Figure> = figures(&text).into_iter().filter(comparable).collect();
    let own = |value: Decimal| value == target || value == actual || !differs(value, apart, tolerance(unit));
    let by_rate = |value: Decimal| {
        unit == "%" && deviation(row).is_some_and(|percent| !differs(percent.abs(), value, ROUNDING))
    };
    let is_own = |stated: &&Figure| own(stated.value) || by_rate(stated.value);
    // One figure that is right does not cover another that is nearly it: 53 against 52.
    let slip = |stated: &&Figure| {
        let near = [target, actual].into_iter().any(|value| is_near(stated.value, value));
        near && !is_own(stated) && !has_one(stated.clause, &words().texts.elsewhen)
    };
    // The target beside it does not cover what is said to be done and was not.
    let has_actual = figures.iter().any(|other| other.value == actual);
    let done = |stated: &&Figure| {
        !has_actual
            && !is_own(stated)
            && says_done(stated)
            && !has_one(stated.clause, &words().texts.elsewhen)
    };
    let wrong = |stated: &&Figure| {
        claimed(stated.clause)
            && (slip(stated) || done(stated) || !figures.iter().any(|other| is_own(&other)))
    };
    let stated = figures.iter().find(wrong)?;
    if doubt_covers(subject, row) || elsewhere(subject, row).is_some() {
        return None;
    }
    let (target, found) = (row.target_text(), row.indicator.actual.trim());
    let message = format!(
        "原因写的是“{}”，与目标值“{target}”、实际完成值“{found}”和两者之差都对不上，请改成一致。",
        stated.shown
    );
    Some(Finding::fails(CheckId::C44, row.field(IndicatorColumn::Reason), found, stated.shown, message))
}

/// 实际完成80人: the figure stands right behind what was done.
fn says_done(stated: &Figure) -> bool {
    let before = stated.clause.split(stated.shown).next().unwrap_or_default();
    let near = before.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    near.contains("实际")
}

/// Not the same, and no further away than a slip: within a tenth, and with the same number of digits.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let apart = share(Decimal::ONE_HUNDRED, one.saturating_sub(other).abs(), other.abs());
    let whole = |value: Decimal| value.trunc().abs().to_string().len();
    apart.is_some_and(|apart| apart <= NEAR && !apart.is_zero()) && whole(one) == whole(other)
}

/// A sample that gives another satisfaction is C29's.
fn doubt_covers(subject: &Subject, row: &Row) -> bool {
    doubt(subject, row).is_some_and(|finding| finding.expected.ends_with('%'))
}

fn tolerance(unit: &str) -> Decimal {
    if unit == "%" { ROUNDING } else { Decimal::ZERO }
}

fn deviation(row: &Row) -> Option<Decimal> {
    match &row.score.deviation {
        Deviation::Of(Percent(percent)) => Some(*percent),
        Deviation::Undefined(_) => None,
    }
}

/// `偏差率为2%`, `10%偏差率`: neither the deviation nor, between percentages, the difference.
fn wrong_deviation<'a>(row: &Row, text: &'a str) -> Option<&'a str> {
    let computed = deviation(row)?.abs();
    let apart = figure(&row.target).zip(actual_figure(row)).and_then(|((one, target), (other, actual))| {
        (one == "%" && other == "%").then(|| actual.checked_sub(target))?
    });
    let named = figures(text).into_iter().filter(|stated| {
        let before = stated.clause.split(stated.shown).next().unwrap_or_default();
        let behind = ["偏差", "的偏差"].iter().any(|word| stated.after.starts_with(word));
        stated.unit == "%"
            && (behind
                || ["偏差", "偏差率", "偏差率为", "偏差为", "偏差率是"]
                    .iter()
                    .any(|word| before.ends_with(word)))
    });
    let mut wrong = named.filter(|stated| {
        let rate = differs(stated.value, computed, ROUNDING);
        rate && apart.is_none_or(|apart| differs(stated.value, apart.abs(), ROUNDING))
    });
    wrong.next().map(|stated| stated.shown)
}

/// C45: a reason that tells another indicator with its figure, or says the opposite of what the row shows.
pub(crate) fn of_other_rows(subject: &Subject) -> Vec<Finding> {
    let rows = subject.rows().filter(|row| row.has_reason());
    rows.filter_map(|row| opposite(row).or_else(|| elsewhere(subject, row)).or_else(|| copied(subject, row)))
        .collect()
}

/// The very reason of another row, with that row's figures and none of this one's.
fn copied(subject: &Subject, row: &Row) -> Option<Finding> {
    let reason = fold(&row.indicator.reason);
    let figures = figures(&reason);
    let is_of = |of: &Row| figures.iter().any(|stated| is_actual_of(of, stated) || is_target_of(of, stated));
    if figures.is_empty() || figure(&row.target).is_none() || is_of(row) {
        return None;
    }
    let source = subject.rows().find(|other| {
        let another = (other.goal, other.index) != (row.goal, row.index);
        another && fold(&other.indicator.reason).trim() == reason.trim() && is_of(other)
    })?;
    let (own, other) = (&row.name, &source.name);
    let message = format!("原因与“{other}”一行相同，数字也是那一行的，像是抄来没有改，请写本行的原因。");
    Some(Finding::fails(CheckId::C45, row.field(IndicatorColumn::Reason), own, other, message))
}

fn opposite(row: &Row) -> Option<Finding> {
    let percent = deviation(row)?;
    let reason = row.indicator.reason.as_str();
    let says = |list: &[String]| list.iter().find(|word| reason.contains(word.as_str())).cloned();
    let texts = &words().texts;
    let (stated, shown) = match percent.cmp(&Decimal::ZERO) {
        Ordering::Greater => (says(&texts.says_below)?, "高于"),
        Ordering::Less => (says(&texts.says_above)?, "低于"),
        Ordering::Equal => return None,
    };
    let (target, actual) = (row.target_text(), row.indicator.actual.trim());
    let message =
        format!("原因说“{stated}…”，实际“{actual}”却{shown}目标“{target}”，像是写给别的行的，请核对。");
    Some(Finding::fails(
        CheckId::C45,
        row.field(IndicatorColumn::Reason),
        format!("实际{shown}目标"),
        stated,
        message,
    ))
}

/// Naming another indicator may be a cause; naming it with its figure, and not one's own, is a slip.
fn elsewhere(subject: &Subject, row: &Row) -> Option<Finding> {
    let reason = fold(&row.indicator.reason);
    let own = &row.name;
    let figures = figures(&reason);
    if figures.is_empty()
        || shared(own, &reason) > 0
        || figures.iter().any(|stated| is_actual_of(row, stated))
    {
        return None;
    }
    let names_another = |other: &&Row| {
        let name = &other.name;
        let another = (other.goal, other.index) != (row.goal, row.index);
        another
            && name.chars().count() >= LONG_NAME
            && reason.contains(name.as_str())
            && figures.iter().any(|stated| is_actual_of(other, stated))
    };
    let other = &subject.rows().find(names_another)?.name;
    let message = format!("原因说的是“{other}”，没有提到本行“{own}”，像是写错了行，请核对。");
    Some(Finding::fails(CheckId::C45, row.field(IndicatorColumn::Reason), own, other, message))
}

/// The figure is the row's actual.
fn is_actual_of(row: &Row, stated: &Figure) -> bool {
    actual_figure(row) == Some((stated.unit, stated.value))
}

/// The figure is the row's target.
fn is_target_of(row: &Row, stated: &Figure) -> bool {
    figure(&row.target) == Some((stated.unit, stated.value))
}

//! How actual values answer their targets.

use jixiao_model::{IndicatorColumn, Meaning, Operator, Quantity, Scale, TimeUnit, Unit, share};
use jixiao_score::{Computed, Reason};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Row, Subject};
use crate::text::{bracketed, is_placeholder};

/// C20: the actual has the target's unit.
pub(crate) fn units(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(other_unit).collect()
}

fn other_unit(row: &Row) -> Option<Finding> {
    let (wanted, given) = unit_pair(row)?;
    if given.is_empty() && is_in_name(row, &wanted) {
        return None;
    }
    let found = row.indicator.actual.trim();
    let message = if matches!(row.score.computed, Computed::CannotScore(Reason::FarApart(..))) {
        format!(
            "实际完成值“{found}”没有写单位，与目标值“{}”相差太大，可能不是“{wanted}”，请补上单位。",
            row.target_text()
        )
    } else if given.is_empty() {
        format!("实际完成值“{found}”没有写单位，目标值的单位是“{wanted}”，请补上。")
    } else {
        format!("实际完成值的单位是“{given}”，目标值的单位是“{wanted}”，请改成同一单位。")
    };
    Some(Finding::fails(CheckId::C20, row.field(IndicatorColumn::Actual), wanted, found, message))
}

/// The target's unit, where C20 says that the actual has none.
pub(crate) fn unit_missing(row: &Row) -> Option<String> {
    let (wanted, given) = unit_pair(row)?;
    (given.is_empty() && !is_in_name(row, &wanted)).then_some(wanted)
}

/// `审计数量（个）`, or a column for the unit, says the unit of every bare number in its row.
fn is_in_name(row: &Row, unit: &str) -> bool {
    if !row.indicator.target_unit.trim().is_empty() {
        return true;
    }
    let bare = |unit: &str| unit.trim_start_matches('个').to_owned();
    bracketed(&row.indicator.level3).is_some_and(|named| named == unit || bare(&named) == bare(unit))
}

/// The target's unit and the actual's, when they are not the same; an empty one is missing.
fn unit_pair(row: &Row) -> Option<(String, String)> {
    // C26 knows better: 0.95 against 95 %.
    if row.score.computed == Computed::CannotScore(Reason::PercentOrFraction) {
        return None;
    }
    let actual = match row.actual.meaning() {
        Meaning::Quantity(quantity) | Meaning::Range { low: quantity, .. } => named(quantity),
        Meaning::Duration(duration) => duration.unit().name().to_owned(),
        Meaning::Date(_) => "日期".to_owned(),
        Meaning::MonthOrMonths(_) => "月".to_owned(),
        Meaning::Blank | Meaning::CrossedOut | Meaning::Words(_) | Meaning::Ambiguous(_) => return None,
    };
    let target = match row.target.meaning() {
        Meaning::Quantity(quantity) | Meaning::Range { high: quantity, .. } => {
            return quantity_units(quantity, row.actual.meaning(), actual);
        }
        Meaning::Duration(duration) => duration.unit().name().to_owned(),
        Meaning::Date(_) => "日期".to_owned(),
        Meaning::MonthOrMonths(_) => "月".to_owned(),
        Meaning::Blank | Meaning::CrossedOut | Meaning::Words(_) | Meaning::Ambiguous(_) => return None,
    };
    (!is_same_time(row.target.meaning(), row.actual.meaning())).then_some((target, actual))
}

/// A target without a unit asks for none; C19 asks for the target's.
fn quantity_units(target: &Quantity, meaning: &Meaning, actual: String) -> Option<(String, String)> {
    let same = match meaning {
        Meaning::Quantity(quantity) | Meaning::Range { low: quantity, .. } => {
            quantity.unit() == target.unit()
        }
        _ => false,
    };
    (!same && *target.unit() != Unit::None).then(|| (named(target), actual))
}

fn named(quantity: &Quantity) -> String {
    // `20万` against `20万元`: what is missing is 元, and the whole unit says so.
    let scale = if *quantity.unit() == Unit::None { "" } else { scale_name(quantity.scale()) };
    format!("{scale}{}", quantity.unit())
}

const fn scale_name(scale: Scale) -> &'static str {
    scale.name()
}

/// Spans of time that convert into each other, and months beside dates.
fn is_same_time(target: &Meaning, actual: &Meaning) -> bool {
    match (target, actual) {
        (Meaning::Duration(one), Meaning::Duration(other)) => one.unit().base().0 == other.unit().base().0,
        (Meaning::Duration(duration), Meaning::MonthOrMonths(_))
        | (Meaning::MonthOrMonths(_), Meaning::Duration(duration)) => {
            matches!(duration.unit(), TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)
        }
        (Meaning::Date(_) | Meaning::MonthOrMonths(_), Meaning::Date(_) | Meaning::MonthOrMonths(_)) => true,
        _ => false,
    }
}

/// C22: nearly all actuals are the very figures of their targets.
pub(crate) fn copied(subject: &Subject) -> Vec<Finding> {
    let limits = subject.limits();
    let comparable: Vec<&Row> = subject.rows().filter(|row| is_comparable(row)).collect();
    let same = comparable.iter().filter(|row| is_same(row)).count();
    let percent = share(dec!(100), Decimal::from(same), Decimal::from(comparable.len()));
    let many = comparable.len() >= limits.copied_rows.max(1)
        && percent.is_some_and(|percent| percent >= limits.copied_share.0);
    let Some(first) = comparable.first().filter(|_| many) else { return Vec::new() };
    let (all, field) = (comparable.len(), first.field(IndicatorColumn::Actual));
    let message =
        format!("{all} 个可比的定量指标中有 {same} 个实际完成值与目标值完全相同，请核对是否按实际填写。");
    vec![Finding::fails(CheckId::C22, field, "按实际填写", format!("{same}/{all}"), message)]
}

/// A count that could well have come out differently; 100 % and exact standards (=) are natural to hit.
fn is_comparable(row: &Row) -> bool {
    let exact = row.target.operator() == Some(Operator::Equal);
    match (row.target.meaning(), row.actual.meaning()) {
        (Meaning::Quantity(target), Meaning::Quantity(_)) => {
            let whole = *target.unit() == Unit::Percent && target.value() == dec!(100);
            !exact && !whole
        }
        (Meaning::Duration(_), Meaning::Duration(_)) => !exact,
        _ => false,
    }
}

fn is_same(row: &Row) -> bool {
    match (row.target.meaning(), row.actual.meaning()) {
        (Meaning::Quantity(target), Meaning::Quantity(actual)) => {
            target.number() == actual.number() || target.value() == actual.value()
        }
        (target, actual) => target == actual,
    }
}

/// C23: a qualitative target is answered with a figure.
pub(crate) fn figures_for_words(subject: &Subject) -> Vec<Finding> {
    let rows =
        subject.rows().filter(|row| row.score.computed == Computed::CannotScore(Reason::TargetIsWords));
    // Words with a number inside are a target that C19 asks about.
    let plain = rows.filter(|row| !row.target_text().contains(|c: char| c.is_ascii_digit()));
    plain.map(|row| figure_for_words(subject, row)).collect()
}

fn figure_for_words(subject: &Subject, row: &Row) -> Finding {
    let (target, found) = (row.target_text(), row.indicator.actual.trim());
    let tiers = tier_names(subject);
    let message = format!(
        "目标“{target}”是文字，实际完成值却是“{found}”，没有可比的标准，请改填档次（{tiers}），或把目标改成数值。"
    );
    Finding::fails(CheckId::C23, row.field(IndicatorColumn::Actual), tiers, found, message)
}

/// The tiers as a person writes them.
pub(crate) fn tier_names(subject: &Subject) -> String {
    let names = subject.rules.tiers.iter().filter_map(|tier| tier.words.first());
    names.cloned().collect::<Vec<_>>().join("、")
}

/// C24: a figure is asked for, words or nothing that counts are given.
pub(crate) fn words_for_figures(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(word_for_figure).collect()
}

fn word_for_figure(row: &Row) -> Option<Finding> {
    let field = row.field(IndicatorColumn::Actual);
    let (target, found) = (row.target_text(), row.indicator.actual.trim());
    let asked = format!("与“{target}”可比的值");
    match (row.target.meaning(), row.actual.meaning(), &row.score.computed) {
        // 无 is C51's; and a day by which something was due has not come where it was not done.
        (_, _, Computed::CannotScore(Reason::ActualIsWords)) if is_placeholder(found) => None,
        (Meaning::Date(_) | Meaning::MonthOrMonths(_), _, Computed::CannotScore(Reason::ActualIsWords))
            if found.contains('未') =>
        {
            None
        }
        (_, _, Computed::CannotScore(Reason::ActualIsWords)) => {
            let message = format!(
                "目标“{target}”要用数值或日期回答，实际完成值“{found}”是文字，无法计分，请填实际数值。"
            );
            Some(Finding::fails(CheckId::C24, field, asked, found, message))
        }
        (_, _, Computed::CannotScore(Reason::ActualCrossedOut)) => {
            let message =
                format!("有目标“{target}”，实际完成值却划掉了，无法计分，请填实际数值；没有开展的填 0。");
            Some(Finding::fails(CheckId::C24, field, asked, found, message))
        }
        (_, _, Computed::CannotScore(Reason::UnclearActual(ambiguity))) => {
            let message = format!("实际完成值“{found}”{}，请填确切的数值。", ambiguity.text());
            Some(Finding::cannot_decide(CheckId::C24, field, asked, found, message))
        }
        // A tier's words meet the target, yet leave the figure open; a date says little more than its tier.
        (Meaning::Quantity(_) | Meaning::Duration(_), Meaning::Words(_), _) => {
            let message = format!("目标“{target}”是数值，实际完成值“{found}”没有数值，请填实际数值。");
            Some(Finding::fails(CheckId::C24, field, asked, found, message).at_most(Level::Warning))
        }
        _ => None,
    }
}
